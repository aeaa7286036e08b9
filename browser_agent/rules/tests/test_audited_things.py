"""What "Cancel X" ends, for the rules: the only thing that is sold, or what stands beside it."""

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.tests.test_audited_things import (
    ALL_THERE_IS,
    BESIDE,
    OURS,
    button_of,
)


def pressed(service: str, rows: tuple[str, ...]) -> str:
    """What is pressed first, once the page was scrolled."""
    come = [step("click", "Memberships")]
    for _ in range(4):
        move = choose(case(*rows, service=service, history=come))
        if move.action != "scroll":
            break
        come = [*come, step("scroll", changed=False, page=move.page)]
    return move.target


@pytest.mark.parametrize(("service", "rows"), [*ALL_THERE_IS, *OURS])
def test_what_is_sold_there_is_ended_by_its_name(service: str, rows: tuple[str, ...]) -> None:
    assert pressed(service, rows) == button_of(rows).strip("[]")


@pytest.mark.parametrize("rows", BESIDE)
def test_what_stands_beside_the_plan_is_not_ended(rows: tuple[str, ...]) -> None:
    assert pressed("Ironpine Gym", rows) != button_of(rows).strip("[]")
