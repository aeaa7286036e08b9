"""A dearer price beside the press that keeps the approved plan: of another plan, or its own."""

from dataclasses import replace

import pytest
from PIL import Image

from browser_agent.approval import due
from browser_agent.contract import Task
from browser_agent.money import charged_prices
from browser_agent.rules import upsells
from browser_agent.rules.act import choose
from browser_agent.rules.pixels import Box
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.tests.test_siblings_rows import lines
from browser_agent.widgets import Widgets

TASK = Task("arbor", "Arbor TV", "resume", "https://arbor.example/", plan="Comfort")
BACK_IN = {
    "service": "Arbor TV",
    "goal": "resume",
    "plan": "Comfort",
    "max_price": "19.99",
    "history": [step("click", "Restart membership")],
}
EN, DE = "Continue with Comfort for 9.99 € a month", "Weiter mit Comfort für 9,99 € im Monat"
FR, ES = "Continuer avec Comfort pour 9,99 € par mois", "Seguir con Comfort por 9,99 € al mes"
# What is told, the press that keeps the plan, and the other button.
OWN = [
    ("With a 12 month contract 29.99 € a month.", EN, "Not now"),
    ("Mit 12 Monaten Laufzeit 29,99 € im Monat.", DE, "Nicht jetzt"),
    ("Mit MwSt. 29,99 € im Monat", DE, "Nicht jetzt"),
    ("Avec engagement 29,99 € par mois.", FR, "Pas maintenant"),
    ("Con permanencia 29,99 € al mes.", ES, "Ahora no"),
    ("Ready to pay 119.88 € a month?", EN, "Not now"),
    ("Is 29.99 € a month ok?", EN, "Not now"),
    ("Still 29.99 € a month?", EN, "Not now"),
    ("Auf Dauer 29,99 € im Monat", DE, "Nicht jetzt"),
    ("Ist Ihnen das 29,99 € im Monat wert?", DE, "Nicht jetzt"),
    ("¿Todo bien con 29,99 € al mes?", ES, "Ahora no"),
    ("With the yearly plan you pay 119.88 €.", EN, "Go Premium for 119.88 €"),
    ("One payment of 119.88 €.", EN, "Pay 119.88 €"),
    ("You owe 119.88 €", EN, "Pay the year, 119.88 €"),
    ("Your card: 119.88 € a month", EN, "119.88 €"),
    ("119.88 € a month", EN, "Take the year for 119.88 €"),
    ("Take 12 months: 119.88 € a month", EN, "Not now"),
    ("Get 12 months, 119.88 € a month", EN, "Not now"),
    ("Go all in: 119.88 € a month", EN, "Not now"),
    ("Take 29.99 € per month next year", EN, "Not now"),
    ("Move up to 29.99 € per month in year two", EN, "Not now"),
    ("Zu 29,99 € im Monat nach drei Monaten", DE, "Nicht jetzt"),
    ("Pasa a 29,99 € al mes en enero", ES, "Ahora no"),
    ("Passe à 29,99 € par mois en janvier", FR, "Pas maintenant"),
    ("Wechselt im Januar auf 29,99 € im Monat", DE, "Nicht jetzt"),
]
OFFERED = [
    ("Go Premium for 29.99 € a month?", EN, "Go Premium"),
    ("Upgrade to Cinema for 29.99 € a month", EN, "Upgrade"),
    ("Would you like to try Cinema for 29.99 € a month?", EN, "Try it"),
    ("With Cinema for 29.99 € a month", EN, "Go Cinema"),
    ("Four screens for 29.99 € a month", EN, "Go Cinema for 29.99 €"),
    ("Möchtest du zu Kino wechseln für 29,99 € im Monat?", DE, "Kino"),
    ("Wechsle zu Premium für 29,99 € im Monat", DE, "Premium nehmen"),
    ("Cinéphile pour 29,99 € par mois ?", FR, "Passer à Cinéphile"),
    ("Et si vous passiez à Cinéphile pour 29,99 € par mois ?", FR, "Passer à Cinéphile"),
    ("Pásate a Cine por 29,99 € al mes", ES, "Pasar a Cine"),
    ("¿Premium por 29,99 € al mes?", ES, "Premium"),
]


def kept(told: str, keeps: str, other: str) -> bool:
    """Whether the rules go on with the plan in this dialog."""
    page = case(f"# {told}", f"[{keeps}]", f"[{other}]", **BACK_IN)
    page = replace(page, screen=replace(page.screen, dialog=Box(200, 20, 1000, 700)))
    move = choose(page)
    pressed = (move.target, move.commit) == (keeps, True)
    assert pressed is (upsells.declined(page) is not None)
    return pressed


def due_there(told: str, keeps: str, other: str) -> float:
    """The dearest that the rail finds due, with the same words on a page."""
    seen = lines(told, other, keeps)
    widgets = Widgets(Image.new("RGB", (1280, 800), "white"), seen)
    button = next(z for z in widgets._screen.controls if z.text.startswith(other))
    object.__setattr__(button, "face", Box(160, 240, 600, 272))
    return max(charged_prices(due(TASK, seen, widgets, seen[-1].x0 + 5, seen[-1].y0 + 5)))


@pytest.mark.parametrize(("told", "keeps", "other"), OWN)
def test_what_the_plan_itself_may_cost_is_no_offer(told: str, keeps: str, other: str) -> None:
    assert not kept(told, keeps, other)
    assert due_there(told, keeps, other) > 20


@pytest.mark.parametrize(("told", "keeps", "other"), OFFERED)
def test_what_another_plan_costs_is_an_offer(told: str, keeps: str, other: str) -> None:
    assert kept(told, keeps, other)
    assert due_there(told, keeps, other) == 9.99
