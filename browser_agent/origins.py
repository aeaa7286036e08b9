"""Which addresses belong to a service: registrable domains by the public suffix list.

The list comes with `publicsuffixlist` (no network), its private part included: two names under
github.io are strangers to each other.
"""

import ipaddress
import re
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

DEFAULT_PORTS = {"http": 80, "https": 443}
# Hosts of strangers that the list does not hold as such; a name too many only makes it stricter.
OURS_TOO = frozenset(["amazonaws.com", "azurewebsites.net", "cloudfront.net", "trycloudflare.com"])
_ADDRESS = re.compile(
    r"(?<![\w.@/-])(?:https?\s?:\s?/\s?/\s?)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24})"
    r"(:\d{2,5})?(?=$|[\s/?#,;:)\]]|\.\s|\.$)",
    re.IGNORECASE,
)


def registrable_domain(host: str) -> str:
    """www.shop.example.co.uk -> example.co.uk. IP addresses and single names stay as they are."""
    host = host.lower().rstrip(".")
    if _is_ip(host) or "." not in host:
        return host
    found = _suffixes().privatesuffix(host)
    if found in OURS_TOO and host != found:
        return ".".join(host.split(".")[-(found.count(".") + 2) :])
    return str(found or host)


def is_public_suffix(host: str) -> bool:
    """A name under which strangers register, such as co.uk: no service of its own."""
    host = host.lower().rstrip(".")
    return host in OURS_TOO or _suffixes().publicsuffix(host, accept_unknown=False) == host


def origin_of(url: str) -> str:
    """What a Task's `origins` would hold for this address: a registrable domain on the usual port,
    else host:port. Raises ValueError where it is not an http(s) address."""
    parts = urlsplit(url)
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise ValueError("not an http or https address")
    port = parts.port or DEFAULT_PORTS[parts.scheme]
    host = parts.hostname
    if _is_ip(host) or "." not in host or port not in DEFAULT_PORTS.values():
        return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return registrable_domain(host)


def origin_allowed(url: str, origins: Sequence[str]) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port or DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return False
    host = (parts.hostname or "").rstrip(".")
    if not host or port is None or parts.username is not None:
        return False
    exact = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return any(
        exact == origin
        or (port in DEFAULT_PORTS.values() and not _is_ip(host) and _is_under(host, origin))
        for origin in map(str.lower, origins)
    )


def foreign_address(words: str, origins: Sequence[str]) -> str | None:
    """An address of somebody else that a control's words name; or None.

    Only names under a known suffix count: OCR that loses a blank ("plan.Cancel") names no address.
    """
    for match in _ADDRESS.finditer(words):
        host, port = match.group(1).lower(), match.group(2) or ""
        if _suffixes().publicsuffix(host, accept_unknown=False) is None or is_public_suffix(host):
            continue
        if not origin_allowed(f"https://{host}{port}/", origins):
            return host
    return None


def _is_under(host: str, origin: str) -> bool:
    inside = host == origin or host.endswith(f".{origin}")
    return inside and not is_public_suffix(origin)


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
