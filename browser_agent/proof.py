"""Small pictures for a receipt: what the page said, as few bytes as can still be read."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

from PIL import Image

from kernel.dates import find_dates
from kernel.ocr import Box, TextLine

CROP_BYTES_MAX = 60_000
COLOURS = (64, 16)
SCALES = (1.0, 0.75, 0.5, 0.35)
MARGIN_PIXELS = 28
WIDE_MIN, HIGH_MIN = 640, 200
WORD = re.compile(r"\w{4,}")
SHARED_WORDS_MIN = 2
PRICE = re.compile(r"[€$£¥]\s?\d|\d\s?[€$£¥]|\b(?:EUR|USD|GBP|CHF|BRL|MXN)\b")


def crop_around(picture: Image.Image, lines: Sequence[TextLine], quote: str) -> Image.Image:
    """The part of the page that says the quote; all of it where the quote is not found."""
    return _crop(picture, [line.box for line in lines if _is_part(line.text, quote)])


def crop_of_plan(picture: Image.Image, lines: Sequence[TextLine], *, today: date) -> Image.Image:
    """The part of an account page that tells dates and prices; all of it where none does.

    The rest, such as how somebody pays, is nobody's business who is shown a receipt.
    """
    telling = [
        line.box for line in lines if PRICE.search(line.text) or find_dates(line.text, today=today)
    ]
    return _crop(picture, telling)


def _crop(picture: Image.Image, boxes: Sequence[Box]) -> Image.Image:
    """The boxes with room around them; the whole picture for none."""
    if not boxes:
        return picture
    x0, y0, x1, y1 = _around(boxes)
    across = max(WIDE_MIN - (x1 - x0), 2 * MARGIN_PIXELS) // 2
    down = max(HIGH_MIN - (y1 - y0), 2 * MARGIN_PIXELS) // 2
    return picture.crop(
        (
            max(x0 - across, 0),
            max(y0 - down, 0),
            min(x1 + across, picture.width),
            min(y1 + down, picture.height),
        )
    )


def quick_png(picture: Image.Image) -> bytes:
    """Packed quickly rather than small: one is written at every step."""
    packed = io.BytesIO()
    picture.save(packed, "PNG", compress_level=1)
    return packed.getvalue()


def small_png(picture: Image.Image) -> bytes:
    """A PNG of at most CROP_BYTES_MAX bytes: fewer colours first, then fewer pixels."""
    packed = b""
    for scale in SCALES:
        size = max(round(picture.width * scale), 1), max(round(picture.height * scale), 1)
        scaled = picture if scale == 1.0 else picture.resize(size, Image.Resampling.LANCZOS)
        for colours in COLOURS:
            file = io.BytesIO()
            scaled.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(
                file, "PNG", optimize=True
            )
            packed = file.getvalue()
            if len(packed) <= CROP_BYTES_MAX:
                return packed
    return packed if len(packed) <= CROP_BYTES_MAX else _blank(picture)


def _blank(picture: Image.Image) -> bytes:
    """Noise does not compress; a receipt is not worth a megabyte of it."""
    file = io.BytesIO()
    picture.convert("RGB").resize((160, 100)).quantize(8).save(file, "PNG", optimize=True)
    return file.getvalue()


def _is_part(text: str, quote: str) -> bool:
    plain, wanted = text.casefold().strip(), quote.casefold()
    if not plain or not wanted:
        return False
    words = set(WORD.findall(plain))
    shared = words & set(WORD.findall(wanted))
    return wanted in plain or len(shared) >= SHARED_WORDS_MIN or bool(words and words <= shared)


def _around(boxes: Iterable[Box]) -> Box:
    sides = list(zip(*boxes, strict=True))
    return min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])
