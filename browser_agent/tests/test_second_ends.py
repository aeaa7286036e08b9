"""After one subscription has ended, no other one is ended by the same run."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from browser_agent.acting import Actor
from browser_agent.contract import Task
from browser_agent.part_cards import is_below_another
from browser_agent.sayings import ends_told
from browser_agent.session import Session
from browser_agent.tests.test_siblings_rows import lines
from kernel.ocr import TextLine

BEFORE = ("Subscriptions", "Gazette Digital", "Active. $12.00 every 4 weeks, renews on 7 December",
          "Manage", "Gazette Puzzles", "Active. $4.00 monthly, renews 1 December 2026")  # fmt: skip
AFTER = ("Subscriptions", "Gazette Digital",
         "Cancelled. Access ends on 7 December 2026. It will not renew.", "Resubscribe",
         "Gazette Puzzles", "Active. $4.00 monthly, renews 1 December 2026", "Manage")  # fmt: skip


def actor(action: str = "cancel") -> Actor:
    task = Task("gazette", "The Fernhill Gazette", cast("Any", action), "https://a.example/")
    return Actor(task, cast("Session", SimpleNamespace()))


def test_the_end_of_one_is_heard_after_the_press_that_made_it() -> None:
    """Its page says "Cancelled" of one and "Active" of another: no state, and yet an end."""
    one = actor()
    one.hear_of_end(lines(*AFTER), claimed=False)  # before any press: of long ago
    assert not one.told_done
    fresh = actor()
    fresh.hear_of_end(lines(*BEFORE), claimed=False)
    fresh._commits = 1
    fresh.hear_of_end(lines(*BEFORE), claimed=False)
    assert not fresh.told_done
    fresh.hear_of_end(lines(*AFTER), claimed=False)
    assert fresh.told_done


def test_what_had_ended_before_is_no_news() -> None:
    one = actor()
    one.hear_of_end(lines(*AFTER), claimed=False)
    one._commits = 1
    one.hear_of_end(lines(*AFTER), claimed=False)
    assert not one.told_done


def test_a_press_that_changed_nothing_ended_nothing() -> None:
    one = actor()
    one._commits, one._counts = 1, True
    one.came_to_nothing()
    one.hear_of_end(lines(*AFTER), claimed=False)
    assert not one.told_done


def test_what_the_model_calls_done_is_done() -> None:
    one = actor("resume")
    one._commits = 1
    one.hear_of_end(lines("Welcome back"), claimed=True)
    assert one.told_done


@pytest.mark.parametrize(
    "told",
    [("Your plan will be cancelled on 7 December 2026.", "Are you sure?"),
     ("Your cancellation has been recorded.", "Please check your e-mail to finalize."),
     ("One more step: confirm the cancellation.", "Your plan ends on 7 December 2026."),
     ("Do you want to cancel your plan?", "You won't be charged again.")],
)  # fmt: skip
def test_what_is_still_asked_or_waited_for_is_no_end(told: tuple[str, str]) -> None:
    assert not ends_told(lines(*told))


@pytest.mark.parametrize(("title", "theirs"), [("Listener tier", False), ("Garden Maths", True)])
def test_a_tier_well_below_the_name_of_ours_is_ours(title: str, theirs: bool) -> None:
    """The heading of its page, and its card further down."""
    page = [TextLine("Inkwell Radio", 226, 108, 418, 141, 1.0),
            TextLine(title, 243, 184, 330, 202, 1.0),
            TextLine("$8.00 / month", 243, 207, 335, 225, 1.0),
            TextLine("Cancel your membership", 226, 318, 393, 336, 1.0)]  # fmt: skip
    assert is_below_another("Inkwell Radio on Patrona", page, 327, 309) is theirs
