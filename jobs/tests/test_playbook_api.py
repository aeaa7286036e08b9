"""Records, pictures of states and the operators' pages, over HTTP."""

import hashlib
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from browser_agent.playbook.tests.runs import a_run
from jobs.models import Evidence, Playbook, PlaybookDrift, Run, Service
from jobs.queries import records_of
from jobs.services import create_agent_token
from jobs.tests.learners import LEFT, PNG, People, drift
from kernel.clock import utc_now
from kernel.sealing import PrivateKey

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Any) -> None:
    settings.EVIDENCE_DIR = tmp_path


@pytest.fixture
def people(registered_key: PrivateKey, nocturne: Service) -> People:
    return People(registered_key)


class Caller:
    """An agent that shows pictures of a run."""

    def __init__(self, run: Run) -> None:
        _, token = create_agent_token(name="mini")
        self.run = run
        self.client = Client(headers={"authorization": f"Agent {token}"})

    def show(self, record: str | None, seq: int = 1) -> int:
        body: dict[str, Any] = {
            "fencing_token": self.run.fencing_token,
            "seq": seq,
            "name": "step-001",
            "sha256": hashlib.sha256(PNG).hexdigest(),
            "file": SimpleUploadedFile("s.png", PNG, "image/png"),
        }
        if record is not None:
            body["record"] = record
        path = f"/api/agent/runs/{self.run.pk}/evidence"
        return self.client.post(path, body).status_code

    def frame(self, name: str, **given: Any) -> Any:
        asked = {"fencing_token": self.run.fencing_token} | given
        return self.client.get(f"/api/agent/runs/{self.run.pk}/playbook-frames/{name}", asked)


def test_a_picture_comes_with_its_record(people: People) -> None:
    caller = Caller(people.begins())
    record = {"name": "step-001", "lines": [["Größe \u2028 ok", 1, 2, 3, 4]]}
    assert caller.show(json.dumps(record, ensure_ascii=False)) == 201
    assert Evidence.objects.get().record == record
    assert caller.show(None, seq=2) == 201
    assert records_of(caller.run) == [record]


@pytest.mark.parametrize(
    "record",
    ["[]", "{", '{"a": NaN}', '{"a": 1e999}', '{"a": "\\u0000"}', '{"a": "\\ud800"}', "[" * 9000],
)
def test_a_record_that_cannot_be_kept_is_refused(people: People, record: str) -> None:
    assert Caller(people.begins()).show(record) == 400
    assert not Evidence.objects.exists()


def test_a_states_picture_is_for_the_run_that_follows_it(people: People) -> None:
    first, _ = people.runs(a_run())
    people.runs(a_run())
    follower = Caller(people.begins())
    answer = follower.frame("step-003")
    assert (answer.status_code, answer.content) == (200, PNG + b"step-003")
    assert answer["Content-Type"] == "image/png"
    assert follower.frame("step-099").status_code == 404
    assert follower.frame("step-003", fencing_token=9).status_code == 409
    Evidence.objects.get(run=first, name="step-003").path.write_bytes(b"something else")
    assert follower.frame("step-003").status_code == 404
    Playbook.objects.update(status="retired", retired_at=utc_now())
    assert Caller(people.begins()).frame("step-004").status_code == 404


def test_operators_look_and_act(people: People) -> None:
    mia = people.new()
    people.runs(a_run(), person=mia)
    people.runs(a_run(), person=mia)
    draft = Playbook.objects.get()
    boss = User.objects.create_superuser(username="boss", password="x" * 12)
    client = Client()
    client.force_login(boss)
    page = client.get(f"/admin/jobs/playbook/{draft.pk}/change/").content.decode()
    assert "Finish cancelling" in page
    assert "(makes it final)" in page
    body = {"action": "activate", "_selected_action": [draft.pk]}
    client.post("/admin/jobs/playbook/", body)
    draft.refresh_from_db()
    assert draft.status == "active"
    people.runs(a_run(), outcome=LEFT, drift=drift())
    alert = PlaybookDrift.objects.get()
    assert "1" in client.get("/admin/jobs/playbook/").content.decode()
    page = client.get(f"/admin/jobs/playbookdrift/{alert.pk}/change/").content.decode()
    assert f"/admin/jobs/evidence/{alert.picture_id}/image" in page
    body = {"action": "mark_seen", "_selected_action": [alert.pk]}
    client.post("/admin/jobs/playbookdrift/", body)
    alert.refresh_from_db()
    assert (alert.seen_by, alert.seen_at is not None) == (boss, True)
