"""Metered use: hold the worst case, take the actual cost, never overdraw, each hold once."""

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from kernel.clock import utc_now
from payments.errors import (
    BalanceShortError,
    RequestIdReusedError,
    UnitsInvalidError,
    UnknownPriceError,
    UnknownUsageError,
)
from payments.ledger.chart import PROMO, REVENUE_SERVICES
from payments.ledger.errors import HoldResolvedError
from payments.ledger.models import Hold
from payments.ledger.queries import balance_msats, book_findings
from payments.ledger.services import expire_holds
from payments.ledger.tests.books import open_door
from payments.models import Usage
from payments.queries import balance_of, spent_msats, withdrawable_msats
from payments.services.metering import (
    capture_usage,
    end_lapsed_usages,
    extend_usage,
    reserve_usage,
    void_usage,
)
from payments.tests.balances import SAT, given_rich
from payments.tests.till import raced
from tests.given import given_user
from tests.racers import raced as raced_by

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]


def lapse() -> None:
    """Every hold has run out of time."""
    with transaction.atomic(), open_door():
        Hold.objects.filter(state=Hold.State.HELD).update(
            expires_at=utc_now() - timedelta(seconds=1)
        )


def test_the_worst_case_is_held_and_the_actual_cost_taken() -> None:
    alice = given_rich("alice", 100)
    held = reserve_usage(user=alice, price="ai_tokens", units_max=2_000, request_id="r1")
    assert held.usage.held_msats == 20 * SAT
    assert (balance_of(alice).held_msats, balance_of(alice).available_msats) == (
        20 * SAT,
        80 * SAT,
    )
    usage = capture_usage(
        user=alice, request_id="r1", prompt_tokens=123, completion_tokens=377, model="m"
    )
    assert (usage.cost_msats, usage.units, usage.model) == (5 * SAT, 500, "m")
    assert (usage.prompt_tokens, usage.completion_tokens) == (123, 377)
    assert (balance_of(alice).held_msats, balance_of(alice).balance_msats) == (0, 95 * SAT)
    assert balance_msats(REVENUE_SERVICES) == spent_msats(alice) == 5 * SAT
    assert book_findings() == []


def test_storage_is_a_hundred_sats_per_megabyte() -> None:
    alice = given_rich("alice", 1_000)
    reserve_usage(user=alice, price="storage_bytes", units_max=5_000_000, request_id="book")
    usage = capture_usage(user=alice, request_id="book", units=2_500_000)
    assert usage.cost_msats == 250 * SAT


def test_what_is_missing_is_said_with_the_way_to_pay(settings: Settings) -> None:
    alice = given_rich("alice", 7)
    with pytest.raises(BalanceShortError) as caught:
        reserve_usage(user=alice, price="ai_tokens", units_max=1_050, request_id="r1")
    facts = caught.value.facts
    assert (facts["missing_msats"], facts["missing_sats"]) == (3_500, 4)
    assert facts["deposit"]["url"] == f"{settings.PUBLIC_URL}/api/payments/deposit"
    assert facts["deposit"]["amount_sats_min"] == settings.DEPOSIT_SATS_MIN
    assert not Usage.objects.exists()
    assert not Hold.objects.exists()


def test_somebody_who_never_paid_in_is_short_of_all_of_it() -> None:
    with pytest.raises(BalanceShortError) as caught:
        reserve_usage(user=given_user("new"), price="ai_tokens", units_max=1_000, request_id="r1")
    assert caught.value.facts["missing_msats"] == 10 * SAT


def test_cost_beyond_the_hold_is_capped_at_the_hold() -> None:
    alice = given_rich("alice", 100)
    reserve_usage(user=alice, price="ai_tokens", units_max=1_000, request_id="r1")
    usage = capture_usage(user=alice, request_id="r1", units=50_000)
    assert (usage.cost_msats, usage.units) == (10 * SAT, 50_000)
    assert balance_of(alice).balance_msats == 90 * SAT


