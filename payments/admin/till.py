"""The page Till: how it goes, what is wrong, and the switch that stops payouts."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.models import User
from kernel.queue import ring
from payments.admin.charts import Chart, Series, bar_chart
from payments.admin.operating import Operation, act_on, operate_page
from payments.admin.trail import LIFT
from payments.services.operators import freeze_by_hand
from payments.services.stats import Span, till_state, till_stats

LOOK = "payments.view_auditrun"
AUDIT = "payments.add_auditrun"

admin.site.index_template = "payments/admin/index.html"


def _freeze(_: str, by: User, given: dict[str, Any]) -> str:
    return "stopped" if freeze_by_hand(by=by, reason=given["reason"]) else "stopped already"


FREEZE = Operation(
    name="freeze",
    label="Stop payouts",
    meaning="Nothing is paid out until somebody lifts this. Everything else goes on: people pay,"
    " spend and are served. Payouts that are on their way are followed to their end.",
    permission="payments.add_payoutfreeze",
    act=_freeze,
)


def till_page(request: HttpRequest) -> HttpResponse:
    """GET /admin/till/: needs the permission to look at audits."""
    _refuse_without(request, LOOK)
    stats = till_stats()
    may = {
        operation.name: request.user.has_perm(operation.permission) for operation in (FREEZE, LIFT)
    }
    page = {
        **admin.site.each_context(request),
        "title": "Till",
        "state": till_state(),
        "stats": stats,
        "charts": [
            *_charts("day", stats.days, "%d %b"),
            *_charts("week", stats.weeks, "%d %b"),
            *_charts("month", stats.months, "%b %y"),
        ],
        "may": {**may, "audit": request.user.has_perm(AUDIT)},
    }
    return TemplateResponse(request, "payments/admin/till.html", page)


def freeze_page(request: HttpRequest) -> HttpResponse:
    return _switch_page(request, FREEZE)


def lift_page(request: HttpRequest) -> HttpResponse:
    return _switch_page(request, LIFT)


@require_POST
def audit_now(request: HttpRequest) -> HttpResponse:
    """The worker does it: rails are asked, which may take its time."""
    _refuse_without(request, AUDIT)
    ring("payments.audit_books", full=True)
    messages.success(request, "The audit is on its way: its result appears here.")
    return HttpResponseRedirect(reverse("till"))


def _switch_page(request: HttpRequest, operation: Operation) -> HttpResponse:
    _refuse_without(request, operation.permission)
    page, form = operate_page(request, operation, ["Payouts"], back=reverse("till"))
    if page is not None:
        return page
    act_on(request, operation, ["Payouts"], form.cleaned_data)
    return HttpResponseRedirect(reverse("till"))


def _charts(of: str, spans: list[Span], form: str) -> tuple[Chart, Chart]:
    """Two, because deposits are many times what is spent of them: on one scale it would vanish."""
    labels = [format(span.begins, form) for span in spans]
    deposits = Series("deposits", "till-deposits", [span.deposits for span in spans])
    spend = Series("spend", "till-spend", [span.spend for span in spans])
    revenue = Series("revenue", "till-revenue", [span.revenue for span in spans])
    return (
        bar_chart(
            name=f"deposits-{of}", title=f"Deposits by {of}", labels=labels, series=[deposits]
        ),
        bar_chart(
            name=f"revenue-{of}",
            title=f"Spend and revenue by {of}",
            labels=labels,
            series=[spend, revenue],
        ),
    )


def _refuse_without(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied
