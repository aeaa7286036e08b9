"""What the database refuses, whoever writes."""

import pytest
from django.db import IntegrityError, transaction

from conftest import Bell
from payments.errors import (
    InvoiceMovedError,
)
from payments.models import Invoice
from payments.tests.till import (
    PRICE_MSATS,
    given_open,
    given_requested,
)
from sandbox.btcpay.server import SandboxBTCPay

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