def test_a_request_id_is_used_once() -> None:
    alice = given_rich("alice", 100)
    first = reserve_usage(user=alice, price="ai_tokens", units_max=1_000, request_id="r1")
    again = reserve_usage(user=alice, price="ai_tokens", units_max=1_000, request_id="r1")
    assert (first.replayed, again.replayed) == (False, True)
    assert again.usage.pk == first.usage.pk
    with pytest.raises(RequestIdReusedError):
        reserve_usage(user=alice, price="ai_tokens", units_max=1_001, request_id="r1")
    assert balance_of(alice).held_msats == 10 * SAT
    bob = given_rich("bob", 100)
    assert not reserve_usage(user=bob, price="ai_tokens", units_max=1_001, request_id="r1").replayed


@pytest.mark.parametrize("end", ["voided", "expired"])
def test_nobody_is_told_that_is_held_what_has_ended(end: str) -> None:
    """A program that tries again after it has failed would do the work for nothing."""
    alice = given_rich("alice", 100)
    reserve_usage(user=alice, price="ai_tokens", units_max=1_000, request_id="r1")
    if end == "voided":
        void_usage(user=alice, request_id="r1")
    else:
        lapse()
        assert expire_holds() == 1
    with pytest.raises(RequestIdReusedError):
        reserve_usage(user=alice, price="ai_tokens", units_max=1_000, request_id="r1")
    assert balance_of(alice).held_msats == 0


def test_a_capture_repeats_and_refuses_another() -> None:
    alice = given_rich("alice", 100)
    reserve_usage(user=alice, price="ai_tokens", units_max=1_000, request_id="r1")
    capture_usage(user=alice, request_id="r1", units=300)
    assert capture_usage(user=alice, request_id="r1", units=300).cost_msats == 3 * SAT
    with pytest.raises(HoldResolvedError):
        capture_usage(user=alice, request_id="r1", units=301)
    with pytest.raises(HoldResolvedError):
        void_usage(user=alice, request_id="r1")
    with pytest.raises(HoldResolvedError):
        extend_usage(user=alice, request_id="r1")
    assert balance_of(alice).balance_msats == 97 * SAT


def test_nothing_used_costs_nothing() -> None:
    alice = given_rich("alice", 100)
    reserve_usage(user=alice, price="ai_tokens", units_max=1_000, request_id="r1")
    assert capture_usage(user=alice, request_id="r1", units=0).cost_msats == 0
    assert balance_of(alice).available_msats == 100 * SAT


def test_a_void_frees_all_once_and_forbids_a_capture() -> None:
    alice = given_rich("alice", 100)
    reserve_usage(user=alice, price="ai_tokens", units_max=1_000, request_id="r1")
    assert void_usage(user=alice, request_id="r1").cost_msats == 0
    assert void_usage(user=alice, request_id="r1").ended_at is not None
    assert balance_of(alice).available_msats == 100 * SAT
    with pytest.raises(HoldResolvedError):
        capture_usage(user=alice, request_id="r1", units=10)


def test_a_hold_lapses_and_its_row_is_closed() -> None:
    alice = given_rich("alice", 100, promo_sats=10)
    reserve_usage(user=alice, price="ai_tokens", units_max=1_000, request_id="r1")
    assert end_lapsed_usages() == 0
    lapse()
    assert expire_holds() == 2
    with pytest.raises(HoldResolvedError):
        capture_usage(user=alice, request_id="r1", units=10)
    assert void_usage(user=alice, request_id="r1").cost_msats == 0
    reserve_usage(user=alice, price="ai_tokens", units_max=1_000, request_id="r2")
    lapse()
    expire_holds()
    assert end_lapsed_usages() == 1
    usage = Usage.objects.get(request_id="r2")
    assert usage.cost_msats == 0
    assert usage.ended_at is not None
    assert balance_of(alice).held_msats == 0


