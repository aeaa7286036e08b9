"""What can be pressed or typed into, by its shape. Sizes are multiples of `em`, a letter's height.

A field is a pale box whose words start at its left edge; a button's words stand in its middle; a
mark is a small closed square or ring that stands alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from browser_agent.rules.pixels import Box, Pixels, Region, find_regions
from kernel.ocr import TextLine

Shape = Literal[
    "button", "header", "field", "area", "list", "select", "checkbox", "radio", "slider", "expander"
]
PALE = 243
PAPER_STRIDE = 5
DRAWN_STEP = 40
LINE_HIGH = (1.15, 2.9)  # of a box for one line of text
BUTTON_HIGH_MAX, BUTTON_WIDE_MIN = 9.5, 1.1
FIELD_WIDE_MIN = 2.0
AREA_WIDE_MIN = 3.5
MARK = (1.05, 1.75)
EXPANDER = (0.75, 1.05)
LEFT_EDGE = 0.75
ICON_WIDE = 1.9
GRIP_WIDE, GRIP_PIXELS = 1.2, 12
GRIP_SUMS, GRIP_FALL, GRIP_ABOVE, GRIP_STRAY = 0.75, -0.25, 0.7, 0.05
CHEVRON_RATIO = 1.35
VIVID = 40
CORNER_FILL = 0.45
TRACK_HIGH = (0.2, 1.5)
TRACK_WIDE_MIN = 4.0
SLIDER_HIGH = (0.7, 2.3)
FRAME_HIGH_MIN = 2.3
FRAME_STEP = 20


@dataclass(frozen=True, slots=True)
class Widget:
    """kind by shape; text: what is written in it, or beside a mark; on: ticked, chosen or open."""

    kind: Shape
    box: Box
    text: str = ""
    on: bool = False
    vivid: bool = False
    icon: bool = False  # a picture at the right end of a field: a calendar, a clock


def find_widgets(
    pixels: Pixels, lines: Sequence[TextLine], *, em: float, top: int
) -> tuple[Widget, ...]:
    """Everything below `top` in reading order; marks carry the label at their right."""
    width = pixels.shape[1]
    boxes: list[Widget] = []
    for region in sorted(find_regions(pixels), key=lambda each: each.box.area):
        box = region.box
        if box.width > 0.9 * width and box.height > 1.5 * em:
            continue
        widget = _of_region(pixels, region, lines, em)
        # The same box once more, as its border or its shadow, is not another widget.
        if widget is not None and not any(_same_place(widget.box, other.box) for other in boxes):
            boxes.append(widget)
    framed = [
        each
        for each in _framed(pixels, lines, em, top)
        if not any(_same_place(each.box, other.box) for other in boxes)
    ]
    boxes = [
        each for each in boxes if not any(_is_in(each.box, one.box) for one in framed)
    ] + framed
    fields = [each.box for each in boxes]
    marks = [
        mark
        for mark in _marks(pixels, lines, em=em, top=top)
        if not any(box.covers(mark.box.center_x, mark.box.center_y) for box in fields)
    ]
    sliders = list(_sliders(pixels, em=em, top=top))
    return tuple(sorted([*boxes, *marks, *sliders], key=lambda each: _place(each.box, em)))


def _place(box: Box, em: float) -> tuple[int, int]:
    return round(box.center_y / (em * 0.8)), box.x0


def _same_place(one: Box, other: Box) -> bool:
    return (other.holds(one, 8) and other.area < one.area * 1.6) or (
        one.holds(other, 8) and one.area < other.area * 1.6
    )


def _is_in(box: Box, frame: Box) -> bool:
    return frame.holds(box, 4) and box.area < frame.area


def _of_region(
    pixels: Pixels, region: Region, lines: Sequence[TextLine], em: float
) -> Widget | None:
    box = region.box
    held = [line for line in lines if box.covers(line.center_x, line.center_y)]
    text = " ".join(line.text for line in held)
    vivid = max(region.colour) - min(region.colour) > VIVID
    pale = min(region.colour) >= PALE
    low, high = (size * em for size in LINE_HIGH)
    if any(line.x0 < box.x0 - em or line.x1 > box.x1 + em for line in held):
        return None
    centred = bool(held) and all(_is_centred(line, box, em) for line in held)
    if low <= box.height <= high:
        at_left = not held or min(line.x0 for line in held) - box.x0 <= LEFT_EDGE * em
        if (
            pale
            and at_left
            and box.width >= FIELD_WIDE_MIN * em
            and not (centred and _tight(held, box, em))
        ):
            return _field(pixels, box, text, em)
        if centred and box.width >= BUTTON_WIDE_MIN * em:
            return Widget("button", box, text, vivid=vivid)
        if held and at_left and not pale and box.width >= AREA_WIDE_MIN * em:
            return Widget("header", box, text, vivid=vivid)
    if centred and high < box.height <= BUTTON_HIGH_MAX * em and len(held) <= 2 and not pale:
        return Widget("button", box, text, vivid=vivid)
    return None


def _framed(pixels: Pixels, lines: Sequence[TextLine], em: float, top: int) -> Iterable[Widget]:
    """Boxes with a drawn edge and several lines in them: text areas and lists to choose from."""
    drawn = _away_from_white(pixels[top:], FRAME_STEP)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    for number in range(1, count):
        x, y, wide, high, _ = (int(part) for part in stats[number])
        if wide < AREA_WIDE_MIN * em or high < FRAME_HIGH_MIN * em:
            continue
        shape = labels[y : y + high, x : x + wide] == number
        if not _has_four_sides(shape):
            continue
        box = Box(x, top + y, x + wide, top + y + high)
        held = [line for line in lines if box.covers(line.center_x, line.center_y)]
        text = " ".join(line.text for line in held)
        inner = Box(x + 3, top + y + 3, x + wide - 3, top + y + high - 3)
        if _has_grip(pixels, inner, em):
            yield Widget("area", box, text)
        elif len(held) > 1 and all(line.x0 - box.x0 < LEFT_EDGE * em for line in held):
            yield Widget("list", box, text)


def _away_from_white(pixels: Pixels, step: int) -> NDArray[Any]:
    red, green, blue = cv2.split(np.ascontiguousarray(pixels))
    drawn: NDArray[Any] = (cv2.min(cv2.min(red, green), blue) < 255 - step).astype(np.uint8)
    return drawn


def _away_from(pixels: Pixels, colour: NDArray[Any], step: int) -> NDArray[Any]:
    paper = np.broadcast_to(colour.astype(np.uint8), pixels.shape)
    first, second, third = cv2.split(cv2.absdiff(np.ascontiguousarray(pixels), np.array(paper)))
    drawn: NDArray[Any] = (cv2.max(cv2.max(first, second), third) > step).astype(np.uint8)
    return drawn


def _has_four_sides(shape: NDArray[Any]) -> bool:
    sides = (shape[:3].any(axis=0), shape[-3:].any(axis=0))
    ends = (shape[:, :3].any(axis=1), shape[:, -3:].any(axis=1))
    hollow = float(shape[4:-4, 4:-4].mean()) < 0.5
    return hollow and all(float(side.mean()) > 0.85 for side in (*sides, *ends))


def _is_centred(line: TextLine, box: Box, em: float) -> bool:
    return abs((line.x0 - box.x0) - (box.x1 - line.x1)) <= max(0.5 * em, box.width * 0.06)


def _tight(held: Iterable[TextLine], box: Box, em: float) -> bool:
    """A button that its words fill: no field is as narrow as what is typed in it."""
    return all(box.x1 - line.x1 < LEFT_EDGE * em * 1.4 for line in held)


def _field(pixels: Pixels, box: Box, text: str, em: float) -> Widget:
    if _has_grip(pixels, box, em):
        return Widget("area", box, text)
    icon = _icon_at_right(pixels, box, em)
    if icon is None:
        return Widget("field", box, text)
    if icon.width >= CHEVRON_RATIO * icon.height:
        return Widget("select", box, text)
    return Widget("field", box, text, icon=True)


def _drawn(patch: Pixels) -> NDArray[Any]:
    if patch.size == 0:
        return np.zeros((1, 1), dtype=np.uint8)
    wide = patch.astype(np.int16)
    paper = np.median(wide.reshape(-1, 3), axis=0)
    drawn: NDArray[Any] = (np.abs(wide - paper).max(axis=2) > DRAWN_STEP).astype(np.uint8)
    return drawn


def _icon_at_right(pixels: Pixels, box: Box, em: float) -> Box | None:
    """One small picture at the right end, with paper before it."""
    left = max(box.x1 - round(ICON_WIDE * em), box.x0)
    drawn = _drawn(pixels[box.y0 + 4 : box.y1 - 4, left : box.x1 - 4])
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    if columns.size < 0.25 * em or columns[0] == 0:
        return None
    return Box(
        left + int(columns[0]),
        box.y0 + 4 + int(rows[0]),
        left + int(columns[-1]) + 1,
        box.y0 + 5 + int(rows[-1]),
    )


def _has_grip(pixels: Pixels, box: Box, em: float) -> bool:
    """The slanted lines by which a text area is made larger, drawn with the page or with Chrome."""
    return any(_is_grip(pixels, box, size) for size in (round(GRIP_WIDE * em), GRIP_PIXELS))


def _is_grip(pixels: Pixels, box: Box, size: int) -> bool:
    drawn = _drawn(pixels[box.y1 - size : box.y1 - 2, box.x1 - size : box.x1 - 2])
    rows, columns = np.nonzero(drawn)
    if not 0.5 * size <= rows.size <= drawn.size // 2:
        return False
    if float((rows + columns < GRIP_ABOVE * size).mean()) > GRIP_STRAY:
        return False
    # On lines that fall to the left, row and column add up to the same few sums.
    sums = np.unique(rows + columns).size
    return sums <= GRIP_SUMS * size and float(np.corrcoef(rows, columns)[0, 1]) < GRIP_FALL


def _marks(pixels: Pixels, lines: Sequence[TextLine], *, em: float, top: int) -> Iterable[Widget]:
    below = pixels[top:]
    if below.size == 0:
        return
    some = below[::PAPER_STRIDE, ::PAPER_STRIDE].reshape(-1, 3) // 8
    colours, counts = np.unique(some, axis=0, return_counts=True)
    drawn = _away_from(below, colours[counts.argmax()] * 8 + 4, DRAWN_STEP)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    for number in range(1, count):
        x, y, wide, high, _ = (int(part) for part in stats[number])
        if abs(wide - high) > max(2, 0.12 * em):
            continue
        drawn_shape = labels[y : y + high, x : x + wide] == number
        shape = _silhouette(drawn_shape)
        box = Box(x, top + y, x + wide, top + y + high)
        patch = pixels[box.y0 : box.y1, box.x0 : box.x1]
        if any(_is_letter(box, line, em) for line in lines):
            continue
        square = _corner_share(shape) > CORNER_FILL
        if square and EXPANDER[0] * em <= wide <= EXPANDER[1] * em and _is_closed(drawn_shape):
            yield Widget("expander", box, _label(box, lines, em), on=not _has_upright(patch))
        elif MARK[0] * em <= wide <= MARK[1] * em and _is_closed(shape):
            kind: Shape = "checkbox" if square else "radio"
            yield Widget(kind, box, _label(box, lines, em), on=_is_on(patch))


def _is_letter(box: Box, line: TextLine, em: float) -> bool:
    """Inside a line and not at its start, where a mark may have been taken for a letter."""
    return (
        line.y0 - 2 <= box.y0
        and box.y1 <= line.y1 + 2
        and line.x0 + 0.4 * em < box.x0
        and box.x1 <= line.x1 + 2
    )


def _silhouette(shape: NDArray[Any]) -> NDArray[Any]:
    """Filled from its first to its last pixel in every row: a tick inside makes no difference."""
    from_left = np.logical_or.accumulate(shape, axis=1)
    from_right = np.logical_or.accumulate(shape[:, ::-1], axis=1)[:, ::-1]
    filled: NDArray[Any] = from_left & from_right
    return filled


def _is_closed(shape: NDArray[Any]) -> bool:
    """Ink touches the middle of all four sides, and no letter does so symmetrically."""
    high, wide = shape.shape
    third = slice(wide // 3, max(2 * wide // 3, wide // 3 + 1))
    tall = slice(high // 3, max(2 * high // 3, high // 3 + 1))
    sides = (shape[:2, third], shape[-2:, third], shape[tall, :2], shape[tall, -2:])
    if not all(side.any(axis=0).mean() > 0.9 or side.any(axis=1).mean() > 0.9 for side in sides):
        return False
    flipped = float((shape == shape[:, ::-1]).mean())
    return flipped > 0.9


def _corner_share(shape: NDArray[Any]) -> float:
    near = max(shape.shape[0] // 6, 2)
    corners = (
        shape[:near, :near],
        shape[:near, -near:],
        shape[-near:, :near],
        shape[-near:, -near:],
    )
    return float(np.mean([corner.mean() for corner in corners]))


def _is_on(patch: Pixels) -> bool:
    """Something stands in the middle, or the whole is painted."""
    inset = patch.shape[0] // 4
    middle = patch[inset:-inset, inset:-inset].astype(np.int16)
    face = np.median(middle.reshape(-1, 3), axis=0)
    return float(middle.std(axis=(0, 1)).max()) > 18 or float(face.max() - face.min()) > VIVID


def _has_upright(patch: Pixels) -> bool:
    """A plus and not a minus: the folder is closed."""
    middle = patch.shape[1] // 2
    column = patch[2:-2, middle - 1 : middle + 2].astype(np.int16).min(axis=(1, 2))
    inner = column[len(column) // 5 : -max(len(column) // 5, 1)]
    return float((inner < 128).mean()) > 0.7


def _label(box: Box, lines: Sequence[TextLine], em: float) -> str:
    """The words at the right of a mark, however the recogniser has cut the mark off."""
    near = [
        line
        for line in lines
        if abs(line.center_y - box.center_y) < 0.8 * em
        and -0.3 * em < line.x0 - box.x0 < 3.4 * em
        and not box.covers(line.center_x, line.center_y)
    ]
    return min(near, key=lambda line: line.x0).text if near else ""


def _sliders(pixels: Pixels, *, em: float, top: int) -> Iterable[Widget]:
    """A long thin closed bar with a square handle on it; text: the x of the handle's middle."""
    drawn = _away_from_white(pixels[top:], FRAME_STEP)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    for number in range(1, count):
        x, y, wide, high, _ = (int(part) for part in stats[number])
        if wide < TRACK_WIDE_MIN * em or not SLIDER_HIGH[0] * em <= high <= SLIDER_HIGH[1] * em:
            continue
        shape = labels[y : y + high, x : x + wide] == number
        tall = _column_heights(shape)
        track = float(np.median(tall))
        handle = np.flatnonzero(tall > track * 1.25)
        if not TRACK_HIGH[0] * em <= track <= TRACK_HIGH[1] * em or handle.size == 0:
            continue
        if handle[-1] - handle[0] > 2 * em:
            continue
        middle = x + int(handle[0] + handle[-1]) // 2
        yield Widget("slider", Box(x, top + y, x + wide, top + y + high), str(middle))


def _column_heights(shape: NDArray[Any]) -> NDArray[Any]:
    first = shape.argmax(axis=0)
    last = shape.shape[0] - shape[::-1].argmax(axis=0)
    return np.where(shape.any(axis=0), last - first, 0)
