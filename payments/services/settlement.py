"""From what BTCPay says to what the books say.

Webhooks, the sweep and operators all end in `check_invoice`, and that in `settle_invoice`: one
lock, one transaction for the books, the invoice and whoever listens.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from django.db import OperationalError, transaction
from django.db.models import F
from psycopg.errors import DeadlockDetected

from kernel.clock import utc_now
from kernel.errors import UpstreamError
from payments.btcpay import BTCPay, BTCPayInvoice
from payments.errors import UnknownInvoiceError
from payments.ledger.chart import RAIL_BTCPAY, SUSPENSE_PARTIAL, SUSPENSE_SURPLUS
from payments.ledger.services import post_transfer
from payments.models import Invoice
from payments.services.issuing import Issuance, issue_invoice
from payments.signals import invoice_changed

CHECK_SECONDS_MIN, CHECK_SECONDS_MAX = 20, 600
CHECK_AGE_SHARE = 0.1
"""An open invoice is asked about again after a tenth of its age, within the limits above."""
DEADLOCK_TRIES = 3
AFTER_EXPIRY = timedelta(seconds=5)


class Verdict(StrEnum):
    """What an answer of BTCPay's changed here."""

    APPLIED = "applied"
    REPLAYED = "replayed"  # known already
    UNPAID = "unpaid"
    UNDERPAID = "underpaid"  # part arrived: in the books, the invoice stays open
    SURPLUS = "surplus"  # money on a settled invoice: owed back
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    ISSUED = "issued"


def check_invoice(*, invoice_id: int) -> Verdict:
    """Ask BTCPay what is true of the invoice and write it down. Never inside a transaction.

    Raises UnknownInvoiceError, and UpstreamError after writing the reason to `trouble`.
    """
    invoice = Invoice.objects.filter(pk=invoice_id).first()
    if invoice is None:
        raise UnknownInvoiceError("There is no such invoice.", invoice_id=invoice_id)
    if invoice.rail_id is None:
        issued = issue_invoice(invoice_id=invoice_id) == Issuance.OPENED
        return Verdict.ISSUED if issued else Verdict.REPLAYED
    try:
        with BTCPay.from_settings() as btcpay:
            told = btcpay.invoice(invoice.rail_id)
    except UpstreamError as error:
        Invoice.objects.filter(pk=invoice_id).update(
            trouble=error.message[:300],
            attempts=F("attempts") + 1,
            next_check_at=_next_check_at(invoice),
        )
        raise
    verdict = _applied(told)
    invoice.refresh_from_db()
    Invoice.objects.filter(pk=invoice_id).update(
        next_check_at=_next_check_at(invoice),
        attempts=0,
        trouble=_trouble(invoice, told),
    )
    return verdict


def _trouble(invoice: Invoice, told: BTCPayInvoice) -> str:
    if invoice.is_underpaid:
        return "Paid in part."
    if told.status == "Settled" and invoice.status != Invoice.Status.SETTLED:
        # It will never expire there, so its job waits until an operator writes it off.
        return "Marked as settled at BTCPay, but no money came."
    return ""


@transaction.atomic
def settle_invoice(*, rail_id: str, paid_msats: int) -> Verdict:
    """Write down that paid_msats have arrived in all for this invoice.

    Enough: posts the transfer, marks the invoice settled and tells `invoice_changed`, together or
    not at all. Less: posts to suspense:partial and leaves the invoice as it is. Beyond: the rest
    is posted to suspense:surplus; so is everything where another invoice of the same purpose is
    settled.
    """
    invoice, siblings = _locked(rail_id)
    before = invoice.paid_msats
    fresh_msats = paid_msats - before
    settled = invoice.status == Invoice.Status.SETTLED
    if fresh_msats <= 0:
        return Verdict.REPLAYED if settled or before else Verdict.UNPAID
    invoice.paid_msats = paid_msats
    if settled:
        _post(invoice, f"surplus-{paid_msats}", RAIL_BTCPAY, SUSPENSE_SURPLUS, fresh_msats)
        invoice.save(update_fields=["paid_msats"])
        return Verdict.SURPLUS
    if paid_msats < invoice.amount_msats:
        _post(invoice, f"partial-{paid_msats}", RAIL_BTCPAY, SUSPENSE_PARTIAL, fresh_msats)
        invoice.save(update_fields=["paid_msats"])
        return Verdict.UNDERPAID
    twice = any(sibling.status == Invoice.Status.SETTLED for sibling in siblings)
    earns = SUSPENSE_SURPLUS if twice else invoice.credit_account
    _post(invoice, "settled", RAIL_BTCPAY, earns, invoice.amount_msats - before)
    if before:
        _post(invoice, "completed", SUSPENSE_PARTIAL, earns, before)
    if paid_msats > invoice.amount_msats:
        surplus_msats = paid_msats - invoice.amount_msats
        _post(invoice, f"surplus-{paid_msats}", RAIL_BTCPAY, SUSPENSE_SURPLUS, surplus_msats)
    invoice.move_to(Invoice.Status.SETTLED)
    invoice.settled_at = utc_now()
    invoice.trouble = ""
    invoice.save(update_fields=["paid_msats", "status", "settled_at", "trouble"])
    invoice_changed.send(sender=Invoice, invoice=invoice)
    return Verdict.APPLIED


