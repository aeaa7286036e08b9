"""The contract for the Cashu rail: before the real mint, which pays through a stand-in LND.

Not asked of it: a wrong secret (a mint knows none), an expiry of our choosing (a mint has its own),
silence to looks that our own rows answer, and "unseen" after silence (our rows have seen it).
"""

import random
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from kernel.clock import utc_now
from payments.cashu.models import Operation
from payments.cashu.tests.minted import no_network_in_transactions
from payments.rails import registry
from payments.rails.base import Can, IncomingState, OutgoingState, Rail
from payments.rails.cashu import CashuRail
from payments.rails.mint import MintHTTP
from payments.rails.tests.contract import HASTY_SECONDS, Control
from payments.rails.tests.stages import NOBODY, NodeControl
from payments.rails.tests.test_contract import (
    AMOUNT_MSATS,
    LIMIT_MSATS,
    UNSURE,
    charge_of,
    looks,
    opens,
    outgoing,
    pay,
    test_a_charge_asks_for_exactly_that_much,
    test_a_false_preimage_settles_nothing,
    test_a_forgotten_charge_is_found_by_its_key,
    test_a_payment_is_settled_with_its_preimage,
    test_a_payment_nobody_ordered_is_unseen,
    test_a_payment_without_a_way_has_failed,
    test_a_time_out_is_unknown_until_the_rail_tells,
    test_an_invoice_is_paid_once,
    test_an_invoice_that_asks_for_something_else_is_not_paid,
    test_an_unknown_charge_is_permanently_unknown,
    test_nothing_has_arrived_before_it_is_paid,
    test_nothing_has_left_where_nobody_listens,
    test_racers_with_one_invoice_pay_it_once,
    test_what_arrives_is_told_with_its_proof,
    test_what_is_under_way_is_not_ordered_again,
)
from sandbox.cashu_mint import RealMint
from sandbox.lightning.node import Fault
from sandbox.lnd.sync import SyncLnd
from workshop.mint import make_mint

__all__ = [
    "no_network_in_transactions",
    "test_a_charge_asks_for_exactly_that_much",
    "test_a_false_preimage_settles_nothing",
    "test_a_forgotten_charge_is_found_by_its_key",
    "test_a_payment_is_settled_with_its_preimage",
    "test_a_payment_nobody_ordered_is_unseen",
    "test_a_payment_without_a_way_has_failed",
    "test_a_time_out_is_unknown_until_the_rail_tells",
    "test_an_invoice_is_paid_once",
    "test_an_invoice_that_asks_for_something_else_is_not_paid",
    "test_an_unknown_charge_is_permanently_unknown",
    "test_nothing_has_arrived_before_it_is_paid",
    "test_nothing_has_left_where_nobody_listens",
    "test_racers_with_one_invoice_pay_it_once",
    "test_what_arrives_is_told_with_its_proof",
    "test_what_is_under_way_is_not_ordered_again",
]
MACAROON = "0201036c6e64" * 6
PURSE_MSATS = 400_000_000


class CashuControl(NodeControl):
    secrets = (MACAROON,)

    def __init__(self, mint_url: str, door: SyncLnd) -> None:
        super().__init__(door)
        self.mint_url = mint_url

    def make(self, *, timeout_seconds: float, right: bool = True, there: bool = True) -> Rail:
        assert right, "a mint knows no secret of ours"
        hasty = timeout_seconds == HASTY_SECONDS
        timeout_seconds, melt_seconds = (4.0, 0.0) if hasty else (10.0, 20.0)
        url = self.mint_url if there else NOBODY
        return CashuRail(
            mint=MintHTTP(url=url, timeout_seconds=timeout_seconds, melt_seconds=melt_seconds)
        )

    def fund(self) -> None:
        rail = self.rail()
        charge = rail.create_invoice(
            key="fund", amount_msats=PURSE_MSATS, description="x", ttl_seconds=600
        )
        self.receive(charge)
        assert rail.incoming(rail_id=charge.rail_id).state == IncomingState.PAID


@pytest.fixture(scope="module")
def door() -> Iterator[SyncLnd]:
    with SyncLnd(macaroon_hex=MACAROON) as door:
        yield door


