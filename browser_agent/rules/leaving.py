"""The cancellation itself: reasons, offers declined, conditions accepted, and the last word."""

import re

from browser_agent.rules.case import Case
from browser_agent.rules.lexicon import DECLINE, GENERIC_GO, STAY
from browser_agent.rules.lexicon_pages import (
    ACKNOWLEDGEMENT,
    ASKS_TO_LEAVE,
    OFFER,
    REASON_ANY,
    REASON_CALM,
    REASON_OTHER,
    SURVEY,
    TYPE_TO_CONFIRM,
)
from browser_agent.rules.lexicon_sign_in import (
    PASSWORD_LABEL,
)
from browser_agent.rules.move import Move, click, give_up, scroll, type_secret
from browser_agent.rules.roles import Choice, Role, asked, choices, is_asking, role_of
from browser_agent.rules.screen import Control, Field
from browser_agent.rules.state import says_renews
from browser_agent.rules.tongues import spoken

SCROLLS_MAX = 3
UNTICKS_MAX = 2
SELECT_TEXT = spoken(
    "SELECT_TEXT",
    r"(?:select|choose|pick)(?: (?:a|an|your|one|the))?(?: \w+)?(?: reason| option)?|"
    r"please (?:select|choose)|"
    r"selecciona.{0,20}|choisi.{0,24}|bitte (?:wahlen|auswahlen)|-+ ?select.{0,16}",
)
LEAVING_TALK = spoken(
    "LEAVING_TALK",
    r"cancel\w*|leav(?:e|ing)|(?:will|to) end|ends?|auto-? ?renew\w*|baja|"
    r"resili\w+|kundig\w*|anul\w+|annul\w+",
)
SKIP = spoken("SKIP", r"skip(?: .{0,20})?|omitir|passer|uberspringen")
QUOTED = re.compile(
    r"[\"\u201c\u201d\u2018']([^\"\u201c\u201d\u2018\u2019']{2,40})[\"\u201c\u201d\u2019']"
)
CAPITALS = re.compile(r"\b[A-Z][A-Z ]{2,30}[A-Z]\b|\b[A-Z]{3,}\b")
FREE_TEXT = "No longer needed"


def proceed(case: Case) -> Move | None:
    """The next step away from the subscription on a page inside a cancellation, else None."""
    page = kind(case)
    if page is None:
        return None
    return (
        _type_the_word(case, page)
        or _password_again(case, page)
        or _tick(case, page)
        or _choose_leaving(case, page)
        or _untick(case, page)
        or _give_reason(case, page)
        or _press(case, page)
        or _look_below(case, page)
    )


def kind(case: Case) -> str | None:  # noqa: PLR0911 - one return a rule
    """Which page of a cancellation this is: "survey", "offer", "confirm", or None for none."""
    best = next(iter(choices(case)), None)
    final = best is not None and best.role is Role.FINAL
    if case.says(SURVEY) and (_reasons(case) or _has_select(case) or not final):
        return "survey"
    if final or asked(case) == "leave" or _confirms(case):
        return "confirm"
    if best is not None and case.says(OFFER) and _stays(case):
        return "offer"
    if best is not None and best.role in {Role.GO_ON, Role.DECLINE} and _stays(case):
        return "offer"
    if best is not None and asked(case) == "stay":
        return "offer"
    if best is not None and case.screen.dialog is not None and best.role >= Role.CANCEL:
        return "confirm"
    if _leaving_marks(case) and case.first(GENERIC_GO) is not None:
        return "offer"
    if is_asking(case) and case.says(LEAVING_TALK) and not _is_overview(case):
        return "confirm"
    return None


def _is_overview(case: Case) -> bool:
    """An account page also has buttons side by side; it says when the plan renews."""
    if case.screen.dialog is not None:
        return False
    return any(says_renews(sentence.folded) for sentence in case.screen.sentences)


def _confirms(case: Case) -> bool:
    return any(ACKNOWLEDGEMENT.whole(control.folded) for control in case.marked) or bool(
        _word_to_type(case)
    )


def _stays(case: Case) -> bool:
    return any(STAY.whole(control.folded) for control in case.labels if control.mark is None)


# --- what a form wants before its button works ------------------------------------------------


def _word_to_type(case: Case) -> str | None:
    """The word the page wants typed, as printed: 'To confirm, type "CANCEL" below'."""
    for sentence in case.screen.sentences:
        match = TYPE_TO_CONFIRM.find(sentence.folded)
        if match is None or PASSWORD_LABEL(sentence.folded):
            continue
        rest = sentence.text[match.start() :]
        word = QUOTED.search(rest) or CAPITALS.search(rest)
        if word is not None:
            return (word.group(1) if word.re is QUOTED else word.group()).strip(" .,")
    return None


