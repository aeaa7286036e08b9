"""Sections of a page that hold what is sold beside the plan: channels, add-ons, extra members.

Geometry; the words of such a title are given by whoever asks.
"""

from collections.abc import Iterable, Sequence

from browser_agent.strokes import Wording, plain
from kernel.ocr import TextLine

_PARTS = Wording(
    r"((my|your|premium|extra|active|paid) )?(tv )?(channels|add-?ons?|extras)( (subscriptions|"
    r"& extras|& add-?ons|and extras|and add-?ons))?|extra members?|channel subscriptions|"
    r"((deine|ihre|meine|weitere) )?(kanale|sender|zusatz(pakete|optionen|abos)|zubuchoptionen|"
    r"extras|zubuchbare (pakete|optionen))|"
    r"((mes|vos|tes) )?(chaines|options|extras|supplements)( (payantes|en option))?|"
    r"((mis|tus|sus) )?(canales|complementos|extras)( adicionales| activos)?"
)
HEADER_PIXELS, ASIDE_PIXELS, LEVEL_PIXELS, EDGE_PIXELS = 110, 24, 8, 5
TALLER = 1.12  # than the rows of its section
SAME_TITLE = 0.94


def sections(
    lines: Sequence[TextLine], called: Wording, *, but: str
) -> Iterable[tuple[TextLine, list[TextLine]]]:
    """Each title of these words with the lines below it, down to the next title as high; but: none
    of those in which this is named."""
    for title in lines:
        if title.y0 <= HEADER_PIXELS or not called.fullmatch(plain(title.text)):
            continue
        if _is_tab(title, lines):
            continue
        held = _held(title, lines)
        if held and not (but and any(but in plain(x.text) for x in held)):
            yield title, held


def _held(title: TextLine, lines: Sequence[TextLine]) -> list[TextLine]:
    """Rows that stand in a little, up to the next words at the title's own edge; else, if the title
    is taller than its rows, up to the next words as tall."""
    below = [x for x in lines if x.y0 >= title.y1 and x.x1 > title.x0 - ASIDE_PIXELS]
    first = min(below, key=lambda each: each.y0, default=None)
    if first is None:
        return []
    ends = [each.y0 for each in below if abs(each.x0 - title.x0) <= EDGE_PIXELS]
    if min(ends, default=first.y0 + 1) <= first.y0 + LEVEL_PIXELS:
        if title.height < TALLER * first.height:
            return []
        ends = [each.y0 for each in below if each.height >= SAME_TITLE * title.height]
    return [each for each in below if each.y0 < min(ends, default=each.y0 + 1)]


def without_parts(lines: Sequence[TextLine], name: str) -> list[TextLine]:
    """The lines, but the rows of such sections; name: of the service, which may be sold in one."""
    held = {id(line) for _, rows in sections(lines, _PARTS, but=name) for line in rows}
    return [line for line in lines if id(line) not in held]


def _is_tab(title: TextLine, lines: Sequence[TextLine]) -> bool:
    """Level with other words as high: one of several tabs."""
    return any(
        abs(each.center_y - title.center_y) <= LEVEL_PIXELS
        and each.height >= SAME_TITLE * title.height
        for each in lines
        if each is not title
    )
