"""What happens around a run: the model, the server, the disk and the power fail, for real."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from browser_agent.contract import Ending, ErrorCode, Outcome
from browser_agent.errand import run_errand, send_spooled
from browser_agent.hands import StopFlag
from browser_agent.settings import BodySettings, WorkerSettings
from browser_agent.solo import SoloRequest, run_solo
from browser_agent.spool import Spool
from browser_agent.tests.agent_api import TOKEN, AgentApi
from browser_agent.tests.plain_run import (
    AT_CANCEL,
    AT_DONE,
    EMAIL,
    PASSWORD,
    MeddledVision,
    plain_site,
    run_plain,
    write_secrets,
)
from browser_agent.tests.plain_site import PlainSite, seeing, serving, step
from browser_agent.tests.processes import descendants, wait_until_gone
from browser_agent.tests.scripted_http import Answer, Asked, answering
from kernel.sealing import PrivateKey

pytestmark = pytest.mark.browser


@pytest.fixture
def site() -> PlainSite:
    return plain_site()


def assert_true(outcome: Outcome, site: PlainSite, *codes: ErrorCode) -> None:
    """No success that is none, and one of these reasons for what is no success."""
    if outcome.outcome is Ending.SUCCEEDED:
        assert site.cancelled
    else:
        assert outcome.error_code in codes, outcome
        assert not (outcome.outcome is Ending.FAILED and site.cancelled)


class Broken(MeddledVision):
    """From a chosen point on it does not do what a vision server does."""

    def __init__(self, site: PlainSite, at: str, how: Callable[[], dict[str, Any]]) -> None:
        super().__init__(site, {at: self._break})
        self._how, self._broken = how, False

    def _break(self) -> None:
        self._broken = True

    def answer(self, body: str) -> dict[str, Any]:
        good = super().answer(body)
        return self._how() if self._broken else good


def died() -> dict[str, Any]:
    raise ConnectionAbortedError


def nonsense() -> dict[str, Any]:
    return {"thought": "I would press the big red button", "x": "left"}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("how", [died, nonsense])
@pytest.mark.parametrize("at", [AT_CANCEL, AT_DONE])
def test_a_vision_server_that_dies_or_talks_nonsense(
    screen: str,
    tmp_path: Path,
    site: PlainSite,
    monkeypatch: pytest.MonkeyPatch,
    how: Callable[[], dict[str, Any]],
    at: str,
) -> None:
    monkeypatch.setattr("browser_agent.vision.PAUSES_SECONDS", (0.05, 0.05))
    outcome = run_with(Broken(site, at, how), site, screen, tmp_path)
    codes = (ErrorCode.VISION_UNAVAILABLE, ErrorCode.NOT_VERIFIED, ErrorCode.POLICY_DENIED)
    assert_true(outcome, site, *codes, ErrorCode.STUCK)
    if how is died:
        assert outcome.error_code is ErrorCode.VISION_UNAVAILABLE
        assert outcome.outcome is (Ending.NEEDS_HUMAN if at == AT_DONE else Ending.FAILED)


def run_with(
    vision: MeddledVision, site: PlainSite, screen: str, folder: Path, stop: StopFlag | None = None
) -> Outcome:
    with serving(site) as url, seeing(vision) as vision_url:
        request = SoloRequest(
            "Plain", "cancel", f"{url}/", f"{url}/account", vision_url, write_secrets(folder)
        )
        body = BodySettings(None, "scripted", "", "", screen, folder / "evidence")
        return run_solo(request, body=body, stop=stop or StopFlag())


def test_a_vision_server_that_is_too_slow(
    screen: str, tmp_path: Path, site: PlainSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("browser_agent.vision.PAUSES_SECONDS", (0.05,))
    monkeypatch.setattr("browser_agent.vision.ACT_SECONDS_MAX", 1.5)
    outcome = run_with(Broken(site, AT_CANCEL, lambda: asleep(6)), site, screen, tmp_path)
    assert (outcome.outcome, outcome.error_code) == (Ending.FAILED, ErrorCode.VISION_UNAVAILABLE)
    assert not site.cancelled


def asleep(seconds: float) -> dict[str, Any]:
    time.sleep(seconds)
    return step("wait", "loading")


def test_an_abort_does_not_wait_for_a_model(screen: str, tmp_path: Path, site: PlainSite) -> None:
    """The model thinks for eight seconds; the run is over within one of being stopped."""
    stop, stopped_at = StopFlag(), [0.0]

    def stop_soon() -> dict[str, Any]:
        def act() -> None:
            stopped_at[0] = time.monotonic()
            stop.stop()

        threading.Timer(0.3, act).start()
        return asleep(8)

    outcome = run_with(Broken(site, AT_CANCEL, stop_soon), site, screen, tmp_path, stop)
    assert outcome.error_code is ErrorCode.ABORTED
    assert time.monotonic() - stopped_at[0] < 4  # with Chrome's end, on a busy machine
    assert not site.cancelled


@pytest.mark.skipif(os.getuid() != 0, reason="only root can mount a small disk")
@pytest.mark.parametrize("room_bytes", [0, 60_000])
def test_nothing_is_pressed_that_no_evidence_can_be_kept_of(
    screen: str, tmp_path: Path, site: PlainSite, room_bytes: int
) -> None:
    """A disk of 256 KiB, filled but for that much, before the last press."""
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], check=True)

    def fill() -> None:
        status = os.statvfs(disk)
        free = status.f_bavail * status.f_frsize
        (disk / "filling").write_bytes(b"x" * max(free - room_bytes, 0))

    try:
        outcome = run_plain(site, screen, tmp_path, meddling={AT_CANCEL: fill}, evidence=disk)
    finally:
        subprocess.run(["umount", disk], check=True)
    if room_bytes == 0:
        assert (outcome.outcome, outcome.error_code) == (Ending.FAILED, ErrorCode.DISK_FULL)
        assert not site.cancelled
    else:
        assert_true(outcome, site, ErrorCode.DISK_FULL)


# --- the server ------------------------------------------------------------


@dataclass
class House:
    """The server's agent API and a worker's settings. away: nobody answers at its address."""

    api: AgentApi
    settings: WorkerSettings
    away: bool = False

    def answer(self, asked: Asked) -> Answer:
        if self.away:
            raise OSError("unreachable")
        return self.api.answer(asked)


@contextmanager
def house(tmp_path: Path, vision: MeddledVision, site: PlainSite) -> Iterator[House]:
    key = PrivateKey.generate()
    key.write_file(tmp_path / "key.json")
    with serving(site) as url, seeing(vision) as vision_url:
        api = AgentApi(
            key=key.public_key,
            start_url=f"{url}/",
            account_url=f"{url}/account",
            origin=urlsplit(url).netloc,
            secrets={"email": EMAIL, "password": PASSWORD},
        )
        body = BodySettings(vision_url, "scripted", "", "", "", tmp_path / "evidence")
        settings = WorkerSettings(
            broker_url=f"filesystem://{tmp_path}/broker",
            api_url="",
            token=TOKEN,
            private_key_file=tmp_path / "key.json",
            spool_dir=tmp_path / "spool",
            name="test",
            body=body,
        )
        made = House(api, settings)
        with answering(made.answer) as (api_url, _):
            made.settings = replace(settings, api_url=api_url)
            yield made


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("when", [AT_CANCEL, AT_DONE])
def test_a_server_that_is_away_for_longer_than_the_lease(
    screen: str, tmp_path: Path, site: PlainSite, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """Ten minutes away, on a clock of a hundredth: the lease is 2 s and the absence 6.

    The hands stop when the lease is over, the outcome is kept, and sent when the server is back.
    """
    monkeypatch.setattr("browser_agent.link.PAUSE_SECONDS", 0.01)
    made: list[House] = []

    def leave() -> None:
        made[0].away = True
        time.sleep(3)  # the lease runs out while the model thinks

    vision = MeddledVision(site, {when: leave})
    with house(tmp_path, vision, site) as one:
        made.append(one)
        one.api.lease_seconds = 2
        ending = run_errand(one.api.run_id, 3, settings=one.settings)
        spool = Spool(one.settings.spool_dir)
        [(run_id, kept)] = spool.pending()
        assert (run_id, kept["error_code"]) == (one.api.run_id, ErrorCode.LEASE_LOST)
        assert one.api.outcomes == []
        assert site.cancelled is (when == AT_DONE)
        assert ending == (Ending.NEEDS_HUMAN if when == AT_DONE else Ending.FAILED)
        one.away = False
        assert send_spooled(spool, one.settings) == [one.api.run_id]
    [told] = one.api.outcomes
    assert told["outcome"] == ending


WORKER = """
import json, sys
from pathlib import Path
from browser_agent.display import screen_for_chrome
from browser_agent.errand import run_errand
from browser_agent.settings import BodySettings, WorkerSettings
told = json.loads(sys.stdin.read())
body = BodySettings(told["vision"], "scripted", "", "", "own", Path(told["folder"]) / "evidence")
settings = WorkerSettings(
    broker_url="", api_url=told["api"], token=told["token"], name="test", body=body,
    private_key_file=Path(told["folder"]) / "key.json", spool_dir=Path(told["folder"]) / "spool")
