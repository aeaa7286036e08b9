"""Pages without any style: a browser's own fields, right under each other in a table."""

import cv2
import numpy as np
import pytest

from browser_agent.rules.pixels import Box, is_outlined
from browser_agent.rules.spans import without_marks_within
from browser_agent.rules.tests.drawn import answer, camera, clicked, reader
from browser_agent.rules.tests.vision_pages import Camera
from kernel.ocr import Reader, TextLine

__all__ = ["camera", "reader"]  # fixtures
pytestmark = pytest.mark.browser

TABLE = """<!doctype html><meta charset=utf-8><body style='font:15px serif;margin:60px'>
<a href=/>Front page</a> <a href=/login>{title}</a><h2>{title}</h2>
<form><table><tr><td>{email}:<td><input size=40 value='{typed}'><tr><td>{password}:
<td><input type=password size=40><tr><td><td><button>{enter}</button></table></form>"""


@pytest.mark.parametrize(
    ("title", "email", "password", "enter"),
    [
        ("Member log in", "E-mail", "Password", "Log in"),
        ("Acceso para socios", "Correo electr\u00f3nico", "Contrase\u00f1a", "Entrar"),
        ("Espace abonn\u00e9s", "Adresse e-mail", "Mot de passe", "Valider"),
        ("F\u00fcr Mitglieder", "E-Mail", "Passwort", "Los"),
    ],
)
def test_fields_without_style_are_told_apart(
    title: str, email: str, password: str, enter: str, camera: Camera, reader: Reader
) -> None:
    words = {"title": title, "email": email, "password": password, "enter": enter}
    told = {"phase": "sign_in", "history": [clicked("home", title)]}
    first = answer(TABLE.format(**words, typed=""), camera, reader, **told)
    assert (first.action, first.text_ref) == ("type", "email")
    typed = {"step": 2, "page": "sign_in", "action": "type", "target": "email"}
    past = clicked("sign_in", "email") | typed | {"text_ref": "email"}
    told["history"] = [past]
    second = answer(TABLE.format(**words, typed="[email]"), camera, reader, **told)
    assert (second.action, second.text_ref) == ("type", "password")
    assert first.y is not None
    assert second.y is not None
    assert second.y > first.y


def test_a_strip_between_rows_of_a_table_is_no_field(camera: Camera, reader: Reader) -> None:
    rows = "".join(
        f"<div style='border:1px solid #777;height:20px;width:400px;font:14px serif'>{name}</div>"
        "<div style='height:18px'></div>"
        for name in ("Plan: Basic", "Renews on January 4, 2027", "Card: Visa 1122")
    )
    html = f"<body style='font:15px serif;margin:60px'><h2>Account</h2>{rows}<a href=x>Leave us</a>"
    assert answer(html, camera, reader).action != "type"


FORM = """<body style='font:15px sans-serif;margin:60px;width:620px'><h2>{title}</h2><form>
<table><tr><td>{reason} *<td><select><option>{chosen}</select>
<tr><td>{terms} *<td><input type=checkbox {tick}> {knows}
<tr><td><td><button>{on}</button></table></form><a href=/>{back}</a>"""


SPANISH = {
    "title": "Solicitud de baja",
    "reason": "Motivo",
    "chosen": "Problemas con el v\u00eddeo",
    "terms": "Condiciones",
    "knows": "S\u00e9 que perder\u00e9 el acceso al archivo",
    "on": "Continuar",
    "back": "Volver",
}
ENGLISH = {
    "title": "Cancellation request",
    "reason": "Reason",
    "chosen": "Too expensive",
    "terms": "Terms",
    "knows": "I know that my watch history is deleted",
    "on": "Continue",
    "back": "Back",
}


@pytest.mark.parametrize("words", [SPANISH, ENGLISH])
def test_a_box_between_two_columns_is_ticked(
    words: dict[str, str], camera: Camera, reader: Reader
) -> None:
    """The reader takes the name of the row, the box and its words for one line."""
    told = {"history": [clicked("account", words["title"]), clicked("survey", words["chosen"])]}
    ticks = answer(FORM.format(**words, tick=""), camera, reader, **told)
    assert ticks.action == "click"
    assert words["knows"] in ticks.target
    assert words["terms"] not in ticks.target
    told["history"] = [*told["history"], clicked("confirm", ticks.target)]
    sends = answer(FORM.format(**words, tick="checked"), camera, reader, **told)
    assert sends.target == words["on"]


def test_a_round_letter_at_the_edge_of_the_picture_breaks_nothing() -> None:
    pixels = np.full((40, 200, 3), 255, dtype=np.uint8)
    cv2.circle(pixels, (192, 8), 8, (0, 0, 0), 2)
    for x, y in ((0, 0), (184, 0), (184, 24)):
        assert without_marks_within(pixels, [TextLine("Plan O gratis", x, y, 200, y + 16, 0.9)])
        assert not is_outlined(pixels, Box(x, y, x + 16, y + 16))
