"""REST for people."""

import json
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from ninja_jwt.tokens import RefreshToken

from accounts.models import User
from jobs.models import Credential, Job, Service
from jobs.services import abort_job, create_agent_token, give_input, save_service, start_run
from jobs.tests.conftest import EMAIL, PASSWORD
from jobs.tests.given import asked, given_job, offered, started, till_says, verified
from kernel.sealing import PrivateKey, credential_context
from payments.models import Invoice
from tests.given import given_user

pytestmark = [pytest.mark.django_db, pytest.mark.urls("jobs.tests.addresses")]


class Browser:
    """A person's client: JSON in, JSON out, with their token."""

    def __init__(self, user: User | None) -> None:
        headers = {}
        if user is not None:
            token = RefreshToken.for_user(user).access_token  # type: ignore[misc]
            headers["authorization"] = f"Bearer {token}"
        self.client = Client(headers=headers)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        answer = self.client.generic(
            method,
            f"/api/{path}",
            "" if body is None else json.dumps(body),
            content_type="application/json",
            headers=headers or None,
        )
        return answer.status_code, answer.json() if answer.content else None


@pytest.fixture
def hers(alice: User) -> Browser:
    return Browser(alice)


def test_everything_but_the_list_of_services_wants_a_token(alice: User, nocturne: Service) -> None:
    nobody = Browser(None)
    assert nobody.call("GET", "services") == (200, [{"slug": "nocturne", "name": "Nocturne+"}])
    job = given_job(alice)
    for method, path in [
        ("GET", "me"),
        ("DELETE", "me"),
        ("GET", "credentials"),
        ("PUT", "credentials/nocturne"),
        ("DELETE", "credentials/nocturne"),
        ("GET", "jobs"),
        ("POST", "jobs"),
        ("GET", f"jobs/{job.pk}"),
        ("POST", f"jobs/{job.pk}/abort"),
    ]:
        assert nobody.call(method, path, {})[0] == 401, path


def test_an_agents_token_is_nobody_here(alice: User) -> None:
    _, token = create_agent_token(name="mini")
    answer = Client(headers={"authorization": f"Agent {token}"}).get("/api/jobs")
    assert answer.status_code == 401


def test_credentials_are_sealed_and_never_read_back(
    hers: Browser, alice: User, agent_key: PrivateKey
) -> None:
    status, told = hers.call("PUT", "credentials/nocturne", {"fields": {"cvv": "987"}})
    assert (status, told) == (
        200,
        {"service": "nocturne", "fields": ["cvv", "email", "password"]},
    )
    assert hers.call("GET", "credentials") == (
        200,
        [{"service": "nocturne", "fields": ["cvv", "email", "password"]}],
    )
    row = Credential.objects.get(user=alice, field="cvv")
    context = credential_context(user_pubkey=alice.pubkey or "", service="nocturne", field="cvv")
    assert agent_key.open(bytes(row.sealed), context=context) == b"987"
    assert row.key_id == agent_key.public_key.key_id


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"fields": []},
        {"fields": {}},
        {"fields": {"email": ""}},
        {"fields": {"email": 5}},
        {"fields": {"email": "x" * 1_001}},
        {"fields": {"email": "\ud800"}},
        {"fields": {"pin": "1234"}},
        {"fields": {"\ud800": "1234"}},
        {"fields": {"code": "123456"}},
    ],
)
def test_credentials_of_a_wrong_shape_are_refused_without_an_echo(hers: Browser, body: Any) -> None:
    before = list(Credential.objects.values_list("pk", "updated_at"))
    status, told = hers.call("PUT", "credentials/nocturne", body)
    assert (status, told["error"]) == (400, "credential_field")
    assert "1234" not in str(told)
    assert list(Credential.objects.values_list("pk", "updated_at")) == before


def test_an_unknown_service_is_404(hers: Browser) -> None:
    body = {"fields": {"email": "a", "password": "b"}}
    assert hers.call("PUT", "credentials/nonesuch", body)[0] == 404


def test_credentials_stay_while_a_job_may_need_them(hers: Browser, alice: User) -> None:
    given_job(alice)
    status, told = hers.call("DELETE", "credentials/nocturne")
    assert (status, told["error"]) == (409, "credential_in_use")
    abort_job(user=alice, key="dm:2")
    assert hers.call("DELETE", "credentials/nocturne") == (204, None)
    assert hers.call("GET", "credentials") == (200, [])


def test_a_job_from_wish_to_abort(hers: Browser) -> None:
    wish = {"service": "nocturne", "action": "cancel"}
    status, job = hers.call("POST", "jobs", wish, **{"idempotency-key": "one"})
    assert (status, job["status"], job["queue_position"], job["can_abort"]) == (
        201,
        "queued",
        1,
        True,
    )
    again = hers.call("POST", "jobs", wish, **{"idempotency-key": "one"})[1]
    assert again["id"] == job["id"]
    status, told = hers.call("POST", "jobs", wish)
    assert (status, told["error"], told["job_id"]) == (409, "job_already_open", job["id"])
    assert hers.call("GET", "jobs")[1] == [hers.call("GET", f"jobs/{job['id']}")[1]]
    status, told = hers.call("POST", f"jobs/{job['id']}/abort")
    assert (status, told["status"], told["can_abort"]) == (200, "aborted", False)
    assert hers.call("POST", f"jobs/{job['id']}/abort")[0] == 409


