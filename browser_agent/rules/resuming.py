"""Starting again: which plan, at which price, and never more than was allowed."""

import re
from decimal import Decimal

from browser_agent.rules.case import Case
from browser_agent.rules.lexicon import THING
from browser_agent.rules.lexicon_pages import (
    ACKNOWLEDGEMENT,
    CHECKOUT,
    CHOOSE_PLAN,
    CONFIRM_RESTART,
    EXTRA_COST,
    PLANS,
    RESTART,
)
from browser_agent.rules.move import Move, click, give_up, scroll
from browser_agent.rules.screen import Control
from browser_agent.rules.state import STILL_CANCELLABLE
from browser_agent.rules.text import Phrases, fold
from browser_agent.rules.tongues import spoken

AMOUNT = re.compile(
    r"(?:US\$|[$\u20ac\u00a3]|usd|eur|gbp) ?(\d{1,4}(?:[.,]\d{3})*(?:[.,]\d{2})?)(?!\d)"
    r"|(?<![\d.,])(\d{1,4}(?:[.,]\d{2})?) ?(?:\u20ac|\$|\u00a3|usd|eur|gbp|sats?)(?![a-z])",
    re.IGNORECASE,
)
TOTAL = spoken(
    "TOTAL",
    r"(?:order |grand )?total(?: due)?(?: today)?|due today|amount due|(?:you(?:'ll|"
    r" will)) (?:be charged|pay)|"
    r"today's (?:charge|total)|gesamt\w*|total a pagar|montant",
)
RENEWED = spoken(
    "RENEWED",
    r"welcome back|(?:membership|subscription|plan) (?:has been |is now |is |"
    r"was )?(?:successfully )?"
    r"(?:restarted|resumed|reactivated|renewed|restored|active again|active)|you(?:'re|"
    r" are) (?:all set|back)",
    r"(?:restarted|resumed|reactivated|renewed) (?:your|successfully)|bienvenido de nuevo|"
    r"bon retour|willkommen zuruck",
    r"(?:you(?:'ve| have)|successfully) (?:restarted|resumed|reactivated|resubscribed|renewed)",
    r"thank(?:s| you) for (?:coming back|subscribing|rejoining|your order|your purchase)",
)
CONFIRMS = Phrases(
    rf"(?:confirm|review)(?: \w+){{0,2}} (?:restart|reactivation|renewal|resum\w+|{THING})",
    r"you(?:'re| are) about to (?:restart|resume|reactivate|renew|subscribe|resubscribe)",
    rf"(?:restart|resume|reactivate|renew) {THING} (?:for|at|today|and)",
)
NEAR_PIXELS = 420


def proceed(case: Case) -> Move | None:
    """The next step of a restart on a page of plans, checkout or confirmation, else None."""
    if _is_plans(case):
        return _choose_plan(case)
    if _is_checkout(case):
        return _confirm(case, "checkout")
    if _asks(case):
        return _confirm(case, "confirm")
    return None


def _asks(case: Case) -> bool:
    """A question such as "Restart your membership?", with a button that does it."""
    asks = any("?" in each.text and RESTART(each.folded) for each in case.screen.sentences)
    confirms = any(CONFIRMS(each.folded) for each in case.screen.sentences)
    return (asks or confirms) and bool(case.find(CONFIRM_RESTART) or case.find(RESTART))


def _is_plans(case: Case) -> bool:
    return case.says(PLANS) and len(_amounts(case)) >= 2


def _is_checkout(case: Case) -> bool:
    if case.first(STILL_CANCELLABLE) is not None:
        return False
    return case.says(CHECKOUT) and bool(case.find(CONFIRM_RESTART)) and bool(_amounts(case))


def _choose_plan(case: Case) -> Move | None:
    """The plan that was named; without a name the one marked as current, else the first."""
    name = fold(case.question.plan or "")
    buttons = [
        each
        for each in case.find(CHOOSE_PLAN, marks=True)
        if not EXTRA_COST(each.folded) and (each.mark is not None or case.plainness(each) < 2)
    ]
    if name:
        named = [each for each in case.labels if _names(each.folded, name)]
        if not named:
            return scroll("plans", f"The plan {case.question.plan!r} is not in sight.")
        marked = [each for each in named if each.mark is not None]
        picked = marked[0] if marked else _button_for(named[0], buttons) or named[0]
    else:
        current = [
            each
            for each in case.labels
            if re.search(r"current|previous|last|your plan", each.folded)
        ]
        if not buttons:
            return None
        picked = (_button_for(current[0], buttons) if current else None) or buttons[0]
    chosen = any(
        past.action == "click" and past.changed and past.target == picked.folded
        for past in case.question.history[-3:]
    )
    if chosen or (picked.mark is not None and picked.mark.checked):
        onward = [each for each in buttons if each is not picked and each.face is not None]
        picked = onward[-1] if onward else picked
    return click("plans", picked, "The plan to restart.", sure=0.75)


def _names(folded: str, name: str) -> bool:
    return re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", folded) is not None


def _button_for(label: Control, buttons: list[Control]) -> Control | None:
    """The button in the same card: below and overlapping, or on the same row."""
    own = [
        button
        for button in buttons
        if abs(button.point[0] - label.point[0]) < NEAR_PIXELS // 2
        and 0 <= button.point[1] - label.point[1] < NEAR_PIXELS
    ]
    beside = [button for button in buttons if abs(button.point[1] - label.point[1]) < 30]
    return min(own, key=lambda each: each.point[1], default=None) or next(iter(beside), None)


def _confirm(case: Case, page: str) -> Move | None:
    ranked = [each for each in case.find(CONFIRM_RESTART) if not EXTRA_COST(each.folded)]
    if not ranked:
        ranked = [each for each in case.find(RESTART) if not case.is_heading(each)]
    if not ranked:
        return None
    for control in case.marked:
        if ACKNOWLEDGEMENT.whole(control.folded) and control.mark and not control.mark.checked:
            return click(page, control, "A condition to accept.")
    price = _price(case)
    limit = _amount_of(case.question.max_price or "")
    if limit is not None and price is not None and price > limit:
        why = f"It costs {price}, more than the {limit} allowed."
        return give_up(page, "policy_denied", why, sure=0.9)
    if limit is not None and price is None and page == "checkout":
        return give_up(
            page, "policy_denied", "No price is shown to compare with the limit.", sure=0.6
        )
    return click(page, ranked[0], "This restarts the subscription.", commit=True, sure=0.85)


def _price(case: Case) -> Decimal | None:
    """What is due: the amount beside "total", else the largest amount on the page."""
    for sentence in case.screen.sentences:
        match = TOTAL.find(sentence.folded)
        if match is not None:
            amount = _amount_of(sentence.text[max(match.start() - 12, 0) :])
            if amount is not None:
                return amount
    return max(_amounts(case), default=None)


def _amounts(case: Case) -> list[Decimal]:
    found = [
        _amount(match) for each in case.screen.sentences for match in AMOUNT.finditer(each.text)
    ]
    return [amount for amount in found if amount is not None]


def _amount_of(text: str) -> Decimal | None:
    match = AMOUNT.search(text) or re.search(r"(\d+(?:[.,]\d{2})?)()", text)
    return _amount(match) if match is not None else None


def _amount(match: re.Match[str]) -> Decimal:
    """7.99, 7,99 and 1.234,50 alike: the last mark before two final digits is the decimal one."""
    digits = match.group(1) or match.group(2)
    whole, _, cents = re.sub(r"[.,](\d{2})$", r"|\1", digits).partition("|")
    return Decimal(re.sub(r"\D", "", whole) + "." + (cents or "0"))
