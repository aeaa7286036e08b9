"""Shapes that real services have and no vocabulary tells: found on sites made after them."""

from dataclasses import replace
from datetime import date

import cv2
import numpy as np
import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box, find_mark
from browser_agent.rules.screen import Screen
from browser_agent.rules.sentences import sentences_of
from browser_agent.rules.state import read_state
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.sayings import state_of
from kernel.ocr import TextLine

TODAY = date(2026, 11, 21)
SIGNING_IN = {"phase": "sign_in", "history": [step("click", "Sign in", page="sign_in")]}
ACCOUNT = {"phase": "act", "service": "Arbor TV"}


@pytest.mark.parametrize(
    "line",
    [
        "By continuing, you agree to Arbor's Conditions of Use and Privacy Notice.",
        "Al continuar, aceptas nuestra pol\u00edtica de privacidad y de cookies.",
        "En continuant, vous acceptez nos conditions et notre politique de confidentialit\u00e9.",
        "Mit der Anmeldung stimmst du unseren AGB und Datenschutzhinweisen zu.",
    ],
)
def test_the_line_under_a_sign_in_is_no_cookie_banner(line: str) -> None:
    move = choose(case("# Sign in", "|Email|", "[Continue]", line, **SIGNING_IN))
    assert (move.action, move.text_ref) == ("type", "email")


def test_a_wall_of_advertising_or_payment_is_passed_by_bearing_it() -> None:
    given = case(
        "Mit Werbung weiterlesen",
        "Besuche uns wie gewohnt mit Werbung und Tracking.",
        "[Zustimmen und weiter]",
        "[Pur abonnieren]",
        "<Anmelden>",
        **SIGNING_IN,
    )
    wall = Case(given.question, replace(given.screen, dialog=Box(200, 40, 900, 500)))
    assert choose(wall).target == "Zustimmen und weiter"


def test_a_row_of_dots_on_the_account_page_is_no_field_for_the_password() -> None:
    move = choose(
        case(
            "<Log out>",
            "# Account",
            "Your subscription ended on September 14, 2026.",
            "[Restart membership]",
            "|Password=",
            goal="resume",
            plan="Standard",
            max_price="13.99",
            phase="sign_in",
            history=[step("type", "password", page="sign_in", text_ref="password")],
        )
    )
    assert move.target == "Restart membership"


@pytest.mark.parametrize(
    "told",
    [
        "Memberships bought through Apple or Google are managed there.",
        "Les abonnements souscrits via Apple ou Google se g\u00e8rent depuis ces services.",
        "Suscripciones contratadas a trav\u00e9s de Apple: gesti\u00f3nalas all\u00ed.",
        "Abos, die \u00fcber Apple abgeschlossen wurden, verwaltest du dort.",
    ],
)
def test_what_holds_for_others_is_not_said_of_this_plan(told: str) -> None:
    move = choose(case("# Account", "<My subscription>", told, **ACCOUNT))
    assert move.error_code != "third_party_billing"


def test_which_contract_is_asked_before_anything_else() -> None:
    rows = (
        "# Cancel a contract",
        "Which contract do you want to cancel?",
        "( ) Arbor Mobile M",
        "( ) Arbor TV Flex",
        "[Continue]",
    )
    told = ACCOUNT | {"history": [step("click", "Cancel contract", page="account")]}
    chosen = choose(case(*rows, **told))
    assert (chosen.target, chosen.commit) == ("Arbor TV Flex", False)
    told["history"] = [*told["history"], step("click", "arbor tv flex", page="survey")]
    ticked = [row.replace("( ) Arbor TV", "(x) Arbor TV") for row in rows]
    on = choose(case(*ticked, **told))
    assert (on.target, on.commit) == ("Continue", False)


def test_each_question_of_a_form_gets_an_answer() -> None:
    """Where the chosen day is preselected, the kind of ending is still to be told."""
    told = ACCOUNT | {"history": [step("click", "Vertrag k\u00fcndigen", page="account")]}
    rows = (
        "Art der K\u00fcndigung *",
        "( ) Au\u00dferordentlich, mit Grund",
        "(.) Ordentlich",
        "Zeitpunkt *",
        "(o) Zum n\u00e4chstm\u00f6glichen Zeitpunkt",
        "(.) Zu einem sp\u00e4teren Zeitpunkt",
        "[Weiter]",
    )
    form = case(*(row.replace("( )", "(.)") for row in rows), **told)
    left = [
        replace(each, box=replace(each.box, x0=260)) if each.text.endswith("*") else each
        for each in form.screen.controls
    ]
    form = Case(form.question, replace(form.screen, controls=tuple(left)))
    assert choose(form).target == "Ordentlich"


