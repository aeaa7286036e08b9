"""How the lines of a list of subscriptions stand to each other."""

from browser_agent.parts import ENTRY_PIXELS, LETTER_STEP, ROW_PIXELS
from kernel.ocr import TextLine

SOLD_PIXELS, COLUMN_PIXELS, APART_PIXELS = 40, 30, 60
TAB_PIXELS = range(8, 160)
OVERLAP = 9  # of the boxes that recognition draws around lines set close


def is_below(line: TextLine, title: TextLine) -> bool:
    down, lower = line.y0 - title.y1, line.center_y - title.center_y
    apart = down >= -OVERLAP or lower >= max(line.height, title.height) / 3
    return apart and down <= SOLD_PIXELS and abs(line.x0 - title.x0) <= COLUMN_PIXELS


def is_listed(line: TextLine, own: TextLine) -> bool:
    """The entry above or below, in letters as high."""
    apart = max(line.y0 - own.y1, own.y0 - line.y1)
    level = abs(line.x0 - own.x0) <= LETTER_STEP
    return level and 0 <= apart <= ENTRY_PIXELS and abs(line.height - own.height) <= LETTER_STEP


def is_tab_beside(line: TextLine, own: TextLine) -> bool:
    """Two names of one brand in a row, in letters as high: one of both is shown below."""
    level = abs(line.center_y - own.center_y) <= ROW_PIXELS / 2
    apart = max(line.x0 - own.x1, own.x0 - line.x1)
    return level and TAB_PIXELS.start <= apart < TAB_PIXELS.stop


def stands_like(line: TextLine, name: TextLine) -> bool:
    """In letters as high, in its row or a card further on: right below a name stands its plan."""
    away = abs(line.center_y - name.center_y)
    level = away <= ROW_PIXELS / 2
    return abs(line.height - name.height) <= LETTER_STEP and (level or away >= APART_PIXELS)
