"""A last press is told to the server over a real socket; only its word lets the press be made."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from browser_agent.contract import Task
from browser_agent.errand import Lease, ServerReporter
from browser_agent.errors import AbortedError
from browser_agent.hands import StopFlag
from browser_agent.link import AgentLink, Brief
from browser_agent.tests.scripted_http import Answer, Asked, answering

BRIEF = Brief("7d1", 3, 60.0, Task("t", "T", "cancel", "https://t.example/"), (), ())
FINAL = {"label": "Finish cancellation", "page": "confirm"}


def reported(answer: Answer) -> tuple[bool, list[Asked], StopFlag]:
    stop = StopFlag()
    with answering(lambda _: answer) as (url, asked):
        link = AgentLink(url=url, token="t", pause=lambda _: None)
        lease = cast(Lease, SimpleNamespace(renewed=lambda *_, **__: None))
        try:
            known = ServerReporter(BRIEF, link, lease, stop).commit(dict(FINAL))
        finally:
            link.close()
    return known, asked, stop


def test_the_server_knows_before_anything_is_pressed() -> None:
    known, asked, _ = reported((200, {"lease_seconds": 60, "abort": False}))
    assert known
    (event,) = asked[0].json["events"]
    assert (event["kind"], event["data"]) == ("commit", FINAL)


def test_a_server_that_fails_leaves_the_press_unmade() -> None:
    known, asked, _ = reported((503, {}))
    assert not known
    assert len(asked) > 1  # it was tried more than once


@pytest.mark.parametrize(
    "answer", [(409, {"error": "stale_run"}), (200, {"lease_seconds": 60, "abort": True})]
)
def test_a_run_that_is_over_or_called_off_presses_nothing(answer: Any) -> None:
    with pytest.raises(AbortedError):
        reported(answer)


def test_nobody_there_is_no_yes() -> None:
    link = AgentLink(url="http://127.0.0.1:9", token="t", pause=lambda _: None)
    lease = cast(Lease, SimpleNamespace(renewed=lambda *_, **__: None))
    assert ServerReporter(BRIEF, link, lease, StopFlag()).commit(dict(FINAL)) is False
    link.close()
