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
