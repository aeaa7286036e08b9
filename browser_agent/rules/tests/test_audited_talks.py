"""What an audit and the last sets of unseen sites found: talks in a corner, terms, periods."""

from dataclasses import replace

import pytest

from browser_agent.asking import Above
from browser_agent.lexicon import ends
from browser_agent.policy import Press, judge_press
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import CARET, Field
from browser_agent.rules.pixels import Box
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING
from browser_agent.rules.tests.vision_screens import case, step


def test_a_page_with_a_talk_in_its_corner_is_read_whole() -> None:
    """What was pressed before, and stands in the page, is no answer of that talk."""
    rows = (
        "# Your plan",
        "Renews on 3 December 2026.",
        "[Cancel membership]",
        "You have access until 3 December 2026.",
    )
    history = [step("click", "Cancel membership", x=250, y=190)]
    shown = case(*rows, **ACCOUNT | {"history": history})
    line = Field(Box(980, 700, 1200, 740), "type a message", "Type a message", filled=True)
    move = choose(Case(shown.question, replace(shown.screen, fields=(line,))))
    assert move.target == "Cancel membership"


def test_keep_going_stays_under_the_question_that_asks_to_leave() -> None:
    rows = ("# Do you really want to end your plan?", "[Yes]", "[No thanks, keep going]")
    assert choose(case(*rows, **LEAVING)).target == "Yes"
    asked = Above(("Do you really want to end your plan?",))
    press = Press("No thanks, keep going", "No thanks, keep going", "offer", commit=False)
    assert judge_press(press, action="cancel", commits=0).allowed
    assert judge_press(replace(press, asked=asked), action="cancel", commits=0).rule == "keep"


def test_the_renewal_of_an_extra_is_not_the_plans() -> None:
    rows = (
        "# Account",
        "Arbor TV Premium",
        "[Manage membership]",
        "Boost",
        "[Cancel Boost renewal]",
    )
    assert choose(case(*rows, **ACCOUNT)).target == "Manage membership"


def test_a_term_is_no_price() -> None:
    rows = (
        "# Review",
        "Arbor Standard",
        "Total \u20ac12.99 per month",
        "[Renew for 2 years]",
        "[Restart]",
    )
    history = [step("click", "Restart membership"), step("click", "Continue", page="plans")]
    told = {"goal": "resume", "plan": "Standard", "max_price": "12.99 EUR", "history": history}
    assert choose(case(*rows, **ACCOUNT | told)).target == "Restart"


@pytest.mark.parametrize("words", ["Ask for my discount", "Chat with sales", "Ask about Boost"])
def test_a_talk_about_something_else_is_no_way_out(words: str) -> None:
    rows = (
        "\u20ac10.99 per month. Renews on 28 November 2026.",
        "Want to leave?",
        f"[{words}]",
        "<Help>",
    )
    assert choose(case(*rows, **ACCOUNT)).target != words


@pytest.mark.parametrize("words", ["I'm over 18 - pay now", "Ich bin \u00fcber 18 und kaufe"])
def test_a_gate_that_sells_is_none(words: str) -> None:
    rows = ("# For grown-ups only", "Total \u20ac49.99", f"[{words}]", "[Back]")
    assert choose(case(*rows, **ACCOUNT)).target != words


@pytest.mark.parametrize("words", ["Remove", "Cancel", "Turn off", "K\u00fcndigen"])
def test_an_extra_renews_as_well(words: str) -> None:
    row = ("Crime extra", "\u00a33.99/month", "Renews 27 November 2026")
    press = Press(words, words, "account", commit=False, row=row)
    assert judge_press(press, action="cancel", commits=0).rule == "other"
    own = replace(press, row=("Family pack", "Your plan", "\u20ac12.99"))
    assert judge_press(own, action="cancel", commits=0).allowed


def test_an_answer_that_says_nothing_is_given_already() -> None:
    rows = (
        "# Sorry to see you go",
        "What's the main reason? This helps us get better.",
        "Prefer not to say",
        "[Keep membership]",
        "<Continue cancelling>",
    )
    shown = case(*rows, **LEAVING)
    listed = Field(Box(280, 138, 900, 174), "prefer not to say", "", filled=True, drops=True)
    move = choose(Case(shown.question, replace(shown.screen, fields=(listed,))))
    assert move.target == "Continue cancelling"


