"""What was met at first sight on three more sites: causes in a list, tiers, banners for strangers,
a dialog at work."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from browser_agent.acting import Actor
from browser_agent.contract import Task
from browser_agent.inside import goes_in
from browser_agent.policy import Press
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold
from browser_agent.scope import ends_more
from browser_agent.seen import Seen
from browser_agent.session import Session
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


@pytest.mark.parametrize("door", ["Sign in", "Anmelden", "Iniciar sesi\u00f3n", "Se connecter"])
def test_a_banner_before_the_sign_in_is_no_page_of_the_way_out(door: str) -> None:
    """The state that the account told after it was not learned, and no end was proved."""
    banner = ("News", door, "Good mornings start here", "No, I prefer to be uninformed")
    assert not goes_in("offer", banner, typed=0)


@pytest.mark.parametrize(
    ("page", "words", "typed"),
    [
        ("offer", ("My account", "Sign out", "Stay for half the price?"), 0),
        ("offer", ("Sign in", "Stay for half the price?"), 2),
        ("offer", ("Anmelden", "Vertrag k\u00fcndigen", "Bleib f\u00fcr 5 Euro"), 0),
        ("confirm", ("Anmelden", "Angaben pr\u00fcfen"), 0),
        ("survey", ("Sign in", "Tell us why"), 0),
    ],
)
def test_what_is_asked_on_the_way_out_stays_one(
    page: str, words: tuple[str, ...], typed: int
) -> None:
    assert goes_in(page, words, typed=typed)


def test_a_press_on_such_a_banner_leaves_the_account_to_be_read_yet() -> None:
    hands = SimpleNamespace(vault=SimpleNamespace(scrub=str), click=lambda _x, _y: None)
    task = Task("t", "Arbor TV", "cancel", "https://example.org")
    page = cast(Seen, SimpleNamespace(lines=(), url="https://example.org/"))
    no = Press("No thanks", "No thanks", "offer", commit=False, words=("Log in", "No thanks"))
    actor = Actor(task, cast(Session, hands))
    actor._pressed(no, page, 1, 1)
    assert not actor.went_in
    actor._pressed(replace(no, words=("My account", "No thanks")), page, 1, 1)
    assert actor.went_in
