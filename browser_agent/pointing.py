"""Where a press lands: the model's point, moved onto the words that it names."""

from typing import Any

import numpy as np

from browser_agent import lexicon
from browser_agent.labels import label_at
from browser_agent.rules.pixels import Box
from browser_agent.rules.shapes import find_switch
from browser_agent.seen import Seen
from browser_agent.words import alike
from kernel.ocr import TextLine

SAME_WORDS = 0.85
OTHER_WORDS = 0.4
BOX_HEIGHTS = 1.6  # how far a box, read with its words as one line, reaches into it


def beside_words(seen: Seen, x: int, y: int) -> bool:
    """A box stands before its words; what stands within them is a letter, or a button's face."""
    under = [line for line in seen.lines if line.x0 <= x < line.x1 and line.y0 <= y < line.y1]
    return all(x - line.x0 <= BOX_HEIGHTS * line.height for line in under)


def ground(answer: dict[str, Any], seen: Seen) -> tuple[int, int]:
    """The model's point in pixels, moved onto the words that it names where it missed them.

    It is moved only where OCR finds those words in one place, and other words under the point, or
    none: those beside the switch of a row are not pressed for it.
    """
    x, y = seen.point(answer["x"], answer["y"])
    wanted = lexicon.plain(answer["target"])
    under = lexicon.plain(label_at(seen.lines, x, y))
    if not wanted or alike(wanted, under) >= OTHER_WORDS or wanted in under:
        return x, y
    same = [line for line in seen.lines if alike(wanted, line.text) >= SAME_WORDS]
    if len(same) != 1 or (not under and _is_set_by(seen, same[0], x, y)):
        return x, y
    return same[0].center


def _is_set_by(seen: Seen, words: TextLine, x: int, y: int) -> bool:
    """A box, or a pill with a knob, at the end of these words' row, and the point on it."""
    if x >= words.x1 and seen.widgets.is_mark(x, y):
        return True
    pixels = np.asarray(seen.picture.convert("RGB"), dtype=np.uint8)
    mark = find_switch(pixels, Box(*words.box))
    return mark is not None and mark.box.covers(x, y)
