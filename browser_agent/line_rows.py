"""Which rows of pixels are a line's own: recognition draws its boxes larger than the letters, and
those of lines set close overlap."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from browser_agent.hidings import INK_STEP
from kernel.channels import most
from kernel.ocr import TextLine

ROUND = 2  # pixels drawn around a line of its own
OVERLAP_SHARE = 0.25  # of its height: a line set close begins no further within its box


def own_rows(pixels: NDArray[np.uint8], line: TextLine, lines: Iterable[TextLine]) -> range:
    """From the blank row between it and the line above to the one between it and the line below;
    all of its box and a little more where nothing overlaps, or no row between is blank."""
    top, bottom = line.y0 - ROUND, line.y1 + ROUND
    for other in lines:
        if other is line or other.x1 <= line.x0 or other.x0 >= line.x1:
            continue
        # One that reaches over its middle is no line set close, but a large letter or a logo.
        if other.center_y < line.y0 and top < other.y1 <= line.center_y:
            top = _blank_row(pixels, line, range(line.y0 - ROUND, other.y1 + 1), top)
        elif other.center_y >= line.y1 and line.center_y <= other.y0 < bottom:
            bottom = _blank_row(pixels, line, range(other.y0 - 1, line.y1 + ROUND), bottom)
    margin = round(line.height * OVERLAP_SHARE)
    return range(min(top, line.y0 + margin), max(bottom, line.y1 - margin))


def _blank_row(pixels: NDArray[np.uint8], line: TextLine, rows: range, edge: int) -> int:
    """The blank one nearest to their middle; the edge itself where none is."""
    first, last = max(rows.start, 0), min(rows.stop, pixels.shape[0])
    area = pixels[first:last, max(line.x0, 0) : line.x1].astype(np.int16)
    if area.size == 0:
        return edge
    ground = np.median(area.reshape(-1, area.shape[-1]), axis=0)
    inked = (most(np.abs(area - ground)) > INK_STEP).any(axis=1)
    blank = [first + row for row in np.flatnonzero(~inked)]
    middle = (rows.start + rows.stop) / 2
    return int(min(blank, key=lambda row: abs(row - middle), default=edge))
