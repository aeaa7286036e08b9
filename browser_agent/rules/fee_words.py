"""The words of sentences that say what an end costs, and of those that only seem to."""

import re

from browser_agent.rules.fees import END, WAIVED
from browser_agent.rules.text import Phrases, forgiving


def words(pattern: str) -> re.Pattern[str]:
    """Unlike `Phrases`, with every space between its words: else "ne" would begin "next", and a
    row of any words could be cut in a thousand ways."""
    return re.compile(rf"(?<![^\W_])(?:{forgiving(pattern)})(?![^\W_])")


FEE_OF_AN_END = Phrases(
    r"(?:termination|cancell?ation|exit|disconnection|early)[ -]"
    r"(?:fee|charge|cost|payment|penalt)\w*",
    r"(?:kundigungs|storno|ausstiegs|vorfalligkeits)(?:gebuhr|kosten|entgelt|pauschale)\w*|"
    r"ablose(?:summe|betrag|zahlung)|vertragsstrafe\w*",
    r"(?:frais|penalites?|indemnites?) (?:de |d')(?:resiliation|annulation|sortie|rupture)",
    r"(?:penalizacion|penalidad|cargos?|gastos|comision|tasa|indemnizacion) (?:por|de) "
    r"(?:cancelacion|baja|rescision|permanencia|terminacion)",
)
_BY_US = r"(?:charge|bill|debit|deduct|collect|withdraw)"
_TAKE = (
    r"(?:charged|debited|billed|deducted|collected|withdrawn|"
    rf"(?:will|we'll|we|may|to|not|n't|never) (?:also |then |still |now )?{_BY_US}(?! of)|"
    r"(?:must|have to|need to|agree to|will|you'll) (?:re)?pay|(?:you|you'll|will|still) owe|"
    r"taken from (?:your|the)|(?:total|amount|balance) due|"
    r"added to (?:your|the) (?:\w+ )?(?:bill|invoice)|"
    r"abgebucht|berechne[nt]|erhoben|belaste[nt]|eingezogen|in rechnung|zu zahlen|"
    r"zahl(?:en|st|t) einmalig|preleve(?!m)\w*|preleverons|debite\w*|debiterons|"
    r"(?:est|sont|etre|sera|seront|serez) facture\w*|facturer\w*|"
    r"(?:d(?:oi|e)[vt]\w*|faut|faudra) (?:payer|regler|verser)|paierez|redevables?|montant a payer|"
    r"cobra\w*|carga(?:r\w+|mos)|factura(?:ra\w*|remos)|se (?:te |le )?factura\w*|"
    r"(?:deb\w+|(?:ten|tien)\w+ que|hay que) (?:pagar|abonar)|pagara\w*|importe (?:total )?a pagar)"
)
# The verb and what belongs to it stand apart: "Wir buchen 49,00 € von Ihrem Konto ab".
_APART = (
    r"buch(?:en|t|e) [^.;]{1,60} ab|zieh(?:en|t|e) [^.;]{1,60} ein|"
    r"muss(?:en|t)? [^;]{0,40}(?:zahlen|erstatten|begleichen)|"
    r"il (?:vous |te )?reste [^.;]{0,30}a (?:payer|regler)"
)
TAKEN = words(f"{_TAKE}|{_APART}")
# Taken or not: where it is now, or for the end.
_OWED = (
    r"(?:pay|pays|paying|due|payable|fallig|fall(?:en|t) [^.;]{0,40}an|(?:nach)?zahl(?:en|st|t)|"
    r"a (?:payer|regler|pagar)|payez|paga[sn]?|dus|dues|(?:est|sera) due?|exigibles?)"
)
OWED = words(_OWED)
SOON = words(
    r"today|immediately|at once|right away|one-?time|heute|sofort|umgehend|einmalig|aujourd'hui|"
    r"immediat\w*|hoy|inmediat\w*|(?:due|payable|fallig|charged|billed|debited) (?:\w+ )?"
    r"(?:now|jetzt|maintenant|ahora)|now (?:due|payable)"
)
NOT_TAKEN = words(  # "Es werden keine 9,99 € abgebucht"
    r"(?:not|no longer|never|\w+n't|nicht|keine?|ne|n'\w+|ya no|no (?:se|te|le))"
    r" (?:(?!(?:and|but|und|aber|sondern|et|mais|y|pero|sino) )\S*[^\s,] ){0,4}"
    rf"(?:{_TAKE}|{_OWED}|{_BY_US})|(?:won't|will not|don't|do not|never|not|n't) {_BY_US}"
)
# "To avoid being charged $9.99, cancel by December 5".
AVOIDED = words(
    r"(?:avoid(?:ing)?|without|before|prevent|stop|eviter|evitez|avant|sans|evitar?|evita|sin|antes)"
    r"(?: (?:being|getting|be|to|you|you're|are|we|your|card|is|the|d'etre|etre|que|qu'on|vous|ne|"
    rf"soyez|de|se|te|le|nos|tu|tarjeta)){{0,4}} (?:{_TAKE}|{_OWED}|{_BY_US}|factures?|cobren)"
)
SAVED = words(r"sav(?:e|es|ing) (?:up to )?\S+ (?:in|on) \w+")
TODAY_IT_IS = words(
    r"(?:today|now),? (?:it|that|this) (?:is|would be|costs)|heute (?:sind es|kostet es)|"
    r"aujourd'hui,? (?:c'est|il s'agit de)|hoy (?:es|son)"
)
LAST_TO_COME = words(
    r"(?:last|final) (?:charge|payment|bill|invoice) (?:will be|is going to be)|letzte "
    r"(?:abbuchung|zahlung|rechnung) wird|derniere? (?:paiement|prelevement|facture|"
    r"echeance) sera|ultim[oa] (?:cargo|cobro|pago|factura) sera"
)
DUE = words(
    rf"{_TAKE}|{_APART}|appl(?:y|ies)|due|payable|fallt|fallen|fallig|s'appliqu\w+|exigibles?|"
    r"a (?:payer|regler)|aplica\w*|dus|dues|sera du"
)
_CANCELS = (
    r"cancel\w*|terminat\w+|ending|leaving|\w*kundig\w*|beend\w*|storn\w*|resili\w*|annul\w*|"
    r"baja|anula\w*|rescis\w*|terminar"
)
CANCELS = words(_CANCELS)
ENDING_COSTS = words(
    rf"(?:{_CANCELS})(?: \S+){{0,5}} "
    r"(?:costs?|kostet|coute\w*|cuesta|costara|supone|supondra|conlleva|implica)|"
    r"(?:costs?|kostet|coute\w*|cuesta) .{0,24}(?:to (?:cancel|end|leave)|zu kundigen|"
    r"(?:de|pour) resilier|cancelar|dar de baja)|"
    r"(?:charge|cost|payment)s? (?:for|of) (?:leaving|cancell?ing|terminating|ending)"
)
EARLY_END = re.compile(  # "Early cancellation: $49.00"
    forgiving(
        r"(?:early (?:cancell?ation|termination)|vorzeitige kundigung|resiliation anticipee|"
        r"(?:cancelacion|baja) anticipada) ?:? ?\(?(?:[$\u20ac\u00a3]|\d)"
    )
)
INSTEAD = words(  # of no end: "Instead of cancelling, pay only $4.99"
    r"(?:instead of|rather than|don't|do not|before you|statt zu|anstatt zu|au lieu de|avant de|"
    rf"en vez de|no|antes de) (?:{_CANCELS})"
)
PAST = words(
    r"was|were|(?:has|have|had|'ve|you've)(?: \w+)? been|saved|wurden?|gespart|bezahlt|a ete|"
    r"ont ete|avez ete|economise\w*|fue(?:ron)?|ha(?:n|s)? sido|ahorrado|ahorraste|"
    r"(?:se )?(?:te |le )?(?:ha|han) cobrado"
)
TO_COME = words(
    r"will|today|now|wird|werden|heute|sofort|sera|seront|aujourd'hui|cobrara\w*|hoy|ahora"
)
RENEWS = Phrases(
    r"(?:next|nachste\w*|prochaine?s?|proxim[oa]s?) (?:payment|charge|renewal|bill(?:ing)?|"
    r"zahlung|abbuchung|paiement|prelevement|echeance|cobro|pago)|(?:auto-?)?renew\w*|"
    r"\w*verlanger\w*|renouvel\w*|renov\w*|renueva\w*"
)
EACH = Phrases(
    r"(?:each|every|per|a|jeden?|pro|im|chaque|par|cada|al|por) (?:month|year|week|order|monat|"
    r"jahr|bestellung|mois|an|commande|mes|ano|pedido)|monthly|yearly|monatlich|mensuel\w*"
)
REMAINING = words(r"remaining|left|outstanding|restlich\w*|verbleibend\w*|restante?s?|pendientes?")
# A condition, down to the next comma: the end itself, or something else that may never be.
_ELSE = (
    r"return\w*|come back|rejoin\w*|restart\w*|reactivat\w*|re-?subscrib\w*|equipment|device|"
    r"router|accept\w*|upgrad\w*|switch\w*|zuruck\w*|"
    r"wieder\w*|\w*rucksend\w*|annehm\w*|wechsel\w*|reven\w*|revien\w*|materiel|equipement|"
    r"equipo|volv\w*|vuelv\w*|regres\w*"
)
_A_PLAN = (
    r"membership|subscription|(?:an? |your )?plan|premium|plus|pass|prime|mitgliedschaft|abo|"
    r"abonnement|adhesion|suscripcion|membresia"
)
IF = words(
    r"(?:(?:if|unless|in case|should you|wenn|falls (?:sie|du|ihr|der|die|das)|sofern|sollten|"
    r"sauf|salvo|es sei denn|to (?:come back|rejoin|restart|reactivate|re-?subscribe)|"
    r"bei (?:einer? |der )?(?:nicht|verspatet\w*|fehlend\w*|verlust|wieder\w*|ruck\w*|erneut\w*)|"
    r"si|en cas de|"
    rf"en caso de|(?:without|ohne|sans|sin) (?:an? |your |deine? |ihre? |la |tu |l')?(?:{_A_PLAN})|"
    rf"by (?:accepting|staying|keeping|switching)|(?:without|ohne|sans|sin) (?:{_CANCELS})|"
    rf"(?:when|once|sobald|lorsque|quand|cuando)(?= [^,]*(?:{_ELSE})))(?![^\W_])[^,]*)"
)
THE_END = Phrases(
    rf"{END}|cancela\w*|stop|confirm\w*|proceed|continu\w*|go ahead|bestatig\w*|fortfahren|"
    r"mettez fin|terminas?|te vas|se va|os vais|(?:vous )?partez|tu pars|quitt\w*|du gehst|"
    r"sie gehen|verlass\w*"
)
SOMETHING_ELSE = words(
    r"unless|sauf|salvo|es sei denn|not|\w+n't|nicht|keine?|ne|pas|no|without|ohne|sans|sin|"
    rf"by|{_ELSE}"
)
UNLESS_IT_STAYS = words(
    r"unless (?:you|it|your \w+) (?:stay|keep|wait|remain)s?|"
    r"(?:not|\w+n't) (?:wait|stay|remain)|nicht (?:\S+ ){0,4}?(?:warte[nt]?|bleib\w*|wartest)|"
    r"n(?:e |')(?:patient\w*|rest(?:ez|es|e|er)|attend\w*)|"
    r"no (?:esper\w*|te quedas|se queda|permanec\w*)"
)
STAYS = words(
    r"wait|stay|keep|remain|wart\w*|bleib\w*|patient\w*|restez|attend\w*|esper\w*|qued\w*"
)
# What is charged for going on with a plan, for goods, for what was used or what runs on.
STAYING = words(
    r"(?:stay|keep(?! in mind)|switch|get|enjoy|pause|upgrade|downgrade|claim|save|join|rejoin|"
    r"come back|restart|bleib\w*|wechsel\w*|profitez|restez|revenez|passez a|quedate|vuelve|"
    r"aprovecha)(?! [^.]* (?:or|oder|ou|o) )"
)
GOODS = words(
    r"shipping|deliver(?:y|ies)|rent|rentals?|orders?|postage|versand|lieferung|bestellung\w*|"
    r"livraison|commandes?|location|envios?|pedidos?|alquiler"
)
WOULD = words(r"would|wurden?|serai[ts]|seraient|cobrarian?")
RUNS_ON = words(
    r"(?:noch|weiterhin|still|continue to|encore|seguira\w*)(?= [^.]*\d)|"
    r"for (?:the|this|your) (?:current|present) (?:\w+ )?(?:period|month|cycle)|"
    r"fur den (?:aktuellen|laufenden) (?:monat|zeitraum|abrechnungszeitraum)|"
    r"pour (?:la periode|le mois) en cours|por el (?:periodo|mes) (?:actual|en curso)"
)
UNTIL = words(r"bis|until|through|jusqu'\w+|hasta|current|present|aktuellen|laufenden|en cours|"
              r"actual|en curso")  # fmt: skip
