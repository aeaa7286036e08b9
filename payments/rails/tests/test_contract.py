"""One suite that every rail passes, over real sockets, before stand-ins that misbehave."""

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import Settings

from kernel.bolt11 import read_bolt11
from payments.rails import registry
from payments.rails.base import Can, Charge, Incoming, IncomingState, Outgoing, OutgoingState, Rail
from payments.rails.tests.contract import Control
from payments.rails.tests.stages import RAILS
from sandbox.btcpay.node import Ask
from sandbox.lightning.node import Fault
from tests.racers import raced

AMOUNT_MSATS, LIMIT_MSATS = 100_000_000, 500_000
TTL_SECONDS = 600
RACERS = 4
UNKNOWN_HASH = "5e" * 32
UNSURE = {OutgoingState.UNKNOWN, OutgoingState.PENDING}
CANS = {
    "btcpay": {Can.RECEIVE, Can.PAY, Can.BALANCE, Can.PUSH},
    "phoenixd": {Can.RECEIVE, Can.PAY, Can.BALANCE, Can.PUSH},
    "lnd": {Can.RECEIVE, Can.PAY, Can.BALANCE},
    "nwc": {Can.RECEIVE, Can.PAY, Can.BALANCE},
}


@pytest.fixture(params=sorted(RAILS))
def control(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Control]:
    with RAILS[request.param].open(request) as control:
        yield control


def charge_of(rail: Rail, key: str = "deposit:1", **other: Any) -> Charge:
    wanted: dict[str, Any] = {
        "amount_msats": AMOUNT_MSATS,
        "description": "A deposit",
        "ttl_seconds": TTL_SECONDS,
    }
    return rail.create_invoice(key=key, **(wanted | other))


def pay(rail: Rail, ask: Ask, **other: Any) -> Outgoing:
    wanted: dict[str, Any] = {
        "bolt11": ask.bolt11,
        "payment_hash": ask.payment_hash,
        "amount_msats": ask.amount_msats,
        "fee_limit_msats": LIMIT_MSATS,
        "key": "payout:1",
    }
    return rail.pay(**(wanted | other))


def outgoing(rail: Rail, ask: Ask) -> Outgoing:
    return rail.outgoing(payment_hash=ask.payment_hash, key="payout:1")


def opens(preimage: str, payment_hash: str) -> bool:
    return hashlib.sha256(bytes.fromhex(preimage)).hexdigest() == payment_hash


def able(*faults: Fault) -> list[tuple[str, Fault]]:
    """Every rail with every fault that its stand-in knows."""
    return [
        (name, fault)
        for name, staged in sorted(RAILS.items())
        for fault in faults
        if fault in staged.control.faults
    ]


# --- What it says of itself ----------------------------------------------------------------------


def test_a_rail_states_what_it_can_do(control: Control) -> None:
    rail = control.rail()
    assert CANS[rail.name] == rail.can
    module, adapter = registry._ADAPTERS[rail.name]
    assert (type(rail).__module__, type(rail).__name__) == (module, adapter)
    for secret in control.secrets:
        assert secret not in repr(rail)
        assert secret not in str(rail)


# --- Receiving -----------------------------------------------------------------------------------


@pytest.mark.parametrize("amount_msats", [1_000, 21_000, 123_456_000])
def test_a_charge_asks_for_exactly_that_much(control: Control, amount_msats: int) -> None:
    rail = control.rail()
    charge = charge_of(rail, amount_msats=amount_msats)
    request = read_bolt11(charge.bolt11)
    assert charge.amount_msats == request.amount_msats == amount_msats
    assert charge.payment_hash == request.payment_hash
    assert charge.expires_at <= request.expires_at
    assert rail.incoming(rail_id=charge.rail_id).amount_msats == amount_msats


def test_nothing_has_arrived_before_it_is_paid(control: Control) -> None:
    rail = control.rail()
    charge = charge_of(rail)
    assert rail.incoming(rail_id=charge.rail_id) == Incoming(
        charge.rail_id, IncomingState.OPEN, AMOUNT_MSATS, 0
    )


