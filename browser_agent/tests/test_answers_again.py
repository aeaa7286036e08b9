"""What answers to a question do, by the rail: sent along, not kept, told behind a colon."""

import pytest

from browser_agent.policy import Press, judge_press


@pytest.mark.parametrize(
    "words", ["Skip and continue", "\u00dcberspringen und weiter", "Passer et continuer"]
)
def test_a_skip_that_goes_on_sends_what_is_ticked(words: str) -> None:
    press = Press(target=words, label=words, page="survey", commit=False)
    assert judge_press(press, action="cancel", commits=0).allowed
    ticked = Press(
        target=words, label=words, page="offer", commit=False, chosen=("Pause for 1 month",)
    )
    assert judge_press(ticked, action="cancel", commits=0).rule == "preselected"


def test_a_skip_that_goes_on_beside_a_delivery_puts_it_off() -> None:
    words, row = "\u00dcberspringen und weiter", ("N\u00e4chste Lieferung: 14. Dezember",)
    press = Press(target=words, label=words, page="account", commit=False, row=row)
    assert judge_press(press, action="cancel", commits=0).rule == "change"
