"""Pictures without words that may be pressed: a portrait, three dots, a gear."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike

from browser_agent.rules.pixels import Box, Pixels
from kernel.channels import most
from kernel.ocr import TextLine

STEP = 24  # out of 255: drawn and not shaded
ICON_PIXELS = range(13, 61)
ICON_ROWS = 110
JOIN = 7  # the bars of a menu's picture are apart
SIGN_SIDE = range(9, 35)
DOT_KERNEL = 9
DOT_PIXELS, DOT_SLACK = range(2, 8), 2  # the smallest are blurred over two rows
EDGE_PIXELS = 6
DOTS_STEP = range(4, 13)
# What is read where mere dots stand is "000"; one letter may be a picture, too.
SPOKEN = re.compile(r"[^\W0oO_]")
WORDS = re.compile(r"\w\w")


@dataclass(frozen=True, slots=True)
class Pictures:
    """top: in the first rows of the page; dots: three in a row, the menu of what is level with
    them; signs: small ones anywhere."""

    top: tuple[Box, ...] = ()
    dots: tuple[Box, ...] = ()
    signs: tuple[Box, ...] = ()


NO_PICTURES = Pictures()


def find_pictures(pixels: Pixels, lines: Sequence[TextLine]) -> Pictures:
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    spoken = [line for line in lines if SPOKEN.search(line.text)]
    words = [line for line in spoken if WORDS.search(line.text)]
    signs = _signs(_edges(grey), _boxes(words), SIGN_SIDE)
    # A ring of another colour may be as light as the bar that it stands on.
    bar = [_edges(np.ascontiguousarray(pixels[:ICON_ROWS, :, each])) for each in range(3)]
    high = _signs(np.maximum.reduce(bar), _boxes(words), ICON_PIXELS)
    return Pictures(
        # Before colours that run into each other only edges tell a picture.
        top=_icons(pixels, _boxes(lines)) or high,
        dots=_dots(grey, _boxes(spoken)),
        signs=signs,
    )


def _boxes(lines: Iterable[TextLine]) -> list[Box]:
    return [Box(*line.box) for line in lines]


def _icons(pixels: Pixels, words: Iterable[Box]) -> tuple[Box, ...]:
    """Small pictures in the top rows, where no words stand."""
    band = pixels[:ICON_ROWS].astype(np.int16)
    paper = np.median(band, axis=1, keepdims=True)  # each row has the colour most of it has
    drawn = (most(np.abs(band - paper)) > STEP).astype(np.uint8)
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


def _edges(grey: MatLike) -> MatLike:
    return cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))


def _signs(edges: MatLike, words: Iterable[Box], side: range) -> tuple[Box, ...]:
    """Small pictures where no words stand: a gear, a pencil, an arrow; a ring with a letter that
    recognition did not read."""
    drawn = (edges > 2 * STEP).astype(np.uint8)
    for box in words:
        drawn[max(box.y0 - 2, 0) : box.y1 + 2, max(box.x0 - 3, 0) : box.x1 + 3] = 0
    joined = cv2.morphologyEx(drawn, cv2.MORPH_CLOSE, np.ones((JOIN, JOIN), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    return tuple(
        Box(int(x), int(y), int(x + width), int(y + height))
        for x, y, width, height, _ in stats[1:count]
        if int(width) in side and int(height) in side and 0.5 < width / height < 2
    )


def _dots(grey: MatLike, words: Iterable[Box]) -> tuple[Box, ...]:
    """Three dots alone, beside or above each other: the sign of a menu that belongs to its row."""
    found = {
        box
        for light in (cv2.MORPH_TOPHAT, cv2.MORPH_BLACKHAT)
        for places in [_round_ones(grey, light)]
        for near in [_with_neighbours(places)]
        for each in places
        if (box := _three(each, near)) is not None
    }
    end = grey.shape[0] - EDGE_PIXELS  # where the window cuts a line of words, dots are left of it
    found = {box for box in found if box.y1 < end}
    alone = [box for box in found if not any(word.holds(box) for word in words)]
    return tuple(sorted(alone, key=lambda box: (box.y0, box.x0)))


def _round_ones(grey: MatLike, light: int) -> set[tuple[int, int]]:
    """The middles of what is small, as wide as high, and lighter (or darker) than around it."""
    small = cv2.morphologyEx(grey, light, np.ones((DOT_KERNEL, DOT_KERNEL), np.uint8))
    count, _, stats, middles = cv2.connectedComponentsWithStats(
        (small > 2 * STEP).astype(np.uint8), connectivity=8
    )
    wide, high = stats[1:count, 2], stats[1:count, 3]
    fits = (abs(wide - high) <= DOT_SLACK) & (wide < DOT_PIXELS.stop) & (wide >= DOT_PIXELS.start)
    return {(round(x), round(y)) for x, y in middles[1:count][fits]}


def _three(first: tuple[int, int], near: frozenset[tuple[int, int]]) -> Box | None:
    """The box around three places at even steps from this one, right or down, and no fourth.

    near: all places and what touches them."""
    x, y = first
    for right, down in ((1, 0), (0, 1)):
        for step in DOTS_STEP:
            along, below = right * step, down * step
            if (x + along, y + below) not in near:
                continue
            row = [(x + along * turn, y + below * turn) in near for turn in (-1, 0, 1, 2, 3)]
            if row == [False, True, True, True, False]:
                return Box(x - 2, y - 2, x + 2 * along + 3, y + 2 * below + 3)
    return None


def _with_neighbours(places: set[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    return frozenset((x + dx, y + dy) for x, y in places for dx in (-1, 0, 1) for dy in (-1, 0, 1))
