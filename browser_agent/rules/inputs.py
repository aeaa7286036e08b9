"""Fields: where text can be typed, and the words that tell what for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from browser_agent.rules.pixels import Box, Pixels, Region, has_ink
from browser_agent.rules.shapes import has_arrow, is_framed, underlines
from browser_agent.rules.text import fold
from kernel.ocr import TextLine

FIELD_HEIGHT = range(24, 91)
THIN_HEIGHT = range(15, FIELD_HEIGHT.start)  # a browser's own field, without any style
AREA_HEIGHT = range(56, 300)
CORNER, FIRST_LINE = 24, 20
FIELD_WIDTH_MIN = 90
SQUARE_WIDTH = range(24, 84)
SQUARE_HEIGHT = range(30, 96)
CODE_DIGITS = range(4, 9)
LABELLED_HEIGHT_MAX = 68  # a field whose label floats inside it
LABEL_GAP = 42
EDGE = 4
ONE_LINE_PIXELS, PILL_SHARE = 72, 0.2
BESIDE_SLACK = 12  # a line's box reaches a little over its words
# Of the customer, above a field that wants another thing: "Log in as [email]".
_SHOWN = re.compile(r"^\W*(?:\[(?:e-?mail|name|digits|phone)\]|\S+@\S+)\W*$")


# What stands in a field for a code until one is typed: "000000", "- - - -".
_STANDS_IN = re.compile(r"(?:[0oO] ?){4,8}|(?:[xX#_\-\u2013] ?){4,}")


# A caret before a placeholder is read as a letter: "ICorreo".
CARET = re.compile(r"^[Il|](?=[A-Z\u00c0-\u00dd][a-z\u00df-\u00ff]{2})")
# What is typed to sign in, in the words of a placeholder.
_TYPED = re.compile(
    r"(?:(?:enter |your )*(?:e-?mail|username)|correo|adresse e-?mail|votre (?:adresse )?e-?mail|"
    r"(?:deine |ihre )?e-?mail-?adresse|benutzername|courriel|tu (?:correo|e-?mail)|"
    r"(?:mobile|phone)(?: number)? or e-?mail)"
    r"(?:(?: |-)?address| electronico)?(?:,? ?(?:or|/|oder|o|ou) .{3,34})?"
)


@dataclass(frozen=True)
class Field:
    """Where text can be typed. label: folded words above, beside or inside it."""

    box: Box
    label: str
    value: str
    filled: bool
    area: bool = False
    drops: bool = False  # a list to choose from opens from it

    @property
    def point(self) -> tuple[int, int]:
        x = min(self.box.center_x, self.box.x0 + 160)
        # Of an area the first line: what is typed appears there.
        return x, self.box.y0 + FIRST_LINE if self.area else self.box.center_y


def find_fields(
    pixels: Pixels,
    regions: Sequence[Region],
    buttons: Sequence[Region],
    lines: Sequence[TextLine],
) -> list[Field]:
    found: list[Field] = []
    for region in sorted(regions, key=lambda each: each.box.area):
        box = region.box
        if region in buttons or box.width < FIELD_WIDTH_MIN:
            continue
        if any(earlier.box.meets(box) for earlier in found) or _is_vivid(region):
            continue
        if box.x0 <= 1 or box.x1 >= pixels.shape[1] - 1 or box.y0 <= 1:
            continue  # a bar, or the page itself
        held = [line for line in lines if box.keeps(Box(*line.box))]
        is_area = box.height in AREA_HEIGHT and box.width > 160 and _is_prompt(held, box)
        is_high = box.height in FIELD_HEIGHT
        if box.height in THIN_HEIGHT:
            is_high = is_framed(pixels, box)
        is_line = is_high and box.width >= box.height * 2 and _is_typed(held, box)
        if is_line or is_area:
            value = CARET.sub("", " ".join(line.text for line in held))
            label = fold(value) or fold(_label_above(box, lines, regions))
            if _is_entered(value):
                label = fold(f"{_label_above(box, lines, regions)} {value}")
            area = is_area and box.height not in range(24, 64)
            drops = is_line and bool(held) and has_arrow(pixels, box)
            filled = has_ink(pixels, _midway(box)) and not stands_in(held)
            found.append(Field(box, label, value, filled, area, drops))
    return sorted(found, key=lambda each: (each.box.y0, each.box.x0))


def _midway(box: Box) -> Box:
    """Where one line of words stands: an edge as round as a pill's comes in above and below."""
    if box.height > ONE_LINE_PIXELS:
        return box
    cut = int(box.height * PILL_SHARE)
    return Box(box.x0, box.y0 + cut, box.x1, box.y1 - cut)


def find_lined(
    pixels: Pixels, lines: Sequence[TextLine], regions: Sequence[Region]
) -> Iterable[Field]:
    for box in underlines(pixels):
        held = [line for line in lines if box.keeps(Box(*line.box))]
        value = " ".join(line.text for line in held)
        outer = [line for line in lines if line not in held]
        label = fold(_label_above(box, outer, regions)) or fold(value)
        yield Field(box, label, value, has_ink(pixels, box))


