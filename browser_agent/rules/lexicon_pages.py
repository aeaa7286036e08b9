"""What the sentences of subscription pages mean: kinds of page, states and refusals."""

from browser_agent.rules.lexicon import THING
from browser_agent.rules.text import Phrases
from browser_agent.rules.tongues import spoken

# --- trouble ----------------------------------------------------------------------------------

CAPTCHA = spoken(
    "CAPTCHA",
    r"(?:i'?m|i am) not a robot",
    r"captcha|recaptcha|hcaptcha",
    r"(?:let us know|confirm|check(?:ing)? that) you(?:'re| are) human|checking if the site "
    r"connection|click to verify|solve (?:this|the|a) (?:puzzle|challenge)|(?:enter|type) the "
    r"(?:characters|letters)(?: \w+){0,3}|detected unusual traffic",
    r"(?:verify|confirm|prove|check)(?: that)? you(?:'re| are) (?:a )?(?:human|not a robot|real)",
    r"verify(?:ing)? you are human|human verification|are you (?:a )?(?:human|robot)",
    r"press (?:and|&) hold|select all (?:images|squares)|unusual (?:traffic|activity) from",
    r"checking your browser|no soy un robot|je ne suis pas un robot|ich bin kein roboter",
    r"complete the (?:puzzle|security check|challenge)|slide to (?:verify|complete)",
)
LOADING = spoken(
    "LOADING",
    r"loading|please wait|just a moment|one moment|hang (?:on|tight)|processing|working on it|"
    r"redirecting",
    r"signing (?:you )?in|cargando|espere|chargement|patientez|wird geladen|bitte warten|"
    r"un momento|procesando|traitement en cours|en cours de traitement|wird verarbeitet|"
    r"veuillez patienter|en traitement",
)
SITE_ERROR = spoken(
    "SITE_ERROR",
    r"something went wrong|an? (?:unexpected |unknown |internal )?error (?:has )?occurred|"
    r"we hit a snag",
    r"(?:500|502|503|504) (?:internal|bad|service|gateway|error)|internal server error|bad gateway",
    r"(?:service|page|site|server|temporarily|currently) (?:is )?(?:temporarily |"
    r"currently )?unavailable",
    r"having (?:trouble connecting|technical)|we(?:'re|"
    r" are) (?:sorry,? )?(?:having|experiencing)",
    r"(?:please )?try again (?:later|in a (?:few|moment))|page not found|404 (?:error|not found)?",
    r"this site can'?t be reached|took too long to respond|refused to connect|no internet",
    r"algo salio mal|intentelo mas tarde|une erreur (?:s'est produite|est survenue)|"
    r"ein fehler ist aufgetreten",
    r"etwas ist schiefgelaufen",
)
NOT_FOUND = Phrases(
    r"^(?:page )?not found$|^(?:pagina )?no encontrad[oa]$|^(?:page )?(?:non trouvee|introuvable)$|"
    r"^(?:seite )?nicht gefunden$",
    r"(?:page|resource|address|site)(?: \w+){0,6} (?:unavailable|does not exist|doesn't exist|"
    r"cannot "
    r"be found|can't be found|could not be found|not found|no longer exists?)|(?:can't|cannot|"
    r"couldn't|"
    r"could not) find (?:that|this|the) page|404",
    r"pagina no (?:encontrada|existe)|no (?:encontramos|existe) (?:la|esta|esa) pagina|page "
    r"(?:introuvable|inexistante)|n'existe pas|seite (?:wurde )?nicht gefunden|seite(?: \w+){0,2} "
    r"nicht(?: mehr)?",
)
RELOAD = spoken(
    "RELOAD",
    r"(?:try again|retry|reload|refresh)(?: page| the page)?|erneut .{0,16}|"
    r"(?:je |on |lo )?(?:reessa\w+|reintent\w+)|noch ?(?:ein)?mal(?: .{0,16})?",
)
_BILLER = (
    r"(?:the |your )?(?:(?:apple|google|amazon|samsung)(?! ?(?:pay|wallet)\b)"
    r"(?: (?:play|id|account|app store))?|itunes|app store|play store|roku|prime video|"
    r"a (?:third[ -]party|partner)|another (?:company|provider|service)|(?:your|a) (?:mobile |"
    r"cable |tv |"
    r"internet |phone )?(?:provider|carrier|operator)|t-?mobile|verizon|at&t|xfinity|comcast|"
    r"spectrum|"
    r"vodafone|sky|virgin|paypal pay later|partner|third[ -]party|[a-z]+ partner)"
)
THIRD_PARTY = spoken(
    "THIRD_PARTY",
    rf"(?:billed|billing|paid|managed|handled|purchased|bought|subscribed|processed)"
    rf"(?: is)?(?: \w+)? (?:by|through|via|with|on|from|using|in):? {_BILLER}",
    rf"to (?:cancel|manage|change)(?: \S+){{0,5}} (?:visit|contact|go to|use|open|call) {_BILLER}",
    rf"(?:signed up|set up|started|created|joined)(?: \w+){{0,3}} (?:through|via) {_BILLER}",
    rf"(?:manage|cancel|change)(?: \w+){{0,5}} (?:by|through|via|with|on|from|in|at) {_BILLER}",
    rf"(?:subscription|membership|plan|account|billing) (?:is |was )?(?:provided|included|part of|"
    rf"linked)"
    rf"(?: \w+){{0,4}} {_BILLER}",
    rf"(?:contact|visit|go to) {_BILLER}(?: \w+){{0,4}} to (?:cancel|manage|change|make)",
    r"facturado (?:a traves de|por) (?:apple|google|roku|amazon)|facture par (?:apple|google|roku|"
    r"amazon)",
    r"uber (?:apple|google|roku|amazon)(?: play)? abgerechnet|"
    r"(?:uber|durch|bei) (?:unseren|unserem|einen|einem|den|dem) (?:\w+)?partner (?:\w+ ){0,4}"
    r"(?:abgeschlossen|gebucht|bezahlt|abgerechnet|verwaltet)|"
    r"nur (?:direkt )?(?:bei|uber) (?:deine[mnr]? |ihre[mnr]? )?[\w-]+ (?:\w+ oder )?"
    r"(?:andern|kundigen|verwalten|gekundigt|geandert|verwaltet)",
    r"billed by (?:a )?(?:third|partner)",
    rf"included (?:with|in) your {_BILLER}|billing partner:? {_BILLER}",
)
EMAIL_LINK = spoken(
    "EMAIL_LINK",
    r"(?:check|open|go to|look in) (?:your |the )?(?:e-?mail|inbox|mailbox)",
    r"we(?:'ve| have)? (?:just )?(?:sent|e-?mailed) (?:you )?(?:an? )?(?:\w+ ){0,3}(?:e-?mail|"
    r"link|message)",
    r"(?:a|an|the) (?:\w+ ){0,3}(?:link|e-?mail) (?:has been |was |is )?(?:on its way|"
    r"sent)(?: to)?",
    r"link in (?:the|your|this|our) (?:e-?mail|inbox)|e-?mail (?:with|"
    r"containing)(?: \w+){0,3} link|"
    r"confirmation link",
    r"click (?:on )?the (?:\w+ )?link (?:in|we)|magic link|confirm (?:\w+ ){0,3}(?:by|via|"
    r"from) (?:e-?mail|the link)",
    r"revisa(?: tu)? correo|verifiez votre (?:boite|e-?mail)|prufe(?:n sie)? (?:dein|ihr)(?:e|"
    r"en)? (?:e-?mail|postfach)",
)
PAYMENT_PROBLEM = spoken(
    "PAYMENT_PROBLEM",
    r"(?:card|payment|charge|bank)(?: \w+){0,3} (?:didn't|did not|couldn't|could not|wouldn't|"
    r"doesn't|does not)(?: be)? (?:go through|work|charged?|processed|accept(?:ed)?|allow)",
    r"bank(?: \w+){0,3} (?:said no|refused|rejected|declined)",
    r"(?:payment|card|transaction|charge) (?:method )?(?:was |has been |is |could not be |"
    r"couldn't be )"
    r"(?:declined|failed|rejected|expired|invalid|processed|not accepted)",
    r"(?:your )?(?:card|payment method) (?:has )?(?:expired|was declined)|payment (?:failed|"
    r"declined|problem|issue)",
    r"(?:update|add|enter)(?: \w+){0,3} (?:payment|card)(?: \w+){0,3} to (?:continue|restart|"
    r"resume|keep|watch)",
    r"(?:unable|not able|failed) to (?:charge|process|complete|authori[sz]e)(?: \w+){0,3} (?:card|"
    r"payment|order|transaction)|payment could not be|please (?:use|try) (?:a |an)?(?:different|"
    r"other) "
    r"(?:card|payment)|issue with your payment",
    r"(?:there(?:'s| is| was) )?a? ?problem with your payment|couldn't (?:charge|process)|"
    r"insufficient funds",
    r"pago rechazado|paiement refuse|zahlung (?:fehlgeschlagen|abgelehnt)|account (?:is )?on hold",
)
CARD_ENTRY = spoken(
    "CARD_ENTRY",
    r"card number|name on (?:the )?card|numero de (?:la )?tarjeta|numero de carte|kartennummer|"
    r"credit card number",
)

