"""Shapes, whatever the words: lines that are typed on, pictures in the top rows, lists."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from browser_agent.rules.pixels import Box, Mark, Pixels, Region
from kernel.channels import least, most
from kernel.ocr import TextLine

STEP = 24  # out of 255: drawn and not shaded
REACH = 4  # pixels above and below a thin line
LINE_WIDTH = range(140, 721)
LINE_HEIGHT_MAX = 4
FIELD_HIGH = 34
FRAME_FAR = 4  # pixels from a face's edge, beyond any frame
LINED = 0.9  # of a frame's side
GREY, GREY_SPREAD = range(90, 176), 3
THUMB_WIDE, THUMB_LONG, THUMB_AWAY, THUMB_TRACK = range(6, 13), 30, 24, 12
SWITCH_HALF = 22
SWITCH_REACH = 960
SWITCH_WIDE = range(28, 70)
SWITCH_SLIM = (1.45, 2.6)
DOT_PIXELS_MIN, DOT_EDGE = 3, 0.7
KNOB_STEP = 36
STATE_GAP, STATE_LETTERS_MAX = range(12, 40), 16


SIGN_HALF, SIGN_GAP = 14, 12
SIGN_PIXELS = range(3, 19)
SIGN_LONG_MIN = 7
SIGN_INK_MAX = 0.62  # of its box: strokes, and no dot or picture
ARROW_REACH = 40
ARROW_WIDE, ARROW_HIGH = range(6, 19), range(3, 13)
ENTRIES_MIN = 4
ENTRY_STEP = 64  # pixels from one entry of a list to the next, at most
ENTRY_SLACK = 4
MENU_ROW_TOP = 130
WIDE_HIGH, WIDE_EDGE, WIDE_LETTERS_MAX = range(34, 65), 16, 26
WIDE_STEP, WIDE_OUTSIDE = 60, 5


def underlines(pixels: Pixels) -> tuple[Box, ...]:
    """Thin level lines, top to bottom, each with the room above it in which words are typed."""
    wide = pixels.astype(np.int16)
    over = most(np.abs(wide[REACH:-REACH] - wide[: -2 * REACH])) > STEP
    under = most(np.abs(wide[REACH:-REACH] - wide[2 * REACH :])) > STEP
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


def is_wide_button(pixels: Pixels, region: Region, held: Sequence[TextLine]) -> bool:
    """As wide as the form above it and filled with a colour: one short word or two, and no bar that
    reaches from edge to edge of the window."""
    box, width = region.box, pixels.shape[1]
    if box.height not in WIDE_HIGH or len(held) != 1 or len(held[0].text) > WIDE_LETTERS_MAX:
        return False
    if box.x0 < WIDE_EDGE or box.x1 > width - WIDE_EDGE or box.y0 < WIDE_OUTSIDE:
        return False
    outside = pixels[box.y0 - WIDE_OUTSIDE, box.center_x].astype(np.int16)
    return bool(np.abs(outside - np.array(region.colour, dtype=np.int16)).max() > WIDE_STEP)


def is_framed(pixels: Pixels, box: Box) -> bool:
    """A thin line of one colour runs all around, and is no edge of something darker."""
    height, width = pixels.shape[:2]
    if box.x0 < FRAME_FAR or box.y0 < FRAME_FAR:
        return False
    if box.x1 + FRAME_FAR > width or box.y1 + FRAME_FAR > height:
        return False
    wide = pixels.astype(np.int16)
    face = np.median(wide[box.y0 + 2 : box.y1 - 2, box.x0 + 2 : box.x1 - 2].reshape(-1, 3), axis=0)
    across, down = slice(box.x0 + 3, box.x1 - 3), slice(box.y0 + 3, box.y1 - 3)
    sides = (
        [wide[box.y0 - step, across] for step in range(1, FRAME_FAR)],
        [wide[box.y1 - 1 + step, across] for step in range(1, FRAME_FAR)],
        [wide[down, box.x0 - step] for step in range(1, FRAME_FAR)],
        [wide[down, box.x1 - 1 + step] for step in range(1, FRAME_FAR)],
    )
    return all(_is_thin(side, face) for side in sides)


def _is_thin(rows: Sequence[NDArray[np.int16]], face: NDArray[np.int16]) -> bool:
    """One of the nearest rows is the line; the farthest is not of its colour."""
    drawn = [row for row in rows[:-1] if (np.abs(row - face).max(axis=1) > 2 * STEP).mean() > LINED]
    if not drawn:
        return False
    return bool(np.abs(np.median(drawn[0], axis=0) - np.median(rows[-1], axis=0)).max() > STEP)


def scroll_thumbs(pixels: Pixels) -> tuple[Box, ...]:
    """The grey bars by which boxes within the page are scrolled; the page's own is none."""
    deep, high = most(pixels), least(pixels)
    grey = ((deep - high) <= GREY_SPREAD) & (deep >= GREY.start) & (deep < GREY.stop)
    count, _, stats, _ = cv2.connectedComponentsWithStats(grey.astype(np.uint8), connectivity=4)
    found = []
    for x, y, wide, long, area in (tuple(int(part) for part in each) for each in stats[1:count]):
        bar = wide in THUMB_WIDE and long >= THUMB_LONG and area > 0.9 * wide * long
        if not bar or x < THUMB_AWAY or x + wide > pixels.shape[1] - THUMB_AWAY:
            continue
        sides = np.concatenate([pixels[y : y + long, x - 2], pixels[y : y + long, x + wide + 1]])
        if int(sides.max(axis=0).max()) - int(sides.min(axis=0).min()) <= THUMB_TRACK:
            found.append(Box(x, y, x + wide, y + long))
    return tuple(found)


