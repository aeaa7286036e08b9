"""Questions to the person in mid-run. The answer is sealed before it touches a row."""

import time
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from accounts.models import User
from jobs.errors import (
    CredentialFieldError,
    InputGoneError,
    InputKeyReusedError,
    StaleRunError,
    UnknownRunError,
)
from jobs.lifecycle import CLOCK, PERSON, Actor, By, locked_job, move, note
from jobs.models import AgentKey, InputRequest, Job, Run
from jobs.models.history import PROMPT_CHARACTERS_MAX
from jobs.services.alone import each_alone
from jobs.services.runs import locked_run
from jobs.signals import job_changed
from kernel.clock import monotonic_seconds, utc_now
from kernel.sealing import PublicKey, input_context, seal

ANSWER_CHARACTERS_MAX = 100
QUESTIONS_PER_RUN_MAX = 12
WAIT_SECONDS_MAX = 25.0
LOOK_EVERY_SECONDS = 0.3
EXPIRE_ROWS_MAX = 200


class GiveOutcome(StrEnum):
    GIVEN = "given"
    NOT_AWAITED = "not awaited"


@dataclass(frozen=True, slots=True)
class SealedInput:
    sealed: bytes
    context: str


@transaction.atomic
def request_input(
    *, run_id: UUID, fencing_token: int, request_key: UUID, field: str, prompt: str
) -> tuple[InputRequest, bool]:
    """Ask the person; returns the request and whether it is new. The same key asks once.

    A new question closes the one before it. Raises StaleRunError, InputGoneError after an abort and
    past QUESTIONS_PER_RUN_MAX, InputKeyReusedError.
    """
    job, run = locked_run(run_id, fencing_token=fencing_token)
    if run.status != Run.Status.RUNNING:
        raise StaleRunError("This run is over.")
    if job.status == Job.Status.ABORTED:
        raise InputGoneError("The person called it off.")
    same = InputRequest.objects.filter(request_key=request_key).first()
    if same is not None:
        if same.run_id != run.pk or same.field != field:
            raise InputKeyReusedError("This key was used for another question.")
        return same, False
    earlier = InputRequest.objects.filter(run=run)
    if earlier.count() >= QUESTIONS_PER_RUN_MAX:  # each is a message to the person
        raise InputGoneError("This run has asked too often.")
    earlier.filter(status=InputRequest.Status.OPEN).update(status=InputRequest.Status.CLOSED)
    prompt = prompt[:PROMPT_CHARACTERS_MAX]  # a page may say more, and a refusal would end the run
    request = InputRequest.objects.create(
        run=run,
        request_key=request_key,
        field=field,
        prompt=prompt,
        expires_at=utc_now() + timedelta(seconds=settings.RUN_HUMAN_SECONDS),
    )
    facts = {"field": field, "prompt": prompt, "request_key": str(request_key)}
    actor = Actor(By.AGENT, run.agent)
    if job.status == Job.Status.AWAITING_INPUT:  # asked again before the first was answered
        note(job, "input_wanted", actor=actor, run=run, data=facts)
        job_changed.send(sender=Job, job=job, event="input_wanted", facts=facts)
    else:
        move(job, Job.Status.AWAITING_INPUT, actor=actor, run=run, facts=facts)
    return request, True


def give_input(*, user: User, text: str, key: str, job_id: UUID | None = None) -> GiveOutcome:
    """Seal the person's answer to the agent that asked; to the newest question if there are more.

    text: the code alone, 1..100 characters; kept nowhere. key: names the message once: the same
    again is GIVEN without effect, so a redelivered code never answers a later question. Raises
    CredentialFieldError for a wrong size.
    """
    if not 1 <= len(text) <= ANSWER_CHARACTERS_MAX:
        raise CredentialFieldError(f"An answer has 1 to {ANSWER_CHARACTERS_MAX} characters.")
    asked = InputRequest.objects.filter(run__job__user=user)
    if asked.filter(answer_key=key).exists():
        return GiveOutcome.GIVEN
    waiting = asked.filter(status=InputRequest.Status.OPEN, expires_at__gt=utc_now())
    if job_id is not None:
        waiting = waiting.filter(run__job_id=job_id)
    found = waiting.select_related("run").order_by("-pk").first()
    if found is None:
        return GiveOutcome.NOT_AWAITED
    return _answer(found, text=text, key=key)


