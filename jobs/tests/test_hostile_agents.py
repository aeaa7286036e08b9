"""An agent's word is no law: records of any shape, keys of its choice, pictures without an end."""

import json
from pathlib import Path
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.models import User
from browser_agent.chain import signing_key_of
from browser_agent.contract import Ending, ErrorCode, Outcome
from browser_agent.playbook.tests.runs import a_run, records
from jobs import tasks
from jobs.errors import EvidenceTooLargeError, InputGoneError, StaleRunError
from jobs.models import AgentKey, Evidence, InputRequest, Job, Playbook, PlaybookDrift, Run
from jobs.services import (
    abort_job,
    close_account,
    record_events,
    record_outcome,
    register_agent_key,
    retry_job,
    study_run,
    sweep_jobs,
)
from jobs.services import evidence as evidence_service
from jobs.services.inputs import QUESTIONS_PER_RUN_MAX
from jobs.services.playbooks import MISSING_MAX, Lesson
from jobs.services.runs import AgentEvent
from jobs.tests.given import SUCCESS, asked, given_job, offered, silent_for_too_long, started
from jobs.tests.learners import LEFT, SUCCEEDED, People, drift, keep
from jobs.tests.receipted import done, worked
from kernel.clock import utc_now
from kernel.sealing import PrivateKey
from payments.models import Invoice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.EVIDENCE_DIR = tmp_path / "kept"


@pytest.fixture
def people(registered_key: PrivateKey, alice: User) -> People:
    return People(registered_key)


def told_by(people: People, change: dict[str, Any]) -> Run:
    """A run whose records have something of another shape in them."""
    run = people.begins()
    for seq, record in enumerate(records(a_run()), 1):
        keep(run, seq, record["name"], {**record, **change})
    record_outcome(run_id=run.pk, fencing_token=run.fencing_token, outcome=SUCCEEDED)
    Job.objects.filter(pk=run.job_id).update(status=Job.Status.ALREADY_DONE)
    return run


# --- Records of any shape -------------------------------------------------------------------------


def test_a_run_that_cannot_be_read_is_studied_once_and_stops_no_other(people: People) -> None:
    told_by(people, {"size": [1, 1]})
    bad = told_by(people, {"size": [1, 1]})
    assert study_run(run_id=bad.pk) is Lesson.UNREADABLE
    assert study_run(run_id=bad.pk) is Lesson.KNOWN
    people.runs(a_run())
    _, lesson = people.runs(a_run())
    assert lesson is Lesson.COMPILED


@pytest.mark.parametrize(
    "told",
    [
        {"state": "two"},
        {"state": 2**40},
        {"state": None, "missing": {"a": 1}},
        {"missing": [7, ["x"], [["x"], 1, 2, 3, 4], ["words", 1, 2, 3, "4"], []]},
        {"missing": [["words", 1, 2, 3, 4]] * 5_000},
    ],
)
def test_what_an_agent_says_of_a_drift_is_kept_in_its_own_shape(
    people: People, told: dict[str, Any], admin_client: Any
) -> None:
    people.runs(a_run())
    people.runs(a_run())
    people.runs(a_run(), outcome=LEFT, drift=drift() | told)
    found = PlaybookDrift.objects.get()
    assert len(found.missing) <= MISSING_MAX
    assert all(len(row) == 5 for row in found.missing)
    page = admin_client.get(f"/admin/jobs/playbookdrift/{found.pk}/change/")
    assert page.status_code == 200


