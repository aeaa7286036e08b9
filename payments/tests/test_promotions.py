"""Bonuses and referrals: given once, spent beside own money, never farmed."""

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings

from accounts.models import User
from conftest import Bell
from kernel.clock import utc_now
from payments.errors import ReferralRefusedError
from payments.ledger.chart import PROMO, RAIL_BTCPAY, inflight_code
from payments.ledger.errors import TransferInvalidError
from payments.ledger.models import Transfer
from payments.ledger.queries import balance_msats, book_findings
from payments.ledger.services import open_hold, post_transfer
from payments.models import Notice, Referral
from payments.queries import balance_of, holder_code, promo_holder_code, withdrawable_msats
from payments.services.metering import capture_usage, reserve_usage
from payments.services.promotions import bonus_expected_msats, record_referral
from payments.tests.balances import SAT, given_quote, given_rich, pays
from payments.tests.till import raced
from sandbox.btcpay.server import SandboxBTCPay
from tests.given import given_user

pytestmark = pytest.mark.django_db(transaction=True)


def leaves(user: User, sats: int) -> None:
    """The person withdraws so much, as a payout does in the books."""
    key = f"out:{Transfer.objects.count()}"
    amount_msats = sats * SAT
    inflight = inflight_code("btcpay")
    post_transfer(key=key, debit=holder_code(user), credit=inflight, amount_msats=amount_msats)
    post_transfer(key=f"{key}:in", debit=inflight, credit=RAIL_BTCPAY, amount_msats=amount_msats)


def test_a_large_deposit_earns_ten_per_cent_of_credit(bell: Bell, btcpay: SandboxBTCPay) -> None:
    alice = given_user("alice")
    assert bonus_expected_msats(user=alice, deposit_sats=100_000) == 10_000 * SAT
    deposit = pays(btcpay, bell, given_quote(bell, alice, 100_000))
    assert deposit.bonus_msats == 10_000 * SAT
    assert balance_of(alice).balance_msats == 110_000 * SAT
    assert balance_msats(PROMO) == 10_000 * SAT
    assert Transfer.objects.get(key=f"deposit:{deposit.pk}:bonus").kind == Transfer.Kind.BONUS
    assert "bonus of 10,000 sats" in Notice.objects.get(kind="deposit_paid").text


def test_a_small_deposit_earns_none(bell: Bell, btcpay: SandboxBTCPay) -> None:
    deposit = pays(btcpay, bell, given_quote(bell, given_user("alice"), 99_999))
    assert deposit.bonus_msats == 0
    assert balance_msats(PROMO) == 0


def test_a_bonus_cannot_be_withdrawn(bell: Bell, btcpay: SandboxBTCPay) -> None:
    alice = given_user("alice")
    pays(btcpay, bell, given_quote(bell, alice, 100_000))
    assert withdrawable_msats(alice) == 100_000 * SAT
    account = promo_holder_code(alice)
    for to in (
        inflight_code("btcpay"),
        holder_code(alice),
        holder_code(given_rich("bob", 1)),
        "revenue:services",
        "revenue:payable",
        "suspense:foreign",
        "equity:owner",
        RAIL_BTCPAY,
    ):
        with pytest.raises(TransferInvalidError):
            post_transfer(key=f"steal:{to}", debit=account, credit=to, amount_msats=SAT)
        with pytest.raises(TransferInvalidError):
            open_hold(key=f"steal:{to}", debit=account, credit=to, amount_msats=SAT, ttl_seconds=60)
    assert balance_of(alice).promo_msats == 10_000 * SAT


def test_nobody_but_the_house_fills_a_promo_account() -> None:
    alice = given_rich("alice", 10, promo_sats=1)
    with pytest.raises(TransferInvalidError):
        post_transfer(
            key="x", debit=holder_code(alice), credit=promo_holder_code(alice), amount_msats=SAT
        )


