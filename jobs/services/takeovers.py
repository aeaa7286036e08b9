"""A page that is handed to a person, from the agent's side: opened, shown, obeyed, closed.

One view of a run is open at a time. Frames and inputs lock the view's row alone; whoever needs the
job's lock too takes that one first.
"""

import hashlib
import os
import secrets
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet

from jobs.errors import (
    EvidenceInvalidError,
    EvidenceTooLargeError,
    InputGoneError,
    InputKeyReusedError,
    StaleRunError,
    UnknownRunError,
)
from jobs.lifecycle import CLOCK, Actor, By, note
from jobs.models import Job, Run, Takeover, TakeoverInput
from jobs.models.takeover import FOLDER
from jobs.services.alone import each_alone
from jobs.services.runs import locked_run
from jobs.signals import job_changed
from kernel.clock import monotonic_seconds, utc_now
from kernel.sealing import takeover_context

TAKEOVERS_PER_RUN_MAX = 5
FRAME_BYTES_MAX = 2 * 1_048_576
RULE_CHARACTERS_MAX = 200
WAIT_SECONDS_MAX = 5.0
LOOK_EVERY_SECONDS = 0.15
SWEEP_ROWS_MAX = 200
ORPHAN_SECONDS = 60.0
JPEG_SIGNATURE = b"\xff\xd8\xff"
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class QueuedInput:
    """One thing to do. sealed opens only on the agent's machine, for this context."""

    row: TakeoverInput
    context: str


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def open_takeover(
    *, run_id: UUID, fencing_token: int, takeover_key: UUID, reason: str, seconds_max: float
) -> tuple[Takeover, bool]:
    """Hand the run's page to its person, who hears of it; returns the view and whether it is new.

    reason: one of Takeover.Reason. seconds_max: at most settings.RUN_HUMAN_SECONDS. The same key
    opens once; a new view closes the one before it. Raises UnknownRunError, StaleRunError,
    InputGoneError after an abort and past TAKEOVERS_PER_RUN_MAX, InputKeyReusedError.
    """
    job, run = locked_run(run_id, fencing_token=fencing_token)
    if run.status != Run.Status.RUNNING:
        raise StaleRunError("This run is over.")
    if job.status == Job.Status.ABORTED:
        raise InputGoneError("The person called it off.")
    same = Takeover.objects.filter(key=takeover_key).first()
    if same is not None:
        if same.run_id != run.pk or same.reason != reason:
            raise InputKeyReusedError("This key was used for another page.")
        return same, False
    earlier = _locked().filter(run=run)
    if len(earlier) >= TAKEOVERS_PER_RUN_MAX:
        raise InputGoneError("This run's pages were handed over too often.")
    for old in earlier:
        if old.status == Takeover.Status.OPEN:
            old.mark_ended(Takeover.Status.CLOSED)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    seconds = min(max(seconds_max, 1.0), settings.RUN_HUMAN_SECONDS)
    takeover = Takeover.objects.create(
        run=run,
        key=takeover_key,
        reason=reason,
        token_sha256=token_hash(token),
        expires_at=utc_now() + timedelta(seconds=seconds),
    )
    facts = {"reason": reason, "takeover_key": str(takeover_key)}
    note(job, "takeover_wanted", actor=Actor(By.AGENT, run.agent), run=run, data=facts)
    told = facts | {"url": page_url(token), "expires_at": takeover.expires_at}
    job_changed.send(sender=Job, job=job, event="takeover_wanted", facts=told)
    return takeover, True


def page_url(token: str) -> str:
    """Whoever holds this address sees the page. It goes to its person, and into no log."""
    return f"{settings.PUBLIC_URL}/takeover/{token}"


def store_frame(
    *, run_id: UUID, fencing_token: int, takeover_key: UUID, seq: int, content: bytes
) -> str:
    """Keep the newest masked picture, a JPEG, instead of the one before; returns the view's status.

    seq: the agent's own count from 1; older ones change nothing. Raises StaleRunError,
    UnknownRunError, EvidenceInvalidError, EvidenceTooLargeError.
    """
    if len(content) > FRAME_BYTES_MAX:
        raise EvidenceTooLargeError(f"At most {FRAME_BYTES_MAX} bytes.", bytes=len(content))
    if not content.startswith(JPEG_SIGNATURE):
        raise EvidenceInvalidError("This is not a JPEG.")
    with transaction.atomic():
        takeover = _held(run_id, fencing_token, takeover_key, lock=True)
        if not takeover.is_open or seq <= takeover.frame_seq:
            return status_now(takeover)
        _overwrite(takeover.frame_path, content)
        takeover.frame_seq = seq
        takeover.changes += 1
        takeover.save(update_fields=["frame_seq", "changes"])
    return takeover.status


