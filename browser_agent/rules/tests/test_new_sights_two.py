"""What the last pages of a restart asked on sites seen for the first time."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from browser_agent.approval import due
from browser_agent.contract import Task
from browser_agent.money import charged_prices
from browser_agent.rules.act import choose
from browser_agent.rules.pixels import Box, find_mark
from browser_agent.rules.tests.drawn import answer, camera, clicked, reader
from browser_agent.rules.tests.vision_pages import Camera
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.widgets import Widgets
from kernel.ocr import Reader

__all__ = ["camera", "reader"]  # fixtures

BACK: dict[str, Any] = {
    "goal": "resume",
    "plan": "Solo",
    "max_price": "10.99",
    "history": [step("click", "K\u00fcndigung zur\u00fccknehmen")],
}
SUMMED_UP = ("# K\u00fcndigung zur\u00fccknehmen", "Abo: Solo", "10,99 \u20ac pro Monat",
             "N\u00e4chste Abbuchung am 5. Dezember 2026")  # fmt: skip
PAYS = "Zahlungspflichtig fortsetzen"
DARK: dict[str, Any] = {
    "goal": "resume",
    "plan": "Arbor Plus",
    "max_price": "4.99 EUR",
    "history": [clicked("account", "Reactivar Arbor Plus")],
}


@pytest.mark.parametrize(("radius", "is_round"), [(0, False), (3, False), (6, False), (11, True)])
def test_a_box_with_round_corners_is_no_circle(radius: int, *, is_round: bool) -> None:
    """Else an extra that was ticked beforehand is taken for a plan, and stays."""
    large = Image.new("RGB", (1600, 240), "white")
    shape = (160, 76, 247, 163)
    ImageDraw.Draw(large).rounded_rectangle(shape, radius * 4, fill=(51, 85, 255))
    ImageDraw.Draw(large).line((180, 120, 200, 140, 228, 96), fill="white", width=8)
    pixels = np.asarray(large.resize((400, 60), Image.Resampling.BOX), dtype=np.uint8)
    mark = find_mark(pixels, Box(74, 21, 300, 39))
    assert mark is not None
    assert mark.is_round is is_round


@pytest.mark.browser
def test_a_white_dialog_without_a_veil_covers_a_dark_page(camera: Camera, reader: Reader) -> None:
    """Else what another plan costs, in a card that it hides in part, is taken for what is due."""
    card = "<div style='background:#1a302b;border-radius:14px;padding:22px;margin-bottom:18px'>"
    html = (
        "<body style='margin:0;font:15px/1.5 sans-serif;background:#11201d;color:#eaf4ee'>"
        "<aside style='position:fixed;width:178px;height:100%;background:#0a1512;padding:26px'>"
        "<b>Arbor</b><p>Ayuda</p><p>Mi cuenta</p></aside><main style='margin-left:270px;width:"
        f"940px;padding-top:40px'><h1>Mi plan</h1>{card}<h2>Arbor Plus</h2><p>Cancelado. Se acaba "
        f"el 27 de noviembre de 2026.</p><p>4,99 \u20ac al mes</p></div>{card}<h3>Arbor Familia"
        "</h3><p>8,99 \u20ac al mes</p><button style='padding:9px 18px'>Pasar a Familia</button>"
        "<p style='height:60px'></div></main><dialog id=d style='border:0;border-radius:14px;"
        "padding:28px;width:440px'><h2>Reactivar Arbor Plus</h2><p>Se cobrar\u00e1n 4,99 \u20ac "
        "al mes a partir del 28 de noviembre de 2026. Hoy no pagas nada.</p><button style="
        "'background:#ffb347;border:0;border-radius:8px;padding:10px 20px;font-weight:700'>"
        "Confirmar</button> <a href='#'>Ahora no</a></dialog><script>d.showModal()</script>"
    )
    move = answer(html, camera, reader, **DARK)
    assert (move.action, move.target, move.commit) == ("click", "Confirmar", True)


@pytest.mark.parametrize(
    "words",
    ["Ja, mein Abo Solo soll \u00fcber den 5. Dezember 2026 hinaus weiterlaufen.",
     "Mein Abo soll fortgesetzt werden", "Yes, I want my subscription to continue",
     "S\u00ed, quiero que mi suscripci\u00f3n contin\u00fae despu\u00e9s del 5 de diciembre",
     "Oui, je souhaite que mon abonnement se poursuive au-del\u00e0 du 5 d\u00e9cembre"],
)  # fmt: skip
def test_that_it_goes_on_is_agreed_to_before_the_last_press(words: str) -> None:
    """What the page tells of the next payment is not so yet, as long as its button pays."""
    rows = (*SUMMED_UP, f"( ) {words}", "( ) Konzerttipps per E-Mail (freiwillig)")
    assert choose(case(*rows, f"[{PAYS}]", "[Abbrechen]", **BACK)).target == words
    ticked = (each.replace(f"( ) {words}", f"(x) {words}") for each in rows)
    move = choose(case(*ticked, f"[{PAYS}]", "[Abbrechen]", **BACK))
    assert (move.action, move.target, move.commit) == ("click", PAYS, True)


@pytest.mark.parametrize(
    "words",
    ["Mein Abo soll als Family weiterlaufen", "Mein Abo soll mit dem Filmpaket weiterlaufen",
     "Mein Abo soll ein Jahr weiterlaufen", "Mein Abo soll f\u00fcr 17,99 \u20ac weiterlaufen",
     "Mein Abo soll nicht weiterlaufen", "Continue my subscription with Premium",
     "Keep me informed when my plan continues"],
)  # fmt: skip
def test_no_more_than_that_is_agreed_to(words: str) -> None:
    move = choose(case(*SUMMED_UP, f"( ) {words}", f"[{PAYS}]", "[Abbrechen]", **BACK))
    assert move.target != words


ESSENTIEL: dict[str, Any] = {
    "goal": "resume",
    "plan": "Essentiel",
    "max_price": "6.99",
    "history": [step("click", "R\u00e9activer mon abonnement")],
}
WELCOME = ("# Heureux de vous revoir", "Formule Essentiel. Sans engagement par mois.")
A_YEAR, A_MONTH = "[Payer 69,90 \u20ac pour un an]", "[Reprendre \u00e0 6,99 \u20ac par mois]"
LATER = "<Plus tard>"


def test_of_two_buttons_that_pay_the_one_by_the_month() -> None:
    for plan, *rows in (("Essentiel", A_YEAR, A_MONTH), (None, A_MONTH, A_YEAR)):
        move = choose(case(*WELCOME, *map(str, rows), LATER, **ESSENTIEL | {"plan": plan}))
        assert (move.target, move.commit) == (A_MONTH.strip("[]"), True)


@pytest.mark.parametrize(
    "rows",
    [(*WELCOME, A_YEAR, A_MONTH.replace("6,99", "8,99")), (*WELCOME, A_YEAR),
     (*WELCOME, "Total \u00e0 payer : 69,90 \u20ac", A_YEAR, A_MONTH),
     (*WELCOME, A_YEAR, "Formule Grand Angle", A_MONTH),
     ("# Heureux de vous revoir", "Formule Grand Angle", A_YEAR, A_MONTH),
     ("# Heureux de vous revoir", "Formule Essentiel Plus", A_YEAR, A_MONTH),
     ("# Heureux de vous revoir", "Formule Essentiel+", A_YEAR, A_MONTH),
     (*WELCOME, "[69,90 \u20ac par an]", "[6,99 \u20ac par mois]", "[Payer]"),
     (*WELCOME, A_YEAR, A_MONTH, A_MONTH.replace("6,99", "5,99"))],
)  # fmt: skip
def test_where_it_may_be_more_or_anothers_nothing_is_paid(rows: tuple[str, ...]) -> None:
    move = choose(case(*rows, LATER, **ESSENTIEL))
    assert not move.commit


@pytest.mark.browser
def test_what_another_button_costs_is_not_due(camera: Camera, reader: Reader) -> None:
    button = "<p><button style='padding:13px 26px;background:#5eead4;border:0;font-size:16px'>"
    html = (
        "<body style='margin:60px;font:16px sans-serif'><h1>Heureux de vous revoir</h1><p>Formule "
        f"Essentiel, carte se terminant par 9174.</p>{button}Payer 69,90 \u20ac pour un an"
        f"</button>{button}Reprendre \u00e0 6,99 \u20ac par mois</button><p>Plus tard</p>"
    )
    picture = camera.shoot(html)
    lines = reader.read(picture)
    month = next(each for each in lines if "6,99" in each.text and "69" not in each.text)
    year = next(each for each in lines if "69,90" in each.text)
    task = Task("arbor", "Arbor TV", "resume", "https://arbor.example/", plan="Essentiel")
    found = Widgets(picture, lines)
    told = [due(task, lines, found, x.center_x, x.center_y) for x in (month, year)]
    assert [charged_prices(each) for each in told] == [(6.99,), (69.9, 6.99)]
    more = [*lines, replace(year, text="Total aujourd'hui : 69,90 \u20ac")]
    assert 69.9 in charged_prices(due(task, more, found, month.center_x, month.center_y))
