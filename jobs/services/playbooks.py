"""What verified runs teach: compiled once, followed by later runs, retired when pages change.

study_run is rung for every run that has ended. It may be rung twice: each part finds its own row.
"""

import hashlib
import logging
from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError, transaction

from accounts.models import User
from browser_agent.contract import Ending
from browser_agent.playbook.compile import Refused, compile_playbook
from browser_agent.playbook.shape import Playbook as Way
from browser_agent.playbook.shape import PlaybookInvalidError, digest, from_json
from jobs.errors import (
    PlaybookFrameMissingError,
    PlaybookRefusedError,
    StaleRunError,
    UnknownRunError,
)
from jobs.models import Evidence, Playbook, PlaybookDrift, ReplayResult, Run
from jobs.queries import records_of
from kernel.clock import utc_now
from payments.services.notices import tell

logger = logging.getLogger(__name__)
RUNS_COMPARED_MAX = 5
DRIFTS_MAX = 2
DRIFT_PREFIX = "drift-"
WHY_CHARACTERS_MAX = 200
MISSING_MAX = 40
STATE_MAX = 1_000
BOX = 4
# What code meets that reads records of another shape than the agent writes.
UNREADABLE = (ArithmeticError, AttributeError, DataError, LookupError, TypeError, ValueError)
S = Playbook.Status


class Lesson(StrEnum):
    """What a run has taught."""

    NOTHING = "nothing"  # it did not succeed, or no other run agrees with it yet
    FOLLOWED = "followed"  # it went by a playbook to the end
    COMPILED = "compiled"
    DRIFTED = "drifted"
    KNOWN = "known"  # studied before
    UNREADABLE = "unreadable"  # what the agent wrote down of it has no sense


def study_run(*, run_id: UUID) -> Lesson:
    """Learn from a run that has ended. Raises UnknownRunError; a run under way teaches nothing."""
    with transaction.atomic():
        run = Run.objects.select_for_update(of=("self",), no_key=True).filter(pk=run_id).first()
        if run is None:
            raise UnknownRunError("There is no such run.")
        if run.status != Run.Status.ENDED:
            return Lesson.NOTHING
        if run.studied_at is not None:
            return Lesson.KNOWN
        lesson = _learn_safely(run)
        run.studied_at = utc_now()
        run.save(update_fields=["studied_at"])
    return lesson


def leave_unstudied(*, run_id: UUID) -> None:
    """A run that takes too long to study is not studied again: it teaches nothing."""
    left = Run.objects.filter(pk=run_id, status=Run.Status.ENDED, studied_at__isnull=True)
    left.update(studied_at=utc_now())
    logger.error("run not studied, it takes too long: run=%s", run_id)


def playbook_frame(*, run_id: UUID, fencing_token: int, name: str) -> bytes:
    """The PNG of a state of this run's own playbook, for a picture of what has changed.

    Raises UnknownRunError, StaleRunError, PlaybookFrameMissingError where it is not kept any more.
    """
    run = Run.objects.filter(pk=run_id).select_related("playbook").first()
    if run is None:
        raise UnknownRunError("There is no such run.")
    if run.fencing_token != fencing_token or run.status != Run.Status.RUNNING:
        raise StaleRunError("This run is over.")
    if run.playbook is None:
        raise PlaybookFrameMissingError("This run follows no playbook.")
    kept = Evidence.objects.filter(run=run.playbook.frames_run_id, name=name).first()
    try:
        content = kept.path.read_bytes() if kept else b""
    except FileNotFoundError:
        content = b""
    if kept is None or hashlib.sha256(content).hexdigest() != kept.sha256:
        raise PlaybookFrameMissingError("This picture is not kept.")
    return content