def _type_the_word(case: Case, page: str) -> Move | None:
    word = _word_to_type(case)
    fields = case.screen.fields or case.screen.lined
    if word is None or not fields:
        return None
    field = fields[-1]
    if field.value.strip().lower() == word.lower():
        return None
    if case.question.times("type", target=word) >= 2:
        return None
    x, y = field.point
    return Move(
        page, "type", word, x, y, text=word, confidence=0.85, why=f"It wants {word!r} typed."
    )


def _password_again(case: Case, page: str) -> Move | None:
    field = case.field(PASSWORD_LABEL)
    if field is None or field.filled or "password" not in case.question.secrets:
        return None
    return type_secret(page, field, "password", "The password is wanted once more.", submit=False)


def _tick(case: Case, page: str) -> Move | None:
    """Conditions to accept. Only those that speak of understanding or of cancelling."""
    for control in case.marked:
        wanted = ACKNOWLEDGEMENT.whole(control.folded)
        if (
            wanted
            and control.mark is not None
            and not control.mark.checked
            and not _clicked(case, control)
        ):
            return click(page, control, "A condition to accept.", sure=0.8)
    return None


def _choose_leaving(case: Case, page: str) -> Move | None:
    """Of "pause" and "cancel" as radio buttons, the one that cancels."""
    for control in _leaving_marks(case):
        if control.mark is not None and not control.mark.checked and not _clicked(case, control):
            return click(page, control, "The choice that cancels.", sure=0.8)
    return None


def _untick(case: Case, page: str) -> Move | None:
    """A box ticked for us that keeps, pauses or buys something: out with it before going on."""
    if _leaving_marks(case):
        return None  # radio buttons: choosing another one has done it
    for control in _kept(case):
        if case.question.times("click", target=control.text) >= UNTICKS_MAX:
            return give_up(page, "policy_denied", f"{control.text!r} cannot be unticked.")
        return click(page, control, "Ticked for us, and not wanted.", sure=0.75)
    return None


def _kept(case: Case) -> list[Control]:
    """Ticked labels that speak of staying or of an offer; reasons for leaving are none."""
    if case.says(SURVEY):
        return []
    return [
        each
        for each in case.marked
        if each.mark is not None
        and each.mark.checked
        and not ACKNOWLEDGEMENT.whole(each.folded)
        and (STAY.whole(each.folded) or OFFER(each.folded))
    ]


def _leaving_marks(case: Case) -> list[Control]:
    firm = {Role.FINAL, Role.GO_ON, Role.CANCEL}
    return [control for control in case.marked if role_of(control.folded) in firm]


def _clicked(case: Case, control: Control) -> bool:
    """Clicked with effect a moment ago: then it is ticked, whatever the pixels seem to say."""
    return any(
        past.action == "click" and past.target == control.folded and past.changed
        for past in case.question.history[-3:]
    )


# --- surveys ----------------------------------------------------------------------------------


def _reasons(case: Case) -> list[Control]:
    """The reasons offered, from the most neutral to the one that wants an essay."""
    marked = [each for each in case.marked if not ACKNOWLEDGEMENT.whole(each.folded)]
    if len(marked) >= 2:
        return sorted(marked, key=_awkwardness)
    if not case.says(SURVEY):
        return []
    plain = [
        control
        for control in case.labels
        if not case.is_heading(control)
        and (
            REASON_CALM(control.folded)
            or REASON_ANY(control.folded)
            or REASON_OTHER.whole(control.folded)
        )
        and "?" not in control.text
        and not SURVEY(control.folded)
    ]
    return sorted(plain, key=_awkwardness) if len(plain) >= 2 else []


def _awkwardness(control: Control) -> int:
    """Price invites a discount, "other" an essay, trouble a chat with support."""
    if DECLINE.whole(control.folded) and not REASON_CALM(control.folded):
        return 4
    if REASON_OTHER.whole(control.folded):
        return 3
    if REASON_CALM(control.folded):
        return 0
    costly = any(
        word in control.folded
        for word in ("expensive", "price", "cost", "money", "caro", "cher", "teuer")
    )
    return 2 if costly else 1


