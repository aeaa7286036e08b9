"""Where nothing fitting is in sight: further down, and from the account's page once more."""

from browser_agent.rules import menus
from browser_agent.rules.case import Case
from browser_agent.rules.lexicon import ACCOUNT_LINK
from browser_agent.rules.move import Move, give_up, scroll
from browser_agent.rules.places import page_of, was_clicked
from browser_agent.rules.text import Phrases

SCROLLS_MAX, SWEEPS_MAX, OPENINGS_MAX = 5, 9, 4
# Plans to choose from end where the one that costs nothing stands, and with it the way out.
PRICE_TEXT = Phrases(
    r"\d+(?:[.,]\d\d)? ?[$\u20ac\u00a3]?(?: ?/| per| a| al| par| im| pro) ?"
    r"(?:mo|month|mes|mois|monat)\w*",
)


def scroll_on(case: Case) -> Move | None:
    """Down to the end of the page, once per page."""
    if case.question.is_swept or menus.is_just_open(case):
        return None
    if case.question.tail("scroll") >= SCROLLS_MAX or case.question.times("scroll") >= SWEEPS_MAX:
        return None
    at_home = page_of(case) == "home"
    links = [each for each in case.find(ACCOUNT_LINK) if case.plainness(each) < 2]
    if at_home and any(not was_clicked(case, each) for each in links):
        return None
    been = any(past.page == "account" for past in case.question.history)
    if at_home and (not been or case.question.committed) and menus.corner(case) is not None:
        return None
    shelves = at_home and not case.says(PRICE_TEXT)
    if shelves and (
        case.first(ACCOUNT_LINK) is not None
        or case.question.times("open_account") == 0
        or menus.corner(case) is not None
    ):
        return None  # endless shelves of films: the account is not down there
    return scroll(page_of(case), "Nothing fitting in sight: look below.")


def start_again(case: Case) -> Move:
    # It changes nothing where the address of the account page is not known.
    useless = case.question.times("open_account", changed=False) > 0
    if not useless and case.question.times("open_account") < OPENINGS_MAX:
        return Move(
            page_of(case), "open_account", confidence=0.6, why="Go to the account page itself."
        )
    return give_up("unknown", "stuck", "No way to the subscription is in sight.", sure=0.4)
