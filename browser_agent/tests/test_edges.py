"""What the edge of the window cuts off."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from browser_agent.edges import without_cut_words

GROUND, INK = (22, 50, 60), (240, 240, 240)


def page(y: int, words: str = "Hello, Dana") -> Image.Image:
    picture = Image.new("RGB", (400, 200), GROUND)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 40, 400, 60), fill=(200, 30, 30))
    draw.text((200, y), words, fill=INK, font=ImageFont.load_default(16))
    return picture


def written(picture: Image.Image) -> int:
    """How many pixels are letters."""
    parts = np.asarray(picture).astype(int) - np.asarray(page(-100)).astype(int)
    return int((np.abs(parts).max(axis=2) > 60).sum())


@pytest.mark.parametrize("y", [-9, 191])
def test_a_name_cut_off_by_the_edge_is_painted_over(y: int) -> None:
    seen = page(y)
    drawn, left = written(seen), written(without_cut_words(seen))
    assert drawn > 100
    assert left <= 4  # the dot of a comma


def test_what_is_whole_stays_and_so_does_what_is_no_word() -> None:
    whole = page(100)
    assert without_cut_words(whole) is whole
    cover = page(100)
    ImageDraw.Draw(cover).rectangle((20, 0, 90, 80), fill=(250, 200, 0))  # a picture in a shelf
    ImageDraw.Draw(cover).rectangle((120, 0, 124, 10), fill=(250, 200, 0))
    assert without_cut_words(cover) is cover
