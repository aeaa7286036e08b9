"""Shapes without words: lines that are typed on, pictures in the top rows."""

from collections.abc import Iterable

import cv2
import numpy as np

from sandbox.vision.pixels import Box, Pixels

STEP = 24  # out of 255: drawn and not shaded
REACH = 4  # pixels above and below a thin line
LINE_WIDTH = range(140, 721)
LINE_HEIGHT_MAX = 4
FIELD_HIGH = 34
ICON_PIXELS = range(13, 61)
ICON_ROWS = 110
JOIN = 7  # the bars of a menu's picture are apart


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
