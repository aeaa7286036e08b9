"""Lightning addresses: from `name@host` to an invoice that may be paid (LUD-16, LUD-06).

Both steps go through kernel.guarded, because both addresses are a stranger's choice. What comes
back is believed only where it is exactly what was asked: our network, our amount, the hash of the
metadata that was shown (LUD-06), and enough time left to pay. Refusals are UpstreamError, permanent
where the same address will not answer otherwise.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from kernel import guarded
from kernel.bolt11 import Bolt11InvalidError, PaymentRequest, read_bolt11
from kernel.clock import utc_now
from kernel.errors import InvalidError, UpstreamError
from kernel.money import msats_text

ADDRESS_CHARACTERS_MAX = 320
REASON_CHARACTERS_MAX = 120
LEFT_LEAST = timedelta(seconds=90)
"""An invoice with less time left might lapse while it is being paid."""
_NAME = re.compile(r"[a-z0-9_.+-]{1,64}")
_HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


class AddressInvalidError(InvalidError):
    """Not a Lightning address that can be paid from here."""

    code = "address_invalid"


@dataclass(frozen=True, slots=True)
class Address:
    """name: a-z 0-9 - _ . and +tag. host: lower case, or host:port of GUARD_ALLOWED_HOSTS."""

    name: str
    host: str

    def __str__(self) -> str:
        return f"{self.name}@{self.host}"

    @property
    def url(self) -> str:
        scheme = "http" if guarded.is_allowed(self.host) else "https"
        return f"{scheme}://{self.host}/.well-known/lnurlp/{self.name}"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the receiver's server says of itself. metadata: the raw string, as it is hashed."""

    callback: str
    sendable_msats_min: int
    sendable_msats_max: int
    metadata: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """An invoice that passed every check, and its text."""

    bolt11: str
    request: PaymentRequest


def read_address(text: str) -> Address:
    """Raises AddressInvalidError. Asks nobody."""
    name, at, host = text.strip().lower().rpartition("@")
    if not at or len(text) > ADDRESS_CHARACTERS_MAX:
        raise AddressInvalidError("A Lightning address looks like name@example.org.")
    if not host.isascii():
        raise AddressInvalidError("Write the host in its ASCII form, which begins with xn--.")
    if host.endswith(".onion"):
        raise AddressInvalidError("Onion services are not supported.")
    if not _NAME.fullmatch(name) or not name.strip("."):
        raise AddressInvalidError("The name before @ has only a-z, 0-9 and - _ . +")
    if not _HOST.fullmatch(host) and not guarded.is_allowed(host):
        raise AddressInvalidError("The host after @ is not one.")
    return Address(name, host)


def resolve_address(*, address: Address, amount_msats: int) -> Resolved:
    """An invoice over exactly amount_msats (> 0) from whoever answers for the address.

    Asks the network twice, never inside a transaction. Raises UpstreamError.
    """
    terms = fetch_terms(address)
    if not terms.sendable_msats_min <= amount_msats <= terms.sendable_msats_max:
        raise UpstreamError(
            f"{address} takes from {msats_text(terms.sendable_msats_min)} to "
            f"{msats_text(terms.sendable_msats_max)}.",
            permanent=True,
        )
    return _fetch_invoice(terms, amount_msats)


def fetch_terms(address: Address) -> Terms:
    told = _told(guarded.get(address.url))
    if told.get("tag") != "payRequest":
        raise UpstreamError("This address takes no payments.", permanent=True)
    low, high = _count(told, "minSendable"), _count(told, "maxSendable")
    callback, metadata = told.get("callback"), told.get("metadata")
    if not 0 < low <= high:
        raise UpstreamError("The address names no amounts it takes.", permanent=True)
    if not isinstance(callback, str) or not isinstance(metadata, str) or not _describes(metadata):
        raise UpstreamError("The address's answer cannot be read.", permanent=True)
    return Terms(callback, low, high, metadata)


def _fetch_invoice(terms: Terms, amount_msats: int) -> Resolved:
    joint = "&" if urlsplit(terms.callback).query else "?"
    bare = terms.callback.partition("#")[0].rstrip("?&")
    told = _told(guarded.get(f"{bare}{joint}{urlencode({'amount': amount_msats})}"))
    text = told.get("pr")
    if not isinstance(text, str):
        raise UpstreamError("The address gave no invoice.", permanent=True)
    try:
        request = read_bolt11(text)
    except Bolt11InvalidError as error:
        raise UpstreamError("The address's invoice cannot be read.", permanent=True) from error
    if request.network != settings.BITCOIN_NETWORK:
        raise UpstreamError("The address's invoice is of another network.", permanent=True)
    if request.amount_msats != amount_msats:
        raise UpstreamError("The address's invoice asks for another amount.", permanent=True)
    if request.description_hash != hashlib.sha256(terms.metadata.encode()).hexdigest():
        raise UpstreamError("The address's invoice is not for what it described.", permanent=True)
    if request.expires_at < utc_now() + LEFT_LEAST:
        raise UpstreamError("The address's invoice leaves no time to be paid.", permanent=True)
    return Resolved(text, request)


def _told(answer: guarded.Answer) -> dict[str, Any]:
    """The JSON object. An error of LUD-06 is permanent and shown, whatever its HTTP status is."""
    try:
        told = answer.json()
    except UpstreamError:
        told = None
    if isinstance(told, dict) and str(told.get("status", "")).upper() == "ERROR":
        raise UpstreamError(f"The address says: {_words(told.get('reason'))}", permanent=True)
    if answer.status != 200 or not isinstance(told, dict):  # noqa: PLR2004 - HTTP's OK
        permanent = answer.status < 500 and answer.status != 429  # noqa: PLR2004 - HTTP's classes
        raise UpstreamError(f"The address answered {answer.status}.", permanent=permanent)
    return told


def _words(reason: Any) -> str:
    """A stranger's text, short and in one line."""
    line = "".join(sign for sign in str(reason or "nothing") if sign.isprintable())
    return line[:REASON_CHARACTERS_MAX]


def _count(told: dict[str, Any], name: str) -> int:
    """A whole number of msats; 0, which nobody can send, for anything else."""
    value = told.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _describes(metadata: str) -> bool:
    """LUD-06: an array of [type, content], one of them text/plain."""
    try:
        entries = json.loads(metadata)
    except (ValueError, RecursionError):
        return False
    return isinstance(entries, list) and any(
        isinstance(entry, list) and entry[:1] == ["text/plain"] for entry in entries
    )
