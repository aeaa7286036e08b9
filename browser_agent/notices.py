"""The legal notices in the last row of a page, and the way out that a law wants beside them: it is
there on every page and for everybody, so it tells nothing of this customer's plan."""

from collections.abc import Sequence

from browser_agent.lexicon import ends, ends_a_plan
from browser_agent.strokes import Wording, plain
from kernel.ocr import TextLine

_NOTICE = Wording(
    r"mentions legales|cgu|cgv|impressum|agb|datenschutz\w*|nutzungsbedingungen|imprint|"
    r"privacy( policy| notice)?|terms( of (use|service)| conditions)?|legal( notice)?|"
    r"(aviso|nota) legal|privacidad|politica de (privacidad|cookies)|confidentialite"
)
LEVEL_PIXELS, NOTICES_MIN = 10, 2


def is_beside_notices(y: float, lines: Sequence[TextLine]) -> bool:
    """Whether legal notices stand level with this height of the page; one may be of a menu."""
    level = [line for line in lines if abs(line.center_y - y) <= LEVEL_PIXELS]
    return sum(_NOTICE.fullmatch(plain(line.text)) is not None for line in level) >= NOTICES_MIN


def asks_to_end(words: str, y: float, lines: Sequence[TextLine]) -> bool:
    """Whether a press on these words at this height asks for the end of a plan, and is more than
    the way to a page that does."""
    text = plain(words)
    question = words.rstrip().endswith("?")  # of a help page, and answered below
    return ends(text) and ends_a_plan(text) and not (question or is_beside_notices(y, lines))
