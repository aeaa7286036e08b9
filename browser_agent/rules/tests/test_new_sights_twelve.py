"""Ways out met at first sight: a skip that goes on, a thing not kept, a password for the end."""

from dataclasses import replace

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold


@pytest.mark.parametrize(
    "button",
    [
        "\u00dcberspringen und weiter",
        "\u00dcberspringen & fortfahren",
        "Passer et continuer",
        "Omitir y continuar",
        "Skip and continue",
    ],
)
def test_a_survey_may_be_skipped_and_left_at_once(button: str) -> None:
    asks = ("# Warum gehst du?", "( ) Zu teuer", "( ) Zu wenig Zeit", "( ) Anderer Anbieter")
    move = choose(case(*asks, f"[{button}]", **LEAVING))
    assert (move.page, move.action, move.target) == ("survey", "click", button)


@pytest.mark.parametrize(
    "answer",
    [
        "S\u00ed, no quiero conservarlos: cancelar mi suscripci\u00f3n",
        "No los quiero: cancelar mi suscripci\u00f3n",
        "No quiero conservarlos",
    ],
)
def test_what_is_not_to_be_kept_leaves(answer: str) -> None:
    asks = ("# \u00bfSeguro que no quieres conservar tus 3 cr\u00e9ditos?", "[No quiero cancelar]")
    move = choose(case(*asks, f"<{answer}>", **LEAVING))
    assert (move.action, move.target) == ("click", answer)
    both = (*asks, "<S\u00ed, quiero conservarlos>")
    assert choose(case(*both, **LEAVING)).action != "click"


def shown(*items: str, value: str, steps: int = 0) -> Case:
    """A page on the way out whose one field shows these words, as dark as any."""
    typed = [step("type", page="confirm", text_ref="password")] * steps
    seen = case(*items, **ACCOUNT, history=[*LEAVING["history"], *typed])
    (field,) = seen.screen.fields
    dark = replace(field, label=fold(field.label), value=value, filled=True)
    return replace(seen, screen=replace(seen.screen, fields=(dark,)))


@pytest.mark.parametrize(
    ("asks", "label", "ends"),
    [
        ("Enter your password to turn off automatic renewal.", "Password", "Turn off"),
        ("To switch auto-renew off, enter your password.", "Password", "Switch off"),
        ("Gib dein Passwort ein, um die Verl\u00e4ngerung zu deaktivieren.", "Passwort", "Beenden"),
        (
            "Saisissez votre mot de passe pour d\u00e9sactiver le renouvellement automatique.",
            "Mot de passe",
            "D\u00e9sactiver",
        ),
        (
            "Introduce tu contrase\u00f1a para finalizar tu suscripci\u00f3n.",
            "Contrase\u00f1a",
            "Finalizar",
        ),
    ],
)
def test_a_password_that_ends_the_plan_is_typed_and_its_button_is_the_last(
    asks: str, label: str, ends: str
) -> None:
    """A dark placeholder was taken for what was typed, and the button pressed without a word."""
    items = ("# Confirm it is you", asks, f"|{label}|", "", "[Keep my plan]", f"[{ends}]")
    first = choose(shown(*items, value=label))
    assert (first.page, first.action, first.text_ref) == ("confirm", "type", "password")
    assert not first.submit
    last = choose(shown(*items, value="[password]", steps=1))
    assert (last.action, last.target, last.commit) == ("click", ends, True)


@pytest.mark.parametrize(
    "asks",
    [
        "Enter your password to turn off renewal and switch to Basic.",
        "Gib dein Passwort ein, um das Abo zu beenden und in Basis zu wechseln.",
        "Saisissez votre mot de passe pour r\u00e9silier et passer \u00e0 l'offre Essentiel.",
        "Introduce tu contrase\u00f1a para cancelar y pasar a B\u00e1sico.",
    ],
)
def test_a_password_that_ends_it_for_another_plan_is_not_typed(asks: str) -> None:
    items = ("# Confirm it is you", asks, "|Password|", "", "[Keep my plan]", "[Continue]")
    assert choose(case(*items, **LEAVING)).text_ref != "password"