with screen_for_chrome("own"):
    print(run_errand(told["run_id"], told["fencing"], settings=settings), flush=True)
"""


def worker_process(one: House, folder: Path, *, fencing: int) -> subprocess.Popen[str]:
    told = {
        "vision": one.settings.body.vision_url, "folder": str(folder), "token": TOKEN,
        "api": one.settings.api_url, "run_id": one.api.run_id, "fencing": fencing,
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps(told))
    process.stdin.close()
    return process


def test_a_power_cut_right_after_the_last_press(tmp_path: Path, site: PlainSite) -> None:
    """kill -9 for the worker the moment the site takes the press. Whoever starts anew with the
    same token is refused; the server's next run may only look, and nothing is pressed twice."""
    workers: list[subprocess.Popen[str]] = []
    presses: list[str] = []
    answer = site.answer

    def cut(method: str, path: str, form: dict[str, str]) -> tuple[int, str, str]:
        answered = answer(method, path, form)
        if (method, path) == ("POST", "/cancel"):
            presses.append(path)
            if len(presses) == 1:
                os.kill(workers[0].pid, signal.SIGKILL)
        return answered

    site.answer = cut  # type: ignore[method-assign]
    vision = MeddledVision(site, {})
    with house(tmp_path, vision, site) as one:
        workers.append(worker_process(one, tmp_path, fencing=3))
        children = wait_for_children(workers[0].pid)
        with workers[0]:
            assert workers[0].wait(120) == -signal.SIGKILL
        assert site.cancelled
        # Chrome and its screen die with whoever started them.
        assert wait_until_gone(children, seconds=10) == []
        assert Spool(one.settings.spool_dir).pending() == []
        with worker_process(one, tmp_path, fencing=3) as redelivered:
            assert redelivered.stdout is not None
            assert redelivered.stdout.read().strip() == "stale"
        site.signed_in = False
        one.api.fencing_token, one.api.start_key, one.api.verify_only = 4, None, True
        with worker_process(one, tmp_path, fencing=4) as second:
            assert second.stdout is not None
            ending = second.stdout.read().strip()
    assert presses == ["/cancel"]
    assert ending in {Ending.SUCCEEDED, Ending.ALREADY_DONE, Ending.NEEDS_HUMAN}
    [told] = one.api.outcomes
    assert told["outcome"] == ending


def wait_for_children(pid: int) -> list[int]:
    """Chrome's processes and the screen's, once they are there."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = descendants(pid)
        if any("--type=renderer" in words for words in found.values()):
            return list(found)
        time.sleep(0.2)
    raise AssertionError("the worker started no Chrome")


def test_a_port_that_nobody_listens_at_is_told_from_a_model(
    screen: str, tmp_path: Path, site: PlainSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("browser_agent.vision.PAUSES_SECONDS", (0.05, 0.05))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with serving(site) as url:
        nowhere = f"http://127.0.0.1:{port}"
        request = SoloRequest("Plain", "cancel", f"{url}/", None, nowhere, write_secrets(tmp_path))
        body = BodySettings(None, "scripted", "", "", screen, tmp_path / "evidence")
        outcome = run_solo(request, body=body, stop=StopFlag())
    assert (outcome.outcome, outcome.error_code) == (Ending.FAILED, ErrorCode.VISION_UNAVAILABLE)
    assert site.sign_ins == []
