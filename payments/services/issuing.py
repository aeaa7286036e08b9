"""From a row to something that can be paid, on the first receiving rail that answers.

A worker can die between creating a charge at a rail and writing its id here. So every attempt first
looks for a charge of this key at the rail, and a lease keeps two workers from attempting at once. A
charge that a fallback made for a worker that died was shown to nobody. An invoice that was issued
stays with its rail.
"""

from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.db import transaction
from django.db.models import F

from kernel.clock import utc_now
from kernel.errors import UpstreamError
from kernel.queue import ring
from payments.models import Invoice
from payments.rails.base import Can, Charge
from payments.rails.registry import open_rail, receiving_rails
from payments.services.lines import debts_settled, lines_of, withdraw_rivals
from payments.signals import invoice_changed

LEASE_TIMEOUTS = 6
"""The lease outlasts the three calls to each rail, each waiting to connect and to read."""
RETRY_SECONDS_MIN, RETRY_SECONDS_MAX = 10, 900


class Issuance(StrEnum):
    OPENED = "opened"
    REPLAYED = "replayed"
    ELSEWHERE = "claimed elsewhere"


def issue_invoice(*, invoice_id: int) -> Issuance:
    """Make the requested invoice payable. Asks rails outside any transaction.

    Raises UpstreamError after writing the reason to `trouble`; the sweep tries again, later each
    time.
    """
    invoice = Invoice.objects.get(pk=invoice_id)
    rails = [invoice.rail_wish] if invoice.rail_wish else receiving_rails()
    claimed = Invoice.objects.filter(
        pk=invoice_id, status=Invoice.Status.REQUESTED, next_check_at__lte=utc_now()
    ).update(next_check_at=utc_now() + _lease(rails), attempts=F("attempts") + 1)
    if not claimed:
        return Issuance.ELSEWHERE
    invoice.refresh_from_db()
    try:
        rail, charge = _charged(invoice, rails)
    except UpstreamError as error:
        _note_trouble(invoice, error)
        raise
    return open_invoice(invoice_id=invoice_id, rail=rail, charge=charge)


@transaction.atomic
def open_invoice(*, invoice_id: int, rail: str, charge: Charge) -> Issuance:
    """REQUESTED -> OPEN, and the news, in one transaction."""
    invoice = Invoice.objects.select_for_update(of=("self",)).get(pk=invoice_id)
    if invoice.status != Invoice.Status.REQUESTED:
        return Issuance.REPLAYED
    invoice.move_to(Invoice.Status.OPEN)
    invoice.rail, invoice.rail_id = rail, charge.rail_id
    invoice.bolt11 = charge.bolt11
    invoice.payment_hash = charge.payment_hash
    invoice.checkout_url = charge.checkout_url
    invoice.expires_at = charge.expires_at
    invoice.next_check_at = utc_now() + timedelta(seconds=RETRY_SECONDS_MIN)
    invoice.attempts, invoice.trouble = 0, ""
    invoice.save()
    purposes = [line.purpose for line in lines_of(invoice)]
    withdraw_rivals(invoice, purposes=purposes)
    if debts_settled(purposes):  # paid while the rail was asked: this one would be paid twice
        ring("payments.withdraw_invoice", invoice_id=invoice.pk)
    invoice_changed.send(sender=Invoice, invoice=invoice)
    return Issuance.OPENED


def _charged(invoice: Invoice, rails: list[str]) -> tuple[str, Charge]:
    """Found or created. Raises the primary's UpstreamError where no rail answers."""
    first: UpstreamError | None = None
    for name in rails:
        try:
            return name, _charged_at(name, invoice)
        except UpstreamError as error:
            first = first or error
    assert first is not None, "settings name at least one receiving rail"
    raise first


def _charged_at(name: str, invoice: Invoice) -> Charge:
    with open_rail(name) as rail:
        if Can.RECEIVE not in rail.can:
            raise UpstreamError(f"{name} takes no money in.", permanent=True)
        charge = rail.find_invoice(key=invoice.key) or rail.create_invoice(
            key=invoice.key,
            amount_msats=invoice.amount_msats,
            description=invoice.description,
            ttl_seconds=invoice.ttl_seconds or settings.INVOICE_TTL_SECONDS,
        )
    if charge.amount_msats != invoice.amount_msats:
        raise UpstreamError(
            "The rail's invoice asks for another amount.", permanent=True, key=invoice.key
        )
    return charge


def _lease(rails: list[str]) -> timedelta:
    seconds = {"btcpay": settings.BTCPAY_TIMEOUT_SECONDS}
    waits = [seconds.get(name, settings.RAIL_TIMEOUT_SECONDS) for name in rails]
    return timedelta(seconds=LEASE_TIMEOUTS * sum(waits))


def _note_trouble(invoice: Invoice, error: UpstreamError) -> None:
    pause = min(RETRY_SECONDS_MAX, RETRY_SECONDS_MIN * 2 ** min(invoice.attempts, 10))
    Invoice.objects.filter(pk=invoice.pk, status=Invoice.Status.REQUESTED).update(
        trouble=error.message[:300], next_check_at=utc_now() + timedelta(seconds=pause)
    )
