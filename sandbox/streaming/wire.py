"""HTTP/1.1 on a real socket: bytes to Request, Response to bytes, and any server's refusals."""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

logger = logging.getLogger(__name__)

BODY_BYTES_MAX = 16_384
SOCKET_SECONDS_MAX = 15.0


@dataclass(frozen=True, slots=True)
class Request:
    """Header names are lower case. `form` keeps the last value of each field."""

    method: str
    path: str
    headers: dict[str, str]
    cookies: dict[str, str]
    body: bytes = b""
    query: str = ""

    @property
    def form(self) -> dict[str, str]:
        if not self.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            return {}
        fields = parse_qs(self.body.decode("utf-8", "replace"), keep_blank_values=True)
        return {name: values[-1] for name, values in fields.items()}


@dataclass(slots=True)
class Response:
    status: HTTPStatus
    body: str = ""
    content_type: str = "text/html; charset=utf-8"
    headers: list[tuple[str, str]] = field(default_factory=list)


class SiteServer(ThreadingHTTPServer):
    """One site's listening socket. `answer` is called on a thread per request."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, host: str, port: int, answer: Callable[[Request], Response]) -> None:
        self.answer = answer
        super().__init__((host, port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is an everyday thing; all else is logged with its trace."""
        error = sys.exception()
        if isinstance(error, ConnectionError):
            logger.debug("%s hung up", client_address)
        else:
            logger.error("a request failed", exc_info=error)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "web"
    sys_version = ""
    timeout = SOCKET_SECONDS_MAX
    server: SiteServer

    def do_GET(self) -> None:
        self._answer(b"")

    def do_HEAD(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            self.send_error(HTTPStatus.LENGTH_REQUIRED)
        elif int(length) > BODY_BYTES_MAX:
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            self._answer(self.rfile.read(int(length)))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        logger.debug(format, *args)

    def _answer(self, body: bytes) -> None:
        response = self.server.answer(
            Request(
                method="GET" if self.command == "HEAD" else self.command,
                path=urlsplit(self.path).path,
                headers={name.lower(): value for name, value in self.headers.items()},
                cookies=_cookies(self.headers.get("Cookie", "")),
                body=body,
                query=urlsplit(self.path).query,
            )
        )
        payload = response.body.encode()
        self.send_response(response.status)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Content-Length", str(len(payload)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        for name, value in response.headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(payload)


def _cookies(header: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}
