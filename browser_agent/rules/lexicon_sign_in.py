"""What the words on sign-in pages mean: fields, buttons, codes, refusals and profiles."""

from browser_agent.rules.text import Phrases
from browser_agent.rules.tongues import spoken

EMAIL_LABEL = spoken(
    "EMAIL_LABEL",
    r"e-?mail(?: address| or .{0,30})?|user ?name|user id|login|correo(?: electronico)?|"
    r"adresse e-?mail",
    r"courriel|benutzername|e-mail-adresse|(?:phone|mobile)(?: number)? or e-?mail|"
    r"account (?:name|id)|\[email\]|[^\s@]+@[^\s@]+",
)
PASSWORD_LABEL = spoken(
    "PASSWORD_LABEL",
    r"passwords?|passcode|contrasena|clave|mot de passe|passwort|kennwort|pass word|\[password\]",
)
NOT_SIGN_IN = spoken(
    "NOT_SIGN_IN",
    r"new password|reset (?:your )?password|create (?:a |an |your )?(?:account|password)|"
    r"confirm password|repeat password",
)
SIGN_IN_BUTTON = spoken(
    "SIGN_IN_BUTTON",
    r"(?:sign|log) ?-?(?:in|on)(?: .{0,16})?|continue|next|submit|enter|verify|send|go",
    r"iniciar sesion|acceder|entrar|continuar|siguiente|se connecter|connexion|continuer|suivant|"
    r"valider",
    r"anmelden|einloggen|weiter|login",
)
SIGN_UP = spoken(
    "SIGN_UP",
    r"sign ?up|create (?:an )?account|register|join(?: now| free)?|get started|"
    r"start (?:your )?(?:free )?(?:trial|membership|watching)|"
    r"subscribe(?: now)?|try (?:it )?free|new (?:here|to|customer).{0,24}|registrarse|s'inscrire|"
    r"registrieren",
)
PASSKEY = spoken(
    "PASSKEY",
    r"passkeys?|security key|touch id|face id|windows hello|(?:your )?fingerprint|screen lock|"
    r"biometrics?",
)
OTHER_WAY = spoken(
    "OTHER_WAY",
    r"(?:try|use|choose|see|show|more|other)(?: \w+){0,2} (?:ways?|options?|methods?)"
    r"(?: to (?:sign|log) in)?|(?:sign|log) in another way|i (?:can't|don't have|"
    r"do not have).{0,30}",
)
USE_PASSWORD = spoken(
    "USE_PASSWORD",
    r"(?:use|enter|sign in with|log ?in with|continue with|with|try)(?: (?:a|my|your))? password"
    r"(?: instead)?|"
    r"password instead",
    r"(?:continue|sign in|log in|use|sign in with|log in with)(?: (?:with|using|your|"
    r"an))* e-?mail(?: address)?(?: and password| instead)?",
    r"other (?:ways|options)(?: to (?:sign|log) in)?|usar contrasena|utiliser (?:un|"
    r"mon) mot de passe|mit passwort .{0,12}|continue with e-?mail",
)
SIGN_OUT = spoken(
    "SIGN_OUT",
    r"(?:sign|log) ?-?(?:out|off)|cerrar (?:la )?sesion|se deconnecter|deconnexion|abmelden|"
    r"ausloggen|(?:quitter|fermer|terminer) (?:la|ma) session|"
    r"(?:end|close|leave) (?:my |the )?session|salir de la sesion|sitzung beenden",
)
CREDENTIAL_ERROR = spoken(
    "CREDENTIAL_ERROR",
    r"(?:incorrect|wrong|invalid|unrecogni[sz]ed)(?: \w+){0,3} (?:password|e-?mail|credentials|"
    r"login|details|combination|username)",
    r"(?:password|e-?mail|credentials|login|username|details|combination)(?: \w+){0,6} (?:is|are|"
    r"was|were|isn't|aren't|wasn't|did|do|does|didn't|don't|doesn't)(?: \w+){0,2}"
    r" ?(?:incorrect|wrong|invalid|match(?:ed)?|recogni[sz]ed?|not (?:match|correct|"
    r"recogni[sz]ed?|found|right))",
    r"(?:password|e-?mail|credentials|login|username|details|combination)(?: \w+){0,6} (?:isn't|"
    r"wasn't|aren't|weren't|not) (?:right|correct|valid|recogni[sz]ed)",
    r"(?:account|user|e-?mail)(?: \w+){0,3} (?:not (?:found|registered)|does not exist|"
    r"doesn't exist)|"
    r"no account (?:found|with|exists)|(?:don't|do not) recogni[sz]e",
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
# A code that buys or saves something, and opens no door.
GIFT_CODE = Phrases(
    r"(?:promo\w*|gift|voucher|coupon|discount|referral|invite)(?: card)? codes?|codes? promo\w*|"
    r"vouchers?|coupons?|codigos? (?:promocional\w*|de (?:regalo|descuento|promocion))|"
    r"cupon(?:es)?|"
    r"codes? (?:cadeau|de (?:reduction|parrainage)|avantage)|bons? d'achat|"
    r"(?:gutschein|rabatt|aktions|geschenk)-?(?:code|karte)s?|gutscheine?|codice promozionale"
)
CODE_TEXT = spoken(
    "CODE_TEXT",
    r"(?:[4-8]|four|five|six|seven|eight)[ -]digits? (?:\w+ )?(?:code|number|pin|passcode)|"
    r"(?:the )?(?:[4-8]|four|five|six|seven|eight) digits|what's the code",
    r"(?:didn't|did not|haven't) (?:get|receive)(?: \w+){0,2} code",
    r"send(?: \w+){0,4} code",
    r"check(?: \w+){1,4} for (?:a|the|your) (?:\w+ )?code",
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
SEND_CODE = spoken(
    "SEND_CODE",
    r"(?:send|get|text|e-?mail|receive)(?: me)?(?: (?:a|the|my))? ?(?:\w+ )?code(?: .{0,16})?|"
    r"text me|e-?mail me|send (?:sms|e-?mail|text)|enviar codigo|envoyer (?:le|un) code|"
    r"code senden",
)
CODE_ERROR = spoken(
    "CODE_ERROR",
    r"(?:incorrect|wrong|invalid|expired)(?: \w+){0,2} code|code (?:you entered )?(?:is|was|"
    r"has)(?: \w+){0,2} ?(?:incorrect|wrong|invalid|expired|not (?:valid|correct|right))",
    r"code (?:doesn't|does not|didn't|did not) match|that code (?:didn't|did not|doesn't) work|"
    r"codigo (?:incorrecto|no valido)|code (?:incorrect|invalide|expire)|code (?:ist )?(?:falsch|"
    r"ungultig|abgelaufen)",
)
CVV_TEXT = spoken(
    "CVV_TEXT",
    r"cvv2?|cvc2?|cid|card (?:security|verification) (?:code|number|value)|security code (?:on|"
    r"from)|(?:3|4|three|four)[ -]digits?(?: \w+){0,3} (?:card|back)|"
    r"codigo de seguridad de la tarjeta|cryptogramme|kartenprufnummer|prufziffer",
)
# Words that stand around a card's code where it is not called by its name.
CARD = Phrases(
    r"(?:credit |debit |bank )?cards?|visa|master ?card|amex|tarjeta|carte|\w*karte|cartao|carta|"
    r"\w*kaart"
)
CARD_BACK = Phrases(
    r"(?:on|at) (?:the |its )?(?:back|reverse|rear)|(?:back|reverse|rear) of|dorso|reverso|detras|"
    r"(?:parte )?(?:de )?atras|parte trasera|verso|au dos|dos de|arriere|\w*ruckseite|hinten|"
    r"achterkant|achterzijde|achterop|retro|(?:parte )?(?:de )?tras"
)
CODE_WORD = Phrases(
    r"(?:security |verification |card )?codes?|codigos?|\w*code|kryptogramm|criptogramma|codice|"
    r"security number|cryptogramme|clave"
)
DIGIT_WORD = Phrases(
    r"digits?|numbers?|digitos?|cifras?|numeros?|chiffres?|ziffern?|zahl(?:en)?|stellen|nummern?|"
    r"cifre|cijfers?"
)
FEW_DIGITS = Phrases(r"(?:[34]|three|four|tres|cuatro|trois|quatre|drei|vier)[ -]\w+")
OTHER_CARD = Phrases(
    r"gift ?\w*|promo\w*|coupons?|voucher|regalo|cupon|cadeau|\w*gutschein\w*|geschenk\w*|"
    r"loyalty|fidel\w+|vale|presente|student|estudiante|etudiant\w*|last (?:four|4)|ultim[oa]s|"
    r"derniers|letzten"
)
PAYER = Phrases(
    r"cards?|visa|master ?card|banks?|issuer|payments?|transactions?|charges?|tarjeta|banco|pago|"
    r"cobro|cargo|debito|entidad|transaccion|carte|banque|paiement|prelevement|emetteur|\w*karte|"
    r"\w*bank|\w*zahlung|abbuchung|lastschrift|transaktion|cartao|pagamento|carta|banca|\w*kaart|"
    r"betaling"
)
REFUSED = Phrases(
    r"declin\w+|refus\w+|reject\w+|den(?:y|ied|ies)|turned(?: \w+){0,4} (?:down|away)|sa(?:ys?|id)"
    r" no|fail(?:ed|s)?|unsuccessful|insufficient|bounced|(?:not|n't)(?: be| been)?(?: \w+)? "
    r"(?:authori[sz]ed?|approved?|accept(?:ed)?|processed?|through|work(?:ed)?|charged?)",
    r"rechaz\w+|deneg\w+|fallid[oa]|fallo|insuficiente\w*|no (?:ha |se ha |fue |pudo )?(?:sido )?"
    r"(?:autoriz\w+|aprob\w+|acept\w+|proces\w+|pas\w+|funcion\w+)",
    r"rejet\w+|dit non|echou\w+|echec|insuffisan\w+|pas(?: ete)? (?:passee?|autoris\w+|accept\w+|"
    r"abouti\w*|valid\w+|fonctionn\w+|marche)|ne passe pas",
    r"abgelehnt|lehnt\w*(?: \w+){0,4} ab|verweiger\w+|zuruckgewiesen|fehlgeschlagen|gescheitert|"
    r"(?:nicht|nix)(?: \w+)? (?:autorisiert|akzeptiert|genehmigt|gedeckt|geklappt|funktioniert|"
    r"moglich)|will nicht|recus\w+|rifiutat\w+|geweigerd|mislukt",
)
OTHER_MEANS = Phrases(
    r"(?:use|try|update|change|add|enter|choose|pick|select|register|replace)(?: \w+){0,2} "
    r"(?:card|payment(?: \w+)?)",
    r"(?:usar?|prob\w+|cambi\w+|actualiz\w+|registr\w+|anad\w+|agreg\w+|modific\w+|eleg\w+)"
    r"(?: \w+){0,3} (?:tarjeta|pago)",
    r"(?:utilis\w+|essay\w+|prendre|chang\w+|modifi\w+|mettre a jour|ajout\w+|chois\w+)"
    r"(?: \w+){0,4} (?:carte|paiement)",
    r"(?:ander|neu|weiter)\w* (?:\w*karte|zahlungs\w+)(?: \w+)?|(?:\w*karte|zahlungs\w+) "
    r"(?:andern|aktualisieren|wechseln|hinzufugen|erneuern)",
)
DENIES = Phrases(
    r"not?|n't|\w+n't|never|nothing|still off|nicht|nichts|kein\w*|pas|rien|non|nao|niet|geen|sin|"
    r"sigue\w*|reste"
)
PROFILES = spoken(
    "PROFILES",
    r"(?:choose|select|pick|switch|change)(?: \w+){0,2} (?:profiles?|viewers?|users?|listeners?)",
    r"who(?:'s|s) there",
    r"who(?:'s|s| is) (?:watching|listening|reading|streaming|playing|this|here|"
    r"using)(?: .{0,20})?|(?:choose|select|pick|switch)(?: a| your| who's)? (?:profile|"
    r"watching)s?(?: .{0,16})?|which profile.{0,20}",
    r"quien (?:esta|eres|va a).{0,20}|qui (?:est-ce|regarde|es-tu|etes-vous).{0,12}|wer (?:schaut|"
    r"sieht|ist|hort).{0,16}|elige (?:tu |un )?perfil|choisi(?:r|ssez) (?:un |votre )?profil|"
    r"profil (?:auswahlen|wahlen)",
)
NOT_A_PROFILE = spoken(
    "NOT_A_PROFILE",
    r"add(?: (?:a )?profile)?|(?:new|create|manage|edit|other) ?(?:profiles?)?|kids?|children|"
    r"child|guest|done|sign ?out|log ?out|help|infantil|ninos|enfants?|kinder|hinzufugen|"
    r"ajouter.{0,12}|agregar.{0,12}|anadir.{0,12}|administrar.{0,16}|gerer.{0,16}|"
    r"profile? verwalten|\+|profiles?|account|home|search",
)
STAY_SIGNED_IN = spoken(
    "STAY_SIGNED_IN",
    r"stay signed in|keep me signed in|trust this (?:device|browser)|remember this (?:device|"
    r"browser)|save (?:your |this )?password|create a passkey|set up (?:a )?passkey|"
    r"verify your phone|add (?:a |your )?(?:phone|mobile)(?: number)?|faster sign[ -]?in",
)
