"""The customer's card: where its code is wanted, how that is sent, and whether it was refused."""

from browser_agent.rules.amounts import amounts
from browser_agent.rules.case import Case, nearest
from browser_agent.rules.inputs import Field
from browser_agent.rules.lexicon import GENERIC_GO
from browser_agent.rules.lexicon_pages import CARD_ENTRY
from browser_agent.rules.lexicon_sign_in import (
    CARD,
    CARD_BACK,
    CODE_WORD,
    CVV_TEXT,
    DENIES,
    DIGIT_WORD,
    EMAIL_LABEL,
    FEW_DIGITS,
    OTHER_CARD,
    OTHER_MEANS,
    PASSWORD_LABEL,
    PAYER,
    REFUSED,
    SIGN_UP,
)
from browser_agent.rules.move import Move, ask_person, click, give_up, type_secret
from browser_agent.rules.plans import is_back
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases
from browser_agent.rules.wishes import wish_of

CONDITIONAL = Phrases(r"if|when|unless|once|si|cuando|falls|wenn|sobald|quand|lorsque")
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
    return ask_person("card_check", "cvv", "The card's code is wanted.")


def refused(case: Case) -> Move | None:
    """After the last press: the bank's no, in a sentence that says so, or in a page that denies
    something and whose button asks for another card."""
    if not case.question.committed:
        return None
    told = [each for each in case.screen.sentences if "?" not in each.text]
    firm = [each.folded for each in told if not CONDITIONAL(each.folded)]
    says_no = any(PAYER(said) and REFUSED(said) for said in firm)
    asks = any(each.face is not None for each in case.find(OTHER_MEANS))
    if not says_no and not (asks and any(map(DENIES, firm))):
        return None
    return give_up("payment_problem", "payment_method", "The card was refused.", sure=0.85)


def own_button(case: Case, field: Field) -> Control | None:
    """The button right under a field, whatever it says, unless it registers."""
    below = [
        each
        for each in case.screen.controls
        if each.face is not None and 0 < each.point[1] - field.box.y1 < BUTTON_REACH
    ]
    button = nearest(below, *field.point)
    return None if button is None or SIGN_UP.whole(button.folded) else button


def send_code(case: Case, field: Field) -> Move | None:
    """Inside a cancellation, the button under a one-time code that speaks of the code alone; any
    other may be the last press."""
    button = own_button(case, field)
    if button is None or not CODE_WORD(button.folded) or wish_of(button.folded):
        return None
    return click("code", button, "The code is typed: this sends it.", sure=0.8)


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
    if case.question.goal == "resume" and amounts(case):
        return None
    button = case.first(GENERIC_GO) or own_button(case, field)
    if button is None or is_back(button):
        return None
    return click("card_check", button, "The card's code is there: on with it.")
