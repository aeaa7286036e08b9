"""Sentences of last pages as the rules see them: those that cost money, and the ordinary ones."""

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.tests.test_fees_said import INSIDE
from browser_agent.rules.tests.vision_screens import case
from browser_agent.tests.test_audited_charges import (
    COSTS_TOO,
    FEES,
    FOR_LATER,
    NAMES_THE_END,
    NO_REASON_OUTWEIGHS,
    ORDINARY,
    WAIVES_SOMETHING_ELSE,
)

TITLE, PRESS = "# Cancel your plan?", "[Cancel my plan]"


def is_pressed(*rows: str) -> bool:
    move = choose(case(*rows, **INSIDE))
    assert move.action == "click" or move.error_code == "policy_denied"
    return move.action == "click" and f"[{move.target}]" == rows[-1]


@pytest.mark.parametrize("said", COSTS_TOO)
def test_what_costs_money_in_any_wording_is_no_last_press(said: str) -> None:
    assert not is_pressed(TITLE, "Your access ends today.", said, PRESS)


@pytest.mark.parametrize("line", WAIVES_SOMETHING_ELSE)
def test_no_fee_of_something_else_outweighs_one_of_today(line: str) -> None:
    assert not is_pressed(TITLE, FEES[line[:2]], line[3:], PRESS)
    assert is_pressed(TITLE, line[3:], PRESS)


@pytest.mark.parametrize("said", ["No cancellation fee applies.", "There is no fee to cancel."])
def test_no_fee_of_the_end_outweighs_what_may_be(said: str) -> None:
    assert is_pressed(TITLE, "An early termination fee of $49.00 applies.", said, PRESS)


@pytest.mark.parametrize("words", NAMES_THE_END)
def test_a_fee_counts_where_the_end_is_named_though_it_may_not_be_final(words: str) -> None:
    why = ("Why are you leaving?", "(o) Too expensive", "(.) Other")
    assert not is_pressed(TITLE, FEES["en"], *why, f"[{words}]")
    assert not is_pressed(TITLE, FEES["en"], why[0], "|Reason=", f"[{words}]")
    offer = ("# Before you go", "Take 50% off for 3 months")
    assert not is_pressed(*offer, FEES["en"], "[Accept offer]", f"[{words}]")


def test_what_an_offer_costs_is_no_fee_of_the_end() -> None:
    told = "You'll be charged $4.99 today, then $9.99."
    offer = ("# Before you go", "Take 50% off for 3 months", told, "[Accept offer]")
    assert is_pressed(*offer, "[Cancel subscription]")


@pytest.mark.parametrize("reason", NO_REASON_OUTWEIGHS)
def test_a_reason_is_no_choice_of_a_later_day(reason: str) -> None:
    rows = (TITLE, FEES["en"], f"(o) {reason}", "(.) Too expensive")
    assert not is_pressed(*rows, "[Confirm cancellation]")
    assert not is_pressed(*rows, "(.) Other", "[Confirm cancellation]")


@pytest.mark.parametrize("circle", FOR_LATER)
def test_a_choice_of_a_later_day_is_one(circle: str) -> None:
    rows = (TITLE, FEES["en"], "(.) Cancel today", f"(o) {circle}", PRESS)
    assert choose(case(*rows, **INSIDE)).error_code is None
    assert not is_pressed(TITLE, FEES["en"], f"(o) {circle}", "(.) Other", PRESS)
    assert not is_pressed(TITLE, FEES["en"], f"(x) {circle}", PRESS)


@pytest.mark.parametrize("said", ORDINARY)
def test_an_ordinary_sentence_stands_in_no_way(said: str) -> None:
    assert is_pressed(TITLE, "Your access ends on December 5, 2026.", said, PRESS)
