"""The state machine of paying out, on a rail with a real socket that misbehaves when told to."""

import hashlib
from datetime import timedelta

import pytest
from pytest_django import Settings

from conftest import Bell
from kernel.errors import UpstreamError
from payments.errors import BalanceShortError, PayoutMovedError
from payments.ledger.queries import available_msats, balance_msats, statement
from payments.models import Alert, Notice, Payout
from payments.services.holders import holder_code
from payments.services.payouts import abandon_payout, submit_payout
from payments.services.sweep import sweep_payments
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
from sandbox.btcpay.server import SandboxBTCPay
from sandbox.lnurl import SandboxAddress
from tests.given import given_user

pytestmark = pytest.mark.django_db(transaction=True)
Status = Payout.Status


def test_a_withdrawal_settles_with_a_preimage_and_costs_what_it_cost(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress
) -> None:
    payout = given_withdrawal(payee)
    assert available_msats(holder_code(given_user("alice"))) == 9_000 * SAT - payout.fee_limit_msats
    bell.answer_all()
    done = refreshed(payout)
    assert (done.status, done.fee_msats, orders(node)) == (Status.SETTLED, FEE_MSATS, 1)
    assert hashlib.sha256(bytes.fromhex(done.preimage)).hexdigest() == done.payment_hash
    assert own_msats(done.user) == 9_000 * SAT - FEE_MSATS
    assert balance_msats("rail:btcpay") == 9_000 * SAT - FEE_MSATS
    assert [n.kind for n in Notice.objects.filter(user=done.user)] == ["payout_settled"]
    assert Notice.objects.filter(user=None, kind="payout_settled").count() == 1
    assert_books_close()


def test_the_amount_is_the_invoices_own(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress
) -> None:
    """Defect A.2: debited 1, paid 5,000,000. Saying 1 changes nothing; having 1 is not enough."""
    ask = node.payer.peer_asks(amount_msats=5_000_000 * SAT)
    alice = given_rich("alice", 10_000)
    with pytest.raises(Exception, match="asks for another amount"):
        request_withdrawal(user=alice, method="invoice", destination=ask.bolt11, amount_sats=1)
    with pytest.raises(Exception, match="at most 1,000,000"):
        request_withdrawal(user=alice, method="invoice", destination=ask.bolt11)
    smaller = node.payer.peer_asks(amount_msats=500_000 * SAT)
    with pytest.raises(BalanceShortError) as short:
        request_withdrawal(user=alice, method="invoice", destination=smaller.bolt11)
    assert short.value.facts["missing_msats"] == 490_000 * SAT + 5_000 * SAT
    bell.answer_all()
    assert (Payout.objects.count(), orders(node)) == (0, 0)
    assert own_msats(alice) == 10_000 * SAT


def test_a_timeout_gives_nothing_back_and_settles_later(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress
) -> None:
    """Defect A.4: a time-out was refunded, and the payment settled afterwards."""
    node.payer.fail_next("lost")
    payout = given_withdrawal(payee)
    bell.answer_all()
    whole_msats = payout.amount_msats + payout.fee_limit_msats
    assert refreshed(payout).status == Status.UNKNOWN
    assert own_msats(payout.user) == 10_000 * SAT - whole_msats
    assert balance_msats("inflight:btcpay") == whole_msats
    assert Notice.objects.filter(kind="payout_unknown").count() == 2
    assert checked(payout, bell).status == Status.SETTLED
    assert own_msats(payout.user) == 9_000 * SAT - FEE_MSATS
    assert orders(node) == 1
    assert_books_close()


def test_a_failure_gives_everything_back(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress
) -> None:
    node.payer.fail_next("no_route")
    payout = given_withdrawal(payee)
    bell.answer_all()
    assert refreshed(payout).status == Status.FAILED
    assert refreshed(payout).reason
    assert own_msats(payout.user) == 10_000 * SAT
    assert balance_msats("rail:btcpay") == 10_000 * SAT
    assert_books_close()


def test_a_settlement_without_proof_is_none(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress
) -> None:
    node.payer.fail_next("wrong_preimage")
    payout = given_withdrawal(payee)
    bell.answer_all()
    assert refreshed(payout).status == Status.UNKNOWN
    assert checked(payout, bell).status == Status.UNKNOWN
    assert own_msats(payout.user) < 9_000 * SAT


@pytest.mark.parametrize("settled", [True, False])
def test_what_is_pending_ends_as_the_rail_says(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, settled: bool
) -> None:
    node.payer.fail_next("pending")
    payout = given_withdrawal(payee)
    bell.answer_all()
    assert checked(payout, bell).status == Status.UNKNOWN
    node.payer.finish(refreshed(payout).payment_hash or "", settled=settled)
    assert checked(payout, bell).status == (Status.SETTLED if settled else Status.FAILED)
    assert own_msats(payout.user) == (9_000 * SAT - FEE_MSATS if settled else 10_000 * SAT)
    assert orders(node) == 1
    assert_books_close()


