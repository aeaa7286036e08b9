"""The concierge's side of the conversation: a pure function from situation and text to a reply.

Commands come first, so that a person who is asked for a code can still say "abort". Nothing is ever
guessed: what could mean two things is asked back, and nothing is done.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from nostr_bridge.dialogues import phrases
from nostr_bridge.dialogues.money import DepositWish, WithdrawWish, find_money
from nostr_bridge.dialogues.parsing import (
    Action,
    KnownService,
    Request,
    find_codes,
    find_command,
    find_request,
    has_card_number,
    looks_like_a_code,
    mentioned,
    nearest,
    plain,
)

SERVICES_PER_MESSAGE_MAX = 5
Asked = Literal["nothing", "cancel_what", "resume_what"]
WITH_AGENT = frozenset({"queued", "running", "awaiting_input"})
TO_PAY = frozenset({"verified", "invoiced", "unpaid"})
_WORDS_OF_NO_SERVICE = re.compile(
    r"\b(?:it|that|this|one|my|the|a|an|subscriptions?|accounts?|service|please|now|job)\b|\W",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class JobInSight:
    """A job as the dialogue sees it. awaited: "code", "cvv" or None."""

    service: str
    action: Action
    status: str
    awaited: str | None = None
    position: int | None = None
    slug: str = ""
    handed_over: bool = False  # one of its pages waits for the person


@dataclass(frozen=True, slots=True)
class Situation:
    """All that an answer depends on besides the text. jobs: open ones and debts, oldest first."""

    services: tuple[KnownService, ...] = ()
    jobs: tuple[JobInSight, ...] = ()
    recent: tuple[JobInSight, ...] = ()
    asked: Asked = "nothing"
    price_sats: int = 0
    is_new: bool = False

    @property
    def names(self) -> list[str]:
        return [service.name for service in self.services]

    @property
    def awaiting(self) -> JobInSight | None:
        return next((job for job in self.jobs if job.awaited is not None), None)

    @property
    def working(self) -> JobInSight | None:
        return next((job for job in self.jobs if job.status in WITH_AGENT), None)


@dataclass(frozen=True, slots=True)
class OpenJob:
    """max_price: what the site may charge at most when it starts again; "" for what it was."""

    slug: str
    service: str
    action: Action
    max_price: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class GiveInput:
    """No repr: the text is a code. slug: the service whose site asked for it."""

    text: str = field(repr=False)
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A command that only the product can answer."""

    what: str  # "abort", "pay", "balance" or "login"


Intent = OpenJob | GiveInput | Ask | DepositWish | WithdrawWish


@dataclass(frozen=True, slots=True)
class Reply:
    """What to say at once, what to do (whose result is said too), and what was asked back."""

    phrases: tuple[str, ...] = ()
    intents: tuple[Intent, ...] = ()
    asked: Asked = "nothing"


def answer(situation: Situation, text: str) -> Reply:
    """The reply to one message. Never empty: it says or does something."""
    line = plain(text)
    for reading in (
        _refuse_secrets,
        _obey_command,
        _move_money,
        _grant_request,
        _take_code,
        _take_service,
        _refuse_strays,
    ):
        reply = reading(situation, line)
        if reply is not None:
            return reply
    return _say(_lost(situation))


def _refuse_secrets(_situation: Situation, line: str) -> Reply | None:
    if not line:
        return _say(phrases.only_text())
    return _say(phrases.card_number()) if has_card_number(line) else None


def _obey_command(situation: Situation, line: str) -> Reply | None:
    command = find_command(line)
    if command in {"abort", "pay", "balance", "login"}:
        return Reply(intents=(Ask(command),))
    if command is None or (command == "thanks" and situation.awaiting):
        return None
    hello = phrases.greeting()
    if situation.is_new:
        hello = phrases.welcome(situation.names, situation.price_sats)
    return _say(
        {
            "help": phrases.help_text(situation.names, situation.price_sats),
            "status": _status(situation),
            "price": phrases.price(situation.price_sats),
            "greeting": hello,
            "thanks": phrases.thanks(),
        }[command]
    )


