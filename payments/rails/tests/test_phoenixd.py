"""phoenixd: what only it does. What it shares with every rail is in test_contract."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from conftest import Bell
from kernel.bolt11 import read_bolt11
from kernel.clock import utc_now
from kernel.errors import UpstreamError
from payments.ledger.queries import balance_msats
from payments.models import Invoice
from payments.rails.base import Outgoing, OutgoingState
from payments.rails.phoenixd import PhoenixdRail, worst_fee_msats
from payments.rails.registry import open_rail
from payments.tests.till import PRICE_MSATS, given_open
from sandbox.btcpay.node import Ask
from sandbox.lightning.node import Fault
from sandbox.phoenixd.server import SandboxPhoenixd, trampoline_fee_msats

PASSWORD = "hunter2"
AMOUNT_MSATS = 100_000_000


@pytest.fixture
def server(settings: Settings) -> Iterator[SandboxPhoenixd]:
    settings.PHOENIXD_PASSWORD = PASSWORD
    with SandboxPhoenixd(password=PASSWORD, limited_password="look") as server:
        settings.PHOENIXD_URL = server.url
        yield server


@pytest.fixture
def rail(server: SandboxPhoenixd) -> Iterator[PhoenixdRail]:
    with PhoenixdRail.from_settings() as rail:
        yield rail


def pay(rail: PhoenixdRail, ask: Ask, fee_limit_msats: int = 1_000_000) -> Outgoing:
    return rail.pay(
        bolt11=ask.bolt11,
        payment_hash=ask.payment_hash,
        amount_msats=ask.amount_msats,
        fee_limit_msats=fee_limit_msats,
        key="payout:1",
    )


def orders(server: SandboxPhoenixd) -> list[dict[str, str]]:
    return [
        dict(parse_qsl(call.raw.decode()))
        for call, _ in server.requests
        if call.path == ["payinvoice"]
    ]


def test_the_registry_opens_it_from_settings(server: SandboxPhoenixd) -> None:
    with open_rail("phoenixd") as rail:
        assert rail.name == "phoenixd"
        assert rail.balance_msats() == server.node.balance_msats()


def test_a_charge_goes_out_as_the_form_that_phoenixd_reads(
    server: SandboxPhoenixd, rail: PhoenixdRail
) -> None:
    charge = rail.create_invoice(
        key="invoice:7", amount_msats=21_000, description="d" * 300, ttl_seconds=90
    )
    call, _ = server.requests[-1]
    assert dict(parse_qsl(call.raw.decode())) == {
        "amountSat": "21",
        "description": "d" * 128,
        "externalId": "invoice:7",
        "expirySeconds": "90",
    }
    lasts = charge.expires_at - read_bolt11(charge.bolt11).issued_at
    assert lasts == timedelta(seconds=90)
    assert charge.expires_at > utc_now()


def test_a_part_of_a_sat_is_not_asked_for(server: SandboxPhoenixd, rail: PhoenixdRail) -> None:
    with pytest.raises(UpstreamError) as caught:
        rail.create_invoice(key="k", amount_msats=1_001, description="", ttl_seconds=60)
    assert caught.value.permanent
    assert not server.requests


@pytest.mark.parametrize("amount_msats", [1_000, 999_000, 100_000_000, 123_456_000])
def test_the_worst_fee_covers_what_the_trampoline_takes(amount_msats: int) -> None:
    spare = worst_fee_msats(amount_msats) - trampoline_fee_msats(amount_msats)
    assert 0 <= spare < 1_000


def test_a_limit_below_the_worst_fee_is_refused_before_anything_is_sent(
    server: SandboxPhoenixd, rail: PhoenixdRail
) -> None:
    ask = server.node.peer_asks(amount_msats=AMOUNT_MSATS)
    least_msats = worst_fee_msats(AMOUNT_MSATS)
    with pytest.raises(UpstreamError) as caught:
        pay(rail, ask, fee_limit_msats=least_msats - 1)
    assert caught.value.permanent
    assert not server.requests
    assert pay(rail, ask, fee_limit_msats=least_msats).state == OutgoingState.SETTLED


def test_the_node_is_asked_for_the_hash_before_it_is_told_to_pay(
    server: SandboxPhoenixd, rail: PhoenixdRail
) -> None:
    """phoenixd takes no key: a second order is not sent at all."""
    ask = server.node.peer_asks(amount_msats=AMOUNT_MSATS)
    first = pay(rail, ask)
    assert pay(rail, ask) == first
    assert orders(server) == [{"invoice": ask.bolt11}]


def test_nothing_is_sent_where_the_node_cannot_be_asked_first(
    server: SandboxPhoenixd, rail: PhoenixdRail
) -> None:
    server.silence = Fault.UNPAID_ERROR
    with pytest.raises(UpstreamError):
        pay(rail, server.node.peer_asks(amount_msats=AMOUNT_MSATS))
    assert not orders(server)


def test_what_failed_may_be_ordered_again(server: SandboxPhoenixd, rail: PhoenixdRail) -> None:
    ask = server.node.peer_asks(amount_msats=AMOUNT_MSATS)
    server.node.fail_next(Fault.NO_ROUTE)
    assert pay(rail, ask).state == OutgoingState.FAILED
    assert pay(rail, ask).state == OutgoingState.SETTLED
    assert [sent.status for sent in server.node.sent(ask.payment_hash)] == ["failed", "succeeded"]


def test_200_with_a_reason_is_a_failure_only_where_the_node_says_so_twice(
    server: SandboxPhoenixd, rail: PhoenixdRail
) -> None:
    """Defect 5 of a house before us: a reason was booked as paid. And the other way round."""
    failed, paid = (server.node.peer_asks(amount_msats=AMOUNT_MSATS) for _ in range(2))
    server.node.fail_next(Fault.NO_ROUTE, Fault.PAID_REASON)
    told = pay(rail, failed)
    assert told.state == OutgoingState.FAILED
    assert "lightning network" in told.reason
    assert pay(rail, paid).state == OutgoingState.SETTLED


def test_a_reason_for_what_the_node_never_began_is_unknown(
    server: SandboxPhoenixd, rail: PhoenixdRail
) -> None:
    own = server.node.ask(amount_msats=AMOUNT_MSATS, description="own", expiry_seconds=60).ask
    told = pay(rail, own)
    assert (told.state, told.reason) == (OutgoingState.UNKNOWN, "self-payments not allowed")


def test_the_limited_password_cannot_pay(server: SandboxPhoenixd) -> None:
    ask = server.node.peer_asks(amount_msats=AMOUNT_MSATS)
    with PhoenixdRail(url=server.url, password="look", timeout_seconds=5) as rail:
        assert rail.balance_msats() > 0
        assert pay(rail, ask).state == OutgoingState.FAILED
    assert not server.node.sent(ask.payment_hash)


# --- Answers that the stand-in never gives -------------------------------------------------------

Answers = Callable[[httpx.Request], httpx.Response]


def answering(monkeypatch: pytest.MonkeyPatch, answers: Answers) -> PhoenixdRail:
    """A rail whose server answers so. The real paths run on real sockets, above."""
    rail = PhoenixdRail(url="http://p", password=PASSWORD, timeout_seconds=1)
    client = httpx.Client(base_url="http://p", transport=httpx.MockTransport(answers))
    monkeypatch.setattr(rail, "_client", client)
    return rail


def always(body: Any, status: int = 200) -> Answers:
    content: dict[str, Any] = {"text": body} if isinstance(body, str) else {"json": body}
    return lambda _: httpx.Response(status, **content)


HASH = "ab" * 32
GOOD = {"paymentHash": HASH, "isPaid": False, "isExpired": False, "receivedSat": 0, "preimage": ""}


@pytest.mark.parametrize(
    "fault",
    [
        {"paymentHash": "cd" * 32},
        {"isPaid": True, "receivedSat": "much"},
        {"receivedSat": None},
        {"fees": "x"},
    ],
)
def test_an_incoming_payment_that_cannot_be_right(
    monkeypatch: pytest.MonkeyPatch, fault: dict[str, Any]
) -> None:
    answering(monkeypatch, always(GOOD)).incoming(rail_id=HASH)
    with pytest.raises(UpstreamError):
        answering(monkeypatch, always(GOOD | fault)).incoming(rail_id=HASH)


def test_what_phoenixd_keeps_for_liquidity_was_paid_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    body = GOOD | {"isPaid": True, "receivedSat": 2_900, "fees": 100_000, "preimage": "00" * 32}
    told = answering(monkeypatch, always(body)).incoming(rail_id=HASH)
    assert (told.paid_msats, told.fee_msats) == (3_000_000, 100_000)


def test_a_filter_that_was_not_heard_finds_nothing_of_anothers(
    rail: PhoenixdRail, server: SandboxPhoenixd, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another customer's invoice under our key would be paid by one and credited to the other."""
    rail.create_invoice(key="theirs", amount_msats=21_000, description="", ttl_seconds=60)
    rail.find_invoice(key="theirs")
    told = server.requests[-1][1].told
    spoiled = answering(monkeypatch, always(told))
    assert spoiled.find_invoice(key="theirs") is not None
    assert spoiled.find_invoice(key="ours") is None


