"""The agent's real client against the real server, over a socket: both sides read one contract."""

import hashlib
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from browser_agent.contract import Ending, Outcome
from browser_agent.errand import open_vault
from browser_agent.errors import LinkError, StaleRunError
from browser_agent.link import AgentLink
from jobs.models import Evidence, Job, Run
from jobs.services import abort_job, create_agent_token, give_input
from jobs.tests.conftest import EMAIL, PASSWORD
from jobs.tests.given import given_job, offered
from kernel.sealing import PrivateKey, input_context

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("jobs.tests.addresses")]
PNG = b"\x89PNG\r\n\x1a\n" + b"a masked screenshot"


@pytest.fixture
def run(alice: User) -> Run:
    return offered(given_job(alice))


@pytest.fixture
def link(live_server: LiveServer, run: Run) -> Iterator[AgentLink]:
    _, token = create_agent_token(name="mini")
    link = AgentLink(url=live_server.url, token=token, pause=lambda _: None)
    yield link
    link.close()


def test_a_whole_run_through_the_agents_own_client(
    link: AgentLink, run: Run, alice: User, agent_key: PrivateKey, tmp_path: Path
) -> None:
    start_key = str(uuid.uuid4())
    brief = link.start(
        str(run.pk),
        fencing_token=1,
        start_key=start_key,
        agent="browser@mini",
        key_id=agent_key.public_key.key_id,
    )
    vault = open_vault(brief, agent_key)
    assert (vault.reveal("email"), vault.reveal("password")) == (EMAIL, PASSWORD)
    assert brief.task.account_url == "http://127.0.0.1:9001/account"

    event = {"seq": 1, "kind": "step", "data": {"page": "code"}, "at": "2026-11-21T10:00:00+00:00"}
    beat = link.events(brief.run_id, fencing_token=1, events=[event])
    assert (beat.lease_seconds, beat.abort) == (90, False)

    picture = tmp_path / "s01-code.png"
    picture.write_bytes(PNG)
    digest = hashlib.sha256(PNG).hexdigest()
    for _ in range(2):
        link.evidence(brief.run_id, fencing_token=1, seq=1, path=picture, sha256=digest)
    assert Evidence.objects.get().name == "s01-code"

    key = str(uuid.uuid4())
    link.request_input(
        brief.run_id, fencing_token=1, request_key=key, field="code", prompt="We sent a code"
    )
    give_input(user=alice, text="739204", key="dm:2")
    found = link.wait_for_input(brief.run_id, request_key=key)
    assert found is not None
    sealed, context = found
    assert context == input_context(run_id=brief.run_id, request_key=key)
    assert agent_key.open(sealed, context=context) == b"739204"

    outcome = Outcome(
        Ending.SUCCEEDED, effective_date="2026-12-24", steps=4, evidence=("s01-code",)
    )
    for _ in range(2):
        link.outcome(brief.run_id, outcome.as_json() | {"fencing_token": 1})
    assert Job.objects.get().status == "verified"


def test_the_client_understands_no(
    link: AgentLink, run: Run, alice: User, agent_key: PrivateKey
) -> None:
    def start(key: PrivateKey) -> None:
        link.start(
            str(run.pk),
            fencing_token=1,
            start_key=str(uuid.uuid4()),
            agent="browser@mini",
            key_id=key.public_key.key_id,
        )

    with pytest.raises(LinkError) as refused:
        start(PrivateKey.generate())
    assert refused.value.permanent
    start(agent_key)
    with pytest.raises(StaleRunError):
        start(agent_key)
    key = str(uuid.uuid4())
    link.request_input(str(run.pk), fencing_token=1, request_key=key, field="code", prompt="")
    abort_job(user=alice, key="dm:2")
    assert link.events(str(run.pk), fencing_token=1, events=[]).abort
    with pytest.raises(StaleRunError):
        link.wait_for_input(str(run.pk), request_key=key)
    with pytest.raises(StaleRunError):
        link.events(str(run.pk), fencing_token=2, events=[])
