"""Where the words of one line stand, by rough widths of letters."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

import numpy as np

from browser_agent.rules.pixels import (
    EDGE_SHARE,
    MARK_PIXELS,
    MARK_READ,
    WHOLE_SHARE,
    Box,
    Ink,
    Pixels,
    find_mark,
    is_outlined,
    link_span,
    paper_of,
)
from browser_agent.underlined import far_apart
from kernel.channels import most
from kernel.ocr import TextLine

LETTER_WIDTHS = dict.fromkeys("iljtfrI.,:;'|!()[] ", 0.5) | dict.fromkeys("mwMW@%", 1.5)
PARTED = re.compile(r"[^\s\u00b7\u2022|][^\u00b7\u2022|]{2,}(?<!\s)")
BARRED_LETTERS_MAX = 20
PIECE_SLACK, PIECE_SHARE = 6, 0.6  # of a part that its link does not fill
STARS = "*:-\u2013\u00b7\u2022|"
LINE_PIXELS_MAX, TITLE_PIXELS = 30, 26  # letters of a larger type are as large as a box
SPACED_SHARE = 0.5  # runs of ink to a letter
PALER = 2.0  # of contrast
WORD_LETTERS_MIN, SENTENCE_LETTERS_MIN = 3, 40
UNDER_SHARE, UNDER_BREAK = 0.75, 0.4  # of a letter's height
BLANK_PIXELS, LETTER_BLANK_PIXELS, DRAWN_STEP = 4, 8, 24
SECOND_PIXELS_MIN = 50


def spells(line: TextLine, part: Box) -> bool:
    """A shape is some letters of this line: "yuda", of "Ayuda", looks like a switch."""
    return Box(*line.box).keeps(part) and sum(map(str.isalpha, line.text)) >= WORD_LETTERS_MIN


def without_marks_within(pixels: Pixels, lines: Iterable[TextLine]) -> list[TextLine]:
    """The same lines, cut where a box or a knob to press stands between the words: a form's left
    column, or several choices in a row, are read as one line. So are links side by side, each
    underlined for itself. A mark read as a line of its own, before the words in the middle of whose
    lines it stands, is none."""
    links = [part for line in lines for part in _underlined(pixels, line)]
    links = [part for line in links for part in far_apart(pixels, line)]
    cut = [part for line in links for part in _cut_at_marks(pixels, line)]
    return [line for line in cut if not _is_a_mark_alone(pixels, line)]


def _is_a_mark_alone(pixels: Pixels, line: TextLine) -> bool:
    if not MARK_READ.fullmatch(line.text.strip()):
        return False
    mark = find_mark(pixels, Box(*line.box))
    return mark is not None and mark.box.meets(Box(*line.box)) and is_outlined(pixels, mark.box)


def _underlined(pixels: Pixels, line: TextLine) -> list[TextLine]:
    """The links of a line, where what is drawn under its words breaks off between them."""
    words = list(re.finditer(r"\S+", line.text))
    if len(words) < 2 or line.height > LINE_PIXELS_MAX:
        return [line]
    window = pixels[line.y0 : line.y1 + 3, line.x0 : line.x1].astype(np.int16)
    if window.size == 0:
        return [line]
    drawn = most(np.abs(window - paper_of(window))) > DRAWN_STEP
    below = drawn[line.height // 2 :]
    under = below[int(below.mean(axis=1).argmax())]
    if under.mean() < UNDER_SHARE:
        return [line]
    columns = np.flatnonzero(under | drawn[: line.height].any(axis=0))
    wide = max(LETTER_BLANK_PIXELS - 1, UNDER_BREAK * line.height)
    runs = np.split(columns, np.flatnonzero(np.diff(columns) > wide) + 1)
    spans = [(line.x0 + int(run[0]), line.x0 + int(run[-1]) + 1) for run in runs]
    texts = [words_between(line, span) for span in spans]
    if len(spans) < 2 or len(" ".join(texts).split()) != len(words) or not all(texts):
        return [line]
    return [
        replace(line, text=text, x0=x[0], x1=x[1]) for text, x in zip(texts, spans, strict=True)
    ]


def _cut_at_marks(pixels: Pixels, line: TextLine) -> list[TextLine]:
    for ended, start, end in _lone_shapes(pixels, line):
        mark = find_mark(pixels, Box(end, line.y0, line.x1, line.y1))
        share = WHOLE_SHARE if line.height > TITLE_PIXELS else EDGE_SHARE
        if mark is None or abs(mark.box.x0 - start) > 1:
            continue
        if not is_outlined(pixels, mark.box, share=share):
            continue
        before, after = _words_beside(line, mark.box, apart=start - ended > LETTER_BLANK_PIXELS)
        if before and after:
            left = replace(line, text=before, x1=ended + 1)
            return [left, *_cut_at_marks(pixels, replace(line, text=after, x0=end))]
    return [line]


def _words_beside(line: TextLine, mark: Box, *, apart: bool) -> tuple[str, str]:
    """What is read before and after the mark; ("", "") where a letter is read in its place.

    apart: from the words before it; then a letter that looks like a mark is one.
    """
    middle = mark.center_x
    places = places_of(line)
    words = [
        (each.group(), (places[each.start()] + places[each.end()]) / 2)
        for each in re.finditer(r"\S+", line.text)
    ]
    as_sign = [
        (text, at)
        for text, at in words
        if apart and abs(at - middle) < 3 * mark.width and MARK_READ.fullmatch(text)
    ]
    letters = [at for text, at in words if len(text) == 1 and text not in STARS]
    if any(abs(at - middle) < mark.width for at in letters) and not as_sign:
        return "", ""
    rest = [word for word in words if word not in as_sign[:1]]
    left = [text for text, at in rest if at < middle]
    return " ".join(left), " ".join(text for text, _ in rest[len(left) :])


def _lone_shapes(pixels: Pixels, line: TextLine) -> Iterable[tuple[int, int, int]]:
    """Where something as wide as a mark stands by itself, after where the words before it end and
    before where those after it begin: end, start, begin."""
    edge = line.height // 4  # a field's border may run along the line's
    window = pixels[line.y0 + edge : line.y1 - edge, line.x0 : line.x1].astype(np.int16)
    if window.size == 0 or line.height > LINE_PIXELS_MAX:
        return
    drawn = (most(np.abs(window - paper_of(window))) > DRAWN_STEP).any(axis=0)
    columns = np.flatnonzero(drawn)
    if columns.size == 0:
        return
    runs = np.split(columns, np.flatnonzero(np.diff(columns) > BLANK_PIXELS) + 1)
    if len(runs) > SPACED_SHARE * len(line.text):
        return  # letters that are set far apart
    for before, (run, after) in zip(runs, pairwise(runs[1:]), strict=False):
        if run[-1] + 1 - run[0] in MARK_PIXELS:
            yield line.x0 + int(before[-1]), line.x0 + int(run[0]), line.x0 + int(after[0])


def is_condition(pixels: Pixels, line: TextLine, frame: Box) -> bool:
    """A sentence with a box before it, in a frame of its own: as centred as a button's words."""
    if len(line.text) < SENTENCE_LETTERS_MIN:
        return False
    mark = find_mark(pixels, Box(*line.box))
    return mark is not None and frame.holds(mark.box)


