"""Asking: one request, one invoice, whoever asks how often."""

import time
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings

from conftest import Bell
from kernel.bolt11 import read_bolt11
from kernel.clock import utc_now
from kernel.errors import UpstreamError
from payments.errors import (
    InvoiceAlreadyOpenError,
    InvoiceAmountError,
    InvoiceKeyError,
    InvoiceKeyReusedError,
)
from payments.models import Invoice
from payments.queries import invoice_of_key, invoices_in_trouble
from payments.rails.base import Charge
from payments.rails.btcpay import BTCPayRail
from payments.services import (
    Debt,
    issue_invoice,
    request_bundle,
    request_invoice,
    sweep_payments,
)
from payments.services.issuing import Issuance
from payments.tests.till import (
    PRICE_MSATS,
    RACERS,
    given_open,
    given_requested,
    passes,
    raced,
)
from sandbox.btcpay.server import SandboxBTCPay
from tests.given import given_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_issued_invoice_asks_for_the_price_for_as_long_as_promised(
    bell: Bell, btcpay: SandboxBTCPay, settings: Settings
) -> None:
    invoice = given_open(bell)
    asked = read_bolt11(invoice.bolt11)
    assert asked.amount_msats == PRICE_MSATS
    assert asked.payment_hash == invoice.payment_hash
    assert invoice.expires_at is not None
    promised = invoice.expires_at - invoice.requested_at
    assert settings.INVOICE_TTL_SECONDS - 5 < promised.total_seconds() <= 86_405
    assert btcpay.store.newest_first()[0].metadata["orderId"] == "order:a:1"


def test_the_same_request_is_the_same_invoice(bell: Bell) -> None:
    assert given_requested() == given_requested()
    assert bell.names() == ["payments.issue_invoice"]


def test_the_same_key_over_another_amount_is_refused(bell: Bell) -> None:
    given_requested()
    with pytest.raises(InvoiceKeyReusedError):
        request_invoice(
            key="order:a:1", user=given_user("alice"), amount_sats=1, description="Cancel Streamly"
        )


def test_a_purpose_has_one_payable_invoice(bell: Bell) -> None:
    given_requested()
    with pytest.raises(InvoiceAlreadyOpenError):
        given_requested("order:a:2")


def test_the_database_refuses_a_second_payable_invoice(bell: Bell) -> None:
    first = given_requested()
    first.pk, first.key = None, "order:a:2"
    with pytest.raises(IntegrityError, match="one_payable"), transaction.atomic():
        first.save(force_insert=True)


@pytest.mark.parametrize("key", ["order", "order:a", "order:a:0", "order a:1", ":1", "order:-1"])
def test_a_key_names_a_purpose_and_a_number(key: str) -> None:
    with pytest.raises(InvoiceKeyError):
        given_requested(key)


def test_racing_requests_make_one_invoice(bell: Bell) -> None:
    given_user("alice")
    assert len({invoice.pk for invoice in raced(lambda _: given_requested())}) == 1


def test_racing_workers_issue_one_invoice(
    bell: Bell, btcpay: SandboxBTCPay, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = BTCPayRail.find_invoice

    def look_slowly(self: BTCPayRail, *, key: str) -> Charge | None:
        found = look(self, key=key)
        time.sleep(0.5)  # so that all who may look have looked before anyone creates
        return found

    monkeypatch.setattr(BTCPayRail, "find_invoice", look_slowly)
    invoice = given_requested()
    issued = raced(lambda _: issue_invoice(invoice_id=invoice.pk))
    assert issued.count(Issuance.OPENED) == 1
    assert len(issued) == RACERS
    assert len(btcpay.store.newest_first()) == 1


def test_btcpay_away_leaves_a_reason_and_is_asked_again(
    bell: Bell, btcpay: SandboxBTCPay, settings: Settings
) -> None:
    settings.BTCPAY_URL = "http://127.0.0.1:9"
    invoice = given_requested()
    bell.answer_all()
    invoice.refresh_from_db()
    assert (invoice.status, invoice.attempts) == (Invoice.Status.REQUESTED, 1)
    assert invoice.trouble == "BTCPay did not answer (ConnectError)."
    assert list(invoices_in_trouble()) == [invoice]
    assert not any(sweep_payments().values())  # not at once: it was just tried

    settings.BTCPAY_URL = btcpay.url
    passes(60)
    assert sweep_payments()["requested"] == 1
    bell.answer_all()
    invoice.refresh_from_db()
    assert (invoice.status, invoice.trouble) == (Invoice.Status.OPEN, "")


def test_a_wrong_api_key_is_a_visible_reason_without_the_key(
    bell: Bell, btcpay: SandboxBTCPay, settings: Settings
) -> None:
    settings.BTCPAY_API_KEY = "wrong-key-of-ours"
    invoice = given_requested()
    with pytest.raises(UpstreamError) as caught:
        issue_invoice(invoice_id=invoice.pk)
    assert not caught.value.permanent  # an operator can cure it
    invoice.refresh_from_db()
    assert "401" in invoice.trouble
    assert "wrong-key-of-ours" not in invoice.trouble


def test_an_invoice_over_another_amount_is_not_taken_for_ours(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    with BTCPayRail.from_settings() as client:
        client.create_invoice(
            key="order:a:1", amount_msats=1_000, description="x", ttl_seconds=3_600
        )
    invoice = given_requested()
    bell.answer_all()
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.REQUESTED
    assert invoice.trouble == "The rail's invoice asks for another amount."


def test_a_worker_at_work_is_left_alone(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_requested()
    Invoice.objects.update(next_check_at=utc_now() + timedelta(seconds=30))  # another's lease
    assert issue_invoice(invoice_id=invoice.pk) == Issuance.ELSEWHERE
    assert btcpay.store.newest_first() == []


def test_a_lost_bell_is_rung_again(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_requested()
    bell.rung.clear()
    assert not any(sweep_payments().values())  # too young: its worker may be on the way
    passes(15)
    assert sweep_payments()["requested"] == 1
    bell.answer_all()
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.OPEN


def test_a_key_finds_its_invoice(bell: Bell) -> None:
    invoice = given_requested()
    assert invoice_of_key("order:a:1") == invoice


@pytest.mark.parametrize("amount_sats", [0, -1, 100_000_001])
def test_an_impossible_amount_is_refused_before_anything_is_asked(
    bell: Bell, amount_sats: int
) -> None:
    """A.9: what cannot be done is refused first, and costs nothing."""
    user = given_user("alice")
    with pytest.raises(InvoiceAmountError):
        request_invoice(key="order:a:1", user=user, amount_sats=amount_sats, description="x")
    with pytest.raises(InvoiceAmountError):
        request_bundle(user=user, debts=[Debt("order:a", amount_sats, "x")])
    assert not Invoice.objects.exists()
    assert bell.rung == []


def test_the_expiry_is_told_to_the_rail(bell: Bell, btcpay: SandboxBTCPay) -> None:
    """A.15: what we promise and what can be paid is the same time."""
    request_invoice(
        key="order:t:1",
        user=given_user("alice"),
        amount_sats=3_000,
        description="x",
        ttl_seconds=3_600,
    )
    bell.answer_all()
    invoice = Invoice.objects.get()
    asked = read_bolt11(invoice.bolt11)
    assert invoice.expires_at is not None
    assert invoice.expires_at <= asked.expires_at
    assert 3_590 < (asked.expires_at - asked.issued_at).total_seconds() <= 3_600
    there = btcpay.store.newest_first()[0]
    assert there.checkout["expirationMinutes"] == 60
