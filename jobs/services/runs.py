"""Runs: offered to the agents, started by exactly one of them, kept alive by its heartbeats."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from browser_agent.contract import ErrorCode
from jobs.errors import StaleRunError, UnknownAgentKeyError, UnknownRunError
from jobs.lifecycle import Actor, By, locked_job, move
from jobs.models import AgentKey, Credential, InputRequest, Job, JobEvent, Run, ServiceVersion
from jobs.queries import active_playbook
from kernel.clock import utc_now
from kernel.queue import ring
from kernel.sealing import credential_context

COMMIT = "commit"
"""The kind of event by which an agent says that its next press may be the last."""
CHAIN_REFUSED = "chain_refused"
"""The kind of event by which the timeline tells of a success that is not believed."""
EVENTS_PER_RUN_MAX = 2_000
RING_AGAIN_SECONDS_MIN, RING_AGAIN_SECONDS_MAX = 30, 600
ASKABLE = tuple(InputRequest.Field.values)


@dataclass(frozen=True, slots=True)
class AgentEvent:
    """One line of an agent's diary. seq: the agent's own count, once per run."""

    seq: int
    kind: str
    data: dict[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Heard:
    """The answer to a heartbeat. abort: the person called it off, stop and report."""

    lease_seconds: int
    abort: bool


def offer_run(job: Job) -> Run | None:
    """A new attempt with the next fencing token, and the bell; the caller holds the job's lock.

    None while another run of this person may still click at this service (an aborted one that has
    not answered yet): it is offered when that run ends.
    """
    live = Run.objects.filter(
        job__user_id=job.user_id, job__service_id=job.service_id, status__in=Run.LIVE
    )
    if job.status != Job.Status.QUEUED or live.exists():
        return None
    job.fence += 1
    job.save(update_fields=["fence"])
    service = job.service
    run = Run.objects.create(
        job=job,
        service_version=ServiceVersion.objects.get(service=service, version=service.version),
        attempt=job.fence,
        fencing_token=job.fence,
        ring_again_at=utc_now() + timedelta(seconds=RING_AGAIN_SECONDS_MIN),
        verify_only=_may_only_look(job),
    )
    _ring(run)
    return run


@transaction.atomic
def offer_waiting_run(*, job_id: UUID) -> Run | None:
    return offer_run(locked_job(job_id))


@transaction.atomic
def ring_again(*, run_id: UUID) -> bool:
    """Ring for an offered run whose bell may be lost, each time after a longer pause."""
    run = (
        Run.objects.select_for_update(skip_locked=True, no_key=True)
        .filter(pk=run_id, status=Run.Status.OFFERED, ring_again_at__lte=utc_now())
        .first()
    )
    if run is None:
        return False
    pause = min(RING_AGAIN_SECONDS_MAX, RING_AGAIN_SECONDS_MIN * 2 ** min(run.rung_count, 10))
    run.rung_count += 1
    run.ring_again_at = utc_now() + timedelta(seconds=pause)
    run.save(update_fields=["rung_count", "ring_again_at"])
    _ring(run)
    return True


@transaction.atomic
def start_run(
    *, run_id: UUID, fencing_token: int, start_key: UUID, agent: str, key_id: str
) -> dict[str, Any]:
    """OFFERED -> RUNNING for exactly one start_key; returns the brief, the same again on request.

    start_key: chosen by the agent for this attempt, so that a lost answer can be asked for again.
    key_id: the agent's own key; only secrets sealed to it are handed out. Raises UnknownRunError,
    StaleRunError, UnknownAgentKeyError.
    """
    job, run = locked_run(run_id, fencing_token=fencing_token)
    if run.status == Run.Status.RUNNING and run.start_key == start_key:
        return _brief(job, run)
    if run.status != Run.Status.OFFERED or job.status != Job.Status.QUEUED:
        raise StaleRunError("This run is not on offer any more.")
    if not AgentKey.objects.filter(key_id=key_id).exists():
        raise UnknownAgentKeyError("This agent's key is not registered here.", key_id=key_id)
    run.status = Run.Status.RUNNING
    run.start_key, run.agent, run.key_id = start_key, agent, key_id
    run.started_at = utc_now()
    run.lease_expires_at = _lease_end()
    run.playbook = active_playbook(run)
    run.save()
    move(job, Job.Status.RUNNING, actor=Actor(By.AGENT, agent), run=run)
    return _brief(job, run)


@transaction.atomic
def record_events(*, run_id: UUID, fencing_token: int, events: Sequence[AgentEvent]) -> Heard:
    """Extend the lease and keep the diary; a line that is known already changes nothing.

    No events make a plain heartbeat. Raises UnknownRunError, and StaleRunError when the agent must
    stop at once. Lines past EVENTS_PER_RUN_MAX are not kept.
    """
    run = Run.objects.select_for_update(no_key=True).filter(pk=run_id).first()
    if run is None:
        raise UnknownRunError("There is no such run.")
    if run.fencing_token != fencing_token or run.status != Run.Status.RUNNING:
        raise StaleRunError("This run is over.")
    run.lease_expires_at = _lease_end()
    if run.committed_at is None and any(event.kind == COMMIT for event in events):
        run.committed_at = utc_now()  # before the answer: the agent presses once it has it
    run.save(update_fields=["lease_expires_at", "committed_at"])
    JobEvent.objects.bulk_create(
        [
            JobEvent(
                job_id=run.job_id,
                run=run,
                seq=event.seq,
                kind=event.kind,
                actor=str(Actor(By.AGENT, run.agent)),
                data=event.data,
                agent_at=event.at,
            )
            for event in events
            if event.seq < EVENTS_PER_RUN_MAX
        ],
        ignore_conflicts=True,
    )
    status = Job.objects.values_list("status", flat=True).get(pk=run.job_id)
    return Heard(lease_seconds=settings.RUN_LEASE_SECONDS, abort=status == Job.Status.ABORTED)


def locked_run(run_id: UUID, *, fencing_token: int) -> tuple[Job, Run]:
    """The job and the run, locked in that order.

    Raises UnknownRunError, and StaleRunError where the token is not the run's or not the newest.
    """
    job_id = Run.objects.filter(pk=run_id).values_list("job_id", flat=True).first()
    if job_id is None:
        raise UnknownRunError("There is no such run.")
    job = locked_job(job_id)
    run = Run.objects.select_for_update(of=("self",), no_key=True).get(pk=run_id)
    if run.fencing_token != fencing_token or job.fence != fencing_token:
        raise StaleRunError("The fencing token is stale.")
    return job, run


def _may_only_look(job: Job) -> bool:
    """Whether an earlier run may have pressed the last button, and nobody has yet seen that it had
    no effect: then nothing may be pressed again, only looked at."""
    pressed = Run.objects.filter(job=job, committed_at__isnull=False).order_by("attempt").last()
    if pressed is None:
        return False
    seen_without_effect = Run.objects.filter(
        job=job,
        verify_only=True,
        status=Run.Status.ENDED,
        error_code=ErrorCode.NOT_VERIFIED.value,
        attempt__gt=pressed.attempt,
    ).exclude(events__kind=CHAIN_REFUSED)  # that one claims the opposite, and is not believed
    return not seen_without_effect.exists()


def _ring(run: Run) -> None:
    ring("browser_agent.perform_run", run_id=str(run.pk), fencing_token=run.fencing_token)


def _lease_end() -> datetime:
    return utc_now() + timedelta(seconds=settings.RUN_LEASE_SECONDS)


def _brief(job: Job, run: Run) -> dict[str, Any]:
    site, user = run.service_version, job.user
    assert user.pubkey is not None, "credentials are bound to a public key"
    sealed = Credential.objects.filter(user=user, service=job.service, key_id=run.key_id)
    return {
        "run_id": str(run.pk),
        "fencing_token": run.fencing_token,
        "lease_seconds": settings.RUN_LEASE_SECONDS,
        "service": job.service.slug,
        "service_name": site.name,
        "action": job.action,
        "start_url": site.start_url,
        "account_url": site.account_url or None,
        "origins": site.origins,
        "hints": site.hints,
        "plan": job.plan or None,
        "max_price": job.max_price or None,
        "verify_only": run.verify_only,
        "playbook": run.playbook.body if run.playbook else None,
        "limits": {
            "machine_seconds": settings.RUN_MACHINE_SECONDS,
            "human_seconds": settings.RUN_HUMAN_SECONDS,
            "steps": settings.RUN_STEPS_MAX,
        },
        "askable": list(ASKABLE),
        "secrets": [
            {
                "field": row.field,
                "key_id": row.key_id,
                "sealed": base64.b64encode(row.sealed).decode(),
                "context": credential_context(
                    user_pubkey=user.pubkey, service=job.service.slug, field=row.field
                ),
            }
            for row in sealed
        ],
    }
