"""What pressing a control would do to a cancellation: go on with it, or end it.

The words decide first; a bare "Cancel", "Yes" or "OK" means what the question above it makes of it.
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from browser_agent.rules import end_days, explained
from browser_agent.rules.case import BARE, LINK_LETTERS_MAX, Case
from browser_agent.rules.footer import is_on_every_page, stands_last
from browser_agent.rules.groups import together
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
from browser_agent.rules.lexicon_leaving import (
    BY_CAUSE,
    GOES_WITHOUT,
    KEEPS_GOING,
    ONWARD,
    SAVES_CHOICE,
    STEPS_OF_IT,
    TOLD_DONE,
)
from browser_agent.rules.lexicon_pages import OFFER, RESTART
from browser_agent.rules.lexicon_sign_in import SIGN_OUT
from browser_agent.rules.opened import has_just_opened
from browser_agent.rules.question import Past
from browser_agent.rules.question_words import asked
from browser_agent.rules.screen import Control
from browser_agent.rules.state import is_state_chip, says_ends
from browser_agent.rules.text import fold, without_card
from browser_agent.rules.wishes import LEAVING, NOT, ends_it, is_negated, refuses_a_thing, wish_of

REFUSES = re.compile(r"(?:no|nein|non|nao|nee)(?:,|[.!] )(?= ?\w)")
AFFIRMS = re.compile(r"(?:yes|si|oui|ja|sim)(?![^\W_])")
ANSWERED = re.compile(r"^(?:yes|si|oui|ja|sim|no|nein|non|nao|nee)[,.! ]+")
OPINION = re.compile(r"i (?:don't|do not|never|no longer)(?! (?:know|understand|see|have))")
PAYS = re.compile(r"(?:yes,? )?(?:pay|bezahl\w*|payer|pagar|regler)\b.*\d")
INSIDE = frozenset({"offer", "survey", "confirm"})
OUTSIDE = frozenset({"sign_in", "code", "profile_picker", "error"})
CONTROL_LETTERS_MAX, BARE_MAX, FORM_DOWN, HEADER_PIXELS = 60, 30, 140, 90
STEPS = re.compile(r"\W*1\W .+ 2\W? \w|\W*1 .+ 2 \w")
SWITCH, CLAUSE = "the switch", re.compile(r"[,.;:!] ?| - | and ")  # SWITCH: as a target


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
    if REVERSAL.whole(folded) or REVERSAL.whole(ANSWERED.sub("", folded)) or PAYS.match(folded):
        return Role.STAY
    if ERASES.whole(folded) or BY_CAUSE(folded) or SIGN_OUT(folded):
        return Role.NONE
    if SAVES_CHOICE.whole(folded):
        return Role.GENERIC
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
    if ONWARD.whole(folded):
        return Role.GENERIC
    if DECLINE.whole(folded) or GOES_WITHOUT.whole(folded):
        return _unless_staying(folded, Role.DECLINE)
    if STAY.whole(folded):
        return Role.STAY
    refused = REFUSES.match(folded)
    if refused is not None:  # "No, I enjoy paying more"; "No, don't cancel"
        rest = folded[refused.end() :].strip()
        keeps = STAYING_TAIL(rest) or STAY.whole(rest)
        return Role.STAY if keeps and not refuses_a_thing(rest) else Role.DECLINE
    return _by_last_clause(folded)


def _by_last_clause(folded: str) -> Role:
    """ "Next"; "Not for me, go on" declines what was asked for before."""
    if GENERIC_GO.whole(folded):
        return Role.GENERIC
    *before, last = CLAUSE.split(folded.strip(" .!"))
    head = ", ".join(before)
    if head and STAY.whole(last) and not (wish_of(head) or NOT.search(last)):
        return Role.STAY  # "I'm a true fan, keep my pass"
    if not head or wish_of(head) or STAY.whole(head) or not GENERIC_GO.whole(last):
        return Role.NONE
    return Role.DECLINE if NOT.search(head) else Role.GENERIC


def _ends_with_leaving(folded: str) -> bool:
    """ "I don't mind, stop my plan": the last clause tells what the press does."""
    *before, last = CLAUSE.split(folded.strip(" .!"))
    head = ", ".join(before)
    if not head or "later" in last or HELP_TEXT(folded) or STAY.whole(head) or STAYING_TAIL(head):
        return False
    ends = CANCEL_THING.whole(last) or FINAL_CANCEL.whole(last) or GO_ON_CANCELLING.whole(last)
    return ends or (ends_it(head, last) and not (STAY.whole(last) or STAYING_TAIL(last)))


def _unless_staying(folded: str, role: Role) -> Role:
    """ "No thanks, keep my plan" declines nothing."""
    head, _, tail = folded.replace(". ", ", ").partition(",")
    if tail and STAYING_TAIL(tail) and not (CANCEL_THING(tail) or GOES_WITHOUT.whole(folded)):
        return Role.STAY
    if not tail and head.startswith("no") and STAYING_TAIL(head) and "don't" not in head:
        return Role.STAY
    return role


def is_inside(case: Case) -> bool:
    """The run has gone into the cancellation and, as far as it knows, not out of it again."""
    steps = (None, *case.question.history)
    for before, past in reversed(list(pairwise(steps))):
        if past is None or (_is_password_again(before, past) and _tells_of_the_end(case)):
            continue
        # A claim is proven on the account page, which is loaded anew for that.
        if past.action in {"open_account", "done"} or past.page in OUTSIDE:
            return False
        if past.action == "click" and past.changed and past.page != "overlay":
            return past.page in INSIDE or _leads_in(past)
    return False


def _tells_of_the_end(case: Case) -> bool:
    """Of the plan's, with a button that brings it: no page that a sign-in leads to."""
    faces = [each.folded for each in case.screen.controls if each.face is not None]
    ends = any(CANCEL_ALONE.whole(x) or role_of(x) >= Role.CANCEL for x in faces)
    return (
        ends and case.says(STEPS_OF_IT) and any(says_ends(x.folded) for x in case.screen.sentences)
    )


