"""A plan taken up again: the right one, by the month, at its price, with the card's code."""

from dataclasses import replace
from typing import Any

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box
from browser_agent.rules.question import Question
from browser_agent.rules.tests.test_pages import Scene, camera, client
from browser_agent.rules.tests.vision_pages import Camera, flow
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.tests.vision_wire import Client

__all__ = ["camera", "client"]  # fixtures

OPENED = step("click", "Restart my plan", page="account")
CHOSEN = [OPENED, step("click", "Take it", page="plans")]
RESUMING = {"goal": "resume", "history": CHOSEN, "secrets": ["email", "password", "cvv"]}
SUMMARY = (
    "<h1>Order summary</h1><p>The amount due will be charged to Visa, last four 7766.</p>"
    "<table><tr><td width=260>Package<td>Preferred<tr><td>Amount due now<td>USD 10.99"
    "<tr><td>Next statement<td>Jan 21, 2027</table>"
    "<button class=quiet>EXIT</button><button class=loud>SUBMIT ORDER</button>"
)
TIERS = (
    "<h1>Pick your tier</h1>"
    "<div class=card><h2>Mega Fan</h2><p>4 devices</p><b>$11.99 / month</b><br>"
    "<button class=loud>GET MEGA FAN</button></div>"
    "<div class=card><h2>Fan</h2><p>1 device</p><b>$7.99 / month</b><br>"
    "<button class=quiet>GET FAN</button></div>"
)
PERIODS = (
    "<h1>Choisissez votre formule</h1><div style='display:inline-flex;background:#ddd;"
    "border-radius:14px;padding:4px'><button style='background:none;border:0'>Mensuel</button>"
    "<button class=loud>Annuel (2 mois offerts)</button></div><div style='display:flex;gap:18px'>"
    "<div class=card style='flex:1'><h2>Essentiel</h2><p>99,00 \u20ac par an</p>"
    "<button class=loud>Choisir</button></div><div class=card style='flex:1'>"
    "<h2>Grand Format</h2><p>159,00 \u20ac par an</p><button class=loud>Choisir</button></div>"
    "</div>"
)
CARD_CODE = (
    "<h1>Medio de pago</h1>"
    "<p>Ingrese el c\u00f3digo que figura al dorso de su tarjeta **** 7766</p>"
    "<label>C\u00f3digo de la tarjeta</label><br><input type=text style='width:160px'><br>"
    "<button class=loud>Seguir</button><p><a>Salir</a></p>"
)
PILL = "<p style='border:1px solid #cde;border-radius:24px;padding:13px 16px;margin:10px 0'>"
PAID_AHEAD = (
    "<div class=veil><div class=dialog><h2>Nearly there</h2><p>To pay now \u00a3109.90</p>"
    f"{PILL}<label><input type=radio name=p> Month by month, \u00a310.99</label></p>"
    f"{PILL}<label><input type=radio name=p checked> A year up front, \u00a3109.90</label></p>"
    "<button class=loud>Pay and start watching</button><button class=quiet>Not today</button>"
    "</div></div>"
)
SOLD_AGAIN = (
    "<main><h1>Account</h1>"
    + "".join(f"<div class=row><b>Part {each}</b><b>+</b></div>" for each in range(9))
    + "</main><div class=veil><div class=dialog>"
    "<h3>A week of everything, free</h3><p>After that it's \u20ac17.99 a month.</p>"
    "<button class=loud>Yum, start</button><a>I'm full</a></div></div>"
)
SCENES = [
    Scene(
        "a year paid ahead is turned into a month where the choices stand in frames",
        flow(PAID_AHEAD),
        {"page": "checkout", "action": "click", "target": "Month by month, \u00a310.99"},
        RESUMING | {"max_price": "10.99", "plan": "Family"},
    ),
    Scene(
        "what was sold before and put off is put off again",
        flow(SOLD_AGAIN),
        {"action": "click", "target": "I'm full"},
        RESUMING
        | {
            "history": [
                step("click", "I'm full", page="overlay", x=440, y=585),
                step("click", "Your account", page="home"),
            ]
        },
    ),
    Scene(
        "what would be charged is compared before anything is sent",
        flow(SUMMARY),
        {"action": "need_human", "error_code": "policy_denied"},
        RESUMING | {"max_price": "$7.99", "plan": "Preferred"},
    ),
    Scene(
        "the only button that is no way back pays what was approved",
        flow(SUMMARY),
        {"page": "checkout", "action": "click", "target": "SUBMIT ORDER", "commit": True},
        RESUMING | {"max_price": "$10.99", "plan": "Preferred"},
    ),
    Scene(
        "a longer name with a button of its own is another plan",
        flow(TIERS, dark=True),
        {"page": "plans", "action": "click", "target": "GET FAN"},
        RESUMING | {"history": [OPENED], "max_price": "$7.99", "plan": "Fan"},
    ),
    Scene(
        "the prices of a year are turned into those of a month first",
        flow(PERIODS),
        {"page": "plans", "action": "click", "target": "Mensuel"},
        RESUMING | {"history": [OPENED], "max_price": "9,99 \u20ac", "plan": "Essentiel"},
    ),
    Scene(
        "a card's code is known by the words around it",
        flow(CARD_CODE),
        {"page": "card_check", "action": "type", "text_ref": "cvv", "submit": False},
        RESUMING | {"max_price": "13.99", "plan": "Familiar"},
    ),
]


