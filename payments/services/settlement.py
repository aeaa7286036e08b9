"""From what a rail says to what the books say.

Webhooks, the sweep and operators all end in `check_invoice`, and that in `settle_invoice`: one
lock, one transaction for the books, the invoice and whoever listens.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import F, Q

from kernel.clock import utc_now
from kernel.errors import UpstreamError
from kernel.retry import retried
from payments.errors import UnknownInvoiceError
from payments.ledger.chart import (
    FEES_ROUTING,
    SUSPENSE_PARTIAL,
    SUSPENSE_SURPLUS,
    rail_code,
)
from payments.models import Invoice
from payments.rails.base import Cancels, Incoming, IncomingState
from payments.rails.proof import opens
from payments.rails.registry import open_rail
from payments.services.issuing import Issuance, issue_invoice
from payments.services.lines import lines_of, pay_lines, post_for, withdraw_rivals
from payments.services.refunds import credit_back, credited_partial
from payments.signals import invoice_changed

CHECK_SECONDS_MIN, CHECK_SECONDS_MAX = 20, 600
CHECK_AGE_SHARE = 0.1
"""An open invoice is asked about again after a tenth of its age, within the limits above."""
AFTER_EXPIRY = timedelta(seconds=5)


class Verdict(StrEnum):
    """What a rail's answer changed here."""

    APPLIED = "applied"
    REPLAYED = "replayed"  # known already
    UNPAID = "unpaid"
    UNDERPAID = "underpaid"  # part arrived: in the books, the invoice stays open
    SURPLUS = "surplus"  # money on a settled invoice: owed back
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    ISSUED = "issued"


def check_invoice(*, invoice_id: int) -> Verdict:
    """Ask its rail what is true of the invoice and write it down. Never inside a transaction.

    Raises UnknownInvoiceError, and UpstreamError after writing the reason to `trouble`.
    """
    invoice = Invoice.objects.filter(pk=invoice_id).first()
    if invoice is None:
        raise UnknownInvoiceError("There is no such invoice.", invoice_id=invoice_id)
    if invoice.rail_id is None:
        issued = issue_invoice(invoice_id=invoice_id) == Issuance.OPENED
        return Verdict.ISSUED if issued else Verdict.REPLAYED
    try:
        with open_rail(invoice.rail) as rail:
            told = rail.incoming(rail_id=invoice.rail_id)
    except UpstreamError as error:
        Invoice.objects.filter(pk=invoice_id).update(
            trouble=error.message[:300],
            attempts=F("attempts") + 1,
            next_check_at=_next_check_at(invoice),
        )
        raise
    verdict = _apply(invoice.rail, told)
    invoice.refresh_from_db()
    Invoice.objects.filter(pk=invoice_id).update(
        next_check_at=_next_check_at(invoice),
        attempts=0,
        trouble=_trouble(invoice, told),
    )
    return verdict


def _trouble(invoice: Invoice, told: Incoming) -> str:
    if invoice.is_underpaid:
        return "Paid in part."
    if told.state == IncomingState.PAID and invoice.status != Invoice.Status.SETTLED:
        # It will never expire there, so its job waits until an operator writes it off.
        return "Marked as settled at the rail, but no money came."
    return ""


@retried
@transaction.atomic
def settle_invoice(
    *,
    paid_msats: int,
    rail: str = "",
    rail_id: str = "",
    invoice_id: int | None = None,
    preimage: str = "",
    fee_msats: int = 0,
) -> Verdict:
    """Write down that paid_msats have arrived in all for this invoice; whoever says so first.

    Named by rail and rail_id, or by invoice_id. Enough: pays its debts, marks the invoice settled
    and tells `invoice_changed`, together or not at all. Less: posts to suspense:partial and leaves
    the invoice as it is. What is beyond, and the share of a debt that another invoice has paid,
    becomes credit on the payer's balance. preimage: hex, kept where it opens the payment hash.
    fee_msats: what the rail kept of it, which the house bears.
    Raises UnknownInvoiceError.
    """
    invoice, siblings = _locked(rail=rail, rail_id=rail_id, invoice_id=invoice_id)
    before = invoice.paid_msats
    fresh_msats = paid_msats - before
    settled = invoice.status == Invoice.Status.SETTLED
    if fresh_msats <= 0:
        return Verdict.REPLAYED if settled or before else Verdict.UNPAID
    invoice.paid_msats = paid_msats
    if opens(preimage, invoice.payment_hash or ""):
        invoice.preimage = preimage
    rail_account = rail_code(invoice.rail)
    if fee_msats and not before:
        post_for(invoice, "rail-fee", FEES_ROUTING, rail_account, fee_msats)
    if settled or credited_partial(invoice):
        _keep_surplus(invoice, fresh_msats)
        invoice.save(update_fields=["paid_msats", "preimage"])
        return Verdict.SURPLUS
    if paid_msats < invoice.amount_msats:
        post_for(invoice, f"partial-{paid_msats}", rail_account, SUSPENSE_PARTIAL, fresh_msats)
        invoice.save(update_fields=["paid_msats", "preimage"])
        return Verdict.UNDERPAID
    twice = any(sibling.status == Invoice.Status.SETTLED for sibling in siblings)
    unowed_msats = pay_lines(invoice, kept_msats=before, paid_before=twice)
    over_msats = paid_msats - invoice.amount_msats
    _keep_surplus(invoice, over_msats, beside_msats=unowed_msats)
    invoice.move_to(Invoice.Status.SETTLED)
    invoice.settled_at = utc_now()
    invoice.trouble = ""
    fields = ["paid_msats", "preimage", "status", "settled_at", "trouble"]
    invoice.save(update_fields=fields)
    withdraw_rivals(invoice, purposes=[line.purpose for line in lines_of(invoice)])
    invoice_changed.send(sender=Invoice, invoice=invoice)
    return Verdict.APPLIED


