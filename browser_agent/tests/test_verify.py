from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from PIL import Image

from browser_agent.screen import Frame
from browser_agent.session import Seen
from browser_agent.verify import confirmed_date
from kernel.ocr import TextLine

BLANK = Image.new("RGB", (10, 10))


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
