"""The waiting time comes from how long runs took, and from how many agents there are."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from jobs.models import Job, Run
from jobs.queries import job_view, recent_jobs
from jobs.services import record_outcome, save_service, store_credentials
from jobs.tests.conftest import EMAIL
from jobs.tests.given import SUCCESS, given_job, offered, started
from jobs.waiting import AGENT_SEEN_WITHIN, expected_wait_seconds
from kernel.clock import utc_now
from kernel.sealing import PrivateKey
from tests.given import given_user

pytestmark = pytest.mark.django_db


def another(name: str) -> User:
    user = given_user(name)
    for slug in ("nocturne", "kaleido"):
        store_credentials(user=user, service_slug=slug, fields={"email": EMAIL, "password": "p"})
    return user


@pytest.fixture
def kaleido(db: None) -> None:
    save_service(
        slug="kaleido",
        name="Kaleido",
        aliases=[],
        origins=["127.0.0.1:9002"],
        start_url="http://127.0.0.1:9002/",
        account_url="http://127.0.0.1:9002/account",
        hints="",
    )


@pytest.fixture
def bob(alice: User, kaleido: None) -> User:
    store_credentials(user=alice, service_slug="kaleido", fields={"email": EMAIL, "password": "p"})
    return another("bob")


@pytest.fixture
def charlie(alice: User, kaleido: None) -> User:
    return another("charlie")


def ended_run(
    user: User, agent_key: PrivateKey, seconds: float, *, key: str, slug: str = "nocturne"
) -> None:
    """A job of the past whose run took that long."""
    job = given_job(user, key=key, slug=slug)
    run = started(job, agent_key)
    record_outcome(run_id=run.pk, fencing_token=run.fencing_token, outcome=SUCCESS)
    over = utc_now()
    Run.objects.filter(pk=run.pk).update(
        started_at=over - timedelta(seconds=seconds), ended_at=over
    )
    Job.objects.filter(pk=job.pk).update(status=Job.Status.PAID)


def test_nothing_is_said_before_anything_was_measured(alice: User) -> None:
    job = given_job(alice)
    assert expected_wait_seconds(job) is None
    assert job_view(alice, job.pk).expected_wait_seconds is None


def test_the_first_in_line_waits_for_the_run_that_works(
    alice: User, bob: User, charlie: User, agent_key: PrivateKey
) -> None:
    for number, seconds in enumerate((60, 80, 100)):
        ended_run(alice, agent_key, seconds, key=f"past:{number}")
    now_working = started(given_job(alice, key="now"), agent_key)
    Run.objects.filter(pk=now_working.pk).update(started_at=utc_now() - timedelta(seconds=30))
    first, second = given_job(bob, key="b"), given_job(charlie, key="c")
    assert expected_wait_seconds(first) == pytest.approx(50, abs=3)  # 80 in the middle, 30 gone
    assert expected_wait_seconds(second) == pytest.approx(130, abs=3)
    view = job_view(charlie, second.pk)
    assert view.queue_position == 2
    assert view.expected_wait_seconds == pytest.approx(130, abs=3)


def test_two_agents_halve_it(alice: User, bob: User, charlie: User, agent_key: PrivateKey) -> None:
    for number in range(3):
        ended_run(alice, agent_key, 80, key=f"past:{number}")
    one = started(given_job(alice, key="one"), agent_key)
    two = started(given_job(bob, key="two"), agent_key)
    Run.objects.filter(pk=two.pk).update(agent="browser@other")
    job = given_job(charlie, key="c")
    assert expected_wait_seconds(job) == pytest.approx(80, abs=3)
    Run.objects.filter(pk=one.pk).update(lease_expires_at=utc_now() - timedelta(seconds=1))
    assert expected_wait_seconds(job) == 0  # that agent is thought dead, or free again


def test_a_service_that_is_slow_is_known_to_be(
    alice: User, bob: User, charlie: User, agent_key: PrivateKey
) -> None:
    for number in range(3):
        ended_run(alice, agent_key, 30, key=f"quick:{number}")
        ended_run(alice, agent_key, 300, key=f"slow:{number}", slug="kaleido")
    given_job(bob, key="b", slug="kaleido")
    assert expected_wait_seconds(given_job(charlie, key="c")) == 300


def test_what_is_not_queued_waits_for_nothing(alice: User, agent_key: PrivateKey) -> None:
    ended_run(alice, agent_key, 30, key="past")
    job = given_job(alice, key="now")
    assert offered(job)
    started(job, agent_key)
    assert expected_wait_seconds(job) is None


def test_nothing_is_promised_where_no_agent_was_heard_of(
    alice: User, bob: User, agent_key: PrivateKey
) -> None:
    ended_run(alice, agent_key, 60, key="past")
    job = given_job(bob, key="b")
    assert expected_wait_seconds(job) == 0
    Run.objects.filter(status=Run.Status.ENDED).update(
        ended_at=utc_now() - AGENT_SEEN_WITHIN - timedelta(seconds=1)
    )
    assert expected_wait_seconds(job) is None


def test_more_jobs_in_the_queue_are_not_measured_anew(
    alice: User,
    bob: User,
    agent_key: PrivateKey,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    ended_run(alice, agent_key, 60, key="past")
    for slug in ("nocturne", "kaleido"):
        given_job(bob, key=slug, slug=slug)
    with django_assert_max_num_queries(12):
        views = recent_jobs(bob)
    assert [view.expected_wait_seconds for view in views] == [60, 0]
