"""What forms, buttons and lists asked on sites seen for the first time."""

from dataclasses import replace

import pytest

from browser_agent.approval import due
from browser_agent.contract import Task
from browser_agent.money import charged_prices, pays
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box
from browser_agent.rules.state import says_ends
from browser_agent.rules.survey import FREE_TEXT
from browser_agent.rules.tests.drawn import answer, camera, clicked, reader
from browser_agent.rules.tests.vision_pages import Camera
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold
from browser_agent.widgets import Widgets
from kernel.ocr import Reader

__all__ = ["camera", "reader"]  # fixtures

WHY = "Warum m\u00f6chten Sie k\u00fcndigen? (mindestens 20 Zeichen)"
LEAVES = "Zum 14. Dezember 2026 k\u00fcndigen"
ASKED = ("# Abo k\u00fcndigen", "Was m\u00f6chten Sie tun?", "(.) Nicht k\u00fcndigen, bleiben",
         f"(o) {LEAVES}", f"<{WHY}>")  # fmt: skip


def essay(value: str = "", **told: object) -> Case:
    """The question with the field for several lines right below it, whose edge underlines it."""
    history = [step("click", "Abo k\u00fcndigen"), step("click", LEAVES, page="survey")]
    history += [step("type", FREE_TEXT, page="survey")] if value else []
    found = case(*ASKED, "", "[Zur\u00fcck]", "[Auswahl absenden]", history=history, **told)
    above = next(each for each in found.screen.controls if each.text == WHY)
    around = Box(above.box.x0, above.box.y1 + 2, 1024, above.box.y1 + 60)
    area = Field(around, value or above.folded, value, filled=bool(value), area=True)
    return replace(found, screen=replace(found.screen, fields=(area,)))


def test_the_question_above_a_field_is_answered_and_not_pressed() -> None:
    """Its words speak of cancelling, and its field's edge makes it look like a link."""
    move = choose(essay())
    assert (move.action, move.text) == ("type", FREE_TEXT)
    move = choose(essay(FREE_TEXT.lower()))
    assert (move.action, move.target) == ("click", "Auswahl absenden")


@pytest.mark.parametrize(
    "words", ["(at least 20 characters)", "(mindestens 20 Zeichen)",
              "(au moins 20 caract\u00e8res)", "(al menos 20 caracteres)"],
)  # fmt: skip
def test_how_many_letters_it_wants_tells_that_it_wants_some(words: str) -> None:
    rows = ("# Why are you leaving?", f"|Tell us more {words}|", "[Continue]", "[Back]")
    move = choose(case(*rows, history=[step("click", "Cancel subscription")]))
    assert (move.action, move.text) == ("type", FREE_TEXT)


def welcome(told: str) -> str:
    """A dialog with a button for a year above the one for a month."""
    button = "<p><button style='padding:11px 22px;border:1px solid #00796b;border-radius:4px;"
    return (
        "<body style='margin:0;font:15px/1.5 sans-serif;background:#e9edf0'><div style='background:"
        "#fff;margin:60px 240px;padding:26px;height:600px'><h1>Account</h1><p>Cancelled - access "
        "until 14 December 2026.</p></div><div style='position:fixed;inset:0;background:#17212bbb'>"
        "<div style='position:absolute;left:390px;top:220px;width:420px;background:#fff;padding:"
        f"30px;border-radius:6px'><h2>Welcome back</h2><p>{told}</p>{button}background:#00796b;"
        f"color:#fff'>Save with yearly - pay $60.00</button>{button}background:#fff;color:#00796b'>"
        "Restart Writer, $6.00 a month</button></p><u>Don't restart</u></div></div>"
    )


TOLD = "Restart Writer at $6.00 a month. Nothing is due today; your next payment is on 14 December."
FOR_A_YEAR = f"{TOLD} Or pay $60.00 now for a year."


