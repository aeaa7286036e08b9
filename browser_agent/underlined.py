"""Links side by side that recognition reads as one line: where the line under the words breaks off,
one link ends and the next begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from browser_agent.asking import is_bare
from browser_agent.money import amounts
from browser_agent.stances import Stance, stances
from browser_agent.strokes import Wording, plain
from kernel.channels import most
from kernel.ocr import TextLine

DRAWN_STEP = 40
BREAK_PIXELS, BREAK_SHARE = 7, 0.4  # of a letter's height: wider than where a "g" reaches through
COVERED_SHARE, LINK_PIXELS_MIN = 0.75, 20
WORDS_MIN, HEIGHT_MAX = 2, 30
BLANK_STEP, LINK_WORDS_MAX, GAP_PIXELS_MIN, GAP_SHARE, GAP_HIGH = 24, 6, 4, 1.7, 0.45
_GIVES = Wording(r"%|\b(free|on us|gratis|gratuit\w*|offert\w*|kostenlos\w*|regal\w*|months?)\b")
_MARKS = " \u00b7\u2022|"
_BETWEEN = re.compile(r"\w ?[\u00b7\u2022|] ?\w")
OFFERS = frozenset({Stance.KEEP, Stance.ACCEPT, Stance.SPEND})


def apart(picture: Image.Image, lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """The same lines; each link of a row of them is one of its own."""
    lines = [_without_the_next(line, lines) for line in lines]
    plain = [line for line in lines if line.height <= HEIGHT_MAX]  # and no titles over pictures
    several = [line for line in plain if len(line.text.split()) >= WORDS_MIN]
    if not several:
        return tuple(lines)
    pixels = np.asarray(picture.convert("RGB"))
    cut = {
        id(line): [x for part in _parts(pixels, line) for x in far_apart(pixels, part)]
        for line in several
    }
    return tuple(part for line in lines for part in cut.get(id(line), [line]))


def _without_the_next(line: TextLine, lines: Sequence[TextLine]) -> TextLine:
    """ "My account Sign out", where "Sign out" is read as a line of its own as well."""
    for other in lines:
        within = line.x0 < other.x0 and abs(other.x1 - line.x1) <= line.height
        level = abs(other.center_y - line.center_y) <= line.height / 2
        if within and level and line.text.endswith(f" {other.text}"):
            return replace(line, text=line.text[: -len(other.text)].strip(), x1=other.x0 - 1)
    return line


def far_apart(pixels: NDArray[np.uint8], line: TextLine) -> list[TextLine]:
    """Two short links in a row, read as one line: of all blanks one is far wider than the others,
    and what follows it begins with a capital letter."""
    words = line.text.split()
    window = pixels[line.y0 : line.y1, line.x0 : line.x1].astype(np.int16)
    if not WORDS_MIN < len(words) <= LINK_WORDS_MAX or line.height > HEIGHT_MAX or window.size == 0:
        return [line]
    paper = np.median(window.reshape(-1, window.shape[-1]), axis=0)
    drawn = (most(np.abs(window - paper)) > BLANK_STEP).any(axis=0)
    columns = np.flatnonzero(drawn)
    steps = np.diff(columns)
    wide = sorted(range(len(steps)), key=lambda at: -steps[at])[: len(words) - 1]
    if len(wide) < len(words) - 1 or steps[wide[-1]] < GAP_PIXELS_MIN:
        return [line]  # the words are not told apart by their blanks
    gaps = sorted(wide)
    place = gaps.index(wide[0])
    clear = steps[wide[0]] >= max(GAP_SHARE * steps[wide[1]], GAP_HIGH * line.height)
    before, after = " ".join(words[: place + 1]), " ".join(words[place + 1 :])
    if not clear or not after[:1].isupper() or not before[-1].isalnum():
        return [line]
    cut = line.x0 + int(columns[wide[0]]) + 1, line.x0 + int(columns[wide[0] + 1])
    return [replace(line, text=before, x1=cut[0]), replace(line, text=after, x0=cut[1])]


def _parts(pixels: NDArray[np.uint8], line: TextLine) -> list[TextLine]:
    runs = list(_runs(pixels, line))
    if len(runs) == 1 and runs[0][0] > line.x0 + line.height and _goes_before(line, runs[0][0]):
        runs = [(line.x0, runs[0][0] - 1), runs[0]]
    cuts = [_blank_at(line, (before + after) / 2) for (_, before), (after, _) in pairwise(runs)]
    places = [0, *(each for each in cuts if each is not None), len(line.text)]
    texts = [line.text[start:end].strip(_MARKS) for start, end in pairwise(places)]
    if len(runs) == 1 or len(texts) != len(runs) or not all(texts):
        return [line]
    return [
        replace(line, text=text, x0=x0, x1=x1) for text, (x0, x1) in zip(texts, runs, strict=True)
    ]


def _goes_before(line: TextLine, x: int) -> bool:
    """Whether a sentence ends where a link of several words begins, and offers nothing: "Keep
    watching for $2. Go on" is one offer."""
    at = _blank_at(line, x)
    said, link = (line.text[:at].rstrip(), line.text[at:]) if at is not None else ("", "")
    several = len(link.split()) >= WORDS_MIN and not is_bare(link)
    offers = stances(plain(said)) & OFFERS or amounts(said) or _GIVES.search(plain(said))
    return said.endswith((".", "?", "!")) and several and not offers


