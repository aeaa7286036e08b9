"""A picture without words through which the account was found: where it was and how it looked.

A fresh load shuts what it opened, and there are no words by which to press it once more.
"""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from PIL import Image

from browser_agent.labels import label_inside
from browser_agent.rules.menus import CORNER
from browser_agent.seen import Seen

HALF_PIXELS = 16
ALIKE_MAX = 6.0  # of 255, on the average: a chosen entry is painted otherwise


@dataclass(frozen=True, slots=True)
class Corner:
    """x, y: pixels of the page. look: what is drawn around them."""

    x: int
    y: int
    look: Image.Image

    @classmethod
    def pressed(cls, answer: dict[str, Any], seen: Seen) -> Self | None:
        """Of this step; None where it pressed something else."""
        if not is_corner(answer["target"]) or answer["x"] is None or answer["y"] is None:
            return None
        x, y = seen.point(answer["x"], answer["y"])
        return cls(x, y, _around(seen, x, y))

    def is_in(self, seen: Seen) -> bool:
        """Whether the very same picture is still at this place, and no words."""
        if label_inside(seen.lines, self.x, self.y):
            return False
        now, then = (
            np.asarray(each, dtype=np.int16) for each in (_around(seen, self.x, self.y), self.look)
        )
        return now.shape == then.shape and float(np.abs(now - then).mean()) <= ALIKE_MAX


def is_corner(words: str | None) -> bool:
    """Whether a target is called so for want of words."""
    return words == CORNER


def _around(seen: Seen, x: int, y: int) -> Image.Image:
    box = (x - HALF_PIXELS, y - HALF_PIXELS, x + HALF_PIXELS, y + HALF_PIXELS)
    return seen.picture.convert("RGB").crop(box)