@pytest.fixture(scope="module")
def mint_url(door: SyncLnd) -> Iterator[str]:
    make_mint()
    backend = {
        "MINT_BACKEND_BOLT11_SAT": "LndRestWallet",
        "MINT_LND_REST_ENDPOINT": door.url,
        "MINT_LND_REST_MACAROON": MACAROON,
        "MINT_LND_REST_CERT_VERIFY": "FALSE",
        "LIGHTNING_FEE_PERCENT": "0.2",
    }
    with RealMint(also=backend) as mint:
        yield mint.url


@pytest.fixture
def control(
    transactional_db: None,
    settings: Settings,
    no_network_in_transactions: None,
    door: SyncLnd,
    mint_url: str,
) -> Iterator[CashuControl]:
    settings.TILL_KEY = random.randbytes(32).hex()  # noqa: S311 - another house for each test
    settings.CASHU_MINT_URL = mint_url
    with CashuControl(mint_url, door) as control:
        control.fund()
        yield control


def test_it_states_what_it_can_do(control: Control) -> None:
    rail = control.rail()
    assert rail.can == {Can.RECEIVE, Can.PAY, Can.BALANCE}
    assert registry._ADAPTERS["cashu"] == (type(rail).__module__, type(rail).__name__)


def test_a_charge_that_ran_out_is_expired_and_not_found(control: Control) -> None:
    rail = control.rail()
    charge = charge_of(rail)
    assert rail.find_invoice(key="deposit:1") == charge
    Operation.objects.update(expires_at=utc_now())
    told = rail.incoming(rail_id=charge.rail_id)
    assert (told.state, told.paid_msats) == (IncomingState.EXPIRED, 0)
    assert rail.find_invoice(key="deposit:1") is None


@pytest.mark.parametrize("look", ["create_invoice", "balance"])
def test_nobody_at_the_address(control: Control, look: str) -> None:
    with control.refuses() as caught:
        looks(control.away())[look]()
    assert not caught.permanent


def test_a_fee_limit_is_kept(control: Control) -> None:
    rail = control.rail()
    before = rail.balance_msats()
    ask = control.peer_asks(amount_msats=AMOUNT_MSATS)
    assert pay(rail, ask, fee_limit_msats=0).state == OutgoingState.FAILED
    assert control.times_paid(ask.payment_hash) == 0
    assert rail.balance_msats() == before


@pytest.mark.parametrize("fault", [Fault.LOST, Fault.PAID_ERROR])
def test_trouble_behind_the_mint_is_unknown_and_not_failed(control: Control, fault: Fault) -> None:
    """Its node has paid and did not say so: neither the mint nor we call that a failure."""
    rail = control.rail()
    ask = control.peer_asks(amount_msats=AMOUNT_MSATS)
    control.fail_next(fault)
    assert pay(rail, ask).state in UNSURE
    told = outgoing(rail, ask)
    assert told.state == OutgoingState.SETTLED
    assert opens(told.preimage, ask.payment_hash)
    assert told.fee_msats <= LIMIT_MSATS
    assert control.times_paid(ask.payment_hash) == 1


def test_what_hangs_is_pending_and_its_ecash_is_not_spendable(control: Control) -> None:
    rail = control.hasty()
    before = rail.balance_msats()
    ask = control.peer_asks(amount_msats=AMOUNT_MSATS)
    control.fail_next(Fault.IN_FLIGHT)
    pay(rail, ask)
    assert rail.balance_msats() <= before - AMOUNT_MSATS
    assert outgoing(rail, ask).state == OutgoingState.PENDING
    control.end(ask.payment_hash, settled=False)
    assert outgoing(rail, ask).state == OutgoingState.FAILED
    assert before - rail.balance_msats() <= 2_000  # the swap that made sure of it


def test_what_arrives_late_gives_its_change_back(control: Control) -> None:
    rail = control.hasty()
    before = rail.balance_msats()
    ask = control.peer_asks(amount_msats=AMOUNT_MSATS)
    control.fail_next(Fault.IN_FLIGHT)
    pay(rail, ask)
    control.end(ask.payment_hash, settled=True)
    told = outgoing(rail, ask)
    assert told.state == OutgoingState.SETTLED
    assert told.fee_msats <= 5_000  # one for the route, the rest for the inputs
    assert rail.balance_msats() == before - AMOUNT_MSATS - told.fee_msats
