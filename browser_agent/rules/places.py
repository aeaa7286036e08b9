"""What kind of page this is, and what stands on it: shared by all who look for a way."""

import re
from collections.abc import Sequence

from browser_agent.rules.case import Case
from browser_agent.rules.helping import HELP_PAGE, is_help_page, told_to_all
from browser_agent.rules.lexicon import HELP_TEXT, PROMOTES
from browser_agent.rules.lexicon_states import ACTIVE_CHIP, STILL_CANCELLABLE
from browser_agent.rules.plans import PRICE
from browser_agent.rules.screen import Control
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.state import says_ends, says_renews
from browser_agent.rules.text import Phrases
from browser_agent.rules.tongues import spoken

PROMOTION_REACH, TITLE_SHARE = 130, 1.2
MENU_PIXELS, PRICES_MIN = 70, 3
# "Your plan" is the customer's, "choose your plan" nobody's yet.
OWN = Phrases(
    r"(?:your|my|current) (?:current )?(?:plan|membership|subscription|pass)|member since|"
    r"(?:tu|mi|su) (?:plan|suscripcion|membresia)(?: actual)?|"
    r"(?:votre|mon|ton) (?:forfait|abonnement|formule)(?: actuel\w*)?|"
    r"(?:dein|mein|ihr)\w* (?:abo|tarif|vertrag|mitgliedschaft)|aktuelle[rs]? tarif"
)
STARTS_AT = Phrases(
    r"(?:from|starting at|ab|desde|des|a partir de|a partire da|vanaf) [$\u20ac\u00a3]? ?\d+.*"
)
# What can be asked for, the end among it: "Freeze, move, upgrade or end."
LISTS_AN_END = Phrases(
    r"\w[^.!?]*(?:,| or| and| /) (?:end|cancel|terminate)(?: (?:it|(?:my |your |the )?(?:contract|"
    r"plan|membership|subscription)))?[.:]?$",
    r"\w[^.!?]*(?:,| oder| und| /) (?:kundigen|beenden)[.:]?$|"
    r"\w[^.!?]*(?:,| ou| et| /) (?:resilier|arreter)[.:]?$|"
    r"\w[^.!?]*(?:,| o| y| /) (?:cancelar|dar(?:se)? de baja)[.:]?$",
)
ACCOUNT_TEXT = spoken(
    "ACCOUNT_TEXT",
    r"(?:account|membership|subscription|billing|payment|plan)(?: (?:and|&) \w+)?(?: (?:details|"
    r"settings|overview|info\w*|status|method|history|date|management))?",
    r"next (?:billing|payment|charge|renewal).{0,20}|member since|current plan|your plan|renews|"
    r"sign out of all devices|change password",
    r"suscripcion|membresia|facturacion|cuenta|abonnement|facturation|compte|abo|mitgliedschaft|"
    r"konto|zahlung\w*",
)
GREETING = re.compile(
    r"(?:hi|hello|hey|hola|bonjour|salut|hallo|servus|moin|ciao|ola)[, ]+\[?\w+\]?\W{0,4}$"
)
# The title of a page that may hold the subscription further down.
SETTINGS = Phrases(
    r"(?:account |my )?settings|preferences|ajustes|configuracion|preferencias|parametres|reglages|"
    r"(?:my |your )?profile|(?:mi |tu )?perfil|(?:mon |votre )?profil|(?:mein |dein )?profil|"
    r"einstellungen|impostazioni|configuracoes|instellingen"
)
OF_THE_ACCOUNT = Phrases(
    r"(?:my |your |manage (?:my |your )?)?account(?: (?:settings|details|overview|(?:and|&) \w+))?",
    r"(?:settings|profile|security) (?:and|&) (?:my |your )?account",
    r"(?:(?:mein|dein|ihr)e? )?(?:konto|kundenkonto)(?: (?:und|&) \w+|einstellungen|ubersicht)?",
    r"(?:(?:mi|tu|su) )?cuenta(?: y \w+)?|(?:ajustes|datos|configuracion) de (?:la |tu )?cuenta",
    r"(?:(?:mon|votre|ton) )?(?:compte|espace client)(?: et \w+)?|parametres du compte",
)


def greets(case: Case) -> bool:
    """ "Hi, Pat!" in the top row, once the password was sent: signed in, whatever the page of
    the shop below goes on to offer."""
    if not case.question.typed("password"):
        return False
    top = [each for each in case.screen.controls if each.point[1] < MENU_PIXELS]
    return any(GREETING.match(each.folded) for each in top)


def page_of(case: Case) -> str:
    """ "account" where the customer's subscription is spoken of, else "home"."""
    if is_help_page(case.screen):
        return "home"
    general = told_to_all(case.screen)
    sentences = [
        each for each in case.screen.sentences if each not in general and not case.is_last(each.box)
    ]
    said = sum(ACCOUNT_TEXT(each.folded) and not _is_for_all(each) for each in sentences)
    said += sum(says_renews(each.folded) or says_ends(each.folded) for each in sentences)
    if _sells(sentences):
        return "home"
    titles = [each for each in case.labels if case.is_heading(each) and each.box.y0 > MENU_PIXELS]
    tall = TITLE_SHARE * case.letter_height
    large = [x for x in case.labels if not x.is_link and x.face is None and x.box.height >= tall]
    said += any(SETTINGS.whole(each.folded) for each in {*titles, *large})
    said += any(OWN.whole(each.folded) for each in large)
    if any(OF_THE_ACCOUNT.whole(each.folded) for each in titles):
        return "account"  # what is told of the plan may stand further down
    return "account" if said >= 2 else "home"


def _sells(sentences: Sequence[Sentence]) -> bool:
    """Prices side by side, and no day on which one of them is due."""
    found = (PRICE.search(each.folded) for each in sentences)
    prices = {match.group() for match in found if match is not None}  # a list of payments repeats
    own = any(
        says_renews(each.folded)
        or says_ends(each.folded)
        or STILL_CANCELLABLE.whole(each.folded)
        or ACTIVE_CHIP.whole(each.folded)
        for each in sentences
    )
    return (
        len(prices) >= PRICES_MIN
        and not own
        and not any(OWN(x.folded) and not HELP_TEXT(x.folded) for x in sentences)
    )


def _is_for_all(sentence: Sentence) -> bool:
    """The site's own menu, or what a plan costs whoever takes one."""
    return sentence.box.y1 < MENU_PIXELS or STARTS_AT(sentence.folded)


def is_promotion(case: Case, control: Control) -> bool:
    """What stands right above it, in its own column, sells something: an advertisement's button."""
    top, around = (control.face or control.box).y0, control.face or control.box
    near = [
        each
        for each in case.screen.sentences
        if 0 <= top - each.box.y0 < PROMOTION_REACH
        and each.box.x0 < around.x1
        and each.box.x1 > around.x0
        and not says_renews(each.folded)
        and not LISTS_AN_END(each.folded)
        and each.folded != control.folded
    ]
    return control.face is not None and any(PROMOTES(each.folded) for each in near)


def was_clicked(case: Case, control: Control) -> bool:
    return case.question.times("click", target=control.text) > 0


def came_for_help(case: Case) -> bool:
    last = case.question.last
    return last is not None and last.action == "click" and HELP_PAGE.whole(last.target)
