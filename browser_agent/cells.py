"""The cells of a table whose words wrap over several lines. Geometry only."""

from collections.abc import Sequence

from browser_agent.titles import bare, names_in
from kernel.ocr import TextLine

EDGE_PIXELS = 4
STACKED_SHARE, TIGHT_SHARE = 0.3, 0.25  # of a line's height: one line below another, of one cell


def top_of_cell(
    cell: TextLine, line: TextLine, lines: Sequence[TextLine], dated: Sequence[TextLine]
) -> TextLine:
    """ "Vega Series" of the two lines of its cell, where the day stands level with the second: the
    boxes of lines that wrap touch. dated: what tells the days, of the other rows as well, which are
    not entered."""
    own = _upwards(line, lines)
    others = [x for x in dated if x not in own and line not in _upwards(x, lines)]
    named = cell
    for each in _upwards(cell, lines):
        if any(is_level(each, other) for other in others):
            break
        named = each if names_in(bare(each.text)) else named
    return named


def _upwards(line: TextLine, lines: Sequence[TextLine]) -> list[TextLine]:
    """A line and those of its cell above it, the nearest first."""
    stack = [line]
    while (above := _tight_above(stack[-1], lines)) is not None:
        stack.append(above)
    return stack


def _tight_above(line: TextLine, lines: Sequence[TextLine]) -> TextLine | None:
    near = [
        each
        for each in lines
        if abs(each.x0 - line.x0) <= EDGE_PIXELS
        and line.center_y - each.center_y >= STACKED_SHARE * min(line.height, each.height)
        and line.y0 - each.y1 <= TIGHT_SHARE * min(line.height, each.height)
    ]
    return max(near, key=lambda each: each.center_y, default=None)


def is_level(one: TextLine, other: TextLine) -> bool:
    return abs(one.center_y - other.center_y) <= other.height / 2
