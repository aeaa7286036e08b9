"""How pages say that a subscription renews, ends, is paused, or could be."""

from browser_agent.rules.lexicon import ENDING_NOUN, THING
from browser_agent.rules.text import Phrases
from browser_agent.rules.tongues import spoken

HYPOTHETICAL = spoken(
    "HYPOTHETICAL",
    r"(?:cancel|change|pause|end)(?: \w+){0,3} (?:at )?any ?time",
    r"(?:if|when|once|unless|until|before|after|should) (?:you|i|we|your|it'?s)(?: \w+){0,3}"
    r" (?:cancel\w*|end|restart|resume|resubscribe|rejoin|renew|change)",
    r"(?:you|i) (?:can|may|could|might|are free to|will be able to)(?: \w+){0,3}"
    r" (?:cancel|end|restart|resume|rejoin|renew|reactivate)",
    r"(?:commitment|minimum term|contract term)(?: \w+){0,2} (?:ends?|expires?|until|through)|"
    r"how (?:do|can|to)|cancell?ation policy|would you like|do you want|are you sure|about to",
    r"(?:offer|sale|promotion|deal|discount|promo\w*|price|card|code|link|event|voucher|coupon|"
    r"gift card)"
    r"(?: \w+){0,3} (?:ends?|expires?|expired|valid|until|through|cancelled|canceled)",
    r"(?:if|when|once|should) you(?: \w+){0,3} (?:leave|continue|proceed|go|turn|stop|quit)|by (?:"
    r"continuing|leaving|proceeding|confirming|turning)|would(?: \w+)? (?:end|lose|expire|stop)|"
    r"cancel "
    r"(?:now|today) and (?:keep|you|still)|cancel (?:by|before|at least|within|prior)|(?:after|"
    r"upon|by|when|once|on) cancell?(?:ing|ed|"
    r"ation)|(?:order|booking|reservation|ticket|recording|appointment|show|series|season \d+|"
    r"event|"
    r"transaction|rental)(?: \w+){0,4} cancell?ed|cancell?ed (?:the|your|this) (?:cancell?ation|"
    r"download|order|request|payment|"
    r"booking|recording|session)|ready to cancel|^(?:cancel|confirm|tap|click|press)|"
    r"if you (?:confirm|decide|choose|agree)|(?:if|once|when) (?:\w+[- ]){1,3}(?:is|are|gets?) "
    r"(?:switched|turned|set|cancell?ed)|"
    r"cancell?ation(?: \w+){0,3} (?:withdrawn|reversed|undone|revoked|aborted|failed|unsuccessful)",
    r"(?:will|would|going to|to) be (?:permanently )?(?:cancell?ed|ended)(?! on)|want to|wish to",
    r"(?:not|n't|never|unable to|couldn't|failed to)(?: \w+){0,3} (?:be )?(?:cancell?ed|cancel|"
    r"ended)",
    r"(?:last|previous|past|recent) (?:billing|payment|charge|invoice|bill)",
    r"(?:billing|current|subscription|payment|plan) ?(?:period|cycle|term)(?: \w+){0,3} (?:ends?|"
    r"until)",
    r"exp(?:ires?|\.)?:? ?\d\d ?/ ?\d\d(?! ?/|\d)",
    # How it could be done, or what would do it, is not that it is done.
    r"(?:can|may|must|(?:need|ha[sv]e?) to)(?: \w+)? be (?:\w+ )?(?:cancell?ed|ended|"
    r"disconnected|terminated|stopped)|(?:once|until|unless|after|by|when) (?:you )?(?:click|"
    r"confirm|open|follow|press|tap)\w*|session|log(?:ged)? ?(?:in|out)|"
    r"(?:kann|konnen|muss|lasst sich)(?: \w+){0,5} "
    r"(?:gekundigt|beendet|kundigen|beenden)|erst (?:mit|wenn|nach|sobald|durch)|sitzung|"
    r"(?:se resilie|resilier|resiliation)(?: \w+){0,4} (?:au \d|par telephone)|des que|une "
    r"fois que|(?:puede|pueden|debe)(?: \w+){0,3} (?:cancelar|anular|dar)(?:se)?|en cuanto|una vez "
    r"que|sesion",
    r"(?:what|see what) (?:you'll|happens)|you(?:'ll| will) lose|puedes cancelar|"
    r"cancela (?:cuando|en cualquier)|"
    rf"(?:day|moment|date|time) (?:that |when )?{THING}(?: \w+)? (?:ends|expires|stops)"
    r"(?!.{0,16}\d{4})",
    r"resiliable|sans engagement|jederzeit kundbar|monatlich kundbar|si (?:cancelas|"
    r"vous resiliez)|wenn (?:du|sie) kundig\w+",
    # What happens where the offer above is not taken.
    r"(?:otherwise|or else|if not|sonst|andernfalls|ansonsten|sinon|de lo contrario|si no)",
)
# It was asked for, and somebody has to say it once more before anything ends.
UNCONFIRMED = spoken(
    "UNCONFIRMED",
    rf"{ENDING_NOUN}(?: \w+){{0,4}} (?:incomplete|unconfirmed|awaiting|pending (?:\w+ )?"
    r"(?:confirmation|verification)|only take|(?:not|isn't|hasn't|wasn't)(?: \w+){0,3} (?:complete"
    r"\w*|confirmed|final\w*|effective|finished|processed|verified|done|valid))",
    r"(?:only then|not until then)(?: \w+){0,5} (?:cancel\w*|end\w*|effect\w*|membership|"
    r"subscription|plan|valid)",
    rf"(?:please|must|need to|have to|don't forget to) confirm (?:your|the|this) {ENDING_NOUN}|"
    r"(?:please |must |to )?confirm the end(?:ing)? of (?:your|the|my) (?:\w+ )?(?:membership|"
    r"subscription|plan)|"
    rf"(?:to|before we can) (?:complete|confirm|finish|finali[sz]e) (?:your |the )?{ENDING_NOUN}|"
    rf"(?:confirm|complete|finish|finali[sz]e) (?:your|the) {ENDING_NOUN} (?:by|via|using|through|"
    rf"from|in)|until you(?:'ve| have)? (?:confirm|click)\w*",
    rf"{THING}(?: \w+){{0,3}} (?:not|hasn't|isn't|wasn't)(?: \w+){{0,2}} cancell?ed",
)
RENEWS = spoken(
    "RENEWS",
    r"(?:set|scheduled|due) to (?:auto-? ?|automatically )?renew|payment due|next charged|"
    r"(?:bills|continues automatically) on|next direct debit|"
    # With its day: "50% off your next order" offers something.
    r"next (?:order|shipment|delivery|box|crate|parcel)(?: date| ships)?:?(?= .{0,18}\d)|"
    r"(?:proxim[oa]|siguiente) (?:pedido|envio|entrega|caja):?(?= .{0,18}\d)|"
    r"prochaine? (?:commande|livraison|box|envoi|colis) ?:?(?= .{0,18}\d)|"
    r"nachste[rsn]? (?:lieferung|bestellung|box|sendung):?(?= .{0,18}\d)|"
    r"first (?:payment|charge|bill) (?:will be|is due)|(?:payment|charge) (?:will be|is) "
    r"(?:collected|taken|debited)",
    r"(?:next|upcoming|future) (?:billing|payment|charge|renewal|invoice|bill|debit|"
    r"statement)(?: (?:date|amount|cycle|day|due))?",
    r"(?:auto-? ?|automatically )?(?:renews|renewing)(?: (?:automatically|again|monthly|"
    r"yearly|annually|every|each|on|for|in|at))?",
    r"will (?:be )?(?:automatically |auto-? ?)?(?:renew|renewed|"
    r"continue to renew)(?: automatically)?",
    r"(?:auto-? ?renew(?:al)?|automatic renewal|recurring (?:billing|payments?))(?: (?:is|"
    r"status))?:? ?(?:on|enabled|active)",
    r"(?:renewal|billing|payment|charge|bill|due) (?:date|day|on(?= \S))",
    r"(?:you(?:'ll| will)|we(?:'ll| will)|your card will)(?: \w+){0,2} (?:be )?(?:charged?|"
    r"billed?|debited)(?: again| next)?",
    r"(?:billed|charged) (?:on|monthly on|every|again on|next)",
    r"(?:proxim[oa]|siguiente) (?:pago|cobro|facturacion|fecha|factura|cargo|"
    r"renovacion)(?: de (?:pago|cobro|facturacion))?",
    r"se renueva(?:ra)?(?: automaticamente)?|renovacion automatica:? activad[oa]|"
    r"fecha de renovacion",
    r"(?:prochain(?:e)?) (?:paiement|facturation|prelevement|facture|echeance|renouvellement)",
    r"se renouvelle(?:ra)?|sera renouvele|renouvellement automatique:? active|"
    r"date de renouvellement",
    r"(?:nachste|naechste)[rsn]? (?:zahlung|abbuchung|rechnung|abrechnung|verlangerung)\w*|"
    r"verlangert sich",
    r"wird (?:automatisch )?verlangert|automatische verlangerung:? (?:an|aktiv)",
    r"(?:membership|subscription|plan|billing|payments?) (?:is |will )?(?:resumes?|restarts)",
)
# A count of several, with neither price nor day: of none of them in particular.
HOW_MANY_RENEW = Phrases(r"(?:subscriptions:? )?\d{1,2} (?:subscriptions? )?(?:auto-? ?)?renewing")
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
ENDS = spoken(
    "ENDS",
    rf"{THING}(?: \S+){{0,6}} (?:ran out|has run out|(?:has )?lapsed)",
    # A whole day right after it: a card's "expires 12/27" is not meant.
    rf"(?:expires?|expiring|ends?|ending|cancels?|stops?) (?:in )?(?:{MONTH} {DAY},? \d{{4}}|"
    rf"{DAY} {MONTH},? \d{{4}}|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}})",
    r"(?:go|going|goes|move|moves|switch|switches|return|returns|revert|reverts|change|changes|"
    r"drop|drops)(?: back)? to (?:\S+ ){0,3}free(?: \w+){0,2} (?:on|after|at|from)",
    r"(?:on|from|after) .{3,20} you(?:'ll| will) (?:go|move|switch|be moved|drop|return)(?: back)? "
    r"to (?:\S+ ){0,3}(?<!-)free(?![- ]\w)",
    rf"{THING} (?:has (?:been )?|have (?:been )?|is (?:now )?|was |"
    rf"had been )?(?:successfully )?(?:cancell?ed|ended|expired|terminated|discontinued|"
    r"disconnected|deactivated)",
    # Stopped for a while is paused, and "has stopped working" is said of what runs on.
    rf"{THING} (?:(?:has been|have been|is now|was) stopped|stopped on(?=.{{0,16}}\d))"
    r"(?!.{0,40}(?:until|till|temporar|while|resum|restart|paus))(?! (?:by|from|for(?! good)))",
    r"(?:you(?:'ve| have)?|we(?:'ve| have)?)(?: now| just| successfully| already)* cancell?ed",
    rf"{ENDING_NOUN} (?:is |was |has been |now )?(?:complete[d]?|confirmed|confirmation|scheduled|"
    r"successful|pending|effective|processed|received|in effect)",
    r"(?:status|plan|subscription|membership|state)(?: status)?:? ?(?:cancell?ed|inactive|expired|"
    r"ended|ending|expiring|non-renewing)",
    r"cancell?ed(?: (?:on|effective|as of|subscription|membership|plan|-))",
    rf"{THING} (?:(?:will (?:now )?|is (?:now )?(?:set|scheduled|due) to |is going to )"
    r"(?:end|expire|stop|terminate|finish|cancel)|ends|expires|terminates|cancels)"
    r"(?: (?:on|at|in|after))?",
    r"(?:will|to|set to|scheduled to) (?:end|expire|be cancell?ed|cancel|terminate|"
    r"stop)(?: automatically)? on",
    r"(?:ends?|ending|expires?|expiring|expiration|cancels?|cancell?ing|ended|"
    r"expired)(?: date)?(?: on|:)",
    r"(?:end|expiry|expiration|cancell?ation) date|(?:last|final) day(?! to)(?: (?:of|"
    r"with)(?: \w+){1,3})?",
    # A film, too, is "available until" some day, and has a "last day to watch".
    rf"{THING}(?: \S+){{0,4}} available (?:until|through|till)",
    rf"your {ENDING_NOUN} will take effect on",
    r"(?:access|watch|watching|stream|streaming|listen|listening|read|reading|enjoy|enjoying|use|"
    r"using|benefits?|service|viewing|premium|paid)"
    r"(?: \S+){0,6} (?:until|through|till|ends?|expires?)(?=.{0,25}\d| .{0,12}end)",
    r"(?:active|valid|good|works?|working|lasts?|yours) (?:until|through|till)",
    r"(?:app|premium|plus|pass) (?:stays|remains|is) (?:unlocked|open) until(?=.{0,18}\d{4})|"
    r"(?:(?:have|got) it|you(?:'re| are)(?: still)? a member) (?:until|through|till)(?=.{0,12}\d)",
    r"you(?:'ve| have)? (?:now |just |already )?(?:stopped|ended|left|quit) (?:your|the|this) \w+|"
    r"you(?:'ve| have)? turned off (?:your )?(?:auto|renew)",
    r"(?:won't|will not|will no longer|isn't going to|is not going to|does not|doesn't|not set to|"
    r"do not)(?: \w+){0,2} (?:renew\w*|charged?|billed?|bill|auto-? ?renew)(?: again| you|"
    r" anymore)?",
    r"no (?:further|more|future|upcoming) (?:charges?|payments?|billing|bills?)",
    r"(?:auto-? ?renew(?:al)?|automatic renewal|recurring (?:billing|payments?))(?: (?:is|"
    r"has been|was|status|now|turned))*:? ?(?:off|disabled|inactive|turned off|cancell?ed|stopped)",
    r"(?:no|don't have an?|do not have an?|without an?|not have an?)(?: current|"
    r" currently)? ?(?:active |paid )?(?:plan|subscription|membership)"
    r"(?! (?:without|required|needed|necessary|is|with|can))",
    r"not (?:currently )?(?:subscribed|a (?:member|subscriber)|active)|(?:is|currently) inactive|"
    r"no longer (?:active|a member|subscribed|have access)",
    r"(?:suscripcion|membresia|plan|cuenta)(?: \w+){0,3} (?:cancelad[oa]|finalizad[oa]|"
    r"terminad[oa]|anulad[oa])|(?:has|hemos) (?:cancelado|anulado)",
    r"(?:finaliza|finalizara|termina|terminara|vence|caduca|expira|vencera)(?: el)?|(?:acceso|"
    r"disfrutar|ver|hasta el)(?: \w+){0,5} hasta|no se renovara|no se te cobrara|hasta el final",
    r"(?:abonnement|forfait|compte)(?: \w+){0,4} (?:resilie|annule|termine|expire)|"
    r"resiliation (?:confirmee|effectuee|prise en compte|terminee)|(?:avez|"
    r"avons) (?:bien )?(?:resilie|annule)",
    r"(?:prendra fin|prend fin|se termine(?:ra)?|expire(?:ra)?)(?: le)?|jusqu'au|"
    r"ne sera pas renouvele|renouvellement automatique:? desactive",
    r"(?:abo|abonnement|mitgliedschaft|vertrag)(?: \w+){0,4} (?:gekundigt|beendet|storniert|"
    r"abgelaufen)|kundigung (?:bestatigt|erfolgreich|wirksam|eingegangen)",
    r"(?:endet|lauft(?: \w+){0,5} (?:ab|aus)|gultig bis|zugriff bis|nutzen bis|noch bis|"
    r"bis zum(?= (?:\d|ende|ablauf|laufzeit|ersten|letzten|vertrags)))|"
    r"wird nicht (?:mehr )?verlangert|(?:haben|hast)(?: \w+){0,4} gekundigt",
)
# A plan by a word that promotions have, too.
OFFER_ENDED = spoken("OFFER_ENDED")
# What belongs to a plan and ends without it: by its own name, and where the plan's follows it.
PART_OF_PLAN = spoken(
    "PART_OF_PLAN",
    r"discounts?|promo(?:tion)?s?|promotional (?:periods?|offers?|prices?|rates?)|coupons?|"
    r"vouchers?|commitments?|minimum (?:\w+ )?(?:term|period|duration)|"
    r"(?:free|introductory|discounted|reduced|bonus) (?:\w+ )?(?:periods?|"
    r"months?|weeks?|years?|rates?|prices?)|(?:welcome|special|introductory|launch) (?:offers?|"
    r"prices?|rates?)|pauses?|payment method|method of payment|(?:credit|debit|bank|gift) cards?",
)
SHARE_OF_PLAN = spoken("SHARE_OF_PLAN", r"offers?|deals?|prices?|rates?|cards?|gifts?")
# What is sold beside a plan, and cancelled by itself.
EXTRA = spoken(
    "EXTRA",
    r"add-?ons?|bolt-?ons?|options?|extra (?:members?|screens?|users?|channels?)|channels?",
)
# The plan itself, or what ends with it.
PLAN_ITSELF = spoken(
    "PLAN_ITSELF",
    r"subscriptions?|memberships?|plans?|contracts?|access|service|accounts?|premium|benefits|"
    r"(?:season )?pass(?:es)?|packages?|(?:auto-? ?)?renewals?|trials?|cancell?ation",
)
# The verbs, to find what stands before them.
END_WORD = spoken(
    "END_WORD",
    r"cancell?ed|end(?:s|ed|ing)?|expire[sd]?|expiring|terminate[sd]?|r[au]n out|lapsed|"
    r"stop(?:s|ped)|discontinued|deactivated|disconnected|finished|inactive|until|till|through",
)
RENEWAL_ON = spoken(
    "RENEWAL_ON",
    r"(?:auto-? ?renew(?:al)?|automatic renewal|recurring (?:billing|payments?))(?: (?:is|"
    r"status))?:? ?(?:on|enabled|active)",
    r"renovacion automatica:? activad[oa]|renouvellement automatique:? active|"
    r"automatische verlangerung:? (?:an|aktiv)",
)
_RENEWAL_ROW = (
    r"(?:(?:automatic |auto-? ?)?renew(?:s|al|als)?|recurring \w+|renovacion(?: \w+)?|se renueva|"
    r"reconduction(?: \w+)?|renouvellement(?: \w+)?|se renouvelle|verlangert sich|"
    r"(?:automatische )?verlangerung|rinnovo(?: \w+)?|si rinnova|renovacao(?: \w+)?|"
    r"(?:automatische )?verlenging|verlengt)(?: [^.,;]{1,24}?)?:? "
)
# The row of a switch: what is said at its left, and how it stands.
TURNED_OFF = Phrases(
    _RENEWAL_ROW + r"(?:off|no|nope|disabled|inactive|stopped|aus|nein|deaktiviert|non|desactivee?|"
    r"inactif|desactivad[oa]|nao|disattivat[oa]|uit|nee)"
)
TURNED_ON = Phrases(
    # A blank may be lost, and "Renew subscription" ends in "on".
    r"(?!.*\wtion\W*$)"
    + _RENEWAL_ROW
    + r"(?:on|yes|yep|enabled|active|an|ja|ein|aktiv|aktiviert|oui|activee?|si|"
    r"activad[oa]|sim|attiv[oa]|aan)"
)
IS_OFF = Phrases(r"renew\w*:? (?:is )?off|(?:verlangerung|renovacion|renouvellement):? (?:aus|off)")
PERIOD_END = Phrases(
    r".{0,30}(?:valid|active|good|paid|valido|valable|gultig|access|bezahlt)"
    r" (?:until|through|till|hasta|jusqu'au|bis)(?: (?:el|zum))? .{0,24}"
)
# What stays on a page whether or not the plan is cancelled: counts only if nothing says it ends.
ACTIVE = spoken(
    "ACTIVE",
    r"(?:status|membership|subscription|plan|account|estado|"
    r"statut)(?: status)?(?: is)?(?: currently)?:? ?"
    r"(?:is )?(?:currently )?(?:active|activo|activa|actif|active|aktiv)(?! until| through| till|"
    r" bis| hasta)",
    r"(?:abonnement|suscripcion|abo|membresia|mitgliedschaft|forfait|subscription|membership)"
    r" (?:standard|estandar|premium|basic|basico|basique|essentiel|esencial|family|familia|famille|"
    r"duo|solo|individual|individuel|annual|monthly|mensuel|annuel|mensual|anual|pro|max|ultra)"
    r" (?:activ[oa]|actif|active|aktiv)(?! \w)",
)
# The same as a whole sentence, whatever the plan is called.
STANDS = spoken(
    "STANDS",
    r"(?:subscription|membership|plan) (?:is|stays|remains)(?: still| currently| now)? active"
    r"(?! (?:(?:at least )?(?:until|through|till)|for|as long|(?:up )?to the end|"
    rf"(?:up )?to (?:{MONTH} {DAY}|{DAY} {MONTH})|"
    r"(?:during|throughout) the (?:remaining|rest|remainder)|"
    r"and you(?: can| may| will|'ll)?(?: still)? (?:use|watch|enjoy|stream|listen|read|access|keep)"
    r"(?: (?!free|for|half|at|less)\S+){0,2} (?:until|through|till) .{0,12}\d))",
)
# One that costs nothing goes on when the paid one has ended; "ad-free" is no such name.
FREE_STANDS = spoken(
    "FREE_STANDS",
    r"(?:(?:your|the|my) )?free (?:subscription|membership|plan) (?:is|stays|remains)"
    r"(?: still| currently| now)? active",
)
_STATUS = (
    r"(?:(?:plan|subscription|membership|\w*abo|abonnement) )?(?:status|estado|statut|stato) ?:? ?"
)
ACTIVE_STATUS = Phrases(_STATUS + r"(?:active|activ[oa]|actif|aktiv|attiv[oa]|ativ[oa])")
ENDED_STATUS = Phrases(
    _STATUS + r"(?:cancell?ed|inactive|expired|ended|gekundigt|inaktiv|beendet|resiliee?|annulee?|"
    r"inactif|inactive|terminee?|cancelad[oa]|inactiv[oa]|finalizad[oa]|anulad[oa])"
)
# What a plan would cost and when, without a day; of one's own as well.
BILLED_EVERY = Phrases(
    r"(?:billed|charged|paid) (?:every|each|once an?|per) (?:\w+ )?(?:months?|years?|weeks?)|"
    r"(?:billed|charged|paid) (?:monthly|yearly|annually|weekly|quarterly)"
)
ACTIVE_CHIP = spoken(
    "ACTIVE_CHIP", r"active|activ[oa]|actif|aktiv|(?:current|active) (?:plan|member)"
)
# The head of a list that holds at least one.
ACTIVE_LIST = Phrases(
    r"(?:your )?active (?:plans?|subscriptions?|memberships?)|(?:suscripciones|membresias) activas|"
    r"abonnements? (?:actifs?|en cours)|aktive (?:abos?|abonnements?|mitgliedschaften|vertrage)"
)
ENDED_CHIP = spoken(
    "ENDED_CHIP",
    r"cancell?ed|cancelad[oa]|resilie|gekundigt|expired|inactive|ending soon|cancell?ation pending",
)
# The law puts it on every page, whatever stands of the plan.
BY_LAW = Phrases(
    r"(?:vertrage?|abos?) (?:hier |jetzt |online )?(?:kundigen|widerrufen)|"
    r"resilier (?:votre|un|mon|vos) contrats?"
)
TABLE_HEAD = Phrases(
    r"(?:status|estado|statut|stato)(?: \w+){0,2} (?:next|proximo|prochain\w*|nachste\w*) "
    r"(?:payment|pago|paiement|zahlung)"
)
# The day on which it was cancelled is not the one on which it ends.
ASKED_ON = Phrases(
    r"(?:cancell?ed|requested) (?:\w+ ){0,3}(?:on|at)|gekundigt am|am \d.{3,18} gekundigt|"
    r"(?:cancelad[oa]|cancelaste)(?: \w+){0,3} el|(?:resiliee?|annulee?)(?: \w+){0,3} le"
)
RUNS_UNTIL = Phrases(
    r"(?:lauft|gultig|aktiv|laufzeit|nutzbar|zugang|zugriff)(?: \w+){0,2} bis|"
    r"(?:valid|active|access|runs|keep|have)(?: \w+){0,2} (?:until|through|till)|"
    r"(?:acceso|valida?|activa?)(?: \w+){0,2} "
    r"hasta|(?:acces|valable|actif|active)(?: \w+){0,2} jusqu'au",
    r"(?:end|last day) of (?:your |the )?(?:subscription|membership|access|plan)|end date|"
    r"(?:fecha de )?fin (?:de|del) (?:la |mi |tu |l'|mon |votre )?(?:suscripcion|membresia|acceso|"
    r"plan|abonnement|contrat)|date de fin|dernier jour|ultimo dia|enddatum|vertragsende|"
    r"(?:ende|letzter tag) (?:des|der|deines|deiner) \w+",
    r"(?:cambiaras|pasaras) a .{2,24} el|(?:passerez|passeras) a .{2,24} le|(?:wechselst|wechseln) "
    r"(?:du|sie) (?:am|zu) .{2,24}|you(?:'ll| will) (?:switch|move|change|go back) to .{2,24} on",
)
# What else has a last day.
NOT_THE_PLAN = Phrases(
    r"gift\w*|cards?|sales?|offers?|deals?|seasons?|promo\w*|vouchers?|coupons?|codes?|credits?|"
    r"gutschein\w*|angebot\w*|rabatt\w*|karte|tarjetas?|ofertas?|cupon\w*|cartes?|offres?|"
    r"episod\w*|movies?|films?|series|passport|license|trial"
)
# A trial or a promotion that ends and then costs money renews; it does not end.
TRIAL_THEN_PAY = spoken(
    "TRIAL_THEN_PAY",
    r"(?:trial|promotion\w*|introductory)(?: \w+){0,6} (?:ends?|until|expires?|through)",
    r"(?:then|after that|afterwards|thereafter),? ?(?:you(?:'ll| will)|\W?\d|"
    r"it(?:'s| is|'ll be| costs?| will cost| will be)?(?: \w+)? \W?\d|"
    r"it (?:will )?(?:renews?|costs?))",
)
# "After that you'll go back to the free version."
COSTS_NOTHING = Phrases(
    r"(?:back|move|moved|switch|switche[sd]|return|drop\w*|downgraded) to (?:the |our )?"
    r"(?:\w+ )*free|(?:be|go on|stay|land|continue|end up|listen|watch) (?:on|with|in) "
    r"(?:the |our )?(?:(?!ads?\b|commercial|fee\b|cost)\w+ )?free(?: (?:plan|tier|version|account|"
    r"membership|option))?[.!]?$|version gratuit\w*|zuruck zu\w* (?:\w+ )?(?:kostenlos\w*|free)"
)
NOTHING_DUE = spoken(
    "NOTHING_DUE",
    r"(?:next|upcoming) (?:billing|payment|charge|renewal|invoice|bill)(?: date)?:? ?(?:none|n/a|"
    r"-+|not scheduled|no)",
    r"no (?:next|upcoming) (?:billing|payment|charge|renewal|invoice|bill)",
)
GOES_ON_AGAIN = (
    r"(?:it|membership|subscription|plan|billing|payments?|renewal)"
    r"(?: (?:then|just|also|simply))?"
)
PAUSED = spoken(
    "PAUSED",
    r"(?:is|has been|are|now|currently|was|status:?) (?:now |currently )?paused|on (?:pause|"
    r"hold) until",
    # Of the plan, not of a match; "at once" would be an offer.
    rf"{GOES_ON_AGAIN}(?: (?:picks|starts|comes|begins) (?:back )?(?:up )?again"
    r"(?: (?:on|from|by itself|automatically|afterwards)|(?= after))|"
    r" (?:resumes|restarts|will (?:resume|restart))(?: automatically)? (?:on|from|after))",
)
# A button that would; "Renew your plan" may be asked of one that runs.
TURNS_ON = Phrases(
    r"(?:turn|switch|set|put) (?:back )?(?:on )?(?:my |the )?(?:auto(?:matic)?-? ?)?renew\w*"
    r"(?: (?:back )?on)?"
)
STILL_CANCELLABLE = spoken(
    "STILL_CANCELLABLE",
    rf"(?:cancel|end|turn off|stop|unsubscribe|terminate)(?: (?:or (?:pause|change|"
    rf"manage)))? ?{THING}",
    r"turn off auto-? ?renew\w*",
)
RESTARTABLE = spoken(
    "RESTARTABLE",
    rf"(?:restart|resume|reactivate|resubscribe|rejoin|restore|renew|undo cancell?ation|"
    rf"turn on auto-? ?renew\w*|(?:turn|switch|set|put) (?:my |the )?(?:auto(?:matic)?-? ?)?"
    rf"renew\w* (?:back )?on)(?: (?:to )?{THING})?(?: now)?",
    r"(?:don't cancel|remove cancell?ation|undo cancell?ation|keep my (?:membership|subscription|"
    r"plan))",
    r"(?:reactivar|reanudar|renovar)(?: .{0,20})?|(?:reactiver|reprendre|"
    r"se reabonner)(?: .{0,20})?|.{0,20}(?:reaktivieren|fortsetzen)",
)

