"""Sizes of letters, drawn as blocks: a capital's height is 0.74 em, a small letter's 0.57."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from browser_agent.rules.instruct.letters import base_of, sharpened
from browser_agent.rules.pixels import Box

EM, BASE, LEFT = 28.0, 40, 10
CAPITAL, SMALL, TALL = 20.7, 15.9, 21.8
QUOTE = 6


def drawn(*letters: tuple[float, int]) -> tuple[np.ndarray, Box]:
    """Letters (height, width) between two quotes; drawn eight times too large, then made small."""
    scale = 8
    image = Image.new("L", (260 * scale, 60 * scale), 255)
    draw = ImageDraw.Draw(image)
    x = float(LEFT)

    def block(high: float, wide: float, *, foot: float = 0.0) -> None:
        nonlocal x
        top, bottom = (BASE - high) * scale, (BASE - foot) * scale
        draw.rectangle((x * scale, top, (x + wide) * scale - 1, bottom - 1), fill=0)
        x += wide + 3

    for _ in range(2):
        block(CAPITAL, 2, foot=CAPITAL - QUOTE)
    for high, wide in letters:
        block(high, wide)
    for _ in range(2):
        block(CAPITAL, 2, foot=CAPITAL - QUOTE)
    small = image.resize((260, 60), Image.Resampling.BOX)
    return np.asarray(small.convert("RGB")), Box(LEFT - 4, 12, round(x) + 4, BASE + 8)


@pytest.mark.parametrize(
    ("read", "letters", "wanted"),
    [
        ('"pVs"', [(SMALL, 14), (CAPITAL, 18), (CAPITAL, 15)], '"pVS"'),
        ('"SS"', [(CAPITAL, 15), (SMALL, 13)], '"Ss"'),
        ('"lll"', [(TALL, 3), (CAPITAL, 3), (TALL, 3)], '"lIl"'),
        ('"000"', [(CAPITAL, 20), (CAPITAL, 14), (SMALL, 15)], '"O0o"'),
        ('"pa8"', [(SMALL, 14), (SMALL, 14), (CAPITAL, 14)], '"pa8"'),
    ],
)
def test_letters_of_two_sizes_are_measured(
    read: str, letters: list[tuple[float, int]], wanted: str
) -> None:
    pixels, box = drawn(*letters)

    assert sharpened(pixels, read, box, em=EM, base=base_of(pixels, box)) == wanted


def test_where_pieces_and_letters_differ_in_number_the_reading_stands() -> None:
    pixels, box = drawn((CAPITAL, 15), (SMALL, 13))

    assert sharpened(pixels, '"sss"', box, em=EM, base=BASE) == '"sss"'
    assert sharpened(pixels, "ss", box, em=EM, base=BASE) == "ss"
