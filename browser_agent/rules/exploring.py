"""Ways that no vocabulary names: told by where they stand, or tried because they do no harm."""

from collections.abc import Sequence
from dataclasses import replace

from browser_agent.rules.case import Case
from browser_agent.rules.lexicon import CHANGE_PLAN, ERASES, GENERIC_GO, PROMOTES, STAY
from browser_agent.rules.lexicon_leaving import SAVES
from browser_agent.rules.lexicon_pages import LEAVING_TALK, RESTART
from browser_agent.rules.lexicon_sign_in import SIGN_OUT
from browser_agent.rules.lexicon_states import ACTIVE_CHIP, ENDED_CHIP
from browser_agent.rules.move import Move, click, scroll
from browser_agent.rules.pixels import Box
from browser_agent.rules.places import came_for_help, is_promotion, page_of, was_clicked
from browser_agent.rules.plans import PRICE
from browser_agent.rules.roles import Role, has_ended, is_inside, is_title, role_of
from browser_agent.rules.screen import Control
from browser_agent.rules.state import says_ends, says_renews
from browser_agent.rules.text import Phrases, fold
from browser_agent.rules.wishes import LEAVING

# What pays, agrees, or makes the plan another, a longer or a cheaper one.
DEEDS = Phrases(
    r"order|reorder|ship|skip|omitir|saltar|sauter|uberspringen|"
    r"charge|authori[sz]e|approve|agree|accept|pay|prepay|retry|settle|top up|become|choose|select|"
    r"pick|postpone|defer|extend|prolong|unlock|claim|try|save|transfer|double|lower|bundle|rest|"
    r"welcome|downsize|level up|go (?:ad-?free|annual|yearly|pro|premium)|add|remove|reset|renewal",
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
# What stands by it puts an order off, sends it now, or changes what is in it.
OF_AN_ORDER = Phrases(
    r"(?:next|upcoming) (?:order|shipment|delivery|box)|ships? every|proximo (?:pedido|envio)|"
    r"prochaine? (?:commande|livraison|envoi)|nachste[rns]? (?:lieferung|bestellung|sendung)"
)
ADDS = Phrases(
    r"(?:add|buy|gift|invite|redeem)(?: .*)?|.* hinzufugen|(?:anadir|agregar|regalar)(?: .*)?|"
    r"(?:ajouter|offrir)(?: .*)?"
)
VIEWS = Phrases(
    r"view(?: details)?|details?|edit|open|show|see(?: details)?|ansehen|anzeigen|offnen|"
    r"bearbeiten|ver(?: detalles?)?|editar|abrir|voir(?: .{0,10})?|modifier|ouvrir"
)
ABOUT_PLAN = Phrases(
    r"memberships?|subscriptions?|plans?|billing|suscripcion|membresia|abonnements?|forfait|formule|"
    r"abos?|mitgliedschaft|vertrag|tarif|abbonamento|assinatura|plano|piano"
)
OWN_PIXELS, ROW_PIXELS, LEVEL_PIXELS = 300, 45, 4
HEADER_PIXELS = 110  # menus there are for others to open
BUTTON_PIXELS_MIN = 29  # what is lower is a badge
TOLD_PIXELS = 160
CARD_PIXELS, LINE_PIXELS, NAME_LETTERS_MIN = 28, 16, 4
EXPLORED_MAX, TRIES_MAX = 14, 3
LIST_MIN, SIDE_SHARE = 4, 0.15
BOX, TURNS, BESIDE_BAR = "the box that scrolls", 9, 60
DOTS, SIGN = "the three dots", "the picture in its row"
PICTURES_MAX, PICTURE_PIXELS = 2, 60
TRIANGLES = "\u25b6\u25b8\u25ba\u25b7"
EXPLORES = "No word tells the way: what is behind this?"


def drawer(case: Case) -> Move | None:
    """A shut section beside the subscription's own words: looking inside costs nothing."""
    if page_of(case) != "account":
        return None
    closed = [
        each
        for each in case.labels
        if each.opens and each.face is None and each.box.y0 > HEADER_PIXELS
    ]
    if len(closed) >= LIST_MIN:  # a list of settings, of which most lead elsewhere
        closed = [each for each in closed if ABOUT_PLAN(each.folded)]
    for control in closed:
        # A triangle before "Change or leave the club": opening it changes nothing yet.
        drawn = control.text[:1] in TRIANGLES and not ERASES(control.folded)
        deed = _acts(control.folded) or DEEDS(control.folded) or ADDS(control.folded)
        leads = drawn or not deed
        if leads and not was_clicked(case, control):
            return click("account", control, "A shut section: look inside.", sure=0.5)
    return None


def own_button(case: Case) -> Move | None:
    """A button under the words that tell when the plan renews, or that it ended: whatever it is
    called."""
    told = _told(case)
    near = [
        each
        for each in case.labels
        if each.face is not None
        and each.face.height >= BUTTON_PIXELS_MIN
        and any(_stands_by(each, box) for box in told)
        and not _has_its_own_price(case, each, told)
        and not _is_spent(case, each)
    ]
    fitting = [each for each in near if _may_lead(case, each, again=True)]
    if not fitting:
        return None
    largest = max(fitting, key=lambda each: each.face.height if each.face is not None else 0)
    return click("account", largest, "It stands by the subscription.", sure=0.5)


def own_dots(case: Case) -> Move | None:
    """Three dots in the row that tells when the plan renews, or that it ended: its menu."""
    return _own_picture(case, case.screen.pictures.dots, DOTS)


def own_sign(case: Case) -> Move | None:
    """A small picture in that row, such as a gear."""
    return _own_picture(case, case.screen.pictures.signs, SIGN)


def _told(case: Case) -> list[Box]:
    """Where the page tells when the plan renews or, on the way back, that it ended."""
    says = says_renews if case.question.goal == "cancel" and not has_ended(case) else says_ends
    return [
        each.box
        for each in case.screen.sentences
        if says(each.folded) and not OF_AN_ORDER(each.folded)
    ]


def _own_told(case: Case) -> list[Box]:
    """Of several rows those that bear the service's name above the day, or level with it."""
    told, name = _told(case), fold(case.question.service)
    if len(told) < 2 or len(name) < NAME_LETTERS_MIN:
        return told
    named = [each.box for each in case.screen.controls if each.folded.startswith(name)]
    own = [
        box
        for box in told
        if any(-LINE_PIXELS <= box.y0 - each.y1 <= LINE_PIXELS for each in named)
        or any(abs(box.center_y - each.center_y) <= LINE_PIXELS for each in named)
    ]
    return own or told


def _own_picture(case: Case, pictures: Sequence[Box], name: str) -> Move | None:
    """The nearest at the right of the words: what stands further on belongs to a neighbour. Of
    several that renew, nobody knows which is meant."""
    told = _told(case)
    idle = case.question.times("click", target=name, changed=False)
    if idle or len(told) != 1 or case.question.times("click", target=name) >= PICTURES_MAX:
        return None
    level = [
        (picture.center_x - box.x0, picture)
        for picture in pictures
        for box in told
        if abs(box.center_y - picture.center_y) <= PICTURE_PIXELS and box.x0 < picture.x0
    ]
    if not level and name == DOTS and len(pictures) == 1 and pictures[0].y0 > HEADER_PIXELS:
        level = [(0, pictures[0])]  # the only menu of the page, though in another row of the card
    if not level:
        return None
    _, nearest = min(level, key=lambda each: each[0])
    x, y = nearest.center_x, nearest.center_y
    why = "A picture in the row of the subscription: its menu."
    return Move("account", "click", name, x, y, confidence=0.45, why=why)


def own_row(case: Case) -> Move | None:
    """The service's name right by the words that tell its day: a row of a list, to be opened."""
    told = _told(case)
    service = fold(case.question.service)
    for control in case.labels:
        named = bool(service) and service in control.folded and control.mark is None
        by_it = any(
            -ROW_PIXELS <= box.y0 - control.box.y0 <= ROW_PIXELS
            and box.x0 - ROW_PIXELS < control.point[0] < box.x1 + ROW_PIXELS
            for box in told
        )
        if named and by_it and not is_title(case, control) and not was_clicked(case, control):
            return click("account", control, "The row of the subscription.", sure=0.45)
    return None


def own_link(case: Case) -> Move | None:
    """A link at the end of that row, or of the card that it stands in: "Edit"."""
    told = _own_told(case)
    rows = [
        each
        for each in case.labels
        if (each.is_link or each.face is not None)
        and not each.inline
        and any(_ends_row(each, box) for box in told)
        and not _has_its_own_price(case, each, told)
        and (VIEWS.whole(each.folded) or _may_lead(case, each, again=True))
        and not _is_spent(case, each)
    ]
    if len(rows) != 1:
        return None
    return click("account", rows[0], "The link in the row of the subscription.", sure=0.45)


def _ends_row(control: Control, words: Box) -> bool:
    level = abs(words.center_y - control.point[1]) <= ROW_PIXELS
    return level and control.box.x0 >= words.x1


def own_card(case: Case) -> Move | None:
    """A row that tells by a chip how a plan stands: what opens it, or its name."""
    chip = ACTIVE_CHIP if case.question.goal == "cancel" else ENDED_CHIP
    for told in case.screen.controls:
        if not chip.whole(told.folded):
            continue
        row = [
            each
            for each in case.labels
            if abs(each.point[1] - told.box.center_y) <= CARD_PIXELS
            and not (each.box.meets(told.box) or each.listed)
            and not was_clicked(case, each)
            and not (_acts(each.folded) or DEEDS(each.folded) or is_title(case, each))
        ]
        views = [each for each in row if VIEWS.whole(each.folded)]
        names = sorted(row, key=lambda each: (not each.is_link, each.box.x0, each.box.y0))
        side = case.screen.width * SIDE_SHARE  # where the site's own menu may stand
        names = [each for each in names if side < each.box.x0 and each.box.x1 <= told.box.x0]
        for control in (*views, *names):
            return click("account", control, "The row tells how the plan stands.", sure=0.45)
    return None


def named_row(case: Case) -> Move | None:
    """On the account page, words that bear the service's name or stand right above the day: the
    row of the subscription may open as a whole."""
    if page_of(case) != "account" or is_inside(case):
        return None
    name, told = fold(case.question.service), _told(case)
    for control in case.labels:
        named = len(name) >= NAME_LETTERS_MIN and control.folded.startswith(name)
        above = any(
            0 <= box.y0 - control.box.y1 <= LINE_PIXELS
            and abs(box.x0 - control.box.x0) <= CARD_PIXELS
            for box in told
        )
        bare = control.face is None and control.mark is None and not is_title(case, control)
        away = _acts(control.folded) or DEEDS(control.folded) or PROMOTES(control.folded)
        if (named or above) and bare and not away and _is_fresh(case, control):
            return click("account", control, "The row that names the subscription.", sure=0.4)
    return None


def _is_fresh(case: Case, control: Control) -> bool:
    return not was_clicked(case, control) and control.point[1] > HEADER_PIXELS


def told_way(case: Case) -> Move | None:
    """Under a sentence that tells how to leave, the link that leads there."""
    if case.question.goal != "cancel" or case.screen.fields:
        return None
    told = [
        each.box
        for each in case.screen.sentences
        if each.box.y0 > HEADER_PIXELS
        and (LEAVING_TALK(each.folded) or LEAVING(each.folded))
        and not says_renews(each.folded)
    ]
    for control in case.labels:
        below = any(
            0 <= control.box.y0 - box.y0 < TOLD_PIXELS and abs(control.box.x0 - box.x0) < OWN_PIXELS
            for box in told
        )
        link = control.is_link or control.face is not None
        link = link and not _has_its_own_price(case, control, ())
        if below and link and _may_lead(case, control) and not is_title(case, control):
            return click(page_of(case), control, "Told how to leave: this leads there.", sure=0.5)
    return None


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
    fitting = [each for each in case.labels if case.plainness(each) < 2 and _may_lead(case, each)]
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


def _stands_by(control: Control, words: Box) -> bool:
    """Below these words or a little above them, and not far aside."""
    x, y = control.point
    down = -OWN_PIXELS // 3 <= y - words.y1 <= OWN_PIXELS
    return down and words.x0 - OWN_PIXELS < x < words.x1 + OWN_PIXELS


def _has_its_own_price(case: Case, control: Control, told: Sequence[Box]) -> bool:
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


def is_of_another_row(case: Case, control: Control) -> bool:
    """One bare verb ("Manage", "Turn off") at the end of a row that speaks of another thing than
    the plan: beside a link within its line, or where the plan's own row has a button, too."""
    if len(control.folded.split()) > 1 or (is_inside(case) and not has_ended(case)):
        return False
    if case.question.last is not None and case.question.last.target in {DOTS, SIGN}:
        return False  # an entry of the menu that was just opened
    if control.inline:
        line = next((each for each in case.screen.sentences if control.folded in each.folded), None)
        return line is not None and not ABOUT_PLAN(line.folded) and not says_renews(line.folded)
    told = _told(case)
    level = any(abs(box.center_y - control.point[1]) <= ROW_PIXELS for box in told)
    own = any(
        each.face is not None
        and abs(box.center_y - each.point[1]) <= ROW_PIXELS
        and each != control
        for each in case.labels
        for box in told
    )
    return own and not level


def _is_spent(case: Case, control: Control) -> bool:
    """It did nothing, or was gone through often enough: a site that failed behind it is tried
    again."""
    times = case.question.times
    idle = times("click", target=control.text, changed=False) > 0
    return idle or times("click", target=control.text) >= TRIES_MAX


def _may_lead(case: Case, control: Control, *, again: bool = False) -> bool:
    """Unknown words that promise no harm, and were not tried yet. again: or tried in vain."""
    folded = control.folded
    away = (
        ELSEWHERE(folded)
        or DEEDS(folded)
        or PROMOTES(folded)
        or GENERIC_GO.whole(folded)
        or _acts(folded)
    )
    away = away or any(letter.isdigit() for letter in folded)
    away = away or folded == fold(case.question.service)
    letters = sum(letter.isalpha() for letter in folded)
    fresh = (again or not was_clicked(case, control)) and control.mark is None
    away = away or (control.point[1] < HEADER_PIXELS and LEAVING(folded))  # the site, that is
    return fresh and not away and letters > 2 and not is_promotion(case, control)


def _acts(folded: str) -> bool:
    """It would end more, keep, start again, change, or sign out: no mere way to look further."""
    firm = STAY.whole(folded) or RESTART.whole(folded) or CHANGE_PLAN.whole(folded)
    firm = firm or SAVES.whole(folded)
    return firm or ERASES(folded) or SIGN_OUT(folded) or role_of(folded) is Role.STAY
