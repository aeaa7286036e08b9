import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from browser_agent.errors import LinkError, StaleRunError
from browser_agent.link import AgentLink
from browser_agent.tests.scripted_http import Asked, Script, answering

RUN = "0b9d4f0e-7a5d-4b8e-9a52-0f3a7d6f3a10"


def brief(**changed: Any) -> dict[str, Any]:
    return {
        "run_id": RUN, "fencing_token": 3, "lease_seconds": 60, "service": "lantern",
        "service_name": "Lantern", "action": "cancel", "start_url": "https://lantern.example/",
        "account_url": None, "origins": ["lantern.example"], "hints": "", "plan": None,
        "max_price": None, "verify_only": False, "askable": ["code"],
        "limits": {"machine_seconds": 420, "human_seconds": 900, "steps": 60},
        "secrets": [
            {
                "field": "email", "key_id": "k", "context": "c",
                "sealed": base64.b64encode(b"box").decode(),
            }
        ],
    } | changed  # fmt: skip


@contextmanager
def linked(script: Script) -> Iterator[tuple[AgentLink, list[Asked]]]:
    with answering(script) as (url, asked):
        link = AgentLink(url=url, token="t0ken", pause=lambda _: None)
        try:
            yield link, asked
        finally:
            link.close()


def test_a_brief_is_read_whole() -> None:
    with linked(lambda _: (200, brief())) as (link, asked):
        got = link.start(RUN, fencing_token=3, start_key="s", agent="mini", key_id="k")
    assert asked[0].path == f"/api/agent/runs/{RUN}/start"
    assert asked[0].headers["Authorization"] == "Agent t0ken"
    assert asked[0].json == {
        "fencing_token": 3, "start_key": "s", "agent": "mini", "key_id": "k",
    }  # fmt: skip
    assert got.task.origins == ("lantern.example",)
    assert got.task.limits.steps == 60
    assert got.secrets[0].sealed == b"box"


@pytest.mark.parametrize("answer", [{}, brief(limits=None), brief(secrets=[{}]), []])
def test_a_brief_that_is_not_one_is_a_named_error(answer: Any) -> None:
    with linked(lambda _: (200, answer)) as (link, _), pytest.raises(LinkError):
        link.start(RUN, fencing_token=3, start_key="s", agent="mini", key_id="k")


def test_a_stale_run_is_final_at_once() -> None:
    with (
        linked(lambda _: (409, {"error": "stale_run"})) as (link, asked),
        pytest.raises(StaleRunError),
    ):
        link.events(RUN, fencing_token=2, events=[])
    assert len(asked) == 1


def test_a_wrong_token_is_not_tried_again() -> None:
    with linked(lambda _: (403, {})) as (link, asked), pytest.raises(LinkError) as failed:
        link.events(RUN, fencing_token=2, events=[])
    assert failed.value.permanent
    assert len(asked) == 1


def test_a_failing_server_is_tried_again_with_the_same_body() -> None:
    turns = iter([(500, {}), (502, {}), (200, {"lease_seconds": 60, "abort": True})])
    with linked(lambda _: next(turns)) as (link, asked):
        beat = link.events(RUN, fencing_token=3, events=[{"seq": 1}])
    assert beat.abort
    assert len({one.body for one in asked}) == 1


def test_a_link_that_is_closed_between_two_tries_is_a_named_error() -> None:
    """So a heartbeat ends quietly that was under way when its run was over."""
    with answering(lambda _: (500, {})) as (url, asked):
        link = AgentLink(url=url, token="t0ken", pause=lambda _: link.close())
        with pytest.raises(LinkError, match="closed"):
            link.events(RUN, fencing_token=3, events=[])
    assert len(asked) == 1


def test_evidence_travels_as_a_file_with_its_hash(tmp_path: Path) -> None:
    (tmp_path / "step-001.png").write_bytes(b"\x89PNG pixels")
    with linked(lambda _: (201, {})) as (link, asked):
        link.evidence(RUN, fencing_token=3, seq=1, path=tmp_path / "step-001.png", sha256="ab" * 32)
    assert b"\x89PNG pixels" in asked[0].body
    assert b"ab" * 32 in asked[0].body
    assert b'name="seq"' in asked[0].body


def test_an_input_is_asked_for_and_waited_for() -> None:
    turns = iter(
        [
            (201, {}),
            (204, {}),
            (200, {"sealed": base64.b64encode(b"123").decode(), "context": "c"}),
            (410, {}),
        ]
    )
    with linked(lambda _: next(turns)) as (link, asked):
        link.request_input(RUN, fencing_token=3, request_key="r", field="code", prompt="?")
        assert link.wait_for_input(RUN, request_key="r") is None
        assert link.wait_for_input(RUN, request_key="r") == (b"123", "c")
        with pytest.raises(StaleRunError):
            link.wait_for_input(RUN, request_key="r")
    assert asked[1].path.endswith("/input-requests/r?wait_seconds=25")


def test_an_outcome_is_sent_as_it_was_spooled() -> None:
    body = {"outcome": "succeeded", "fencing_token": 3}
    with linked(lambda _: (200, {})) as (link, asked):
        link.outcome(RUN, body)
    assert json.loads(asked[0].body) == body
