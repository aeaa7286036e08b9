"""The audit finds what is wrong, only what is wrong, and stops payouts and nothing else."""

import itertools
import threading
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from conftest import Bell
from payments.errors import PayoutsFrozenError
from payments.ledger.chart import (
    FEES_ROUTING,
    PROMO,
    RAIL_BTCPAY,
    REVENUE_JOBS,
    SUSPENSE_FOREIGN,
    inflight_code,
    promo_code,
)
from payments.ledger.models import Account, Transfer
from payments.ledger.services import (
    capture_hold,
    fold_entries,
    open_account,
    open_hold,
    post_transfer,
)
from payments.ledger.tests.books import given_balance, open_door
from payments.models import Alert, AuditRun, Notice, PayoutFreeze
from payments.services.alerts import raise_alert
from payments.services.auditing import audit_books
from payments.services.freezing import refuse_frozen
from payments.tests.rails import PlayedRail, given_rail
from tests.racers import raced

pytestmark = pytest.mark.django_db(transaction=True)
SATS = 1_000
ALICE_MSATS = 90_000 * SATS


@pytest.fixture(autouse=True)
def books(bell: Bell) -> str:
    """Alice has 90,000 sats with us, the house has earned 10,000: 100,000 at the rail."""
    code = given_balance("alice", ALICE_MSATS)
    post_transfer(
        key="job:1", debit=RAIL_BTCPAY, credit=REVENUE_JOBS, amount_msats=10_000 * SATS, memo="job"
    )
    return code


def audited(*, full: bool = True) -> AuditRun:
    return audit_books(full=full, pause_seconds=0)


def subjects(run: AuditRun) -> set[str]:
    return {found["subject"] for found in run.findings}


