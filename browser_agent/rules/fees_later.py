"""A choice to end it later than today, which costs nothing: circles and lists, and no reason."""

from browser_agent.rules.case import Case
from browser_agent.rules.fee_words import LATER, words
from browser_agent.rules.fees import NO_FEE, names_a_fee
from browser_agent.rules.lexicon_leaving import AT_END, AT_ONCE, AT_TERM
from browser_agent.rules.lexicon_pages import ACKNOWLEDGEMENT
from browser_agent.rules.move import Move
from browser_agent.rules.screen import Control
from browser_agent.rules.text import fold

AGREES = words(r"(?:i|my|ich|mein\w*|mir|je|j'\w+|mon|ma|yo|mi|entiendo|acepto|confirmo|he)")
_MONTHS = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|okt|dez|fev|avr|juin|juil|aout|ene|"
    r"abr|ago|dic)\w*"
)
# "At the end of my term", "March 12, no fee", "On 3 May"; not "Moved after the end of my term".
BEGINS_LATER = words(
    rf"(?:(?:on|am|le|el) )?(?:{_MONTHS}\.? \d{{1,2}}|\d{{1,2}}(?=\W))|"
    r"(?:at|after|when) (?:the |my |your )?(?:\w+ ){0,2}(?:end|period|term|cycle|contract)|"
    r"end of|later|wait until|(?:zum|am|mit|nach|bis zum) (?:\w+ )?(?:ende|ablauf|\w+ende|\d{1,2})|"
    r"ende de[rs]|spater|warten bis|a (?:la fin|l'echeance|terme)|fin (?:de|du)|plus tard|"
    r"attendre|echeance|al (?:final|termino|vencimiento)|mas tarde|esperar"
)
ENDS_IT = words(
    r"(?:yes,? )?(?:cancel|end|terminate|stop|let it (?:end|expire))|\w*kundig\w*|beenden|"
    r"vertrag|resili\w+|mettre fin|cancelar|terminar|finalizar|(?:dar de )?baja"
)
# Something was so, or there was nothing: a reason.
TELLS = words(
    r"was|were|had|there|did|moved|went|war|waren|hatte\w*|gab|etait|avait|fue|era|habia|hubo|not|"
    r"nicht|too|zu"
)
ANOTHER_REASON = words(
    r"(?:an)?other(?: reason)?s?|something else|anderer grund|andere grunde|sonstiges|"
    r"etwas anderes|autre(?: raison)?|otro(?: motivo)?|otra razon"
)


def is_for_later(case: Case, move: Move) -> bool:
    if any(ANOTHER_REASON.fullmatch(each.folded.strip(" .:")) for each in case.rounds):
        return False  # these tell why
    circles = [each for each in case.rounds if _is_set(case, each) or each.text == move.target]
    shown = [fold(each.value) for each in case.screen.fields if each.drops]
    return any(map(_ends_later, [*(each.folded for each in circles), *shown]))


def _is_set(case: Case, circle: Control) -> bool:
    return circle.is_chosen or case.question.times("click", target=circle.text, changed=True) > 0


def _ends_later(folded: str) -> bool:
    """ "At the end of the term"; not "I know that my access ends at the end of it"."""
    if AGREES.match(folded) or ACKNOWLEDGEMENT.whole(folded) or AT_ONCE(folded):
        return False
    if TELLS.search(folded) or names_a_fee(folded):
        return False
    later = AT_END(folded) or AT_TERM(folded) or LATER(folded) or NO_FEE(folded)
    named = ENDS_IT.match(folded) is not None and later
    return named or BEGINS_LATER.match(folded) is not None
