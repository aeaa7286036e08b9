"""Rows with a switch between its name and its state, links at the end of a line, and saves."""

from dataclasses import replace

from browser_agent.rules import act
from browser_agent.rules.case import Case
from browser_agent.rules.lists import is_there
from browser_agent.rules.pixels import Box, Mark
from browser_agent.rules.spans import parted
from browser_agent.rules.tests.vision_screens import case, step
from kernel.ocr import TextLine

LINE = TextLine("Renewal: On · next charge 14 December 2026 Manage", 374, 253, 955, 273, 0.99)


def test_a_link_at_the_end_of_a_part_makes_no_links_of_the_parts() -> None:
    assert parted(LINE, (886, 952)) == []
    whole = TextLine("Help · Terms · Privacy", 100, 20, 300, 38, 0.99)
    assert len(parted(whole, (100, 140))) == 3


def switched(*, on: bool) -> Case:
    """ "Auto-renewal", the switch, and "On": the switch is read as that of the word behind it."""
    page = case("Classic member · 29.00 a year", "Auto-renewal", "[Become VIP]")
    name = page.screen.controls[1]
    state = replace(
        name,
        text="On" if on else "Off",
        box=Box(600, name.box.y0, 640, name.box.y1),
        mark=Mark(
            Box(540, name.box.y0 - 4, 592, name.box.y1 + 4), on, is_round=False, is_switch=True
        ),
    )
    near = replace(name, box=Box(310, name.box.y0, 520, name.box.y1))
    controls = (page.screen.controls[0], near, state, page.screen.controls[2])
    return replace(page, screen=replace(page.screen, controls=controls))


def test_a_switch_between_its_name_and_its_state_is_turned() -> None:
    assert act.choose(switched(on=True)).target == "the switch: On"
    assert act.choose(switched(on=False)).target != "the switch: Off"


def test_settings_are_not_saved_to_find_a_way() -> None:
    """The page of notifications was saved: its button spoke of settings."""
    page = case(
        "# Mitteilungen",
        "( ) Wöchentlicher Newsletter",
        "[Einstellungen speichern]",
        history=[step("click", "Mitteilungen"), step("scroll"), step("scroll", changed=False)],
    )
    assert act.choose(page).target != "Einstellungen speichern"


def test_a_plan_to_choose_is_no_list() -> None:
    page = case(
        "Formule Solo · 6,90 € par mois", "Formule Famille · 9,90 € par mois", "[Choisir Famille]"
    )
    assert not is_there(page)


def test_where_words_did_nothing_their_arrow_is_pressed() -> None:
    page = ("# Meine Mitgliedschaft", "<Mitgliedschaft verwalten▼>", "Nächste Zahlung 8,99 €")
    first = act.choose(case(*page))
    in_vain = step("click", first.target, changed=False)
    again = act.choose(case(*page, history=[in_vain]))
    assert again.target == first.target == "Mitgliedschaft verwalten▼"
    assert (again.x or 0) > (first.x or 0) + 50