DENIED = spoken(
    "DENIED",
    r"(?:not|never|no longer)(?: \w+)? be (?:charged|billed|debited|renewed)",
    r"nichts mehr (?:berechnet|abgebucht|in rechnung)|keine weiteren? (?:zahlung|abbuchung|kosten|"
    r"betrag|gebuhr|rechnung)\w*|aucun(?:e)? (?:autre )?(?:montant|somme|paiement|prelevement)|"
    r"no (?:se )?(?:te |le |os )?(?:volver\w+ a )?(?:cobrar|factur)\w*",
    r"(?:won't|will not|will no longer|not be|n't be|no longer|never|does not|doesn't|"
    r"not)(?: \w+){0,3}"
    r" (?:renew\w*|charged?|billed?|bill)",
    r"no (?:further|more|future|upcoming) (?:charges?|payments?|billing|bills?)",
)
# "N\u00e4chstm\u00f6gliches Vertragsende 30.06.2027": of a contract that runs.
COULD_END = Phrases(
    r"(?:next|earliest)(?: possible)? (?:end|termination|cancell?ation|notice)(?: date)?|"
    r"(?:nachst|fruhest) ?moglich\w* (?:vertragsende|ende|kundigung\w*|beendigung|termin)|"
    r"fruheste\w* (?:vertragsende|kundigung\w*)|"
    r"(?:prochaine|premiere) (?:date|echeance) (?:possible|de resiliation)|"
    r"(?:proxima|primera) fecha (?:posible|de baja|de cancelacion)"
)
