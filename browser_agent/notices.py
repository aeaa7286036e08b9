"""The legal notices in the last row of a page, and the way out that a law wants beside them: it is
there on every page and for everybody, so it tells nothing of this customer's plan."""

import re
from collections.abc import Sequence

from browser_agent.lexicon import ends, ends_a_plan
from browser_agent.strokes import Wording, plain
from kernel.ocr import TextLine

_NOTICE = Wording(
    r"mentions legales|cgu|cgv|impressum|agb|datenschutz\w*|nutzungsbedingungen|imprint|"
    r"privacy( policy| notice)?|terms( of (use|service)| conditions)?|legal( notice)?|"
    r"(aviso|nota) legal|privacidad|politica de (privacidad|cookies)|confidentialite"
)
# The sign as it is drawn and as it is read; a year alone is a date's.
_COPYRIGHT = re.compile(
    r"(?:[\u00a9\u00ae@]|\(c\)|\bcopyright\b|^[co]\b)[ \u00a9]*"
    r"(?:(?:19|20)\d\d ?[-\u2013] ?)?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
LEVEL_PIXELS, NOTICES_MIN, LAST_PIXELS = 10, 2, 48


def is_copyright(words: str) -> bool:
    return _COPYRIGHT.search(words) is not None


def is_beside_notices(y: float, lines: Sequence[TextLine]) -> bool:
    """Whether legal notices stand level with this height of the page, of which one may be of a
    menu, or the copyright does, at the end of the page."""
    level = [line.text for line in lines if abs(line.center_y - y) <= LEVEL_PIXELS]
    is_last = all(line.center_y <= y + LAST_PIXELS for line in lines)
    if is_last and any(map(is_copyright, level)):
        return True
    return sum(_NOTICE.fullmatch(plain(text)) is not None for text in level) >= NOTICES_MIN


def asks_to_end(words: str, y: float, lines: Sequence[TextLine]) -> bool:
    """Whether a press on these words at this height asks for the end of a plan, and is more than
    the way to a page that does."""
    text = plain(words)
    question = words.rstrip().endswith("?")  # of a help page, and answered below
    return ends(text) and ends_a_plan(text) and not (question or is_beside_notices(y, lines))
