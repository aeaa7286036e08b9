"""Two ends on one page: at once, and on the day up to which is paid."""

import pytest

from browser_agent.policy import Press, judge_press
from browser_agent.rules.act import choose
from browser_agent.rules.tests.test_first_sights import LEAVING
from browser_agent.rules.tests.vision_screens import case

PAIRS = [
    ("End on 18 December 2026", "End now"),
    ("Cancel my plan on 12/18/26", "Cancel my plan now"),
    ("Cancel at the end of the period", "Cancel immediately"),
    ("Zum 18. Dezember 2026 k\u00fcndigen", "Sofort k\u00fcndigen"),
    ("R\u00e9silier le 18 d\u00e9cembre 2026", "R\u00e9silier imm\u00e9diatement"),
    ("Cancelar el 18 de diciembre de 2026", "Cancelar inmediatamente"),
]


def may_press(words: str, *page: str) -> bool:
    press = Press(words, words, "confirm", commit=True, words=(words, *page))
    return judge_press(press, action="cancel", commits=0).allowed


@pytest.mark.parametrize(("later", "now"), PAIRS)
def test_it_ends_on_the_day_that_is_paid_for(later: str, now: str) -> None:
    page = case(
        "# Please confirm the cancellation of your membership", "[Pause on 18 December 2026]",
        f"[{now}]", "Your benefits end immediately.", f"[{later}]", **LEAVING,
    )  # fmt: skip
    assert choose(page).target == later
    assert not may_press(now, later)
    assert may_press(later, now)


@pytest.mark.parametrize(("later", "now"), PAIRS)
def test_where_there_is_one_end_it_is_taken(later: str, now: str) -> None:
    page = case("# Confirm the cancellation", f"[{now}]", "[Keep my membership]", **LEAVING)
    assert choose(page).target == now
    assert may_press(now, "Your plan ends on 18 December 2026.")