def test_the_only_contract_is_the_one() -> None:
    told = ACCOUNT | {"history": [step("click", "R\u00e9silier mon abonnement", page="account")]}
    move = choose(
        case(
            "# R\u00e9silier votre contrat",
            "S\u00e9lectionnez le contrat \u00e0 r\u00e9silier",
            "( ) MEDIANE+ Cin\u00e9 \u2014 contrat n\u00b0 03 114",
            "[Continuer]",
            **told,
        )
    )
    assert move.target.startswith("MEDIANE+")


def test_a_comment_with_a_star_comes_before_the_password() -> None:
    told = ACCOUNT | {
        "history": [
            step("click", "Cancel renewal", page="account"),
            step("click", "i no longer use it", page="survey"),
        ]
    }
    move = choose(
        case(
            "What is the main reason?",
            "(o) I no longer use it",
            "( ) Too expensive",
            "|Tell us a little more *|",
            "|Your password *|",
            "[Cancel renewal]",
            **told,
        )
    )
    assert (move.action, move.text) == ("type", "I no longer need this subscription.")


@pytest.mark.parametrize(
    "rows",
    [
        ("Next order: December 14, 2026", "[Skip]", "Active subscriptions", "Inactive"),
        ("Active subscriptions", "Maker Crate", "Inactive", "Garden Crate"),
        ("Ships every month", "N\u00e4chste Lieferung: 14. Dezember 2026", "Inactive"),
    ],
)
def test_the_head_of_a_list_of_ended_plans_ends_none(rows: tuple[str, ...]) -> None:
    assert read_state(case(*rows).screen, today=TODAY).state != "cancelled"


def test_skip_beside_the_next_order_is_not_pressed() -> None:
    move = choose(case("Next order: December 14, 2026", "[Order now]", "[Skip]", **ACCOUNT))
    assert move.target not in {"Skip", "Order now"}


@pytest.mark.parametrize(
    ("asked", "runs"),
    [
        ("Gek\u00fcndigt am 21.11.2026", "Abo l\u00e4uft bis 16.12.2026"),
        ("Cancelled on November 21, 2026", "Access until December 16, 2026"),
        ("Cancelada el 21 de noviembre de 2026", "Acceso hasta el 16 de diciembre de 2026"),
    ],
)
def test_the_day_it_was_asked_for_is_not_the_day_it_ends(asked: str, runs: str) -> None:
    found = read_state(case("# Plan", asked, runs).screen, today=TODAY)
    assert (found.state, found.on) == ("cancelled", date(2026, 12, 16))


def test_after_the_last_press_neither_the_notice_nor_the_footer_is_a_way_on() -> None:
    """ "Membership canceled" in a dark bar below, "Verträge hier kündigen" in the last row."""
    told = ACCOUNT | {
        "committed": True,
        "history": [
            step("click", "Cancel membership", page="account"),
            step("click", "Cancel my membership", page="survey"),
        ],
    }
    move = choose(
        case(
            "# Memberships",
            "Canceled: you have access until December 16, 2026",
            "[Membership canceled]",
            **told,
        )
    )
    assert (move.action, move.state) == ("done", "cancelled")


def test_labels_in_a_row_have_their_values_below() -> None:
    """ "Active until | Auto-renewal | Next payment" above "Jan 25, 2027 | OFF" and nothing."""
    rows = [
        ("HalvardVPN Plus", 314, 180),
        ("Active", 760, 190),
        ("Active until", 314, 267),
        ("Auto-renewal", 530, 267),
        ("Next payment", 746, 267),
        ("Jan 25, 2027", 314, 288),
        ("OFF", 530, 288),
    ]
    lines = [TextLine(text, x, y, x + 8 * len(text), y + 18, 0.99) for text, x, y in rows]
    screen = Screen(1280, 820, sentences=sentences_of(lines, (), ()))
    found = read_state(screen, today=TODAY)
    assert (found.state, found.on) == ("cancelled", date(2027, 1, 25))
    assert state_of(lines) == "cancelled"


