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
IS_TAKEN = words(rf"{_TAKE}|{_APART}")
MAY = words(r"may|might|could|kann|konn(?:en|ten?)|peu(?:t|vent)|pourr\w+|pued\w+|podr\w+")
_OWED = (
    r"(?:pay|pays|paying|due|payable|fallig|fall(?:en|t) [^.;]{0,40}an|(?:nach)?zahl(?:en|st|t)|"
    r"a (?:payer|regler|pagar)|payez|paga[sn]?|dus|dues|(?:est|sera) due?|exigibles?)"
)
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
    r"(?:avoid(?:ing)?|without|before|prevent|stop|eviter|evitez|avant|sans|evitar?|evita|sin|"
    r"antes)"
    r"(?: (?:being|getting|be|to|you|you're|are|we|your|card|is|the|d'etre|etre|que|qu'on|vous|ne|"
    rf"soyez|de|se|te|le|nos|tu|tarjeta)){{0,4}} (?:{_TAKE}|{_OWED}|{_BY_US}|factures?|cobren)"
)
SAVED = words(
    r"no se aplican? (?:ningun\w* )?\w+ (?:por|de) \w+|sav(?:e|es|ing) (?:up to )?\S+ (?:in|on) \w+"
)
DUE = words(
    rf"{_TAKE}|{_APART}|appl(?:y|ies)|due|payable|fallt|fallen|fallig|s'appliqu\w+|exigibles?|"
    r"a (?:payer|regler)|aplica\w*|dus|dues|sera du"
)
_CANCELS = (
    r"cancel\w*|terminat\w+|ending|leaving|\w*kundig\w*|beend\w*|storn\w*|resili\w*|annul\w*|"
    r"baja|anula\w*|rescis\w*|terminar"
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
CUT = re.compile(r"(?<![a-z])(?:[il]n[ck]l|exc?l|zzgl|approx|ca)\.$")
# A condition, down to the next comma: the end itself, or something else that may never be.
_ELSE = (
    r"return\w*|come back|rejoin\w*|restart\w*|reactivat\w*|re-?subscrib\w*|equipment|device|"
    r"router|accept\w*|upgrad\w*|switch(?! off)\w*|zuruck\w*|"
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
    rf"{END}|cancela\w*|stop|switch off|confirm\w*|proceed|continu\w*|go ahead|bestatig\w*|"
    r"fortfahren|"
    r"mettez fin|terminas?|te vas|se va|os vais|(?:vous )?partez|tu pars|quitt\w*|du gehst|"
    r"sie gehen|verlass\w*"
)
SOMETHING_ELSE = words(
    r"unless|sauf|salvo|es sei denn|not|\w+n't|nicht|keine?|ne|pas|no|without|ohne|sans|sin|"
    rf"by|{_ELSE}"
)
UNLESS_IT_STAYS = words(
    r"unless (?:you|it|your \w+) (?:stay|keep|wait|remain|hold on)s?|"
    r"(?:not|\w+n't) (?:wait|stay|remain|hold on)|nicht (?:\S+ ){0,4}?(?:warte[nt]?|bleib\w*|"
    r"wartest)|"
    r"n(?:e |')(?:patient\w*|rest(?:ez|es|e|er)|attend\w*)|"
    r"no (?:esper\w*|te quedas|se queda|permanec\w*)"
)
STAYS = words(
    r"wait|stay|keep|remain|wart\w*|bleib\w*|patient\w*|restez|attend\w*|esper\w*|qued\w*"
)
WOULD = words(r"would|wurden?|serai[ts]|seraient|cobrarian?")
RUNS_ON = words(
    r"(?:noch|weiterhin|still|continue to|encore|seguira\w*)(?= [^.]*\d)|"
    r"for (?:the|this|your) (?:current|present) (?:\w+ )?(?:period|month|cycle)|"
    r"fur den (?:aktuellen|laufenden) (?:monat|zeitraum|abrechnungszeitraum)|"
    r"pour (?:la periode|le mois) en cours|por el (?:periodo|mes) (?:actual|en curso)"
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
IS_WAIVED = Phrases(*WAIVED)
OUR_WORDS = words(r"(?:i|i'\w+|my|ich|mein\w*|mir|je|j'\w+|on m'a|mon|ma|yo|me|mi|no quiero)")
