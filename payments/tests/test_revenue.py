"""What the house has earned goes to its owner, and nothing else ever does."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError
from django.test import Client
from pytest_django import Settings
from time_machine import travel

from accounts.models import User
from conftest import Bell
from payments.errors import RevenueTooLittleError, RevenueWindowTakenError
from payments.ledger.errors import FloorReachedError, LedgerError
from payments.ledger.models import Transfer
from payments.ledger.queries import available_msats, balance_msats
from payments.ledger.services import open_hold, post_transfer
from payments.models import Notice, OperatorAction, Payout
from payments.services.revenue import Sweeping, pay_out_revenue, payable_msats, sweep_revenue
from payments.services.withdrawals import fee_limit_msats, largest_amount_msats
from payments.tests.balances import bearer, given_rich
from payments.tests.payouts import FEE_MSATS, SAT, assert_books_close, own_msats, refreshed
from sandbox.btcpay.server import SandboxBTCPay
from sandbox.lnurl import SandboxAddress
from tests.given import given_user
from tests.racers import raced

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def owner(settings: Settings, payee: SandboxAddress) -> None:
    settings.REVENUE_ADDRESS = payee.address("owner")


def given_revenue(sats: int, *, room: str = "revenue:jobs") -> None:
    key = f"given:{room}:{Transfer.objects.count()}"
    post_transfer(key=key, debit="rail:btcpay", credit=room, amount_msats=sats * SAT)


def given_operator(*, may_pay: bool = True) -> User:
    operator = given_user("operator")
    operator.is_staff = True
    operator.save()
    if may_pay:
        operator.user_permissions.add(Permission.objects.get(codename="add_payout"))
    return User.objects.get(pk=operator.pk)


def post(client: Client, user: User | None, **body: object) -> tuple[int, dict[str, object]]:
    headers = {"Authorization": bearer(user)} if user else {}
    answer = client.post(
        "/api/admin/withdraw", json.dumps(body), "application/json", headers=headers
    )
    return answer.status_code, answer.json()


def test_revenue_above_the_threshold_goes_to_its_address(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress
) -> None:
    alice = given_rich("alice", 500_000)
    given_revenue(70_000)
    given_revenue(50_000, room="revenue:services")
    assert sweep_revenue() == Sweeping.CREATED
    bell.answer_all()
    payout = Payout.objects.get()
    assert (payout.status, payout.purpose) == ("settled", "revenue")
    assert payout.amount_msats + payout.fee_limit_msats <= 110_000 * SAT
    assert payout.amount_msats == 108_910 * SAT
    assert balance_msats("fees:routing") == FEE_MSATS
    assert own_msats(alice) == 500_000 * SAT
    assert balance_msats("rail:btcpay") == 620_000 * SAT - payout.amount_msats - FEE_MSATS
    assert payable_msats() == 120_000 * SAT - payout.amount_msats - FEE_MSATS - 10_000 * SAT
    assert_books_close()


def test_below_the_threshold_nothing_happens(bell: Bell, node: SandboxBTCPay) -> None:
    given_revenue(99_999)
    assert sweep_revenue() == Sweeping.BELOW
    given_revenue(1)
    assert sweep_revenue() == Sweeping.CREATED


def test_costs_and_what_waits_are_not_paid_out(bell: Bell, node: SandboxBTCPay) -> None:
    given_revenue(200_000)
    given_rich("alice", 0, promo_sats=30_000)
    post_transfer(key="fee:1", debit="fees:routing", credit="rail:btcpay", amount_msats=5_000 * SAT)
    assert payable_msats() == 155_000 * SAT
    pay_out_revenue(amount_sats=100_000)
    assert payable_msats() == 54_000 * SAT
    bell.answer_all()
    assert payable_msats() == 55_000 * SAT - FEE_MSATS


def test_customers_money_never_moves_even_where_revenue_is_negative(
    bell: Bell, node: SandboxBTCPay
) -> None:
    alice = given_rich("alice", 1_000_000)
    given_revenue(1_000)
    post_transfer(
        key="refund:all", debit="revenue:jobs", credit=f"user:{alice.pubkey}",
        amount_msats=300_000 * SAT,
    )  # fmt: skip
    before = own_msats(alice)
    assert balance_msats("revenue:jobs") < 0
    assert sweep_revenue() == Sweeping.BELOW
    with pytest.raises(RevenueTooLittleError):
        pay_out_revenue(amount_sats=1)
    with pytest.raises(FloorReachedError):
        open_hold(
            key="thief", debit="revenue:payable", credit="inflight:btcpay", amount_msats=1,
            ttl_seconds=60,
        )  # fmt: skip
    for source in (f"user:{alice.pubkey}", "suspense:foreign", "revenue:jobs"):
        with pytest.raises(LedgerError):
            post_transfer(
                key=f"thief:{source}", debit=source, credit="rail:btcpay", amount_msats=SAT
            )
    assert (Payout.objects.count(), own_msats(alice)) == (0, before)


def test_the_database_ties_revenue_to_its_account(node: SandboxBTCPay) -> None:
    alice = given_rich("alice", 1_000)
    with pytest.raises(IntegrityError, match="payout_purpose_fits_source"):
        Payout.objects.create(
            key="revenue:x",
            purpose="revenue",
            source=f"user:{alice.pubkey}",
            method="address",
            amount_msats=1,
            fee_limit_msats=0,
        )


def test_the_buffer_stays_by_hand_too(bell: Bell, node: SandboxBTCPay) -> None:
    given_revenue(20_000)
    with pytest.raises(RevenueTooLittleError) as refused:
        pay_out_revenue(amount_sats=9_950)
    assert refused.value.facts == {"payable_msats": 10_000 * SAT}
    pay_out_revenue(amount_sats=9_900)
    assert available_msats("revenue:payable") == 0


def test_an_hour_has_one_payout_however_many_ask(bell: Bell, node: SandboxBTCPay) -> None:
    given_revenue(1_000_000)

    def ask(_: int) -> str:
        try:
            pay_out_revenue(amount_sats=10_000)
        except RevenueWindowTakenError:
            return "taken"
        return "won"

    with travel("2026-11-21T05:10:00Z", tick=False):
        results = raced(ask, racers=12)
        assert (results.count("won"), results.count("taken")) == (1, 11)
        assert sweep_revenue() == Sweeping.TAKEN
    with travel("2026-11-21T06:00:01Z", tick=False):  # another hour of the clock, no hour later
        assert sweep_revenue() == Sweeping.TAKEN
    with travel("2026-11-21T06:10:01Z", tick=False):
        assert sweep_revenue() == Sweeping.CREATED


def test_the_window_is_kept_by_the_database(
    bell: Bell, node: SandboxBTCPay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the lock and the look, the unique window still lets one in."""
    given_revenue(1_000_000)
    pay_out_revenue(amount_sats=10_000)
    monkeypatch.setattr(Payout.objects.none().__class__, "exists", lambda _: False)
    with pytest.raises(IntegrityError, match=r"payout_(one_per_window|key_once)"):
        pay_out_revenue(amount_sats=10_000)
    assert Payout.objects.count() == 1