def test_what_a_restart_may_cost_reaches_the_agent(hers: Browser, agent_key: PrivateKey) -> None:
    wish = {"service": "nocturne", "action": "resume", "plan": "Basic", "max_price": "9.99"}
    status, made = hers.call("POST", "jobs", wish, **{"idempotency-key": "one"})
    assert status == 201
    run = offered(Job.objects.get(pk=made["id"]))
    brief = start_run(
        run_id=run.pk,
        fencing_token=run.fencing_token,
        start_key=uuid.uuid4(),
        agent="mini",
        key_id=agent_key.public_key.key_id,
    )
    assert (brief["plan"], brief["max_price"]) == ("Basic", "9.99")
    other = hers.call("POST", "jobs", wish | {"max_price": "99"}, **{"idempotency-key": "one"})
    assert other[0] == 409


def test_a_job_shows_what_is_awaited_and_what_can_be_paid(
    hers: Browser, alice: User, agent_key: PrivateKey
) -> None:
    job = given_job(alice)
    run = started(job, agent_key)
    asked(run)
    assert hers.call("GET", f"jobs/{job.pk}")[1]["awaited_field"] == "code"
    abort_job(user=alice, key="dm:2")
    run.status = "lost"
    run.save()
    job = given_job(alice, key="dm:3")
    verified(job, agent_key)
    assert hers.call("GET", f"jobs/{job.pk}")[1]["invoice"] is None
    assert job.invoice is not None
    invoice = till_says(job.invoice, Invoice.Status.OPEN)
    shown = hers.call("GET", f"jobs/{job.pk}")[1]
    assert shown["invoice"]["bolt11"] == invoice.bolt11
    assert shown["effective_date"] == "2026-12-24"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"service": "nocturne", "action": "pause"}, 400),
        ({"service": "nocturne"}, 400),
        ([], 400),
        ({"service": "nonesuch", "action": "cancel"}, 404),
        ({"service": "nocturne", "action": "resume", "max_price": "cheap"}, 400),
        ({"service": "nocturne", "action": "cancel", "max_price": "15.49"}, 400),
    ],
)
def test_a_bad_wish_is_refused(hers: Browser, body: Any, status: int) -> None:
    assert hers.call("POST", "jobs", body)[0] == status
    assert not Job.objects.exists()


def test_another_persons_job_does_not_exist(alice: User) -> None:
    job = given_job(alice)
    his = Browser(given_user("bob"))
    assert his.call("GET", f"jobs/{job.pk}")[0] == 404
    assert his.call("POST", f"jobs/{job.pk}/abort")[0] == 404
    assert his.call("GET", "jobs") == (200, [])
    assert his.call("GET", f"jobs/{uuid.uuid4()}")[0] == 404


def test_a_disabled_service_is_not_listed(nocturne: Service) -> None:
    save_service(slug="nocturne", is_enabled=False)
    assert Browser(None).call("GET", "services") == (200, [])


def test_leaving_destroys_the_sign_in_and_the_way_in(hers: Browser, alice: User) -> None:
    given_job(alice)
    status, told = hers.call("DELETE", "me")
    assert (status, told["error"]) == (409, "account_in_use")
    abort_job(user=alice, key="dm:2")
    assert hers.call("DELETE", "me") == (204, None)
    assert not Credential.objects.exists()
    assert hers.call("GET", "me")[0] == 401
    assert Job.objects.get().user.pubkey is None


def test_nobody_leaves_a_debt_behind(hers: Browser, alice: User, agent_key: PrivateKey) -> None:
    job = given_job(alice)
    verified(job, agent_key)
    assert job.invoice is not None
    till_says(job.invoice, Invoice.Status.OPEN)
    assert hers.call("DELETE", "me")[0] == 409
    till_says(job.invoice, Invoice.Status.EXPIRED)
    assert hers.call("DELETE", "me")[0] == 409
    till_says(job.invoice, Invoice.Status.SETTLED)
    assert hers.call("DELETE", "me")[0] == 204


def test_no_plaintext_is_kept_in_any_column_of_any_table(
    alice: User, agent_key: PrivateKey, hers: Browser
) -> None:
    asked(started(given_job(alice), agent_key))
    give_input(user=alice, text="739204-canary", key="dm:2")
    hers.call("PUT", "credentials/nocturne", {"fields": {"cvv": "closely-kept-canary"}})
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [table for (table,) in cursor.fetchall()]
        rows = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" AS t')  # noqa: S608
            rows += [row for (row,) in cursor.fetchall()]
    dump = "\n".join(rows)
    assert str(alice.pubkey) in dump  # the scan does see what is there
    for secret in (EMAIL, PASSWORD, "739204-canary", "closely-kept-canary"):
        for form in (secret, secret.encode().hex()):
            assert form not in dump
