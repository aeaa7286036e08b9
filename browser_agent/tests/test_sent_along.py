"""What a restart sends along from a page of plans: by rules and rail."""

import pytest

from browser_agent.policy import Press, judge_press
from browser_agent.rules.act import choose
from browser_agent.rules.tests.test_first_sights import ACCOUNT
from browser_agent.rules.tests.vision_screens import case, step

EXTRA = "Add Font Library for $4.00 per month"
PAGE = (
    "# Restart Pro", "(.) Pro Yearly - $132.00 / year", "(o) Pro Monthly - $14.00 / month",
    f"(x) {EXTRA}", "Paid with Visa 4417.", "[Restart plan]",
)  # fmt: skip
BACK = ACCOUNT | {"goal": "resume", "plan": "Pro Monthly", "max_price": "14.00"}
BEGUN = [step("click", "restart pro"), step("click", "pro monthly", page="plans")]


def judged(label: str, *chosen: str, misses: bool = False) -> str:
    press = Press(label, label, "plans", commit=False, chosen=chosen, misses_plan=misses)
    return judge_press(
        press, action="resume", commits=0, plan="Pro Monthly", price_max=14.0, origins=()
    ).rule


@pytest.mark.parametrize(
    "label", ["Restart plan", "Reactivate membership", "Reactivar plan", "Abo fortsetzen"]
)
def test_no_extra_is_sent_by_a_button_that_restarts(label: str) -> None:
    assert judged(label, "Pro Monthly", EXTRA) == "paid_extra"
    assert judged(label, "Pro Monthly") == "none_against"
    assert judged(label, "Pro Yearly", misses=True) == "other_plan"


def test_the_rules_take_it_out_first() -> None:
    move = choose(case(*PAGE, **BACK | {"history": BEGUN}))
    assert (move.action, move.target) == ("click", EXTRA)
    bare = tuple(each for each in PAGE if EXTRA not in each)
    move = choose(case(*bare, **BACK | {"history": BEGUN}))
    assert (move.action, move.target) == ("click", "Restart plan")
