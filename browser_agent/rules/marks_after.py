"""Boxes to tick at the right end of a framed row, whose words stand at its left."""

from collections.abc import Iterable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from browser_agent.rules.pixels import MARK_PIXELS, Box, Mark, Pixels, Region, is_outlined
from kernel.channels import most

ROW_HEIGHT, ROW_WIDTH_MIN, LEFT_PIXELS = range(26, 111), 160, 60
END_PIXELS, GAP, EDGE = 64, 6, 4  # of the row's end that is looked at; from the words; of a frame
LETTERS_MAX, SQUARE_SLACK, LEVEL_SHARE = 2, 2, 0.25  # a tick is read as a letter or two
STEP, SIGN_STEP, SPECK = 24, 60, 3
SIGN_SHARE = (0.06, 0.6)  # of the inside of a box, drawn as a tick
ROUND_SHARE = 0.64


def marks_after(
    pixels: Pixels, regions: Iterable[Region], words: Sequence[tuple[str, Box]]
) -> dict[Box, Mark]:
    """The box of each such row by the place of its first words. words: what bears no mark yet, each
    with its text."""
    found: dict[Box, Mark] = {}
    for region in regions:
        row = region.box
        if row.height not in ROW_HEIGHT or row.width < ROW_WIDTH_MIN:
            continue
        held = [box for text, box in words if row.holds(box) and not _is_a_tick(text, box, row)]
        first = min(held, key=lambda box: (box.x0 > row.x0 + LEFT_PIXELS, box.y0), default=None)
        if first is None or first.x0 - row.x0 > LEFT_PIXELS:
            continue
        mark = _at_the_end(pixels, region, max(box.x1 for box in held))
        if mark is not None:
            found[first] = mark
    return found


def is_a_row(frame: Box, marked: Iterable[tuple[Box, Mark]]) -> bool:
    """Words with a box or a switch at the right end of what frames them both: nothing to type in.
    marked: the place of the words, and their mark."""
    return any(
        frame.keeps(words) and frame.holds(mark.box) and mark.box.x0 >= words.x1
        for words, mark in marked
    )


def _is_a_tick(text: str, box: Box, row: Box) -> bool:
    return len(text) <= LETTERS_MAX and box.x0 >= row.x1 - END_PIXELS


def _at_the_end(pixels: Pixels, region: Region, words_end: int) -> Mark | None:
    """The only thing that is drawn there, framed and square."""
    row = region.box
    x0 = max(row.x1 - END_PIXELS, words_end + GAP)
    y0, y1 = row.y0 + EDGE, row.y1 - EDGE
    window = pixels[y0:y1, x0 : row.x1 - EDGE].astype(np.int16)
    if window.size == 0:
        return None
    drawn = most(np.abs(window - np.array(region.colour))) > STEP
    count, _, stats, _ = cv2.connectedComponentsWithStats(drawn.astype(np.uint8), connectivity=8)
    shapes = [each for each in stats[1:count].tolist() if each[4] > SPECK]
    if not shapes:
        return None
    x, y, wide, high, _ = max(shapes, key=lambda each: each[2] * each[3])
    box = Box(x0 + x, y0 + y, x0 + x + wide, y0 + y + high)
    alone = all(
        x <= each[0] and each[0] + each[2] <= x + wide and y <= each[1] and each[1] <= y + high
        for each in shapes
    )
    square = wide in MARK_PIXELS and high in MARK_PIXELS and abs(wide - high) <= SQUARE_SLACK
    level = abs(box.center_y - row.center_y) <= row.height * LEVEL_SHARE
    if not (alone and square and level and is_outlined(pixels, box)):
        return None
    if _is_round(drawn[y : y + high, x : x + wide]):
        return None
    checked = _is_checked(window[y : y + high, x : x + wide])
    return None if checked is None else Mark(box, checked=checked)


def _is_round(drawn: NDArray[np.bool_]) -> bool:
    sides = (drawn[0], drawn[-1], drawn[:, 0], drawn[:, -1])
    return max(float(each.mean()) for each in sides) <= ROUND_SHARE


def _is_checked(box: NDArray[np.int16]) -> bool | None:
    """None for what is no box to tick: one colour all over, or the lines of a calendar."""
    inset = max(2, len(box) // 6)
    inside = box[inset:-inset, inset:-inset]
    sides = np.concatenate([box[1, 3:-3], box[-2, 3:-3], box[3:-3, 1], box[3:-3, -2]])
    frame, face = np.median(sides, axis=0), _most_common(inside)
    signs = most(np.abs(inside - face)) > SIGN_STEP
    share = float(signs.mean())
    if share < SIGN_SHARE[0]:
        edge = np.concatenate([box[0, 3:-3], box[-1, 3:-3], box[3:-3, 0], box[3:-3, -1]])
        framed = float(np.abs(np.median(edge, axis=0) - face).max()) > STEP
        return False if framed else None
    lines = bool(signs.all(axis=0).any() or signs.all(axis=1).any())
    filled = float(np.abs(frame - face).max()) <= STEP
    return True if share <= SIGN_SHARE[1] and (filled or not lines) else None


def _most_common(pixels: NDArray[np.int16]) -> NDArray[np.int16]:
    colours, counts = np.unique(pixels.reshape(-1, 3), axis=0, return_counts=True)
    return np.asarray(colours[counts.argmax()], dtype=np.int16)
