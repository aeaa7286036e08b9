"""What pressing a control would do to a cancellation: go on with it, or end it.

The words decide first; a bare "Cancel", "Yes" or "OK" means what the question above it makes of it.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from browser_agent.rules.case import Case
from browser_agent.rules.lexicon import (
    CANCEL_ALONE,
    CANCEL_THING,
    CLOSES_DIALOGS,
    DECLINE,
    ERASES,
    FINAL_CANCEL,
    GENERIC_GO,
    GO_ON_CANCELLING,
    HELP_TEXT,
    NO,
    REVERSAL,
    STAY,
    STAYING_TAIL,
    YES,
)
from browser_agent.rules.lexicon_pages import ASKS_TO_LEAVE, ASKS_TO_STAY, RESTART
from browser_agent.rules.screen import Control

# "Sure?" asked without a mark, or with one that recognition lost.
OPENS_QUESTION = re.compile(
    r"\u00bf|(?:(?:do|would|are|will|did) you|(?:quieres|deseas|prefieres|quiere|desea)|"
    r"(?:voulez|souhaitez|preferez|desirez)-(?:vous|tu)|(?:mocht|woll|willst|wurd)\w* ?(?:du|sie)|"
    r"(?:quer|deseja|vuoi|desideri|wil je|wilt u))(?![^\W_])"
)
REFUSES = re.compile(r"(?:no|nein|non|nao|nee)(?:,|[.!] )(?= ?\w)")
AFFIRMS = re.compile(r"(?:yes|si|oui|ja|sim)(?![^\W_])")
ANSWERED = re.compile(r"^(?:yes|si|oui|ja|sim|no|nein|non|nao|nee)[,.! ]+")
CLAUSE = re.compile(r"[,.;:!] ?| - | and ")


class Role(IntEnum):
    """Higher goes further towards the cancellation; below NONE is away from it."""

    FINAL = 100
    GO_ON = 90
    CANCEL = 80
    DECLINE = 70
    AGREE = 60
    GENERIC = 40
    NONE = 0
    STAY = -1


@dataclass(frozen=True, slots=True)
class Choice:
    control: Control
    role: Role


def role_of(folded: str) -> Role:  # noqa: C901, PLR0911 - one return a rule
    """By words alone; AGREE and the bare "Cancel" need the question and are not decided here."""
    if REVERSAL.whole(folded) or REVERSAL.whole(ANSWERED.sub("", folded)):
        return Role.STAY
    if ERASES.whole(folded):
        return Role.NONE
    if FINAL_CANCEL.whole(folded):
        return Role.FINAL
    if GO_ON_CANCELLING.whole(folded) and not STAYING_TAIL.whole(folded):
        return _unless_staying(folded, Role.GO_ON)
    if CANCEL_ALONE.whole(folded):
        return Role.NONE
    if CANCEL_THING.whole(folded) and not HELP_TEXT(folded):
        return Role.CANCEL
    if _ends_with_leaving(folded):
        return Role.GO_ON
    if DECLINE.whole(folded):
        return _unless_staying(folded, Role.DECLINE)
    if STAY.whole(folded):
        return Role.STAY
    refused = REFUSES.match(folded)
    if refused is not None:  # "No, I enjoy paying more"; "No, don't cancel"
        rest = folded[refused.end() :].strip()
        return Role.STAY if STAYING_TAIL(rest) or STAY.whole(rest) else Role.DECLINE
    if GENERIC_GO.whole(folded):
        return Role.GENERIC
    return Role.NONE


def _ends_with_leaving(folded: str) -> bool:
    """ "I don't mind, stop my plan": the last clause tells what the press does."""
    *before, last = CLAUSE.split(folded.strip(" .!"))
    head = ", ".join(before)
    if not head or "later" in last or HELP_TEXT(folded) or STAY.whole(head) or STAYING_TAIL(head):
        return False
    return CANCEL_THING.whole(last) or FINAL_CANCEL.whole(last) or GO_ON_CANCELLING.whole(last)


def _unless_staying(folded: str, role: Role) -> Role:
    """ "No thanks, keep my plan" declines nothing."""
    head, _, tail = folded.replace(". ", ", ").partition(",")
    if tail and STAYING_TAIL(tail) and not CANCEL_THING(tail):
        return Role.STAY
    if not tail and head.startswith("no") and STAYING_TAIL(head) and "don't" not in head:
        return Role.STAY
    return role


def choices(case: Case) -> list[Choice]:
    """All controls that go on cancelling, the best first."""
    asks = asked(case)
    plain = [
        control for control in case.labels if control.mark is None and not is_title(case, control)
    ]
    decided = [Choice(control, role_of(control.folded)) for control in plain]
    firm = _has_another_way_on(case, decided)
    ranked = []
    for choice in decided:
        role = _in_context(choice, asks, firm=firm)
        if role > Role.NONE:
            ranked.append(Choice(choice.control, role))
    pressable = any(choice.control.face is not None for choice in ranked)
    return sorted(ranked, key=lambda each: -_weight(case, each, pressable=pressable))


def _has_another_way_on(case: Case, decided: list[Choice]) -> bool:
    """Then a bare "Cancel" closes the question. It does, too, where nothing else would keep."""
    pressable = [each for each in decided if case.plainness(each.control) < 2]
    on = any(
        choice.role in {Role.FINAL, Role.GO_ON, Role.GENERIC, Role.DECLINE}
        or ends_plainly(choice.control.folded)
        or AFFIRMS.match(choice.control.folded)
        for choice in pressable
    )
    others = [each for each in pressable if not CANCEL_ALONE.whole(each.control.folded)]
    beside = [each for each in others if each.control.face is not None]
    keeps = any(each.role is Role.STAY or NO.whole(each.control.folded) for each in pressable)
    return on or (bool(beside) and not keeps)


def is_title(case: Case, control: Control) -> bool:
    """Headings, and "End your membership?" in bare letters: not there to be pressed."""
    if case.is_heading(control):
        return True
    return control.text.rstrip().endswith("?") and case.plainness(control) >= 2


def asked(case: Case) -> str:
    """What "Yes" would mean: "leave", "stay", or "" if the page asks neither."""
    for sentence in case.screen.sentences:
        asks = "?" in sentence.text or OPENS_QUESTION.match(sentence.folded)
        if asks and ASKS_TO_STAY(f"{sentence.folded.rstrip(' ?')} ?"):
            return "stay"
        if ASKS_TO_LEAVE(sentence.folded):
            return "leave"
    if case.screen.dialog is not None:
        titles = [each for each in case.screen.controls if each.face is None and each.mark is None]
        if titles and CANCEL_THING.whole(titles[0].folded):
            return "leave"
    return ""


def is_asking(case: Case) -> bool:
    """Two buttons side by side, one on and one back: nothing has happened yet."""
    faces = [control for control in case.labels if control.face is not None]
    back = any(
        (role_of(control.folded) is Role.STAY and not RESTART.whole(control.folded))
        or CLOSES_DIALOGS.whole(control.folded)
        for control in faces
    )
    on = any(
        GENERIC_GO.whole(each.folded)
        or (CANCEL_ALONE.whole(each.folded) and not CLOSES_DIALOGS.whole(each.folded))
        or role_of(each.folded) in {Role.CANCEL, Role.DECLINE}
        for each in faces
    )
    return back and on


def _in_context(choice: Choice, asks: str, *, firm: bool) -> Role:
    folded = choice.control.folded
    rest = ANSWERED.sub("", folded) if choice.role in {Role.NONE, Role.GENERIC} else folded
    keeps = STAY.whole(rest) or STAYING_TAIL(rest)
    says_no = NO.whole(folded) or (rest != folded and bool(NO.find(folded[: -len(rest)])))
    says_yes = YES.whole(folded) or (rest != folded and not says_no and not keeps)
    if asks == "stay" and (says_no or says_yes):
        return Role.AGREE if says_no else Role.STAY
    if asks == "leave" and (says_no or says_yes):
        return Role.STAY if says_no else Role.AGREE
    if CANCEL_ALONE.whole(folded):
        # Beside "Confirm" or "End" it closes the dialog; beside "Keep my plan" it is the way on.
        closes = firm and asks != "stay" and not ends_plainly(folded)
        return Role.NONE if closes else Role.AGREE
    return choice.role


def _ends(choice: Choice) -> bool:
    return ends_plainly(choice.control.folded)


def ends_plainly(folded: str) -> bool:
    """Bare words that end a subscription and, unlike "Cancel", close no dialog."""
    return CANCEL_ALONE.whole(folded) and not CLOSES_DIALOGS.whole(folded)


def _weight(case: Case, choice: Choice, *, pressable: bool) -> float:
    """Role first; then buttons over links over text, which beside buttons is rarely a control."""
    penalty = (0, 2, 45 if pressable else 6, 60)[case.plainness(choice.control)]
    faded = 30 if choice.control.looks_disabled else 0
    return choice.role - penalty - faded + choice.control.box.y0 / 10_000
