"""Asked who one is within the signed-in site: a code in boxes, or the password once more."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw

from browser_agent.policy_typing import judge_secret
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box
from browser_agent.rules.shapes import find_switch
from browser_agent.rules.tests.test_first_sights import ACCOUNT
from browser_agent.rules.tests.vision_screens import case, step

ASKED = ("# V\u00e9rifions que c'est bien vous", "Saisissez le code \u00e0 6 chiffres re\u00e7u.")
GONE_IN = (step("click", "R\u00e9silier mon abonnement"), step("click", "Continuer", page="offer"))
TYPED = step("type", "code", page="confirm", text_ref="code")
SQUARES = tuple(
    Field(Box(300 + 56 * at, 180, 346 + 56 * at, 232), "code", "", filled=False) for at in range(6)
)


def asks_for_code(*items: str, shown: bool, typed: bool = True) -> Case:
    """shown: the boxes stand there; painted over, they are seen no more."""
    told = ACCOUNT | {"secrets": ["email", "password", "code"]}
    asks = case(*items, **told, history=[*GONE_IN, *([TYPED] if typed else [])])
    squares = SQUARES if shown else ()
    return Case(asks.question, replace(asks.screen, squares=squares))


@pytest.mark.parametrize("shown", [True, False])
def test_a_code_typed_in_boxes_is_sent_and_not_typed_anew(shown: bool) -> None:
    """ "Manage my offer" in the menu was taken for an offer, which "Validate" might accept."""
    menu = ("<G\u00e9rer mon offre>", "", "", "", "[Valider]")
    assert choose(asks_for_code(*ASKED, *menu, shown=True, typed=False)).text_ref == "code"
    move = choose(asks_for_code(*ASKED, *menu, shown=shown))
    assert (move.action, move.target, move.commit) == ("click", "Valider", False)


def test_a_code_that_ends_it_is_sent_by_a_last_press() -> None:
    asks = (
        "# R\u00e9silier ?",
        "Saisissez le code \u00e0 6 chiffres pour arr\u00eater votre abonnement.",
    )
    move = choose(asks_for_code(*asks, "", "", "[Valider]", shown=False))
    assert (move.page, move.target, move.commit) == ("confirm", "Valider", True)


def test_what_stands_under_an_offer_is_not_sent_with_a_code() -> None:
    offers = (
        *ASKED,
        "Profitez de notre offre : 3 mois \u00e0 moiti\u00e9 prix.",
        "",
        "",
        "[Valider]",
    )
    assert choose(asks_for_code(*offers, shown=False)).target != "Valider"


GATE = ("# Settings", "Enter your account password to open settings.", "|Password|", "")
OPENED = step("open_account", "", page="home")
TYPED_AT_GATE = step("type", "password", page="account", text_ref="password")


@pytest.mark.parametrize(
    ("asks", "label", "button"),
    [
        (GATE[1], "Password", "Open settings"),
        ("Please confirm your password before continuing.", "Password", "Confirm"),
        ("Gib dein Passwort ein, um die Einstellungen zu \u00f6ffnen.", "Passwort", "\u00d6ffnen"),
        ("Saisissez votre mot de passe pour ouvrir votre espace.", "Mot de passe", "Ouvrir"),
        ("Introduce tu contrase\u00f1a para ver los ajustes.", "Contrasena", "Ver ajustes"),
    ],
)
def test_a_gate_within_the_site_gets_the_password_and_its_button(
    asks: str, label: str, button: str
) -> None:
    """It was left empty, and its button pressed until nothing else was left to do."""
    page = ("<Orders>", "<Payments>", "# Settings", asks)
    move = choose(case(*page, f"|{label}|", "", f"[{button}]", **ACCOUNT, history=[OPENED]))
    assert (move.page, move.text_ref, move.submit) == ("account", "password", False)
    past = [OPENED, TYPED_AT_GATE]
    move = choose(case(*page, f"|{label}=", "", f"[{button}]", **ACCOUNT, history=past))
    assert (move.page, move.action, move.target) == ("account", "click", button)


def test_a_gate_that_stays_shut_gets_no_third_password() -> None:
    once = [OPENED, TYPED_AT_GATE, step("click", "Open settings")]
    wrong = (*GATE[:2], "Wrong password, try again.", *GATE[2:], "[Open settings]")
    move = choose(case(*wrong, **ACCOUNT, history=once))
    assert (move.page, move.error_code) == ("credential_error", "credential_invalid")
    fresh = choose(case(*wrong, **ACCOUNT, history=[OPENED]))  # not ours that was wrong
    assert fresh.text_ref == "password"
    again = choose(case(*GATE, "[Open settings]", **ACCOUNT, history=once))
    assert again.text_ref == "password"
    twice = [*once, TYPED_AT_GATE, step("click", "Open settings")]
    assert choose(case(*GATE, "[Open settings]", **ACCOUNT, history=twice)).error_code == "stuck"


@pytest.mark.parametrize(
    "items",
    [
        (*GATE, "[Delete my account]"),
        ("# Delete account", "Enter your password to continue.", "|Password|", "", "[Confirm]"),
        ("# Confirm your order", *GATE[1:], "[Confirm]"),
        ("# Go Plus", "Only \u20ac7.99 a month", *GATE[1:], "[Confirm]"),
        ("Enter your password to open settings.", "|New password|", "", "[Open settings]"),
        ("Enter your password to open settings.", "|E-mail|", "|Password|", "", "[Open settings]"),
        (*GATE, "[Open settings]", "[Buy a gift]"),
        ("Show my profile to others", "|Password|", "", "[Open settings]"),
    ],
)
def test_a_page_that_wants_it_for_something_else_gets_none(items: tuple[str, ...]) -> None:
    assert choose(case(*items, **ACCOUNT, history=[OPENED])).text_ref != "password"


@pytest.mark.parametrize(
    ("words", "near", "rule"),
    [
        ("Enter your account password to open settings.", "Password", "none_against"),
        ("Enter your password to delete your account.", "Password", "erases"),
        ("Konto endg\u00fcltig l\u00f6schen", "Passwort", "erases"),
        ("Saisissez votre mot de passe pour supprimer le compte", "Mot de passe", "erases"),
        ("Introduce tu contrase\u00f1a para eliminar la cuenta", "Contrase\u00f1a", "erases"),
        ("Change your password", "New password", "other_field"),
        ("Passwort \u00e4ndern", "Neues Passwort", "other_field"),
    ],
)
def test_the_rail_lets_a_password_into_no_gate_that_erases(
    words: str, near: str, rule: str
) -> None:
    decision = judge_secret(
        "password",
        url="https://arbor.example/settings",
        origins=("arbor.example",),
        loopback=False,
        page_words=(words, near),
        label=near,
        near=near,
        around=(words,),
        attempts=0,
    )
    assert decision.rule == rule


@pytest.mark.parametrize("stands_on", [True, False])
def test_a_switch_in_a_narrow_card_on_a_wide_page_is_found(stands_on: bool) -> None:
    """Behind such a gate: more than half of what is right of its words is the page's own ground."""
    picture = Image.new("RGB", (1280, 820), (191, 232, 247))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((430, 172, 842, 302), fill="white")
    draw.rounded_rectangle((764, 190, 820, 220), 15, fill=(56, 178, 107))
    knob = 794 if stands_on else 768
    draw.ellipse((knob, 194, knob + 22, 216), fill="white")
    mark = find_switch(np.asarray(picture, dtype=np.uint8), Box(449, 192, 596, 210))
    assert mark is not None
    assert (mark.is_switch, mark.checked) == (True, stands_on)


