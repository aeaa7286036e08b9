"""Alerts come once, stay while they are true, and end when they are not."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from pytest_django import Settings

from accounts.models import User
from conftest import Bell
from kernel.clock import utc_now
from payments.ledger.chart import RAIL_BTCPAY, REVENUE_JOBS, REVENUE_SERVICES, inflight_code
from payments.ledger.services import post_transfer
from payments.models import (
    Alert,
    AuditRun,
    LiabilityLeaf,
    Notice,
    Payout,
    WebhookDelivery,
)
from payments.services.freezing import freeze_payouts, lift_freeze
from payments.services.holders import open_holder
from payments.services.operators import resolve_alert_by_hand
from payments.services.retention import forget_old
from payments.services.watching import watch_till
from tests.given import given_user

pytestmark = pytest.mark.django_db
SATS = 1_000


@pytest.fixture(autouse=True)
def quiet(bell: Bell, settings: Settings) -> None:
    settings.REVENUE_THRESHOLD_SATS = 100
    settings.REVENUE_ADDRESS = "house@example.org"
    settings.SPENDING_ALERT_SATS_HOUR = 1_000


def standing() -> set[tuple[str, str]]:
    return set(Alert.objects.filter(resolved_at=None).values_list("kind", "subject"))


def earned(amount_sats: int) -> None:
    post_transfer(
        key=f"earned:{amount_sats}",
        debit=RAIL_BTCPAY,
        credit=REVENUE_JOBS,
        amount_msats=amount_sats * SATS,
    )


@pytest.mark.parametrize("hindrance", ["no address", "no rail", "frozen"])
def test_revenue_that_nothing_will_withdraw_is_told_once(
    settings: Settings, hindrance: str
) -> None:
    operator = User.objects.create_user("op")
    match hindrance:
        case "no address":
            settings.REVENUE_ADDRESS = ""
        case "no rail":
            settings.RAILS_PAY = []
        case "frozen":
            freeze_payouts(reason="look")
    earned(99)
    watch_till()
    assert standing() == set()
    earned(1)
    watch_till()
    watch_till()
    assert standing() == {("threshold_reached", "revenue")}
    assert Notice.objects.filter(kind="alert_raised").count() == 1
    settings.REVENUE_ADDRESS, settings.RAILS_PAY = "house@example.org", ["btcpay"]
    lift_freeze(by=operator)
    watch_till()
    assert standing() == set()


def test_revenue_that_will_be_withdrawn_is_no_alert() -> None:
    earned(1_000)
    watch_till()
    assert standing() == set()


def given_payout(status: str, *, minutes_ago: float, **fields: Any) -> Payout:
    at = utc_now() - timedelta(minutes=minutes_ago)
    number = Payout.objects.count()
    known: dict[str, Any] = {
        "purpose": "withdrawal",
        "user": given_user("alice"),
        "source": "user:alice",
        "submitted_at": at,
        "resolved_at": at if status in {"settled", "failed"} else None,
        "preimage": "ab" * 32 if status == "settled" else "",
    }
    return Payout.objects.create(
        key=f"w:{number}",
        method="invoice",
        rail="btcpay",
        payment_hash=f"{number:064x}",
        status=status,
        amount_msats=SATS,
        fee_limit_msats=0,
        **{**known, **fields},
    )


@pytest.mark.parametrize("status", ["unknown", "submitted"])
def test_a_payout_under_way_for_ten_minutes_is_told_until_it_ends(status: str) -> None:
    payout = given_payout(status, minutes_ago=9.9)
    watch_till()
    assert standing() == set()
    Payout.objects.update(submitted_at=utc_now() - timedelta(minutes=10.1))
    watch_till()
    assert standing() == {("withdrawal_failed", f"payout:{payout.pk}")}
    Payout.objects.update(status="settled", resolved_at=utc_now(), preimage="ab" * 32)
    watch_till()
    assert standing() == set()


def test_a_failed_payout_is_told_until_an_operator_has_looked() -> None:
    payout = given_payout("failed", minutes_ago=1, reason="no route")
    watch_till()
    [(kind, subject)] = standing()
    assert (kind, subject) == ("withdrawal_failed", f"payout:{payout.pk}:failed")
    assert "no route" in Alert.objects.get().text
    resolve_alert_by_hand(
        alert_id=Alert.objects.get().pk, by=User.objects.create_user("op"), reason="seen"
    )
    watch_till()
    assert standing() == set()  # it is not told of again


def test_what_never_reached_a_rail_is_its_owners_business() -> None:
    given_payout("failed", minutes_ago=1, submitted_at=None)
    given_payout("failed", minutes_ago=60 * 25)
    watch_till()
    assert standing() == set()


def test_revenue_that_could_not_leave_is_told_even_then() -> None:
    given_payout(
        "failed",
        minutes_ago=1,
        submitted_at=None,
        purpose="revenue",
        user=None,
        source="revenue:payable",
    )
    watch_till()
    assert len(standing()) == 1


def test_other_alerts_of_the_same_kind_are_left_alone() -> None:
    Alert.objects.create(kind="withdrawal_failed", subject="payout:not-a-number", text="x")
    Alert.objects.create(kind="withdrawal_failed", subject=f"payout:{UUID(int=1)}", text="x")
    watch_till()
    assert len(standing()) == 2


def test_unusual_spending_is_told_while_it_lasts(settings: Settings) -> None:
    code = open_holder(given_user("alice"))
    post_transfer(key="in", debit=RAIL_BTCPAY, credit=code, amount_msats=9_000 * SATS)
    post_transfer(key="1", debit=code, credit=REVENUE_SERVICES, amount_msats=1_000 * SATS)
    post_transfer(
        key="2", debit=code, credit=inflight_code("btcpay"), amount_msats=5_000 * SATS
    )  # withdrawing one's own is no spending
    assert watch_till()["spending"] == 0
    post_transfer(key="3", debit=code, credit=REVENUE_SERVICES, amount_msats=1)
    assert watch_till()["spending"] == 1
    assert standing() == {("unusual_spending", code)}
    settings.SPENDING_ALERT_SATS_HOUR = 2_000
    watch_till()
    assert standing() == set()


def test_what_is_old_is_forgotten_and_money_is_not() -> None:
    long_ago = utc_now() - timedelta(days=91)
    for delivery_id, handled_at in (("old", long_ago), ("new", utc_now()), ("open", None)):
        WebhookDelivery.objects.create(
            delivery_id=delivery_id,
            original_id=delivery_id,
            event_type="x",
            payload={"secret": 1},
            handled_at=handled_at,
            outcome="waiting" if handled_at is None else "nothing",
            received_at=long_ago,
        )
    for full, findings in ((True, []), (False, []), (False, [{"subject": "x", "fact": "y"}])):
        AuditRun.objects.create(
            started_at=long_ago,
            full=full,
            findings=findings,
            liabilities_msats=0,
            assets_msats=0,
        )
    assert forget_old() == {"leaves": 0, "payloads": 1, "audits": 1}
    assert forget_old() == {"leaves": 0, "payloads": 0, "audits": 0}
    assert WebhookDelivery.objects.get(delivery_id="old").payload == {}
    assert WebhookDelivery.objects.filter(payload={"secret": 1}).count() == 2
    assert AuditRun.objects.count() == 2
    assert not LiabilityLeaf.objects.exists()
