"""Pages of small services: clubs, papers, shops, and what stands beside the subscription there."""

from dataclasses import replace

import pytest

from browser_agent.fields import orders_mails
from browser_agent.labels import words_around
from browser_agent.policy import Press, judge_press
from browser_agent.policy_typing import judge_secret
from browser_agent.rules import mailing
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box, Ink
from browser_agent.rules.screen import Control
from browser_agent.rules.state import read_state
from browser_agent.rules.tests.vision_screens import PLAIN, case, step
from browser_agent.sayings import state_of
from kernel.ocr import TextLine

ENTERED = (
    step("click", "Sign in", page="sign_in"),
    step("type", "email", page="sign_in", text_ref="email"),
    step("type", "password", page="sign_in", text_ref="password"),
)


def with_form(page: Case, button: str, top: int = 600) -> Case:
    """The same page, with a field for an address and its button in one row."""
    within = Control("Email address", Box(112, top + 12, 198, top + 28), PLAIN)
    send = Control(
        button, Box(372, top + 12, 450, top + 28), PLAIN, face=Box(354, top, 468, top + 40)
    )
    field = Field(Box(100, top, 340, top + 40), "email address", "Email address", filled=True)
    screen = page.screen
    controls, fields = (*screen.controls, within, send), (*screen.fields, field)
    return Case(page.question, replace(screen, controls=controls, fields=fields))


@pytest.mark.parametrize("button", ["Subscribe", "Abonnieren", "S'abonner", "Suscribirme"])
def test_an_address_is_not_typed_where_it_orders_mails(button: str) -> None:
    move = choose(with_form(case("Classes for you", "<Membership>", history=ENTERED), button))
    assert (move.action, move.target) == ("click", "Membership")


def test_mails_told_above_the_field_or_below_the_notice_are_no_sign_in() -> None:
    for told in ("Get our newsletter", "\u00a9 2026 Asana Studio Inc."):
        page = with_form(case(told, "<Membership>", history=ENTERED), "Go", top=90)
        assert choose(page).action == "click"


def test_a_form_that_signs_in_keeps_its_field() -> None:
    page = case("# Sign in", "|Email|", "|Password|", "[Sign in]")
    assert mailing.without(page) is page
    move = choose(with_form(page, "Subscribe"))
    assert (move.text_ref, move.y) == ("email", page.screen.fields[0].point[1])


def test_subscribe_beside_an_address_starts_no_plan() -> None:
    page = case("Shelf", "<Plan>", goal="resume", plan="Reader", history=ENTERED)
    assert choose(with_form(page, "Subscribe")).target != "Subscribe"
    assert choose(case("Reader", "[Subscribe]", goal="resume")).target == "Subscribe"


def test_the_rail_gives_no_address_to_a_form_that_orders_mails() -> None:
    def line(text: str, x0: int, y0: int) -> TextLine:
        return TextLine(text, x0, y0, x0 + 8 * len(text), y0 + 18, 0.99)

    head, button = line("Subscribe", 700, 10), line("Subscribe", 372, 100)
    held = line("Email address", 112, 100)
    told = {
        "url": "https://vega.example/", "origins": ("vega.example",), "loopback": False,
        "page_words": ("Email",), "label": "Email address", "attempts": 0,
    }  # fmt: skip
    beside = words_around([head, held, button], 220, 109)
    assert beside == ("Subscribe",)
    assert judge_secret("email", **told, around=beside).rule == "mails"  # type: ignore[arg-type]
    above = words_around([line("Get our newsletter", 100, 40), held], 220, 109)
    assert judge_secret("email", **told, around=above).rule == "mails"  # type: ignore[arg-type]
    signs_in = words_around([line("Subscribe", 100, 40), line("Log in", 372, 100)], 220, 109)
    assert judge_secret("email", **told, around=signs_in).allowed  # type: ignore[arg-type]
    assert not orders_mails(("Log in to read our newsletter", "Email"))


def test_the_rail_presses_no_button_that_orders_mails() -> None:
    press = Press("Subscribe", "Subscribe", "account", commit=False, row=("Email address",))
    assert judge_press(press, action="resume", commits=0).rule == "mails"
    plan = Press("Subscribe", "Subscribe", "account", commit=False, row=("Reader",))
    assert judge_press(plan, action="resume", commits=0).allowed


FREE_PLAN = (
    "# Plan & storage", "Plus 200 GB", "Active", "Renews on 2 December 2026 for \u20ac2.99.",
    "<Cancel plan>", "# Other plans", "Max 2 TB", "\u20ac8.99 / month", "[Upgrade to Max]",
    "Free 10 GB", "\u20ac0", "Included when your plan ends",
)  # fmt: skip


def test_what_is_included_when_a_plan_ends_ends_none() -> None:
    page = case(*FREE_PLAN, goal="resume")
    assert read_state(page.screen, today=page.question.today).state == "active"
    lines = [
        TextLine(x.text, x.box.x0, x.box.y0, x.box.x1, x.box.y1, 0.99) for x in page.screen.controls
    ]
    assert state_of(lines) == "active"


def test_a_plan_that_runs_again_is_no_unpaid_order() -> None:
    resumed = step("click", "Resume plan", page="plans")
    move = choose(case(*FREE_PLAN, goal="resume", plan="Plus 200 GB", history=(resumed,)))
    assert (move.action, move.state) == ("done", "active")


def test_a_plan_that_runs_again_is_not_changed_for_one_that_begins_with_its_name() -> None:
    page = case(
        "# Plan", "Reader", "Active. Next payment on 28 November 2026: $6.49", "<Cancel plan>",
        "# Change plan", "Reader yearly", "$64.00 / year", "[Choose]", "Collector", "$11.99",
        "[Choose]", goal="resume", plan="Reader", max_price="6.49",
        history=(step("click", "Resume Reader", page="plans"),),
    )  # fmt: skip
    assert choose(page).action == "done"


def test_the_plans_own_link_goes_before_the_one_in_the_last_rows() -> None:
    page = case("# Weser Plus", "Aktiv, verl\u00e4ngert sich monatlich", "<Vertrag k\u00fcndigen>")
    dark = Ink((218, 218, 218), (38, 34, 30), underlined=False)
    notice = Control("\u00a9 2026 Weser Medien", Box(97, 650, 251, 668), dark)
    law = Control("Vertr\u00e4ge hier k\u00fcndigen", Box(366, 650, 497, 668), dark)
    help_ = Control("Hilfe & Kontakt", Box(266, 650, 351, 668), dark)
    below = replace(page.screen, controls=(*page.screen.controls, notice, help_, law))
    assert choose(Case(page.question, below)).target == "Vertrag k\u00fcndigen"
    # Both pressed before, on pages where they stood elsewhere: still no talk with an assistant.
    been = [step("click", each.text, x=300, y=300, changed=True) for each in (help_, law)]
    asked = replace(page.question, history=case(history=been).question.history)
    assert not Case(asked, below).is_talk
    assert choose(Case(asked, below)).target == "Vertrag k\u00fcndigen"
