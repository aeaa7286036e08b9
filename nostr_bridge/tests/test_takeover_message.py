"""A page that needs its person: the message with the link, and what "status" says of it."""

import uuid
from datetime import timedelta

import pytest
from django.conf import settings

from accounts.models import User
from conftest import Bell
from jobs.models import Job, Run, Takeover
from jobs.queries import open_jobs
from jobs.services import (
    end_takeover,
    open_takeover,
    recognise_visit,
    register_agent_key,
    save_service,
    store_credentials,
)
from jobs.tests.given import given_job, started
from kernel.clock import utc_now
from kernel.sealing import PrivateKey
from nostr_bridge.dialogues import phrases
from nostr_bridge.dialogues.concierge import JobInSight, Situation, answer
from nostr_bridge.models import OutboundMessage
from nostr_bridge.services.conversing import _in_sight
from tests.given import given_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(bell: Bell) -> Run:
    key = PrivateKey.generate()
    register_agent_key(public_key=key.public_key.to_text())
    save_service(
        slug="nocturne",
        name="Nocturne+",
        aliases=[],
        origins=["127.0.0.1:9001"],
        start_url="http://127.0.0.1:9001/",
        account_url="",
        hints="",
    )
    alice = given_user("alice")
    store_credentials(
        user=alice, service_slug="nocturne", fields={"email": "a@example.org", "password": "p"}
    )
    return started(given_job(alice), key)


def handed_over(run: Run, key: uuid.UUID, reason: str) -> Takeover:
    return open_takeover(
        run_id=run.pk,
        fencing_token=run.fencing_token,
        takeover_key=key,
        reason=reason,
        seconds_max=600,
    )[0]


@pytest.mark.parametrize("reason", Takeover.Reason.values)
def test_the_link_is_sent_once_and_opens_the_page(run: Run, reason: str) -> None:
    OutboundMessage.objects.all().delete()
    key = uuid.uuid4()
    for _ in range(2):  # the agent repeats a call whose answer was lost
        handed_over(run, key, reason)
    [message] = OutboundMessage.objects.all()
    words, _, link = message.text.rpartition("\n")
    assert words.startswith(f"Nocturne+ {phrases.TAKEOVER_WANTS[reason]}")
    assert link.startswith(f"{settings.PUBLIC_URL}/takeover/")
    token = link.rsplit("/", 1)[1]
    assert token not in message.dedupe_key
    assert recognise_visit(token=token).takeover_id == Takeover.objects.get().pk


def test_status_tells_of_the_page_while_it_waits(run: Run) -> None:
    job = Job.objects.get()
    takeover = handed_over(run, uuid.uuid4(), "captcha")
    assert "waiting for you on a page" in status_of(job.user)
    Takeover.objects.update(expires_at=utc_now() - timedelta(seconds=1))
    assert "I am working on it" in status_of(job.user)
    Takeover.objects.update(expires_at=utc_now() + timedelta(seconds=60))
    end_takeover(
        run_id=run.pk, fencing_token=run.fencing_token, takeover_key=takeover.key, status="done"
    )
    assert "I am working on it" in status_of(job.user)


def status_of(user: User) -> str:
    jobs: tuple[JobInSight, ...] = tuple(_in_sight(view) for view in open_jobs(user))
    return "\n".join(answer(Situation(jobs=jobs), "status").phrases)