# --- overlays ---------------------------------------------------------------------------------

COOKIES = spoken(
    "COOKIES",
    r"stores?(?: (?:and|or|and/or|/))*(?: access)? information on|(?:\d+|our|and|"
    r"its) (?:\w+ )?(?:vendors|"
    r"advertising partners)|privacy notice|personali[sz]ed ads",
    r"cookies?|your privacy|privacy (?:choices|preferences|settings)|"
    r"we (?:and our partners )?(?:use|value)(?: \w+){0,3} (?:cookies|privacy)|consent|datenschutz|"
    r"confidentialite",
)
COOKIES_REFUSE = spoken(
    "COOKIES_REFUSE",
    r"(?:reject|decline|refuse|deny|disagree)(?: (?:all|optional|non-?essential|additional|"
    r"cookies|everything|tracking))*",
    r"(?:only |use |accept |allow )*(?:strictly )?(?:necessary|essential|"
    r"required)(?: cookies)?(?: only)?",
    r"i (?:do not|don't) (?:agree|accept|consent)|i (?:decline|refuse|reject)(?: all)?|(?:reject|"
    r"decline|disagree|refuse) (?:unnecessary(?: cookies)?|and (?:close|continue))",
    r"(?:just|only)(?: the)? (?:needed|necessary|essential|required|basic)s?"
    r"(?: ones| cookies)?",
    r"continue without (?:accepting|agreeing|consent)|do not (?:accept|sell|consent)|opt out|"
    r"rechazar(?: todo| todas)?|solo necesarias",
    r"tout refuser|refuser(?: tout)?|continuer sans accepter|(?:alle )?ablehnen|nur (?:notwendige|"
    r"erforderliche|essenzielle).{0,12}",
)
COOKIES_MANAGE = spoken(
    "COOKIES_MANAGE",
    r"(?:manage|customi[sz]e|cookie|more|let me)(?: \w+){0,2}(?: (?:preferences|settings|options|"
    r"choices|choose))|(?:save|confirm)(?: my)? (?:choices|preferences|settings|selection)|"
    r"customi[sz]e",
)
NEWSLETTER = spoken(
    "NEWSLETTER",
    r"newsletter|(?:get|receive|turn on|enable|allow|want) (?:\w+ ){0,2}(?:notifications|updates|"
    r"alerts|news|emails)|show notifications|never miss|stay (?:up to date|in the loop)|"
    r"download (?:our|the) app|get the app|what's new|introducing|new feature|welcome tour|"
    r"take a (?:quick )?tour|rate (?:us|your)|how likely are you|tell us what you think|"
    r"(?:we(?:'ve| have) )?updated our (?:terms|privacy)|important (?:update|notice)|"
    r"add .{0,12}home screen|enable location|boletin|infolettre",
    r"restore pages|translate (?:this )?page|save (?:your )?password|use (?:a )?passkey",
)
DISMISS = spoken(
    "DISMISS",
    r"no,? ?(?:thanks|thank you|gracias|merci|danke)|not now|maybe later|later|close|dismiss|"
    r"(?:ask|remind) me later|(?:i'll )?do (?:it|this) later|not interested|"
    r"skip(?: .{0,12})?|never|x|\u00d7|\u2715|no|block|don't (?:allow|show).{0,12}|"
    r"remind me later|ahora no|cerrar|fermer|plus tard|pas maintenant|schlie(?:ss|ß)en|spater|"
    r"nein,? danke|decline",
)
NOT_NOW = spoken(
    "NOT_NOW",
    r"no,? ?(?:thanks|thank you|thx)|(?:not|maybe|perhaps|ask me|remind me) (?:now|later|today|"
    r"this "
    r"time)|later(?:,? (?:maybe|perhaps))?|(?:some|an)other time|skip(?: (?:for now|this))?|"
    r"not interested|i'll do (?:it|this) later",
)
ACKNOWLEDGE = spoken(
    "ACKNOWLEDGE",
    r"got it|ok(?:ay)?|i understand|understood|continue|done|thanks|entendido|compris|"
    r"j'ai compris|verstanden|d'accord|accept(?: all)?(?: cookies)?|agree|i agree|allow all|"
    r"aceptar(?: todo)?|accepter|alle akzeptieren|akzeptieren",
)

