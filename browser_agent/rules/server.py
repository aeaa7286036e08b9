"""The HTTP side: GET /health, GET /v1/models, POST /v1/chat/completions."""

import json
import logging
import threading
import time
import uuid
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from browser_agent.rules.answer import UnanswerableError, reply
from browser_agent.rules.wire import MODEL, RefusedRequestError, Request, read_request
from kernel.ocr import Reader

BODY_BYTES_MAX = 32_000_000
READ_SECONDS_MAX = 30
LETTERS_PER_TOKEN = 4
PIXELS_PER_TOKEN = 32 * 32
CHAT_PATHS = frozenset({"/v1/chat/completions", "/chat/completions"})
MODEL_PATHS = frozenset({"/v1/models", "/models"})

logger = logging.getLogger(__name__)


class VisionServer(ThreadingHTTPServer):
    """Serves until shut down. One reader for all threads: it remembers the last frames.

    api_key: wanted as a bearer token when it is not empty, as llama.cpp's --api-key does.
    """

    daemon_threads = True

    def __init__(self, address: tuple[str, int], *, reader: Reader, api_key: str = "") -> None:
        super().__init__(address, _Handler)
        self.reader = reader
        self.api_key = api_key
        self.started = int(time.time())
        # Two questions at once would only take each other's processor time.
        self.turn = threading.Lock()

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Handler(BaseHTTPRequestHandler):
    server: VisionServer
    protocol_version = "HTTP/1.1"
    timeout = READ_SECONDS_MAX

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/health":
            self._send(HTTPStatus.OK, {"status": "ok"})
        elif not self._is_allowed():
            self._fail(HTTPStatus.UNAUTHORIZED, "Invalid API Key", kind="authentication_error")
        elif path in MODEL_PATHS:
            card = {
                "id": MODEL,
                "object": "model",
                "created": self.server.started,
                "owned_by": "unsalted-butter",
            }
            self._send(HTTPStatus.OK, {"object": "list", "data": [card]})
        else:
            self._fail(HTTPStatus.NOT_FOUND, "File Not Found", kind="not_found_error")

    def do_POST(self) -> None:
        body = self._body()
        if body is None:
            return
        if self.path.partition("?")[0] not in CHAT_PATHS:
            self._fail(HTTPStatus.NOT_FOUND, "File Not Found", kind="not_found_error")
        elif not self._is_allowed():
            self._fail(HTTPStatus.UNAUTHORIZED, "Invalid API Key", kind="authentication_error")
        else:
            self._complete(body)

    def _complete(self, body: bytes) -> None:
        started = time.monotonic()
        try:
            request = read_request(body)
            with self.server.turn:
                content = reply(
                    request.kind,
                    request.told,
                    request.image,
                    self.server.reader,
                    request.schema,
                )
        except RefusedRequestError as error:
            self._fail(HTTPStatus(error.status), error.message, param=error.param)
            return
        except UnanswerableError as error:
            self._fail(HTTPStatus.BAD_REQUEST, str(error))
            return
        logger.info("%s answered in %.2f s", request.kind, time.monotonic() - started)
        self._send(HTTPStatus.OK, _completion(request, content))

    def _body(self) -> bytes | None:
        try:
            size = int(self.headers.get("Content-Length") or "")
        except ValueError:
            self.close_connection = True
            self._fail(HTTPStatus.LENGTH_REQUIRED, "Content-Length is required.")
            return None
        if not 0 <= size <= BODY_BYTES_MAX:
            self.close_connection = True
            self._fail(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large.")
            return None
        return self.rfile.read(size)

    def _is_allowed(self) -> bool:
        return not self.server.api_key or (
            self.headers.get("Authorization") == f"Bearer {self.server.api_key}"
        )

    def _fail(
        self,
        status: HTTPStatus,
        message: str,
        *,
        kind: str = "invalid_request_error",
        param: str | None = None,
    ) -> None:
        error = {"message": message, "type": kind, "param": param, "code": int(status)}
        self._send(status, {"error": error})

    def _send(self, status: HTTPStatus, body: Mapping[str, Any]) -> None:
        raw = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
        logger.debug(format, *args)


def _completion(request: Request, content: str) -> dict[str, Any]:
    """Token counts are estimates: letters for text, 32 x 32 pixels for pictures."""
    width, height = request.image.size
    asked = request.prompt_letters // LETTERS_PER_TOKEN + width * height // PIXELS_PER_TOKEN
    said = max(len(content) // LETTERS_PER_TOKEN, 1)
    return {
        "id": f"chatcmpl-{uuid.uuid4().hex}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": request.model,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content},
                "finish_reason": "stop",
                "logprobs": None,
            }
        ],
        "usage": {
            "prompt_tokens": asked,
            "completion_tokens": said,
            "total_tokens": asked + said,
        },
    }