def _give_reason(case: Case, page: str) -> Move | None:  # noqa: PLR0911 - one return a rule
    if page != "survey" and len(_reasons(case)) < 2:
        return None
    reasons = _reasons(case)
    if any(reason.mark is not None and reason.mark.checked for reason in reasons):
        return _essay(case, page)
    skip = case.first(SKIP)
    if skip is not None:
        return click(page, skip, "The question can be skipped.", sure=0.8)
    if any(_clicked(case, reason) for reason in reasons):
        return _essay(case, page)
    for reason in reasons:
        if not case.is_worn(reason):
            return click(page, reason, "A reason, to get on.", sure=0.75)
    select = _select(case)
    if select is not None:
        return select
    return _essay(case, page)


def _has_select(case: Case) -> bool:
    return any(SELECT_TEXT.whole(control.folded) for control in case.labels)


def _select(case: Case) -> Move | None:
    box = next((each for each in case.labels if SELECT_TEXT.whole(each.folded)), None)
    if box is None:
        return None
    tries = case.question.times("click", target=box.text)
    if tries == 0:
        return click("survey", box, "A list of reasons: open it.", sure=0.7)
    if case.question.times("key") < 2:
        return Move(
            "survey", "key", "End", key="end", confidence=0.5, why="Choose from the open list."
        )
    return None


def _essay(case: Case, page: str) -> Move | None:
    """A free-text field, filled only when the page has not gone on without it."""
    fields = [field for field in case.screen.fields if _is_essay(field)]
    asked_before = case.question.last is not None and not case.question.last.changed
    wanted = page == "survey" and (not case.marked or asked_before)
    if not fields or not wanted or case.question.times("type", target=FREE_TEXT) >= 2:
        return None
    x, y = fields[0].point
    return Move(
        page, "type", FREE_TEXT, x, y, text=FREE_TEXT, confidence=0.6, why="It wants words."
    )


def _is_essay(field: Field) -> bool:
    """Empty, or showing no more than its placeholder."""
    empty = not field.filled or field.value not in {"", FREE_TEXT}
    reason = REASON_CALM(field.label) or REASON_ANY(field.label) or REASON_OTHER.whole(field.label)
    return empty and (field.area or not (SELECT_TEXT(field.label) or reason))


# --- the button -------------------------------------------------------------------------------


def _press(case: Case, page: str) -> Move | None:
    ranked = [
        choice
        for choice in choices(case)
        if page == "survey" or choice.role is not Role.GENERIC or _plain_go(case)
    ]
    if not ranked:
        return None
    best = ranked[0]
    if best.control.looks_disabled:
        below = _look_below(case, page)
        if below is not None:
            return below
    commit = best.role is Role.FINAL or (
        page == "confirm" and best.role in {Role.CANCEL, Role.AGREE, Role.GENERIC, Role.GO_ON}
    )
    return click(page, best.control, _why(best), commit=commit, sure=_certainty(best, ranked))


def _plain_go(case: Case) -> bool:
    """ "Continue" leads on unless it takes what is offered: then another button says "keep".

    A pause or a discount that is preselected would be taken by it.
    """
    if any(each.mark is not None and each.mark.checked for each in _leaving_marks(case)):
        return True
    taken = [
        each
        for each in case.marked
        if each.mark is not None and each.mark.checked and STAY.whole(each.folded)
    ]
    if taken:
        return False
    refusals = any(STAY.whole(each.folded) for each in case.labels if each.face is not None)
    return not case.says(OFFER) or refusals or asked(case) == "leave" or case.says(ASKS_TO_LEAVE)


def _why(choice: Choice) -> str:
    return {
        Role.FINAL: "This finishes the cancellation.",
        Role.GO_ON: "This goes on cancelling.",
        Role.CANCEL: "This cancels.",
        Role.DECLINE: "This declines what is offered.",
        Role.AGREE: "To the question asked, this answers: go on cancelling.",
    }.get(choice.role, "The way on.")


def _certainty(best: Choice, ranked: list[Choice]) -> float:
    rivals = [each for each in ranked[1:] if each.role == best.role]
    base = {
        Role.FINAL: 0.95,
        Role.GO_ON: 0.92,
        Role.CANCEL: 0.88,
        Role.DECLINE: 0.85,
        Role.AGREE: 0.75,
    }
    return max(base.get(best.role, 0.65) - 0.03 * len(rivals), 0.4)


def _look_below(case: Case, page: str) -> Move | None:
    """The way on may be a small link under the fold."""
    scrolls = case.question.tail("scroll")
    last = case.question.last
    at_end = last is not None and last.action == "scroll" and not last.changed
    if scrolls >= SCROLLS_MAX or at_end:
        return None
    return scroll(page, "The way on is not in sight: look below.")
