"""Questions in mid-run: sealed answers, asked once, never answered by yesterday's code."""

import threading
import time
import uuid
from datetime import timedelta

import pytest
from django.db import connection, connections

from accounts.models import User
from jobs.errors import CredentialFieldError, InputGoneError, InputKeyReusedError, UnknownRunError
from jobs.models import InputRequest, Job, Run
from jobs.models.history import PROMPT_CHARACTERS_MAX
from jobs.services import (
    GiveOutcome,
    SealedInput,
    abort_job,
    give_input,
    record_outcome,
    register_agent_key,
    request_input,
    sweep_jobs,
    wait_for_input,
)
from jobs.tests.conftest import News
from jobs.tests.given import RACERS, SUCCESS, asked, given_job, raced, started
from kernel.clock import utc_now
from kernel.sealing import PrivateKey, SealBrokenError, input_context
from tests.given import given_user

CODE = "739204"


def answer(run: Run, request: InputRequest, seconds: float = 0.0) -> SealedInput | None:
    return wait_for_input(run_id=run.pk, request_key=request.request_key, wait_seconds=seconds)


@pytest.mark.django_db
def test_a_code_travels_from_the_person_to_the_agent_sealed(
    alice: User, agent_key: PrivateKey, news: News
) -> None:
    job = given_job(alice)
    run = started(job, agent_key)
    request = asked(run)
    job.refresh_from_db()
    assert job.status == "awaiting_input"
    assert answer(run, request) is None
    assert give_input(user=alice, text=CODE, key="dm:2") is GiveOutcome.GIVEN
    job.refresh_from_db()
    assert job.status == "running"
    for _ in range(2):  # a lost answer can be fetched again
        sealed = answer(run, request)
        assert sealed is not None
        assert agent_key.open(sealed.sealed, context=sealed.context) == CODE.encode()
    assert news.told[2:] == [
        (
            "input_wanted",
            {
                "field": "code",
                "prompt": "We sent you a code",
                "request_key": str(request.request_key),
            },
        ),
        ("input_received", {}),
    ]


@pytest.mark.django_db
def test_an_answer_moved_to_another_question_does_not_open(
    alice: User, agent_key: PrivateKey
) -> None:
    run = started(given_job(alice), agent_key)
    request = asked(run)
    give_input(user=alice, text=CODE, key="dm:2")
    sealed = answer(run, request)
    assert sealed is not None
    other = input_context(run_id=str(run.pk), request_key=str(uuid.uuid4()))
    with pytest.raises(SealBrokenError):
        agent_key.open(sealed.sealed, context=other)


@pytest.mark.django_db
def test_an_answer_goes_to_the_agent_that_asked_even_when_the_key_has_changed(
    alice: User, agent_key: PrivateKey
) -> None:
    run = started(given_job(alice), agent_key)
    request = asked(run)
    register_agent_key(public_key=PrivateKey.generate().public_key.to_text())
    give_input(user=alice, text=CODE, key="dm:2")
    sealed = answer(run, request)
    assert sealed is not None
    assert agent_key.open(sealed.sealed, context=sealed.context) == CODE.encode()


@pytest.mark.django_db
def test_the_same_question_again_is_one_question(
    alice: User, agent_key: PrivateKey, news: News
) -> None:
    run = started(given_job(alice), agent_key)
    key = uuid.uuid4()
    for is_new in (True, False):
        _, created = request_input(
            run_id=run.pk, fencing_token=1, request_key=key, field="code", prompt=""
        )
        assert created is is_new
    assert news.events().count("input_wanted") == 1
    with pytest.raises(InputKeyReusedError):
        request_input(run_id=run.pk, fencing_token=1, request_key=key, field="cvv", prompt="")


@pytest.mark.django_db
def test_a_redelivered_code_does_not_answer_the_next_question(
    alice: User, agent_key: PrivateKey
) -> None:
    run = started(given_job(alice), agent_key)
    asked(run)
    give_input(user=alice, text=CODE, key="dm:2")
    second = asked(run)  # the site refused the code
    assert give_input(user=alice, text=CODE, key="dm:2") is GiveOutcome.GIVEN
    assert answer(run, second) is None
    assert give_input(user=alice, text="112233", key="dm:3") is GiveOutcome.GIVEN
    assert answer(run, second) is not None


@pytest.mark.django_db
def test_asking_again_before_an_answer_closes_the_first_question(
    alice: User, agent_key: PrivateKey, news: News
) -> None:
    run = started(given_job(alice), agent_key)
    first, second = asked(run), asked(run)
    with pytest.raises(InputGoneError):
        answer(run, first)
    give_input(user=alice, text=CODE, key="dm:2")
    assert answer(run, second) is not None
    assert news.events().count("input_wanted") == 2


@pytest.mark.django_db
def test_nobody_elses_words_are_taken_and_nothing_unasked(
    alice: User, agent_key: PrivateKey
) -> None:
    assert give_input(user=alice, text=CODE, key="dm:0") is GiveOutcome.NOT_AWAITED
    run = started(given_job(alice), agent_key)
    assert give_input(user=alice, text=CODE, key="dm:2") is GiveOutcome.NOT_AWAITED
    request = asked(run)
    assert give_input(user=given_user("bob"), text=CODE, key="dm:3") is GiveOutcome.NOT_AWAITED
    assert answer(run, request) is None


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "x" * 101])
def test_an_answer_has_a_size(alice: User, text: str) -> None:
    with pytest.raises(CredentialFieldError):
        give_input(user=alice, text=text, key="dm:2")


