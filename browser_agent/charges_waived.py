"""Sentences that say that this end costs no fee: for everybody, at any time, and not denied.

A perk is none: "No charges" is on the list of what one gives up. For the last rail; no words shared
with the rules.
"""

from browser_agent.strokes import Wording, plain

_ONE_KIND = r"(?:early|termination|cancell?ation|exit|disconnection|contract)"
_MONEY = r"(?:fees?|charges?|costs?|penalt(?:y|ies))"
_END_FEES = rf"(?:{_ONE_KIND} ){{1,3}}{_MONEY}"
_FEES = rf"(?:{_END_FEES}|{_MONEY})"
_APPLIES = r"(?:applies|apply|will apply|is due|are due|(?:is|are|will be) charged|to pay)"
_LEAVING = (
    r"(?:to |for |if you |when you |when )?(?:cancel(?:l?ing|lation)?|leave|leaving|end(?:ing)?|"
    r"terminat(?:e|ing))(?: (?:it|(?:your|this|the) (?:plan|subscription|membership|contract)))?"
    r"(?: (?:today|now|early))?"
)
_EN = (
    rf"(?:(?:there (?:is|are|will be)|there's|you (?:will )?pay|we charge|with) )?(?:no|zero) "
    rf"(?:{_END_FEES}(?: {_APPLIES})?(?: {_LEAVING})?|{_MONEY} {_APPLIES}(?: {_LEAVING})?|"
    rf"{_MONEY} {_LEAVING})|there(?: is| are| will be|'s) (?:no|zero) {_MONEY}|"
    rf"(?:(?:the|your|an?) )?(?:{_END_FEES}|(?<=the |our )(?:fees|charges)|fee),? "
    r"(?:(?:is|are|was|has been) )?(?:waived(?: for you)?|"
    r"(?:does not|doesn't|do not|don't|will not|won't) apply(?: to you)?|(?:is|are) not (?:due|"
    rf"charged))|(?:(?:the|your|an?) )?{_END_FEES},? (?:(?:is|are|was) )?(?:none|n a)|"
    rf"{_LEAVING} (?:is free(?: of charge)?|costs (?:you )?nothing|has no fees?|without (?:a|any) "
    rf"{_FEES})|(?:you )?(?:can )?cancel (?:now |today )?(?:free of charge|for free|"
    rf"without (?:any |a )?"
    rf"{_FEES})|you (?:will not|won't) (?:be charged|pay|have to pay) (?:an?|any) {_FEES}"
)
_BARES = r"(?:gebuhr(?:en)?|kosten|entgelte?)"
_STORNO = rf"(?:(?:kundigungs?|storno|ausstiegs|vorfalligkeits){_BARES}|vertragsstrafe)"
_GELD = rf"(?:{_STORNO}|{_BARES})"
_DE = (
    r"(?:es )?(?:fall(?:t|en) )?(?:fur (?:(?:die|diese|ihre|deine) kundigung|sie|dich) )?"
    rf"(?:fall(?:t|en) )?keine (?:{_STORNO}(?: an| fallig)?|{_BARES} (?:an|fallig))|"
    rf"fur (?:die|diese|ihre|deine) kundigung keine {_BARES}|(?:die )?{_STORNO} keine|"
    rf"(?:die )?{_GELD} (?:entfall(?:t|en)(?: fur (?:sie|dich))?|fall(?:t|en) nicht an)|"
    r"(?:(?:die|ihre|deine) )?(?:vorzeitige )?"
    r"kundigung (?:ist )?(?:fur (?:sie|dich) )?(?:kostenlos|kostenfrei|gebuhrenfrei|"
    rf"kostet (?:sie |dich )?nichts|ohne {_GELD})"
)
_SOMMES = r"(?:frais|penalites?|indemnites?|couts?)"
_DE_FIN = rf"{_SOMMES} (?:de resiliation|d'annulation|de sortie)(?: anticipee)?"
_FRAIS = rf"(?:{_DE_FIN}|{_SOMMES})"
_FR = (
    rf"(?:il n'y a |vous ne payez )?(?:aucune?s?|pas de|sans) {_DE_FIN}|"
    rf"il n'y a (?:aucune?s?|pas de) {_SOMMES}|(?:aucune?s?|pas de) {_FRAIS} ne? ?'?"
    r"(?:s'appliqu\w+|(?:est|sont|sera|seront) (?:facture|du|preleve)\w*)|"
    r"(?:(?:la|votre) )?resiliation (?:est )?"
    rf"(?:sans {_FRAIS}|gratuite)|{_DE_FIN} (?:offerts?|aucune?)"
)
_SUMAS = r"(?:cargos?|penalizacion(?:es)?|penalidad|gastos|costes?|comision(?:es)?|tasas?)"
_DE_BAJA = rf"{_SUMAS} (?:por|de) (?:cancelacion|cancelar|baja|rescision)(?: anticipada)?"
_GASTO = rf"(?:{_DE_BAJA}|{_SUMAS})"
_ES = (
    rf"(?:no hay|no se (?:aplica\w*|cobra\w*)) (?:ningun(?:a|os|as)? )?{_GASTO}|"
    rf"(?:no tiene|no pagas) (?:ningun(?:a|os|as)? )?{_DE_BAJA}|"
    rf"(?:sin|ninguna?) {_DE_BAJA}|(?:cancelar|la (?:baja|cancelacion)|darte de baja) (?:es gratis|"
    rf"no tiene {_GASTO}|no cuesta nada)"
)
_WAIVED = Wording(rf"{_EN}|{_DE}|{_FR}|{_ES}")


def is_waived(words: str) -> bool:
    """ "No cancellation fee applies"; not "No cancellation fee for students"."""
    return _WAIVED.fullmatch(plain(words)) is not None