def test_depositing_and_withdrawing_in_a_circle_earns_the_bonus_once(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    alice = given_user("alice")
    earned = []
    for _ in range(4):
        deposit = pays(btcpay, bell, given_quote(bell, alice, 100_000))
        earned.append(deposit.bonus_msats // SAT)
        leaves(alice, 100_000)
    assert earned == [10_000, 0, 0, 0]
    # And what is left buys nothing without own money beside it.
    assert balance_of(alice).available_msats == 0
    assert book_findings() == []


def test_somebody_who_spends_earns_every_bonus_in_full(bell: Bell, btcpay: SandboxBTCPay) -> None:
    alice = given_user("alice")
    for number in range(3):
        deposit = pays(btcpay, bell, given_quote(bell, alice, 100_000))
        assert deposit.bonus_msats == 10_000 * SAT
        reserve_usage(user=alice, price="ai_tokens", units_max=7_000_000, request_id=f"r{number}")
        capture_usage(user=alice, request_id=f"r{number}", units=6_543_210)
    assert book_findings() == []


def test_a_referral_is_credited_at_the_first_deposit_once(
    bell: Bell, btcpay: SandboxBTCPay, settings: Settings
) -> None:
    alice, bob = given_user("alice"), given_user("bob")
    record_referral(user=bob, referrer=alice.pubkey or "")
    pays(btcpay, bell, given_quote(bell, bob, 1_000))
    assert balance_of(alice).promo_msats == settings.REFERRAL_SATS * SAT
    pays(btcpay, bell, given_quote(bell, bob, 1_000))
    assert balance_of(alice).promo_msats == settings.REFERRAL_SATS * SAT
    assert withdrawable_msats(alice) == 0
    assert Notice.objects.filter(kind="referral_credited", user=alice).count() == 1
    assert Referral.objects.get().credited_msats == settings.REFERRAL_SATS * SAT
    assert balance_msats(PROMO) == settings.REFERRAL_SATS * SAT


def test_referral_credit_does_not_cost_the_referrer_their_bonus(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    alice, bob = given_user("alice"), given_user("bob")
    record_referral(user=bob, referrer=alice.pubkey or "")
    pays(btcpay, bell, given_quote(bell, bob, 1_000))
    deposit = pays(btcpay, bell, given_quote(bell, alice, 100_000))
    assert deposit.bonus_msats == 10_000 * SAT


def test_only_somebody_older_here_brings_only_somebody_new(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    alice, bob, carol = given_user("alice"), given_user("bob"), given_user("carol")
    for user, referrer in (
        (bob, bob.pubkey),  # oneself
        (alice, bob.pubkey),  # somebody newer: so nobody can bring one another in a circle
        (bob, "00" * 32),  # nobody
        (bob, "not a key"),
    ):
        with pytest.raises(ReferralRefusedError):
            record_referral(user=user, referrer=referrer or "")
    record_referral(user=carol, referrer=alice.pubkey or "")
    assert record_referral(user=carol, referrer=alice.pubkey or "").referrer == alice
    with pytest.raises(ReferralRefusedError):
        record_referral(user=carol, referrer=bob.pubkey or "")
    pays(btcpay, bell, given_quote(bell, bob, 1_000))
    with pytest.raises(ReferralRefusedError):
        record_referral(user=bob, referrer=alice.pubkey or "")


def test_the_database_refuses_to_credit_oneself() -> None:
    alice = given_user("alice")
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.create(referrer=alice, referred=alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.create(
            referrer=alice, referred=given_user("bob"), credited_msats=5, credited_at=None
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.create(referrer=alice, referred=given_user("bob"), credited_at=utc_now())


def test_referrals_can_be_off(bell: Bell, btcpay: SandboxBTCPay, settings: Settings) -> None:
    settings.REFERRAL_SATS = 0
    alice, bob = given_user("alice"), given_user("bob")
    record_referral(user=bob, referrer=alice.pubkey or "")
    pays(btcpay, bell, given_quote(bell, bob, 1_000))
    assert balance_of(alice).promo_msats == 0
    assert Referral.objects.get().credited_at is None


def test_racers_name_one_referrer() -> None:
    older = [given_user(f"older-{number}") for number in range(10)]
    newcomer = given_user("newcomer")

    def name(number: int) -> bool:
        try:
            record_referral(user=newcomer, referrer=older[number].pubkey or "")
        except ReferralRefusedError:
            return False
        return True

    assert raced(name).count(True) == 1
    assert Referral.objects.count() == 1
