"""What is called exactly as the service is: its section, its row."""

from collections.abc import Sequence

from browser_agent.parts import own_word
from browser_agent.rules.case import Case
from browser_agent.rules.exploring import ABOUT_PLAN, ADDS, DEEDS, acts
from browser_agent.rules.lexicon import HELP_TEXT, PROMOTES
from browser_agent.rules.move import Move, click
from browser_agent.rules.pixels import Box
from browser_agent.rules.places import page_of, was_clicked
from browser_agent.rules.plans import PRICE
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases, fold
from browser_agent.rules.wishes import LEAVING
from browser_agent.titles import PARTED, names_another, short_names

ARROWS = " \u25b6\u25b8\u25ba\u25b7\u25bc\u25be\u203a>+"
KIND = Phrases(r"plus|premium|pro|gold|unlimited|club|pass|membership|subscription|abo|\+")
TIER = Phrases(
    r"(?:my )?(?:premium|plus|pro|gold|vip|ultra|max|unlimited|club|pass|abos?)(?: (?:plan|pass))?"
)
OF_ACCOUNT = Phrases(
    r"(?:my )?(?:profile|security|notifications?|payments?|payment methods?|billing|invoices?|"
    r"orders|settings|password|preferences|devices|privacy|account)|profil|sicherheit|zahlung\w*|"
    r"rechnungen|einstellungen|benachrichtigungen|passwort|gerate|konto|bestellungen|perfil|"
    r"seguridad|notificaciones|pagos?|facturas|facturacion|ajustes|dispositivos|cuenta|securite|"
    r"paiements?|factures|facturation|parametres|appareils|compte|mot de passe|preferences"
)
LURES = Phrases(
    r"offers?|deals?|discounts?|promo\w*|ofertas?|descuentos?|offres?|remises?|\w*angebote?|"
    r"\w*rabatte?"
)
HEADER_PIXELS, LINE_PIXELS, COLUMN_PIXELS = 110, 16, 30
NAME_LETTERS_MIN, TITLE_SHARE = 4, 1.2
MENU_PIXELS, MENU_STEP, MENU_SLACK, ENTRIES_MIN, ENTRY_LETTERS_MAX = 70, 64, 8, 3, 32


def is_level_with_own(case: Case, control: Control) -> bool:
    """In the row of the service's own name."""
    name, y = fold(case.question.service), control.point[1]
    return bool(name) and any(
        name in each.folded and abs(each.box.center_y - y) <= LINE_PIXELS
        for each in case.screen.controls
    )


def own_section(case: Case) -> Move | None:
    """A shut section that is called as the service is, whatever its page."""
    name = fold(case.question.service)
    for control in case.labels:
        called = control.folded.strip(ARROWS) == name and _opens(case, control)
        if called and control.box.y0 > HEADER_PIXELS and not was_clicked(case, control):
            return click("account", control, "The section of the subscription.", sure=0.6)
    return None


def own_entry(case: Case) -> Move | None:
    """ "Tidewater Plus" in the menu, where "Tidewater Audio" is meant: how a house calls what it
    sells its customers. Looking there costs nothing."""
    first, *_ = fold(case.question.service).split() or [""]
    for control in case.labels:
        head, _, kind = control.folded.partition(" ")
        mine = head == first and KIND.whole(kind) and control.folded not in case.question.others
        if mine and control.is_link and not was_clicked(case, control):
            return click("account", control, "It is called after the house.", sure=0.5)
    return None


def plan_entry(case: Case) -> Move | None:
    """ "Profile | Premium membership | Notifications" under each other, beside the page that one of
    them has opened: the only one that speaks of a plan, whatever it is called."""
    menu = [each for each in case.labels if _is_entry(case, each)]
    for here in menu:
        column = _column(here, menu)
        for title in (each for each in case.screen.controls if _is_titled(here, each)):
            beside = all(each.box.x1 < title.box.x0 for each in column)
            own = [each for each in column if ABOUT_PLAN(each.folded)]
            leads = len(own) == 1 and own[0] is not here and _only_leads(case, own[0].folded)
            if beside and len(column) >= ENTRIES_MIN and leads and not was_clicked(case, own[0]):
                why = "The entry of the menu that speaks of a plan."
                return click(page_of(case), own[0], why, sure=0.55)
    return None