def find_switch(pixels: Pixels, line: Box) -> Mark | None:
    """The pill with a knob at the end of this row, or right before its words.

    On where the knob stands at the right.
    """
    height, width = pixels.shape[:2]
    # Beside two lines it stands between them: the upper one names it.
    top = max(line.center_y - SWITCH_HALF, 0)
    end = min(line.center_y + SWITCH_HALF + line.height, height)
    far = min(line.x1 + SWITCH_REACH, width)
    # A line may be read as longer than it is, up to the switch that follows at once.
    edge = _ground_end(pixels[top:end], line.x1 + 6, far)
    right = (line.x1 + 6, far), (line.x1 - 16, far)
    for x0, x1 in (*right, (line.x0 - 76, line.x0 - 2), (line.x1 + 6, edge)):
        if x1 - x0 < SWITCH_WIDE.start or x0 < 0:
            continue
        window = pixels[top:end, x0:x1].astype(np.int16)
        paper = np.median(window[[0, -1]].reshape(-1, 3), axis=0)
        drawn = (most(np.abs(window - paper)) > STEP).astype(np.uint8)
        count, _, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
        for x, y, wide, high, area in stats[1:count]:
            if int(wide) not in SWITCH_WIDE or not SWITCH_SLIM[0] < wide / high < SWITCH_SLIM[1]:
                continue
            if x == 0 or y == 0 or x + wide == x1 - x0 or y + high == end - top:
                continue  # cut off by the window: the end of something longer
            patch = window[y : y + high, x : x + wide]
            side = _knob_side(patch)
            if side is None or area < 0.3 * wide * high:
                continue
            box = Box(int(x0 + x), int(top + y), int(x0 + x + wide), int(top + y + high))
            return Mark(box, checked=side > 0, is_switch=True)
    return None


def _ground_end(rows: Pixels, x0: int, far: int) -> int:
    """Where the card that a row lies in ends: a narrow one on a wide page is less than half of what
    is looked at, and its switch was lost in it."""
    band = rows[:, x0:far].astype(np.int16)
    if band.shape[1] < SWITCH_WIDE.start:
        return far
    paper = np.median(band[:, : SWITCH_WIDE.start].reshape(-1, 3), axis=0)
    other = np.flatnonzero((most(np.abs(band - paper)) > STEP).all(axis=0))
    return x0 + int(other[0]) if other.size else far


def switch_between(pixels: Pixels, line: TextLine, lines: Sequence[TextLine]) -> Mark | None:
    """The switch of a row of two lines that stand further apart: between its name and its state."""
    below = [
        each
        for each in lines
        if abs(each.x0 - line.x0) <= ENTRY_SLACK
        and STATE_GAP.start <= each.y0 - line.y1 < STATE_GAP.stop
    ]
    if len(below) != 1 or len(below[0].text) > STATE_LETTERS_MAX:
        return None
    middle = (line.y0 + below[0].y1) // 2
    right = max(line.x1, below[0].x1)
    found = find_switch(pixels, Box(line.x0, middle - ENTRY_SLACK, right, middle + ENTRY_SLACK))
    level = found is not None and abs(found.box.center_y - middle) <= SWITCH_HALF // 2
    return found if level else None


