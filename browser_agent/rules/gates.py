"""Asked who one is, though signed in: a code or the password once more, on the way to something.

The button below it leads on. Whether that ends anything is told by the page, not by the button.
"""

from browser_agent.rules.case import Case
from browser_agent.rules.footer import is_footer
from browser_agent.rules.inputs import Field
from browser_agent.rules.lexicon_pages import LEAVING_TALK
from browser_agent.rules.lexicon_sign_in import CODE_TEXT, PASSWORD_LABEL, SIGN_IN_BUTTON
from browser_agent.rules.move import Move, type_secret
from browser_agent.rules.roles import is_inside
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.state import says_ends
from browser_agent.rules.text import Phrases
from browser_agent.rules.wishes import wish_of

TITLE_SENTENCES = 4
TO_CONFIRM = Phrases(
    r"to (?:confirm|continue|cancel|end)|para (?:confirmar|continuar)|pour (?:confirmer|continuer)|"
    r"zur bestatigung|(?:zum|zu) bestatigen|um (?:\w+ ){0,4}zu (?:bestatigen|kundigen)"
)


def password_again(case: Case, field: Field) -> Move | None:
    """ "Type your password to confirm", inside a cancellation: typed, and sent by the button that
    ends it."""
    told = [each.folded for each in case.screen.sentences if each.box.y1 <= field.box.y0]
    asked = any(PASSWORD_LABEL(each) and TO_CONFIRM(each) for each in told[-TITLE_SENTENCES:])
    signs_in = any(each.face is not None for each in case.find(SIGN_IN_BUTTON))
    if not asked or signs_in or not is_inside(case) or "password" not in case.question.secrets:
        return None
    return type_secret("confirm", field, "password", "It confirms the end.", submit=False)


def only_asks_who(case: Case) -> bool:
    """A page that wants the password once more, or has just got its code, and says nothing of an
    end."""
    asks = case.field(PASSWORD_LABEL) is not None or has_code(case)
    return asks and not any(map(_speaks_of_an_end, _body(case)))


def ends_by_code(case: Case) -> bool:
    """ "Enter the code to stop your plan": the button that sends it is the last press. What a link
    of the menu says is not what the page asks."""
    links = {each.folded for each in case.screen.controls if each.is_link}
    told = [each for each in _body(case) if each.folded not in links]
    return has_code(case) and any(map(_speaks_of_an_end, told))


def has_code(case: Case) -> bool:
    """The code was typed a step ago. A row of boxes for its digits is painted over by then."""
    last = case.question.last
    typed = last is not None and last.text_ref == "code" and last.changed
    return typed and case.says(CODE_TEXT)


def _speaks_of_an_end(told: Sentence) -> bool:
    said = told.folded
    return LEAVING_TALK(said) or says_ends(said) or wish_of(said) == "leave"


def _body(case: Case) -> list[Sentence]:
    """What a page says, without the links in its last rows."""
    links = {each.folded for each in case.screen.controls if is_footer(case, each)}
    return [each for each in case.screen.sentences if not any(x in each.folded for x in links)]
