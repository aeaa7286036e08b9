"""One screenshot: the instruction on it, the words below it, and what can be worked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from browser_agent.rules.instruct.letters import base_of, sharpened
from browser_agent.rules.instruct.shapes import Widget, find_widgets
from browser_agent.rules.pixels import Box, Pixels
from kernel.ocr import PIECE_MARGIN_PIXELS, TextLine

BAR_HIGH_MIN, BAR_WIDE_MIN = 0.04, 0.3
SAME_STEP = 10
INK_STEP = 60
HUE_MIN = 60
WORD_GAP = 0.17
EM_MIN = 8.0
TAIL_SHARE = 0.78


@dataclass(frozen=True, slots=True)
class Word:
    """linked: painted in a colour, as links are. line: the place of its line."""

    text: str
    box: Box
    linked: bool
    line: int


@dataclass(frozen=True)
class View:
    """em: the height of a tall letter with its tail, in pixels."""

    pixels: Pixels
    instruction: str
    bar: Box | None
    lines: tuple[TextLine, ...]
    widgets: tuple[Widget, ...]
    em: float

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @cached_property
    def words(self) -> tuple[Word, ...]:
        found: list[Word] = []
        for place, line in enumerate(self.lines):
            found.extend(_words(self.pixels, line, place))
        return tuple(found)

    @cached_property
    def links(self) -> tuple[Word, ...]:
        """Neighbouring coloured words of a line as one."""
        joined: list[Word] = []
        for word in self.words:
            if not word.linked or any(
                each.box.covers(word.box.center_x, word.box.center_y)
                for each in self.of_kind("button", "header", "field", "select")
            ):
                continue
            last = joined[-1] if joined else None
            near = last is not None and last.line == word.line
            if last is not None and near and word.box.x0 - last.box.x1 < self.em * 0.6:
                whole = Box(
                    last.box.x0,
                    min(last.box.y0, word.box.y0),
                    word.box.x1,
                    max(last.box.y1, word.box.y1),
                )
                joined[-1] = Word(f"{last.text} {word.text}", whole, linked=True, line=word.line)
            else:
                joined.append(word)
        return tuple(joined)

    def unread(self) -> list[Box]:
        """Where words should stand that were not recognised: right of a mark, of a slider."""
        found = []
        for mark in self.of_kind("checkbox", "radio"):
            right = Box(
                mark.box.x1,
                round(mark.box.y0 - self.em * 0.4),
                round(mark.box.x1 + self.em * 6),
                round(mark.box.y1 + self.em * 0.4),
            )
            others = [each.box for each in self.widgets if each is not mark]
            if not mark.text and not any(right.meets(other) for other in others):
                found.append(self._clipped(right))
        for bar in self.of_kind("slider"):
            right = Box(
                bar.box.x1 + 4,
                round(bar.box.y0 - self.em * 0.4),
                round(bar.box.x1 + self.em * 4),
                round(bar.box.y1 + self.em * 0.4),
            )
            if not any(right.meets(Box(*line.box)) for line in self.lines):
                found.append(self._clipped(right))
        return [box for box in found if _has_ink(self.pixels, box)]

    def _clipped(self, box: Box) -> Box:
        return Box(
            max(box.x0, 0), max(box.y0, 0), min(box.x1, self.width), min(box.y1, self.height)
        )

    def of_kind(self, *kinds: str) -> list[Widget]:
        return [widget for widget in self.widgets if widget.kind in kinds]


def look_at(pixels: Pixels, lines: Sequence[TextLine]) -> View:
    """Everything that the goals need to know about one screenshot."""
    bar = _bar(pixels)
    told = [line for line in lines if bar is not None and bar.covers(line.center_x, line.center_y)]
    told = [line for line in told if _paper_alike(pixels, line)]
    rest = tuple(line for line in lines if line not in told)
    em = max(float(np.median([_letter_height(line) for line in told or rest] or [0])), EM_MIN)
    top = 0 if bar is None else bar.y1
    widgets = find_widgets(pixels, rest, em=em, top=top)
    instruction = joined(_told(pixels, line, em) for line in told)
    return View(pixels, instruction, bar, rest, widgets, em)


def _has_ink(pixels: Pixels, box: Box) -> bool:
    patch = pixels[box.y0 : box.y1, box.x0 : box.x1].astype(np.int16)
    return patch.size > 0 and int(np.ptp(patch, axis=(0, 1)).max()) > INK_STEP


def _told(pixels: Pixels, line: TextLine, em: float) -> str:
    """A line of the instruction; what is quoted may have to be typed, letter by letter."""
    if '"' not in line.text:
        return line.text
    base = base_of(pixels, Box(*line.box))
    words = _words(pixels, line, 0)
    return " ".join(sharpened(pixels, word.text, word.box, em=em, base=base) for word in words)


def _letter_height(line: TextLine) -> float:
    """From the top of a tall letter to the end of a tail, though this line may have no tails."""
    high = line.height - 2 * PIECE_MARGIN_PIXELS
    return high if re.search("[gjpqy,;Q]", line.text) else high / TAIL_SHARE


def joined(parts: Iterable[str]) -> str:
    """Lines of one text. A line that breaks inside a word with a hyphen is put together."""
    return re.sub(r"(?<=\w)- (?=[a-z])", "-", " ".join(parts))


def _bar(pixels: Pixels) -> Box | None:
    """The stripe at the top that is painted otherwise than the page below it."""
    height, width = pixels.shape[:2]
    edge = pixels[:, 2].astype(np.int16)
    same = np.abs(edge - edge[2]).max(axis=1) <= SAME_STEP
    end = int(np.argmin(same[2:])) + 2 if not same[2:].all() else height
    row = pixels[2].astype(np.int16)
    across = np.abs(row - row[2]).max(axis=1) <= SAME_STEP
    wide = int(np.argmin(across[2:])) + 2 if not across[2:].all() else width
    if end >= height or end < BAR_HIGH_MIN * height or wide < BAR_WIDE_MIN * width:
        return None
    return Box(0, 0, wide, end)


def _paper_alike(pixels: Pixels, line: TextLine) -> bool:
    """On the bar's own paper: a dialog may lie over the bar."""
    patch = pixels[line.y0 : line.y1, line.x0 : line.x1].reshape(-1, 3).astype(np.int16)
    return float((np.abs(patch - pixels[2, 2].astype(np.int16)).max(axis=1) <= 60).mean()) > 0.3


