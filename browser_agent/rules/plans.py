"""Which of several plans: the one that was named, as a whole name and not as a part of another."""

import re

from browser_agent.rules.case import Case
from browser_agent.rules.lexicon import GENERIC_GO, STAY
from browser_agent.rules.lexicon_pages import CHOOSE_PLAN, EXTRA_COST, NOT_NOW, RESTART
from browser_agent.rules.move import Move, click, scroll
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases, fold

CARD_PIXELS = 420
CARD_ACROSS = 130
ROW_PIXELS = 30
VERB_WORDS_MAX = 3
SCROLLS_MAX = 4
# After a plan's name these make it another plan: "Standard with ads".
MORE = r"(?:with|without|plus|and|mit|ohne|und|con|sin|y|avec|sans|et|com|sem|e|met|zonder|en|\+|&)"
PRICED = Phrases(
    r"(?:[$\u20ac\u00a3]|us\$|eur|usd|gbp)? ?\d+(?:[.,]\d{2})? ?(?:[$\u20ac\u00a3]|eur|usd|gbp)?"
    r"(?: ?(?:/|per|a|pro|al|por|par|im|each|every) ?\w+)?"
)


def choose(case: Case) -> Move | None:
    """The plan that was named; without a name the one marked as current, else the first."""
    if case.question.plan:
        picked = named(case)
        if picked is None:
            if case.question.tail("scroll") >= SCROLLS_MAX:
                return None
            return scroll("plans", f"The plan {case.question.plan!r} is not in sight.")
    else:
        picked = _current(case)
    if picked is None:
        return None
    button = (
        picked if picked.mark is not None or picked.face is not None else _in_card(case, picked)
    )
    chosen = button or picked
    if chosen.face is None and (_is_taken(case, chosen)):
        return _onward(case)
    return click("plans", chosen, "The plan to restart.", sure=0.8)


def named(case: Case) -> Control | None:
    """What stands for the named plan: its radio button, else its own button, else its title."""
    name = fold(case.question.plan or "")
    if not name:
        return None
    fitting = [(extra, each) for each in case.screen.controls if (extra := _extra(each, name)) >= 0]
    if not fitting:
        return None
    # "Choose Standard" is nearer to "Standard" than "Choose Standard (ads)".
    least = min(extra for extra, each in fitting)
    best = [each for extra, each in fitting if extra == least or each.mark or each.face]
    return min(best, key=lambda each: (each.mark is None, each.face is None, each.box.y0))


def _extra(control: Control, name: str) -> int:
    """How many words stand beside the plan's name; -1 where this is not its name."""
    found = re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", control.folded)
    if found is None:
        return -1
    before = control.folded[: found.start()].split()
    after = control.folded[found.end() :].strip(" .:-*()")
    if not after or PRICED.whole(after):
        return len(before) if len(before) <= VERB_WORDS_MAX else -1
    verb = not re.match(rf"{MORE}(?![^\W_])|[+&]", after) and len(after.split()) == 1
    return 1 if verb and not before and control.face is not None else -1


def _current(case: Case) -> Control | None:
    buttons = [
        each
        for each in case.find(CHOOSE_PLAN, marks=True)
        if not EXTRA_COST(each.folded) and (each.mark is not None or case.plainness(each) < 2)
    ]
    said = re.compile(r"current|previous|last|your plan")
    current = next((each for each in case.labels if said.search(each.folded)), None)
    own = _nearest_in_card(current, buttons) if current is not None else None
    return own or next(iter(buttons), None)


def _in_card(case: Case, title: Control) -> Control | None:
    faces = [each for each in case.labels if each.face is not None and not _is_back(each)]
    return _nearest_in_card(title, faces)


def _nearest_in_card(label: Control, buttons: list[Control]) -> Control | None:
    """The button in the same card: below and overlapping, or on the same row."""
    own = [
        button
        for button in buttons
        if abs(button.point[0] - label.point[0]) < CARD_ACROSS
        and 0 <= button.point[1] - label.point[1] < CARD_PIXELS
    ]
    beside = [each for each in buttons if abs(each.point[1] - label.point[1]) < ROW_PIXELS]
    return min(own, key=lambda each: each.point[1], default=None) or next(iter(beside), None)


def _is_taken(case: Case, picked: Control) -> bool:
    if picked.mark is not None and picked.mark.checked:
        return True
    return any(
        past.action == "click" and past.changed and past.target == picked.folded
        for past in case.question.history[-3:]
    )


def _onward(case: Case) -> Move | None:
    """The form's own button: never one that names a plan, never the way back."""
    faces = [each for each in case.labels if each.face is not None and not _is_back(each)]
    usual = [
        each
        for each in faces
        if GENERIC_GO.whole(each.folded)
        or CHOOSE_PLAN.whole(each.folded)
        or RESTART.whole(each.folded)
    ]
    button = next(iter(usual or faces[-1:]), None)
    if button is None:
        return scroll("plans", "The way on is not in sight: look below.")
    return click("plans", button, "On with the chosen plan.", sure=0.75)


def _is_back(control: Control) -> bool:
    return NOT_NOW.whole(control.folded) or STAY.whole(control.folded)