@pytest.mark.browser
def test_a_year_that_is_offered_beside_it_is_not_due(camera: Camera, reader: Reader) -> None:
    """Its zeros are no arrow of a list, and what it costs is due by another press."""
    back = {"goal": "resume", "plan": "Writer", "max_price": "6.00"}
    history = [clicked("account", "Restart plan")]
    move = answer(welcome(FOR_A_YEAR), camera, reader, history=history, **back)
    assert (move.target, move.commit) == ("Restart Writer, $6.00 a month", True)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("told", "month"),
    [(FOR_A_YEAR, {6.0}), (FOR_A_YEAR.replace("Or pay", "You pay"), {6.0, 60.0}),
     (FOR_A_YEAR.replace("60", "80"), {6.0, 80.0}), (f"{TOLD} Or pay $60.00 now.", {6.0, 60.0})],
)  # fmt: skip
def test_no_more_is_left_out_of_what_is_due(
    told: str, month: set[float], camera: Camera, reader: Reader
) -> None:
    picture = camera.shoot(welcome(told))
    lines = reader.read(picture)
    task = Task("arbor", "Arbor TV", "resume", "https://arbor.example/", plan="Writer")
    found = Widgets(picture, lines)
    for words, charged in (("Restart Writer,", month), ("Save with yearly", {60.0})):
        press = next(each for each in lines if each.text.startswith(words))
        asked = charged_prices(due(task, lines, found, press.center_x, press.center_y))
        assert set(asked) >= charged
        assert "Save" in words or set(asked) == charged


@pytest.mark.parametrize(
    ("words", "is_paid"),
    [("Save with yearly - pay $60.00", True), ("Jetzt nur einmal zahlen 60 \u20ac", True),
     ("Pay monthly", False), ("See what you pay", False), ("Pay with Visa ending 4417", False)],
)  # fmt: skip
def test_a_button_that_pays_an_amount_pays(words: str, *, is_paid: bool) -> None:
    assert pays(words) is is_paid


@pytest.mark.parametrize(
    ("words", "ends"),
    [("Votre abonnement Solo (9,99 \u20ac par mois) a pris fin le 5 novembre 2026.", True),
     ("Votre abonnement d'essai a pris fin le 5 novembre 2026.", False),
     ("Votre abonnement continue, votre essai a pris fin.", False)],
)  # fmt: skip
def test_a_plan_that_has_ended_in_french(words: str, *, ends: bool) -> None:
    assert says_ends(fold(words)) is ends


def test_the_restart_of_the_account_page_is_no_last_press() -> None:
    """It only opens the way back, though the page names a price and a card."""
    ended = "Votre abonnement Solo (9,99 \u20ac par mois) a pris fin le 5 novembre 2026."
    rows = ("# Mon compte", ended, "[R\u00e9activer un abonnement]", "Moyen de paiement",
            "Carte Visa se terminant par 6120")  # fmt: skip
    move = choose(case(*rows, goal="resume", plan="Solo", max_price="9.99"))
    assert (move.target, move.commit) == ("R\u00e9activer un abonnement", False)


@pytest.mark.parametrize(
    "words", ["S\u00e9lectionner une formule", "Select a plan", "Tarif ausw\u00e4hlen",
              "Selecciona un plan"],
)  # fmt: skip
def test_a_shut_list_of_plans_is_opened(words: str) -> None:
    told = {"goal": "resume", "plan": "Solo", "max_price": "9.99"}
    history = [step("click", "R\u00e9activer un abonnement")]

    def page(**more: object) -> Case:
        found = case("# Mon abonnement", words, "[Continuer]", **told | more)
        around = Box(290, 100, 800, 140)
        listed = Field(around, fold(words), words, filled=True)
        return replace(found, screen=replace(found.screen, fields=(listed,)))

    move = choose(page(history=history))
    assert (move.page, move.target, move.commit) == ("plans", words, False)
    assert choose(page(history=[])).page != "plans"
