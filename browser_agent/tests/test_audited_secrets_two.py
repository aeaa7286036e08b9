"""Whether a password is typed, and sent, by the sentence that asks for it: the last rail."""

import pytest

from browser_agent.asking import Above
from browser_agent.policy import Press, judge_press
from browser_agent.tests.passwords_said import FOR_MORE, ON_A_WAY_BACK, USUAL, each_of
from browser_agent.tests.test_audited_passwords import judged


def sent(told: str) -> str:
    press = Press(
        "Confirm",
        "Confirm",
        "sign_in",
        commit=False,
        asked=Above((told, "Arbor")),
        words=("Arbor", told, "Password"),
    )
    return judge_press(press, action="cancel", commits=0).rule


@pytest.mark.parametrize("told", [*each_of(FOR_MORE), *each_of(ON_A_WAY_BACK)])
def test_a_password_that_agrees_to_more_is_neither_typed_nor_sent(told: str) -> None:
    assert judged("Arbor", told) == "changes"
    assert sent(told) != "none_against"


@pytest.mark.parametrize("told", each_of(FOR_MORE))
def test_nor_is_it_on_a_way_back(told: str) -> None:
    assert judged("Arbor", told, action="resume") == "changes"


BACK = [each for each in each_of(ON_A_WAY_BACK) if each.startswith("Enter your")]


@pytest.mark.parametrize("told", BACK)
def test_what_takes_a_plan_back_is_meant_there(told: str) -> None:
    assert judged("Arbor", told, action="resume") == "none_against"


@pytest.mark.parametrize("told", each_of(USUAL))
def test_a_password_at_a_usual_gate_is_typed_and_sent(told: str) -> None:
    assert judged("Arbor", told) == "none_against"
    assert sent(told) == "none_against"