def tier_entry(case: Case) -> Move | None:
    """ "Profile | Security | Payment | Premium", in one row or column: the entry that is called as
    the plan is, among those of the account; a link of the site's head stands among others."""
    menu = [each for each in case.labels if _is_entry(case, each)]
    for each in menu:
        beside = {x.folded for x in _line_of(each, menu) if OF_ACCOUNT.whole(x.folded)}
        fresh = case.question.times("click", target=each.text) == 0
        if TIER.whole(each.folded) and len(beside) >= ENTRIES_MIN and fresh:
            why = "The entry of the account's menu that is called as a plan is."
            return click(page_of(case), each, why, sure=0.55)
    return None


def _line_of(entry: Control, menu: Sequence[Control]) -> list[Control]:
    level = [x for x in menu if abs(x.box.center_y - entry.box.center_y) <= MENU_SLACK]
    return level if len(level) > ENTRIES_MIN else _column(entry, menu)


def _is_titled(entry: Control, title: Control) -> bool:
    """The same words once more, in larger letters, at the right."""
    tall = title.box.height >= TITLE_SHARE * entry.box.height
    return tall and title.folded == entry.folded and title.box.x0 > entry.box.x1


def _is_entry(case: Case, control: Control) -> bool:
    bare = control.face is None and control.mark is None and not control.inline
    short = len(control.text) <= ENTRY_LETTERS_MAX and not case.is_heading(control)
    return bare and short and control.box.y0 > MENU_PIXELS


def _column(entry: Control, menu: Sequence[Control]) -> list[Control]:
    """Those above and below it at its edge, from step to step."""
    edge = [each for each in menu if abs(each.box.x0 - entry.box.x0) <= MENU_SLACK]
    edge.sort(key=lambda each: each.box.y0)
    column = [entry]
    for each in edge[edge.index(entry) + 1 :]:
        if each.box.center_y - column[-1].box.center_y <= MENU_STEP:
            column.append(each)
    for each in reversed(edge[: edge.index(entry)]):
        if column[0].box.center_y - each.box.center_y <= MENU_STEP:
            column.insert(0, each)
    return column


def _only_leads(case: Case, said: str) -> bool:
    if names_another(said, case.question.others, case.question.service):
        return False
    deed = DEEDS(said) or ADDS(said) or acts(said) or role_of(said) > Role.GENERIC
    return not (deed or PROMOTES(said) or LURES(said) or HELP_TEXT(said))


def _opens(case: Case, control: Control) -> bool:
    """By its own arrow, or by those of the sections in one column with it."""
    return control.opens or any(
        each.opens and abs(each.box.x0 - control.box.x0) <= COLUMN_PIXELS
        for each in case.labels
        if each.box.y0 > HEADER_PIXELS and each.text.startswith(tuple(ARROWS.strip()))
    )


def ends_the_row_of_an_end(case: Case, control: Control) -> bool:
    """ "Change or cancel your membership | Deactivate"."""
    return any(
        abs(each.box.center_y - control.point[1]) <= LINE_PIXELS // 2
        and each.box.x1 < control.box.x0
        and LEAVING(each.folded)
        and ABOUT_PLAN(each.folded)
        for each in case.screen.controls
    )


def named_boxes(case: Case) -> list[Box]:
    """Where the service's name stands; else the shorter one that a list may have for it. Of a part
    its own words."""
    name = own_word(case.question.service) or fold(case.question.service)
    below = [each for each in case.screen.controls if each.box.y0 > HEADER_PIXELS]
    named = [x.box for x in below if len(name) >= NAME_LETTERS_MIN and name in x.folded]
    if named or own_word(case.question.service) is not None:
        return named
    for short in short_names(name):
        if found := [x.box for x in below if PARTED.split(x.folded)[0] == short]:
            return found
    return []


def level_with_the_name(case: Case, pictures: Sequence[Box]) -> list[Box]:
    """At the end of the only row that begins with the service's whole name: the day may be told by
    the head of its column, whose words reach from one row into another."""
    name = fold(case.question.service)
    rows = [x.box for x in case.screen.controls if name and x.folded == name]
    found = [
        dots
        for dots in pictures
        for row in rows
        if row.x1 < dots.x0 and abs(row.center_y - dots.center_y) <= LINE_PIXELS
    ]
    return found if len(found) == 1 else []


def is_below_a_price(case: Case, control: Control, told: Sequence[Box]) -> bool:
    """ "Go Collector", below "$14.99 a month" and a title, with our own day further up: its card is
    another plan's."""
    face = control.face or control.box
    over = [
        each
        for each in case.screen.sentences
        if each.box.y1 <= face.y0 and each.box.x0 < face.x1 and face.x0 < each.box.x1
    ]
    prices = [each.box.y0 for each in over if PRICE.search(each.folded) and each.box not in told]
    ours = [box.y0 for box in told if box.y1 <= face.y0]
    return bool(prices) and max(prices) > max(ours, default=0)
