"""On the way back: the plan that was had among others, and what is offered beside it."""

from dataclasses import replace

import pytest

from browser_agent.policy import Press, judge_press
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


EXTRAS = ("# Make it yours", "(x) Puzzles and more - add for $2.99 a month", "(x) Send me offers")
CHOSEN = [*BEGUN, step("click", "Continue", page="plans")]


@pytest.mark.parametrize(
    "onward",
    [
        "Continue to review",
        "Proceed to payment",
        "Weiter zur \u00dcbersicht",
        "Continuer vers le r\u00e9capitulatif",
        "Continuar al resumen",
    ],
)
def test_extras_are_left_out_and_the_next_page_is_gone_to(onward: str) -> None:
    """The "Back" beside it makes no last page of it, which would have to name what is due."""
    told = BACK | {"history": CHOSEN}
    rows = (*EXTRAS, f"[{onward}]", "<Back>")
    assert choose(case(*rows, **told)).target == EXTRAS[1].removeprefix("(x) ")
    half = tuple(each.replace("(x) Puz", "( ) Puz") for each in rows)
    assert choose(case(*half, **told)).target == "Send me offers"
    move = choose(case(*(each.replace("(x)", "( )") for each in rows), **told))
    assert (move.action, move.target, move.commit) == ("click", onward, False)


@pytest.mark.parametrize("pays", ["Pay now", "Subscribe", "Zahlungspflichtig bestellen"])
def test_what_pays_is_not_pressed_for_what_only_extras_cost(pays: str) -> None:
    left = tuple(each.replace("(x)", "( )") for each in EXTRAS)
    move = choose(case(*left, f"[{pays}]", "<Back>", **BACK | {"history": CHOSEN}))
    assert (move.action, move.error_code) == ("need_human", "policy_denied")


@pytest.mark.parametrize(
    ("chosen", "rule"),
    [
        ("Puzzles and more - add for $2.99 a month", "paid_extra"),
        ("Send me news and offers by e-mail", "preselected"),
        ("Standard Extra - $9.99 a month", "none_against"),
        ("Standard - $9.99 a month", "none_against"),
    ],
)
def test_on_to_the_next_page_nothing_goes_along_that_nobody_asked_for(
    chosen: str, rule: str
) -> None:
    press = Press("Continue to review", "Continue to review", "plans", commit=False)
    judged = judge_press(
        replace(press, chosen=(chosen,)),
        action="resume",
        commits=0,
        plan="Standard",
        price_max=9.99,
    )
    assert judged.rule == rule
