"""The words of sentences that say what an end costs, and of those that only sound like it.

For the last rail; `strokes.plain` text, no words shared with the rules.
"""

import re

from browser_agent.strokes import Wording

ENDS = (
    r"terminat\w+|cancel\w*|end(?:s|ing)?|exit|leav(?:e|es|ing)|early|\w*kundig\w*|\w*beend\w*|"
    r"storn\w*|vertrags\w*|ablose\w*|vorzeitig\w*|resili\w*|annul\w*|rupture|sortie|anticip\w*|"
    r"baja|"
    r"anula\w*|rescis\w*|salida|permanencia"
)
# The fee of an end, by its name.
OF_AN_END = Wording(
    r"\b(?:termination|cancell?ation|exit|disconnection|early) "
    r"(?:fee|charge|cost|payment|penalt)\w*|"
    r"\b(?:kundigungs|storno|ausstiegs|vorfalligkeits)(?:gebuhr|kosten|entgelt|pauschale)\w*|"
    r"\bablose(?:summe|betrag|zahlung)\w*|\bvertragsstrafe\w*|"
    r"\b(?:frais|penalites?|indemnites?) (?:de |d')(?:resiliation|annulation|sortie|rupture)|"
    r"\b(?:penalizacion|penalidad|cargos?|gastos|comision|tasa|indemnizacion) (?:por|de) "
    r"(?:cancelacion|baja|rescision|permanencia|incumpl\w+|terminacion)"
)
_WE_DO = r"(?:charge|bill|debit|deduct|collect|withdraw|take)"
_TAKES = (
    r"(?:charged|debited|billed|deducted|collected|withdrawn|invoiced|"
    rf"(?:we(?:'ll)?|will|may|going to) (?:\w+ )?{_WE_DO}(?= [^.]*\d)|"
    r"(?:must|have to|need to|agree to|will|you'll) (?:re)?pay|(?:you'?ll|you|will|still) owe|"
    r"taken from (?:your|the)|(?:total|amount|balance) due|"
    r"added to (?:your|the) (?:next |last |final )?(?:bill|invoice)|"
    r"abgebucht|berechne[nt]|erhoben|belaste[nt]|eingezogen|in rechnung|zu zahlen|"
    r"zahl(?:en|st|t) einmalig|zahlen (?:sie|du)|"
    r"prelev(?:e|es|ee|ees|er|era|eront|erons|ons|ez)|debit(?:e|es|ee|ees|er|era|eront|erons)|"
    r"(?:est|sont|etre|sera|seront|serez|avons) factur\w+|factur(?:er\w*|ons)|"
    r"(?:devez|dois|doit|devrez|devras|devra|faut|faudra) (?:payer|regler|verser)|paierez|"
    r"redevables?|montant a payer|"
    r"cobra\w*|carga(?:r\w+|mos|n)|se (?:te |le )?factura\w*|factura(?:ra\w*|remos)|"
    r"(?:debe\w*|tendra\w* que|tienes? que|tiene que|tenes que|hay que) (?:pagar|abonar)|"
    r"pagara\w*|importe (?:total )?a pagar)"
)
_SPLIT_UP = (  # "Wir buchen 49,00 € von Ihrem Konto ab"
    r"(?:wir|werden|ich) (?:buchen|ziehen) [^;]{1,60} (?:ab|ein)|(?:buchen|ziehen) wir [^;]{1,60} "
    r"(?:ab|ein)|(?:mussen|musst|muss) [^;]{0,40}(?:zahlen|erstatten|begleichen)|"
    r"reste [^;]{0,30}a (?:payer|regler)"
)
TAKES = Wording(rf"\b(?:{_TAKES}|{_SPLIT_UP})\b")
MAY_BE = Wording(
    r"\b(?:may|might|could|kann|konnen|konnten?|peut|peuvent|pourr\w+|pued\w+|podr\w+)\b"
)
_IS_OWED = (
    r"(?:pays?|paying|due|payable|owing|fallig|fall(?:en|t) [^;]{0,40}an|(?:nach)?zahl(?:en|st|t)|"
    r"a (?:payer|regler|pagar)|payez|paga[sn]?|dues?|dus|est du|sera du|exigibles?)"
)
AT_ONCE = Wording(
    r"\b(?:today|immediate(?:ly)?|at once|right away|one-?time|heute|sofort|umgehend|einmalig\w*|"
    r"aujourd'?hui|immediat\w*|hoy|inmediat\w*)\b|\b(?:due|payable|charged|billed|fallig) "
    r"(?:right )?(?:now|jetzt|maintenant|ahora)\b|\bnow (?:due|payable)\b"
)
NOT_TAKES = Wording(
    r"(?:\b(?:not|no longer|never|won't|nicht|keine?|ne|ya no|no (?:se|te|le))|n't|\bn'\S+)"
    r" (?:(?!(?:and|but|und|aber|sondern|et|mais|y|pero|sino) )\S*[^\s,] ){0,4}"
    rf"(?:{_TAKES}|{_IS_OWED}|{_WE_DO})\b"
)
FALLS_DUE = Wording(
    rf"\b(?:{_TAKES}|{_SPLIT_UP}|appl(?:y|ies)|due|payable|owe|fall(?:t|en)|fallig|anfall\w*|"
    r"s'appliqu\w+|dues?|dus|exigibles?|a (?:payer|regler)|aplica\w*)\b"
)
# "To avoid being charged $9.99", and what else is not asked for by this press.
TO_AVOID = Wording(
    r"\b(?:avoid(?:ing)?|without|before|prevent|stop|evitez|eviter|avant|sans|evitar?|sin|antes)"
    r"(?: (?:being|getting|be|to|you|you're|are|your|card|is|d'etre|etre|que|qu'on|vous|ne|soyez|"
    rf"de|se|te|le|tu|tarjeta)){{0,4}} (?:{_TAKES}|{_IS_OWED}|{_WE_DO}|factures?|cobren)\b"
)
WAITS = Wording(
    r"\b(?:wait|stay|keep|remain|wart\w*|bleib\w*|patient\w*|restez|attend\w*|esper\w*|qued\w*)\b"
)
NOT_ASKED = Wording(
    r"\bno se aplican? (?:ningun\w* )?\w+ (?:por|de) \w+|"
    r"\bsav(?:e|es|ing) (?:up to )?\S+ (?:in|on) \w+|"
    r"\bfrom (?:your|the|any) refund\b|\bvo[nm] (?:ihrer|deiner|der) (?:ruck)?erstattung\b|"
    r"\bde (?:votre remboursement|tu reembolso|su reembolso)\b|"
    r"\b(?:instead of|rather than|don't|do not|before you|statt zu|au lieu d[e']|avant de|"
    r"en vez de|antes de) ?(?:cancel\w*|kundig\w*|resili\w*|leav\w*)|\btax(?:es)? (?:&|and) fees\b|"
    r"\b(?:fees?|charges?|penalt\w+|\w*gebuhr(?:en)?|frais|cargos?|penalizacion) (?:\w+ )?(?:n a\b|"
    r"(?:(?:does|do|did|will|is|are) not|doesn't|don't|won't) (?:apply|due|charged)|"
    r"(?:entfallt|entfallen)\b|ne s'applique\w* pas|no se aplican?\b|fall(?:t|en) nicht an\b)"
)
_CANCELS = (
    r"(?:cancel\w*|terminat\w+|ending|leaving|\w*kundig\w*|beend\w*|storn\w*|resili\w*|annul\w*|"
    r"baja|anula\w*|rescis\w*|terminar)"
)
CANCELS = Wording(rf"\b{_CANCELS}\b")
THE_REST = Wording(
    r"\b(?:remaining|outstanding) (?:\w+ ){0,2}(?:balance|months|payments?|instal\w+|amount)\b|"
    r"\brest(?:betrag|zahlung|schuld|laufzeit \w* ?(?:zahlen|fallig))\b|"
    r"\b(?:restlichen?|verbleibenden?) (?:\w*beitrage?|\w*raten?|\w*zahlung(?:en)?|monate)\b|"
    r"\b(?:mensualites|mois) restante?s\b|\b(?:cuotas|meses) (?:restantes|pendientes)\b"
)
# What was paid already.
PAST = Wording(
    r"\b(?:was|were|(?:has|have|had|you've) (?:\w+ )?been|saved|wurden?|gespart|bezahlt|a ete|"
    r"ont ete|avez ete|economise\w*|fue(?:ron)?|h[ae]n? sido|ahorrado|ahorraste|han? cobrado)\b"
)
TO_COME = Wording(
    r"\b(?:will|today|now|wird|werden|heute|sofort|sera|seront|aujourd'hui|cobrara\w*|hoy|ahora)\b"
)
_BACK = (
    r"return\w*|come back|rejoin\w*|restart\w*|reactivat\w*|re-?subscri\w*|equipment|device|router|"
    r"accept\w*|upgrad\w*|switch(?! off)\w*|zuruck\w*|annehm\w*|wechsel\w*|"
    r"wieder\w*|geraet\w*|rucksend\w*|reven\w*|revien\w*|materiel|equipement|equipo|volv\w*|"
    r"vuelv\w*|regres\w*"
)
_THE_PLAN = (
    r"(?:an? |your |deine? |ihre? |la |tu |su |l')?(?:membership|subscription|plan|premium|plus|"
    r"pass|prime|mitgliedschaft|abo|abonnement|adhesion|suscripcion|membresia)"
)
# A condition, down to the next comma: it is about this press, or about something else.
IF = Wording(
    r"\b(?:if|unless|in case|should you|wenn|falls (?:sie|du|ihr|der|die|das)|sofern|sollten|"
    r"sauf|salvo|es sei denn|to (?:come back|rejoin|restart|reactivate|re-?subscribe)|"
    r"bei (?:einer? |der )?(?:nicht|verspatet\w*|fehlend\w*|verlust|wieder\w*|ruck\w*|erneut\w*)|"
    r"si|en cas de|"
    rf"en caso de|(?:without|ohne|sans|sin) (?:{_THE_PLAN}|{_CANCELS})|"
    r"by (?:accepting|staying|keeping|switching)|"
    rf"(?:when|once|sobald|lorsque|quand|cuando)(?= [^,]*\b(?:{_BACK})\b))\b[^,]*"
)
THIS_PRESS = Wording(
    rf"\b(?:{ENDS}|cancela\w*|stop|switch off|confirm\w*|proceed|continue|go ahead|bestatig\w*|"
    r"fortfahren|continu\w+|mettez fin|terminas?|te vas|se va|os vais|vous partez|tu pars|quitt\w*|"
    r"du gehst|"
    r"sie gehen|verlass\w*)\b"
)
OF_ELSE = Wording(
    r"\b(?:unless|sauf|salvo|es sei denn|not|nicht|keine?|ne|pas|no|without|ohne|sans|sin|"
    rf"by|{_BACK})\b|n't\b"
)
# "If you do not wait until March": that is this press.
NOT_WAITING = Wording(
    r"\bunless (?:you|it|your \w+) (?:stays?|keeps?|waits?|remains?|holds? on)\b|"
    r"(?:\bnot|n't) (?:wait|stay|remain|hold on)\b|\bnicht (?:\S+ ){0,4}?(?:warte[nt]?|wartest|"
    r"bleib\w*)\b|"
    r"\bn(?:e |')(?:patient\w*|rest(?:ez|es|e|er)|attend\w*)\b|"
    r"\bno (?:esper\w*|te quedas|se queda|permanec\w*)\b"
)
REFERS = Wording(
    r"(?:please )?(?:see|read|view|check|consult|consultez|voir|siehe|consulta) (?:\w+ ){0,3}"
    r"(?:terms|conditions|policy|faq|agb|condiciones)\b"
)
GIVES_BACK = Wording(
    r"(?<!non-)\b(?:refund\w*|credit(?! card)\w*|back|los(?:e|ing)|giv(?:e|ing) up|forgo|"
    r"instead of|erstatt\w*|gutschrift|verlier\w*|statt|rembours\w*|reembols\w*|devol\w*|perd\w+|"
    r"au lieu|en vez)\b"
)
AND = Wording(r" (?:and|but|und|aber|sondern|et|mais|y|pero|sino) ")
_MONTHS = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|okt|dez|fev|avr|juin|juil|aout|ene|"
    r"abr|ago|dic)\w*"
)
ANOTHER_REASON = Wording(
    r"(?:an)?other(?: reason)?s?|something else|anderer grund|andere grunde|sonstiges|"
    r"etwas anderes|autre(?: raison)?|otro(?: motivo)?|otra razon"
)
OUR_WORDS = Wording(r"(?:i|i'\w+|my|ich|mein\w*|mir|je|j'\w+|on m'a|mon|ma|yo|me|mi|no quiero)\b")
# "Bis zum 5." and "Dezember ...": a day or a month, not the end of a sentence.
CUT = Wording(
    r".*(?: \d{1,2}|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|okt|dez|fev|avr|juil|ene|"
    r"abr|ago|dic))"
)
CUT_SHORT = re.compile(r"\b(?:inkl|incl|excl|zzgl|approx|ca)\.$", re.IGNORECASE)
A_MONTH_OR_DAY = Wording(rf"(?:{_MONTHS}|de (?:{_MONTHS})|\d{{1,4}})\b")
