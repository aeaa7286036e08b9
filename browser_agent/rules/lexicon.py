"""What the words on subscription pages mean, sites left aside. Patterns are over folded text.

English first; the main words of Spanish, French and German. A phrase belongs to one meaning;
where order decides (a refusal of a refusal), the rule that uses it says so.
"""

from browser_agent.rules.tongues import spoken

THING = (
    r"(?:(?:my|your|the|this|our) )?(?:(?:paid|premium|streaming|digital|current|free|monthly|"
    r"annual|"
    r"basic|standard|family|individual|student) )?"
    r"(?:memberships?|subscriptions?|plans?|auto-? ?renew(?:al)?|renew(?:als?|ing)|"
    r"automatic renewals?|"
    r"recurring billing|recurring payments?|trials?|free trials?|service|billing|account|"
    r"(?:season )?pass(?:es)?|packages?|contracts?|"
    r"suscripcion|membresia|plan|abonnement|abo|mitgliedschaft|probeabo|renovacion)"
)
CANCEL_VERB = (
    r"(?:cancel|end|stop|terminate|discontinue|quit|close|turn off|disable|switch off|deactivate|"
    r"disconnect)"
)
CANCEL_GERUND = r"(?:cancell?ing|ending|stopping|terminating|closing|disconnecting|leaving)"
ENDING_NOUN = r"(?:cancell?ation|disconnection|termination|discontinuation|deactivation)"
# What else can be cancelled on a site: a bought, booked or begun thing that is no subscription.
_OTHER_CANCEL = (
    r"(?:cancell?ations?|any ?time|without|pause|changes?|edit\w*|orders?|gifts?|requests?|"
    r"(?:down|up)loads?|polic(?:y|ies)|recordings?|appointments?|payments?|profile|transfer|"
    r"bookings?|reservations?|purchase|checkout|search|messages?|reminders?|alerts?|events?|"
    r"tickets?|invit\w+|deliver\w+|rentals?|refunds?|add-?ons?|comments?|class(?:es)?|fees?|"
    r"culture|and (?:go|return|keep|stay))(?![a-z])"
)
CANCEL_VERB_ABROAD = (
    r"cancelar|anular|darse de baja|dar de baja|desactivar|resilier|annuler|se desabonner|arreter|"
    r"kundigen|beenden|stornieren|deaktivieren"
)

# --- controls: going on with a cancellation ---------------------------------------------------

