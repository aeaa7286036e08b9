"""The address is read again before a secret is typed wherever one pixel of it has changed."""

from typing import Any, cast

import pytest
from PIL import Image

from browser_agent.chrome import Chrome
from browser_agent.hands import Hands, StopFlag
from browser_agent.screen import Frame, changed_box
from browser_agent.session import Session
from browser_agent.vault import Vault
from kernel.ocr import Reader

WIDE, HIGH, BAR_HIGH = 1272, 700, 90
DOT = (600, 70)  # in the row of the address


class Bar:
    """What the session asks of Chrome, and no more."""

    def __init__(self) -> None:
        self.whole = Image.new("RGB", (WIDE, HIGH), "white")
        self.reads = 0
        self.looks = self.marked_for = 0  # how long what was copied is marked

    def settle(self, before: object, **_: object) -> Frame:
        return self.look()

    def look(self) -> Frame:
        return Frame(self.whole.crop((0, BAR_HIGH, WIDE, HIGH)), self.whole.copy(), BAR_HIGH)

    def look_at_bar(self) -> Image.Image:
        self.looks += 1
        if self.looks <= self.marked_for:
            return Image.new("RGB", (WIDE, BAR_HIGH), "blue")
        return self.whole.crop((0, 0, WIDE, BAR_HIGH))

    def read_address(self) -> str:
        self.reads += 1
        self.whole.paste("white", (100, 200, 500, 400))  # an open list is shut by it
        return f"https://example.org/{self.reads}"


class NoWords:
    def read(self, image: Image.Image) -> tuple[()]:
        return ()


def session(bar: Bar) -> Session:
    stop = StopFlag()
    return Session(
        chrome=cast(Chrome, bar),
        hands=cast(Hands, object()),
        stop=stop,
        vault=Vault({}),
        reader=cast(Reader, NoWords()),
    )


def test_an_address_that_looks_the_same_is_not_read_again() -> None:
    bar = Bar()
    eyes = session(bar)
    assert eyes.see().url == "https://example.org/1"
    assert eyes.address_still() == "https://example.org/1"
    assert bar.reads == 1


def test_one_pixel_less_and_it_is_read() -> None:
    """An "l" becomes an "i" by very few: fewer than count as a change of the page."""
    bar = Bar()
    eyes = session(bar)
    eyes.see()
    before = bar.whole.copy()
    bar.whole.putpixel(DOT, (0, 0, 0))
    assert changed_box(before, bar.whole) is None
    assert eyes.address_still() == "https://example.org/2"


def test_the_whole_of_a_difference_and_nothing_of_a_faint_one() -> None:
    one = Image.new("RGB", (200, 100), (250, 250, 250))
    two: Any = one.copy()
    two.paste((250, 250, 240), (10, 10, 60, 30))  # too faint to be seen
    assert changed_box(one, two) is None
    two.paste((250, 200, 250), (80, 40, 91, 47))
    two.paste((0, 250, 250), (120, 60, 124, 61))
    assert changed_box(one, two) == (80, 40, 124, 61)


def test_an_address_is_not_kept_with_the_picture_of_another() -> None:
    """The page goes to another address and back while the address is read."""
    bar = Bar()
    eyes = session(bar)
    assert eyes.see().url == "https://example.org/1"
    here = bar.whole.copy()
    bar.whole.paste((10, 90, 10), (300, 60, 700, 80))
    assert eyes.address_now() == "https://example.org/2"
    bar.whole = here
    assert eyes.address_still() == "https://example.org/3"
    assert eyes.see().url == "https://example.org/4"


def test_the_mark_on_what_was_copied_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was taken for another address, and the address read again at every look."""
    monkeypatch.setattr("browser_agent.session.BAR_SECONDS_MAX", 10.0)  # machines are busy
    bar = Bar()
    bar.marked_for = 3
    eyes = session(bar)
    eyes.see()
    eyes.see()
    assert bar.reads == 1


def test_a_list_that_was_shut_by_reading_the_address_is_not_seen_open() -> None:
    """Where an entry was pressed, what stood behind the list stands by then."""
    bar = Bar()
    eyes = session(bar)
    bar.whole.paste((20, 60, 200), (100, 200, 500, 400))
    assert eyes.see().frame.image.getpixel((300, 300 - BAR_HIGH)) == (255, 255, 255)
