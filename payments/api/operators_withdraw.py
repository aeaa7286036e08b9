"""An operator draws revenue."""

from typing import Any

from rest_framework import serializers
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.auth import person
from accounts.models import User
from payments.api.withdrawals import withdrawal_out
from payments.services.operators import REASON_CHARACTERS_MAX
from payments.services.revenue import withdraw_revenue


class MayPayOut(BasePermission):
    """An operator with the permission to add payouts."""

    def has_permission(self, request: Request, view: Any) -> bool:
        user = request.user
        if not isinstance(user, User):
            return False
        return user.is_active and user.is_staff and user.has_perm("payments.add_payout")


class RevenueIn(serializers.Serializer[Any]):
    amount_sats = serializers.IntegerField(required=False, min_value=1, max_value=10**12)
    reason = serializers.CharField(
        required=False, default="Drawn by hand.", max_length=REASON_CHARACTERS_MAX
    )


class WithdrawRevenueView(APIView):
    """POST {amount_sats?, reason?} -> 201 a payout to REVENUE_ADDRESS; all that may go by default.

    403; 409 where this hour has had one, or where there is not that much; 503.
    """

    permission_classes = (MayPayOut,)

    def post(self, request: Request) -> Response:
        told = RevenueIn(data=request.data)
        told.is_valid(raise_exception=True)
        payout = withdraw_revenue(
            by=person(request),
            reason=told.validated_data["reason"],
            amount_sats=told.validated_data.get("amount_sats"),
        )
        return Response(withdrawal_out(payout), status=201)
