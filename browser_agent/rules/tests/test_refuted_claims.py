"""A claim that the account page denied is not made again by the same words."""

from typing import Any

from browser_agent.rules import act
from browser_agent.rules.tests.vision_screens import case, step

SAID = "Your membership ends on December 9, 2026."
NOTE = "a fresh load of the account page says {}: not done yet"


def claimed(state: str) -> dict[str, Any]:
    return step("done", SAID, note=NOTE.format(state))


def test_what_was_denied_tells_what_would_be() -> None:
    page = case(SAID, "[Manage plan]", history=[claimed("active")])
    move = act.choose(page)
    assert (move.action, move.target) == ("click", "Manage plan")


def test_what_nothing_decided_is_claimed_again() -> None:
    page = case(SAID, "[Manage plan]", history=[claimed("unknown")])
    assert act.choose(page).action == "done"


def test_a_claim_tells_its_words() -> None:
    move = act.choose(case(SAID, "[Manage plan]"))
    assert (move.action, move.target) == ("done", SAID)


def test_a_restart_that_was_denied_goes_on() -> None:
    said = "Next charge: December 9, 2026"
    told = {"goal": "resume", "max_price": "9.99"}
    page = ("Arbor Standard", said, "[Restart membership]")
    first = act.choose(case(*page, **told))
    again = act.choose(
        case(*page, **told, history=[step("done", said, note=NOTE.format("cancelled"))])
    )
    assert first.action == "done"
    assert (again.action, again.target) == ("click", "Restart membership")
