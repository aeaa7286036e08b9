"""Webhook deliveries: written down in the request, believed never, looked into by a worker."""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.db import DataError, transaction
from django.db.models import F, Q

from kernel.clock import utc_now
from kernel.errors import UpstreamError
from kernel.queue import ring
from payments.errors import DeliveryInvalidError
from payments.models import Invoice, WebhookDelivery
from payments.services.settlement import Verdict, check_invoice

NEWS = {
    "btcpay": frozenset(
        {
            "InvoiceReceivedPayment",
            "InvoicePaymentSettled",
            "InvoiceSettled",
            "InvoiceExpired",
            "InvoiceInvalid",
        }
    ),
    "phoenixd": frozenset({"payment_received"}),
}
RETRY_SECONDS_MIN, RETRY_SECONDS_MAX = 10, 600
_CHANGED_NOTHING = frozenset({Verdict.REPLAYED, Verdict.UNPAID})


class Recording(StrEnum):
    RECORDED = "recorded"
    REPLAYED = "replayed"


@transaction.atomic
def record_delivery(
    *,
    delivery_id: str,
    original_id: str,
    event_type: str,
    rail_invoice_id: str,
    payload: dict[str, Any],
    rail: str = "btcpay",
) -> Recording:
    """Keep the delivery once and ring. The caller has checked the signature.

    rail_invoice_id: what the rail calls the invoice, or its payment hash. Raises
    DeliveryInvalidError where the database cannot hold the payload.
    """
    try:
        delivery, created = WebhookDelivery.objects.get_or_create(
            rail=rail,
            delivery_id=delivery_id,
            defaults={
                "original_id": original_id,
                "event_type": event_type,
                "rail_invoice_id": rail_invoice_id,
                "payload": payload,
            },
        )
    except DataError as error:
        raise DeliveryInvalidError("The payload cannot be stored.") from error
    if not created:
        return Recording.REPLAYED
    ring("payments.handle_delivery", delivery_id=delivery.pk)
    return Recording.RECORDED


def handle_delivery(*, delivery_id: int) -> WebhookDelivery.Outcome:
    """Ask the rail about the invoice that the delivery names; then mark the delivery handled.

    Raises UpstreamError and leaves the delivery waiting for the sweep where it does not answer.
    """
    delivery = WebhookDelivery.objects.get(pk=delivery_id)
    if delivery.handled_at is not None:
        return WebhookDelivery.Outcome(delivery.outcome)
    try:
        outcome = _looked_into(delivery)
    except UpstreamError:
        pause = min(RETRY_SECONDS_MAX, RETRY_SECONDS_MIN * 2 ** min(delivery.attempts, 10))
        WebhookDelivery.objects.filter(pk=delivery_id).update(
            attempts=F("attempts") + 1, next_try_at=utc_now() + timedelta(seconds=pause)
        )
        raise
    # Two workers may look into it at once; the first to write names the outcome.
    WebhookDelivery.objects.filter(pk=delivery_id, handled_at__isnull=True).update(
        handled_at=utc_now(), outcome=outcome, attempts=F("attempts") + 1
    )
    return outcome


def _looked_into(delivery: WebhookDelivery) -> WebhookDelivery.Outcome:
    named = Q(rail_id=delivery.rail_invoice_id) | Q(payment_hash=delivery.rail_invoice_id)
    invoice = Invoice.objects.filter(named, rail=delivery.rail).first()
    if invoice is None or not delivery.rail_invoice_id:
        return WebhookDelivery.Outcome.FOREIGN
    if delivery.event_type not in NEWS[delivery.rail]:
        return WebhookDelivery.Outcome.NOTHING
    if check_invoice(invoice_id=invoice.pk) in _CHANGED_NOTHING:
        return WebhookDelivery.Outcome.REPLAYED
    return WebhookDelivery.Outcome.APPLIED
