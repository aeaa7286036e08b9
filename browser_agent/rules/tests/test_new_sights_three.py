"""What was met at first sight on three more sites: causes in a list, tiers, banners for strangers,
a dialog at work."""

from dataclasses import replace
from typing import Any

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold
from browser_agent.scope import ends_more
from browser_agent.siblings import Siblings
from kernel.ocr import TextLine

REASON, PICK = "Motif de r\u00e9siliation", "Choisir un motif"


def opened(*entries: str, **told: Any) -> Case:
    """A list of reasons that was just opened, its entries below the box."""
    history = [*LEAVING["history"], step("click", PICK, page="survey")]
    rows = ("# R\u00e9silier votre contrat", REASON, PICK, *[""] * 3, "[Continuer]")
    shown = case(*rows, **ACCOUNT | {"history": history} | told)
    plain = next(each for each in shown.screen.controls if each.text == PICK)
    field = Field(
        Box(plain.box.x0 - 12, plain.box.y0 - 8, 700, plain.box.y1 + 8),
        fold(PICK),
        PICK,
        filled=True,
        drops=True,
    )
    listed = [
        replace(plain, text=words, box=Box(plain.box.x0, top, plain.box.x0 + 200, top + 17))
        for words, top in zip(entries, range(field.box.y1 + 4, 800, 25), strict=False)
    ]
    kept = [each for each in shown.screen.controls if each.text]
    return Case(shown.question, replace(shown.screen, controls=(*kept, *listed), fields=(field,)))


@pytest.mark.parametrize(
    ("entries", "taken"),
    [
        ((PICK, "R\u00e9siliation \u00e0 \u00e9ch\u00e9ance", "Autre", "Motif l\u00e9gitime"), 1),
        ((PICK, "Zum Vertragsende", "Umzug", "Au\u00dferordentlich"), 1),
        ((PICK, "Al vencimiento", "Mudanza", "Causa grave"), 1),
        ((PICK, "Autre pays", "Pas le temps", "Motif grave"), 2),
        ((PICK, "House sold", "Going abroad", "I only want to cancel an add-on"), 2),
    ],
)  # fmt: skip
def test_of_an_open_list_no_cause_is_taken_that_nobody_gave(
    entries: tuple[str, ...], taken: int
) -> None:
    assert choose(opened(*entries)).target == entries[taken]


def test_where_only_causes_are_listed_a_person_decides() -> None:
    """By its keys the last one would be taken."""
    move = choose(opened(PICK, "Motif l\u00e9gitime", "Motif grave"))
    assert (move.action, move.error_code) == ("need_human", "stuck")
    assert ends_more("Motif l\u00e9gitime")  # and the rail refuses it


def line(text: str, y: int, x: int = 100, *, high: int = 18) -> TextLine:
    return TextLine(text, x, y, x + 8 * len(text), y + high, 0.98)


def of_the_house(*rows: str) -> bool:
    """Whether a page in the house "Arbor" is another one's than "Arbor Deportes"."""
    found = Siblings("Arbor Deportes")
    found.learn([line("ARBOR", 20, 40), line("Mi cuenta", 140)])
    page = [line(text, 200 + 40 * place) for place, text in enumerate(rows)]
    return found.has([line("ARBOR", 20, 40), *page])


@pytest.mark.parametrize(
    "plan",
    ["Arbor Esencial mensual", "Arbor B\u00e1sico", "Arbor Est\u00e1ndar", "Arbor Essentielle",
     "Arbor Basis", "Arbor Ilimitado", "Arbor Essential"],
)  # fmt: skip
def test_a_tier_after_the_name_of_the_house_is_no_other_product(plan: str) -> None:
    assert not of_the_house("Suscripci\u00f3n", plan, "Cancelar suscripci\u00f3n")


@pytest.mark.parametrize(
    "other", ["Arbor M\u00fasica", "Arbor Internet 250", "Arbor Hogar B\u00e1sico"]
)
def test_another_product_of_the_house_stays_one(other: str) -> None:
    assert of_the_house("Suscripci\u00f3n", other, "Cancelar suscripci\u00f3n")


def at_work(*said: str, **told: Any) -> Case:
    shown = case(*said, **LEAVING | told)
    return Case(shown.question, replace(shown.screen, dialog=Box(280, 40, 900, 400)))


@pytest.mark.parametrize(
    "words",
    ["Saving...", "Cancelling your subscription\u2026", "Enregistrement...", "Guardando\u2026",
     "Wird gespeichert...", "Please wait..."],
)  # fmt: skip
def test_a_dialog_that_is_at_work_is_waited_for(words: str) -> None:
    """It was shut by Escape, in the midst of what it did."""
    move = choose(at_work(words))
    assert (move.page, move.action) == ("loading", "wait")


@pytest.mark.parametrize("rows", [("Saving $5 a month",), ("Saving...", "[No, continue]")])
def test_a_dialog_with_a_way_on_is_no_such_one(rows: tuple[str, ...]) -> None:
    assert choose(at_work(*rows)).page != "loading"
