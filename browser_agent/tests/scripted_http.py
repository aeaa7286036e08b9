"""A real HTTP server on loopback that answers by a function, for tests of our two clients."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Answer = tuple[int, Any]
Script = Callable[[Asked], Answer]


@contextmanager
def answering(script: Script) -> Iterator[tuple[str, list[Asked]]]:
    """Yields (url, what was asked). Bytes are sent as HTML, anything else as JSON."""
    asked: list[Asked] = []

    class ScriptHandler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            question = Asked(self.command, self.path, dict(self.headers), body)
            asked.append(question)
            code, answer = script(question)
            raw = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            raw = b"" if code == 204 else raw
            try:
                self.send_response(code)
                kind = "text/html" if isinstance(answer, bytes) else "application/json"
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)
            except OSError:
                self.close_connection = True  # the client has given up waiting, which is the test

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), ScriptHandler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
