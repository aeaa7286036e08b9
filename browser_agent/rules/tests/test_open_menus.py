"""What hangs open below its button, what stands level with its box, and an end by another name."""

from dataclasses import replace
from typing import Any

import pytest

from browser_agent.lexicon import ends
from browser_agent.policy import Press, judge_press
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.move import permille
from browser_agent.rules.pixels import Box
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.tests.test_first_sights import ACCOUNT
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold

BACK = ACCOUNT | {"goal": "resume", "plan": "Standard", "max_price": "12.99"}
CHOSEN = BACK | {"history": [step("click", "Continue", page="plans")]}


def after_its_press(*items: str, button: str) -> Case:
    """The page once that button was pressed, in the place where it stands."""
    shut = case(*items, **ACCOUNT)
    pressed = next(each for each in shut.labels if each.text == button)
    x, y = pressed.point
    here: dict[str, Any] = {
        "x": permille(x, shut.screen.width),
        "y": permille(y, shut.screen.height),
    }
    return case(*items, **ACCOUNT, history=[step("click", button.casefold(), **here)])


@pytest.mark.parametrize(
    ("button", "entry"),
    [
        ("Manage membership Update, cancel and more \u25be", "End membership"),
        ("Update, cancel and more", "Cancel membership"),
        ("Verwalten, k\u00fcndigen und mehr \u25be", "K\u00fcndigen"),
        ("G\u00e9rer, r\u00e9silier et plus", "R\u00e9silier mon abonnement"),
        ("Gestionar, cancelar y m\u00e1s \u25be", "Cancelar suscripci\u00f3n"),
    ],
)
def test_a_menu_that_hangs_open_is_not_shut_again(button: str, entry: str) -> None:
    renews = "Your plan renews on 14 December 2026."
    page = after_its_press(f"[{button}]", renews, "<Switch to annual>", f"<{entry}>", button=button)
    assert choose(page).target == entry


def test_a_menu_that_did_not_open_is_pressed_again() -> None:
    button = "Manage membership Update, cancel and more \u25be"
    page = after_its_press(f"[{button}]", "Member since 2022.", "<Free delivery>", button=button)
    assert choose(page).target == button


def test_a_button_for_one_thing_may_stand_there_on_the_next_page_too() -> None:
    page = after_its_press("[Cancel plan]", "It renews.", "<Cancel account>", button="Cancel plan")
    assert choose(page).target == "Cancel plan"


def extras(price_down: int) -> Case:
    """A ticked extra, its label in two lines, and what it costs at the end of the row."""
    found = case("# Add something", "(x) CineMore", "For you", "+$8.99/mo.", "[Continue]", **CHOSEN)
    moved = []
    for each in found.screen.controls:
        top = next(x.box.y0 for x in found.screen.controls if x.text == "CineMore")
        shift: dict[str, Any] = {}
        if each.mark is not None:
            lower = Box(270, top + 14, 284, top + 28)  # level with the middle of both lines
            shift = {"mark": replace(each.mark, box=lower)}
        if each.text == "For you":
            shift = {"box": Box(300, top + 24, 400, top + 42)}
        if each.text.startswith("+"):
            shift = {"box": Box(900, top + price_down, 1000, top + price_down + 18)}
        moved.append(replace(each, **shift))
    told = [
        replace(each, box=next(x.box for x in moved if x.text == each.text))
        for each in found.screen.sentences
    ]
    screen = replace(found.screen, controls=tuple(moved), sentences=tuple(told))
    return replace(found, screen=screen)


def test_an_extra_of_two_lines_is_taken_out_before_it_goes_on() -> None:
    """The amount is level with the box, and with none of the lines beside it."""
    assert choose(extras(price_down=11)).target == "CineMore"
    assert choose(extras(price_down=2)).target == "CineMore"


NOTICES = [
    "Give notice",
    "Give your notice",
    "Hand in my notice",
    "Serve notice to leave",
    "Give written notice of termination",
    "Donner mon pr\u00e9avis",
    "Dar preaviso",
]


@pytest.mark.parametrize("words", NOTICES)
def test_who_gives_notice_leaves(words: str) -> None:
    row = ("# Manage contract", "[Freeze membership]", "[Switch to Off-Peak]", f"[{words}]")
    assert choose(case(*row, **ACCOUNT)).target == words


@pytest.mark.parametrize("words", NOTICES)
def test_the_rail_knows_a_notice_for_an_end(words: str) -> None:
    """In the row of another one it is refused, as "Cancel" is."""
    assert ends(words)
    press = Press(target=words, label=words, page="account", commit=False, elsewhere=True)
    assert judge_press(press, action="cancel", commits=0, plan=None, price_max=None).rule == "other"


OF_ELSE = ("Give notice of absence", "Give notice of a new address", "Cookie notice")


@pytest.mark.parametrize("words", [*OF_ELSE, "Notice given"])
def test_a_notice_of_something_else_ends_nothing(words: str) -> None:
    assert role_of(fold(words)) is Role.NONE
    assert choose(case("# Your plan", f"[{words}]", "<Help>", **ACCOUNT)).target != words
    assert not ends(words)
