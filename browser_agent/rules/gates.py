"""Asked who one is, though signed in: a code or the password once more, on the way to something.

The button below it leads on. Whether that ends anything is told by the page, not by the button.
"""

from browser_agent.rules.case import Case
from browser_agent.rules.footer import is_footer
from browser_agent.rules.inputs import Field
from browser_agent.rules.lexicon import ERASES
from browser_agent.rules.lexicon_pages import LEAVING_TALK
from browser_agent.rules.lexicon_sign_in import (
    CODE_TEXT,
    CREDENTIAL_ERROR,
    PASSWORD_LABEL,
    SIGN_IN_BUTTON,
)
from browser_agent.rules.move import Move, click, give_up, type_secret
from browser_agent.rules.plans import PRICE
from browser_agent.rules.roles import is_inside
from browser_agent.rules.screen import Control
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.state import says_ends
from browser_agent.rules.text import Phrases
from browser_agent.rules.wishes import wish_of

TITLE_SENTENCES = 4
TO_CONFIRM = Phrases(
    r"to (?:confirm|continue|cancel|end)|para (?:confirmar|continuar)|pour (?:confirmer|continuer)|"
    r"zur bestatigung|(?:zum|zu) bestatigen|um (?:\w+ ){0,4}zu (?:bestatigen|kundigen)"
)
GATE_TYPINGS_MAX = 2
ACCOUNT_PASSWORD = Phrases(
    r"(?:(?:your|my|account|current) )*password|(?:mein |dein |ihr )?(?:aktuelles )?(?:passwort|"
    r"kennwort)|(?:votre |mon )?mot de passe(?: actuel)?|(?:tu |su |mi )?contrasena(?: actual)?"
)
OWN_PASSWORD = Phrases(
    r"(?:your|my|account|current|log-?in|sign-?in) password|(?:dein|ihr|mein|aktuelles) "
    r"\w*(?:passwort|kennwort)|(?:votre|mon|ton) mot de passe|(?:tu|su|mi) contrasena"
)
# What a gate before pages of the account says, "Enter your password to open settings", and what
# stands on its button.
ASKS_AT_GATE = Phrases(
    r"(?:enter|type|confirm|re-?enter|provide)(?: \w+){0,4} password",
    r"(?:gib|geben|bestatig\w+)(?: \w+){0,4} (?:passwort|kennwort)|(?:passwort|kennwort) (?:ein|"
    r"eingeben|bestatigen)",
    r"(?:saisi\w+|entre[rz]|confirme[rz]?|tape[rz])(?: \w+){0,3} mot de passe",
    r"(?:introdu\w+|escrib\w+|ingres\w+|confirm\w+)(?: \w+){0,4} contrasena",
)
_OPENS = r"open|unlock|view|see|show|access|manage|continu(?:e|ing)|proceed(?:ing)?|go on"
TO_GO_ON = Phrases(
    rf"(?:to|before) (?:{_OPENS})|um (?:\w+ ){{0,5}}(?:zu (?:offnen|sehen|verwalten)|fortzufahren|"
    r"weiterzumachen|anzuzeigen|zu entsperren)|pour (?:ouvrir|voir|afficher|acceder|gerer|"
    r"continuer|deverrouiller)|para (?:abrir|ver|mostrar|acceder|gestionar|continuar|desbloquear)"
)
GATE_BUTTON = Phrases(
    r"(?:open|unlock|view|see|show|access)(?: .{0,24})?|ok(?:ay)?|"
    r"confirm(?: (?:my |your )?password)?",
    r"(?:.{0,24} )?(?:offnen|anzeigen|entsperren)|(?:passwort )?bestatigen",
    r"(?:ouvrir|voir|afficher|acceder|deverrouiller)(?: .{0,24})?|confirmer(?: le mot de passe)?",
    r"(?:abrir|ver|mostrar|desbloquear)(?: .{0,24})?|confirmar(?: (?:la )?contrasena)?",
)
# A page that wants the password for something else than a look.
FOR_ELSE = Phrases(
    r"(?:buy|purchas|order|upgrad|rent|gift|transfer)\w*|payments?|pay|checkout|new password|"
    r"(?:kauf|bestell|bezahl|zahlung|miet|schenk)\w*|neues (?:passwort|kennwort)|"
    r"(?:achet|command|pai[ey]|lou[ae]|offr)\w*|nouveau mot de passe|"
    r"(?:compr|pag[aou]|alquil|regal|pedido)\w*|nueva contrasena"
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


def open_up(case: Case, field: Field, *, filled: bool) -> Move | None:
    """ "Enter your password to open settings", within the signed-in site: typed where it is the
    only field, and sent by the button that opens it. Enter would press what nobody has judged."""
    button = _gate_button(case, field)
    if button is None or case.question.phase != "act" or is_inside(case):
        return None
    if filled:
        return click("account", button, "The password is typed: see what is behind it.")
    past = [each for each in case.question.history if each.page == "account"]
    typed = sum(each.text_ref == "password" for each in past)
    if typed and case.says(CREDENTIAL_ERROR):
        return give_up("credential_error", "credential_invalid", "It is refused.", sure=0.9)
    if "password" not in case.question.secrets:
        return give_up("account", "credential_missing", "A gate asks for the password.", sure=0.9)
    if typed >= GATE_TYPINGS_MAX:
        return give_up("account", "stuck", "The gate does not open.", sure=0.5)
    return type_secret("account", field, "password", "A gate wants it once more.", submit=False)


def _gate_button(case: Case, field: Field) -> Control | None:
    """The only button of a page that wants the password to go on, and for nothing else."""
    label = field.label.partition("[")[0]  # what was typed stands behind it
    told = _asks(label) and OWN_PASSWORD(label)  # the sentence that asks may be all there is
    labelled = ACCOUNT_PASSWORD.whole(label) or told
    if len(case.screen.fields) != 1 or not labelled:
        return None
    said = [each.folded for each in _without_links(case)]
    above = [each.folded for each in case.screen.sentences if each.box.y1 <= field.box.y0]
    asked = any(map(_asks, above[-TITLE_SENTENCES:]))
    if not asked or any(_is_for_else(each) for each in said) or case.marked:
        return None
    below = [x for x in case.screen.controls if x.face is not None and x.point[1] > field.box.y1]
    alone = len(below) == 1 and GATE_BUTTON.whole(below[0].folded)
    return below[0] if alone and not wish_of(below[0].folded) else None


def _asks(said: str) -> bool:
    return ASKS_AT_GATE(said) and TO_GO_ON(said)


def _is_for_else(said: str) -> bool:
    """It tells of a price, of buying, of another password, or of erasing the account."""
    return FOR_ELSE(said) or ERASES(said) or PRICE.search(said) is not None


def only_asks_who(case: Case) -> bool:
    """A page that wants the password once more, or has just got its code, and says nothing of an
    end."""
    asks = case.field(PASSWORD_LABEL) is not None or has_code(case)
    return asks and not any(map(_speaks_of_an_end, _body(case)))


def ends_by_code(case: Case) -> bool:
    """ "Enter the code to stop your plan": the button that sends it is the last press. What a link
    of the menu says is not what the page asks."""
    return has_code(case) and any(map(_speaks_of_an_end, _without_links(case)))


def has_code(case: Case) -> bool:
    """The code was typed a step ago. A row of boxes for its digits is painted over by then."""
    last = case.question.last
    typed = last is not None and last.text_ref == "code" and last.changed
    return typed and case.says(CODE_TEXT)


def _speaks_of_an_end(told: Sentence) -> bool:
    said = told.folded
    return LEAVING_TALK(said) or says_ends(said) or wish_of(said) == "leave"


def _without_links(case: Case) -> list[Sentence]:
    """ "Orders" and "Payments" in a menu are nothing that the page asks."""
    links = {each.folded for each in case.screen.controls if each.is_link}
    return [each for each in _body(case) if each.folded not in links]


def _body(case: Case) -> list[Sentence]:
    """What a page says, without the links in its last rows."""
    links = {each.folded for each in case.screen.controls if is_footer(case, each)}
    return [each for each in case.screen.sentences if not any(x in each.folded for x in links)]
