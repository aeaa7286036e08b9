"""Whose words they are, where a page lists several subscriptions under names of their own.

Geometry only: what tells a day comes from whoever asks, so that two readers who share this share no
words.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from browser_agent.cells import is_level, top_of_cell
from browser_agent.parts import own_word
from browser_agent.sections import without_parts
from browser_agent.sibling_words import ARROW
from browser_agent.siblings import HEADER_PIXELS, is_state
from browser_agent.titles import PARTED, TIERS, bare, names_in, short_names
from kernel.dates import find_dates
from kernel.ocr import Box, TextLine

SAME_LEFT_PIXELS = 24
GAP_HEIGHTS, HEADING_SHARE = 2.0, 1.2
OPENED_HEIGHTS = 3.5
REACH_PIXELS, BELOW_PIXELS = 40, 60  # a button stands below
CHIP_PIXELS, OVERLAP_PIXELS = 20, 4
STOP = re.compile(r"[.!?]$|[^\W\d_]{3}[.!?] +[^\W\d_]")  # at its end, or before another one
WRAP_PIXELS = 6
ROW_LINES = 2  # a title and what tells the day
PERIOD_DAYS = 31
LOGO_DOWN = 64
ASIDE_WEIGHT = 0.5  # a button may stand at the far end of its row
ADDED = re.compile(r"\b(add-?on|zusatz(paket|option|abo)|zubuchoption|complemento)\b")
# Money, a day or a year: no name. "Cloud 200 GB" is one.
COUNTS = re.compile(r"[$\u20ac\u00a3]|\d[.,/-]\d|(?<!\d)(?:19|20)\d\d(?!\d)|#\d|\d{5}")


# What tells a day, with the lines above it up to its title, and the day of the row above a list.
Chains = dict[TextLine, tuple[list[TextLine], TextLine | None]]


@dataclass(frozen=True, slots=True)
class Block:
    """A line that tells a day, with the lines right above it, up to its title."""

    box: Box
    is_own: bool
    is_anothers: bool
    is_whole: bool = False  # it bears the whole name, and not a part of it
    is_cell: bool = False  # its name stands in the first column of a table
    title_x: int = 0
    has_own_words: bool = False  # beside those of the service's name
    is_longer: bool = False  # the name with words that are no tier of a plan
    day: date | None = None
    is_added: bool = False  # called an add-on

    @property
    def is_exact(self) -> bool:
        """Called as the service is, and nothing more."""
        return self.is_whole and not self.has_own_words

    def is_of_the_time_of(self, other: "Block") -> bool:
        """Another day, and not of long before: "ended on 3 May 2025" is an older contract."""
        if self.day is None or other.day is None or self.day == other.day:
            return False
        return (other.day - self.day).days <= PERIOD_DAYS

    def distance(self, line: TextLine) -> float:
        x0, _, x1, _ = self.box
        aside = max(x0 - line.center_x, line.center_x - x1, 0)
        return self.distance_down(line) + ASIDE_WEIGHT * aside

    def distance_down(self, line: TextLine) -> float:
        _, y0, _, y1 = self.box
        return max(y0 - line.center_y, line.center_y - y1, 0)

    def meets(self, other: "Block") -> bool:
        return self.box[1] < other.box[3] and other.box[1] < self.box[3]

    def is_level_with(self, line: TextLine) -> bool:
        _, y0, _, y1 = self.box
        return y0 - REACH_PIXELS <= line.center_y <= y1 + BELOW_PIXELS


def without_others(
    lines: Sequence[TextLine], service: str, tells_a_day: Callable[[str], bool]
) -> list[TextLine]:
    """The lines, but those of subscriptions that bear another name than the service's.

    All of them where none bears the service's own name, or none another.
    """
    name = own_word(service) or bare(service)  # of "Vega Crime channel on Arbor" "vega"
    lines = without_parts(lines, name) if own_word(service) is None else lines
    dated = [each for each in lines if tells_a_day(each.text) and _has_a_number(each, lines)]
    chains = _chains(lines, dated, name)
    blocks = [_block(line, lines, name, chains) for line in dated]
    blocks += _shut(lines, blocks, name) if name else []
    if own_word(service) is None:
        blocks = _without_added(blocks)
    if not name or not any(each.is_own for each in blocks):
        return list(lines)
    if any(each.is_whole for each in blocks):
        # "Vega Archive" beside "Vega News" is another one, though a part of the name is the same.
        blocks = [
            replace(each, is_own=each.is_whole, is_anothers=each.is_anothers or not each.is_whole)
            if each.is_own and (each.is_cell or _is_listed(each, blocks))
            else each
            for each in blocks
        ]
    blocks = [
        replace(each, is_own=False, is_anothers=True) if _is_a_namesake(each, blocks) else each
        for each in blocks
    ]
    if not any(each.is_anothers for each in blocks):
        return list(lines)
    return [line for line in lines if not _is_anothers(line, blocks)]


def _without_added(blocks: Sequence[Block]) -> list[Block]:
    """Where no card bears our name, all are ours but those that are called an add-on."""
    added = [each for each in blocks if each.is_added]
    if not added or len(added) == len(blocks) or any(each.is_own for each in blocks):
        return list(blocks)
    return [replace(x, is_own=not x.is_added, is_anothers=x.is_added) for x in blocks]


def _has_a_number(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """In its own words; of a label such as "Renews on" level with it at its right; of a sentence
    that goes on below in the next line."""
    values = [each for each in lines if is_level(each, line) and each.x0 >= line.x1]
    nearest = min(values, key=lambda each: each.x0, default=None)
    rest = next((each for each in lines if _goes_on(line, each)), None)
    return any(
        letter.isdigit()
        for each in (line, nearest, rest)
        if each is not None
        for letter in each.text
    )


def _goes_on(line: TextLine, below: TextLine) -> bool:
    gap = below.y0 - line.y1
    close = abs(below.x0 - line.x0) <= WRAP_PIXELS and -WRAP_PIXELS <= gap <= line.height
    return close and below is not line and below.y0 > line.y0 and line.text[-1:] not in ".!?"


def _is_listed(block: Block, blocks: Sequence[Block]) -> bool:
    """Below or above the one with the whole name, in a list of cards: "Sports Channel on Arbor"."""
    return (
        block.has_own_words
        and not block.is_whole
        and any(
            other.is_whole
            and abs(other.title_x - block.title_x) <= SAME_LEFT_PIXELS
            and not other.meets(block)
            for other in blocks
        )
    )


def _shut(lines: Sequence[TextLine], dated: Sequence[Block], name: str) -> list[Block]:
    """Our own section where it is shut and tells no day, "Vega Kids - active", in one column with
    that of another one which is open."""
    found = []
    for line in lines:
        said = bare(line.text)
        head, _, state = ARROW.sub("", said).partition(" \u2014 ")
        # An arrow, or a state after a dash: bars and dots part the links of a header or a footer.
        entry = line.y0 > HEADER_PIXELS and (is_state(state) or ARROW.match(said) is not None)
        level = any(abs(line.x0 - each.title_x) <= SAME_LEFT_PIXELS for each in dated)
        if head.strip() == name and entry and level:
            box = line.x0, line.y0, line.x1, line.y1
            found.append(Block(box, is_own=True, is_anothers=False, is_whole=True, title_x=line.x0))
    return [each for each in found if not any(each.meets(other) for other in dated)]


def _is_a_namesake(block: Block, blocks: Sequence[Block]) -> bool:
    """ "Vega Kids Club", below or above "Vega" in a list of cards, with another day."""
    return (
        block.is_whole
        and block.is_longer
        and any(
            other.is_exact
            and other.is_of_the_time_of(block)
            and abs(other.title_x - block.title_x) <= SAME_LEFT_PIXELS
            and not other.meets(block)
            for other in blocks
        )
    )


def _is_anothers(line: TextLine, blocks: Sequence[Block]) -> bool:
    rows = not any(one.meets(other) for one in blocks for other in blocks if one is not other)
    if rows and all(line.x0 >= each.box[2] for each in blocks):  # their buttons at the far end
        nearest = min(blocks, key=lambda each: each.distance_down(line))
    else:
        nearest = min(blocks, key=lambda each: each.distance(line))
    return nearest.is_anothers and nearest.is_level_with(line)


def _block(line: TextLine, lines: Sequence[TextLine], name: str, chains: Chains) -> Block:
    chain = _without_logo(list(chains[line][0]), name)
    if any(above is line for _, above in chains.values()):
        # The first row of a list: what stands over all of its rows is no title of this one.
        while len(chain) > ROW_LINES and not names_in(bare(chain[-1].text)):
            chain.pop()
    title = bare(chain[-1].text)
    first = _first_cell(line, lines, list(chains))
    if first is not None:  # the column goes on above, in the rows of others
        chain = [x for x in chain if x is line or x.y0 >= first.y0 - OVERLAP_PIXELS]
        chain.append(first)
        title = bare(first.text)
    head = PARTED.split(title)[0]  # "Terror Nocturno \u00b7 3,99 \u20ac/mes"
    title = head if names_in(head) else title
    # Of "Nook Cinema membership" one page has the title "Cinema membership".
    called = names_in(TIERS.sub(" ", title) if any(map(str.isdigit, title)) else title)
    whole = any(name in bare(each.text) for each in chain) or head in short_names(name)
    own = whole or bool(called & names_in(name))
    said = STOP.search(chain[-1].text.rstrip()) is not None  # a sentence names nothing
    # "Standard - 12.99 a month" is a plan of whoever's page it is.
    bears = bool(names_in(TIERS.sub(" ", title)))
    named = len(chain) > 1 and bears and not (said or COUNTS.search(title))
    box = (
        min(each.x0 for each in chain),
        min(each.y0 for each in chain),
        max(each.x1 for each in chain),
        line.y1,
    )
    return Block(
        box,
        is_own=own,
        is_anothers=named and not own,
        is_whole=whole,
        is_cell=first is not None,
        title_x=chain[-1].x0,
        has_own_words=bool(called - names_in(name)),
        is_longer=bool(names_in(TIERS.sub(" ", title)) - names_in(name)),
        day=min((each.date for each in find_dates(line.text, today=date.min)), default=None),
        is_added=ADDED.search(head) is not None and not own and not said,
    )


def _without_logo(chain: list[TextLine], name: str) -> list[TextLine]:
    """A notice right below the site's header is nobody's card."""
    if len(chain) == 1 or bare(chain[-1].text) != name or chain[-1].y1 > LOGO_DOWN:
        return chain
    apart = chain[-2].y0 - chain[-1].y1 > chain[-2].height
    return chain[:-1] if apart else chain


def _chains(lines: Sequence[TextLine], dated: Sequence[TextLine], name: str) -> Chains:
    """Of each line that tells a day, from the top down: what stands above one is known by then, and
    a long list is gone through once."""
    chains: Chains = {}
    for line in sorted(dated, key=lambda each: each.y0):
        chains[line] = _chain(line, lines, dated, chains, name)
    return chains


def _chain(
    line: TextLine,
    lines: Sequence[TextLine],
    dated: Sequence[TextLine],
    known: Chains,
    name: str,
) -> tuple[list[TextLine], TextLine | None]:
    """From what tells the day up to its title; and what tells the day of the row above, if a list
    goes on there: the title stands closer to its own line than to that one, and above it is
    nothing of ours, whose card may tell two days with other words between."""
    said = bare(line.text)
    if ARROW.match(said) and names_in(ARROW.sub("", PARTED.split(said)[0])):
        return [line], None  # "\u25b6 Vega Series - renews 6 December": a shut section by itself
    head = _row_head(line, lines)
    chain = [line] if head is line else [line, head]
    while (above := _right_above(chain[-1], lines, name)) is not None:
        if _is_open_title(chain[-1], name) or (
            above.height > HEADING_SHARE * line.height and not names_in(bare(above.text))
        ):
            break  # "Your subscriptions" stands over all of them
        named = chain[-1] not in dated and bool(names_in(bare(chain[-1].text)))
        apart = named and chain[-1].y0 - above.y1 > chain[-2].y0 - chain[-1].y1
        if above in known and apart and _is_anothers_row(chain[-1], known[above][0], name):
            return chain, above
        if apart and above not in dated and not names_in(bare(above.text)):
            break  # "Resume membership", the last link of the card above
        chain.append(above)
    return chain, None


def _is_anothers_row(title: TextLine, before: Sequence[TextLine], name: str) -> bool:
    added = ADDED.search(bare(title.text)) is not None
    return added or _is_of_the_brand(title, name) or not _bears(name, before)


def _is_of_the_brand(line: TextLine, name: str) -> bool:
    """ "Orchard Reading Box" beside "Orchard One": a word in common, and others of its own."""
    said, own = bare(line.text), names_in(name)
    called = names_in(TIERS.sub(" ", said))
    return name not in said and bool(called & own) and bool(called - own)


def _bears(name: str, chain: Sequence[TextLine]) -> bool:
    return any(names_in(bare(each.text)) & names_in(name) for each in chain)


def _first_cell(
    line: TextLine, lines: Sequence[TextLine], dated: Sequence[TextLine]
) -> TextLine | None:
    """In a row of a table what tells the day has the name at its left: so it is in another row with
    both in the same columns. Cards side by side are no rows."""
    if any(each is not line and is_level(each, line) for each in dated):
        return None
    cell = _leftmost(line, lines)
    for other in dated:
        if other is line or abs(other.x0 - line.x0) > SAME_LEFT_PIXELS or cell is None:
            continue
        twin = _leftmost(other, lines)
        if twin is not None and abs(twin.x0 - cell.x0) <= SAME_LEFT_PIXELS:
            return top_of_cell(cell, line, lines, dated)
    return None


def _leftmost(line: TextLine, lines: Sequence[TextLine]) -> TextLine | None:
    before = [each for each in lines if each.x1 < line.x0]
    level = [each for each in before if is_level(each, line) or _spans(each, line, before)]
    named = [each for each in level if names_in(bare(each.text))]
    return min(named, key=lambda each: each.x0, default=None)


def _spans(title: TextLine, line: TextLine, lines: Sequence[TextLine]) -> bool:
    """A name with its price right below it; what tells the day stands level with their middle."""
    return any(
        abs(each.x0 - title.x0) <= OVERLAP_PIXELS
        and 0 <= each.y0 - title.y1 <= title.height
        and abs((title.y0 + each.y1) / 2 - line.center_y) <= line.height / 2
        for each in lines
    )


def _row_head(line: TextLine, lines: Sequence[TextLine]) -> TextLine:
    """The first words of its row: a chip, "Cancelled", may stand right before those of the day."""
    before = [each for each in lines if is_level(each, line) and _is_right_before(each, line)]
    return _row_head(before[0], lines) if len(before) == 1 else line


def _is_right_before(one: TextLine, other: TextLine) -> bool:
    return one is not other and -OVERLAP_PIXELS <= other.x0 - one.x1 <= CHIP_PIXELS


def _right_above(line: TextLine, lines: Sequence[TextLine], name: str) -> TextLine | None:
    """The title of a section that is open stands a little further up."""
    near = [
        each
        for each in lines
        if abs(each.x0 - line.x0) <= SAME_LEFT_PIXELS
        and 0 <= line.y0 - each.y1 <= _reach(each, name) * max(line.height, each.height)
        and each is not line
    ]
    return max(near, key=lambda each: each.y1, default=None)


def _reach(above: TextLine, name: str) -> float:
    return OPENED_HEIGHTS if _is_open_title(above, name) else GAP_HEIGHTS


def _is_open_title(line: TextLine, name: str) -> bool:
    """ "\u25bc Vega Series - active": the title of another one's section."""
    return ARROW.match(bare(line.text)) is not None and _is_of_the_brand(line, name)