@pytest.mark.browser
@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
def test_a_page_of_the_way_back_is_answered(scene: Scene, client: Client, camera: Camera) -> None:
    answer = client.ask("act", camera.shoot(scene.html), **scene.told)

    assert scene.expected.items() <= answer.items(), answer


def back(*items: str, plan: str = "Fan", price: str = "7.99", **told: Any) -> Any:
    told = {"history": [OPENED]} | told
    secrets = ["email", "password", "cvv"]
    return choose(case(*items, goal="resume", plan=plan, max_price=price, secrets=secrets, **told))


@pytest.mark.parametrize(
    "label",
    ["Get Fan", "Yes, take Fan", "Fan w\u00e4hlen", "Contratar Fan", "Prendre la formule Fan"],
)
def test_a_button_may_ask_for_the_plan_in_words_of_choosing(label: str) -> None:
    rows = ("# Pick a plan", "[Get Mega Fan]", "$11.99", f"[{label}]", "$7.99")
    assert back(*rows).target == label


@pytest.mark.parametrize("label", ["Get Mega Fan", "Mega Fan", "Fan Deluxe", "Fan (ads)", "Fan +"])
def test_any_other_word_beside_the_name_is_another_plan(label: str) -> None:
    rows = ("# Pick a plan", f"[{label}]", "$4.99", "[Get Super]", "$7.99")
    assert back(*rows).action == "scroll"


def test_what_all_buttons_begin_with_is_no_name() -> None:
    rows = ("# Pick a plan", "Super", "$11.99", "[Off to Super]", "Fan", "$7.99", "[Off to Fan]")
    assert back(*rows).target == "Off to Fan"


def test_the_sites_own_name_makes_no_other_plan() -> None:
    rows = ("# Pick a plan", "( ) Arbor Mega Fan $11.99", "( ) Arbor Fan $7.99", "[Next]")
    assert back(*rows, service="Arbor").target == "Arbor Fan $7.99"


def test_a_plan_may_be_approved_with_the_word_for_it() -> None:
    rows = ("# Pick a plan", "[Get Super]", "$11.99", "[Get Fan]", "$7.99")
    assert back(*rows, plan="Fan plan").target == "Get Fan"


def test_a_circle_that_did_not_move_is_not_pressed_for_ever() -> None:
    rows = ("(.) Monthly", "(o) Yearly", "Due today $7.99", "[Restart my plan]", "[Later]")
    assert back(*rows, history=CHOSEN).target == "Monthly"
    tried = [*CHOSEN, *[step("click", "Monthly", page="checkout")] * 2]
    assert back(*rows, history=tried).target == "Restart my plan"