@pytest.mark.django_db(transaction=True)
def test_racing_answers_become_one(alice: User, agent_key: PrivateKey) -> None:
    run = started(given_job(alice), agent_key)
    request = asked(run)
    results = raced(
        *[
            lambda n=n: give_input(user=alice, text=f"{n:06d}", key=f"dm:{n}")
            for n in range(2, RACERS)
        ]
    )
    assert results.count(GiveOutcome.GIVEN) == 1
    assert results.count(GiveOutcome.NOT_AWAITED) == RACERS - 3
    sealed = answer(run, request)
    assert sealed is not None
    given = agent_key.open(sealed.sealed, context=sealed.context).decode()
    assert given == f"{results.index(GiveOutcome.GIVEN) + 2:06d}"


@pytest.mark.django_db(transaction=True)
def test_a_waiting_agent_gets_the_answer_soon_and_holds_no_connection(
    alice: User, agent_key: PrivateKey
) -> None:
    run = started(given_job(alice), agent_key)
    request = asked(run)
    got: list[SealedInput | None] = []

    def wait() -> None:
        got.append(answer(run, request, seconds=10))
        connections.close_all()

    waiter = threading.Thread(target=wait)
    waiter.start()
    seen = []
    for _ in range(20):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            seen.append(cursor.fetchone()[0])
        time.sleep(0.05)
    first = next((at for at, held in enumerate(seen) if held), None)
    assert first is None or 0 in seen[first:], seen  # between looks nothing is held
    began = time.monotonic()
    give_input(user=alice, text=CODE, key="dm:2")
    waiter.join(timeout=10)
    assert time.monotonic() - began < 8  # of the ten that it would wait; machines are busy
    assert got[0] is not None


@pytest.mark.django_db(transaction=True)
def test_waiting_ends_in_time(alice: User, agent_key: PrivateKey) -> None:
    run = started(given_job(alice), agent_key)
    request = asked(run)
    began = time.monotonic()
    assert answer(run, request, seconds=0.7) is None
    assert 0.7 <= time.monotonic() - began < 8


@pytest.mark.django_db
def test_a_question_goes_stale_and_the_run_hears_it(
    alice: User, agent_key: PrivateKey, news: News
) -> None:
    job = given_job(alice)
    run = started(job, agent_key)
    request = asked(run)
    assert sweep_jobs()["inputs_expired"] == 0
    InputRequest.objects.update(expires_at=utc_now() - timedelta(seconds=1))
    assert give_input(user=alice, text=CODE, key="dm:1b") is GiveOutcome.NOT_AWAITED
    assert sweep_jobs()["inputs_expired"] == 1
    with pytest.raises(InputGoneError):
        answer(run, request)
    assert give_input(user=alice, text=CODE, key="dm:2") is GiveOutcome.NOT_AWAITED
    job.refresh_from_db()
    assert job.status == "running"
    assert news.told[-1] == ("input_expired", {"request_key": str(request.request_key)})


@pytest.mark.django_db
def test_after_an_abort_nobody_waits_and_nobody_asks(alice: User, agent_key: PrivateKey) -> None:
    run = started(given_job(alice), agent_key)
    request = asked(run)
    abort_job(user=alice, key="dm:2")
    with pytest.raises(InputGoneError):
        answer(run, request)
    with pytest.raises(InputGoneError):
        asked(run)
    assert give_input(user=alice, text=CODE, key="dm:3") is GiveOutcome.NOT_AWAITED


@pytest.mark.django_db
def test_a_sealed_answer_does_not_outlive_its_run(alice: User, agent_key: PrivateKey) -> None:
    run = started(given_job(alice), agent_key)
    request = asked(run)
    give_input(user=alice, text=CODE, key="dm:2")
    record_outcome(run_id=run.pk, fencing_token=1, outcome=SUCCESS)
    request.refresh_from_db()
    assert (request.status, request.sealed) == ("closed", None)
    assert request.answered_at is not None


@pytest.mark.django_db
def test_another_runs_question_is_not_found(alice: User, agent_key: PrivateKey) -> None:
    request = asked(started(given_job(alice), agent_key))
    with pytest.raises(UnknownRunError):
        wait_for_input(run_id=uuid.uuid4(), request_key=request.request_key, wait_seconds=0)
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_a_page_of_many_words_does_not_end_the_run(alice: User, agent_key: PrivateKey) -> None:
    run = started(given_job(alice), agent_key)
    request, _ = request_input(
        run_id=run.pk,
        fencing_token=run.fencing_token,
        request_key=uuid.uuid4(),
        field="code",
        prompt="x" * 2_000,
    )
    assert len(request.prompt) == PROMPT_CHARACTERS_MAX


@pytest.mark.django_db(transaction=True)
def test_no_number_of_seconds_makes_anybody_wait_for_ever(
    alice: User, agent_key: PrivateKey
) -> None:
    run = started(given_job(alice), agent_key)
    request = asked(run)
    found = wait_for_input(
        run_id=run.pk, request_key=request.request_key, wait_seconds=float("nan")
    )
    assert found is None
