"""Buttons that take the plan of their own card, and other first sights of small services."""

import pytest
from PIL import Image

from browser_agent.asking import Above
from browser_agent.named_cards import takes_its_plan
from browser_agent.policy import Press, judge_press
from browser_agent.rules.act import choose
from browser_agent.rules.gate_words import FOR_ADULTS
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.state import says_ends, says_renews
from browser_agent.rules.tests.test_first_sights import ACCOUNT
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold
from browser_agent.sayings import state_of
from browser_agent.tests.test_belonging import line
from browser_agent.underlined import apart
from kernel.ocr import TextLine

CARD = ("$14.99 a month, with two print issues.", "Collector Pass")
OWN = ("$7.99 a month. Renews on 11 December 2026.", "Wharf Pass")


@pytest.mark.parametrize("words", ["Go Collector", "Become a Collector", "Collector werden"])
def test_the_button_takes_the_plan_of_its_card(words: str) -> None:
    assert takes_its_plan(words, (*CARD, *OWN), "Arbor")
    asked = Above((), column=(*CARD, *OWN))
    press = Press(words, words, "account", commit=False, asked=asked, service="Arbor")
    assert judge_press(press, action="cancel", commits=0).rule == "change"
    history = [step("click", "Your pass", changed=False), step("scroll", "", changed=False)]
    page = case(
        "# Your pass", "Arbor Pass", OWN[0], "Collector Pass", CARD[0], f"[{words}]",
        **(ACCOUNT | {"history": history}),
    )  # fmt: skip
    assert choose(page).target != words


@pytest.mark.parametrize(
    ("words", "column", "service"),
    [("Edit Wharf Pass", OWN, "Arbor"), ("Manage Collector Pass", CARD, "Arbor"),
     ("Cancel Collector Pass", CARD, "Arbor"), ("Options", CARD, "Arbor"),
     ("Go Collector", ("Collector Pass",), "Arbor"), ("Go Collector", CARD, "Collector Pass")],
)  # fmt: skip
def test_what_looks_or_is_ours_takes_none(
    words: str, column: tuple[str, ...], service: str
) -> None:
    assert not takes_its_plan(words, column, service)


TERM = "Laufzeit bis 31.01.2027, danach Verl\u00e4ngerung um jeweils einen Monat."


def test_a_term_that_is_extended_afterwards_has_not_ended() -> None:
    assert says_renews(fold(TERM))
    assert not says_ends(fold(TERM))
    assert state_of([line(TERM, 300, 200)]) == "active"
    assert state_of([line("Laufzeit bis 31.01.2027", 300, 200)]) == "unknown"


@pytest.mark.parametrize(
    "words",
    ["I no longer want to be a member", "Ich m\u00f6chte kein Mitglied mehr sein",
     "Je ne souhaite plus \u00eatre abonn\u00e9", "Ya no quiero ser socio"],
)  # fmt: skip
def test_who_wants_to_be_no_member_leaves(words: str) -> None:
    assert role_of(fold(words)) >= Role.CANCEL


def test_a_gate_for_grown_ups_has_a_menu_below_it() -> None:
    assert FOR_ADULTS.whole(fold("For grown-ups only"))
    page = case(
        "# Tippitoe", "For grown-ups only", "Please enter your account password.", "|Password|",
        "[Open]", "Log out", **ACCOUNT,
    )  # fmt: skip
    assert choose(page).text_ref == "password"


def test_a_link_that_is_read_twice_is_no_part_of_the_one_before() -> None:
    both = TextLine("Mon compte Se d\u00e9connecter", 990, 20, 1219, 42, 0.9)
    last = TextLine("Se d\u00e9connecter", 1098, 20, 1216, 42, 0.9)
    found = apart(Image.new("RGB", (1280, 80), "white"), [both, last])
    assert [(each.text, each.x1) for each in found] == [("Mon compte", 1097), (last.text, 1216)]