FINAL_CANCEL = spoken(
    "FINAL_CANCEL",
    rf"(?:finish|complete|confirm|finali[sz]e|submit|send|verify|process|execute)"
    rf"(?: my| your| the| this)? "
    rf"(?:(?:\w+ )?{ENDING_NOUN}|cancel)(?: request| order)?",
    rf"(?:confirm|complete|finish|finali[sz]e) (?:and )?"
    rf"(?:{CANCEL_VERB}|{CANCEL_GERUND})(?: {THING})?",
    rf"confirm (?:the )?end of {THING}",
    r"confirm(?: and)? (?:end|ending|cancell?ing)",
    rf"yes,? ?(?:please )?(?:i want to )?(?:{CANCEL_VERB})(?: (?:it|now|{THING}|.{{0,24}}))?",
    r"yes,? ?i'?m sure",
    rf"yes,? ?(?:please )?(?:turn|switch) (?:it|{THING}) off",
    rf"(?:submit|accept|agree|confirm) (?:and|&) (?:cancel|end)(?: {THING})?",
    r"yes,? ?i(?:'d| would)? (?:want|like|wish) to (?:cancel|end|leave)",
    r"(?:cancel|end)(?: it)? (?:now|immediately|today|for good)",
    r"stop(?: it)? for good",
    rf"cancel {THING} (?:now|immediately|today)",
    r"i(?:'m| am) sure,? ?(?:cancel|end).{0,24}",
    r"(?:confirmar|finalizar|completar)(?: la)? (?:cancelacion|baja)",
    r"si,? ?(?:quiero )?(?:cancelar|anular|dar).{0,24}",
    r"(?:confirmer|terminer|finaliser)(?: la| ma)? (?:resiliation|annulation)",
    r"oui,? ?(?:je (?:veux|souhaite) )?(?:resilier|annuler).{0,24}",
    r"(?:kundigung|stornierung) (?:bestatigen|abschlie(?:ss|ß)en)",
    r"ja,? ?.{0,16}(?:kundigen|beenden)",
    r"jetzt kundigen|jetzt zahlungspflichtig kundigen",
)
GO_ON_CANCELLING = spoken(
    "GO_ON_CANCELLING",
    r"(?:turn|switch) (?:it )?off anyway|deactivate anyway|desactiver quand meme|"
    r"(?:trotzdem|dennoch) (?:deaktivieren|ausschalten)|desactivar (?:igualmente|de todos modos)",
    rf"(?:continue|proceed|go on|keep going|carry on)(?: on)?(?: (?:to|with|and))?(?: my| your|"
    rf" the)? (?:cancel\w*|{CANCEL_VERB}|{CANCEL_GERUND}|{ENDING_NOUN})(?: .{{0,30}})?",
    r"(?:cancel|end) (?:it )?any ?way",
    rf"(?:no,? ?(?:thanks|thank you)?,? ?)?keep (?:on )?(?:{CANCEL_GERUND}|going with (?:the |my )?"
    rf"(?:cancel\w*|{ENDING_NOUN}))(?: .{{0,24}})?",
    rf"i (?:still|really|do) (?:want|wish|would like) to {CANCEL_VERB}(?: .{{0,24}})?",
    r"i(?:'d| would) (?:still )?(?:(?:like|prefer) to|rather(?: to)?) (?:cancel|leave|end|stop)"
    r"(?: .{0,24})?",
    rf"i (?:want|wish) to (?:leave|go|{CANCEL_VERB})(?: .{{0,24}})?",
    r"still (?:want to )?(?:cancel|leave)(?: .{0,24})?",
    r"no,? ?(?:thanks|thank you|thx)?,? ?(?:i(?:'ll| will| want to| still want to)? )?(?:just )?"
    r"(?:please )?(?:continue to |proceed to |go ahead and )?(?:cancel|end|leave)(?: .{0,30})?",
    r"(?:skip|decline|no)(?: .{0,20})? (?:and|&) (?:cancel|continue|proceed)(?: .{0,24})?",
    r"(?:leave(?! ?(?:this|the page|an?|feedback|comments?|site|it|us an?)(?![a-z])) |lose |"
    r"give up|"
    r"forfeit |say goodbye)(?:.{0,30})",
    r"(?:cancel|end|turn off) (?:on|effective|from) .{0,16}\d.{0,16}",
    rf"(?:next|continue|done|ok)(?:,| and| &) cancel(?: {THING})?",
    r"(?:cancel|end) with no .{0,30}",
    r"cancel (?:and|&) (?:keep|use|retain) .{0,30}",
    r"(?:start|begin|request|go to|proceed to|initiate)(?: my| your| the| a)? (?:cancell?ation|"
    r"cancel)"
    r"(?: .{0,16})?",
    r"i(?:'m| am) leaving|(?:start|begin) (?:leaving|cancell?ing|ending)(?: .{0,24})?",
    r"(?:don't|do not) (?:keep|(?:auto-? ?)?renew|extend)(?: .{0,30})?",
    r"no,? .{0,50} (?:want|wish|like|prefer|rather)(?: to)? (?:cancel|leave|go)(?: .{0,20})?",
    r".{0,40}(?:,|\.|-|and|&|just)? (?:continue|proceed|go on|take me|go ahead|carry on)"
    r"(?: (?:to|with|and))?(?: the| my)? cancel\w*",
    r"(?:cancel|end) without .{0,30}",
    r"i (?:don't|do not|no longer)(?!.* (?:offer|deal|discount|gift|price)) "
    r"(?:want|wish|need)(?: to)? (?:keep|stay|continue|pause|this|it|"
    r"my|the)"
    r"(?: .{0,24})?",
    r"(?:continuar|seguir|proceder)(?: con)?(?: la)? (?:cancelacion|cancelando|baja)|"
    r"cancelar de todas formas",
    r"no,? (?:turn|switch) (?:my |the )?(?:auto(?:matic)?-? ?)?renew(?:al)? off",
    r"aun (?:asi )?quiero cancelar|no,? ?gracias,? ?(?:quiero )?cancelar",
    r"(?:continuer|poursuivre)(?: vers)?(?: la| ma)? (?:resiliation|annulation)|"
    r"resilier quand meme",
    r".{0,40}(?:continuar|seguir|proceder) con (?:la |mi )?(?:cancelacion|baja)",
    r".{0,40}(?:continuer|poursuivre)(?: vers| avec)? (?:la|ma) (?:resiliation|annulation)",
    r".{0,40}(?:weiter|fortfahren) (?:zur|mit der) kundigung",
    r"(?:weiter|fortfahren)(?: zur| mit der)? kundigung|trotzdem kundigen|dennoch kundigen",
)
CANCEL_THING = spoken(
    "CANCEL_THING",
    rf"{CANCEL_VERB}(?: or (?:pause|change|manage|modify|switch))? {THING}(?: .{{0,20}})?",
    rf"(?:pause|change|manage|modify|switch)(?: or |/| / ){CANCEL_VERB}(?: {THING})?",
    r"i(?:'d| would)? (?:no longer|don't|do not) (?:want|wish) to be (?:an? )?(?:\w+ )?(?:member|"
    r"subscriber|customer)|ich mochte (?:kein|nicht (?:mehr|langer)) (?:mitglied|kunde) (?:mehr )?"
    r"sein|je ne (?:veux|souhaite) plus etre (?:abonnee?|membre|client)|ya no quiero ser (?:"
    r"soci[oa]|miembro|suscriptora?|client[ea]|abonad[oa])",
    rf"{THING} ?: ?(?:cancel|end|{CANCEL_VERB_ABROAD})|assinatura: cancelar",
    rf"cancel(?: or |/| / )(?:pause|change|edit|manage|modify|switch|update)(?: {THING})?",
    rf"{CANCEL_VERB} (?:my|your|the|this) (?:[\w&'+-]+ ){{0,3}}(?:memberships?|subscriptions?|"
    rf"plans?|"
    r"pass|package|renewal|service|account|trial)(?: .{0,20})?",
    rf"{CANCEL_GERUND} (?:[\w&'+-]+ ){{0,3}}(?:memberships?|subscriptions?|plans?|service|package)",
    rf"(?:(?:update|change|edit|manage|pause|modify|switch|upgrade|downgrade|view|review|renew)"
    rf"(?:,? (?:or|and|&|/) |, ?|/ ?)){{1,3}}(?:cancel|end)(?: {THING})?(?:,? (?:and|&|or) more)?",
    rf"(?:end|cancel) (?:my |your )?(?:[\w+&']+ )?benefits(?: .{{0,20}})?|request to cancel"
    rf"(?: {THING})?",
    r"unsubscribe(?! from (?:all |our |these |the )?(?:e-?mail|news|market|mail|noti|sms|text|"
    r"alert))"
    r"(?: .{0,20})?|opt out of (?:auto-? ?)?renewal|remove (?:my |your )?(?:plan|"
    r"subscription)",
    r"(?:turn|switch) (?:my |the |your )?(?:auto(?:matic)?-? ?)?(?:renew(?:al)?s?|billing) off"
    r"(?: .{0,16})?",
    r"cancel at (?:the )?(?:end of|period|next).{0,24}",
    r"cancell?ation(?: options| request)?",
    # "cancelled", "cancelar" and their like are other words, though a lost space makes them alike.
    rf"cancel(?!ar|a[dcm]|e[dns]|l|i|o) (?!(?:\w+ )?{_OTHER_CANCEL})[a-z0-9+]+(?: [a-z0-9+]+)?",
    r"don't renew|do not renew",
    rf"(?:{CANCEL_VERB_ABROAD})(?: (?:mi|tu|su|la|el|mon|votre|le|l'|mein|dein|ihr|das|die)\w*)?"
    r" ?(?:suscripcion|membresia|plan|cuenta|abonnement|abo|renovacion.*|renouvellement.*)",
    r"(?:abo|abonnement|mitgliedschaft|vertrag|plan|probeabo)(?: jetzt)? (?:kundigen|beenden|"
    r"stornieren)",
    r"(?:darse|dar) de baja|resiliation|kundigung|se desabonner",
)
CANCEL_ALONE = spoken(
    "CANCEL_ALONE",
    r"(?:cancel|end|stop|turn off|switch off|disable|deactivate)(?: it)?|leave|terminate|"
    r"(?:turn|switch) it off",
    r"cancelar",
    r"annuler",
    r"resilier",
    r"kundigen",
    r"anular",
    r"(?:give|serve|hand in)(?: my| your)?(?: written| formal)? notice(?: to (?:cancel|end|leave|"
    r"quit)| of (?:cancell?ation|termination))?",
    r"(?:donner|deposer|poser)(?: (?:mon|votre|un))? preavis|(?:dar|presentar)(?: (?:mi|el))? "
    r"preaviso",
)

