"""What operators may do, through the same table as everybody, with a reason."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from browser_agent.contract import Ending
from jobs.errors import JobAlreadyOpenError
from jobs.lifecycle import Actor, By, locked_job, move
from jobs.models import Job
from jobs.queries import queue_facts
from jobs.services.billing import follow_invoice
from jobs.services.outcomes import reason_for
from jobs.services.receipts import issue_receipt
from jobs.services.runs import offer_run
from payments.models import Invoice

FORCEABLE = (
    Job.Status.VERIFIED,
    Job.Status.ALREADY_DONE,
    Job.Status.FAILED,
    Job.Status.NEEDS_HELP,
    Job.Status.ABORTED,
)
RECEIPTED = {
    Job.Status.VERIFIED.value: Ending.SUCCEEDED.value,
    Job.Status.ALREADY_DONE.value: Ending.ALREADY_DONE.value,
}


@transaction.atomic
def retry_job(*, job_id: UUID, operator: str, why: str) -> Job:
    """A new attempt with a new fencing token, for a job that needs help or has failed.

    Raises TransitionRefusedError, and JobAlreadyOpenError where the person asked again meanwhile.
    """
    job = locked_job(job_id)
    facts = queue_facts(job)
    try:
        with transaction.atomic():
            move(job, Job.Status.QUEUED, actor=Actor(By.OPERATOR, operator), why=why, facts=facts)
    except IntegrityError:
        other = Job.objects.filter(
            user=job.user_id, service=job.service_id, status__in=Job.OPEN
        ).get()
        raise JobAlreadyOpenError("The person has another open job for it.", job=other) from None
    offer_run(job)
    return job


@transaction.atomic
def force_job(*, job_id: UUID, to: str, operator: str, why: str) -> Job:
    """Move a job by hand. to: one of FORCEABLE. Raises TransitionRefusedError.

    VERIFIED bills the person like any other success.
    """
    assert to in FORCEABLE, to
    # Invoices are locked before jobs everywhere.
    list(Invoice.objects.select_for_update().filter(purpose=f"job:{job_id}"))
    job = locked_job(job_id)
    facts: dict[str, Any] = {}
    if to in {Job.Status.FAILED, Job.Status.NEEDS_HELP}:
        facts = {"error_code": job.error_code or None, "reason": reason_for(job.error_code)}
    elif to == Job.Status.VERIFIED:
        facts = {"effective_date": job.effective_date}
    elif to == Job.Status.ALREADY_DONE:
        facts = {"effective_date": job.effective_date, "after_abort": False}
    if to in RECEIPTED:
        issue_receipt(job=job, outcome=RECEIPTED[to], decided_by="operator")
    move(job, to, actor=Actor(By.OPERATOR, operator), why=why, facts=facts)
    if to == Job.Status.VERIFIED and job.invoice is not None:
        follow_invoice(invoice=job.invoice)  # it may have become payable while help was needed
        job.refresh_from_db()
    return job