def find_squares(regions: Iterable[Region], lines: Sequence[TextLine]) -> tuple[Field, ...]:
    """A row of equal boxes for the digits of a code, left to right; nothing if there is none."""
    small = [
        each.box
        for each in regions
        if each.box.width in SQUARE_WIDTH
        and each.box.height in SQUARE_HEIGHT
        and not any(each.box.holds(Box(*line.box)) and line.text.isalpha() for line in lines)
    ]
    for first in sorted(small, key=lambda box: (box.y0, box.x0)):
        row = [
            box
            for box in small
            if abs(box.y0 - first.y0) < 4
            and abs(box.width - first.width) < 5
            and abs(box.height - first.height) < 5
        ]
        if len(row) in CODE_DIGITS:
            ordered = sorted(row, key=lambda box: box.x0)
            return tuple(Field(box, "code", "", filled=False) for box in ordered)
    return ()


def stands_in(held: Sequence[TextLine]) -> bool:
    """Whether words in a box are no words, but show how many digits are wanted."""
    return len(held) == 1 and _STANDS_IN.fullmatch(held[0].text.strip()) is not None


def fills_field(held: Sequence[TextLine], box: Box) -> bool:
    """A placeholder that reaches from the left edge of its field to the right one: as centred as
    the words of a button, but the name of what is to be typed."""
    if len(held) != 1 or held[0].x0 - box.x0 > CORNER:
        return False
    return _TYPED.fullmatch(fold(held[0].text)) is not None


def _is_prompt(held: Sequence[TextLine], box: Box) -> bool:
    """Nothing, or one line in the upper left corner: a text area with its placeholder."""
    if not held:
        return True
    (first, *more) = held
    return not more and first.x0 - box.x0 < CORNER and first.y0 - box.y0 < CORNER


def _is_typed(held: Sequence[TextLine], box: Box) -> bool:
    """Nothing inside, or words that start at the left edge, as typed text and placeholders do."""
    if not held or stands_in(held):
        return True
    if len(held) > 1 and box.height > LABELLED_HEIGHT_MAX:
        return False
    return len(held) <= 2 and min(line.x0 for line in held) - box.x0 <= max(60, box.width * 0.15)


def _is_entered(value: str) -> bool:
    """A value that somebody typed rather than a placeholder: then only the label tells its use."""
    return "@" in value or "[" in value or not any(letter.isalpha() for letter in value)


def _is_vivid(region: Region) -> bool:
    return max(region.colour) - min(region.colour) > 70


def _label_above(box: Box, lines: Sequence[TextLine], regions: Sequence[Region]) -> str:
    """The nearest words right above the field, or beside it on the left."""
    widgets = [each.box for each in regions if each.box.height < FIELD_HEIGHT.stop]
    near: list[tuple[int, TextLine]] = []
    for line in lines:
        own = Box(*line.box)
        if (
            any(widget.holds(own) for widget in widgets)
            or box.holds(own)
            or _SHOWN.match(line.text)
        ):
            continue
        above = box.y0 - own.y1
        over = own.x0 < box.x1 and own.x1 > box.x0 - 4
        if over and own.center_x < box.x0 and own.x0 < box.x0 - LABEL_GAP:
            over = False  # it stands before the field above
        if over and -10 <= above <= LABEL_GAP:
            near.append((above, line))
        beside = box.x0 - own.x1
        level = abs(own.center_y - box.center_y) < 14 and own.center_x < box.x0
        if level and -BESIDE_SLACK <= beside <= 220:
            near.append((max(beside, 0) // 4, line))
    if not near:
        return ""
    _, label = min(near, key=lambda each: (each[0], each[1].text))
    first = [line for line in lines if _runs_into(line, label)]
    return " ".join(line.text for line in (*first, label))


def _runs_into(line: TextLine, label: TextLine) -> bool:
    """ "E-mail address or" above "mobile number": the first line of a label in two."""
    tight = -2 <= label.y0 - line.y1 <= label.height // 2 and abs(line.x0 - label.x0) <= EDGE
    alike = abs(line.height - label.height) <= max(label.height // 5, 2)
    return tight and alike and line.text.rstrip()[-1:] not in ".:!?"


def apart(fields: Sequence[Field]) -> list[Field]:
    """Without the last entry of an open list that lies on another field: its lower edge is that of
    what is left of the field below, as no two fields of a form meet."""
    return [x for x in fields if not any(_meets(x.box, each.box) for each in fields)]


def _meets(above: Box, below: Box) -> bool:
    level = abs(above.x0 - below.x0) <= EDGE and abs(above.x1 - below.x1) <= EDGE
    return level and 0 <= below.y0 - above.y1 <= EDGE // 2
