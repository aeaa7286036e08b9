"""Whose price is due where other plans stand beside ours."""

from typing import Any

import pytest

from browser_agent.cards import rows_of_others
from kernel.ocr import TextLine


def line(text: str, x: int, y: int) -> TextLine:
    return TextLine(text, x, y, x + 8 * len(text), y + 18, 0.99)


OURS = line("Your Reader plan continues at $6.49 a month.", 120, 214)
RESUME = line("Resume Reader", 140, 260)
ROW = (line("Or come back as a Collector", 120, 357), line("Print each month, $11.99", 120, 378))
OTHER = line("Resume as Collector", 740, 368)


def left_out(lines: list[TextLine], press: TextLine = RESUME, **told: Any) -> tuple[TextLine, ...]:
    x, y = press.center
    return rows_of_others(lines, **{"plan": "Reader", "service": "Shelf"} | told, x=x, y=y)


def test_the_price_in_the_row_of_another_plan_is_not_due() -> None:
    assert left_out([OURS, RESUME, *ROW, OTHER]) == ROW


@pytest.mark.parametrize(
    "lines",
    [
        [line("Your Reader plan", 120, 214), RESUME, *ROW, OTHER],  # nobody says what ours costs
        [OURS, RESUME, *ROW],  # no button of its own
        [OURS, RESUME, *ROW, line("Resume now", 740, 368)],  # nor a name
        [OURS, RESUME, *ROW, line("Reader from today, $11.99", 300, 368), OTHER],
        [line("You had Reader at $6.49 a month.", 120, 214), RESUME, *ROW, OTHER],
        [
            OURS,
            RESUME,
            line("Your Shelf membership, $11.99", 120, 368),
            line("Resume Shelf", 740, 368),
        ],
        [
            OURS,
            RESUME,
            line("Billed monthly by PayPal, $11.99", 120, 368),
            line("Switch to PayPal", 740, 368),
        ],
        [OURS, RESUME, *ROW, line("Due today for Collector", 400, 368), OTHER],
    ],
)
def test_any_other_price_is(lines: list[TextLine]) -> None:
    assert left_out(lines) == ()


def test_a_press_without_the_plans_name_leaves_nothing_out() -> None:
    go = line("Continue", 140, 260)
    assert left_out([OURS, go, *ROW, OTHER], go) == ()
    assert left_out([OURS, RESUME, *ROW, OTHER], plan=None) == ()
