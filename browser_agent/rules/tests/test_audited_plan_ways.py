"""Dialogs and buttons about plans on which an audit saw the rules buy more, or find no way."""

from dataclasses import replace

import pytest

from browser_agent.rules import upsells
from browser_agent.rules.act import choose
from browser_agent.rules.move import Move
from browser_agent.rules.pixels import Box
from browser_agent.rules.tests.vision_screens import case, step

BACK_IN = {
    "service": "Arbor TV",
    "goal": "resume",
    "plan": "Comfort",
    "max_price": "19.99",
    "history": [step("click", "Restart membership")],
}
PREMIUM = ("# Go Premium for 29.99 € a month?", "[Go Premium]")


def in_dialog(*rows: str, **told: object) -> tuple[Move | None, Move]:
    page = case(*rows, **(BACK_IN | told))
    page = replace(page, screen=replace(page.screen, dialog=Box(200, 20, 1000, 700)))
    return upsells.declined(page), choose(page)


@pytest.mark.parametrize(
    "rows",
    [
        ("# Due today: 119.88 €", "[Continue with Comfort for 9.99 €]", "[Not now]"),
        ("# Comfort for 9.99 €, then 29.99 €", "[Continue with Comfort for 9.99 €]", "[Not now]"),
        ("# Total today 48.99 €", "Activation 39.00 €", "[Continue with Comfort for 9.99 €]",
         "[Back]"),
        ("# Your plan", "Comfort costs 29.99 € from January", "[Keep Comfort for 9.99 €]",
         "[Back]"),
        (*PREMIUM, "[Keep Comfort and add Sports for 4.99 €]"),
        (*PREMIUM, "[Continue to Comfort Plus for 9.99 €]"),
        (*PREMIUM, "[Continue with Comfort Duo for 9.99 € a month]"),
        (*PREMIUM, "Total due today: 119.88 €", "[Keep Comfort for 9.99 €]"),
        (*PREMIUM, "Heute fällig: 119,88 €", "[Comfort für 9,99 € behalten]"),
    ],
)  # fmt: skip
def test_a_dialog_that_takes_more_is_not_confirmed(rows: tuple[str, ...]) -> None:
    kept, move = in_dialog(*rows)
    assert kept is None
    assert not (move.action == "click" and move.commit)


def test_what_nobody_named_or_what_was_pressed_is_not_kept() -> None:
    assert in_dialog(*PREMIUM, "[Keep Comfort for 9.99 €]", plan=None)[0] is None
    assert in_dialog(*PREMIUM, "[Keep Comfort for 9.99 €]", committed=True)[0] is None


@pytest.mark.parametrize(
    ("offer", "keeps"),
    [
        ("Go Premium for 29.99 € a month?", "Keep Comfort for 19.99 €"),
        ("Upgrade to Premium: 29.99 € a month", "Continue with Comfort for 19.99 € a month"),
        ("Premium für 29,99 € im Monat?", "Comfort für 19,99 € im Monat behalten"),
        ("Passer à Premium pour 29,99 € par mois ?", "Continuer avec Comfort pour 19,99 €/mois"),
        ("¿Premium por 29,99 € al mes?", "Seguir con Comfort por 19,99 € al mes"),
    ],
)
def test_the_approved_plan_is_kept(offer: str, keeps: str) -> None:
    _, move = in_dialog(f"# {offer}", "[Premium]", f"[{keeps}]")
    assert (move.target, move.commit) == (keeps, True)


def test_a_name_of_several_words_is_kept() -> None:
    kept, _ = in_dialog(*PREMIUM, "[Keep Family Mini for 9.99 € a month]", plan="Family Mini")
    assert kept is not None


def test_the_price_on_another_button_is_not_ours() -> None:
    kept, _ = in_dialog("# More films", "[Premium 29.99 €]", "[Keep Comfort for 9.99 €]")
    assert kept is not None
