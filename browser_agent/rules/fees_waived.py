"""Sentences that say that this end costs no fee, for whomever and at any time.

One that is true for students, within 14 days or before May is none, nor is one that is denied. Bare
words, "No charges", stand on the list of what one gives up as well: they say nothing of an end.
"""

from browser_agent.rules.fee_words import words

_FEE = r"(?:fees?|charges?|costs?|penalt(?:y|ies))"
_KIND = r"(?:(?:early|cancell?ation|termination|exit|disconnection|contract)[ -])"
_OF, _OF_IT = rf"{_KIND}{{0,3}}", rf"{_KIND}{{1,3}}"
_END = (
    r"(?:(?:to |for |when |if )?(?:you )?(?:cancel\w*|leav(?:e|ing)|end(?:ing)?|terminat\w*)"
    r"(?: (?:it|(?:your|this|the) (?:plan|subscription|membership|contract)))?"
    r"(?: (?:today|now|early))?)"
)
_VERB = r"(?:applies|apply|will apply|is due|are due|(?:is|are|will be) charged|to pay)"
_WAS = r"(?:(?:is|has been|was|are) )?"
_NOT_DUE = (
    r"(?:waived(?: for you)?|(?:does not|doesn't|do not|don't|will not|won't) apply(?: to you)?|"
    r"(?:is|are) not (?:due|charged))"
)
_EN = (
    rf"(?:there (?:is|are|will be) |you (?:will )?pay |we charge |with )?(?:no|zero) "
    rf"(?:{_OF_IT}{_FEE}(?: {_VERB})?(?: {_END})?|{_FEE}(?: {_VERB}(?: {_END})?| {_END}))|"
    rf"there (?:is|are|will be) (?:no|zero) {_FEE}|"
    rf"(?:the |your |an? )?(?:{_OF_IT}{_FEE}|(?<=the |our )(?:fees|charges)|fee),? "
    rf"{_WAS}{_NOT_DUE}|"
    rf"(?:the |your |an? )?{_OF_IT}{_FEE},? {_WAS}(?:none|n/a)|"
    rf"(?:there is |there's )?no (?:fee|charge|cost) {_END}|"
    rf"{_END} (?:is free(?: of charge)?|costs (?:you )?nothing|has no fees?|without (?:a|"
    rf"any) {_OF}fee)|"
    rf"(?:you )?(?:can )?cancel (?:now |today )?(?:free of charge|for free|without (?:a |"
    rf"any )?{_OF}fees?)|"
    rf"you (?:will not|won't) (?:be charged|pay|have to pay) (?:an?|any) {_OF}{_FEE}"
)
_BETRAG = r"(?:gebuhr(?:en)?|kosten|entgelte?)"
_ITS_GEBUHR = rf"(?:(?:kundigungs?|storno|ausstiegs|vorfalligkeits){_BETRAG}|vertragsstrafe)"
_GEBUHR = rf"(?:{_ITS_GEBUHR}|{_BETRAG})"
_FUR = r"fur (?:die|diese|ihre|deine) kundigung"
_DE = (
    rf"(?:es )?(?:fall(?:t|en) )?(?:(?:{_FUR}|fur (?:sie|dich)) )?"
    rf"(?:fall(?:t|en) )?keine (?:{_ITS_GEBUHR}(?: an| fallig)?|{_BETRAG} (?:an|fallig))|"
    rf"{_FUR} keine {_BETRAG}|(?:die )?{_ITS_GEBUHR},? keine|"
    rf"(?:die )?{_GEBUHR},? (?:(?:entfallt|entfallen)(?: fur (?:sie|dich))?|fallt nicht an|"
    rf"fallen nicht an)|"
    r"(?:die |ihre |deine )?(?:vorzeitige )?kundigung (?:ist )?(?:fur (?:sie|dich) )?(?:kostenlos|"
    r"kostenfrei|"
    r"gebuhrenfrei|kostet (?:sie |dich )?nichts|ohne (?:gebuhr(?:en)?|kosten))"
)
_SOMME = r"(?:frais|penalites?|indemnites?|couts?)"
_SES_FRAIS = rf"{_SOMME} (?:de resiliation|d'annulation|de sortie)(?: anticipee)?"
_FRAIS = rf"(?:{_SES_FRAIS}|{_SOMME})"
_NUL = r"(?:aucuns?|aucune|pas de|sans)"
_FR = (
    rf"(?:il n'y a |vous ne payez )?{_NUL} {_SES_FRAIS}|il n'y a {_NUL} {_SOMME}|{_NUL} {_FRAIS} "
    r"(?:ne |n')(?:s'appliqu\w+|(?:est|sont|sera|seront) (?:facture|du|preleve)\w*)|"
    rf"(?:la |votre )?resiliation (?:est )?(?:sans {_FRAIS}|gratuite)|"
    rf"{_SES_FRAIS} ?,? ?(?:offerts?|aucune?)"
)
_SUMA = r"(?:cargos?|penalizacion(?:es)?|penalidad|gastos|costes?|comision(?:es)?|tasas?)"
_SU_CARGO = rf"{_SUMA} (?:por|de) (?:cancelacion|cancelar|baja|rescision)(?: anticipada)?"
_CARGO = rf"(?:{_SU_CARGO}|{_SUMA})"
_ES = (
    rf"(?:no hay|no se (?:aplica\w*|cobra\w*)) (?:ningun(?:a|os|as)? )?{_CARGO}|"
    rf"(?:no tiene|no pagas) (?:ningun(?:a|os|as)? )?{_SU_CARGO}|(?:sin|ninguna?) {_SU_CARGO}|"
    rf"(?:cancelar|la (?:baja|cancelacion)|darte de baja) (?:es gratis|no tiene {_CARGO}|"
    rf"no cuesta nada)"
)
_WAIVED = words(rf"{_EN}|{_DE}|{_FR}|{_ES}")


def is_waived(folded: str) -> bool:
    """ "No cancellation fee applies"; not "No cancellation fee for students"."""
    said = folded.replace(":", ",").replace(" ,", ",")
    return _WAIVED.fullmatch(said.strip(" .!")) is not None
