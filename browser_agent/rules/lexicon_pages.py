"""What the sentences of subscription pages mean: kinds of page, states and refusals."""

from browser_agent.rules.lexicon import THING
from browser_agent.rules.text import Phrases

# --- trouble ----------------------------------------------------------------------------------

CAPTCHA = Phrases(
    r"(?:i'?m|i am) not a robot",
    r"captcha|recaptcha|hcaptcha",
    r"(?:verify|confirm|prove|check)(?: that)? you(?:'re| are) (?:a )?(?:human|not a robot|real)",
    r"verify(?:ing)? you are human|human verification|are you (?:a )?(?:human|robot)",
    r"press (?:and|&) hold|select all (?:images|squares)|unusual (?:traffic|activity) from",
    r"checking your browser|no soy un robot|je ne suis pas un robot|ich bin kein roboter",
    r"complete the (?:puzzle|security check|challenge)|slide to (?:verify|complete)",
)
LOADING = Phrases(
    r"loading|please wait|just a moment|one moment|hang (?:on|tight)|processing|working on it|"
    r"redirecting",
    r"signing (?:you )?in|cargando|espere|chargement|patientez|wird geladen|bitte warten|"
    r"un momento",
)
SITE_ERROR = Phrases(
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
RELOAD = Phrases(
    r"(?:try again|retry|reload|refresh)(?: page| the page)?|reintentar|reessayer|erneut versuchen"
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
THIRD_PARTY = Phrases(
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
    r"uber (?:apple|google|roku|amazon)(?: play)? abgerechnet",
    r"billed by (?:a )?(?:third|partner)",
)
EMAIL_LINK = Phrases(
    r"(?:check|open|go to|look in) (?:your |the )?(?:e-?mail|inbox|mailbox)",
    r"we(?:'ve| have)? (?:just )?(?:sent|e-?mailed) (?:you )?(?:an? )?(?:\w+ ){0,3}(?:e-?mail|"
    r"link|message)",
    r"(?:a|an|the) (?:\w+ ){0,3}(?:link|e-?mail) (?:has been |was |is )?(?:on its way|"
    r"sent)(?: to)?",
    r"click (?:on )?the (?:\w+ )?link (?:in|we)|magic link|confirm (?:\w+ ){0,3}(?:by|via|"
    r"from) (?:e-?mail|the link)",
    r"revisa(?: tu)? correo|verifiez votre (?:boite|e-?mail)|prufe(?:n sie)? (?:dein|ihr)(?:e|"
    r"en)? (?:e-?mail|postfach)",
)
PAYMENT_PROBLEM = Phrases(
    r"(?:payment|card|transaction|charge) (?:method )?(?:was |has been |is |could not be |"
    r"couldn't be )"
    r"(?:declined|failed|rejected|expired|invalid|processed|not accepted)",
    r"(?:your )?(?:card|payment method) (?:has )?(?:expired|was declined)|payment (?:failed|"
    r"declined|problem|issue)",
    r"(?:update|add|enter)(?: \w+){0,3} (?:payment|card)(?: \w+){0,3} to (?:continue|restart|"
    r"resume|keep|watch)",
    r"(?:there(?:'s| is| was) )?a? ?problem with your payment|couldn't (?:charge|process)|"
    r"insufficient funds",
    r"pago rechazado|paiement refuse|zahlung (?:fehlgeschlagen|abgelehnt)|account (?:is )?on hold",
)
CARD_ENTRY = Phrases(
    r"card number|name on (?:the )?card|numero de (?:la )?tarjeta|numero de carte|kartennummer|"
    r"credit card number"
)

# --- signing in -------------------------------------------------------------------------------

EMAIL_LABEL = Phrases(
    r"e-?mail(?: address| or .{0,30})?|user ?name|user id|login|correo(?: electronico)?|"
    r"adresse e-?mail",
    r"courriel|benutzername|e-mail-adresse|(?:phone|mobile)(?: number)? or e-?mail|"
    r"account (?:name|id)|\[email\]",
)
PASSWORD_LABEL = Phrases(
    r"passwords?|passcode|contrasena|clave|mot de passe|passwort|kennwort|pass word|\[password\]"
)
NOT_SIGN_IN = Phrases(
    r"new password|reset (?:your )?password|create (?:a |an |your )?(?:account|password)|"
    r"confirm password|repeat password"
)
SIGN_IN_BUTTON = Phrases(
    r"(?:sign|log) ?-?(?:in|on)(?: .{0,16})?|continue|next|submit|enter|verify|send|go",
    r"iniciar sesion|acceder|entrar|continuar|siguiente|se connecter|connexion|continuer|suivant|"
    r"valider",
    r"anmelden|einloggen|weiter|login",
)
SIGN_UP = Phrases(
    r"sign ?up|create (?:an )?account|register|join(?: now| free)?|get started|"
    r"start (?:your )?(?:free )?(?:trial|membership|watching)|"
    r"subscribe(?: now)?|try (?:it )?free|new (?:here|to|customer).{0,24}|registrarse|s'inscrire|"
    r"registrieren"
)
USE_PASSWORD = Phrases(
    r"(?:use|enter|sign in with|log ?in with|with|try)(?: (?:a|my|your))? password(?: instead)?|"
    r"password instead",
    r"(?:continue|sign in|log in|use|sign in with|log in with)(?: (?:with|using|your|"
    r"an))* e-?mail(?: address)?(?: and password| instead)?",
    r"other (?:ways|options)(?: to (?:sign|log) in)?|usar contrasena|utiliser (?:un|"
    r"mon) mot de passe|mit passwort .{0,12}|continue with e-?mail",
)
SIGN_OUT = Phrases(
    r"(?:sign|log) ?-?(?:out|off)|cerrar sesion|se deconnecter|deconnexion|abmelden|ausloggen"
)
CREDENTIAL_ERROR = Phrases(
    r"(?:incorrect|wrong|invalid|unrecogni[sz]ed)(?: \w+){0,3} (?:password|e-?mail|credentials|"
    r"login|details|combination|username)",
    r"(?:password|e-?mail|credentials|login|username|details|combination)(?: \w+){0,6} (?:is|are|"
    r"was|were|isn't|aren't|wasn't|did|do|does|didn't|don't|doesn't)(?: \w+){0,2}"
    r" ?(?:incorrect|wrong|invalid|match(?:ed)?|recogni[sz]ed?|not (?:match|correct|"
    r"recogni[sz]ed?|found|right))",
    r"(?:password|e-?mail|credentials|login|username|details|combination)(?: \w+){0,6} (?:isn't|"
    r"wasn't|aren't|weren't|not) (?:right|correct|valid|recogni[sz]ed)",
    r"(?:doesn't|does not|didn't|did not|don't|do not) match(?: \w+){0,4} (?:our|any|records)",
    r"(?:can't|cannot|couldn't|could not|unable to|not able to) (?:find|sign you in|log you in|"
    r"sign in|log in|verify|recogni[sz]e)",
    r"(?:sign|log) ?-?in (?:failed|unsuccessful)|try again or reset your password|"
    r"not (?:a )?valid (?:password|e-?mail)",
    r"contrasena (?:incorrecta|no es valida|erronea)|mot de passe (?:incorrect|est incorrect|"
    r"invalide|errone)",
    r"(?:falsches|ungultiges|inkorrektes) (?:passwort|kennwort)|(?:passwort|"
    r"kennwort) (?:ist )?(?:falsch|ungultig|nicht korrekt)",
    r"too many (?:failed )?(?:attempts|tries)|account (?:is |has been )?(?:locked|blocked)",
)
CODE_TEXT = Phrases(
    r"send(?: \w+){0,4} code",
    r"(?:verification|security|one[ -]?time|sign[ -]?in|login|access|confirmation|authentication|"
    r"temporary|\w+-digit|\d[ -]digit) (?:pass)?codes?",
    r"enter (?:the|your|a) (?:\w+ ){0,3}(?:code|pin)|otp|one[ -]?time (?:pass(?:word|code|code)|"
    r"pin)|the code (?:we )?(?:sent|we)",
    r"(?:two|2)[ -](?:step|factor)(?: verification| authentication)?|2fa|authenticator(?: app)?|"
    r"verify (?:it's you|your identity)",
    r"(?:sent|texted|e-?mailed)(?: \w+){0,4} code|code (?:sent|was sent|has been sent)|"
    r"resend (?:the )?code|get (?:a )?new code",
    r"codigo de (?:verificacion|seguridad|acceso)|code de (?:verification|securite|connexion)|"
    r"(?:bestatigungs|sicherheits|verifizierungs)code|einmalcode",
)
SEND_CODE = Phrases(
    r"(?:send|get|text|e-?mail|receive)(?: me)?(?: (?:a|the|my))? ?(?:\w+ )?code(?: .{0,16})?|"
    r"text me|e-?mail me|send (?:sms|e-?mail|text)|enviar codigo|envoyer (?:le|un) code|"
    r"code senden"
)
CODE_ERROR = Phrases(
    r"(?:incorrect|wrong|invalid|expired)(?: \w+){0,2} code|code (?:you entered )?(?:is|was|"
    r"has)(?: \w+){0,2} ?(?:incorrect|wrong|invalid|expired|not (?:valid|correct|right))",
    r"code (?:doesn't|does not|didn't|did not) match|that code (?:didn't|did not|doesn't) work|"
    r"codigo (?:incorrecto|no valido)|code (?:incorrect|invalide|expire)|code (?:ist )?(?:falsch|"
    r"ungultig|abgelaufen)",
)
CVV_TEXT = Phrases(
    r"cvv2?|cvc2?|cid|card (?:security|verification) (?:code|number|value)|security code (?:on|"
    r"from)|(?:3|4|three|four)[ -]digits?(?: \w+){0,3} (?:card|back)|"
    r"codigo de seguridad de la tarjeta|cryptogramme|kartenprufnummer|prufziffer"
)
PROFILES = Phrases(
    r"who(?:'s|s| is) (?:watching|listening|reading|streaming|playing|this|here|"
    r"using)(?: .{0,20})?|(?:choose|select|pick|switch)(?: a| your| who's)? (?:profile|"
    r"watching)s?(?: .{0,16})?|which profile.{0,20}",
    r"quien (?:esta|eres|va a).{0,20}|qui (?:est-ce|regarde|es-tu|etes-vous).{0,12}|wer (?:schaut|"
    r"sieht|ist|hort).{0,16}|elige (?:tu |un )?perfil|choisi(?:r|ssez) (?:un |votre )?profil|"
    r"profil (?:auswahlen|wahlen)",
)
NOT_A_PROFILE = Phrases(
    r"add(?: (?:a )?profile)?|(?:new|create|manage|edit|other) ?(?:profiles?)?|kids?|children|"
    r"child|guest|done|sign ?out|log ?out|help|infantil|ninos|enfants?|kinder|hinzufugen|"
    r"ajouter.{0,12}|agregar.{0,12}|anadir.{0,12}|administrar.{0,16}|gerer.{0,16}|"
    r"profile? verwalten|\+|profiles?|account|home|search"
)
STAY_SIGNED_IN = Phrases(
    r"stay signed in|keep me signed in|trust this (?:device|browser)|remember this (?:device|"
    r"browser)|save (?:your |this )?password|create a passkey|set up (?:a )?passkey|"
    r"verify your phone|add (?:a |your )?(?:phone|mobile)(?: number)?|faster sign[ -]?in"
)

# --- overlays ---------------------------------------------------------------------------------

COOKIES = Phrases(
    r"cookies?|your privacy|privacy (?:choices|preferences|settings)|"
    r"we (?:and our partners )?(?:use|value)(?: \w+){0,3} (?:cookies|privacy)|consent|datenschutz|"
    r"confidentialite"
)
COOKIES_REFUSE = Phrases(
    r"(?:reject|decline|refuse|deny|disagree)(?: (?:all|optional|non-?essential|additional|"
    r"cookies|everything|tracking))*",
    r"(?:only |use |accept |allow )*(?:strictly )?(?:necessary|essential|"
    r"required)(?: cookies)?(?: only)?",
    r"continue without (?:accepting|agreeing|consent)|do not (?:accept|sell|consent)|opt out|"
    r"rechazar(?: todo| todas)?|solo necesarias",
    r"tout refuser|refuser(?: tout)?|continuer sans accepter|(?:alle )?ablehnen|nur (?:notwendige|"
    r"erforderliche|essenzielle).{0,12}",
)
COOKIES_MANAGE = Phrases(
    r"(?:manage|customi[sz]e|cookie|more|let me)(?: \w+){0,2}(?: (?:preferences|settings|options|"
    r"choices|choose))|(?:save|confirm)(?: my)? (?:choices|preferences|settings|selection)|"
    r"customi[sz]e"
)
NEWSLETTER = Phrases(
    r"newsletter|(?:get|receive|turn on|enable|allow|want) (?:\w+ ){0,2}(?:notifications|updates|"
    r"alerts|news|emails)|show notifications|never miss|stay (?:up to date|in the loop)|"
    r"download (?:our|the) app|get the app|what's new|introducing|new feature|welcome tour|"
    r"take a (?:quick )?tour|rate (?:us|your)|how likely are you|tell us what you think|"
    r"(?:we(?:'ve| have) )?updated our (?:terms|privacy)|important (?:update|notice)|"
    r"add .{0,12}home screen|enable location|boletin|infolettre",
    r"restore pages|translate (?:this )?page|save (?:your )?password|use (?:a )?passkey",
)
DISMISS = Phrases(
    r"no,? ?(?:thanks|thank you|gracias|merci|danke)|not now|maybe later|later|close|dismiss|"
    r"skip(?: .{0,12})?|never|x|\u00d7|\u2715|no|block|don't (?:allow|show).{0,12}|"
    r"remind me later|ahora no|cerrar|fermer|plus tard|pas maintenant|schlie(?:ss|ß)en|spater|"
    r"nein,? danke|decline"
)
ACKNOWLEDGE = Phrases(
    r"got it|ok(?:ay)?|i understand|understood|continue|done|thanks|entendido|compris|"
    r"j'ai compris|verstanden|d'accord|accept(?: all)?(?: cookies)?|agree|i agree|allow all|"
    r"aceptar(?: todo)?|accepter|alle akzeptieren|akzeptieren"
)

# --- cancelling -------------------------------------------------------------------------------

SURVEY = Phrases(
    r"why (?:are|did|do) you (?:want to |wish to |decide to |decided to |choose to )?(?:cancel\w*|"
    r"leav\w*|go\w*|end\w*|stop\w*)?|(?:reasons?|main reason|primary reason) (?:for|why|"
    r"you)(?: .{0,40})?",
    r"(?:tell|let) us (?:know )?(?:why|more|the reason)|what(?:'s| is| was) (?:the |"
    r"your )?(?:main |primary )?reason|help us (?:improve|understand|get better)|(?:select|choose|"
    r"pick|give us) (?:a|your|the|one|at least one)(?: \w+)? reason|how (?:could|"
    r"can) we (?:improve|have)|what could we|mind telling us|we'd love (?:to know|your feedback)|"
    r"what made you",
    r"por que (?:quieres|deseas|cancel).{0,30}|motivo de|pourquoi (?:souhaitez|voulez|resili|"
    r"partez).{0,30}|raison de|warum (?:mochtest|mochten|kundig|verlass).{0,30}|grund fur",
)
REASON_CALM = Phrases(
    r"(?:prefer|rather) not (?:to )?(?:say|answer|share)|(?:don't|do not|dont|not|rarely|didn't|"
    r"no longer|hardly|barely) (?:\w+ ){0,3}(?:us(?:e|ing)|watch(?:ing)?|enough time|need|"
    r"listen(?:ing)?|read(?:ing)?|have time|want)|not using.{0,20}|too busy|no time|"
    r"not enough time|(?:finished|done) (?:watching|with).{0,30}|temporar(?:y|ily)|taking a break|"
    r"moving|travel+ing|no lo uso.{0,20}|je (?:ne )?(?:l'utilise|regarde).{0,20}|"
    r"nutze? (?:ich )?.{0,20}(?:nicht|selten)|no longer need.{0,20}"
)
REASON_ANY = Phrases(
    r"(?:too )?(?:expensive|costly|pricey|much money|caro|cher|teuer)|price|cost|content|quality|"
    r"technical|problems?|issues?|found|another|different|switch(?:ing|ed)|alternative|competitor|"
    r"nothing (?:to watch|good|new|i)|selection|titles|shows|ads|bugs?|experience|"
    r"customer service|support|features?|duplicate|personal|financial|budget|didn't like|"
    r"other services?|not (?:what|satisfied|happy)|dissatisfied|missing"
)
REASON_OTHER = Phrases(
    r"other(?: reasons?)?(?: .{0,24})?|something else|none of (?:these|the above)|"
    r"otro(?: motivo)?|autre(?: raison)?|sonstiges|anderer grund|andere"
)
OFFER = Phrases(
    r"before you (?:go|leave|cancel)|(?:wait|hold on|hang on)[!,. ]|special (?:offer|deal|price)|"
    r"(?:exclusive|limited[ -]time|one[ -]time|just for you) ?(?:offer|deal)?|(?:an|this|our|"
    r"your) offer|discount|\d+ ?% off|half price|for free|free (?:month|week)s?|months? (?:free|"
    r"on us)|on us|stay (?:with us )?(?:for|and|with)|how about|instead|pause (?:your|for|my)|"
    r"take a break|switch to|downgrade|cheaper|save \$|we(?:'d| would) (?:hate|love)|don't (?:go|"
    r"leave|miss)|what you'll (?:miss|lose)|you'll (?:miss|lose)|did you know|sorry to see you|"
    r"antes de (?:irte|que te vayas)|oferta|descuento|avant de partir|offre|remise|bevor (?:du|"
    r"sie) geh\w*|angebot|rabatt|pausieren|reconsider|change your mind|one more thing|are missing"
)
ASKS_TO_LEAVE = Phrases(
    rf"(?:are you (?:really |absolutely |quite )?(?:sure|certain)|do you (?:really )?(?:want|wish)|"
    rf"would you (?:really )?like|ready)(?: \w+){{0,4}} (?:to )?(?:cancel|end|leave|turn off|stop|"
    rf"terminate|go|unsubscribe|proceed)(?: {THING})?",
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
ASKS_TO_STAY = Phrases(
    rf"(?:do|would|don't|wouldn't|are|will) you (?:\w+ ){{0,4}}(?:keep|stay\w*|remain|pause|"
    rf"accept|switch|continue (?:with|your|watching|enjoying)|change your mind|reconsider)|"
    rf"(?:keep|stay with|pause|accept|switch|claim|save|change|resume|restore) (?:\w+ ){{1,5}}\?|"
    rf"(?:stop|abort|discard|undo|leave|exit|cancel|abandon) (?:\w+ ){{0,2}}(?:cancell?ation|"
    rf"cancell?ing)(?: \w+){{0,3}} ?\?|changed your mind\?|still want (?:to keep )?{THING}"
)
ACKNOWLEDGEMENT = Phrases(
    r"i(?: have)? (?:understand|acknowledge|agree|confirm|accept|am aware|know|read|realize|"
    r"realise|want to cancel|wish to cancel)(?: .*)?|yes,? ?i (?:understand|want|agree|"
    r"confirm)(?: .*)?|entiendo(?: .*)?|je (?:comprends|confirme)(?: .*)?|ich (?:verstehe|"
    r"bestatige)(?: .*)?"
)
TYPE_TO_CONFIRM = Phrases(
    r"(?:type|enter|write|typing|entering) (?:the )?(?:word|words|phrase|text|following)?|"
    r"escrib[ea]|tapez|saisissez|gib|geben sie|tippe"
)

# --- resuming ---------------------------------------------------------------------------------

RESTART = Phrases(
    r"(?:restart|resume|reactivate|resubscribe|rejoin|renew|restore|re-?subscribe|re-?activate|"
    r"re-?start|re-?join|re-?instate|unpause|re-?enable)"
    rf"(?: (?:to )?(?:{THING}|now|today|.{{0,24}}))?",
    rf"(?:undo|reverse|revoke|withdraw|remove|cancel)(?: (?:my|your|the|this|scheduled|"
    rf"pending))* (?:cancell?ation|cancel)|(?:turn|switch)(?: back)? on {THING}|"
    rf"(?:turn|switch) {THING} (?:back )?on|(?:enable|activate) {THING}|"
    rf"keep (?:my |your )?(?:membership|subscription|plan)|don't cancel|"
    rf"come back(?: to .{{0,24}})?|continue (?:my |your )?(?:membership|"
    rf"subscription|plan)|start (?:my |your )?(?:membership|subscription|plan)(?: again)?|"
    rf"sign up again|subscribe(?: again| now)?|add (?:a )?plan|choose (?:a |your )?plan|"
    rf"get (?:a )?plan|see plans|view plans",
    r"(?:reactivar|reanudar|renovar|volver a suscribir\w*|suscribirse)(?: .{0,24})?|(?:reactiver|"
    r"reprendre|relancer|se reabonner|renouveler|s'abonner)(?: .{0,24})?|(?:reaktivieren|"
    r"fortsetzen|verlangern|wieder aktivieren|erneut abonnieren)|.{0,24} (?:reaktivieren|"
    r"fortsetzen|verlangern|wieder aufnehmen)|kundigung (?:zuruckziehen|rückgangig machen|"
    r"widerrufen)",
)
CONFIRM_RESTART = Phrases(
    rf"(?:confirm|complete|finish|yes)(?:,? (?:and |& )?(?:my |your )?(?:restart|resume|resum\w+|"
    rf"reactivat\w+|renew\w*|resubscri\w+|subscri\w+|payment|order|purchase|{THING}|"
    rf"pay))?(?: .{{0,16}})?|"
    rf"(?:start|restart|resume|reinstate|reactivate|activate|renew)(?: {THING}|"
    rf" paid .{{0,16}}| now)?|(?:pay|buy|subscribe|place order|agree (?:and|&) .{{0,24}}|purchase|"
    rf"complete purchase|start watching)(?: .{{0,24}})?|confirmar(?: .{{0,24}})?|"
    rf"confirmer(?: .{{0,24}})?|bestatigen|jetzt kaufen|zahlungspflichtig bestellen|pagar|payer"
)
PLANS = Phrases(
    r"(?:choose|select|pick|compare|find)(?: \w+){0,4} (?:plan|package|tier)s?|"
    r"plans? (?:and|&) pricing|which (?:plan|package)|(?:available|our) (?:plan|package)s|"
    r"choose (?:how|what)|elige (?:tu |un )?plan|choisi(?:r|ssez) (?:votre |un )?(?:forfait|"
    r"formule|offre|abonnement)|wahle?n?(?: sie)? (?:dein|ihr|ein)(?:en)? (?:plan|abo|tarif)"
)
CHOOSE_PLAN = Phrases(
    r"(?:choose|select|get|pick|start|continue with|subscribe(?: to)?|restart|resume|switch to|"
    r"current plan|your (?:current|previous|last) plan)(?: .{0,30})?|continue|next|elegir.{0,20}|"
    r"seleccionar.{0,20}|choisir.{0,20}|selectionner.{0,20}|auswahlen|wahlen"
)
CHECKOUT = Phrases(
    r"checkout|order summary|(?:total|amount)(?: due)?(?: today)?|due today|(?:you(?:'ll|"
    r" will) be|you are) charged|payment (?:method|details|summary)|review (?:and|&|your) (?:pay|"
    r"order|purchase|confirm|subscri\w+)|confirm (?:your )?(?:order|purchase|payment|subscription|"
    r"plan|restart)|billed (?:today|now|monthly|to)|pay (?:now|today)|resumen|recapitulatif|"
    r"bestellubersicht|zahlungsubersicht|gesamt"
)
EXTRA_COST = Phrases(
    r"upgrade|add-?ons?|bundle|yearly|annual|extra|premium upgrade|gift|donate|tip"
)