@pytest.mark.parametrize(
    "said",
    [
        "Enter the code on the back of your Visa",
        "Le code au verso de votre carte",
        "Der Code auf der R\u00fcckseite deiner Karte",
        "Introduce los n\u00fameros que hay detr\u00e1s de tu tarjeta",
        "Card code",
    ],
)
def test_the_code_of_a_card_in_everyday_words(said: str) -> None:
    move = back(said, "|  |", "[Go on]", history=CHOSEN)
    assert (move.page, move.text_ref) == ("card_check", "cvv")


@pytest.mark.parametrize(
    "said",
    ["Gift card code", "Card number", "Tu c\u00f3digo de dos pasos", "C\u00f3digo promocional"],
)
def test_what_is_no_code_of_a_card(said: str) -> None:
    assert back(said, "|  |", "[Go on]", history=CHOSEN).page != "card_check"
    assert back(said, history=CHOSEN).page != "card_check"


def test_a_page_that_wants_a_new_card_is_for_a_person() -> None:
    rows = ("# New card", "|Card number|", "|Expiry|", "|CVV|", "[Save]")
    assert back(*rows, history=CHOSEN).error_code == "payment_method"


def test_a_price_after_the_last_press_is_no_question() -> None:
    rows = ("Welcome", "Next charge on 21 December 2026", "$7.99", "[Back to home]")
    assert back(*rows, history=CHOSEN, committed=True).action == "done"
    assert back(*rows, history=CHOSEN).action != "done"


def test_a_restart_by_one_press_is_done_when_the_account_page_says_so() -> None:
    rows = ("# Account", "Next charge on 21 December 2026", "$7.99", "[Manage]")
    assert back(*rows).action == "done"


def test_a_cards_last_digits_are_no_price() -> None:
    rows = ("Total charged to Visa 7766", "Due today $7.99", "[Place my order]", "<Exit>")
    assert back(*rows, history=CHOSEN).commit


@pytest.mark.parametrize(
    "rows",
    [
        ("# Card says no", "Your bank turned us away, so your pass is still off.", "[Another go]"),
        ("# Karte will nicht", "Es wurde nichts gestartet.", "[Andere Karte nehmen]"),
        ("# Pago no autorizado", "La entidad emisora no autoriz\u00f3 el d\u00e9bito.", "[Seguir]"),
        ("# Ta carte ne passe pas", "Ton abo reste arr\u00eat\u00e9.", "[Prendre une autre carte]"),
        ("# Payment not authorized", "The issuer declined the transaction.", "[OK]"),
        ("# Hm", "That did not go as planned.", "[Try a different card]"),
    ],
)
def test_a_banks_no_in_any_words_is_for_a_person(rows: tuple[str, ...]) -> None:
    paid = [*CHOSEN, step("click", "Pay", page="checkout")]
    assert back(*rows, history=paid, committed=True).error_code == "payment_method"


@pytest.mark.parametrize(
    "rows",
    [
        ("# Account", "Renews on 21 December 2026", "No ads", "[Update payment method]"),
        ("# Welcome back", "We will tell you if your card is declined.", "[Start watching]"),
        ("# Your plan is active again", "Payment received.", "<Change card>"),
    ],
)
def test_what_a_card_that_paid_leads_to(rows: tuple[str, ...]) -> None:
    paid = [*CHOSEN, step("click", "Pay", page="checkout")]
    assert back(*rows, history=paid, committed=True).action == "done"


def test_a_forgotten_password_is_no_field_for_one() -> None:
    drawn = case("# Sign in", "|E-mail|=", "[Next]", "<Forgot your password?>")
    line = Field(Box(300, 180, 660, 216), "forgot your password?", "", filled=False)
    told = Question.read(
        {
            "goal": "resume",
            "today": "2026-11-21",
            "secrets": ["email", "password"],
            "history": [step("type", "email", page="sign_in", text_ref="email")],
        }
    )
    move = choose(Case(told, replace(drawn.screen, lined=(line,))))
    assert (move.action, move.text_ref) != ("type", "password")
