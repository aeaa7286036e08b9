"""One screenshot as rules see it: controls, fields, marks, and what it says in sentences."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from browser_agent.rules.inputs import (
    Field,
    fills_field,
    find_fields,
    find_lined,
    find_squares,
    stands_in,
)
from browser_agent.rules.known import regions_of
from browser_agent.rules.lexicon_sign_in import SIGN_OUT
from browser_agent.rules.marks_after import is_a_row, marks_after
from browser_agent.rules.marks_apart import marks_apart
from browser_agent.rules.opening import has_picture, is_full_list, is_shut
from browser_agent.rules.pictures import NO_PICTURES, Pictures, find_pictures
from browser_agent.rules.pixels import (
    Box,
    Ink,
    Mark,
    Pixels,
    Region,
    find_mark,
    ink_of,
    is_outlined,
    link_span,
    read_as_sign,
)
from browser_agent.rules.sentences import Sentence, sentences_of
from browser_agent.rules.shapes import (
    find_switch,
    is_wide_button,
    menu_entries,
    scroll_thumbs,
    switch_between,
)
from browser_agent.rules.spans import (
    barred,
    is_condition,
    parted,
    second_span,
    spells,
    title_of,
    without_marks_within,
    words_between,
)
from browser_agent.rules.text import fold
from browser_agent.rules.toolbar import without_toolbar
from browser_agent.rules.veil import find_dialog, find_menus, find_popovers
from kernel.ocr import TextLine

type Filter = Callable[[Sequence[TextLine]], list[TextLine]]
BUTTON_HEIGHT, BUTTON_WIDTH = range(18, 111), range(28, 781)
SIGN = re.compile(r"\s*(?:\u00a9|\u00ae|\(c\)|[@CcOo0] ?(?=20\d\d\b))")
# How recognition reads the box or the knob before a label: as a letter, or as the sign it is.
MARK_LETTER = re.compile(
    r"^(?:[O0o@](?=\s)|[\u25a0-\u25a3\u25cb\u25cf\u25ef\u2610-\u2612\u2713\u2714])\s*"
)
# "8 Login": a head before the word.
PICTURE_LETTER = re.compile(
    r"^(?:[0-9QORA&@#]|[^\W_a-zA-Z\u00c0-\u024f]|[^\w\[(\u00bf\u00a1]) (?=[\w\[])"
)
CROSSED = re.compile(r"[xX\u00d7\u2715-\u2718](?:\s|$)")
COUNTED = re.compile(r"[1-9](?: |$)")
# A word of one letter, as wide as it is high, or as high with its accent.
ARTICLE = re.compile(r"[AY\u00c0\u00c1] (?=[^\W\d_])")
INLINE_HEIGHT_MAX = 29  # headings hold no links
ENTRY_LETTERS_MAX, ENTRY_WORDS_MAX = 26, 4
MENU_PIXELS, MENU_ENTRIES_MIN, ROW_PIXELS = 90, 4, 8
SAME_ROW, ROWS_APART = 8, 60  # both lines of a label are as far from the middle between them


@dataclass(frozen=True)
class Control:
    """Words that may be clicked. face: the button around them, or None for bare text."""

    text: str
    box: Box
    ink: Ink
    face: Box | None = None
    mark: Mark | None = None
    inline: bool = False
    listed: bool = False  # one of a menu's entries
    opens: bool = False  # something shut: a triangle before it, a plus or an arrow after it
    title: str = ""  # of a card that is pressed as a whole: its first line

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @property
    def is_chosen(self) -> bool:
        """A box or circle that is ticked, or a switch that is on."""
        return self.mark is not None and self.mark.checked

    @property
    def point(self) -> tuple[int, int]:
        where = self.face if self.face is not None else self.box
        return where.center_x, where.center_y

    @property
    def is_link(self) -> bool:
        if self.inline or self.listed or self.opens:
            return True
        return self.ink.coloured or (self.ink.underlined and not self.is_a_rest)

    @property
    def ends_a_sentence(self) -> bool:
        """The last words of one, in a line of their own: nothing to press."""
        return self.is_a_rest and not self.is_link and self.face is None

    @property
    def is_a_rest(self) -> bool:
        """The end of a sentence: the line under it may be the edge of the box that cuts it off."""
        return self.text[:1].islower() and self.text.rstrip().endswith(".")

    @property
    def looks_disabled(self) -> bool:
        return self.face is not None and self.ink.contrast < 2.3


@dataclass(frozen=True)
class Screen:
    width: int
    height: int
    controls: tuple[Control, ...] = ()
    fields: tuple[Field, ...] = ()
    squares: tuple[Field, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    dialog: Box | None = None
    behind: tuple[str, ...] = ()
    thumbs: tuple[Box, ...] = ()  # of boxes that scroll by themselves
    lined: tuple[Field, ...] = ()  # drawn as a mere line: fields, or rows of a table
    pictures: Pictures = NO_PICTURES
    over: tuple[Box, ...] = ()  # open menus and the like

    @cached_property
    def text(self) -> str:
        """Everything readable (in the dialog, if one is open), folded, one sentence a line."""
        return "\n".join(sentence.folded for sentence in self.sentences)


def compose(
    pixels: Pixels, lines: Sequence[TextLine], own: Filter = list, *, bare: bool = False
) -> Screen:
    """A screen from its pixels and the text recognised in them.

    bare: for the rail, which only looks at what is pressed: without pictures, mere lines and
    thumbs, which take half of the time; and whatever looks like a box is one.
    own: leaves out the lines of other subscriptions; asked of what lies in front and of what lies
    behind it apart, because a dialog covers the rows of a list without being one of them.
    """
    height, width = pixels.shape[:2]
    said, lines = lines, without_marks_within(pixels, without_toolbar(lines, height))
    regions = regions_of(pixels)
    inks = {line: ink_of(pixels, Box(*line.box)) for line in lines}
    dialog = find_dialog(pixels, regions, lines, inks)
    front = [line for line in lines if dialog is None or dialog.holds(Box(*line.box))]
    over = [*find_popovers(pixels, regions), *find_menus(regions, lines)]
    kept, covered = own(front), own([line for line in lines if line not in front])
    # An open menu lies over the next row without being of it.
    inside = [
        each for each in front if each in kept or any(on.holds(Box(*each.box)) for on in over)
    ]
    regions = tuple(each for each in regions if dialog is None or dialog.holds(each.box))
    lists = {each for each in regions if is_full_list(pixels, each.box, inside)}
    buttons = list(_buttons(pixels, [each for each in regions if each not in lists], inside))
    labels = {line for _, held in buttons for line in held}
    controls = [_button(region, held, inks) for region, held in buttons]
    for line in inside:
        if line not in labels:
            controls.extend(_texts(pixels, line, inks[line], inside, bare=bare))
    controls = _marked(pixels, regions, controls)
    # One letter alone is how recognition reads a box or a knob.
    words = [Box(*line.box) for line in inside if len(line.text) > 1]
    controls = _once([_without_letter(control, words) for control in controls])
    if dialog is not None:  # the switch of the page behind it stands level with its words
        controls = [
            replace(each, mark=None) if each.mark and not dialog.holds(each.mark.box) else each
            for each in controls
        ]
    if dialog is None:
        controls = [_without_icon(_named(control), controls) for control in controls]
    controls = _without_menu_icons(controls)
    fields = find_fields(pixels, regions, [region for region, _ in buttons], inside)
    marked = [(each.box, each.mark) for each in controls if each.mark is not None]
    fields = [each for each in fields if not is_a_row(each.box, marked)]
    controls = _menus(sorted(controls, key=lambda control: (control.box.y0, control.box.x0)))
    return Screen(
        width,
        height,
        tuple(controls),
        tuple(fields),
        find_squares(regions, [*inside, *covered]),
        sentences_of(inside, labels, [region.box for region in regions]),
        dialog,
        tuple(line.text for line in covered),
        thumbs=() if bare else scroll_thumbs(pixels),
        lined=() if bare else tuple(find_lined(pixels, inside, regions)),
        pictures=NO_PICTURES if bare or dialog else find_pictures(pixels, said),
        over=tuple(over),
    )


def _marked(pixels: Pixels, regions: Sequence[Region], found: Sequence[Control]) -> list[Control]:
    """With the circles and boxes that stand away from their words."""
    plain = [x.box for x in found if x.face is None and x.mark is None and not x.inline]
    apart = marks_apart(pixels, plain, [each.box for each in found])
    found = [replace(each, mark=each.mark or apart.get(each.box)) for each in found]
    bare = [(x.text, x.box) for x in found if x.face is None and x.mark is None]
    after = marks_after(pixels, regions, bare)
    return [replace(each, mark=each.mark or after.get(each.box)) for each in found]


def _buttons(
    pixels: Pixels, regions: Iterable[Region], lines: Sequence[TextLine]
) -> Iterable[tuple[Region, tuple[TextLine, ...]]]:
    """Regions with centred words, each line in the smallest such region only."""
    taken: set[TextLine] = set()
    for region in sorted(regions, key=lambda each: each.box.area):
        box = region.box
        if box.height not in BUTTON_HEIGHT or box.width < BUTTON_WIDTH.start:
            continue
        held = tuple(line for line in lines if box.keeps(Box(*line.box)) and line not in taken)
        if (
            (box.width not in BUTTON_WIDTH and not is_wide_button(pixels, region, held))
            or stands_in(held)
            or fills_field(held, box)
            or any(is_condition(pixels, line, box) for line in held)
        ):
            continue
        if 1 <= len(held) <= 3 and all(_is_centred(line, box) for line in held):
            taken.update(held)
            yield region, held


def _is_centred(line: TextLine, box: Box) -> bool:
    left, right = line.x0 - box.x0, box.x1 - line.x1
    return abs(left - right) <= max(14, box.width * 0.1)


def _button(region: Region, held: Sequence[TextLine], inks: dict[TextLine, Ink]) -> Control:
    words = " ".join(line.text for line in sorted(held, key=lambda line: line.y0))
    box = Box(
        min(line.x0 for line in held),
        min(line.y0 for line in held),
        max(line.x1 for line in held),
        max(line.y1 for line in held),
    )
    return Control(words, box, inks[held[0]], face=region.box, title=title_of(held, inks))


def _texts(
    pixels: Pixels, line: TextLine, ink: Ink, lines: Sequence[TextLine], *, bare: bool
) -> Iterable[Control]:
    """A bare line as one control, and the link inside a longer one as another."""
    box = Box(*line.box)
    mark = (
        find_mark(pixels, box) or find_switch(pixels, box) or read_as_sign(pixels, line.text, box)
    )
    mark = mark or switch_between(pixels, line, lines)
    if CROSSED.match(line.text):
        mark = None  # what would be lost: a cross instead of a dot
    itself = COUNTED.match(line.text) or ARTICLE.match(line.text)
    if mark is not None and itself and not is_outlined(pixels, mark.box):
        mark = None  # the number or letter itself: "2 months at 4.99", "A book each month"
    if mark is not None and any(spells(each, mark.box) for each in lines if each is not line):
        mark = None  # letters of the words beside it
    said = line.text.rstrip().endswith(".")  # an arrow in its row is that of a box that scrolls
    leads = not (said or bare)
    pictured = leads and mark is not None and has_picture(pixels, mark, line, lines)
    opens = pictured or (mark is None and not said and is_shut(pixels, line, lines))
    plain = Control(line.text, box, ink, mark=None if pictured else mark, opens=opens)
    if mark is not None and not mark.is_switch:
        plain = replace(plain, text=MARK_LETTER.sub("", line.text))
    short = len(line.text) < 16 or mark is not None or box.height > INLINE_HEIGHT_MAX
    span = None if short else link_span(pixels, box)
    parts = parted(line, span) if span is not None else barred(line) if mark is None else []
    if len(parts) > 1:
        for words, (x0, x1) in parts:
            yield Control(words, Box(x0, box.y0, x1, box.y1), ink, inline=True)
        return
    yield plain
    if span is None or span[1] - span[0] > box.width * 0.9:
        return
    for part in (span, second_span(pixels, box, span)):
        words = words_between(line, part) if part is not None else ""
        if words and part is not None:
            yield Control(words, Box(part[0], box.y0, part[1], box.y1), ink, inline=True)


def _without_letter(control: Control, words: Iterable[Box]) -> Control:
    """A letter of the words beside it, or the sign of a copyright, is no check box; letters of
    longer words in the same row are no switch."""
    if control.mark is None:
        return control
    box = control.mark.box
    holding = [each for each in words if each.holds(box, 1) and not each.meets(control.box)]
    if control.mark.is_switch:
        taken = any(each.width > 2 * box.width for each in holding)
    else:
        taken = bool(holding) or SIGN.match(control.text) is not None
    return replace(control, mark=None) if taken else control


def _once(controls: Sequence[Control]) -> list[Control]:
    """A box beside the middle of a label in two lines is the upper one's; what reaches into the
    next row is that row's."""
    return [
        replace(each, mark=None)
        if any(_stands_closer(other, each) for other in controls if other is not each)
        else each
        for each in controls
    ]


