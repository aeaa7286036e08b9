"""Rows with a switch between its name and its state, links at the end of a line, and saves."""

from dataclasses import replace

from browser_agent.rules import act
from browser_agent.rules.case import Case
from browser_agent.rules.lists import is_there
from browser_agent.rules.pixels import Box, Mark
from browser_agent.rules.spans import parted
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold
from browser_agent.rules.wishes import wish_of
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


def test_a_switch_in_the_other_column_of_a_table_is_the_rows() -> None:
    page = switched(on=True)
    plan, name, state, button = page.screen.controls
    assert state.mark is not None
    far = replace(state, box=Box(776, state.box.y0, 847, state.box.y1))
    mark = replace(state.mark, box=Box(852, state.box.y0 - 4, 904, state.box.y1 + 4))
    controls = (plan, name, replace(far, mark=mark), button)
    table = replace(page, screen=replace(page.screen, controls=controls))
    assert act.choose(table).target == "the switch: On"
    other = replace(name, text="Downloads")
    elsewhere = replace(page, screen=replace(page.screen, controls=(plan, other, far, button)))
    assert act.choose(elsewhere).target != "the switch: On"


def test_to_leave_it_as_it_is_is_to_stay() -> None:
    assert wish_of(fold("Do not cancel - leave my Arbor Plus as it is")) == "stay"
    page = case(
        "Tell us what you would like to happen on 9 December.",
        "(o) Do not cancel - leave my Arbor Plus as it is",
        "(.) Do not renew Plus, switch me to Arbor Mini for £9.99 / month",
        "(.) Do not renew - I no longer want Arbor Plus",
        "[Confirm choice]",
        history=[step("click", "Turn off renewal")],
    )
    assert act.choose(page).target == "Do not renew - I no longer want Arbor Plus"


def test_the_approved_plan_is_kept_where_a_dearer_one_is_offered() -> None:
    page = case(
        "Go Premium for 29.99 € a month?",
        "[Yes, with Premium]",
        "<Continue with Comfort for 19.99 € a month>",
        goal="resume",
        plan="Comfort",
        max_price="19.99",
        history=[step("click", "Resume membership")],
    )
    screen = replace(page.screen, dialog=Box(200, 20, 1000, 500))
    move = act.choose(replace(page, screen=screen))
    assert (move.target, move.commit) == ("Continue with Comfort for 19.99 € a month", True)
