from PIL import Image, ImageDraw

from browser_agent.marks import is_ticked
from browser_agent.widgets import Widgets
from kernel.ocr import TextLine

PAPER, BLUE, GREY, INK = (255, 255, 255), (0, 117, 255), (118, 118, 118), (20, 20, 20)


def drawn(kind: str) -> Image.Image:
    """A mark of 14 pixels at (50, 50), with the first letters of a label to its right."""
    image = Image.new("RGB", (200, 100), PAPER)
    pen = ImageDraw.Draw(image)
    pen.text((74, 51), "Keep my benefits", fill=INK)
    box = (50, 50, 63, 63)
    if kind in {"ticked", "empty"}:
        pen.rectangle(box, fill=BLUE if kind == "ticked" else PAPER, outline=GREY)
    if kind == "ticked":
        pen.line([(53, 57), (56, 60), (61, 53)], fill=PAPER, width=2)
    if kind == "radio":
        pen.ellipse(box, outline=BLUE, width=2)
        pen.ellipse((54, 54, 59, 59), fill=BLUE)
    if kind == "button":
        pen.rectangle((20, 40, 190, 76), fill=BLUE)
    return image


def test_a_ticked_box_is_seen_where_it_stands_and_nowhere_else() -> None:
    assert is_ticked(drawn("ticked"), 57, 57)
    assert not is_ticked(drawn("ticked"), 100, 57)  # on its label


def test_an_empty_box_is_not_ticked() -> None:
    assert not is_ticked(drawn("empty"), 57, 57)


def test_a_radio_button_is_no_box_to_untick() -> None:
    assert not is_ticked(drawn("radio"), 57, 57)


def test_a_button_is_no_box() -> None:
    assert not is_ticked(drawn("button"), 57, 57)
    assert not is_ticked(drawn("button"), 1, 1)


def read() -> list[TextLine]:
    return [TextLine("Keep my benefits", 74, 50, 170, 64, 0.99)]


def test_a_box_or_a_circle_beside_words_is_a_mark_and_its_words_are_none() -> None:
    for kind in ("ticked", "empty", "radio"):
        assert Widgets(drawn(kind), read()).is_mark(57, 57)
        assert not Widgets(drawn(kind), read()).is_mark(120, 57)


def test_a_picture_on_a_button_is_no_mark() -> None:
    image = drawn("button")
    ImageDraw.Draw(image).rectangle((50, 50, 63, 63), fill=PAPER)
    assert not Widgets(image, [TextLine("Pay now", 80, 50, 130, 64, 0.99)]).is_mark(57, 57)
    assert not Widgets(image, [TextLine("O Pay now", 50, 50, 160, 64, 0.99)]).is_mark(57, 57)
