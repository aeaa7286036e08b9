"""The webhook's door: who may come in, what is kept, and what BTCPay is told."""

import json
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from pytest_django import Settings

from conftest import Bell
from kernel.clock import utc_now
from payments.api.webhooks import BTCPayWebhookView
from payments.ledger.models import Transfer
from payments.models import Invoice, WebhookDelivery
from payments.permissions import DELIVERY_BYTES_MAX, signature_of
from payments.services import handle_delivery, record_delivery, sweep_payments
from payments.tests.till import arrive, given_open, passes
from sandbox.btcpay.server import SandboxBTCPay

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "/api/payments/btcpay/webhook"


def event(**fields: Any) -> dict[str, Any]:
    whole = {
        "deliveryId": "d1",
        "webhookId": "w",
        "originalDeliveryId": "d1",
        "isRedelivery": False,
        "type": "InvoiceSettled",
        "timestamp": 1_795_000_000,
        "storeId": "teststore",
        "invoiceId": "someone-else",
        "metadata": {},
        "manuallyMarked": False,
        "overPaid": False,
    }
    return whole | fields


def deliver(client: Client, body: bytes | dict[str, Any], signature: str | None = None) -> Any:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"BTCPay-Sig": signature_of(raw) if signature is None else signature}
    return client.post(ADDRESS, raw, content_type="application/json", headers=headers)


def test_a_signed_delivery_is_kept_and_rung_for(client: Client, bell: Bell) -> None:
    answer = deliver(client, event(deliveryId="d2", originalDeliveryId="d1", isRedelivery=True))
    assert (answer.status_code, answer.json()) == (200, {"recording": "recorded"})
    kept = WebhookDelivery.objects.get()
    assert (kept.delivery_id, kept.original_id) == ("d2", "d1")
    assert bell.rung == [("payments.handle_delivery", {"delivery_id": kept.pk})]


def test_the_same_delivery_is_kept_once(client: Client, bell: Bell) -> None:
    assert [deliver(client, event()).status_code for _ in range(2)] == [200, 200]
    assert WebhookDelivery.objects.count() == 1
    assert bell.names() == ["payments.handle_delivery"]


@pytest.mark.parametrize(
    "signature",
    ["", "sha256=", "sha256=" + "0" * 64, "sha1=abc", "sha256=é", signature_of.__name__],
)
def test_a_forged_delivery_leaves_nothing(client: Client, bell: Bell, signature: str) -> None:
    assert deliver(client, event(), signature).status_code == 403
    assert not WebhookDelivery.objects.exists()
    assert bell.rung == []


def test_a_signature_holds_for_the_bytes_as_they_came(client: Client, bell: Bell) -> None:
    body = json.dumps(event()).encode()
    assert deliver(client, body + b" ", signature_of(body)).status_code == 403


def test_another_secret_does_not_open(client: Client, bell: Bell, settings: Settings) -> None:
    body = json.dumps(event()).encode()
    signature = signature_of(body)
    settings.BTCPAY_WEBHOOK_SECRET = "another"
    assert deliver(client, body, signature).status_code == 403


def test_a_delivery_has_a_size(client: Client, bell: Bell) -> None:
    answer = deliver(client, event(metadata={"orderId": "x" * DELIVERY_BYTES_MAX}))
    assert answer.status_code == 413
    assert not WebhookDelivery.objects.exists()


@pytest.mark.parametrize(
    "body",
    [b"[]", b"no json", b'{"type": "InvoiceSettled"}', b'{"deliveryId": "d", "type": ["x"]}'],
)
def test_a_signed_riddle_is_refused(client: Client, bell: Bell, body: bytes) -> None:
    assert deliver(client, body).status_code == 400
    assert not WebhookDelivery.objects.exists()


def test_what_the_database_cannot_hold_is_refused(client: Client, bell: Bell) -> None:
    assert deliver(client, event(metadata={"orderId": "a\x00b"})).status_code == 400


def test_an_event_without_an_invoice_changes_nothing(client: Client, bell: Bell) -> None:
    deliver(client, {"deliveryId": "d1", "type": "PayoutCreated", "originalDeliveryId": "d1"})
    bell.answer_all()
    assert WebhookDelivery.objects.get().outcome == WebhookDelivery.Outcome.FOREIGN


