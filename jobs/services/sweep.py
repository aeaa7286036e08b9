"""What time does to jobs: leases run out, bells get lost, questions go stale."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from jobs.lifecycle import CLOCK, locked_job, move, note
from jobs.models import Job, Run
from jobs.services.alone import each_alone
from jobs.services.inputs import expire_inputs
from jobs.services.runs import offer_run, offer_waiting_run, ring_again
from jobs.services.takeovers import expire_takeovers
from kernel.clock import utc_now
from kernel.queue import ring

SWEEP_ROWS_MAX = 200
STUDIED_AFTER = timedelta(minutes=2)
SILENT_REASON = "My helper fell silent, so a person has to look how far it got."


def sweep_jobs() -> dict[str, int]:
    """One pass. Returns counts: leases_expired, inputs_expired, takeovers_expired, runs_offered,
    bells_rung_again, runs_studied_late."""
    return {
        "leases_expired": expire_leases(),
        "inputs_expired": expire_inputs(),
        "takeovers_expired": expire_takeovers(),
        "runs_offered": _offer_waiting(),
        "bells_rung_again": _ring_again(),
        "runs_studied_late": _study(),
    }


def expire_leases() -> int:
    """A run that fell silent is lost, its job needs a person: clicks cannot be repeated blindly."""
    silent = Run.objects.filter(status=Run.Status.RUNNING, lease_expires_at__lt=utc_now()).order_by(
        "lease_expires_at"
    )
    return each_alone(_expire_lease, silent.values_list("pk", "job_id")[:SWEEP_ROWS_MAX])


@transaction.atomic
def _expire_lease(run_id: UUID, job_id: UUID) -> int:
    job = locked_job(job_id)
    run = Run.objects.select_for_update(of=("self",), no_key=True).get(pk=run_id)
    now = utc_now()
    if run.status != Run.Status.RUNNING or run.lease_expires_at is None:
        return 0
    if run.lease_expires_at >= now:
        return 0  # it was heard of in the last moment
    run.status, run.ended_at = Run.Status.LOST, now
    run.save(update_fields=["status", "ended_at"])
    if job.status in Job.WITH_AGENT and _is_worth_a_look(run):
        move(job, Job.Status.QUEUED, actor=CLOCK, run=run, why="its last press may have counted")
        offer_run(job)
    elif job.status in Job.WITH_AGENT:
        move(job, Job.Status.NEEDS_HELP, actor=CLOCK, run=run, facts={"reason": SILENT_REASON})
    else:
        note(job, "run_lost", actor=CLOCK, run=run)
    return 1


def _is_worth_a_look(run: Run) -> bool:
    """A run that fell silent after its last press is looked after once, by one that only looks."""
    looked = Run.objects.filter(job=run.job, verify_only=True)
    return run.committed_at is not None and not run.verify_only and not looked.exists()


def _offer_waiting() -> int:
    """Queued jobs that had to wait for an aborted run of the same person and service."""
    live = Run.objects.filter(
        job__user=OuterRef("user"), job__service=OuterRef("service"), status__in=Run.LIVE
    )
    waiting = Job.objects.filter(~Exists(live), status=Job.Status.QUEUED).order_by("created_at")
    return each_alone(_offer, waiting.values_list("pk")[:SWEEP_ROWS_MAX])


def _offer(job_id: UUID) -> int:
    return int(offer_waiting_run(job_id=job_id) is not None)


def _ring_again() -> int:
    due = Run.objects.filter(status=Run.Status.OFFERED, ring_again_at__lte=utc_now())
    return each_alone(_ring, due.order_by("ring_again_at").values_list("pk")[:SWEEP_ROWS_MAX])


def _ring(run_id: UUID) -> int:
    return int(ring_again(run_id=run_id))


def _study() -> int:
    """Runs that ended and whose bell was lost."""
    left = Run.objects.filter(
        status=Run.Status.ENDED, studied_at__isnull=True, ended_at__lt=utc_now() - STUDIED_AFTER
    )
    return each_alone(_ring_to_study, left.order_by("ended_at").values_list("pk")[:SWEEP_ROWS_MAX])


@transaction.atomic
def _ring_to_study(run_id: UUID) -> int:
    ring("jobs.study_run", run_id=str(run_id))
    return 1
