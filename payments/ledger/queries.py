"""What the books say: balances now and at an instant, statements, and what does not add up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Sum

from payments.ledger.models import Account, Hold, Transfer

STATEMENT_ROWS_MAX = 500
_DIRECTED = "CASE WHEN a.kind IN ('asset', 'expense') THEN 1 ELSE -1 END"


@dataclass(frozen=True, slots=True)
class Entry:
    """One transfer seen from one account. amount_msats: signed, in the account's own direction.

    after_msats: the balance right after it; None for accounts without a floor.
    """

    transfer_id: int
    key: str
    kind: str
    memo: str
    other: str
    amount_msats: int
    after_msats: int | None
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the books that cannot be true. subject: an account's code, or the check."""

    subject: str
    fact: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.fact}"


def balance_msats(code: str) -> int:
    """In the account's own direction, holds included; zero for an account nobody has opened."""
    account = Account.objects.filter(code=code).first()
    if account is None:
        return 0
    if account.floor_msats is not None:
        return account.posted_msats
    return _directed(account, _signed(account.pk))


def available_msats(code: str) -> int:
    """What may leave the account now: its balance without what is held and without its floor."""
    account = Account.objects.filter(code=code).first()
    if account is None or account.floor_msats is None:
        return 0
    return account.posted_msats - account.held_msats - account.floor_msats


def balance_at_msats(code: str, *, at: datetime) -> int:
    """The balance as of that instant, in the account's own direction."""
    account = Account.objects.filter(code=code).first()
    return 0 if account is None else _directed(account, _signed_at(account, at))


def family_balance_msats(family: str) -> int:
    """All accounts of a family, such as `user` or `revenue`, in their own direction."""
    [(total,)] = rows_of(
        f"""
        SELECT coalesce(sum({_DIRECTED} * ledger_signed_balance(a.id)), 0) FROM ledger_account a
         WHERE a.code = %s OR a.code LIKE %s
        """,  # noqa: S608 - no outside words in it
        [family, f"{family}:%"],
    )
    return int(total)


def trial_balance(*, at: datetime | None = None) -> dict[str, int]:
    """Debits minus credits of every account, by code; the values sum to zero.

    One statement sees one snapshot: money that moves meanwhile is on both sides or on neither.
    """
    if at is None:
        rows = rows_of("SELECT code, ledger_signed_balance(id) FROM ledger_account ORDER BY code")
    else:
        rows = rows_of(
            "SELECT code, ledger_signed_balance_at(id, %s) FROM ledger_account ORDER BY code", [at]
        )
    return {code: int(signed) for code, signed in rows}


def statement(
    code: str, *, before_id: int | None = None, limit: int = 50, kinds: frozenset[str] | None = None
) -> list[Entry]:
    """The account's transfers, newest first, older than before_id; at most STATEMENT_ROWS_MAX."""
    account = Account.objects.filter(code=code).first()
    if account is None:
        return []
    limit = min(limit, STATEMENT_ROWS_MAX)
    rows = Transfer.objects.select_related("debit", "credit").order_by("-pk")
    if before_id is not None:
        rows = rows.filter(pk__lt=before_id)
    if kinds is not None:
        rows = rows.filter(kind__in=kinds)
    # Two walks along an index each: `debit OR credit` would sort all that the account ever had.
    page = [*rows.filter(debit=account)[:limit], *rows.filter(credit=account)[:limit]]
    page.sort(key=lambda transfer: -transfer.pk)
    return [_entry(account, transfer) for transfer in page[:limit]]


def debited_msats(*, code: str, key_prefix: str) -> int:
    """What transfers with such keys have brought to the debit side of the account."""
    total = Transfer.objects.filter(debit__code=code, key__startswith=key_prefix).aggregate(
        total=Sum("amount_msats")
    )["total"]
    return int(total or 0)


def book_findings() -> list[Finding]:
    """Everything in the books that contradicts itself, refolded from the transfers one by one."""
    return [
        *_unbalanced(),
        *_kept_differently(),
        *held_differently(),
        *_folded_differently(),
        *_captures_without_transfer(),
        *_broken_chains(),
    ]


def _unbalanced() -> Iterator[Finding]:
    total = sum(trial_balance().values())
    if total != 0:
        yield Finding("trial balance", f"sums to {total} msats")


def _kept_differently() -> Iterator[Finding]:
    for code, kept, summed in rows_of("""
        SELECT a.code, a.posted_msats,
               CASE WHEN a.kind IN ('asset', 'expense') THEN 1 ELSE -1 END
               * (coalesce(d.total, 0) - coalesce(c.total, 0))
          FROM ledger_account a
          LEFT JOIN (SELECT debit_id, sum(amount_msats) AS total FROM ledger_transfer GROUP BY 1) d
                 ON d.debit_id = a.id
          LEFT JOIN (SELECT credit_id, sum(amount_msats) AS total FROM ledger_transfer GROUP BY 1) c
                 ON c.credit_id = a.id
         WHERE a.floor_msats IS NOT NULL
           AND a.posted_msats <> CASE WHEN a.kind IN ('asset', 'expense') THEN 1 ELSE -1 END
               * (coalesce(d.total, 0) - coalesce(c.total, 0))
    """):
        yield Finding(code, f"keeps {kept} msats, its transfers sum to {summed}")


