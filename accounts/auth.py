"""How a request says who it is: a JWT by django-ninja-jwt, read by DRF."""

from typing import Any

from ninja_jwt.authentication import JWTBaseAuthentication
from ninja_jwt.exceptions import AuthenticationFailed as BadToken
from ninja_jwt.exceptions import InvalidToken
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.models import User


class PersonAuthentication(BaseAuthentication):
    """`Authorization: Bearer <access token>`; anything else is nobody."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        try:
            user = JWTBaseAuthentication().jwt_authenticate(request, token.strip())
        except (InvalidToken, BadToken) as error:
            raise AuthenticationFailed(
                "The token is not valid or has run out: log in again."
            ) from error
        return user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


def person(request: Request) -> User:
    """Whoever made the request; the permission classes have let in nobody else."""
    assert isinstance(request.user, User)
    return request.user
