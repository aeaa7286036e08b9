"""REST for agents: what each call answers, and that strangers get nothing."""

import base64
import hashlib
import json
import stat
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from ninja_jwt.tokens import RefreshToken
from pytest_django import Settings

from accounts.models import User
from jobs.api.shapes import EventIn
from jobs.models import AgentToken, Evidence, Run
from jobs.services import (
    abort_job,
    create_agent_token,
    give_input,
    recognise_agent,
    revoke_agent_token,
)
from jobs.services.evidence import EVIDENCE_BYTES_MAX
from jobs.tests.given import given_job, offered
from kernel.sealing import PrivateKey

pytestmark = [pytest.mark.django_db, pytest.mark.urls("jobs.tests.addresses")]
PNG = b"\x89PNG\r\n\x1a\n" + b"a masked screenshot"


class Agent:
    """An agent's client, working on one run."""

    def __init__(self, run: Run, token: str, key: PrivateKey) -> None:
        self.run, self.key, self.start_key = run, key, str(uuid.uuid4())
        self.client = Client(headers={"authorization": f"Agent {token}"})

    def call(self, path: str, **body: Any) -> tuple[int, Any]:
        answer = self.client.post(
            f"/api/agent/runs/{self.run.pk}/{path}",
            json.dumps({"fencing_token": self.run.fencing_token} | body),
            content_type="application/json",
        )
        return answer.status_code, answer.json()

    def start(self, **body: Any) -> tuple[int, Any]:
        usual = {
            "start_key": self.start_key,
            "agent": "browser@mini",
            "key_id": self.key.public_key.key_id,
        }
        return self.call("start", **(usual | body))

    def ask(self, key: str) -> tuple[int, Any]:
        return self.call("input-requests", request_key=key, field="code", prompt="Code?")

    def hear(self, key: str, wait_seconds: float = 0) -> tuple[int, Any]:
        answer = self.client.get(
            f"/api/agent/runs/{self.run.pk}/input-requests/{key}?wait_seconds={wait_seconds}"
        )
        return answer.status_code, answer.json() if answer.content else None

    def show(self, content: bytes = PNG, **fields: Any) -> tuple[int, Any]:
        body = {
            "fencing_token": self.run.fencing_token,
            "seq": 1,
            "name": "s01-account",
            "sha256": hashlib.sha256(content).hexdigest(),
            "file": SimpleUploadedFile("s01.png", content, "image/png"),
        }
        answer = self.client.post(f"/api/agent/runs/{self.run.pk}/evidence", body | fields)
        return answer.status_code, answer.json()


@pytest.fixture
def agent(alice: User, agent_key: PrivateKey) -> Agent:
    _, token = create_agent_token(name="mini")
    return Agent(offered(given_job(alice)), token, agent_key)


@pytest.fixture
def working(agent: Agent) -> Agent:
    assert agent.start()[0] == 200
    return agent


def test_strangers_people_and_revoked_agents_get_nothing(agent: Agent, alice: User) -> None:
    person = RefreshToken.for_user(alice).access_token  # type: ignore[misc]
    path = f"/api/agent/runs/{agent.run.pk}/start"
    for headers in (
        {},
        {"authorization": "Agent "},
        {"authorization": "Agent ubagent_guess"},
        {"authorization": f"Bearer {person}"},
        {"authorization": f"Agent {AgentToken.objects.get().token_hash}"},
    ):
        answer = Client(headers=headers).post(path, "{}", content_type="application/json")
        assert answer.status_code == 401, headers
    revoke_agent_token(token_id=AgentToken.objects.get().pk)
    assert agent.start()[0] == 401


def test_a_token_is_kept_as_a_hash_and_seen(db: None) -> None:
    row, token = create_agent_token(name="mini")
    assert token not in str(row.__dict__)
    seen = AgentToken.objects.filter(last_seen_at__isnull=False)
    assert not seen.exists()
    assert recognise_agent(token=token) == row
    assert seen.get() == row
    assert recognise_agent(token=token[:-1]) is None


def test_the_brief_is_of_the_agreed_shape_and_the_same_twice(agent: Agent) -> None:
    status, brief = agent.start()
    assert status == 200
    assert set(brief) == {
        "run_id", "fencing_token", "lease_seconds", "service", "service_name", "action",
        "start_url", "account_url", "origins", "hints", "plan", "max_price", "limits", "askable",
        "verify_only", "secrets", "playbook",
    }  # fmt: skip
    assert set(brief["limits"]) == {"machine_seconds", "human_seconds", "steps"}
    assert set(brief["secrets"][0]) == {"field", "key_id", "sealed", "context"}
    assert brief["askable"] == ["code", "cvv"]
    assert agent.start() == (200, brief)
    status, told = agent.start(start_key=str(uuid.uuid4()))
    assert (status, told["error"]) == (409, "stale_run")


def test_a_stale_token_is_409_everywhere(working: Agent) -> None:
    stale = {"fencing_token": 7}
    assert working.start(**stale)[1]["error"] == "stale_run"
    assert working.call("events", events=[], **stale)[0] == 409
    asked = {"request_key": str(uuid.uuid4()), "field": "code", "prompt": ""}
    assert working.call("input-requests", **asked, **stale)[0] == 409
    assert working.call("outcome", outcome="succeeded", **stale)[0] == 409
    assert working.show(fencing_token=7)[0] == 409
    assert not Evidence.objects.exists()


def test_an_unregistered_key_is_403_and_a_bad_body_400(agent: Agent) -> None:
    assert agent.start(key_id="0" * 16)[0] == 403
    assert agent.start(key_id="nonsense")[0] == 400
    assert agent.start(start_key="not a uuid")[0] == 400
    assert agent.start(agent="x" * 81)[0] == 400


