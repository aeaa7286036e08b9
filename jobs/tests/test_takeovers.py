"""A page that is handed to a person: who may look, who may press, what is left behind."""

import os
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from jobs.errors import (
    InputGoneError,
    InputKeyReusedError,
    StaleRunError,
    TakeoverBusyError,
    TakeoverGoneError,
    TakeoverInputError,
    TakeoverLinkError,
)
from jobs.models import Job, JobEvent, Run, Takeover
from jobs.services import (
    abort_job,
    end_takeover,
    expire_leases,
    expire_takeovers,
    finish_takeover,
    give_takeover_input,
    next_inputs,
    open_for_operator,
    open_takeover,
    recognise_visit,
    record_outcome,
    settle_input,
    store_frame,
    takeover_frame,
    takeover_sight,
)
from jobs.services.takeover_visits import (
    AFTERWARDS_SECONDS,
    INPUTS_QUEUED_MAX,
    Wish,
)
from jobs.services.takeovers import TAKEOVERS_PER_RUN_MAX
from jobs.tests.conftest import News
from jobs.tests.given import FAILURE, given_job, raced, silent_for_too_long, started
from jobs.tests.handed import CLICK, View, evidence_dir, jpeg, run, view
from kernel.clock import utc_now
from kernel.sealing import PrivateKey

__all__ = ["evidence_dir", "run", "view"]
pytestmark = pytest.mark.django_db


def test_the_person_gets_a_link_that_the_rows_do_not_hold(view: View) -> None:
    assert view.facts["reason"] == "captcha"
    assert str(view.facts["url"]).startswith("http://127.0.0.1:8000/takeover/")
    rows = str(list(Takeover.objects.values())) + str(list(JobEvent.objects.values()))
    assert view.token not in rows
    assert view.takeover.run.job.status == Job.Status.RUNNING
    assert len(view.token) >= 43


def test_the_same_key_opens_once_and_for_the_same_page(view: View, news: News) -> None:
    again, is_new = open_takeover(**view.fenced, reason="captcha", seconds_max=5)
    assert (again.pk, is_new) == (view.takeover.pk, False)
    with pytest.raises(InputKeyReusedError):
        open_takeover(**view.fenced, reason="passkey", seconds_max=5)
    assert news.events().count("takeover_wanted") == 1


def test_a_new_page_closes_the_one_before_and_there_is_an_end_to_it(run: Run, news: News) -> None:
    views = [View(run, news) for _ in range(TAKEOVERS_PER_RUN_MAX)]
    assert [each.status() for each in views] == ["closed"] * (len(views) - 1) + ["open"]
    with pytest.raises(InputGoneError):
        View(run, news)


def test_a_stranger_opens_nothing(view: View) -> None:
    with pytest.raises(TakeoverLinkError):
        recognise_visit(token="x" * 43)
    with pytest.raises(TakeoverLinkError):
        recognise_visit(token="")
    for stale in (
        view.fenced | {"fencing_token": view.run.fencing_token + 1},
        view.fenced | {"fencing_token": view.run.fencing_token - 1},
    ):
        with pytest.raises(StaleRunError):
            store_frame(**stale, seq=1, content=jpeg())
        with pytest.raises(StaleRunError):
            next_inputs(**stale, after=0, wait_seconds=0)
        with pytest.raises(StaleRunError):
            end_takeover(**stale, status="done")


