"""Boxes and marks found in the pixels: what text alone cannot tell.

A flat region is a set of connected pixels whose neighbours differ by almost nothing; borders and
edges are walls between them. The inside of a field, the face of a button and the panel of a
dialog are each one such region, whether bordered, filled or shaded.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from browser_agent.rules.ticks import has_dot, is_checked
from kernel.channels import least, most

Pixels = NDArray[np.uint8]
Rgb = tuple[int, int, int]

FLAT_STEP = 3  # out of 255, between neighbours
REGION_PIXELS_MIN = 60
STRAIGHT_SHARE, SIDE_SHARE = 0.7, 0.64  # of a box's side, and of a circle's at most
POINT_BASE, POINT_TIP = 0.75, 0.5
MARK_PIXELS = range(9, 31)
VIVID_STEP = 60
UNDERLINE_SHARE, SERIF_PIXELS = 0.7, 25
LETTER_GAP = 0.25  # of the height of the words
LETTER_PIXELS, STEM_PIXELS = 22, 4  # an "i" may be one pixel wide
MARK_IN_WORDS = 20
CAPITAL_SHARE = 0.85
INK_SHARE = 0.45
SIGN_STEP = 24
EDGE_SHARE, WHOLE_SHARE, RINGS, RING_SHARE = 0.75, 0.99, (0.9, 1.0), 0.9
OUTLINED_MIN = 11
MARK_READ = re.compile(r"[O0o\u25a0-\u25a3\u25cb\u25cf\u25ef\u2610-\u2612\u2713\u2714]")


@dataclass(frozen=True, slots=True)
class Box:
    """x0, y0 inclusive; x1, y1 exclusive; pixels."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def width(self) -> int:
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        return self.y1 - self.y0

    @property
    def center_x(self) -> int:
        return (self.x0 + self.x1) // 2

    @property
    def center_y(self) -> int:
        return (self.y0 + self.y1) // 2

    @property
    def area(self) -> int:
        return self.width * self.height

    def holds(self, other: "Box", slack: int = 3) -> bool:
        return (
            self.x0 - slack <= other.x0
            and self.y0 - slack <= other.y0
            and self.x1 + slack >= other.x1
            and self.y1 + slack >= other.y1
        )

    def keeps(self, words: "Box", slack: int = 6) -> bool:
        """The words stand in here, though their box may reach over the edge above or below."""
        return (
            self.covers(words.center_x, words.center_y)
            and self.x0 - slack <= words.x0
            and self.x1 + slack >= words.x1
        )

    def covers(self, x: int, y: int) -> bool:
        return self.x0 <= x < self.x1 and self.y0 <= y < self.y1

    def meets(self, other: "Box") -> bool:
        return (
            self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1
        )


@dataclass(frozen=True, slots=True)
class Region:
    """A flat rectangle. `colour` is its face."""

    box: Box
    colour: Rgb


@dataclass(frozen=True, slots=True)
class Mark:
    """A check box, radio button or switch beside a label."""

    box: Box
    checked: bool
    is_round: bool = False
    is_switch: bool = False


