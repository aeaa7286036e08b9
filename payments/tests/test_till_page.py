"""The page Till and its numbers for programs: counted from the books, for those who may look."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from ninja_jwt.tokens import AccessToken
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from conftest import Bell
from kernel.clock import utc_now
from payments.admin.charts import Series, bar_chart
from payments.ledger.chart import (
    RAIL_BTCPAY,
    REVENUE_JOBS,
    REVENUE_PAYABLE,
    REVENUE_SERVICES,
    inflight_code,
)
from payments.ledger.models import Account, Transfer
from payments.ledger.services import post_transfer, reverse_transfer
from payments.models import Alert, OperatorAction, Payout, PayoutFreeze, Usage
from payments.services.alerts import raise_alert
from payments.services.freezing import freeze_payouts, refuse_frozen
from payments.services.holders import open_holder
from payments.services.stats import till_stats
from payments.tests.test_auditing import by_hand
from tests.given import given_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/till/"
SATS = 1_000


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("operator", "a password nobody guesses"))
    return client


def posted_at(key: str, at: datetime) -> None:
    by_hand("UPDATE ledger_transfer SET posted_at = %s WHERE key = %s", at, key)


@pytest.fixture
def trade(bell: Bell) -> str:
    """Alice pays in, spends and is refunded; the house earns and withdraws; some of it long ago."""
    code = open_holder(given_user("alice"))
    for key, debit, credit, amount_sats in (
        ("in:now", RAIL_BTCPAY, code, 50_000),
        ("in:old", RAIL_BTCPAY, code, 7_000),
        ("in:wrong", RAIL_BTCPAY, code, 900),
        ("spend:1", code, REVENUE_SERVICES, 2_000),
        ("refund:1", REVENUE_SERVICES, code, 500),
        ("job:1", RAIL_BTCPAY, REVENUE_JOBS, 3_000),
        ("sweep:1", REVENUE_JOBS, REVENUE_PAYABLE, 1_000),
        ("payout:1", REVENUE_PAYABLE, inflight_code("btcpay"), 1_000),
    ):
        post_transfer(key=key, debit=debit, credit=credit, amount_msats=amount_sats * SATS)
    reverse_transfer(key="in:wrong", reason="twice")
    posted_at("in:old", utc_now() - timedelta(days=45))
    return code


def test_days_weeks_and_months_are_counted_from_the_books(trade: str) -> None:
    stats = till_stats()
    today = stats.days[-1]
    assert (today.begins, today.deposits, today.deposits_count) == (
        utc_now().date(),
        50_000 * SATS,
        2,
    )
    assert (today.spend, today.revenue) == (1_500 * SATS, 4_500 * SATS)
    assert sum(day.deposits for day in stats.days) == 50_000 * SATS
    assert sum(week.deposits for week in stats.weeks) == 57_000 * SATS
    assert sum(month.deposits for month in stats.months) == 57_000 * SATS
    assert stats.months[-1].deposits < 57_000 * SATS
    assert [len(stats.days), len(stats.weeks), len(stats.months)] == [14, 12, 12]
    assert {week.begins.weekday() for week in stats.weeks} == {0}
    assert {month.begins.day for month in stats.months} == {1}
    assert all(a.begins < b.begins for a, b in zip(stats.months, stats.months[1:], strict=False))


def test_a_day_ends_at_midnight_in_utc(bell: Bell) -> None:
    code = open_holder(given_user("alice"))
    for key in ("before", "after"):
        post_transfer(key=key, debit=RAIL_BTCPAY, credit=code, amount_msats=SATS)
    midnight = datetime(2026, 3, 1, tzinfo=UTC)
    posted_at("before", midnight - timedelta(microseconds=1))
    posted_at("after", midnight)
    stats = till_stats(today=date(2026, 3, 1))
    assert [day.deposits for day in stats.days[-2:]] == [SATS, SATS]
    assert [month.deposits for month in stats.months[-2:]] == [SATS, SATS]


def given_payout(status: str, **fields: Any) -> Payout:
    now = utc_now()
    ends: dict[str, dict[str, Any]] = {
        "settled": {"resolved_at": now, "submitted_at": now, "preimage": "ab" * 32},
        "failed": {"resolved_at": now},
        "unknown": {"submitted_at": now},
    }
    number = Payout.objects.count()
    return Payout.objects.create(
        key=f"w:{number}",
        purpose="withdrawal",
        user=given_user("alice"),
        source="user:alice",
        method="invoice",
        rail="btcpay",
        payment_hash=f"{number:064x}",
        status=status,
        amount_msats=1,
        fee_limit_msats=0,
        **{**ends[status], **fields},
    )


def test_payouts_and_requests_of_thirty_days(bell: Bell) -> None:
    for status in ("settled", "failed", "failed", "unknown"):
        given_payout(status)
    old = given_payout("failed")
    Payout.objects.filter(pk=old.pk).update(created_at=utc_now() - timedelta(days=31))
    for number, cost in enumerate((1_000, 2_000, None)):
        Usage.objects.create(
            user=given_user("alice"),
            request_id=str(number),
            price="tokens",
            held_msats=5_000,
            cost_msats=cost,
            prompt_tokens=10,
            completion_tokens=5,
            ended_at=None if cost is None else utc_now(),
        )
    stats = till_stats()
    assert stats.payouts == {"settled": 1, "failed": 2, "under_way": 1, "unknown": 1}
    assert (stats.requests_count, stats.cost_average_msats, stats.tokens_count) == (2, 1_500, 30)


def test_the_page_tells_what_is_wrong(desk: Client, trade: str) -> None:
    raise_alert(kind=Alert.Kind.RAIL_ERROR, subject="btcpay", text="<b>silent</b>")
    freeze_payouts(reason="An audit found something.")
    text = desk.get(PAGE).content.decode()
    assert "Payouts are stopped" in text
    assert "An audit found something." in text
    assert "&lt;b&gt;silent&lt;/b&gt;" in text
    assert "Lift the freeze" in text
    assert "55,400 sats" not in text
    assert "55,500 sats" in text  # owed: 57,000 - 2,000 + 500


def test_the_page_asks_few_questions(
    desk: Client, trade: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    desk.get(PAGE)
    with django_assert_max_num_queries(12):  # a session and permissions among them
        desk.get(PAGE)


def test_the_charts_can_be_read_without_eyes_or_colours(desk: Client, trade: str) -> None:
    text = desk.get(PAGE).content.decode()
    pictures = re.findall(r"<svg viewBox.*?</svg>", text, re.DOTALL)
    assert len(pictures) == 6
    for picture in pictures:
        svg = ET.fromstring(picture)  # noqa: S314 - our own page
        named = {node.get("id") for node in svg}
        assert set(str(svg.get("aria-labelledby")).split()) <= named
        assert svg.get("role") == "img"
        assert all(rect.find("title") is not None for rect in svg.iter("rect"))
    assert text.count("<caption>Deposits by") == 3
    assert "50,000" in text


def test_bars_stand_on_the_line_and_fit_the_picture() -> None:
    chart = bar_chart(
        name="x",
        title="By day",
        labels=[f"{day} Nov" for day in range(14)],
        series=[
            Series("up", "a", [number * 12_345_678 for number in range(14)]),
            Series("down", "b", [-number * 3_456_789 for number in range(14)]),
        ],
    )
    base = float(chart.base)
    for bar in chart.bars:
        top, bottom = float(bar.y), float(bar.y) + float(bar.height)
        assert 0 <= top < bottom <= 220
        assert abs(bottom - base) < 1 if bar.css == "a" else abs(top - base) < 1
        assert 46 <= float(bar.x) <= 400 - float(bar.width)
    assert len(chart.bars) == 26  # nothing is drawn for nothing
    assert len(chart.below) <= 7
    assert chart.below[-1].text == "13 Nov"
    assert "0" in {mark.text for mark in chart.scale}


@pytest.mark.parametrize("amount_msats", [0, 1, 999, 10**3, 10**15])
def test_any_amount_makes_a_scale(amount_msats: int) -> None:
    chart = bar_chart(name="x", title="", labels=["a"], series=[Series("s", "a", [amount_msats])])
    assert 2 <= len(chart.scale) <= 7


def test_the_switch_asks_why(desk: Client, bell: Bell) -> None:
    asked = desk.get(f"{PAGE}freeze/")
    once = re.search(r'name="once" value="([^"]+)"', asked.content.decode())
    assert once is not None
    assert desk.post(f"{PAGE}freeze/", {"once": once[1], "reason": " "}).status_code == 400
    refuse_frozen()
    desk.post(f"{PAGE}freeze/", {"once": once[1], "reason": "A strange withdrawal."})
    assert PayoutFreeze.objects.get().reason == "A strange withdrawal."
    desk.post(f"{PAGE}lift/", {"once": once[1], "reason": "It was mine."})
    refuse_frozen()
    done = OperatorAction.objects.order_by("pk").values_list("action", "reason")
    assert list(done) == [("freeze", "A strange withdrawal."), ("lift_freeze", "It was mine.")]


def test_an_audit_can_be_asked_for(
    desk: Client, bell: Bell, django_capture_on_commit_callbacks: Any
) -> None:
    assert desk.get(f"{PAGE}audit/").status_code == 405
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(f"{PAGE}audit/")
    assert ("payments.audit_books", {"full": True}) in bell.rung


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}freeze/", f"{PAGE}lift/", f"{PAGE}audit/"])
def test_the_page_is_for_those_who_may(client: Client, bell: Bell, address: str) -> None:
    assert client.get(address).status_code == 302
    clerk = User.objects.create_user("clerk", is_staff=True)
    client.force_login(clerk)
    assert client.post(address, {"reason": "x"}).status_code == 403
    assert not PayoutFreeze.objects.exists()


def test_the_index_leads_to_it(desk: Client, client: Client, bell: Bell) -> None:
    assert PAGE in desk.get("/admin/").content.decode()
    client.force_login(User.objects.create_user("clerk", is_staff=True))
    assert PAGE not in client.get("/admin/").content.decode()


def api(client: Client, user: User, address: str) -> Any:
    token: Any = AccessToken.for_user(user)  # type: ignore[misc] # its own annotation is off
    return client.get(f"/api/admin/{address}", headers={"Authorization": f"Bearer {token}"})


def given_operator(*permissions: str) -> User:
    user = User.objects.create_user("robot", is_staff=True)
    for permission in permissions:
        room, codename = permission.split(".")
        user.user_permissions.add(
            Permission.objects.get(codename=codename, content_type__app_label=room)
        )
    return user


@pytest.mark.parametrize("address", ["balance", "stats", "transactions"])
def test_programs_need_an_operator_with_the_permission(
    client: Client, bell: Bell, address: str
) -> None:
    assert client.get(f"/api/admin/{address}").status_code == 401
    assert api(client, given_user("alice"), address).status_code == 403
    robot = given_operator()
    assert api(client, robot, address).status_code == 403
    robot.delete()
    robot = given_operator("payments.view_auditrun", "ledger.view_transfer")
    assert api(client, robot, address).status_code == 200
    robot.is_staff = False
    robot.save()
    assert api(client, robot, address).status_code == 403


def test_the_transactions_need_a_permission_of_their_own(client: Client, bell: Bell) -> None:
    robot = given_operator("payments.view_auditrun")
    assert api(client, robot, "transactions").status_code == 403


def test_the_balance_for_programs(client: Client, trade: str) -> None:
    freeze_payouts(reason="Look first.")
    robot = given_operator("payments.view_auditrun")
    told = api(client, robot, "balance").json()
    assert told["owed_msats"] == 55_500 * SATS
    assert told["earned_msats"] == 3_500 * SATS
    assert told["in_flight_msats"] == 1_000 * SATS
    assert told["rails"] == [
        {
            "name": "btcpay",
            "books_msats": 60_000 * SATS,
            "in_flight_msats": 1_000 * SATS,
            "told_msats": None,
        }
    ]
    assert told["frozen_why"] == "Look first."


def test_the_stats_for_programs(client: Client, trade: str) -> None:
    told = api(client, given_operator("payments.view_auditrun"), "stats").json()
    assert told["days"][-1]["deposits"] == 50_000 * SATS
    assert told["days"][-1]["begins"] == utc_now().date().isoformat()


def test_transactions_come_in_pages_that_never_repeat(client: Client, trade: str) -> None:
    robot = given_operator("payments.view_auditrun", "ledger.view_transfer")
    seen: list[int] = []
    cursor = ""
    while True:
        page = api(client, robot, f"transactions?limit=4{cursor}").json()
        seen += [row["id"] for row in page["transactions"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert seen == sorted(Transfer.objects.values_list("pk", flat=True), reverse=True)
    of_jobs = api(client, robot, f"transactions?account={REVENUE_JOBS}").json()["transactions"]
    assert {row["key"] for row in of_jobs} == {"job:1", "sweep:1"}
    reversals = api(client, robot, "transactions?kind=reversal").json()["transactions"]
    assert [row["key"] for row in reversals] == ["reversal:in:wrong"]
    assert api(client, robot, "transactions?limit=0").status_code == 400
    assert api(client, robot, "transactions?account=nobody").json()["transactions"] == []


def test_accounts_show_their_balance_and_newest_transfers(desk: Client, trade: str) -> None:
    account = Account.objects.get(code=trade)
    assert "55,500 sats" in desk.get("/admin/ledger/account/").content.decode()
    page = desk.get(f"/admin/ledger/account/{account.pk}/change/").content.decode()
    assert "reversal:in:wrong" in page
