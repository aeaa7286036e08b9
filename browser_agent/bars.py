"""The browser's own bars: how high they are, and whether an infobar has moved the page.

Measured once while Chrome shows a page of our own colour; later told by the thin line that Chrome
draws under each of its bars. A page could draw such a line as well: so a bar that appears later is
believed only where it has pushed down what was there before, and until then it is read as a part of
the page, whose points stay right either way.
"""

from typing import Self

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from browser_agent.desktop import Box
from browser_agent.screen import pictures_differ
from kernel.channels import most

Pixels = NDArray[np.int16]
TABS_PIXELS_MIN = 60  # tabs alone are higher than half of this; the first line is under the address
INFOBAR_PIXELS = range(28, 130)
SAME_COLOUR = 10
LINE_STEP_MIN = 6
UNIFORM_SHARE = 0.95
PAPER_SHARE = 0.6
EDGE_PIXELS = 6
PUSHED_SHARE = 0.97
RELOAD_BOX: Box = (84, 48, 114, 78)  # the button that is a cross while a page is being loaded
PUSHED_INK_MIN = 400  # pixels that tell one shift of a page from another


class Bars:
    """high: pixels above the page without an infobar. paper: the bars' own ground."""

    def __init__(self, *, high: int, page: Box, paper: Pixels) -> None:
        self.high = high
        self._page = page
        self._paper = paper
        self._infobar = page[1] - high
        self._before: Image.Image | None = None
        self._idle: Image.Image | None = None

    @classmethod
    def of(cls, whole: Image.Image, page: Box) -> Self:
        """whole: the window while the page in it was found by its colour."""
        pixels = _inner(whole, page, 0, page[1])
        first = _first_line(pixels, page[1])
        has_infobar = first is not None and page[1] - first - 1 in INFOBAR_PIXELS
        high = first + 1 if first is not None and has_infobar else page[1]
        paper = np.median(pixels[max(high - 4, 0)], axis=0).astype(np.int16)
        bars = cls(high=high, page=page, paper=paper)
        bars._idle = whole.crop(RELOAD_BOX)
        return bars

    def is_loading(self, whole: Image.Image) -> bool:
        """Whether Chrome offers to stop loading instead of to load again."""
        return self._idle is not None and pictures_differ(self._idle, whole.crop(RELOAD_BOX))

    def page_in(self, whole: Image.Image) -> Box:
        """The page's box in this picture of the same window."""
        before, self._before = self._before, whole
        if self._infobar and not self._is_bar(whole, self._infobar):
            self._infobar = 0
        if self._infobar == 0 and before is not None and before.size == whole.size:
            high = self._line_below(whole)
            new = high is not None and self._is_bar(whole, high) and not self._is_bar(before, high)
            if high is not None and new and self._was_pushed(before, whole, high):
                self._infobar = high
        return self._box()

    def _box(self) -> Box:
        x0, _, x1, y1 = self._page
        return x0, self.high + self._infobar, x1, y1

    def _line_below(self, whole: Image.Image) -> int | None:
        """How high another bar would be, by a quick look along one column; None where there is
        nothing like a bar's line."""
        x = self._page[0] + EDGE_PIXELS
        top, end = self.high, min(self.high + INFOBAR_PIXELS.stop, whole.height)
        column: Pixels = np.asarray(whole.crop((x, top, x + 1, end)), dtype=np.int16)[:, 0]
        paper = np.abs(column - self._paper).max(axis=1) <= SAME_COLOUR
        high = 0 if paper.all() else int(np.argmin(paper)) + 1
        return high if high in INFOBAR_PIXELS else None

    def _is_bar(self, whole: Image.Image, high: int) -> bool:
        strip = _inner(whole, self._page, self.high, self.high + high)
        if len(strip) < high or not _is_line(strip, high - 1, self._paper):
            return False
        paper = most(np.abs(strip[:-1] - self._paper)) <= SAME_COLOUR
        edges = paper[:, :EDGE_PIXELS].all() and paper[:, -EDGE_PIXELS:].all()
        return bool(edges) and float(paper.mean()) > PAPER_SHARE

    def _was_pushed(self, before: Image.Image, whole: Image.Image, high: int) -> bool:
        """What stood under the bars stands as much lower now."""
        end = self._page[3]
        old = _inner(before, self._page, self.high, end - high)
        new = _inner(whole, self._page, self.high + high, end)
        ink = most(np.abs(old - np.median(old.reshape(-1, 3), axis=0))) > 2 * SAME_COLOUR
        if int(ink.sum()) < PUSHED_INK_MIN:
            return False
        same = most(np.abs(old - new)) <= SAME_COLOUR
        return float(same[ink].mean()) > PUSHED_SHARE


def _inner(whole: Image.Image, page: Box, top: int, end: int) -> Pixels:
    """Those rows between the window's borders."""
    return np.asarray(whole.crop((page[0], top, page[2], min(end, whole.height))), dtype=np.int16)


def _first_line(pixels: Pixels, end: int) -> int | None:
    for row in range(TABS_PIXELS_MIN, min(end, pixels.shape[0])):
        paper = np.median(pixels[row - 3], axis=0).astype(np.int16)
        above = pixels[row - 3 : row - 1]
        plain = (most(np.abs(above - paper)) <= SAME_COLOUR).mean() > UNIFORM_SHARE
        if plain and _is_line(pixels, row, paper):
            return row
    return None


def _is_line(pixels: Pixels, row: int, paper: Pixels) -> bool:
    """A row in one colour that is not its surroundings'."""
    colour = np.median(pixels[row], axis=0)
    even = (np.abs(pixels[row] - colour).max(axis=1) <= SAME_COLOUR).mean() > UNIFORM_SHARE
    return bool(even) and float(np.abs(colour - paper).max()) >= LINE_STEP_MIN
