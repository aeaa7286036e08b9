"""Small ways that lead on, and those beside them that buy: cards, mail forms, rows, lists."""

from dataclasses import replace
from typing import Any

import pytest

from browser_agent.asking import Above, is_final
from browser_agent.cards import card_of, is_another_ones
from browser_agent.policy import Press, judge_press
from browser_agent.rules.account import restart_control
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box, Mark
from browser_agent.rules.places import LISTS_AN_END
from browser_agent.rules.switches import renewal_switch
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold
from browser_agent.rules.wishes import wish_of
from browser_agent.scope import orders_mails
from browser_agent.tests.test_belonging import line

BACK = ACCOUNT | {"goal": "resume", "plan": "Reader", "max_price": "6.49"}
OTHERS = ("# Change plan", "Reader yearly", "$64.00 / year", "[Choose]",
          "Collector", "$11.99 / month", "[Choose]")  # fmt: skip
CARDS = [
    line("Change plan", 98, 352),
    line("Reader yearly", 123, 429),
    line("Collector", 408, 429),
    line("$64.00 / year", 123, 466),
    line("$11.99 / month", 408, 466),
    line("Choose", 142, 512),
    line("Choose", 428, 512),
]
REQUESTS = ("# Contract requests", "Type of request", "Please choose")


def with_field(found: Case, box: Box, *, label: str = "", drops: bool = False) -> Case:
    field = Field(box, label, "", filled=drops, drops=drops)
    return Case(found.question, replace(found.screen, fields=(field,)))


def a_list(*below: str, holds: str = "Please choose", **told: Any) -> Case:
    rows = case(*REQUESTS[:2], holds, *below, **told)
    top = rows.screen.controls[2].box.y0
    entries = [
        replace(x, box=Box(x.box.x0, top + 36 * n, x.box.x1, top + 36 * n + 18))
        if n and x.face is None else x
        for n, x in enumerate(rows.screen.controls[2:])
    ]  # fmt: skip
    controls = (*rows.screen.controls[:2], *entries)
    shown = Case(rows.question, replace(rows.screen, controls=controls))
    return with_field(shown, Box(290, top - 10, 900, top + 28), drops=True)


@pytest.mark.parametrize("words", ["Subscribe", "S'abonner", "Suscribirse"])
def test_subscribe_beside_a_field_for_an_address_starts_no_plan(words: str) -> None:
    """It ordered a newsletter."""
    page = case("Moss & Bolt", "A robot inherits a garden.", f"[{words}]", **BACK)
    assert restart_control(page) is not None
    face = page.screen.controls[-1].face
    assert face is not None
    form = with_field(page, Box(20, face.y0, face.x0 - 14, face.y1), label="email address")
    assert choose(form).target != words
    press = Press(words, words, "account", commit=False, row=("Email address",))
    assert judge_press(press, action="resume", commits=0, price_max=6.49).rule == "mails"
    alone = replace(press, row=())
    assert judge_press(alone, action="resume", commits=0, price_max=6.49).allowed


def test_what_starts_again_orders_no_mails() -> None:
    assert orders_mails("Subscribe", ("[email]",))
    assert orders_mails("Jetzt abonnieren", ("Unser Newsletter",))
    assert not orders_mails("Restart", ("Email address",))
    assert not orders_mails("Subscribe", ("Your plan has ended.",))


def test_the_plan_that_runs_again_is_not_changed() -> None:
    """ "Choose" below "Reader yearly" was pressed after "Reader" had been restarted."""
    ended = ("Reader", "Cancelled. You can read until 28 November 2026.")
    assert choose(case(*ended, *OTHERS, **BACK)).target != "Choose"
    again = choose(case(*ended, "[Undo cancellation]", *OTHERS, **BACK))
    assert again.target == "Undo cancellation"


def test_the_card_of_a_bare_button_tells_which_plan_it_takes() -> None:
    year = card_of(CARDS, "Choose", 160, 520)
    assert set(year) == {"Change plan", "Reader yearly", "$64.00 / year"}
    month = card_of(CARDS, "Choose", 450, 520)
    assert "$11.99 / month" in month
    for card, limit in ((year, 6.49), (year, None), (month, 6.49)):
        press = Press("Choose", "Choose", "plans", commit=False, card=card)
        found = judge_press(press, action="resume", commits=0, plan="Reader", price_max=limit)
        assert found.rule == "other_plan"
    fits = Press("Choose", "Choose", "plans", commit=False, card=month)
    assert judge_press(fits, action="resume", commits=0, plan="Collector", price_max=11.99).allowed
    assert not is_another_ones(year, "Reader yearly", 64.0)
    assert is_another_ones(("Reader", "$5.33 a month, billed yearly"), "Reader", 6.49)
    assert not is_another_ones(("Reader", "$6.49 a month, or $64.00 a year"), "Reader", 6.49)
    assert card_of(CARDS, "Sign out", 160, 520) == ()


