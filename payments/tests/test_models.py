"""What the database refuses, whoever writes."""

import pytest
from django.db import IntegrityError, transaction

from conftest import Bell
from kernel.clock import utc_now
from payments.errors import (
    InvoiceMovedError,
)
from payments.models import Invoice, InvoiceLine, Refund, WebhookDelivery
from payments.services import Debt, request_bundle
from payments.tests.till import (
    PRICE_MSATS,
    given_open,
    given_requested,
)
from sandbox.btcpay.server import SandboxBTCPay
from tests.given import given_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_settled_invoice_goes_nowhere(bell: Bell) -> None:
    with pytest.raises(InvoiceMovedError):
        Invoice(status=Invoice.Status.SETTLED, key="k").move_to(Invoice.Status.EXPIRED)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"status": "lost"}, "invoice_status_known|invoice_issued_or_requested"),
        ({"amount_sats": 0}, "invoice_amount_in_range"),
        ({"status": "open"}, "invoice_issued_or_requested"),
        ({"rail_id": "x"}, "invoice_issued_or_requested"),
        ({"paid_msats": -1}, "invoice_settled_is_paid"),
        ({"settled_at": "2026-01-01T00:00Z"}, "invoice_settled_has_instant"),
    ],
)
def test_the_database_refuses_a_bad_invoice(
    bell: Bell, fields: dict[str, object], constraint: str
) -> None:
    invoice = given_requested()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk).update(**fields)


def test_the_database_refuses_settled_without_the_money(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_open(bell)
    with pytest.raises(IntegrityError, match="invoice_settled_is_paid"), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk).update(
            status="settled", settled_at="2026-01-01T00:00Z", paid_msats=PRICE_MSATS - 1
        )


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"rail_id": "same"}, "invoice_rail_id_once"),
        ({"payment_hash": "ab" * 32}, "invoice_payment_hash_once"),
    ],
)
def test_no_two_invoices_are_one_charge(
    bell: Bell, btcpay: SandboxBTCPay, fields: dict[str, object], constraint: str
) -> None:
    first, second = given_open(bell), given_open(bell, "order:b:1")
    Invoice.objects.filter(pk=first.pk).update(**fields)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Invoice.objects.filter(pk=second.pk).update(**fields)
    Invoice.objects.filter(pk=second.pk).update(rail="lnd")
    Invoice.objects.filter(pk=second.pk).update(**fields)  # at another rail it is another charge


def test_a_debt_is_settled_once(bell: Bell) -> None:
    first = given_requested().lines.get()
    second = request_bundle(
        user=given_user("alice"), debts=[Debt("order:a", 3_000, "again")]
    ).lines.get()
    InvoiceLine.objects.filter(pk=first.pk).update(settled_at=utc_now())
    with pytest.raises(IntegrityError, match="line_purpose_settled_once"), transaction.atomic():
        InvoiceLine.objects.filter(pk=second.pk).update(settled_at=utc_now())


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [({"amount_sats": 0}, "line_amount_in_range"), ({"pk": None}, "line_once_per_invoice")],
)
def test_the_database_refuses_a_bad_line(
    bell: Bell, fields: dict[str, object], constraint: str
) -> None:
    line = given_requested().lines.get()
    for name, value in fields.items():
        setattr(line, name, value)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        line.save()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [({"amount_msats": 0, "key": "b"}, "refund_amount_positive"), ({}, "refund_key_once")],
)
def test_the_database_refuses_a_bad_refund(
    bell: Bell, fields: dict[str, object], constraint: str
) -> None:
    refund = {"key": "a", "amount_msats": 1, "reason": "r", "from_account": "revenue:jobs"}
    invoice = given_requested()
    Refund.objects.create(invoice=invoice, **refund)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Refund.objects.create(invoice=invoice, **(refund | fields))


def test_a_delivery_is_kept_once_per_rail(bell: Bell) -> None:
    delivery = {"delivery_id": "d", "original_id": "d", "event_type": "x", "payload": {}}
    WebhookDelivery.objects.create(rail="btcpay", **delivery)
    WebhookDelivery.objects.create(rail="phoenixd", **delivery)
    with pytest.raises(IntegrityError, match="delivery_once"), transaction.atomic():
        WebhookDelivery.objects.create(rail="btcpay", **delivery)
