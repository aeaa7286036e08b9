"""Lines set close below each other: what is masked in one covers nothing of the other."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from browser_agent.line_rows import own_rows
from browser_agent.perceive import mask
from browser_agent.sayings import state_of
from browser_agent.vault import Vault
from kernel.ocr import TextLine

ABOVE = "Your next bill of 10.99 is due on 09.12.2026"
PAD = 7
CARD = "Mastercard ending in 4417"


def drawn(*, down: int) -> tuple[Image.Image, list[TextLine]]:
    """The boxes reach further up and down than the letters, as recognition draws them."""
    picture = Image.new("RGB", (700, 200), (40, 44, 40))
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(15)
    lines = []
    for top, text in ((60, ABOVE), (60 + down, CARD)):
        pen.text((40, top), text, fill=(190, 190, 190), font=font)
        x0, y0, x1, y1 = (int(each) for each in pen.textbbox((40, top), text, font=font))
        lines.append(TextLine(text, x0 - 2, y0 - PAD, x1 + 2, y1 + PAD, 0.99))
    return picture, lines


def test_the_line_above_is_left_whole() -> None:
    picture, lines = drawn(down=18)
    painted, clean = mask(picture, lines, Vault({}))
    above, card = lines
    before = np.asarray(picture.crop((above.x0, above.y0 + PAD, above.x1, above.y1 - PAD)))
    after = np.asarray(painted.crop((above.x0, above.y0 + PAD, above.x1, above.y1 - PAD)))
    assert (before == after).all()
    assert clean[1].text == "Mastercard ending in [digits]"
    word = card.x0, card.y0 + PAD, card.x0 + 120, card.y1 - PAD  # "Mastercard endi"
    assert picture.crop(word).tobytes() == painted.crop(word).tobytes()
    assert picture.tobytes() != painted.tobytes()


def test_a_line_by_itself_has_all_of_its_box() -> None:
    picture, lines = drawn(down=80)
    card = lines[1]
    assert own_rows(np.asarray(picture), card, lines) == range(card.y0 - 2, card.y1 + 2)


@pytest.mark.parametrize("card", ["Mastercard endet au [digits]", "Visa termina e [digits]"])
def test_how_a_cards_number_ends_is_no_end(card: str) -> None:
    line = TextLine(card, 40, 60, 400, 78, 0.99)
    assert state_of([line]) == "unknown"


@pytest.mark.parametrize(
    ("over", "under"), [((-40, 8), None), ((-32, 6), None), (None, (-6, 40)), ((-40, 8), (-8, 42))]
)
def test_a_large_letter_that_reaches_into_a_line_leaves_nothing_of_it_bare(
    over: tuple[int, int] | None, under: tuple[int, int] | None
) -> None:
    """Each tells how far a box beside it reaches: below the line's upper edge, above its lower."""
    secret = "Signed in as maria.keller@mail.example"
    picture = Image.new("RGB", (700, 240), "white")
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(15)
    pen.text((40, 100), secret, fill=(20, 20, 20), font=font)
    x0, y0, x1, y1 = (int(each) for each in pen.textbbox((40, 100), secret, font=font))
    line = TextLine(secret, x0 - 2, y0 - 4, x1 + 2, y1 + 4, 0.99)
    beside = [
        TextLine("Welcome", 40, line.y0 + up, 300, line.y1 + down, 0.99)
        for up, down in filter(None, (over, under))
    ]
    vault = Vault({"email": "maria.keller@mail.example"})
    painted, _ = mask(picture, [line, *beside], vault)
    before = np.asarray(picture.crop((150, y0, x1, y1))).astype(int)
    after = np.asarray(painted.crop((150, y0, x1, y1))).astype(int)
    dark = before < 128
    assert (dark & (before == after)).sum() < 0.05 * dark.sum()  # of "[email]" a few dots fit
