"""Menus at the side, drawers over dark pages, chips for reasons, links that end a line, ways back
in."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box, Ink
from browser_agent.rules.screen import Control, compose
from browser_agent.rules.tests.test_first_sights import at
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


# --- a dark drawer over a dark page -------------------------------------------------------------


def drawn(page_ink: int, *, ground: int = 9) -> Image.Image:
    picture = Image.new("RGB", (1280, 820), (ground, ground, ground + 3))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((840, 0, 1280, 820), fill=(45, 36, 64))
    for line in BEHIND:
        _write(draw, line.box, (page_ink, page_ink, page_ink))
    for line in WITHIN:
        _write(draw, line.box, (245, 240, 250))
    return picture


BEHIND = [
    at("Premium membership", 400, 150),
    at("Renews on December 14", 400, 220),
    at("Cancel Premium", 400, 300),
]
WITHIN = [at("Skip a month instead?", 870, 60), at("I still want to cancel", 870, 300)]


def _write(draw: ImageDraw.ImageDraw, box: tuple[int, ...], ink: tuple[int, int, int]) -> None:
    x0, y0, x1, y1 = box
    for x in range(x0 + 1, x1 - 1, 5):
        draw.rectangle((x, y0 + 2, x + 2, y1 - 3), fill=ink)


def test_a_dark_drawer_lies_over_a_page_under_a_veil() -> None:
    screen = compose(np.asarray(drawn(100), dtype=np.uint8), [*BEHIND, *WITHIN])
    assert screen.dialog is not None
    assert "Cancel Premium" in screen.behind
    assert [each.text for each in screen.controls] == [each.text for each in WITHIN]


@pytest.mark.parametrize("ink", [160, 240])
def test_beside_words_as_bright_it_is_a_part_of_the_page(ink: int) -> None:
    screen = compose(np.asarray(drawn(ink), dtype=np.uint8), [*BEHIND, *WITHIN])
    assert screen.dialog is None


# --- reasons on buttons -------------------------------------------------------------------------


def chips(*, waits: bool, inside: bool = True) -> Case:
    target = "I still want to cancel" if inside else "Settings"
    led = step("click", target, page="offer" if inside else "home")
    page = case(
        "What's up, Theo?",
        "Pick one.",
        "[Too pricey]",
        "[Finished my show]",
        "[Prefer not to say]",
        "[Continue]",
        history=[*IN, led],
    )
    *others, button = page.screen.controls
    faded = replace(button, ink=FADED) if waits else button
    return Case(page.question, replace(page.screen, controls=(*others, faded)))


def test_chips_above_a_button_that_waits_are_reasons() -> None:
    move = choose(chips(waits=True))
    assert (move.page, move.target, move.commit) == ("survey", "Prefer not to say", False)


def test_only_on_the_way_out_and_where_the_button_waits() -> None:
    assert choose(chips(waits=False)).target != "Prefer not to say"
    assert choose(chips(waits=True, inside=False)).page != "survey"


# --- two buttons that sign in -------------------------------------------------------------------


def test_the_button_under_the_fields_sends_them() -> None:
    typed = [step("type", text_ref=name, page="sign_in") for name in ("email", "password")]
    page = case("[Log in]", "# Log in", "|Email=", "|Password=", "[Log in]", history=typed)
    assert choose(page).y == page.screen.controls[-1].point[1]
