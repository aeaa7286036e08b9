"""phoenixd's webhook: signed, kept once, and never believed."""

import hashlib
import hmac
import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from conftest import Bell
from payments.ledger.models import Transfer
from payments.models import Invoice, WebhookDelivery
from payments.services import handle_delivery
from payments.tests.till import given_open
from sandbox.btcpay.server import SandboxBTCPay

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "/api/payments/phoenixd/webhook"
SECRET = "a phoenix's secret"
HASH = "ab" * 32


@pytest.fixture(autouse=True)
def phoenixd(settings: Settings) -> None:
    settings.PHOENIXD_WEBHOOK_SECRET = SECRET


def event(**fields: Any) -> dict[str, Any]:
    whole = {
        "type": "payment_received",
        "timestamp": 1_795_000_000_000,
        "amountSat": 3_000,
        "paymentHash": HASH,
        "externalId": "order:a:1",
    }
    return whole | fields


def deliver(client: Client, body: Any, *, secret: str = SECRET, signature: str = "") -> Any:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    mac = signature or hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    return client.post(
        ADDRESS, raw, content_type="application/json", headers={"X-Phoenix-Signature": mac}
    )


def test_a_signed_delivery_is_kept_once_and_rung_for(client: Client, bell: Bell) -> None:
    answers = [deliver(client, event()) for _ in range(2)]
    assert [answer.json() for answer in answers] == [
        {"recording": "recorded"},
        {"recording": "replayed"},
    ]
    kept = WebhookDelivery.objects.get()
    assert (kept.rail, kept.rail_invoice_id, kept.event_type) == (
        "phoenixd",
        HASH,
        "payment_received",
    )
    assert bell.rung == [("payments.handle_delivery", {"delivery_id": kept.pk})]


@pytest.mark.parametrize("secret", ["another", SECRET.upper()])
def test_another_secret_does_not_open(client: Client, bell: Bell, secret: str) -> None:
    assert deliver(client, event(), secret=secret).status_code == 403
    assert not WebhookDelivery.objects.exists()


@pytest.mark.parametrize("signature", ["0" * 64, "sha256=" + "0" * 64, "é"])
def test_a_forged_delivery_leaves_nothing(client: Client, bell: Bell, signature: str) -> None:
    assert deliver(client, event(), signature=signature).status_code == 403
    assert not WebhookDelivery.objects.exists()


def test_without_a_secret_nobody_comes_in(client: Client, bell: Bell, settings: Settings) -> None:
    """HMAC with an empty key can be made by everybody."""
    settings.PHOENIXD_WEBHOOK_SECRET = ""
    assert deliver(client, event(), secret="").status_code == 403
    assert not WebhookDelivery.objects.exists()


@pytest.mark.parametrize(
    "body", [b"[]", b"no json", b"{}", {"type": "x", "paymentHash": "zz"}, {"type": ["x"]}]
)
def test_a_signed_riddle_is_refused(client: Client, bell: Bell, body: Any) -> None:
    assert deliver(client, body).status_code == 400
    assert not WebhookDelivery.objects.exists()


def test_what_concerns_no_invoice_of_ours_changes_nothing(client: Client, bell: Bell) -> None:
    deliver(client, event())
    deliver(client, event(type="channel_opened", paymentHash=""))
    bell.answer_all()
    outcomes = set(WebhookDelivery.objects.values_list("outcome", flat=True))
    assert outcomes == {WebhookDelivery.Outcome.FOREIGN}


def test_it_names_an_invoice_of_its_own_rail_by_payment_hash(
    client: Client, bell: Bell, btcpay: SandboxBTCPay
) -> None:
    """And what it says is not believed: the rail is asked, and says that nothing came."""
    invoice = given_open(bell)
    deliver(client, event(paymentHash=invoice.payment_hash))
    bell.answer_all()
    assert (
        WebhookDelivery.objects.get(rail="phoenixd").outcome == WebhookDelivery.Outcome.FOREIGN
    )  # BTCPay's

    Invoice.objects.filter(pk=invoice.pk).update(rail="phoenixd")
    WebhookDelivery.objects.filter(rail="phoenixd").delete()
    deliver(client, event(paymentHash=str(invoice.payment_hash).upper(), type="payment_sent"))
    bell.answer_all()
    assert WebhookDelivery.objects.get(rail="phoenixd").outcome == WebhookDelivery.Outcome.NOTHING
    assert not Transfer.objects.exists()


def test_a_received_payment_is_asked_for_at_its_rail(
    client: Client, bell: Bell, btcpay: SandboxBTCPay, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def check(*, invoice_id: int) -> str:
        asked.append(invoice_id)
        return "applied"

    monkeypatch.setattr("payments.services.deliveries.check_invoice", check)
    invoice = given_open(bell)
    Invoice.objects.filter(pk=invoice.pk).update(rail="phoenixd")
    deliver(client, event(paymentHash=invoice.payment_hash))
    delivery = WebhookDelivery.objects.get(rail="phoenixd")
    assert handle_delivery(delivery_id=delivery.pk) == WebhookDelivery.Outcome.APPLIED
    assert asked == [invoice.pk]
