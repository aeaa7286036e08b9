"""Circles and boxes in a column of their own, as in tables: too far left of their labels to be seen
beside each of them, but one below the other at the same edge."""

from collections.abc import Iterator, Sequence

from browser_agent.rules.pixels import Box, Mark, Pixels, find_mark, is_outlined

FARTHEST, REACH, TIE, EDGE = 140, 44, 4, 12  # pixels left of the label; of one look; of an edge
ROWS_MIN, ROW_PIXELS, ROWS_APART = 2, 10, 130


def marks_apart(pixels: Pixels, labels: Sequence[Box], others: Sequence[Box]) -> dict[Box, Mark]:
    """The mark of each label that stands in a column with others. labels: of lines that bear no
    mark yet. others: everything written; nothing may stand between a mark and its label."""
    found: dict[Box, Mark] = {}
    for column in _columns(labels):
        free = [each for each in column if not _has_words_before(each, others)]
        if len(free) < ROWS_MIN:
            continue
        marks = [(each, mark) for each in free if (mark := _mark_before(pixels, each))]
        edges = [mark.box.center_x for _, mark in marks]
        level = [x for x in edges if abs(x - edges[0]) <= TIE]
        alike = len({mark.is_round for _, mark in marks}) == 1
        if len(marks) >= ROWS_MIN and len(level) == len(edges) and alike:
            found.update(marks)
    return found


def _columns(labels: Sequence[Box]) -> Iterator[list[Box]]:
    """Labels at one left edge, row by row."""
    left = sorted(labels, key=lambda each: each.y0)
    while left:
        column = [left.pop(0)]
        for each in list(left):
            last = column[-1]
            if abs(each.x0 - last.x0) <= TIE and ROW_PIXELS < each.y0 - last.y0 <= ROWS_APART:
                column.append(each)
                left.remove(each)
        if len(column) >= ROWS_MIN:
            yield column


def _has_words_before(label: Box, others: Sequence[Box]) -> bool:
    return any(
        abs(each.center_y - label.center_y) <= ROW_PIXELS
        and each.x0 < label.x0 - EDGE
        and each.x1 > label.x0 - FARTHEST
        for each in others
    )


def _mark_before(pixels: Pixels, label: Box) -> Mark | None:
    """Nearest first; what stands right beside the label was looked for there."""
    for away in range(REACH, FARTHEST, REACH):
        x0 = label.x0 - away
        if x0 <= 0:
            return None
        mark = find_mark(pixels, Box(x0, label.y0, x0 + REACH, label.y1))
        apart = mark is not None and mark.box.x1 < label.x0 - EDGE
        if mark is not None and apart and is_outlined(pixels, mark.box):
            return mark
    return None
