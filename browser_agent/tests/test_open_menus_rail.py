"""The place of a secret on a dark page, whose next form has its field right there."""

from dataclasses import replace

import pytest
from PIL import Image, ImageDraw, ImageFont

from browser_agent.hidings import hiding
from browser_agent.perceive import mask
from browser_agent.vault import Vault
from kernel.ocr import Reader

EMAIL = "dana.kerr@example.org"
NIGHT, DAY = (29, 33, 29), (255, 255, 255)
FIELD = (250, 160, 650, 196)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def form(label: str, top: int, shown: str = "", *, dark: bool = True) -> Image.Image:
    """A field at that height, and its label above it."""
    paper, ink = (NIGHT, DAY) if dark else (DAY, NIGHT)
    picture = Image.new("RGB", (900, 400), paper)
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(18)
    pen.text((250, top - 32), label, fill=ink, font=font)
    pen.rounded_rectangle((250, top, 650, top + 36), 6, fill=DAY, outline=(120, 120, 120))
    pen.text((262, top + 7), shown, fill=NIGHT, font=font)
    return picture


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("down", [9, 12, 16])
def test_the_field_of_the_next_form_is_seen_where_the_address_was(
    reader: Reader, down: int, *, dark: bool
) -> None:
    """On a dark page the white of both fields outweighed all that stands about them."""
    empty = form("Email address", 160, dark=dark)
    typed = form("Email address", 160, EMAIL, dark=dark)
    field = hiding(empty, typed, (260, 166, 450, 190), "email")
    vault = Vault({"email": EMAIL})
    _, kept = mask(typed, reader.read(typed), vault, [field])
    assert "[email]" in [line.text for line in kept]

    code = form("Enter the 6-digit code we sent you", 160 + down, dark=dark)
    painted, _ = mask(code, reader.read(code), vault, [field])
    assert painted.tobytes() == code.tobytes()


def test_a_password_on_a_dark_page_that_came_back_stays_covered(reader: Reader) -> None:
    """Its form stands where it stood, with its edge in red, or in a ring of focus."""
    empty, typed = form("Password", 160), form("Password", 160, "x0x0 0x0x x0x0")
    field = replace(hiding(empty, typed, (260, 166, 420, 190), "password"), left=True)
    vault = Vault({"password": "Tr0ub4dor&3x"})
    for edge, wide in (((220, 30, 30), 1), ((220, 30, 30), 2), ((70, 140, 255), 3)):
        again = typed.copy()
        ImageDraw.Draw(again).rounded_rectangle(FIELD, 6, outline=edge, width=wide)
        painted, _ = mask(again, reader.read(again), vault, [field])
        assert painted.tobytes() != again.tobytes()