def by_hand(statement: str, *args: Any) -> None:
    """A slip in psql by somebody who owns the tables and knows the doors."""
    with transaction.atomic(), open_door(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_transfer DISABLE TRIGGER ledger_transfer_no_change")
        cursor.execute("ALTER TABLE ledger_checkpoint DISABLE TRIGGER ledger_checkpoint_stays")
        cursor.execute("ALTER TABLE ledger_hold DISABLE TRIGGER ledger_hold_ends_once")
        cursor.execute(statement, args)
        cursor.execute("ALTER TABLE ledger_hold ENABLE TRIGGER ledger_hold_ends_once")
        cursor.execute("ALTER TABLE ledger_transfer ENABLE TRIGGER ledger_transfer_no_change")
        cursor.execute("ALTER TABLE ledger_checkpoint ENABLE TRIGGER ledger_checkpoint_stays")


@pytest.mark.parametrize("full", [True, False])
def test_good_books_and_a_full_rail_are_no_finding(
    monkeypatch: pytest.MonkeyPatch, *, full: bool
) -> None:
    rail = given_rail(monkeypatch, 100_000 * SATS)
    run = audited(full=full)
    assert run.findings == []
    assert rail.asked == 1
    assert run.liabilities_msats == ALICE_MSATS
    assert run.assets_msats == 100_000 * SATS
    assert run.rails == {"btcpay": 100_000 * SATS}
    assert run.through_id == Transfer.objects.order_by("-pk")[0].pk
    refuse_frozen()


def test_what_is_missing_at_the_rail_stops_payouts_and_tells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given_rail(monkeypatch, 100_000 * SATS - 1)
    run = audited()
    assert subjects(run) == {"rail:btcpay"}
    with pytest.raises(PayoutsFrozenError):
        refuse_frozen()
    [alert] = Alert.objects.filter(kind=Alert.Kind.AUDIT_MISMATCH)
    assert "rail:btcpay" in alert.text
    assert Notice.objects.filter(key=f"alert:{alert.pk}", user__isnull=True).count() == 1
    audited()
    assert PayoutFreeze.objects.count() == 1
    assert Notice.objects.count() == 1


def test_a_loss_that_eats_into_what_is_owed_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    given_rail(monkeypatch, ALICE_MSATS - 1)
    assert subjects(audited()) == {"rail:btcpay", "coverage"}


def test_money_that_moved_between_the_looks_is_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    rail = given_rail(monkeypatch, 1, 1, 100_000 * SATS)
    assert audited().findings == []
    assert rail.asked == 3
    refuse_frozen()


def test_only_what_every_pass_has_seen_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    given_rail(monkeypatch, 100_000 * SATS - 1, 0)
    assert subjects(audited()) == {"rail:btcpay"}  # "coverage" only since the second


def test_money_in_flight_may_have_left(monkeypatch: pytest.MonkeyPatch, books: str) -> None:
    flown = 5_000 * SATS
    post_transfer(key="p", debit=books, credit=inflight_code("btcpay"), amount_msats=flown)
    given_rail(monkeypatch, 100_000 * SATS - flown)
    assert audited().findings == []
    given_rail(monkeypatch, 100_000 * SATS - flown - 1)
    assert "rail:btcpay" in subjects(audited())


def test_credit_given_for_promotion_needs_no_money_at_a_rail(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = promo_code("bob")
    open_account(code=given, kind=Account.Kind.LIABILITY, owner="bob", floor_msats=0)
    post_transfer(key="bonus", debit=PROMO, credit=given, amount_msats=50_000 * SATS)
    given_rail(monkeypatch, 100_000 * SATS)
    run = audited()
    assert run.findings == []
    assert run.liabilities_msats == ALICE_MSATS


def test_fees_beyond_what_was_earned_leave_debts_uncovered(monkeypatch: pytest.MonkeyPatch) -> None:
    post_transfer(
        key="fee", debit=FEES_ROUTING, credit=RAIL_BTCPAY, amount_msats=10_001 * SATS, memo="fee"
    )
    given_rail(monkeypatch, 100_000 * SATS)
    assert subjects(audited()) == {"coverage in the books"}


@pytest.mark.parametrize("full", [True, False])
def test_a_balance_changed_by_hand_is_found(
    monkeypatch: pytest.MonkeyPatch, books: str, *, full: bool
) -> None:
    given_rail(monkeypatch, 200_000 * SATS)
    by_hand("UPDATE ledger_account SET posted_msats = posted_msats + 1 WHERE code = %s", books)
    assert {"trial balance", books} <= subjects(audited(full=full))


@pytest.mark.parametrize("full", [True, False])
def test_a_hold_changed_by_hand_is_found(
    monkeypatch: pytest.MonkeyPatch, books: str, *, full: bool
) -> None:
    given_rail(monkeypatch, 100_000 * SATS)
    open_hold(key="h", debit=books, credit=REVENUE_JOBS, amount_msats=SATS, ttl_seconds=60)
    assert audited(full=full).findings == []
    by_hand("UPDATE ledger_account SET held_msats = 0 WHERE code = %s", books)
    assert subjects(audited(full=full)) == {books}


@pytest.mark.parametrize("full", [True, False])
def test_a_capture_changed_by_hand_is_found(
    monkeypatch: pytest.MonkeyPatch, books: str, *, full: bool
) -> None:
    given_rail(monkeypatch, 100_000 * SATS)
    open_hold(key="h", debit=books, credit=REVENUE_JOBS, amount_msats=SATS, ttl_seconds=60)
    capture_hold(key="h", amount_msats=SATS)
    assert audited(full=full).findings == []
    AuditRun.objects.all().delete()
    by_hand("UPDATE ledger_hold SET captured_msats = 1")
    assert subjects(audited(full=full)) == {"hold h" if full else "hold:h"}


def test_a_transfer_changed_by_hand_is_found_in_full(
    monkeypatch: pytest.MonkeyPatch, books: str
) -> None:
    given_rail(monkeypatch, 100_000 * SATS)
    by_hand("UPDATE ledger_transfer SET amount_msats = 1 WHERE key LIKE 'given:%%'")
    assert books in subjects(audited())


def test_a_checkpoint_changed_by_hand_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    given_rail(monkeypatch, 100_000 * SATS)
    monkeypatch.setattr("payments.ledger.services.FOLD_LEAST", 1)
    assert fold_entries() > 0
    by_hand("UPDATE ledger_checkpoint SET credits_msats = credits_msats + 1")
    assert "trial balance" in subjects(audited(full=False))


def test_suspense_is_never_less_than_nothing(monkeypatch: pytest.MonkeyPatch, books: str) -> None:
    post_transfer(key="s", debit=SUSPENSE_FOREIGN, credit=books, amount_msats=SATS)
    given_rail(monkeypatch, 100_000 * SATS)
    assert SUSPENSE_FOREIGN in subjects(audited(full=False))


def test_a_quick_audit_looks_at_what_is_new_since_the_last_clean_one(
    monkeypatch: pytest.MonkeyPatch, books: str
) -> None:
    given_rail(monkeypatch, 100_000 * SATS)
    audited(full=False)
    by_hand("UPDATE ledger_transfer SET credit_after_msats = 1 WHERE key LIKE 'given:%%'")
    assert audited(full=False).findings == []  # older than the last clean run: for the night
    assert books not in subjects(audited(full=False))
    post_transfer(key="new", debit=RAIL_BTCPAY, credit=books, amount_msats=SATS)
    given_rail(monkeypatch, 101_000 * SATS)
    by_hand("UPDATE ledger_transfer SET credit_after_msats = 1 WHERE key = 'new'")
    assert subjects(audited(full=False)) == {books}


def test_a_silent_rail_is_trouble_and_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    given_rail(monkeypatch, None)
    run = audited()
    assert (run.findings, run.rails) == ([], {"btcpay": None})
    assert run.assets_msats == 100_000 * SATS  # as the books have it
    assert not Alert.objects.exists()  # once is weather
    audited()
    [alert] = Alert.objects.filter(kind=Alert.Kind.RAIL_ERROR, resolved_at=None)
    assert alert.subject == "btcpay silent"
    refuse_frozen()
    raise_alert(kind=Alert.Kind.RAIL_ERROR, subject="btcpay", text="It took too large a fee.")
    given_rail(monkeypatch, 100_000 * SATS)
    audited()
    assert Alert.objects.get(resolved_at=None).subject == "btcpay"
    Alert.objects.all().delete()
    given_rail(monkeypatch, None)
    audited()  # silent once, after it has spoken
    assert not Alert.objects.filter(resolved_at=None).exists()


def test_money_at_a_rail_that_was_switched_off_is_told(
    monkeypatch: pytest.MonkeyPatch, books: str
) -> None:
    post_transfer(key="old", debit="rail:phoenixd", credit=books, amount_msats=7 * SATS)
    given_rail(monkeypatch, 100_000 * SATS)
    run = audited()
    assert run.findings == []
    assert run.assets_msats == 100_007 * SATS
    [alert] = Alert.objects.filter(kind=Alert.Kind.RAIL_ERROR)
    assert alert.subject == "phoenixd unwatched"


def test_only_the_kind_of_audit_that_found_it_says_that_it_is_cured(
    monkeypatch: pytest.MonkeyPatch, books: str
) -> None:
    given_rail(monkeypatch, 100_000 * SATS)
    by_hand("UPDATE ledger_transfer SET credit_after_msats = 1 WHERE key LIKE 'given:%%'")
    post_transfer(key="new", debit=RAIL_BTCPAY, credit=books, amount_msats=1)
    given_rail(monkeypatch, 200_000 * SATS)
    assert audited(full=True).findings
    AuditRun.objects.update(findings=[])  # as if the clean one were the last
    assert audited(full=False).findings == []
    assert Alert.objects.filter(kind=Alert.Kind.AUDIT_MISMATCH, resolved_at=None).count() == 1
    assert PayoutFreeze.objects.filter(lifted_at=None).count() == 1


def test_the_command_tells_and_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    rail: PlayedRail = given_rail(monkeypatch, 100_000 * SATS)
    out = StringIO()
    call_command("audit_books", "--quick", stdout=out)
    assert "rail btcpay: 100,000 sats" in out.getvalue()
    assert "No findings" in out.getvalue()
    rail.answers = [0]
    monkeypatch.setattr("payments.services.auditing.time.sleep", lambda _: None)
    with pytest.raises(CommandError, match="payouts are stopped"):
        call_command("audit_books", stdout=out)
    assert "rail:btcpay: says 0 sats, and 100,000 sats have to be there" in out.getvalue()


def test_audits_find_nothing_while_money_moves(monkeypatch: pytest.MonkeyPatch, books: str) -> None:
    """Looks fall between any two postings of writers who never stop; none is half seen."""
    given_rail(monkeypatch, 10**15)
    bob = given_balance("bob", 50_000 * SATS)
    over = threading.Event()

    def trade(number: int) -> list[Any]:
        if number == 0:
            runs = [audited(full=full) for full in (True, False, True, False, True)]
            over.set()
            return [finding for run in runs for finding in run.findings]
        for turn in itertools.count():
            if over.is_set():
                return []
            key = f"{number}:{turn}"
            here, there = (books, bob) if turn % 2 else (bob, books)
            open_hold(key=key, debit=here, credit=there, amount_msats=SATS, ttl_seconds=60)
            capture_hold(key=key, amount_msats=SATS // 2)
            post_transfer(key=key, debit=there, credit=REVENUE_JOBS, amount_msats=1)
        raise AssertionError("counting never ends")

    assert raced(trade, racers=4) == [[]] * 4
    assert Transfer.objects.count() > 20