# --- cancelling -------------------------------------------------------------------------------

SURVEY = spoken(
    "SURVEY",
    r"(?:may|can) i ask why|^why\?|main reason|"
    r"why (?:are|did|do) you (?:want to |wish to |decide to |decided to |choose to )?(?:cancel\w*|"
    r"leav\w*|go\w*|end\w*|stop\w*)?|share your reason|(?:(?<!\d\s)reasons?|main reason|"
    r"primary reason) (?:for|why|"
    r"you)(?: .{0,40})?",
    r"(?:tell|let) us (?:know )?(?:why|more|the reason)|what(?:'s| is| was) (?:the |"
    r"your )?(?:main |primary )?reason|help us (?:improve|understand|get better)|(?:select|choose|"
    r"pick|give us) (?:a|your|the|one|at least one)(?: \w+)? reason|how (?:could|"
    r"can) we (?:improve|have)|what could we|mind telling us|we'd love (?:to know|your feedback)|"
    r"what made you|anything else (?:you|we).{0,40}|(?:share|leave) (?:your |us )?(?:feedback|a "
    r"comment)|your feedback|before you (?:go|leave),? (?:tell|let).{0,20}|we'd (?:love|"
    r"like) (?:to "
    r"hear|your).{0,30}|how (?:can|could) we.{0,30}",
    r"por que (?:quieres?|deseas?|cancel|(?:se|te) (?:va|marcha)s?(?! a )|nos dejas?).{0,30}|"
    r"motivo de|pourquoi (?:souhaitez|voulez|resili|"
    r"partez).{0,30}|raison de|warum (?:mochtest|mochten|kundig|verlass).{0,30}|grund fur|"
    r"(?:verrat|sag|verraten|sagen|erzahl)\w*(?: \w+){0,4},? (?:warum|wieso|weshalb)|"
    r"(?:dis|dites|dire)[- ](?:nous|moi) pourquoi|(?:di|dinos|cuentanos) (?:el |tu )?(?:motivo|"
    r"por que)",
)
REASON_CALM = spoken(
    "REASON_CALM",
    r"(?:prefer|rather) not (?:to )?(?:say|answer|share)|(?:don't|do not|dont|not|rarely|didn't|"
    r"no longer|hardly|barely) (?:\w+ ){0,3}(?:us(?:e|ing)|watch(?:ing)?|enough time|need|"
    r"listen(?:ing)?|read(?:ing)?|have time|want)|not using.{0,20}|too busy|no time|"
    r"not enough time|(?:finished|done) (?:watching|with).{0,30}|temporar(?:y|ily)|taking a break|"
    r"moving|travel+ing|no lo uso.{0,20}|je (?:ne )?(?:l'utilise|regarde).{0,20}|"
    r"nutze? (?:ich )?.{0,20}(?:nicht|selten)|no longer need.{0,20}",
)
REASON_ANY = spoken(
    "REASON_ANY",
    r"(?:too )?(?:expensive|costly|pricey|much money|caro|cher|teuer)|price|cost|content|quality|"
    r"technical|problems?|issues?|found|another|different|switch(?:ing|ed)|alternative|competitor|"
    r"nothing (?:to watch|good|new|i)|selection|titles|shows|ads|bugs?|experience|"
    r"customer service|support|features?|duplicate|personal|financial|budget|didn't like|"
    r"other services?|not (?:what|satisfied|happy)|dissatisfied|missing",
)
REASON_OTHER = spoken(
    "REASON_OTHER",
    r"other(?: reasons?)?(?: .{0,24})?|something else|none of (?:these|the above)|"
    r"otro(?: motivo)?|autre(?: raison)?|sonstiges|anderer grund|andere",
)
OFFER = spoken(
    "OFFER",
    r"before you (?:go|leave|cancel)|(?:wait|hold on|hang on)[!,. ]|special (?:offer|deal|price)|"
    r"(?:exclusive|limited[ -]time|one[ -]time|just for you) ?(?:offer|deal)?|(?:an|this|our|"
    r"your) offer|discount|\d+ ?% off|half price|for free|free (?:month|week)s?|months? (?:free|"
    r"on us)|on us|stay (?:with us )?(?:for|and|with)|how about|instead|pause (?:your|for|my)|"
    r"take a break|switch to|downgrade|cheaper|save \$|we(?:'d| would) (?:hate|love)|don't (?:go|"
    r"leave|miss)|what you(?:'ll| will) (?:\w+ )?(?:miss|los|giv)\w*|you(?:'ll| will) (?:miss|"
    r"lose)|did you know|sorry to see you|"
    r"antes de (?:irte|que te vayas)|oferta|descuento|avant de partir|offre|remise|bevor (?:du|"
    r"sie) geh\w*|angebot|rabatt|pausieren|reconsider|change your mind|one more thing|are missing",
)
ASKS_TO_LEAVE = spoken(
    "ASKS_TO_LEAVE",
    rf"(?:stop|disable|deactivate|terminate|turn off|switch off) {THING} ?\?|"
    rf"unsubscribe from \w+ ?\?|"
    r"(?:confirm (?:that )?you|sure you) (?:want|wish|would like) to (?:cancel|end|leave|turn off|"
    r"unsubscribe)",
    rf"(?:are you (?:really |absolutely |quite )?(?:sure|certain)|do you (?:really |"
    rf"still )?(?:want|"
    rf"wish)|"
    rf"would you (?:really )?like|ready)(?: \w+){{0,4}} (?:to )?(?:cancel|end|leave|turn off|stop|"
    rf"terminate|go|unsubscribe|proceed)(?: {THING})?",
    r"confirm the end(?:ing)? of (?:your|the|my) (?:membership|subscription|plan)|"
    r"(?:confirm|review|complete|finish)(?: \w+){0,3} (?:cancell?ation|cancel\w*)|you(?:'re|"
    r" are) about to (?:cancel|end|lose)|(?:final|last) step|cancel (?:\w+ ){1,4}\?|(?:if|when|"
    r"once|after) you (?:cancel|confirm|end)|are you (?:really |absolutely |quite )?(?:sure|"
    r"certain)|"
    r"what happens (?:when|if|next)|you(?:'ll| will) lose|end (?:\w+ ){1,3}\?|"
    r"turn off auto-?renew\w*\?|by cancell?ing|cancell?ation (?:will|is) (?:be )?effective|"
    r"seguro que (?:quieres|deseas) (?:cancelar|anular)|(?:voulez|"
    r"souhaitez)-vous (?:vraiment )?(?:resilier|annuler)|etes-vous sur|wirklich kundigen|"
    r"sind sie sicher|bist du sicher",
)
ASKS_TO_STAY = spoken(
    "ASKS_TO_STAY",
    rf"(?:do|would|don't|wouldn't|are|will) you (?:\w+ ){{0,4}}(?:keep|stay\w*|remain|pause|"
    rf"accept|switch|continue (?:with|your|watching|enjoying)|change your mind|reconsider)|"
    rf"(?:keep|stay with|pause|accept|switch|claim|save|change|resume|restore) (?:\w+ ){{1,5}}\?|"
    rf"(?:stop|abort|discard|undo|leave|exit|cancel|abandon) (?:\w+ ){{0,2}}(?:cancell?ation|"
    rf"cancell?ing)(?: \w+){{0,3}} ?\?|changed your mind\?|still want (?:to keep )?{THING}",
)
ACKNOWLEDGEMENT = spoken(
    "ACKNOWLEDGEMENT",
    r"i(?: have)? (?:understand|acknowledge|agree|confirm|accept|am aware|know|read|realize|"
    r"realise|want to cancel|wish to cancel)(?: .*)?|yes,? ?i (?:understand|want|agree|"
    r"confirm)(?: .*)?|entiendo(?: .*)?|je (?:comprends|confirme)(?: .*)?|ich (?:verstehe|"
    r"bestatige)(?: .*)?",
)
LEAVING_TALK = spoken(
    "LEAVING_TALK",
    r"cancel\w*|leav(?:e|ing)|(?:will|to) end|ends?|auto-? ?renew\w*|baja|"
    r"resili\w+|kundig\w*|anul\w+|annul\w+",
)
TYPE_TO_CONFIRM = spoken(
    "TYPE_TO_CONFIRM",
    r"(?:type|enter|write|typing|entering|typed?)|"
    r"escrib[ea]|ingres[ea]|introdu[cz]\w+|tapez?|ecri(?:s|vez)|saisis(?:sez)?|gib|"
    r"geben sie|tippe?",
)