def test_a_failed_payout_leaves_the_money_earned(bell: Bell, node: SandboxBTCPay) -> None:
    given_revenue(150_000)
    node.payer.fail_next("no_route")
    sweep_revenue()
    bell.answer_all()
    assert Payout.objects.get().status == "failed"
    assert balance_msats("fees:routing") == 0
    assert payable_msats() == 140_000 * SAT
    assert_books_close()


def test_every_end_is_told_to_the_operators_by_every_channel(
    bell: Bell, node: SandboxBTCPay
) -> None:
    operator = given_operator()
    given_revenue(150_000)
    node.payer.fail_next("lost")
    sweep_revenue()
    bell.answer_all()
    payout = refreshed(Payout.objects.get())
    assert payout.status == "unknown"
    told = Notice.objects.filter(key__startswith=f"payout:{payout.pk}")
    assert {notice.user_id for notice in told} == {None, operator.pk}
    assert {notice.kind for notice in told} == {"payout_unknown"}


def test_an_operator_draws_revenue_and_says_why(
    bell: Bell, node: SandboxBTCPay, client: Client
) -> None:
    given_revenue(50_000)
    operator = given_operator()
    status, told = post(client, operator, amount_sats=20_000, reason="rent")
    assert (status, told["amount_sats"], told["status"]) == (201, 20_000, "created")
    action = OperatorAction.objects.get()
    assert (action.operator, action.reason, action.action) == (operator, "rent", "withdraw_revenue")
    status, told = post(client, operator)
    assert (status, told["error"]) == (409, "revenue_window_taken")
    bell.answer_all()
    assert Payout.objects.get().status == "settled"


def test_only_operators_who_may_draw_it(
    bell: Bell, node: SandboxBTCPay, client: Client, settings: Settings
) -> None:
    given_revenue(50_000)
    assert post(client, None)[0] == 401
    assert post(client, given_rich("alice", 1))[0] == 403
    operator = given_operator(may_pay=False)
    assert post(client, operator)[0] == 403
    operator = given_operator()
    assert post(client, operator, amount_sats=60_000)[1]["error"] == "revenue_too_little"
    settings.REVENUE_ADDRESS = ""
    assert post(client, operator)[0] == 503
    assert Payout.objects.count() == 0


@pytest.mark.parametrize(
    "available_sats", [0, 5, 10, 11, 12, 999, 1_000, 1_010, 5_555, 10**6, 10**9]
)
def test_all_there_is_includes_its_fee_limit(available_sats: int) -> None:
    available_msats = available_sats * SAT + 7
    amount_msats = largest_amount_msats(available_msats)
    assert amount_msats % SAT == 0
    if amount_msats:
        assert amount_msats + fee_limit_msats(amount_msats) <= available_msats
    more = amount_msats + SAT
    assert more + fee_limit_msats(more) > available_msats
