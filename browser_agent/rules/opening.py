"""What opens when it is pressed: shut sections, and lists that look like buttons."""

import re
from collections.abc import Sequence
from dataclasses import replace

from browser_agent.rules.pixels import Box, Mark, Pixels
from browser_agent.rules.shapes import has_arrow, row_sign
from kernel.ocr import TextLine

SHUT_BEFORE = re.compile(r"[\u25b6\u25b8\u25ba\u25b7\u276f\u203a>+]\s*\w")
# A plus right at the last letter belongs to a name: "Arbor TV+".
SHUT_AFTER = re.compile(
    r"\w\s*[\u25bc\u25be\u25b8\u25b6\u203a\u276f>\u2304\u02c5\u2228\ufe40]$|\w\s+\+$"
)
LIST_WIDTH_MIN = 160
LIST_START, LIST_END = 20, 26
LIST_HEIGHT = range(24, 91)
SHUT_LETTERS_MAX = 52


def is_shut(pixels: Pixels, line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Signs of a section that can be opened: read as a letter of its words, or drawn in its row."""
    if SHUT_BEFORE.match(line.text) or SHUT_AFTER.search(line.text):
        return True
    row = [each for each in lines if each.x0 > line.x1 and abs(each.center_y - line.center_y) < 9]
    if row:
        return all(len(each.text) == 1 for each in row)  # an arrow, whatever it was read as
    return len(line.text) <= SHUT_LETTERS_MAX and _sign(pixels, line, lines) is not None


def has_picture(pixels: Pixels, mark: Mark, line: TextLine, lines: Sequence[TextLine]) -> bool:
    """A row with an arrow to the right at its end leads somewhere, and what looks like a box before
    its words is a picture: a row that is ticked leads nowhere."""
    if mark.is_switch or mark.is_round or len(line.text) > SHUT_LETTERS_MAX:
        return False
    wide, high = _sign(pixels, line, lines) or (0, 0)
    return mark.box.x0 < line.center_x and high > wide


def _sign(pixels: Pixels, line: TextLine, lines: Sequence[TextLine]) -> tuple[int, int] | None:
    return row_sign(pixels, Box(*line.box), [Box(*other.box) for other in lines])


def is_full_list(pixels: Pixels, box: Box, lines: Sequence[TextLine]) -> bool:
    """A list whose entry reaches from its left edge up to its arrow: as centred as a button's."""
    if box.width < LIST_WIDTH_MIN or box.height not in LIST_HEIGHT:
        return False
    held = [line for line in lines if box.keeps(Box(*line.box))]
    full = len(held) == 1 and held[0].x1 > box.x1 - LIST_END and held[0].x0 < box.x0 + LIST_START
    if full and held[0].text[-1:].isdigit():  # its zeros are no arrow, which would stand after them
        box = replace(box, x0=held[0].x1)
    return full and has_arrow(pixels, box)