def test_database_trouble_asks_for_a_redelivery(
    client: Client, bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise OperationalError("the server closed the connection unexpectedly")

    monkeypatch.setattr("payments.api.webhooks.record_delivery", fail)
    assert deliver(client, event()).status_code == 503


def test_a_delivery_that_met_database_trouble_comes_again(
    bell: Bell, btcpay: SandboxBTCPay, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoice = given_open(bell)
    failures = iter([OperationalError("gone"), OperationalError("gone")])

    def record(**fields: Any) -> Any:
        for failure in failures:
            raise failure
        return record_delivery(**fields)

    monkeypatch.setattr("payments.api.webhooks.record_delivery", record)
    btcpay.courier.misbehave("lost")
    btcpay.courier.misbehave("normal", only=frozenset({"InvoiceSettled"}))
    btcpay.store.pay(invoice.bolt11)
    _until(lambda: [entry["result"] for entry in btcpay.courier.entries()].count("503") == 2)
    arrive(btcpay, bell)
    _until(lambda: WebhookDelivery.objects.filter(payload__isRedelivery=True).exists())
    bell.answer_all()
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.SETTLED


def _until(true: Any) -> None:
    deadline = utc_now().timestamp() + 10
    while not true():
        assert utc_now().timestamp() < deadline


def test_doubled_webhooks_pay_once(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_open(bell)
    btcpay.courier.misbehave("doubled")
    btcpay.store.pay(invoice.bolt11)
    arrive(btcpay, bell)
    sent = [e for e in btcpay.courier.entries() if e["type"] == "InvoiceSettled"]
    assert [entry["result"] for entry in sent] == ["200", "200"]
    assert WebhookDelivery.objects.filter(event_type="InvoiceSettled").count() == 1
    assert Transfer.objects.count() == 1


def test_late_webhooks_bring_no_second_payment(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_open(bell)
    btcpay.courier.misbehave("late", late_seconds=0.3)
    btcpay.store.pay(invoice.bolt11)
    passes(30)
    sweep_payments()
    bell.answer_all()  # the sweep is faster
    _until(lambda: WebhookDelivery.objects.filter(event_type="InvoiceSettled").exists())
    arrive(btcpay, bell)
    settled = WebhookDelivery.objects.get(event_type="InvoiceSettled")
    assert settled.outcome == WebhookDelivery.Outcome.REPLAYED
    assert Transfer.objects.count() == 1


def test_a_webhook_that_lies_moves_no_money(
    client: Client, bell: Bell, btcpay: SandboxBTCPay
) -> None:
    invoice = given_open(bell)
    deliver(client, event(invoiceId=invoice.rail_id))  # signed, and not what BTCPay says
    bell.answer_all()
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.OPEN
    assert not Transfer.objects.exists()


def test_a_delivery_waits_while_btcpay_is_away(
    bell: Bell, btcpay: SandboxBTCPay, settings: Settings
) -> None:
    invoice = given_open(bell)
    settings.BTCPAY_URL = "http://127.0.0.1:9"
    btcpay.courier.misbehave("lost")
    btcpay.courier.misbehave("normal", only=frozenset({"InvoiceSettled"}))
    btcpay.store.pay(invoice.bolt11)
    arrive(btcpay, bell)
    waiting = WebhookDelivery.objects.filter(handled_at=None)
    assert waiting.exists()
    assert sweep_payments()["deliveries"] == 0

    settings.BTCPAY_URL = btcpay.url
    passes(60)
    assert sweep_payments()["deliveries"] == waiting.count() > 0
    bell.answer_all()
    assert not waiting.exists()
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.SETTLED


def test_a_lost_bell_for_a_delivery_is_rung_again(client: Client, bell: Bell) -> None:
    deliver(client, event())
    bell.rung.clear()
    assert sweep_payments()["deliveries"] == 0
    passes(15)
    assert sweep_payments()["deliveries"] == 1
    bell.answer_all()
    delivery = WebhookDelivery.objects.get()
    assert delivery.outcome == WebhookDelivery.Outcome.FOREIGN
    assert handle_delivery(delivery_id=delivery.pk) == WebhookDelivery.Outcome.FOREIGN


def test_a_delivery_without_a_declared_size_has_one_too(rf: RequestFactory, bell: Bell) -> None:
    body = json.dumps(event(metadata={"orderId": "x" * DELIVERY_BYTES_MAX})).encode()
    request = rf.post(
        ADDRESS,
        body,
        content_type="application/json",
        headers={"BTCPay-Sig": signature_of(body)},
    )
    assert request.body == body
    del request.META["CONTENT_LENGTH"]  # chunked
    assert BTCPayWebhookView.as_view()(request).status_code == 413


def test_a_handled_delivery_is_not_looked_into_again(
    bell: Bell, btcpay: SandboxBTCPay, settings: Settings
) -> None:
    invoice = given_open(bell)
    btcpay.store.pay(invoice.bolt11)
    arrive(btcpay, bell)
    settled = WebhookDelivery.objects.get(event_type="InvoiceSettled")
    settings.BTCPAY_URL = "http://127.0.0.1:9"
    assert handle_delivery(delivery_id=settled.pk) == settled.outcome


def test_webhooks_in_the_wrong_order_say_the_same(
    client: Client, bell: Bell, btcpay: SandboxBTCPay
) -> None:
    """Each is a hint to look; what is true is asked, so the last word is never an old one."""
    invoice = given_open(bell)
    btcpay.courier.misbehave("lost")
    btcpay.store.expire_now(str(invoice.rail_id))
    btcpay.store.pay(invoice.bolt11, late=True)
    kinds = ["InvoicePaymentSettled", "InvoiceReceivedPayment", "InvoiceExpired", "InvoiceCreated"]
    for kind in kinds:  # the expiry comes after the late payment that followed it
        deliver(client, event(deliveryId=kind, type=kind, invoiceId=invoice.rail_id))
        bell.answer_all()
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.SETTLED
    assert Transfer.objects.count() == 1
    outcomes = {
        d.event_type: d.outcome for d in WebhookDelivery.objects.filter(event_type__in=kinds)
    }
    assert outcomes["InvoicePaymentSettled"] == "applied"
    assert outcomes["InvoiceExpired"] == "replayed"