def test_the_newest_picture_is_one_private_file_and_goes_with_the_view(
    view: View, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with pytest.raises(TakeoverGoneError):
        takeover_frame(visit=view.visit)
    assert view.show(1, jpeg("white")) == "open"
    assert view.show(2, jpeg("black")) == "open"
    assert view.show(1, jpeg("white")) == "open"  # late: the newer one stays
    assert takeover_frame(visit=view.visit) == (2, jpeg("black"))
    path = view.takeover.frame_path
    assert path.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    with django_capture_on_commit_callbacks(execute=True):
        assert finish_takeover(visit=view.visit, status="done") == "done"
    assert not path.exists()
    assert view.show(3) == "done"
    assert not path.exists()
    with pytest.raises(TakeoverGoneError):
        takeover_frame(visit=view.visit)


def test_a_picture_of_one_view_is_not_shown_in_another(run: Run, news: News) -> None:
    first = View(run, news)
    first.show(1, jpeg("red"))
    second = View(run, news)
    with pytest.raises(TakeoverGoneError):
        takeover_frame(visit=first.visit)
    with pytest.raises(TakeoverGoneError):
        takeover_frame(visit=second.visit)


def test_what_is_typed_opens_at_the_agent_only_and_is_gone_once_used(
    view: View, agent_key: PrivateKey
) -> None:
    row = view.wish(Wish("type", x=10, y=20, frame=1, text="hunter2-canary"))
    assert b"hunter2" not in bytes(row.sealed or b"")
    [queued] = view.queued()
    assert agent_key.open(bytes(queued.row.sealed), context=queued.context) == b"hunter2-canary"
    status = settle_input(**view.fenced, seq=row.seq, applied=False, rule="No field.")
    assert status == "open"
    row.refresh_from_db()
    assert (row.status, row.rule, row.sealed) == ("refused", "No field.", None)
    settle_input(**view.fenced, seq=row.seq, applied=True, rule="")  # once is enough
    row.refresh_from_db()
    assert row.status == "refused"
    assert view.queued() == []


def test_a_press_that_is_sent_twice_counts_once(view: View) -> None:
    key = uuid.uuid4()
    first, is_new = give_takeover_input(visit=view.visit, key=key, wish=CLICK)
    again, is_new_again = give_takeover_input(visit=view.visit, key=key, wish=CLICK)
    assert (first.pk, is_new, is_new_again) == (again.pk, True, False)


@pytest.mark.parametrize(
    "wish",
    [
        Wish("click"),
        Wish("type", x=1, y=1),
        Wish("type", text="no place"),
        Wish("type", x=1, y=1, text="two\nlines"),
        Wish("type", x=1, y=1, text="x" * 201),
        Wish("click", x=1, y=1, text="words"),
        Wish("key"),
        Wish("key", word="up"),
        Wish("scroll", word="enter"),
        Wish("open_link", text="https://example.org/x"),
    ],
)
def test_what_cannot_be_done_on_a_page_is_not_queued(view: View, wish: Wish) -> None:
    with pytest.raises(TakeoverInputError):
        view.wish(wish)
    assert not view.takeover.inputs.exists()


def test_a_link_is_taken_where_one_is_asked_for(run: Run, news: News) -> None:
    view = View(run, news, reason="email_link")
    assert view.wish(Wish("open_link", text="https://example.org/" + "x" * 1_900)).seq == 1


def test_haste_is_slowed_down(view: View) -> None:
    for _ in range(INPUTS_QUEUED_MAX):
        view.wish()
    with pytest.raises(TakeoverBusyError) as refused:
        view.wish()
    assert refused.value.http_status == 429
    settle_input(**view.fenced, seq=1, applied=True, rule="")
    view.wish()


def test_nothing_is_queued_after_the_end_and_what_was_is_refused(view: View) -> None:
    row = view.wish(Wish("type", x=1, y=1, text="secret"))
    assert finish_takeover(visit=view.visit, status="closed") == "closed"
    row.refresh_from_db()
    assert (row.status, row.sealed) == ("refused", None)
    with pytest.raises(TakeoverGoneError):
        view.wish()
    assert next_inputs(**view.fenced, after=0, wait_seconds=5) == ("closed", [])
    assert finish_takeover(visit=view.visit, status="done") == "closed"
    assert end_takeover(**view.fenced, status="done") == "closed"


def test_time_ends_a_view_before_the_sweep_does(view: View) -> None:
    view.show()
    Takeover.objects.update(expires_at=utc_now() - timedelta(seconds=1))
    with pytest.raises(TakeoverGoneError):
        view.wish()
    with pytest.raises(TakeoverGoneError):
        takeover_frame(visit=view.visit)
    assert takeover_sight(visit=view.visit, seen=0, wait_seconds=9).status == "expired"
    assert next_inputs(**view.fenced, after=0, wait_seconds=9)[0] == "expired"
    assert expire_takeovers() == 1
    assert view.status() == "expired"
    Takeover.objects.update(
        expires_at=utc_now() - timedelta(seconds=AFTERWARDS_SECONDS + 5), ended_at=utc_now()
    )
    with pytest.raises(TakeoverLinkError):
        recognise_visit(token=view.token)


@pytest.mark.parametrize("ended_by", ["abort", "outcome", "silence"])
def test_a_view_ends_with_its_run(
    view: View, ended_by: str, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    view.show()
    job = view.run.job
    with django_capture_on_commit_callbacks(execute=True):
        if ended_by == "abort":
            abort_job(user=job.user, key="dm:abort", job_id=job.pk)
        elif ended_by == "outcome":
            record_outcome(
                run_id=view.run.pk, fencing_token=view.run.fencing_token, outcome=FAILURE
            )
        else:
            silent_for_too_long(view.run)
            assert expire_leases() == 1
    assert view.status() == "closed"
    assert not view.takeover.frame_path.exists()
    with pytest.raises(TakeoverGoneError):
        view.wish()


def test_a_picture_that_a_kill_left_behind_is_swept(view: View) -> None:
    view.show()
    folder = view.takeover.frame_path.parent
    left = [folder / "999999.jpg", folder / f".{uuid.uuid4().hex}.draft"]
    for path in left:
        path.write_bytes(b"x")
        os.utime(path, (time.time() - 600, time.time() - 600))
    young = folder / "888888.jpg"
    young.write_bytes(b"x")
    expire_takeovers()
    assert [path.exists() for path in left] == [False, False]
    assert view.takeover.frame_path.exists()
    young.unlink()


def test_an_operator_steps_in_with_a_reason_and_a_link_of_their_own(view: View) -> None:
    with pytest.raises(TakeoverInputError):
        open_for_operator(takeover_id=view.takeover.pk, operator="bob", why=" ")
    url = open_for_operator(takeover_id=view.takeover.pk, operator="bob", why="asked by phone")
    visit = recognise_visit(token=url.rsplit("/", 1)[1])
    row, _ = give_takeover_input(visit=visit, key=uuid.uuid4(), wish=CLICK)
    assert row.by == "operator:bob"
    assert view.wish().by == "person"
    joined = JobEvent.objects.get(kind="takeover_joined")
    assert (joined.actor, joined.data) == ("operator:bob", {"why": "asked by phone"})
    finish_takeover(visit=visit, status="done")
    assert JobEvent.objects.get(kind="takeover_ended").actor == "operator:bob"
    with pytest.raises(TakeoverGoneError):
        open_for_operator(takeover_id=view.takeover.pk, operator="bob", why="again")


def test_the_first_look_is_written_down_once(view: View) -> None:
    for _ in range(3):
        takeover_sight(visit=view.visit, seen=0, wait_seconds=0)
    assert JobEvent.objects.filter(kind="takeover_visited").count() == 1


def test_the_database_keeps_one_open_view_a_run(view: View) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Takeover.objects.create(
            run=view.run, reason="captcha", token_sha256="0" * 64, expires_at=utc_now()
        )


@pytest.mark.django_db(transaction=True)
def test_racers_press_with_numbers_of_their_own_and_one_key_counts_once(
    alice: User, agent_key: PrivateKey, news: News
) -> None:
    view = View(started(given_job(alice), agent_key), news)
    same = uuid.uuid4()

    def press(key: uuid.UUID) -> Callable[[], Any]:
        return lambda: give_takeover_input(visit=view.visit, key=key, wish=CLICK)

    results = raced(*[press(uuid.uuid4()) for _ in range(4)], *[press(same) for _ in range(4)])
    assert sum(is_new for _, is_new in results) == 5
    assert sorted(view.takeover.inputs.values_list("seq", flat=True)) == [1, 2, 3, 4, 5]


@pytest.mark.django_db(transaction=True)
def test_done_from_two_tabs_an_abort_and_a_press_end_in_one_way(
    alice: User, agent_key: PrivateKey, news: News
) -> None:
    view = View(started(given_job(alice), agent_key), news)
    view.show()
    job = view.run.job
    results = raced(
        lambda: finish_takeover(visit=view.visit, status="done"),
        lambda: finish_takeover(visit=view.visit, status="closed"),
        lambda: abort_job(user=job.user, key="dm:abort", job_id=job.pk),
        lambda: view.show(2),
        lambda: give_takeover_input(visit=view.visit, key=uuid.uuid4(), wish=CLICK),
        lambda: end_takeover(**view.fenced, status="done"),
    )
    unexpected = [
        result
        for result in results
        if isinstance(result, Exception) and not isinstance(result, TakeoverGoneError)
    ]
    assert unexpected == []
    assert view.status() in {"done", "closed"}
    assert not view.takeover.frame_path.exists()
    assert not view.takeover.inputs.filter(status="queued").exists()
    assert JobEvent.objects.filter(kind="takeover_ended").count() <= 1
