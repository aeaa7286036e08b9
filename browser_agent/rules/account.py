"""Finding the way to the subscription: home, account, settings, and what hides behind them."""

from browser_agent.parts import own_word
from browser_agent.rules import (
    exploring,
    looking_on,
    menus,
    other_things,
    own_rows,
    own_section,
    plan_switching,
    renewal_rows,
    row_menus,
    switches,
    tails,
    view_links,
)
from browser_agent.rules.case import Case
from browser_agent.rules.footer import is_footer
from browser_agent.rules.groups import button_of_row
from browser_agent.rules.helping import HELP_LINK
from browser_agent.rules.last_rows import LEGAL
from browser_agent.rules.lexicon import (
    ACCOUNT_LINK,
    BILLING_SECTION,
    CANCEL_ALONE,
    CHANGE_PLAN,
    ERASES,
    HELP_TEXT,
    MANAGE_PLAN,
    PLAN_SECTION,
    SETTINGS_LINK,
    STAY,
)
from browser_agent.rules.lexicon_leaving import SAVES
from browser_agent.rules.lexicon_pages import FOR_ALL, LEAVING_TALK, RESTART
from browser_agent.rules.lexicon_sign_in import SIGN_OUT
from browser_agent.rules.move import Move, click, wait
from browser_agent.rules.places import came_for_help, is_promotion, page_of, was_clicked
from browser_agent.rules.roles import (
    Role,
    choices,
    ends_plainly,
    is_inside,
    is_title,
    role_of,
)
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases, fold
from browser_agent.rules.tongues import spoken
from browser_agent.rules.wishes import LEAVING, THINGS, wish_of
from browser_agent.titles import names_a_stranger, names_another

HEADER_PIXELS = 70
OPENED_MAX, WAYS_MAX = 3, 4

ABOUT_ACCOUNT = spoken(
    "ABOUT_ACCOUNT",
    r"accounts?|memberships?|subscriptions?|plans?|billing|payments?|settings|profile|manage|"
    r"pass(?:es)?|packages?",
    r"cuenta|suscripcion(?:es)?|membresia|pagos?|facturacion|ajustes|perfil",
    r"compte|abonnements?|forfait|facturation|paiements?|parametres|profil",
    r"(?:\w*konto|abos?|abonnements?|mitgliedschaft|vertrag|zahlung\w*|einstellungen)",
)

GOES_ON_WITH = Phrases(
    r"(?:continue|go on|stay|proceed) with|weiter mit|continuer avec|(?:continuar|seguir) con|"
    r"continua con|doorgaan met"
)
REST = (BILLING_SECTION, CHANGE_PLAN, ACCOUNT_LINK, SETTINGS_LINK)  # after the plan's own
A_PART = Phrases(
    r"(?:cancel|end|stop|remove|leave) (?:\w+ ){0,3}channel|"
    r"(?:\w+ ){0,3}(?:kanal|sender) (?:kundigen|abbestellen|beenden)|"
    r"(?:cancelar|quitar) (?:el |este )?canal|"
    r"(?:resilier|arreter|supprimer) (?:la |cette |ma )?chaine"
)
ENDING = Phrases(
    r"cancel(?:l?ing|l?ation)?|unsubscribe|terminate|disconnect|cancelar|cancelacion|anular|baja|"
    r"resili\w+|desabonn\w+|\w*kundig\w*|abbestell\w*|disdett\w+|disdire|opzegg\w*"
)
PROFILE = Phrases(r"(?:my |mein |mon |mi )?(?:profiles?|profile?|perfil(?:es)?|profils?)")
OPENS_ROW = Phrases(
    r"continue|start|begin|open|go|continuar|empezar|iniciar|abrir|ir|continuer|commencer|ouvrir|"
    r"acceder|weiter|starten|offnen"
)
NEXT_TO_NOTHING, LAST_SHARE = 1, 0.8
ELSEWHERE = (BILLING_SECTION, CHANGE_PLAN, ACCOUNT_LINK, SETTINGS_LINK)
MINE = Phrases(
    r"(?:(?:go to|see|view|open|visit|ver|ir a|abrir|voir|aller a|ouvrir|zu[mr]?|offnen) )?"
    r"(?:my|mis?|sus?|tus?|mon|ma|mes|mein\w*|dein\w*|ihr\w*) \w+(?: page)?"
)
# The end of a renewal that bears nobody's name: "Stop renewing", "Turn off auto-renewal".
RENEWAL = Phrases(
    r"\w+(?: (?:off|out of))?(?: (?:my|your|the|auto|automatic))* (?:auto-?)?renew(?:al|ing)",
    r"(?:die )?(?:automatische )?\w*verlangerung \w+|\w+(?: la)? renovacion(?: automatica)?|"
    r"\w+(?: le| la)? (?:renouvellement|reconduction)(?: automatique| tacite)?",
)


