"""The last rows of a page: legal notices, and what stands among them."""

from collections.abc import Callable, Sequence

from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box
from browser_agent.rules.screen import Control, Screen
from browser_agent.rules.text import Phrases

ROW, FOOTER_DOWN, DARK, LEGAL_MIN = 12, 60, 380, 2  # of 765: darker than the middle
LEGAL = Phrases(
    r"imprint|legal(?: notice)?|terms(?: .{0,20})?|privacy(?: .{0,20})?|cookies?(?: .{0,16})?|"
    r"impressum|agb|datenschutz\w*|nutzungsbedingungen|mentions legales|cgu|cgv|confidentialite|"
    r"conditions (?:generales|d'utilisation|de vente|of use)(?: .{0,20})?|donnees personnelles|"
    r"condiciones(?: .{0,24})?|proteccion de datos|widerruf\w*|vertrag widerrufen|"
    r"aviso legal|terminos|privacidad|politica de .{4,20}|note legali|voorwaarden"
)


UPPER_SHARE, GAP_PIXELS, TITLE_PIXELS, TONE = 0.3, 32, 26, 6


def is_below(screen: Screen) -> Callable[[Box], bool]:
    """Whether something stands among the last rows: the legal notices, and what stands right above
    them in small letters on the same ground. "Your account" there stands on every page."""
    high = screen.height * UPPER_SHARE
    bare = [each for each in screen.controls if each.face is None and each.mark is None]
    legal = [each for each in bare if each.box.y0 > high and LEGAL.whole(each.folded)]
    if len(legal) < LEGAL_MIN:
        return lambda box: False
    top = _top(legal, [each for each in bare if _is_on_ground(each, legal)])
    if any(_is_no_footer(each) for each in screen.controls if each.box.y0 > top):
        return lambda box: False  # a menu at the side, which names them too
    return lambda box: box.y0 >= top


def _is_no_footer(control: Control) -> bool:
    tall = control.box.height > TITLE_PIXELS
    return control.face is not None or control.mark is not None or tall


def _is_on_ground(control: Control, legal: Sequence[Control]) -> bool:
    paper = legal[0].ink.paper
    same = all(abs(a - b) <= TONE for a, b in zip(control.ink.paper, paper, strict=True))
    return same and control.box.height <= TITLE_PIXELS


def _top(legal: Sequence[Control], near: Sequence[Control]) -> int:
    """Row by row upwards, until there is a gap."""
    top = min(each.box.y0 for each in legal)
    while True:
        above = [each.box.y0 for each in near if 0 <= top - each.box.y1 + 2 <= GAP_PIXELS]
        level = [each.box.y0 for each in near if each.box.y0 < top < each.box.y1]
        if not (above or level):
            return top
        top = min(above + level)


def is_footer(case: Case, control: Control) -> bool:
    """In one row with the legal notice, or on its dark ground right beside it: the form there is
    for people who are not signed in."""
    if control.face is not None:
        return False
    legal = [
        each
        for each in case.screen.controls
        if each is not control
        and abs(each.point[1] - control.point[1]) < FOOTER_DOWN
        and LEGAL.whole(each.folded)
    ]
    if len(legal) >= LEGAL_MIN and case.screen.dialog is None:
        return True  # a block of such links, whatever its ground
    level = any(abs(each.point[1] - control.point[1]) < ROW for each in legal)
    dark = sum(control.ink.paper) < DARK
    return level or (dark and any(each.ink.paper == control.ink.paper for each in legal))