@dataclass(frozen=True, slots=True)
class Ink:
    """How a run of text is painted."""

    ink: Rgb
    paper: Rgb
    underlined: bool

    @property
    def contrast(self) -> float:
        """WCAG contrast ratio, 1 (invisible) to 21."""
        light, dark = sorted((_luminance(self.ink), _luminance(self.paper)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    @property
    def coloured(self) -> bool:
        return max(self.ink) - min(self.ink) > 60


def _luminance(colour: Rgb) -> float:
    parts = [part / 255 for part in colour]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def find_regions(pixels: Pixels) -> tuple[Region, ...]:
    """All flat rectangles at least 9 pixels a side, largest first. Rounded corners are allowed."""
    wide = pixels.astype(np.int16)
    across = most(np.abs(np.diff(wide, axis=1, append=wide[:, -1:])))
    down = most(np.abs(np.diff(wide, axis=0, append=wide[-1:])))
    flat = ((across <= FLAT_STEP) & (down <= FLAT_STEP)).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(flat, connectivity=4)
    regions = []
    for label in range(1, count):
        x, y, width, height, area = (int(part) for part in stats[label])
        if width < 9 or height < 9 or area < REGION_PIXELS_MIN:
            continue
        mask = labels[y : y + height, x : x + width] == label
        if _is_rectangle(mask):
            face = np.median(pixels[y : y + height, x : x + width][mask], axis=0)
            # A flat pixel's right and lower neighbour are alike, so the face ends one further.
            box = Box(x, y, x + width + 1, y + height + 1)
            regions.append(Region(box, (int(face[0]), int(face[1]), int(face[2]))))
    return tuple(sorted(regions, key=lambda region: -region.box.area))


def _is_rectangle(mask: NDArray[np.bool_]) -> bool:
    """Straight above and below between the corners, and on both sides unless a pill."""
    height, width = mask.shape
    corner = min(height // 2, width // 3, 40)
    rim = 1 if height > 14 else 0
    top = mask[rim, corner : width - corner].mean()
    bottom = mask[-1 - rim, corner : width - corner].mean()
    middle = mask[height // 3 : max(height * 2 // 3, height // 3 + 1)]
    left, right = middle[:, rim : rim + 3].any(axis=1), middle[:, -3 - rim :].any(axis=1)
    return bool(min(top, bottom, left.mean(), right.mean()) >= STRAIGHT_SHARE)


def ink_of(pixels: Pixels, box: Box) -> Ink:
    """Colours of a run of text, and whether a line runs under it."""
    patch = pixels[box.y0 : box.y1, box.x0 : box.x1].astype(np.int16)
    rim = np.concatenate([patch[0], patch[-1], patch[:, 0], patch[:, -1]])
    paper = np.median(rim, axis=0)
    contrast = most(np.abs(patch - paper))
    strong = contrast >= max(int(contrast.max()) * 0.8, 1)
    ink = np.median(patch[strong], axis=0) if strong.any() else paper
    below = pixels[box.y0 + box.height // 2 : box.y1 + 3, box.x0 : box.x1].astype(np.int16)
    drawn = most(np.abs(below - paper)) > max(int(contrast.max()) * INK_SHARE, 12)
    ruled = [row for row in drawn if row.mean() > UNDERLINE_SHARE]
    if box.height >= SERIF_PIXELS:  # the feet of large letters come near to a line
        ruled = [x for x in ruled if np.ptp(_longest_run(x, gap=1) or (0, 0)) > box.height]
    return Ink(_rgb(ink), _rgb(paper), bool(ruled) and box.width > 14)


def link_span(pixels: Pixels, box: Box) -> tuple[int, int] | None:
    """x0, x1 of the coloured or underlined part of a longer, otherwise plain run of text."""
    patch = pixels[box.y0 : box.y1, box.x0 : box.x1].astype(np.int16)
    paper = np.median(np.concatenate([patch[0], patch[-1]]), axis=0)
    contrast = most(np.abs(patch - paper))
    drawn = contrast > max(int(contrast.max()) * INK_SHARE, 12)
    hue = most(patch) - least(patch)
    vivid = ((hue > 70) & drawn).any(axis=0)
    dull = ((hue < 30) & (contrast > contrast.max() * 0.75)).any(axis=0)
    if vivid.any() and dull.any():
        span = _longest_run(vivid, gap=box.height)
        if span is not None and dull[span[0] : span[1]].mean() < 0.2:
            return box.x0 + span[0], box.x0 + span[1]
    below = pixels[box.y0 + box.height // 2 : box.y1 + 3, box.x0 : box.x1].astype(np.int16)
    lines = most(np.abs(below - paper)) > max(int(contrast.max()) * INK_SHARE, 12)
    for row in lines:
        # Browsers break the line around descenders; letters, even bold ones, after each.
        span, whole = (_longest_run(row, gap=gap) for gap in (box.height // 2, 1))
        if span is None or whole is None or whole[1] - whole[0] <= box.height:
            continue
        long = span[1] - span[0] > box.height * 1.5
        if long and row[span[0] : span[1]].mean() > UNDERLINE_SHARE:
            return box.x0 + span[0], box.x0 + span[1]
    return None


def _longest_run(present: NDArray[np.bool_], *, gap: int) -> tuple[int, int] | None:
    columns = np.flatnonzero(present)
    if columns.size == 0:
        return None
    runs = np.split(columns, np.flatnonzero(np.diff(columns) > gap) + 1)
    longest = max(runs, key=lambda run: int(run[-1] - run[0]))
    return int(longest[0]), int(longest[-1]) + 1


def paper_of(window: NDArray[np.int16]) -> NDArray[np.int16]:
    """The colour, in steps of four, that most pixels have."""
    steps = (window // 4).astype(np.int32)
    codes = (steps[..., 0] << 12) | (steps[..., 1] << 6) | steps[..., 2]
    code = int(np.bincount(codes.ravel()).argmax())
    return np.array([code >> 12, code >> 6 & 63, code & 63], dtype=np.int16) * 4 + 2


def find_mark(pixels: Pixels, line: Box, *, read: bool = False) -> Mark | None:
    """The check box or radio button at the left of a label, if there is one.

    Recognition may take the mark for the first letter, so it is looked for on both sides of the
    line's left edge; a letter is told from a mark by the gap that follows it. read: recognition
    has read a sign and a blank there, and the gap may be as small as browsers leave it.
    """
    x0, x1 = max(line.x0 - 48, 0), min(line.x0 + 34, pixels.shape[1])
    y0 = max(line.center_y - 17, 0)
    y1 = min(line.center_y + 17 + line.height // 2, pixels.shape[0])
    window = pixels[y0:y1, x0:x1].astype(np.int16)
    if window.size == 0:
        return None
    paper = paper_of(window)
    drawn = (most(np.abs(window - paper)) > 24).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    shapes = [Box(int(x), int(y), int(x + w), int(y + h)) for x, y, w, h, _ in stats[1:count]]
    # What stands before the words comes before what may be their first letter.
    for shape in sorted(shapes, key=lambda each: (each.x1 > line.x0 - x0 + 1, -each.x0)):
        found = Box(shape.x0 + x0, shape.y0 + y0, shape.x1 + x0, shape.y1 + y0)
        high = 0 if read or _is_no_letter(pixels, found) else line.height
        if not _is_mark(shape, shapes, window.shape[1], line.x0 - x0, high):
            continue
        shape_drawn = drawn[shape.y0 : shape.y1, shape.x0 : shape.x1]
        if _is_beside(found, line) and not _is_pointed(shape_drawn):
            rounded = _is_round(shape_drawn)
            patch = pixels[found.y0 : found.y1, found.x0 : found.x1]
            checked = has_dot(patch) if rounded else is_checked(patch)
            return Mark(found, checked, is_round=rounded)
    return None


def read_as_sign(pixels: Pixels, label: str, line: Box) -> Mark | None:
    """A circle right before its label, which recognition took for a letter or a dot."""
    first, _, words = label.partition(" ")
    if not (words and MARK_READ.fullmatch(first)):
        return None
    mark = find_mark(pixels, line, read=True)
    known = mark is not None and _is_no_letter(pixels, mark.box, read=True)
    return mark if known else None


def _is_no_letter(pixels: Pixels, box: Box, *, read: bool = False) -> bool:
    """A frame, or a ring with a vivid middle (read as a sign: any middle), unlike B and O: browsers
    leave three pixels between a box and words right after it."""
    if not is_outlined(pixels, box, share=WHOLE_SHARE):
        return False
    inside = pixels[box.y0 : box.y1, box.x0 : box.x1].astype(np.int16)
    drawn = most(np.abs(inside - pixels[box.y0 - 2, box.center_x])) > SIGN_STEP
    edges = (drawn[0], drawn[-1], drawn[:, 0], drawn[:, -1])
    middle = inside[len(inside) // 2, len(inside[0]) // 2]
    filled = drawn[len(drawn) // 2, len(drawn[0]) // 2] and (read or np.ptp(middle) > VIVID_STEP)
    return bool(filled) or min(float(each.mean()) for each in edges) > EDGE_SHARE


def _is_beside(mark: Box, line: Box) -> bool:
    """On the line's own height; or, left of it, a little lower: a card's mark stands between the
    choice's name and what is said of it."""
    down = mark.center_y - line.center_y
    if abs(down) <= max(10, line.height // 2):
        return True
    return 0 < down <= line.height and mark.x1 < line.x0


def is_outlined(pixels: Pixels, box: Box, *, share: float = EDGE_SHARE) -> bool:
    """A whole frame or a whole ring, which no two letters make. share: of each side."""
    if min(box.width, box.height) < OUTLINED_MIN or min(box.x0, box.y0) < 2:
        return False
    window = pixels[box.y0 - 2 : box.y1 + 2, box.x0 - 2 : box.x1 + 2].astype(np.int16)
    if window.shape[:2] != (box.height + 4, box.width + 4):
        return False
    paper = np.median(np.concatenate([window[0], window[-1], window[:, 0], window[:, -1]]), axis=0)
    drawn = (most(np.abs(window - paper)) > SIGN_STEP)[2:-2, 2:-2]
    edges = (drawn[:2].any(axis=0), drawn[-2:].any(axis=0))
    sides = (drawn[:, :2].any(axis=1), drawn[:, -2:].any(axis=1))
    if min(float(each.mean()) for each in (*edges, *sides)) >= share:
        return True
    turns = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    for ring in RINGS:
        across = np.round((box.width - 1) / 2 * (1 + np.cos(turns) * ring)).astype(int)
        down = np.round((box.height - 1) / 2 * (1 + np.sin(turns) * ring)).astype(int)
        if float(drawn[down, across].mean()) >= max(share, RING_SHARE):
            return True
    return False


def _is_round(drawn: NDArray[np.uint8]) -> bool:
    """The corners are empty, further in than a rounded box leaves them; its sides stay straight."""
    corners = (drawn[:2, :2], drawn[:2, -2:], drawn[-2:, :2], drawn[-2:, -2:])
    sides = (drawn[0], drawn[-1], drawn[:, 0], drawn[:, -1])
    bent = max(float(each.mean()) for each in sides) <= SIDE_SHARE
    return bent and sum(bool(corner.any()) for corner in corners) < len(corners) / 2


def _is_mark(
    shape: Box, shapes: Iterable[Box], width: int, label_x: int, letter_height: int
) -> bool:
    if shape.width not in MARK_PIXELS or shape.height not in MARK_PIXELS:
        return False
    if abs(shape.width - shape.height) > max(2, shape.height // 6) or shape.x0 > label_x + 10:
        return False
    level = [
        each
        for each in shapes
        if each.y0 < shape.y1 - 2 and each.y1 > shape.y0 + 2 and not _frames(each, shape)
    ]
    after = [x.x0 for x in level if x.x1 > shape.x1 and (x.width > 1 or x.height > STEM_PIXELS)]
    before = [other.x1 for other in level if other.x0 < shape.x0 and other.width > 1]
    gap = 4.0 if letter_height else 3.0
    if letter_height and shape.x0 >= label_x - 3:
        # A capital M is as square as a box: inside the words, more than a letter's gap must follow.
        gap = max(gap, min(letter_height, LETTER_PIXELS) * LETTER_GAP)
        if shape.height > MARK_IN_WORDS and shape.height < letter_height * CAPITAL_SHARE:
            return False
    return min(after, default=width) - shape.x1 >= gap and shape.x0 - max(before, default=-4) >= 4


def _frames(outer: Box, inner: Box) -> bool:
    """The outline of a row, of which a part is in sight, is no letter beside its mark."""
    return outer.y0 < inner.y0 and outer.y1 > inner.y1 and outer.height > inner.height * 2


def _is_pointed(drawn: NDArray[np.uint8]) -> bool:
    """A triangle that opens a section: wide on one side, a point on the other."""
    sides = (drawn[:, :2], drawn[:, -2:]), (drawn[:2].T, drawn[-2:].T)
    for one, other in sides:
        spans = [int(side.any(axis=1).sum()) / len(side) for side in (one, other)]
        if max(spans) > POINT_BASE and min(spans) < POINT_TIP:
            return True
    return False


def has_ink(pixels: Pixels, box: Box) -> bool:
    """Something is written in the left part of this field."""
    right = box.x0 + max(int(box.width * 0.6), 10)
    patch = pixels[box.y0 + 4 : box.y1 - 4, box.x0 + 4 : right].astype(np.int16)
    if patch.size == 0:
        return False
    paper = np.median(patch.reshape(-1, 3), axis=0)
    drawn = most(np.abs(patch - paper)) > 40
    # A caret is one thin column; text is many.
    return int(drawn.any(axis=0).sum()) > 4


def _rgb(colour: NDArray[np.floating] | NDArray[np.integer]) -> Rgb:
    return int(colour[0]), int(colour[1]), int(colour[2])
