"""What verified runs teach the server: compiled, handed out, followed, retired."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings

from browser_agent.contract import Ending, ErrorCode, Outcome
from browser_agent.playbook.tests.runs import a_run, reworded
from conftest import Bell
from jobs.errors import PlaybookRefusedError
from jobs.models import (
    Playbook,
    PlaybookDrift,
    ReplayResult,
    Run,
    Service,
)
from jobs.services import (
    activate_playbook,
    close_account,
    keep_replay,
    record_outcome,
    retire_playbook,
    save_service,
    start_run,
    study_run,
    sweep_jobs,
)
from jobs.services.playbooks import DRIFTS_MAX, Lesson
from jobs.tests.given import given_job, offered
from jobs.tests.learners import LEFT, SUCCEEDED, People, drift
from kernel.clock import utc_now
from kernel.sealing import PrivateKey
from payments.models import Notice

pytestmark = pytest.mark.django_db
TOLD = {"model": "m", "steps": 6, "changed": 0, "commits_changed": 0, "refused": 0}
TOLD |= {"unanswered": 0, "seconds": 1.0, "changes": []}


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Any) -> None:
    settings.EVIDENCE_DIR = tmp_path


@pytest.fixture
def people(registered_key: PrivateKey, nocturne: Service) -> People:
    return People(registered_key)


def test_two_people_whose_runs_agree_make_a_playbook_for_the_third(people: People) -> None:
    first, lesson = people.runs(a_run())
    assert lesson is Lesson.NOTHING
    second, lesson = people.runs(a_run())
    assert lesson is Lesson.COMPILED
    playbook = Playbook.objects.get()
    assert (playbook.status, playbook.action, playbook.plan) == ("active", "cancel", "")
    assert (playbook.frames_run, playbook.second_run) == (first, second)
    assert len(playbook.body["states"]) == 5
    third = people.begins()
    assert third.playbook == playbook


def test_the_brief_brings_it_and_the_same_again(people: People, agent_key: PrivateKey) -> None:
    people.runs(a_run())
    people.runs(a_run())
    run = offered(given_job(people.new(), key="dm:third"))
    began: dict[str, Any] = {
        "run_id": run.pk,
        "fencing_token": run.fencing_token,
        "start_key": uuid.uuid4(),
        "agent": "browser@mini",
        "key_id": agent_key.public_key.key_id,
    }
    brief = start_run(**began)
    assert brief["playbook"] == Playbook.objects.get().body
    retire_playbook(playbook_id=Playbook.objects.get().pk, why="a test")
    assert start_run(**began) == brief


def test_one_persons_runs_wait_for_an_operator(people: People) -> None:
    """Their own words might be in it: nobody else follows it before somebody has looked."""
    mia = people.new()
    people.runs(a_run(), person=mia)
    _, lesson = people.runs(a_run(), person=mia)
    assert lesson is Lesson.COMPILED
    draft = Playbook.objects.get()
    assert draft.status == "draft"
    assert people.begins().playbook is None
    activate_playbook(playbook_id=draft.pk)
    assert people.begins().playbook == draft


def test_whoever_leaves_takes_their_own_draft_along(people: People) -> None:
    mia, otto = people.new(), people.new()
    for person in (mia, mia):
        people.runs(a_run(), person=person)
    keep_replay(run_id=Run.objects.first().pk, told=TOLD)  # type: ignore[union-attr] # there are two
    close_account(user=mia)
    assert not Playbook.objects.exists()
    assert not ReplayResult.objects.exists()
    people.runs(a_run(), person=otto)
    people.runs(a_run())
    close_account(user=otto)
    assert Playbook.objects.get().status == "active"


def test_a_draft_gives_way_to_what_two_people_agree_on(people: People) -> None:
    mia = people.new()
    people.runs(a_run(), person=mia)
    people.runs(a_run(), person=mia)
    people.runs(a_run())
    assert [row.status for row in Playbook.objects.order_by("pk")] == ["retired", "active"]


def test_a_run_that_failed_or_differs_teaches_nothing(people: People) -> None:
    people.runs(a_run())
    failed = Outcome(Ending.FAILED, ErrorCode.STUCK)
    _, lesson = people.runs(a_run(), outcome=failed)
    assert lesson is Lesson.NOTHING
    _, lesson = people.runs(a_run()[1:])
    assert lesson is Lesson.NOTHING
    assert not Playbook.objects.exists()


def test_an_edited_service_has_no_playbook(people: People, nocturne: Service) -> None:
    people.runs(a_run())
    people.runs(a_run())
    save_service(
        slug="nocturne",
        name="Nocturne+",
        aliases=["noc"],
        origins=["127.0.0.1:9001"],
        start_url="http://127.0.0.1:9001/welcome",
        account_url="http://127.0.0.1:9001/account",
        hints="",
    )
    assert people.begins().playbook is None


def test_a_run_is_studied_once(people: People) -> None:
    people.runs(a_run())
    run, _ = people.runs(a_run())
    assert study_run(run_id=run.pk) is Lesson.KNOWN
    assert Playbook.objects.count() == 1


def test_a_drift_is_an_alert_with_a_picture(people: People) -> None:
    people.runs(a_run())
    people.runs(a_run())
    changed = a_run()
    changed[2] = reworded(changed[2], "Cancel", "End")
    run, lesson = people.runs(changed, outcome=LEFT, drift=drift())
    assert lesson is Lesson.DRIFTED
    alert = PlaybookDrift.objects.get()
    assert (alert.run, alert.step, alert.state, alert.fallbacks) == (run, "step-003", 2, 1)
    assert alert.missing[0][0] == "Cancel subscription"
    assert alert.picture is not None
    assert alert.picture.name == "drift-step-003"
    notice = Notice.objects.get(kind="playbook_drifted")
    assert (notice.audience, "words are missing" in notice.text) == ("operators", True)
    assert Playbook.objects.get().status == "active"


def test_two_drifts_retire_it_and_what_came_since_makes_a_new_one(people: People) -> None:
    people.runs(a_run())
    people.runs(a_run())
    old = Playbook.objects.get()
    changed = a_run()
    changed[2] = reworded(changed[2], "Cancel", "End")
    assert DRIFTS_MAX == 2
    first, _ = people.runs(changed, outcome=LEFT, drift=drift())
    second, _ = people.runs(changed, outcome=LEFT, drift=drift())
    old.refresh_from_db()
    assert (old.status, old.retired_at is not None) == ("retired", True)
    new = Playbook.objects.exclude(pk=old.pk).get()
    assert (new.status, new.frames_run, new.second_run) == ("active", first, second)
    assert new.body["states"][2]["edge"]["label"] == "End subscription"


def test_what_an_operator_retired_is_not_made_again_of_older_runs(people: People) -> None:
    people.runs(a_run())
    people.runs(a_run())
    retire_playbook(playbook_id=Playbook.objects.get().pk, why="it looks odd")
    people.runs(a_run())
    assert Playbook.objects.count() == 1
    people.runs(a_run())
    assert Playbook.objects.filter(status="active").count() == 1


def test_only_drafts_that_are_whole_are_activated(people: People) -> None:
    mia = people.new()
    people.runs(a_run(), person=mia)
    people.runs(a_run(), person=mia)
    draft = Playbook.objects.get()
    Playbook.objects.filter(pk=draft.pk).update(body=draft.body | {"plan": "Premium"})
    with pytest.raises(PlaybookRefusedError, match="not what was compiled"):
        activate_playbook(playbook_id=draft.pk)
    retire_playbook(playbook_id=draft.pk, why="tampered with")
    with pytest.raises(PlaybookRefusedError):
        retire_playbook(playbook_id=draft.pk, why="again")
    for playbook_id in (draft.pk, 0):
        with pytest.raises(PlaybookRefusedError):
            activate_playbook(playbook_id=playbook_id)


def test_the_database_keeps_one_playbook_a_way(people: People) -> None:
    people.runs(a_run())
    people.runs(a_run())
    row = Playbook.objects.get()
    row.pk, row.frames_run, row.second_run = None, row.second_run, row.frames_run
    for broken in (
        {},
        {"status": "lost"},
        {"action": "pause"},
        {"status": "retired", "retired_at": None},
        {"second_run": row.frames_run, "plan": "x"},
        {"sha256": "x" * 64, "plan": "x"},
    ):
        values = {field.name: getattr(row, field.name) for field in Playbook._meta.concrete_fields}
        del values["id"], values["created_at"]
        with pytest.raises(IntegrityError), transaction.atomic():
            Playbook.objects.create(**values | broken)


def test_an_outcome_rings_and_the_sweep_rings_again(
    people: People, bell: Bell, django_capture_on_commit_callbacks: Any
) -> None:
    run = people.begins()
    with django_capture_on_commit_callbacks(execute=True):
        record_outcome(run_id=run.pk, fencing_token=run.fencing_token, outcome=SUCCEEDED)
    assert ("jobs.study_run", {"run_id": str(run.pk)}) in bell.rung
    bell.rung.clear()
    Run.objects.filter(pk=run.pk).update(ended_at=utc_now().replace(year=2025))
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_jobs()["runs_studied_late"] == 1
    assert bell.names().count("jobs.study_run") == 1
    study_run(run_id=run.pk)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_jobs()["runs_studied_late"] == 0
