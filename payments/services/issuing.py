"""From a row to something that can be paid.

A worker can die between creating the invoice at BTCPay and writing its id here. So every attempt
first looks for an invoice of this order at BTCPay, and a lease keeps two workers from attempting
at once.
"""

import math
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.db import transaction
from django.db.models import F

from kernel.clock import utc_now
from kernel.errors import UpstreamError
from payments.btcpay import BTCPay, BTCPayInvoice, LightningDestination
from payments.models import Invoice
from payments.signals import invoice_changed

LEASE_TIMEOUTS = 6
"""The lease outlasts the three calls of an attempt, each waiting to connect and to read."""
RETRY_SECONDS_MIN, RETRY_SECONDS_MAX = 10, 900
FINDABLE = frozenset({"New", "Processing", "Settled"})


class Issuance(StrEnum):
    OPENED = "opened"
    REPLAYED = "replayed"
    ELSEWHERE = "claimed elsewhere"


def issue_invoice(*, invoice_id: int) -> Issuance:
    """Make the requested invoice payable. Asks BTCPay outside any transaction.

    Raises UpstreamError after writing the reason to `trouble`; the sweep tries again, later each
    time.
    """
    lease = timedelta(seconds=LEASE_TIMEOUTS * settings.BTCPAY_TIMEOUT_SECONDS)
    claimed = Invoice.objects.filter(
        pk=invoice_id, status=Invoice.Status.REQUESTED, next_check_at__lte=utc_now()
    ).update(next_check_at=utc_now() + lease, attempts=F("attempts") + 1)
    if not claimed:
        return Issuance.ELSEWHERE
    invoice = Invoice.objects.get(pk=invoice_id)
    try:
        told, destination = _found_or_created(invoice)
        _refuse_other_amounts(invoice, told, destination)
    except UpstreamError as error:
        _note_trouble(invoice, error)
        raise
    return open_invoice(invoice_id=invoice_id, told=told, destination=destination)


@transaction.atomic
def open_invoice(
    *, invoice_id: int, told: BTCPayInvoice, destination: LightningDestination
) -> Issuance:
    """REQUESTED -> OPEN, and the news, in one transaction."""
    invoice = Invoice.objects.select_for_update(of=("self",)).get(pk=invoice_id)
    if invoice.status != Invoice.Status.REQUESTED:
        return Issuance.REPLAYED
    invoice.move_to(Invoice.Status.OPEN)
    invoice.rail_id = told.id
    invoice.bolt11 = destination.bolt11
    invoice.payment_hash = destination.payment_hash
    invoice.checkout_url = told.checkout_url
    invoice.expires_at = min(told.expires_at, destination.expires_at)
    invoice.next_check_at = utc_now() + timedelta(seconds=RETRY_SECONDS_MIN)
    invoice.attempts, invoice.trouble = 0, ""
    invoice.save()
    invoice_changed.send(sender=Invoice, invoice=invoice)
    return Issuance.OPENED


def _found_or_created(invoice: Invoice) -> tuple[BTCPayInvoice, LightningDestination]:
    with BTCPay.from_settings() as btcpay:
        found = [
            told
            for told in btcpay.invoices_of_order(invoice.key)
            if told.status in FINDABLE and told.order_id == invoice.key
        ]
        told = (
            found[-1]  # the oldest: the one an earlier attempt made first
            if found
            else btcpay.create_invoice(
                order_id=invoice.key,
                amount_sats=invoice.amount_sats,
                description=invoice.description,
                ttl_minutes=math.ceil(settings.INVOICE_TTL_SECONDS / 60),
            )
        )
        return told, btcpay.lightning_destination(told.id)


def _refuse_other_amounts(
    invoice: Invoice, told: BTCPayInvoice, destination: LightningDestination
) -> None:
    if {told.amount_msats, destination.amount_msats} != {invoice.amount_msats}:
        raise UpstreamError(
            "BTCPay's invoice asks for another amount.", permanent=True, key=invoice.key
        )


def _note_trouble(invoice: Invoice, error: UpstreamError) -> None:
    pause = min(RETRY_SECONDS_MAX, RETRY_SECONDS_MIN * 2 ** min(invoice.attempts, 10))
    Invoice.objects.filter(pk=invoice.pk, status=Invoice.Status.REQUESTED).update(
        trouble=error.message[:300], next_check_at=utc_now() + timedelta(seconds=pause)
    )
