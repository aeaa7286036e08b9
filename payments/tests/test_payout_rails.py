"""A payout over phoenixd and over LND, in every way in which a node fails its caller.

Whatever the node does, in the end the payee has the money exactly if the person has not.
"""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django import Settings

from conftest import Bell
from payments.ledger.queries import balance_msats
from payments.models import Payout
from payments.services.withdrawals import request_withdrawal
from payments.tests.balances import given_rich
from payments.tests.payouts import SAT, assert_books_close, checked, own_msats, passes, refreshed
from sandbox.btcpay.node import Ask
from sandbox.lightning.door import Door
from sandbox.lightning.node import Fault
from sandbox.lnd.server import SandboxLnd
from sandbox.phoenixd.server import SandboxPhoenixd

pytestmark = pytest.mark.django_db(transaction=True)
Status = Payout.Status
AMOUNT_SATS = 2_000
LOSES_ITS_WORD = {Fault.WRONG_PREIMAGE}
"""The stand-in repeats this lie for ever; nothing but an operator ends such a payout."""


@pytest.fixture(params=["phoenixd", "lnd"])
def door(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Door]:
    settings.RAILS_PAY = [request.param]
    settings.RAIL_TIMEOUT_SECONDS = 1.0
    if request.param == "phoenixd":
        settings.PHOENIXD_PASSWORD = "p"
        with SandboxPhoenixd(password="p") as server:
            settings.PHOENIXD_URL = server.url
            yield server
    else:
        settings.LND_MACAROON_HEX, settings.LND_TLS_CERT_FILE = "ab" * 20, ""
        with SandboxLnd(macaroon_hex="ab" * 20) as server:
            settings.LND_URL = server.url
            yield server


def given_payout(door: Door) -> tuple[Payout, Ask]:
    ask = door.node.peer_asks(amount_msats=AMOUNT_SATS * SAT)
    alice = given_rich("alice", 10_000)
    return request_withdrawal(user=alice, method="invoice", destination=ask.bolt11), ask


def arrived(door: Door, ask: Ask) -> int:
    return sum(sent.status == "succeeded" for sent in door.node.sent(ask.payment_hash))


def test_a_payment_settles(bell: Bell, door: Door) -> None:
    payout, ask = given_payout(door)
    bell.answer_all()
    done = refreshed(payout)
    assert (done.status, arrived(door, ask)) == (Status.SETTLED, 1)
    assert hashlib.sha256(bytes.fromhex(done.preimage)).hexdigest() == ask.payment_hash
    [sent] = door.node.sent(ask.payment_hash)
    assert done.fee_msats == sent.fee_msats > 0
    assert own_msats(done.user) == 8_000 * SAT - done.fee_msats
    assert_books_close()


@pytest.mark.parametrize("fault", sorted(Fault))
def test_whatever_the_node_does_the_money_is_in_one_place(
    bell: Bell, door: Door, fault: Fault
) -> None:
    payout, ask = given_payout(door)
    door.node.fail_next(fault)
    bell.answer_all()
    first = refreshed(payout)
    whole_msats = payout.amount_msats + payout.fee_limit_msats
    if arrived(door, ask) and first.status != Status.SETTLED:
        assert first.status == Status.UNKNOWN, "what has arrived is never called failed"
        assert own_msats(first.user) == 10_000 * SAT - whole_msats
    if fault == Fault.IN_FLIGHT:
        assert checked(payout, bell).status == Status.UNKNOWN
        door.node.settle(ask.payment_hash)

    checked(payout, bell)
    passes(payout, timedelta(hours=2), lapses=True)
    checked(payout, bell)
    last = checked(payout, bell)
    assert arrived(door, ask) <= 1
    if fault in LOSES_ITS_WORD:
        assert last.status == Status.UNKNOWN
        return
    assert last.status == (Status.SETTLED if arrived(door, ask) else Status.FAILED)
    kept_msats = 8_000 * SAT - last.fee_msats if arrived(door, ask) else 10_000 * SAT
    assert own_msats(last.user) == kept_msats
    assert_books_close()


def test_a_payment_that_failed_is_not_called_paid(bell: Bell, door: Door) -> None:
    """Defect A.5: phoenixd says 200 with a reason for a payment that failed."""
    payout, ask = given_payout(door)
    door.node.fail_next(Fault.NO_ROUTE)
    bell.answer_all()
    done = checked(payout, bell)
    assert (done.status, done.preimage, arrived(door, ask)) == (Status.FAILED, "", 0)
    assert own_msats(done.user) == 10_000 * SAT


def test_a_failure_that_has_arrived_is_not_refunded(bell: Bell, door: Door) -> None:
    """Defect A.5, the other way round: 200 with a reason, and the payee has the money."""
    payout, ask = given_payout(door)
    door.node.fail_next(Fault.PAID_REASON)
    bell.answer_all()
    done = checked(payout, bell)
    assert (done.status, arrived(door, ask)) == (Status.SETTLED, 1)
    assert own_msats(done.user) == 8_000 * SAT - done.fee_msats


def test_the_books_say_which_rail_has_paid(bell: Bell, door: Door, settings: Settings) -> None:
    payout, _ = given_payout(door)
    bell.answer_all()
    done = refreshed(payout)
    [name] = settings.RAILS_PAY
    assert done.rail == name
    assert balance_msats(f"rail:{name}") == -payout.amount_msats - done.fee_msats