def to_cancel(case: Case) -> Move:
    """Towards the cancel control: itself, what hides it, further down, or the account page."""
    return cancel_control(case) or _towards(case)


def to_restart(case: Case) -> Move:
    return restart_control(case) or _towards(case)


def restart_control(case: Case) -> Move | None:
    switch = switches.renewal_switch(case, on=False)
    if switch is not None:
        return switches.turn(switch, "The switch that renews it again.")
    restart = _best(case, case.find(RESTART)) or _goes_on_with_it(case)
    if restart is None:
        return None
    return click("account", restart, "This starts the subscription again.", sure=0.85)


def _goes_on_with_it(case: Case) -> Control | None:
    """ "Continue with Arbor TV", beside a bundle, once the restart was asked for."""
    name = fold(case.question.service)
    asked = any(RESTART(past.target) for past in case.question.history)
    if not (name and asked):
        return None
    found = [each for each in case.labels if GOES_ON_WITH(each.folded) and each.face is not None]
    return next((each for each in found if each.folded.rstrip(" .!>").endswith(name)), None)


def _towards(case: Case) -> Move:
    """What names the subscription and can be pressed; then below; then whatever may hide it.

    Bare words come after looking below, because most of them are headings.
    """
    return (
        _wait_for_more(case)
        or own_section.own_section(case)
        or renewal_rows.renewal_link(case)
        or _step(case, (MANAGE_PLAN, PLAN_SECTION), 0.7, bare=page_of(case) == "home")
        or exploring.section(case)
        or (_answer(case) if came_for_help(case) else None)
        or exploring.drawer(case)
        or own_rows.own_question(case)
        or own_rows.own_button(case)
        or exploring.told_way(case)
        or exploring.viewed(case)
        or view_links.link_of_day(case)
        or own_rows.own_link(case)
        or own_rows.own_dots(case)
        or row_menus.own_menu(case)
        or own_rows.own_row(case)
        or own_rows.own_card(case)
        or own_rows.named_row(case)
        or own_section.own_entry(case)
        or own_section.plan_entry(case)
        or own_section.tier_entry(case)
        or (exploring.box_within(case) if is_inside(case) else None)
        or looking_on.scroll_on(case)
        or exploring.box_within(case)
        or own_rows.own_sign(case)
        or _step(case, (MANAGE_PLAN, PLAN_SECTION), 0.6, bare=True, late=True)
        or (_step(case, (ACCOUNT_LINK,), 0.6, bare=True) if menus.is_just_open(case) else None)
        or _step(case, ELSEWHERE, 0.55, bare=True, late=True)
        or exploring.tile(case)
        or _answer(case)
        or (_help(case) if menus.is_just_open(case) else None)
        or menus.corner(case)
        or menus.again(case)
        or _mentions(case)
        or _help(case)
        or exploring.explore(case)
        or looking_on.start_again(case)
    )


def _wait_for_more(case: Case) -> Move | None:
    """A page that was just opened and shows next to nothing may still be drawing itself; once."""
    last = case.question.last
    fresh = last is not None and last.action == "click" and last.changed and last.page != "overlay"
    shown = [
        each
        for each in case.screen.controls
        if each.folded
        and each.box.y0 > HEADER_PIXELS
        and not case.is_last(each.box)
        and not case.is_heading(each)
        and not (each.is_link and each.box.y0 > case.screen.height * LAST_SHARE)
    ]
    if not fresh or len(shown) > NEXT_TO_NOTHING or menus.is_just_open(case):
        return None
    return wait(page_of(case), "Next to nothing is shown yet.")


