"""Letters that only their size tells apart: s and S, o and O and 0, l and I.

Recognition reads "pVS" as "pVs"; the pixels know better. Each quoted word is cut into its letters;
where there are as many pieces as letters, those that come in two sizes are measured against `em`.
"""

import re
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from browser_agent.rules.pixels import Box, Pixels

TWO_SIZES = frozenset("cosuvwxzCOSUVWXZ0")
STROKES = frozenset("lI|")
SMALL_MAX = 0.655  # em: small letters are 0.57 high, capitals 0.74
CAPITAL_MAX = 0.757  # em: a capital I ends below this, a small l above it
ROUND_MIN = 0.86  # width by height: a capital O is nearly a circle, a zero is not
INK_SHARE = 0.35
SPECK_PIXELS = 3
OVERLAP_SHARE = 0.5
QUOTE_STROKES = 2
_QUOTED = re.compile(r'"([^"\s]+)"')


@dataclass(frozen=True, slots=True)
class Glyph:
    """One letter's ink: x0, x1 and top in pixels of the patch; high: above the line, soft-edged."""

    x0: int
    x1: int
    top: int
    bottom: int
    high: float


def sharpened(pixels: Pixels, token: str, box: Box, *, em: float, base: float) -> str:
    """The token with the sizes of its letters as they are drawn.

    token: one word with its quotes, as recognised. base: y of the line that letters stand on.
    """
    match = _QUOTED.search(token)
    if match is None:
        return token
    glyphs = _glyphs(pixels, box, base)
    before = _strokes(token[: match.start(1)])
    after = _strokes(token[match.end(1) :])
    value = match[1]
    if len(glyphs) != before + len(value) + after:
        return token
    inner = glyphs[before : len(glyphs) - after]
    told = "".join(_settled(letter, glyph, em) for letter, glyph in zip(value, inner, strict=True))
    return token[: match.start(1)] + told + token[match.end(1) :]


def base_of(pixels: Pixels, box: Box) -> float:
    """Where the letters of a line stand: the row under which the ink thins out most."""
    ink = _coverage(pixels, box).sum(axis=1)
    drops = ink[:-1] - ink[1:]
    half = len(drops) // 2
    return box.y0 + half + int(np.argmax(drops[half:])) + 1


def _strokes(marks: str) -> int:
    return sum(QUOTE_STROKES if mark == '"' else 1 for mark in marks)


def _settled(letter: str, glyph: Glyph, em: float) -> str:
    high = glyph.high / em
    if letter in STROKES:
        return "I" if high <= CAPITAL_MAX else "l"
    if letter not in TWO_SIZES:
        return letter
    if letter in "oO0":
        if high <= SMALL_MAX:
            return "o"
        return "O" if (glyph.x1 - glyph.x0) / max(glyph.high, 1) >= ROUND_MIN else "0"
    return letter.upper() if high > SMALL_MAX else letter.lower()


def _glyphs(pixels: Pixels, box: Box, base: float) -> list[Glyph]:
    """Pieces of ink from left to right; a dot belongs to what stands under it."""
    cover = _coverage(pixels, box)
    drawn = (cover > INK_SHARE).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    parts = sorted(
        (int(x), int(x + wide), int(y), int(y + high))
        for x, y, wide, high, area in stats[1:count]
        if area >= SPECK_PIXELS
    )
    joined: list[list[int]] = []
    for x0, x1, top, bottom in parts:
        last = joined[-1] if joined else None
        shared = min(last[1], x1) - max(last[0], x0) if last is not None else 0
        if last is not None and shared > OVERLAP_SHARE * min(last[1] - last[0], x1 - x0):
            last[:] = min(last[0], x0), max(last[1], x1), min(last[2], top), max(last[3], bottom)
        else:
            joined.append([x0, x1, top, bottom])
    return [_measured(cover, part, base - box.y0) for part in joined]


def _measured(cover: NDArray[Any], part: list[int], base: float) -> Glyph:
    x0, x1, top, bottom = part
    rows = cover[max(top - 2, 0) : bottom, x0:x1].max(axis=1)
    full = float(rows.max()) or 1.0
    # The share of ink in the top rows tells where between two pixels the letter begins.
    edge = float(np.minimum(rows[:3] / full, 1).sum())
    first = max(top - 2, 0) + min(3, len(rows)) - edge
    return Glyph(x0, x1, top, bottom, base - first)


def _coverage(pixels: Pixels, box: Box) -> NDArray[Any]:
    """0 for paper, 1 for full ink."""
    patch = pixels[box.y0 : box.y1, box.x0 : box.x1].astype(np.int16)
    paper = np.median(np.concatenate([patch[0], patch[-1]]), axis=0)
    contrast = np.abs(patch - paper).max(axis=2).astype(np.float32)
    cover: NDArray[Any] = contrast / max(float(contrast.max()), 1.0)
    return cover
