"""Words of money that changes hands, and of what has to be paid before anybody may leave.

For the last rail; no words shared with the rules. Over `charges_left.marked` text.
"""

from browser_agent.strokes import Wording

_EN = (
    r"paid back|to be paid|includ(?:e|es|ing)|added to|possible (?:for|at)|"
    r"charge[sd]?|charging|pays?|paying|payable|payments?(?! (?:method|details|history|info))|"
    r"bill(?:ed|s)?|invoices?|debit\w*|deduct\w*|collect(?:ed)?|withdr\w*|(?:we|we'll|will|may) "
    r"(?:\w+ )?take|taken|ow(?:e|es|ed|ing)|due|fees?|penalt\w+|surcharges?|cost(?:s|ing)?|"
    r"settle\w*|settling|"
    r"repay|outstanding|balance of|revers(?:e|ed)|claw\w*|back to (?:you|us)|deposit|forfeit\w*|"
    r"required|remaining|buy-?out|(?:cancell?ation|exit|termination|leaving) price|price "
    r"(?:to|for|of) (?:cancel|leav|end|exit)\w*|early (?:cancell?ation|termination|end|exit)"
)
_DE = (
    r"zuruckzuzahlen|rechnung (?:wird )?enthal\w+|hinzugefugt|moglich (?:fur|gegen)|"
    r"(?:nach)?zahl(?:e|en|st|t|bar)|\w+zahlung|zahlung von|(?:be|nach|zuruck)zahlen|begleich\w*|"
    r"abgebucht|buch(?:en|t)|abbuch\w+|\w*berechne[nt]|erheb\w+|erhoben|belast\w+|eingezogen|"
    r"einziehen|ziehen|in rechnung|\w*schlussrechnung\w*|endabrechnung|fallig|fall(?:en|t)|"
    r"anfall\w*|"
    r"\w*kosten|kostet|\w*gebuhr(?:en)?|\w*entgelt|\w*pauschale|schuld(?:en|est|et|ig)|"
    r"rest(?:betrag|schuld)|offene[rn]? (?:betrag|rechnung|posten|forderung)|abgerechnet|"
    r"verlang(?:en|t|e)|forder\w+|einbehalt\w*|vorzeitige (?:kundigung|beendigung)"
)
_FR = (
    r"comprendra|ajoutee?s?|"
    r"pay(?:er|ez|e|es|ons)|paier\w+|paiement d[eu]|prelev\w+|debite\w*|facture\w*|facturation|"
    r"cout\w*|frais|dus|(?:est|sont|sera|seront|montant|somme) dues?|montant du|solde|regler|"
    r"reglez|"
    r"verser|redevables?|(?:nous|me) (?:dev\w+|dois|doit)|exigibles?|retenue?s?|"
    r"demande(?:e|es|s|rons)?|penalites?|indemnites?|majoration|resiliation anticipee"
)
_ES = (
    r"incluira|anadir(?:an?|emos)|posible por|"
    r"pag(?:a|ar|as|an|ara|aras|aran|ue|ues|os|amos)|(?<!de )pago|cobr\w+|carg(?:o|os|ar|ara|aran|"
    r"aremos|amos|an)|cuestan?|cost(?:e|ara|aran|os)|abonar|adeud\w+|debe[ns]?|deberas?|"
    r"penaliza\w+|"
    r"recargos?|gastos|vencen?|desc(?:ont\w+|uenta\w*)|retendr\w+|pendientes?|supon(?:e|dra)|"
    r"conlleva|implica|liquid\w+|(?:cancelacion|baja) anticipada"
)
_TODAY = (
    r"# offen\b|"
    r"# (?:today|heute|hoy|aujourd'hui)\b|\b(?:today|now|heute|hoy|aujourd'hui),? (?:(?:it|that|"
    r"this|"
    r"es|c'est|sind|son) )?(?:(?:is|are|costs|sind|es|kostet) )?#"
)
TAKES = Wording(rf"\b(?:{_EN}|{_DE}|{_FR}|{_ES})\b|{_TODAY}")
# "Next payment: December 5" beside another amount takes nothing.
LABELS = Wording(
    r"\b(?:next|last|nachste|letzte|prochaine?|derniere?|proxim[oa]|ultim[oa]) (?:payment|charge|"
    r"bill|"
    r"invoice|zahlung|abbuchung|rechnung|paiement|prelevement|echeance|facture|pago|cobro|cargo|"
    r"factura)\b(?! (?:of|will|is|wird|von|sera|de)\b)"
)
# "You cannot leave without paying", "before you have paid"; what was granted is given back.
FIRST = Wording(
    r"(?:\b(?:cannot|not|no|impossible|unable|kein\w*|nicht|ne|pas)|n't)\b[^.!?]{0,80}"
    r"\b(?:without|ohne|sans|sin)\b[^.!?]{0,30}\b(?:pay\w*|charged|settling|zahlen|bezahlen|payer|"
    r"regler|pagar|abonar)\b|"
    r"\b(?:cancell?ing|cancell?ation|ending|leaving|terminating|\w*kundigung|beend\w+|resiliation|"
    r"resilier|cancelar|baja)(?: \S+){0,6} (?:costs?|kostet|coute\w*|cuesta\w*|"
    r"costara)(?!(?: you)? (?:nothing|nichts))|"
    r"\b(?:before|until|once|unless|after|when) (?:you|having|you're|you are|being) (?:have |'ve )?"
    r"(?:pay|paid|settled?|charged)\b|"
    r"\b(?:must|need to|have to|has to|mussen|musst|muss|dois|doit|dev\w+|tendra\w* que|"
    r"tienes? que|"
    r"debe\w*)\b[^.!?]{0,60}\b(?:return|pay back|give back|repay|refund|rembourser|devolver|"
    r"reembolsar|"
    r"zuruckzahlen|zuruckerstatten|zuruckgeben)\b"
)
WOULD = Wording(r"\b(?:would(?! (?:still )?have to)|wurden?|serai[ts]|seraient|cobrarian?)\b")
