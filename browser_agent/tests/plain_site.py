"""A small subscription site of the tests' own, and a vision server that plays a given script.

Both are real HTTP servers on loopback. Controls stand at fixed places for a script to point at.
"""

import base64
import io
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from PIL import Image

PAGE_WIDE, PAGE_HIGH = 1272, 809
Handler = Callable[[str, str, dict[str, str]], tuple[int, str, str]]

STYLE = (
    "<!doctype html><meta charset=utf-8><style>body{font:18px Arial}"
    "a,button,input,p{position:absolute;left:100px;width:360px;height:36px}</style>"
)


def place(x: int, y: int) -> dict[str, int]:
    """Page pixels to the 0-1000 that a model answers with."""
    return {"x": round(x * 1000 / PAGE_WIDE), "y": round(y * 1000 / PAGE_HIGH)}


class PlainSite:
    """Signs in anybody with the right password; cancels on POST /cancel."""

    def __init__(self, *, email: str, password: str) -> None:
        self.email, self.password = email, password
        self.cancelled = False
        self.is_deaf = False  # says that it is done, and does nothing
        self.sign_ins: list[dict[str, str]] = []
        self.signed_in = False

    def answer(self, method: str, path: str, form: dict[str, str]) -> tuple[int, str, str]:
        if path == "/robots.txt":
            return 200, "text/plain", "plain words"
        if (method, path) == ("POST", "/sign-in"):
            self.sign_ins.append(form)
            self.signed_in = (form.get("email"), form.get("password")) == (
                self.email,
                self.password,
            )
            return 303, "/account" if self.signed_in else "/", ""
        if not self.signed_in:
            return 200, "text/html", self._sign_in()
        if (method, path) == ("POST", "/cancel"):
            self.cancelled = not self.is_deaf
            return 303, "/account" if self.is_deaf else "/done", ""
        body = self._done() if path == "/done" else self._account()
        return 200, "text/html", body

    def _sign_in(self) -> str:
        return (
            f"{STYLE}<title>Sign in</title><form method=post action=/sign-in>"
            "<p style='top:60px'>Email address</p><input name=email style='top:100px'>"
            "<p style='top:160px'>Password</p><input name=password type=password style='top:200px'>"
            "<button style='top:280px'>Sign in</button></form>"
        )

    def _account(self) -> str:
        state = (
            "Your plan ends on December 14, 2026."
            if self.cancelled
            else "Your plan renews on December 14, 2026."
        )
        return (
            f"{STYLE}<title>Account</title><p style='top:60px'>Account of {self.email}</p>"
            f"<p style='top:110px'>{state}</p><form method=post action=/cancel>"
            "<button style='top:200px'>Cancel membership</button></form>"
            "<a href=/account style='top:300px'>Keep my plan</a>"
        )

    def _done(self) -> str:
        return f"{STYLE}<title>Done</title><p style='top:60px'>Your membership is cancelled.</p>"


def step(action: str, page: str, **given: Any) -> dict[str, Any]:
    """One answer of a model by ACTION_SCHEMA; what is not given is null or false."""
    return {
        "observation": "as scripted", "page": page, "state": "unknown", "action": action,
        "target": "", "x": None, "y": None, "text_ref": None, "text": None, "submit": False,
        "key": None, "direction": None, "ask": None, "error_code": None, "commit": False,
        "effective_date": None, "confidence": 0.9,
    } | given  # fmt: skip


def verdict(state: str, *, effective_date: str | None = None) -> dict[str, Any]:
    return {
        "observation": "as scripted", "page": "account", "state": state,
        "effective_date": effective_date, "quote": "", "confidence": 0.9,
    }  # fmt: skip


class ScriptedVision:
    """Answers act questions from a list, the last for ever, and judge questions by a function."""

    def __init__(
        self, steps: list[dict[str, Any]], judge: Callable[[], dict[str, Any]] | None = None
    ) -> None:
        self._steps, self._judge = steps, judge
        self._turn = 0
        self.questions: list[dict[str, Any]] = []
        self.pictures: list[Image.Image] = []
        self.bodies: list[str] = []

    def answer(self, body: str) -> dict[str, Any]:
        self.bodies.append(body)
        asked = json.loads(body)
        content = asked["messages"][1]["content"]
        text = content[-1]  # before it the picture; before a judge's that of before, if any
        picture = [part for part in content if part["type"] == "image_url"][-1]
        packed = base64.b64decode(picture["image_url"]["url"].split(",", 1)[1])
        self.pictures.append(Image.open(io.BytesIO(packed)))
        self.questions.append(json.loads(text["text"]))
        if asked["response_format"]["json_schema"]["name"] == "judge":
            assert self._judge is not None
            return self._judge()
        found = self._steps[min(self._turn, len(self._steps) - 1)]
        self._turn += 1
        return found


@contextmanager
def serving(site: PlainSite) -> Iterator[str]:
    class SiteHandler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer({name: values[0] for name, values in parse_qs(raw).items()})

        def _answer(self, form: dict[str, str]) -> None:
            code, kind, body = site.answer(self.command, self.path.split("?")[0], form)
            self.send_response(code)
            self.send_header("Location" if code == 303 else "Content-Type", kind)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    with _listening(SiteHandler) as url:
        yield url


@contextmanager
def seeing(vision: ScriptedVision) -> Iterator[str]:
    class VisionHandler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            content = json.dumps(vision.answer(body))
            answer = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    with _listening(VisionHandler) as url:
        yield url


@contextmanager
def _listening(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
