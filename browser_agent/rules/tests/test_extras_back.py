"""On the way back: the plan that was had among others, and what is offered beside it."""

from dataclasses import replace

import pytest

from browser_agent.rules import chips
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box
from browser_agent.rules.screen import Control
from browser_agent.rules.tests.test_first_sights import ACCOUNT
from browser_agent.rules.tests.vision_screens import case, step

BACK = ACCOUNT | {"goal": "resume", "plan": "Standard", "max_price": "9.99"}
BEGUN = [step("click", "Restart membership")]


def table(*titles: str, word: str = "Choose") -> Case:
    """One plan a row, with its price and the same button at the end of each."""
    prices = ("$14.99 / month", "$9.99 / month", "$5.99 / month")
    shown = case("# Good to see you", **BACK | {"history": BEGUN})
    controls, told = list(shown.screen.controls), list(shown.screen.sentences)
    for number, (title, price) in enumerate(zip(titles, prices, strict=True)):
        row = case(title, price, f"[{word}]").screen
        for place, (each, said) in enumerate(zip(row.controls, row.sentences, strict=True)):
            controls.append(moved(each, 100 + 300 * place, 200 + 80 * number))
            told.append(replace(said, box=controls[-1].box))
    screen = replace(shown.screen, controls=tuple(controls), sentences=tuple(told))
    return Case(shown.question, screen)


def moved(control: Control, left: int, top: int) -> Control:
    box = Box(left, top, left + control.box.width, top + 18)
    face = Box(left - 20, top - 10, box.x1 + 20, top + 30) if control.face is not None else None
    return replace(control, box=box, face=face)


@pytest.mark.parametrize(
    "title",
    [
        "Standard (current plan)",
        "Standard (bisher)",
        "Standard \u2605 Empfohlen",
        "Standard Most popular",
        "Standard (votre offre pr\u00e9c\u00e9dente)",
        "Standard (tu plan anterior)",
    ],
)
def test_what_a_row_says_of_its_plan_makes_no_longer_name(title: str) -> None:
    shown = table("Premium \u2605 Recommended", title, "Basic with ads")
    move = choose(shown)
    assert (move.action, move.target, move.commit) == ("click", "Choose", False)
    assert move.y is not None
    assert 270 <= move.y <= 310


@pytest.mark.parametrize(
    "title", ["Standard (with ads)", "Standard (annual)", "Standard Family (current plan)"]
)
def test_another_plan_is_none_for_what_stands_in_brackets(title: str) -> None:
    assert choose(table("Premium", title, "Basic")).action != "click"


def test_a_plan_may_be_called_as_others_are_praised() -> None:
    assert chips.without("super best price", "super best price") == "super best price"
    assert chips.without("super (current plan)", "super") == "super"
