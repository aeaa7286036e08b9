"""Pages without any style: a browser's own fields, right under each other in a table."""

import pytest

from browser_agent.rules.tests.drawn import answer, camera, clicked, reader
from browser_agent.rules.tests.vision_pages import Camera
from kernel.ocr import Reader

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