def test_what_goes_back_to_free_costs_nothing() -> None:
    told = "You'll keep Super until March 8, 2027. After that you'll go back to free Parlo."
    found = read_state(case("Your subscription has been canceled", told).screen, today=TODAY)
    assert (found.state, found.on) == ("cancelled", date(2027, 3, 8))


def test_a_one_time_password_is_no_password() -> None:
    move = choose(
        case(
            "# Two-Step Verification",
            "Please enter the One Time Password (OTP) that has been sent to your phone",
            "|Enter OTP:|",
            "[Sign in]",
            phase="sign_in",
            secrets=["email", "password", "code"],
            history=[
                step("type", "email", page="sign_in", text_ref="email"),
                step("type", "password", page="sign_in", text_ref="password"),
            ],
        )
    )
    assert (move.action, move.text_ref) == ("type", "code")


def test_a_mail_with_a_link_is_not_the_only_way_in() -> None:
    move = choose(
        case(
            "Check your email",
            "We sent a sign-in link to [email] Click the link in the email to continue.",
            "<Sign in with password instead>",
            **SIGNING_IN,
        )
    )
    assert move.target == "Sign in with password instead"


def test_two_step_verification_off_asks_for_no_code() -> None:
    given = case("# Account", "<Plan & billing>", "|2-step verification off=", phase="sign_in")
    assert choose(given).target == "Plan & billing"


@pytest.mark.parametrize(("dot", "checked"), [(False, False), (True, True)])
def test_a_thick_ring_is_no_dot(*, dot: bool, checked: bool) -> None:
    """A circle's border tells nothing, however thick; its middle does."""
    pixels = np.full((60, 400, 3), 255, dtype=np.uint8)
    cv2.circle(pixels, (40, 30), 10, (70, 80, 80), 2, cv2.LINE_AA)
    if dot:
        cv2.circle(pixels, (40, 30), 5, (0, 90, 80), -1, cv2.LINE_AA)
    mark = find_mark(pixels, Box(70, 21, 300, 39))
    assert mark is not None
    assert (mark.is_round, mark.checked) == (True, checked)


def test_technical_problems_may_be_a_reason() -> None:
    told = ACCOUNT | {"history": [step("click", "Continue to cancel", page="offer")]}
    reasons = ("(.) It's too expensive", "(.) I'm having technical issues", "(.) Something else")
    move = choose(case("Why are you leaving?", *reasons, "[Keep my membership]", "[Next]", **told))
    assert move.page == "survey"
    assert move.action == "click"


def test_a_reason_is_not_typed_into_the_sites_search() -> None:
    told = ACCOUNT | {"history": [step("click", "Cancel plan", page="account")]}
    rows = ("|Search=", "Why are you canceling?", "(.) I found a job", "(.) Prefer not to say")
    move = choose(case(*rows, "[Next]", **told))
    assert move.action != "type"


def test_the_statutory_link_says_nothing_of_the_plan() -> None:
    found = read_state(
        case("# \u00dcbersicht", "<Vertr\u00e4ge hier k\u00fcndigen>").screen, today=TODAY
    )
    assert found.state == "unknown"


def test_what_another_plan_in_the_list_is_billed_by_is_not_this_ones() -> None:
    rows = (
        "# Your memberships",
        "Arbor TV $11.99 per month",
        "Renews on December 1, 2026",
        "<Settings>",
        "Earshot Premium $14.95 per month",
        "Billed by Earshot, another company",
    )
    assert choose(case(*rows, **ACCOUNT)).error_code != "third_party_billing"


def test_no_cause_is_told_that_nobody_gave() -> None:
    told = ACCOUNT | {"history": [step("click", "Vertrag k\u00fcndigen", page="account")]}
    kinds = ("(.) Au\u00dferordentliche K\u00fcndigung aus wichtigem Grund", "(.) Ordentlich")
    move = choose(case("Art der K\u00fcndigung", *kinds, "[Weiter]", **told))
    assert move.target == "Ordentlich"


@pytest.mark.parametrize("label", ["C\u00f3digo de verificaci\u00f3n", "Verification", "PIN"])
def test_a_field_for_a_code_is_no_row_that_is_on(label: str) -> None:
    """A blank may be lost anywhere, and many words end in "on"."""
    move = choose(
        case(
            "Enter the 6-digit code we sent you",
            f"|{label}|",
            "[Verify]",
            phase="sign_in",
            history=[step("type", "password", page="sign_in", text_ref="password")],
        )
    )
    assert (move.action, move.ask) == ("ask_person", "code")
