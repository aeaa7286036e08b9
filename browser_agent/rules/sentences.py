"""What a page says, put together again from lines: paragraphs, rows, label over value."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from browser_agent.rules.pixels import Box
from browser_agent.rules.text import Phrases, fold
from kernel.dates import find_dates
from kernel.ocr import TextLine

ROW_PIECES_MAX = 3
COLUMN_LETTERS_MAX, COLUMN_SLACK = 26, 6
SAME_SIZE = 1.4
TIGHT_SIZE = 1.7  # letters with accents and tails in one heading
# "14. Dezember", "Dec. 14" and "$7.99" hold dots that end nothing.
FULL_STOP = re.compile(
    r"(?:(?<=[^\W\d_][^\W\d_][.!?])|(?<=\d{4}[.!?])|(?<=\.\d\d[.!?])|(?<=[!?]))"
    r" (?=\W?[A-Z\u00c0-\u00de])"
)

DAY_LETTERS_MAX = 40
VALUE = Phrases(r"none|n/a|-+|on|off|active|inactive|cancell?ed|expired|enabled|disabled|yes|no")
ANY_DAY = date(2000, 1, 1)  # whether a date is there does not depend on today
NOTHING_NEXT = Phrases(
    r"next (?:payment|charge|bill|billing(?: date)?|invoice|renewal)|proximo (?:pago|cobro)|"
    r"prochaine? (?:paiement|prelevement|facture)|nachste (?:zahlung|abbuchung)"
)
UNFINISHED = Phrases(
    r".*(?<![^\W_])(?:on|until|till|through|the|for|of|to|and|your|at|by|is|a|an|will|le|el|am|bis)$"
)

# Words spoken to a machine are no page content, whatever they claim: the paragraph is left out.
TO_MACHINES = Phrases(
    r"(?:ai|automated|autonomous|browser|llm) (?:agents?|assistants?|models?|bots?|systems?)",
    r"language models?",
    r"(?:ignore|disregard|forget) (?:all|any|the|your|previous|prior|"
    r"above)[a-z ]{0,30}instructions?",
    r"system prompt",
    r"if you are (?:an? )?(?:ai|bot|assistant|robot|language model|automated)",
)


@dataclass(frozen=True)
class Sentence:
    """text as printed; quote: the recognised line it stands in, for evidence."""

    text: str
    quote: str
    box: Box

    @cached_property
    def folded(self) -> str:
        return fold(self.text)


def sentences_of(
    lines: Sequence[TextLine], labels: Iterable[TextLine], regions: Sequence[Box]
) -> tuple[Sentence, ...]:
    """Sentences in reading order. `labels` stand on buttons, each a sentence of its own."""
    alone = set(labels)
    columns = _columns([line for line in lines if line not in alone], regions)
    taken = alone | {line for pair in columns for line in pair}
    paragraphs: list[list[list[TextLine]]] = []
    for row in _rows([line for line in lines if line not in taken], regions):
        for paragraph in reversed(paragraphs[-4:]):
            if _continues(paragraph[-1], row, regions):
                paragraph.append(row)
                break
        else:
            paragraphs.append([row])
    paragraphs += [[[line]] for line in lines if line in alone]
    paragraphs += [[pair] for pair in columns if len(pair) > 1]
    said = [
        sentence
        for paragraph in paragraphs
        if not TO_MACHINES(fold(" ".join(line.text for row in paragraph for line in row)))
        for statement in _statements(paragraph)
        for sentence in _split(statement)
    ]
    return tuple(sorted(said, key=lambda sentence: (sentence.box.y0, sentence.box.x0)))


def _columns(lines: Sequence[TextLine], regions: Sequence[Box]) -> list[list[TextLine]]:
    """Labels in one row, each with its value right under it: "Active until | Auto-renewal" above
    "Jan 25, 2027 | OFF". A label of that row without a value says nothing, and is left alone."""
    pairs: list[list[TextLine]] = []
    for label in lines:
        row = [
            other
            for other in lines
            if other is not label
            and abs(other.center_y - label.center_y) <= label.height / 3
            and home_of(other, regions) == home_of(label, regions)
        ]
        under = {id(each): _value_under(each, lines) for each in (label, *row)}
        values = [value for value in under.values() if value is not None]
        days = any(_is_day(value.text) for value in values)
        days = days and all(
            under[id(each)] is not None or NOTHING_NEXT.whole(fold(each.text))
            for each in (label, *row)
        )
        short = len(label.text) <= COLUMN_LETTERS_MAX and not label.text.endswith((".", ":"))
        if short and days and len(values) > 1 and not _is_day(label.text):
            value = under[id(label)]
            if value is not None:
                pairs.append([label, value])
            elif NOTHING_NEXT.whole(fold(label.text)):
                pairs.append([label])  # "Next payment" above a mere dash
    return pairs


def _value_under(label: TextLine, lines: Sequence[TextLine]) -> TextLine | None:
    below = [
        line
        for line in lines
        if 0 <= line.y0 - label.y1 + 4 <= label.height
        and abs(line.x0 - label.x0) <= COLUMN_SLACK
        and (_is_day(line.text) or VALUE.whole(fold(line.text)))
    ]
    return below[0] if len(below) == 1 else None


def _rows(lines: Iterable[TextLine], regions: Sequence[Box]) -> list[list[TextLine]]:
    """Pieces side by side in one box are a row: "Next payment      14 December"."""
    rows: list[list[TextLine]] = []
    for line in lines:
        last = rows[-1] if rows else []
        if (
            last
            and len(last) < ROW_PIECES_MAX
            and abs(last[-1].center_y - line.center_y) < line.height * 0.5
            and line.x0 >= last[-1].x1
            and home_of(last[-1], regions) == home_of(line, regions)
        ):
            last.append(line)
        else:
            rows.append([line])
    return rows


def home_of(line: TextLine, regions: Sequence[Box]) -> Box | None:
    """The smallest box around a line."""
    around = [box for box in regions if box.holds(Box(*line.box))]
    return min(around, key=lambda box: box.area, default=None)


def _continues(above: Sequence[TextLine], row: Sequence[TextLine], regions: Sequence[Box]) -> bool:
    upper, lower = above[0], row[0]
    gap = lower.y0 - max(line.y1 for line in above)
    aligned = abs(upper.x0 - lower.x0) < 14 or abs(upper.center_x - lower.center_x) < 14
    tight = -0.35 * upper.height <= gap < 0
    unlike = TIGHT_SIZE if tight else SAME_SIZE
    if min(line.height for line in above) > max(line.height for line in row) * unlike:
        return False  # a heading over its text
    if VALUE.whole(fold(lower.text)) or _is_day(lower.text):
        # The value under its label may stand further off than one line of a paragraph.
        return aligned and -6 <= gap < upper.height * 1.8 and not _is_day(upper.text)
    near = tight or -6 <= gap < min(upper.height, lower.height) * 0.8
    return near and aligned and home_of(upper, regions) == home_of(lower, regions)


def _statements(paragraph: Sequence[Sequence[TextLine]]) -> Iterable[list[TextLine]]:
    """Cut a stack of rows where one ends although the next one's first word would have fitted.

    A day under its label ("Next billing date" / "4 January") stays with it.
    """
    widest = max(row[-1].x1 - row[0].x0 for row in paragraph)
    statement: list[TextLine] = []
    for row in paragraph:
        if statement and not _runs_on(statement[-1], row[0], widest):
            yield statement
            statement = []
        statement = [*statement, *row]
    yield statement


def _runs_on(last: TextLine, following: TextLine, widest: int) -> bool:
    first_word = len(following.text.split()[0]) + 1
    wanted = last.x1 - last.x0 + first_word * (last.x1 - last.x0) / max(len(last.text), 1)
    if wanted > widest + 4:
        return True
    if following.text[0].islower() or UNFINISHED(fold(last.text)) or last.text[-1] in ":,":
        return True
    value = VALUE.whole(fold(following.text)) or _is_day(following.text)
    return value and not find_dates(last.text, today=ANY_DAY)


def _is_day(text: str) -> bool:
    days = find_dates(text, today=ANY_DAY)
    return bool(days) and days[0].start <= 1 and len(text) <= DAY_LETTERS_MAX


def _split(pieces: Sequence[TextLine]) -> Iterable[Sentence]:
    """Cut a statement at full stops; each sentence remembers the lines it came from."""
    text = ""
    starts = []
    for line in pieces:
        starts.append(len(text))
        text += line.text + " "
    begin = 0
    for end in [*(hit.end() for hit in FULL_STOP.finditer(text)), len(text)]:
        said = text[begin:end].strip()
        if said:
            own = [
                line
                for line, start in zip(pieces, starts, strict=True)
                if start < end and start + len(line.text) > begin
            ]
            box = Box(
                min(line.x0 for line in own),
                min(line.y0 for line in own),
                max(line.x1 for line in own),
                max(line.y1 for line in own),
            )
            yield Sentence(said, " ".join(line.text for line in own), box)
        begin = end