def test_what_arrives_is_told_with_its_proof(control: Control) -> None:
    rail = control.rail()
    charge = charge_of(rail)
    before = rail.balance_msats()
    control.receive(charge)
    told = rail.incoming(rail_id=charge.rail_id)
    assert (told.state, told.paid_msats) == (IncomingState.PAID, AMOUNT_MSATS)
    assert not told.preimage or opens(told.preimage, charge.payment_hash)
    assert rail.balance_msats() == before + AMOUNT_MSATS


def test_a_forgotten_charge_is_found_by_its_key(control: Control) -> None:
    rail = control.rail()
    charge = charge_of(rail, "deposit:1")
    charge_of(rail, "deposit:11")
    again = charge_of(rail, "deposit:1")
    found = charge if control.finds_by_key else None
    assert again != charge
    assert rail.find_invoice(key="deposit:1") == found
    control.receive(charge)
    assert rail.find_invoice(key="deposit:1") == found
    assert rail.find_invoice(key="deposit:") is None


def test_a_charge_that_ran_out_is_expired_and_not_found(control: Control) -> None:
    rail = control.rail()
    charge = charge_of(rail, ttl_seconds=control.ttl_seconds_least)
    control.let_expire(charge)
    told = rail.incoming(rail_id=charge.rail_id)
    assert (told.state, told.paid_msats) == (IncomingState.EXPIRED, 0)
    assert rail.find_invoice(key="deposit:1") is None
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever this stand-in refuses with
        control.receive(charge)


def test_an_unknown_charge_is_permanently_unknown(control: Control) -> None:
    with control.refuses() as caught:
        control.rail().incoming(rail_id=UNKNOWN_HASH)
    assert caught.permanent


# --- Being refused, and silence ------------------------------------------------------------------


def looks(rail: Rail) -> dict[str, Any]:
    return {
        "create_invoice": lambda: charge_of(rail),
        "incoming": lambda: rail.incoming(rail_id=UNKNOWN_HASH),
        "outgoing": lambda: rail.outgoing(payment_hash=UNKNOWN_HASH, key="payout:1"),
        "balance": rail.balance_msats,
    }


@pytest.mark.parametrize("look", ["create_invoice", "incoming", "outgoing", "balance"])
def test_a_wrong_secret_is_trouble_that_can_be_cured(control: Control, look: str) -> None:
    with control.refuses() as caught:
        looks(control.stranger())[look]()
    assert not caught.permanent


def test_a_wrong_secret_pays_nothing(control: Control) -> None:
    ask = control.peer_asks(amount_msats=AMOUNT_MSATS)
    rail = control.stranger()
    try:
        told = pay(rail, ask)
    except Exception:  # noqa: BLE001 - which it is, the next line says
        with control.refuses():
            pay(rail, ask)
    else:
        assert told.state == OutgoingState.FAILED
    assert control.times_paid(ask.payment_hash) == 0


@pytest.mark.parametrize("look", ["create_invoice", "incoming", "outgoing", "balance"])
def test_nobody_at_the_address(control: Control, look: str) -> None:
    with control.refuses() as caught:
        looks(control.away())[look]()
    assert not caught.permanent


def test_nothing_has_left_where_nobody_listens(control: Control) -> None:
    """`pay` may raise, because nothing can have been paid: a fallback may be tried."""
    with control.refuses():
        pay(control.away(), control.peer_asks(amount_msats=AMOUNT_MSATS))


@pytest.mark.parametrize("look", ["create_invoice", "incoming", "outgoing", "balance"])
@pytest.mark.parametrize(
    ("control", "silence"),
    [
        (n, silence)
        for n, staged in sorted(RAILS.items())
        for silence in sorted(staged.control.silences)
    ],
    indirect=["control"],
)
def test_silence_is_no_answer(control: Control, silence: Fault, look: str) -> None:
    """Above all `outgoing` never takes silence for "unseen" or "failed"."""
    rail = control.hasty()
    control.silence(silence)
    with control.refuses() as caught:
        looks(rail)[look]()
    assert not caught.permanent


# --- Paying --------------------------------------------------------------------------------------


