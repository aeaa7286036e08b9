"""A thin proxy before the real mint that loses what it is told to lose."""

import threading
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

import httpx


class Loss(StrEnum):
    ANSWER = "answer"  # the mint has acted; nobody hears of it
    REQUEST = "request"  # the mint never hears of it
    GARBAGE = "garbage"  # the mint has acted; the answer cannot be read
    ERROR = "error"  # the mint has acted; a gateway says 502


class LosingProxy:
    """Passes everything on, but for what `lose` named. Use as a context manager."""

    def __init__(self, mint_url: str) -> None:
        self.mint_url = mint_url
        self.seen: list[tuple[str, str]] = []
        self.bodies: list[bytes] = []
        self._losses: list[tuple[str, Loss]] = []
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join(timeout=10)
        self._server.server_close()

    def lose(self, path: str, loss: Loss, *, times: int = 1) -> None:
        """The next so many calls whose path begins so."""
        with self._lock:
            self._losses += [(path, loss)] * times

    def calm(self) -> None:
        with self._lock:
            self._losses.clear()
            self.seen.clear()
            self.bodies.clear()

    def count(self, method: str, path: str) -> int:
        return self.seen.count((method, path))

    def fate(self, method: str, path: str, body: bytes) -> Loss | None:
        with self._lock:
            self.seen.append((method, path))
            self.bodies.append(body)
            for index, (prefix, loss) in enumerate(self._losses):
                if path.startswith(prefix):
                    del self._losses[index]
                    return loss
        return None


def _handler(proxy: LosingProxy) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._pass(b"")

        def do_POST(self) -> None:
            self._pass(self.rfile.read(int(self.headers.get("Content-Length", 0))))

        def log_message(self, *_: Any) -> None:
            """Silent."""

        def _pass(self, body: bytes) -> None:
            loss = proxy.fate(self.command, self.path, body)
            if loss == Loss.REQUEST:
                self.close_connection = True
                return
            answer = httpx.request(
                self.command,
                proxy.mint_url + self.path,
                content=body,
                headers={"Content-Type": "application/json"},
                timeout=30,
                trust_env=False,
            )
            if loss == Loss.ANSWER:
                self.close_connection = True
                return
            status, content = answer.status_code, answer.content
            if loss == Loss.GARBAGE:
                content = b"<html>"
            if loss == Loss.ERROR:
                status, content = 502, b"{}"
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    return Handler