def _is_password_again(before: Past | None, past: Past) -> bool:
    """Wanted once more on the way out: nobody was signed out."""
    inside = before is not None and before.action == "click" and before.page in INSIDE
    return inside and past.page == "sign_in" and past.text_ref == "password"


def has_ended(case: Case) -> bool:
    """A last press was made, and the way was not begun anew since: a site may fail after it."""
    if not case.question.committed:
        return False
    for past in reversed(case.question.history):
        if past.action == "click" and past.changed and past.page == "account" and _leads_in(past):
            return False
        if past.page in INSIDE and past.action == "click" and past.changed:
            return True
    return any(past.changed for past in case.question.history) or not case.question.history


def _is_told(case: Case, control: Control) -> bool:
    """After the last press bare words tell what was done; "End on 3 May" on a button still does,
    and "No thanks" in one more dialog declines what it offers."""
    offers = case.screen.dialog is not None or case.says(OFFER)
    asks = offers and role_of(control.folded) is Role.DECLINE
    deed = control.face is not None and control.folded.startswith(("end on", "cancel on"))
    told = case.plainness(control) >= BARE or (says_ends(control.folded) and not deed)
    return told and not asks


def _leads_in(past: Past) -> bool:
    if past.target.startswith(SWITCH):  # the renewal's own, on whatever its row is called
        return True
    firm = role_of(past.target) in {Role.FINAL, Role.GO_ON, Role.CANCEL}
    return firm or CANCEL_ALONE.whole(past.target) or wish_of(past.target) == "leave"


def meaning(control: Control, *, inside: bool) -> Role:
    """What pressing it would do, by its words; inside a cancellation a mere wish tells, too."""
    folded = without_card(control.folded)
    role, wish = role_of(folded), wish_of(folded)
    keeps = is_negated(folded) or (role > Role.GENERIC and not LEAVING(folded))
    if wish == "stay" and role > Role.NONE and keeps:
        return Role.STAY  # "I do not wish to cancel"; "Keep it and forgo nothing"
    if inside and wish and role in {Role.NONE, Role.GENERIC, Role.DECLINE, Role.STAY}:
        refuses = is_negated(folded) or NOT.match(folded)
        if wish == "leave" and (role is not Role.STAY or refuses):
            # The question decides about a bare "Cancel".
            return role if CANCEL_ALONE.whole(folded) else Role.GO_ON
        return Role.STAY if wish == "stay" else role
    return role


def choices(case: Case) -> list[Choice]:
    """All controls that go on cancelling, the best first."""
    asks, inside = asked(case), is_inside(case)
    lists = [x.box for x in case.screen.fields if x.drops or case.question.has_typed(x.value)]
    year = case.question.today.year
    plain = [
        control
        for control in end_days.of_the_last_day(case.labels, this_year=year)
        if control.mark is None
        and not is_title(case, control)
        and not (_is_prompt(control) or has_just_opened(case, control))
        and not control.ends_a_sentence
        and not (asks == "leave" and KEEPS_GOING(control.folded))
        and not SIGN_OUT(control.folded)
        and (control.face is not None or not is_state_chip(control.folded))
        and not any(box.keeps(control.box) for box in lists)
        and not case.names_a_field(control)
        and not explained.is_its_rows_deed(case, control)
        and not (TOLD_DONE(control.folded) or (has_ended(case) and _is_told(case, control)))
    ]
    decided = [
        Choice(control, meaning(control, inside=inside and _may_answer(control)))
        for control in plain
    ]
    if inside and not has_ended(case):
        decided = _by_elimination(case, decided)
    firm = _has_another_way_on(case, decided)
    ranked = []
    for choice in decided:
        role = _in_context(case, choice, asks, firm=firm)
        if role > Role.NONE:
            ranked.append(Choice(choice.control, role))
    if has_ended(case) or inside:  # from there the way would begin anew
        faced = any(each.control.face is not None for each in ranked)
        ranked = [
            each
            for each in ranked
            if not (
                is_on_every_page(case, each.control, beside_a_button=faced)
                and (has_ended(case) or case.question.times("click", target=each.control.text))
            )
        ]
    pressable = any(choice.control.face is not None for choice in ranked)
    ordered = sorted(ranked, key=lambda each: -_weight(case, each, pressable=pressable))
    return sorted(ordered, key=lambda each: stands_last(case, each.control, inside=inside))