def places_of(line: TextLine) -> list[float]:
    """Where each letter of a line begins, and where the last one ends, by rough widths."""
    widths = [LETTER_WIDTHS.get(letter, 1.2 if letter.isupper() else 1.0) for letter in line.text]
    scale = (line.x1 - line.x0) / max(sum(widths), 1)
    return [line.x0 + at * scale for at in accumulate(widths, initial=0.0)]


def parted(
    line: TextLine, link: tuple[int, int] | None = None
) -> list[tuple[str, tuple[int, int]]]:
    """Links side by side, parted by dots: each with where it begins and ends. link: what is drawn
    as one; where that is no more than the end of a part, the parts themselves are none."""
    places = places_of(line)
    parts = [
        (part.group(), (int(places[part.start()]), int(places[part.end()])))
        for part in PARTED.finditer(line.text)
    ]
    return [] if link is not None and any(_is_a_piece(link, of) for _, of in parts) else parts


def _is_a_piece(link: tuple[int, int], part: tuple[int, int]) -> bool:
    x0, x1 = part
    within = x0 - PIECE_SLACK <= link[0] and link[1] <= x1 + PIECE_SLACK
    return within and link[1] - link[0] < PIECE_SHARE * (x1 - x0)


def barred(line: TextLine) -> list[tuple[str, tuple[int, int]]]:
    """ "Log in | Join": short links parted by bars, whatever they are painted in."""
    parts = parted(line) if " | " in line.text else []
    return parts if all(len(words) <= BARRED_LETTERS_MAX for words, _ in parts) else []


def words_between(line: TextLine, span: tuple[int, int]) -> str:
    """The words of a line that stand between two x."""
    places, kept = places_of(line), []
    for word in re.finditer(r"\S+", line.text):
        start, end = places[word.start()], places[word.end()]
        if min(end, span[1]) - max(start, span[0]) > (end - start) / 2:
            kept.append(word.group())
    return " ".join(kept)


def title_of(held: Sequence[TextLine], inks: Mapping[TextLine, Ink]) -> str:
    """The first line of a card whose other lines are paler: a title, and what it is about; "" for
    a button, whose lines are alike."""
    first, *rest = sorted(held, key=lambda line: line.y0)
    pale = [abs(inks[each].contrast - inks[first].contrast) > PALER for each in rest]
    return first.text if rest and all(pale) else ""


def second_span(pixels: Pixels, box: Box, first: tuple[int, int]) -> tuple[int, int] | None:
    """Another link in the rest of the line, before or after the first one."""
    for x0, x1 in ((first[1] + 2, box.x1), (box.x0, first[0] - 2)):
        if x1 - x0 > SECOND_PIXELS_MIN:
            span = link_span(pixels, Box(x0, box.y0, x1, box.y1))
            if span is not None:
                return span
    return None
