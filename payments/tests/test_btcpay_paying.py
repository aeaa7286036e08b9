"""BTCPay pays: the store's node on a real socket, and what its answers mean for our money."""

import hashlib
from typing import Any

import pytest
from pytest_django import Settings

from kernel.errors import UpstreamError
from payments.rails.base import Can, OutgoingState
from payments.rails.btcpay import BTCPayRail
from payments.tests.test_btcpay import answering
from sandbox.btcpay.node import Ask
from sandbox.btcpay.server import SandboxBTCPay
from tests.greenfield import greenfield

AMOUNT_MSATS = 50_000_000
LIMIT_MSATS = 5_000
UNKNOWN_HASH = "00" * 32


@pytest.fixture
def server(settings: Settings) -> Any:
    with SandboxBTCPay(
        store_id=settings.BTCPAY_STORE_ID, api_key=settings.BTCPAY_API_KEY
    ) as server:
        settings.BTCPAY_URL = server.url
        yield server


def pay(ask: Ask, *, fee_limit_msats: int = LIMIT_MSATS, **other: Any) -> Any:
    wanted: dict[str, Any] = {
        "bolt11": ask.bolt11,
        "payment_hash": ask.payment_hash,
        "amount_msats": ask.amount_msats,
    }
    with BTCPayRail.from_settings() as rail:
        return rail.pay(**(wanted | other), fee_limit_msats=fee_limit_msats, key="payout:1")


def outgoing(ask: Ask) -> Any:
    with BTCPayRail.from_settings() as rail:
        return rail.outgoing(payment_hash=ask.payment_hash, key="payout:1")


def balance() -> int:
    with BTCPayRail.from_settings() as rail:
        return rail.balance_msats()


def test_a_payment_shows_its_preimage_and_its_fee(server: SandboxBTCPay) -> None:
    assert {Can.RECEIVE, Can.PAY, Can.BALANCE} <= BTCPayRail.can
    before = balance()
    ask = server.payer.peer_asks(amount_msats=AMOUNT_MSATS)
    paid = pay(ask)
    assert paid.state == OutgoingState.SETTLED
    assert hashlib.sha256(bytes.fromhex(paid.preimage)).hexdigest() == ask.payment_hash
    assert paid.fee_msats == server.payer.fee_msats
    assert outgoing(ask) == paid
    assert balance() == before - AMOUNT_MSATS - paid.fee_msats


def test_every_call_of_paying_is_as_described(server: SandboxBTCPay) -> None:
    referee = greenfield()
    server.payer.fail_next("no_route")
    pay(server.payer.peer_asks(amount_msats=AMOUNT_MSATS))
    server.payer.fail_next("pending")
    pay(server.payer.peer_asks(amount_msats=AMOUNT_MSATS))
    ask = server.payer.peer_asks(amount_msats=AMOUNT_MSATS)
    pay(ask)
    pay(ask)
    outgoing(ask)
    balance()
    assert {status for _, _, _, status, _ in server.requests} == {200, 202, 400}
    for method, target, body, status, told in server.requests:
        referee.judge_request(method, target, body)
        referee.judge_response(method, target, status, told)


def test_a_fee_over_the_limit_is_no_route(server: SandboxBTCPay) -> None:
    server.payer.fee_msats = LIMIT_MSATS + 1
    ask = server.payer.peer_asks(amount_msats=AMOUNT_MSATS)
    before = balance()
    assert pay(ask).state == OutgoingState.FAILED
    assert balance() == before


def test_a_limit_below_a_sat_is_rounded_down(server: SandboxBTCPay) -> None:
    ask = server.payer.peer_asks(amount_msats=AMOUNT_MSATS)
    assert pay(ask, fee_limit_msats=999).state == OutgoingState.FAILED
    assert server.requests[0][2]["maxFeeFlat"] == "0"


@pytest.mark.parametrize(("fault", "ends"), [("lost", "settled"), ("silent", "unseen")])
def test_silence_is_unknown_until_the_node_says(
    server: SandboxBTCPay, fault: str, ends: str
) -> None:
    ask = server.payer.peer_asks(amount_msats=AMOUNT_MSATS)
    server.payer.fail_next(fault)
    assert pay(ask).state == OutgoingState.UNKNOWN
    assert outgoing(ask).state == ends


def test_a_node_that_is_down_is_unknown(server: SandboxBTCPay) -> None:
    server.payer.fail_next("down")
    assert pay(server.payer.peer_asks(amount_msats=AMOUNT_MSATS)).state == OutgoingState.UNKNOWN


def test_an_error_that_hides_a_payment_is_not_believed(server: SandboxBTCPay) -> None:
    ask = server.payer.peer_asks(amount_msats=AMOUNT_MSATS)
    server.payer.fail_next("unsure")
    assert pay(ask).state == OutgoingState.SETTLED


