"""The socket of a stand-in: reads a request, asks its owner, and can be told to be silent."""

import json
import ssl
import threading
from abc import ABC, abstractmethod
from collections import deque
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

from sandbox.lightning.node import Fault, Node, Sent

BODY_BYTES_MAX = 1_048_576
REQUESTS_KEPT = 5_000
HANG_SECONDS_MAX = 60.0
GARBAGE = b"<html><title>502 Bad Gateway</title></html>"


class NoAnswerError(Exception):
    """The socket is closed without an answer."""


@dataclass(frozen=True, slots=True)
class Call:
    method: str
    target: str  # path and query as they came
    path: list[str]
    query: dict[str, list[str]]
    headers: Message
    raw: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """told: JSON, or text, or bytes as they are."""

    status: int
    told: Any
    headers: dict[str, str] = field(default_factory=dict)

    def body(self) -> tuple[str, bytes]:
        if isinstance(self.told, bytes):
            return "text/html", self.told
        if isinstance(self.told, str):
            return "text/plain; charset=UTF-8", self.told.encode()
        return "application/json", json.dumps(self.told).encode()


class Door(ABC):
    """Use in a `with`: it listens inside. port 0: any free port. Owners implement `answer`."""

    def __init__(
        self, *, node: Node, host: str, port: int, tls: ssl.SSLContext | None = None
    ) -> None:
        self.node = node
        self.silence: Fault | None = None
        """What every call other than an order to pay meets: HANG, LOST, UNPAID_ERROR or
        PAID_GARBAGE (an answer that cannot be read)."""
        self.requests: deque[tuple[Call, Answer]] = deque(maxlen=REQUESTS_KEPT)
        self._server = _Listener((host, port), self)
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        scheme = "http" if tls is None else "https"
        self.url = f"{scheme}://{host}:{self._server.server_port}"
        self._closing = threading.Event()
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @abstractmethod
    def answer(self, call: Call) -> Answer: ...

    def serve(self, call: Call) -> Answer:
        answer = self.answer(call)
        self.requests.append((call, answer))
        return answer

    def check_silence(self) -> Answer | None:
        """Owners ask this before they answer anything but an order to pay."""
        match self.silence:
            case None:
                return None
            case Fault.HANG:
                self.hang()
            case Fault.LOST:
                raise NoAnswerError
            case Fault.PAID_GARBAGE:
                return Answer(200, GARBAGE)
        return Answer(500, "internal error")

    def hang(self) -> None:
        self._closing.wait(HANG_SECONDS_MAX)
        raise NoAnswerError

    def await_end(self, sent: Sent) -> None:
        """As the real ones: an order to pay is answered once the payment has ended."""
        for _ in range(int(HANG_SECONDS_MAX / 0.05)):
            if self._closing.is_set():
                break
            if sent.ended.wait(0.05):
                return
        raise NoAnswerError


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: tuple[str, int], owner: Door) -> None:
        self.owner = owner
        super().__init__(address, _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that has given up breaks the pipe: that is its right, and no news."""


class _Handler(BaseHTTPRequestHandler):
    server: _Listener
    timeout = 30

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def _serve(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > BODY_BYTES_MAX:
            self._write(Answer(413, "too long"))
            return
        address = urlsplit(self.path)
        call = Call(
            method=self.command,
            target=self.path,
            path=[unquote(part) for part in address.path.split("/") if part],
            query=parse_qs(address.query),
            headers=self.headers,
            raw=self.rfile.read(int(length)),
        )
        try:
            answer = self.server.owner.serve(call)
        except NoAnswerError:
            self.close_connection = True
            return
        self._write(answer)

    def _write(self, answer: Answer) -> None:
        kind, body = answer.body()
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
        """Quiet: `requests` tells what happened."""
