"""Sentences that say that this end costs no fee: for everybody, at any time, and not denied.

For the last rail; no words shared with the rules.
"""

from browser_agent.strokes import Wording, plain

_KINDS = r"(?:(?:early|termination|cancell?ation|exit|disconnection|contract) ){0,3}"
_FEES = rf"{_KINDS}(?:fees?|charges?|costs?|penalt(?:y|ies))"
_LEAVING = (
    r"(?:to |for |if you |when you |when )?(?:cancel(?:l?ing|lation)?|leave|leaving|end(?:ing)?|"
    r"terminat(?:e|ing))(?: (?:it|(?:your|this|the) (?:plan|subscription|membership|contract)))?"
    r"(?: (?:today|now|early))?"
)
_EN = (
    rf"(?:(?:there (?:is|are|will be)|there's|you (?:will )?pay|we charge|with) )?(?:no|"
    rf"zero) {_FEES}"
    r"(?: (?:applies|apply|will apply|is due|are due|(?:is|are|will be) charged|to pay))?"
    rf"(?: {_LEAVING})?|"
    rf"(?:(?:the|your|an?) )?{_FEES},? (?:(?:is|are|was|has been) )?(?:waived(?: for you)?|none|"
    rf"n a|"
    r"(?:does not|doesn't|do not|don't|will not|won't) apply(?: to you)?|(?:is|are) not (?:due|"
    r"charged))|"
    rf"{_LEAVING} (?:is free(?: of charge)?|costs (?:you )?nothing|has no fees?|without (?:a|any) "
    rf"{_FEES})|(?:you )?(?:can )?cancel (?:now |today )?(?:free of charge|for free|"
    rf"without (?:any |a )?"
    rf"{_FEES})|you (?:will not|won't) (?:be charged|pay|have to pay) (?:an?|any) {_FEES}"
)
_GELD = (
    r"(?:(?:(?:kundigungs?|storno|ausstiegs|vorfalligkeits)?(?:gebuhr(?:en)?|kosten|entgelte?))|"
    r"vertragsstrafe)"
)
_DE = (
    r"(?:es )?(?:fall(?:t|en) )?(?:fur (?:(?:die|diese|ihre|deine) kundigung|sie|dich) )?"
    rf"(?:fall(?:t|en) )?keine {_GELD}(?: an| fallig)?|(?:die )?{_GELD} (?:entfall(?:t|en)"
    r"(?: fur (?:sie|dich))?|keine|fall(?:t|en) nicht an)|(?:(?:die|ihre|deine) )?(?:vorzeitige )?"
    r"kundigung (?:ist )?(?:fur (?:sie|dich) )?(?:kostenlos|kostenfrei|gebuhrenfrei|"
    rf"kostet (?:sie |dich )?nichts|ohne {_GELD})"
)
_FRAIS = (
    r"(?:frais|penalites?|indemnites?|couts?)(?: (?:de resiliation|d'annulation|de sortie))?"
    r"(?: anticipee)?"
)
_FR = (
    rf"(?:il n'y a |vous ne payez )?(?:aucune?s?|pas de|sans) {_FRAIS}(?: ne? ?'?(?:s'appliqu\w+|"
    rf"(?:est|sont|sera|seront) (?:facture|du|preleve)\w*))?|(?:(?:la|"
    rf"votre) )?resiliation (?:est )?"
    rf"(?:sans {_FRAIS}|gratuite)|{_FRAIS} (?:offerts?|aucune?)"
)
_GASTO = (
    r"(?:cargos?|penalizacion(?:es)?|penalidad|gastos|costes?|comision(?:es)?|tasas?)"
    r"(?: (?:por|de) (?:cancelacion|cancelar|baja|rescision)(?: anticipada)?)?"
)
_ES = (
    rf"(?:no hay|no se (?:aplica\w*|cobra\w*)|no tiene|no pagas) (?:ningun(?:a|os|as)? )?{_GASTO}|"
    rf"(?:sin|ninguna?) {_GASTO}|(?:cancelar|la (?:baja|cancelacion)|darte de baja) (?:es gratis|"
    rf"no tiene {_GASTO}|no cuesta nada)"
)
_WAIVED = Wording(rf"{_EN}|{_DE}|{_FR}|{_ES}")


def is_waived(words: str) -> bool:
    """ "No cancellation fee applies"; not "No cancellation fee for students"."""
    return _WAIVED.fullmatch(plain(words)) is not None
