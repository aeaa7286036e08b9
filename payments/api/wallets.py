"""A person's own wallet, which may pay our invoices for them."""

from dataclasses import asdict
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.auth import person
from accounts.services import count_attempt
from payments.rails.nwc_wire import URI_CHARACTERS_MAX
from payments.services.wallets import (
    change_wallet,
    connect_wallet,
    disconnect_wallet,
    view_wallet,
)

CONNECTIONS_MAX = 20
"""Per person and 15 minutes: each has us dial an address of their choice."""


class WalletIn(serializers.Serializer[Any]):
    uri = serializers.CharField(required=False, max_length=URI_CHARACTERS_MAX)
    autopay = serializers.BooleanField(default=False)
    payment_sats_max = serializers.IntegerField(min_value=1)
    day_sats_max = serializers.IntegerField(min_value=1)


class WalletView(APIView):
    """PUT {uri?, autopay, payment_sats_max, day_sats_max}; without uri only the limits change.

    PUT and GET answer {pubkey, relays, autopay, payment_sats_max, day_sats_max, day_sats_used,
    trouble}: what the connection is, and never what it can spend with. DELETE -> 204. 404 where no
    wallet is connected.
    """

    def put(self, request: Request) -> Response:
        wanted = WalletIn(data=request.data)
        wanted.is_valid(raise_exception=True)
        user, told = person(request), dict(wanted.validated_data)
        if "uri" not in told:
            return Response(asdict(change_wallet(user=user, **told)))
        count_attempt(scope="wallet", subject=str(user.pk), attempts_max=CONNECTIONS_MAX)
        return Response(asdict(connect_wallet(user=user, **told)))

    def get(self, request: Request) -> Response:
        return Response(asdict(view_wallet(user=person(request))))

    def delete(self, request: Request) -> Response:
        disconnect_wallet(user=person(request))
        return Response(status=204)
