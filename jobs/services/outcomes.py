"""What came of a run: recorded once, believed only from the holder of the fencing token."""

import hashlib
import json
import logging
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from browser_agent.contract import Ending, ErrorCode, Outcome
from jobs.errors import StaleRunError, UnknownRunError
from jobs.lifecycle import Actor, By, locked_job, move, note
from jobs.models import Job, Run
from jobs.services.billing import follow_invoice
from jobs.services.receipts import PROVING, chain_fault, issue_receipt
from jobs.services.runs import CHAIN_REFUSED, offer_run
from kernel.clock import utc_now
from kernel.queue import ring

logger = logging.getLogger(__name__)
DETAIL_CHARACTERS_MAX = 2_000

REASONS: Final = {
    # Our own sentences: an agent's text may have been written by a web page.
    ErrorCode.CREDENTIAL_INVALID: "The site refused the sign-in.",
    ErrorCode.CREDENTIAL_MISSING: "The site wanted something that was not handed over.",
    ErrorCode.CAPTCHA: "The site wanted proof of a human, which I do not fake.",
    ErrorCode.PASSKEY: "The site wanted a passkey, which only you have.",
    ErrorCode.THIRD_PARTY_BILLING: "Somebody else bills this subscription.",
    ErrorCode.EMAIL_CONFIRMATION: "The site wants a link in an e-mail opened.",
    ErrorCode.PAYMENT_METHOD: (
        "The site has a problem with the payment method, or wants a price that was not agreed."
    ),
    ErrorCode.POLICY_DENIED: "The next step was one that I am not allowed to take.",
    ErrorCode.STUCK: "I could not find the way.",
    ErrorCode.TIMEOUT: "It took too long.",
    ErrorCode.HUMAN_TIMEOUT: "I waited for an answer that did not come.",
    ErrorCode.ABORTED: "The work was called off.",
    ErrorCode.NOT_VERIFIED: "I could not see that it worked.",
    ErrorCode.SITE_UNREACHABLE: "The site could not be reached.",
    ErrorCode.VISION_UNAVAILABLE: "My eyes were not available.",
    ErrorCode.BROWSER_FAILED: "My browser failed.",
    ErrorCode.DISK_FULL: "My disk was full.",
    ErrorCode.BAD_REQUEST: "The request could not be understood.",
    ErrorCode.LEASE_LOST: "My connection was lost.",
}
UNKNOWN_REASON = "Something went wrong."
INTERRUPTED = frozenset({ErrorCode.ABORTED, ErrorCode.LEASE_LOST})
"""Stopped from outside, with nobody knowing how far it got: a person must look."""


class Recording(StrEnum):
    RECORDED = "recorded"
    REPLAYED = "replayed"


def record_outcome(*, run_id: UUID, fencing_token: int, outcome: Outcome) -> Recording:
    """End the run and move the job; the same outcome again changes nothing.

    outcome.effective_date: ISO 8601 or None. Raises UnknownRunError, and StaleRunError for a stale
    token, a lost run or another outcome than the recorded one; what a lost run reports is kept in
    the timeline first, where an operator sees it. SUCCEEDED is invoiced in the same transaction.
    """
    with transaction.atomic():
        recording = _record(run_id, fencing_token, outcome)
    if recording is None:
        raise StaleRunError("This run is over, or ended otherwise.")
    return recording


def reason_for(error_code: str) -> str:
    """A sentence for the person."""
    return REASONS[ErrorCode(error_code)] if error_code else UNKNOWN_REASON


def _record(run_id: UUID, fencing_token: int, outcome: Outcome) -> Recording | None:
    job_id = Run.objects.filter(pk=run_id).values_list("job_id", flat=True).first()
    if job_id is None:
        raise UnknownRunError("There is no such run.")
    job = locked_job(job_id)
    run = Run.objects.select_for_update(of=("self",), no_key=True).get(pk=run_id)
    told = _hashed(outcome)
    if run.fencing_token != fencing_token or run.status == Run.Status.OFFERED:
        return None
    if run.status == Run.Status.ENDED:
        return Recording.REPLAYED if run.outcome_hash == told else None
    if run.status == Run.Status.LOST:
        # The first word only: each one is a row, and whoever fell silent may talk without an end.
        if not run.outcome_hash and run.start_key is not None:
            _keep(run, outcome, told)
            run.save()
            note(job, "late_outcome", actor=_agent(run), run=run, data=_facts(outcome))
            logger.warning("late outcome: job=%s outcome=%s", job.pk, outcome.outcome)
        return None
    outcome = _believed(job, run, outcome)
    _keep(run, outcome, told)
    run.status, run.ended_at = Run.Status.ENDED, utc_now()
    run.save()
    if job.status == Job.Status.ABORTED:
        _after_abort(job, run, outcome)
    else:
        _conclude(job, run, outcome)
    ring("jobs.study_run", run_id=str(run.pk))
    return Recording.RECORDED