@pytest.mark.parametrize(
    ("title", "asks", "button"),
    [
        ("Grown-ups only", "Please enter your account password.", "Open"),
        ("For parents", "Enter your password", "Unlock"),
        ("Nur für Erwachsene", "Bitte gib dein Passwort ein.", "Öffnen"),
        ("Espace parents", "Veuillez saisir votre mot de passe", "Ouvrir"),
    ],
)
def test_a_parents_door_is_opened_though_it_names_no_place(
    title: str, asks: str, button: str
) -> None:
    page = case(f"# {title}", asks, "|Password|", "", f"[{button}]", **ACCOUNT)
    assert choose(page).text_ref == "password"
    sold = case(
        f"# {title}", asks, "Add Arbor Kids for 3.99", "|Password|", "", f"[{button}]", **ACCOUNT
    )
    assert choose(sold).text_ref != "password"


def test_a_parents_door_is_sent_by_its_button_once_the_password_is_typed() -> None:
    """The field had its label within it: what stands there then is the sentence above."""
    asks = "Please enter your account password."
    past = [OPENED, TYPED_AT_GATE]
    page = case("# Grown-ups only", asks, "", "[Open]", **ACCOUNT, history=past)
    field = Field(Box(300, 130, 700, 160), f"{asks.lower()} [password]", "[password]", filled=True)
    move = choose(Case(page.question, replace(page.screen, fields=(field,))))
    assert (move.action, move.target) == ("click", "Open")


def test_what_is_chosen_beside_the_password_is_chosen_first() -> None:
    """The password was sent at once, along with "No, I do not want to leave"."""
    page = (
        "# ¿De verdad quieres irte?",
        "(o) No, no quiero dejar de estar suscrito",
        "(.) Sí, quiero dar de baja mi suscripción",
        "Por seguridad, escriba de nuevo su contraseña:",
        "|Contrasena|",
        "",
        "[Continuar]",
    )
    move = choose(case(*page, **ACCOUNT, history=[step("click", "Darme de baja")]))
    assert move.target == "Sí, quiero dar de baja mi suscripción"
    chosen = (page[0], page[1].replace("(o)", "(.)"), page[2].replace("(.)", "(o)"), *page[3:])
    past = [step("click", "Darme de baja"), step("click", move.target, page="offer")]
    move = choose(case(*chosen, **ACCOUNT, history=past))
    assert (move.text_ref, move.submit) == ("password", False)


def test_a_code_still_stands_there_when_a_box_was_ticked_since() -> None:
    page = case("Security code", "", "(x) I understand that I lose access", "[Cancel this pass]")
    field = Field(Box(300, 90, 700, 122), "security code [code]", "[code]", filled=True)
    told = ACCOUNT | {"secrets": ["email", "password", "code"]}
    past = [TYPED, step("click", "I understand that I lose access", page="confirm")]
    asked = case("x", **told, history=[*GONE_IN, *past]).question
    move = choose(Case(asked, replace(page.screen, fields=(field,))))
    assert (move.action, move.target) == ("click", "Cancel this pass")
