"""The operators' pages: everything opens, nothing secret is on it, and acting goes the one way."""

import hashlib
import re

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User, WaitlistEntry
from accounts.services import request_login_code
from jobs.models import AgentToken, Evidence, Job, Service
from jobs.services import (
    create_agent_token,
    give_input,
    recognise_agent,
    record_outcome,
    store_evidence,
    sweep_jobs,
)
from jobs.tests.given import FAILURE, asked, given_job, offered, silent_for_too_long, started
from kernel.sealing import PrivateKey

pytestmark = [pytest.mark.django_db, pytest.mark.urls("jobs.tests.addresses")]
PNG = b"\x89PNG\r\n\x1a\n" + b"a masked screenshot"
ROOMS = {"accounts", "jobs"}


@pytest.fixture
def olga(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("olga", "a password"))
    return client


@pytest.fixture
def looker(db: None) -> Client:
    """Staff who may look at jobs and do nothing."""
    user = User.objects.create_user("lena", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_job"))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def story(alice: User, agent_key: PrivateKey) -> Job:
    """A job with a run, a question, an answer, a picture and an end."""
    job = given_job(alice)
    run = started(job, agent_key)
    asked(run)
    give_input(user=alice, text="739204-canary", key="dm:2")
    store_evidence(
        run_id=run.pk,
        fencing_token=1,
        seq=1,
        name="s01",
        sha256=hashlib.sha256(PNG).hexdigest(),
        content=PNG,
    )
    record_outcome(run_id=run.pk, fencing_token=1, outcome=FAILURE)
    job.refresh_from_db()
    return job


def page(job: Job) -> str:
    return f"/admin/jobs/job/{job.pk}/change/"


def act(client: Client, job: Job, **body: str) -> int:
    return client.post(f"/admin/jobs/job/{job.pk}/act", body).status_code


def test_every_page_of_both_rooms_opens_and_shows_no_secret(
    olga: Client, story: Job, alice: User
) -> None:
    request_login_code(user=alice)
    create_agent_token(name="mini")
    WaitlistEntry.objects.create(pubkey="a" * 64)
    sealed = bytes(alice.credentials.all()[0].sealed)
    opened = 0
    for model in site._registry:
        if model._meta.app_label not in ROOMS:
            continue
        base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        pages = [base]
        pages += [f"{base}{row.pk}/change/" for row in model._default_manager.all()[:2]]
        for address in pages:
            answer = olga.get(address)
            assert answer.status_code == 200, address
            text = answer.content.decode()
            assert "canary" not in text.replace("alice-canary", ""), address
            assert str(sealed)[2:60] not in text
            assert AgentToken.objects.get().token_hash not in text
            opened += 1
    assert opened > 25


def test_a_job_is_told_on_one_page(olga: Client, story: Job) -> None:
    text = olga.get(page(story)).content.decode()
    for words in ("queued", "started", "input_wanted", "input_received", "credential_invalid"):
        assert words in text
    picture = Evidence.objects.get()
    assert f"/admin/jobs/evidence/{picture.pk}/image" in text
    answer = olga.get(f"/admin/jobs/evidence/{picture.pk}/image")
    assert (answer.content, answer["Content-Type"]) == (PNG, "image/png")
    assert "no-store" in answer["Cache-Control"]


def test_pictures_are_for_operators_and_only_as_sent(
    olga: Client, looker: Client, story: Job
) -> None:
    picture = Evidence.objects.get()
    address = f"/admin/jobs/evidence/{picture.pk}/image"
    assert Client().get(address).status_code == 302
    assert looker.get(address).status_code == 404
    picture.path.write_bytes(PNG + b"!")
    assert olga.get(address).status_code == 410
    picture.path.unlink()
    assert olga.get(address).status_code == 404


def test_an_operator_retries_with_a_reason(olga: Client, story: Job) -> None:
    assert act(olga, story, to="queued", why="") == 302
    story.refresh_from_db()
    assert story.status == "failed"
    act(olga, story, to="queued", why="the password was changed")
    story.refresh_from_db()
    assert story.status == "queued"
    assert offered(story).attempt == 2
    event = story.events.filter(kind="queued").latest("pk")
    assert (event.actor, event.data["why"]) == ("operator:olga", "the password was changed")


def test_an_operator_forces_only_what_the_table_gives(olga: Client, story: Job) -> None:
    for to in ("paid", "verified", "running", "nonsense"):
        act(olga, story, to=to, why="because")
        story.refresh_from_db()
        assert story.status == "failed"
    options = re.findall(r'<option value="(\w*)"', olga.get(page(story)).content.decode())
    assert options == ["queued"]


def test_an_operator_bills_a_lost_run_that_was_seen_to_work(
    olga: Client, alice: User, agent_key: PrivateKey
) -> None:
    job = given_job(alice)
    silent_for_too_long(started(job, agent_key))
    sweep_jobs()
    act(olga, job, to="verified", why="the evidence shows it")
    job.refresh_from_db()
    assert job.status == "verified"
    assert job.invoice is not None


def test_who_may_only_look_cannot_act(looker: Client, story: Job) -> None:
    answer = looker.get(page(story))
    assert answer.status_code == 200
    assert "Do it" not in answer.content.decode()
    assert act(looker, story, to="queued", why="curiosity") == 404
    assert Client().post(f"/admin/jobs/job/{story.pk}/act", {}).status_code == 302
    story.refresh_from_db()
    assert story.status == "failed"


def test_acting_needs_a_csrf_token_and_a_post(olga: Client, story: Job) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(username="olga"))
    assert act(strict, story, to="queued", why="x") == 403
    assert olga.get(f"/admin/jobs/job/{story.pk}/act").status_code == 404


