"""A page that was handed to a person, from the person's side: looked at, pressed, given back.

The link's token is all that is asked for: it opens one page of one run, and dies with it. Text is
sealed to the agent here, within the person's request, and is never kept in the open.
"""

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction

from accounts.models import User
from jobs.errors import (
    TakeoverBusyError,
    TakeoverGoneError,
    TakeoverInputError,
    TakeoverLinkError,
)
from jobs.lifecycle import WHY_CHARACTERS_MAX, Actor, By, note
from jobs.models import AgentKey, Takeover, TakeoverInput
from jobs.services.takeovers import TOKEN_BYTES, end_locked, page_url, status_now, token_hash
from kernel.clock import monotonic_seconds, utc_now
from kernel.sealing import PublicKey, seal, takeover_context

TEXT_CHARACTERS_MAX = 200
LINK_CHARACTERS_MAX = 2_000
INPUTS_MAX = 500
INPUTS_QUEUED_MAX = 10
INPUTS_PER_MINUTE_MAX = 120
RECENT_INPUTS_MAX = 8
WAIT_SECONDS_MAX = 20.0
LOOK_EVERY_SECONDS = 0.15
WAITING_MAX, WAITING_PER_VIEW_MAX = 24, 3
"""Requests of one process that wait at a time: pages must not shut everybody else out."""
AFTERWARDS_SECONDS = 3_600
"""How long an ended link still says how it ended."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Who looks at which view. by: "person", or "operator:name"."""

    takeover_id: int
    by: Actor

    @property
    def is_authenticated(self) -> bool:
        """What DRF's IsAuthenticated asks of whoever made the request."""
        return True