@transaction.atomic
def _answer(found: InputRequest, *, text: str, key: str) -> GiveOutcome:
    job = locked_job(found.run.job_id)
    request = InputRequest.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if request.answer_key == key:
        return GiveOutcome.GIVEN  # a redelivery was faster
    if request.status != InputRequest.Status.OPEN or job.status != Job.Status.AWAITING_INPUT:
        return GiveOutcome.NOT_AWAITED
    context = input_context(run_id=str(request.run_id), request_key=str(request.request_key))
    # To the key of the agent that asked: the current key may have changed since its run began.
    key_text = AgentKey.objects.get(key_id=found.run.key_id).public_key
    request.sealed = seal(text.encode(), to=PublicKey.from_text(key_text), context=context)
    request.status = InputRequest.Status.ANSWERED
    request.answer_key = key
    request.answered_at = utc_now()
    request.save()
    move(job, Job.Status.RUNNING, actor=PERSON, run=found.run)
    return GiveOutcome.GIVEN


def wait_for_input(*, run_id: UUID, request_key: UUID, wait_seconds: float) -> SealedInput | None:
    """The sealed answer as soon as there is one, or None when wait_seconds (at most 25) are over.

    Looks at the row every 0.3 s and gives the connection back in between: a waiting agent holds
    neither transaction nor connection. Raises UnknownRunError, InputGoneError.
    """
    # A comparison that "nan" fails: with min and max alone it would wait for ever.
    patience = min(wait_seconds, WAIT_SECONDS_MAX) if wait_seconds > 0 else 0.0
    deadline = monotonic_seconds() + patience
    while True:
        found = _answer_so_far(run_id, request_key)
        if found is not None or monotonic_seconds() >= deadline:
            return found
        assert not connection.in_atomic_block, "nobody waits in a transaction"
        connection.close()
        time.sleep(LOOK_EVERY_SECONDS)


def expire_inputs() -> int:
    """Close the questions whose time is over; the run goes on and hears of it. Returns how many."""
    overdue = InputRequest.objects.filter(
        status=InputRequest.Status.OPEN, expires_at__lte=utc_now()
    ).order_by("expires_at")
    return each_alone(_expire, overdue.values_list("pk", "run__job_id")[:EXPIRE_ROWS_MAX])


@transaction.atomic
def _expire(request_id: int, job_id: UUID) -> int:
    job = locked_job(job_id)
    request = (
        InputRequest.objects.select_for_update(of=("self",))
        .select_related("run")
        .get(pk=request_id)
    )
    if request.status != InputRequest.Status.OPEN:
        return 0  # answered in the last moment
    request.status = InputRequest.Status.EXPIRED
    request.save(update_fields=["status"])
    if job.status == Job.Status.AWAITING_INPUT:
        facts = {"request_key": str(request.request_key)}
        move(job, Job.Status.RUNNING, actor=CLOCK, run=request.run, facts=facts)
    return 1


def _answer_so_far(run_id: UUID, request_key: UUID) -> SealedInput | None:
    request = (
        InputRequest.objects.select_related("run")
        .filter(request_key=request_key, run_id=run_id)
        .first()
    )
    if request is None:
        raise UnknownRunError("There is no such question.")
    if request.status == InputRequest.Status.ANSWERED and request.sealed is not None:
        context = input_context(run_id=str(run_id), request_key=str(request_key))
        return SealedInput(sealed=bytes(request.sealed), context=context)
    if request.status != InputRequest.Status.OPEN or request.run.status != Run.Status.RUNNING:
        raise InputGoneError("Nobody will answer this any more.")
    return None
