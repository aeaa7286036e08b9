"""The one transition table of a job, and what every transition brings with it.

Nobody else writes Job.status. `move` refuses what the table does not have, writes the timeline,
does the side effects and tells `job_changed`, in the caller's transaction, under the job's lock:

    queued -> running <-> awaiting_input
    running, awaiting_input -> verified -> invoiced -> paid
                                           invoiced -> unpaid -> invoiced (again), paid (late)
                            -> already_done, failed, needs_help, aborted

An aborted job becomes already_done when the agent, already past the last click, reports that the
subscription was changed after all: the person must hear the truth, and pays nothing for it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db import connection

from jobs.errors import TransitionRefusedError, UnknownJobError
from jobs.models import InputRequest, Job, JobEvent, Receipt, Run, Takeover
from jobs.signals import job_changed
from kernel.clock import utc_now
from payments.models import Invoice
from payments.services import reissue_invoice, request_invoice

WHY_CHARACTERS_MAX = 500
MEMO_DIGITS = 16
S = Job.Status


class By(StrEnum):
    """Who moves a job. The clock ends what is out of time; the till follows an invoice."""

    PERSON = "person"
    AGENT = "agent"
    CLOCK = "clock"
    TILL = "till"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Actor:
    """by, and for agents and operators a name, for the timeline."""

    by: By
    name: str = ""

    def __str__(self) -> str:
        return f"{self.by}:{self.name}"[:120] if self.name else str(self.by)


PERSON, CLOCK, TILL = Actor(By.PERSON), Actor(By.CLOCK), Actor(By.TILL)

_ENDED_BY_AGENT: Final[Mapping[str, Mapping[By, str]]] = {
    S.ALREADY_DONE: {By.AGENT: "already_done", By.OPERATOR: "already_done"},
    S.FAILED: {By.AGENT: "failed", By.OPERATOR: "failed"},
    S.NEEDS_HELP: {By.AGENT: "needs_help", By.CLOCK: "needs_help", By.OPERATOR: "needs_help"},
    S.ABORTED: {By.PERSON: "aborted", By.OPERATOR: "aborted"},
}

TRANSITIONS: Final[Mapping[str, Mapping[str, Mapping[By, str]]]] = {
    # from: {to: {who may: the event it makes}}
    S.QUEUED: {
        S.RUNNING: {By.AGENT: "started"},
        S.FAILED: {By.OPERATOR: "failed"},
        S.NEEDS_HELP: {By.OPERATOR: "needs_help"},
        S.ABORTED: {By.PERSON: "aborted", By.OPERATOR: "aborted"},
    },
    S.RUNNING: {
        S.AWAITING_INPUT: {By.AGENT: "input_wanted"},
        S.VERIFIED: {By.AGENT: "verified"},
        S.QUEUED: {By.CLOCK: "look_queued"},  # fell silent after its last press: look, only look
        **_ENDED_BY_AGENT,
    },
    S.AWAITING_INPUT: {
        S.QUEUED: {By.CLOCK: "look_queued"},
        S.RUNNING: {By.PERSON: "input_received", By.CLOCK: "input_expired"},
        S.VERIFIED: {By.AGENT: "verified"},  # the person may have acted on the site themselves
        **_ENDED_BY_AGENT,
    },
    S.VERIFIED: {
        S.INVOICED: {By.TILL: "invoiced"},
        S.NEEDS_HELP: {By.OPERATOR: "needs_help"},  # no invoice can be had
    },
    S.INVOICED: {
        S.PAID: {By.TILL: "paid"},
        S.UNPAID: {By.TILL: "unpaid"},
        S.ABORTED: {By.OPERATOR: "aborted"},  # written off
    },
    S.UNPAID: {
        S.INVOICED: {By.TILL: "invoiced"},
        S.PAID: {By.TILL: "paid"},
        S.ABORTED: {By.OPERATOR: "aborted"},  # written off
    },
    S.NEEDS_HELP: {
        S.QUEUED: {By.OPERATOR: "queued"},
        S.VERIFIED: {By.OPERATOR: "verified"},
        S.ALREADY_DONE: {By.OPERATOR: "already_done"},
        S.FAILED: {By.OPERATOR: "failed"},
        S.ABORTED: {By.PERSON: "aborted", By.OPERATOR: "aborted"},
    },
    S.FAILED: {S.QUEUED: {By.OPERATOR: "queued"}},
    S.ABORTED: {S.ALREADY_DONE: {By.AGENT: "already_done"}},
    S.ALREADY_DONE: {},
    S.PAID: {},
}


def locked_job(job_id: UUID) -> Job:
    """The job under its row lock. Every writer takes this lock first, then runs and requests.

    Only invoices are locked before it. NO KEY: rows that merely point here are not held up.
    """
    job = Job.objects.select_for_update(of=("self",), no_key=True).filter(pk=job_id).first()
    if job is None:
        raise UnknownJobError("There is no such job.")
    return job


def move(
    job: Job,
    to: str,
    *,
    actor: Actor,
    run: Run | None = None,
    why: str = "",
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Take one edge of the table; the caller holds the job's lock.

    why: for the timeline only, and required of operators. facts: for `job_changed` (see its table)
    and, without bolt11, for the timeline; effective_date (a date) and error_code among them are
    kept on the job. Raises TransitionRefusedError.
    """
    assert connection.in_atomic_block, "a job moves in a transaction"
    told = dict(facts or {})
    event = TRANSITIONS[job.status].get(to, {}).get(actor.by)
    if event is None:
        raise TransitionRefusedError(
            f"A job that is {job.status} does not become {to} by the {actor.by}.",
            job_id=str(job.pk),
        )
    if actor.by is By.OPERATOR:
        if not why.strip():
            raise TransitionRefusedError("An operator must give a reason.", job_id=str(job.pk))
        told["by_operator"] = True
    before, job.status = job.status, to
    _stamp(job, told)
    if "effective_date" in told:
        told["effective_date"] = _plain(told["effective_date"])
    for effect in _EFFECTS:
        effect(job, before)
    job.save()
    note(job, event, actor=actor, run=run, statuses=(before, to), data=_for_timeline(told, why))
    job_changed.send(sender=Job, job=job, event=event, facts=told)


