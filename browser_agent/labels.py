"""What is written at a point of a page: on a control, in a field or beside it."""

import re
from collections.abc import Sequence

from browser_agent.fields import is_order
from browser_agent.lexicon import forbidden_on_cancel
from kernel.ocr import TextLine

PLACEHOLDER_REACH, MARK_REACH, ASIDE_REACH = 200, 30, 420
CENTRED_PIXELS, LIST_PIXELS, BUTTON_LETTERS_MAX = 6, 3, 32
# One word alone only where all that it may do is to show.
LAST_VIEW = re.compile(
    r"(?:(?<!\d)|(?<=20\d\d))[.!] +(?i:(review|view|details?|manage|open|see|check|show|verwalten|"
    r"ansehen|anzeigen|pr\u00fcfen|\u00f6ffnen|voir|g\u00e9rer|consulter|v\u00e9rifier|d\u00e9tails?|ouvrir|ver|revisar|"
    r"gestionar|consultar|detalles|abrir))[ >\u203a\u00bb\u2192]*$"
)
SHOWN = re.compile(r"^\W*\[(?:email|name|digits)\]\W*$")
# A bar within a word is a letter that was misread.
PARTED = re.compile(r"(?:^|(?<= \| ))\S(?:(?! \| ).)*")
LAST_LINK = re.compile(
    r"(?:(?<!\d)|(?<=20\d\d))[.!?] +([^\W\d_][^.!?|\s]* [^.!?|]{2,30})$"
)  # of two words at least
# In the customer's own voice, whatever stands before it: a price, or a day.
LAST_WISH = re.compile(
    r"[.!?] +((?:I|I[\u2019'](?:d|ll|m)|Ich|Je|J[\u2019']\w+|Quiero|Quisiera|Prefiero|Deseo) "
    r"[^.!?|]{4,44}[.!]?)$"
)


def label_inside(lines: Sequence[TextLine], x: int, y: int) -> str:
    """The words that a point stands on; "" beside them."""
    inside = [line for line in lines if line.x0 <= x < line.x1 and line.y0 <= y < line.y1]
    return _part_at(min(inside, key=lambda line: line.x1 - line.x0), x) if inside else ""


def _part_at(line: TextLine, x: int) -> str:
    """Of "Pause it | End it" the link that this point is on, and of "It ends on May 3. View plan"
    the link or the wish at its end; the whole of it near a bar or a stop."""
    link = LAST_LINK.search(line.text) or LAST_WISH.search(line.text)
    if link is not None and forbidden_on_cancel(line.text[: link.start(1)]):
        return line.text  # "Keep watching. Go on now" is one offer
    if link is not None and line.part(link.start(1), link.end(1))[0] + line.height <= x:
        return link.group(1)
    view = LAST_VIEW.search(line.text)
    if view is not None and not forbidden_on_cancel(line.text[: view.start(1)]):
        x0, _, x1, _ = line.part(view.start(1), view.end(1))
        if x0 + min(line.height, (x1 - x0) // 3) <= x:
            return view.group(1)
    for part in PARTED.finditer(line.text):
        x0, _, x1, _ = line.part(part.start(), part.end())
        inset = min((x1 - x0) // 5, line.height)
        left = x0 if part.start() == 0 else x0 + inset
        right = x1 if part.end() == len(line.text) else x1 - inset
        if left <= x < right:
            return part.group()
    return line.text


def label_at(lines: Sequence[TextLine], x: int, y: int) -> str:
    """The words under a point: what is written on the control there. "" for an icon."""
    if inside := label_inside(lines, x, y):
        return _whole_button(lines, x, y) or inside
    near = [line for line in lines if _gap(line, x, y) <= line.height or _begins_after(line, x, y)]
    if both := _two_lines(near, x, y):
        return both
    return min(near, key=lambda line: _gap(line, x, y)).text if near else ""


def _begins_after(line: TextLine, x: int, y: int) -> bool:
    """The words right of a large box to tick, on the middle of which the point is."""
    return line.y0 <= y < line.y1 and 0 < line.x0 - x <= MARK_REACH


def _whole_button(lines: Sequence[TextLine], x: int, y: int) -> str:
    """Of a button's words in two lines both, wherever on them the point is; "" for other lines."""
    here = next((one for one in lines if one.x0 <= x < one.x1 and one.y0 <= y < one.y1), None)
    beside = [
        one
        for one in lines
        if here is not None
        and one is not here
        and abs(one.center_x - here.center_x) <= CENTRED_PIXELS
        and abs(one.x0 - here.x0) > LIST_PIXELS  # entries of a list begin at the same place
        and any(map(str.isdigit, one.text)) == any(map(str.isdigit, here.text))
        and max(len(one.text), len(here.text)) <= BUTTON_LETTERS_MAX
        and max(one.y0, here.y0) - min(one.y1, here.y1) <= 1
    ]
    if here is None or len(beside) != 1 or beside[0].x1 - beside[0].x0 == here.x1 - here.x0:
        return ""
    return " ".join(one.text for one in sorted((here, beside[0]), key=lambda one: one.y0))


def _two_lines(near: Sequence[TextLine], x: int, y: int) -> str:
    """A button's words in two lines, centred above and below its middle; "" for none."""
    column = [line for line in near if line.x0 <= x < line.x1]
    above = max(
        (line for line in column if line.y1 <= y + 1), key=lambda each: each.y1, default=None
    )
    below = min(
        (line for line in column if line.y0 >= y - 1), key=lambda each: each.y0, default=None
    )
    if above is None or below is None or above is below:
        return ""
    centred = abs(above.center_x - below.center_x) <= CENTRED_PIXELS
    close = below.y0 - above.y1 <= above.height / 2
    return f"{above.text} {below.text}" if centred and close else ""


def field_label(lines: Sequence[TextLine], x: int, y: int) -> str:
    """The words in a field or, where it is empty, those before it, else the nearest ones above.

    What is shown of the customer right above it, as in "Log in as [email]", is no label.
    """
    lines = [line for line in lines if label_inside([line], x, y) or not SHOWN.match(line.text)]
    if inside := label_inside(lines, x, y):
        return inside
    row = [line for line in lines if abs(line.center_y - y) <= line.height / 2]
    left = [line for line in row if 0 <= x - line.x1 <= PLACEHOLDER_REACH]
    if left:  # a placeholder that ends before the point, or a label in front of the field
        return max(left, key=lambda line: line.x1).text
    if close := label_at(lines, x, y):
        return close
    above = [
        line
        for line in lines
        if 0 < y - line.center_y <= 3 * line.height and line.x0 - 200 <= x <= line.x1 + 400
    ]
    return min(above, key=lambda line: y - line.center_y).text if above else ""


def words_around(lines: Sequence[TextLine], x: int, y: int) -> tuple[str, ...]:
    """What stands level with a field, on its right, and in the rows right above it; "Subscribe"
    there is another form's, or the site's own menu's."""
    level = [
        line
        for line in lines
        if abs(line.center_y - y) <= line.height and 0 < line.x0 - x <= ASIDE_REACH
    ]
    above = [
        line
        for line in lines
        if 0 < y - line.center_y <= 5 * line.height
        and line.x0 - PLACEHOLDER_REACH <= x <= line.x1 + PLACEHOLDER_REACH
        and not is_order(line.text)
    ]
    return tuple(line.text for line in (*level, *above))


def _gap(line: TextLine, x: int, y: int) -> float:
    across = max(line.x0 - x, 0, x - line.x1)
    down = max(line.y0 - y, 0, y - line.y1)
    return float((across**2 + down**2) ** 0.5)
