"""An agent tells of its last press before it makes it; who comes after a crash may only look."""

import uuid
from typing import Any

import pytest

from accounts.models import User
from browser_agent.contract import Ending, ErrorCode, Outcome
from jobs.models import Job, JobEvent, Run
from jobs.services import record_events, record_outcome, retry_job, start_run, sweep_jobs
from jobs.services.runs import AgentEvent
from jobs.tests.given import given_job, offered, silent_for_too_long, started
from kernel.clock import utc_now
from kernel.sealing import PrivateKey

pytestmark = pytest.mark.django_db


def presses(run: Run, *, seq: int = 1) -> None:
    event = AgentEvent(seq=seq, kind="commit", data={"label": "Finish"}, at=utc_now())
    record_events(run_id=run.pk, fencing_token=run.fencing_token, events=[event])
    run.refresh_from_db()


def brief_of(run: Run, agent_key: PrivateKey) -> dict[str, Any]:
    return start_run(
        run_id=run.pk,
        fencing_token=run.fencing_token,
        start_key=uuid.uuid4(),
        agent="browser@mini",
        key_id=agent_key.public_key.key_id,
    )


def ends(run: Run, outcome: Ending, code: ErrorCode | None = None) -> None:
    record_outcome(run_id=run.pk, fencing_token=run.fencing_token, outcome=Outcome(outcome, code))


def test_a_last_press_is_remembered_once(alice: User, agent_key: PrivateKey) -> None:
    run = started(given_job(alice), agent_key)
    assert not Run.objects.filter(committed_at__isnull=False).exists()
    presses(run)
    first = run.committed_at
    assert first is not None
    presses(run, seq=2)
    assert run.committed_at == first


def test_a_first_run_may_press(alice: User, agent_key: PrivateKey) -> None:
    job = given_job(alice)
    assert brief_of(offered(job), agent_key)["verify_only"] is False


def test_a_run_that_fell_silent_after_its_last_press_is_looked_after_once(
    alice: User, agent_key: PrivateKey
) -> None:
    job = given_job(alice)
    run = started(job, agent_key)
    presses(run)
    silent_for_too_long(run)
    sweep_jobs()
    job.refresh_from_db()
    assert job.status == Job.Status.QUEUED
    looking = offered(job)
    assert brief_of(looking, agent_key)["verify_only"] is True
    silent_for_too_long(looking)
    sweep_jobs()
    job.refresh_from_db()
    assert job.status == Job.Status.NEEDS_HELP
    kinds = list(JobEvent.objects.filter(job=job).values_list("kind", flat=True))
    assert kinds.count("look_queued") == 1


def test_a_run_that_fell_silent_before_any_last_press_is_for_a_person(
    alice: User, agent_key: PrivateKey
) -> None:
    job = given_job(alice)
    silent_for_too_long(started(job, agent_key))
    sweep_jobs()
    job.refresh_from_db()
    assert job.status == Job.Status.NEEDS_HELP
    assert brief_of(retried(job), agent_key)["verify_only"] is False


def retried(job: Job) -> Run:
    retry_job(job_id=job.pk, operator="olga", why="try again")
    job.refresh_from_db()
    return offered(job)


def test_what_an_operator_tries_again_after_a_last_press_only_looks(
    alice: User, agent_key: PrivateKey
) -> None:
    job = given_job(alice)
    run = started(job, agent_key)
    presses(run)
    ends(run, Ending.NEEDS_HUMAN, ErrorCode.BROWSER_FAILED)
    looking = retried(job)
    assert brief_of(looking, agent_key)["verify_only"] is True
    ends(looking, Ending.SUCCEEDED)
    job.refresh_from_db()
    assert job.status in {Job.Status.VERIFIED, Job.Status.INVOICED}


@pytest.mark.parametrize(
    ("code", "only_looks"), [(ErrorCode.NOT_VERIFIED, False), (ErrorCode.STUCK, True)]
)
def test_it_may_be_pressed_again_once_it_was_seen_to_have_had_no_effect(
    alice: User, agent_key: PrivateKey, code: ErrorCode, only_looks: bool
) -> None:
    job = given_job(alice)
    run = started(job, agent_key)
    presses(run)
    ends(run, Ending.NEEDS_HUMAN, ErrorCode.NOT_VERIFIED)
    looking = retried(job)
    brief_of(looking, agent_key)
    ends(looking, Ending.NEEDS_HUMAN, code)
    assert brief_of(retried(job), agent_key)["verify_only"] is only_looks


def test_agreement_and_step_seconds_are_kept(alice: User, agent_key: PrivateKey) -> None:
    run = started(given_job(alice), agent_key)
    told = Outcome(Ending.FAILED, ErrorCode.STUCK, step_seconds=(0.4, 1.1), agreement=0.75)
    record_outcome(run_id=run.pk, fencing_token=run.fencing_token, outcome=told)
    run.refresh_from_db()
    assert (run.step_seconds, run.agreement) == ([0.4, 1.1], 0.75)
