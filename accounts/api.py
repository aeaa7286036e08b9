"""Logging in. The rest of what a person may do lives with what it is about."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.errors import PubkeyInvalidError
from accounts.models import User
from accounts.npub import npub_from_pubkey, pubkey_from_text
from accounts.services import exchange_login_code, refresh_access


class TokenIn(serializers.Serializer[Any]):
    npub = serializers.CharField(required=False, max_length=200)
    pubkey = serializers.CharField(required=False, max_length=200)
    code = serializers.CharField(max_length=40)


class RefreshIn(serializers.Serializer[Any]):
    refresh = serializers.CharField(max_length=2_000)


class TokenView(APIView):
    """POST {"npub" or "pubkey", "code"} -> {"access", "refresh"}; 401, 429."""

    authentication_classes = ()
    permission_classes = ()

    def post(self, request: Request) -> Response:
        login = TokenIn(data=request.data)
        login.is_valid(raise_exception=True)
        text = login.validated_data.get("npub") or login.validated_data.get("pubkey")
        if not text:
            raise PubkeyInvalidError("Say who you are: npub.")
        tokens = exchange_login_code(
            pubkey=pubkey_from_text(text),
            # People copy "123 456 789 012" and "123-456-789-012" just as well.
            code="".join(filter(str.isalnum, login.validated_data["code"])),
            # The server resolves forwarded addresses of proxies it trusts; headers of strangers
            # never get here.
            address=str(request.META.get("REMOTE_ADDR", "")),
        )
        return Response({"access": tokens.access, "refresh": tokens.refresh})


class RefreshView(APIView):
    """POST {"refresh"} -> {"access"}; 401."""

    authentication_classes = ()
    permission_classes = ()

    def post(self, request: Request) -> Response:
        told = RefreshIn(data=request.data)
        told.is_valid(raise_exception=True)
        return Response({"access": refresh_access(refresh=told.validated_data["refresh"])})


def me_out(user: User) -> dict[str, Any]:
    """A person for themselves."""
    return {
        "npub": npub_from_pubkey(user.pubkey) if user.pubkey else None,
        "pubkey": user.pubkey,
        "created_at": user.created_at.isoformat(),
    }
