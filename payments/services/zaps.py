"""Zaps (NIP-57) as money: recorded when a receipt's checks have passed, credited once it is here.

A receipt is not a proof of payment: it says that somebody fetched an invoice, and its author that
the invoice was paid. Whoever has an address at the same provider as ours can have a receipt made
out to us for money that went to themselves. So the rail that the money came over (ZAP_RAIL) is
asked for the payment hash, and only what it says is credited. Without ZAP_RAIL the provider's word
is all there is: its key must then sign for our address alone, and the money lies on `rail:zaps`.

What it pays: the sender's oldest open invoice over exactly that amount. Anything else becomes
credit on the sender's balance. A sender whom we do not know may come later: until then it is kept
in suspense:foreign, under the receipt's own key.
"""

from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from psycopg.errors import UniqueViolation

from accounts.models import User
from kernel.bolt11 import read_bolt11
from kernel.clock import utc_now
from kernel.errors import UpstreamError
from kernel.money import MSATS_PER_SAT, msats_text
from kernel.queue import ring
from kernel.retry import retried
from payments.ledger.chart import SUSPENSE_FOREIGN, family_of, rail_code
from payments.ledger.models import Transfer
from payments.ledger.services import post_transfer
from payments.models import Invoice, InvoiceLine, ZapReceipt
from payments.rails.base import IncomingState
from payments.rails.registry import open_rail
from payments.services.announcing import announce_balance
from payments.services.holders import open_holder
from payments.services.lines import Debt, debts_settled, lines_of
from payments.services.notices import tell
from payments.services.settlement import settle_invoice

RAIL_ON_TRUST = "zaps"
"""The rail of money that nobody but the provider can vouch for."""
RETRY = timedelta(seconds=60)
RETRY_AGE_SHARE = 0.2
"""Asked again after a fifth of its age, so that a lie costs some dozens of questions."""
ASKED_FOR = timedelta(days=3)
"""A receipt whose money the rail has not seen by then was a lie."""
COMMENT_CHARACTERS_MAX = 300
TROUBLE_CHARACTERS_MAX = 300


class Recording(StrEnum):
    RECORDED = "recorded"
    REPLAYED = "replayed"  # this receipt, or another one over the same payment


class Crediting(StrEnum):
    PAID = "paid an invoice"
    CREDITED = "credited"
    KEPT = "kept for a stranger"
    REPLAYED = "replayed"
    UNSEEN = "not at the rail"


@transaction.atomic
def record_zap(
    *,
    event_id: str,
    sender_pubkey: str,
    amount_msats: int,
    bolt11: str,
    payment_hash: str,
    comment: str = "",
) -> Recording:
    """Keep a receipt whose NIP-57 checks have passed, once per event and per payment; ring.

    All hex digits in lower case. Moves no money and asks no network.
    """
    rail = settings.ZAP_RAIL or RAIL_ON_TRUST
    # An invoice of our own is paid by its own rail; a receipt over it would credit it twice.
    if Invoice.objects.filter(payment_hash=payment_hash).exists():
        return Recording.REPLAYED
    try:
        with transaction.atomic():
            zap = ZapReceipt.objects.create(
                event_id=event_id,
                rail=rail,
                payment_hash=payment_hash,
                sender_pubkey=sender_pubkey,
                amount_msats=amount_msats,
                bolt11=bolt11,
                comment=comment[:COMMENT_CHARACTERS_MAX],
            )
    except IntegrityError as error:
        if not isinstance(error.__cause__, UniqueViolation):
            raise
        return Recording.REPLAYED
    ring("payments.credit_zap", zap_id=zap.pk)
    return Recording.RECORDED


def credit_zap(*, zap_id: int) -> Crediting:
    """Make money of a receipt: asks the rail first, outside any transaction.

    Raises UpstreamError where the rail is silent; the sweep returns.
    """
    zap = ZapReceipt.objects.get(pk=zap_id)
    if zap.credited_at is not None:
        return Crediting.REPLAYED
    if zap.rail != RAIL_ON_TRUST:
        trouble = ""
        try:
            with open_rail(zap.rail) as rail:
                told = rail.incoming(rail_id=zap.payment_hash)
        except UpstreamError as error:
            _note_trouble(zap, error.message)
            if not error.permanent:
                raise
            return Crediting.UNSEEN
        if told.state != IncomingState.PAID or told.paid_msats < zap.amount_msats:
            trouble = f"The rail says: {told.state.value}, {msats_text(told.paid_msats)}."
        if trouble:
            _note_trouble(zap, trouble)
            return Crediting.UNSEEN
    return _credited(zap_id)


def claim_kept_zaps(*, limit: int = 200) -> int:
    """Give people who have come since what was kept for them. Returns how many zaps."""
    claimed = 0
    for zap_id in kept_zaps().values_list("pk", flat=True)[:limit]:
        claimed += _claimed(zap_id)
    return claimed


def kept_zaps() -> QuerySet[ZapReceipt]:
    """Receipts in suspense whose senders are people here by now."""
    here = User.objects.filter(is_active=True, pubkey__isnull=False).values("pubkey")
    return ZapReceipt.objects.filter(
        credited_account=SUSPENSE_FOREIGN, sender_pubkey__in=here
    ).order_by("pk")