def test_a_heartbeat_keeps_the_hold_alive() -> None:
    alice = given_rich("alice", 100, promo_sats=10)
    reserve_usage(user=alice, price="ai_tokens", units_max=1_000, request_id="r1", ttl_seconds=10)
    lapse()
    assert extend_usage(user=alice, request_id="r1", ttl_seconds=60) > utc_now()
    assert expire_holds() == 0
    assert capture_usage(user=alice, request_id="r1", units=1_000).cost_msats == 10 * SAT


def test_work_that_outlived_its_hold_is_still_paid_while_nobody_ended_it() -> None:
    alice = given_rich("alice", 100)
    reserve_usage(user=alice, price="ai_tokens", units_max=1_000, request_id="r1")
    lapse()
    assert capture_usage(user=alice, request_id="r1", units=1_000).cost_msats == 10 * SAT


def test_unknown_names_and_units_are_refused() -> None:
    alice = given_rich("alice", 100)
    with pytest.raises(UnknownPriceError):
        reserve_usage(user=alice, price="gold", units_max=1, request_id="r1")
    for units in (0, -1, 10**10):
        with pytest.raises(UnitsInvalidError):
            reserve_usage(user=alice, price="ai_tokens", units_max=units, request_id="r1")
    with pytest.raises(UnknownUsageError):
        capture_usage(user=alice, request_id="r1", units=1)
    reserve_usage(user=alice, price="ai_tokens", units_max=10, request_id="r1")
    with pytest.raises(UnitsInvalidError):
        capture_usage(user=alice, request_id="r1", prompt_tokens=-5, completion_tokens=6)
    with pytest.raises(UnknownUsageError):
        capture_usage(user=given_user("bob"), request_id="r1", units=1)


def test_promo_credit_pays_its_share_and_no_more() -> None:
    alice = given_rich("alice", 100_000, promo_sats=10_000)
    assert balance_of(alice).available_msats == 110_000 * SAT
    reserve_usage(user=alice, price="ai_tokens", units_max=11_000_000, request_id="all")
    assert balance_of(alice).available_msats == 0
    capture_usage(user=alice, request_id="all", units=1_100_000)
    balance = balance_of(alice)
    assert (balance.own_msats, balance.promo_msats) == (90_000 * SAT, 9_000 * SAT)
    # Only own money is revenue; what the house had given comes back to it.
    assert balance_msats(REVENUE_SERVICES) == 10_000 * SAT
    assert balance_msats(PROMO) == 9_000 * SAT
    assert spent_msats(alice) == 11_000 * SAT
    assert book_findings() == []


def test_promo_credit_alone_buys_nothing() -> None:
    alice = given_rich("alice", 0, promo_sats=10_000)
    assert balance_of(alice).available_msats == 0
    assert withdrawable_msats(alice) == 0
    with pytest.raises(BalanceShortError):
        reserve_usage(user=alice, price="ai_tokens", units_max=1_000, request_id="r1")


def test_available_is_exactly_what_can_be_held() -> None:
    alice = given_rich("alice", 50, promo_sats=40)
    available = balance_of(alice).available_msats
    assert available == 55 * SAT
    with pytest.raises(BalanceShortError):
        reserve_usage(user=alice, price="ai_tokens", units_max=5_501, request_id="r1")
    reserve_usage(user=alice, price="ai_tokens", units_max=5_500, request_id="r2")


