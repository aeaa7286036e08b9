"""A choice to end it later than today, which costs nothing: circles and lists, and no reason."""

import re

from browser_agent.rules.case import Case
from browser_agent.rules.fee_words import words
from browser_agent.rules.fees import names_a_fee
from browser_agent.rules.lexicon_leaving import AT_ONCE
from browser_agent.rules.move import Move
from browser_agent.rules.screen import Control
from browser_agent.rules.text import fold

_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|okt|dez|fev|avr|juin|juil|aout|ene|"
    r"abr|ago|dic)[a-z]*\.?"
)
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|er|\.)? (?:de )?{_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|"
    r"\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d|20\d\d-\d\d-\d\d)(?: (?:del? )?20\d\d)?"
)
_OF = r"(?:(?:the|my|your|this|current|annual|yearly|monthly|paid|billing|minimum|initial|free) )*"
_TERM = (
    r"(?:contract|billing|commitment|subscription|membership|payment)? ?"
    r"(?:term|period|cycle|contract|commitment|month|year|plan|subscription|membership|agreement)"
)
_ENDE = (
    r"(?:(?:vertrags|laufzeit|monats|jahres|abo|perioden)ende|(?:ende|ablauf)(?: de[rs] (?:\w+en )?"
    r"(?:laufzeit|vertrag(?:e?s)?|mindest\w*|\w*zeitraum(?:e?s)?|abos|monats|jahres|periode|"
    r"mitgliedschaft|abonnements))?|(?:nachst|fruhest)moglichen (?:zeitpunkt|termin))"
)
_FIN = (
    r"(?:fin|terme|echeance)(?: (?:de |du |d')(?:la |l'|mon |ma |votre |notre )?(?:engagement|"
    r"contrat|"
    r"periode(?: (?:de (?:facturation|paiement)|payee|d'engagement))?|abonnement|mois|cycle|"
    r"formule)(?: en cours| actuel)?)?"
)
_FINAL = (
    r"(?:final|termino|vencimiento|fin)(?: (?:del?|de la|de mi|de tu)(?: mi| tu|"
    r" este)? ?(?:periodo|"
    r"contrato|plazo|ciclo|mes|ano|permanencia|suscripcion|plan|compromiso)"
    r"(?: (?:de (?:facturacion|pago|contrato|permanencia)|actual|en curso|pagado))?)?"
)
_WHEN = (
    rf"(?:on |am |zum |le |au |el |from |until |ab |bis |bis zum )?{_DAY}|"
    rf"(?:at |on |after |by |until |wait until )?(?:the |my |your )?end(?: date)? of {_OF}{_TERM}|"
    rf"(?:at|on|after) {_OF}(?:{_TERM} )?end|at term|"
    rf"(?:when|after|once|wait until) {_OF}{_TERM}(?: has)? (?:ends?|ended|expires?|is over)|"
    rf"(?:zum|am|mit|nach|bis zum|zum nachsten) {_ENDE}|{_ENDE}|"
    rf"(?:a la prochaine |a la |a l'|a |au |jusqu'a la )?{_FIN}|(?:al |a la |hasta el )?{_FINAL}"
)
_ENDS_IT = (
    r"(?:yes,? |ja,? |oui,? |si,? )?(?:(?:please )?(?:cancel|end|terminate|stop|do not renew|don't "
    r"renew|let it (?:end|expire))|(?:vertrag|abo|mitgliedschaft)(?: \w+)?|\w*kundig\w*|beenden|"
    r"(?:ne pas renouveler|resilier|resiliation|mettre fin)|"
    r"(?:no renovar|cancelar|terminar|finalizar|(?:dar(?:me)? de )?baja))"
    r"(?: (?:it|(?:my|the|your|mein\w*|mon|mi|le|la) (?:plan|subscription|membership|contract|abo|"
    r"vertrag|abonnement|contrat|suscripcion|contrato)|definitivement|definitivamente))?"
)
LATER = words(rf"(?:{_ENDS_IT} )?(?:{_WHEN})(?: (?:kundigen|beenden|auslaufen lassen))?")
BESIDES = words(
    rf"{_ENDS_IT}|20\d\d|(?:(?:with|for) )?(?:no (?:\w+ )?fees?|free(?: of charge)?)|kostenlos|"
    rf"kostenfrei|"
    r"(?:keine|ohne) (?:\w*gebuhr(?:en)?|kosten)|gebuhrenfrei|sans frais|gratuit\w*|"
    r"(?:sin|gratis)(?: (?:coste?|cargos?|penalizacion))?|recommended|empfohlen"
)
_PARTS = re.compile(r" ?[,();:\u00b7|] ?| - ")
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
    """ "At the end of the term, 15 March 2027 (no fee)", and not a word besides."""
    if AT_ONCE(folded) or names_a_fee(folded):
        return False
    parts = [each.strip(" .") for each in _PARTS.split(folded) if each.strip(" .")]
    later = [LATER.fullmatch(each) is not None for each in parts]
    return any(later) and all(
        is_later or BESIDES.fullmatch(each) for is_later, each in zip(later, parts, strict=True)
    )
