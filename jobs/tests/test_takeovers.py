"""A page that is handed to a person: who may look, who may press, what is left behind."""

import io
import os
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import Settings

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
from jobs.models import Job, JobEvent, Run, Takeover, TakeoverInput
from jobs.services import (
    abort_job,
    create_agent_token,
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
    Visit,
    Wish,
)
from jobs.services.takeovers import TAKEOVERS_PER_RUN_MAX
from jobs.tests.conftest import News
from jobs.tests.given import FAILURE, given_job, raced, silent_for_too_long, started
from kernel.clock import utc_now
from kernel.sealing import PrivateKey

pytestmark = pytest.mark.django_db
CLICK = Wish("click", x=500, y=250, frame=1)


def jpeg(colour: str = "white") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (64, 40), colour).save(target, "JPEG")
    return target.getvalue()


@pytest.fixture(autouse=True)
def evidence_dir(settings: Settings, tmp_path: Path) -> None:
    settings.EVIDENCE_DIR = tmp_path / "evidence"


@pytest.fixture
def run(alice: User, agent_key: PrivateKey) -> Run:
    return started(given_job(alice), agent_key)


class View:
    """An open view, with both its sides."""

    def __init__(self, run: Run, news: News, *, reason: str = "captcha") -> None:
        self.run = run
        self.takeover, _ = open_takeover(**self.fenced, reason=reason, seconds_max=600)
        event, facts = news.told[-1]
        assert event == "takeover_wanted"
        self.facts = facts
        self.token = str(facts["url"]).rsplit("/", 1)[1]
        self.visit: Visit = recognise_visit(token=self.token)

    @property
    def fenced(self) -> dict[str, Any]:
        key = self.takeover.key if hasattr(self, "takeover") else uuid.uuid4()
        return {
            "run_id": self.run.pk,
            "fencing_token": self.run.fencing_token,
            "takeover_key": key,
        }

    def show(self, seq: int = 1, content: bytes | None = None) -> str:
        return store_frame(**self.fenced, seq=seq, content=content or jpeg())

    def wish(self, wish: Wish = CLICK) -> TakeoverInput:
        return give_takeover_input(visit=self.visit, key=uuid.uuid4(), wish=wish)[0]

    def queued(self) -> list[Any]:
        return next_inputs(**self.fenced, after=0, wait_seconds=0)[1]

    def status(self) -> str:
        self.takeover.refresh_from_db()
        return str(self.takeover.status)


@pytest.fixture
def view(run: Run, news: News) -> View:
    return View(run, news)


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


class Api:
    """Both halves of the API, as requests."""

    def __init__(self, client: Client, view: View) -> None:
        self._client, self._view = client, view
        _, self._agent = create_agent_token(name="mini")

    def person(self, method: str, path: str = "", token: str | None = None, **body: Any) -> Any:
        header = f"Takeover {self._view.token if token is None else token}"
        call = getattr(self._client, method)
        extra = {"content_type": "application/json"} if method == "post" else {}
        return call(f"/api/takeover{path}", body, headers={"Authorization": header}, **extra)

    def agent(self, method: str, path: str, **body: Any) -> Any:
        header = f"Agent {self._agent}"
        call = getattr(self._client, method)
        json = method == "post" and "file" not in body
        extra = {"content_type": "application/json"} if json else {}
        body["fencing_token"] = self._view.run.fencing_token
        base = f"/api/agent/runs/{self._view.run.pk}/takeovers/{self._view.takeover.key}"
        return call(f"{base}{path}", body, headers={"Authorization": header}, **extra)


@pytest.fixture
def api(client: Client, view: View) -> Api:
    return Api(client, view)


