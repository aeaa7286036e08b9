"""Each guard of a payout by itself: races, locks, proofs, freezes. One test per guard."""

import secrets
import time
from datetime import timedelta

import pytest
from pytest_django import Settings

from conftest import Bell
from payments.errors import BalanceShortError, PayoutInvoiceUsedError, PayoutsFrozenError
from payments.ledger.queries import available_msats, balance_msats
from payments.ledger.services import expire_holds
from payments.lnurl import read_address, resolve_address
from payments.models import Alert, Invoice, Payout
from payments.rails.base import Outgoing, OutgoingState
from payments.services.freezing import freeze_payouts, lift_freeze
from payments.services.holders import holder_code
from payments.services.outcomes import record_outcome
from payments.services.payouts import submit_payout
from payments.services.withdrawals import request_withdrawal
from payments.tests.balances import given_rich
from payments.tests.payouts import (
    FEE_MSATS,
    SAT,
    assert_books_close,
    checked,
    given_withdrawal,
    orders,
    own_msats,
    passes,
    refreshed,
)
from payments.tests.till import given_open
from sandbox.btcpay.server import SandboxBTCPay
from sandbox.lnurl import SandboxAddress
from tests.given import given_user
from tests.racers import raced

pytestmark = pytest.mark.django_db(transaction=True)
Status = Payout.Status


def test_another_answer_between_two_unseen_starts_the_count_again(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, settings: Settings
) -> None:
    node.payer.fail_next("silent")
    payout = given_withdrawal(payee)
    bell.answer_all()
    passes(payout, timedelta(hours=2), lapses=True)
    assert checked(payout, bell).unseen_at is not None
    settings.BTCPAY_URL, reachable = "http://127.0.0.1:9", settings.BTCPAY_URL
    assert checked(payout, bell).status == Status.UNKNOWN, "silence is no answer at all"
    settings.BTCPAY_URL = reachable
    assert checked(payout, bell).status == Status.FAILED


@pytest.mark.parametrize(("over_msats", "stops"), [(25 * SAT, True), (999, False)])
def test_a_receiver_who_charges_for_the_last_hop_does_it_once(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, monkeypatch: pytest.MonkeyPatch,
    over_msats: int, stops: bool,
) -> None:  # fmt: skip
    """A rail that keeps no limit, such as NIP-47's: the house pays what is beyond, and stops."""
    monkeypatch.setattr("sandbox.btcpay.payer._limits_msats", lambda *_: [10**12])
    first = given_withdrawal(payee)
    node.payer.fee_msats = first.fee_limit_msats + over_msats
    bell.answer_all()
    assert refreshed(first).status == Status.SETTLED
    assert balance_msats("fees:routing") == over_msats
    if stops:
        with pytest.raises(PayoutsFrozenError):
            given_withdrawal(payee, key="again")
    else:
        assert given_withdrawal(payee, key="again").status == Status.CREATED


def test_an_invoice_is_paid_once(bell: Bell, node: SandboxBTCPay, payee: SandboxAddress) -> None:
    ask = node.payer.peer_asks(amount_msats=700 * SAT)
    alice, bob = given_rich("alice", 10_000), given_rich("bob", 10_000)
    request_withdrawal(user=alice, method="invoice", destination=ask.bolt11)
    with pytest.raises(PayoutInvoiceUsedError):
        request_withdrawal(
            user=bob, method="invoice", destination=f"LIGHTNING:{ask.bolt11.upper()}"
        )
    bell.answer_all()
    assert orders(node) == 1
    assert own_msats(bob) == 10_000 * SAT


def test_an_address_that_gives_the_same_invoice_twice_is_paid_once(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress
) -> None:
    payee.misbehave("same_invoice")
    first = given_withdrawal(payee, key="a")
    bell.answer_all()
    second = given_withdrawal(payee, key="b", balance_sats=0)
    bell.answer_all()
    assert refreshed(first).status == Status.SETTLED
    assert refreshed(second).status == Status.FAILED
    assert "tried before" in refreshed(second).reason
    assert orders(node) == 1
    assert_books_close()


def test_forty_want_what_ten_can_have(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress
) -> None:
    """1,000 sats and a fee limit of 10 each: of 10,100 sats exactly ten can be served."""
    alice = given_rich("alice", 10_100)

    def withdraw(number: int) -> str:
        try:
            request_withdrawal(
                user=alice,
                method="address",
                destination=payee.address(),
                amount_sats=1_000,
                key=str(number),
            )
        except BalanceShortError:
            return "refused"
        return "won"

    results = raced(withdraw, racers=40)
    assert (results.count("won"), results.count("refused")) == (10, 30)
    assert available_msats(holder_code(alice)) == 0
    bell.answer_all()
    assert orders(node) == 10
    assert own_msats(alice) == 100 * SAT - 10 * FEE_MSATS
    assert_books_close()


