"""Asked who one is, though signed in: a code or the password once more, on the way to something.

The button below it leads on. Whether that ends anything is told by the page, not by the button.
"""

import re

from browser_agent.rules.agreeing import STOP, agrees
from browser_agent.rules.case import Case, nearest
from browser_agent.rules.footer import is_footer
from browser_agent.rules.inputs import Field
from browser_agent.rules.lexicon import ERASES
from browser_agent.rules.lexicon_pages import LEAVING_TALK, OFFER, RESTART
from browser_agent.rules.lexicon_sign_in import (
    CODE_TEXT,
    CREDENTIAL_ERROR,
    PASSWORD_LABEL,
    SIGN_IN_BUTTON,
)
from browser_agent.rules.move import Move, click, give_up, type_secret
from browser_agent.rules.plans import PRICE
from browser_agent.rules.roles import INSIDE, Role, is_inside, role_of
from browser_agent.rules.screen import Control
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.state import says_ends
from browser_agent.rules.text import Phrases, fold
from browser_agent.rules.wishes import wish_of

TITLE_SENTENCES = 4
TO_CONFIRM = Phrases(
    r"to (?:confirm|continue|cancel|end)|para (?:confirmar|continuar)|pour (?:confirmer|continuer)|"
    r"zur bestatigung|(?:zum|zu) bestatigen|um (?:\w+ ){0,4}zu (?:bestatigen|kundigen)"
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
    rf"um {_THE_PLAN} (?:\w+ ){{0,2}}(?:zu (?:kundigen|beenden|deaktivieren|stoppen|bestatigen)|"
    rf"(?:aus|ab)zu(?:schalten|stellen|schliessen))|"
    rf"zu[mr] (?:kundigen|beenden|deaktivieren|(?:aus|ab)(?:schalten|stellen)) {_THE_PLAN}",
    rf"pour (?:resilier|arreter|annuler|desactiver|stopper|terminer|finaliser|confirmer|mettre fin"
    rf" a) {_THE_PLAN}",
    rf"para (?:cancelar|anular|desactivar|finalizar|terminar|detener|completar|confirmar|"
    rf"dar de baja) {_THE_PLAN}|para dar[mst]e de baja",
)
# "To end your plan and switch to Basic": no mere end.
ENDS_AND_MORE = Phrases(
    r"to (?:cancel|end|stop|disable|deactivate|(?:turn|switch) off) .{0,50} and (?:add|give|share|"
    r"move|switch(?! off)|upgrade|pause|buy|pay|change|transfer|accept|take|start)",
    r"(?:kundigen|beenden|deaktivieren|(?:aus|ab)zuschalten) und (?:\w+ ){0,5}(?:wechseln|"
    r"umzusteigen|pausieren|anzunehmen|kaufen|bezahlen)",
    r"(?:resilier|desactiver|arreter|annuler|mettre fin) .{0,50} et (?:passer a|prendre|accepter|"
    r"acheter|payer|mettre en pause|changer)",
    r"(?:cancelar|desactivar|anular|finalizar|dar de baja) .{0,50} y (?:pasar a|cambiar|aceptar|"
    r"comprar|pagar|pausar)",
)
GATE_TYPINGS_MAX = 2
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
GATE_BUTTON = Phrases(
    rf"(?:open|unlock|view|see|show|access)(?: {_EN})?|ok(?:ay)?|"
    r"confirm(?: (?:my |your )?password)?",
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


def password_again(case: Case, field: Field) -> Move | None:
    """ "Type your password to confirm", inside a cancellation: typed, and sent by the button that
    ends it."""
    told = [each.folded for each in case.screen.sentences if each.box.y1 <= field.box.y0]
    near = [each for each in told[-TITLE_SENTENCES:] if PASSWORD_LABEL(each)]
    asked = any(TO_CONFIRM(each) or TO_END(each) for each in near)
    signs_in = any(each.face is not None for each in case.find(SIGN_IN_BUTTON))
    if not asked or signs_in or not is_inside(case) or "password" not in case.question.secrets:
        return None
    if agrees_to_more(case):
        return None
    return type_secret("confirm", field, "password", "It confirms the end.", submit=False)


def agrees_to_more(case: Case) -> bool:
    """ "Your membership will be paused. Enter your password to continue": no form that signs in,
    and no last question."""
    said = [each.folded for each in case.screen.sentences]
    if any(PASSWORD_LABEL(each) and ENDS_AND_MORE(each) for each in said):
        return True
    asks = any(PASSWORD_LABEL(each) and TO_GO_ON(each) for each in said)
    told = [each.folded for each in _without_links(case)]
    ends = case.question.goal == "cancel"
    return asks and any(agrees(each, ends=ends) for each in told)


def without_password(case: Case, move: Move) -> Move | None:
    """Where the password is refused, its form is not sent without one either: a person decides."""
    field = case.field(PASSWORD_LABEL)
    sends = move.action == "click" or move.key == "enter"
    if field is None or not sends or not agrees_to_more(case):
        return None
    below = [x for x in case.screen.controls if x.face is not None and x.point[1] > field.box.y0]
    pressed = any(x.point == (move.x, move.y) for x in below) and move.page != "overlay"
    if not (pressed or move.commit or move.key or move.page in INSIDE):
        return None
    why = "The password would agree to more than was asked for."
    return give_up(move.page, "policy_denied", why, sure=0.9)


def is_shut(case: Case, field: Field) -> bool:
    """A gate that is not opened, for what else stands there: no form that signs in either, though
    its button may be called alike. Where the field's own button signs in, it is none."""
    said = [each.folded for each in case.screen.sentences]
    asks = any(PASSWORD_LABEL(x) and (TO_GO_ON(x) or ASKS_FOR_PLACE(x)) for x in said)
    faces = _buttons(case)
    own = nearest([each for each in faces if each.point[1] > field.box.y0], *field.point)
    if own is not None and not GATE_BUTTON.whole(own.folded):
        asks = asks and not SIGN_IN_BUTTON.whole(own.folded)
    return asks and any(GATE_BUTTON.whole(each.folded) for each in faces)


def _buttons(case: Case) -> list[Control]:
    """Without the one beside a field that shows what was typed, where there is another one."""
    faces = [each for each in case.screen.controls if each.face is not None]
    return [each for each in faces if not SHOWS.whole(each.folded)] or faces


def open_up(case: Case, field: Field, *, filled: bool) -> Move | None:
    """ "Enter your password to open settings", within the signed-in site: typed where it is the
    only field, and sent by the button that opens it. Enter would press what nobody has judged."""
    button = _gate_button(case, field)
    if button is None or case.question.phase != "act" or is_inside(case):
        return None
    if filled:
        return click("account", button, "The password is typed: see what is behind it.")
    past = [each for each in case.question.history if each.page == "account"]
    typed = sum(each.text_ref == "password" for each in past)
    if typed and case.says(CREDENTIAL_ERROR):
        return give_up("credential_error", "credential_invalid", "It is refused.", sure=0.9)
    if "password" not in case.question.secrets:
        return give_up("account", "credential_missing", "A gate asks for the password.", sure=0.9)
    if typed >= GATE_TYPINGS_MAX:
        return give_up("account", "stuck", "The gate does not open.", sure=0.5)
    return type_secret("account", field, "password", "A gate wants it once more.", submit=False)


def _gate_button(case: Case, field: Field) -> Control | None:
    """The only button of a page that wants the password to go on, and for nothing else."""
    label = field.label.partition("[")[0]  # what was typed stands behind it
    asks = [x.folded for x in case.screen.sentences if ASKS_FOR_PLACE.whole(x.folded)]
    told = any(label.strip() in each for each in asks)  # the sentence that asks may be all there is
    labelled = ACCOUNT_PASSWORD.whole(label) or (told and PASSWORD_LABEL(label))
    if len(case.screen.fields) != 1 or not labelled:
        return None
    if case.marked or not _asks_for_a_look(case, field):
        return None
    below = [each for each in _buttons(case) if each.point[1] > field.box.y1]
    alone = len(below) == 1 and GATE_BUTTON.whole(below[0].folded)
    return below[0] if alone and not wish_of(below[0].folded) else None


def _asks_for_a_look(case: Case, field: Field) -> bool:
    """It asks for the password to open a place, or to go on and names nothing but places. Any other
    sentence may tell what the password agrees to: who is in doubt leaves it."""
    said = [each for each in case.screen.sentences if not field.box.holds(each.box)]
    above = [each for each in said if each.box.y1 <= field.box.y0][-TITLE_SENTENCES:]
    asked = [part for each in above for part in STOP.split(each.folded)]
    place = any(map(ASKS_FOR_PLACE.whole, asked))
    if not (place or any(map(ASKS_TO_GO_ON.whole, asked))):
        return False
    pressed = {x.folded for x in case.screen.controls if x.is_link or x.face is not None}
    pressed |= {x.folded for x in case.screen.controls if is_footer(case, x)}
    told = [part for each in said for part in STOP.split(each.folded)]
    told = [each for each in told if not _is_made_of(each, pressed)]
    return all(_is_of_a_gate(case, each, place=place) for each in told)


def _is_made_of(said: str, labels: set[str]) -> bool:
    """ "Help Terms Privacy" in one row."""
    for each in sorted(filter(None, labels), key=len, reverse=True):
        said = re.sub(rf"(?<!\w){re.escape(each)}(?!\w)", " ", said)
    return re.search(r"\w", said) is None


def _is_of_a_gate(case: Case, said: str, *, place: bool) -> bool:
    """place: the sentence that asks has named one; then short names beside it are the page's own,
    or the menu's."""
    known = (ASKS_FOR_PLACE, ASKS_TO_GO_ON, PLACE, AT_A_GATE, TELLS_WHY, ACCOUNT_PASSWORD)
    own = said.startswith("\u00a9") or said == fold(case.question.service)
    if own or any(each.whole(said) for each in known):
        return True
    words = said.split()
    who = SIGNED_IN_AS.whole(said)
    if (any(map(str.isdigit, said)) and not who) or _is_for_else(said):
        return False
    if who:
        return True
    if CREDENTIAL_ERROR(said):
        return len(words) <= ERROR_WORDS_MAX
    plain = role_of(said) is Role.NONE
    return place and plain and len(words) <= NAME_WORDS_MAX and not said.endswith((".", "!", "?"))


def _is_for_else(said: str) -> bool:
    """It tells of a price, of buying, of another password, of erasing, or of what is to change."""
    wants = wish_of(said) or LEAVING_TALK(said) or says_ends(said)
    changes = FOR_ELSE(said) or CHANGES(said) or ERASES(said) or PRICE.search(said) is not None
    return bool(wants) or changes or OFFER(said) or RESTART(said)


def only_asks_who(case: Case) -> bool:
    """A page that wants the password once more, or has just got its code, and says nothing of an
    end."""
    asks = case.field(PASSWORD_LABEL) is not None or has_code(case)
    return asks and not any(map(_speaks_of_an_end, _body(case)))


def ends_by_code(case: Case) -> bool:
    """ "Enter the code to stop your plan": the button that sends it is the last press. What a link
    of the menu says is not what the page asks."""
    return has_code(case) and any(map(_speaks_of_an_end, _without_links(case)))


def ends_by_password(case: Case) -> bool:
    """ "Type your password to turn off the renewal": the button that ends it is the last press."""
    if case.field(PASSWORD_LABEL) is None:
        return False
    said = [each.folded for each in _without_links(case)]
    return any(PASSWORD_LABEL(each) and TO_END(each) for each in said)


def has_code(case: Case) -> bool:
    """The code was typed a step ago. A row of boxes for its digits is painted over by then."""
    last = case.question.last
    typed = last is not None and last.text_ref == "code" and last.changed
    return typed and case.says(CODE_TEXT)


def _speaks_of_an_end(told: Sentence) -> bool:
    said = told.folded
    return LEAVING_TALK(said) or says_ends(said) or wish_of(said) == "leave"


def _without_links(case: Case) -> list[Sentence]:
    """ "Orders" and "Payments" in a menu are nothing that the page asks."""
    links = {each.folded for each in case.screen.controls if each.is_link}
    return [each for each in _body(case) if each.folded not in links]


def _body(case: Case) -> list[Sentence]:
    """What a page says, without the links in its last rows."""
    links = {each.folded for each in case.screen.controls if is_footer(case, each)}
    return [each for each in case.screen.sentences if not any(x in each.folded for x in links)]