def next_inputs(
    *, run_id: UUID, fencing_token: int, takeover_key: UUID, after: int, wait_seconds: float
) -> tuple[str, list[QueuedInput]]:
    """(status, what is queued past number `after`) as soon as there is any, or at the end of it.

    wait_seconds: at most WAIT_SECONDS_MAX; neither transaction nor connection is held meanwhile.
    Raises StaleRunError, UnknownRunError.
    """
    patience = min(wait_seconds, WAIT_SECONDS_MAX) if wait_seconds > 0 else 0.0
    deadline = monotonic_seconds() + patience
    while True:
        takeover = _held(run_id, fencing_token, takeover_key)
        found = list(_queued(takeover, after)) if takeover.is_open else []
        if found or not takeover.is_open or monotonic_seconds() >= deadline:
            return status_now(takeover), found
        assert not connection.in_atomic_block, "nobody waits in a transaction"
        connection.close()
        time.sleep(LOOK_EVERY_SECONDS)


@transaction.atomic
def settle_input(
    *, run_id: UUID, fencing_token: int, takeover_key: UUID, seq: int, applied: bool, rule: str
) -> str:
    """Write down what became of an input, once; returns the view's status.

    rule: why it was refused, for the person. Raises StaleRunError, UnknownRunError.
    """
    takeover = _held(run_id, fencing_token, takeover_key, lock=True)
    queued = takeover.inputs.filter(seq=seq, status=TakeoverInput.Status.QUEUED)
    settled = TakeoverInput.Status.APPLIED if applied else TakeoverInput.Status.REFUSED
    changed = queued.update(
        status=settled, rule=rule[:RULE_CHARACTERS_MAX], sealed=None, settled_at=utc_now()
    )
    if changed:
        takeover.changes += 1
        takeover.save(update_fields=["changes"])
    return status_now(takeover)


@transaction.atomic
def end_takeover(*, run_id: UUID, fencing_token: int, takeover_key: UUID, status: str) -> str:
    """The agent has what it needs, or gives up; an ended view stays as it ended.

    status: done, expired or closed. Raises StaleRunError, UnknownRunError.
    """
    takeover = _held(run_id, fencing_token, takeover_key, lock=True)
    if takeover.status == Takeover.Status.OPEN:
        end_locked(takeover, status, actor=Actor(By.AGENT, takeover.run.agent))
    return takeover.status


def end_locked(takeover: Takeover, status: str, *, actor: Actor) -> None:
    """End an open view under its lock, with a line of the timeline."""
    data = {"how": str(status), "inputs": takeover.inputs.count()}
    takeover.mark_ended(status)
    note(takeover.run.job, "takeover_ended", actor=actor, run=takeover.run, data=data)


def status_now(takeover: Takeover) -> str:
    """Its status, by the clock and not by when the sweep came by."""
    stale = takeover.status == Takeover.Status.OPEN and not takeover.is_open
    return Takeover.Status.EXPIRED.value if stale else str(takeover.status)


def expire_takeovers() -> int:
    """End the views whose time is over, and remove pictures that a kill -9 has left behind."""
    overdue = Takeover.objects.filter(status=Takeover.Status.OPEN, expires_at__lte=utc_now())
    ended = each_alone(_expire, overdue.order_by("expires_at").values_list("pk")[:SWEEP_ROWS_MAX])
    _remove_orphans()
    return ended


@transaction.atomic
def _expire(takeover_id: int) -> int:
    takeover = _locked().get(pk=takeover_id)
    if takeover.status != Takeover.Status.OPEN:
        return 0
    end_locked(takeover, Takeover.Status.EXPIRED, actor=CLOCK)
    return 1


def _remove_orphans() -> None:
    folder = Path(settings.EVIDENCE_DIR) / FOLDER
    if not folder.is_dir():
        return
    still_open = {
        f"{pk}.jpg"
        for pk in Takeover.objects.filter(status=Takeover.Status.OPEN).values_list("pk", flat=True)
    }
    for path in folder.iterdir():
        if path.name not in still_open and not _is_young(path):
            path.unlink(missing_ok=True)


def _is_young(path: Path) -> bool:
    """A draft that is being written, or the picture of a view that opened after we looked."""
    try:
        return time.time() - path.stat().st_mtime < ORPHAN_SECONDS
    except FileNotFoundError:
        return True  # renamed or removed meanwhile


def _locked() -> QuerySet[Takeover]:
    return Takeover.objects.select_for_update(of=("self",), no_key=True).select_related("run__job")


def _held(run_id: UUID, fencing_token: int, takeover_key: UUID, *, lock: bool = False) -> Takeover:
    rows = _locked() if lock else Takeover.objects.select_related("run")
    takeover = rows.filter(key=takeover_key, run_id=run_id).first()
    if takeover is None:
        raise UnknownRunError("There is no such view.")
    run = takeover.run
    if run.fencing_token != fencing_token or run.status != Run.Status.RUNNING:
        raise StaleRunError("This run is over.")
    return takeover


def _queued(takeover: Takeover, after: int) -> Iterator[QueuedInput]:
    rows = takeover.inputs.filter(seq__gt=after, status=TakeoverInput.Status.QUEUED)
    for row in rows.order_by("seq"):
        context = takeover_context(
            run_id=str(takeover.run_id), takeover_key=str(takeover.key), input_key=str(row.key)
        )
        yield QueuedInput(row, context)


def _overwrite(path: Path, content: bytes) -> None:
    """Whole or not at all. Not flushed to the disk: after a power cut nobody may see it anyway."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{uuid.uuid4().hex}.draft")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    draft.rename(path)
