"""Operators look at everything and change nothing, except through the services."""

import uuid

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.test import Client, RequestFactory
from pytest_django import Settings

from accounts.models import User
from conftest import Bell
from payments.ledger.models import Account, Transfer
from payments.ledger.queries import balance_msats
from payments.models import Invoice, OperatorAction, WebhookDelivery
from payments.services.holders import holder_code
from payments.tests.till import arrive, given_open, given_requested
from sandbox.btcpay.server import SandboxBTCPay

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/admin/payments/invoice/"


@pytest.fixture
def desk(client: Client) -> Client:
    operator = User.objects.create_superuser("operator", "a password nobody guesses")
    client.force_login(operator)
    return client


@pytest.mark.parametrize("model", [Invoice, WebhookDelivery, Transfer, Account])
def test_nobody_writes_rows_by_hand(rf: RequestFactory, model: type[Invoice]) -> None:
    request = rf.get("/")
    request.user = User(is_superuser=True, is_staff=True, is_active=True)
    page = admin.site._registry[model]
    assert not page.has_add_permission(request)
    assert not page.has_change_permission(request)
    assert not page.has_delete_permission(request)


def test_every_list_and_page_opens(desk: Client, bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_open(bell)
    btcpay.store.pay(invoice.bolt11)
    arrive(btcpay, bell)
    for model in (Invoice, WebhookDelivery, Transfer, Account):
        label = f"{model._meta.app_label}/{model._meta.model_name}"
        assert desk.get(f"/admin/{label}/").status_code == 200
        first = model.objects.values_list("pk", flat=True)[0]
        assert desk.get(f"/admin/{label}/{first}/change/").status_code == 200


def ask(desk: Client, invoice: Invoice, action: str) -> str:
    answer = desk.post(LIST, {"action": action, "_selected_action": [invoice.pk]})
    assert answer.status_code == 302
    return [str(message) for message in get_messages(answer.wsgi_request)][-1]


def test_an_operator_asks_btcpay(desk: Client, bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_open(bell)
    btcpay.courier.misbehave("lost")
    btcpay.store.pay(invoice.bolt11)
    assert ask(desk, invoice, "ask_rail") == "order:a:1: applied"
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.SETTLED


def test_an_operator_reads_why_it_failed(desk: Client, bell: Bell, settings: Settings) -> None:
    settings.BTCPAY_URL = "http://127.0.0.1:9"
    told = ask(desk, given_requested(), "ask_rail")
    assert told == "order:a:1: BTCPay did not answer (ConnectError)."


def test_an_operator_issues_again_only_what_expired(
    desk: Client, bell: Bell, btcpay: SandboxBTCPay
) -> None:
    invoice = given_open(bell)
    assert ask(desk, invoice, "issue_again") == "order:a:1: It can still be paid, or is paid."
    btcpay.store.expire_now(str(invoice.rail_id))
    arrive(btcpay, bell)
    assert ask(desk, invoice, "issue_again") == "order:a:1: now order:a:2"


def test_an_operator_refunds_what_was_paid(desk: Client, bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_open(bell)
    btcpay.store.pay(invoice.bolt11)
    arrive(btcpay, bell)
    page = f"/admin/payments/invoice/operate/refund/?ids={invoice.pk}"
    form = {"once": str(uuid.uuid4()), "reason": "It did not work.", "amount_msats": "1000"}
    for _ in range(2):  # the same form, sent twice by an impatient finger
        desk.post(page, form)
    assert balance_msats(holder_code(invoice.user)) == 1_000_000
    assert OperatorAction.objects.get().reason == "It did not work."
    shown = desk.get(f"/admin/payments/invoice/{invoice.pk}/change/").content.decode()
    assert "rail:btcpay to revenue:jobs" in shown
    assert f"revenue:jobs to {holder_code(invoice.user)}" in shown
    answer = desk.post(page, {**form, "once": str(uuid.uuid4()), "amount_msats": "2000.001"})
    [*_, told] = map(str, get_messages(answer.wsgi_request))
    assert told == "order:a:1: 2,000 sats of this can be given back."


def test_looking_is_not_operating(client: Client, bell: Bell, btcpay: SandboxBTCPay) -> None:
    viewer = User.objects.create_user("viewer", "another password", is_staff=True)
    viewer.user_permissions.add(_permission("view_invoice"))
    client.force_login(viewer)
    invoice = given_open(bell)
    assert "Ask the rail now" not in client.get(LIST).content.decode()
    btcpay.courier.misbehave("lost")
    btcpay.store.pay(invoice.bolt11)
    client.post(LIST, {"action": "ask_rail", "_selected_action": [invoice.pk]})
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.OPEN


def _permission(codename: str) -> Permission:
    return Permission.objects.get(codename=codename, content_type__app_label="payments")


def test_the_rail_is_not_asked_about_thousands_while_the_page_waits(
    desk: Client, bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("payments.admin.invoices.ROWS_MAX", 1)
    chosen = [given_requested(f"order:{name}:1").pk for name in "ab"]
    for action in ("ask_rail", "issue_again"):
        answer = desk.post(LIST, {"action": action, "_selected_action": chosen})
        assert [str(told) for told in get_messages(answer.wsgi_request)][-1] == (
            "At most 1 at once."
        )
