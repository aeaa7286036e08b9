"""More shapes of pages nobody had seen: a tile in two lines, a mask misread, a contract's list."""

from dataclasses import replace

import pytest

from browser_agent.rules import lists, profiles, sign_in
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.masks import is_masked
from browser_agent.rules.pixels import Box
from browser_agent.rules.screen import Control
from browser_agent.rules.tests.vision_screens import PLAIN, case, step


def tiles(title: str, *names: tuple[str, ...]) -> Case:
    """A question in large letters, and below it tiles in a row, each of one line or more."""
    shown = case(f"# {title}")
    lines = [
        Control(text, Box(400 + 170 * x, 200 + 24 * y, 480 + 170 * x, 218 + 24 * y), PLAIN)
        for x, name in enumerate(names)
        for y, text in enumerate(name)
    ]
    return replace(shown, screen=replace(shown.screen, controls=(*shown.screen.controls, *lines)))


@pytest.mark.parametrize(
    "area",
    [("Zona de", "familias"), ("Family area",), ("Espace", "famille"), ("Grown-ups", "area")],
)
def test_the_families_area_comes_before_the_childrens_profiles(area: tuple[str, ...]) -> None:
    move = profiles.choose(tiles("Who's watching?", ("Lola",), ("Hugo",), area))
    assert move is not None
    assert move.target == area[0]


@pytest.mark.parametrize("other", [("Family",), ("Hugo", "familias"), ("Zona de", "juegos")])
def test_what_is_no_area_of_the_family_is_one_more_profile(other: tuple[str, ...]) -> None:
    move = profiles.choose(tiles("Who's watching?", ("Lola",), other))
    assert move is not None
    assert move.target == "Lola"


@pytest.mark.parametrize("shown", ["[email]", "[emal]", "(emai]", "{email", "lemail]"])
def test_a_mask_in_small_print_may_lose_a_letter(shown: str) -> None:
    assert is_masked(shown, "email")


@pytest.mark.parametrize("shown", ["email", "[e-mail]", "[name]", "pat@example.org", ""])
def test_what_is_no_mask_of_this_secret(shown: str) -> None:
    assert not is_masked(shown, "email")


def pair(value: str, *history: dict[str, object]) -> Case:
    """A sign-in whose first field shows this."""
    shown = case("# Log in", "|Email=", "|Password|", "[Log in]", history=list(history))
    email, password = shown.screen.fields
    email = Field(email.box, "email", value, filled=True)
    return replace(shown, screen=replace(shown.screen, fields=(email, password)))


@pytest.mark.parametrize("value", ["[emal]", "o c"])
def test_a_field_typed_in_vain_does_not_send_the_form_without_the_password(value: str) -> None:
    vain = [
        step("type", "email", text_ref="email", page="sign_in", changed=x < 1) for x in range(4)
    ]
    move = sign_in.enter(pair(value, *vain))
    assert move is not None
    assert (move.action, move.text_ref, move.submit) == ("type", "password", True)


def contracts(*below: tuple[int, str], opened: bool = True) -> Case:
    """ "Contract", a list that was pressed, and what stands below it so far down."""
    shown = case(
        "|x=",
        service="Arbor Daily",
        others=["vega games"],
        history=[step("click", "Choose...", page="survey")],
    )
    (field,) = shown.screen.fields
    box = field.box
    held = [(-22, "Contract"), (0, "Choose..."), *([(34, "Choose...")] if opened else []), *below]
    words = [
        Control(text, Box(310, box.y0 + 2 + y, 310 + 8 * len(text), box.y0 + 18 + y), PLAIN)
        for y, text in held
    ]
    list_ = Field(box, "choose...", "Choose...", filled=True, drops=True)
    controls = (*shown.screen.controls, *words)
    return replace(shown, screen=replace(shown.screen, controls=controls, fields=(list_,)))


def test_the_entry_with_its_plan_after_a_dash_is_taken_below_one_left_out() -> None:
    move = lists.choose(contracts((84, "Arbor Daily \u2013 All digital")))
    assert move is not None
    assert move.target == "Arbor Daily \u2013 All digital"


@pytest.mark.parametrize(
    "below",
    [
        [(84, "Arbor Daily second set")],
        [(84, "Arbor Daily \u2013 All digital"), (109, "Arbor Daily \u2013 Crosswords")],
        [(84, "Vega Games \u2013 of Arbor Daily")],
    ],
)
def test_where_no_single_entry_is_called_so_none_is_taken(below: list[tuple[int, str]]) -> None:
    move = lists.choose(contracts(*below))
    assert move is not None
    assert move.action == "need_human"


def test_below_a_list_that_is_shut_no_entry_is_looked_for() -> None:
    move = lists.choose(contracts((84, "Arbor Daily \u2013 All digital"), opened=False))
    assert move is None or not move.target.startswith("Arbor")
