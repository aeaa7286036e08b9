"""Which sentences and choices mean that ending it costs money now, and which do not."""

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.fees import names_a_fee
from browser_agent.rules.fees_said import says_it_costs
from browser_agent.rules.tests.test_first_sights import LEAVING
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold
from browser_agent.tests.test_charges_said import (
    BOXES,
    COSTS,
    COSTS_NOTHING,
    FOR_A_FEE,
    LATER,
    REASONS,
)

INSIDE = LEAVING | {
    "service": "Arbor",
    "history": [step("click", "Manage plan", page="account"),
                step("click", "Cancel membership", page="account")],
}  # fmt: skip
ASKS = ("# Cancel your plan?", "Your access ends today.")
PRESS = "[Cancel my plan]"
FEE = COSTS.split("\n", maxsplit=1)[0]


@pytest.mark.parametrize("reason", REASONS.replace("\n", "|").split("|"))
def test_a_survey_with_a_cost_among_its_reasons_goes_on(reason: str) -> None:
    assert not names_a_fee(fold(reason))
    rows = ("# ¿Por qué te vas?", f"(.) {reason}", "(.) No lo uso", "(.) Otro", "[Continuar]")
    move = choose(case(*rows, **INSIDE))
    assert move.action == "click"
    assert move.target in {reason, "No lo uso"}


def test_a_reason_that_sounds_like_a_fee_is_only_left_out() -> None:
    rows = (
        "# Why are you leaving?",
        "(.) Early termination fees with others",
        "(.) I don't use it",
    )
    assert choose(case(*rows, "(.) Other", "[Continue]", **INSIDE)).target == "I don't use it"


@pytest.mark.parametrize("words", FOR_A_FEE)
def test_a_fee_for_which_it_is_done_is_one(words: str) -> None:
    assert names_a_fee(fold(words))


@pytest.mark.parametrize("said", COSTS.split("\n"))
def test_no_last_press_where_it_costs_money_now(said: str) -> None:
    assert says_it_costs(fold(said))
    for boxes in ((), *[(f"({x}) {box}",) for box in BOXES for x in "x "]):
        move = choose(case(*ASKS, said, *boxes, PRESS, **INSIDE))
        assert (move.action, move.error_code) == ("need_human", "policy_denied")


@pytest.mark.parametrize("said", COSTS_NOTHING.split("\n"))
def test_what_asks_for_no_money_now_stands_in_no_way(said: str) -> None:
    assert not says_it_costs(fold(said))
    move = choose(case(*ASKS, said, PRESS, **INSIDE))
    assert (move.action, move.target) == ("click", PRESS[1:-1])


@pytest.mark.parametrize("later", LATER)
def test_an_end_that_is_chosen_for_later_outweighs_it(later: str) -> None:
    rows = (*ASKS, FEE, "(.) Cancel today", f"(.) {later}", PRESS)
    if "March" not in later:
        assert choose(case(*rows, **INSIDE)).target == later
    chosen = case(*ASKS, FEE, "(.) Cancel today", f"(o) {later}", PRESS, **INSIDE)
    assert choose(chosen).error_code != "policy_denied"


def test_no_fee_later_is_a_fee_now() -> None:
    fee = "A fee of $48.00 may be charged."
    assert choose(case(*ASKS, "No fee applies.", fee, PRESS, **INSIDE)).target == PRESS[1:-1]
    waits = "There is no fee if you wait until March 12."
    assert choose(case(*ASKS, waits, fee, PRESS, **INSIDE)).error_code == "policy_denied"