def _stands_closer(other: Control, control: Control) -> bool:
    """To the box that both have."""
    mark, its = control.mark, other.mark
    if mark is None or its is None or not mark.box.meets(its.box):
        return False
    away = abs(other.box.center_y - its.box.center_y) - abs(
        control.box.center_y - mark.box.center_y
    )
    return away < -SAME_ROW or (away <= SAME_ROW and other.box.y0 < control.box.y0)


def _named(control: Control) -> Control:
    """An entry of the site's menu without the picture before it, which was read as a letter."""
    words = PICTURE_LETTER.sub("", control.text)
    at_top = control.box.y1 <= MENU_PIXELS and control.face is None
    return replace(control, text=words) if at_top and words != control.text else control


def _without_icon(control: Control, controls: Sequence[Control]) -> Control:
    """A picture before an entry of the site's menu, such as a glass or a head, is no box to tick:
    where it stands there are others in the row, and no box above or below."""
    mark = control.mark
    if mark is None or mark.is_switch or control.box.y1 > MENU_PIXELS:
        return control
    row = [each for each in controls if abs(each.point[1] - control.point[1]) <= ROW_PIXELS]
    column = [
        each
        for each in controls
        if each.mark is not None
        and each not in row
        and abs(each.mark.box.x0 - mark.box.x0) <= ROW_PIXELS
    ]
    return replace(control, mark=None) if len(row) >= MENU_ENTRIES_MIN and not column else control


