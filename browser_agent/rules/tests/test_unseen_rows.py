"""Rows, links and dialogs of account pages: what sets of unseen sites had that no rule knew."""

from dataclasses import replace

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box
from browser_agent.rules.tests.test_first_sights import ACCOUNT
from browser_agent.rules.tests.vision_screens import case

ACCOUNT_PAGE = ACCOUNT | {"page": "account", "can_scroll": False}


def moved(shown: Case, words: str, *, right: int = 0, down: int = 0) -> Case:
    """The same page, with these words, and the sentence that they are, somewhere else."""

    def at(box: Box) -> Box:
        return Box(box.x0 + right, box.y0 + down, box.x1 + right, box.y1 + down)

    controls = tuple(
        replace(each, box=at(each.box)) if each.text == words else each
        for each in shown.screen.controls
    )
    sentences = tuple(
        replace(each, box=at(each.box)) if each.text == words else each
        for each in shown.screen.sentences
    )
    return Case(shown.question, replace(shown.screen, controls=controls, sentences=sentences))


@pytest.mark.parametrize(
    ("below", "opened"),
    [(("Monthly, \u20ac13.99",), True), (("Four profiles",), False)],
)
def test_the_only_row_of_the_brand_above_a_price_is_opened(
    below: tuple[str, ...], opened: bool
) -> None:
    rows = ("# Account", "Plan", "Arbor Premium", *below, "Password", "Parental controls")
    shown = case(*rows, **ACCOUNT_PAGE | {"service": "Arbor Kids"})
    move = choose(moved(shown, below[0], down=-18))
    assert (move.target == "Arbor Premium") is opened


@pytest.mark.parametrize(
    ("row", "link", "pressed"),
    [
        ("Auto-renewal On \u2014 renews 9 December 2026 Change", "Change", True),
        ("Automatische Verl\u00e4ngerung Aktiv, am 9. Dezember 2026 \u00c4ndern", "\u00c4ndern", True),
        ("Premium plan renews 9 December 2026 Change", "Change", False),
    ],
)
def test_the_link_in_the_row_of_the_renewal_leads_to_its_switch(
    row: str, link: str, pressed: bool
) -> None:
    shown = case("# Your plan", "Arbor TV Premium", row, f"<{link}>", **ACCOUNT_PAGE)
    line = next(each for each in shown.screen.sentences if each.text == row)
    words = moved(shown, link, right=line.box.x1 - 300 - 9 * len(link), down=-44).screen.controls
    controls = tuple(each for each in words if each.text != row)
    found = Case(shown.question, replace(shown.screen, controls=controls))
    assert (choose(found).target == link) is pressed