CLOSES_DIALOGS = spoken("CLOSES_DIALOGS", r"cancel|cancelar|annuler")
DECLINE = spoken(
    "DECLINE",
    r"no,? ?(?:thanks|thank you|thx|thank-you|gracias|merci|danke)(?:[,.;!]? .{0,80})?",
    r"(?:decline|refuse|reject|skip|pass on|dismiss|ignore)(?: (?:the|this|that|these))?"
    r"(?: (?:offers?|deals?|discounts?|all|step|question|survey|it|and continue))?",
    r"no,? i (?:.{0,50})|nah.{0,30}",
    # Only with the way on behind it: "No, pause" may be read without its comma.
    r"no (?:pause|pausing|freeze|freezing|hold|snooze)(?: for me| please)?[,.;!] (?:thanks?|"
    r"thank you|(?:please |just )?(?:continue|proceed|go on|carry on|move on|next))",
    r"i'll pass|(?:i'm |i am )?not interested(?: .{0,20})?|no,? i(?:'m| am) (?:good|ok|fine|"
    r"not interested).{0,20}",
    r"maybe later|not this time|not right now|not for me|no deal",
    r"no,? ?(?:i )?(?:don't|do not) (?:want|need)(?: .{0,30})?",
    r"i (?:don't|do not) (?:want|need) (?:the|this|that|a|any|an) .{0,30}",
    r"(?:continue|proceed|go on|carry on) without .{0,30}|(?:continuar|seguir) sin .{0,30}|"
    r"continuer sans .{0,30}|(?:weiter|fortfahren) ohne .{0,30}|ohne .{0,24} (?:weiter|fortfahren)",
    r"i(?:'m| am) (?:ok|okay|fine|happy|cool) (?:with )?(?:without|missing|losing|disappointing|"
    r"giving up|letting)(?: .{1,48})?",
    r"take (?:it|them|this|everything|that) away(?: .{0,30})?|(?:say )?goodbye(?: .{0,30})?|"
    r"i(?:'ll| will) (?:live|manage|survive|cope|be (?:fine|ok|okay))(?: .{0,40})?|"
    r"i (?:don't|do not) (?:care|mind)(?: .{0,40})?",
    r"(?:me da igual|no me importa|puedo vivir sin|tant pis|peu m'importe|ca m'est egal|"
    r"je me passerai de|(?:das )?ist mir egal|ich komme ohne)(?:,? .{0,40})?",
    r"none of (?:these|the above)|no me interesa|rechazar(?: .{0,20})?|omitir",
    r"refuser(?: .{0,20})?|pas interesse|ignorer|passer|ablehnen|uberspringen|nein,? danke",
)

