"""Ways that no vocabulary names: told by where they stand, or tried because they do no harm."""

from collections.abc import Sequence
from dataclasses import replace

from browser_agent.rules.case import Case
from browser_agent.rules.footer import is_last_row
from browser_agent.rules.inputs import Field
from browser_agent.rules.lexicon import (
    BILLING_SECTION,
    CHANGE_PLAN,
    ERASES,
    GENERIC_GO,
    MANAGE_PLAN,
    PLAN_SECTION,
    PROMOTES,
    STAY,
)
from browser_agent.rules.lexicon_leaving import SAVES
from browser_agent.rules.lexicon_pages import LEAVING_TALK, RESTART
from browser_agent.rules.lexicon_sign_in import SIGN_OUT
from browser_agent.rules.move import Move, click, scroll
from browser_agent.rules.other_things import ends_one
from browser_agent.rules.pixels import Box
from browser_agent.rules.places import (
    LISTS_AN_END,
    came_for_help,
    is_promotion,
    page_of,
    was_clicked,
)
from browser_agent.rules.plans import PRICE
from browser_agent.rules.roles import Role, is_title, role_of
from browser_agent.rules.screen import Control
from browser_agent.rules.state import says_ends, says_renews
from browser_agent.rules.text import Phrases, fold
from browser_agent.rules.wishes import LEAVING

