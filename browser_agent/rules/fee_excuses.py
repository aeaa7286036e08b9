"""What takes an amount away from those that this press might cost: each names the amount itself.

Over `fees_left.marked` text, in which every amount is a "#" and every mark but a full stop a comma.
"""

from browser_agent.rules.fee_words import words

# Words of the same clause, up to the amount or from it on.
_G = r"(?:(?! (?:and|but|so|und|aber|sondern|et|mais|y|pero|sino) )[^#,.!?]){0,60}"
_THE = (
    r"(?:(?:the|your|all|an?|an? sum of|of|up to|any|my|vos|votre|tus?|la|le|les|de|ihre?n?|die|"
    r"den|lo?s) ){0,4}"
)
_PAY = r"(?:charged?|billed?|bill|debit(?:ed)?|pay|paying|take|taken|collect(?:ed)?|owe|asked for)"
_MONTH = r"(?:month|mo|year|yr|week|quarter|day|monat|jahr|woche|mois|an|semaine|mes|ano|semana)"
_EACH = r"(?:order|rental|box|user|person|bestellung|commande|pedido)"
_LEFT = (
    r"(?! [^.#,]{0,30}(?:remaining|left|rest|until(?! you (?:cancel|end))|verbleibend|restlich|"
    r"restant|bis(?! (?:du|sie) )|jusqu|another|\d+ more|hasta(?! que)))"
)
BY_PERIOD = words(
    rf"# ?(?:/|(?:for |auf |mas |more |mehr |de plus )?(?:each|every|per|an?|pro|im|je|jeden?|"
    rf"in der|par|chaque|al|a la|por|cada)) ?(?:\w+ )?(?:{_MONTH}|\d+ (?:weeks|months))\b{_LEFT}|"
    r"# billed (?:annually|once a year)|billed # (?:annually|yearly|once a year)|"
    r"# ?,? ?(?:monthly|yearly|annually|monatlich|jahrlich|"
    r"mensuel\w*|mensual\w*|anual\w*)"
    rf"(?! #){_LEFT}|# l'an"
)
PER_PIECE = words(rf"# ?(?:/|per|for each|for every|an?|pro|je|par|por) ?(?:\w+ )?{_EACH}\b{_LEFT}")
PRICE = words(
    r"(?:orders?|bestellungen|commandes?|pedidos?) (?:under|over|above|below|from|unter|uber|ab|"
    r"de (?:plus|moins|mas|menos) de|superiores a|a partir de) #|"
    r"(?:next|upcoming|future|nachste\w*|kunftige\w*|prochaine?s?|proxim[oa]s?|siguientes?) "
    r"(?:\w+ )?(?:payment|charge|bill|billing(?: date)?|renewal|invoice|zahlung|abbuchung|"
    r"rechnung|"
    r"paiement|prelevement|echeance|facture|cobro|pago|cargo|factura)"
    r"(?:(?!(?:charged|due|none|taken|includ\w+|enthalt\w*|compren\w+|inclu\w+|but|"
    r"and) )[^#.!?]){0,60}#"
    r"(?![^#.]{0,40}(?:today|now|immediately|at once|heute|sofort|aujourd'hui|hoy|ahora))|"
    r"(?:(?:auto-?)?renews\b|will (?:auto-?)?renew\b|renewal (?:price|date)|verlanger[nt]\w*|"
    r"renouvel\w*|renueva\w*|"
    r"renovara\w*)(?:(?!cancel|leav|today|now|early|fee|kundig|heute|resili|baja|hoy)[^#.]){0,60}#|"
    r"(?<!remaining )(?<!your )(?:monthly|yearly|annual|monatsabo|jahresabo|monatliche\w*|"
    r"mensuel\w*|mensual\w*|anual)"
    r"(?: plan| membership| costs?| kosten| abonnement)?,? #|"
    r"(?:upgrade|switch) to [^#.]{0,40}#|(?:invoice|rechnung|facture|factura) (?:vom |du |"
    r"del )?\d[^#.]{0,25}#|"
    r"(?:one|two|three|\d+) (?:more|further) (?:\w+ )?payments? of # (?:is|are) due(?! (?:now|"
    r"today|at once|immediately))|"
    r"remaining instal\w+, \d[^#]{0,40}# each|"
    r"your plan, [^#.]{0,40}#|(?:plan|monthly|current|monatlicher|mensuel|mensual) (?:price|preis|"
    r"prix|cost),? #|(?:plan|subscription|price) includes? (?:an? )?#|taxes? (?:&|and) fees,? #|"
    r"monthly (?:fees?|charges?|costs?)(?: of)?,? #(?![^#.]{0,30}(?:now|today|immediately|"
    r"at once))|"
    r"frais de (?:livraison|port)(?: de)? #|"
    r"gastos de envio(?: son| de)? #|"
    r"#(?: for| in)? (?:shipping|postage|versand(?:kosten)?)|# (?:for )?delivery(?! of)|"
    r"(?:shipping|delivery|versand|lieferung|livraison|envio)(?: costs?| kostet| coute|"
    r" cuesta),? #|"
    r"# de livraison|# for late \w+|"
    r"# (?:\w+ )?(?:plan|price|rate|tariff|credits?|guthaben|(?<!the )discount)"
)
COSTS = words(
    r"(?:plan|subscription|membership|trial|abo|abonnement|basic|standard|premium|plus|lite|mini|"
    r"light|ads|adverts)[^#,.]{0,40} (?:costs?|kostet|coute|cuesta) (?:only |just |nur )?#"
    r"(?: (?:plus|\+) an? # (?:\w+ )?(?:fee|charge))?"
)
FEES = words(
    r"(?:delivery|shipping|(?:re-?)?activation|registration|membership|late|joining|"
    r"set-?up) (?:fees?|charges?|costs?)(?: of)?,? #"
)
FOR_A_WHILE = words(
    r"(?:\d+|one|two|three|six|eine?n?|zwei|drei|sechs|une?|deux|trois|dos|tres|seis) (?:months?|"
    r"weeks?|years?|monate?|wochen|mois|mes(?:es)?) (?:at|for|a|fur|por|zu) "
    r"(?:je |nur |only |just )?#|"
    r"(?:then|dann|danach|puis|ensuite|luego|despues|after that) #(?! (?:is|are|will|becomes|"
    r"falls|w[ei]rd\w*|sera\w*|se)\b)|"
    r"(?:only|just|nur|seulement|solo|statt|instead of|rather than|au lieu de|"
    r"en vez de) #(?! (?:to|for|por) (?:cancel|leav|end))"
)
# The trial's or the discount's own end, and this month, which is paid for anyway.
_ENDS_SOON = (
    r"(?:trial|discount|promotion|offer|probe\w*|rabatts?|essai|prueba|promocion|descuento)"
)
RUNS_ON = words(
    rf"(?:after|once|when|nach(?: ablauf)?|apres|despues de|tras) "
    rf"(?:(?:your|the|ihre[sr]?|deine[sr]?|des|der|votre|l'|la|el|"
    rf"tu) ?)?(?:\w+ )?{_ENDS_SOON}[^#.]{{0,60}}#|"
    rf"#[^#.]{{0,40}}(?:after|once|when) (?:your|the) (?:\w+ )?{_ENDS_SOON}|"
    rf"#{_G} (?:for|fur|pour|por) (?:the|this|your|den|la|le|el) (?:current|present|aktuellen|"
    r"laufenden|periode en cours|mois en cours|periodo|mes) ?(?:\w+ )?(?:period|month|cycle|monat|"
    r"zeitraum|abrechnungszeitraum|actual|en curso)?|"
    r"continue to be (?:charged|billed) #|"
    r"bis (?:zum )?\d{1,2} \w+ [^#,.]{0,20}noch # abgebucht"
)
PAST = words(
    r"(?<!be )(?<!are )(?<!is )(?:billed|charged|paid) on [^#.,]{0,20},? #|"
    r"(?:zuletzt|bereits) (?:abgebucht|berechnet|eingezogen), #|"
    rf"(?:was|were|(?:has|have|had|'ve) (?:\w+ )?been|already) (?:charged|billed|paid|taken|"
    rf"debited){_G}#|you(?:'ve| have)? (?:already )?(?:paid|spent|donated|saved) {_G}#|"
    rf"we (?:have |already )*(?:charged|billed|debited) {_G}#|"
    rf"#{_G} (?:was|were|has been|have been) (?:\w+ )?(?:charged|taken|paid|billed|debited|"
    rf"refunded)|"
    r"# (?:charged|paid|billed|taken) (?:on|in)|# paid|(?:last|previous) (?:payment|charge|"
    r"bill) of # had|"
    r"last (?:\w+ )?payment of # is due on|"
    rf"(?:payment|charge) of # is (?:pending|being processed)|paid (?:until|through){_G}#|"
    rf"haben(?: sie| wir|){_G}# (?:bezahlt|abgebucht|gezahlt|berechnet|eingezogen)|"
    rf"(?:haben|hast|wurden?|bereits) {_G}# (?:bezahlt|abgebucht|gezahlt|berechnet|eingezogen)|"
    rf"(?:bereits |schon )?bezahlt,? {_G}#|# wurden? {_G}(?:abgebucht|bezahlt|eingezogen)|"
    rf"(?:avez|avons|a|as|ont|ete) (?:deja )?(?:paye|preleve|debite|facture|regle)\w*{_G}#|"
    rf"# {_G}(?:a|ont) (?:deja )?ete (?:paye|preleve|debite|facture)\w*|"
    r"prelevement, # le|facture de # est disponible|"
    rf"(?:pagaste|cobramos|has pagado|hemos cobrado|(?:han?|he) cobrado){_G}#(?! hoy| ahora)"
)
LAST = words(
    r"(?:last|previous) (?:payment|charge|bill|invoice)(?:,| was| \d[^#.]{0,25})? #|"
    r"letzte\w* (?:zahlung|abbuchung|rechnung),?(?: betrug| betragt| war| von)? #|"
    r"derniere? (?:paiement|prelevement|facture|echeance)(?:,| etait| \d[^#.]{0,25})?(?: de)? #|"
    r"ultim[oa] (?:pago|cobro|cargo|factura),?(?: fue)?(?: de)? #"
)
COMES_BACK = words(
    rf"(?:refund(?:s|ed|ing)?|reimburse) (?:you )?(?:of )?{_THE}(?:remaining )?#|"
    rf"#{_G} (?:will be|is|are|being) (?:\w+ )?(?:refunded|credited|reimbursed)|"
    rf"(?:get|receive) {_THE}# (?:\w+ )?back|(?:balance|credit|card)(?: balance)? of #{_G}refunded|"
    rf"(?:credit|gift card|gift card balance) (?:balance )?(?:of )?#|"
    rf"(?:erstatten|erstattet|gutschrift|erstattung)(?: wir)?(?: ihnen| dir)? (?:von |"
    rf"uber )?{_THE}#|"
    rf"erhalten{_G}# zuruck|#{_G} (?:erstattet|gutgeschrieben|zuruckgezahlt)|"
    rf"guthaben (?:von|in hohe von) #|"
    rf"(?:vous|te) (?:remboursons|rembourserons)(?: de)? #|(?:serez|etes|sera) rembourses?e? de #|"
    rf"remboursement de #|credit de #|"
    rf"(?:te |le )(?:devolveremos|devolvemos|reembolsaremos|reembolsamos|abonaremos) {_THE}#|"
    rf"reembolsar\w*(?: de)? #|reembolso de #|saldo de #{_G}perdera|"
    rf"(?:los(?:e|ing)|give up|forfeit|verlier\w*|perd(?:ez|rez|s|ras|era|eras)|pierdes?) "
    rf"{_THE}(?:\w+ ){{0,2}}{_THE}#|(?<!your )sav(?:e|es|ed|ing|ings of) {_G}#|"
    rf"(?:spar\w*|economis\w*|ahorr\w*) {_G}#"
)
_BE = (
    r"(?:be|get|being|getting|have|had|to|longer|you|again|ever|your|card|account|d'|etre|e|se|te|"
    r"le|les|nos|me|tu|vous|soyez|sera|serez|que|qu'on|ne)"
)
SPARED = words(
    rf"#{_G} n'aur\w+ pas lieu|#{_G} no se (?:realizara|hara|cobrara|efectuara)|"
    rf"(?:not|\w*n't|no longer|never|stop|prevent|without) (?:{_BE} ){{0,4}}{_PAY} {_THE}#|"
    rf"(?:(?:next|future) )?(?:charge|payment) of # {_G}(?:will not|won't) be|"
    rf"#{_G} (?:will not|won't|is not|isn't) (?:be )?(?:made|charged|taken|billed|collected|"
    rf"debited)|"
    rf"keine?[nr]? (?:weiteren? )?#|#{_G} nicht (?:mehr )?(?:\w+ )?(?:zahlen|gezahlt|abgebucht|"
    rf"berechnet|bezahlen|fallig)|"
    rf"nicht (?:mehr )?(?:mit )?# (?:zahlen|belastet|bezahlen)|"
    rf"(?:ne|n') ?(?:{_BE} )*(?:serez|sera|seront|paierez|payez|payer|debite\w*|preleve\w*|"
    rf"facture\w*) ?"
    rf"(?:plus |pas )(?:\w+ ){{0,2}}(?:de )?#|ne (?:plus|pas) (?:{_BE} )*(?:payer|paye|debite|"
    rf"preleve|facture)\w*(?: de)? #|"
    rf"#{_G} ne (?:sera|seront|soient|soit) (?:plus|pas)|"
    rf"(?:ya )?no (?:{_BE} )*(?:volver\w* a )?(?:pag|cobr|carg)\w*(?: mas)? {_THE}#"
)
# Who wants to avoid it is to wait, or to cancel by then.
AVOIDED = words(
    rf"avoid(?:ing)? (?:an? \w+ of )?(?:(?:{_BE} ){{0,4}}{_PAY} )?{_THE}#|"
    rf"(?:eviter?|evitez) (?:d'|de |que |qu'on )?(?:{_BE} )*\w+(?: de)? #|"
    rf"(?:eviter?|evitar?) (?:que )?(?:{_BE} )*(?:pag|cobr|carg)\w* {_THE}#"
)
OF_OTHERS = words(
    rf"(?:new (?:members|customers|subscribers)|others) pay #|(?:neukunden|neue \w+) zahlen #|"
    rf"nouveaux (?:clients|abonnes|membres) (?:paient|payent) #|nuevos (?:clientes|socios|"
    rf"miembros) pagan #|"
    rf"(?:resubscribing|rejoining|coming back|restarting|joining again|returning){_G}#|"
    r"(?<!we'll )(?<!we )(?<!will )(?<!you )(?<!can )(?<!not )"
    r"(?:stay|keep(?! in mind)|switch(?! off)|get(?! out)|enjoy|pause|upgrade|downgrade|claim|"
    r"save(?!d)|join|rejoin|try|come back|restart|(?<!es )bleib\w*|wechsel\w*|profitez|restez|"
    r"revenez|passez|quedate|vuelve|aprovecha)(?:(?! (?:or|oder|ou|o|otherwise|as) )"
    r"(?! (?:and|und|et|y) (?!pay|save|get|keep|enjoy|zahl|spar|payez|profit|paga|ahorra|"
    r"disfruta))[^#,.]){0,60}#(?! (?:will|is|are|wird|werden|sera|seront|se)\b)"
)
# The price of an offer, now and later.
STEPS = words(
    r"#(?: (?:today|now|heute|jetzt|aujourd'hui|hoy|ahora))?,? (?:and |und |et |y )?(?:then|dann|"
    r"danach|"
    r"puis|ensuite|luego|despues) #"
)
WOULD = words(r"would(?! (?:still )?have to)|wurden?|serai[ts]|seraient|cobrarian?")
# Words of the same clause that make a charge of it after all.
_ENDING = (
    r"(?:to|for|when you|if you|by) (?:cancel\w*|leav(?:e|ing)|end(?:ing)?|terminat\w+|quit\w*|"
    r"exit\w*)|cancellations?|(?:bei|fur (?:die|ihre|deine)) (?:\w+ )?kundigung|"
    r"(?:a|pour|en) resili\w+|(?:al|por|para) (?:cancelar|dar\w* de baja)"
)
_TAKEN = (
    r"(?:is|are|will be|be) (?:\w+ )?(?:charged|billed|debited|collected|taken|due|payable)|"
    r"(?:w[ei]rd|werden) (?:\w+ ){0,3}(?:berechnet|abgebucht|eingezogen|belastet|fallig)|"
    r"(?:ist|sind) (?:\w+ )?fallig|ser(?:a|ont) (?:\w+ )?(?:preleve|facture|debite|du)\w*|"
    r"(?:est|sont) dus?|(?:est|sont) dues?|se (?:te |le )?cobr\w+"
)
_TODAY = r"today|immediately|at once|heute|sofort|aujourd'hui|hoy"
_STILL = (
    r"now|due(?! on)|will be|jetzt|w[ei]rd|werden|fallig|erfolgt|maintenant|ser(?:a|ont)|ahora|"
    r"se cobr\w+"
)
_LATE = (
    r"monat (?:werden|wird|ist|sind) (?:\w+ )?fallig|(?:month|period|cycle) (?:is|are) "
    r"(?:now )?due|"
    r"cancell?ed late|(?<!unless your )(?<!unless the )trial (?:is|was) cancell?ed|"
    r"fur (?:die|ihre|deine) kundigung|(?:for|by) (?:cancell?ing|leaving|ending)"
)
_BACK = words(r"(?:charged|billed|clawed) back")
EXCUSES = (
    (PER_PIECE, words(rf"{_ENDING}|{_TODAY}")),
    (PRICE, None),
    (COSTS, words(_ENDING)),
    (FEES, words(rf"{_ENDING}|{_TAKEN}|{_TODAY}")),
    (FOR_A_WHILE, words(rf"{_ENDING}|{_TAKEN}")),
    (RUNS_ON, words(_LATE)),
    (PAST, _BACK),
    (LAST, words(rf"{_STILL}|{_TODAY}")),
    (COMES_BACK, _BACK),
    (SPARED, None),
    (OF_OTHERS, None),
)
# Whoever wants to leave has to pay first, or gives back what was granted.
FIRST = words(
    r"(?:cannot|can't|not|n't|no|impossible|unable|kein\w*|nicht|ne|pas|no) [^.!?]{0,80}"
    r"(?:without|ohne|sans|sin) [^.!?]{0,30}"
    r"(?:pay\w*|charged|settling|zahlen|bezahlen|payer|regler|pagar|abonar)|"
    r"(?:cancell?ing|cancell?ation|ending|leaving|terminating|\w*kundigung|beend\w+|resiliation|"
    r"resilier|cancelar|baja)(?: \S+){0,6} (?:costs?|kostet|coute\w*|cuesta\w*|"
    r"costara)(?!(?: you)? (?:nothing|nichts))|"
    r"(?:before|until|once|unless|after|when) (?:you|having|you're|you are|being) (?:have |'ve )?"
    r"(?:pay|paid|settle[d]?|charged)|"
    r"(?:must|need to|have to|has to|mussen|musst|muss|dois|doit|dev\w+|tendra\w* que|tienes? que|"
    r"debe\w*) "
    r"[^.!?]{0,60}(?:return|pay back|give back|repay|refund|rembourser|devolver|reembolsar|"
    r"zuruckzahlen|"
    r"zuruckerstatten|zuruckgeben)"
)
# Anything that speaks of money that changes hands.
TAKES = words(
    r"paid back|to be paid|includ(?:e|es|ing)|added to|possible (?:for|at)|"
    r"zuruckzuzahlen|rechnung (?:wird )?enthal\w+|hinzugefugt|moglich (?:fur|gegen)|# offen|"
    r"comprendra|ajoutee?s?|"
    r"incluira|anadir(?:an?|emos)|posible por|"
    r"# (?:today|heute|hoy|aujourd'hui)|(?:today|now|heute|hoy|aujourd'hui),? (?:(?:it|that|this|"
    r"es|"
    r"c'est|sind|son) )?(?:(?:is|are|costs|sind|es|kostet) )?#|"
    r"charge[sd]?|charging|pays?|paying|payable|payments?(?! (?:method|details|history|info))|"
    r"bill(?:ed|s)?|invoices?|"
    r"debit\w*|deduct\w*|collect(?:ed)?|withdr\w*|(?:we|we'll|will|may) (?:\w+ )?take|taken|"
    r"ow(?:e|es|ed|ing)|"
    r"due|fees?|penalt\w+|surcharges?|costs?|costing|settle\w*|settling|repay|outstanding|"
    r"balance of|"
    r"reversed|claw\w*|back to (?:you|us)|deposit|forfeit\w*|required|early exit|remaining|"
    r"(?:cancell?ation|exit|termination|leaving) price|early (?:cancell?ation|termination|end)|"
    r"vorzeitige (?:kundigung|beendigung)|resiliation anticipee|(?:cancelacion|baja) anticipada|"
    r"price (?:to|for|of) (?:cancel|leav|end|exit)\w*|buy-?out|"
    r"zahl(?:e|en|st|t|bar)|\w*nachzahl\w*|\w+zahlung|zahlung von|bezahlen|begleich\w*|abgebucht|"
    r"buch(?:en|t)|abbuch\w+|\w*berechne[nt]|erheben|erhoben|belast\w+|"
    r"eingezogen|einziehen|ziehen|in rechnung|\w*schlussrechnung\w*|endabrechnung|fallig|"
    r"fall(?:en|t)|anfall\w*|\w*kosten|kostet|"
    r"\w*gebuhr(?:en)?|\w*entgelt|\w*pauschale|schuld(?:en|est|et|ig)|restbetrag|restschuld|"
    r"offene[rn]? (?:betrag|rechnung|posten|forderung)|abgerechnet|"
    r"verlang(?:en|t|e)|forder\w+|einbehalt\w*|zuruckfordern|"
    r"pay(?:er|ez|e|es|ons)|paier\w+|paiement d[eu]|preleve\w*|prelevement|prelev\w+|debite\w*|"
    r"facture\w*|"
    r"facturation|cout\w*|frais|dus|(?:est|sont|sera|seront|montant|somme) dues?|montant du|solde|"
    r"regler|reglez|verser|redevables?|"
    r"(?:nous|me) (?:dev\w+|dois|doit)|exigibles?|retenue?s?|demande(?:e|es|s|rons)?|penalites?|"
    r"indemnites?|a payer|majoration|"
    r"pag(?:a|ar|as|an|ara|aras|aran|ue|ues|os|amos)|(?<!de )pago|cobr\w+|carg(?:o|os|ar|ara|aran|"
    r"aremos|amos|an)|cuestan?|"
    r"cost(?:e|ara|aran|os)|abonar|adeud\w+|debe[ns]?|deberas?|penaliza\w+|recargos?|gastos|"
    r"vencen?|"
    r"descont\w+|descuenta\w*|retendr\w+|pendientes?|supone|supondra|conlleva|implica|liquid\w+|"
    r"cuotas restantes"
)
# "Next payment: December 5", a label of its own, takes nothing.
LABELS = words(
    r"(?:next|last|nachste|letzte|prochaine?|derniere?|proxim[oa]|ultim[oa]) (?:payment|charge|"
    r"bill|"
    r"invoice|zahlung|beitrag|abbuchung|rechnung|paiement|prelevement|echeance|facture|pago|cobro|"
    r"cargo|"
    r"factura)(?! (?:of|will|is|wird|von|sera|de))"
)
# No sign of its own end makes a charge of any other: here it does.
ENDS = words(
    r"cancel\w*|terminat\w+|ending|leaving|leave|\w*kundig\w*|beend\w*|storn\w*|resili\w*|annul\w*|"
    r"baja|anula\w*|rescis\w*"
)
