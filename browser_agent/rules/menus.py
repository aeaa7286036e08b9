"""The way to the account where no word names it: a name, a portrait or a few bars in a corner."""

from collections.abc import Sequence
from itertools import pairwise

from browser_agent.rules.case import Case
from browser_agent.rules.move import Move, click, permille
from browser_agent.rules.pixels import Box
from browser_agent.rules.places import page_of
from browser_agent.rules.question import Past
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases

CORNER = "the menu in the corner"
TRIES_MAX = 3
RAIL_TRIES_MAX = 6
SIGN_LETTERS_MAX = 2
ARROWS = "\u2713\u2228\u25bc\u25be\u2304\u02c5\u22c1vV>"
GLASSES = ("Q", "O", "QA")  # how recognition reads the sign of a search
TOP_SHARE = 0.16
RIGHT_SHARE = 0.6
OPENS = ("\u25bc", "\u25be", "\u2304", "\u02c5", "\u2630")
SIDE_SHARE, SIDE_PIXELS, ENTRIES_MIN = 0.2, 40, 3
RAIL_SHARE, RAIL_SLACK, HEADER_PIXELS = 0.07, 8, 90
SHOP = Phrases(
    r"(?:our |all )?(?:subscription |membership )?plans|our (?:memberships|subscriptions)|join|"
    r"pricing|(?:subscription|membership) options|plans (?:&|and) (?:pricing|prices)",
    r"(?:unsere )?(?:tarife|pakete|angebote)|unsere abos|nos \w+|forfaits|offres|formules",
    r"(?:nuestros )?(?:planes|tarifas|abonos|paquetes)",
)
# The customer's own section is called so as well: on a page of the account it is one.
PLURALS = Phrases(
    r"memberships|subscriptions|passes|abos|mitgliedschaften|abonnements|suscripciones"
)
PAINTED = Phrases(r".{0,3}\[?(?:name|email)\]?.{0,3}")
GREETS = Phrases(r"(?:hi|hello|hey|welcome|hola|bonjour|salut|hallo)[ ,]*(?:\[?\w+\]?)?")
OWN = Phrases(r"(?:my|mi|mon|ma|mein|meine) [\w+&' ]{2,24}")


def corner(case: Case) -> Move | None:
    """Open what stands for the customer at the top of the page: words first, then pictures."""
    named = [each for each in case.labels if _is_named(case, each)]
    if named:
        return click("home", max(named, key=_rightmost), "The customer's own menu.", sure=0.6)
    tries = case.question.times("click", target=CORNER)
    rail = _in_rail(case) if tries < RAIL_TRIES_MAX else None
    if rail is not None or tries >= TRIES_MAX:
        return rail
    for box in sorted(_top(case), key=lambda each: -each.center_x):
        x, y = box.center_x, box.center_y
        spot = permille(x, case.screen.width), permille(y, case.screen.height)
        if not _was_pressed(case, *spot):
            why = "A picture at the top: the menu may be there."
            return Move("home", "click", CORNER, x, y, confidence=0.45, why=why)
    return None


def _top(case: Case) -> list[Box]:
    """Pictures in the first rows; three dots are one at the right."""
    right = case.screen.width * RIGHT_SHARE
    dots = [x for x in case.screen.pictures.dots if x.y1 < HEADER_PIXELS and x.x0 > right]
    return [*case.screen.pictures.top, *dots]


def _in_rail(case: Case) -> Move | None:
    """Pictures under each other at the left edge, without words: the customer's own stands last."""
    edge = case.screen.width * RAIL_SHARE
    signs = [each for each in case.screen.pictures.signs if each.x1 < edge]
    signs = [x for x in signs if abs(x.center_x - signs[0].center_x) <= RAIL_SLACK]
    if len(signs) < ENTRIES_MIN:
        return None
    for box in sorted(signs, key=lambda each: -each.center_y):
        x, y = box.center_x, box.center_y
        if not _was_pressed(case, permille(x, case.screen.width), permille(y, case.screen.height)):
            why = "The last picture of the rail at the edge."
            return Move("home", "click", CORNER, x, y, confidence=0.4, why=why)
    return None


def again(case: Case) -> Move | None:
    """Once more the menu that opened before: it had other entries than the one that was taken."""
    if is_just_open(case):
        return None
    mine = [each for each in case.labels if _stands_for_the_customer(case, each)]
    for control in sorted(mine, key=_rightmost, reverse=True):
        opened = case.question.times("click", target=control.text, changed=True)
        if opened > 0 and case.question.times("click", target=control.text) < TRIES_MAX:
            return click(
                "home", control, "The customer's own menu, for its other entries.", sure=0.5
            )
    return None


