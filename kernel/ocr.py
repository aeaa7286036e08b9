"""Reading a screenshot: lines of text with their boxes, on the CPU, without a network.

Adapter of RapidOCR (PP-OCRv6 small; detection and recognition models ship inside its wheel). Two
things are ours. Boxes are trimmed to the ink and split at wide gaps, because the detector joins
neighbouring links ("Change plan   Cancel membership") that a hand must tell apart. And almost
nothing is read twice: an identical frame is free, a frame that differs from a remembered one in
some rows has only those rows detected again, and a piece of text whose pixels were seen before is
not recognised again.
"""

import hashlib
import logging
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from kernel.channels import most
from kernel.ocr_engine import found_nothing, load_engine

logger = logging.getLogger(__name__)

Pixels = NDArray[np.uint8]
Box = tuple[int, int, int, int]

FRAMES_REMEMBERED = 6
PIECES_REMEMBERED = 4_000
BAND_MARGIN_PIXELS = 48  # the detector overlooks small words near the edge of what it is shown
BAND_GAP_PIXELS = 48
BANDS_SHARE_MAX = 0.7  # above this share of changed rows, bands cost more than they save
CONFIDENCE_MIN = 0.45
ALONE_CONFIDENCE_MIN = 0.85  # a single letter is often a portrait or an arrow
CROSSES = "xX"  # which close dialogs
PIECE_MARGIN_PIXELS = 3
INK_SHARE = 0.3  # of the strongest contrast in a box; weaker is background or a shadow
BOX_PIXELS_MIN = 4
SEPARATOR_PIXELS_MAX = 2  # a piece with so little ink across is the bar between two links
# A link's underline shows between its words and is read as "Manage_plan"; addresses keep theirs.
UNDERLINED_SPACE = re.compile(r"(?<=[^\W\d_]|[,.!?]) ?_ ?(?=[^\W\d_])(?![^@]*@)")
SOLID_SHARE = 0.97
CONTRAST_MIN = 12  # out of 255: below this a box is a flat patch, not text
DETECTOR_STRIDE = 32
# Only what is drawn is looked at: detection costs by the pixel, and most of a page is blank.
DRAWN_STEP = 12  # of 255, from one pixel to its neighbour
DRAWN_GAP_PIXELS, DRAWN_MARGIN_PIXELS = 96, 64
READ_ANEW = "one pass over what had changed:"  # logged with its seconds; the bench reads it


@dataclass(frozen=True, slots=True)
class TextLine:
    """One run of text: x0, y0 inclusive, x1, y1 exclusive, image pixels; confidence 0..1."""

    text: str
    x0: int
    y0: int
    x1: int
    y1: int
    confidence: float

    @property
    def center_x(self) -> int:
        return (self.x0 + self.x1) // 2

    @property
    def center_y(self) -> int:
        return (self.y0 + self.y1) // 2

    @property
    def center(self) -> tuple[int, int]:
        return self.center_x, self.center_y

    @property
    def box(self) -> Box:
        return self.x0, self.y0, self.x1, self.y1

    @property
    def height(self) -> int:
        return self.y1 - self.y0

    def part(self, start: int, end: int) -> Box:
        """The box of text[start:end], as if letters were equally wide: enough to hit a link."""
        wide = (self.x1 - self.x0) / max(len(self.text), 1)
        return round(self.x0 + wide * start), self.y0, round(self.x0 + wide * end), self.y1


@dataclass(frozen=True, slots=True)
class _Frame:
    pixels: Pixels
    lines: tuple[TextLine, ...]


