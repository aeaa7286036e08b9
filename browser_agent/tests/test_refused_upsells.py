"""After a last press of a restart, a dialog that would rather sell more: refused, and no more."""

import pytest
from PIL import Image, ImageDraw

from browser_agent.approval import due
from browser_agent.contract import Task
from browser_agent.kept_plan import refuses_more
from browser_agent.money import charged_prices
from browser_agent.rules.act import choose
from browser_agent.rules.pixels import Box
from browser_agent.rules.tests.test_first_sights import ACCOUNT
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.widgets import Widgets
from kernel.ocr import TextLine

TASK = Task("arbor", "Arbor TV", "resume", "https://arbor.example/", plan="Essentiel")
NO = "Non merci, garder Essentiel \u2013 9,99 \u20ac"
MORE = "Passer \u00e0 Cin\u00e9phile \u2013 14,99 \u20ac"
SCREENS = "Quatre \u00e9crans pour 14,99 \u20ac / mois."


@pytest.mark.parametrize(
    ("words", "refuses"),
    [(NO, True), ("No thanks, keep Essentiel for $9.99", True), ("Nein danke, weiter mit Essentiel "
      "f\u00fcr 9,99 \u20ac", True), ("Garder Essentiel \u2013 9,99 \u20ac", False),
     ("Non merci, garder Essentiel Duo \u2013 9,99 \u20ac", False),
     ("No thanks, keep Essentiel and add Sports for $9.99", False), ("No, pay $9.99", False)],
)  # fmt: skip
def test_a_refusal_keeps_the_plan_at_its_price_and_no_more(words: str, *, refuses: bool) -> None:
    assert refuses_more(words, "Essentiel") is refuses


def due_in_a_dialog(*told: str) -> tuple[float, ...]:
    """Two buttons, the second of which is pressed, below what the dialog tells."""
    picture = Image.new("RGB", (1280, 800), (40, 40, 40))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((380, 200, 900, 640), fill="white")
    lines = [TextLine(x, 430, 240 + 40 * at, 430 + 8 * len(x), 260 + 40 * at, 1.0)
             for at, x in enumerate(told)]  # fmt: skip
    for at, words in enumerate((MORE, NO)):
        top = 440 + 70 * at
        pen.rectangle((430, top, 850, top + 48), fill=(245, 226, 157), outline=(90, 90, 120))
        lines.append(TextLine(words, 520, top + 14, 520 + 8 * len(words), top + 34, 1.0))
    return charged_prices(due(TASK, lines, Widgets(picture, lines), 560, 534))


def test_what_the_other_button_would_take_is_not_due() -> None:
    assert due_in_a_dialog("Et si vous passiez \u00e0 Cin\u00e9phile ?", SCREENS) == (9.99,)


@pytest.mark.parametrize("told", ["Total : 14,99 \u20ac", "Aujourd'hui 24,99 \u20ac"])
def test_what_is_charged_beside_it_is_due(told: str) -> None:
    assert max(due_in_a_dialog("Et si vous passiez \u00e0 Cin\u00e9phile ?", told)) > 10


def test_after_a_last_press_a_refusal_goes_on() -> None:
    past = [step("click", "R\u00e9activer", page="checkout")]
    told = {"goal": "resume", "plan": "Essentiel", "max_price": "9.99", "history": past}
    page = case("# Et si vous passiez \u00e0 Cin\u00e9phile ?", SCREENS, f"[{MORE}]", f"[{NO}]",
                **ACCOUNT | told | {"committed": True})  # fmt: skip
    object.__setattr__(page.screen, "dialog", Box(280, 40, 900, 400))
    assert (choose(page).target, choose(page).commit) == (NO, True)
