"""The sweep goes on where one row cannot be done."""

import pytest

from accounts.models import User
from jobs.models import Job, Run
from jobs.services import store_credentials, sweep_jobs
from jobs.signals import job_changed
from jobs.tests.given import given_job, silent_for_too_long, started
from kernel.sealing import PrivateKey
from tests.given import given_user


@pytest.mark.django_db(transaction=True)
def test_a_row_that_cannot_be_swept_keeps_no_other_waiting(
    alice: User, agent_key: PrivateKey
) -> None:
    spoiled = started(given_job(alice), agent_key)
    bob = given_user("bob")
    store_credentials(
        user=bob, service_slug="nocturne", fields={"email": "b@example.org", "password": "p"}
    )
    silent = started(given_job(bob, key="dm:2"), agent_key)
    for run in (spoiled, silent):  # the spoiled one is met first
        silent_for_too_long(run)

    def broken(*, job: Job, **_: object) -> None:
        if job.pk == spoiled.job_id:
            raise KeyError("a receiver's bug")

    job_changed.connect(broken)
    try:
        assert sweep_jobs()["leases_expired"] == 1
    finally:
        job_changed.disconnect(broken)
    silent.refresh_from_db()
    assert silent.status == Run.Status.LOST
    assert sweep_jobs()["leases_expired"] == 1  # met again
