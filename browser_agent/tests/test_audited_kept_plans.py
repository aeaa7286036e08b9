"""Going on with the approved plan at its price: what an audit found hidden beside it, or in it."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from PIL import Image

from browser_agent.asking import Above, is_final
from browser_agent.commit import CommitGuard
from browser_agent.contract import Task
from browser_agent.kept_plan import goes_on_at_its_price
from browser_agent.policy import Press, judge_press
from browser_agent.pressing import at_place
from browser_agent.rules.pixels import Box
from browser_agent.tests.test_siblings_rows import lines
from browser_agent.widgets import Widgets
from kernel.ocr import TextLine

TASK = Task("arbor", "Arbor TV", "resume", "https://arbor.example/", plan="Comfort")
RESTARTS, KEEPS = "Restart Comfort for 9.99 € a month", "Continue with Comfort for 19.99 € a month"


def judged(label: str, *told: str, page: str = "checkout", limit: float = 19.99) -> str:
    """The last press of a restart, as the rail sees it below these lines."""
    seen = lines(*told, label)
    widgets = Widgets(Image.new("RGB", (1280, 800), "white"), seen)
    x, y = seen[-1].x0 + 5, seen[-1].y0 + 5
    press = at_place(Press(label, label, page, commit=True), TASK, seen, widgets, x, y)
    return judge_press(press, action="resume", commits=0, plan="Comfort", price_max=limit).rule


@pytest.mark.parametrize(
    ("label", "told"),
    [
        (RESTARTS, ("Due today: 119.88 €",)),
        (RESTARTS, ("Billed once a year: 119.88 €. Total due today 119.88 €",)),
        (RESTARTS, ("From 5 January 29.99 € a month",)),
        (RESTARTS, ("From 5 January", "29.99 € a month")),
        (RESTARTS, ("First 3 months, then 29.99 € a month",)),
        (RESTARTS, ("Activation fee 39.00 € today", "Total today: 48.99 €")),
        (RESTARTS, ("Comfort costs 29.99 € a month",)),
        (RESTARTS, ("Sports add-on 29.99 € a month included",)),
        (KEEPS, ("Sports add-on 14.99 € a month included", "Total: 34.98 €")),
        (KEEPS, ("Keep Comfort at 29.99 € a month?",)),
        ("Comfort für 9,99 € im Monat fortsetzen", ("Heute fällig: 119,88 €",)),
        ("Comfort für 9,99 € im Monat fortsetzen", ("Ab 5. Januar 29,99 € im Monat",)),
        ("Reprendre Comfort pour 9,99 € par mois", ("Total à payer aujourd'hui : 119,88 €",)),
        ("Reprendre Comfort pour 9,99 € par mois", ("Dès janvier 29,99 € par mois",)),
        ("Reanudar Comfort por 9,99 € al mes", ("Total a pagar hoy: 119,88 €",)),
        ("Reanudar Comfort por 9,99 € al mes", ("Desde enero 29,99 € al mes",)),
    ],
)
def test_what_a_page_charges_beside_the_press_is_asked_about(
    label: str, told: tuple[str, ...]
) -> None:
    assert judged(label, *told) == "price_above_limit"


@pytest.mark.parametrize(
    ("label", "told"),
    [
        (KEEPS, "Go Premium for 29.99 € a month?"),
        (KEEPS, "Go Premium for 29.99 € a month"),
        (KEEPS, "Premium instead of Comfort for 29.99 € a month?"),
        (KEEPS, "Comfort 19.99 € a month"),
        (RESTARTS, "Total due today: 9.99 €"),
        ("Comfort für 9,99 € im Monat behalten", "Premium für 29,99 € im Monat?"),
        ("Continuer avec Comfort pour 9,99 € par mois", "Passer à Premium pour 29,99 € par mois ?"),
        ("Seguir con Comfort por 9,99 € al mes", "¿Pasar a Premium por 29,99 € al mes?"),
    ],
)
def test_an_offer_that_is_not_taken_up_is_not_due(label: str, told: str) -> None:
    assert judged(label, told) == "none_against"


def test_what_another_button_would_take_is_not_due() -> None:
    seen = lines("More films", "Premium for 29.99 € a month", KEEPS)
    widgets = Widgets(Image.new("RGB", (1280, 800), "white"), seen)
    x, y = seen[-1].x0 + 5, seen[-1].y0 + 5
    assert widgets.faces_beside(x, y) == frozenset()
    press = Press(KEEPS, KEEPS, "checkout", commit=True)
    assert 29.99 in at_place(press, TASK, seen, widgets, x, y).prices
    other = next(z for z in widgets._screen.controls if z.text.startswith("Premium"))
    object.__setattr__(other, "face", Box(160, 240, 480, 272))
    assert at_place(press, TASK, seen, widgets, x, y).prices == (19.99,)


MORE = [
    "Keep Comfort and add Sports for 4.99 € a month",
    "Continue with Comfort and get Kids for 4.99 € a month",
    "Continue with Sports channel for 4.99 € a month",
    "Keep my extra member for 4.99 € a month",
    "Continue as a gift for a friend for 9.99 €",
    "Weiter mit Zusatzmitglied für 4,99 € im Monat",
    "Seguir con canal Deportes por 4,99 € al mes",
    "Rester avec l'option Sport à 4,99 € par mois",
]


@pytest.mark.parametrize(
    "words",
    [
        *MORE,
        "Stay ad-free for 4.99 €",
        "Keep ad-free viewing for 4.99 € a month",
        "Continue with Comfort Duo for 9.99 € a month",
        "Continue to Comfort Plus for 9.99 € a month",
        "Continue with Comfort+ for 9.99 € a month",
        "Seguirme por 5,00 €",
        "Continue for 9.99 €",
    ],
)
def test_on_with_something_else_at_a_price_is_no_last_press(words: str) -> None:
    assert not is_final(words, Above(), "resume")
    assert not goes_on_at_its_price(words, "Comfort")
    assert not goes_on_at_its_price(words, None)


@pytest.mark.parametrize("words", MORE)
def test_on_with_something_beside_the_plan_is_denied(words: str) -> None:
    assert judged(words, "Your Comfort plan") == "other_plan"


@pytest.mark.parametrize(
    "words",
    [
        KEEPS,
        "Keep Comfort for 19.99 €",
        "Yes, keep my Comfort plan for only €19.99/month",
        "Stay on Comfort - 19.99 € monthly",
        "Weiter mit Comfort für 19,99 € im Monat",
        "Comfort für 19,99 €/Monat behalten",
        "Seguir con Comfort por 19,99 € al mes",
        "Rester sur Comfort à 19,99 € par mois",
    ],
)
def test_on_with_the_plan_at_its_price_is_a_last_press(words: str) -> None:
    assert goes_on_at_its_price(words, "Comfort")
    assert judged(words, "Your Comfort plan") == "none_against"


def test_a_plan_that_is_called_as_an_extra_is_kept() -> None:
    assert goes_on_at_its_price("Continue with Comfort Plus for 9.99 €", "Comfort Plus")
    assert goes_on_at_its_price("Keep Max+ for 9.99 € a month", "Max+")


def agrees(label: str, plan: str | None) -> bool:
    """Whether the second opinion before a last press is the same, with the label read anew."""
    seen = lines("Go Premium for 29.99 € a month?", label)
    picture = Image.new("RGB", (1280, 800), "white")
    widgets = Widgets(picture, seen)
    reader: Any = SimpleNamespace(
        read=lambda image: [TextLine(label, 0, 0, image.width, image.height, 1.0)]
    )
    task = Task("arbor", "Arbor TV", "resume", "https://arbor.example/", plan=plan)
    none = cast(Any, None)
    guard = CommitGuard(task, none, twin=none, reader=reader, told=none, siblings=none)
    look: Any = SimpleNamespace(widgets=widgets, words=[x.text for x in seen], picture=picture)
    press = Press(label, label, "checkout", commit=True)
    return guard._label_agrees(press, look, seen[-1].x0 + 5, seen[-1].y0 + 5)


def test_the_second_opinion_knows_the_plan() -> None:
    assert agrees(KEEPS, "Comfort")
    assert not agrees(KEEPS, None)
    assert not agrees(KEEPS, "Premium")
    assert not any(agrees(words, "Comfort") for words in MORE)
