"""Runs: one starter, one lease, and silence that is never answered by a second try."""

import base64
import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from conftest import Bell
from jobs.errors import (
    JobAlreadyOpenError,
    StaleRunError,
    TransitionRefusedError,
    UnknownAgentKeyError,
    UnknownRunError,
)
from jobs.models import Job, JobEvent, Run, ServiceVersion
from jobs.services import (
    force_job,
    record_events,
    record_outcome,
    register_agent_key,
    retry_job,
    save_service,
    start_run,
    sweep_jobs,
)
from jobs.services.runs import EVENTS_PER_RUN_MAX, AgentEvent
from jobs.services.sweep import _expire_lease
from jobs.tests.conftest import EMAIL, PASSWORD, News
from jobs.tests.given import (
    FAILURE,
    RACERS,
    SUCCESS,
    given_job,
    offered,
    raced,
    silent_for_too_long,
    started,
    verified,
)
from kernel.clock import utc_now
from kernel.sealing import PrivateKey, SealBrokenError, credential_context
from payments.models import Invoice
from tests.given import given_user


def begin(run: Run, key: PrivateKey, *, start_key: uuid.UUID | None = None, token: int = 1) -> dict:  # type: ignore[type-arg]
    return start_run(
        run_id=run.pk,
        fencing_token=token,
        start_key=start_key or uuid.uuid4(),
        agent="browser@mini",
        key_id=key.public_key.key_id,
    )


def line(seq: int, kind: str = "step") -> AgentEvent:
    return AgentEvent(seq=seq, kind=kind, data={"n": seq}, at=utc_now())


@pytest.mark.django_db
def test_the_brief_holds_what_the_agent_needs_and_only_sealed_secrets(
    alice: User, agent_key: PrivateKey
) -> None:
    brief = begin(offered(given_job(alice)), agent_key)
    assert (brief["service"], brief["action"]) == ("nocturne", "cancel")
    assert brief["origins"] == ["127.0.0.1:9001"]
    assert brief["limits"] == {"machine_seconds": 420, "human_seconds": 900, "steps": 60}
    opened = {
        secret["field"]: agent_key.open(
            base64.b64decode(secret["sealed"]), context=secret["context"]
        ).decode()
        for secret in brief["secrets"]
    }
    assert opened == {"email": EMAIL, "password": PASSWORD}
    assert PASSWORD not in str(brief)


@pytest.mark.django_db
def test_a_box_moved_to_another_person_service_or_field_does_not_open(
    alice: User, agent_key: PrivateKey
) -> None:
    secret = begin(offered(given_job(alice)), agent_key)["secrets"][1]
    sealed = base64.b64decode(secret["sealed"])
    right = {"user_pubkey": alice.pubkey or "", "service": "nocturne", "field": "password"}
    assert agent_key.open(sealed, context=credential_context(**right))
    for change in (
        {"user_pubkey": given_user("bob").pubkey or ""},
        {"service": "other"},
        {"field": "email"},
    ):
        with pytest.raises(SealBrokenError):
            agent_key.open(sealed, context=credential_context(**(right | change)))


@pytest.mark.django_db(transaction=True)
def test_of_racing_agents_exactly_one_starts(alice: User, agent_key: PrivateKey) -> None:
    job = given_job(alice)
    run = offered(job)
    results = raced(*[lambda: begin(run, agent_key) for _ in range(RACERS)])
    assert len([r for r in results if isinstance(r, dict)]) == 1
    assert len([r for r in results if isinstance(r, StaleRunError)]) == RACERS - 1
    assert JobEvent.objects.filter(kind="started").count() == 1


@pytest.mark.django_db
def test_a_lost_answer_can_be_asked_for_again_by_the_same_key_only(
    alice: User, agent_key: PrivateKey, news: News
) -> None:
    run, key = offered(given_job(alice)), uuid.uuid4()
    first = begin(run, agent_key, start_key=key)
    assert begin(run, agent_key, start_key=key) == first
    with pytest.raises(StaleRunError):
        begin(run, agent_key)
    assert news.events().count("started") == 1