# What pays, agrees, or makes the plan another, a longer or a cheaper one.
DEEDS = Phrases(
    r"order|reorder|ship|skip|give|omitir|saltar|sauter|uberspringen|"
    r"charge|authori[sz]e|approve|agree|accept|pay|prepay|retry|settle|top up|become|choose|select|"
    r"pick|postpone|defer|extend|prolong|unlock|claim|try|save|transfer|double|lower|bundle|rest|"
    r"welcome|downsize|level up|go (?!to|back|on|ahead|home|there|online|through|"
    r"further)[a-z-]+|add|remove|reset|renewal",
    r"bestell\w*|begleichen|freigeben|zubuchen|hinzubuchen|dazubuchen|zustimmen|werden|abschlie(?:ss|\u00df)en|"
    r"auszeit|urlaub|verlangern|sichern|wahlen|verschenken|auflosen|fortfahren|anfordern|"
    r"pedir|commander|abonar|liquidar|ampliar|autorizar|aceptar|contratar|aplazar|pagar|elegir|cambiar|quitar|"
    r"continuar|domiciliar|oportunidad|vacaciones|regulariser|solder|prolonger|devenir|accepter|"
    r"payer|reporter|profiter|choisir|offrir|ameliorer|continuer|moins|mettre",
)
# What nobody presses to find a way out: it plays, shows around, adds, sends, or belongs to others.
ELSEWHERE = Phrases(
    r"play|watch|add|buy|get|shop|gift|refer|invite|redeem|download|install|print|share|remove|"
    r"delete|language|search|privacy|terms|legal|cookies?|jobs|careers|press|investors|newsroom|"
    r"about|blog|app ?store|google play|twitter|facebook|instagram|youtube|tiktok|accessibility|"
    r"(?:choose|select|upload|attach|no) files?(?: chosen)?|browse|parcourir|"
    r"payments?|basic|standard|premium|lite|annual|yearly|options?|jahres\w*|annuelle?|anual|"
    r"hold|pause|vacation|holidays?|delivery|donate|transfer|report|boost|extras?|bonus|"
    r"home|series|films?|movies?|shows?|live|sports?|kids|upload|receipts?|invoices?|password",
    r"ver ahora|anadir|agregar|regal\w*|canjear|descargar|idioma|buscar|privacidad|terminos|"
    r"aviso legal|empleo|prensa|inicio|peliculas|contrasena|clave|recibos?|facturas?|eliminar",
    r"regarder|ajouter|offrir|parrain\w*|telecharger|langue|rechercher|confidentialite|"
    r"mentions legales|recrutement|presse|accueil|mot de passe|factures?|supprimer",
    r"ansehen|abspielen|hinzufugen|kaufen|geschenk\w*|verschenken|einlosen|herunterladen|sprache|"
    r"suche|datenschutz|impressum|agb|karriere|startseite|serien|filme|passwort|rechnung\w*|"
    r"loschen|entfernen",
)
ADDS = Phrases(
    r"(?:add|buy|gift|invite|redeem)(?: .*)?|.* hinzufugen|(?:anadir|agregar|regalar)(?: .*)?|"
    r"(?:ajouter|offrir)(?: .*)?"
)
ABOUT_PLAN = Phrases(
    r"memberships?|subscriptions?|plans?|billing|suscripcion|membresia|abonnements?|forfait|formule|"
    r"abos?|mitgliedschaft|vertrag|tarif|abbonamento|assinatura|plano|piano"
)
OWN_PIXELS, LEVEL_PIXELS = 300, 4
FORM_PIXELS = 40  # from a field to the button that sends it
HEADER_PIXELS = 110  # menus there are for others to open
TOLD_PIXELS = 160
EXPLORED_MAX = 14
LIST_MIN, SECTIONS_MIN = 4, 3
ROW_PIXELS = 20
PLAN_ROW = Phrases(
    r"(?:(?:my|your) )?(?:subscription|membership|plan)|"
    r"(?:(?:mi|tu) )?(?:suscripcion|membresia|plan)|"
    r"(?:(?:mon|votre) )?(?:abonnement|forfait|formule|offre)|"
    r"(?:(?:mein|dein|ihr)e? )?(?:abo|abonnement|mitgliedschaft|vertrag|tarif)"
)
VIEWS = Phrases(
    r"view|see|show|open|details|voir|afficher|consulter|ouvrir|detail|ver|abrir|detalles|"
    r"ansehen|anzeigen|offnen"
)
ARROWS = ("\u25b6", "\u25b8", "\u25ba", "\u25bc", "\u25be", "+")
_NOBODY = (
    r"(?!.*(?:offer|discount|upgrad|sales|paus|free|about|save|plan|angebot|rabatt|remise|oferta))"
)
TALK = Phrases(
    rf"{_NOBODY}(?:chat|talk|speak)(?: now)? (?:with|to) [\w' ]{{2,20}}",
    r"ask (?!for|to|about|us|a|the)\w{3,12}",
    rf"{_NOBODY}(?:ask|contact|message) (?:the|our|your) (?:\w+ )?(?:concierge|assistant|team|bot|"
    r"butler|guide|agent|advisor|usher)|open (?:the )?assistant",
    r"(?:preguntar|escribir) al? (?:la )?(?:asistente|conserje|equipo|agente)|"
    r"(?:demander|ecrire) a (?:l'|la |notre |votre )?(?:assistante?|concierge|conseiller|equipe)|"
    r"(?:unseren? |den |die )?(?:assistent\w*|concierge|berater|team) fragen",
    r"(?:start|open|begin) (?:a |the )?(?:live )?(?:chat|conversation)|chat now|chat starten|"
    r"(?:demarrer|ouvrir|lancer) (?:le |un |une |la )?(?:chat|conversation|discussion)|"
    r"(?:iniciar|abrir) (?:el |un )?chat",
    rf"mit {_NOBODY}[\w ]{{2,20}} (?:chatten|sprechen)",
    rf"(?:discuter|parler) (?:avec|a) {_NOBODY}[\w ]{{2,20}}",
    rf"(?:chatear|hablar) con {_NOBODY}[\w ]{{2,20}}",
)
# What an assistant takes care of.
HANDLES = Phrases(
    r"changes? (?:to|of|in) (?:your|my|the) (?:plan|membership|subscription|pass|account)",
    r"(?:change|manage|handle)s? (?:your|my) (?:plan|membership|subscription|pass)",
    r"cambios en (?:tu|su) (?:plan|suscripcion|membresia)|gestiona(?:r)? tu (?:plan|suscripcion)",
    r"(?:modifi\w+|changements?) (?:a |de |dans )?(?:votre|ton) (?:abonnement|forfait|offre)",
    r"anderungen an (?:deine[mr]|ihre[mr]) (?:abo|mitgliedschaft|vertrag)",
)
COLUMN_PIXELS, CARD_PIXELS = 12, 60
BOX, TURNS, BESIDE_BAR = "the box that scrolls", 9, 60
TRIANGLES = "\u25b6\u25b8\u25ba\u25b7"
EXPLORES = "No word tells the way: what is behind this?"


def tile(case: Case) -> Move | None:
    """A card that opens as a whole, with its title in large letters and a line below: never the
    title of the page itself."""
    titles = [each for each in case.labels if case.is_heading(each) and each.box.y0 > HEADER_PIXELS]
    first = min((each.box.y0 for each in titles), default=0)
    for each in titles:
        leads = MANAGE_PLAN.whole(each.folded) or PLAN_SECTION.whole(each.folded)
        below = [line for line in case.right_below(each) if not case.is_heading(line)]
        if leads and below and each.box.y0 > first and not was_clicked(case, each):
            return click(page_of(case), each, "A card of that name: it may open.", sure=0.45)
    return None