def test_a_run_that_takes_too_long_to_study_is_left(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = told_by(people, {})

    def takes_too_long(**_: Any) -> None:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(tasks, "study_run", takes_too_long)
    assert tasks.study_run_task(run_id=str(run.pk)) == "too_long"
    run.refresh_from_db()
    assert run.studied_at is not None


def test_runs_that_only_look_teach_no_way(people: People) -> None:
    for _ in range(2):
        run = told_by(people, {})
        Run.objects.filter(pk=run.pk).update(verify_only=True)
        assert study_run(run_id=run.pk) is Lesson.NOTHING
    _, lesson = people.runs(a_run())
    assert lesson is Lesson.NOTHING
    assert not Playbook.objects.exists()


# --- Keys, words and bytes ------------------------------------------------------------------------


def test_a_key_that_was_replaced_before_it_signed_vouches_for_nothing(
    alice: User, agent_key: PrivateKey, tmp_path: Path
) -> None:
    """A thief of a token would begin with a key that nothing is known of, and sign with another."""
    new = PrivateKey.generate()
    register_agent_key(
        public_key=new.public_key.to_text(), signing_key=signing_key_of(new).public_hex
    )
    register_agent_key(public_key=agent_key.public_key.to_text())
    run = started(given_job(alice), agent_key)
    register_agent_key(public_key=new.public_key.to_text())
    forged = worked(run, tmp_path, PrivateKey.generate())
    record_outcome(run_id=run.pk, fencing_token=run.fencing_token, outcome=forged)
    assert Job.objects.get(pk=run.job_id).status == Job.Status.NEEDS_HELP
    assert not Invoice.objects.exists()
    assert AgentKey.objects.get(key_id=agent_key.public_key.key_id).signing_key == ""


def test_a_look_that_is_not_believed_allows_no_second_press(
    alice: User, agent_key: PrivateKey
) -> None:
    AgentKey.objects.update(signing_key=signing_key_of(agent_key).public_hex)
    job = given_job(alice)
    run = started(job, agent_key)
    press = AgentEvent(seq=1, kind="commit", data={}, at=utc_now())
    record_events(run_id=run.pk, fencing_token=run.fencing_token, events=[press])
    silent_for_too_long(run)
    sweep_jobs()
    looking = started(job, agent_key)
    record_outcome(run_id=looking.pk, fencing_token=looking.fencing_token, outcome=SUCCESS)
    looking.refresh_from_db()
    assert looking.error_code == ErrorCode.NOT_VERIFIED
    retry_job(job_id=job.pk, operator="olga", why="look again")
    assert offered(job).verify_only


def test_a_lost_run_is_heard_once_whatever_else_it_says(alice: User, agent_key: PrivateKey) -> None:
    job = given_job(alice)
    run = started(job, agent_key)
    silent_for_too_long(run)
    sweep_jobs()
    for steps in range(3):
        with pytest.raises(StaleRunError):
            record_outcome(
                run_id=run.pk,
                fencing_token=1,
                outcome=Outcome(Ending.FAILED, ErrorCode.STUCK, steps=steps),
            )
    assert job.events.filter(kind="late_outcome").count() == 1


def test_a_run_does_not_ask_its_person_without_an_end(alice: User, agent_key: PrivateKey) -> None:
    run = started(given_job(alice), agent_key)
    for _ in range(QUESTIONS_PER_RUN_MAX):
        last = asked(run)
    with pytest.raises(InputGoneError):
        asked(run)
    last.refresh_from_db()
    assert last.status == InputRequest.Status.OPEN


def test_the_pictures_of_one_run_have_an_end(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = people.begins()
    keep(run, 1, "step-001", None)
    monkeypatch.setattr(evidence_service, "EVIDENCE_RUN_BYTES_MAX", 30)
    with pytest.raises(EvidenceTooLargeError):
        keep(run, 2, "step-002", None)
    keep(run, 1, "step-001", None)  # it is here already
    assert Evidence.objects.count() == 1


def test_pages_that_list_pictures_leave_out_what_was_read_on_them(
    people: People, admin_client: Any
) -> None:
    run = told_by(people, {})
    for page in (f"/admin/jobs/job/{run.job_id}/change/", "/admin/jobs/evidence/"):
        with CaptureQueriesContext(connection) as queries:
            answer = admin_client.get(page)
        assert answer.status_code == 200
        assert b"step-001" in answer.content
        assert not [query for query in queries.captured_queries if '"record"' in query["sql"]]


# --- Who leaves, and what it costs ----------------------------------------------------------------


def test_no_picture_of_somebody_who_has_left_is_kept(alice: User, agent_key: PrivateKey) -> None:
    """An aborted run is at work until its next heartbeat, and the account may be closed by then."""
    run = started(given_job(alice), agent_key)
    abort_job(user=alice, key="dm:2", job_id=run.job_id)
    close_account(user=alice)
    with pytest.raises(StaleRunError):
        keep(run, 1, "step-001", None)
    assert not Evidence.objects.exists()


def test_a_draft_that_gave_way_leaves_with_its_person(people: People) -> None:
    mia = people.new()
    people.runs(a_run(), person=mia)
    people.runs(a_run(), person=mia)
    people.runs(a_run())
    assert Playbook.objects.count() == 2
    close_account(user=mia)
    assert Playbook.objects.get().status == "active"


@pytest.mark.parametrize(
    ("ending", "price_sats"), [(Ending.SUCCEEDED, 3_000), (Ending.ALREADY_DONE, 0)]
)
def test_a_receipt_names_what_is_billed(
    alice: User, agent_key: PrivateKey, tmp_path: Path, ending: Ending, price_sats: int
) -> None:
    job = done(alice, agent_key, tmp_path, outcome=ending)
    assert json.loads(job.receipt.body)["price_sats"] == price_sats


def test_a_receipt_of_what_was_called_off_names_no_price(
    alice: User, agent_key: PrivateKey, tmp_path: Path
) -> None:
    job = given_job(alice)
    run = started(job, agent_key)
    abort_job(user=alice, key="dm:2", job_id=job.pk)
    outcome = worked(run, tmp_path, agent_key)
    record_outcome(run_id=run.pk, fencing_token=run.fencing_token, outcome=outcome)
    job.refresh_from_db()
    assert job.status == Job.Status.ALREADY_DONE
    assert json.loads(job.receipt.body)["price_sats"] == 0