@dataclass(frozen=True, slots=True)
class Sight:
    """What a visitor may know. changes: grows with every news; status: by the clock."""

    takeover: Takeover
    status: str
    seconds_left: int
    inputs: tuple[TakeoverInput, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person wants done. x, y: 0..1000 of picture number `frame`. word: a key or a
    direction. text: never kept in the open."""

    kind: str
    x: int | None = None
    y: int | None = None
    frame: int = 0
    word: str = ""
    text: str = ""


def recognise_visit(*, token: str) -> Visit:
    """Raises TakeoverLinkError."""
    digest = token_hash(token)
    found = Takeover.objects.filter(token_sha256=digest).first()
    by = Actor(By.PERSON)
    if found is None:
        found = Takeover.objects.filter(operator_token_sha256=digest).first()
        by = Actor(By.OPERATOR, found.operator if found is not None else "")
    long_over = utc_now() - timedelta(seconds=AFTERWARDS_SECONDS)
    if found is None or min(found.ended_at or found.expires_at, found.expires_at) < long_over:
        raise TakeoverLinkError("This link is not valid any more. Ask the bot for its status.")
    return Visit(takeover_id=found.pk, by=by)


def takeover_sight(*, visit: Visit, seen: int, wait_seconds: float) -> Sight:
    """What there is to see, as soon as it is newer than `seen`, or when wait_seconds are over.

    wait_seconds: at most 20. Too many that wait are answered at once.
    """
    patience = min(wait_seconds, WAIT_SECONDS_MAX) if wait_seconds > 0 else 0.0
    with _waiting(visit) as may_wait:
        deadline = monotonic_seconds() + (patience if may_wait else 0.0)
        while True:
            takeover = Takeover.objects.select_related("run__job__service").get(
                pk=visit.takeover_id
            )
            if takeover.changes != seen or not takeover.is_open or monotonic_seconds() >= deadline:
                break
            assert not connection.in_atomic_block, "nobody waits in a transaction"
            connection.close()
            time.sleep(LOOK_EVERY_SECONDS)
    _greet(visit, takeover)
    left = (takeover.expires_at - utc_now()).total_seconds() if takeover.is_open else 0
    newest = takeover.inputs.defer("sealed").order_by("-seq")[:RECENT_INPUTS_MAX]
    return Sight(takeover, status_now(takeover), max(int(left), 0), tuple(reversed(newest)))


@transaction.atomic
def takeover_frame(*, visit: Visit) -> tuple[int, bytes]:
    """(number, JPEG) of the newest picture. Raises TakeoverGoneError where there is none.

    Under the row's lock: number and picture belong together.
    """
    takeover = _locked(visit)
    if not takeover.is_open or takeover.frame_seq == 0:
        raise TakeoverGoneError("There is no picture now.")
    try:
        return takeover.frame_seq, takeover.frame_path.read_bytes()
    except FileNotFoundError:
        raise TakeoverGoneError("There is no picture now.") from None


@transaction.atomic
def give_takeover_input(*, visit: Visit, key: UUID, wish: Wish) -> tuple[TakeoverInput, bool]:
    """Queue one thing to do; returns it and whether it is new. The same key counts once.

    Raises TakeoverGoneError, TakeoverInputError, TakeoverBusyError.
    """
    takeover = _locked(visit)
    same = takeover.inputs.filter(key=key).first()
    if same is not None:
        return same, False
    _refuse_ended(takeover)
    _refuse_shape(takeover, wish)
    _refuse_hurry(takeover)
    row = TakeoverInput.objects.create(
        takeover=takeover,
        seq=takeover.inputs.count() + 1,
        key=key,
        kind=wish.kind,
        x=wish.x,
        y=wish.y,
        frame=wish.frame,
        word=wish.word,
        sealed=_sealed(takeover, key, wish.text) if wish.text else None,
        by=str(visit.by),
    )
    takeover.changes += 1
    takeover.save(update_fields=["changes"])
    return row, True


@transaction.atomic
def finish_takeover(*, visit: Visit, status: str) -> str:
    """The person is done, or gives up (closed); returns how it ended, whoever was first."""
    assert status in {Takeover.Status.DONE, Takeover.Status.CLOSED}, status
    takeover = _locked(visit)
    if takeover.is_open:
        end_locked(takeover, status, actor=visit.by)
    return status_now(takeover)


@transaction.atomic
def renew_link(*, user: User, job_id: UUID) -> str:
    """A new link to the page of this person's job, for one who has lost it; the old one is dead.

    Raises TakeoverGoneError where none of their pages is open, for another person's job too.
    """
    rows = Takeover.objects.select_for_update(of=("self",), no_key=True)
    takeover = rows.filter(
        run__job_id=job_id, run__job__user=user, status=Takeover.Status.OPEN
    ).first()
    if takeover is None or not takeover.is_open:
        raise TakeoverGoneError("No page of this job waits for you now.")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    takeover.token_sha256 = token_hash(token)
    takeover.save(update_fields=["token_sha256"])
    return page_url(token)


@transaction.atomic
def open_for_operator(*, takeover_id: int, operator: str, why: str) -> str:
    """A link of the operator's own to an open view; the timeline says who and why.

    Raises TakeoverGoneError, TakeoverInputError without a reason. The person's link stays good;
    an earlier operator's does not.
    """
    if not why.strip():
        raise TakeoverInputError("Give a reason.")
    takeover = Takeover.objects.select_for_update(of=("self",), no_key=True).get(pk=takeover_id)
    _refuse_ended(takeover)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    takeover.operator, takeover.operator_token_sha256 = operator[:120], token_hash(token)
    takeover.save(update_fields=["operator", "operator_token_sha256"])
    note(
        takeover.run.job,
        "takeover_joined",
        actor=Actor(By.OPERATOR, operator),
        run=takeover.run,
        data={"why": why.strip()[:WHY_CHARACTERS_MAX]},
    )
    return page_url(token)


def _locked(visit: Visit) -> Takeover:
    rows = Takeover.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("run__job").get(pk=visit.takeover_id)


def _greet(visit: Visit, takeover: Takeover) -> None:
    """The first look is a line of the timeline: an operator sees whether the link arrived."""
    first = Takeover.objects.filter(pk=takeover.pk, visited_at__isnull=True)
    if takeover.visited_at is None and first.update(visited_at=utc_now()):
        note(takeover.run.job, "takeover_visited", actor=visit.by, run=takeover.run)


def _refuse_ended(takeover: Takeover) -> None:
    if not takeover.is_open:
        raise TakeoverGoneError("This page is not yours any more: its time is over, or it is done.")


def _refuse_shape(takeover: Takeover, wish: Wish) -> None:
    kind = wish.kind
    if kind in TakeoverInput.POINTED and wish.x is None:
        raise TakeoverInputError("Tap the place on the picture first.")
    if (kind in TakeoverInput.SEALED) != bool(wish.text):
        raise TakeoverInputError("There is nothing to type." if not wish.text else "No text here.")
    if (kind in {"key", "scroll"}) != bool(wish.word):
        raise TakeoverInputError("Say which key or direction.")
    if kind == "scroll" and wish.word not in {"up", "down"}:
        raise TakeoverInputError("A page scrolls up or down.")
    if kind == "key" and wish.word in {"up", "down"}:
        raise TakeoverInputError("There is no such key here.")
    if kind == "open_link" and takeover.reason != Takeover.Reason.EMAIL_LINK:
        raise TakeoverInputError("This page asks for no link.")
    most = LINK_CHARACTERS_MAX if kind == "open_link" else TEXT_CHARACTERS_MAX
    if len(wish.text) > most or not wish.text.isprintable():
        raise TakeoverInputError(f"One line of at most {most} characters, please.")


def _refuse_hurry(takeover: Takeover) -> None:
    inputs = takeover.inputs
    if inputs.filter(status=TakeoverInput.Status.QUEUED).count() >= INPUTS_QUEUED_MAX:
        raise TakeoverBusyError("Wait until the last ones are done.", retry_after_seconds=2)
    minute = utc_now() - timedelta(seconds=60)
    if inputs.filter(given_at__gt=minute).count() >= INPUTS_PER_MINUTE_MAX:
        raise TakeoverBusyError("That is very fast. Wait half a minute.", retry_after_seconds=30)
    if inputs.count() >= INPUTS_MAX:
        raise TakeoverBusyError("That was a lot. Press Done or Give up.", retry_after_seconds=60)


def _sealed(takeover: Takeover, key: UUID, text: str) -> bytes:
    """To the key of the agent that shows the page; the current key may have changed since."""
    public = AgentKey.objects.get(key_id=takeover.run.key_id).public_key
    context = takeover_context(
        run_id=str(takeover.run_id), takeover_key=str(takeover.key), input_key=str(key)
    )
    return seal(text.encode(), to=PublicKey.from_text(public), context=context)


_counting = threading.Lock()
_waits: dict[int, int] = {}


@contextmanager
def _waiting(visit: Visit) -> Iterator[bool]:
    """Whether this request may wait."""
    with _counting:
        mine = _waits.get(visit.takeover_id, 0)
        may_wait = mine < WAITING_PER_VIEW_MAX and sum(_waits.values()) < WAITING_MAX
        if may_wait:
            _waits[visit.takeover_id] = mine + 1
    try:
        yield may_wait
    finally:
        if may_wait:
            with _counting:
                _waits[visit.takeover_id] -= 1
                if not _waits[visit.takeover_id]:
                    del _waits[visit.takeover_id]
