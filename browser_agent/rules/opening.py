"""What opens when it is pressed: shut sections, and lists that look like buttons."""

import re
from collections.abc import Sequence
from dataclasses import replace

from browser_agent.rules.lexicon import (
    ACCOUNT_LINK,
    BILLING_SECTION,
    CANCEL_THING,
    CHANGE_PLAN,
    MANAGE_PLAN,
    PLAN_SECTION,
    SETTINGS_LINK,
)
from browser_agent.rules.lexicon_leaving import CONDITION, EXTRA, LOSES, is_mail
from browser_agent.rules.lexicon_pages import ACKNOWLEDGEMENT
from browser_agent.rules.pixels import Box, Mark, Pixels, find_mark, is_outlined
from browser_agent.rules.shapes import has_arrow, row_sign
from browser_agent.rules.text import fold
from kernel.ocr import TextLine

SHUT_BEFORE = re.compile(r"[\u25b6\u25b8\u25ba\u25b7\u276f\u203a>+]\s*\w")
# A plus right at the last letter belongs to a name: "Arbor TV+".
SHUT_AFTER = re.compile(
    r"\w\s*[\u25bc\u25be\u25b8\u25b6\u203a\u276f>\u2304\u02c5\u2228\ufe40]$|\w\s+\+$"
)
LIST_WIDTH_MIN = 160
LIST_START, LIST_END = 20, 26
LIST_HEIGHT = range(24, 91)
SHUT_LETTERS_MAX, COLUMN_PIXELS = 52, 12
# What a run looks for on the pages of an account. No answer and no condition is called so.
WAYS = (
    MANAGE_PLAN,
    PLAN_SECTION,
    BILLING_SECTION,
    CHANGE_PLAN,
    ACCOUNT_LINK,
    SETTINGS_LINK,
)
PICTURE = re.compile(r"^(?:[O0o@](?=\s)|[^\w\s])\s*")  # as recognition reads what stands first
DIGIT = re.compile(r"\d")


def is_shut(pixels: Pixels, line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Signs of a section that can be opened: read as a letter of its words, or drawn in its row."""
    if SHUT_BEFORE.match(line.text) or SHUT_AFTER.search(line.text):
        return True
    row = [each for each in lines if each.x0 > line.x1 and abs(each.center_y - line.center_y) < 9]
    if row:
        return all(len(each.text) == 1 for each in row)  # an arrow, whatever it was read as
    return len(line.text) <= SHUT_LETTERS_MAX and _sign(pixels, line, lines) is not None


# Read as what it is: no box or circle, whatever shape its pixels have.
STAR = re.compile(r"[\u2605\u2606\u2726\u2727\u2665\u2661\u266a\u266b\u270e\u2699\u2709] ")


def has_picture(pixels: Pixels, mark: Mark, line: TextLine, lines: Sequence[TextLine]) -> bool:
    """A row with an arrow to the right at its end leads somewhere, and what looks like a box before
    its words is a picture, where it or another row of its column is called as a way is. Elsewhere
    the arrow may be that of the terms or of the offer behind a box; and a ticked box always is one,
    for it may be an extra that the next press would send, but for words that are a way."""
    words, before = _words(line), mark.box.x0 < line.center_x
    way = _is_way(words)
    if before and way and STAR.match(line.text) and not mark.is_switch:
        return True
    if (_is_box(pixels, mark) and not (way and _is_square(mark))) or _is_asked_for(words):
        return False
    if not (before and _leads_on(pixels, line, lines)):
        return False
    return way or CANCEL_THING.whole(words) or _is_among_ways(pixels, line, lines)


def _is_asked_for(words: str) -> bool:
    """What one accepts, orders or pays by a tick."""
    condition = CONDITION(words) or LOSES(words) or ACKNOWLEDGEMENT.whole(words)
    return condition or EXTRA(words) or is_mail(words) or DIGIT.search(words) is not None


def _is_square(mark: Mark) -> bool:
    return not (mark.is_switch or mark.is_round)


def _is_box(pixels: Pixels, mark: Mark) -> bool:
    """Of what was found before the words: a switch, a circle, or a whole frame that is ticked."""
    ticked = mark.checked and is_outlined(pixels, mark.box)
    return mark.is_switch or mark.is_round or ticked


def _leads_on(pixels: Pixels, line: TextLine, lines: Sequence[TextLine]) -> bool:
    wide, high = _sign(pixels, line, lines) or (0, 0)
    return len(line.text) <= SHUT_LETTERS_MAX and high > wide


def _words(line: TextLine) -> str:
    return fold(PICTURE.sub("", line.text))


def _is_way(words: str) -> bool:
    return any(way.whole(words) for way in WAYS)


def _is_among_ways(pixels: Pixels, line: TextLine, lines: Sequence[TextLine]) -> bool:
    column = (x for x in lines if x is not line and abs(x.x0 - line.x0) <= COLUMN_PIXELS)
    ways = (each for each in column if _is_way(_words(each)) and _leads_on(pixels, each, lines))
    return any(find_mark(pixels, Box(*each.box)) is not None for each in ways)


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
