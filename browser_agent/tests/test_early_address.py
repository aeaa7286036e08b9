"""A new page's address is read while the page has to keep quiet anyway."""

from collections.abc import Callable

from PIL import Image

from browser_agent.screen import QUIET_SECONDS, wait_until_settled
from browser_agent.tests.test_address import Bar, session

SIZE = (400, 300)
WHITE = Image.new("RGB", SIZE, "white")
PAGE = Image.new("RGB", SIZE, (20, 60, 120))


def settled(looks: Callable[[], Image.Image], early: Callable[[Image.Image], None]) -> None:
    wait_until_settled(looks, before=WHITE, check=lambda: None, early=early)


def test_it_is_told_once_and_before_the_page_has_been_quiet_for_long() -> None:
    told: list[Image.Image] = []
    settled(lambda: PAGE, told.append)
    assert told == [PAGE]


def test_a_page_that_changes_meanwhile_has_to_keep_quiet_anew() -> None:
    other = Image.new("RGB", SIZE, (120, 20, 20))
    shown = [PAGE]

    def read(_: Image.Image) -> None:
        shown[0] = other

    last = wait_until_settled(lambda: shown[0], before=WHITE, check=lambda: None, early=read)
    assert last == other


def test_a_small_change_is_no_new_page() -> None:
    ring = WHITE.copy()
    ring.paste((0, 0, 200), (10, 10, 60, 14))
    told: list[Image.Image] = []
    settled(lambda: ring, told.append)
    assert not told


def test_a_page_that_still_loads_is_left_alone() -> None:
    """Its address bar would be shut by a key that stops the loading."""
    told: list[Image.Image] = []
    wait_until_settled(
        lambda: PAGE,
        before=WHITE,
        check=lambda: None,
        early=told.append,
        busy=lambda _: True,
        seconds_max=2 * QUIET_SECONDS,
    )
    assert not told


def test_what_was_read_early_is_not_read_again() -> None:
    bar = Bar()
    eyes = session(bar)
    eyes.see()
    bar.whole.paste((10, 90, 10), (300, 60, 700, 80))
    eyes._learn_early(bar.look())
    eyes.settle_after(bar.look())
    assert eyes.see().url == "https://example.org/2"
    assert bar.reads == 2


def test_the_same_address_is_not_read_early() -> None:
    bar = Bar()
    eyes = session(bar)
    eyes._learn_early(bar.look())  # none is known yet: the first look reads it
    eyes.see()
    eyes._learn_early(bar.look())
    assert bar.reads == 1