def cancel_control(case: Case) -> Move | None:
    switch = switches.renewal_switch(case, on=True)
    if switch is not None:
        return switches.turn(switch, "The switch that stops the renewal.")
    firm = [
        control
        for control in (*case.labels, *tails.answers(case))
        if control.mark is None and role_of(control.folded) in {Role.FINAL, Role.GO_ON, Role.CANCEL}
    ]
    firm = [
        each
        for each in firm
        if not (
            _leaves_the_site(each)
            or each.ends_a_sentence
            or case.leads_nowhere(each, WAYS_MAX)
            or _ends_something_else(case, each)
            or (CANCEL_ALONE.whole(each.folded) and own_rows.is_of_another_row(case, each))
        )
    ]
    firm = [each for each in firm if not _is_over(case, each)]
    own = [each for each in firm if not is_footer(case, each)]
    if own or _has_own_way(case):
        firm = own
    best = _best(case, firm)
    if best is None:
        alone = [each for each in case.find(CANCEL_ALONE) if not STAY.whole(each.folded)]
        alone = [each for each in alone if not (_leaves_the_site(each) or _is_over(case, each))]
        alone = [each for each in alone if not own_rows.is_of_another_row(case, each)]
        alone = [each for each in alone if not _ends_something_else(case, each)]
        body = [each for each in alone if not is_footer(case, each)]
        alone = body if body or _has_own_way(case) else alone
        best = _best(case, [each for each in alone if ends_plainly(each.folded)])
        best = best or _best(case, alone) or _speaks_of_it(case)
    if best is None:
        return None
    sure = 0.9 if case.plainness(best) < 2 else 0.75
    if sure < 0.9:
        best = button_of_row(best, [*case.find(CANCEL_ALONE), *case.find(OPENS_ROW)])
    return click("account", best, "The way to cancel.", sure=sure)


def _is_over(case: Case, control: Control) -> bool:
    """After the last press what stands among the last rows would begin the same way once more, and
    so does what led to it, once the site has said that it is done."""
    led = case.question.times("done") > 0 and was_clicked(case, control)
    return case.question.committed and (led or is_footer(case, control))


def _speaks_of_it(case: Case) -> Control | None:
    """ "Update, cancel and more": an entry or a button that names the end among other things."""
    for control in case.labels:
        said = control.folded
        pressable = case.plainness(control) < 2 and control.mark is None
        named = ENDING(said) and wish_of(said) == "leave"
        talks = HELP_TEXT(said) or STAY.whole(said) or ERASES(said) or "?" in said
        away = _tried(case, control) or _leaves_the_site(control) or _is_over(case, control)
        away = away or is_footer(case, control)
        if not pressable or not named or talks or away:
            continue
        if not _ends_something_else(case, control):
            return control
    return None


def offers_to_end(case: Case) -> bool:
    """ "Your subscription ends" beside "Cancel Premium" tells what would be: a button or a link
    that ends it contradicts that it has ended."""
    return any(
        each.role is Role.CANCEL
        and case.plainness(each.control) < 2
        and not is_footer(case, each.control)
        and not _ends_something_else(case, each.control)
        for each in choices(case)
    )


def _has_own_way(case: Case) -> bool:
    """The account page itself may lead to the end: by a section, a menu, or further down."""
    if page_of(case) != "account":
        named = [each for each in case.find(ACCOUNT_LINK) if not _tried(case, each)]
        return bool(named) or case.question.times("open_account") == 0
    ways = _step(case, (MANAGE_PLAN, PLAN_SECTION), 0.5, bare=True)
    ways = ways or exploring.section(case) or exploring.drawer(case)
    return (ways or exploring.viewed(case)) is not None


def _ends_something_else(case: Case, control: Control) -> bool:
    """ "Cancel Boost" beside "Manage membership": its name is neither the service's nor a plan's,
    and the plan has a way of its own that was not gone yet."""
    said = control.folded
    if _names_another(case, said) or other_things.is_in_anothers_card(case, control):
        return True
    if A_PART(said) and own_word(case.question.service) is None:
        return not own_section.is_level_with_own(case, control)
    named = THINGS(said) or RENEWAL.whole(said) or ABOUT_ACCOUNT(said)
    named = named or fold(case.question.service) in said
    if named or not other_things.CANCELS_A_NAME.whole(said):
        return False
    late = case.question.committed and not was_clicked(case, control)
    if late or other_things.ends_one(case, control):
        return True  # what was meant has had its last press, and was called otherwise
    if is_inside(case):
        return False
    ways = [each for each in case.find(MANAGE_PLAN) if each is not control]
    return any(case.plainness(each) < 2 and not _tried(case, each) for each in ways)


