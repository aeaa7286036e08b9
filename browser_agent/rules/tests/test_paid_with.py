"""Tabs called as the plan is, and buttons that change what is paid with."""

from dataclasses import replace

import pytest

from browser_agent.paid_with import changes_it
from browser_agent.policy import Press, judge_press
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.exploring import may_lead
from browser_agent.rules.pixels import Box
from browser_agent.rules.tests.test_first_sights import ACCOUNT
from browser_agent.rules.tests.vision_screens import case

TABS = ("My courses", "Profile", "Security", "Payment", "Invoices", "Premium")
HEAD = ("Languages", "Premium", "Help", "Sign out")


def in_rows(page: Case) -> Case:
    """The head of the site in one row, the tabs below it in another."""
    placed, seen = [], 0
    for control in page.screen.controls:
        words = control.text
        x, y = control.box.x0, control.box.y0 + 400
        if words in HEAD and seen < len(HEAD):
            x, y, seen = 700 + 100 * seen, 20, seen + 1
        elif words in TABS:
            x, y = 100 + 120 * TABS.index(words), 94
        placed.append(replace(control, box=Box(x, y, x + 9 * len(words), y + 18)))
    return Case(page.question, replace(page.screen, controls=tuple(placed)))


def test_the_tab_that_is_called_as_the_plan_is() -> None:
    """Not the link to the offers in the head of the site, and not "Payment"."""
    page = case(*(f"<{each}>" for each in (*HEAD, *TABS)), "# Courses", "Portuguese", **ACCOUNT)
    move = choose(in_rows(page))
    assert (move.action, move.target) == ("click", "Premium")
    assert move.y is not None
    assert move.y > 60


def test_the_link_in_the_head_alone_is_no_such_entry() -> None:
    page = case(*(f"<{each}>" for each in HEAD), "# Courses", "Portuguese", **ACCOUNT)
    assert choose(in_rows(page)).target != "Premium"


@pytest.mark.parametrize(
    "words",
    ["Update card", "Save payment method", "Change your card", "Add a new card",
     "Zahlungsart \u00e4ndern", "Kreditkarte speichern", "Mettre \u00e0 jour ma carte",
     "Modifier le moyen de paiement", "Actualizar la tarjeta", "Guardar m\u00e9todo de pago"],
)  # fmt: skip
def test_what_is_paid_with_is_not_changed_on_the_way_out(words: str) -> None:
    assert changes_it(words)
    press = Press(words, words, "account", commit=False)
    assert judge_press(press, action="cancel", commits=0).verdict == "deny"


@pytest.mark.parametrize("words", ["Payment method", "Update plan", "Payments", "Manage card"])
def test_a_way_to_look_at_it_is_none(words: str) -> None:
    assert not changes_it(words)


def test_the_button_below_a_field_that_waits_is_no_way_to_look_further() -> None:
    page = case(
        "# Profile", "|Nickname|", "[Refresh nickname]", "Groups", "[Reading list]", **ACCOUNT
    )
    found = {each.text: may_lead(page, each) for each in page.screen.controls}
    assert not found["Refresh nickname"]
    assert found["Reading list"]
