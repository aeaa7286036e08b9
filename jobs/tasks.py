"""Shells for what can wait."""

from uuid import UUID

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded

from jobs.services import forget_old_evidence, leave_unstudied, study_run


@shared_task(name="jobs.study_run", soft_time_limit=120, time_limit=150)
def study_run_task(*, run_id: str) -> str:
    """A run that has ended: what does it teach? Twice is as good as once."""
    try:
        return study_run(run_id=UUID(run_id)).value
    except SoftTimeLimitExceeded:
        # The sweep would ring for it every minute, and two minutes of each worker would be gone.
        leave_unstudied(run_id=UUID(run_id))
        return "too_long"


@shared_task(name="jobs.forget_evidence", soft_time_limit=300, time_limit=330)
def forget_evidence_task() -> int:
    return forget_old_evidence()
