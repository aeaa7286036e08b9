"""The way in and the way back: codes in words, small print, plans whose names begin alike."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from browser_agent.lexicon import commits
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box
from browser_agent.rules.question import Past
from browser_agent.rules.screen import compose
from browser_agent.rules.state import read_state
from browser_agent.rules.tests.vision_screens import case, step
from kernel.ocr import TextLine

TODAY = date(2026, 11, 21)
SENT = step("type", "password", page="sign_in", text_ref="password")
OPENED = step("click", "Restart membership")


@pytest.mark.parametrize(
    ("said", "button"),
    [
        ("Schau kurz nach und tipp die sechs Ziffern ab", "Passt"),
        ("Nous venons d'envoyer six chiffres", "Et voil\u00e0"),
        ("Le mandamos seis d\u00edgitos por mensaje", "Listo"),
        ("We sent you six digits, write them here", "Here goes"),
    ],
)
def test_a_code_may_be_called_digits(said: str, button: str) -> None:
    told: dict[str, Any] = {"secrets": ["email", "password", "code"], "phase": "sign_in"}
    move = choose(case(said, "|  |", f"[{button}]", history=[SENT], **told))
    assert (move.page, move.action, move.text_ref) == ("code", "type", "code")


def test_last_digits_of_a_card_are_no_code() -> None:
    move = choose(case("# Deine Karte", "Die letzten vier Ziffern: 1234", "[Zur\u00fcck]"))
    assert move.page != "code"


def test_a_slogan_beside_the_copyright_is_no_state() -> None:
    screen = case("\u00a9 2026 Tannwald. Kein Abo ohne Herz.", "Willkommen").screen
    assert read_state(screen, today=TODAY).state == "unknown"


def back(*items: str, plan: str = "Standard", price: str = "9.99", **told: Any) -> Any:
    told = {"history": [OPENED]} | told
    secrets = ["email", "password", "cvv"]
    return choose(case(*items, goal="resume", plan=plan, max_price=price, secrets=secrets, **told))


@pytest.mark.parametrize("label", ["Jetzt zahlen und loslegen", "Bring it back", "Reconnect now"])
def test_everyday_words_finish_a_resume(label: str) -> None:
    assert commits(label)


def test_a_longer_name_is_another_plan() -> None:
    rows = ("# Pick a plan", "( ) Standard with adverts", "$4.99", "(x) Standard", "$9.99")
    assert back(*rows, "[Next]").target == "Next"
    rows = ("# Pick a plan", "(x) Standard with adverts", "$4.99", "( ) Standard", "$9.99")
    assert back(*rows, "[Next]").target == "Standard"


def test_only_the_longer_name_in_sight_is_not_taken() -> None:
    rows = ("# Pick a plan", "( ) Standard with adverts", "$4.99", "( ) Grand", "$19.99")
    assert back(*rows, "[Next]").action == "scroll"


def test_each_plan_has_a_button_of_its_own() -> None:
    rows = ("# Pick a plan", "$4.99", "[Take Standard with adverts]", "$9.99", "[Take Standard]")
    assert back(*rows).target == "Take Standard"


def test_later_beside_the_plans_is_not_pressed_on_the_way_back() -> None:
    rows = ("# Pick a plan", "(x) Standard", "$9.99", "( ) Grand", "$19.99")
    assert back(*rows, "[Next]", "<Maybe later>").target == "Next"


def test_what_lies_in_the_basket_unasked_is_taken_out_first() -> None:
    chosen = [OPENED, step("click", "Next", page="plans")]
    rows = ("Standard", "Due today $14.98", "(x) Add Football for $4.99", "[Restart my plan]")
    assert back(*rows, "[Maybe later]", history=chosen).target == "Add Football for $4.99"
    rows = ("Standard", "Due today $9.99", "( ) Add Football for $4.99", "[Restart my plan]")
    move = back(*rows, "[Maybe later]", history=chosen)
    assert (move.target, move.commit) == ("Restart my plan", True)


def test_dearer_than_approved_is_left_to_a_person() -> None:
    chosen = [OPENED, step("click", "Next", page="plans")]
    move = back(
        "Standard", "Due today $12.99", "[Restart my plan]", "[Maybe later]", history=chosen
    )
    assert (move.action, move.error_code) == ("need_human", "policy_denied")


@pytest.mark.parametrize(
    "said",
    [
        "Les trois chiffres au verso de la carte",
        "Die drei Ziffern auf der R\u00fcckseite",
        "Los tres n\u00fameros del reverso",
    ],
)
def test_a_cards_code_may_be_called_digits_too(said: str) -> None:
    move = back(said, "|  |", "[OK]", "<Plus tard>")
    assert (move.page, move.text_ref, move.submit) == ("card_check", "cvv", False)
    typed = [OPENED, step("type", "cvv", page="card_check", text_ref="cvv")]
    assert back(said, "|  |=", "[OK]", "<Plus tard>", history=typed).target == "OK"


def test_of_two_periods_the_month_is_taken_and_its_price_counts() -> None:
    chosen = [OPENED, step("click", "Next", page="plans")]
    rows = ("You pay now $9.99", "(.) Monthly, $9.99", "(o) Yearly, $99.90 today")
    move = back(*rows, "[Restart my plan]", "[Later]", history=chosen)
    assert move.target == "Monthly, $9.99"
    rows = ("You pay now $9.99", "(o) Monthly, $9.99", "(.) Yearly, $99.90 today")
    move = back(*rows, "[Restart my plan]", "[Later]", history=chosen)
    assert move.target == "Restart my plan"


def test_a_short_banner_is_refused() -> None:
    move = choose(
        case("Lust auf Kekse?", "Manche sind f\u00fcr Reklame.", "[Ablehnen]", "[Her damit]")
    )
    assert (move.page, move.target) == ("overlay", "Ablehnen")


def test_the_quiet_answer_of_a_dialog_that_sells_is_the_no() -> None:
    told = case("A fortnight of Grand, free", "Then $19.99 a month", "[Oh yes]", "<Had my fill>")
    panel = Box(200, 20, 900, 300)
    move = choose(Case(told.question, replace(told.screen, dialog=panel)))
    assert move.target == "Had my fill"


def test_help_tells_the_way_where_nothing_else_does() -> None:
    seen = [step("click", "K", page="home"), step("open_account", changed=False, page="home")]
    swept = [step("scroll", changed=False, page="home")]
    assert choose(case("Good evening", "<Customer care>", history=seen + swept)).target == (
        "Customer care"
    )
    came = [step("click", "Customer care", page="home")]
    rows = ("# Questions", "<How can I end my plan?>", "<Where are subtitles?>")
    asked = choose(case(*rows, history=came))
    assert asked.target == "How can I end my plan?"


def test_closed_sections_are_opened_one_after_the_other() -> None:
    told = case("Films for me", "Post", "Devices", "Papers")
    closed = tuple(
        Field(Box(200, each.box.y0 - 8, 900, each.box.y1 + 8), "", "", filled=True, drops=True)
        for each in told.screen.controls
    )
    screen = replace(told.screen, fields=closed)
    assert choose(Case(told.question, screen)).target == "Films for me"
    question = replace(told.question, history=(Past.read(step("click", "Films for me")),))
    assert choose(Case(question, screen)).target == "Post"


def test_two_links_read_as_one_line_are_two() -> None:
    picture = Image.new("RGB", (700, 120), "white")
    pen = ImageDraw.Draw(picture)
    for x0, x1 in ((40, 170), (200, 330)):
        for x in range(x0, x1, 10):
            pen.rectangle((x, 44, x + 5, 58), fill=(20, 20, 20))  # letters
        pen.rectangle((x0, 61, x1, 62), fill=(20, 20, 20))
    line = TextLine("Swap tariffs Carry on anew", 40, 42, 331, 64, 0.9)
    found = {each.text for each in compose(np.asarray(picture), [line]).controls if each.is_link}
    assert found == {"Swap tariffs", "Carry on anew"}


@pytest.mark.parametrize(
    "said",
    ["Sorry, the payment did not work", "Die Karte hat nicht geklappt", "La tarjeta no ha pasado"],
)
def test_a_refused_card_is_for_a_person(said: str) -> None:
    paid = [OPENED, step("click", "Restart my plan", page="checkout")]
    move = back(f"# {said}", "[Take another one]", history=paid, committed=True)
    assert (move.action, move.error_code) == ("need_human", "payment_method")


def test_the_account_page_of_an_ended_plan_is_no_checkout() -> None:
    rows = ("Your plan ends on 4 December 2026", "Payment method: card", "$9.99")
    move = back(*rows, "[Restart my plan]", history=[step("click", "Manage plan")])
    assert (move.target, move.commit) == ("Restart my plan", False)


@pytest.mark.parametrize("label", ["C\u00f3digo promocional", "Promo code", "Gutschein-Code"])
def test_a_code_that_saves_money_is_none_for_signing_in(label: str) -> None:
    told: dict[str, Any] = {"secrets": ["email", "password"], "phase": "act"}
    move = choose(case("# Mi cuenta", label, "| Introduce tu c\u00f3digo |", "[Aplicar]", **told))
    assert (move.page, move.error_code) != ("code", "credential_missing")
    assert move.action != "ask_person"


def test_the_words_of_a_banner_stand_above_its_button() -> None:
    """A footer that names cookies, below the button of a form, is no banner."""
    footer = "Terms Privacy Policy Cookies \u00a9 2026 Arbor"
    seen = case("# Sign in", "| Email |", "[CONTINUE]", "Forgot password?", "Films", footer)
    assert choose(seen).page != "overlay"
