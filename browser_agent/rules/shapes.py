"""Shapes, whatever the words: lines that are typed on, pictures in the top rows, lists."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import cv2
import numpy as np

from browser_agent.rules.pixels import Box, Pixels

STEP = 24  # out of 255: drawn and not shaded
REACH = 4  # pixels above and below a thin line
LINE_WIDTH = range(140, 721)
LINE_HEIGHT_MAX = 4
FIELD_HIGH = 34
ICON_PIXELS = range(13, 61)
ICON_ROWS = 110
JOIN = 7  # the bars of a menu's picture are apart

ENTRIES_MIN = 4
ENTRY_STEP = 64  # pixels from one entry of a list to the next, at most
ENTRY_SLACK = 4
MENU_ROW_TOP = 130


def underlines(pixels: Pixels) -> tuple[Box, ...]:
    """Thin level lines, top to bottom, each with the room above it in which words are typed."""
    wide = pixels.astype(np.int16)
    over = np.abs(wide[REACH:-REACH] - wide[: -2 * REACH]).max(axis=2) > STEP
    under = np.abs(wide[REACH:-REACH] - wide[2 * REACH :]).max(axis=2) > STEP
    thin = cv2.morphologyEx(
        (over & under).astype(np.uint8), cv2.MORPH_OPEN, np.ones((1, LINE_WIDTH.start), np.uint8)
    )
    count, _, stats, _ = cv2.connectedComponentsWithStats(thin, connectivity=8)
    found = []
    for x, y, width, height, _ in stats[1:count]:
        top = int(y) + REACH
        if int(width) in LINE_WIDTH and height <= LINE_HEIGHT_MAX and top > FIELD_HIGH:
            found.append(Box(int(x), top - FIELD_HIGH, int(x + width), top))
    return tuple(sorted(found, key=lambda box: (box.y0, box.x0)))


def icons(pixels: Pixels, words: Iterable[Box]) -> tuple[Box, ...]:
    """Small pictures in the top rows, where no words stand."""
    band = pixels[:ICON_ROWS].astype(np.int16)
    paper = np.median(band, axis=1, keepdims=True)  # each row has the colour most of it has
    drawn = (np.abs(band - paper).max(axis=2) > STEP).astype(np.uint8)
    for box in words:
        drawn[max(box.y0 - 2, 0) : box.y1 + 2, max(box.x0 - 3, 0) : box.x1 + 3] = 0
    joined = cv2.morphologyEx(drawn, cv2.MORPH_CLOSE, np.ones((JOIN, JOIN), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = []
    for x, y, width, height, area in stats[1:count]:
        square = 0.6 < width / max(height, 1) < 1.7 and area > 0.2 * width * height
        if square and int(width) in ICON_PIXELS and int(height) in ICON_PIXELS:
            found.append(Box(int(x), int(y), int(x + width), int(y + height)))
    return tuple(found)


def menu_entries(boxes: Sequence[Box]) -> frozenset[Box]:
    """Those that stand under each other at even steps, or in one row at the top of the page."""
    return frozenset(
        box
        for box in boxes
        if _in_column(box, boxes) >= ENTRIES_MIN or _in_row(box, boxes) >= ENTRIES_MIN
    )


def _in_column(box: Box, others: Sequence[Box]) -> int:
    """How many boxes follow each other at one step here, this one counted."""
    column = sorted(
        {
            other.center_y
            for other in others
            if abs(other.x0 - box.x0) <= ENTRY_SLACK
            and abs(other.height - box.height) <= ENTRY_SLACK + 1
        }
    )
    own = column.index(box.center_y)
    longest = 1
    for earlier, later in pairwise(column):
        step = later - earlier
        if box.height * 1.3 < step <= ENTRY_STEP:
            behind = _run([-place for place in reversed(column[: own + 1])], step)
            longest = max(longest, 1 + behind + _run(column[own:], step))
    return longest


def _run(places: Sequence[int], step: int) -> int:
    count = 0
    for earlier, later in pairwise(places):
        if abs(later - earlier - step) > ENTRY_SLACK:
            break
        count += 1
    return count


def _in_row(box: Box, others: Sequence[Box]) -> int:
    if box.y0 >= MENU_ROW_TOP:
        return 0
    return sum(abs(other.center_y - box.center_y) <= ENTRY_SLACK for other in others)