def test_a_period_that_stands_as_approved_is_gone_on_with() -> None:
    rows = (
        "# How would you like to pay?",
        "(o) Monthly",
        "\u20ac12.99/month",
        "(.) Annual - 2 months free",
        "\u20ac129.99/year, paid upfront",
        "[Continue]",
        "[Back]",
    )
    history = [step("click", "Resume subscription"), step("click", "Continue", page="plans")]
    told = {"goal": "resume", "plan": "Standard", "max_price": "12.99 EUR", "history": history}
    move = choose(case(*rows, **ACCOUNT | told))
    assert (move.target, move.commit) == ("Continue", False)
    yearly = choose(
        case(*rows, **ACCOUNT | told | {"plan": "Standard annual", "max_price": "129.99 EUR"})
    )
    assert yearly.target == "Annual - 2 months free"


def test_an_entry_that_names_more_than_the_end_ends_nothing() -> None:
    assert not ends("See, add or cancel your memberships")
    assert ends("Cancel your membership")


@pytest.mark.parametrize("words", ["Mit einem Passwort anmelden", "Continue with password"])
def test_a_password_instead_of_a_code_that_nobody_has(words: str) -> None:
    rows = ("# Gib den 6-stelligen Code ein", "|6-stelliger Code|", "[Anmelden]", f"<{words}>")
    told = {"phase": "sign_in", "secrets": ["email", "password"]}
    assert choose(case(*rows, **ACCOUNT | told)).target == words


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("ICorreo electr\u00f3nico", "Correo electr\u00f3nico"),
        ("|Email", "Email"),
        ("IBAN", "IBAN"),
        ("Identifiant", "Identifiant"),
    ],
)
def test_a_caret_before_a_placeholder_is_no_letter(read: str, meant: str) -> None:
    assert CARET.sub("", read) == meant


def test_three_dots_end_no_sentence() -> None:
    rows = ("# Was it something we said?", "Be brutal.", "Go on...", "[Forget it, I'm staying]")
    shown = case(*rows, "<Onwards>", **LEAVING)
    listed = Field(Box(280, 138, 900, 174), "go on...", "Go on...", filled=True, drops=True)
    move = choose(Case(shown.question, replace(shown.screen, fields=(listed,))))
    assert move.target == "Go on..."


def test_initials_in_a_ring_are_the_customers_menu() -> None:
    shown = case("[(DK)]", "# Trending now", "<Help Centre>", **ACCOUNT)
    at_the_right = tuple(
        replace(each, box=Box(1192, 20, 1235, 54), face=Box(1186, 14, 1240, 60))
        if each.text == "(DK)"
        else each
        for each in shown.screen.controls
    )
    move = choose(Case(shown.question, replace(shown.screen, controls=at_the_right)))
    assert move.target == "(DK)"


def test_what_is_due_may_be_none_right_below() -> None:
    rows = ("# Mitgliedschaft", "Status", "Gek\u00fcndigt", "N\u00e4chste Abbuchung")
    below = "Keine \u2013 Zugang bis 5. Dezember 2026"
    shown = case(*rows, below, "[Wieder Mitglied werden]", **ACCOUNT | {"committed": True})
    tight = tuple(
        replace(each, box=replace(each.box, y0=each.box.y0 - 22, y1=each.box.y1 - 22))
        if each.text == below
        else each
        for each in shown.screen.controls
    )
    move = choose(Case(shown.question, replace(shown.screen, controls=tight)))
    assert (move.action, move.state) == ("done", "cancelled")


def test_view_in_the_row_that_is_called_subscription() -> None:
    shown = case("# Mon compte", "Identifiant", "Abonnement", "[Voir]", "<Aide>", **ACCOUNT)
    beside = tuple(
        replace(each, box=Box(1100, 148, 1140, 166), face=Box(1080, 140, 1160, 176))
        if each.text == "Voir"
        else each
        for each in shown.screen.controls
    )
    move = choose(Case(shown.question, replace(shown.screen, controls=beside)))
    assert move.target == "Voir"