def test_a_press_goes_to_the_agent_and_its_fate_comes_back(api: Api, tmp_path: Path) -> None:
    picture = tmp_path / "frame.jpg"
    picture.write_bytes(jpeg())
    with picture.open("rb") as file:
        assert api.agent("post", "/frame", seq=1, file=file).json() == {"status": "open"}
    sight = api.person("get").json()
    assert (sight["service_name"], sight["status"], sight["frame"]) == ("Nocturne+", "open", 1)
    assert 590 < sight["seconds_left"] <= 600
    shown = api.person("get", "/frame")
    assert (shown.content, shown["X-Frame"], shown["Content-Type"]) == (jpeg(), "1", "image/jpeg")
    assert shown["Cache-Control"] == "no-store"
    key = str(uuid.uuid4())
    press: dict[str, Any] = {"key": key, "kind": "click", "x": 10, "y": 990, "frame": 1}
    assert api.person("post", "/inputs", **press).status_code == 201
    assert api.person("post", "/inputs", **press).status_code == 200
    told = api.agent("get", "/inputs", after=0, wait_seconds=1).json()
    [row] = told["inputs"]
    assert (row["seq"], row["kind"], row["x"], row["y"], row["frame"]) == (1, "click", 10, 990, 1)
    answer = api.agent("post", "/inputs/1", applied=False, rule="That may cost money.")
    assert answer.json() == {"status": "open"}
    [fate] = api.person("get").json()["inputs"]
    assert (fate["status"], fate["rule"]) == ("refused", "That may cost money.")
    assert api.person("post", "/end", status="done").json() == {"status": "done"}
    assert api.agent("post", "/end", status="expired").json() == {"status": "done"}
    assert api.person("post", "/inputs", **press | {"key": str(uuid.uuid4())}).status_code == 410
    assert api.person("get", "/frame").status_code == 410


def test_nobody_without_the_token_sees_anything(api: Api, client: Client, view: View) -> None:
    view.show()
    for path in ("", "/frame"):
        assert client.get(f"/api/takeover{path}").status_code == 401
        assert api.person("get", path, token="x" * 43).status_code == 401
        assert client.get(f"/api/takeover{path}?token={view.token}").status_code == 401
        agent = client.get(f"/api/takeover{path}", headers={"Authorization": f"Agent {view.token}"})
        assert agent.status_code == 401


def test_guessing_ends_in_429(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobs.api.takeovers.WRONG_LINKS_MAX", 2)
    answers = [api.person("get", token=f"{number:043d}").status_code for number in range(3)]
    assert answers == [401, 401, 429]
    assert api.person("get").status_code == 200  # who holds a good one is not kept out


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "click", "x": 1001, "y": 0},
        {"kind": "click", "x": 1},
        {"kind": "drag", "x": 1, "y": 1},
        {"kind": "key", "word": "f12"},
        {"kind": "key", "word": "space"},
        {"kind": "type", "x": 1, "y": 1, "text": "x" * 2_001},
        {"kind": "type", "x": 1, "y": 1, "text": "nul\u0000"},
    ],
)
def test_a_wish_of_the_wrong_shape_is_400(api: Api, body: dict[str, Any]) -> None:
    assert api.person("post", "/inputs", key=str(uuid.uuid4()), **body).status_code == 400


def test_the_page_says_the_same_for_every_token_and_keeps_it_to_itself(
    client: Client, view: View, caplog: pytest.LogCaptureFixture
) -> None:
    known = client.get(f"/takeover/{view.token}")
    unknown = client.get(f"/takeover/{'x' * 43}")
    assert known.status_code == unknown.status_code == 200
    assert known.content == unknown.content
    assert view.token not in known.content.decode()
    assert known["Referrer-Policy"] == "no-referrer"
    assert "no-store" in known["Cache-Control"]
    assert "default-src 'self'" in known["Content-Security-Policy"]
    assert not JobEvent.objects.filter(kind="takeover_visited").exists()
    client.get("/api/takeover", headers={"Authorization": f"Takeover {view.token}x"})
    assert view.token not in caplog.text


def test_an_operator_joins_from_the_admin(admin_client: Client, view: View) -> None:
    page = reverse("admin:jobs_takeover_change", args=[view.takeover.pk])
    assert view.takeover.token_sha256 not in admin_client.get(page).content.decode()
    join = reverse("admin:jobs_takeover_join", args=[view.takeover.pk])
    assert admin_client.get(join).status_code == 404
    refused = admin_client.post(join, {"why": ""})
    assert refused["Location"] == page
    answer = admin_client.post(join, {"why": "the person asked"})
    assert answer.status_code == 302
    token = answer["Location"].rsplit("/", 1)[1]
    assert recognise_visit(token=token).by.name == "admin"
    assert str(django_settings.PUBLIC_URL) in answer["Location"]
