"""Django checks for what would otherwise fail in silence."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Critical, Error, register
from django.db import DatabaseError, connection

POSTGRESQL_MIN = 160_000
JWT_KEYS = frozenset(
    {
        "ALGORITHM",
        "AUDIENCE",
        "ISSUER",
        "JWK_URL",
        "LEEWAY",
        "SIGNING_KEY",
        "USER_ID_CLAIM",
        "USER_ID_FIELD",
        "VERIFYING_KEY",
    }
)


@register()
def jwt_settings_cannot_leak_in(**_: Any) -> list[CheckMessage]:
    """django-ninja-jwt fills gaps from unprefixed environment variables such as LEEWAY."""
    from ninja_jwt.settings import api_settings  # noqa: PLC0415 - bound to settings at import

    messages: list[CheckMessage] = [
        Critical(
            f"NINJA_JWT does not spell out {key}: the environment could set it.", id="ops.E001"
        )
        for key in sorted(JWT_KEYS - set(settings.NINJA_JWT))
    ]
    if api_settings.ALGORITHM != "HS256" or api_settings.LEEWAY:
        messages.append(Critical("Tokens are not checked with HS256 and no leeway.", id="ops.E002"))
    return messages


@register("database")
def postgresql_is_new_enough(**_: Any) -> list[CheckMessage]:
    try:
        version = connection.cursor().connection.info.server_version
    except DatabaseError as error:
        return [Error(f"PostgreSQL does not answer: {error}", id="ops.E003")]
    if version < POSTGRESQL_MIN:
        return [Error(f"PostgreSQL 16 or newer is needed; this is {version}.", id="ops.E004")]
    return []
