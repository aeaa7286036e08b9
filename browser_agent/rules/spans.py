"""Where the words of one line stand, by rough widths of letters."""

import re
from itertools import accumulate

from kernel.ocr import TextLine

LETTER_WIDTHS = dict.fromkeys("iljtfrI.,:;'|!()[] ", 0.5) | dict.fromkeys("mwMW@%", 1.5)
PARTED = re.compile(r"[^\s\u00b7\u2022|][^\u00b7\u2022|]{2,}(?<!\s)")


def places_of(line: TextLine) -> list[float]:
    """Where each letter of a line begins, and where the last one ends, by rough widths."""
    widths = [LETTER_WIDTHS.get(letter, 1.2 if letter.isupper() else 1.0) for letter in line.text]
    scale = (line.x1 - line.x0) / max(sum(widths), 1)
    return [line.x0 + at * scale for at in accumulate(widths, initial=0.0)]


def parted(line: TextLine) -> list[tuple[str, tuple[int, int]]]:
    """Links side by side, parted by dots: each with where it begins and ends."""
    places = places_of(line)
    return [
        (part.group(), (int(places[part.start()]), int(places[part.end()])))
        for part in PARTED.finditer(line.text)
    ]


def words_between(line: TextLine, span: tuple[int, int]) -> str:
    """The words of a line that stand between two x."""
    places, kept = places_of(line), []
    for word in re.finditer(r"\S+", line.text):
        start, end = places[word.start()], places[word.end()]
        if min(end, span[1]) - max(start, span[0]) > (end - start) / 2:
            kept.append(word.group())
    return " ".join(kept)
