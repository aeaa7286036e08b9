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
ROW_LINES_MAX = 3
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


def without_named(lines: Sequence[TextLine], names: Sequence[str], service: str) -> list[TextLine]:
    """The lines, but the rows of these other subscriptions: their name, what stands level with it
    and what follows right below it in its column."""
    wanted, own = set(map(plain, names)), plain(service)
    cut: set[int] = set()
    for title in lines:
        if title.y0 <= HEADER_PIXELS or plain(title.text) not in wanted:
            continue
        row = [title]
        while (below := _next_below(row[-1], lines)) is not None and len(row) < ROW_LINES_MAX:
            if own and own in plain(below.text):
                break
            row.append(below)
        band = [x for x in lines if x.x1 > title.x0 and _is_between(row, x)]
        if own and any(own in plain(x.text) for x in band):  # the card beside it
            band = row
        cut |= set(map(id, band))
    return [line for line in lines if id(line) not in cut]


def _next_below(line: TextLine, lines: Sequence[TextLine]) -> TextLine | None:
    near = [
        each
        for each in lines
        if 0 <= each.y0 - line.y1 <= line.height and abs(each.x0 - line.x0) <= ASIDE_PIXELS
    ]
    return min(near, key=lambda each: each.y0, default=None)


def _is_between(row: Sequence[TextLine], line: TextLine) -> bool:
    """Level with the row's first line, its last one, or what lies between."""
    first, last = row[0], row[-1]
    slack = max(LEVEL_PIXELS, first.height / 2)
    return first.center_y - slack <= line.center_y <= last.center_y + slack


def _is_tab(title: TextLine, lines: Sequence[TextLine]) -> bool:
    """Level with other words as high: one of several tabs."""
    return any(
        abs(each.center_y - title.center_y) <= LEVEL_PIXELS
        and each.height >= SAME_TITLE * title.height
        for each in lines
        if each is not title
    )
