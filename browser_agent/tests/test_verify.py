from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, cast

import pytest
import time_machine
from PIL import Image

from browser_agent.contract import Task
from browser_agent.hands import StopFlag
from browser_agent.screen import Frame
from browser_agent.seen import Seen
from browser_agent.session import Session
from browser_agent.siblings import Siblings
from browser_agent.verify import Judges, confirmed_date, verify
from kernel.ocr import TextLine

BLANK = Image.new("RGB", (10, 10))
TASK = Task("t", "T", "cancel", "https://example.com/", origins=("example.com",))


def page(*words: str) -> Seen:
    lines = tuple(TextLine(word, 0, 20 * i, 99, 20 * i + 15, 1.0) for i, word in enumerate(words))
    return Seen(Frame(BLANK, BLANK, 0), BLANK, lines, "https://example.com/account")


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 12, 8, tzinfo=UTC), tick=False):
        yield


@pytest.mark.parametrize(
    ("words", "day"),
    [
        (["Your plan ends on December 14, 2026."], date(2026, 12, 14)),
        (["Ends", "14 Dec 2026"], date(2026, 12, 14)),
        (["Endet am 14. Dezember 2026"], date(2026, 12, 14)),
        (["Access until 12/14/2026"], date(2026, 12, 14)),
        (["$9.99 per month", "Access until 12/04/2026"], date(2026, 12, 4)),
        (["Access until 12/04/2026"], date(2026, 12, 4)),  # 12 April is past
        (["$9.99 a month", "Access until 01/05/2027"], date(2027, 1, 5)),
    ],
)
def test_a_date_on_the_page_is_confirmed(words: list[str], day: date) -> None:
    assert confirmed_date(day.isoformat(), page(*words)) == day.isoformat()


@pytest.mark.parametrize(
    ("words", "claimed"),
    [
        (["Your plan ends on December 14, 2026."], "2026-12-15"),
        (["Your plan has ended."], "2026-12-14"),
        (["Access until 05/06/2027"], "2027-05-06"),  # or 5 June: nobody can tell
        (["$99 per year", "Access until 01/05/2027"], "2027-01-05"),
        (["Ends December 14, 2026"], None),
        (["Ends December 14, 2026"], "soon"),
    ],
)
def test_a_date_that_cannot_be_read_off_the_page_is_none(
    words: list[str], claimed: str | None
) -> None:
    assert confirmed_date(claimed, page(*words)) is None


def test_a_day_may_be_cut_in_a_narrow_card() -> None:
    """Between its halves, in reading order, stand the words of the card beside it."""

    def line(text: str, x: int, y: int) -> TextLine:
        return TextLine(text, x, y, x + 8 * len(text), y + 18, 0.98)

    end = date(2026, 12, 14)
    lines = (
        line(f"Cancelled \u00b7 ends {end.day}", 100, 200),
        line("Name, email and password", 500, 200),
        line(f"{end:%B %Y}", 100, 222),
    )
    seen = Seen(Frame(BLANK, BLANK, 0), BLANK, lines, "https://example.com/account")
    assert confirmed_date(end.isoformat(), seen) == end.isoformat()
    assert confirmed_date(date(2026, 12, 15).isoformat(), seen) is None


class Tabs:
    """A session on a page that shows its state only behind what is pressed; a load shuts it."""

    def __init__(self, *ways: str) -> None:
        self.ways = ways
        self.before: tuple[str, ...] = ()
        self.pressed: list[str] = []

    def open(self, url: str) -> None:
        del url
        self.pressed = []

    def see(self) -> Seen:
        if self.pressed == list(self.ways):
            return page("Your plan ends on December 14, 2026.")
        return page("My page", *self.before, "Services", "Video", "Pause it", "Films")

    def scroll(self, *_: object) -> None: ...

    def click(self, x: int, y: int) -> None:
        del x
        here = next(line.text for line in self.see().lines if line.center_y == y)
        self.pressed.append(here)

    def settle_after(self, frame: Frame) -> bool:
        del frame
        return bool(self.pressed)


class Reads:
    siblings = Siblings(TASK.service_name)

    def look(self, seen: Seen, before: object) -> tuple[dict[str, Any], dict[str, str]]:
        del before
        state = "cancelled" if any("ends on" in line for line in seen.words) else "unknown"
        loads = any("Loading" in line for line in seen.words)
        kind = "loading" if loads else "account"
        answer = {"state": state, "page": kind, "effective_date": None}
        return answer, {"text": state, "judge": state}


def looked(tabs: Tabs, *openers: str) -> str:
    session, judges = cast("Session", tabs), cast("Judges", Reads())
    url = "https://example.com/account"
    return verify(TASK, session, judges, url=url, openers=openers).state


def test_the_way_to_the_state_is_gone_again_after_a_fresh_load() -> None:
    assert looked(Tabs("Services", "Video")) == "unknown"
    assert looked(Tabs("Services", "Video"), "Services", "Video") == "cancelled"


def test_nothing_is_opened_that_could_change_the_plan() -> None:
    tabs = Tabs("Pause it")
    assert looked(tabs, "Pause it") == "unknown"
    assert tabs.pressed == []


def test_a_tab_is_known_by_its_whole_name() -> None:
    """ "Plans", in the site's own head, is not the "Plan" that was pressed."""
    tabs = Tabs("Video")
    tabs.before = ("Videos",)
    assert looked(tabs, "Video") == "cancelled"


class Draws(Tabs):
    """A page that still says "Loading" when it is quiet."""

    def __init__(self, *, loads: int) -> None:
        super().__init__()
        self.loads = loads
        self.stop = StopFlag()
        self.stop.wait = self._wait  # type: ignore[method-assign, assignment]

    def _wait(self, seconds: float) -> bool:
        self.loads -= 1
        return False

    def see(self) -> Seen:
        return page("Loading...") if self.loads > 0 else super().see()


@pytest.mark.parametrize(("loads", "state"), [(0, "cancelled"), (2, "cancelled"), (9, "unknown")])
def test_a_page_that_still_loads_is_looked_at_again(loads: int, state: str) -> None:
    assert looked(Draws(loads=loads)) == state


class LoadsAnew(Draws):
    """A script that draws its page a while after each load of it."""

    def open(self, url: str) -> None:
        super().open(url)
        self.loads = self.after

    def __init__(self, *ways: str, after: int) -> None:
        super().__init__(loads=0)
        self.ways, self.after = ways, after


@pytest.mark.parametrize(("after", "state"), [(0, "cancelled"), (2, "cancelled"), (9, "unknown")])
def test_what_was_opened_is_opened_again_once_it_is_drawn(after: int, state: str) -> None:
    """The way to the account was looked for while nothing stood on the page, and not found."""
    assert looked(LoadsAnew("Services", "Video", after=after), "Services", "Video") == state
