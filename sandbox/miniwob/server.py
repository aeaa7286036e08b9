"""The pages of MiniWoB++, served from a folder, and the only place where their rewards arrive.

The pages are not ours and not in the repository: `workshop.miniwob` fetches them. One script is
added to each task page: it fixes the seed, lifts the time limit, covers the reward panel, and tells
the raw reward by a beacon. No answer of this server repeats a reward.
"""

import json
import mimetypes
import re
import secrets
import threading
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlsplit

BEACON_BYTES_MAX = 4_096
READ_SECONDS_MAX = 30
POLL_SECONDS = 0.02
SEED_MAX = 2**31
PAGES, EPISODES = "miniwob", "e"
EPISODE_BYTES = 4
TEMPLATE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SCRIPT = (Path(__file__).parent / "beacon.js").read_text(encoding="utf-8")
TYPES = frozenset({".html", ".css", ".js", ".png", ".gif", ".jpg", ".svg", ".json"})


class UnknownTemplateError(LookupError):
    """No page of this name is in the folder."""


@dataclass(frozen=True, slots=True)
class Reward:
    """raw: -1..1 as the page gave it, before any penalty for time."""

    raw: float
    reason: str

    @property
    def is_won(self) -> bool:
        """Only the full reward counts; half of the right boxes is not the task."""
        return self.raw >= 1.0


class MiniwobServer:
    """A context manager. html: the folder that holds miniwob/, core/ and common/."""

    def __init__(self, html: Path, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self.html = html.resolve()
        self._rewards: dict[str, Reward | None] = {}
        self._opened: dict[str, tuple[Path, int]] = {}
        self._arrived = threading.Condition()
        self._server = _Server((host, port), self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(POLL_SECONDS,), daemon=True
        )
        self.origin = f"{host}:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def templates(self) -> list[str]:
        return sorted(path.stem for path in (self.html / PAGES).glob("*.html"))

    def begin(self, template: str, *, seed: int) -> tuple[str, str]:
        """(episode, url) of a new episode. The same seed gives the same page.

        Raises UnknownTemplateError, ValueError for a seed below 0 or above 2**31.
        """
        if not 0 <= seed <= SEED_MAX:
            raise ValueError("seed must be between 0 and 2**31")
        if not TEMPLATE.fullmatch(template) or not self._page(template).is_file():
            raise UnknownTemplateError(template)
        episode = secrets.token_hex(EPISODE_BYTES)
        with self._arrived:
            self._rewards[episode] = None
            self._opened[episode] = (self._page(template), seed)
        # Short, because it is typed; as deep as the page's own address, whose links are relative.
        return episode, f"http://{self.origin}/{EPISODES}/{episode}"

    def reward(self, episode: str, *, wait_seconds: float = 0.0) -> Reward | None:
        """What the page told, or None where the episode has not ended. Raises KeyError for an
        episode that was never begun."""
        with self._arrived:
            if wait_seconds > 0:
                self._arrived.wait_for(
                    lambda: self._rewards[episode] is not None, timeout=wait_seconds
                )
            return self._rewards[episode]

    def record(self, episode: str, reward: Reward) -> bool:
        """The first beacon of an episode counts; returns whether this was it."""
        with self._arrived:
            if episode not in self._rewards or self._rewards[episode] is not None:
                return False
            self._rewards[episode] = reward
            self._arrived.notify_all()
            return True

    def page_of(self, episode: str) -> bytes | None:
        """The task's page with our script in it, or None for an episode that was never begun."""
        with self._arrived:
            opened = self._opened.get(episode)
        if opened is None:
            return None
        path, seed = opened
        return _with_script(path.read_bytes(), {"seed": str(seed), "episode": episode})

    def _page(self, template: str) -> Path:
        return self.html / PAGES / f"{template}.html"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], miniwob: MiniwobServer) -> None:
        super().__init__(address, _Handler)
        self.miniwob = miniwob


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = READ_SECONDS_MAX

    def do_GET(self) -> None:
        wanted = unquote(urlsplit(self.path).path)
        if wanted.startswith(f"/{EPISODES}/"):
            page = self.server.miniwob.page_of(wanted.removeprefix(f"/{EPISODES}/"))
            kind = "text/html; charset=utf-8"
        else:
            path = self._file(wanted)
            page = None if path is None else path.read_bytes()
            kind = mimetypes.guess_type(wanted)[0] or "application/octet-stream"
        if page is None:
            self._send(HTTPStatus.NOT_FOUND, b"Not found\n", "text/plain; charset=utf-8")
        else:
            self._send(HTTPStatus.OK, page, kind)

    def do_POST(self) -> None:
        try:
            size = int(self.headers.get("Content-Length") or "")
        except ValueError:
            size = -1
        if not 0 <= size <= BEACON_BYTES_MAX:
            self.close_connection = True
            self._send(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"", "text/plain")
            return
        told = _beacon(self.rfile.read(size))
        if self.path != "/beacon" or told is None:
            self._send(HTTPStatus.BAD_REQUEST, b"", "text/plain")
            return
        self.server.miniwob.record(*told)
        self._send(HTTPStatus.NO_CONTENT, b"", "text/plain")

    def _file(self, path: str) -> Path | None:
        """A file below the folder, or None: nothing outside it, whatever the path spells."""
        if "\0" in path:
            return None
        root = self.server.miniwob.html
        wanted = (root / path.lstrip("/")).resolve()
        inside = wanted.is_relative_to(root) and wanted.is_file()
        return wanted if inside and wanted.suffix in TYPES else None

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
        return


def _with_script(page: bytes, told: dict[str, str]) -> bytes:
    """Before </body>: after the page's own script, which sets its time limit, before its onload."""
    script = f"<script>{SCRIPT.replace('/*WOB*/', json.dumps(told))}</script></body>".encode()
    head, found, tail = page.rpartition(b"</body>")
    return head + script + tail if found else page + script


def _beacon(body: bytes) -> tuple[str, Reward] | None:
    try:
        told = json.loads(body)
        raw = told["reward"]
        if isinstance(raw, bool) or not isinstance(raw, int | float) or not -1 <= raw <= 1:
            return None
        return str(told["episode"]), Reward(float(raw), str(told.get("reason") or "")[:200])
    except (ValueError, KeyError, TypeError):
        return None