def test_a_site_is_changed_through_the_registrys_own_door(olga: Client, nocturne: Service) -> None:
    address = f"/admin/jobs/service/{nocturne.pk}/change/"
    form = {
        "name": "Nocturne+",
        "origins": '["127.0.0.1:9001"]',
        "start_url": "http://127.0.0.1:9001/",
        "account_url": "",
        "hints": "Scroll.",
        "aliases": "[]",
        "is_enabled": "on",
        "versions-TOTAL_FORMS": "0",
        "versions-INITIAL_FORMS": "0",
    }
    refused = olga.post(address, form | {"start_url": "http://127.0.0.1:9002/"})
    assert "outside the origins" in refused.content.decode()
    nocturne.refresh_from_db()
    assert nocturne.version == 1
    assert olga.post(address, form).status_code == 302
    nocturne.refresh_from_db()
    assert (nocturne.version, nocturne.hints) == (2, "Scroll.")
    added = form | {"slug": "lantern", "name": "Lantern"}
    assert olga.post("/admin/jobs/service/add/", added).status_code == 302
    assert Service.objects.get(slug="lantern").versions.count() == 1


def test_a_token_is_shown_once(olga: Client) -> None:
    answer = olga.post("/admin/jobs/agenttoken/add/", {"name": "mini"})
    found = re.search(r"ubagent_[\w-]+", answer.content.decode())
    assert found is not None
    row = recognise_agent(token=found[0])
    assert row is not None
    assert "no-store" in answer["Cache-Control"]
    assert found[0] not in olga.get("/admin/jobs/agenttoken/").content.decode()
    olga.post("/admin/jobs/agenttoken/", {"action": "revoke", "_selected_action": [str(row.pk)]})
    assert recognise_agent(token=found[0]) is None


def test_a_waiting_key_is_invited(olga: Client) -> None:
    entry = WaitlistEntry.objects.create(pubkey="a" * 64)
    olga.post(
        "/admin/accounts/waitlistentry/", {"action": "invite", "_selected_action": [str(entry.pk)]}
    )
    entry.refresh_from_db()
    assert entry.invited_at is not None
