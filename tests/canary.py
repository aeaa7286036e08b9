"""The canary scan: where a secret must never appear, looked at as a thief would look."""

import base64
import io
import re
import threading
from collections.abc import Iterable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

import httpx
from PIL import Image

from kernel.ocr import Reader

READ_IMAGES_MAX = 40
PICTURE = re.compile(rb"data:image/png;base64,([A-Za-z0-9+/=]+)")


class RecordingProxy:
    """Stands between the agent and its vision server and keeps every request's body."""

    def __init__(self, port: int) -> None:
        self.target = ""
        self.bodies: list[bytes] = []
        self.url = f"http://127.0.0.1:{port}"
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                proxy.bodies.append(body)
                answer = httpx.post(f"{proxy.target}{self.path}", content=body, timeout=60)
                self.send_response(answer.status_code)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer.content)))
                self.end_headers()
                self.wfile.write(answer.content)

            def log_message(self, *_: Any) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def secrets_found(
    secrets: Sequence[str],
    *,
    folders: Iterable[Path],
    model_requests: Sequence[bytes],
    dump: str,
    without: set[Path],
) -> list[str]:
    """A line per secret and place where it was found; empty when all is well."""
    needles = {form for secret in secrets for form in _forms(secret)}
    found = [f"database: {needle[:3]}..." for needle in needles if needle in dump]
    pictures = [body for request in model_requests for body in PICTURE.findall(request)]
    for number, request in enumerate(model_requests):
        text = PICTURE.sub(b"", request).decode(errors="replace")
        found += [f"model request {number}: {n[:3]}..." for n in needles if n in text]
    images = [("model frame", base64.b64decode(body)) for body in _spread(pictures)]
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p not in without):
            content = path.read_bytes()
            if path.suffix == ".png":
                images.append((str(path), content))
            else:
                text = content.decode(errors="replace")
                found += [f"{path}: {needle[:3]}..." for needle in needles if needle in text]
    return found + _seen_in_pictures(images, secrets)


def _seen_in_pictures(images: Sequence[tuple[str, bytes]], secrets: Sequence[str]) -> list[str]:
    reader, found, seen = Reader(), [], set()
    for name, content in _spread(list(images)):
        if content in seen:
            continue
        seen.add(content)
        with Image.open(io.BytesIO(content)) as image:
            lines = reader.read(image.convert("RGB"))
        text = re.sub(r"\s", "", "".join(line.text for line in lines)).lower()
        found += [
            f"{name}: reads {secret[:3]}..."
            for secret in secrets
            if re.sub(r"\s", "", secret).lower() in text
        ]
    return found


def _spread[T](things: Sequence[T]) -> Sequence[T]:
    """At most READ_IMAGES_MAX of them, evenly: reading one takes a second."""
    step = max(1, len(things) // READ_IMAGES_MAX)
    return things[::step]


def _forms(secret: str) -> list[str]:
    spaced = [f"{secret[:3]} {secret[3:]}"] if secret.isdigit() else []
    encoded = base64.b64encode(secret.encode()).decode().rstrip("=")
    return [secret, quote(secret), encoded, *spaced]
