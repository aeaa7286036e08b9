"""A screen of our own: closed to others, and one run's at a time."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from browser_agent.display import child_environment, only_hands, screen_for_chrome
from browser_agent.errors import BrowserError

HOLDER = """
import time
from browser_agent.display import only_hands
with only_hands():
    print("mine", flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def a_screen_of_this_tests_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", f":{os.getpid()}")


def test_two_runs_do_not_share_a_screen_and_a_killed_one_frees_it() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "mine\n"
        with pytest.raises(BrowserError, match="Another run"), only_hands():
            pytest.fail("two hands on one screen")
        holder.send_signal(signal.SIGKILL)
    with only_hands():
        pass


def test_children_are_told_where_the_screen_is_and_nothing_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("AGENT_TOKEN", "CELERY_BROKER_URL", "SECRET_KEY", "VISION_API_KEY"):
        monkeypatch.setenv(name, "canary")
    told = child_environment()
    assert told["DISPLAY"] == os.environ["DISPLAY"]
    assert "canary" not in told.values()


@pytest.mark.browser
@pytest.mark.parametrize("cookie", [None, "/home/somebody/.Xauthority"])
def test_a_screen_of_our_own_gives_back_the_one_that_was_there(
    monkeypatch: pytest.MonkeyPatch, cookie: str | None
) -> None:
    """A screen within another one's time, as when one process makes two runs."""
    monkeypatch.setenv("DISPLAY", ":77")
    monkeypatch.delenv("XAUTHORITY", raising=False)
    if cookie is not None:
        monkeypatch.setenv("XAUTHORITY", cookie)
    with screen_for_chrome("own") as name:
        assert os.environ["DISPLAY"] == name != ":77"
        assert os.environ["XAUTHORITY"] != cookie
    assert os.environ["DISPLAY"] == ":77"
    assert os.environ.get("XAUTHORITY") == cookie


def test_a_key_that_cannot_be_filed_is_a_named_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for program in ("Xvfb", "openbox", "xauth"):
        (tmp_path / program).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / program).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(BrowserError, match="key cannot be filed"), screen_for_chrome("own"):
        pytest.fail("a screen without its key")
