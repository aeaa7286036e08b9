"""A choice of a later day than today, of a circle or a list, and nothing but that.

For the last rail; no words shared with the rules.
"""

import re

from browser_agent.strokes import Wording, plain

_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|okt|dez|fev|avr|juin|juil|aout|ene|"
    r"abr|ago|dic)[a-z]*\.?"
)
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|er|\.)? (?:de )?{_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|"
    r"\d{1,2}[.-]\d{1,2}[.-](?:20)?\d\d|20\d\d-\d\d-\d\d)(?: (?:del? )?20\d\d)?"
)
_OWN = r"(?:(?:the|my|your|this|current|annual|yearly|monthly|paid|billing|minimum|initial|free) )*"
_TERM = (
    r"(?:(?:contract|billing|commitment|subscription|membership|payment) )?(?:term|period|cycle|"
    r"contract|commitment|month|year|plan|subscription|membership|agreement)"
)
_EN = (
    rf"(?:(?:at|on|after|by|until|wait until) )?(?:(?:the|my|"
    rf"your) )?end(?: date)? of {_OWN}{_TERM}|"
    rf"(?:at|on|after) {_OWN}(?:{_TERM} )?end|at term|(?:when|after|once|wait until) {_OWN}{_TERM} "
    r"(?:has )?(?:ends?|ended|expires?|is over)"
)
_DE = (
    r"(?:(?:zum|am|mit|nach|bis zum) )?(?:(?:vertrags|laufzeit|monats|jahres|abo|perioden)ende|"
    r"(?:ende|ablauf)(?: de[rs] (?:\w+en )?(?:laufzeit|vertrag(?:e?s)?|mindest\w*|"
    r"\w*zeitraum(?:e?s)?|"
    r"abos|monats|jahres|periode|mitgliedschaft|abonnements))?|(?:nachst|fruhest)moglichen "
    r"(?:zeitpunkt|termin))"
)
_FR = (
    r"(?:(?:a la prochaine|a la|a|au|jusqu'a la) |a l')?(?:fin|terme|echeance)(?: (?:de |du |d')"
    r"(?:(?:la|mon|ma|votre|notre) |l')?(?:engagement|contrat|periode(?: (?:de (?:facturation|"
    r"paiement)|payee|d'engagement))?|abonnement|mois|cycle|formule)(?: en cours| actuel)?)?"
)
_ES = (
    r"(?:(?:al|a la|hasta el) )?(?:final|termino|vencimiento|fin)(?: (?:del?|de la|de mi|de tu)"
    r"(?: mi| tu| este)? (?:periodo|contrato|plazo|ciclo|mes|ano|permanencia|suscripcion|plan|"
    r"compromiso)(?: (?:de (?:facturacion|pago|contrato|permanencia)|actual|en curso|pagado))?)?"
)
_ENDS_IT = (
    r"(?:(?:yes|ja|oui|si) )?(?:(?:please )?(?:cancel|end|terminate|stop|do not renew|don't renew|"
    r"let it (?:end|expire))|(?:vertrag|abo|mitgliedschaft)(?: \w+)?|\w*kundig\w*|beenden|"
    r"ne pas renouveler|resili(?:er|ation)|mettre fin|no renovar|cancelar|terminar|finalizar|"
    r"(?:dar(?:me)? de )?baja)(?: (?:it|(?:my|the|your|mein\w*|mon|mi|le|la) (?:plan|subscription|"
    r"membership|contract|abo|vertrag|abonnement|contrat|suscripcion|contrato)|definitivement|"
    r"definitivamente))?"
)
_LATER = Wording(
    rf"(?:{_ENDS_IT} )?(?:(?:(?:on|am|zum|le|au|el|from|until|ab|bis|bis zum) )?{_DAY}|{_EN}|{_DE}|"
    rf"{_FR}|{_ES})(?: (?:kundigen|beenden|auslaufen lassen))?"
)
_BESIDES = Wording(
    rf"{_ENDS_IT}|20\d\d|(?:(?:with|for) )?(?:no (?:\w+ )?fees?|free(?: of charge)?)|kostenlos|"
    r"kostenfrei|gebuhrenfrei|(?:keine|ohne) (?:\w*gebuhr(?:en)?|kosten)|sans frais|gratuit\w*|"
    r"sin (?:costes?|cargos?|penalizacion)|gratis|recommended|empfohlen"
)
_PARTS = re.compile(r"[,();:\u00b7|\u2013\u2014]| - ")


def ends_later(words: str) -> bool:
    """ "At the end of the term, 15 March 2027 (no fee)"; not "At the end of my studies"."""
    said = [plain(each.replace("/", "-")) for each in _PARTS.split(words)]
    parts = [each for each in said if each]
    later = [_LATER.fullmatch(each) is not None for each in parts]
    return any(later) and all(
        is_later or _BESIDES.fullmatch(each) for is_later, each in zip(later, parts, strict=True)
    )
