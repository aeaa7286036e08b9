"""What stands beside the service in the lists that a run has seen: other products and contracts."""

import re
from collections.abc import Sequence

from browser_agent.beside import is_below, is_listed, is_tab_beside, stands_like
from browser_agent.entries import LABEL, VALUE, ends_another, others_in, strip_ends
from browser_agent.goods import goods_of, is_in_card, tells_a_perk
from browser_agent.house import KIND, House, is_another, is_named
from browser_agent.part_cards import is_below_another, names_a_share
from browser_agent.parts import (
    ENTRY_PIXELS,
    LETTER_STEP,
    ROW_PIXELS,
    is_called,
    is_in_column,
    is_level_in_column,
    own_word,
)
from browser_agent.sections import sections, without_named
from browser_agent.sibling_words import (
    A_PART,
    ADDED,
    ARROW,
    CONTRACT,
    COPYRIGHT,
    FEATURES,
    IN_BRACKETS,
    PART_WORD,
    PARTS_TITLE,
    PRICE,
    RUNS,
    SENTENCES,
    SOLD,
    STATE,
    STAYS,
    TO_CHOOSE,
    channel_of,
)
from browser_agent.stances import Stance, stances
from browser_agent.strokes import plain
from browser_agent.titles import PARTED
from kernel.ocr import TextLine

HEADER_PIXELS, SIBLING_LETTERS_MAX, BAR_PIXELS, TITLE_PIXELS = 110, 40, 55, 22
LIST_PIXELS, COLUMN_PIXELS = 170, 30
SOLD_PIXELS, SECTION_PIXELS, LETTERS_MIN = 40, 260, 4
NAMES_MAX, WORD_REST = 12, 14


def is_state(text: str) -> bool:
    """ "active", "cancelled": what a title tells beside a name."""
    return STATE.fullmatch(plain(text)) is not None


def title_of(text: str) -> str:
    """The name of a section without its arrow and without what is told beside it."""
    return _title(text)[0]


