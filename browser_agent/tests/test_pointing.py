"""Where a press lands: on the words that were named, or on the switch in their row."""

from PIL import Image, ImageDraw

from browser_agent.pointing import ground
from browser_agent.screen import Frame
from browser_agent.seen import Seen
from kernel.ocr import TextLine

WIDE, HIGH = 1000, 800
WORDS = TextLine("Automatic renewal of the membership", 200, 300, 440, 318, 0.99)
SWITCH = (700, 310)


def seen(*, switch: bool) -> Seen:
    picture = Image.new("RGB", (WIDE, HIGH), "white")
    if switch:
        pen = ImageDraw.Draw(picture)
        pen.rounded_rectangle((678, 298, 722, 322), 12, fill=(0, 150, 120))
        pen.ellipse((701, 301, 719, 319), fill="white")
    return Seen(Frame(picture, picture, 0), picture, (WORDS,), "https://example.com/")


def answer(x: int, y: int) -> dict[str, object]:
    target = "the switch: Automatic renewal of the membership"
    return {"target": target, "x": round(1000 * x / WIDE), "y": round(1000 * y / HIGH)}


def test_a_switch_at_the_end_of_its_row_is_pressed_itself() -> None:
    x, y = ground(answer(*SWITCH), seen(switch=True))
    assert max(abs(x - SWITCH[0]), abs(y - SWITCH[1])) <= 1


def test_a_point_on_blank_paper_is_moved_onto_the_words_it_names() -> None:
    assert ground(answer(*SWITCH), seen(switch=False)) == WORDS.center
    assert ground(answer(700, 500), seen(switch=True)) == WORDS.center


def test_a_point_beside_the_words_on_another_button_is_moved_onto_them() -> None:
    """A model misses "Cancel plan" and hits the edge of "Keep plan": no switch stands there."""
    missed = seen(switch=False)
    ImageDraw.Draw(missed.picture).rectangle((520, 280, 720, 340), fill=(200, 30, 60))
    assert ground(answer(712, 310), missed) == WORDS.center