def test_two_workers_pay_one_payout_once(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even without the lease: the transition to SUBMITTED has one winner.

    Whoever has the lock dwells on it, so that nobody gets by who does not wait for it.
    """
    monkeypatch.setattr("payments.services.payouts._lease", lambda *_: True)
    payout = given_withdrawal(payee)
    monkeypatch.setattr("payments.services.payouts.refuse_frozen", lambda: time.sleep(0.3))

    def work(_: int) -> str:
        return submit_payout(payout_id=payout.pk).value

    results = raced(work, racers=8)
    assert len(results) == 8
    assert "settled" in results
    assert orders(node) == 1
    assert own_msats(payout.user) == 9_000 * SAT - FEE_MSATS
    assert_books_close()


def test_the_lease_keeps_a_second_worker_from_asking(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress
) -> None:
    payout = given_withdrawal(payee)
    raced(lambda _: submit_payout(payout_id=payout.pk), racers=8)
    assert len(payee.requests) == 2


def test_a_freeze_stops_payouts_and_nothing_else(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress
) -> None:
    payout = given_withdrawal(payee)
    freeze_payouts(reason="the audit")
    with pytest.raises(PayoutsFrozenError):
        given_withdrawal(payee, key="b", balance_sats=0)
    bell.answer_all()
    assert (refreshed(payout).status, orders(node)) == (Status.CREATED, 0)
    lift_freeze(by=given_user("operator"))
    assert checked(payout, bell).status == Status.SETTLED


def test_an_old_hold_that_has_lapsed_pays_nothing(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("payments.services.payouts.HOLD_SECONDS", -1)
    payout = given_withdrawal(payee)
    expire_holds()
    passes(payout, timedelta(minutes=59))
    monkeypatch.setattr("payments.services.payouts.CREATED_FOR", timedelta(0))
    bell.answer_all()
    assert (refreshed(payout).status, orders(node)) == (Status.FAILED, 0)
    assert own_msats(payout.user) == 10_000 * SAT


def test_an_invoice_about_to_lapse_is_not_sent_to_the_rail(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker slept between committing SUBMITTED and calling: it does not call any more."""
    monkeypatch.setattr("payments.services.payouts.LEFT_LEAST", timedelta(hours=2))
    payout = given_withdrawal(payee)
    bell.answer_all()
    assert (refreshed(payout).status, orders(node)) == (Status.FAILED, 0)
    assert own_msats(payout.user) == 10_000 * SAT
    assert_books_close()


def test_our_own_invoice_is_not_paid_through_a_rail(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress
) -> None:
    invoice = given_open(bell)
    with pytest.raises(Exception, match="an invoice of ours"):
        request_withdrawal(
            user=given_rich("alice", 10_000), method="invoice", destination=invoice.bolt11
        )
    resolve_address(address=read_address(payee.address()), amount_msats=3_000 * SAT)
    [bill] = payee.bills.values()
    Invoice.objects.update(payment_hash=bill.payment_hash)  # as if the address were our own
    payee.misbehave("same_invoice")
    payout = given_withdrawal(payee, balance_sats=0, sats=3_000)
    bell.answer_all()
    assert (refreshed(payout).status, orders(node)) == (Status.FAILED, 0)
    assert "an invoice of ours" in refreshed(payout).reason


def given_under_way(bell: Bell, node: SandboxBTCPay, payee: SandboxAddress) -> Payout:
    node.payer.fail_next("silent")
    payout = given_withdrawal(payee)
    bell.answer_all()
    assert refreshed(payout).status == Status.UNKNOWN
    return payout


@pytest.mark.parametrize("preimage", ["", "ab", "zz" * 32, secrets.token_hex(32)])
def test_a_rail_that_claims_without_proof_is_not_believed(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, preimage: str
) -> None:
    """Whatever an adapter has let pass."""
    payout = given_under_way(bell, node, payee)
    told = Outgoing(OutgoingState.SETTLED, preimage=preimage)
    assert record_outcome(payout_id=payout.pk, told=told) == Status.UNKNOWN
    assert balance_msats("rail:btcpay") == 10_000 * SAT
    assert Alert.objects.get(kind="rail_error").subject == "btcpay"


def test_two_unseen_in_a_row_are_some_time_apart(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress
) -> None:
    payout = given_under_way(bell, node, payee)
    passes(payout, timedelta(hours=2), lapses=True)
    told = Outgoing(OutgoingState.UNSEEN)
    assert record_outcome(payout_id=payout.pk, told=told) == Status.UNKNOWN
    assert record_outcome(payout_id=payout.pk, told=told) == Status.UNKNOWN
    passes(payout, timedelta(seconds=31))
    assert record_outcome(payout_id=payout.pk, told=told) == Status.FAILED


def test_two_answers_at_once_are_booked_once(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One asker hears that it has failed, the others that it is settled: one of them counts."""
    payout = given_under_way(bell, node, payee)
    preimage = payee.bills[refreshed(payout).bolt11].preimage

    def dwell(*_: object) -> bool:
        time.sleep(0.2)
        return True

    monkeypatch.setattr("payments.services.outcomes.proves", dwell)

    def hear(number: int) -> str:
        state = OutgoingState.SETTLED if number % 2 else OutgoingState.FAILED
        return record_outcome(payout_id=payout.pk, told=Outgoing(state, preimage=preimage)).value

    results = raced(hear, racers=6)
    assert (len(results), len(set(results))) == (6, 1)
    settled = results[0] == Status.SETTLED
    assert own_msats(payout.user) == (9_000 if settled else 10_000) * SAT
    assert_books_close()
