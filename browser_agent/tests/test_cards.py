"""Whose price is due where other plans stand beside ours."""

import pytest

from browser_agent.cards import rows_of_others
from kernel.ocr import TextLine


def line(text: str, x: int, y: int) -> TextLine:
    return TextLine(text, x, y, x + 8 * len(text), y + 18, 0.99)


OURS = line("Your Reader plan continues at $6.49 a month.", 120, 214)
RESUME = line("Resume Reader", 140, 260)
ROW = (line("Or come back as a Collector", 120, 357), line("Print each month, $11.99", 120, 378))
OTHER = line("Resume as Collector", 740, 368)
X, Y = RESUME.center


def test_the_price_in_the_row_of_another_plan_is_not_due() -> None:
    assert rows_of_others([OURS, RESUME, *ROW, OTHER], "Reader", X, Y) == ROW


@pytest.mark.parametrize(
    "lines",
    [
        [line("Your Reader plan", 120, 214), RESUME, *ROW, OTHER],  # nobody says what ours costs
        [OURS, RESUME, *ROW],  # no button of its own
        [OURS, RESUME, *ROW, line("Resume now", 740, 368)],  # nor a name
        [OURS, RESUME, *ROW, line("Reader from today, $11.99", 300, 368), OTHER],
        [OURS, RESUME, *ROW, line("Due today for Collector", 400, 368), OTHER],
    ],
)
def test_any_other_price_is(lines: list[TextLine]) -> None:
    assert rows_of_others(lines, "Reader", X, Y) == ()


def test_a_press_without_the_plans_name_leaves_nothing_out() -> None:
    go = line("Continue", 140, 260)
    assert rows_of_others([OURS, go, *ROW, OTHER], "Reader", *go.center) == ()
    assert rows_of_others([OURS, RESUME, *ROW, OTHER], None, X, Y) == ()
