"""Asking addresses that strangers chose, without being led inside (SSRF).

A Lightning address, a callback or a webhook names a host. Here the name is resolved once, every
address it has must be public, and the connection goes to the address that was checked: a name that
changes its answer in between (DNS rebinding) gains nothing. Only https; no proxy of the
environment; a redirect is a new address to check; an answer has at most so many bytes, and the
whole conversation, from the name to the last byte, ends at one deadline.

Hosts of GUARD_ALLOWED_HOSTS (`host:port`) may be reached by http and at private addresses. Onion
services are not supported: there is no Tor here.
"""

import ipaddress
import json
import socket
import ssl
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
from django.conf import settings

from kernel.clock import monotonic_seconds
from kernel.errors import UpstreamError

BYTES_MAX = 262_144
SECONDS_MAX = 15.0
REDIRECTS_MAX = 3
URL_CHARACTERS_MAX = 8_192
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PORTS = {"https": 443, "http": 80}
GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
"""What IPv6 routes between strangers; NAT64 and site-local addresses lie outside."""
SIX_TO_FOUR = ipaddress.ip_network("2002::/16")
"""Leads to an IPv4 address, which may be anybody's."""


class AddressRefusedError(UpstreamError):
    """The address may not be asked: not https, no name, or not a public place."""

    code = "address_refused"

    def __init__(self, message: str) -> None:
        super().__init__(message, permanent=True)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes

    def json(self) -> Any:
        """Raises UpstreamError, permanent, where the body is not JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise UpstreamError("The answer is not JSON.", permanent=True) from error


def get(url: str, *, bytes_max: int = BYTES_MAX, seconds_max: float = SECONDS_MAX) -> Answer:
    """Ask a stranger. Follows at most REDIRECTS_MAX redirects, each checked like the first.

    Raises AddressRefusedError; UpstreamError where nothing readable came in time.
    """
    deadline = monotonic_seconds() + seconds_max
    for _ in range(REDIRECTS_MAX + 1):
        answer, location = _exchange("GET", url, (), b"", bytes_max, deadline)
        if location is None:
            return answer
        url = urljoin(url, location)
    raise UpstreamError(f"More than {REDIRECTS_MAX} redirects.", permanent=True)


def post(
    url: str,
    *,
    body: bytes,
    headers: dict[str, str],
    bytes_max: int = BYTES_MAX,
    seconds_max: float = SECONDS_MAX,
) -> Answer:
    """Tell a stranger. A redirect is an answer like any other: what was signed goes nowhere else.

    Raises as `get`.
    """
    named = [(name.encode(), value.encode()) for name, value in headers.items()]
    deadline = monotonic_seconds() + seconds_max
    return _exchange("POST", url, named, body, bytes_max, deadline)[0]


def is_allowed(authority: str) -> bool:
    """Whether an operator has named this host:port as one of the house's own."""
    return authority in settings.GUARD_ALLOWED_HOSTS


def is_public(text: str) -> bool:
    """Whether the numeric address is one that anybody on the internet could be reached at."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(str(address.ipv4_mapped))
        if address not in GLOBAL_UNICAST or address in SIX_TO_FOUR:
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def _exchange(
    method: str,
    url: str,
    headers: Iterable[tuple[bytes, bytes]],
    body: bytes,
    bytes_max: int,
    deadline: float,
) -> tuple[Answer, str | None]:
    """The answer, and where a redirect points to."""
    target, allowed = _checked(url)
    sent = [
        (b"Host", target.origin.host + _port_suffix(target)),
        (b"Accept", b"application/json"),
        (b"Accept-Encoding", b"identity"),  # what unpacks to more than it weighs is not read
        (b"User-Agent", b"unsalted-butter"),
        (b"Connection", b"close"),
        (b"Content-Length", str(len(body)).encode()),
        *headers,
    ]
    pool = httpcore.ConnectionPool(
        ssl_context=_tls(), network_backend=_Network(deadline, private_allowed=allowed), retries=0
    )
    try:
        with pool, pool.stream(method, target, headers=sent, content=body) as response:
            found = {name.lower(): value for name, value in response.headers}
            if method == "GET" and response.status in REDIRECTS and b"location" in found:
                return Answer(response.status, b""), found[b"location"].decode("latin-1")
            if found.get(b"content-encoding", b"identity") != b"identity":
                raise UpstreamError("The answer is packed.", permanent=True)
            return Answer(response.status, _read(response, bytes_max)), None
    except (httpcore.TimeoutException, TimeoutError) as error:
        raise UpstreamError("The other side took too long.") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as error:
        raise UpstreamError(f"The other side cannot be asked ({type(error).__name__}).") from error


def _checked(url: str) -> tuple[httpcore.URL, bool]:
    """What to connect to, built from the parts that were checked, so no second parser differs."""
    if len(url) > URL_CHARACTERS_MAX or not url.isascii() or not url.isprintable() or " " in url:
        raise AddressRefusedError("This is not an address.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise AddressRefusedError("This is not an address.") from error
    if not host or not port or "@" in parts.netloc or "\\" in parts.netloc or "%" in host:
        raise AddressRefusedError("This is not an address.")
    if host.rstrip(".").endswith(".onion"):
        raise AddressRefusedError("Onion services are not supported.")
    allowed = is_allowed(f"{host}:{port}")
    if parts.scheme != "https" and not (allowed and parts.scheme == "http"):
        raise AddressRefusedError("Only https addresses are asked.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return httpcore.URL(scheme=parts.scheme, host=host, port=port, target=path), allowed


def _port_suffix(target: httpcore.URL) -> bytes:
    usual = PORTS[target.scheme.decode()] == target.port
    return b"" if usual else f":{target.port}".encode()


def _read(response: httpcore.Response, bytes_max: int) -> bytes:
    read = bytearray()
    for chunk in response.iter_stream():
        read += chunk
        if len(read) > bytes_max:
            raise UpstreamError(f"The answer has more than {bytes_max} bytes.", permanent=True)
    return bytes(read)


def _tls() -> ssl.SSLContext:
    return httpcore.default_ssl_context()


def _resolved(host: str, port: int, seconds: float) -> list[str]:
    """Every address of the name. The resolver knows no deadline, so it is asked in a thread."""
    found: list[str] = []
    failed: list[OSError | UnicodeError] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            failed.append(error)
        else:
            found.extend(str(row[4][0]) for row in rows)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(timeout=seconds)
    if failed or not found:
        raise UpstreamError("The host's name cannot be resolved.")
    return list(dict.fromkeys(found))


class _Network(httpcore.NetworkBackend):
    """Connects to addresses that were checked here, and nowhere else."""

    def __init__(self, deadline: float, *, private_allowed: bool) -> None:
        self._deadline = deadline
        self._private_allowed = private_allowed
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = _resolved(host, port, _left(self._deadline))
        # One private address among public ones is a trap, not a mistake.
        if not self._private_allowed and not all(map(is_public, addresses)):
            raise AddressRefusedError("This host is not a public one.")
        stream = self._inner.connect_tcp(addresses[0], port, timeout=_left(self._deadline))
        return _Stream(stream, self._deadline)


class _Stream(httpcore.NetworkStream):
    """No read or write waits past the deadline, however slowly bytes drip."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, timeout=_left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout=_left(self._deadline))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(self._deadline)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - monotonic_seconds()
    if left <= 0:
        raise TimeoutError
    return left
