"""The one table: what it has happens, with all its side effects; what it lacks is refused."""

import itertools
import uuid
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from accounts.models import User
from jobs.errors import TransitionRefusedError
from jobs.lifecycle import TRANSITIONS, Actor, By, locked_job, move
from jobs.models import InputRequest, Job, JobEvent, Run
from jobs.signals import job_changed
from jobs.tests.conftest import News
from jobs.tests.given import asked, given_job, started, verified
from kernel.sealing import PrivateKey
from payments.models import Invoice

S = Job.Status
FACTS = {
    # All that any event may carry, as the street above expects it.
    "queue_position": 1,
    "field": "code",
    "prompt": "",
    "request_key": "3f0c6d2e-0000-4000-8000-000000000000",
    "effective_date": None,
    "after_abort": False,
    "bolt11": "lnbc30u1canary",
    "amount_sats": 3_000,
    "expires_at": datetime(2026, 12, 1, tzinfo=UTC),
    "error_code": "stuck",
    "reason": "I could not find the way.",
}
TERMINAL = {S.PAID, S.UNPAID, S.ALREADY_DONE, S.FAILED, S.ABORTED}


def given_status(job: Job, status: str) -> Job:
    """Placed there by hand: the table itself is what is tested."""
    if job.invoice is None:
        job.invoice = Invoice.objects.create(
            key=f"job:{job.pk}:1",
            purpose=f"job:{job.pk}",
            user=job.user,
            amount_sats=job.price_sats,
            description="x",
            credit_account="revenue:jobs",
        )
    job.status = status
    job.save()
    return locked_job(job.pk)


@pytest.mark.django_db
def test_every_edge_that_the_table_lacks_is_refused_and_changes_nothing(alice: User) -> None:
    job = given_job(alice)
    tried = 0
    for before, to, by in itertools.product(S.values, S.values, By):
        if by in TRANSITIONS[before].get(to, {}):
            continue
        events = JobEvent.objects.count()
        with pytest.raises(TransitionRefusedError):
            move(given_status(job, before), to, actor=Actor(by), why="because")
        job.refresh_from_db()
        assert (job.status, JobEvent.objects.count()) == (before, events)
        tried += 1
    assert tried > 500


@pytest.mark.django_db
def test_every_edge_of_the_table_is_taken_told_and_written_down(alice: User, news: News) -> None:
    job = given_job(alice)
    edges = [
        (before, to, by, event)
        for before, tos in TRANSITIONS.items()
        for to, who in tos.items()
        for by, event in who.items()
    ]
    for before, to, by, event in edges:
        moved = given_status(job, before)
        news.told.clear()
        move(moved, to, actor=Actor(by, "x"), why="because", facts=FACTS)
        assert news.events() == [event]
        line = JobEvent.objects.latest("pk")
        assert (line.kind, line.from_status, line.to_status) == (event, before, to)
        assert line.actor == f"{by}:x"
        assert "lnbc" not in str(line.data)
        moved.refresh_from_db()
        assert (moved.finished_at is None) == moved.is_open
    assert len(edges) > 30


def test_the_table_knows_every_status_and_who_is_over() -> None:
    assert set(TRANSITIONS) == set(S.values)
    assert set(S.values) - set(Job.OPEN) == TERMINAL
    reachable, frontier = {S.QUEUED}, [S.QUEUED]
    while frontier:
        for to in TRANSITIONS[frontier.pop()]:
            if to not in reachable:
                reachable.add(S(to))
                frontier.append(S(to))
    assert reachable == set(S.values)


def test_money_is_moved_by_the_till_alone() -> None:
    for tos in TRANSITIONS.values():
        for to in (S.PAID, S.UNPAID, S.INVOICED):
            assert set(tos.get(to, {})) <= {By.TILL}


@pytest.mark.django_db(transaction=True)
@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(walk=st.lists(st.tuples(st.sampled_from(S.values), st.sampled_from(list(By))), max_size=14))
def test_however_moved_a_job_keeps_its_promises(alice: User, walk: list[tuple[str, By]]) -> None:
    with transaction.atomic():
        job = given_job(alice, key=uuid.uuid4().hex)
        for to, by in walk:
            allowed = by in TRANSITIONS[job.status].get(to, {})
            try:
                move(job, to, actor=Actor(by), why="because", facts=FACTS)
            except TransitionRefusedError:
                assert not allowed
            else:
                assert allowed
            live = Run.objects.filter(job=job, status__in=Run.LIVE)
            assert live.count() <= 1
            if job.status not in Job.WITH_AGENT:
                assert not InputRequest.objects.filter(run__job=job, status="open").exists()
            if job.status in {S.VERIFIED, S.INVOICED, S.PAID, S.UNPAID}:
                assert job.invoice is not None
            assert (job.finished_at is None) == (job.status not in TERMINAL)
        chain = list(
            JobEvent.objects.filter(job=job).order_by("pk").values_list("from_status", "to_status")
        )
        assert [to for _, to in chain[:-1]] == [before for before, _ in chain[1:]]
        Job.objects.filter(pk=job.pk).update(status=S.FAILED)


@pytest.mark.django_db
def test_an_operator_must_say_why(alice: User) -> None:
    job = given_job(alice)
    with pytest.raises(TransitionRefusedError):
        move(locked_job(job.pk), S.ABORTED, actor=Actor(By.OPERATOR, "olga"), why="  ")
    move(locked_job(job.pk), S.ABORTED, actor=Actor(By.OPERATOR, "olga"), why="asked by phone")
    assert JobEvent.objects.latest("pk").data["why"] == "asked by phone"


@pytest.mark.django_db
def test_leaving_the_agent_takes_run_and_question_along(alice: User, agent_key: PrivateKey) -> None:
    job = given_job(alice)
    run = started(job, agent_key)
    request = asked(run)
    job.refresh_from_db()
    move(locked_job(job.pk), S.FAILED, actor=Actor(By.OPERATOR, "olga"), why="site is down")
    run.refresh_from_db()
    request.refresh_from_db()
    assert run.status == Run.Status.LOST
    assert request.status == InputRequest.Status.CLOSED


@pytest.mark.django_db
def test_verified_work_and_its_invoice_exist_together(alice: User, agent_key: PrivateKey) -> None:
    job = given_job(alice)
    verified(job, agent_key)
    assert job.invoice is not None
    assert (job.invoice.key, job.invoice.amount_sats) == (f"job:{job.pk}:1", job.price_sats)


@pytest.mark.django_db
def test_a_receiver_that_fails_undoes_the_move(alice: User) -> None:
    job = given_job(alice)

    def broken(**_: object) -> None:
        raise ValueError("no outbox")

    job_changed.connect(broken)
    try:
        with pytest.raises(ValueError, match="no outbox"), transaction.atomic():
            move(locked_job(job.pk), S.ABORTED, actor=Actor(By.PERSON))
    finally:
        job_changed.disconnect(broken)
    job.refresh_from_db()
    assert job.status == S.QUEUED
    assert [event.kind for event in job.events.all()] == ["queued"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "how", ["UPDATE jobs_jobevent SET kind = 'x'", "DELETE FROM jobs_jobevent"]
)
def test_not_even_sql_changes_the_timeline(alice: User, how: str) -> None:
    given_job(alice)
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        connection.cursor().execute(how)


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["jobs_jobevent", "jobs_serviceversion"])
def test_history_cannot_be_truncated(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_no_truncate")
        with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
            cursor.execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.django_db
def test_the_database_knows_the_statuses(alice: User) -> None:
    job = given_job(alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(status="lost")
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(status="paid")  # without an invoice