def test_the_database_refuses_a_cost_beyond_the_hold() -> None:
    alice = given_rich("alice", 100)
    reserve_usage(user=alice, price="ai_tokens", units_max=1_000, request_id="r1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Usage.objects.update(cost_msats=10 * SAT + 1, ended_at=utc_now())


def test_parallel_holds_never_overdraw() -> None:
    alice = given_rich("alice", 70, promo_sats=7)  # exactly seven of eleven sats each

    def reserve(number: int) -> bool:
        try:
            reserve_usage(user=alice, price="ai_tokens", units_max=1_100, request_id=f"r{number}")
        except BalanceShortError:
            return False
        return True

    won = raced_by(reserve, racers=20)
    assert len(won) == 20
    assert won.count(True) == 7
    balance = balance_of(alice)
    assert (balance.held_msats, balance.available_msats) == (77 * SAT, 0)
    assert book_findings() == []


def test_racers_with_one_request_id_hold_once() -> None:
    alice = given_rich("alice", 100)
    got = raced(
        lambda _: reserve_usage(user=alice, price="ai_tokens", units_max=1_000, request_id="r1")
    )
    assert [reservation.replayed for reservation in got].count(False) == 1
    assert len(got) == 10
    assert balance_of(alice).held_msats == 10 * SAT


def test_captures_voids_and_expiry_race_to_one_end() -> None:
    alice = given_rich("alice", 100, promo_sats=10)
    reserve_usage(user=alice, price="ai_tokens", units_max=1_000, request_id="r1")
    lapse()

    def end(number: int) -> str:
        try:
            if number % 3 == 0:
                return str(capture_usage(user=alice, request_id="r1", units=500).cost_msats)
            if number % 3 == 1:
                return str(void_usage(user=alice, request_id="r1").cost_msats)
            expire_holds()
            return str(end_lapsed_usages())
        except HoldResolvedError:
            return "resolved"

    assert len(raced(end)) == 10
    expire_holds()
    end_lapsed_usages()
    usage = Usage.objects.get()
    balance = balance_of(alice)
    assert balance.held_msats == 0
    assert usage.cost_msats in {0, 5 * SAT}
    assert balance.balance_msats == 110 * SAT - (usage.cost_msats or 0)
    assert book_findings() == []


WORKER = """
import os, signal, sys
import django
from django.conf import settings
database, point = sys.argv[1:]
settings.DATABASES["default"]["NAME"] = database
django.setup()
from accounts.models import User
from payments.services import metering
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
alice = User.objects.get()
if point == "held":
    metering.announce_balance = die
    metering.reserve_usage(user=alice, price="ai_tokens", units_max=1000, request_id="r1")
metering.reserve_usage(user=alice, price="ai_tokens", units_max=1000, request_id="r1")
if point == "working":
    die()
metering._end = die
metering.capture_usage(user=alice, request_id="r1", units=500)
"""


@pytest.mark.parametrize(("point", "held_sats"), [("held", 0), ("working", 10), ("captured", 10)])
def test_a_program_that_is_killed_leaves_a_hold_or_nothing(point: str, held_sats: int) -> None:
    alice = given_rich("alice", 100, promo_sats=10)
    command = [sys.executable, "-c", WORKER, str(connection.settings_dict["NAME"]), point]
    killed = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, timeout=60)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    balance = balance_of(alice)
    assert (balance.balance_msats, balance.held_msats) == (110 * SAT, held_sats * SAT)
    # Whoever comes back with the same request id goes on where the dead one stopped.
    reserve_usage(user=alice, price="ai_tokens", units_max=1_000, request_id="r1")
    assert capture_usage(user=alice, request_id="r1", units=500).cost_msats == 5 * SAT
    assert balance_of(alice).balance_msats == 105 * SAT
    assert book_findings() == []


def test_work_is_paid_for_though_the_promo_credit_went_elsewhere() -> None:
    alice = given_rich("alice", 1_000, promo_sats=100)
    held = reserve_usage(user=alice, price="ai_tokens", units_max=11_000, request_id="r1")
    assert held.usage.promo_held_msats == 10 * SAT
    with transaction.atomic(), open_door():
        Hold.objects.filter(key=held.usage.promo_hold_key).update(
            expires_at=utc_now() - timedelta(seconds=1)
        )
    assert expire_holds() == 1
    for _ in range(2):
        capture_usage(user=alice, request_id="r1", units=11_000)
    assert balance_msats(REVENUE_SERVICES) == 100 * SAT
    assert balance_of(alice).promo_msats == 100 * SAT
    assert book_findings() == []
