"""The words of a gate: who asks for the password once more, for what, and why."""

from browser_agent.rules.text import Phrases

TITLE_SENTENCES = 4
# What may stand between two words of a phrase. A blank of a phrase may be missing, so that words
# counted there are split in every way there is: for ever, on an ordinary sentence.
_GAP = r"[^.!?]{0,50}?"
TO_CONFIRM = Phrases(
    r"to (?:confirm|continue|cancel|end)|para (?:confirmar|continuar)|pour (?:confirmer|continuer)|"
    rf"zur bestatigung|(?:zum|zu) bestatigen|um {_GAP}zu (?:bestatigen|kundigen)"
)
_THE_PLAN = (
    r"(?:(?:the|your|my|this|la|le|l'|votre|ton|mon|el|tu|su|mi|der|die|den|das|des|d?eine?[mnrs]?|"
    r"meine?[mnrs]?|ihre?[mnrs]?|automatische[nr]?) ?)*(?:(?:auto(?:matic)?-? ?)?renew(?:al|ing)|"
    r"auto-? ?renew|recurring (?:billing|payments?)|subscription|membership|plan|cancell?ation|"
    r"renouvellement|reconduction|abonnement|formule|forfait|resiliation|(?:auto)?renovacion|"
    r"suscripcion|membresia|baja|cancelacion|(?:auto-?)?verlangerung|abo|abonnements?|abos|"
    r"mitgliedschaft|vertrag|kundigung)"
)
# The password is the last word on the plan: "to turn off the automatic renewal".
TO_END = Phrases(
    rf"to (?:(?:cancel|end|stop|terminate|disable|deactivate|(?:turn|switch) off|complete|finish|"
    rf"finali[sz]e|confirm) {_THE_PLAN}|(?:turn|switch) {_THE_PLAN} off)",
    rf"um {_THE_PLAN} (?:(?!oder|und|nicht)[^.!?]){{0,25}}?(?:zu (?:kundigen|beenden|deaktivieren|"
    r"stoppen|bestatigen)|"
    rf"(?:aus|ab)zu(?:schalten|stellen|schliessen))|"
    rf"zu[mr] (?:kundigen|beenden|deaktivieren|(?:aus|ab)(?:schalten|stellen)) {_THE_PLAN}",
    rf"pour (?:resilier|arreter|annuler|desactiver|stopper|terminer|finaliser|confirmer|mettre fin"
    rf" a) {_THE_PLAN}",
    rf"para (?:cancelar|anular|desactivar|finalizar|terminar|detener|completar|confirmar|"
    rf"dar de baja) {_THE_PLAN}|para dar[mst]e de baja",
)
_STAYS = (  # and agrees to nothing
    r"(?:watching|listening|reading|using|enjoying|access|(?:your|my|the) (?:account|access|"
    r"profiles?|data|playlists|lists?|history|downloads)|(?:votre|le|mon) (?:compte|profil)|"
    r"l'acces|vos (?:donnees|listes)|(?:tu|su|la|el) (?:cuenta|perfil|acceso)|"
    r"(?:tus|sus|los) datos)"
)
# "To end your plan and switch to Basic": no mere end.
ENDS_AND_MORE = Phrases(
    r"to (?:cancel|end|stop|disable|deactivate|(?:turn|switch) off) .{0,50} and (?:add|give|share|"
    r"move|switch(?! off)|upgrade|pause|buy|pay|change|transfer|accept|take|start|book|order|"
    r"subscribe|claim|choose|activate|(?:get|stay|remain)(?! (?:a refund|signed in))|"
    rf"keep(?! {_STAYS}))",
    r"(?:kundigen|beenden|deaktivieren|(?:aus|ab)zuschalten) und (?:(?!konto|profil|daten|zugang)"
    r"[^.!?]){0,60}?(?:wechseln|umzusteigen|pausieren|anzunehmen|kaufen|bezahlen|(?:zu)?buchen|"
    r"nehmen|bestellen|ab(?:zu)?schlie(?:ss|\u00df)en|behalten|wahlen|aktivieren|sichern|"
    r"zu bleiben)",
    r"(?:resilier|desactiver|arreter|annuler|mettre fin) .{0,50} et (?:passer a|prendre|accepter|"
    r"acheter|payer|mettre en pause|changer|souscrire|commander|choisir|reserver|obtenir|activer|"
    rf"s'abonner|rester|(?:garder|conserver)(?! {_STAYS}))",
    r"(?:cancelar|desactivar|anular|finalizar|dar de baja) .{0,50} y (?:pasar a|cambiar|aceptar|"
    r"comprar|pagar|pausar|contratar|reservar|pedir|obtener|elegir|activar|suscribir\w*|quedar\w*|"
    rf"(?:mantener|conservar)(?! {_STAYS}))",
)
# "Enter your password to accept the offer": whatever it confirms, it is no end ...
MORE_BY_IT = Phrases(
    rf"to (?:pause|freeze|suspend|accept (?:the|this|our|your|my) {_GAP}(?:offer|deal|discount|"
    r"price|upgrade|plan)|claim|upgrade|skip|extend|redeem|switch(?! .{0,40}off)|downgrade|change "
    rf"(?:your|my|the) (?:plan|subscription|membership|address|e-?mail)|get {_GAP}(?:offer|"
    r"discount|months?|% off))",
    rf"um {_GAP}(?:zu )?(?:pausieren|unterbrechen|anzunehmen|wechseln|upgraden|einzulosen|"
    r"umzusteigen|stillzulegen|ruhen zu lassen|sichern)",
    r"pour (?:mettre (?:.{1,30} )?en pause|suspendre|accepter (?:l'|cette|notre) ?(?:offre|remise)|"
    r"profiter|beneficier|passer a|changer d(?:e|'\w+))",
    r"para (?:pausar|suspender|congelar|aceptar (?:la|esta|nuestra) (?:oferta|promocion)|"
    r"aprovechar|cambiar (?:de|a)|pasar a|mejorar|canjear)",
)
# ... and this is asked for on a way back only.
BUYS_BY_IT = Phrases(
    r"to (?:buy|purchase|order|pay|subscribe|renew|start|restart|book|keep (?:your|my|the) (?:plan|"
    r"membership|subscription|discount))",
    rf"um(?! (?:die|deine|ihre|meine) \w*kundigung .{{0,12}}abzu) {_GAP}(?:zu )?(?:kaufen|"
    r"bestellen|buchen|bezahlen|abzuschlie(?:ss|\u00df)en|"
    r"behalten|verlangern)",
    r"pour (?:acheter|commander|payer|souscrire|renouveler|garder (?:votre|l') ?(?:abonnement|"
    r"offre|forfait|formule))",
    r"para (?:comprar|pedir|pagar|contratar|renovar|mantener (?:tu|su) (?:plan|suscripcion))",
)
# In vain one after the other; and at all, as a gate shuts again behind who leaves.
GATE_TYPINGS_MAX, GATE_OPENINGS_MAX = 2, 5
ACCOUNT_PASSWORD = Phrases(
    r"(?:(?:your|my|account|current) )*password|(?:mein |dein |ihr )?(?:aktuelles )?(?:passwort|"
    r"kennwort)|(?:votre |mon )?mot de passe(?: actuel)?|(?:tu |su |mi )?contrasena(?: actual)?"
)
# Behind a gate lies a place to look at: "the account settings", "the parents' area".
_PLACE = (
    r"(?:(?:your|the|my|this|these|our) )*(?:(?:account|security|privacy|profile|billing|"
    r"subscription|membership|parental|parents?'?s?|grown-?ups'?|general|personal) )*(?:settings|"
    r"details|area|section|controls|space|zone|preferences|information|account|profile|security|"
    r"subscription|membership|billing)(?: page)?",
    r"(?:(?:zu|den|die|das|dem|der|dein\w*|ihr\w*|mein\w*) )*(?:(?:konto|profil|sicherheits|abo|"
    r"account)-?)?(?:einstellungen|konto|kundenkonto|profil|elternbereich|kontobereich|abo|"
    r"mitgliedschaft|sicherheit|abrechnung)",
    r"(?:(?:votre|vos|mon|mes|les?|la|l'|aux?|a|de) ?)*(?:espace(?: (?:client|parents?|parental|"
    r"personnel|abonne))?|compte|profil|(?:parametres|reglages|preferences)(?: (?:du|de (?:votre|"
    r"mon)) (?:compte|profil))?|securite|abonnement|facturation|controle parental)",
    r"(?:(?:tus?|sus?|mis?|los|las?|el|a|al) )*(?:ajustes|configuracion|cuenta|perfil|seguridad|"
    r"suscripcion|facturacion|zona (?:de )?(?:padres|parental|familiar)|control parental)"
    r"(?: de (?:la|tu|su|mi) (?:cuenta|perfil))?",
)
PLACE = Phrases(*_PLACE)
_EN, _DE, _FR, _ES = _PLACE
_YOURS = (
    r"(?:your|the|this) (?:(?:own|personal|billing|payment) )*(?:account|data|details|information|"
    r"privacy|profile|settings)(?: and (?:your )?(?:data|details|information|privacy|settings))?"
)
# Why it is asked for, before or behind what is asked, or alone: "for your security".
_WHY = (
    r"(?:for (?:(?:your|our|added|extra|additional|more|own|account) )*(?:security|safety|"
    r"protection|privacy)(?: (?:purposes|reasons))?|as an? (?:(?:extra|added|additional) )*"
    r"(?:security|safety) (?:measure|precaution|step)|to (?:help )?(?:protect|secure|safeguard) "
    rf"{_YOURS}|to (?:help )?keep {_YOURS} (?:safe|secure|private|protected))",
    r"(?:aus sicherheitsgrunden|aus grunden der sicherheit|(?:zu|fur) (?:deiner?|ihrer?) (?:eigene"
    r"n? )?sicherheit|zur sicherheit|zum schutz (?:dein|ihr|de)\w* (?:kontos?|kundenkontos|"
    r"accounts?|profils|daten)|um (?:dein|ihr|das)\w* (?:konto|kundenkonto|account|profil|daten) "
    r"zu (?:schutzen|sichern))",
    r"(?:(?:pour|par) (?:(?:votre|ta|plus de|mesure de|des (?:raisons|mesures) de) )?securite|"
    r"(?:pour|afin de) (?:proteger|securiser) (?:votre|vos|ton|tes) (?:compte|donnees|"
    r"informations|profil))",
    r"(?:por (?:(?:tu|su|motivos de|razones de) )?seguridad|para (?:proteger|mantener (?:a salvo|"
    r"segur[oa]s?)) (?:tus?|sus?) (?:cuenta|datos|perfil|informacion))",
)
_TYPED = (
    r"(?:please )?(?:enter|type|confirm|re-?enter|provide) (?:(?:your|the|my|account|current) )*"
    r"password(?: again| once more)?",
    rf"(?:(?:bitte )?(?:gib|geben sie|bestatige|bestatigen sie) (?:bitte )?(?:{_WHY[1]} )?"
    r"(?:(?:dein|ihr|das|aktuelles) )*(?:passwort|kennwort)(?: (?:erneut|noch einmal|nochmals))?"
    r"(?: ein)?|(?:musst du|mussen sie|bitte) (?:dein|ihr|das) (?:passwort|kennwort)"
    r"(?: (?:erneut|noch einmal|nochmals))? (?:eingeben|bestatigen))",
    r"(?:veuillez )?(?:saisir|saisissez|entrez|entrer|confirmez|confirmer|tapez|retapez) (?:votre|"
    r"le|ton) mot de passe(?: a nouveau)?",
    r"(?:por favor,? )?(?:introdu\w+|escrib\w+|ingres\w+|confirm\w+) (?:tu|su|la) contrasena"
    r"(?: (?:de nuevo|otra vez))?",
)
_OPENS = r"open|unlock|view|see|show|access|manage|(?:continue|proceed|go|go on) to"
# All that a gate before pages of the account asks: "Enter your password to open settings" ...
_FOR_PLACE = (
    rf"{_TYPED[0]} to (?:{_OPENS}) {_EN}|to (?:{_OPENS}) {_EN},? {_TYPED[0]}",
    rf"{_TYPED[1]},? um (?:{_DE} )(?:zu (?:offnen|sehen|verwalten|entsperren|gelangen)|anzuzeigen|"
    r"aufzurufen|fortzufahren)",
    rf"{_TYPED[2]} pour (?:ouvrir|voir|afficher|acceder|gerer|deverrouiller|continuer vers) {_FR}",
    rf"{_TYPED[3]} para (?:abrir|ver|mostrar|acceder|gestionar|desbloquear|continuar) {_ES}",
)
# ... or that one goes on, where nothing else on the page tells whereto.
_TO_GO_ON = (
    rf"{_TYPED[0]} (?:to (?:continue|proceed|go on)|before (?:continuing|proceeding))",
    rf"{_TYPED[1]},? um (?:fortzufahren|weiterzumachen)",
    rf"{_TYPED[2]} pour (?:continuer|poursuivre)",
    rf"{_TYPED[3]} para (?:continuar|seguir)",
)
ASKS_FOR_PLACE, ASKS_TO_GO_ON = (
    Phrases(
        *(rf"(?:{why},? )?(?:{asks})(?:,? {why})?" for why, asks in zip(_WHY, each, strict=True))
    )
    for each in (_FOR_PLACE, _TO_GO_ON)
)
# "Enter your password", and no more, below a title that tells whom the place is for.
JUST_ASKS = Phrases(
    *(rf"(?:{why},? )?(?:{asks})(?:,? {why})?" for why, asks in zip(_WHY, _TYPED, strict=True))
)
FOR_ADULTS = Phrases(
    r"(?:for (?:parents|grown-?ups|adults)(?: only)?|(?:grown-?ups|parents|adults) only|"
    r"(?:grown-?ups'?|parents?'?|parental) (?:area|section|corner|gate|zone|controls?))",
    r"nur fur (?:eltern|erwachsene)|elternbereich|(?:espace|controle) parent(?:s|al)|reserve aux "
    r"(?:parents|adultes)|solo para (?:padres|adultos)|zona (?:de )?(?:padres|parental|adultos)|"
    r"control parental",
)
GATE_BUTTON = Phrases(
    rf"(?:open|unlock|view|see|show|access)(?: {_EN})?|ok(?:ay)?|"
    r"confirm(?: (?:my |your )?password)?|(?:please )?let me in|(?:yes, )?i'?a?m an? (?:grown-?up|"
    r"adult|parent)",
    rf"(?:{_DE} )?(?:offnen|anzeigen|entsperren)|(?:passwort )?bestatigen",
    rf"(?:ouvrir|voir|afficher|acceder|deverrouiller)(?: {_FR})?|confirmer(?: le mot de passe)?",
    rf"(?:abrir|ver|mostrar|desbloquear)(?: {_ES})?|confirmar(?: (?:la )?contrasena)?",
)
# Beside the field, on any form: it shows what was typed.
SHOWS = Phrases(
    r"(?:show|hide|reveal|view)(?: (?:my |the )?password)?|(?:passwort |kennwort )?(?:anzeigen|"
    r"zeigen|verbergen|einblenden|ausblenden)|(?:afficher|montrer|voir|masquer|cacher)(?: (?:le |"
    r"mon )?mot de passe)?|(?:mostrar|ver|ocultar)(?: (?:la |mi )?contrasena)?"
)
# What else may stand there.
AT_A_GATE = Phrases(
    r"(?:please )?(?:confirm|verify)(?: that)? it'?s(?: really)? you|security check|password|"
    r"(?:for (?:parents|grown-?ups)|(?:grown-?ups|parents|adults) only)|password required|"
    r"forgot(?:ten)?(?: your| my)? password|show(?: password)?|back|log ?out|sign ?out|help|"
    r"not you|(?:(?:this is|you(?:'re| are) (?:entering|about to enter)) )?(?:an? )?(?:secured?|"
    r"protected|private|restricted) (?:area|section|page|zone)(?: of (?:the|this|your|our) "
    r"(?:application|app|site|website|account|service))?|(?:please )?confirm (?:access|(?:your )?"
    r"(?:password|identity))|(?:password )?confirmation(?: required)?",
    r"passwort(?: vergessen| anzeigen| erforderlich)?|sicherheitsabfrage|nur fur (?:eltern|"
    r"erwachsene)|zuruck|abmelden|hilfe|(?:(?:dies|das) ist )?(?:ein )?(?:geschutzter|gesicherter|"
    r"sicherer) bereich|dieser bereich ist (?:passwort)?(?:geschutzt|gesichert)|bestatigung"
    r"(?: erforderlich)?|(?:passwort|identitat|zugriff) bestatigen|sicherheitsprufung",
    r"mot de passe(?: oublie| requis)?|verification|reserve aux (?:parents|adultes)|retour|aide|"
    r"se deconnecter|deconnexion|(?:(?:ceci|c'|cette page|cet espace) ?est )?(?:une? )?(?:espace|"
    r"zone|page|section)? ?(?:securisee?|protegee?)|confirmation(?: requise)?|confirme[rz] "
    r"(?:votre identite|l'acces|le mot de passe)",
    r"(?:has |he )?(?:olvidado|olvidaste) (?:tu|la|mi|su) contrasena|solo para (?:padres|adultos)|"
    r"comprobacion de seguridad|volver|atras|ayuda|cerrar sesion|(?:est[ae] es )?(?:una? )?(?:area|"
    r"zona|pagina|seccion) (?:segura|protegida|privada)|confirmacion|confirmar? (?:tu |el |la )?"
    r"(?:identidad|acceso|contrasena)",
)
# A sentence of its own that tells why: "We ask for it to protect your account".
TELLS_WHY = Phrases(
    rf"(?:(?:we|you|this|that|it|that's|it's|is|are|do|ask|asked|for|so|only|again) )*{_WHY[0]}|"
    r"(?:this|that|it|which) (?:helps? )?(?:(?:us )?to )?(?:(?:protects?|secures?|safeguards?) "
    rf"{_YOURS}|keeps? (?:{_YOURS} (?:safe|secure|private|protected)|(?:children|kids|little ones|"
    r"strangers|others|other people) out))",
    rf"(?:(?:das|dies|es|wir|du|ist|fragen|bitten|danach|darum|geschieht|nur),? )*{_WHY[1]}|(?:das|"
    r"dies|es|so) (?:dient|schutzt|sichert|schutzen wir) (?:dein|ihr|der)\w* (?:konto|kundenkonto|"
    r"account|profil|daten|sicherheit)|(?:das|es) halt (?:kinder|fremde) fern",
    rf"(?:(?:c'est|ceci|cela|est|nous|vous|le|la|demandons|demande) )*{_WHY[2]}|(?:cela|ceci|il) "
    r"protege (?:votre|vos) (?:compte|donnees|informations)|(?:cela|il) tient les enfants a "
    r"l'ecart",
    rf"(?:(?:esto|es|lo|te|la|pedimos) )*{_WHY[3]}|(?:esto )?protege (?:tus?|sus?) (?:cuenta|datos|"
    r"informacion)|mantiene a los ninos fuera",
)
SIGNED_IN_AS = Phrases(
    r"(?:(?:you(?:'re| are) )?(?:signed|logged) in as|(?:(?:du bist|sie sind) )?(?:angemeldet|"
    r"eingeloggt) als|(?:vous etes )?connectee? en tant que|(?:has )?(?:iniciado sesion|"
    r"conectad[oa]) como):? [^\s,;:]+(?: [^\s,;:]+)?"
)
TO_GO_ON = Phrases(
    r"to (?:continue|proceed|go on)|before (?:continuing|proceeding)|um (?:.{1,60} )?"
    r"(?:fortzufahren|weiterzumachen)|pour (?:continuer|poursuivre)|para (?:continuar|seguir)"
)
NAME_WORDS_MAX, ERROR_WORDS_MAX = 3, 8
# A page that wants the password for something else than a look.
FOR_ELSE = Phrases(
    r"(?:buy|purchas|order|upgrad|rent|gift|transfer)\w*|payments?|pay|checkout|new password|"
    r"(?:kauf|bestell|bezahl|zahlung|miet|schenk)\w*|neues (?:passwort|kennwort)|"
    r"(?:achet|command|pai[ey]|lou[ae]|offr)\w*|nouveau mot de passe|"
    r"(?:compr|pag[aou]|alquil|regal|pedido)\w*|nueva contrasena"
)
CHANGES = Phrases(
    r"(?:delet|remov|eras|clos|wip|paus|chang|mov|switch|add|shar|giv|withdraw|activat)\w*|"
    r"deletion|offers?|annual|half off",
    r"(?:losch|entfern|schliess|pausier|wechs|umstell|umgestellt|anderung|teil|verlor)\w*|"
    r"\w*(?:losch|schliess)ung|\w*wechsel|angebot\w*|jahres\w*",
    r"(?:supprim|suppress|effac|ferm|clotur|pause|chang|pass(?:age|ez|er)|partag|ajout)\w*|offres?",
    r"(?:elimin|borr|cerr|paus|cambi|pasa|compart|anad)\w*|baja|ofertas?",
)
