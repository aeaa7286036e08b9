"""Asking for a job, and calling it off."""

import threading
import time

import pytest
from django.conf import settings as django_settings
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from accounts.models import User
from conftest import Bell
from jobs.errors import (
    CredentialFieldError,
    CredentialMissingError,
    JobAlreadyOpenError,
    JobKeyReusedError,
    NoAgentKeyError,
    NothingToAbortError,
    ServiceDisabledError,
    StaleRunError,
    UnknownJobError,
    UnknownServiceError,
    UnpaidJobError,
)
from jobs.lifecycle import Actor, By, locked_job, move
from jobs.models import AgentKey, Credential, Job, Run, Service
from jobs.queries import find_service, open_jobs, recent_jobs, service_names
from jobs.services import (
    Recording,
    abort_job,
    close_account,
    open_job,
    record_events,
    record_outcome,
    register_agent_key,
    save_service,
    start_run,
    store_credentials,
    sweep_jobs,
)
from jobs.tests.conftest import News
from jobs.tests.given import (
    FAILURE,
    RACERS,
    SUCCESS,
    asked,
    given_job,
    offered,
    raced,
    started,
    till_says,
    verified,
)
from kernel.sealing import PrivateKey
from payments.models import Invoice
from tests.given import given_user


@pytest.mark.django_db
def test_a_job_is_queued_told_offered_and_rung(
    alice: User,
    bell: Bell,
    news: News,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        job = given_job(alice)
    run = offered(job)
    assert (job.status, job.price_sats) == ("queued", django_settings.JOB_PRICE_SATS)
    assert news.told == [("queued", {"queue_position": 1})]
    assert bell.rung == [("browser_agent.perform_run", {"run_id": str(run.pk), "fencing_token": 1})]


@pytest.mark.django_db
def test_the_price_is_frozen_when_the_job_is_made(
    alice: User, agent_key: PrivateKey, settings: Settings
) -> None:
    job = given_job(alice)
    settings.JOB_PRICE_SATS = 99_000
    verified(job, agent_key)
    assert job.invoice is not None
    assert job.invoice.amount_sats == 3_000


@pytest.mark.django_db
def test_the_same_key_is_the_same_job(alice: User) -> None:
    job = given_job(alice)
    assert given_job(alice) == job
    with pytest.raises(JobKeyReusedError):
        open_job(user=alice, service_slug="nocturne", action="resume", key="dm:1")
    assert Job.objects.count() == Run.objects.count() == 1


@pytest.mark.django_db
def test_somebody_elses_key_opens_nothing(alice: User) -> None:
    given_job(alice)
    with pytest.raises(JobKeyReusedError):
        given_job(given_user("bob"))


@pytest.mark.django_db
def test_one_open_job_per_service(alice: User, nocturne: Service) -> None:
    job = given_job(alice)
    with pytest.raises(JobAlreadyOpenError) as refused:
        given_job(alice, key="dm:2")
    assert refused.value.job == job
    with pytest.raises(IntegrityError), transaction.atomic():  # the database says so by itself
        Job.objects.create(
            user=alice, service=nocturne, action="cancel", key="by hand", price_sats=1
        )


@pytest.mark.django_db(transaction=True)
def test_racing_requests_open_one_job(alice: User) -> None:
    results = raced(*[lambda number=n: given_job(alice, key=f"dm:{number}") for n in range(RACERS)])
    assert len([r for r in results if isinstance(r, Job)]) == 1
    assert len([r for r in results if isinstance(r, JobAlreadyOpenError)]) == RACERS - 1
    assert Job.objects.count() == Run.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_redelivered_request_racing_itself_is_one_job(alice: User) -> None:
    results = raced(*[lambda: given_job(alice).pk for _ in range(RACERS)])
    assert len(set(results)) == 1
    assert Run.objects.count() == 1


@pytest.mark.django_db
def test_what_cannot_be_served_is_refused_in_words_for_a_person(alice: User) -> None:
    with pytest.raises(UnknownServiceError, match=r"We serve Nocturne\+"):
        given_job(alice, slug="nonesuch")
    save_service(slug="nocturne", is_enabled=False)
    with pytest.raises(ServiceDisabledError, match="switched off"):
        given_job(alice)
    save_service(slug="nocturne", is_enabled=True)
    Credential.objects.filter(field="password").delete()
    with pytest.raises(CredentialMissingError, match="no sign-in"):
        given_job(alice)
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_without_an_agent_nothing_is_queued(alice: User) -> None:
    AgentKey.objects.update(is_current=False)
    with pytest.raises(NoAgentKeyError):
        given_job(alice)


@pytest.mark.django_db
def test_a_sign_in_sealed_to_a_retired_key_must_be_handed_over_again(alice: User) -> None:
    fresh = PrivateKey.generate()
    register_agent_key(public_key=fresh.public_key.to_text())
    with pytest.raises(CredentialMissingError, match="no longer used"):
        given_job(alice)
    store_credentials(
        user=alice, service_slug="nocturne", fields={"email": "a@b.c", "password": "pw"}
    )
    assert given_job(alice).status == "queued"


@pytest.mark.django_db
def test_a_debt_anywhere_blocks_new_work_and_can_be_paid(
    alice: User, agent_key: PrivateKey, nocturne: Service
) -> None:
    job = given_job(alice)
    verified(job, agent_key)
    invoice = job.invoice
    assert invoice is not None
    till_says(invoice, Invoice.Status.OPEN)
    till_says(invoice, Invoice.Status.EXPIRED)
    save_service(
        slug="other", name="Other", origins=["other.example"], start_url="https://other.example/"
    )
    store_credentials(user=alice, service_slug="other", fields={"email": "e", "password": "p"})
    for slug in ("nocturne", "other"):
        with pytest.raises(UnpaidJobError) as refused:
            given_job(alice, key=f"dm:{slug}", slug=slug)
        assert refused.value.job == job
    till_says(invoice, Invoice.Status.SETTLED)
    assert given_job(alice, key="dm:3", slug="other").status == "queued"


@pytest.mark.django_db
def test_aborting_a_queued_job_ends_it_and_its_offer(alice: User, agent_key: PrivateKey) -> None:
    job = given_job(alice)
    run = offered(job)
    assert abort_job(user=alice, key="dm:2").status == "aborted"
    run.refresh_from_db()
    assert run.status == Run.Status.LOST
    with pytest.raises(StaleRunError):
        start_run(
            run_id=run.pk,
            fencing_token=1,
            start_key=run.pk,
            agent="a",
            key_id=agent_key.public_key.key_id,
        )
    assert given_job(alice, key="dm:3").status == "queued"


@pytest.mark.django_db
def test_an_agent_hears_of_an_abort_at_its_next_heartbeat(
    alice: User, agent_key: PrivateKey, news: News
) -> None:
    job = given_job(alice)
    run = started(job, agent_key)
    assert not record_events(run_id=run.pk, fencing_token=1, events=[]).abort
    abort_job(user=alice, key="dm:2")
    assert record_events(run_id=run.pk, fencing_token=1, events=[]).abort
    assert record_outcome(run_id=run.pk, fencing_token=1, outcome=FAILURE) is Recording.RECORDED
    job.refresh_from_db()
    assert job.status == "aborted"
    assert news.events() == ["queued", "started", "aborted"]
    assert job.invoice is None


@pytest.mark.django_db
def test_if_it_was_done_in_spite_of_the_abort_the_person_hears_so_and_pays_nothing(
    alice: User, agent_key: PrivateKey, news: News
) -> None:
    job = given_job(alice)
    run = started(job, agent_key)
    abort_job(user=alice, key="dm:2")
    record_outcome(run_id=run.pk, fencing_token=1, outcome=SUCCESS)
    job.refresh_from_db()
    assert (job.status, job.invoice) == ("already_done", None)
    assert news.told[-1] == (
        "already_done",
        {"effective_date": "2026-12-24", "after_abort": True},
    )
    assert not Invoice.objects.exists()


@pytest.mark.django_db
def test_a_new_job_waits_for_the_aborted_run_to_let_go(alice: User, agent_key: PrivateKey) -> None:
    old = started(given_job(alice), agent_key)
    abort_job(user=alice, key="dm:2")
    job = given_job(alice, key="dm:3")
    assert not job.runs.exists()  # two hands on one account are worse than none
    assert sweep_jobs()["runs_offered"] == 0
    record_outcome(run_id=old.pk, fencing_token=1, outcome=FAILURE)
    assert offered(job).fencing_token == 1


@pytest.mark.django_db
def test_a_redelivered_abort_does_not_hit_the_next_job(alice: User) -> None:
    first = given_job(alice)
    abort_job(user=alice, key="dm:2")
    second = given_job(alice, key="dm:3")
    assert abort_job(user=alice, key="dm:2") == first
    second.refresh_from_db()
    assert second.status == "queued"


@pytest.mark.django_db
def test_nothing_to_abort_is_said(alice: User, agent_key: PrivateKey) -> None:
    with pytest.raises(NothingToAbortError):
        abort_job(user=alice, key="dm:2")
    job = given_job(alice)
    verified(job, agent_key)
    with pytest.raises(NothingToAbortError):
        abort_job(user=alice, key="dm:3", job_id=job.pk)
    with pytest.raises(UnknownJobError):
        abort_job(user=given_user("bob"), key="dm:4", job_id=job.pk)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_abort_and_success_at_once_agree_on_one_story(
    alice: User, agent_key: PrivateKey, attempt: int
) -> None:
    job = given_job(alice)
    run = started(job, agent_key)
    raced(
        lambda: abort_job(user=alice, key="dm:2"),
        lambda: record_outcome(run_id=run.pk, fencing_token=1, outcome=SUCCESS),
    )
    job.refresh_from_db()
    if job.status == "verified":  # the success was first
        assert job.invoice is not None
    else:
        assert (job.status, job.invoice) == ("already_done", None)


@pytest.mark.django_db(transaction=True)
def test_whoever_holds_the_job_is_waited_for(alice: User, agent_key: PrivateKey) -> None:
    job = given_job(alice)
    started(job, agent_key)
    held = threading.Event()

    def finish_slowly() -> None:
        with transaction.atomic():
            mine = locked_job(job.pk)
            held.set()
            time.sleep(0.5)
            move(mine, "verified", actor=Actor(By.AGENT), facts={"effective_date": None})

    def abort_meanwhile() -> None:
        held.wait(timeout=10)
        abort_job(user=alice, key="dm:2", job_id=job.pk)

    finished, aborted = raced(finish_slowly, abort_meanwhile)
    assert finished is None
    assert isinstance(aborted, NothingToAbortError)
    job.refresh_from_db()
    assert job.status == "verified"


@pytest.mark.django_db
def test_a_person_sees_their_jobs_and_nobody_elses(alice: User, agent_key: PrivateKey) -> None:
    job = given_job(alice)
    [view] = open_jobs(alice)
    assert (view.job, view.queue_position, view.awaited_field) == (job, 1, None)
    asked(started(job, agent_key))
    [view] = open_jobs(alice)
    assert (view.queue_position, view.awaited_field) == (None, "code")
    assert open_jobs(given_user("bob")) == recent_jobs(given_user("bob")) == []
    abort_job(user=alice, key="dm:2")
    assert open_jobs(alice) == []
    assert [view.job for view in recent_jobs(alice)] == [job]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["nocturne", "Nocturne+", "nocturne plus", " NOCTURNE PLUS!", "noc"]
)
def test_a_service_is_found_by_what_people_write(nocturne: Service, text: str) -> None:
    assert find_service(text) == nocturne


@pytest.mark.django_db
def test_no_service_is_found_by_nonsense(nocturne: Service) -> None:
    assert [find_service(text) for text in ("", "+", "nocturnal", "net")] == [None] * 4
    assert service_names() == ["Nocturne+"]


@pytest.mark.django_db
def test_a_sign_in_on_its_way_while_the_person_leaves_is_not_kept(alice: User) -> None:
    on_its_way = User.objects.get(pk=alice.pk)  # as the request's token found them
    close_account(user=alice)
    with pytest.raises(CredentialFieldError):
        store_credentials(user=on_its_way, service_slug="nocturne", fields={"email": "a"})
    assert not Credential.objects.exists()