def test_an_error_about_nothing_is_unknown(server: SandboxBTCPay) -> None:
    server.payer.local_msats = 0
    refused = pay(server.payer.peer_asks(amount_msats=AMOUNT_MSATS))
    assert (refused.state, "insufficient" in refused.reason) == (OutgoingState.UNKNOWN, True)


@pytest.mark.parametrize("settled", [True, False])
def test_what_is_pending_ends_by_the_nodes_own_answer(server: SandboxBTCPay, settled: bool) -> None:
    ask = server.payer.peer_asks(amount_msats=AMOUNT_MSATS)
    server.payer.fail_next("pending")
    assert pay(ask).state == OutgoingState.PENDING
    assert outgoing(ask).state == OutgoingState.PENDING
    server.payer.finish(ask.payment_hash, settled=settled)
    assert outgoing(ask).state == (OutgoingState.SETTLED if settled else OutgoingState.FAILED)


def test_a_wrong_preimage_proves_nothing(server: SandboxBTCPay) -> None:
    ask = server.payer.peer_asks(amount_msats=AMOUNT_MSATS)
    server.payer.fail_next("wrong_preimage")
    assert pay(ask).state == OutgoingState.UNKNOWN
    assert outgoing(ask).state == OutgoingState.UNKNOWN


def test_the_order_never_differs_from_the_invoice(server: SandboxBTCPay) -> None:
    """A.2: the amount that is debited is the amount that is paid."""
    ask = server.payer.peer_asks(amount_msats=AMOUNT_MSATS)
    for other in ({"amount_msats": 1_000}, {"payment_hash": UNKNOWN_HASH}, {"bolt11": "lnbcrt1"}):
        with pytest.raises(UpstreamError) as caught:
            pay(ask, **other)
        assert caught.value.permanent
    assert not server.requests


def test_a_refused_connection_has_left_nothing(settings: Settings) -> None:
    with SandboxBTCPay(store_id="S", api_key="K") as other:
        ask = other.payer.peer_asks(amount_msats=AMOUNT_MSATS)
    settings.BTCPAY_URL = other.url
    with pytest.raises(UpstreamError):
        pay(ask)


def test_a_wrong_key_pays_nothing(server: SandboxBTCPay, settings: Settings) -> None:
    settings.BTCPAY_API_KEY = "wrong"
    assert pay(server.payer.peer_asks(amount_msats=AMOUNT_MSATS)).state == OutgoingState.FAILED
    assert server.payer._sent == {}


def test_our_own_invoice_is_not_paid_to_ourselves(server: SandboxBTCPay) -> None:
    with BTCPayRail.from_settings() as rail:
        charge = rail.create_invoice(
            key="order:a:1", amount_msats=3_000_000, description="x", ttl_seconds=600
        )
        told = rail.pay(
            bolt11=charge.bolt11,
            payment_hash=charge.payment_hash,
            amount_msats=charge.amount_msats,
            fee_limit_msats=LIMIT_MSATS,
            key="payout:1",
        )
    assert told.state == OutgoingState.UNKNOWN


PAID: dict[str, Any] = {"status": "Complete", "paymentHash": UNKNOWN_HASH, "feeAmount": "1000"}


@pytest.mark.parametrize(
    "told",
    [
        PAID,  # no preimage
        PAID | {"preimage": "not hex"},
        PAID | {"preimage": UNKNOWN_HASH},
        PAID | {"status": "Unknown"},
    ],
)
def test_complete_without_proof_is_unknown(monkeypatch: pytest.MonkeyPatch, told: Any) -> None:
    rail = answering(monkeypatch, 200, told)
    assert rail.outgoing(payment_hash=UNKNOWN_HASH, key="k").state == OutgoingState.UNKNOWN


@pytest.mark.parametrize("told", [[], {}, PAID | {"feeAmount": "-1"}, PAID | {"paymentHash": "x"}])
def test_an_answer_about_something_else_is_no_answer(
    monkeypatch: pytest.MonkeyPatch, told: Any
) -> None:
    with pytest.raises(UpstreamError):
        answering(monkeypatch, 200, told).outgoing(payment_hash=UNKNOWN_HASH, key="k")


def test_a_store_without_a_node_says_nothing_about_a_payment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rail = answering(monkeypatch, 404, {"code": "ln-node-not-found", "message": "no node"})
    with pytest.raises(UpstreamError):
        rail.outgoing(payment_hash=UNKNOWN_HASH, key="k")


@pytest.mark.parametrize("told", [{}, {"offchain": None}, {"offchain": {"local": None}}])
def test_a_balance_that_nobody_tells_is_no_balance(
    monkeypatch: pytest.MonkeyPatch, told: Any
) -> None:
    with pytest.raises(UpstreamError):
        answering(monkeypatch, 200, told).balance_msats()
