"""Plans below each other, each with its own button: what a press on one of them would take."""

import pytest

from browser_agent.sayings import state_of
from browser_agent.stacked_cards import cards_of_others
from browser_agent.tests.test_belonging import line
from kernel.ocr import TextLine

PAGE = [
    line("Butaca9 Plus", 282, 223),
    line("14,99 \u20ac/mes, con 3 vales de estreno.", 282, 275),
    line("Reactivar con Plus", 306, 322),
    line("Butaca9 B\u00e1sico", 282, 437),
    line("9,99 \u20ac/mes. Hoy no pagas nada.", 281, 488),
    line("Reactivar B\u00e1sico", 306, 536),
]


def taken_away(lines: list[TextLine], plan: str | None = "B\u00e1sico") -> list[str]:
    last = next(each for each in lines if each.text == "Reactivar B\u00e1sico")
    found = cards_of_others(lines, plan=plan, x=last.x0 + 4, y=last.y0 + 4)
    return [each.text for each in found]


def test_the_card_of_another_plan_says_nothing_of_ours() -> None:
    assert taken_away(PAGE) == [each.text for each in PAGE[:3]]


@pytest.mark.parametrize(
    ("at", "words"),
    [(0, "Total"), (1, "Hoy 14,99 \u20ac"), (2, "Reactivar"), (4, "Cuatro pantallas"),
     (0, "Butaca9 B\u00e1sico anual")],
)  # fmt: skip
def test_unless_something_of_it_may_be_ours(at: int, words: str) -> None:
    page = [*PAGE[:at], line(words, PAGE[at].x0, PAGE[at].y0), *PAGE[at + 1 :]]
    assert taken_away(page) == []
    assert taken_away(PAGE, plan=None) == []


def test_an_end_that_was_asked_for_and_costs_no_more_has_come() -> None:
    told = "Baja solicitada. Podr\u00e1s disfrutar de Visora TV hasta el 14 de diciembre de 2026."
    assert (
        state_of([line(f"{told} No se realizar\u00e1n m\u00e1s cobros.", 300, 200)]) == "cancelled"
    )
    assert state_of([line("Baja solicitada.", 300, 200)]) == "unknown"