@transaction.atomic
def activate_playbook(*, playbook_id: int) -> Playbook:
    """A draft that an operator has looked at. Raises PlaybookRefusedError, also for broken ones."""
    playbook = _locked(playbook_id)
    if playbook.status != S.DRAFT:
        raise PlaybookRefusedError(f"It is {playbook.status}, and only drafts are activated.")
    try:
        from_json(playbook.body)
    except PlaybookInvalidError as error:
        raise PlaybookRefusedError("It cannot be read.") from error
    if digest(playbook.body) != playbook.sha256:
        raise PlaybookRefusedError("It is not what was compiled.")
    playbook.status = S.ACTIVE
    playbook.save(update_fields=["status"])
    return playbook


@transaction.atomic
def retire_playbook(*, playbook_id: int, why: str) -> Playbook:
    """Nobody follows it any more; runs that began with it do. Raises PlaybookRefusedError."""
    playbook = _locked(playbook_id)
    if playbook.status == S.RETIRED:
        raise PlaybookRefusedError("It is retired already.")
    _retire(playbook, why)
    return playbook


@transaction.atomic
def see_drift(*, drift_id: int, by: User) -> None:
    """The alert is closed; who closed it first stays."""
    PlaybookDrift.objects.filter(pk=drift_id, seen_at__isnull=True).update(
        seen_at=utc_now(), seen_by=by
    )


def forget_lessons_of(*, user: User) -> None:
    """What was made of this person's pages alone, and may say words of theirs: drafts, also those
    that gave way or were turned down, and what models answered about their pictures. What another
    person's run agreed to says none, nor does what an operator has let others follow."""
    theirs = Playbook.objects.filter(frames_run__job__user=user, second_run__job__user=user)
    unfollowed = theirs.filter(runs__isnull=True, drifts__isnull=True).exclude(status=S.ACTIVE)
    Playbook.objects.filter(pk__in=list(unfollowed.values_list("pk", flat=True))).delete()
    ReplayResult.objects.filter(run__job__user=user).delete()


def _learn_safely(run: Run) -> Lesson:
    """Records are an agent's word, and may have any shape: a run that cannot be read is studied
    once. Else each sweep would ring for it again, before the runs that came after it."""
    try:
        with transaction.atomic():
            return _learn(run)
    except UNREADABLE as error:
        # Without the error's text, which may quote a page.
        logger.error("records cannot be read: run=%s error=%s", run.pk, type(error).__name__)  # noqa: TRY400
        return Lesson.UNREADABLE


def _learn(run: Run) -> Lesson:
    if run.playbook is not None and run.playbook_fallbacks:
        _drift(run, run.playbook)
        _compile(run)
        return Lesson.DRIFTED
    if run.outcome != Ending.SUCCEEDED or run.verify_only:
        return Lesson.NOTHING  # whoever only looks finds no way to the last press
    if run.playbook is not None and run.playbook_steps:
        return Lesson.FOLLOWED
    return Lesson.COMPILED if _compile(run) else Lesson.NOTHING


def _drift(run: Run, playbook: Playbook) -> None:
    told = _told_of(run)
    picture = Evidence.objects.filter(run=run, name__startswith=DRIFT_PREFIX).first()
    drift, is_new = PlaybookDrift.objects.get_or_create(
        run=run,
        defaults={
            "playbook": playbook,
            "step": str(told.get("step", ""))[:80],
            "state": _state(told.get("state")),
            "why": str(told.get("why", "the agent told no more"))[:WHY_CHARACTERS_MAX],
            "missing": _missing(told.get("missing")),
            "fallbacks": run.playbook_fallbacks,
            "picture": picture,
        },
    )
    if not is_new:
        return
    site = run.service_version
    tell(
        key=f"playbook-drift:{drift.pk}",
        kind="playbook_drifted",
        text=f"{site}: pages for {playbook.action} are not what they were ({drift.why}). "
        "The run went on with the model.",
        facts={"playbook": playbook.pk, "run": str(run.pk), "drift": drift.pk},
    )
    locked = _locked(playbook.pk)
    if locked.status != S.RETIRED and locked.drifts.count() >= DRIFTS_MAX:
        _retire(locked, f"It did not fit {DRIFTS_MAX} runs.")