def _names_another(case: Case, said: str) -> bool:
    """ "Cancel Games subscription", where the news are meant: the lists that the run has seen tell
    it, or the title of the page."""
    service = case.question.service
    told = [x.folded for x in case.screen.controls if not LEAVING(x.folded)]
    whole = own_word(service) is None and fold(service) not in said
    stranger = whole and names_a_stranger(said, told, service)
    return stranger or names_another(said, case.question.others, service)


def _leaves_the_site(control: Control) -> bool:
    """ "Leave" beside the name in the top row signs out."""
    return control.point[1] < HEADER_PIXELS and not THINGS(control.folded)


def _best(case: Case, controls: list[Control]) -> Control | None:
    """Buttons, then links, then bare text; never headings."""
    controls = [control for control in controls if not is_title(case, control)]
    return min(controls, key=lambda each: (case.plainness(each), -each.box.y0), default=None)


def _step(
    case: Case, meanings: tuple[Phrases, ...], sure: float, *, bare: bool, late: bool = False
) -> Move | None:
    """bare: words that look like no control count, too. late: all else was tried, and a row of
    something else may lead on."""
    plainest = 2 if bare else 1
    for meaning in meanings:
        hits = [control for control in case.find(meaning) if case.plainness(control) <= plainest]
        hits += case.cards(meaning)
        fresh = [each for each in hits if not (_tried(case, each) or is_promotion(case, each))]
        fresh = [x for x in fresh if not (LEGAL.whole(x.folded) or menus.is_no_way(case, x))]
        fresh = [x for x in fresh if not plan_switching.takes_one(case, x)]
        fresh = [each for each in fresh if late or not is_footer(case, each)]
        strangers = [each for each in fresh if own_rows.is_of_another_row(case, each)]
        fresh = [each for each in fresh if each not in strangers or (late and not each.inline)]
        mine = [each for each in fresh if not FOR_ALL.whole(each.folded)]
        if fresh := mine or fresh:
            fresh.sort(key=lambda each: PROFILE.whole(each.folded))  # the last of a menu's entries
            chosen = own_rows.nearest_own(case, fresh)
            sure_link = chosen.ink.underlined or chosen.face is not None
            chosen = chosen if sure_link else view_links.view_of_row(case, chosen)
            return click(page_of(case), chosen, f"{chosen.text!r} may lead to it.", sure=sure)
    return None


def _mentions(case: Case) -> Move | None:
    """Whatever else can be pressed and speaks of the subscription, the account or money."""
    about = [each for each in case.labels if ABOUT_ACCOUNT(each.folded)]
    mine = [each for each in case.labels if MINE.whole(each.folded) and " " in each.folded]
    for control in [*sorted(about, key=case.plainness), *mine]:
        link = control.mark is None and case.plainness(control) < 2
        link = link and not view_links.is_told_beside_one(case, control)
        way = not HELP_TEXT(control.folded)
        away = STAY.whole(control.folded) or RESTART.whole(control.folded)
        away = away or ERASES(control.folded) or is_promotion(case, control)
        away = away or plan_switching.takes_one(case, control)
        away = away or exploring.DEEDS(control.folded) or SAVES.whole(control.folded)
        away = (
            away or SIGN_OUT(control.folded) or role_of(control.folded) > Role.GENERIC
        )  # it would end what is to go on
        if link and way and not away and not _tried(case, control):
            return click(page_of(case), control, "It speaks of the account.", sure=0.45)
    return None


def _answer(case: Case) -> Move | None:
    """On a page of questions, the one about ending it."""
    if case.question.goal != "cancel":
        return None
    for control in case.labels:
        about = LEAVING_TALK(control.folded) and HELP_TEXT(control.folded)
        about = about and not any(letter.isdigit() for letter in control.text)  # what it costs
        if about and control.mark is None and not was_clicked(case, control):
            return click(page_of(case), control, "A question about ending it.", sure=0.5)
    return None


def _help(case: Case) -> Move | None:
    """Where nothing leads to the account, the way is told by those who help."""
    for control in sorted(case.labels, key=case.plainness):
        if HELP_LINK.whole(control.folded) and not was_clicked(case, control):
            return click(page_of(case), control, "Help may tell the way.", sure=0.4)
    return None


def _tried(case: Case, control: Control) -> bool:
    """Bare words get one fruitless try: most are headings that only look like a way on.

    What opened something may have to be opened again after a new load, but not for ever.
    """
    idle = 1 if case.plainness(control) >= 2 else 2
    return (
        case.question.times("click", target=control.text, changed=False) >= idle
        or case.question.opened(control.text) >= OPENED_MAX
    )