def withdraw_invoice(*, invoice_id: int) -> Verdict:
    """Have the rail take no more money for an open, unpaid invoice whose debts are asked elsewhere.

    Asks the rail twice: what it knows, then to cancel. What is paid in between still counts. A rail
    that cannot cancel leaves the invoice to its time. Raises as check_invoice.
    """
    verdict = check_invoice(invoice_id=invoice_id)
    invoice = Invoice.objects.get(pk=invoice_id)
    if invoice.status != Invoice.Status.OPEN or invoice.paid_msats or invoice.rail_id is None:
        return verdict
    with open_rail(invoice.rail) as rail:
        if not isinstance(rail, Cancels):
            return verdict
        rail.cancel_invoice(rail_id=invoice.rail_id)
    return check_invoice(invoice_id=invoice_id)


def expire_invoice(*, rail: str, rail_id: str) -> Verdict:
    """OPEN -> EXPIRED; a replay elsewhere changes nothing."""
    return _close(rail, rail_id, Invoice.Status.EXPIRED, Verdict.EXPIRED)


def cancel_invoice(*, rail: str, rail_id: str) -> Verdict:
    """OPEN -> CANCELLED: somebody has marked it invalid at the rail."""
    return _close(rail, rail_id, Invoice.Status.CANCELLED, Verdict.CANCELLED)


def _apply(rail: str, told: Incoming) -> Verdict:
    if told.state == IncomingState.PROCESSING:  # paid, not final
        return Verdict.UNPAID
    # Money over Lightning is final: it counts on an invoice that was marked invalid under way, too.
    verdict = settle_invoice(
        rail=rail,
        rail_id=told.rail_id,
        paid_msats=told.paid_msats,
        preimage=told.preimage,
        fee_msats=told.fee_msats,
    )
    if told.paid_msats >= told.amount_msats:
        return verdict
    if told.state == IncomingState.EXPIRED:
        return expire_invoice(rail=rail, rail_id=told.rail_id)
    if told.state == IncomingState.INVALID:
        return cancel_invoice(rail=rail, rail_id=told.rail_id)
    return verdict


@retried
@transaction.atomic
def _close(rail: str, rail_id: str, status: Invoice.Status, verdict: Verdict) -> Verdict:
    invoice, _ = _locked(rail=rail, rail_id=rail_id)
    if invoice.status != Invoice.Status.OPEN:
        return Verdict.REPLAYED
    invoice.move_to(status)
    invoice.save(update_fields=["status"])
    invoice_changed.send(sender=Invoice, invoice=invoice)
    return verdict


def _locked(
    *, rail: str = "", rail_id: str = "", invoice_id: int | None = None
) -> tuple[Invoice, list[Invoice]]:
    """The invoice and the others of its purpose, locked in one order: any may be paid now."""
    named = Q(rail=rail, rail_id=rail_id) if invoice_id is None else Q(pk=invoice_id)
    found = Invoice.objects.filter(named, rail_id__isnull=False).values_list("pk", "purpose")
    if (first := found.first()) is None:
        raise UnknownInvoiceError("There is no such invoice.")
    pk, purpose = first
    rows = Invoice.objects.filter(purpose=purpose).order_by("pk")
    list(rows.select_for_update(of=("self",)))
    # Whoever waited above must look again: a lock shows changed rows, but not rows added meanwhile.
    family = list(rows.select_related("user"))
    invoice = next(row for row in family if row.pk == pk)
    return invoice, [row for row in family if row.pk != pk]


def _keep_surplus(invoice: Invoice, over_msats: int, *, beside_msats: int = 0) -> None:
    """Beyond what was asked, and beside_msats that lie in suspense:surplus already."""
    event = f"surplus-{invoice.paid_msats}"
    if over_msats:
        post_for(invoice, event, rail_code(invoice.rail), SUSPENSE_SURPLUS, over_msats)
    if over_msats + beside_msats:
        credit_back(
            invoice=invoice,
            key=f"invoice:{invoice.pk}:{event}",
            amount_msats=over_msats + beside_msats,
            from_account=SUSPENSE_SURPLUS,
            reason="Paid beyond what was owed.",
        )


def _next_check_at(invoice: Invoice) -> datetime:
    now = utc_now()
    age_seconds = (now - invoice.requested_at).total_seconds()
    pause = min(max(age_seconds * CHECK_AGE_SHARE, CHECK_SECONDS_MIN), CHECK_SECONDS_MAX)
    soon, regular = now + timedelta(seconds=CHECK_SECONDS_MIN), now + timedelta(seconds=pause)
    if invoice.expires_at is None or invoice.expires_at < now:
        return regular
    return min(regular, max(invoice.expires_at + AFTER_EXPIRY, soon))
