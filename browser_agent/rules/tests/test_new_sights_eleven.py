"""Menus at the side, drawers over dark pages, chips for reasons, links that end a line, ways back
in."""

from dataclasses import replace

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box, Ink
from browser_agent.rules.screen import Control
from browser_agent.rules.tests.vision_screens import PLAIN, case, step

FADED = Ink((140, 70, 60), (110, 60, 55), underlined=False)
IN = [step("type", text_ref="password", page="sign_in")]


# --- the menu at the side of the account's pages ------------------------------------------------


def beside(*entries: str, title: str, goal: str = "cancel") -> Case:
    """A page with a menu at its left, whose first letters stand at one edge."""
    page = case(f"# {title}", "[email]", goal=goal, history=IN)
    menu = [
        Control(text, Box(130, 106 + 45 * row, 130 + 9 * len(text), 124 + 45 * row), PLAIN)
        for row, text in enumerate(entries)
    ]
    return Case(page.question, replace(page.screen, controls=(*menu, *moved(page.screen.controls))))


def moved(controls: tuple[Control, ...]) -> list[Control]:
    return [
        replace(x, box=Box(x.box.x0 + 100, x.box.y0 + 80, x.box.x1 + 100, x.box.y1 + 80))
        for x in controls
    ]


@pytest.mark.parametrize("goal", ["cancel", "resume"])
@pytest.mark.parametrize("entry", ["Premium membership", "Arbor-Abo", "Formule Duo", "Fan plan"])
def test_the_entry_that_speaks_of_a_plan_is_opened(entry: str, goal: str) -> None:
    move = choose(beside("Profile", entry, "Notifications", title="Profile", goal=goal))
    assert (move.action, move.target, move.commit) == ("click", entry, False)


@pytest.mark.parametrize(
    "entry",
    ["Gift a membership", "Upgrade membership", "Pause membership", "Add a plan", "Plan offers",
     "About your plan"],
)  # fmt: skip
def test_none_that_does_more_than_lead(entry: str) -> None:
    move = choose(beside("Profile", entry, "Notifications", title="Profile"))
    assert move.target != entry


def test_of_several_plans_none_is_meant() -> None:
    plans = ("Basic plan", "Family plan", "Duo plan")
    move = choose(beside(*plans, title="Basic plan"))
    assert move.target not in plans


def test_nor_the_plan_of_another_service() -> None:
    page = beside("Profile", "Arbor Music membership", "Notifications", title="Profile")
    told = replace(page.question, service="Arbor TV", others=("arbor music",))
    assert choose(Case(told, page.screen)).target != "Arbor Music membership"
