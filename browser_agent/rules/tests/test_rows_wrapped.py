"""Rows whose cells wrap over several lines, and rows that end in a box."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from browser_agent.belonging import without_others
from browser_agent.rules.act import choose
from browser_agent.rules.answer import _tells_a_day
from browser_agent.rules.case import Case
from browser_agent.rules.tests.test_first_sights import page
from browser_agent.rules.tests.vision_screens import LINK, case, step
from browser_agent.sayings import tells_a_day
from kernel.ocr import TextLine

SERVICE = "Arborwald"
ENDS = {"Vertrag kündigen", "Kündigung zurücknehmen"}
LEFT: dict[str, object] = {
    "service": SERVICE,
    "committed": True,
    "history": [step("click", "Jetzt kündigen", page="survey")],
}


def row(top: int, *cells: tuple[int, tuple[str, ...]], pitch: int = 18) -> list[TextLine]:
    """Each cell's left edge and its lines, whose boxes reach into those of the next line."""
    return [
        TextLine(words, x, top + number * pitch, x + 7 * len(words), top + number * pitch + 23, 0.9)
        for x, lines in cells
        for number, words in enumerate(lines)
    ]


def table(state: str, day: str, way: str, *, ours_first: bool = False) -> list[TextLine]:
    """Two contracts; what tells the day stands level with the second line of each name."""
    theirs = (
        (191, ("Krimibrief", "Magazin unseres Partners Nordlicht", "Verlag")),
        (485, ("3,50 € /", "Monat")),
        (604, ("Aktiv", "Verlängert sich am 2. Dezember", "2026")),
        (864, ("Vertrag kündigen",)),
    )
    ours = (
        (191, (f"{SERVICE} Abo", "1 Hörbuch pro Monat")),
        (485, ("9,95 € /", "Monat")),
        (604, (state, day)),
        (864, (way,)),
    )
    rows = (ours, theirs) if ours_first else (theirs, ours)
    lines = [TextLine(SERVICE, 57, 23, 169, 48, 0.9), TextLine("Verträge", 177, 114, 395, 149, 0.9)]
    lines += row(180, (191, ("Vertrag",)), (485, ("Preis",)), (604, ("Status",)))
    return [*lines, *row(223, *rows[0]), *row(304, *rows[1])]


def seen(lines: list[TextLine], **told: object) -> Case:
    screen = page(lines)
    drawn = [replace(x, ink=LINK) if x.text in ENDS else x for x in screen.controls]
    return replace(case(**told), screen=replace(screen, controls=tuple(drawn)))


ENDED = ("Gekündigt", "Läuft am 19. Dezember 2026 aus", "Kündigung zurücknehmen")
RUNS = ("Aktiv", "Verlängert sich am 19. Dezember 2026", "Vertrag kündigen")


@pytest.mark.parametrize("tells", [_tells_a_day, tells_a_day])
@pytest.mark.parametrize("ours", [ENDED, RUNS])
@pytest.mark.parametrize("first", [True, False])
def test_the_row_of_another_name_is_left_out_where_its_cells_wrap(
    first: bool, ours: tuple[str, str, str], tells: Callable[[str], bool]
) -> None:
    left = without_others(table(*ours, ours_first=first), SERVICE, tells)
    said = [each.text for each in left]
    assert not {"Krimibrief", "Verlag", "Verlängert sich am 2. Dezember", "2026"} & set(said)
    assert {f"{SERVICE} Abo", *ours} <= set(said)
    assert said.count("Vertrag kündigen") == (ours is RUNS)


@pytest.mark.parametrize("first", [True, False])
def test_what_has_ended_in_its_own_wrapped_row_is_done(first: bool) -> None:
    left = without_others(table(*ENDED, ours_first=first), SERVICE, _tells_a_day)
    move = choose(seen(left, **LEFT))
    assert (move.action, move.state) == ("done", "cancelled")


@pytest.mark.parametrize("committed", [True, False])
@pytest.mark.parametrize("way", ["Vertrag kündigen", "Jetzt kündigen", "Kündigen"])
@pytest.mark.parametrize("first", [True, False])
def test_once_ours_is_told_ended_in_its_row_no_other_way_out_is_taken(
    first: bool, way: str, committed: bool
) -> None:
    """Though both rows are read: nothing proved it, all else was tried, and the other contract was
    what was left to press."""
    lines = table(*ENDED, ours_first=first)
    lines = [replace(x, text=way) if x.text == "Vertrag kündigen" else x for x in lines]
    tried = [step("click", x.text, changed=False) for x in lines if x.text != way]
    told = LEFT | {"committed": committed, "history": [*tried, step("scroll", changed=False)]}
    both = seen(lines, **told)
    rows = [replace(x, ink=LINK) if x.text == way else x for x in both.screen.controls]
    move = choose(replace(both, screen=replace(both.screen, controls=tuple(rows))))
    assert move.target not in {way, "Aktiv", "Krimibrief"}


def test_the_own_way_out_of_a_row_that_runs_is_taken_still() -> None:
    lines = without_others(table(*RUNS), SERVICE, _tells_a_day)
    assert choose(seen(lines, service=SERVICE)).target == "Vertrag kündigen"
