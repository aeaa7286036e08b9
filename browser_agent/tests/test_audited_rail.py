"""What the rail sees and refuses by itself, whatever the rules made of the page."""

import pytest

from browser_agent.contract import ActionName
from browser_agent.policy import Press, judge_press
from browser_agent.rules.tests.test_audited_switches import drawn
from browser_agent.widgets import Widgets

MAILS, PACK = "Send me offers by e-mail", "Add the sports pack for $4.00"
MONTHLY = f"{PACK} a month"


@pytest.mark.parametrize("gap", [60, None])
@pytest.mark.parametrize(
    ("goal", "label", "page", "words", "rule"),
    [
        ("cancel", "Continue", "confirm", MAILS, "preselected"),
        ("cancel", "Continue", "cancel", MAILS, "preselected"),
        ("cancel", "Confirm cancellation", "confirm", PACK, "preselected"),
        ("resume", "Restart membership", "checkout", MONTHLY, "paid_extra"),
        ("resume", "Restart membership", "checkout", MAILS, "preselected"),
    ],
)
def test_a_ticked_box_is_sent_along_though_an_arrow_ends_its_row(
    goal: ActionName, label: str, page: str, words: str, rule: str, gap: int | None
) -> None:
    picture, lines = drawn(words, ticked=True, gap=gap)
    final = page != "cancel"
    chosen = Widgets(picture, lines).sent_with(label, goal, commits=final)
    assert chosen == (words,)
    said = tuple(line.text for line in lines)
    press = Press(label, label, page, commit=final, words=said, chosen=chosen)
    plan, most = ("Standard", 20.0) if goal == "resume" else (None, None)
    assert judge_press(press, action=goal, commits=0, plan=plan, price_max=most).rule == rule


@pytest.mark.parametrize("words", ["Manage subscription", "Magazine"])
def test_whatever_looks_like_a_ticked_box_is_one_to_the_rail(words: str) -> None:
    assert Widgets(*drawn("Manage subscription", words, ticked=True)).chosen()[-1] == words


def test_an_empty_box_before_the_name_of_a_way_is_one_to_the_rail() -> None:
    widgets = Widgets(*drawn("Manage subscription", ticked=False))
    assert widgets.is_mark(278, 208)
