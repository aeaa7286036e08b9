"""Two workers on two screens of one machine: neither hand reaches into the other's window."""

import json
import os
import subprocess
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest

from browser_agent.contract import Ending
from browser_agent.display import only_hands
from browser_agent.errors import BrowserError
from browser_agent.tests.plain_run import (
    AT_CANCEL,
    AT_EMAIL,
    AT_PASSWORD,
    PASSWORD,
    MeddledVision,
    agent_command,
    result_of,
)
from browser_agent.tests.plain_site import PlainSite, seeing, serving

pytestmark = pytest.mark.browser

MAILS = ("anna.first@example.org", "bert.second@example.net")


def test_two_runs_at_once_on_two_screens(tmp_path: Path) -> None:
    """Each on an Xvfb of its own, at the same points of the screen, at the same time: both models
    wait for each other at every step."""
    together = threading.Barrier(2, timeout=90)

    def meet() -> None:
        together.wait()

    sites = [PlainSite(email=mail, password=PASSWORD) for mail in MAILS]
    with ExitStack() as stack:
        agents = []
        for site in sites:
            folder = tmp_path / site.email
            folder.mkdir()
            meeting = dict.fromkeys((AT_EMAIL, AT_PASSWORD, AT_CANCEL), meet)
            vision = MeddledVision(site, meeting)
            command = agent_command(
                stack.enter_context(serving(site)), stack.enter_context(seeing(vision)), folder
            )
            secrets = {"email": site.email, "password": PASSWORD}
            (folder / "secrets.json").write_text(json.dumps(secrets))
            told = {"AGENT_DISPLAY": "own", "AGENT_EVIDENCE_DIR": str(folder / "evidence")}
            agents.append(subprocess.Popen(command, env=os.environ | told))
        for agent in agents:
            assert agent.wait(280) == 0
    for site in sites:
        outcome = result_of(tmp_path / site.email)
        assert outcome["outcome"] == Ending.SUCCEEDED, outcome["detail"]
        assert site.sign_ins == [{"email": site.email, "password": PASSWORD}]
        assert site.cancelled


def test_a_screens_lease_names_its_holder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":991")
    with only_hands() as path:
        assert path.read_text().split()[0] == str(os.getpid())
        with pytest.raises(BrowserError, match=f"Another run.*{os.getpid()}"), only_hands():
            pytest.fail("two hands on one screen")
        monkeypatch.setenv("DISPLAY", ":992")
        with only_hands():
            pass