class Siblings:
    """What a list that this run has seen names beside the service, and is not the service: other
    products of its brand ("Orrery Tunes" beside "Orrery Select"), other contracts."""

    def __init__(self, service: str) -> None:
        self._service, self._name = service, plain(service)
        self._part = own_word(service)
        self._found: dict[str, str] = {}  # its name, and how the service itself was called there
        self._goods: set[str] = set()  # those of them that are sold beside a plan of any name
        self._house = House(service)

    @property
    def names(self) -> list[str]:
        """Of the latest, for whoever decides: plain text."""
        return list(self._found)[-NAMES_MAX:]

    @property
    def is_guest(self) -> bool:
        """Whether the service is sold in the house of another: nothing is ended there but what
        bears its name."""
        return self._house.brand is not None

    def is_named(self, lines: Sequence[TextLine]) -> bool:
        return is_named(self._name, lines)

    def learn(self, lines: Sequence[TextLine]) -> None:
        said = [(line, plain(line.text)) for line in lines if line.y0 > HEADER_PIXELS]
        self._house.learn(lines)
        self._learn_brand(said)
        self._found |= dict(others_in(self._name, said, self._house))
        self._learn_parts(said)
        self._learn_contracts(said)
        if self._part is None:
            self._learn_sections(lines)
        goods = dict(goods_of(self._service, lines))
        self._goods |= goods.keys()
        self._found = goods | self._found

    def _learn_brand(self, said: Sequence[tuple[TextLine, str]]) -> None:
        """What stands like the service's own name, and is a name of the same brand with something
        below it that is sold or told of it."""
        brand = self._name.split(" ")[0]
        heads = [(line, *_title(line.text)) for line, _ in said]
        own = [line for line, head, _ in heads if head == self._name]
        top = min((line.y0 for line, _ in said), default=0)
        for line, text, state in heads:
            other = text.startswith(f"{brand} ") and (
                is_another(text, self._name) or self._is_a_product(line, text, said)
            )
            other = other and line not in own and not stances(text)
            short = len(text) <= SIBLING_LETTERS_MAX
            sold = any(SOLD.search(words) for below, words in said if is_below(below, line))
            # "Arbor Video" below the site's own name, which stands above all else: its only plan.
            logos = [x for x in own if x.y0 == top and abs(x.x0 - line.x0) <= LETTER_STEP]
            mine = (
                own if not text.startswith(f"{self._name} ") else [x for x in own if x not in logos]
            )
            sold = sold or STATE.fullmatch(state) is not None or bool(SOLD.search(state))
            sold = sold or any(is_tab_beside(line, each) for each in own)
            # "Arbor Music - renews 2 May": rows of a list, however close below each other.
            rows = [x for x, _, told in heads if x in mine and told and SOLD.search(state)]
            beside = any(stands_like(line, each) for each in mine)
            if other and short and sold and (beside or is_in_column(line, rows)):
                self._found[text] = self._name
        self._learn_list(heads, said)

    def _is_a_product(
        self, line: TextLine, head: str, said: Sequence[tuple[TextLine, str]]
    ) -> bool:
        """ "Arbor TV" beside "Arbor Premium", with its price right below: no page of the site."""
        words = head.split()[1:]
        called = any(KIND.fullmatch(word) is None for word in words)
        return called and not head.startswith(self._name) and _runs_on(line, said)

    def _learn_list(
        self, heads: Sequence[tuple[TextLine, str, str]], said: Sequence[tuple[TextLine, str]]
    ) -> None:
        """Subscriptions in a list, each with its price or its day right below: whatever stands in
        one column with ours, in letters as high, is another one, of whatever name."""
        runs = [(line, head) for line, head, told in heads if RUNS.search(told) and head]
        sold = [(line, head) for line, head, _ in heads if self._is_sold(line, head, said)] + runs
        bare = [(line, text) for line, text in said if line not in dict(runs)]
        brand, _, rest = self._name.partition(" ")
        whole = [line for line, head in sold if f"{head} ".startswith(f"{self._name} ")]
        # "Live Sport" among the subscriptions of "Arbor Live Sport".
        ours = whole or [line for line, head in sold if rest and head == rest]
        name = self._name if whole else rest
        for line, head in sold:
            column = any(is_level_in_column(line, each) for each in ours)
            words = head.split()
            plan = words[:1] == [brand] or all(KIND.fullmatch(each) for each in words)
            # What stands right below our own name is its plan, and a price is no name.
            plan |= any(is_below(line, x) for x, text in bare if text.startswith(self._name))
            own_words = head if (line, head) in runs else line.text
            plan |= PRICE.search(own_words) is not None or not head[:1].isalnum()
            plan |= LABEL.fullmatch(head) is not None or VALUE.search(own_words) is not None
            if (
                column
                and not (plan or stances(head))
                and LETTERS_MIN <= len(head) <= SIBLING_LETTERS_MAX
            ):
                self._found |= dict.fromkeys(filter(None, (head, channel_of(head))), name)

    def _is_sold(self, line: TextLine, head: str, said: Sequence[tuple[TextLine, str]]) -> bool:
        """By the line right below it; of our own, below which its plan may stand, by any near."""
        ours = head == self._name and any(
            is_below(each, line) and RUNS.search(words) for each, words in said
        )
        return ours or _runs_on(line, said)

    def _learn_parts(self, said: Sequence[tuple[TextLine, str]]) -> None:
        """What stands in one list with the part that is meant, like its name, and is sold: the
        seller's other parts."""
        if self._part is None:
            return
        own = [line for line, text in said if is_called(self._part, text)]
        for line, text in said:
            named = len(text) <= SIBLING_LETTERS_MAX and line not in own and text[:1].isalpha()
            sold = any(SOLD.search(words) for below, words in said if is_below(below, line))
            told = SOLD.search(text) is not None or names_a_share(text)
            if named and sold and not told and any(stands_like(line, each) for each in own):
                self._found[text] = self._part

    def _learn_sections(self, lines: Sequence[TextLine]) -> None:
        """What is sold under the title "Channels"."""
        for _, held in sections(lines, PARTS_TITLE, but=self._name):
            said = [(each, plain(each.text)) for each in held]
            for line, text in said:
                named = LETTERS_MIN <= len(text) <= SIBLING_LETTERS_MAX and text[:1].isalpha()
                sold = any(is_below(x, line) and SOLD.search(words) for x, words in said)
                if named and sold and not SOLD.search(text):
                    self._found[text] = self._name

    def _learn_contracts(self, said: Sequence[tuple[TextLine, str]]) -> None:
        """The entries of an open list, with "Please select" among them, below the word for a
        contract."""
        for own, name in said:
            labelled = any(
                CONTRACT.fullmatch(text) and 0 < own.y0 - line.y1 <= LIST_PIXELS
                for line, text in said
                if abs(line.x0 - own.x0) <= COLUMN_PIXELS
            )
            if not (labelled and self._name and name.startswith(self._name)):
                continue
            column = [(line, text) for line, text in said if is_listed(line, own)]
            if any(TO_CHOOSE.match(text) for _, text in column):
                self._found |= {
                    text: self._name
                    for line, text in column
                    if self._name not in text and not TO_CHOOSE.match(text)
                }

    def has(self, lines: Sequence[TextLine], y: int | None = None, x: int | None = None) -> bool:
        """Whether a page is one of theirs: it bears such a name, and nowhere the service's. y, x:
        or whether this place of it is in one of their rows or cards."""
        if y is not None and (
            self._has_row(lines, y, x) or is_below_another(self._service, lines, y, x)
        ):
            return True
        if not is_named(self._name, lines) and self._house.speaks_of_another(lines):
            return True  # of a guest only what bears its name
        body = [line for line in lines if line.y0 > HEADER_PIXELS or _is_high_title(line)]
        said = [text for text in (plain(x.text) for x in body) if not COPYRIGHT.match(text)]
        heading = _heading(body)
        menus = [line.x0 for line in body if _title(line.text)[0] == heading][1:]
        listed = any(  # beside ours, and not in a menu that names both
            self._is_own(_title(line.text)[0])
            and all(abs(line.x0 - x0) > LETTER_STEP for x0 in menus)
            for line in body
        )
        asked = any(_speaks_of(x, heading) for x in self._found)
        asked = asked and self._asks_for_theirs([heading])
        if asked or (heading in self._found and not listed):
            return True  # its own page, under the site's name
        beside = dict(goods_of(self._service, lines)) if self._goods else {}
        return any(
            any(_speaks_of(other, text) for text in said)
            and not any(_bears_own(text, x, other) for text in said for x in (own, self._name))
            for other, own in self._found.items()
            if other not in beside  # our plan's card stands there as well
        )

    def asked_of(self, dialog: Sequence[TextLine], y: int) -> bool:
        """Whether a dialog asks about another one, "End Arena Kids?", or this height of it is in
        the row of another one."""
        said = [strip_ends(plain(line.text)) for line in dialog]
        theirs = self._theirs(said)
        ours = any(self._bears_ours(text) for text in said)
        if self._asks_for_theirs(said):
            return True
        if theirs and ours and len(self._titles(dialog)) > 1:
            return self._has_row(dialog, y, None)
        return bool(theirs) and not ours

    def _theirs(self, said: Sequence[str]) -> list[str]:
        theirs = [text for text in said if any(f" {x} " in f" {text} " for x in self._found)]
        return [text for text in theirs if not self._bears_ours(text)]

    def _asks_for_theirs(self, said: Sequence[str]) -> bool:
        theirs = (text for text in self._theirs(said) if not STAYS.search(text))
        return any(Stance.LEAVE in stances(text) for text in theirs)

    def are_named(self, lines: Sequence[TextLine]) -> bool:
        """Whether one of these lines is the name of a subscription."""
        names = {*self._own(), *self._found}
        return any(plain(line.text) in names for line in lines)

    def without(self, lines: Sequence[TextLine]) -> list[TextLine]:
        """The lines, but those that name another one, or stand in its section."""
        if not self._found:
            return list(lines)
        lines = without_named(lines, list(self._found), self._name)
        titles = self._titles(lines)
        return [
            line
            for line in lines
            if not self._is_below_theirs(titles, round(line.center_y), line.x0)
            and not self._names_other(line)
        ]

    def _names_other(self, line: TextLine) -> bool:
        said = f" {plain(line.text)} "
        others = any(f" {other} " in said for other in self._found)
        return others and not any(f" {own} " in said for own in self._found.values())

    def _has_row(self, lines: Sequence[TextLine], y: int, x: int | None) -> bool:
        near = [line for line in lines if line.y0 - ROW_PIXELS <= y <= line.y1 + SOLD_PIXELS * 2]
        near = [line for line in near if not ADDED.search(line.text)]
        near = [line for line in near if line.y0 > HEADER_PIXELS]
        named = [plain(line.text) for line in near if not FEATURES.match(line.text)]
        parts = any(A_PART.match(x) and Stance.LEAVE not in stances(x) for x in named)
        if self._part is None and parts and not any(self._name in text for text in named):
            return True  # a channel of a service that is meant as a whole
        named_so = ends_another(lines, y, x, self._found, self._name)
        if self._part is None and (named_so or self._is_among_parts(lines, y)):
            return True
        if x is not None and is_in_card(lines, y, x, list(self._goods), self._name):
            return True
        level = [line for line in lines if line.y0 - ENTRY_PIXELS <= y <= line.y1 + ENTRY_PIXELS]
        said = {plain(line.text) for line in level}
        heads = {_title(line.text)[0] for line in level} | said
        row = any(other in heads and own not in heads for other, own in self._found.items())
        ours = any(self._bears_ours(text) for text in said)
        return row or (self._is_below_theirs(self._titles(lines), y, x) and not ours)

    def _bears_ours(self, text: str) -> bool:
        """Our name, and not as the beginning of another one."""
        for other in self._found:
            if self._name in other:
                text = text.replace(other, " ")
        return self._name in text

    def _is_among_parts(self, lines: Sequence[TextLine], y: int) -> bool:
        """Under the title "Channels", or "Cancel channel" itself."""
        row = [line for line in lines if line.y0 <= y <= line.y1]
        near = [x for x in lines if x.y0 - ENTRY_PIXELS <= y <= x.y1 + ENTRY_PIXELS]
        if any(self._name in plain(line.text) for line in near):
            return False
        ends = (plain(line.text) for line in row)
        itself = PART_WORD.search(self._name) is not None  # "Canal+"
        if not itself and any(PART_WORD.search(x) and Stance.LEAVE in stances(x) for x in ends):
            return True
        found = sections(lines, PARTS_TITLE, but=self._name)
        return any(line in held for _, held in found for line in row)

    def _own(self) -> frozenset[str]:
        """What the service is called in the lists of this run."""
        return frozenset({self._name, *self._found.values()})

    def _titles(self, lines: Sequence[TextLine]) -> list[tuple[TextLine, str]]:
        names = {*self._own(), *self._found}
        heads = [(line, _title(line.text)[0]) for line in lines if line.y0 > HEADER_PIXELS]
        titles = [(x, head) for x, head in heads if head in names or self._is_own(head)]
        return titles if any(self._is_own(head) for _, head in titles) else []

    def _is_own(self, head: str) -> bool:
        part = self._part is not None and is_called(self._part, head)
        # "Arbor Complete" where it stands with what renews beside others: their plan, and no other.
        tier = self._part is None and head.startswith(f"{self._name} ")
        return head in self._own() or ((part or tier) and head not in self._found)

    def _is_below_theirs(
        self, titles: Sequence[tuple[TextLine, str]], y: int, x: int | None
    ) -> bool:
        """x: where a line begins; of titles side by side it is below the one that begins before it.
        Without it nobody knows which of both is meant."""
        above = [(line, head) for line, head in titles if line.y0 <= y]
        if not above:
            return False
        lowest = max(line.y0 for line, _ in above)
        level = [(line, head) for line, head in above if lowest - line.y0 <= ROW_PIXELS]
        if x is None:
            theirs = not any(self._is_own(head) for _, head in level)
        else:
            before = [each for each in level if each[0].x0 <= x + LETTER_STEP] or level
            theirs = not self._is_own(max(before, key=lambda each: each[0].x0)[1])
        return theirs and y - lowest <= SECTION_PIXELS


