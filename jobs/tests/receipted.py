"""Runs whose evidence is real: pictures, chain, signature."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image

from accounts.models import User
from browser_agent.chain import signed_chain, signing_key_of
from browser_agent.contract import Outcome
from browser_agent.evidence import EvidenceFolder
from browser_agent.receipt import check_receipt
from jobs.models import Job, Run
from jobs.services import (
    receipt_public_keys,
    record_outcome,
    store_evidence,
)
from jobs.tests.given import SUCCESS, given_job, started
from kernel.sealing import PrivateKey

ROOT = Path(__file__).resolve().parents[2]
QUOTE = "Your plan ends on 24 December 2026."


def worked(
    run: Run, folder: Path, agent_key: PrivateKey, *, send: bool = True, **changes: Any
) -> Outcome:
    """What the agent does on its machine: pictures, chain, signature; and what arrives of them."""
    picture = Image.new("RGB", (640, 400), (240, 240, 240))
    evidence = EvidenceFolder(folder / str(run.pk))
    evidence.votes = {"judge": "cancelled", "rules": "cancelled"}
    evidence.keep("step-001", picture, {"answer": {"page": "account", "state": "active"}})
    judged = {"page": "account", "state": "cancelled", "quote": QUOTE}
    evidence.keep("verify-001-1", picture.rotate(90, expand=True), {"answer": judged})
    chain = evidence.finished(lambda *_: None, with_pictures=True)
    if send:
        for seq, path in enumerate(evidence.paths):
            store_evidence(
                run_id=run.pk,
                fencing_token=run.fencing_token,
                seq=seq,
                name=path.stem,
                sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
                content=path.read_bytes(),
            )
    outcome = replace(SUCCESS, **changes)
    signed = signed_chain(
        chain,
        key=signing_key_of(agent_key),
        run_id=str(run.pk),
        outcome=outcome.outcome.value,
        effective_date=outcome.effective_date,
    )
    return replace(outcome, chain=signed)


def done(
    user: User, agent_key: PrivateKey, folder: Path, *, key: str = "dm:1", **changes: Any
) -> Job:
    job = given_job(user, key=key)
    run = started(job, agent_key)
    outcome = worked(run, folder, agent_key, **changes)
    record_outcome(run_id=run.pk, fencing_token=run.fencing_token, outcome=outcome)
    job.refresh_from_db()
    return job


def house_key() -> str:
    return receipt_public_keys()[0]


def failures(told: dict[str, Any]) -> set[str]:
    """Names of what does not hold in a receipt file."""
    checked = check_receipt(told, house_key=house_key())
    return {failure.partition(":")[0] for failure in checked.failures}
