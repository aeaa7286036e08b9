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
    ("Zum 18.12.2026 k\u00fcndigen", "Sofort k\u00fcndigen"),
    ("R\u00e9silier le 18 d\u00e9cembre 2026", "R\u00e9silier imm\u00e9diatement"),
    ("Cancelar el 18 de diciembre de 2026", "Cancelar inmediatamente"),
]


def may_press(words: str, *page: str) -> bool:
    press = Press(words, words, "confirm", commit=True, faces=page)
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


@pytest.mark.parametrize(
    ("later", "now"),
    [("Don't cancel on December 5", "Cancel now"),
     ("Cancel from 1 January and get 50% off", "Cancel now"),
     ("End on March 5, 2028", "Cancel now"), ("Cancel on 2 devices", "Cancel now"),
     ("Switch to annual and end on March 5", "Cancel now"),
     ("Zum 5. Dezember 2026", "Jetzt k\u00fcndigen")],
)  # fmt: skip
def test_no_other_words_with_a_number_are_a_later_end(later: str, now: str) -> None:
    page = case("# Cancel your plan", f"[{now}]", f"[{later}]", **LEAVING)
    assert choose(page).target == now


@pytest.mark.parametrize(
    ("chosen", "now"),
    [("Cancel on December 5", "Cancel now"), ("End on December 5", "Cancel now"),
     ("Zum 5. Dezember 2026 k\u00fcndigen", "Jetzt k\u00fcndigen"),
     ("Cancelar el 5 de diciembre", "Cancelar ahora")],
)  # fmt: skip
def test_the_button_below_a_chosen_day_sends_it(chosen: str, now: str) -> None:
    page = case("# Cancel your plan", f"(o) {chosen}", "(.) Another day", f"[{now}]", **LEAVING)
    assert choose(page).target == now
    press = Press(now, now, "confirm", commit=True, words=(chosen, now), chosen=(chosen,))
    assert judge_press(press, action="cancel", commits=0).allowed