def _without_menu_icons(controls: Sequence[Control]) -> list[Control]:
    """Pictures in a column before the entries of a menu, one of which leaves the site."""
    marked = [each for each in controls if each.mark is not None and not each.mark.is_switch]
    icons: set[int] = set()
    for first in marked:
        column = [each for each in marked if _shares_column(first, each)]
        if _leads_out(first, controls):
            icons |= {id(each) for each in column}
    return [replace(each, mark=None) if id(each) in icons else each for each in controls]


def _leads_out(first: Control, controls: Sequence[Control]) -> bool:
    """Row by row below it, at the same edge, stands the way out; and no button, as under a form."""
    last = first
    for each in sorted(controls, key=lambda one: one.box.y0):
        if each.box.y0 <= last.box.y0 or each.box.y0 - last.box.y1 > ROWS_APART:
            continue
        if each.face is not None and abs(each.face.x0 - first.box.x0) <= ROWS_APART:
            return False
        if abs(each.box.x0 - first.box.x0) <= ROW_PIXELS:
            last = each
            if SIGN_OUT.whole(each.folded):
                return True
    return False


def _shares_column(one: Control, other: Control) -> bool:
    first, second = one.mark, other.mark
    return bool(first and second and abs(first.box.center_x - second.box.center_x) <= ROW_PIXELS)


def _menus(controls: Sequence[Control]) -> list[Control]:
    """Marks the short words that stand in a list or a row as entries of a menu."""
    entries = menu_entries([each.box for each in controls if _is_entry(each)])
    return [
        replace(each, listed=True) if each.box in entries and _is_entry(each) else each
        for each in controls
    ]


def _is_entry(control: Control) -> bool:
    plain = control.face is None and control.mark is None and not control.inline
    few = len(control.text) <= ENTRY_LETTERS_MAX and len(control.text.split()) <= ENTRY_WORDS_MAX
    return plain and few
