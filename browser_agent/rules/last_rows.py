"""Where the last rows of a page begin: the legal notices, and what stands right above them."""

from collections.abc import Callable, Sequence

from browser_agent.notices import LAST_PIXELS, LEVEL_PIXELS, is_copyright
from browser_agent.rules.pixels import Box
from browser_agent.rules.screen import Control, Screen
from browser_agent.rules.text import Phrases

LEGAL_MIN = 2
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
    them in small letters on the same ground. "Your account" there stands on every page. Where there
    are no such notices, what stands level with the copyright at the end of the page."""
    high = screen.height * UPPER_SHARE
    bare = [each for each in screen.controls if each.face is None and each.mark is None]
    legal = [each for each in bare if each.box.y0 > high and LEGAL.whole(each.folded)]
    if len(legal) < LEGAL_MIN:
        end = max((each.box.center_y for each in screen.controls), default=0) - LAST_PIXELS
        signed = [z.box.center_y for z in bare if z.box.center_y >= end and is_copyright(z.text)]
        return lambda box: any(abs(box.center_y - y) <= LEVEL_PIXELS for y in signed)
    top = _top(legal, [each for each in bare if _is_on_ground(each, legal)])
    if any(_is_no_footer(each) for each in screen.controls if each.box.y0 > top):
        return lambda box: False  # a menu at the side, which names them too
    return lambda box: box.y0 >= top


def _is_no_footer(control: Control) -> bool:
    tall = control.box.height > TITLE_PIXELS
    chosen = control.mark is not None and not control.is_link  # a link's mark is a picture
    return control.face is not None or chosen or tall


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
