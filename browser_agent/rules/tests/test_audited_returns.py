"""What an auditor found in ways back, switches, requests and forms of mails, with its inputs."""

from dataclasses import replace

import pytest

from browser_agent.asking import Above, is_final
from browser_agent.rules import request_lists
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box, Mark
from browser_agent.rules.roles import is_inside
from browser_agent.rules.state import read_state, says_ends
from browser_agent.rules.switches import renewal_switch
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold
from browser_agent.rules.wishes import wish_of
from browser_agent.siblings import Siblings
from browser_agent.tests.test_belonging import line

BACK = ACCOUNT | {"goal": "resume", "plan": "Standard", "max_price": "9.99"}
INSIDE = [
    step("click", "Continue to cancel", page="offer"),
    step("type", "password", page="sign_in", text_ref="password"),
]


def test_only_the_switch_of_our_own_row_is_turned() -> None:
    shown = case("Moss & Bolt", "Auto-renewal", **ACCOUNT | {"service": "Arbor TV"})
    named, told = shown.screen.controls
    mark = Mark(Box(820, 331, 868, 359), checked=True, is_round=False, is_switch=True)
    named = replace(named, mark=mark, box=Box(300, 336, 400, 354))
    told = replace(told, box=Box(700, 336, 800, 354))
    page = Case(shown.question, replace(shown.screen, controls=(named, told)))
    assert renewal_switch(page, on=True) is None


def test_a_request_is_sent_alone_and_as_a_last_press() -> None:
    rows = ("# Contract requests", "Type of request", "Cancel my subscription", "[Submit]")
    given = case(*rows, **ACCOUNT)
    held = given.screen.controls[2].box
    field = Field(Box(280, held.y0 - 8, 700, held.y1 + 8), "", rows[2], filled=True, drops=True)
    alone = request_lists.proceed(Case(given.question, replace(given.screen, fields=(field,))))
    assert alone is not None
    assert (alone.target, alone.commit) == ("Submit", True)
    other = Field(Box(280, 400, 700, 430), "contract", "Arbor Music", filled=True, drops=True)
    both = replace(given.screen, fields=(field, other))
    assert request_lists.proceed(Case(given.question, both)) is None


@pytest.mark.parametrize("other", ["Cancel my Sports add-on", "Cancel the next delivery only"])
def test_what_ends_something_else_is_no_end_without_a_fee(other: str) -> None:
    circles = ("(.) End now, pay 48.00 $ fee", f"(.) {other}", "(.) Keep my plan")
    move = choose(case("# Cancel plan", *circles, "[Continue]", "[Go back]", **LEAVING))
    assert move.target != other


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Yes, keep my extras", "Do you want to buy extras for $4.99 a month?"),
        ("Yes, stay on annual", "Subscribe to the annual plan?"),
        ("Yes, keep my seat", "Do you agree to pay $19.99?"),
        ("Yes, keep the sports", "Subscribe to Sports for $4.99 a month?"),
    ],
)
def test_a_yes_to_what_is_sold_is_no_way_back(words: str, asked: str) -> None:
    assert not is_final(words, Above((asked,), native=False), "resume")


@pytest.mark.parametrize(
    "extra",
    [
        "I agree to add Sports for $4.99 a month",
        "I accept the upgrade to Premium",
        "I agree to insurance at 2.99 $",
        "I agree to be contacted by partners",
    ],
)
def test_an_extra_is_no_term(extra: str) -> None:
    circles = ("(.) Premium 14,99 $", "(o) Standard 9,99 $", "(.) Basic 6,99 $")
    history = [step("click", "Standard 9,99 $", page="plans")]
    given = case("# Choose", *circles, f"( ) {extra}", "[Continue]", **BACK, history=history)
    assert choose(given).target != extra


@pytest.mark.parametrize("row", ["Opera channel, $4.99/month", "Opera channel, renews 3 May 2027"])
def test_a_channel_with_its_price_is_a_channel(row: str) -> None:
    lines = [line(row, 213, 340), line("Cancel subscription", 900, 340)]
    assert Siblings("Plumage").has(lines, 345, 920)


def test_a_page_behind_a_sign_in_is_not_inside() -> None:
    home = case("# Welcome back", "[Keep watching]", "[Bundle with Arbor Music]", **ACCOUNT,
                history=INSIDE)  # fmt: skip
    assert not is_inside(home)


def test_a_restart_is_not_done_while_its_last_button_is_there() -> None:
    rows = ("# Confirm your restart", "Standard", "Your plan renews on 21 December 2026 for $9.99")
    buttons = ("[Restart membership]", "<Cancel subscription>")
    history = [step("click", "Restart", page="account")]
    assert choose(case(*rows, *buttons, **BACK, history=history)).action != "done"


def test_another_plan_that_runs_is_not_the_wanted_one() -> None:
    rows = ("# Plans", "Standard", "9.99 $ a month", "[Choose]", "Basic",
            "Active. Next payment on 28 November 2026: $5.99", "<Cancel plan>",
            "Premium", "14.99 $", "[Choose]")  # fmt: skip
    history = [step("click", "Restart", page="account")]
    assert choose(case(*rows, **BACK, history=history)).action != "done"


def test_a_chip_elsewhere_ends_nothing() -> None:
    rows = ("# Plan", "Active until 9 December 2026.", "[Renew plan]", "Invoices", "Cancelled")
    given = case(*rows, **ACCOUNT)
    assert read_state(given.screen, today=given.question.today).state != "cancelled"


@pytest.mark.parametrize(
    "told",
    [
        "You have paid until 3 May 2027; your membership then ends.",
        "Your plan is cancelled, but you can turn off reminders here.",
        "Your membership ends on 3 May 2027 and you can turn off automatic payments.",
    ],
)
def test_a_true_end_is_seen(told: str) -> None:
    assert says_ends(fold(told))


@pytest.mark.parametrize(
    "words", ["Weiter ohne sofortige K\u00fcndigung", "Ohne die K\u00fcndigung weiter"]
)
def test_who_goes_on_without_the_end_stays(words: str) -> None:
    assert wish_of(fold(words)) == "stay"


def test_decline_under_a_sentence_declines() -> None:
    rows = ("# Special offer", "3 months at half price", "Decline and your plan ends.")
    assert choose(case(*rows, "[Take it]", "[Decline]", **LEAVING)).target == "Decline"


def test_circles_come_to_an_end() -> None:
    one = step("click", "Continue", page="survey", x=246, y=900)
    other = step("click", "Next", page="confirm", x=246, y=500)
    asked = case("# Why?", "[Continue]", **ACCOUNT, history=[one, other] * 10).question
    assert asked.is_worn("Continue", 246, 900)


@pytest.mark.parametrize(
    ("title", "more"),
    [("# Sign in", "Get the latest news and newsletters."),
     ("# Log in to Arbor TV", "You'll never miss a show.")],
)  # fmt: skip
def test_a_newsletter_above_the_sign_in_takes_no_field_away(title: str, more: str) -> None:
    given = case(title, more, "|E-mail|", "[Continue]", **ACCOUNT | {"phase": "sign_in"})
    assert (choose(given).action, choose(given).text_ref) == ("type", "email")
