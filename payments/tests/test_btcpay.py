"""Our client and the stand-in, both before BTCPay's own API description."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from conftest import Bell
from kernel.errors import UpstreamError
from payments.rails.btcpay import BTCPayNotFoundError, BTCPayRail
from payments.services import check_invoice, reconcile_rails
from payments.tests.till import arrive, given_open
from sandbox.btcpay.server import SandboxBTCPay
from tests.greenfield import greenfield


@pytest.mark.django_db(transaction=True)
def test_every_call_of_a_whole_story_is_as_described(bell: Bell, btcpay: SandboxBTCPay) -> None:
    referee = greenfield()
    invoice = given_open(bell)
    btcpay.store.pay(invoice.bolt11)
    arrive(btcpay, bell)
    check_invoice(invoice_id=invoice.pk)
    reconcile_rails(since=datetime(2026, 1, 1, tzinfo=UTC))
    seen = set()
    for method, target, body, status, told in btcpay.requests:
        referee.judge_request(method, target, body)
        referee.judge_response(method, target, status, told)
        seen.add((method, target.partition("?")[0].replace(str(invoice.rail_id), "ID")))
    assert seen == {
        ("GET", "/api/v1/stores/teststore/invoices"),
        ("POST", "/api/v1/stores/teststore/invoices"),
        ("GET", "/api/v1/invoices/ID/payment-methods"),
        ("GET", "/api/v1/invoices/ID"),
    }


def answering(monkeypatch: pytest.MonkeyPatch, status: int, body: Any) -> BTCPayRail:
    """A client whose server always answers so. The real paths run on real sockets elsewhere."""
    btcpay = BTCPayRail(url="http://btcpay", store_id="S", api_key="secret-key", timeout_seconds=1)
    content = {"content": body} if isinstance(body, bytes) else {"json": body}
    transport = httpx.MockTransport(lambda _: httpx.Response(status, **content))
    monkeypatch.setattr(btcpay, "_client", httpx.Client(base_url="http://b", transport=transport))
    return btcpay


GOOD: dict[str, Any] = {
    "id": "I",
    "storeId": "S",
    "amount": "3000",
    "paidAmount": "0",
    "currency": "SATS",
    "status": "New",
    "additionalStatus": "None",
    "expirationTime": 1_795_000_000,
    "checkoutLink": "http://b/i/I",
    "metadata": {"orderId": "order:a:1"},
}


def test_an_invoice_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    told = answering(monkeypatch, 200, GOOD | {"paidAmount": "3000.001"})._invoice("I")
    assert (told.amount_msats, told.paid_msats, told.order_id) == (
        3_000_000,
        3_000_001,
        "order:a:1",
    )


@pytest.mark.parametrize(
    "fault",
    [
        {"amount": "a lot"},
        {"amount": "1.0001"},
        {"amount": "-1"},
        {"amount": "NaN"},
        {"paidAmount": None},
        {"currency": "USD"},
        {"expirationTime": "soon"},
        {"metadata": 7},
    ],
)
def test_an_invoice_that_cannot_be_right_is_refused(
    monkeypatch: pytest.MonkeyPatch, fault: dict[str, Any]
) -> None:
    with pytest.raises(UpstreamError) as caught:
        answering(monkeypatch, 200, GOOD | fault)._invoice("I")
    assert caught.value.permanent


def test_an_invoice_of_another_store_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BTCPayNotFoundError):
        answering(monkeypatch, 200, GOOD | {"storeId": "T"})._invoice("I")


@pytest.mark.parametrize(
    ("status", "permanent"),
    [(400, True), (401, False), (403, False), (404, True), (422, True), (429, False), (500, False)],
)
def test_a_failure_says_whether_waiting_helps(
    monkeypatch: pytest.MonkeyPatch, status: int, permanent: bool
) -> None:
    body = {"code": "c", "message": "in BTCPay's words"}
    with pytest.raises(UpstreamError) as caught:
        answering(monkeypatch, status, body)._invoice("I")
    assert caught.value.permanent is permanent
    assert "secret-key" not in caught.value.message


@pytest.mark.parametrize("body", [b"<html>", b'"text"', b"[]", b"{}"])
def test_an_answer_that_is_no_invoice_is_refused(
    monkeypatch: pytest.MonkeyPatch, body: bytes
) -> None:
    with pytest.raises(UpstreamError):
        answering(monkeypatch, 200, body)._invoice("I")


@pytest.mark.parametrize(
    "methods",
    [
        [],
        {},
        [{"paymentMethodId": "BTC-CHAIN", "destination": "bcrt1q"}],
        [{"paymentMethodId": "BTC-LN", "destination": ""}],
        [{"paymentMethodId": "BTC-LN", "destination": "lnbcrt30u1garbage"}],
    ],
)
def test_an_invoice_without_a_good_bolt11_is_refused(
    monkeypatch: pytest.MonkeyPatch, methods: Any
) -> None:
    with pytest.raises(UpstreamError):
        answering(monkeypatch, 200, methods)._destination("I")


def test_a_validation_error_is_told_in_btcpays_words(monkeypatch: pytest.MonkeyPatch) -> None:
    faults = [{"path": "amount", "message": "Amount should be positive"}]
    with pytest.raises(UpstreamError, match="422: Amount should be positive"):
        answering(monkeypatch, 422, faults)._invoice("I")
