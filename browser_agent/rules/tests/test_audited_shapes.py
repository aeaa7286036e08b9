"""What an auditor broke: offers in forms, contracts of others, ends that are none."""

from dataclasses import replace
from datetime import date

import pytest

from browser_agent.belonging import without_others
from browser_agent.fields import refuses
from browser_agent.labels import label_at
from browser_agent.policy import Press, judge_press
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box
from browser_agent.rules.screen import Screen
from browser_agent.rules.sentences import sentences_of
from browser_agent.rules.state import Subscription, read_state
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.sayings import state_of
from kernel.ocr import TextLine

TODAY = date(2026, 11, 21)
INSIDE = {
    "phase": "act",
    "service": "Arbor TV",
    "history": [step("click", "Cancel subscription", page="account")],
}


def read(*rows: str) -> Subscription:
    return read_state(case(*rows).screen, today=TODAY)


def second(*rows: str) -> str:
    return state_of(
        [
            TextLine(row, 300, 60 + 44 * n, 300 + 9 * len(row), 78 + 44 * n, 0.99)
            for n, row in enumerate(rows)
        ]
    )


def form(*rows: str) -> Case:
    """Questions begin further left than the circles below them."""
    given = case(*rows, **INSIDE)
    placed = [
        replace(each, box=replace(each.box, x0=260)) if each.text.endswith("?") else each
        for each in given.screen.controls
    ]
    return Case(given.question, replace(given.screen, controls=tuple(placed)))


@pytest.mark.parametrize(
    ("question", "first", "other", "pressed"),
    [
        ("What would you like instead?", "A month for free", "Nothing, cancel", "Nothing, cancel"),
        (
            *("When should it end?", "Immediately, without a refund"),
            *("At the end of the period", "At the end of the period"),
        ),
        ("May we call you?", "Yes, call me", "No", "Continue"),
    ],
)
def test_the_next_question_of_a_form_may_be_an_offer(
    question: str, first: str, other: str, pressed: str
) -> None:
    rows = ("Why are you leaving?", "(o) Too expensive", "(.) Not enough shows")
    given = form(*rows, question, f"(.) {first}", f"(.) {other}", "[Continue]")
    assert choose(given).target == pressed


@pytest.mark.parametrize(
    ("told", "takes", "declines"),
    [
        ("We can move you to our plan with ads at $4.99.", "Agree", "Decline offer"),
        ("Watch with ads and save $5 a month.", "Accept", "Continue cancelling"),
    ],
)
def test_a_plan_with_advertising_is_an_offer(told: str, takes: str, declines: str) -> None:
    given = case(told, f"[{takes}]", f"[{declines}]", **INSIDE)
    dialog = replace(given.screen, dialog=Box(200, 40, 900, 500))
    assert choose(Case(given.question, dialog)).target == declines


def test_another_contract_that_the_site_has_ticked_is_unticked_first() -> None:
    rows = ("# Cancel a contract", "Which subscription do you want to cancel?")
    given = case(*rows, "(x) Arbor Music", "(x) Arbor TV", "[Cancel subscription]", **INSIDE)
    assert choose(given).target == "Arbor Music"
    none = case(*rows, "( ) Phone plan", "( ) Fibre plan", "[Continue]", **INSIDE)
    assert choose(none).action == "need_human"
    one = case(*rows, "( ) Phone plan", "( ) One plan", "[Continue]", **INSIDE | {"service": "One"})
    assert choose(one).target == "One plan"


@pytest.mark.parametrize(
    "told",
    [
        "Your student plan ends on May 3, 2027, after that it costs $11.99 and the discount no"
        " longer applies.",
        "Your offer ends on May 3, 2027, then it's $9.99 a month so you don't lose access.",
    ],
)
def test_what_costs_money_afterwards_does_not_end(told: str) -> None:
    assert read("# Account", told).state != "cancelled"


@pytest.mark.parametrize(
    "labels",
    [
        ("Renews yearly", "Joined", "Ends"),
        ("Auto-renewal on", "Joined", "Plan ends"),
        ("Billed yearly", "Started", "Ends"),
    ],
)
def test_a_label_without_a_value_is_read_all_the_same(labels: tuple[str, ...]) -> None:
    lines = [
        TextLine(text, 300 + 220 * n, 300, 300 + 220 * n + 8 * len(text), 318, 0.99)
        for n, text in enumerate(labels)
    ]
    lines += [
        TextLine(day, x, 324, x + 100, 342, 0.99)
        for x, day in ((520, "Jan 5, 2024"), (740, "Jan 5, 2027"))
    ]
    found = read_state(Screen(1280, 820, sentences=sentences_of(lines, (), ())), today=TODAY)
    assert (found.state, state_of(lines)) != ("cancelled", "cancelled")


@pytest.mark.parametrize("tier", ["Premium 4K", "Ultra HD 4 screens"])
def test_a_tier_with_a_number_is_no_other_subscription(tier: str) -> None:
    page = [
        TextLine("Arbor TV", 300, 100, 380, 120, 0.99),
        TextLine("Cancelled. Ends December 1, 2026", 300, 124, 560, 144, 0.99),
        TextLine(tier, 300, 200, 420, 220, 0.99),
        TextLine("Renews December 15, 2026", 300, 224, 500, 244, 0.99),
    ]
    assert without_others(page, "Arbor TV", lambda text: "2026" in text) == page


@pytest.mark.parametrize(
    "rows",
    [
        ("We miss you. Get 50% off your next box.", "[Reactivate subscription]"),
        ("Next delivery: not scheduled", "[Reactivate]"),
        ("Reactivate to get your next box.", "[Reactivate]"),
        ("Your subscription is cancelled.", "Get 50% off your next order."),
        ("Your subscription is cancelled.", "Your next box will not ship."),
    ],
)
def test_an_order_that_is_only_spoken_of_renews_nothing(rows: tuple[str, ...]) -> None:
    assert read(*rows).state != "active"
    assert second(*(row.strip("[]") for row in rows)) != "active"


@pytest.mark.parametrize(
    "told",
    [
        "New season available on January 10, 2027",
        "Holiday sale ends on December 24, 2026",
        "Gift cards valid until June 1, 2028",
    ],
)
def test_the_day_of_something_else_is_not_the_plans(told: str) -> None:
    assert read("Your subscription is cancelled.", told).on is None


@pytest.mark.parametrize(
    "words",
    ["Pause for 3 months. Confirm", "Keep watching. Continue", "Stay for half price! Go on now"],
)
def test_the_last_words_do_not_stand_for_an_offer(words: str) -> None:
    line = TextLine(words, 300, 300, 300 + 8 * len(words), 318, 0.99)
    assert label_at([line], line.x1 - 12, 309) == words


def test_what_must_not_be_refused() -> None:
    assert not refuses("password", "Passwort noch einmal eingeben")
    assert not refuses("password", "Use a one-time code instead")
    assert not refuses("password", "Password or one-time code")
    row = Press("Cancel", "Cancel", "account", commit=False, row=("Premium", "$7.99", "Free plan"))
    assert judge_press(row, action="cancel", commits=0).rule == "none_against"