def expire_invoice(*, rail_id: str) -> Verdict:
    """OPEN -> EXPIRED; a replay elsewhere changes nothing."""
    return _close(rail_id, Invoice.Status.EXPIRED, Verdict.EXPIRED)


def cancel_invoice(*, rail_id: str) -> Verdict:
    """OPEN -> CANCELLED: somebody has marked it invalid at BTCPay."""
    return _close(rail_id, Invoice.Status.CANCELLED, Verdict.CANCELLED)


def _applied(told: BTCPayInvoice) -> Verdict:
    """Listeners lock their own rows after ours; whoever locks the other way round can deadlock us.

    PostgreSQL then ends one of the two, and the whole transaction can simply be tried again.
    """
    for _ in range(DEADLOCK_TRIES - 1):
        try:
            return _apply(told)
        except OperationalError as error:
            if not isinstance(error.__cause__, DeadlockDetected):
                raise
    return _apply(told)


def _apply(told: BTCPayInvoice) -> Verdict:
    if told.status == "Invalid":  # its payments may not be real; reconcile_btcpay names any
        return cancel_invoice(rail_id=told.id)
    if told.status == "Processing":  # paid, not final
        return Verdict.UNPAID
    verdict = settle_invoice(rail_id=told.id, paid_msats=told.paid_msats)
    if told.status == "Expired" and told.paid_msats < told.amount_msats:
        return expire_invoice(rail_id=told.id)
    return verdict


@transaction.atomic
def _close(rail_id: str, status: Invoice.Status, verdict: Verdict) -> Verdict:
    invoice, _ = _locked(rail_id)
    if invoice.status != Invoice.Status.OPEN:
        return Verdict.REPLAYED
    invoice.move_to(status)
    invoice.save(update_fields=["status"])
    invoice_changed.send(sender=Invoice, invoice=invoice)
    return verdict


def _locked(rail_id: str) -> tuple[Invoice, list[Invoice]]:
    """The invoice and the others of its purpose, locked in one order: any may be paid now."""
    purpose = Invoice.objects.filter(rail_id=rail_id).values_list("purpose", flat=True).first()
    if purpose is None:
        raise UnknownInvoiceError("There is no such invoice.")
    rows = Invoice.objects.filter(purpose=purpose).order_by("pk")
    list(rows.select_for_update(of=("self",)))
    # Whoever waited above must look again: a lock shows changed rows, but not rows added meanwhile.
    family = list(rows)
    invoice = next(row for row in family if row.rail_id == rail_id)
    return invoice, [row for row in family if row.pk != invoice.pk]


def _post(invoice: Invoice, event: str, debit: str, credit: str, amount_msats: int) -> None:
    post_transfer(
        key=f"invoice:{invoice.pk}:{event}",
        debit=debit,
        credit=credit,
        amount_msats=amount_msats,
        memo=invoice.key,
    )


def _next_check_at(invoice: Invoice) -> datetime:
    now = utc_now()
    age_seconds = (now - invoice.requested_at).total_seconds()
    pause = min(max(age_seconds * CHECK_AGE_SHARE, CHECK_SECONDS_MIN), CHECK_SECONDS_MAX)
    soon, regular = now + timedelta(seconds=CHECK_SECONDS_MIN), now + timedelta(seconds=pause)
    if invoice.expires_at is None or invoice.expires_at < now:
        return regular
    return min(regular, max(invoice.expires_at + AFTER_EXPIRY, soon))
