"""Set-up for the till's tests, through its own services."""

import time
from collections.abc import Callable
from datetime import timedelta

import tests.racers
from conftest import Bell
from payments.models import Invoice, WebhookDelivery
from payments.services import request_invoice
from sandbox.btcpay.server import SandboxBTCPay
from tests.given import given_user

PRICE_SATS = 3_000
PRICE_MSATS = 3_000_000
RACERS = 10


def given_requested(key: str = "order:a:1") -> Invoice:
    return request_invoice(
        key=key, user=given_user("alice"), amount_sats=PRICE_SATS, description="Cancel Streamly"
    )


def given_open(bell: Bell, key: str = "order:a:1") -> Invoice:
    """Issued at the stand-in by the real task."""
    invoice = given_requested(key)
    bell.answer_all()
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.OPEN, invoice.trouble
    return invoice


def arrive(btcpay: SandboxBTCPay, bell: Bell) -> None:
    """Everything that BTCPay has to say has been delivered and looked into."""
    assert btcpay.courier.wait_idle()
    bell.answer_all()


def passes(seconds: float) -> None:
    """The till's rows are that much older."""
    span = timedelta(seconds=seconds)
    for invoice in Invoice.objects.all():
        Invoice.objects.filter(pk=invoice.pk).update(
            requested_at=invoice.requested_at - span, next_check_at=invoice.next_check_at - span
        )
    for delivery in WebhookDelivery.objects.all():
        WebhookDelivery.objects.filter(pk=delivery.pk).update(
            received_at=delivery.received_at - span, next_try_at=delivery.next_try_at - span
        )


def raced[T](act: Callable[[int], T]) -> list[T]:
    return tests.racers.raced(act, racers=RACERS)


def wait_for_delivery(bell: Bell) -> None:
    """What the till's rail tells about the new invoice comes from a process of its own."""
    deadline = time.monotonic() + 10.0
    while "payments.handle_delivery" not in bell.names():
        assert time.monotonic() < deadline, "no delivery about the new invoice"
        time.sleep(0.01)