@pytest.mark.parametrize("told", [{}, "?", [7], [{"externalId": "k", "invoice": "x"}]])
def test_a_list_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch, told: Any) -> None:
    with pytest.raises(UpstreamError):
        answering(monkeypatch, always(told)).find_invoice(key="k")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("Unknown endpoint (check api doc)", 404),
        ("<html>nginx</html>", 404),
        ([], 200),
        ({}, 200),
        ({"paymentHash": "cd" * 32, "isPaid": False, "completedAt": 1}, 200),
        ({"paymentHash": HASH, "isPaid": True, "fees": "x"}, 200),
    ],
)
def test_an_outgoing_payment_that_cannot_be_read_is_silence(
    monkeypatch: pytest.MonkeyPatch, body: Any, status: int
) -> None:
    """A proxy's 404 above all: taken for "unseen", it would say that nothing was paid."""
    with pytest.raises(UpstreamError):
        answering(monkeypatch, always(body, status)).outgoing(payment_hash=HASH, key="k")


def test_a_paid_answer_counts_where_the_lookup_is_silent(
    server: SandboxPhoenixd, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its proof; the fee, told in whole sats, is rounded up."""
    ask = server.node.peer_asks(amount_msats=AMOUNT_MSATS)
    asked: list[str] = []

    def answers(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        if request.url.path == "/payinvoice":
            paid = {"paymentPreimage": ask.preimage, "routingFeeSat": 404}
            return httpx.Response(200, json=paid)
        return httpx.Response(404 if len(asked) == 1 else 503, text="Not found")

    told = pay(answering(monkeypatch, answers), ask)
    assert told == Outgoing(OutgoingState.SETTLED, preimage=ask.preimage, fee_msats=404_999)


def test_a_paid_answer_and_a_failed_lookup_are_unsure(
    server: SandboxPhoenixd, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = server.node.peer_asks(amount_msats=AMOUNT_MSATS)
    asked: list[str] = []

    def answers(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        if len(asked) == 1:
            return httpx.Response(404, text="Not found")
        if request.url.path == "/payinvoice":
            paid = {"paymentPreimage": "00" * 32, "routingFeeSat": 404}
            return httpx.Response(200, json=paid)
        failed = {"paymentHash": ask.payment_hash, "isPaid": False, "completedAt": 1}
        return httpx.Response(200, json=failed)

    assert pay(answering(monkeypatch, answers), ask).state == OutgoingState.UNKNOWN


# --- The till over phoenixd ----------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_an_invoice_of_the_till_is_settled_by_the_webhook(
    bell: Bell, live_server: LiveServer, settings: Settings
) -> None:
    settings.RAILS_RECEIVE = ["phoenixd"]
    settings.PHOENIXD_PASSWORD = PASSWORD
    settings.PHOENIXD_WEBHOOK_SECRET = "webhook-secret"
    with SandboxPhoenixd(
        password=PASSWORD,
        webhook_url=f"{live_server.url}/api/payments/phoenixd/webhook",
        webhook_secret="webhook-secret",
    ) as server:
        settings.PHOENIXD_URL = server.url
        invoice = given_open(bell)
        server.node.receive(invoice.bolt11)
        assert server.webhooks == ["200"]
        bell.answer_all()
    invoice.refresh_from_db()
    assert (invoice.rail, invoice.status) == ("phoenixd", Invoice.Status.SETTLED)
    assert balance_msats("rail:phoenixd") == PRICE_MSATS
