"""Outcomes: recorded once, believed from the holder of the fence, billed only on success."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from accounts.models import User
from browser_agent.contract import Ending, ErrorCode, Outcome
from jobs.errors import (
    StaleRunError,
)
from jobs.services import (
    Recording,
    record_outcome,
)
from jobs.tests.conftest import News
from jobs.tests.given import (
    FAILURE,
    RACERS,
    SUCCESS,
    given_job,
    offered,
    raced,
    started,
)
from kernel.sealing import PrivateKey
from payments.models import Invoice

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
def test_the_same_outcome_twice_is_one_outcome(
    alice: User, agent_key: PrivateKey, news: News
) -> None:
    run = started(given_job(alice), agent_key)
    first = record_outcome(run_id=run.pk, fencing_token=1, outcome=SUCCESS)
    again = record_outcome(run_id=run.pk, fencing_token=1, outcome=SUCCESS)
    assert (first, again) == (Recording.RECORDED, Recording.REPLAYED)
    with pytest.raises(StaleRunError):
        record_outcome(run_id=run.pk, fencing_token=1, outcome=FAILURE)
    assert news.events().count("verified") == 1
    assert Invoice.objects.count() == 1
    run.refresh_from_db()
    assert (run.outcome, run.steps, run.seconds) == ("succeeded", 7, 31.5)


@pytest.mark.django_db(transaction=True)
def test_a_racing_outcome_is_recorded_once(alice: User, agent_key: PrivateKey) -> None:
    run = started(given_job(alice), agent_key)
    results = raced(
        *[
            lambda: record_outcome(run_id=run.pk, fencing_token=1, outcome=SUCCESS)
            for _ in range(RACERS)
        ]
    )
    assert sorted(results) == [Recording.RECORDED] + [Recording.REPLAYED] * (RACERS - 1)
    assert Invoice.objects.count() == 1


@pytest.mark.django_db
def test_an_outcome_needs_a_started_run(alice: User) -> None:
    run = offered(given_job(alice))
    with pytest.raises(StaleRunError):
        record_outcome(run_id=run.pk, fencing_token=1, outcome=SUCCESS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("outcome", "status", "event"),
    [
        (SUCCESS, "verified", "verified"),
        (Outcome(Ending.ALREADY_DONE), "already_done", "already_done"),
        (FAILURE, "failed", "failed"),
        (Outcome(Ending.FAILED), "failed", "failed"),
        (Outcome(Ending.NEEDS_HUMAN, ErrorCode.CAPTCHA), "needs_help", "needs_help"),
        (Outcome(Ending.FAILED, ErrorCode.LEASE_LOST), "needs_help", "needs_help"),
        (Outcome(Ending.FAILED, ErrorCode.ABORTED), "needs_help", "needs_help"),
    ],
)
def test_every_outcome_leads_somewhere_and_only_success_is_billed(
    alice: User, agent_key: PrivateKey, news: News, outcome: Outcome, status: str, event: str
) -> None:
    job = given_job(alice)
    run = started(job, agent_key)
    record_outcome(run_id=run.pk, fencing_token=1, outcome=outcome)
    job.refresh_from_db()
    assert job.status == status
    assert news.events()[-1] == event
    assert Invoice.objects.exists() == (outcome is SUCCESS)
    assert job.error_code == (outcome.error_code or "")


@pytest.mark.django_db
def test_the_reason_that_a_person_hears_is_ours_not_the_pages(
    alice: User, agent_key: PrivateKey, news: News
) -> None:
    run = started(given_job(alice), agent_key)
    record_outcome(run_id=run.pk, fencing_token=1, outcome=FAILURE)
    assert news.told[-1][1] == {
        "error_code": "credential_invalid",
        "reason": "The site refused the sign-in.",
    }


KILLED = """
import os, signal, sys
import django
from django.conf import settings
database, run_id = sys.argv[1:]
settings.DATABASES["default"]["NAME"] = database
django.setup()
from jobs.signals import job_changed
from jobs.services import record_outcome
from jobs.tests.given import SUCCESS
def die(**_):
    os.kill(os.getpid(), signal.SIGKILL)
job_changed.connect(die)
record_outcome(run_id=run_id, fencing_token=1, outcome=SUCCESS)
"""


@pytest.mark.django_db(transaction=True)
def test_a_server_killed_while_it_records_an_outcome_has_recorded_nothing(
    alice: User, agent_key: PrivateKey
) -> None:
    job = given_job(alice)
    run = started(job, agent_key)
    database = connection.settings_dict["NAME"]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, database, str(run.pk)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        timeout=60,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    job.refresh_from_db()
    assert job.status == "running"
    assert not Invoice.objects.exists()
    recorded = record_outcome(run_id=run.pk, fencing_token=1, outcome=SUCCESS)  # the agent's spool
    assert recorded is Recording.RECORDED
    assert Invoice.objects.count() == 1
