"""What other rooms ask the till."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet, Sum

from accounts.models import User
from payments.errors import UnknownInvoiceError
from payments.ledger.chart import promo_code, user_code
from payments.ledger.models import Account
from payments.ledger.queries import Entry, available_msats, statement
from payments.models import Deposit, Invoice, Referral, Usage


def invoice_of_key(key: str) -> Invoice:
    """Raises UnknownInvoiceError."""
    invoice = Invoice.objects.filter(key=key).first()
    if invoice is None:
        raise UnknownInvoiceError("There is no such invoice.", key=key)
    return invoice


def invoices_of_purpose(purpose: str) -> QuerySet[Invoice]:
    """Oldest first. The purpose is the key without its number."""
    return Invoice.objects.filter(purpose=purpose).order_by("pk")


def invoices_in_trouble() -> QuerySet[Invoice]:
    """Unsettled invoices for which BTCPay failed us, or that were paid in part."""
    return Invoice.objects.exclude(status=Invoice.Status.SETTLED).exclude(trouble="")


def holder_code(user: User) -> str:
    """The code of the person's balance. Identity is the Nostr key; operators may have none."""
    return user_code(_key_of(user))


def promo_holder_code(user: User) -> str:
    """The code of the credit that the house has given to the person."""
    return promo_code(_key_of(user))


@dataclass(frozen=True, slots=True)
class Balance:
    """What a person has with us, in msats.

    own: what they paid in and have not spent or withdrawn, own_free: the part that is not held.
    promo, promo_free: the same for credit that the house gave.
    """

    own_msats: int = 0
    own_free_msats: int = 0
    promo_msats: int = 0
    promo_free_msats: int = 0

    @property
    def balance_msats(self) -> int:
        return self.own_msats + self.promo_msats

    @property
    def held_msats(self) -> int:
        return self.balance_msats - self.own_free_msats - self.promo_free_msats

    @property
    def available_msats(self) -> int:
        """The largest hold that can be opened now: promo credit pays its share of it only."""
        return self.own_free_msats + min(self.promo_free_msats, promo_beside(self.own_free_msats))


def promo_beside(own_msats: int) -> int:
    """The most promo credit that may be spent together with own_msats of somebody's own money."""
    return own_msats * settings.PROMO_SPEND_PERCENT // 100


def promo_within(amount_msats: int) -> int:
    """The most that promo credit may pay of a price of amount_msats; own money pays the rest.

    Rounded up: spending then never leaves more promo credit beside own money than there was, so it
    costs nobody a msat of their next bonus.
    """
    return -(-amount_msats * settings.PROMO_SPEND_PERCENT // (100 + settings.PROMO_SPEND_PERCENT))


def balance_of(user: User) -> Balance:
    """Both of the person's accounts in one look; zeros where none is open."""
    own, promo = holder_code(user), promo_holder_code(user)
    rows = {account.code: account for account in Account.objects.filter(code__in=[own, promo])}
    own_row, promo_row = rows.get(own), rows.get(promo)
    return Balance(
        own_msats=own_row.posted_msats if own_row else 0,
        own_free_msats=own_row.posted_msats - own_row.held_msats if own_row else 0,
        promo_msats=promo_row.posted_msats if promo_row else 0,
        promo_free_msats=promo_row.posted_msats - promo_row.held_msats if promo_row else 0,
    )


def withdrawable_msats(user: User) -> int:
    """What the person may withdraw now: their own money, without what is held.

    Credit that the house gave (bonuses, referrals) is never withdrawn. It lies in an account of its
    own, `user:<pubkey>:promo`, whose money the ledger itself lets go back to `promo` only, so a
    hold or transfer that debits `holder_code(user)` cannot reach it: the ledger's conditional write
    under the row's lock is what enforces this, and this number is for people to read.
    """
    return available_msats(holder_code(user))


def deposited_msats(user: User) -> int:
    """All that the person ever paid in, without bonuses."""
    paid = Deposit.objects.filter(user=user, status=Deposit.Status.PAID)
    return int(paid.aggregate(total=Sum("credited_msats"))["total"] or 0)


def spent_msats(user: User) -> int:
    """All that the person's metered use has cost."""
    return int(Usage.objects.filter(user=user).aggregate(total=Sum("cost_msats"))["total"] or 0)


def referral_credit_msats(user: User) -> int:
    """All that the user was ever given for bringing others."""
    given = Referral.objects.filter(referrer=user).aggregate(total=Sum("credited_msats"))["total"]
    return int(given or 0)


@dataclass(frozen=True, slots=True)
class Movement:
    """One transfer seen from a person: own money and promo credit together, in msats."""

    id: int
    type: str
    amount_msats: int  # signed
    balance_before_msats: int
    balance_after_msats: int
    memo: str
    at: datetime


def movements_of(user: User, *, before_id: int | None = None, limit: int = 50) -> list[Movement]:
    """The person's transfers, newest first, older than before_id."""
    codes = (holder_code(user), promo_holder_code(user))
    pages = [statement(code, before_id=before_id, limit=limit) for code in codes]
    entries = sorted(
        (entry for page in pages for entry in page), key=lambda e: e.transfer_id, reverse=True
    )[:limit]
    # From the rows themselves: money that moves meanwhile is in both or in neither.
    after_msats = sum((page[0].after_msats or 0) if page else 0 for page in pages)
    movements = []
    for entry in entries:
        before_msats = after_msats - entry.amount_msats
        movements.append(_movement(entry, before_msats, after_msats))
        after_msats = before_msats
    return movements


def _movement(entry: Entry, before_msats: int, after_msats: int) -> Movement:
    return Movement(
        id=entry.transfer_id,
        type=entry.kind,
        amount_msats=entry.amount_msats,
        balance_before_msats=before_msats,
        balance_after_msats=after_msats,
        memo=entry.memo,
        at=entry.posted_at,
    )


def _key_of(user: User) -> str:
    return user.pubkey or f"operator-{user.pk}"
