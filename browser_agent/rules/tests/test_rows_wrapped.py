"""Rows whose cells wrap over several lines, and rows that end in a box."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from browser_agent.belonging import without_others
from browser_agent.marks import is_ticked
from browser_agent.pointing import beside_words, ground
from browser_agent.rules.act import choose
from browser_agent.rules.answer import _tells_a_day
from browser_agent.rules.case import Case
from browser_agent.rules.screen import Screen, compose
from browser_agent.rules.tests.drawn import answer, camera, clicked, reader
from browser_agent.rules.tests.test_first_sights import page
from browser_agent.rules.tests.vision_pages import Camera
from browser_agent.rules.tests.vision_screens import LINK, case, step
from browser_agent.sayings import tells_a_day
from browser_agent.screen import Frame
from browser_agent.seen import Seen
from kernel.ocr import Reader, TextLine

__all__ = ["camera", "reader"]  # fixtures

SERVICE = "Arborwald"
ENDS = {"Vertrag kündigen", "Kündigung zurücknehmen"}
LEFT: dict[str, Any] = {
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


def seen(lines: list[TextLine], **told: Any) -> Case:
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


# --- what is drawn at the right end of a row ------------------------------------------------------

GROUNDS = [
    ("#fff;color:#111", "#bbb"),
    ("#1b1512;color:#eee", "#554a44"),
    ("#0b2a5b;color:#fff", "#3a5c9b"),
]
FRAMED = (
    "<label style='display:flex;justify-content:space-between;align-items:center;border:1px solid "
    "{};border-radius:8px;padding:13px 16px;margin:12px 0;width:{}px'><span>{}</span>{}</label>"
)
OWN_BOX = (
    "<span style='width:20px;height:20px;border-radius:4px;border:2px solid {};background:{};color:"
    "#fff;text-align:center;line-height:20px;font-size:15px'>{}</span>"
)
PILL = (
    "<span style='width:44px;height:24px;border-radius:12px;background:{};position:relative'><i "
    "style='position:absolute;{}:3px;top:3px;width:18px;height:18px;border-radius:9px;background:"
    "#fff'></i></span>"
)
BOX = "<input type=checkbox {}>"
ON = {
    "Add Kids box": BOX.format("checked"),
    "Large one": BOX.format("checked style='width:20px;height:20px'"),
    "Custom on": OWN_BOX.format("#d31", "#d31", "&#10003;"),
    "Switch on": PILL.format("#0a7", "right"),
    "Two lines<br><small>4.99 a month</small>": BOX.format("checked"),
}
OFF = {
    "Sport for 2.99": BOX.format(""),
    "Large two": BOX.format("style='width:20px;height:20px'"),
    "Custom off": OWN_BOX.format("#999", "transparent", ""),
    "Switch off": PILL.format("#888", "left"),
}


def drawn(rows: str, ground: str, camera: Camera, reader: Reader) -> tuple[Screen, Seen]:
    html = (
        f"<body style='margin:0;font:16px sans-serif;background:{ground}'><main style='padding:"
        f"40px 200px'><h1>Checkout</h1>{rows}</main>"
    )
    picture = camera.shoot(html)
    lines = tuple(reader.read(picture))
    screen = compose(np.asarray(picture, dtype=np.uint8), lines)
    return screen, Seen(Frame(picture, picture, 0), picture, lines, "https://example.com/")


@pytest.mark.browser
@pytest.mark.parametrize(("ground_colour", "edge"), GROUNDS)
@pytest.mark.parametrize("wide", [360, 700])
def test_a_box_at_the_end_of_its_row_is_a_mark_and_no_field(
    wide: int, ground_colour: str, edge: str, camera: Camera, reader: Reader
) -> None:
    rows = "".join(FRAMED.format(edge, wide, *each) for each in (ON | OFF).items())
    screen, _ = drawn(rows, ground_colour, camera, reader)
    marked = {each.text: each.is_chosen for each in screen.controls if each.mark is not None}
    names = {words.partition("<")[0]: words in ON for words in ON | OFF}
    assert marked == names
    assert not screen.fields


@pytest.mark.browser
def test_a_sign_at_the_end_of_a_field_makes_it_no_row(camera: Camera, reader: Reader) -> None:
    """A calendar, an eye, a glass, a swatch, a question mark: none is a box to tick."""
    line = "<b style='position:absolute;left:0;right:0;top:{}px;height:2px;background:#333'></b>"
    icon = "<i style='width:18px;height:18px;position:relative;box-sizing:border-box;{}'>{}</i>"
    framed = "border:2px solid #333;border-radius:{};font:bold 12px sans-serif;text-align:center"
    signs = {
        "Expiry date": icon.format(framed.format("2px"), line.format(2) + line.format(7)),
        "Your password": icon.format(framed.format("9px / 6px"), "&bull;"),
        "Search films": icon.format(framed.format("50%"), ""),
        "Profile colour": icon.format("background:#0a7", ""),
        "Security code": icon.format(framed.format("50%"), "?"),
    }
    rows = "".join(FRAMED.format("#bbb", 420, *each) for each in signs.items())
    screen, _ = drawn(rows, "#fff", camera, reader)
    assert {" ".join(each.value.split()[:2]) for each in screen.fields} == set(signs)


@pytest.mark.browser
@pytest.mark.parametrize(("ground_colour", "edge"), GROUNDS)
def test_an_extra_ticked_at_the_end_of_its_row_is_taken_out_before_it_is_paid(
    ground_colour: str, edge: str, camera: Camera, reader: Reader
) -> None:
    extra = "Add Arbor Kids (+2,99 EUR a month)"
    body = "<p><label><input type=radio name=p> Family: 15,99 EUR a month</label></p>"
    body += "<p><label><input type=radio name=p checked> Solo: 9,99 EUR a month</label></p>"
    body += FRAMED.format(edge, 600, extra, BOX.format("checked")) + "<p>Total: 12,98 EUR</p>"
    body += "<button style='padding:12px 24px;background:#e8b870'>Restart and pay</button>"
    screen, seen_page = drawn(body, ground_colour, camera, reader)
    assert extra in seen_page.widgets.chosen()
    told: dict[str, Any] = {"goal": "resume", "plan": "Solo", "max_price": "9.99 EUR"}
    told |= {"history": [clicked("account", "Restart subscription")], "service": "Arbor"}
    html = f"<body style='margin:0;font:16px sans-serif;background:{ground_colour}'>{body}"
    move = answer(html, camera, reader, **told)
    assert (move.action, move.target, move.commit) == ("click", extra, False)
    mark = next(each.mark for each in screen.controls if each.text == extra)
    assert mark is not None
    x, y = mark.box.center_x, mark.box.center_y
    wide, high = seen_page.picture.size
    point = {"target": extra, "x": round(1000 * x / wide), "y": round(1000 * y / high)}
    hit = ground(point, seen_page)
    assert beside_words(seen_page, *hit)
    assert is_ticked(seen_page.picture, *hit)
