"""Sentences that say that this end costs no fee, for whomever and at any time.

One that is true for students, within 14 days or before May is none, nor is one that is denied.
"""

from browser_agent.rules.fee_words import words

_FEE = r"(?:fees?|charges?|costs?|penalt(?:y|ies))"
_OF = r"(?:(?:early|cancell?ation|termination|exit|disconnection|contract)[ -]){0,3}"
_END = (
    r"(?:(?:to |for |when |if )?(?:you )?(?:cancel\w*|leav(?:e|ing)|end(?:ing)?|terminat\w*)"
    r"(?: (?:it|(?:your|this|the) (?:plan|subscription|membership|contract)))?"
    r"(?: (?:today|now|early))?)"
)
_EN = (
    rf"(?:there (?:is|are|will be) |you (?:will )?pay |we charge |with )?(?:no|zero) {_OF}{_FEE}"
    rf"(?: (?:applies|apply|will apply|is due|are due|(?:is|are|will be) charged|"
    rf"to pay))?(?: {_END})?|"
    rf"(?:the |your |an? )?{_OF}{_FEE},? (?:(?:is|has been|was|are) )?(?:waived(?: for you)?|none|"
    rf"n/a|"
    r"(?:does not|doesn't|do not|don't|will not|won't) apply(?: to you)?|(?:is|are) not (?:due|"
    r"charged))|"
    rf"(?:there is |there's )?no (?:fee|charge|cost) {_END}|"
    rf"{_END} (?:is free(?: of charge)?|costs (?:you )?nothing|has no fees?|without (?:a|"
    rf"any) {_OF}fee)|"
    rf"(?:you )?(?:can )?cancel (?:now |today )?(?:free of charge|for free|without (?:a |"
    rf"any )?{_OF}fees?)|"
    rf"you (?:will not|won't) (?:be charged|pay|have to pay) (?:an?|any) {_OF}{_FEE}"
)
_GEBUHR = (
    r"(?:(?:kundigungs?|storno|ausstiegs|vorfalligkeits)?(?:gebuhr(?:en)?|kosten|entgelte?)|"
    r"vertragsstrafe)"
)
_DE = (
    rf"(?:es )?(?:fall(?:t|en) )?(?:(?:fur (?:die|diese|ihre|deine) kundigung|fur (?:sie|dich)) )?"
    rf"(?:fall(?:t|en) )?keine {_GEBUHR}(?: an| fallig)?|"
    rf"(?:die )?{_GEBUHR},? (?:(?:entfallt|entfallen)(?: fur (?:sie|dich))?|keine|fallt nicht an|"
    rf"fallen nicht an)|"
    r"(?:die |ihre |deine )?(?:vorzeitige )?kundigung (?:ist )?(?:fur (?:sie|dich) )?(?:kostenlos|"
    r"kostenfrei|"
    r"gebuhrenfrei|kostet (?:sie |dich )?nichts|ohne (?:gebuhr(?:en)?|kosten))"
)
_FRAIS = (
    r"(?:frais|penalites?|indemnites?|couts?)(?: de resiliation| d'annulation|"
    r" de sortie)?(?: anticipee)?"
)
_FR = (
    rf"(?:il n'y a |vous ne payez )?(?:aucuns?|aucune|pas de|sans) {_FRAIS}"
    r"(?: (?:ne |n')(?:s'appliqu\w+|(?:est|sont|sera|seront) (?:facture|du|preleve)\w*))?|"
    rf"(?:la |votre )?resiliation (?:est )?(?:sans {_FRAIS}|gratuite)|{_FRAIS} ,?(?:offerts?|"
    rf"aucune?)"
)
_CARGO = (
    r"(?:cargos?|penalizacion(?:es)?|penalidad|gastos|costes?|comision(?:es)?|tasas?)"
    r"(?: (?:por|de) (?:cancelacion|cancelar|baja|rescision)(?: anticipada)?)?"
)
_ES = (
    rf"(?:no hay |no se (?:aplica\w*|cobra\w*) |no tiene |no pagas )(?:ningun(?:a|os|"
    rf"as)? )?{_CARGO}|"
    rf"(?:sin|ningun(?:a)?) {_CARGO}|"
    rf"(?:cancelar|la (?:baja|cancelacion)|darte de baja) (?:es gratis|no tiene {_CARGO}|"
    rf"no cuesta nada)"
)
_WAIVED = words(rf"{_EN}|{_DE}|{_FR}|{_ES}")


def is_waived(folded: str) -> bool:
    """ "No cancellation fee applies"; not "No cancellation fee for students"."""
    said = folded.replace(":", ",").replace(" ,", ",")
    return _WAIVED.fullmatch(said.strip(" .!")) is not None