def _told_of(run: Run) -> Mapping[str, Any]:
    """The first step at which a check failed, as its record tells it."""
    for name, record in (
        Evidence.objects.filter(run=run, record__playbook__followed=False)
        .order_by("seq")
        .values_list("name", "record")
    ):
        told = record["playbook"] if record else {}
        if told.get("why"):
            return {**told, "step": name}
    return {}


def _state(told: object) -> int:
    return told if isinstance(told, int) and 0 <= told <= STATE_MAX else 0


def _missing(told: object) -> list[list[Any]]:
    """[[words, x0, y0, x1, y1], ...]; what has another shape is left out, and so is the rest of a
    list without an end."""
    fitting = []
    for row in (told if isinstance(told, list) else [])[:MISSING_MAX]:
        words, *box = row if isinstance(row, list) and row else [None]
        if isinstance(words, str) and len(box) == BOX and all(isinstance(n, int) for n in box):
            fitting.append([words[:WHY_CHARACTERS_MAX], *box])
    return fitting


def _compile(run: Run) -> Playbook | None:
    """With the newest verified run that agrees. Only runs that found their own way teach one."""
    job, way = run.job, None
    if run.outcome != Ending.SUCCEEDED:
        return None
    known = Playbook.objects.filter(
        service_version=run.service_version_id,
        action=job.action,
        plan=job.plan,
        status__in=[S.DRAFT, S.ACTIVE],
    ).first()
    if known is not None and known.status == S.ACTIVE:
        return None
    for other in _comparable(run):
        people = {job.user_id, other.job.user_id}
        if known is not None and len(people) == 1:
            continue  # a draft of one person's runs is known already
        way = compile_playbook(records_of(other), records_of(run))
        if not isinstance(way, Refused):
            if known is not None:
                _retire(known, "Runs of two people agree now.")
            return _stored(way, other, run, S.ACTIVE if len(people) > 1 else S.DRAFT)
    return None


def _comparable(run: Run) -> list[Run]:
    """Newest first. Where a playbook was retired, only what came since its pages had changed."""
    found = Run.objects.filter(
        service_version=run.service_version_id,
        job__action=run.job.action,
        job__plan=run.job.plan,
        status=Run.Status.ENDED,
        outcome=Ending.SUCCEEDED,
        verify_only=False,
    ).exclude(pk=run.pk)
    last = Playbook.objects.filter(
        service_version=run.service_version_id,
        action=run.job.action,
        plan=run.job.plan,
        status=S.RETIRED,
    ).first()
    if last is not None:
        drift = last.drifts.order_by("pk").first()
        since = last.retired_at if drift is None else drift.run.started_at
        found = found.filter(started_at__gte=since)
    return list(found.select_related("job").order_by("-ended_at")[:RUNS_COMPARED_MAX])


def _stored(way: Way, frames_run: Run, second: Run, status: str) -> Playbook | None:
    body = way.as_json()
    try:
        with transaction.atomic():
            return Playbook.objects.create(
                service_version=second.service_version,
                action=second.job.action,
                plan=second.job.plan,
                body=body,
                sha256=way.sha256,
                frames_run=frames_run,
                second_run=second,
                status=status,
            )
    except IntegrityError:  # another worker was faster with another run
        return None


def _locked(playbook_id: int) -> Playbook:
    playbook = Playbook.objects.select_for_update(no_key=True).filter(pk=playbook_id).first()
    if playbook is None:
        raise PlaybookRefusedError("There is no such playbook.")
    return playbook


def _retire(playbook: Playbook, why: str) -> None:
    playbook.status, playbook.retired_at = S.RETIRED, utc_now()
    playbook.retired_why = why[:WHY_CHARACTERS_MAX]
    playbook.save(update_fields=["status", "retired_at", "retired_why"])