def test_what_the_rail_never_saw_fails_only_when_it_cannot_be_paid_any_more(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress
) -> None:
    node.payer.fail_next("silent")
    payout = given_withdrawal(payee)
    bell.answer_all()
    for _ in range(3):
        assert checked(payout, bell).status == Status.UNKNOWN
    assert refreshed(payout).unseen_at is None, "its invoice can still be paid"
    passes(payout, timedelta(hours=2), lapses=True)
    assert checked(payout, bell).status == Status.UNKNOWN, "once is not enough"
    assert refreshed(payout).unseen_at is not None
    assert checked(payout, bell).status == Status.FAILED
    assert orders(node) == 1
    assert own_msats(payout.user) == 10_000 * SAT
    assert_books_close()


def test_a_rail_that_is_away_leaves_it_created_and_free_after_an_hour(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, settings: Settings
) -> None:
    settings.BTCPAY_URL = "http://127.0.0.1:9"
    payout = given_withdrawal(payee)
    bell.answer_all()
    assert refreshed(payout).status == Status.CREATED
    assert "btcpay" in refreshed(payout).trouble
    assert checked(payout, bell).status == Status.CREATED
    passes(payout, timedelta(hours=1))
    assert checked(payout, bell).status == Status.FAILED
    assert available_msats(holder_code(given_user("alice"))) == 10_000 * SAT
    assert_books_close()


@pytest.mark.parametrize("mode", ["wrong_amount", "error", "redirect_inside", "wrong_hash"])
def test_a_destination_that_lies_fails_without_a_rail(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, mode: str
) -> None:
    payee.misbehave(mode)
    payout = given_withdrawal(payee)
    bell.answer_all()
    assert refreshed(payout).status == Status.FAILED
    assert orders(node) == 0
    assert available_msats(holder_code(given_user("alice"))) == 10_000 * SAT
    assert_books_close()


def test_a_fallback_pays_from_the_same_money(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, settings: Settings
) -> None:
    settings.RAILS_PAY = ["phoenixd", "btcpay"]
    settings.PHOENIXD_URL, settings.PHOENIXD_PASSWORD = "http://127.0.0.1:9", "p"
    payout = given_withdrawal(payee)
    assert payout.rail == "phoenixd"
    bell.answer_all()
    assert (refreshed(payout).rail, refreshed(payout).status) == ("btcpay", Status.SETTLED)
    assert own_msats(payout.user) == 9_000 * SAT - FEE_MSATS
    assert available_msats(holder_code(given_user("alice"))) == 9_000 * SAT - FEE_MSATS
    assert balance_msats("inflight:phoenixd") == 0
    assert_books_close()


def test_a_rail_without_the_money_is_passed_over(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, settings: Settings
) -> None:
    """It would answer so that nobody knows: the money would wait until the invoice lapses."""
    node.payer.local_msats = 1_009 * SAT
    payout = given_withdrawal(payee)
    bell.answer_all()
    assert (refreshed(payout).status, orders(node)) == (Status.CREATED, 0)
    assert "holds too little" in refreshed(payout).trouble
    assert Alert.objects.get(kind="rail_error").subject == "liquidity"
    node.payer.local_msats = 1_010 * SAT
    assert checked(payout, bell).status == Status.SETTLED
    assert Alert.objects.get(kind="rail_error").resolved_at is not None


def test_a_fee_over_the_limit_is_the_houses_loss(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    payout = given_withdrawal(payee)
    monkeypatch.setattr("sandbox.btcpay.payer._limits_msats", lambda *_: [10**12])
    node.payer.fee_msats = 25 * SAT
    bell.answer_all()
    done = refreshed(payout)
    assert (done.status, done.fee_msats, done.fee_limit_msats) == (Status.SETTLED, 10_000, 10_000)
    assert own_msats(done.user) == 9_000 * SAT - 10 * SAT
    assert balance_msats("fees:routing") == 15 * SAT
    assert balance_msats("rail:btcpay") == 9_000 * SAT - 25 * SAT
    assert Alert.objects.get(kind="rail_error").subject == "btcpay"
    assert_books_close()


def test_a_payout_moves_only_along_its_table(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress
) -> None:
    payout = given_withdrawal(payee)
    bell.answer_all()
    done = refreshed(payout)
    assert abandon_payout(payout_id=done.pk, reason="late") == Status.SETTLED
    assert submit_payout(payout_id=done.pk) == Status.SETTLED
    with pytest.raises(PayoutMovedError):
        done.move_to(Status.FAILED)
    assert sweep_payments()["payouts"] == 0


def test_a_statement_shows_what_left_and_what_came_back(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress
) -> None:
    payout = given_withdrawal(payee)
    bell.answer_all()
    entries = statement(holder_code(given_user("alice")))
    assert [(e.kind, e.amount_msats) for e in entries[:2]] == [
        ("refund", payout.fee_limit_msats - FEE_MSATS),
        ("withdrawal", -payout.amount_msats - payout.fee_limit_msats),
    ]


def test_silence_of_every_rail_is_an_error_the_sweep_cures(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, settings: Settings
) -> None:
    settings.BTCPAY_URL = "http://127.0.0.1:9"
    payout = given_withdrawal(payee)
    with pytest.raises(UpstreamError):
        submit_payout(payout_id=payout.pk)
    settings.BTCPAY_URL = node.url
    assert checked(payout, bell).status == Status.SETTLED