def is_no_way(case: Case, control: Control) -> bool:
    """What led here from the menu that is open; and, on a page that is not the customer's, the
    plans that are sold to all, as long as a menu of the customer's own is there."""
    if is_just_open(case):
        return case.question.opened(control.text) > 0  # in this run
    shop = SHOP.whole(control.folded)
    menu = control.point[1] < HEADER_PIXELS or case.is_last(control.box)
    if not shop and not (menu and PLURALS.whole(control.folded)):
        return False
    others = [each for each in case.labels if each is not control and case.is_heading(each)]
    titled = any(each.folded == control.folded for each in others)
    if page_of(case) == "account":  # beyond which only shops are
        return menu and (titled or shop)
    return titled or (corner(case) or again(case)) is not None


def is_just_open(case: Case) -> bool:
    """The last press opened the menu of the customer, whose entries are in sight now."""
    last = case.question.last
    if last is None or last.action != "click" or not last.changed:
        return False
    named = last.page == "home" and (_greets(last.target) or last.target.endswith(OPENS))
    return last.target == CORNER or len(last.target) <= SIGN_LETTERS_MAX or named


def _is_named(case: Case, control: Control) -> bool:
    return _stands_for_the_customer(case, control) and not _is_spent(case, control)


def _stands_for_the_customer(case: Case, control: Control) -> bool:
    """A greeting, a name (painted over) or an arrow at the top right; a sign on either side."""
    x, y = control.point
    text = control.text.strip()
    if y > case.screen.height * TOP_SHARE:
        return _is_beside_the_page(case, control)
    if _is_sign(text):
        return True
    if x < case.screen.width * RIGHT_SHARE:
        return False
    # "DK" and an arrow, which is read as a tick; in a ring, which is read as brackets.
    letters = text.rstrip(ARROWS).strip(" ()")
    initials = len(letters) <= 2 and letters.isalpha() and letters.isupper()
    initials = initials and letters not in GLASSES
    said = control.folded
    return initials or text.endswith(OPENS) or OWN.whole(said) or _greets(said)


def _greets(said: str) -> bool:
    return PAINTED.whole(said) or GREETS.whole(said)


def _is_beside_the_page(case: Case, control: Control) -> bool:
    """The customer's name, painted over, as an entry of the menu at the left edge."""
    column = [
        each
        for each in case.labels
        if each.face is None
        and each is not control
        and each.box.x1 < case.screen.width * SIDE_SHARE
        and abs(each.box.x0 - control.box.x0) <= SIDE_PIXELS
    ]
    mine = PAINTED.whole(control.folded) and control.box.x1 < case.screen.width * SIDE_SHARE
    return mine and len(column) >= ENTRIES_MIN


def _is_spent(case: Case, control: Control) -> bool:
    """Pressed here; a name that was pressed among profiles is fresh at the top of the page."""
    x, y = control.point
    place = permille(x, case.screen.width), permille(y, case.screen.height)
    clicks = case.question.times("click", target=control.text)
    return clicks > 0 and (_was_pressed(case, *place) or clicks > TRIES_MAX)


def _is_sign(text: str) -> bool:
    """A picture that recognition took for a letter: three bars become a Chinese three."""
    return 0 < len(text) <= SIGN_LETTERS_MAX and not any(
        letter.isascii() and letter.isalnum() for letter in text
    )


def _rightmost(control: Control) -> int:
    return control.box.x1


def _was_pressed(case: Case, x: int, y: int) -> bool:
    """Since the sign-in: before it, the same picture opened another menu. Or since the end was
    claimed: where the address never changes, the way to the account begins anew."""
    history = case.question.history
    sent = [place for place, past in enumerate(history) if past.text_ref or past.action == "done"]
    here = history[sent[-1] + 1 :] if sent else history
    return any(past.is_at(x, y) for past in (*here, *_signed_out(history)))


def _signed_out(history: Sequence[Past]) -> list[Past]:
    """What was pressed while signed in, and a sign-in came of it: never again."""
    typed = [place for place, past in enumerate(history) if past.text_ref == "password"]
    inside = history[typed[0] + 1 :] if typed else ()
    return [
        past
        for past, then in pairwise(inside)
        if past.page != "sign_in" and past.action == "click" and then.page == "sign_in"
    ]