def _blank_at(line: TextLine, x: float) -> int | None:
    """The blank between two words that is nearest to this place, if it is near."""
    blanks = [at for at, letter in enumerate(line.text) if letter == " "]

    def away(at: int) -> float:
        x0, _, x1, _ = line.part(at, at + 1)
        return abs((x0 + x1) / 2 - x)

    best = min(blanks, key=away, default=None)
    return best if best is not None and away(best) <= line.height else None


def _runs(pixels: NDArray[np.uint8], line: TextLine) -> Iterator[tuple[int, int]]:
    """From where to where the line under the words is drawn."""
    below = pixels[line.y0 + line.height // 2 : line.y1 + 3, line.x0 : line.x1].astype(np.int16)
    if below.size == 0:
        return
    paper = np.median(below.reshape(-1, below.shape[-1]), axis=0)
    drawn = most(np.abs(below - paper)) > DRAWN_STEP
    share = drawn.mean(axis=1)
    row = int(share.argmax())
    if share[row] < COVERED_SHARE:
        yield from _last_run(drawn, line)
        return
    # Between two links there is nothing at all; within one the line may break under a letter.
    # ... but not under what stands between two: "Leave anyway \u00b7 Close".
    letters = False if _BETWEEN.search(line.text) else _letters(pixels, line, paper)
    columns = np.flatnonzero(drawn[row] | letters)
    wide = max(BREAK_PIXELS, round(line.height * BREAK_SHARE))
    for run in np.split(columns, np.flatnonzero(np.diff(columns) > wide) + 1):
        if run[-1] + 1 - run[0] >= LINK_PIXELS_MIN:
            yield line.x0 + int(run[0]), line.x0 + int(run[-1]) + 1


def _last_run(drawn: NDArray[np.bool_], line: TextLine) -> Iterator[tuple[int, int]]:
    """Of a line that is drawn under its last words alone, where they begin and end."""
    wide = max(BREAK_PIXELS, round(line.height * BREAK_SHARE))
    for columns in map(np.flatnonzero, drawn):
        if columns.size < LINK_PIXELS_MIN or columns[-1] + wide < drawn.shape[1]:
            continue
        run = np.split(columns, np.flatnonzero(np.diff(columns) > wide) + 1)[-1]
        length = run[-1] + 1 - run[0]
        if length >= 2 * LINK_PIXELS_MIN and run.size >= COVERED_SHARE * length:
            yield line.x0 + int(run[0]), line.x0 + int(run[-1]) + 1
            return


def _letters(
    pixels: NDArray[np.uint8], line: TextLine, paper: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """The columns in which anything is drawn above the line under the words."""
    words = pixels[line.y0 : line.y1, line.x0 : line.x1].astype(np.int16)
    return (most(np.abs(words - paper)) > DRAWN_STEP).any(axis=0)