def held_differently() -> Iterator[Finding]:
    """Accounts whose held_msats are not the sum of their open holds."""
    for code, kept, summed in rows_of("""
        SELECT a.code, a.held_msats, coalesce(h.total, 0)
          FROM ledger_account a
          LEFT JOIN (SELECT debit_id, sum(amount_msats) AS total FROM ledger_hold
                      WHERE state = 'held' GROUP BY 1) h ON h.debit_id = a.id
         WHERE a.held_msats <> coalesce(h.total, 0)
    """):
        yield Finding(code, f"holds {kept} msats, its open holds sum to {summed}")


def _folded_differently() -> Iterator[Finding]:
    for code, through_id in rows_of("""
        SELECT a.code, k.through_id
          FROM (SELECT DISTINCT ON (account_id) * FROM ledger_checkpoint
                 ORDER BY account_id, through_id DESC) k
          JOIN ledger_account a ON a.id = k.account_id
         WHERE k.debits_msats <> (SELECT coalesce(sum(amount_msats), 0) FROM ledger_transfer
                                   WHERE debit_id = a.id AND id <= k.through_id)
            OR k.credits_msats <> (SELECT coalesce(sum(amount_msats), 0) FROM ledger_transfer
                                    WHERE credit_id = a.id AND id <= k.through_id)
    """):
        yield Finding(code, f"its checkpoint through {through_id} is not the sum of its transfers")


def _captures_without_transfer() -> Iterator[Finding]:
    for (key,) in rows_of("""
        SELECT h.key FROM ledger_hold h
          LEFT JOIN ledger_transfer t ON t.key = 'hold:' || h.key
         WHERE (h.state = 'captured') <> (t.id IS NOT NULL)
            OR h.state = 'captured' AND (t.amount_msats, t.debit_id, t.credit_id)
               IS DISTINCT FROM (h.captured_msats, h.debit_id, h.credit_id)
    """):
        yield Finding(f"hold {key}", "its capture and its transfer do not agree")


def _broken_chains() -> Iterator[Finding]:
    """Each entry of a floored account starts where the one before it ended."""
    for code, transfer_id in rows_of("""
        WITH entry AS (
            SELECT debit_id AS account_id, id, debit_after_msats AS after, amount_msats AS signed
              FROM ledger_transfer WHERE debit_after_msats IS NOT NULL
             UNION ALL
            SELECT credit_id, id, credit_after_msats, -amount_msats
              FROM ledger_transfer WHERE credit_after_msats IS NOT NULL
        ), chain AS (
            SELECT e.*, a.code,
                   CASE WHEN a.kind IN ('asset', 'expense') THEN e.signed ELSE -e.signed END AS by,
                   lag(e.after) OVER (PARTITION BY e.account_id ORDER BY e.id) AS before
              FROM entry e JOIN ledger_account a ON a.id = e.account_id
        )
        SELECT code, id FROM chain WHERE before IS NOT NULL AND before + by <> after
    """):
        yield Finding(code, f"transfer {transfer_id} does not start where the last one ended")


def _signed(account_id: int) -> int:
    [(signed,)] = rows_of("SELECT ledger_signed_balance(%s)", [account_id])
    return int(signed)


def _signed_at(account: Account, at: datetime) -> int:
    [(signed,)] = rows_of("SELECT ledger_signed_balance_at(%s, %s)", [account.pk, at])
    return int(signed)


def _directed(account: Account, signed_msats: int) -> int:
    return signed_msats if account.grows_by_debit else -signed_msats


def _entry(account: Account, transfer: Transfer) -> Entry:
    debited = transfer.debit_id == account.pk
    rises = account.grows_by_debit == debited
    return Entry(
        transfer_id=transfer.pk,
        key=transfer.key,
        kind=transfer.kind,
        memo=transfer.memo,
        other=transfer.credit.code if debited else transfer.debit.code,
        amount_msats=transfer.amount_msats if rises else -transfer.amount_msats,
        after_msats=transfer.debit_after_msats if debited else transfer.credit_after_msats,
        posted_at=transfer.posted_at,
    )


def rows_of(
    statement_text: str, values: Sequence[Any] | Mapping[str, Any] | None = None
) -> list[tuple[Any, ...]]:
    """All rows of one statement of the books' own."""
    with connection.cursor() as cursor:
        cursor.execute(statement_text, values)
        return list(cursor.fetchall())


def open_holds(code: str) -> QuerySet[Hold]:
    """What is set aside on the account now, soonest to lapse first."""
    return Hold.objects.filter(debit__code=code, state=Hold.State.HELD).order_by("expires_at")