def _speaks_of(other: str, text: str) -> bool:
    """But not that it stays: "Your Arena channel is not affected"."""
    if " " not in other:  # one word may stand in any sentence: "You will lose your downloads"
        words = [strip_ends(word) for word in text.split()]
        return len(text) <= len(other) + WORD_REST and other in words
    named = re.compile(rf"(?<!\w){re.escape(other)}(?!\w)")
    parts = (part for part in SENTENCES.split(text) if named.search(part))
    return any(not (STAYS.search(part) or tells_a_perk(part, other)) for part in parts)


def _bears_own(text: str, own: str, other: str) -> bool:
    """ "Arbor and Arbor Kids" does, beside "Arbor Kids"; "Arbor Kids" itself does not."""
    return own in (text if other in own else text.replace(other, " "))


def _title(text: str) -> tuple[str, str]:
    """Of "\u25b6 Arbor Kids \u2014 active" the name and the state beside it."""
    said = ARROW.sub("", IN_BRACKETS.sub("", text))
    head, *rest = PARTED.split(said, maxsplit=1)
    return plain(head), plain(" ".join(rest))


def _heading(lines: Sequence[TextLine]) -> str:
    """The name of the page: its tallest line, if one is taller than all others."""
    tall = sorted(lines, key=lambda line: -line.height)
    alone = len(tall) == 1 or (len(tall) > 1 and tall[0].height > tall[1].height + LETTER_STEP / 2)
    return _title(tall[0].text)[0] if alone else ""


def _is_high_title(line: TextLine) -> bool:
    """The title of a page without a bar above it: a menu stands at its side."""
    return line.y0 > BAR_PIXELS and line.height >= TITLE_PIXELS


def _runs_on(line: TextLine, said: Sequence[tuple[TextLine, str]]) -> bool:
    """Right below it stands what it costs a month or a year, or when it renews: no receipt."""
    below = [(each, words) for each, words in said if is_below(each, line)]
    first = min(below, key=lambda each: each[0].y0, default=None)
    near = first is not None and first[0].y0 - line.y1 <= ENTRY_PIXELS
    return near and first is not None and RUNS.search(first[1]) is not None
