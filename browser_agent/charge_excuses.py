"""What explains an amount as something else than what this press costs: what stands before it, and
what stands behind it.

For the last rail; no words shared with the rules. Over `charges_left.marked` text, in which every
amount is a "#" and colons, brackets and dashes are commas.
"""

from browser_agent.strokes import Wording

# Other words on the way, of the same clause.
_WAY = r"(?:(?! (?:and|but|so|und|aber|sondern|et|mais|y|pero|sino)\b)[^#,.!?]){0,50}?"
_ITS = (
    r"(?:(?:the|your|an?|any|all|up to|about|of|only|just|vos|votre|tus?|les?|la|de|lo?s|ihre?n?|"
    r"deine?n?|den|die|der|das|nur|von|solo) ){0,4}"
)
_ROW_OF_VERBS = r"(?:charg|bill|debit|pa(?:y|id)|tak(?:e|ing)|collect|ow(?:e|ing)\b|ask)\w*"
_PAYMENT = (
    r"(?:payments?|charges?|bill(?:ing)?(?: date)?|invoice|renewal|zahlung|beitrag|abbuchung|"
    r"rechnung|"
    r"abrechnung|paiement|prelevement|echeance|facture|pago|cobro|cargo|factura|renovacion)"
)
_TIME = r"(?:month|mo|year|yr|week|day|quarter|monat|jahr|woche|mois|an|semaine|mes|ano|semana)"
_MORE_OF_THEM = (
    r"(?![^.#,]{0,30}\b(?:remain|left\b|rest\b|until(?! you (?:cancel|end))|verbleib|restlich|"
    r"restant|bis\b(?! (?:du|sie) )|jusqu|another|\d+ more|hasta\b(?! que)))"
)
BY_TIME = Wording(
    rf"# ?,?(?: billed)? ?(?:(?:(?:for |auf |mas |more |mehr |de plus )?(?:each|every|per|an?|je|"
    rf"jede\w*|pro|im|in der|par|"
    rf"chaque|al?|a la|por|cada)) (?:\w+ )?(?:{_TIME}|\d+ (?:weeks|months))\b|l'an\b|"
    rf"(?:monthly|yearly|annually|monatlich|jahrlich|mensuel\w*|mensual\w*|anual\w*)\b(?! #))"
    rf"{_MORE_OF_THEM}|# billed once a year\b|"
    r"\bbilled # (?:once a year|annually|yearly)\b"
)
BY_PIECE = Wording(
    r"# (?:(?:per|an?|pro|je|par|por|for each|for every) )(?:\w+ )?(?:order|rental|box|user|person|"
    rf"bestellung|commande|pedido)\b{_MORE_OF_THEM}"
)
# The price of the plan, and of the next period.
_COMES = (
    rf"\b(?:next|upcoming|future|nachste\w*|kunftige\w*|prochaine?|proxim[oa]|siguiente) (?:\w+ )?"
    rf"{_PAYMENT}\b(?:(?!\b(?:charged|due|none|taken|includ\w+|enthalt\w*|compren\w+|inclu\w+|but|"
    rf"and)\b)[^#.!?]){{0,50}}#"
    rf"(?![^#.]{{0,40}}(?:today|now|immediately|at once|heute|sofort|aujourd'hui|hoy|ahora))"
)
_RENEWS = (
    r"\b(?:(?:auto-?)?renews|will (?:auto-?)?renew|renewal (?:price|date)|verlangert|renouvel\w+|"
    r"renueva|renovara\w*)\b(?:(?!cancel|leav|today|now|early|fee|kundig|heute|resili|baja|"
    r"hoy)[^#.]){0,50}#"
)
_IS_ITS_PRICE = (
    r"(?<!remaining )(?<!your )\b(?:monthly|yearly|annual|monats\w*abo|jahresabo|monatliche\w*|"
    r"mensuel|mensual|anual)(?: (?:plan|membership|costs?|kosten|abonnement|preis|price))?,? #|"
    r"\b(?:plan|current|monatlicher) (?:price|preis|prix|cost),? #|\byour plan, [^#.]{0,40}#|"
    r"\b(?:plan|subscription|price) includes "
    r"(?:an? )?#|\btax(?:es)? (?:& |and )?fees,? #|"
    r"\bmonthly (?:fees?|charges?|costs?)(?: of)?,? #(?![^#.]{0,30}\b"
    r"(?:now|today|immediately|at once))|# (?:\w+ )?(?:plan|price|rate|tariff)\b"
)
COSTS = Wording(
    r"\b(?:plan|subscription|membership|trial|abo|abonnement|basic|standard|premium|plus|lite|mini|"
    r"light|ads|adverts)\b[^#,.]{0,40} (?:costs?|kostet|coute|cuesta)(?: only| just| nur)? #"
    r"(?: (?:plus|\+) an? # (?:\w+ )?(?:fee|charge))?"
)
OFFERED_FOR = Wording(
    r"\b(?:only|just|nur|seulement|solo|statt|instead of|rather than|au lieu de|"
    r"en vez de) #(?! (?:to|for|por) (?:cancel|leav|end))|"
    r"\b(?:\d+|two|three|six|eine?n?|zwei|drei|sechs|une?|deux|trois|dos|tres|seis) (?:months?|"
    r"weeks?|years?|monate?|wochen|mois|mes(?:es)?) (?:at|for|a|fur|por|zu) (?:je |nur |only )?#|"
    r"\b(?:then|dann|danach|puis|ensuite|luego|despues|after that) #(?! (?:is|are|will|becomes|"
    r"falls|w[ei]rd\w*|sera\w*|se)\b)"
)
_IS_OFFERED = (
    r"\b(?:upgrade|switch) to [^#.]{0,40}#|"
    r"(?<!we'll )(?<!we )(?<!will )(?<!you )(?<!can )(?<!not )\b(?:stay|keep(?! in mind)|"
    r"switch(?! off)|get(?! out)|enjoy|pause|upgrade|downgrade|claim|save|join|rejoin|try|"
    r"come back|restart|(?<!es )bleib\w*|wechsel\w*|profitez|restez|revenez|passez|"
    r"quedate|vuelve|aprovecha)\b"
    r"(?:(?! (?:or|oder|ou|o|otherwise|as)\b)(?! (?:and|und|et|y) (?!pay|save|get|keep|enjoy|zahl|"
    r"spar|payez|profit|paga|ahorra|disfruta))[^#,.]){0,50}"
    r"#(?! (?:will|is|are|wird|werden|sera|seront|se)\b)"
)
# Its delivery, its goods, its services; a list of what was billed.
FEES = Wording(
    r"\b(?:delivery|shipping|(?:re-?)?activation|registration|membership|late|joining|"
    r"set-?up) (?:fees?|charges?|costs?)(?: of)?,? #"
)
_OTHER_THINGS = (
    r"\b(?:orders?|bestellungen|commandes?|pedidos?) (?:under|over|above|below|from|unter|uber|ab|"
    r"de (?:plus|moins|mas|menos) de|superiores a|a partir de) #|"
    r"\bfrais de (?:livraison|port)(?: de)? #|"
    r"\bgastos de envio(?: son| de)? #|\b(?:shipping|delivery|versand|lieferung|livraison|envio)"
    r"(?: costs?| kostet| coute| cuesta),? #|#(?: for| in)? (?:shipping|postage|"
    r"versand(?:kosten)?)\b|"
    r"# (?:for )?delivery\b(?! of)|# de livraison\b|# for late \w+|"
    r"\b(?:one|two|three|\d+) (?:more|further) (?:\w+ )?payments? of # (?:is|are) due(?! (?:now|"
    r"today|at once|immediately))|"
    r"\b(?:invoice|rechnung|facture|factura) (?:vom |du |del )?\d[^#.]{0,25}#|"
    r"\bremaining instal\w+, \d[^#]{0,40}# each\b"
)
_SOON_OVER = (
    r"(?:trial|discount|promotion|offer|probe\w*|rabatts?|essai|prueba|promocion|descuento)\b"
)
_RUNS_ON = (
    rf"\b(?:after|once|when|nach(?: ablauf)?|apres|despues de|tras) (?:(?:your|the|ihre[sr]?|"
    rf"deine[sr]?|des|der|votre|la|el|tu) |l')?(?:\w+ )?{_SOON_OVER}[^#.]{{0,50}}#|"
    rf"#[^#.]{{0,40}}\b(?:after|once|when) (?:your|the) (?:\w+ )?{_SOON_OVER}|"
    rf"#{_WAY} for (?:the|this|your) (?:current|present) (?:\w+ )?(?:period|month|cycle)\b|"
    rf"#{_WAY} fur den (?:aktuellen|laufenden) \w+|#{_WAY} pour (?:la periode|le mois) en cours|"
    rf"#{_WAY} por el (?:periodo|mes) (?:actual|en curso)|\bcontinue to be (?:charged|billed) #|"
    r"\bbis (?:zum )?\d{1,2} \w+ [^#,.]{0,20}noch # abgebucht"
)
RUNS_ON = Wording(_RUNS_ON)
PRICE = Wording("|".join((_COMES, _RENEWS, _IS_ITS_PRICE, _OTHER_THINGS, _IS_OFFERED)))
_DONE = (
    rf"\b(?:was|were|(?:has|have|had|'ve) (?:\w+ )?been|already) (?:charged|billed|paid|taken|"
    rf"debited)"
    rf"\b{_WAY}#|\byou(?:'ve| have)? (?:already )?(?:paid|spent|donated|saved) {_WAY}#|"
    rf"\bwe (?:have |already )*(?:charged|billed|debited) {_WAY}#|#{_WAY} (?:was|were|has been|"
    rf"have "
    r"been) (?:\w+ )?(?:charged|taken|paid|billed|debited|refunded)\b|# paid\b|"
    r"# (?:charged|paid|billed|taken) (?:on|in) |"
    rf"\blast (?:\w+ )?{_PAYMENT} of # "
    rf"(?:is due on|had)\b|\b{_PAYMENT} of # is (?:pending|being processed)|"
    r"(?<!be )(?<!are )(?<!is )\b(?:billed|charged|paid) on [^#.,]{0,20},? #|"
    rf"\bpaid (?:until|through){_WAY}#"
)
_GETAN = (
    r"\b(?:zuletzt|bereits) (?:abgebucht|berechnet|eingezogen), #|"
    rf"\b(?:haben|hast|wurden?|bereits)\b{_WAY}# "
    rf"(?:bezahlt|abgebucht|gezahlt|berechnet|eingezogen)\b|\bbezahlt,?{_WAY}#|"
    rf"# wurden?\b{_WAY}(?:abgebucht|bezahlt|eingezogen)\b"
)
_FAIT = (
    rf"\b(?:avez|avons|ont|ete) (?:deja )?(?:paye|preleve|debite|facture|regle)\w*{_WAY}#|"
    rf"#{_WAY} (?:a|ont) (?:deja )?ete (?:paye|preleve|debite|facture)\w*|"
    rf"\bprelevement, # le [\dl]|"
    r"\bfacture de # est disponible\b"
)
_HECHO = rf"\b(?:pagaste|cobramos|has pagado|hemos cobrado|han? cobrado)\b{_WAY}#(?! hoy| ahora)"
LAST = Wording(
    rf"\b(?:last|previous) {_PAYMENT}(?:,| was| [\dl][^#.]{{0,25}})? #|"
    rf"\bletzte\w* {_PAYMENT}(?:,| betrug| betragt| war| von)? #|"
    rf"\bderniere? {_PAYMENT}(?:,| etait| [\dl][^#.]{{0,25}})?(?: de)? #|"
    rf"\bultim[oa] {_PAYMENT}(?:,| fue| [\dl][^#.]{{0,25}})?(?: de)? #"
)
PAST = Wording("|".join((_DONE, _GETAN, _FAIT, _HECHO)))
# To the customer, or what the customer merely loses.
TO_CUSTOMER = Wording(
    rf"\b(?:refund(?:s|ed|ing)?|reimburse) (?:you )?(?:of )?{_ITS}(?:remaining )?#|"
    rf"#{_WAY} (?:will be|is|are|being) (?:\w+ )?(?:refunded|credited|reimbursed)\b|"
    rf"\b(?:get|receive) {_ITS}# (?:\w+ )?back\b|# (?:\w+ )?(?:credits?|(?<!the )discount)\b|"
    r"\b(?:credit|gift card)(?: balance)?(?: of)? #|\b(?:guthaben|gutschrift|erstattung)(?: von|"
    r" in "
    rf"hohe von| uber)? #|\berstatte\w*(?: wir)?(?: ihnen| dir)? {_ITS}#|"
    rf"\berhalten{_WAY}# zuruck\b|"
    rf"#{_WAY} (?:erstattet|gutgeschrieben|zuruckgezahlt)\b|\b(?:vous|"
    rf"te) rembourse(?:r)?ons(?: de)? #|"
    r"\b(?:serez|etes|sera) rembourses?e?s? de #|\b(?:remboursement|credit) de #|"
    rf"\b(?:te |le )?(?:devolve(?:re)?mos|reembolsa(?:re)?mos|abonaremos) {_ITS}#|\breembolsar\w*"
    rf"(?: de)? #|\breembolso de #|\bsaldo de #{_WAY}perdera\b|\b(?:los(?:e|ing)|give up|forfeit|"
    rf"verlier\w*|perd(?:ez|rez|s|ras|era|eras)|pierdes?) {_ITS}(?:\w+ ){{0,2}}{_ITS}#|"
    rf"\b(?:(?<!your )sav(?:e|es|ed|ing)|spar\w*|economis\w*|ahorr\w*) {_WAY}#"
)
_HELPS = (
    r"(?:(?:be|get|being|getting|have|had|to|longer|you|again|ever|your|card|account|etre|e|se|te|"
    r"le|les|nos|me|tu|vous|soyez|sera|serez|que|qu'on|ne) ){0,4}"
)
NOT_TAKEN = Wording(
    rf"(?:\bnot|n't|\bno longer|\bnever|\bstop|\bprevent|"
    rf"\bwithout) {_HELPS}{_ROW_OF_VERBS} {_ITS}#|"
    rf"#{_WAY} n'aur\w+ pas lieu\b|#{_WAY} no se (?:realizara|hara|cobrara|efectuara)\b|"
    rf"#{_WAY} (?:will not|won't|is not|isn't) (?:be )?(?:made|charged|taken|billed|collected|"
    rf"debited)|"
    rf"\bkeine?[nr]? (?:weiteren? )?#|#{_WAY} nicht (?:mehr )?(?:\w+ )?(?:zahlen|gezahlt|abgebucht|"
    r"berechnet|bezahlen|fallig)\b|\bnicht (?:mehr )?(?:mit )?# (?:zahlen|belastet|bezahlen)\b|"
    rf"(?:\bne |\bn'){_HELPS}(?:serez|sera|seront|paierez|payez|payer|debite\w*|preleve\w*|"
    rf"facture\w*) "
    rf"(?:plus |pas )(?:\w+ ){{0,2}}(?:de )?#|\bne (?:plus|pas) {_HELPS}(?:payer?|debite|preleve|"
    rf"facture)\w*(?: de)? #|#{_WAY} ne (?:sera|seront|soient|soit) (?:plus|pas)\b|"
    rf"\bno {_HELPS}(?:volver\w* a )?(?:pag|cobr|carg)\w*(?: mas)? {_ITS}#"
)
AVOIDED = Wording(
    rf"\bavoid(?:ing)? (?:an? \w+ of )?(?:{_HELPS}{_ROW_OF_VERBS} )?{_ITS}#|"
    rf"\b(?:eviter?|evitez|evitar?) (?:d'|de |que )?{_HELPS}\w+ {_ITS}#"
)
OTHER_PEOPLE = Wording(
    r"\b(?:new (?:members|customers|subscribers)|others) pay #|\b(?:neukunden|neue \w+) zahlen #|"
    r"\bnouveaux \w+ (?:paient|payent) #|\bnuevos \w+ pagan #|"
    rf"\b(?:resubscribing|rejoining|coming back|restarting|joining again|returning)\b{_WAY}#"
)
# What in the same clause takes the excuse back.
_AN_END = (
    r"\b(?:(?:to|for|by|when you|if you) (?:cancel\w*|leav(?:e|ing)|end(?:ing)?|terminat\w+|"
    r"quit\w*|exit\w*)|cancellations?|(?:bei|fur (?:die|ihre|deine)) (?:\w+ )?kundigung|"
    r"(?:a|en|pour) resili\w+|(?:al|para|por) (?:cancelar|dar\w* de baja))\b"
)
_IS_TAKEN = (
    r"\b(?:(?:is|are|will be|be) (?:\w+ )?(?:charged|billed|debited|collected|taken|due|payable)|"
    r"(?:wird|werden) (?:\w+ ){0,3}(?:berechnet|abgebucht|eingezogen|belastet|fallig)|"
    r"(?:ist|sind) (?:\w+ )?fallig|(?:sera|seront) (?:\w+ )?(?:preleve|facture|debite|du)\w*|"
    r"(?:est|sont) (?:dus?|dues?)|se (?:te |le )?cobr\w+)\b"
)
_SOON = r"\b(?:today|immediately|at once|heute|sofort|aujourd'hui|hoy)\b"
_NOT_OVER = (
    r"\b(?:now|due(?! on)|will be|jetzt|wird|werden|fallig|erfolgt|maintenant|sera|seront|ahora|"
    r"se cobr\w+)\b"
)
_TOO_LATE = (
    r"\b(?:monat (?:werden|wird|ist|sind) (?:\w+ )?fallig|(?:month|period|cycle) (?:is|are) "
    r"(?:now )?due|cancell?ed late|(?<!unless your )(?<!unless the )trial (?:is|was) cancell?ed|"
    r"fur (?:die|ihre|deine) kundigung|(?:for|by) (?:cancell?ing|leaving|ending))\b"
)
_TAKEN_BACK = Wording(r"\b(?:charged|billed|clawed) back\b")
EXCUSES = (
    (BY_PIECE, Wording(rf"{_AN_END}|{_SOON}")),
    (PRICE, None),
    (COSTS, Wording(_AN_END)),
    (FEES, Wording(rf"{_AN_END}|{_IS_TAKEN}|{_SOON}")),
    (OFFERED_FOR, Wording(rf"{_AN_END}|{_IS_TAKEN}")),
    (RUNS_ON, Wording(_TOO_LATE)),
    (PAST, _TAKEN_BACK),
    (LAST, Wording(rf"{_NOT_OVER}|{_SOON}")),
    (TO_CUSTOMER, _TAKEN_BACK),
    (NOT_TAKEN, None),
    (OTHER_PEOPLE, None),
)
STEPS = Wording(
    r"#(?: (?:today|now|heute|jetzt|aujourd'hui|hoy|ahora))?,? (?:and |und |et |y )?(?:then|dann|"
    r"danach|puis|ensuite|luego|despues) #"
)
