"""The registry of sites: checked, versioned, the same door for commands and the admin."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction

from jobs.errors import ServiceInvalidError
from jobs.models import Service, ServiceVersion
from jobs.models.registry import HINTS_CHARACTERS_MAX

DOMAIN = re.compile(r"^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$")
HOST_PORT = re.compile(r"^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?:[0-9]{1,5}$")
NAME_CHARACTERS_MAX = 80
SLUG_CHARACTERS_MAX = 50
"""A job's key is "dm:", a rumor id of 64 digits and the slug, in 120 characters."""
VERSIONED = ("name", "origins", "start_url", "account_url", "hints")
LISTED = (*VERSIONED, "aliases", "is_enabled")


@transaction.atomic
def save_service(*, slug: str, **values: Any) -> Service:
    """Create or change a service. values: any of LISTED; what is not named stays as it is.

    A change of a VERSIONED value makes a new version and keeps the old one. Raises
    ServiceInvalidError where a URL is not inside the origins or a value has the wrong shape.
    """
    unknown = set(values) - set(LISTED)
    if unknown:
        raise ServiceInvalidError(f"A service has no {', '.join(sorted(unknown))}.", slug=slug)
    service = Service.objects.select_for_update().filter(slug=slug).first()
    is_new = service is None
    service = service or Service(slug=slug, version=1)
    before = {name: getattr(service, name) for name in VERSIONED}
    for name, value in values.items():
        setattr(service, name, value)
    check_service(service)
    changed = any(getattr(service, name) != before[name] for name in VERSIONED)
    if changed and not is_new:
        service.version += 1
    service.save()
    if is_new or changed:
        ServiceVersion.objects.create(
            service=service,
            version=service.version,
            **{name: getattr(service, name) for name in VERSIONED},
        )
    return service


def load_services(*, text: str) -> dict[str, int]:
    """A JSON list of services into the registry, all or nothing; again changes nothing.

    Returns counts: created, changed, same. Raises ServiceInvalidError.
    """
    try:
        rows = json.loads(text)
    except ValueError as error:
        raise ServiceInvalidError("The file is not JSON.") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ServiceInvalidError("The file is not a JSON list of objects.")
    return _load_rows(rows)


@transaction.atomic
def _load_rows(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    counts = {"created": 0, "changed": 0, "same": 0}
    for row in rows:
        values = dict(row)
        slug = str(values.pop("slug", ""))
        old = Service.objects.filter(slug=slug).first()
        before = None if old is None else _facts(old)
        service = save_service(slug=slug, **values)
        if before is None:
            counts["created"] += 1
        else:
            counts["same" if before == _facts(service) else "changed"] += 1
    return counts


def _facts(service: Service) -> dict[str, Any]:
    return {name: getattr(service, name) for name in LISTED}


def check_service(service: Service) -> None:
    """Raises ServiceInvalidError where the row could not be served."""
    if len(service.slug) > SLUG_CHARACTERS_MAX:
        raise ServiceInvalidError(
            f"A slug has at most {SLUG_CHARACTERS_MAX} characters.", slug=service.slug
        )
    if not isinstance(service.origins, list) or not all(
        isinstance(origin, str) and (DOMAIN.match(origin) or HOST_PORT.match(origin))
        for origin in service.origins
    ):
        raise ServiceInvalidError(
            "Origins are registrable domains (netflix.com) or host:port, in lower case.",
            slug=service.slug,
        )
    if not isinstance(service.aliases, list) or not all(
        isinstance(alias, str) and 1 <= len(alias) <= NAME_CHARACTERS_MAX
        for alias in service.aliases
    ):
        raise ServiceInvalidError("Aliases are a list of names.", slug=service.slug)
    if len(service.hints) > HINTS_CHARACTERS_MAX:
        raise ServiceInvalidError(
            f"Hints have at most {HINTS_CHARACTERS_MAX} characters.", slug=service.slug
        )
    for url in (service.start_url, *filter(None, [service.account_url])):
        if not _inside(url, service.origins):
            raise ServiceInvalidError(
                f"{url or 'No start page'} is outside the origins.", slug=service.slug
            )
    try:
        # The names of the fields in question are safe to tell; uniqueness is the database's matter.
        service.full_clean(exclude=["start_url", "account_url"], validate_unique=False)
    except ValidationError as error:
        fields = ", ".join(sorted(error.message_dict))
        raise ServiceInvalidError(f"Not right: {fields}.", slug=service.slug) from error


def _inside(url: str, origins: list[str]) -> bool:
    """https at one of the domains or below it; plain http only at an exact host:port."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"} or parts.username is not None:
        return False
    if f"{host}:{port}" in origins:
        return True
    return parts.scheme == "https" and any(
        host == origin or host.endswith(f".{origin}") for origin in origins
    )