def drawer(case: Case) -> Move | None:
    """A shut section beside the subscription's own words: looking inside costs nothing."""
    if page_of(case) != "account":
        return None
    closed = [
        each
        for each in case.labels
        if each.opens and each.face is None and each.box.y0 > HEADER_PIXELS
        if sum(map(str.isalpha, each.text)) > 1  # the letter in a picture
    ]
    if len(closed) >= LIST_MIN:  # a list of settings, of which most lead elsewhere
        closed = [each for each in closed if ABOUT_PLAN(each.folded)]
    name = fold(case.question.service)  # its own section before those of other subscriptions
    for control in sorted(closed, key=lambda each: name not in each.folded):
        mine = _entry_of_ours(case, control, name)
        if mine is not None and not was_clicked(case, mine):
            return click("account", mine, "The row that names the subscription.", sure=0.5)
        if mine is not None and _is_sold(case, control):
            continue  # another subscription of the list
        # A triangle before "Change or leave the club": opening it changes nothing yet.
        drawn = control.text[:1] in TRIANGLES and not ERASES(control.folded)
        deed = acts(control.folded) or DEEDS(control.folded) or ADDS(control.folded)
        leads = drawn or not deed
        if leads and not was_clicked(case, control):
            return click("account", control, "A shut section: look inside.", sure=0.5)
    return None


def section(case: Case) -> Move | None:
    """One of several closed sections under each other: opening each of them once costs nothing."""
    closed = [each.box for each in case.screen.fields if each.drops]
    if len(closed) < SECTIONS_MIN:
        return None
    for control in case.labels:
        inside = any(box.holds(control.box) for box in closed)
        if inside and control.mark is None and not was_clicked(case, control):
            return click(page_of(case), control, "A closed section: look inside.", sure=0.5)
    return None


def viewed(case: Case) -> Move | None:
    """ "View", in the row of an account page that is called "Subscription"; else "Billing"."""
    return _viewed(case, PLAN_ROW) or _viewed(case, BILLING_SECTION)


def _viewed(case: Case, called: Phrases) -> Move | None:
    named = [
        each.box
        for each in case.screen.controls
        if each.face is None and called.whole(each.folded) and each.box.y0 > HEADER_PIXELS
    ]
    for control in case.labels:
        level = any(
            -ROW_PIXELS <= control.box.center_y - box.center_y <= 2 * ROW_PIXELS
            and box.x1 < control.box.x0
            for box in named
        )
        views = control.face is not None and VIEWS.whole(control.folded)
        if views and level and not was_clicked(case, control):
            return click("account", control, "It opens the row of the plan.", sure=0.6)
    return None


def told_way(case: Case) -> Move | None:
    """Under a sentence that tells how to leave, the link that leads there."""
    if case.question.goal != "cancel":
        return None
    if (listed := _listed_way(case)) is not None or not all(map(_is_shut, case.screen.fields)):
        return listed
    told = [
        each.box
        for each in case.screen.sentences
        if each.box.y0 > HEADER_PIXELS
        and not case.is_last(each.box)
        and (LEAVING_TALK(each.folded) or LEAVING(each.folded))
        and not says_renews(each.folded)
    ]
    handled = [each.box for each in case.screen.sentences if HANDLES(each.folded)]
    for control in case.labels:
        told_here = [*told, *handled] if TALK.whole(control.folded) else told
        below = any(
            0 <= control.box.y0 - box.y0 < TOLD_PIXELS and abs(control.box.x0 - box.x0) < OWN_PIXELS
            for box in told_here
            if box != control.box
        )
        within = control.inline and _speaks_of_leaving(case, control)
        link = control.is_link or control.face is not None
        link = link and not has_its_own_price(case, control, ()) and not case.is_last(control.box)
        link = link and not (is_last_row(case, control) or ends_one(case, control))
        leads = may_lead(case, control) or _is_a_talk(case, control)
        if (below or within) and link and leads and not is_title(case, control):
            return click(page_of(case), control, "Told how to leave: this leads there.", sure=0.5)
    return None


def _entry_of_ours(case: Case, control: Control, name: str) -> Control | None:
    """In one column with this section, and called as the service is: its arrow may stand between
    its two lines."""
    if name in control.folded:
        return None
    for each in case.labels:
        level = abs(each.box.x0 - control.box.x0) <= COLUMN_PIXELS
        if level and f"{each.folded} ".startswith(f"{name} ") and each.box.y0 > HEADER_PIXELS:
            return each
    return None


def _is_sold(case: Case, control: Control) -> bool:
    return any(PRICE.search(each.folded) for each in case.right_below(control))


def _listed_way(case: Case) -> Move | None:
    """ "Freeze, move, upgrade or end.", and the button right below it in one card."""
    told = [each.box for each in case.screen.sentences if LISTS_AN_END(each.folded)]
    for control in (each for each in case.labels if each.face is not None):
        top, left = (control.face or control.box).y0, (control.face or control.box).x0
        below = any(
            0 <= top - box.y1 < CARD_PIXELS and abs(left - box.x0) < COLUMN_PIXELS for box in told
        )
        if below and may_lead(case, control):
            return click(page_of(case), control, "What may end it is behind this.", sure=0.6)
    return None