def row_sign(pixels: Pixels, line: Box, words: Iterable[Box]) -> tuple[int, int] | None:
    """How wide and how high the plus or the arrow is that stands small and alone at the end of this
    row: something opens from it."""
    height, width = pixels.shape[:2]
    top, end = max(line.center_y - SIGN_HALF, 0), min(line.center_y + SIGN_HALF, height)
    x0, x1 = line.x1 + SIGN_GAP, min(line.x1 + SWITCH_REACH, width)
    if x1 - x0 < SIGN_PIXELS.stop:
        return None
    window = pixels[top:end, x0:x1].astype(np.int16)
    paper = np.median(window.reshape(-1, 3), axis=0)
    drawn = (most(np.abs(window - paper)) > 2 * STEP).astype(np.uint8)
    level = [box for box in words if box.y0 < end and box.y1 > top and box.x0 >= x0]
    if level:
        return None
    count, _, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    shapes = [each for each in stats[1:count] if each[3] < end - top and each[2] < SIGN_HALF * 4]
    if len(shapes) != 1:
        return None
    wide, high, area = (int(each) for each in shapes[0][2:])
    small = wide in SIGN_PIXELS and high in SIGN_PIXELS and max(wide, high) >= SIGN_LONG_MIN
    return (wide, high) if small and area < SIGN_INK_MAX * wide * high else None


def has_arrow(pixels: Pixels, box: Box) -> bool:
    """A small arrow at the right end, and nothing else there: a list opens from this box. Words
    that were cut off may reach up to it."""
    return any(_has_arrow_within(pixels, box, reach) for reach in (ARROW_REACH, ARROW_REACH // 2))


def _has_arrow_within(pixels: Pixels, box: Box, reach: int) -> bool:
    x0, x1 = box.x1 - reach, box.x1 - 3
    window = pixels[box.y0 + 4 : box.y1 - 4, max(x0, box.x0) : x1].astype(np.int16)
    if window.size == 0:
        return False
    paper = np.median(window.reshape(-1, 3), axis=0)
    drawn = (most(np.abs(window - paper)) > 2 * STEP).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    shapes = [each for each in stats[1:count] if each[4] > 3]
    if len(shapes) != 1:
        return False
    x, y, width, height, _ = (int(each) for each in shapes[0])
    if x == 0:
        return False  # letters that reach in from the left
    level = abs(y + height / 2 - window.shape[0] / 2) < window.shape[0] * 0.2
    return level and width in ARROW_WIDE and height in ARROW_HIGH and width > height


def _knob_side(pill: NDArray[np.int16]) -> int | None:
    """1 or -1: at which end of the pill a disc of another colour lies; None for no such disc."""
    high, wide = pill.shape[:2]
    inner = pill[high // 3 : high - high // 3]
    left = np.median(inner[:, 3 : high // 2 + 2].reshape(-1, 3), axis=0)
    right = np.median(inner[:, wide - high // 2 - 2 : wide - 3].reshape(-1, 3), axis=0)
    if np.abs(left - right).max() < KNOB_STEP:
        return _dot_side(pill)
    # Along its upper edge a pill shows its own colour: the disc is smaller.
    face = np.median(pill[1:3, wide // 3 : wide - wide // 3].reshape(-1, 3), axis=0)
    corners = np.concatenate([pill[0, :2], pill[0, -2:], pill[-1, :2], pill[-1, -2:]])
    if (np.abs(corners - face).max(axis=1) < KNOB_STEP // 2).all():
        return None  # square corners: a small button
    return 1 if np.abs(face - left).max() <= np.abs(face - right).max() else -1


def _dot_side(pill: NDArray[np.int16]) -> int | None:
    """The same of a knob that is a mere dot near one end of the pill, and all that is drawn in
    it."""
    high, wide = pill.shape[:2]
    face = np.median(pill[2:-2, wide // 3 : wide - wide // 3].reshape(-1, 3), axis=0)
    corners = np.concatenate([pill[0, :2], pill[0, -2:], pill[-1, :2], pill[-1, -2:]])
    drawn = most(np.abs(pill[3:-3, high // 4 : wide - high // 4] - face)) > KNOB_STEP
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    square = (np.abs(corners - face).max(axis=1) < KNOB_STEP // 2).all()
    if square or rows.size < DOT_PIXELS_MIN or columns.size < DOT_PIXELS_MIN:
        return None
    tall, across = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
    middle = high // 4 + (columns[0] + columns[-1]) / 2
    if abs(tall - across) > 1 or across > high // 2 or min(middle, wide - middle) > high * DOT_EDGE:
        return None
    return 1 if middle > wide / 2 else -1


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
