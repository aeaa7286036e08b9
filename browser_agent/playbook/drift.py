"""The picture of what has changed: the page as the playbook knows it beside the page of today.

Both are masked frames; the words that are missing are outlined where they stood.
"""

import hashlib
import io
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from browser_agent.evidence import STEPS_FILE, read_steps

PREFIX = "drift-"
WIDE_EACH, GAP, HEAD = 640, 16, 40
PIXELS_MAX = 20_000_000
THOUSAND = 1000
PAPER, INK, WAS, GONE = (255, 255, 255), (30, 34, 40), (26, 127, 55), (200, 30, 30)
LETTERS_PIXELS = 18
LINE_PIXELS = 3


@dataclass(frozen=True, slots=True)
class Drift:
    """step: the record's name. frame: the state's picture in the playbook's first run.

    missing: (words, box in 0-1000). image: the masked frame of today.
    """

    step: str
    frame: str
    why: str
    missing: tuple[tuple[str, tuple[int, int, int, int]], ...]
    image: Path


def first_drift(folder: Path) -> Drift | None:
    """Where this run's playbook failed first. Raises OSError, KeyError, ValueError."""
    for record in read_steps(folder):
        told = record.get("playbook") or {}
        if told.get("why"):
            return Drift(
                step=str(record["name"]),
                frame=str(told["frame"]),
                why=str(told["why"]),
                missing=tuple((str(words), _box(box)) for words, *box in told["missing"]),
                image=folder / str(record["image"]),
            )
    return None


def record_line(folder: Path, name: str) -> str | None:
    """The line of steps.jsonl that belongs to this picture, as it was written; or None."""
    try:
        lines = (folder / STEPS_FILE).read_text(encoding="utf-8").split("\n")
    except OSError:
        return None
    return next((line for line in reversed(lines) if _is_named(line, name)), None)


def write_picture(folder: Path, drift: Drift, then: bytes | None) -> tuple[Path, str]:
    """Keeps drift-<step>.png in the folder; returns it and its SHA-256. Raises OSError, ValueError.

    then: the PNG of the state; None where it is not kept any more, and only its words are drawn.
    """
    with Image.open(drift.image) as now:
        page = _checked(now)
    if then is None:
        before = _words_alone(page.size, drift)
    else:
        with Image.open(io.BytesIO(then)) as stored:
            before = _checked(stored)
    drawn = draw(before, page, drift)
    packed = io.BytesIO()
    drawn.save(packed, "PNG", optimize=True)
    path = folder / f"{PREFIX}{drift.step}.png"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(packed.getvalue())
    return path, hashlib.sha256(packed.getvalue()).hexdigest()


def draw(then: Image.Image, now: Image.Image, drift: Drift) -> Image.Image:
    """Left the page as it was, its words outlined; right the page of today, where they are not."""
    left, right = _scaled(then), _scaled(now)
    high = HEAD + max(left.height, right.height)
    picture = Image.new("RGB", (2 * WIDE_EACH + GAP, high), PAPER)
    picture.paste(left, (0, HEAD))
    picture.paste(right, (WIDE_EACH + GAP, HEAD))
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(LETTERS_PIXELS)
    pen.text((4, HEAD / 2), "as the playbook knows it", fill=INK, font=font, anchor="lm")
    pen.text((WIDE_EACH + GAP + 4, HEAD / 2), f"now: {drift.why}", fill=INK, font=font, anchor="lm")
    for _, box in drift.missing:
        _outline(pen, box, left, x=0, colour=WAS)
        _outline(pen, box, right, x=WIDE_EACH + GAP, colour=GONE)
    return picture


def _outline(
    pen: ImageDraw.ImageDraw,
    box: Sequence[int],
    page: Image.Image,
    *,
    x: int,
    colour: tuple[int, int, int],
) -> None:
    across, down = page.width / THOUSAND, page.height / THOUSAND
    x0, y0, x1, y1 = box
    pen.rectangle(
        (x + x0 * across - 4, HEAD + y0 * down - 4, x + x1 * across + 4, HEAD + y1 * down + 4),
        outline=colour,
        width=LINE_PIXELS,
    )


def _scaled(page: Image.Image) -> Image.Image:
    return page.resize((WIDE_EACH, max(round(page.height * WIDE_EACH / page.width), 1)))


def _checked(page: Image.Image) -> Image.Image:
    if page.width * page.height > PIXELS_MAX:
        raise ValueError("too large a picture")
    return page.convert("RGB")


def _words_alone(size: tuple[int, int], drift: Drift) -> Image.Image:
    page = Image.new("RGB", size, PAPER)
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(LETTERS_PIXELS)
    for words, (x0, y0, _, _) in drift.missing:
        place = x0 * page.width / THOUSAND, y0 * page.height / THOUSAND
        pen.text(place, words, fill=INK, font=font)
    return page


def _is_named(line: str, name: str) -> bool:
    try:
        record: Mapping[str, Any] = json.loads(line)
    except ValueError:
        return False
    return record.get("name") == name


def _box(raw: Sequence[Any]) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = map(int, raw)
    return x0, y0, x1, y1
