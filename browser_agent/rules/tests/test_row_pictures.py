"""Pictures before the rows of an account that look like boxes that are ticked."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from browser_agent.rules.opening import has_picture
from browser_agent.rules.pixels import Box, Mark
from kernel.ocr import TextLine

SIGN = Mark(Box(279, 335, 292, 347), checked=True, is_round=False)


def row(words: str, *, arrow: bool) -> tuple[np.ndarray, TextLine]:
    """A grid in a frame, words, and at the far end of the row an arrow to the right."""
    picture = Image.new("RGB", (1272, 600), (31, 31, 31))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((279, 335, 291, 346), outline=(238, 238, 238))
    for at in (3, 6, 9):
        pen.line((279 + at, 335, 279 + at, 346), fill=(238, 238, 238))
        pen.line((279, 335 + at, 291, 335 + at), fill=(238, 238, 238))
    if arrow:
        pen.line((973, 336, 976, 340), fill=(200, 200, 200))
        pen.line((976, 340, 973, 344), fill=(200, 200, 200))
    pen.text((298, 334), words, fill=(238, 238, 238))
    return np.asarray(picture), TextLine(words, 276, 330, 429, 351, 0.98)


@pytest.mark.parametrize(
    ("words", "arrow", "pictured"),
    [("Gestionar tu plan", True, True), ("Manage subscription", True, True),
     ("Manage subscription", False, False), ("Sports pack", True, False),
     ("Add Sports for $4.99", True, False)],
)  # fmt: skip
def test_before_a_way_with_an_arrow_it_is_a_picture(
    words: str, *, arrow: bool, pictured: bool
) -> None:
    """An extra that is ticked stays one, whatever stands at the end of its row."""
    pixels, line = row(words, arrow=arrow)
    assert has_picture(pixels, SIGN, line, [line]) is pictured


def test_a_star_before_a_way_is_no_circle_that_is_filled() -> None:
    """Recognition tells what it is, and the arrow of the row was too small to be seen."""
    pixels, line = row("Gestionar tu plan", arrow=False)
    circle = Mark(Box(265, 277, 277, 288), checked=True, is_round=True)
    starred = TextLine("\u2605 Gestionar tu plan", *line.box, 0.98)
    assert has_picture(pixels, circle, starred, [starred])
    extra = TextLine("\u2605 Sports pack", *line.box, 0.98)
    assert not has_picture(pixels, circle, extra, [extra])
