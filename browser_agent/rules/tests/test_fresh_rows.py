"""What sites seen for the first time had in their rows, told in rows of our own."""

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING, at, page
from browser_agent.rules.tests.vision_screens import case, step


def test_of_two_plans_by_the_month_the_one_that_was_named_is_taken() -> None:
    rows = (
        "# Choose your plan",
        "(o) Premium Annual - \u20ac179.90/year",
        "(.) Premium - \u20ac17.99/month",
        "(.) Standard - \u20ac12.99/month",
        "[Continue]",
    )
    history = [step("click", "Restart subscription")]
    told = {"goal": "resume", "plan": "Standard", "max_price": "12.99 EUR", "history": history}
    assert choose(case(*rows, **ACCOUNT | told)).target == "Standard - \u20ac12.99/month"


def test_what_begins_like_the_service_is_no_list_to_choose_from() -> None:
    """ "Select Video" is a part of "Orrery Select"."""
    rows = ("# Your Select membership", "[End membership]", "# Your benefits", "Select Video")
    opened = step("click", "Manage membership: update, cancel and more", page="account")
    told = {"service": "Orrery Select", "history": [opened]}
    assert choose(case(*rows, **ACCOUNT | told)).target == "End membership"


def test_after_the_last_press_the_account_is_looked_for_in_the_corner_first() -> None:
    last = step("click", "Cancel now", page="confirm")
    told = LEAVING | {"history": [*LEAVING["history"], last], "committed": True}
    rows = ("Light on, film starts.", "Streaming from \u20ac7.49 a month.", "New", "Moor", "Room 9")
    lines = [at("[name]", 1120, 37), *(at(row, 100, 190 + 80 * y) for y, row in enumerate(rows))]
    assert choose(Case(case(**told).question, page(lines))).target == "[name]"
