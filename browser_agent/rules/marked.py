"""What is ticked or chosen on a page inside a cancellation, and what should be."""

from itertools import takewhile

from browser_agent.rules import (
    conditions,
    fees,
    survey,
)
from browser_agent.rules.case import Case
from browser_agent.rules.lexicon import STAY
from browser_agent.rules.lexicon_leaving import (
    AT_END,
    AT_ONCE,
    BY_CAUSE,
    EXTRA,
    NEWS,
    OF_A_PART,
    PAUSES,
)
from browser_agent.rules.lexicon_pages import (
    ACKNOWLEDGEMENT,
    OFFER,
    SURVEY,
)
from browser_agent.rules.move import Move, click, give_up
from browser_agent.rules.plans import PRICE
from browser_agent.rules.roles import (
    INSIDE,
    Role,
    is_inside,
    meaning,
)
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases
from browser_agent.rules.wishes import wish_of

UNTICKS_MAX, WORDS_MIN, REASONS_MIN = 2, 3, 3
SWITCHES = Phrases(
    r"(?:switch|move|change|downgrade|upgrade)(?: \w+){0,2} to|(?:zu|auf|in) .{1,24} wechseln|"
    r"wechsel\w* (?:zu|auf|in)|pass(?:er|ez|e) (?:a|au|en|vers)|cambi(?:ar|arme|o|a) a"
)
INSTEAD = Phrases(r"instead(?: of)?|stattdessen|statt|au lieu de|plutot que|en lugar de|en vez de")


def choose_leaving(case: Case, page: str) -> Move | None:
    """Of "pause" and "cancel" as radio buttons, the one that cancels."""
    marks = leaving_marks(case)
    if not marks or survey.clicked(case, marks[0]):
        return None
    if marks[0].is_chosen:
        return None
    return click(page, marks[0], "The choice that cancels.", sure=0.8)


def untick(case: Case, page: str) -> Move | None:
    """A box ticked for us that keeps, pauses or buys something: out with it before going on."""
    leaves = leaving_marks(case)  # radio buttons: choosing another one has done it
    for control in [each for each in _kept(case) if NEWS(each.folded) or not leaves]:
        if case.question.times("click", target=control.text) >= UNTICKS_MAX:
            if case.question.times("click", target=control.text, changed=True) == 0:
                continue  # nothing that can be ticked: a sign before a line of a list
            return give_up(page, "policy_denied", f"{control.text!r} cannot be unticked.")
        return click(page, control, "Ticked for us, and not wanted.", sure=0.75)
    return None


def _kept(case: Case) -> list[Control]:
    """Ticked labels that speak of staying or of an offer; reasons for leaving are none."""
    if case.says(SURVEY):
        boxes = [each for each in case.marked if each.mark is not None and not each.mark.is_round]
        more = [each for each in boxes if each.is_chosen and _wants_more(each)]
        return [each for each in more if not _ticked(case, each)]  # "Too many mails" is a reason
    return [
        each
        for each in case.marked
        if each.mark is not None
        and each.is_chosen
        and not ACKNOWLEDGEMENT.whole(each.folded)
        and not each.mark.is_round
        and not each.mark.is_switch
        and (_speaks_of_more(each) or _is_unasked(case, each))
        and not (wish_of(each.folded) == "leave" and _ticked(case, each))
    ]


def _wants_more(control: Control) -> bool:
    """Mails, what costs something, or a pause that takes the place of the end."""
    costs = PRICE.search(control.folded) and _speaks_of_more(control)
    instead = PAUSES(control.folded) and (PRICE.search(control.folded) or INSTEAD(control.folded))
    return NEWS(control.folded) or bool(instead or costs)


def _speaks_of_more(control: Control) -> bool:
    said = conditions.without_later(control.folded)
    return STAY(said) or OFFER(said) or EXTRA(said)


def _is_unasked(case: Case, control: Control) -> bool:
    """Ticked by the site inside a cancellation, and told in a sentence; no picture in a menu."""
    told = len(control.text.split()) >= WORDS_MIN
    return (
        told and is_inside(case) and len(case.marked) < REASONS_MIN and not _ticked(case, control)
    )


def _ticked(case: Case, control: Control) -> bool:
    """By us, since this way out was entered: on the next visit the site has ticked it again."""
    since = takewhile(lambda past: past.page in INSIDE, reversed(case.question.history))
    return any(past.action == "click" and past.target == control.folded for past in since)


def leaving_marks(case: Case) -> list[Control]:
    """Choices that cancel; those that let the paid time run out before those that end it now."""
    firm = {Role.FINAL, Role.GO_ON, Role.CANCEL}
    leaves = [x for x in case.marked if conditions.leaves(case, x)]
    marks = [x for x in case.marked if x in (*leaves, *case.rounds) or not _wants_more(x)]
    marks = [x for x in marks if not OF_A_PART(x.folded)]
    found = [
        each
        for each in marks
        if meaning(each, inside=False) in firm or (AT_ONCE(each.folded) or AT_END(each.folded))
    ]
    found = [x for x in found if wish_of(x.folded) != "stay" and not BY_CAUSE(x.folded)]
    wishing = [x for x in marks if conditions.leaves(case, x) and not BY_CAUSE(x.folded)]
    wishing = [x for x in wishing if not (PRICE.search(x.folded) or SWITCHES(x.folded))]
    if not found and len(wishing) == 1 and len(case.marked) > 1 and is_inside(case):
        found = wishing
    found = conditions.without_fee(case, found, wishing)
    found = [each for each in found if not fees.asks_for_one(case, each)]
    return sorted(found, key=lambda each: (AT_ONCE(each.folded), not AT_END(each.folded)))