# --- controls: staying ------------------------------------------------------------------------

STAY = spoken(
    "STAY",
    rf"(?:don't|do not|dont|never) (?:{CANCEL_VERB}|leave|go)(?: .{{0,30}})?",
    r"stick with .{1,24}",
    r"i(?:'d| would) rather (?:pause|stay|keep|wait)(?: .{0,20})?|maintain .{1,24}",
    r"never ?mind,? (?:keep|stay|go back|take me|i'll (?:keep|stay)) .{0,30}",
    r"(?:never ?mind|go back|back|take me back|return|undo|exit|close|not now|on second thought)",
    r"(?:go |take me |return |back )+to .{0,30}",
    r"(?:yes,? |no,? )?(?:i(?:'ll| will|'d like to| want to)? )?(?:keep|stay|remain|retain|pause|"
    r"freeze|suspend|snooze|hold)"
    r"(?: .{0,60})?",
    r"(?:switch|change|downgrade|upgrade|move|swap)(?: .{0,40})?",
    r"(?:accept|claim|redeem|apply|activate|grab|get|take|use|try|enjoy|unlock|"
    r"start(?! (?:to )?(?:leav|cancel|end)))(?: .{0,40})?",
    r"save (?:\d|my|big|now).{0,30}|extend .{0,30}|not (?:yet|ready)(?: .{0,20})?",
    r"put (?:\S+ ){0,3}on hold(?: .{0,20})?|skip (?:(?:a|one|the|this|my|next) ){0,2}(?:month|"
    r"payment|billing|box|delivery|charge|renewal)(?: .{0,20})?",
    r"(?:see|view|explore|browse|choose|pick|find)(?: our| an?)? (?:other|different|cheaper|"
    r"another|more) (?:plans?|offers?|deals?)|explore plans",
    r"continue with (?:a )?(?:premium|basic|standard|plus|pro|family|essentials?|"
    r"ads?)(?: .{0,16})?",
    r"(?:cancel|stop|abort|exit|quit|discard|withdraw|undo|reverse)(?: my| your| the| this)?"
    r" (?:cancell?ation|cancelling|canceling)(?: .{0,20})?",
    r"(?:resume|restart|reactivate|renew|rejoin|resubscribe|continue)(?: (?:with )?(?:my|your|the|"
    r"this|to)?)? ?"
    r"(?:membership|subscription|plan|watching|streaming|listening|reading|enjoying|discount|offer|"
    r"home|benefits).{0,20}",
    r"(?:remind|notify|contact|chat|talk|call|ask|email) .{0,30}",
    r"yes,? ?(?:i want to |i'd like to |please )?(?:stay|keep|accept|claim|get|give|apply|"
    r"pause)(?: .{0,30})?",
    r"(?:give me|i want|i'll take|sign me up|sounds good|yes please|count me in)(?: .{0,30})?",
    r"(?:no|wait),? ?(?:i(?:'ve| have) changed my mind|go back|wait|stay|i'll stay)(?: .{0,20})?",
    r"i(?:'ve| have)? ?changed my mind",
    r"\d+ ?% off.{0,30}|\d+ (?:months?|weeks?|days?) (?:free|off|for).{0,30}",
    r"(?:mantener|conservar|seguir con|volver|pausar|aceptar|quedarme|cambiar)(?: .{0,30})?",
    r"(?:garder|conserver|rester|retour|revenir|mettre en pause|accepter|changer|"
    r"ne pas resilier)(?: .{0,30})?",
    r"(?:behalten|bleiben|zuruck|pausieren|annehmen|wechseln|nicht kundigen|"
    r"abbrechen)(?: .{0,30})?",
    r".{0,30} (?:behalten|pausieren|annehmen|wechseln|fortsetzen|nicht kundigen)",
)

