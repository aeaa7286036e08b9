"""The books at one instant: what stands where, and what of the newest does not add up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from payments.ledger.queries import Finding, held_differently, rows_of

PEOPLE, PROMO, ESCROWS = "user:*", "user:*:promo", "escrow:*"
"""How `Positions` names families of which there are many accounts."""


@dataclass(frozen=True, slots=True)
class Positions:
    """Each house account by its code, people and escrows as sums; in their own direction, msats."""

    of: dict[str, int]
    off_msats: int
    """Debits minus credits of everything: zero, or the books are not books."""

    def sum_msats(self, *families: str) -> int:
        """All of these families, such as `rail` or `suspense`."""
        return sum(amount for name, amount in self.of.items() if name.partition(":")[0] in families)

    @property
    def owed_msats(self) -> int:
        """What people could ask for. Promotional credit is spent here and never paid out."""
        return self.sum_msats("user", "escrow", "suspense") - self.of.get(PROMO, 0)


@contextmanager
def one_snapshot() -> Iterator[None]:
    """All that is read inside sees one instant and nothing is written. Not inside a transaction."""
    assert not connection.in_atomic_block, "a snapshot begins with its own transaction"
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def positions() -> Positions:
    """One statement, so one instant, with checkpoints where accounts keep no balance."""
    rows = rows_of("""
        WITH account AS (
            SELECT id, code, floor_msats, posted_msats,
                   CASE WHEN kind IN ('asset', 'expense') THEN 1 ELSE -1 END AS sign
              FROM ledger_account
        ), balance AS (
            SELECT CASE WHEN code LIKE 'user:%:promo' THEN 'user:*:promo'
                        WHEN code LIKE 'user:%' THEN 'user:*'
                        WHEN code LIKE 'escrow:%' THEN 'escrow:*'
                        ELSE code END AS name,
                   sign, CASE WHEN floor_msats IS NOT NULL THEN sign * posted_msats
                              ELSE ledger_signed_balance(id) END AS signed
              FROM account
        )
        SELECT name, sum(sign * signed), sum(signed) FROM balance GROUP BY name ORDER BY name
    """)
    return Positions(
        of={name: int(own) for name, own, _ in rows},
        off_msats=int(sum(signed for _, _, signed in rows)),
    )


def newest_transfer_id() -> int:
    [(newest,)] = rows_of("SELECT coalesce(max(id), 0) FROM ledger_transfer")
    return int(newest)


def quiet_point() -> tuple[int, datetime]:
    """An id below which no transfer can still appear, and the instant it was asked.

    In a transaction of its own, for which writers wait. Raises OperationalError where the books
    are too busy for the lock.
    """
    assert not connection.in_atomic_block, "everybody would wait for this transaction"
    with transaction.atomic():
        [(through_id, at)] = rows_of("SELECT ledger_quiet_id(), clock_timestamp()")
    return int(through_id), at


def recent_findings(*, since_id: int) -> list[Finding]:
    """What contradicts itself among transfers newer than since_id, and in what is held now.

    For the audit of every few minutes; queries.book_findings refolds everything.
    """
    return [*_broken_since(since_id), *held_differently(), *_captured_otherwise(since_id)]


def _broken_since(since_id: int) -> Iterator[Finding]:
    """Each entry starts where the one before ended, and the newest ends at the stored balance."""
    for code, transfer_id in rows_of(
        """
        WITH entry AS (
            SELECT debit_id AS account_id, id, debit_after_msats AS after, amount_msats AS signed
              FROM ledger_transfer WHERE id > %(since)s AND debit_after_msats IS NOT NULL
             UNION ALL
            SELECT credit_id, id, credit_after_msats, -amount_msats
              FROM ledger_transfer WHERE id > %(since)s AND credit_after_msats IS NOT NULL
        ), chain AS (
            SELECT e.id, e.after, a.code, a.posted_msats,
                   CASE WHEN a.kind IN ('asset', 'expense') THEN e.signed ELSE -e.signed END AS by,
                   lag(e.after) OVER (PARTITION BY e.account_id ORDER BY e.id) AS before,
                   lead(e.id) OVER (PARTITION BY e.account_id ORDER BY e.id) AS next_id
              FROM entry e JOIN ledger_account a ON a.id = e.account_id
        )
        SELECT code, id FROM chain
         WHERE before + by <> after OR next_id IS NULL AND after <> posted_msats
        """,
        {"since": since_id},
    ):
        yield Finding(code, f"transfer {transfer_id} and the balance around it do not agree")


def _captured_otherwise(since_id: int) -> Iterator[Finding]:
    for (key,) in rows_of(
        """
        SELECT t.key FROM ledger_transfer t LEFT JOIN ledger_hold h ON h.key = substr(t.key, 6)
         WHERE t.id > %(since)s AND t.key LIKE 'hold:%%'
           AND (h.state, h.captured_msats, h.debit_id, h.credit_id)
               IS DISTINCT FROM ('captured', t.amount_msats, t.debit_id, t.credit_id)
        """,
        {"since": since_id},
    ):
        yield Finding(key, "a capture and its hold do not agree")
