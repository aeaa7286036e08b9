""" "Change plan": pages on which an audit saw the rules take a plan by it, or find no way in."""

import time

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.plan_switching import AT_ONCE, OFFERS, PICKED, PLAN_CHANGES
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.tests.test_audited_plan_switches import (
    ACCOUNTS,
    BESIDE_OURS,
    OWN,
    STILL_TAKEN,
    TAKEN,
)

ACT = {"service": "Arbor", "phase": "act"}


def pressed(*rows: str, came: bool = False) -> set[str]:
    """All that the rules press on this page, one after the other, in vain."""
    done = [step("click", "Manage plan")] if came else []
    targets: set[str] = set()
    for _ in range(12):
        move = choose(case(*rows, **ACT, history=done))
        if move.action not in {"click", "scroll"}:
            break
        targets.add(move.target)
        past = step(move.action, move.target, changed=False, page=move.page, x=move.x, y=move.y)
        done = [*done, past]
    return targets


@pytest.mark.parametrize("came", [True, False])
@pytest.mark.parametrize(("label", "words"), TAKEN)
def test_it_takes_the_plan_that_stands_there(
    label: str, words: tuple[str, ...], came: bool
) -> None:
    first, *rest = words
    assert label not in pressed(f"# {first}", *rest, f"[{label}]", came=came)


@pytest.mark.parametrize(("label", "told"), BESIDE_OURS)
def test_it_leads_on_beside_our_own_renewal(label: str, told: str) -> None:
    first, *rest = OWN
    assert label in pressed(f"# {first}", *rest, told, f"[{label}]", "Billing history")


@pytest.mark.parametrize("told", STILL_TAKEN)
def test_an_offer_beside_our_own_renewal_is_one(told: str) -> None:
    first, *rest = OWN
    assert "Change plan" not in pressed(f"# {first}", *rest, told, "[Change plan]")


@pytest.mark.parametrize("words", ACCOUNTS)
def test_it_is_the_only_way_in_on_an_account_page(words: tuple[str, ...]) -> None:
    first, *rest = words
    for label in ("Change plan", "Cambiar de plan", "Tarif wechseln", "Changer d'offre"):
        assert label in pressed(f"# {first}", *rest, f"[{label}]")


@pytest.mark.parametrize(
    "said",
    ["vertrag wird " + "a" * 4000, "tarif wird " * 400, "wird wird " * 400, "change my " * 400],
)
def test_a_long_line_is_read_in_no_time(said: str) -> None:
    began = time.perf_counter()
    for words in (AT_ONCE, PLAN_CHANGES, OFFERS, PICKED):
        words(said)
    assert time.perf_counter() - began < 0.5