@pytest.mark.django_db
def test_a_wrong_token_starts_nothing(alice: User, agent_key: PrivateKey) -> None:
    run = offered(given_job(alice))
    for token in (0, 2):
        with pytest.raises(StaleRunError):
            begin(run, agent_key, token=token)
    run.refresh_from_db()
    assert run.status == Run.Status.OFFERED
    with pytest.raises(UnknownRunError):
        start_run(run_id=uuid.uuid4(), fencing_token=1, start_key=run.pk, agent="", key_id="")


@pytest.mark.django_db
def test_an_agent_with_an_unregistered_key_starts_nothing(alice: User) -> None:
    run = offered(given_job(alice))
    with pytest.raises(UnknownAgentKeyError):
        begin(run, PrivateKey.generate())
    run.refresh_from_db()
    assert run.status == Run.Status.OFFERED


@pytest.mark.django_db
def test_secrets_sealed_to_another_key_are_not_handed_out(
    alice: User, agent_key: PrivateKey
) -> None:
    run, fresh = offered(given_job(alice)), PrivateKey.generate()
    register_agent_key(public_key=fresh.public_key.to_text())
    assert begin(run, fresh)["secrets"] == []


@pytest.mark.django_db
def test_a_run_keeps_the_version_of_the_service_it_was_offered_with(
    alice: User, agent_key: PrivateKey
) -> None:
    run = offered(given_job(alice))
    save_service(slug="nocturne", start_url="http://127.0.0.1:9001/new")
    assert begin(run, agent_key)["start_url"] == "http://127.0.0.1:9001/"
    assert ServiceVersion.objects.count() == 2


@pytest.mark.django_db
def test_a_heartbeat_extends_the_lease_and_repeated_lines_count_once(
    alice: User, agent_key: PrivateKey
) -> None:
    run = started(given_job(alice), agent_key)
    Run.objects.update(lease_expires_at=utc_now() + timedelta(seconds=1))
    for _ in range(2):
        heard = record_events(run_id=run.pk, fencing_token=1, events=[line(1), line(2)])
    assert heard.lease_seconds == 90
    assert list(run.events.filter(kind="step").values_list("seq", flat=True)) == [1, 2]
    run.refresh_from_db()
    assert run.lease_expires_at is not None
    assert run.lease_expires_at > utc_now() + timedelta(seconds=80)


@pytest.mark.django_db
def test_a_run_cannot_flood_the_timeline(alice: User, agent_key: PrivateKey) -> None:
    run = started(given_job(alice), agent_key)
    record_events(run_id=run.pk, fencing_token=1, events=[line(EVENTS_PER_RUN_MAX)])
    assert not run.events.filter(kind="step").exists()


