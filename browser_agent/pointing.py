"""Where a press lands: the model's point, moved onto the words that it names."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from browser_agent import lexicon
from browser_agent.labels import label_at
from browser_agent.session import Seen
from browser_agent.words import alike
from kernel.ocr import TextLine

SAME_WORDS = 0.85
OTHER_WORDS = 0.4
ROW_HEIGHTS, DRAWN_STEP = 1.5, 48
SWITCH_WIDE, SWITCH_HIGH = 28, 16  # to each side: its edge is in sight, wherever it is hit
BOX_HEIGHTS = 1.6  # how far a box, read with its words as one line, reaches into it


@dataclass(frozen=True, slots=True)
class Focus:
    """What has the keyboard, by our own doing. label: what was written there then."""

    x: int
    y: int
    label: str
    url: str
    is_field: bool
    elsewhere: bool = False  # it was in the row of another subscription


def beside_words(seen: Seen, x: int, y: int) -> bool:
    """A box stands before its words; what stands within them is a letter, or a button's face."""
    under = [line for line in seen.lines if line.x0 <= x < line.x1 and line.y0 <= y < line.y1]
    return all(x - line.x0 <= BOX_HEIGHTS * line.height for line in under)


def ground(answer: dict[str, Any], seen: Seen) -> tuple[int, int]:
    """The model's point in pixels, moved onto the words that it names where it missed them.

    It is moved only where OCR finds those words in one place, and other words under the point. A
    point beside them in their row, where something is drawn, is that of the row's switch.
    """
    x, y = seen.point(answer["x"], answer["y"])
    wanted = lexicon.plain(answer["target"])
    under = lexicon.plain(label_at(seen.lines, x, y))
    if not wanted or alike(wanted, under) >= OTHER_WORDS or wanted in under:
        return x, y
    same = [line for line in seen.lines if alike(wanted, line.text) >= SAME_WORDS]
    if len(same) != 1 or (not under and _is_in_its_row(seen, same[0], x, y)):
        return x, y
    return same[0].center


def _is_in_its_row(seen: Seen, words: TextLine, x: int, y: int) -> bool:
    level = abs(words.center_y - y) <= ROW_HEIGHTS * words.height
    beside = x < words.x0 or x >= words.x1
    around = (x - SWITCH_WIDE, y - SWITCH_HIGH, x + SWITCH_WIDE, y + SWITCH_HIGH)
    patch = np.asarray(seen.picture.convert("RGB").crop(around), dtype=np.int16)
    return level and beside and int(np.ptp(patch, axis=(0, 1)).max()) > DRAWN_STEP
