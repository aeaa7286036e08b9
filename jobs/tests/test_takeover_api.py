"""The two APIs of a page that is handed to a person, its web page, and the operators' door."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from ninja_jwt.tokens import RefreshToken

from accounts.models import User
from jobs.errors import (
    TakeoverLinkError,
)
from jobs.models import JobEvent
from jobs.queries import job_view
from jobs.services import (
    create_agent_token,
    end_takeover,
    recognise_visit,
)
from jobs.tests.handed import View, evidence_dir, jpeg, run, view
from tests.given import given_user

__all__ = ["evidence_dir", "run", "view"]
pytestmark = pytest.mark.django_db


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


def test_who_has_lost_the_link_gets_another_by_logging_in(
    client: Client, view: View, alice: User
) -> None:
    path = f"/api/jobs/{view.run.job_id}/takeover"

    def asked(user: User) -> Any:
        token = RefreshToken.for_user(user).access_token  # type: ignore[misc]
        return client.post(path, headers={"Authorization": f"Bearer {token}"})

    assert client.post(path).status_code == 401
    assert asked(given_user("bob")).status_code == 410
    assert job_view(alice, view.run.job_id).handed_over
    answer = asked(alice)
    assert answer["Cache-Control"] == "no-store"
    fresh = str(answer.json()["url"]).rsplit("/", 1)[1]
    assert recognise_visit(token=fresh) == view.visit
    with pytest.raises(TakeoverLinkError):
        recognise_visit(token=view.token)
    end_takeover(**view.fenced, status="done")
    assert asked(alice).status_code == 410
    assert not job_view(alice, view.run.job_id).handed_over


@pytest.mark.parametrize("after", ["", "/", "/more"])
def test_no_address_with_a_token_in_it_is_unknown_and_logged(
    client: Client, view: View, caplog: pytest.LogCaptureFixture, after: str
) -> None:
    """Mail and chat programs lengthen links; Django writes each path that it does not know."""
    with caplog.at_level("DEBUG", logger="django.request"):
        answer = client.get(f"/takeover/{view.token}{after}")
    assert answer.status_code == 200
    assert view.token not in caplog.text
