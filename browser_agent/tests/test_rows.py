"""Rows of an account page that belong to something else than the plan; links side by side."""

import pytest

from browser_agent.asking import level_with
from browser_agent.policy import Press, judge_press
from browser_agent.scope import is_an_extras_row
from browser_agent.session import field_label, label_at
from kernel.ocr import TextLine


def line(text: str, x0: int, y0: int, x1: int, y1: int) -> TextLine:
    return TextLine(text, x0, y0, x1, y1, 0.99)


PAGE = (
    line("Brindille Extra", 309, 196, 442, 214),
    line("G\u00e9rer", 886, 215, 939, 234),
    line(
        "6,99 \u20ac / mois, prochain pr\u00e9l\u00e8vement le 18 d\u00e9cembre", 309, 217, 707, 238
    ),
    line("Option Marmots", 309, 322, 459, 343),
    line("D\u00e9sactiver", 844, 331, 939, 350),
    line("Offerte avec votre box internet, sans frais", 309, 344, 592, 363),
)


def judged(row: tuple[str, ...], label: str = "D\u00e9sactiver") -> str:
    press = Press(label, label, "account", commit=False, row=row)
    return judge_press(press, action="cancel", commits=0).rule


def test_an_option_beside_the_plan_is_not_ended() -> None:
    row = level_with(PAGE, 890, 340, service="Brindille")
    assert row == ("Option Marmots", "Offerte avec votre box internet, sans frais")
    assert judged(row) == "other"


def test_the_plans_own_row_is_its_own() -> None:
    assert level_with(PAGE, 912, 226, service="Brindille") == ()
    assert judged(level_with(PAGE, 912, 226, service="Brindille")) == "none_against"


@pytest.mark.parametrize(
    ("row", "added"),
    [
        (("Sports Pack", "$4.99 a month"), True),
        (("Fantasy coins top-up",), True),
        (("Zusatzpaket Kino",), True),
        (("Extra member", "Anna"), True),
        (("Premium plan, with the extras pack", "$9.99"), False),
        (("Standard", "Renews on December 4"), False),
        (("Auto-renewal", "On"), False),
        ((), False),
    ],
)
def test_what_an_extras_row_is(row: tuple[str, ...], *, added: bool) -> None:
    assert is_an_extras_row(row) is added
    assert (judged(row, "Cancel") == "other") is added


def test_of_two_links_in_one_line_the_one_under_the_point_counts() -> None:
    both = [line("Pause membership | Cancel membership", 276, 609, 516, 628)]
    assert label_at(both, 320, 618) == "Pause membership"
    assert label_at(both, 460, 618) == "Cancel membership"
    assert label_at(both, 396, 618) == both[0].text  # at the bar nobody can tell
    assert (
        label_at([line("Cancel membership", 276, 609, 516, 628)], 300, 618) == "Cancel membership"
    )


def test_the_words_before_a_field_are_its_label_and_not_those_above() -> None:
    rows = [
        line("Correo electr\u00f3nico: lucia.marin@example.com", 390, 104, 760, 131),
        line("Contrase\u00f1a:", 390, 131, 470, 148),
    ]
    assert field_label(rows, 656, 140) == "Contrase\u00f1a:"