# --- controls: neutral ------------------------------------------------------------------------

REVERSAL = spoken(
    "REVERSAL",
    r"(?:cancel|stop|abort|exit|quit|discard|withdraw|undo|reverse|leave)(?: my| your| the| this)?"
    rf" (?:{ENDING_NOUN}|cancell?ing|request|{CANCEL_GERUND} .{{0,24}})(?: .{{0,20}})?",
    r".{0,30}(?:without|instead of) (?:cancell?(?:ing|ation)|ending|leaving|turning)(?: .{0,24})?",
    r"(?:just )?leave (?:it|.{1,24}) (?:on|enabled|active|as (?:it )?is)",
    r"(?:i )?(?:don't|do not|can't|won't) (?:want to |wish to )?(?:stay|be|be left|live) without"
    r" (?!ad|commit).{0,30}",
    r"(?:je )?ne (?:veux|souhaite|peux) pas (?:rester|etre|vivre) sans (?!pub|engag).{0,30}",
    r"(?:ich )?(?:will|mochte|kann) nicht ohne (?!werbung).{0,30}",
    r"(?:cancel|stop|wait),? (?:and |& )?(?:go back|return|keep (?:my |your )?(?:plan|membership|"
    r"subscription|it)|stay|i'll stay)(?: .{0,20})?",
)
STAYING_TAIL = spoken(
    "STAYING_TAIL",
    r"changed my mind|take me back",
    r"keep(?! (?:on )?(?:cancel|ending|leaving (?:us|it)|"
    r"going(?! with (?:my|the|your) (?:plan|membership|subscription))))|"
    r"stay|staying|remain|go back|never ?mind|"
    r"continue (?:watching|my|with|enjoying|streaming|listening)|"
    r"don't cancel|not cancel|pause|behalten|bleiben|garder|rester|mantener|conservar",
)
GENERIC_GO = spoken(
    "GENERIC_GO",
    r"(?:i'?ll |je )?(?:go|carry) on|onwards?|je continue|seguir|la suite|weiter geht'?s",
    r"continue|next(?: step)?|submit(?: .{0,24})?|confirm|proceed|done|finish|yes|ok(?:ay)?|send",
    r"continue (?:to|with) (?:the )?(?:next|step).{0,10}",
    r"(?:submit|send|save)(?: my| your)? (?:feedback|answers?|responses?|reasons?|"
    r"survey)(?: .{0,20})?",
    r"continuar|siguiente|enviar|confirmar|aceptar y continuar|si",
    r"continuer|suivant|envoyer|confirmer|valider|oui|weiter|absenden|senden|bestatigen|"
    r"fortfahren|ja",
)
YES = spoken(
    "YES", r"yes|ok(?:ay)?|confirm|si|oui|ja|sure|continue|proceed|i'm sure|yes,? i'm sure"
)
NO = spoken("NO", r"no|nope|nein|non")

