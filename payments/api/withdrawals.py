"""A person takes money out."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.auth import person
from kernel.money import MSATS_PER_SAT
from payments.errors import PayoutInvalidError, UnknownPayoutError
from payments.models import Payout
from payments.services.token_payouts import shown_token
from payments.services.withdrawals import KEY_CHARACTERS_MAX, request_withdrawal

ROWS_MAX = 100


class WithdrawalIn(serializers.Serializer[Any]):
    method = serializers.ChoiceField(choices=Payout.Method.choices)
    destination = serializers.CharField(
        required=False, default="", allow_blank=True, max_length=4_096
    )
    amount_sats = serializers.IntegerField(required=False, min_value=1, max_value=10**12)
    key = serializers.CharField(required=False, default="", max_length=KEY_CHARACTERS_MAX)


class WithdrawalPageIn(serializers.Serializer[Any]):
    before = serializers.UUIDField(required=False)
    limit = serializers.IntegerField(default=50, min_value=1, max_value=ROWS_MAX)


class WithdrawView(APIView):
    """POST {method, destination?, amount_sats?, key?} -> 201 a withdrawal, under way.

    The key may also come as `Idempotency-Key`. 400, 402 (missing_msats), 409, 422 (the key is taken
    by another withdrawal), 503.
    """

    def post(self, request: Request) -> Response:
        told = WithdrawalIn(data=request.data)
        told.is_valid(raise_exception=True)
        wish = told.validated_data
        header = request.headers.get("Idempotency-Key", "")
        if header and wish["key"] and header != wish["key"]:
            raise PayoutInvalidError("The header and the body name different keys.")
        payout = request_withdrawal(
            user=person(request),
            method=wish["method"],
            destination=wish["destination"],
            amount_sats=wish.get("amount_sats"),
            key=header or wish["key"],
        )
        return Response(withdrawal_out(payout), status=201)


class WithdrawalsView(APIView):
    """GET ?before=<id>&limit= -> {"withdrawals": [...], "next": <id> or null}, newest first."""

    def get(self, request: Request) -> Response:
        page = WithdrawalPageIn(data=request.query_params)
        page.is_valid(raise_exception=True)
        limit = page.validated_data["limit"]
        rows = Payout.objects.filter(user=person(request)).order_by("-created_at", "-pk")
        if (before := page.validated_data.get("before")) is not None:
            rows = rows.filter(created_at__lt=_own(request, before).created_at)
        found = list(rows[: limit + 1])
        more = found[limit - 1].pk if len(found) > limit else None
        return Response(
            {"withdrawals": [withdrawal_out(row) for row in found[:limit]], "next": more}
        )


class WithdrawalView(APIView):
    """GET -> one withdrawal of the caller's own; 404 for anybody else's.

    token: the Cashu token of a settled one, until it was claimed; null otherwise.
    """

    def get(self, request: Request, payout_id: UUID) -> Response:
        payout = _own(request, payout_id)
        token = shown_token(payout, to=person(request))
        return Response(withdrawal_out(payout) | {"token": token})


def withdrawal_out(payout: Payout) -> dict[str, Any]:
    """A withdrawal for its owner. preimage: the proof that the receiver was paid."""
    return {
        "id": str(payout.pk),
        "status": payout.status,
        "method": payout.method,
        "destination": payout.destination,
        "amount_sats": payout.amount_msats // MSATS_PER_SAT,
        "amount_msats": payout.amount_msats,
        "fee_limit_msats": payout.fee_limit_msats,
        "fee_msats": payout.fee_msats,
        "payment_hash": payout.payment_hash,
        "preimage": payout.preimage or None,
        # What keeps it waiting, or why it ended.
        "reason": payout.reason or ("" if payout.resolved_at else payout.trouble),
        "created_at": payout.created_at.isoformat(),
        "resolved_at": payout.resolved_at.isoformat() if payout.resolved_at else None,
    }


def _own(request: Request, payout_id: UUID) -> Payout:
    payout = Payout.objects.filter(user=person(request), pk=payout_id).first()
    if payout is None:
        raise UnknownPayoutError("There is no such withdrawal.", payout_id=str(payout_id))
    return payout
