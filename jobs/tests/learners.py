"""People whose runs teach something: each run told by an agent, picture by picture."""

import hashlib
from collections.abc import Sequence
from typing import Any

from accounts.models import User
from browser_agent.contract import Ending, Outcome
from browser_agent.playbook.tests.runs import Shown, records
from jobs.models import Job, Run
from jobs.services import record_outcome, store_credentials, store_evidence, study_run
from jobs.services.playbooks import Lesson
from jobs.tests.given import given_job, started
from kernel.sealing import PrivateKey
from tests.given import given_user

PNG = b"\x89PNG\r\n\x1a\n" + b"page"
SUCCEEDED = Outcome(Ending.SUCCEEDED, effective_date="2026-12-04", steps=5, model_calls=6)
LEFT = Outcome(
    Ending.SUCCEEDED,
    effective_date="2026-12-04",
    steps=6,
    model_calls=4,
    playbook_steps=4,
    playbook_fallbacks=1,
)


class People:
    """Each run is another person's, unless a test says whose."""

    def __init__(self, key: PrivateKey) -> None:
        self._key = key
        self._count = 0

    def new(self) -> User:
        self._count += 1
        person = given_user(f"person{self._count}")
        store_credentials(
            user=person, service_slug="nocturne", fields={"email": "a@b.example", "password": "x"}
        )
        return person

    def begins(self, person: User | None = None) -> Run:
        self._count += 1
        return started(given_job(person or self.new(), key=f"dm:{self._count}"), self._key)

    def runs(
        self,
        shown: Sequence[Shown],
        *,
        person: User | None = None,
        outcome: Outcome = SUCCEEDED,
        drift: dict[str, Any] | None = None,
    ) -> tuple[Run, Lesson]:
        """A whole run with these pages, told by the agent and studied."""
        run = self.begins(person)
        for seq, record in enumerate(records(shown), 1):
            told = {"playbook": drift} if drift and seq == 3 else {}
            keep(run, seq, record["name"], {**record, **told})
        if drift:
            keep(run, 90, "drift-step-003", None)
        record_outcome(run_id=run.pk, fencing_token=run.fencing_token, outcome=outcome)
        Job.objects.filter(pk=run.job_id).update(status=Job.Status.ALREADY_DONE)
        lesson = study_run(run_id=run.pk)
        run.refresh_from_db()
        return run, lesson


def keep(run: Run, seq: int, name: str, record: dict[str, Any] | None) -> None:
    content = PNG + name.encode()
    store_evidence(
        run_id=run.pk,
        fencing_token=run.fencing_token,
        seq=seq,
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        record=record,
    )


def drift(why: str = "words are missing") -> dict[str, Any]:
    missing = [["Cancel subscription", 300, 325, 470, 350]]
    return {"state": 2, "followed": False, "why": why, "frame": "step-003", "missing": missing}