def test_a_payment_is_settled_with_its_preimage(control: Control) -> None:
    rail = control.rail()
    before = rail.balance_msats()
    ask = control.peer_asks(amount_msats=AMOUNT_MSATS)
    told = pay(rail, ask)
    assert told.state == OutgoingState.SETTLED
    assert opens(told.preimage, ask.payment_hash)
    assert 0 < told.fee_msats <= LIMIT_MSATS
    assert control.times_paid(ask.payment_hash) == 1
    again = outgoing(rail, ask)
    assert (again.state, again.preimage, again.fee_msats) == (
        OutgoingState.SETTLED,
        told.preimage,
        told.fee_msats,
    )
    spent = before - rail.balance_msats()
    assert spent == pytest.approx(AMOUNT_MSATS + told.fee_msats, abs=999)  # some tell whole sats


def test_a_payment_nobody_ordered_is_unseen(control: Control) -> None:
    told = control.rail().outgoing(payment_hash=UNKNOWN_HASH, key="payout:1")
    assert told.state == OutgoingState.UNSEEN


@pytest.mark.parametrize(
    "control",
    [name for name, staged in sorted(RAILS.items()) if staged.control.keeps_fee_limit],
    indirect=True,
)
def test_a_fee_limit_is_kept(control: Control) -> None:
    """By the rail, or by the adapter that refuses before anything is sent."""
    rail = control.rail()
    before = rail.balance_msats()
    ask = control.peer_asks(amount_msats=AMOUNT_MSATS)
    try:
        told = pay(rail, ask, fee_limit_msats=0)
    except Exception:  # noqa: BLE001 - which it is, the next line says
        with control.refuses() as caught:
            pay(rail, ask, fee_limit_msats=0)
        assert caught.permanent
    else:
        assert told.state == OutgoingState.FAILED
    assert control.times_paid(ask.payment_hash) == 0
    assert rail.balance_msats() == before


@pytest.mark.parametrize(
    "lie", [{"amount_msats": 1_000}, {"payment_hash": UNKNOWN_HASH}, {"bolt11": "lnbcrt1garbage"}]
)
def test_an_invoice_that_asks_for_something_else_is_not_paid(
    control: Control, lie: dict[str, Any]
) -> None:
    """A thief's: one sat was debited, and the invoice asks for a hundred thousand."""
    ask = control.peer_asks(amount_msats=AMOUNT_MSATS)
    with control.refuses() as caught:
        pay(control.rail(), ask, **lie)
    assert caught.permanent
    assert control.times_paid(ask.payment_hash) == 0


def test_an_invoice_is_paid_once(control: Control) -> None:
    rail = control.rail()
    ask = control.peer_asks(amount_msats=AMOUNT_MSATS)
    first = pay(rail, ask)
    left = rail.balance_msats()
    second = pay(rail, ask)
    assert first.state == OutgoingState.SETTLED
    assert second.state in UNSURE | {OutgoingState.SETTLED}  # never failed: it is paid
    assert control.times_paid(ask.payment_hash) == 1
    assert rail.balance_msats() == left
    assert outgoing(rail, ask).state == OutgoingState.SETTLED


def test_racers_with_one_invoice_pay_it_once(control: Control) -> None:
    """All look before any has ordered: then only the rail itself stands between."""
    ask = control.peer_asks(amount_msats=AMOUNT_MSATS)
    rails = [control.rail() for _ in range(RACERS)]
    before = rails[0].balance_msats()
    told = raced(lambda number: pay(rails[number], ask), racers=RACERS)
    assert len(told) == RACERS
    assert control.times_paid(ask.payment_hash) == 1
    assert {each.state for each in told} <= UNSURE | {OutgoingState.SETTLED}  # none has failed
    settled = outgoing(rails[0], ask)
    assert settled.state == OutgoingState.SETTLED
    spent = before - rails[0].balance_msats()
    assert spent == pytest.approx(AMOUNT_MSATS + settled.fee_msats, abs=999)


def test_what_is_under_way_is_not_ordered_again(control: Control) -> None:
    rail = control.hasty()
    ask = control.peer_asks(amount_msats=AMOUNT_MSATS)
    control.fail_next(Fault.IN_FLIGHT)
    assert pay(rail, ask).state in UNSURE
    assert pay(rail, ask).state in UNSURE
    control.end(ask.payment_hash, settled=True)
    assert outgoing(rail, ask).state == OutgoingState.SETTLED
    assert control.times_paid(ask.payment_hash) == 1