def note(
    job: Job,
    kind: str,
    *,
    actor: Actor,
    run: Run | None = None,
    statuses: tuple[str, str] = ("", ""),
    data: dict[str, Any] | None = None,
) -> None:
    """Write a line of the timeline."""
    JobEvent.objects.create(
        job=job,
        run=run,
        kind=kind,
        from_status=statuses[0],
        to_status=statuses[1],
        actor=str(actor),
        data=data or {},
    )


def _stamp(job: Job, facts: dict[str, Any]) -> None:
    now = utc_now()
    if job.status == S.RUNNING and job.started_at is None:
        job.started_at = now
    job.finished_at = None if job.is_open else (job.finished_at or now)
    if facts.get("effective_date"):
        job.effective_date = facts["effective_date"]
    if job.status == S.QUEUED:
        job.error_code = ""
    if facts.get("error_code"):
        job.error_code = facts["error_code"]


def _take_from_agent(job: Job, before: str) -> None:
    """Whatever is not with the agent has no open question, no page handed to anybody, and no run
    that may still click.

    An aborted job's run stays live, so that its next heartbeat hears of it and its outcome is told.
    """
    if job.status in {S.RUNNING, S.AWAITING_INPUT} and before in Job.WITH_AGENT:
        return
    InputRequest.objects.filter(
        run__job=job, status__in=[InputRequest.Status.OPEN, InputRequest.Status.ANSWERED]
    ).update(status=InputRequest.Status.CLOSED, sealed=None)
    views = Takeover.objects.select_for_update(of=("self",), no_key=True)
    for view in views.filter(run__job=job, status=Takeover.Status.OPEN):
        view.mark_ended(Takeover.Status.CLOSED)
    live = Run.objects.filter(job=job, status__in=Run.LIVE)
    if job.status == S.ABORTED:
        live = live.filter(status=Run.Status.OFFERED)
    live.update(status=Run.Status.LOST, ended_at=utc_now())


def _bill(job: Job, before: str) -> None:
    """Verified work is invoiced in the same transaction: neither exists without the other."""
    if job.status != S.VERIFIED:
        return
    spent = {Invoice.Status.EXPIRED, Invoice.Status.CANCELLED}
    if job.invoice is not None and job.invoice.status in spent:
        job.invoice = reissue_invoice(invoice_id=job.invoice.pk)
    elif job.invoice is None:
        job.invoice = request_invoice(
            key=f"job:{job.pk}:1",
            user=job.user,
            amount_sats=job.price_sats,
            description=_memo(job),
        )


def _memo(job: Job) -> str:
    """What the invoice says; the beginning of its receipt's hash ties the two together."""
    proof = Receipt.objects.filter(job=job).values_list("sha256", flat=True).first()
    what = f"{job.service.name}: {job.get_action_display().lower()}"
    return f"{what}, receipt {proof[:MEMO_DIGITS]}" if proof else what


_EFFECTS: Final[tuple[Callable[[Job, str], None], ...]] = (_take_from_agent, _bill)


def _for_timeline(facts: dict[str, Any], why: str) -> dict[str, Any]:
    kept = {k: _plain(v) for k, v in facts.items() if k not in {"bolt11", "by_operator"}}
    if why:
        kept["why"] = why[:WHY_CHARACTERS_MAX]
    return kept


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