class Reader:
    """Reads images; safe to share between threads, which then take turns.

    threads: how many the inference may use (the browser needs the rest). Models load on first use.
    """

    def __init__(self, *, threads: int = 2) -> None:
        self._threads = threads
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="ocr")
        self._engine: Any = None
        self._lock = threading.Lock()
        self._frames: list[_Frame] = []
        self._pieces: OrderedDict[bytes, tuple[str, float]] = OrderedDict()

    def read(self, image: Image.Image) -> tuple[TextLine, ...]:
        """All text of the image, top to bottom, then left to right. Raises OcrUnavailableError."""
        pixels: Pixels = np.ascontiguousarray(np.asarray(image.convert("RGB"), dtype=np.uint8))
        with self._lock:
            return self._read(pixels)

    def forget(self) -> None:
        """Drops every remembered frame and word: what one customer's pages said is not kept for
        the next one's run."""
        with self._lock:
            self._frames.clear()
            self._pieces.clear()

    def _read(self, pixels: Pixels) -> tuple[TextLine, ...]:
        known, bands = self._nearest_frame(pixels)
        if known is not None and not bands:
            return known.lines
        self._loaded()
        began = time.monotonic()
        if known is None:
            lines = self._read_rows(pixels, 0, pixels.shape[0])
        else:
            kept = [line for line in known.lines if not _in_bands(line, bands)]
            fresh = [line for top, end in bands for line in self._read_rows(pixels, top, end)]
            lines = kept + fresh
        ordered = _in_reading_order(lines)
        self._frames = [*self._frames[-(FRAMES_REMEMBERED - 1) :], _Frame(pixels, ordered)]
        logger.debug("%s %.3f s", READ_ANEW, time.monotonic() - began)
        return ordered

    def _nearest_frame(self, pixels: Pixels) -> tuple[_Frame | None, list[tuple[int, int]]]:
        """The remembered frame that leaves the fewest rows to read, and those; or None."""
        best: tuple[_Frame | None, list[tuple[int, int]]] = (None, [])
        rows_best = int(pixels.shape[0] * BANDS_SHARE_MAX)
        for frame in reversed(self._frames):
            if frame.pixels.shape != pixels.shape:
                continue
            differs = (frame.pixels != pixels).reshape(pixels.shape[0], -1)
            changed = np.flatnonzero(differs.any(axis=1))
            bands = _bands(changed, frame.lines, pixels.shape[0])
            rows = sum(end - top for top, end in bands)
            if rows == 0:
                return frame, []
            if rows < rows_best:
                best, rows_best = (frame, bands), rows
        return best

    def _read_rows(self, pixels: Pixels, top: int, end: int) -> list[TextLine]:
        band = pixels[top:end]
        boxes = [
            piece
            for block in drawn_blocks(band)
            for box in self._detect_in(band, block)
            for piece in split_box(band, box)
        ]
        crops = [np.ascontiguousarray(band[y0:y1, x0:x1]) for x0, y0, x1, y1 in boxes]
        lines = []
        for (x0, y0, x1, y1), (text, confidence) in zip(boxes, self._recognise(crops), strict=True):
            cleaned = UNDERLINED_SPACE.sub(" ", text.strip(" |"))
            if _is_text(cleaned, confidence):
                lines.append(TextLine(cleaned, x0, top + y0, x1, top + y1, round(confidence, 3)))
        return lines

    def _detect_in(self, band: Pixels, block: Box) -> list[Box]:
        left, top, right, end = block
        part = np.ascontiguousarray(band[top:end, left:right])
        return [(x0 + left, y0 + top, x1 + left, y1 + top) for x0, y0, x1, y1 in self._detect(part)]

    def _detect(self, band: Pixels) -> list[Box]:
        """Boxes of text lines, axis-aligned. The band is padded, not stretched, to the stride."""
        height, width = band.shape[:2]
        padded = np.pad(
            band,
            ((0, -height % DETECTOR_STRIDE), (0, -width % DETECTOR_STRIDE), (0, 0)),
            mode="edge",
        )
        try:
            # RapidOCR works on BGR, as OpenCV does.
            _, found = self._loaded().detect_and_crop(np.ascontiguousarray(padded[:, :, ::-1]), {})
        except found_nothing():
            return []
        boxes = []
        for corners in found.boxes:
            x0, y0 = corners.min(axis=0)
            x1, y1 = corners.max(axis=0)
            box = (
                max(int(x0), 0),
                max(int(y0), 0),
                min(int(x1) + 1, width),
                min(int(y1) + 1, height),
            )
            if min(box[2] - box[0], box[3] - box[1]) >= BOX_PIXELS_MIN:
                boxes.append(box)
        return boxes

    def _recognise(self, crops: Sequence[Pixels]) -> list[tuple[str, float]]:
        keys = [
            hashlib.blake2b(crop.tobytes() + str(crop.shape).encode()).digest() for crop in crops
        ]
        missing = {
            key: crop for key, crop in zip(keys, crops, strict=True) if key not in self._pieces
        }
        if missing:
            # One piece a thread: two at once take a fifth less than each on both threads, and the
            # long ones first, so that none of them is left over for the end.
            self._loaded()
            order = sorted(missing, key=lambda key: -missing[key].shape[1])
            read = self._pool.map(self._recognise_one, (missing[key] for key in order))
            self._pieces |= dict(zip(order, read, strict=True))
        answers = []
        for key in keys:
            self._pieces.move_to_end(key)
            answers.append(self._pieces[key])
        while len(self._pieces) > PIECES_REMEMBERED:
            self._pieces.popitem(last=False)
        return answers

    def _recognise_one(self, crop: Pixels) -> tuple[str, float]:
        read = self._loaded().recognize_txt([np.ascontiguousarray(crop[:, :, ::-1])])
        return str(read.txts[0]), float(read.scores[0])

    def _loaded(self) -> Any:
        if self._engine is None:
            self._engine = load_engine(threads=self._threads)
        return self._engine


