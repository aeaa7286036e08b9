"""Shells for what can wait."""

from uuid import UUID

from celery import shared_task

from jobs.services import forget_old_evidence, study_run


@shared_task(name="jobs.study_run", soft_time_limit=120, time_limit=150)
def study_run_task(*, run_id: str) -> str:
    """A run that has ended: what does it teach? Twice is as good as once."""
    return study_run(run_id=UUID(run_id)).value


@shared_task(name="jobs.forget_evidence", soft_time_limit=300, time_limit=330)
def forget_evidence_task() -> int:
    return forget_old_evidence()