def test_the_card_of_another_restart_is_another_ones() -> None:
    lines = [line("Resume Reader", 143, 260), line("Resume as Collector", 746, 368),
             line("Print issue each month, $11.99", 123, 379)]  # fmt: skip
    assert is_another_ones(card_of(lines, "Resume as Collector", 780, 375), "Reader", 6.49)


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("Ohne Rabatt k\u00fcndigen", "leave"),
        ("Ohne den Rabatt k\u00fcndigen", "leave"),
        ("Without the discount, cancel", "leave"),
        ("Sin oferta cancelar", "leave"),
        ("Ohne zu k\u00fcndigen", "stay"),
        ("Ohne Abo zu k\u00fcndigen", "stay"),
        ("Nicht k\u00fcndigen", "stay"),
        ("Without cancelling", "stay"),
        ("Ohne K\u00fcndigung weiter", "stay"),
    ],
)
def test_what_one_goes_without_is_the_discount(words: str, wish: str) -> None:
    assert wish_of(fold(words)) == wish


def test_an_end_without_the_discount_is_pressed() -> None:
    asks = ("# 40 % Rabatt f\u00fcr drei Monate?", "Bleiben Sie f\u00fcr 7,20 \u20ac im Monat.",
            "[Rabatt sichern]", "[Ohne Rabatt k\u00fcndigen]")  # fmt: skip
    assert choose(case(*asks, **LEAVING)).target == "Ohne Rabatt k\u00fcndigen"


def test_the_words_before_a_switch_tell_what_it_turns() -> None:
    """The switch bore the name of its row, and was no one's."""

    def row(name: str, y: int) -> Case:
        shown = case(name, "Auto-renewal on", **ACCOUNT)
        named, told = shown.screen.controls
        mark = Mark(Box(1097, y - 14, 1149, y + 14), checked=True, is_round=False, is_switch=True)
        named = replace(named, mark=mark, box=Box(380, y - 9, 570, y + 9))
        told = replace(told, box=Box(963, y - 9, 1085, y + 9))
        return Case(shown.question, replace(shown.screen, controls=(named, told)))

    own, other = row("Arbor TV, yearly", 345), row("Arbor Pass manager", 230)
    found = renewal_switch(own, on=True)
    assert found is not None
    assert found.text == "Arbor TV, yearly"
    both = (*other.screen.controls, *own.screen.controls)
    found = renewal_switch(Case(own.question, replace(own.screen, controls=both)), on=True)
    assert found is not None
    assert found.text == "Arbor TV, yearly"
    twice = (*other.screen.controls, *row("Arbor Files", 345).screen.controls)
    assert renewal_switch(Case(own.question, replace(own.screen, controls=twice)), on=True) is None


@pytest.mark.parametrize(
    ("words", "lists"),
    [
        ("Freeze, move club, upgrade or end.", True),
        ("\u00c4ndern, pausieren oder k\u00fcndigen", True),
        ("Upgrade now, cancel anytime", False),
        ("Upgrade to Plus for $5. Cancel any time.", False),
    ],
)
def test_a_line_that_lists_an_end(words: str, *, lists: bool) -> None:
    assert LISTS_AN_END(fold(words)) is lists


def test_the_button_below_a_line_that_lists_the_end() -> None:
    tells = ("# Contract", "Renews on 1 February 2027", "freeze, move club, upgrade or end.",
             "[Open contract requests]")  # fmt: skip
    assert choose(case(*tells, **ACCOUNT)).target == "Open contract requests"


def test_of_a_list_of_requests_the_end_is_taken() -> None:
    opens = choose(a_list("[Continue]", **ACCOUNT))
    assert opens.target == "Please choose"
    told: dict[str, Any] = ACCOUNT | {"history": [step("click", "Please choose")]}
    entries = ("Freeze for two months", "Change home club", "End contract")
    assert choose(a_list(*entries, **told)).target == "End contract"
    assert choose(a_list("[Continue]", holds="End contract", **told)).target == "Continue"
    other = choose(a_list("[Continue]", holds="Freeze for two months", **told))
    assert other.target not in {"Continue", "Freeze for two months"}


def test_the_end_of_a_menu_before_a_title_is_no_box() -> None:
    shown = case("# Contract", "( ) End contract", "It ends on 31 January 2027.", **LEAVING)
    assert shown.marked
    mark = shown.marked[0].mark
    assert mark is not None
    assert not with_field(shown, Box(60, mark.box.y0 - 20, mark.box.x1, mark.box.y1 + 20)).marked


def test_a_notice_is_submitted_where_the_end_is_told() -> None:
    told = Above(("I understand that my contract ends on 31 January 2027",))
    assert is_final("Submit notice", told, "cancel")
    assert not is_final("Submit notice", Above(("Tell us about a broken machine",)), "cancel")
