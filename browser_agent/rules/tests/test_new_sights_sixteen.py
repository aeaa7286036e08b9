"""More shapes of pages nobody had seen: a tile in two lines."""

from dataclasses import replace

import pytest

from browser_agent.rules import profiles
from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box
from browser_agent.rules.screen import Control
from browser_agent.rules.tests.vision_screens import PLAIN, case


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
