"""Ways met at first sight: a pause declined by its name, codes wanted again, circles far off."""

import pytest

from browser_agent.lexicon import forbidden_on_cancel
from browser_agent.rules.act import choose
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.tests.test_first_sights import ACCOUNT
from browser_agent.rules.tests.vision_screens import case, step

INSIDE = ACCOUNT | {
    "history": [
        step("click", "End membership", page="account"),
        step("click", "I still want to leave", page="offer"),
    ]
}


def test_a_pause_is_declined_by_its_name() -> None:
    """ "No pause" was read as "No, pause", though the way on stands right behind it."""
    move = choose(
        case(
            "STEP 2 OF 4",
            "# Take a break instead?",
            "Pause for one month. We'll start billing again automatically on 14 January.",
            "[Pause for 1 month]",
            "<No pause, continue>",
            **INSIDE,
        )
    )
    assert (move.page, move.action, move.target) == ("offer", "click", "No pause, continue")


@pytest.mark.parametrize("words", ["No pause, continue", "No freeze, thanks", "No hold, go on"])
def test_the_rail_lets_a_declined_pause_pass(words: str) -> None:
    assert role_of(words.lower()) is Role.DECLINE
    assert forbidden_on_cancel(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "No pause",
        "No, pause",
        "No, pause, continue later",
        "No pause my plan",
        "No pause, keep my plan",
        "No pause, continue my plan",
        "No pause, continue watching",
        "No pause, thanks, keep it",
    ],
)
def test_a_pause_that_may_be_meant_is_not_pressed(words: str) -> None:
    assert role_of(words.lower()) is not Role.DECLINE
    assert forbidden_on_cancel(words) is not None
