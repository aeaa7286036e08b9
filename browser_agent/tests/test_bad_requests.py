"""What is wrong with a request ends in a clear result, and before anything was done."""

import errno
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from browser_agent.contract import Ending, ErrorCode, Outcome
from browser_agent.errors import RunStopError
from browser_agent.hands import StopFlag
from browser_agent.origins import origin_of
from browser_agent.settings import BodySettings
from browser_agent.solo import SoloRequest, probe, run_solo


@contextmanager
def listening(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


class Quiet(BaseHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Quiet."""


class Tarpit(Quiet):
    def do_GET(self) -> None:
        for _ in range(60):
            time.sleep(0.1)
            try:
                self.wfile.write(b"H")
                self.wfile.flush()
            except OSError:
                return


class Page(Quiet):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<h1>Elsewhere</h1>")


def asked(folder: Path, url: str, secrets: Path | None = None) -> Outcome:
    given = secrets or folder / "secrets.json"
    if secrets is None:
        given.write_text("{}")
    request = SoloRequest("Plain", "cancel", url, None, "http://127.0.0.1:9", given)
    body = BodySettings(None, "m", "", "", "own", folder / "evidence")
    return run_solo(request, body=body, stop=StopFlag())


def test_a_tarpit_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It sends a byte now and then, so no single wait is ever too long."""
    monkeypatch.setattr("browser_agent.solo.PROBE_WHOLE_SECONDS_MAX", 1.0)
    began = time.monotonic()
    with listening(Tarpit) as url:
        outcome = asked(tmp_path, url)
    assert (outcome.outcome, outcome.error_code) == (Ending.FAILED, ErrorCode.SITE_UNREACHABLE)
    assert time.monotonic() - began < 5


def test_an_address_that_leads_elsewhere_is_named(tmp_path: Path) -> None:
    with listening(Page) as elsewhere:

        class Away(Quiet):
            def do_GET(self) -> None:
                self.send_response(302)
                self.send_header("Location", elsewhere)
                self.end_headers()

        with listening(Away) as url:
            outcome = asked(tmp_path, url)
    assert (outcome.outcome, outcome.error_code) == (Ending.FAILED, ErrorCode.BAD_REQUEST)
    assert "leads to another site" in outcome.detail


def test_an_account_page_may_be_shut_to_strangers() -> None:
    """It says that it is not there, or sends them to another host to sign in."""

    class Shut(Quiet):
        def do_GET(self) -> None:
            self.send_response(302 if self.path == "/away" else 404)
            self.send_header("Location", "https://sign-in.example/")
            self.end_headers()

    with listening(Shut) as url:
        origins = (origin_of(url),)
        for path in ("/gone", "/away"):
            probe(f"{url}{path}", origins=origins, shut=True)
        with pytest.raises(RunStopError):
            probe(f"{url}/gone", origins=origins)


def broken_secrets(folder: Path, kind: str) -> Path:
    path = folder / "given.json"
    content: dict[str, bytes] = {
        "not json": b"{",
        "not text": b"\xff\xfe\x00",
        "a list": b"[1]",
        "deep": b"[" * 90_000,
        "wrong type": b'{"password": {"a": 1}}',
        "a truth": b'{"password": true}',
        "a number as email": b'{"email": 3}',
        "half a letter": b'{"password": "\\ud800"}',
        "a line break": b'{"password": "one\\ntwo"}',
        "unknown name": b'{"passwort": "x"}',
        "huge": b'{"password": "' + b"x" * 200_000 + b'"}',
    }
    if kind == "a folder":
        path.mkdir()
    elif kind == "a pipe":
        os.mkfifo(path)
    elif kind != "missing":
        path.write_bytes(content[kind])
    return path


@pytest.mark.parametrize(
    "kind",
    ["missing", "a folder", "a pipe", "not json", "not text", "a list", "deep", "wrong type",
     "a truth", "a number as email", "half a letter", "a line break", "unknown name", "huge"],
)  # fmt: skip
def test_secrets_that_are_none_are_refused_and_not_quoted(tmp_path: Path, kind: str) -> None:
    outcome = asked(tmp_path, "http://127.0.0.1:9/", broken_secrets(tmp_path, kind))
    assert (outcome.outcome, outcome.error_code) == (Ending.FAILED, ErrorCode.BAD_REQUEST)
    assert "secrets file" in outcome.detail
    assert "two" not in outcome.detail


@pytest.mark.skipif(os.getuid() == 0, reason="root may read everything")
def test_secrets_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "given.json"
    path.write_text("{}")
    path.chmod(0)
    assert asked(tmp_path, "http://127.0.0.1:9/", path).error_code is ErrorCode.BAD_REQUEST


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff", b'{"version": 99}', b"[" * 90_000])
def test_a_playbook_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secrets.json").write_text("{}")
    (tmp_path / "learnt.json").write_bytes(content)
    request = SoloRequest(
        "Plain", "cancel", "http://127.0.0.1:9/", None, None, tmp_path / "secrets.json",
        playbook_file=tmp_path / "learnt.json",
    )  # fmt: skip
    body = BodySettings(None, "m", "", "", "own", tmp_path / "evidence")
    outcome = run_solo(request, body=body, stop=StopFlag())
    assert (outcome.outcome, outcome.error_code) == (Ending.FAILED, ErrorCode.BAD_REQUEST)
    assert "learnt.json" in outcome.detail


def test_a_playbook_that_is_not_there_and_a_service_without_a_name_are_told(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text("{}")
    body = BodySettings(None, "m", "", "", "own", tmp_path / "evidence")
    for name, learnt, said in (
        ("Plain", "no.json", "no.json) cannot be read (No such file or directory)"),
        (" ", "no.json", "No service is named."),
    ):
        request = SoloRequest(
            name, "cancel", "http://127.0.0.1:9/", None, None, tmp_path / "secrets.json",
            playbook_file=tmp_path / learnt,
        )  # fmt: skip
        outcome = run_solo(request, body=body, stop=StopFlag())
        assert (outcome.outcome, outcome.error_code) == (Ending.FAILED, ErrorCode.BAD_REQUEST)
        assert said in outcome.detail


def test_bytes_without_a_type_are_no_page() -> None:
    class Bytes(Quiet):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"%PDF-1.7 \0\1\2" if self.path == "/file" else b"<h1>Sign in</h1>")

    with listening(Bytes) as url:
        probe(f"{url}/page", origins=(origin_of(url),))
        with pytest.raises(RunStopError, match="not an HTML page"):
            probe(f"{url}/file", origins=(origin_of(url),))


def test_no_room_for_a_screen_is_an_outcome(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    with listening(Page) as url:
        outcome = asked(tmp_path, url)
    assert (outcome.outcome, outcome.error_code) == (Ending.FAILED, ErrorCode.DISK_FULL)


def test_a_screen_that_does_not_go_away_changes_no_outcome(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def sticky(_: str) -> Iterator[None]:
        yield
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    monkeypatch.setattr("browser_agent.solo.screen_for_chrome", sticky)
    monkeypatch.setattr(
        "browser_agent.solo.perform", lambda *_, **__: Outcome(Ending.SUCCEEDED, steps=7)
    )
    with listening(Page) as url:
        assert asked(tmp_path, url) == Outcome(Ending.SUCCEEDED, steps=7)


def command(folder: Path, result: Path) -> subprocess.CompletedProcess[str]:
    words = ["manage.py", "run_agent", "--service=Plain", "--action=cancel"]
    words += ["--start-url=http://127.0.0.1:9/", f"--secrets={folder / 'none.json'}"]
    return subprocess.run(
        [sys.executable, *words, f"--result={result}"], capture_output=True, text=True, check=False
    )


def test_the_command_says_it_in_the_result_file(tmp_path: Path) -> None:
    done = command(tmp_path, tmp_path / "deep" / "result.json")
    told = json.loads((tmp_path / "deep" / "result.json").read_text())
    assert (done.returncode, told["outcome"], told["error_code"]) == (0, "failed", "bad_request")
    assert "cannot be read" in told["detail"]


def test_a_result_that_cannot_be_written_is_said_before_anything_is_done(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for result in (tmp_path, tmp_path / "file" / "result.json"):
        done = command(tmp_path, result)
        assert done.returncode == 1
        assert "The result cannot be written" in done.stderr
        assert "Traceback" not in done.stderr