# The subscription is to end, not the account with all that is in it.
ERASES = spoken(
    "ERASES",
    r"(?:permanently )?(?:delete|erase|remove|close|wipe)(?: (?:and|or|&) \w+)?(?: my| your| the|"
    r" this)?"
    r"(?: \w+)? (?:account|profile|data|history)(?: .{0,20})?",
)
PROMOTES = spoken(
    "PROMOTES",
    r"(?:\d+|one|two|three|six|seven|fourteen|thirty) (?:days?|weeks?|months?) (?:free|on us|for)|"
    r"free "
    r"(?:trial|for|month|week)|(?:for|try)(?: \w+){0,3} free|afterwards|then \W?\d.*|\d+ ?% off|"
    r"save "
    r"(?:up to )?\W?\d.*|upgrade|introducing|on sale|limited[ -]time",
)

# --- navigation to the account ----------------------------------------------------------------

_NO_PLAN = (
    r"(?:los |las |mis |tus |les |mes |vos |mi |tu |mon |le |la )?(?:perfil|profil|cookie|"
    r"dispositiv|"
    r"appareil|notific|descarga|telecharg|usuari|utilisat|preferenc|privacidad|consent|cuenta|"
    r"compte|"
    r"pago|paiement|metodo|moyen|contrasena|mot de)"
)
MANAGE_PLAN = spoken(
    "MANAGE_PLAN",
    r"(?:manage|view|see|edit|update|modify|review)(?: or [a-z]+)?(?: my| your| the)?"
    r" (?:membership|subscriptions?|plans?|plan details|renewal|auto-? ?renewal)(?: .{0,20})?",
    r"(?:membership|subscriptions?|plan)(?: (?:and|&|\+)(?: [a-z]+)?)? (?:settings|options|"
    r"details|billing|management|payments?)",
    r"(?:manage|view|see|edit|review) (?:my |your )?(?!gift)\w+ (?:membership|subscription|plan)|"
    r"manage (?:my |your )?(?:premium|(?:free )?trial|contract|pass|package|services?)|"
    r"(?:membership|subscriptions?|plan|renewal) (?:settings|status|overview|info(?:rmation)?)|"
    r"(?:active|my|your) (?:subscriptions|memberships|services|contracts?)",
    # "Gestionar perfiles" and "Gerer les cookies" lead elsewhere.
    rf"manage(?: (?:it )?with .{{2,30}})?|(?:gestionar|administrar|gerer)(?! {_NO_PLAN})"
    rf"(?: .{{0,24}})?|(?:abo|mitgliedschaft|"
    r"abonnement) verwalten|verwalten",
)
PLAN_SECTION = spoken(
    "PLAN_SECTION",
    r"(?:my|your|season|annual|monthly|yearly) pass(?:es)?",
    r"(?:my|your) (?:packages?|premium|tier|tariff)|(?:streaming|tv|video|music) (?:plan|package)|"
    r"products? (?:and|&) services?",
    r"(?:my |your )?(?:memberships?|subscriptions?|plans?|pass(?:es)?) (?:and|&|\+|/)"
    r" (?:your )?\w+|"
    r"\w+ (?:and|&|\+|/) (?:memberships?|subscriptions?|plans?)",
    r"(?:mi|tu) (?:plan|pase|tarifa)|(?:mon|votre) (?:forfait|offre|pass)|"
    r"(?:mein|ihr|dein) (?:tarif|paket|vertrag|plan)",
    r"(?:my |your )?(?:subscriptions?|memberships?|plans?|plan details|current plan|contracts?)",
    r"(?:mi )?suscripcion|membresia|(?:mon )?abonnement|mein abo|abo|mitgliedschaft",
)
BILLING_SECTION = spoken(
    "BILLING_SECTION",
    r"(?:my )?(?:billing|payments?)(?: (?:and|&)? ?(?:details|info(?:rmation)?|settings|payments?|"
    r"billing|plans?|"
    r"subscriptions?))?(?: (?:and|&) .{0,16})?",
    r"(?:plans?|subscriptions?|memberships?) (?:and|&) (?:billing|payments?|renewals?)",
    r"(?:billing|payment|renewal|subscription|plan|membership) (?:preferences|options|settings)",
    r"(?:suscripcion|membresia|plan|cuenta|abonnement|forfait|compte|abo|mitgliedschaft|konto)"
    r" (?:y|e|et|und|&)(?![a-z]) \w+|(?:pagos?|facturas?|facturacion|paiements?|factures?|"
    r"zahlung(?:en)?|"
    r"rechnung(?:en)?) (?:y|e|et|und|&) \w+",
    r"facturacion.{0,16}|facturation.{0,16}|zahlung(?:en)?(?:sinformationen)?"
    r"(?: (?:und|&) .{0,16})?|pagos|(?:billing|payments?) overview|my payments|(?:purchases?|"
    r"orders?) "
    r"(?:and|&) (?:payments?|subscriptions?|memberships?)",
)
CHANGE_PLAN = spoken(
    "CHANGE_PLAN",
    r"(?:change|switch|update|edit)(?: my| your)? (?:plan|subscription|membership)",
    r"(?:more|other|advanced|additional)(?: (?:options|settings|actions))?|see (?:all|"
    r"more) options|options|"
    r"show more|details|cambiar(?: de)? plan|changer(?: de)? (?:forfait|formule)|(?:abo|"
    r"plan|tarif) (?:andern|wechseln)|changer d'(?:abonnement|offre)|"
    r"modifier (?:mon |l')abonnement",
)
ACCOUNT_LINK = spoken(
    "ACCOUNT_LINK",
    r"(?:my |your |manage (?:my )?|view (?:my )?)?account(?: (?:settings|details|overview|info|"
    r"page|"
    r"(?:&|and) [a-z]+))?",
    r"(?:manage|view|go to) (?:my |your )?account|account (?:information|home|management|"
    r"cent(?:er|re))|(?:profile|settings|preferences) (?:&|and) (?:account|settings|profile)|"
    r"(?:user|"
    r"member) (?:account|area|profile)|(?:personal|customer|my) (?:area|dashboard)",
    r"(?:mi )?cuenta|(?:mon )?compte|(?:mein )?konto",
    r"grown-?ups?|parents?|me|moi|yo|ich|"
    r"(?:parent(?:s'?|'s|al)?|grown-?ups?'?|famil(?:y|ies)) (?:zone|area|corner|settings|dashboard|"
    r"section)|for (?:parents|grown-?ups)|(?:back|return) to (?:my |your )?account",
)
SETTINGS_LINK = spoken(
    "SETTINGS_LINK",
    r"(?:my |user )?settings|preferences|profile(?: settings)?|my profile|ajustes|configuracion|"
    r"parametres|"
    r"reglages|einstellungen",
    r"menu|more|perfil|profil",
)
HELP_TEXT = spoken(
    "HELP_TEXT",
    r"how (?:do|can|to|does)|can i|what (?:happens|if)|why|when (?:do|will|can)|"
    r"cancell?ation policy|any ?time|no (?:commitment|contract|hassle|obligation|strings)s?",
    r"learn (?:more|how)|faq|help|terms|policy|refund|gift|contact|read more|about",
)
SIGN_IN_LINK = spoken(
    "SIGN_IN_LINK",
    r"(?:(?:customers?|members?|subscribers?|users?|clients?|account|my|parents?|guardians?|"
    r"grown-?ups?|adults?|famil(?:y|ies)|viewers?|listeners?|readers?|fans?)'? )?(?:sign|"
    r"log) ?-?(?:back )?"
    r"(?:in|on)(?: again| here| now| to .{0,24})?",
    r"(?:hello|hi|welcome)[,.!]? (?:sign|log) in|hola,? identificate|"
    r"bonjour,? identifiez-vous|hallo,? anmelden|"
    r"(?:sign|log) ?-?in (?:/|or|and) (?!.{0,2}(?:secur|pass|priv)).{1,20}|"
    r"(?:sign|log) ?-?in with e-?mail|(?:go|back) to (?:sign|log) ?-?in|"
    r"i (?:already )?have an account|existing (?:customer|member|subscriber)s?",
    r"already (?:a )?(?:member|subscriber|have an account).{0,30}",
    r"iniciar sesion|acceder|entrar|ingresar|se connecter|connexion|s'identifier|anmelden|"
    r"einloggen|login",
)