def _believed(job: Job, run: Run, outcome: Outcome) -> Outcome:
    """A success whose evidence does not hold is none: a person looks, and nobody is billed."""
    fault = chain_fault(run, outcome) if outcome.outcome in PROVING else ""
    if not fault:
        return outcome
    note(job, CHAIN_REFUSED, actor=_agent(run), run=run, data={"why": fault} | _facts(outcome))
    logger.error("evidence refused: job=%s run=%s why=%s", job.pk, run.pk, fault)
    return replace(outcome, outcome=Ending.NEEDS_HUMAN, error_code=ErrorCode.NOT_VERIFIED)


def _keep(run: Run, outcome: Outcome, told: str) -> None:
    run.outcome = outcome.outcome.value
    run.error_code = outcome.error_code.value if outcome.error_code else ""
    run.outcome_hash = told
    run.effective_date = _day(outcome)
    run.steps, run.model_calls = outcome.steps, outcome.model_calls
    run.seconds, run.seconds_model = outcome.seconds, outcome.seconds_model
    run.step_seconds, run.agreement = list(outcome.step_seconds), outcome.agreement
    run.detail = outcome.detail[:DETAIL_CHARACTERS_MAX]
    run.evidence_names = list(outcome.evidence)
    run.playbook_steps = outcome.playbook_steps
    run.playbook_fallbacks = outcome.playbook_fallbacks


def _conclude(job: Job, run: Run, outcome: Outcome) -> None:
    code = outcome.error_code.value if outcome.error_code else ""
    reason = reason_for(code)
    interrupted = outcome.error_code in INTERRUPTED
    facts: dict[str, Any]
    match outcome.outcome:
        case Ending.SUCCEEDED:
            to, facts = Job.Status.VERIFIED, {"effective_date": _day(outcome)}
        case Ending.ALREADY_DONE:
            to = Job.Status.ALREADY_DONE
            facts = {"effective_date": _day(outcome), "after_abort": False}
        case Ending.FAILED if not interrupted:
            to, facts = Job.Status.FAILED, {"error_code": code or None, "reason": reason}
        case _:
            to, facts = Job.Status.NEEDS_HELP, {"error_code": code or None, "reason": reason}
    if outcome.outcome in PROVING:
        # Before the move: what is told of it points to the receipt.
        issue_receipt(
            job=job, outcome=outcome.outcome.value, decided_by="agent", run=run, told=outcome
        )
    move(job, to, actor=_agent(run), run=run, facts=facts)
    if to == Job.Status.VERIFIED and job.invoice is not None:
        follow_invoice(invoice=job.invoice)  # a first attempt's may have become payable meanwhile


def _after_abort(job: Job, run: Run, outcome: Outcome) -> None:
    """The person called it off while the agent worked. If it was done after all, they must know."""
    if outcome.outcome is Ending.SUCCEEDED:
        facts = {"effective_date": _day(outcome), "after_abort": True}
        issue_receipt(
            job=job, outcome=outcome.outcome.value, decided_by="agent", run=run, told=outcome
        )
        move(job, Job.Status.ALREADY_DONE, actor=_agent(run), run=run, facts=facts)
    else:
        note(job, "outcome_after_abort", actor=_agent(run), run=run, data=_facts(outcome))
    waiting = Job.objects.filter(
        user=job.user_id, service=job.service_id, status=Job.Status.QUEUED
    ).first()
    if waiting is not None:  # asked for anew while the aborted run was still clicking
        offer_run(locked_job(waiting.pk))


def _agent(run: Run) -> Actor:
    return Actor(By.AGENT, run.agent)


def _day(outcome: Outcome) -> date | None:
    return date.fromisoformat(outcome.effective_date) if outcome.effective_date else None


def _facts(outcome: Outcome) -> dict[str, Any]:
    return {
        "outcome": outcome.outcome.value,
        "error_code": outcome.error_code.value if outcome.error_code else None,
        "effective_date": outcome.effective_date,
    }


def _hashed(outcome: Outcome) -> str:
    return hashlib.sha256(json.dumps(outcome.as_json(), sort_keys=True).encode()).hexdigest()
