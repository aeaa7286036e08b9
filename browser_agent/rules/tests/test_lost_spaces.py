"""Words that begin within a name, entries of a menu, codes after the sign-in, lists over fields."""

import time
from dataclasses import replace

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field, apart
from browser_agent.rules.pixels import Box
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import Phrases
from browser_agent.rules.veil import _is_in_the_middle


@pytest.mark.parametrize(
    "words",
    ["leave papermoon", "leave python", "cancelar audio", "cancelar disney", "cancel subclass",
     "cancel dataclass plus", "cancelar mundo"],
)  # fmt: skip
def test_no_word_begins_within_a_name(words: str) -> None:
    """ "Leave Paperm|on" was leaving something on."""
    assert role_of(words) >= Role.CANCEL


@pytest.mark.parametrize("words", ["leave it on", "leave renewal on", "leave my plan as it is"])
def test_what_is_left_on_stays(words: str) -> None:
    assert role_of(words) is Role.STAY


def test_spaces_between_known_words_may_be_lost() -> None:
    phrases = Phrases(r"cancel my (?:\w+ ){0,2}plan")
    assert phrases.whole("cancelmyplan")
    assert phrases.whole("cancel my yearly plan")
    assert not phrases.whole("cancel my floorplan")


def test_counted_words_take_no_time() -> None:
    phrases = Phrases(r"to get (?:\w+ )*(?:offer|discount)")
    started = time.monotonic()
    assert not phrases(
        "enter your password to get access to all of your account details again " * 9
    )
    assert time.monotonic() - started < 0.5


def test_the_next_entry_of_a_menu_is_no_link_of_the_one_above() -> None:
    """ "Your plan", and "Details" below it."""
    page = case(
        "<Listen>", "<Library>", "<Your plan>", "<Details>", "<Log out>", "Late Train", **ACCOUNT
    )
    entries = tuple(
        replace(each, ink=replace(each.ink, underlined=False), listed=True)
        if each.ink.underlined
        else each
        for each in page.screen.controls
    )
    menu = Case(page.question, replace(page.screen, controls=entries))
    assert choose(menu).target == "Your plan"


GATE = ("<Sign out>", "# Grown-ups only", "We sent a six-digit code to p... @example.org.")


def test_a_code_that_was_sent_is_asked_for_when_signed_in() -> None:
    secrets = ["email", "password", "code"]
    move = choose(case(*GATE, "|Code|", "[Open]", **ACCOUNT | {"secrets": secrets}))
    assert (move.action, move.text_ref) == ("type", "code")
    assert choose(case(*GATE, "|Code|", "[Open]", **ACCOUNT)).page == "code"


def test_a_coupons_code_is_not_asked_for() -> None:
    move = choose(case("<Sign out>", "# Redeem a gift", "|Code|", "[Redeem]", **ACCOUNT))
    assert move.text_ref is None
    assert move.page != "code"


def drawn(top: int, bottom: int, label: str) -> Field:
    return Field(Box(187, top, 565, bottom), label, label, filled=True)


def test_the_last_entry_of_an_open_list_is_no_field() -> None:
    """It lies on the field below, of which the lower part still shows."""
    entry, below = drawn(321, 349, "No. 204-7718"), drawn(350, 383, "Choose...")
    assert apart([drawn(248, 291, "Choose..."), entry, below]) == [
        drawn(248, 291, "Choose..."),
        below,
    ]
    assert apart([drawn(248, 291, "a"), drawn(301, 340, "b")]) == [
        drawn(248, 291, "a"),
        drawn(301, 340, "b"),
    ]


def test_the_newsletter_at_the_foot_of_the_page_is_no_prompt() -> None:
    page = case(
        "# Restart your membership", "Plan: Standard", "$12.99 per month", "[Confirm restart]",
        "<Not now>", *("." for _ in range(8)), "<Privacy>", "<Terms>", "Get our newsletter",
        **ACCOUNT | {"goal": "resume", "plan": "Standard", "max_price": "12.99"},
    )  # fmt: skip
    assert choose(page).target == "Confirm restart"


def test_a_gate_right_behind_the_choice_of_profiles_is_opened() -> None:
    """No page of the account was seen yet; the way out of it, or the page that came after the
    password, shows that it is open."""
    past = [step("type", "password", page="sign_in", text_ref="password")]
    past.append(step("click", "Grown-ups", page="profile_picker"))
    told = {"history": past, "phase": "sign_in", "secrets": ["email", "password"]}
    gate = ("# Grown-ups only", "Please type your account password to go on.", "|Password|")
    move = choose(case("<Log out>", *gate, "[Let me in]", **ACCOUNT | told))
    assert (move.action, move.text_ref) == ("type", "password")
    past[-1] = step("click", "Grown-ups", page="home")
    move = choose(case(*gate, "[Open]", "<Shows>", "<Grown-ups>", **ACCOUNT | told))
    assert (move.action, move.text_ref) == ("type", "password")


@pytest.mark.parametrize(("top", "over"), [(0, False), (30, True)])
def test_the_column_of_a_site_made_for_a_phone_is_no_dialog(top: int, over: bool) -> None:
    box = Box(406, top, 866, top + 740)
    assert _is_in_the_middle(box, 1272, 809) is over


@pytest.mark.parametrize(
    ("words", "ends"),
    [("turn it off, moss can be sad", True), ("end it, see you", True), ("schalte es aus, moss ist "
      "traurig", True), ("turn it off, take me back", False), ("cancel it, keep my plan", False),
     ("stop it, i want to stay", False), ("turn it off, not now", False)],
)  # fmt: skip
def test_what_is_done_may_stand_before_what_comes_of_it(words: str, *, ends: bool) -> None:
    assert (role_of(words) >= Role.CANCEL) is ends


def test_a_large_letter_that_was_read_as_a_small_one_is_typed_large() -> None:
    asks = ("# Confirm cancellation", "Your plan stays active until 14 December 2026.")
    page = case(*asks, "Type cANCEL to confirm.", "||", "[Go back]", "[Cancel my plan]", **LEAVING)
    assert choose(page).text == "CANCEL"
    assert choose(case(*asks, "Type Cancel to confirm.", "||", "[Go back]", "[Cancel my plan]",
                       **LEAVING)).text == "Cancel"  # fmt: skip