def _move_money(_situation: Situation, line: str) -> Reply | None:
    wish = find_money(line)
    return None if wish is None else Reply(intents=(wish,))


def _status(situation: Situation) -> str:
    if situation.jobs:
        return phrases.status([_line(job) for job in situation.jobs])
    if situation.recent:
        return phrases.recent([_line(job) for job in situation.recent])
    return phrases.nothing_open()


def _line(job: JobInSight) -> str:
    return phrases.job_line(
        service=job.service,
        action=job.action,
        status="handed_over" if job.handed_over else job.status,
        awaited=job.awaited,
        position=job.position,
    )


def _grant_request(situation: Situation, line: str) -> Reply | None:
    request = find_request(line)
    if request is None:
        return None
    if request.doubtful:
        return _say(phrases.doubtful())
    named = mentioned(request.rest, situation.services)
    if len(named) > SERVICES_PER_MESSAGE_MAX:
        return _say(phrases.too_many_services(SERVICES_PER_MESSAGE_MAX))
    if named:
        return _open(request.action, named, request.max_price)
    return _ask_which(situation, request)


def _ask_which(situation: Situation, request: Request) -> Reply:
    if _WORDS_OF_NO_SERVICE.sub("", request.rest):
        near = nearest(request.rest, situation.services)
        if near is not None:
            return _say(phrases.did_you_mean(request.action, near.name))
        return _say(phrases.unknown_service(situation.names))
    if request.action == "cancel" and situation.working is not None:
        return _say(phrases.which_service_or_abort(situation.working.service))
    return Reply(
        (phrases.which_service(request.action, situation.names),),
        asked="cancel_what" if request.action == "cancel" else "resume_what",
    )


def _open(action: Action, named: Sequence[KnownService], max_price: str = "") -> Reply:
    return Reply(intents=tuple(OpenJob(one.slug, one.name, action, max_price) for one in named))


def _take_code(situation: Situation, line: str) -> Reply | None:
    waiting = [job for job in situation.jobs if job.awaited is not None]
    if len(waiting) > 1:
        named = {service.name for service in mentioned(line, situation.services)}
        meant = [job for job in waiting if job.service in named]
        if len(meant) != 1:  # a code typed into another site is spent there for nothing
            return _say(phrases.code_for_which([job.service for job in waiting]))
        waiting = meant
    if not waiting:
        return None
    job = waiting[0]
    assert job.awaited is not None
    codes = find_codes(line, digits_only=job.awaited == "cvv")
    if len(codes) == 1:
        return Reply(intents=(GiveInput(codes[0], job.slug),))
    if codes:
        return _say(phrases.code_ambiguous())
    return _say(phrases.code_not_found(job.service, job.awaited))


def _take_service(situation: Situation, line: str) -> Reply | None:
    """A bare service name answers what was asked last; unasked, the verb is asked for."""
    named = mentioned(line, situation.services)
    if named and situation.asked != "nothing":
        return _open("cancel" if situation.asked == "cancel_what" else "resume", named)
    if len(named) == 1:
        return _say(phrases.cancel_or_resume(named[0].name))
    return None


def _refuse_strays(_situation: Situation, line: str) -> Reply | None:
    if looks_like_a_code(line):
        return _say(phrases.code_not_wanted())
    if re.search(r"\bpass(?:word|phrase)\b", line, re.IGNORECASE):
        return _say(phrases.password_in_dm())
    return None


def _lost(situation: Situation) -> str:
    if situation.working is not None:
        return phrases.unknown_while_working(situation.working.service)
    due = next((job for job in situation.jobs if job.status in TO_PAY), None)
    if due is not None:
        return phrases.unknown_while_invoiced(due.service)
    if situation.is_new:
        return phrases.welcome(situation.names, situation.price_sats)
    return phrases.unknown(situation.names)


def _say(phrase: str) -> Reply:
    return Reply((phrase,))
