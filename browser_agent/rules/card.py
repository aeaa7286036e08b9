"""The code of the customer's card: where it is wanted, and how it is sent."""

from browser_agent.rules import resuming
from browser_agent.rules.case import Case, nearest
from browser_agent.rules.lexicon import GENERIC_GO
from browser_agent.rules.lexicon_pages import CARD_ENTRY
from browser_agent.rules.lexicon_sign_in import (
    CARD,
    CARD_BACK,
    CODE_WORD,
    CVV_TEXT,
    DIGIT_WORD,
    EMAIL_LABEL,
    FEW_DIGITS,
    OTHER_CARD,
    PASSWORD_LABEL,
    SIGN_UP,
)
from browser_agent.rules.move import Move, click, type_secret
from browser_agent.rules.plans import is_back
from browser_agent.rules.screen import Control, Field

BUTTON_REACH = 120


def check(case: Case) -> Move | None:
    """The next step where the card's code is wanted and nothing else of a card, else None."""
    if not any(_is_meant(case, each.folded) for each in case.screen.sentences):
        return None
    if any(CARD_ENTRY(each.label) for each in case.screen.fields):
        return None  # a whole new card
    field = _field(case)
    if field is None:
        return None
    if _was_just_typed(case) or (field.filled and case.question.typed("cvv")):
        return _send(case, field)
    if "cvv" in case.question.secrets:
        # Not sent by Enter: what stands on the button tells whether it pays.
        return type_secret("card_check", field, "cvv", "The card's code is wanted.", submit=False)
    return Move(
        "card_check",
        "ask_person",
        "cvv",
        ask="cvv",
        confidence=0.9,
        why="The card's code is wanted.",
    )


def own_button(case: Case, field: Field) -> Control | None:
    """The button right under a field, whatever it says, unless it registers."""
    below = [
        each
        for each in case.screen.controls
        if each.face is not None and 0 < each.point[1] - field.box.y1 < BUTTON_REACH
    ]
    button = nearest(below, *field.point)
    return None if button is None or SIGN_UP.whole(button.folded) else button


def _is_meant(case: Case, said: str) -> bool:
    """It names the code of a card: by its own name or, on the way back in, in words around it,
    such as "the code that stands on the back" and "four digits of your card"."""
    if CVV_TEXT(said):
        return True
    if case.question.goal != "resume" or CARD_ENTRY(said) or OTHER_CARD(said):
        return False
    back, card = CARD_BACK(said), CARD(said)
    return (CODE_WORD(said) and (back or card)) or (back and (DIGIT_WORD(said) or FEW_DIGITS(said)))


def _field(case: Case) -> Field | None:
    """By its label, or the only field there is."""
    for field in case.screen.fields:
        if _is_meant(case, field.label):
            return field
    alone = case.screen.fields[0] if len(case.screen.fields) == 1 else None
    if alone is None or EMAIL_LABEL(alone.label) or PASSWORD_LABEL(alone.label):
        return None
    return alone


def _was_just_typed(case: Case) -> bool:
    last = case.question.last
    return last is not None and last.action == "type" and last.text_ref == "cvv" and last.changed


def _send(case: Case, field: Field) -> Move | None:
    """A step of its own goes on; beside a price it is the checkout, which has its own rules."""
    if case.question.goal == "resume" and resuming.amounts(case):
        return None
    button = case.first(GENERIC_GO) or own_button(case, field)
    if button is None or is_back(button):
        return None
    return click("card_check", button, "The card's code is there: on with it.")
