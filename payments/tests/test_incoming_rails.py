"""Money coming in over phoenixd and LND: one credit, whoever brings the news first."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from conftest import Bell
from kernel.clock import utc_now
from payments.ledger.chart import FEES_ROUTING, REVENUE_JOBS, rail_code
from payments.ledger.models import Transfer
from payments.ledger.queries import balance_msats, trial_balance
from payments.models import Invoice, WebhookDelivery
from payments.queries import holder_code
from payments.rails.base import Incoming
from payments.rails.phoenixd import PhoenixdRail
from payments.services import (
    Debt,
    check_invoice,
    handle_delivery,
    reconcile_rails,
    request_bundle,
    settle_invoice,
    sweep_payments,
)
from payments.tests.till import PRICE_MSATS, given_open, passes, raced
from sandbox.lightning.door import Door
from sandbox.lightning.node import Fault
from sandbox.lnd.server import SandboxLnd
from sandbox.phoenixd.server import SandboxPhoenixd
from tests.given import given_user

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "phoenix-webhook"


@pytest.fixture
def phoenixd(settings: Settings, live_server: LiveServer) -> Iterator[SandboxPhoenixd]:
    settings.RAILS_RECEIVE, settings.RAILS_PAY = ["phoenixd"], []
    settings.RAIL_TIMEOUT_SECONDS = 5.0
    settings.PHOENIXD_PASSWORD, settings.PHOENIXD_WEBHOOK_SECRET = "p", SECRET
    with SandboxPhoenixd(
        password="p",
        webhook_url=f"{live_server.url}/api/payments/phoenixd/webhook",
        webhook_secret=SECRET,
    ) as server:
        settings.PHOENIXD_URL = server.url
        yield server


@pytest.fixture(params=["phoenixd", "lnd"])
def door(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Door]:
    if request.param == "phoenixd":
        yield request.getfixturevalue("phoenixd")
        return
    settings.RAILS_RECEIVE, settings.RAILS_PAY = ["lnd"], []
    settings.RAIL_TIMEOUT_SECONDS = 5.0
    settings.LND_MACAROON_HEX, settings.LND_TLS_CERT_FILE = "ab" * 20, ""
    with SandboxLnd(macaroon_hex="ab" * 20) as server:
        settings.LND_URL = server.url
        yield server


def assert_credited_once(invoice: Invoice) -> None:
    invoice.refresh_from_db()
    assert (invoice.status, invoice.paid_msats) == (Invoice.Status.SETTLED, PRICE_MSATS)
    opened = hashlib.sha256(bytes.fromhex(invoice.preimage)).hexdigest()
    assert opened == invoice.payment_hash
    assert Transfer.objects.count() == 1
    assert balance_msats(rail_code(invoice.rail)) == balance_msats(REVENUE_JOBS) == PRICE_MSATS
    assert reconcile_rails(since=invoice.requested_at) == []


def test_a_payment_is_found_by_polling(bell: Bell, door: Door) -> None:
    invoice = given_open(bell)
    assert check_invoice(invoice_id=invoice.pk) == "unpaid"
    door.node.receive(invoice.bolt11)
    passes(60)
    assert sweep_payments()["open"] == 1
    bell.answer_all()
    assert_credited_once(invoice)


def test_a_webhook_brings_it_first(bell: Bell, phoenixd: SandboxPhoenixd) -> None:
    invoice = given_open(bell)
    phoenixd.node.receive(invoice.bolt11)
    assert phoenixd.webhooks == ["200"]
    bell.answer_all()
    assert_credited_once(invoice)
    delivery = WebhookDelivery.objects.get()
    assert (delivery.rail, delivery.outcome) == ("phoenixd", WebhookDelivery.Outcome.APPLIED)


def test_webhook_poll_and_claim_at_once_credit_once(bell: Bell, phoenixd: SandboxPhoenixd) -> None:
    invoice = given_open(bell)
    preimage = phoenixd.node.receive(invoice.bolt11)
    delivery = WebhookDelivery.objects.get()

    def bring(number: int) -> None:
        match number % 3:
            case 0:
                handle_delivery(delivery_id=delivery.pk)
            case 1:
                check_invoice(invoice_id=invoice.pk)
            case _:
                settle_invoice(invoice_id=invoice.pk, paid_msats=PRICE_MSATS, preimage=preimage)

    assert len(raced(bring)) == 10
    assert_credited_once(invoice)


def test_what_the_rail_keeps_for_liquidity_is_a_cost_of_the_house(
    bell: Bell, phoenixd: SandboxPhoenixd, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoice = given_open(bell)
    phoenixd.node.receive(invoice.bolt11)
    told = PhoenixdRail.incoming

    def keeping(self: PhoenixdRail, *, rail_id: str) -> Incoming:
        return replace(told(self, rail_id=rail_id), fee_msats=70_000)

    monkeypatch.setattr(PhoenixdRail, "incoming", keeping)
    for _ in range(2):
        check_invoice(invoice_id=invoice.pk)
    assert balance_msats(REVENUE_JOBS) == PRICE_MSATS
    assert balance_msats(rail_code("phoenixd")) == PRICE_MSATS - 70_000
    assert balance_msats(FEES_ROUTING) == 70_000
    assert reconcile_rails(since=invoice.requested_at) == []


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.LOST, Fault.UNPAID_ERROR, Fault.PAID_GARBAGE])
def test_a_silent_rail_changes_nothing_and_is_asked_again(
    bell: Bell, door: Door, settings: Settings, fault: Fault
) -> None:
    invoice = given_open(bell)
    door.node.on_received = None  # its webhook is lost
    door.node.receive(invoice.bolt11)
    settings.RAIL_TIMEOUT_SECONDS = 0.5
    door.silence = fault
    passes(60)
    sweep_payments()
    bell.answer_all()
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.OPEN
    assert invoice.trouble
    door.silence = None
    settings.RAIL_TIMEOUT_SECONDS = 5.0
    passes(60)
    sweep_payments()
    bell.answer_all()
    assert_credited_once(invoice)


def test_more_than_was_asked_is_credit(bell: Bell, door: Door) -> None:
    invoice = given_open(bell)
    door.node.receive(invoice.bolt11, amount_msats=PRICE_MSATS + 5_000)
    check_invoice(invoice_id=invoice.pk)
    bell.answer_all()
    assert balance_msats(REVENUE_JOBS) == PRICE_MSATS
    assert balance_msats(holder_code(invoice.user)) == 5_000
    assert sum(trial_balance().values()) == 0


def test_a_rail_that_cannot_cancel_leaves_both_and_the_second_is_credit(
    bell: Bell, door: Door
) -> None:
    alone = given_open(bell)
    debts = [Debt("order:a", 3_000, "Cancel Streamly"), Debt("order:b", 2_000, "Resume Filmbox")]
    bundle = request_bundle(user=given_user("alice"), debts=debts)
    bell.answer_all()
    alone.refresh_from_db()
    bundle.refresh_from_db()
    assert bundle.status == Invoice.Status.OPEN
    if alone.status == Invoice.Status.CANCELLED:  # it can, after all
        with pytest.raises(LookupError):
            door.node.receive(alone.bolt11)
        return
    door.node.receive(alone.bolt11)
    door.node.receive(bundle.bolt11)
    check_invoice(invoice_id=alone.pk)
    check_invoice(invoice_id=bundle.pk)
    assert balance_msats(REVENUE_JOBS) == 5_000_000
    assert balance_msats(holder_code(alone.user)) == 3_000_000


def test_an_expiry_is_the_rails_own(bell: Bell, door: Door, settings: Settings) -> None:
    settings.INVOICE_TTL_SECONDS = 1
    invoice = given_open(bell)
    assert invoice.expires_at is not None
    while utc_now() <= invoice.expires_at:
        pass
    deadline = utc_now().timestamp() + 5
    while check_invoice(invoice_id=invoice.pk) != "expired":
        assert utc_now().timestamp() < deadline
    with pytest.raises(LookupError):
        door.node.receive(invoice.bolt11)
