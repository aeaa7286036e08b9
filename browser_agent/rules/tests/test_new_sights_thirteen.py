"""Ways out met at first sight: lists that scroll, menus of rows, a question after the last word."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from browser_agent.rules import own_rows
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.move import permille
from browser_agent.rules.pictures import Pictures
from browser_agent.rules.pixels import Box, ink_of
from browser_agent.rules.screen import Control
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.state import read_state
from browser_agent.rules.survey import FREE_TEXT
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING
from browser_agent.rules.tests.vision_screens import HEIGHT, PLAIN, WIDTH, case, step

TODAY = date(2026, 11, 23)


def drawn(*runs: tuple[int, int]) -> np.ndarray:
    """Large letters whose feet are drawn from x to x in one row, on white."""
    pixels = np.full((60, 240, 3), 255, dtype=np.uint8)
    for x0, x1 in runs:
        pixels[38:40, x0:x1] = 40
    return pixels


def test_the_feet_of_large_letters_are_no_line_under_them() -> None:
    """The title "Résiliation", in bold letters with serifs, was pressed again and again."""
    box = Box(20, 10, 220, 42)
    feet = drawn(*[(x, x + 16) for x in range(20, 220, 20)])
    assert not ink_of(feet, box).underlined
    assert ink_of(drawn((20, 220)), box).underlined


def opened(*, thumb: Box | None) -> Case:
    """A list of reasons that is open, the last of which may be cut off by its edge."""
    past = step("click", "Seleccione un motivo", page="survey", x=307, y=86)
    told = ACCOUNT | {"history": [*LEAVING["history"], past]}
    empty = case("# Baja", "|Seleccione un motivo=", **told)
    words = ("Seleccione un motivo", "El precio", "No tengo tiempo", "La linea", "Porgtneme")
    lines = [
        Control(text, Box(300, top, 300 + 9 * len(text), top + 18), PLAIN)
        for text, top in zip(words, range(126, 330, 40), strict=False)
    ]
    (field,) = empty.screen.fields
    field = replace(field, box=Box(290, 120, 700, 148), drops=True)
    thumbs = () if thumb is None else (thumb,)
    shown = (*empty.screen.controls[:1], *lines)
    return Case(
        empty.question, replace(empty.screen, controls=shown, fields=(field,), thumbs=thumbs)
    )


def test_an_entry_at_the_edge_of_a_list_that_scrolls_is_left() -> None:
    """A press on its hidden half met the button that lies below the list."""
    assert choose(opened(thumb=Box(690, 160, 700, 210))).target == "La linea"
    assert choose(opened(thumb=Box(690, 230, 700, 304))).target == "Porgtneme"  # at its end
    assert choose(opened(thumb=None)).target == "Porgtneme"


@pytest.mark.parametrize("asks", ["¿Por qué se va?", "¿Por qué te marchas?", "¿Por qué nos dejas?"])
def test_a_formal_question_for_the_reason(asks: str) -> None:
    """The button below a list that was answered was taken for the last one."""
    move = choose(case("# Baja", asks, "[Siguiente]", "[Volver]", **LEAVING))
    assert (move.page, move.target, move.commit) == ("survey", "Siguiente", False)


def asked(label: str) -> Case:
    seen = case("# Baja", f"|{label}|", "[Conservar mi plan]", "[Confirmar la baja]", **LEAVING)
    fields = tuple(replace(each, area=True) for each in seen.screen.fields)
    return Case(seen.question, replace(seen.screen, fields=fields))


def test_words_that_the_last_button_waits_for() -> None:
    move = choose(asked("Cuentenos mas (minimo 20 caracteres)"))
    assert (move.action, move.text) == ("type", FREE_TEXT)
    assert choose(asked("Cuentenos mas")).target == "Confirmar la baja"


def table(*rows: tuple[str, str, str]) -> Case:
    """Name, next charge and a chip; three dots at the end of each row."""
    empty = case("# Your plans", service="Vega Dinner", phase="act")
    heads = ("Box", "Next charge", "Status")
    cells = [
        Control(text, Box(x, top, x + 9 * len(text), top + 18), PLAIN)
        for top, row in zip(range(180, 500, 65), (heads, *rows), strict=False)
        for x, text in zip((150, 650, 900), row, strict=True)
    ]
    said = [Sentence(each.text, each.text, each.box) for each in cells]
    head = Sentence("Box Next charge", "Box Next charge", Box(150, 178, 760, 200))
    dots = tuple(Box(1090, 245 + 65 * row, 1096, 263 + 65 * row) for row in range(len(rows)))
    screen = replace(
        empty.screen,
        controls=(*empty.screen.controls, *cells),
        sentences=(*empty.screen.sentences, head, *said[2:]),
        pictures=Pictures(dots=dots),
    )
    return Case(empty.question, screen)


def test_of_the_menus_of_rows_the_one_level_with_the_name() -> None:
    """The head "Next charge" told of a day, and the menu of the first row stood nearest to it."""
    seen = table(("", "", ""), ("Vega Dinner", "1 December 2026", "Active"), ("", "", ""))
    move = own_rows.own_dots(seen)
    assert move is not None
    assert (move.target, move.y) == (own_rows.DOTS, 319)


@pytest.mark.parametrize("dash", ["-", "\u2013", "\u4e00"])
def test_a_column_of_charges_that_has_nothing_but_a_dash(dash: str) -> None:
    """ "Cancelled" in the row of the subscription, and the head of the column renewed it."""
    ended = table(("Vega Dinner", dash, "Cancelled"))
    assert read_state(ended.screen, today=TODAY).state == "cancelled"
    runs = table(("Vega Dinner", "1 December 2026", "Cancelled"))
    assert read_state(runs.screen, today=TODAY).state != "cancelled"


def confirmed(*below: str) -> Case:
    """The last button, pressed, and what stands below it since."""
    top = 60 + 44 + 9
    x, y = permille(420, WIDTH), permille(top + 5, HEIGHT)
    past = step("click", "Confirmer la r\u00e9siliation", page="confirm", x=x, y=y)
    history = [*LEAVING["history"], past]
    seen = case(
        "# R\u00e9siliation",
        "[Confirmer la r\u00e9siliation]",
        *below,
        "[Oui, je le garde]",
        **ACCOUNT,
        history=history,
    )
    *rest, keeps = seen.screen.controls
    if keeps.face is None or len(below) < 2:
        return seen
    level = rest[-1]
    side = Box(level.box.x0 + 300, level.box.y0, level.box.x1 + 300, level.box.y1)
    face = Box(side.x0 - 20, side.y0 - 10, side.x1 + 20, side.y1 + 10)
    return Case(
        seen.question, replace(seen.screen, controls=(*rest, replace(keeps, box=side, face=face)))
    )


def test_the_last_button_asks_once_more_below_itself() -> None:
    """It was pressed again, and the question stayed without an answer."""
    move = choose(confirmed("Souhaitez-vous le garder ?", "[Non, je r\u00e9silie]"))
    assert (move.action, move.target) == ("click", "Non, je r\u00e9silie")