@pytest.mark.django_db
def test_a_lease_that_runs_out_needs_a_person_and_is_never_tried_again(
    alice: User,
    agent_key: PrivateKey,
    bell: Bell,
    news: News,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    job = given_job(alice)
    run = started(job, agent_key)
    assert sweep_jobs()["leases_expired"] == 0
    silent_for_too_long(run)
    bell.rung.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_jobs()["leases_expired"] == 1
        assert not any(sweep_jobs().values())
    job.refresh_from_db()
    run.refresh_from_db()
    assert (job.status, run.status) == ("needs_help", "lost")
    assert news.events()[-1] == "needs_help"
    assert job.runs.count() == 1
    assert "browser_agent.perform_run" not in bell.names()
    with pytest.raises(StaleRunError):
        record_events(run_id=run.pk, fencing_token=1, events=[])


@pytest.mark.django_db
def test_a_run_that_is_heard_of_in_the_last_moment_lives(
    alice: User, agent_key: PrivateKey
) -> None:
    job = given_job(alice)
    run = started(job, agent_key)
    silent_for_too_long(run)
    record_events(run_id=run.pk, fencing_token=1, events=[])  # after the sweep has looked
    assert _expire_lease(run.pk, job.pk) == 0
    run.refresh_from_db()
    assert run.status == Run.Status.RUNNING


@pytest.mark.django_db
def test_what_a_lost_run_reports_late_is_kept_for_the_operator_and_not_billed(
    alice: User, agent_key: PrivateKey
) -> None:
    job = given_job(alice)
    run = started(job, agent_key)
    silent_for_too_long(run)
    sweep_jobs()
    for _ in range(2):
        with pytest.raises(StaleRunError):
            record_outcome(run_id=run.pk, fencing_token=1, outcome=SUCCESS)
    job.refresh_from_db()
    assert job.status == "needs_help"
    assert not Invoice.objects.exists()
    [late] = job.events.filter(kind="late_outcome")
    assert late.data["outcome"] == "succeeded"
    force_job(job_id=job.pk, to="verified", operator="olga", why="seen in the evidence")
    assert Invoice.objects.get().purpose == f"job:{job.pk}"


@pytest.mark.django_db
def test_a_retry_has_a_new_token_and_the_old_one_is_dead(
    alice: User, agent_key: PrivateKey, news: News
) -> None:
    job = given_job(alice)
    old = started(job, agent_key)
    silent_for_too_long(old)
    sweep_jobs()
    retry_job(job_id=job.pk, operator="olga", why="the machine was rebooted")
    fresh = offered(job)
    assert (fresh.attempt, fresh.fencing_token) == (2, 2)
    begin(fresh, agent_key, token=2)
    for token in (1, 2):
        with pytest.raises(StaleRunError):
            record_events(run_id=old.pk, fencing_token=token, events=[])
        with pytest.raises(StaleRunError):
            record_outcome(run_id=old.pk, fencing_token=token, outcome=FAILURE)
    job.refresh_from_db()
    assert job.status == "running"
    assert news.events() == ["queued", "started", "needs_help", "queued", "started"]
    assert news.told[3][1]["by_operator"] is True


@pytest.mark.django_db
def test_only_a_stopped_job_is_retried(alice: User) -> None:
    job = given_job(alice)
    with pytest.raises(TransitionRefusedError):
        retry_job(job_id=job.pk, operator="olga", why="impatience")


@pytest.mark.django_db
def test_a_lost_bell_is_rung_again_and_ever_more_rarely(
    alice: User,
    bell: Bell,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        run = offered(given_job(alice))
        assert sweep_jobs()["bells_rung_again"] == 0
    pauses = []
    for _ in range(3):
        bell.rung.clear()
        Run.objects.update(ring_again_at=utc_now())
        with django_capture_on_commit_callbacks(execute=True):
            assert sweep_jobs()["bells_rung_again"] == 1
        assert bell.rung == [
            ("browser_agent.perform_run", {"run_id": str(run.pk), "fencing_token": 1})
        ]
        run.refresh_from_db()
        pauses.append(round((run.ring_again_at - utc_now()).total_seconds()))
    assert pauses == [60, 120, 240]


@pytest.mark.django_db(transaction=True)
def test_racing_sweeps_ring_once(alice: User, bell: Bell) -> None:
    given_job(alice)
    Run.objects.update(ring_again_at=utc_now())
    bell.rung.clear()
    raced(*[sweep_jobs for _ in range(4)])
    assert len(bell.rung) == 1


@pytest.mark.django_db
def test_the_database_keeps_one_live_run_per_job(alice: User, nocturne: object) -> None:
    job = given_job(alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.create(
            job=job,
            service_version=ServiceVersion.objects.get(),
            attempt=2,
            fencing_token=2,
            ring_again_at=utc_now(),
        )


@pytest.mark.django_db
def test_a_retry_meets_a_newer_job_of_the_person(alice: User, agent_key: PrivateKey) -> None:
    job = given_job(alice)
    run = started(job, agent_key)
    record_outcome(run_id=run.pk, fencing_token=1, outcome=FAILURE)
    newer = given_job(alice, key="dm:2")
    with pytest.raises(JobAlreadyOpenError) as refused:
        retry_job(job_id=job.pk, operator="olga", why="try once more")
    assert refused.value.job == newer
    assert Job.objects.get(pk=job.pk).status == "failed"


@pytest.mark.django_db
def test_force_never_reaches_money(alice: User, agent_key: PrivateKey) -> None:
    job = given_job(alice)
    verified(job, agent_key)
    with pytest.raises(AssertionError):
        force_job(job_id=job.pk, to="paid", operator="olga", why="trust me")