def test_a_payment_without_a_way_has_failed(control: Control) -> None:
    rail = control.rail()
    before = rail.balance_msats()
    ask = control.peer_asks(amount_msats=AMOUNT_MSATS)
    control.fail_next(Fault.NO_ROUTE)
    assert pay(rail, ask).state == OutgoingState.FAILED
    assert outgoing(rail, ask).state in {OutgoingState.FAILED, OutgoingState.UNSEEN}
    assert control.times_paid(ask.payment_hash) == 0
    assert rail.balance_msats() == before


@pytest.mark.parametrize("settled", [True, False])
def test_a_time_out_is_unknown_until_the_rail_tells(control: Control, settled: bool) -> None:
    rail = control.hasty()
    ask = control.peer_asks(amount_msats=AMOUNT_MSATS)
    control.fail_next(Fault.IN_FLIGHT)
    assert pay(rail, ask).state in UNSURE
    assert outgoing(rail, ask).state == OutgoingState.PENDING
    control.end(ask.payment_hash, settled=settled)
    told = outgoing(rail, ask)
    assert told.state == (OutgoingState.SETTLED if settled else OutgoingState.FAILED)
    assert not settled or opens(told.preimage, ask.payment_hash)


@pytest.mark.parametrize(
    ("control", "fault"),
    able(Fault.LOST, Fault.PAID_ERROR, Fault.PAID_GARBAGE, Fault.PAID_REASON),
    indirect=["control"],
)
def test_an_answer_that_is_no_answer_is_unknown_and_not_failed(
    control: Control, fault: Fault
) -> None:
    """Every one of these was paid: "failed" would give the money back to who has it already."""
    rail = control.hasty()
    ask = control.peer_asks(amount_msats=AMOUNT_MSATS)
    control.fail_next(fault)
    assert pay(rail, ask).state in UNSURE | {OutgoingState.SETTLED}
    told = outgoing(rail, ask)
    assert told.state == OutgoingState.SETTLED
    assert opens(told.preimage, ask.payment_hash)
    assert control.times_paid(ask.payment_hash) == 1


@pytest.mark.parametrize(
    ("control", "fault"), able(Fault.UNPAID_ERROR, Fault.HANG), indirect=["control"]
)
def test_silence_to_an_order_is_unknown_even_where_nothing_was_done(
    control: Control, fault: Fault
) -> None:
    rail = control.hasty()
    ask = control.peer_asks(amount_msats=AMOUNT_MSATS)
    control.fail_next(fault)
    assert pay(rail, ask).state == OutgoingState.UNKNOWN
    assert outgoing(rail, ask).state == OutgoingState.UNSEEN
    assert control.times_paid(ask.payment_hash) == 0


def test_a_false_preimage_settles_nothing(control: Control) -> None:
    rail = control.rail()
    ask = control.peer_asks(amount_msats=AMOUNT_MSATS)
    control.fail_next(Fault.WRONG_PREIMAGE)
    told = pay(rail, ask)
    assert told.state == OutgoingState.UNKNOWN
    assert told.reason
    again = outgoing(rail, ask)
    assert again.state != OutgoingState.FAILED
    assert again.state != OutgoingState.SETTLED or opens(again.preimage, ask.payment_hash)


@pytest.mark.parametrize(("control", "fault"), able(Fault.FEE_OVER_LIMIT), indirect=["control"])
def test_a_fee_above_the_limit_is_told_as_it_is(control: Control, fault: Fault) -> None:
    """The rail has broken its word, and the money is gone: the books must hear how much."""
    rail = control.rail()
    before = rail.balance_msats()
    ask = control.peer_asks(amount_msats=AMOUNT_MSATS)
    control.fail_next(fault)
    told = pay(rail, ask)
    assert told.state == OutgoingState.SETTLED
    spent = before - rail.balance_msats()
    assert spent == pytest.approx(AMOUNT_MSATS + told.fee_msats, abs=999)