def _is_prompt(control: Control) -> bool:
    """ "Choose one ...": the first line of a list; "Why do you cancel? *": a field's name."""
    asks = control.text.rstrip().endswith(("...", "\u2026", " *", "?*"))
    steps = STEPS.match(control.text) is not None  # "1 Reason 2 Date 3 Send": where one stands
    return control.face is None and (asks or steps)


def _may_answer(control: Control) -> bool:
    """Something to press, and no sentence."""
    letters = CONTROL_LETTERS_MAX if control.face is not None or control.is_link else BARE_MAX
    letters = LINK_LETTERS_MAX if control.ink.underlined and not control.inline else letters
    return len(control.text) <= letters and not (
        control.face is None and control.text.rstrip().endswith((".", "?", ":"))
    )


def _by_elimination(case: Case, decided: list[Choice]) -> list[Choice]:
    """Of a group of buttons all but one stay or take something: that one is the way on."""
    groups: list[list[Choice]] = []
    for choice in decided:
        if choice.control.face is None and not _is_an_answer(case, choice.control):
            continue
        for group in groups:
            if any(together(choice.control, other.control) for other in group):
                group.append(choice)
                break
        else:
            groups.append([choice])
    left: dict[int, Role] = {}
    for group in groups:
        unknown = [each for each in group if each.role is Role.NONE]
        stays = any(each.role is Role.STAY for each in group)
        leads = any(each.role > Role.NONE for each in group)
        alone = len(group) == 1 and _is_below_marks(case, group[0].control)
        one = len(unknown) == 1 and not leads
        if (stays or alone) and one and _is_for_this(case, unknown[0].control):
            left[id(unknown[0])] = Role.AGREE if stays else Role.GENERIC
    return [Choice(each.control, left.get(id(each), each.role)) for each in decided]


def _is_an_answer(case: Case, link: Control) -> bool:
    """A link beside the question, and not the site's menu."""
    menu = case.screen.dialog is None and link.point[1] < HEADER_PIXELS
    return link.is_link and not menu


def _is_below_marks(case: Case, control: Control) -> bool:
    """The one button of a form with choices."""
    if control.face is None or not case.marked:
        return False
    last = max(each.box.y1 for each in case.marked)
    return 0 <= control.face.y0 - last <= FORM_DOWN


def _is_for_this(case: Case, control: Control) -> bool:
    if control.folded == fold(case.question.service):
        return False  # the site's own name leads home
    mine = OPINION.match(control.folded)  # "I don't care about the finals"
    away = (HELP_TEXT(control.folded) and not mine) or RESTART(control.folded)
    away = away or ERASES(control.folded)
    return not away and len(control.text) > 1


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


def _in_context(case: Case, choice: Choice, asks: str, *, firm: bool) -> Role:
    folded = choice.control.folded
    plain = choice.role in {Role.NONE, Role.GENERIC}  # "Cancel", "Continue": no side by itself
    if said := plain and explained.told(case, choice.control):
        return Role.AGREE if said == "leave" else Role.STAY
    rest = ANSWERED.sub("", folded) if choice.role in {Role.NONE, Role.GENERIC} else folded
    keeps = STAY.whole(rest) or STAYING_TAIL(rest)
    says_no = NO.whole(folded) or (rest != folded and bool(NO.find(folded[: -len(rest)])))
    says_yes = YES.whole(folded) or (rest != folded and not says_no and not keeps)
    bare = AFFIRMS.match(folded) and CANCEL_ALONE.whole(ANSWERED.sub("", folded))
    if asks == "stay" and bare:
        return Role.STAY  # "Yes, cancel", to "Cancel the process of leaving?"
    if asks == "stay" and (says_no or says_yes):
        return Role.AGREE if says_no else Role.STAY
    if asks == "leave" and (says_no or says_yes):
        return Role.STAY if says_no else Role.AGREE
    if CANCEL_ALONE.whole(folded):
        # Beside "Confirm" or "End" it closes the dialog; beside "Keep my plan" it is the way on.
        closes = firm and asks != "stay" and not ends_plainly(folded)
        return Role.NONE if closes else Role.AGREE
    return choice.role


def ends_plainly(folded: str) -> bool:  # bare words that, unlike "Cancel", close no dialog
    return CANCEL_ALONE.whole(folded) and not CLOSES_DIALOGS.whole(folded)


def _weight(case: Case, choice: Choice, *, pressable: bool) -> float:
    """Role first; then buttons over links over text, which beside buttons is rarely a control."""
    penalty = (0, 2, 55 if pressable else 6, 60)[case.plainness(choice.control)]
    faded = 30 if choice.control.looks_disabled else 0
    return choice.role - penalty - faded + choice.control.box.y0 / 10_000
