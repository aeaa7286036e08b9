"""Gates without a label, pictures before rows, and a name with its house in brackets."""

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.tests.test_first_sights import ACCOUNT
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold

OPENED = step("click", "Grown-ups", page="home")
TYPED = step("type", "password", page="account", text_ref="password")


@pytest.mark.parametrize(
    ("asks", "button"),
    [
        ("Please enter your account password to open the parents' area.", "Open"),
        ("Gib dein Passwort ein, um den Elternbereich zu \u00f6ffnen.", "\u00d6ffnen"),
        ("Saisissez votre mot de passe pour ouvrir l'espace parents.", "Ouvrir"),
        ("Introduce tu contrase\u00f1a para abrir la zona de padres.", "Abrir"),
    ],
)
def test_the_sentence_that_asks_is_all_the_label_that_a_gate_has(asks: str, button: str) -> None:
    label = fold(asks)
    page = (f"|{label}|", "", f"[{button}]", "<Back to play>")
    move = choose(case("# Grown-ups only", asks, *page, **ACCOUNT, history=[OPENED]))
    assert (move.page, move.text_ref, move.submit) == ("account", "password", False)
    page = (f"|{label}=", *page[1:])
    move = choose(case("# Grown-ups only", asks, *page, **ACCOUNT, history=[OPENED, TYPED]))
    assert (move.page, move.action, move.target) == ("account", "click", button)


@pytest.mark.parametrize(
    "asks",
    [
        "Enter the room password to open the show.",
        "Enter your password to open the checkout.",
        "Enter your password to proceed and delete your account.",
        "Choose a nickname to open the parents' area.",
    ],
)
def test_a_sentence_that_asks_for_something_else_gets_no_password(asks: str) -> None:
    page = case("# Grown-ups only", asks, f"|{asks}|", "", "[Open]", **ACCOUNT, history=[OPENED])
    assert choose(page).text_ref != "password"
