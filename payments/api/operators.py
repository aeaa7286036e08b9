"""GET /api/admin/balance, /transactions, /stats: the till for operators' programs."""

from typing import Any

from rest_framework import serializers
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from payments.ledger.models import Transfer
from payments.services.revenue import payable_msats
from payments.services.stats import stats_as_facts, till_state, till_stats

PAGE_ROWS, PAGE_ROWS_MAX = 50, 500


class MayLook(BasePermission):
    """An operator with the permission to look at audits; for transfers, also at transfers."""

    def has_permission(self, request: Request, view: Any) -> bool:
        user = request.user
        if not isinstance(user, User):
            return False
        needed = getattr(view, "permissions_needed", ("payments.view_auditrun",))
        return user.is_active and user.is_staff and user.has_perms(needed)


class AdminBalanceView(APIView):
    """What is owed, what is earned, where it is. Amounts in msats; no rail is asked now.

    payable_msats is set apart for payouts already; withdrawable_msats is what POST
    /api/admin/withdraw could pay out now, fee limit included.

    {"owed_msats", "promo_credit_msats", "earned_msats", "payable_msats", "withdrawable_msats",
    "in_flight_msats", "costs_msats",
    "rails": [{"name", "books_msats", "in_flight_msats", "told_msats"}], "frozen_since",
    "frozen_why", "audited_at", "findings", "alerts_open"}
    """

    permission_classes = (MayLook,)

    def get(self, request: Request) -> Response:
        state = till_state()
        audit = state.audit
        return Response(
            {
                "owed_msats": state.owed_msats,
                "promo_credit_msats": state.promo_credit_msats,
                "earned_msats": state.earned_msats,
                "payable_msats": state.payable_msats,
                "withdrawable_msats": max(0, payable_msats()),
                "in_flight_msats": state.in_flight_msats,
                "costs_msats": state.costs_msats,
                "rails": [
                    {
                        "name": rail.name,
                        "books_msats": rail.books_msats,
                        "in_flight_msats": rail.in_flight_msats,
                        "told_msats": rail.told_msats,
                    }
                    for rail in state.rails
                ],
                "frozen_since": state.frozen_since,
                "frozen_why": state.frozen_why,
                "audited_at": None if audit is None else audit.finished_at,
                "findings": [] if audit is None else audit.findings,
                "alerts_open": len(state.alerts),
            }
        )


class PageIn(serializers.Serializer[Any]):
    cursor = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    limit = serializers.IntegerField(
        required=False, default=PAGE_ROWS, min_value=1, max_value=PAGE_ROWS_MAX
    )
    account = serializers.CharField(required=False, max_length=120)
    kind = serializers.ChoiceField(required=False, choices=Transfer.Kind.choices)


class AdminTransactionsView(APIView):
    """?cursor=&limit=&account=&kind=: transfers, newest first, older than the cursor.

    {"transactions": [{"id", "key", "kind", "debit", "credit", "amount_msats", "memo", "at"}],
    "next": the cursor of the next page, null on the last}. account: a code such as revenue:jobs.
    """

    permission_classes = (MayLook,)
    permissions_needed = ("payments.view_auditrun", "ledger.view_transfer")

    def get(self, request: Request) -> Response:
        asked = PageIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        page = asked.validated_data
        limit = page["limit"]
        found = _page(page, limit + 1)
        more = len(found) > limit
        return Response(
            {
                "transactions": [_shown(transfer) for transfer in found[:limit]],
                "next": found[limit - 1].pk if more else None,
            }
        )


class AdminStatsView(APIView):
    """Deposits, spend and revenue by day, week and month; payouts and metered use of 30 days.

    {"days": [{"begins", "deposits", "deposits_count", "spend", "revenue"}], "weeks", "months",
    "payouts": {"settled", "failed", "under_way", "unknown"}, "requests_count",
    "cost_average_msats", "tokens_count"}. Amounts in msats.
    """

    permission_classes = (MayLook,)

    def get(self, request: Request) -> Response:
        return Response(stats_as_facts(till_stats()))


def _page(page: dict[str, Any], rows: int) -> list[Transfer]:
    transfers = Transfer.objects.select_related("debit", "credit").order_by("-pk")
    if "cursor" in page:
        transfers = transfers.filter(pk__lt=page["cursor"])
    if "kind" in page:
        transfers = transfers.filter(kind=page["kind"])
    if "account" not in page:
        return list(transfers[:rows])
    # A walk along each of two indexes: `debit OR credit` would sort all that the account ever had.
    sides = [
        *transfers.filter(debit__code=page["account"])[:rows],
        *transfers.filter(credit__code=page["account"])[:rows],
    ]
    return sorted(sides, key=lambda transfer: -transfer.pk)[:rows]


def _shown(transfer: Transfer) -> dict[str, Any]:
    return {
        "id": transfer.pk,
        "key": transfer.key,
        "kind": transfer.kind,
        "debit": transfer.debit.code,
        "credit": transfer.credit.code,
        "amount_msats": transfer.amount_msats,
        "memo": transfer.memo,
        "at": transfer.posted_at,
    }