TRIAL = words(
    r"(?:free )?trial|probe\w*|essai|prueba|(?:regular|normal|full|current) price|"
    r"(?:regular\w*|normale\w*|voller?) preis|prix normal|precio normal|"
    r"(?:after|once|when) (?:your|the) (?:\w+ )?(?:discount|promotion|offer)"
)
INCLUDED = words(
    r"includ(?:es?|ed|ing)|enthalt\w*|inklusive|inkl|inclu(?:s|se|t|ye|ido|yendo)|"
    r"tax(?:es)? (?:&|and) fees|spar\w*"
)
REFERS = words(
    r"(?:please )?(?:see|read|view|check|consult) (?:our |the )?(?:\w+ )?(?:terms|conditions|"
    r"policy|faq)|(?:consultez|voir) (?:nos|les) conditions|siehe agb|"
    r"consulta (?:las|nuestras) condiciones"
)
GIVEN_BACK = words(
    r"(?<!non-)refund\w*|credit(?! card)|los(?:e|ing)|giv(?:e|ing) up|erstatt\w*|gutschrift|"
    r"verlier\w*|rembours\w*|reembols\w*|devol\w*|perd\w+"
)
FROM_A_REFUND = words(
    r"from (?:your|the|any) refund|von (?:ihrer|deiner|der) (?:ruck)?erstattung|"
    r"de votre remboursement|de (?:tu|su) reembolso"
)
AND = re.compile(r" (?:and|but|und|aber|sondern|et|mais|y|pero|sino) |;")
# "No fee": of the end itself, and not of anything beside it.
IS_WAIVED = Phrases(*WAIVED)
NO_FEE_AT_ALL = words(
    r"(?:there (?:is|are|will be) |you pay |we charge |es (?:fallt|fallen) |il n'y a |"
    r"no hay )?(?:no|keine?|aucuns?|pas de|ningun\w*|sin) (?:fees?|charges?|gebuhr(?:en)?|kosten|"
    r"frais|gastos|cargos?|coste)(?: (?:applies|apply|will apply|is due|is charged|will be charged|"
    r"to pay|an|ne s'appliquent|s'applique))?"
)
OF_THE_END = words(
    r"terminat\w+|cancel\w*|early|exit|disconnect\w*|to (?:end|leave)|\w*kundig\w*|storno\w*|"
    r"beend\w*|\w*vertragsende|resili\w*|annul\w*|baja|anula\w*|rescis\w*|permanencia"
)
BESIDE_IT = words(
    r"further|more|extra|additional|added|other|hidden|late|weitere\w*|zusatzlich\w*|sonstige\w*|"
    r"supplementaires?|autres?|adicional\w*|paus\w*|switch\w*|join\w*|rejoin\w*|support\w*|"
    r"deliver\w*|shipping|upgrad\w*|chang\w*|wechsel\w*|lieferung|revenez|revenir|volver|vuelve|"
    r"envio|cambi\w*|keep|stay|(?:apply|applies) to (?!you)\w+"
)
# "No fee if you wait": of another day than this one.
LATER = Phrases(
    r"at (?:the )?(?:end|term)|end of|after|until|later|ende|ablauf|nach|bis|a la fin|"
    r"a l'echeance|apres|al (?:final|termino|vencimiento)|despues|hasta"
)
OUR_WORDS = words(r"(?:i|i'\w+|my|ich|mein\w*|mir|je|j'\w+|on m'a|mon|ma|yo|me|mi|no quiero)")