def drawn_blocks(pixels: Pixels) -> Iterator[Box]:
    """The parts of a picture on which anything is drawn, each with a margin, from the top down."""
    height, width = pixels.shape[:2]
    steps = most(np.abs(np.diff(pixels.astype(np.int16), axis=1))) > DRAWN_STEP
    rows = np.flatnonzero(steps.any(axis=1))
    if rows.size == 0:
        return
    margin = DRAWN_MARGIN_PIXELS
    for run in np.split(rows, np.flatnonzero(np.diff(rows) > DRAWN_GAP_PIXELS) + 1):
        columns = np.flatnonzero(steps[run[0] : run[-1] + 1].any(axis=0))
        yield (
            max(int(columns[0]) - margin, 0),
            max(int(run[0]) - margin, 0),
            min(int(columns[-1]) + 2 + margin, width),
            min(int(run[-1]) + 1 + margin, height),
        )


def split_box(pixels: Pixels, box: Box) -> list[Box]:
    """Trim a detected box to its ink and cut it where a gap is wider than a letter is tall.

    Trimming makes the same text give the same crop wherever the detector's box wobbles, which is
    what lets the memory of pieces hit. A box without contrast holds no text and gives nothing.
    """
    x0, y0, x1, y1 = box
    patch = pixels[y0:y1, x0:x1].astype(np.int16)
    rim = np.concatenate([patch[0], patch[-1], patch[:, 0], patch[:, -1]])
    contrast = most(np.abs(patch - np.median(rim, axis=0)))
    strongest = int(contrast.max())
    if strongest < CONTRAST_MIN:
        return []
    ink = contrast > strongest * INK_SHARE
    rows = _rows_with_letters(ink)
    if rows.size == 0:
        return []
    columns = np.flatnonzero(ink[rows[0] : rows[-1] + 1].any(axis=0))
    tall = int(rows[-1] - rows[0] + 1)
    cuts = np.flatnonzero(np.diff(columns) > max(tall, 9)) + 1
    margin = PIECE_MARGIN_PIXELS
    height, width = pixels.shape[:2]
    return [
        (
            max(x0 + int(run[0]) - margin, 0),
            max(y0 + int(rows[0]) - margin, 0),
            min(x0 + int(run[-1]) + 1 + margin, width),
            min(y0 + int(rows[-1]) + 1 + margin, height),
        )
        for run in np.split(columns, cuts)
        if run[-1] - run[0] >= SEPARATOR_PIXELS_MAX
    ]


def _is_text(words: str, confidence: float) -> bool:
    alone = len(words) == 1 and words.isascii() and words not in CROSSES
    least = ALONE_CONFIDENCE_MIN if alone else CONFIDENCE_MIN
    return confidence >= least and any(letter.isalnum() for letter in words)


def _rows_with_letters(ink: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Rows with ink, without solid ones at top and bottom: those are the edge of a button."""
    shares = ink.mean(axis=1)
    partly = np.flatnonzero((shares > 0) & (shares < SOLID_SHARE))
    if partly.size == 0:
        return partly
    return np.arange(partly[0], partly[-1] + 1)


def _in_reading_order(lines: Iterable[TextLine]) -> tuple[TextLine, ...]:
    """Rows from top to bottom, each from left to right; a row is what overlaps by half a letter."""
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: (line.center_y, line.x0)):
        if rows and line.center_y - rows[-1][0].center_y <= rows[-1][0].height * 0.4:
            rows[-1].append(line)
        else:
            rows.append([line])
    return tuple(line for row in rows for line in sorted(row, key=lambda line: line.x0))


def _bands(
    changed: NDArray[np.intp], lines: Iterable[TextLine], height: int
) -> list[tuple[int, int]]:
    """Rows to read again: the changed ones and a margin, grown until no known line is cut."""
    if changed.size == 0:
        return []
    runs = np.split(changed, np.flatnonzero(np.diff(changed) > BAND_GAP_PIXELS) + 1)
    bands = [
        (
            max(int(run[0]) - BAND_MARGIN_PIXELS, 0),
            min(int(run[-1]) + 1 + BAND_MARGIN_PIXELS, height),
        )
        for run in runs
    ]
    spans = sorted((line.y0, line.y1) for line in lines)
    grown: list[tuple[int, int]] = []
    for band in bands:
        top, end = _grow(band, spans)
        while grown and grown[-1][1] >= top:
            earlier = grown.pop()
            top, end = _grow((min(earlier[0], top), max(earlier[1], end)), spans)
        grown.append((top, end))
    return grown


def _grow(band: tuple[int, int], spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    top, end = band
    while True:
        cut = [span for span in spans if span[0] < end and span[1] > top]
        wider = min([top, *(span[0] for span in cut)]), max([end, *(span[1] for span in cut)])
        if wider == (top, end):
            return wider
        top, end = wider


def _in_bands(line: TextLine, bands: Sequence[tuple[int, int]]) -> bool:
    return any(line.y0 < end and line.y1 > top for top, end in bands)
