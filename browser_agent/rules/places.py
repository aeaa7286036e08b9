"""What kind of page this is, and what stands on it: shared by all who look for a way."""

from browser_agent.rules.case import Case
from browser_agent.rules.lexicon import PROMOTES
from browser_agent.rules.screen import Control
from browser_agent.rules.state import says_ends, says_renews
from browser_agent.rules.text import Phrases
from browser_agent.rules.tongues import spoken

PROMOTION_REACH = 130
ACCOUNT_TEXT = spoken(
    "ACCOUNT_TEXT",
    r"(?:account|membership|subscription|billing|payment|plan)(?: (?:and|&) \w+)?(?: (?:details|"
    r"settings|overview|info\w*|status|method|history|date|management))?",
    r"next (?:billing|payment|charge|renewal).{0,20}|member since|current plan|your plan|renews|"
    r"sign out of all devices|change password",
    r"suscripcion|membresia|facturacion|cuenta|abonnement|facturation|compte|abo|mitgliedschaft|"
    r"konto|zahlung\w*",
)
# The title of a page that may hold the subscription further down.
SETTINGS = Phrases(
    r"(?:account |my )?settings|preferences|ajustes|configuracion|preferencias|parametres|reglages|"
    r"einstellungen|impostazioni|configuracoes|instellingen"
)
HELP_PAGE = Phrases(
    r"(?:get |need )?(?:help|support)(?: (?:cent(?:er|re)|(?:&|and) \w+|desk))?|contact support|"
    r"(?:obtener )?ayuda(?: y \w+)?|\W?necesitas ayuda|servicio al cliente|aide(?: et \w+)?|"
    r"foire aux questions|questions frequentes|hilfe(?: (?:und|&) \w+)?|brauch\w+ (?:du|sie) hilfe|"
    r"haufige? (?:gestellte )?fragen|customer (?:care|service|"
    r"support)|faqs?|questions|ayuda|centro de ayuda|soporte|atencion al cliente|preguntas"
    r"(?: frecuentes)?|aide|centre d'aide|assistance|besoin d'aide|un coup de main|"
    r"service clients?|"
    r"hilfe(?:-?(?:center|bereich))?|kundenservice|kundendienst|fragen(?: (?:und|&) antworten)?|"
    r"ajuda|aiuto|assistenza|supporto|hulp|klantenservice",
)


def page_of(case: Case) -> str:
    """ "account" where the subscription is spoken of, else "home"."""
    sentences = case.screen.sentences
    said = sum(ACCOUNT_TEXT(each.folded) for each in sentences)
    said += sum(says_renews(each.folded) or says_ends(each.folded) for each in sentences)
    said += any(case.is_heading(each) and SETTINGS.whole(each.folded) for each in case.labels)
    return "account" if said >= 2 else "home"


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
        and each.folded != control.folded
    ]
    return control.face is not None and any(PROMOTES(each.folded) for each in near)


def was_clicked(case: Case, control: Control) -> bool:
    return case.question.times("click", target=control.text) > 0


def came_for_help(case: Case) -> bool:
    last = case.question.last
    return last is not None and last.action == "click" and HELP_PAGE.whole(last.target)