# --- resuming ---------------------------------------------------------------------------------

RESTART = spoken(
    "RESTART",
    r"(?:bring|get|take|have) (?:(?:my|your|the) )?.{1,20} back|(?:start|begin) .{1,20} again|"
    r"(?:get|join|rejoin|become|use|have|subscribe|sign up)(?: .{1,24})? again|"
    r"reconnect(?: .{0,20})?|(?:turn|switch)(?: (?:it|this))? back on",
    # "Resume watching" plays a film.
    r"(?:restart|resume|reactivate|resubscribe|rejoin|renew|restore|re-?subscribe|re-?activate|"
    r"re-?start|re-?join|re-?instate|unpause|re-?enable)"
    r"(?! (?:the |your )?(?:watch|play|episode|movie|film|video|stream(?:ing)?(?![a-z])|listen|"
    r"read(?:ing)?(?![a-z])|"
    r"s\d|download|from|at \d|app|browser|device|show|series))"
    rf"(?: (?:to )?(?:{THING}|now|today|.{{0,24}}))?",
    rf"(?:undo|reverse|revoke|withdraw|remove|cancel)(?: (?:my|your|the|this|scheduled|"
    rf"pending))* (?:cancell?ation|cancel)|(?:turn|switch)(?: back)? on {THING}|"
    rf"(?:turn|switch) {THING} (?:back )?on|(?:enable|activate) {THING}|"
    rf"keep (?:my |your )?(?:membership|subscription|plan)|don't cancel|"
    rf"(?:i(?:'d| would)? (?:want|wish|like) to )?come back(?!.*\blater\b)"
    rf"(?!(?: to)?(?: (?:my \w+|(?:the|all|your|our|my)(?: previous)?))? (?:account|home|start|"
    rf"site|website|page|menu|shop|profile|home ?page|start ?page)s?(?: (?:settings|screen|page|"
    rf"overview|now|\d+))?$)(?: to .{{0,24}})?|"
    rf"continue (?:my |your )?(?:membership|"
    rf"subscription|plan)|start (?:my |your )?(?:membership|subscription|plan)(?: again)?|"
    rf"sign up again|subscribe(?: again| now)?|add (?:a )?plan|(?:choose|pick|select) (?:a |"
    rf"your )?plan|get (?:a )?plan|see plans|view plans",
    r"(?:reactivar|reanudar|renovar|volver a suscribir\w*|suscribirse)(?: .{0,24})?|(?:reactiver|"
    r"reprendre|relancer|se reabonner|renouveler|s'abonner)(?: .{0,24})?|(?:reaktivieren|"
    r"fortsetzen|verlangern|wieder aktivieren|erneut abonnieren)|.{0,24} (?:reaktivieren|"
    r"fortsetzen|verlangern|wieder aufnehmen)|kundigung (?:zuruckziehen|rückgangig machen|"
    r"widerrufen)",
)
CONFIRM_RESTART = spoken(
    "CONFIRM_RESTART",
    rf"(?:confirm|complete|finish|yes)(?:,? (?:and |& )?(?:my |your )?(?:restart|resume|resum\w+|"
    rf"reactivat\w+|renew\w*|resubscri\w+|subscri\w+|payment|order|purchase|{THING}|"
    rf"pay))?(?: .{{0,16}})?|"
    rf"(?:start|restart|resume|reinstate|reactivate|activate|renew)(?: {THING}|"
    rf" paid .{{0,16}}| now|"
    rf" for (?:[$\u20ac\u00a3] ?\d|\d+[.,]\d\d)[\d.,]*(?: ?[$\u20ac\u00a3])?(?: .{{0,16}})?)?|"
    rf"(?:pay|buy|subscribe|place order|agree (?:and|&) .{{0,24}}|purchase|"
    rf"complete purchase|start watching|submit (?:order|payment)|place (?:your |my )?order|accept "
    rf"(?:and|&) (?:subscribe|pay|start))(?: .{{0,24}})?|confirmar(?: .{{0,24}})?|"
    rf"confirmer(?: .{{0,24}})?|bestatigen|jetzt kaufen|zahlungspflichtig bestellen|pagar|payer",
)
PLANS = spoken(
    "PLANS",
    r"(?:choose|select|pick|compare|find)(?: \w+){0,4} (?:plan|package|tier|pass|"
    r"membership|subscription)(?:e?s)?|plans? (?:and|&) pricing|which (?:plan|package)|"
    r"(?:plan|package|tier|pass) selection|"
    r"(?:available|our) (?:plan|package)s|"
    r"choose (?:how|what)|elige (?:tu |un )?plan|choisi(?:r|ssez) (?:votre |un )?(?:forfait|"
    r"formule|offre|abonnement)|wahle?n?(?: sie)? (?:dein|ihr|ein)(?:en)? (?:plan|abo|tarif)",
)
CHOOSE_PLAN = spoken(
    "CHOOSE_PLAN",
    r"go with .{1,24}|try (?:premium|plus|standard|basic)(?: .{0,12})?",
    r"(?:choose|select|get|pick|start|continue with|subscribe(?: to)?|restart|resume|switch to|"
    r"current plan|your (?:current|previous|last) plan)(?: .{0,30})?|continue|next|elegir.{0,20}|"
    r"seleccionar.{0,20}|choisir.{0,20}|selectionner.{0,20}|auswahlen|wahlen",
)
CHECKOUT = spoken(
    "CHECKOUT",
    r"checkout|order summary|(?:total|amount)(?: due)?(?: today)?|due today|(?:you(?:'ll|"
    r" will) be|you are) charged|payment (?:method|details|summary)|review (?:and|&|your) (?:pay|"
    r"order|purchase|confirm|subscri\w+)|confirm (?:your )?(?:order|purchase|payment|subscription|"
    r"plan|restart)|billed (?:today|now|monthly|to)|pay (?:now|today)|resumen|recapitulatif|"
    r"bestellubersicht|zahlungsubersicht|gesamt",
)
EXTRA_COST = spoken(
    "EXTRA_COST", r"upgrade|add-?ons?|bundle|yearly|annual|extra|premium upgrade|gift|donate|tip"
)
# What a site sells, in its header; "Plan" is the customer's.
FOR_ALL = Phrases(
    r"(?:our |all )?(?:plans|pricing|prices)|planes|precios|tarife|preise|abos|offres|tarifs|"
    r"formules"
)