def zaps_due() -> QuerySet[ZapReceipt]:
    """Receipts that the rail should be asked about now."""
    now = utc_now()
    return ZapReceipt.objects.filter(
        credited_at__isnull=True, next_try_at__lte=now, received_at__gte=now - ASKED_FOR
    ).order_by("next_try_at")


@retried
@transaction.atomic
def _credited(zap_id: int) -> Crediting:
    zap = ZapReceipt.objects.select_for_update(of=("self",)).get(pk=zap_id)
    if zap.credited_at is not None:
        return Crediting.REPLAYED
    user = User.objects.filter(pubkey=zap.sender_pubkey, is_active=True).first()
    if user is None:
        _post(zap, rail_code(zap.rail), SUSPENSE_FOREIGN)
        _mark(zap, SUSPENSE_FOREIGN)
        return Crediting.KEPT
    asked = _oldest_of_that_amount(user, zap.amount_msats)
    if asked is not None:
        zap.invoice = asked
        _mark(zap, asked.credit_account)
        _pay(zap, asked)
        return Crediting.PAID
    account = open_holder(user)
    _post(zap, rail_code(zap.rail), account)
    _mark(zap, account)
    _tell(zap, user)
    return Crediting.CREDITED


@retried
@transaction.atomic
def _claimed(zap_id: int) -> int:
    zap = kept_zaps().select_for_update(of=("self",)).filter(pk=zap_id).first()
    if zap is None:
        return 0
    user = User.objects.get(pubkey=zap.sender_pubkey)
    account = open_holder(user)
    post_transfer(
        key=f"zap:{zap.event_id}:claimed",
        debit=SUSPENSE_FOREIGN,
        credit=account,
        amount_msats=zap.amount_msats,
        kind=Transfer.Kind.DEPOSIT,
        memo="zap",
    )
    zap.credited_account = account
    zap.save(update_fields=["credited_account"])
    _tell(zap, user)
    return 1


def _oldest_of_that_amount(user: User, amount_msats: int) -> Invoice | None:
    """Deposits are left out: credit on the balance is what they would become anyway."""
    sats, rest = divmod(amount_msats, MSATS_PER_SAT)
    if rest:
        return None
    open_ones = Invoice.objects.select_for_update(of=("self",)).filter(
        user=user, status=Invoice.Status.OPEN, amount_sats=sats, paid_msats=0
    )
    for invoice in open_ones.order_by("pk"):
        lines = lines_of(invoice)
        earned = all(family_of(line.credit_account) != "user" for line in lines)
        if earned and not debts_settled(line.purpose for line in lines):
            return invoice
    return None


def _pay(zap: ZapReceipt, asked: Invoice) -> None:
    """An invoice of the zap's own over the same debts, paid as it is written: settlement does the
    rest, and has the rail of the other one take no more money."""
    request = read_bolt11(zap.bolt11)
    own = Invoice.objects.create(
        key=f"zap:{zap.event_id}:1",
        purpose=f"zap:{zap.event_id}",
        user_id=asked.user_id,
        amount_sats=asked.amount_sats,
        description=asked.description,
        credit_account=asked.credit_account,
        status=Invoice.Status.OPEN,
        rail=zap.rail,
        rail_id=zap.payment_hash,
        bolt11=zap.bolt11,
        payment_hash=zap.payment_hash,
        expires_at=request.expires_at,
    )
    InvoiceLine.objects.bulk_create(
        InvoiceLine(invoice=own, **_fields(Debt.of(line))) for line in lines_of(asked)
    )
    settle_invoice(invoice_id=own.pk, paid_msats=zap.amount_msats)


def _fields(debt: Debt) -> dict[str, str | int]:
    return {
        "purpose": debt.purpose,
        "amount_sats": debt.amount_sats,
        "description": debt.description,
        "credit_account": debt.credit_account,
    }


def _post(zap: ZapReceipt, debit: str, credit: str) -> None:
    post_transfer(
        key=f"zap:{zap.event_id}",
        debit=debit,
        credit=credit,
        amount_msats=zap.amount_msats,
        kind=Transfer.Kind.DEPOSIT if family_of(credit) == "user" else Transfer.Kind.SUSPENSE,
        memo="zap",
    )


def _mark(zap: ZapReceipt, account: str) -> None:
    zap.credited_account, zap.credited_at, zap.trouble = account, utc_now(), ""
    zap.save(update_fields=["credited_account", "credited_at", "trouble", "invoice"])


def _tell(zap: ZapReceipt, user: User) -> None:
    tell(
        key=f"zap:{zap.event_id}",
        kind="zap_credited",
        text=f"Your zap of {msats_text(zap.amount_msats)} is on your balance now.",
        user=user,
        facts={"amount_msats": zap.amount_msats},
    )
    announce_balance(user_id=user.pk)


def _note_trouble(zap: ZapReceipt, trouble: str) -> None:
    now = utc_now()
    ZapReceipt.objects.filter(pk=zap.pk, credited_at__isnull=True).update(
        trouble=trouble[:TROUBLE_CHARACTERS_MAX],
        next_try_at=now + max(RETRY, (now - zap.received_at) * RETRY_AGE_SHARE),
    )
