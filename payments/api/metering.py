"""Metered use, for programs: hold, heartbeat, capture, void. A JWT says whose balance."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.auth import person
from payments.api.balances import balance_out
from payments.models import Usage
from payments.pricing import UNITS_MAX, price_of, price_table
from payments.services.charging import charge_usage
from payments.services.metering import (
    HOLD_TTL_SECONDS_MAX,
    capture_usage,
    extend_usage,
    reserve_usage,
    void_usage,
)

REQUEST_ID = r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$"


class HoldIn(serializers.Serializer[Any]):
    price = serializers.CharField(max_length=40)
    units_max = serializers.IntegerField(min_value=1, max_value=UNITS_MAX)
    request_id = serializers.RegexField(REQUEST_ID)
    model = serializers.CharField(max_length=100, default="", allow_blank=True)
    ttl_seconds = serializers.IntegerField(
        required=False, min_value=1, max_value=HOLD_TTL_SECONDS_MAX
    )


class CaptureIn(serializers.Serializer[Any]):
    prompt_tokens = serializers.IntegerField(default=0, min_value=0, max_value=UNITS_MAX)
    completion_tokens = serializers.IntegerField(default=0, min_value=0, max_value=UNITS_MAX)
    units = serializers.IntegerField(required=False, min_value=0, max_value=UNITS_MAX)
    model = serializers.CharField(max_length=100, default="", allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "units" not in attrs and not {"prompt_tokens", "completion_tokens"} & set(
            self.initial_data
        ):
            raise serializers.ValidationError("Say what was used: tokens or units.")
        if attrs["prompt_tokens"] + attrs["completion_tokens"] > UNITS_MAX:
            raise serializers.ValidationError("One request does not use so many tokens.")
        return attrs


class ChargeIn(CaptureIn):
    price = serializers.CharField(max_length=40)
    request_id = serializers.RegexField(REQUEST_ID)


class ExtendIn(serializers.Serializer[Any]):
    ttl_seconds = serializers.IntegerField(
        required=False, min_value=1, max_value=HOLD_TTL_SECONDS_MAX
    )


class PricesView(APIView):
    """GET what metered use costs. Public."""

    authentication_classes = ()
    permission_classes = ()

    def get(self, request: Request) -> Response:
        return Response(
            {
                "prices": [
                    {
                        "name": price.name,
                        "unit": price.unit,
                        "amount_sats": price.amount_sats,
                        "per_units": price.per_units,
                    }
                    for price in price_table()
                ],
                "rounding": "A charge is rounded up to a whole msat, a credit down.",
            }
        )


class HoldsView(APIView):
    """POST {price, units_max, request_id, model?, ttl_seconds?} -> 201 held; 200 for a replay.

    402 says what is missing and where to pay it in.
    """

    def post(self, request: Request) -> Response:
        wish = HoldIn(data=request.data)
        wish.is_valid(raise_exception=True)
        held = reserve_usage(user=person(request), **wish.validated_data)
        body = {
            "request_id": held.usage.request_id,
            "held_msats": held.usage.held_msats,
            "expires_at": held.expires_at.isoformat(),
        }
        return Response(body, status=200 if held.replayed else 201)


class HoldView(APIView):
    """DELETE frees what is held: nothing was used."""

    def delete(self, request: Request, request_id: str) -> Response:
        void_usage(user=person(request), request_id=request_id)
        return Response(status=204)


class CaptureView(APIView):
    """POST {prompt_tokens, completion_tokens} or {units}, and model? -> what it cost."""

    def post(self, request: Request, request_id: str) -> Response:
        used = CaptureIn(data=request.data)
        used.is_valid(raise_exception=True)
        user = person(request)
        usage = capture_usage(user=user, request_id=request_id, **used.validated_data)
        return Response(usage_out(usage) | balance_out(user))


class ChargesView(APIView):
    """POST {price, request_id, {units} or {prompt_tokens, completion_tokens}, model?} -> 201.

    Takes a cost that is known already, in one request; the same again answers the same. 402 says
    what is missing and where to pay it in.
    """

    def post(self, request: Request) -> Response:
        wish = ChargeIn(data=request.data)
        wish.is_valid(raise_exception=True)
        usage = charge_usage(user=person(request), **wish.validated_data)
        return Response(usage_out(usage), status=201)


class ExtendView(APIView):
    """POST {ttl_seconds?}: the heartbeat of work that goes on."""

    def post(self, request: Request, request_id: str) -> Response:
        wish = ExtendIn(data=request.data)
        wish.is_valid(raise_exception=True)
        user = person(request)
        expires_at = extend_usage(user=user, request_id=request_id, **wish.validated_data)
        return Response({"request_id": request_id, "expires_at": expires_at.isoformat()})


def usage_out(usage: Usage) -> dict[str, Any]:
    """capped: the work cost more than was held, and only that much was taken."""
    return {
        "request_id": usage.request_id,
        "price": usage.price,
        "model": usage.model,
        "units": usage.units,
        "cost_msats": usage.cost_msats,
        "capped": price_of(usage.price).cost_msats(usage.units) > usage.held_msats,
    }
