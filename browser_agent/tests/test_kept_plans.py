"""Dialogs that would rather sell more, and a page half behind them."""

import pytest
from PIL import Image

from browser_agent.approval import due
from browser_agent.contract import Task
from browser_agent.house import House
from browser_agent.kept_plan import goes_on_at_its_price
from browser_agent.money import charged_prices
from browser_agent.tests.test_siblings_rows import lines
from browser_agent.widgets import Widgets

TASK = Task("arbor", "Arbor TV", "resume", "https://arbor.example/", plan="Comfort")
KEEPS = "Continue with Comfort for 19.99 € a month"


def due_at(*texts: str) -> tuple[float, ...]:
    page = lines(*texts)
    widgets = Widgets(Image.new("RGB", (1280, 800), "white"), page)
    return charged_prices(due(TASK, page, widgets, page[-1].x0 + 5, page[-1].y0 + 5))


def test_what_a_button_of_the_wanted_plan_tells_is_what_is_due() -> None:
    assert due_at("Go Premium for 29.99 € a month?", KEEPS) == (19.99,)
    assert 29.99 in due_at("Go Premium for 29.99 € a month?", "Continue for 19.99 € a month")


@pytest.mark.parametrize(
    "told",
    ["Total due today: 24.99 €", "You pay 60.00 € now for a year.", "49.00 € once",
     "Heute fällig: 24,99 €", "Then 29.99 € a month", "Puis 29,99 € par mois"],
)  # fmt: skip
def test_what_is_charged_beside_it_is_still_due(told: str) -> None:
    assert max(due_at(told, KEEPS)) > 19.99


def test_on_with_a_plan_at_its_price_is_a_last_press() -> None:
    assert goes_on_at_its_price(KEEPS, "Comfort")
    assert not goes_on_at_its_price("Continue with Comfort", "Comfort")


def test_a_tier_cut_by_a_dialog_is_no_other_product() -> None:
    house = House("wavelet music")
    house.learn(lines("wavelet"))
    assert not house.speaks_of_another(lines("wavelet", "End Wavelet Solc"))