def test_heartbeats_and_events(working: Agent, alice: User) -> None:
    event = {"seq": 1, "kind": "step", "data": {"page": "account"}, "at": "2026-11-21T10:00:00Z"}
    assert working.call("events", events=[event]) == (200, {"lease_seconds": 90, "abort": False})
    assert working.call("events", events=[event])[0] == 200
    assert working.run.events.filter(kind="step").count() == 1
    abort_job(user=alice, key="dm:2")
    assert working.call("events", events=[]) == (200, {"lease_seconds": 90, "abort": True})


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "Not A Word"},
        {"seq": -1},
        {"data": "text"},
        {"data": {"x": "y" * 9_000}},
        {"data": {"x": "\x00"}},
        {"data": {"x": "\ud800"}},
        {"at": "yesterday"},
    ],
)
def test_events_of_a_wrong_shape_are_refused(working: Agent, change: dict[str, Any]) -> None:
    event = {"seq": 1, "kind": "step", "data": {}, "at": "2026-11-21T10:00:00Z"} | change
    assert working.call("events", events=[event])[0] == 400
    assert not working.run.events.filter(seq__isnull=False).exists()


def test_a_number_without_end_is_refused() -> None:
    """1e999 is good JSON and infinite to Python; PostgreSQL knows no such number."""
    data = json.loads('{"x": 1e999}')
    event = EventIn(data={"seq": 1, "kind": "step", "data": data, "at": "2026-11-21T10:00:00Z"})
    assert not event.is_valid()


def test_too_many_events_at_once_are_refused(working: Agent) -> None:
    event = {"kind": "step", "data": {}, "at": "2026-11-21T10:00:00Z"}
    assert working.call("events", events=[event | {"seq": n} for n in range(101)])[0] == 400


def test_a_question_and_its_answer(working: Agent, alice: User) -> None:
    key = str(uuid.uuid4())
    assert working.ask(key)[0] == 201
    assert working.ask(key)[0] == 200
    assert working.hear(key) == (204, None)
    give_input(user=alice, text="739204", key="dm:2")
    status, told = working.hear(key)
    assert status == 200
    opened = working.key.open(base64.b64decode(told["sealed"]), context=told["context"])
    assert opened == b"739204"


def test_a_question_after_an_abort_is_gone(working: Agent, alice: User) -> None:
    key = str(uuid.uuid4())
    working.ask(key)
    abort_job(user=alice, key="dm:2")
    assert working.hear(key)[0] == 410
    assert working.ask(str(uuid.uuid4()))[0] == 410


def test_an_outcome_is_taken_once(working: Agent) -> None:
    body = {
        "outcome": "succeeded",
        "error_code": None,
        "effective_date": "2026-12-24",
        "steps": 9,
        "model_calls": 12,
        "seconds": 40.25,
        "seconds_model": 8.0,
        "evidence": ["s01-account"],
        "detail": "",
    }
    assert working.call("outcome", **body) == (200, {"recording": "recorded"})
    assert working.call("outcome", **body) == (200, {"recording": "replayed"})
    assert working.call("outcome", **(body | {"steps": 10}))[1]["error"] == "stale_run"
    working.run.refresh_from_db()
    assert working.run.evidence_names == ["s01-account"]


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": "won"},
        {"outcome": "failed", "error_code": "bad_luck"},
        {"effective_date": "Christmas"},
        {"seconds": -1},
        {"seconds": "NaN"},
        {"detail": "\x00"},
    ],
)
def test_an_outcome_of_a_wrong_shape_is_refused(working: Agent, change: dict[str, Any]) -> None:
    assert working.call("outcome", **({"outcome": "succeeded"} | change))[0] == 400
    working.run.refresh_from_db()
    assert working.run.status == "running"


def test_a_picture_is_kept_once_and_privately(working: Agent, settings: Settings) -> None:
    assert working.show()[0] == 201
    assert working.show()[0] == 200
    row = Evidence.objects.get()
    assert row.path.read_bytes() == PNG
    assert stat.S_IMODE(row.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(row.path.parent.stat().st_mode) == 0o700
    assert row.path.is_relative_to(Path(settings.EVIDENCE_DIR) / str(working.run.pk))
    other = PNG + b"?"
    assert working.show(other)[0] == 400  # the number is taken


def test_pictures_may_arrive_after_the_outcome(working: Agent) -> None:
    working.call("outcome", outcome="succeeded")
    assert working.show()[0] == 201


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        (b"GIF89a", {}),
        (PNG, {"sha256": "0" * 64}),
        (PNG, {"name": "../../etc/passwd"}),
        (PNG, {"name": ".hidden"}),
        (PNG, {"seq": 200}),
        (PNG, {"file": "text"}),
    ],
)
def test_what_is_no_picture_is_refused(
    working: Agent, content: bytes, fields: dict[str, Any]
) -> None:
    assert working.show(content, **fields)[0] == 400
    assert not Evidence.objects.exists()


def test_a_large_picture_is_refused(working: Agent) -> None:
    assert working.show(PNG + bytes(EVIDENCE_BYTES_MAX))[0] == 413
    assert working.show(PNG + bytes(EVIDENCE_BYTES_MAX - len(PNG)))[0] == 201


def test_a_picture_needs_a_started_run(agent: Agent) -> None:
    assert agent.show()[0] == 409


def test_an_unknown_run_is_404(working: Agent) -> None:
    working.run.pk = uuid.uuid4()
    assert working.start()[0] == 404
    assert working.call("events", events=[])[0] == 404
    assert working.hear(str(uuid.uuid4()))[0] == 404
    assert working.call("outcome", outcome="succeeded")[0] == 404
    assert working.show()[0] == 404
