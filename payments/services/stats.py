"""How the till has done: counted by the database, in as few questions as there are sources."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Avg, Count, Q, Sum

from kernel.clock import utc_now
from payments.ledger.chart import REVENUE_PAYABLE, inflight_code, rail_code
from payments.ledger.snapshot import Positions, positions
from payments.models import Alert, AuditRun, Payout, PayoutFreeze, Usage
from payments.rails.registry import active_rails

DAYS_SHOWN, WEEKS_SHOWN, MONTHS_SHOWN = 14, 12, 12
RECENT = timedelta(days=30)
"""What failed withdrawals and the average cost are counted over."""
ALERTS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Span:
    """What happened from `begins` until the next span. Amounts in msats.

    deposits: from a rail to people's balances; spend: from balances to revenue, refunds taken off;
    revenue: all that was earned, from balances or straight from a rail.
    """

    begins: date
    deposits: int = 0
    deposits_count: int = 0
    spend: int = 0
    revenue: int = 0


@dataclass(frozen=True, slots=True)
class RailState:
    """books_msats: by the books; told_msats: what it said at the last audit, None where silent."""

    name: str
    books_msats: int
    in_flight_msats: int
    told_msats: int | None


@dataclass(frozen=True, slots=True)
class TillStats:
    days: list[Span]
    weeks: list[Span]
    months: list[Span]
    payouts: dict[str, int]
    """Of the last 30 days by end: settled, failed; and under way now."""
    requests_count: int
    cost_average_msats: int
    tokens_count: int


@dataclass(frozen=True, slots=True)
class TillState:
    """As it stands now. owed_msats: people, escrows and suspense; promotional credit is apart."""

    owed_msats: int
    promo_credit_msats: int
    earned_msats: int
    payable_msats: int
    in_flight_msats: int
    costs_msats: int
    rails: list[RailState]
    frozen_since: datetime | None
    frozen_why: str
    audit: AuditRun | None
    alerts: list[Alert]


def till_stats(*, today: date | None = None) -> TillStats:
    """Three questions: the transfers of the last months, payouts, metered use."""
    today = today or utc_now().date()
    months = _begun(today, MONTHS_SHOWN, _month_of)
    spans = _days_since(months[0])
    recent = utc_now() - RECENT
    usage = Usage.objects.filter(created_at__gte=recent, cost_msats__isnull=False).aggregate(
        requests=Count("pk"),
        average=Avg("cost_msats"),
        tokens=Sum("prompt_tokens") + Sum("completion_tokens"),
    )
    return TillStats(
        days=_summed(spans, _begun(today, DAYS_SHOWN, _same)),
        weeks=_summed(spans, _begun(today, WEEKS_SHOWN, _monday_of)),
        months=_summed(spans, months),
        payouts=_payouts_since(recent),
        requests_count=usage["requests"],
        cost_average_msats=round(usage["average"] or 0),
        tokens_count=usage["tokens"] or 0,
    )


def till_state() -> TillState:
    """The books, the last audit, the freeze, open alerts: four questions, and no rail is asked."""
    books = positions()
    audit = AuditRun.objects.order_by("-pk").first()
    freeze = PayoutFreeze.objects.filter(lifted_at__isnull=True).first()
    return TillState(
        owed_msats=books.owed_msats,
        promo_credit_msats=books.sum_msats("promo"),
        earned_msats=books.sum_msats("revenue"),
        payable_msats=books.of.get(REVENUE_PAYABLE, 0),
        in_flight_msats=books.sum_msats("inflight"),
        costs_msats=books.sum_msats("fees"),
        rails=_rails(books, {} if audit is None else audit.rails),
        frozen_since=None if freeze is None else freeze.frozen_at,
        frozen_why="" if freeze is None else freeze.reason,
        audit=audit,
        alerts=list(Alert.objects.filter(resolved_at__isnull=True)[:ALERTS_SHOWN]),
    )


def stats_as_facts(stats: TillStats) -> dict[str, Any]:
    """For programs: dates as text, amounts as they are."""
    facts = asdict(stats)
    for kind in ("days", "weeks", "months"):
        for span in facts[kind]:
            span["begins"] = span["begins"].isoformat()
    return facts


def _rails(books: Positions, told: dict[str, int | None]) -> list[RailState]:
    booked = [code.removeprefix("rail:") for code in books.of if code.startswith("rail:")]
    return [
        RailState(
            name=name,
            books_msats=books.of.get(rail_code(name), 0),
            in_flight_msats=books.of.get(inflight_code(name), 0),
            told_msats=told.get(name),
        )
        for name in dict.fromkeys([*active_rails(), *booked])
    ]


def _payouts_since(since: datetime) -> dict[str, int]:
    ended = Q(created_at__gte=since)
    return Payout.objects.aggregate(
        settled=Count("pk", filter=ended & Q(status=Payout.Status.SETTLED)),
        failed=Count("pk", filter=ended & Q(status=Payout.Status.FAILED)),
        under_way=Count("pk", filter=Q(status__in=Payout.UNFINISHED)),
        unknown=Count("pk", filter=Q(status=Payout.Status.UNKNOWN)),
    )


def _days_since(first: date) -> list[Span]:
    """Days (UTC) on which something happened. The index by time tells where the first begins."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH account AS (
                SELECT id, CASE WHEN code LIKE 'user:%%:promo' THEN 'promo'
                                WHEN code = 'revenue:payable' THEN 'payable'
                                ELSE split_part(code, ':', 1) END AS family
                  FROM ledger_account
            ), moved AS (
                SELECT (t.posted_at AT TIME ZONE 'UTC')::date AS day, t.amount_msats AS msats,
                       d.family AS origin, c.family AS target
                  FROM ledger_transfer t
                  JOIN account d ON d.id = t.debit_id
                  JOIN account c ON c.id = t.credit_id
                 WHERE t.posted_at >= %s
            )
            SELECT day,
                   coalesce(sum(msats) FILTER (WHERE origin = 'rail' AND target = 'user'), 0)
                   - coalesce(sum(msats) FILTER (WHERE origin = 'user' AND target = 'rail'), 0),
                   count(*) FILTER (WHERE origin = 'rail' AND target = 'user'),
                   coalesce(sum(msats) FILTER (WHERE origin = 'user' AND target = 'revenue'), 0)
                   - coalesce(sum(msats) FILTER (WHERE origin = 'revenue' AND target = 'user'), 0),
                   coalesce(sum(msats) FILTER (
                       WHERE target = 'revenue' AND origin NOT IN ('revenue', 'payable')), 0)
                   - coalesce(sum(msats) FILTER (
                       WHERE origin = 'revenue' AND target NOT IN ('revenue', 'payable')), 0)
              FROM moved GROUP BY day ORDER BY day
            """,
            [datetime.combine(first, time.min, UTC)],
        )
        return [Span(day, *map(int, amounts)) for day, *amounts in cursor.fetchall()]


def _summed(days: list[Span], begins: list[date]) -> list[Span]:
    """The days put into spans that begin there; each ends where the next begins."""
    spans = []
    for number, first in enumerate(begins):
        after = begins[number + 1] if number + 1 < len(begins) else date.max
        own = [day for day in days if first <= day.begins < after]
        spans.append(
            Span(
                begins=first,
                deposits=sum(day.deposits for day in own),
                deposits_count=sum(day.deposits_count for day in own),
                spend=sum(day.spend for day in own),
                revenue=sum(day.revenue for day in own),
            )
        )
    return spans


def _begun(today: date, many: int, begin: Callable[[date], date]) -> list[date]:
    """The beginnings of the last spans, oldest first, the one that is going on included."""
    begins = [begin(today)]
    while len(begins) < many:
        begins.append(begin(begins[-1] - timedelta(days=1)))
    return begins[::-1]


def _same(day: date) -> date:
    return day


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month_of(day: date) -> date:
    return day.replace(day=1)