def signs(pixels: Pixels, line: TextLine) -> list[Word]:
    """A line without spaces as one word a letter: numbers of pages that recognition has joined."""
    return _words(pixels, line, 0, texts=list("".join(line.text.split())))


def _words(pixels: Pixels, line: TextLine, place: int, *, texts: Sequence[str] = ()) -> list[Word]:
    """The words of a line with their boxes: by the gaps in its ink, else by the letters' number."""
    texts = texts or line.text.split()
    patch = pixels[line.y0 : line.y1, line.x0 : line.x1].astype(np.int16)
    rim = np.concatenate([patch[0], patch[-1]])
    paper = np.median(rim, axis=0)
    inked = np.abs(patch - paper).max(axis=2) > INK_STEP
    upper = inked[: max(int(patch.shape[0] * 0.78), 1)]  # an underline would fill the gaps
    spans = _spans(upper.any(axis=0), len(texts), patch.shape[0] * WORD_GAP)
    if spans is None:
        starts = np.cumsum([0, *(len(text) + 1 for text in texts)])
        spans = [
            (
                line.part(int(start), int(start) + len(text))[0] - line.x0,
                line.part(int(start), int(start) + len(text))[2] - line.x0,
            )
            for start, text in zip(starts, texts, strict=False)
        ]
    hue = patch.max(axis=2) - patch.min(axis=2)
    words = []
    for text, (start, end) in zip(texts, spans, strict=True):
        ink = inked[:, start:end]
        vivid = ink.any() and float((hue[:, start:end][ink] > HUE_MIN).mean()) > 0.5
        on_paper = float(paper.max() - paper.min()) < HUE_MIN
        box = Box(line.x0 + start, line.y0, line.x0 + end, line.y1)
        words.append(Word(text, box, linked=bool(vivid and on_paper), line=place))
    return words


def _spans(inked: NDArray[Any], count: int, gap_pixels: float) -> list[tuple[int, int]] | None:
    """The ink cut at its widest gaps into `count` pieces; None where the gaps do not say."""
    columns = np.flatnonzero(inked)
    if columns.size == 0 or count == 0:
        return None
    steps = np.diff(columns)
    cuts = np.sort(np.argsort(-steps, kind="stable")[: count - 1])
    if cuts.size < count - 1 or (cuts.size and steps[cuts].min() < gap_pixels):
        return None
    runs = np.split(columns, cuts + 1)
    return [(int(run[0]), int(run[-1]) + 1) for run in runs]
