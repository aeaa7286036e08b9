"""Cards beside the plan's, whose buttons name what they end."""

import pytest

from browser_agent.rules import act
from browser_agent.rules.tests.vision_screens import case, step

GYM = ("Gym membership", "Active · $39.00 a month", "<Details>")


@pytest.mark.parametrize(
    ("title", "ends"), [("Locker rental #212", "Cancel locker"), ("Sauna corner", "Cancel sauna")]
)
def test_what_stands_beside_the_membership_is_not_ended(title: str, ends: str) -> None:
    page = (*GYM, "", title, "Active · $6.00 a month", f"<{ends}>")
    past = [step("click", "Memberships")]
    assert act.choose(case(*page, service="Ironpine Gym", history=past)).target != ends


def test_the_plan_by_its_tier_is() -> None:
    page = ("Ultimate", "$9.99 a month", "<Cancel Ultimate>")
    past = [step("click", "Memberships")]
    move = act.choose(case(*page, service="Arbor", history=past))
    assert move.target == "Cancel Ultimate"
