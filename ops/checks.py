"""Django checks for what would otherwise fail in silence."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Critical, Error, Info, register
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


@register("database", deploy=True)
def books_are_shut_to_the_application(**_: Any) -> list[CheckMessage]:
    """Triggers refuse slips in any case; only a role without the rights refuses intent."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT has_table_privilege('ledger_transfer', 'INSERT')")
            [may_write] = cursor.fetchone()
    except DatabaseError:  # no database or no tables yet: the check above and migrate say so
        return []
    if may_write:
        told = "The application's database role could write in the books past the functions."
        hint = "Let it log in as a role of its own, and run: manage.py harden_ledger --role NAME"
        return [Info(told, hint=hint, id="ops.I005")]
    return []


@register(deploy=True)
def somebody_hears_of_trouble(**_: Any) -> list[CheckMessage]:
    if settings.NOTIFY_EMAIL or settings.NOTIFY_WEBHOOK_URL:
        return []
    told = "Operators hear of alerts by neither email nor webhook; they stand on the page Till."
    return [Info(told, hint="Set NOTIFY_EMAIL or NOTIFY_WEBHOOK_URL.", id="ops.I006")]