def _is_shut(field: Field) -> bool:
    """A question of a list in a frame: "\u25b6 Which languages are there?"."""
    return field.value.startswith(ARROWS) or field.value.endswith("?")


def _is_a_talk(case: Case, control: Control) -> bool:
    """ "Chat with Ivy", as an answer to how to leave."""
    return TALK.whole(control.folded) and not was_clicked(case, control)


def _speaks_of_leaving(case: Case, control: Control) -> bool:
    """ "To change or cancel your plan, talk to our assistant": the link in that sentence."""
    return any(
        control.folded in each.folded and LEAVING(each.folded) and not says_renews(each.folded)
        for each in case.screen.sentences
        if each.box.y0 > HEADER_PIXELS
    )


def box_within(case: Case) -> Move | None:
    """Further down in a box of the page that scrolls by itself: terms, with the button at their
    end."""
    times = case.question.times
    at_end = times("scroll", target=BOX, changed=False) > 0 or times("scroll", target=BOX) >= TURNS
    if at_end or not case.screen.thumbs:
        return None
    bar = max(case.screen.thumbs, key=lambda each: each.height)
    move = scroll(page_of(case), "A box that scrolls by itself: read on in it.")
    return replace(move, target=BOX, x=bar.x0 - BESIDE_BAR, y=bar.center_y)


def explore(case: Case) -> Move | None:
    """Where no word tells the way, whatever can be pressed and does no harm, each once."""
    asked = case.screen.dialog is not None  # a dialog wants an answer, and is no way
    enough = case.question.phase == "sign_in" or _explored(case) >= EXPLORED_MAX
    if asked or enough or _sells(case):
        return None
    fitting = [each for each in case.labels if case.plainness(each) < 2 and may_lead(case, each)]
    if page_of(case) != "account" and not came_for_help(case):
        fitting = [each for each in fitting if each.listed or each.is_link]
    if not fitting:
        return None
    return click(page_of(case), fitting[0], EXPLORES, sure=0.35)


def _sells(case: Case) -> bool:
    """Prices, and no word of the customer's own plan: what is pressed there may buy."""
    own = any(says_renews(each.folded) or says_ends(each.folded) for each in case.screen.sentences)
    return not own and any(PRICE.search(each.folded) for each in case.screen.sentences)


def _explored(case: Case) -> int:
    return len({past.target for past in case.question.history if past.action == "click"})


def has_its_own_price(case: Case, control: Control, told: Sequence[Box]) -> bool:
    """Level with words that name another price: it belongs to them."""
    face = control.face or control.box
    return any(
        PRICE.search(each.folded)
        and each.box not in told
        and each.box.y0 < face.y1 + LEVEL_PIXELS
        and each.box.y1 > face.y0 - LEVEL_PIXELS
        and (each.box.x0 >= face.x1 or each.box.x1 <= face.x0)
        for each in case.screen.sentences
    )


def may_lead(case: Case, control: Control, *, again: bool = False) -> bool:
    """Unknown words that promise no harm, and were not tried yet. again: or tried in vain."""
    folded = control.folded
    away = (
        ELSEWHERE(folded)
        or DEEDS(folded)
        or PROMOTES(folded)
        or GENERIC_GO.whole(folded)
        or acts(folded)
    )
    away = away or any(letter.isdigit() for letter in folded)
    away = away or folded == fold(case.question.service)
    letters = sum(letter.isalpha() for letter in folded)
    fresh = (again or not was_clicked(case, control)) and control.mark is None
    away = away or (control.point[1] < HEADER_PIXELS and LEAVING(folded))  # the site, that is
    away = away or _sends_a_form(case, control) or is_promotion(case, control)
    return fresh and not away and letters > 2


def _sends_a_form(case: Case, control: Control) -> bool:
    """ "Update card", right below a field that waits for one: unsent, it changes nothing."""
    face = control.face
    return face is not None and any(
        abs(face.y0 - each.box.y1) <= FORM_PIXELS
        and each.box.x0 - FORM_PIXELS <= face.x0 < each.box.x1
        for each in case.screen.fields
        if not each.drops
    )


def acts(folded: str) -> bool:
    """It would end more, keep, start again, change, or sign out: no mere way to look further."""
    firm = STAY.whole(folded) or RESTART.whole(folded) or CHANGE_PLAN.whole(folded)
    firm = firm or SAVES.whole(folded)
    return firm or ERASES(folded) or SIGN_OUT(folded) or role_of(folded) is Role.STAY
