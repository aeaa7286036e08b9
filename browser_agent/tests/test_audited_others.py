"""What an audit of the words and places of other products, of ends gone by and of boxes found."""

from dataclasses import replace
from datetime import date

import pytest

from browser_agent.asking import Above, is_final
from browser_agent.belonging import without_others
from browser_agent.notices import is_beside_notices
from browser_agent.policy import Press, judge_press
from browser_agent.rules.conditions import without_later
from browser_agent.rules.state import says_renews
from browser_agent.rules.text import fold
from browser_agent.sayings import ended_before, state_of, tells_a_day
from browser_agent.siblings import Siblings
from kernel.ocr import TextLine

TODAY = date(2026, 11, 22)


def line(text: str, y: int, x: int = 100, *, high: int = 18) -> TextLine:
    return TextLine(text, x, y, x + 8 * len(text), y + high, 0.98)


@pytest.mark.parametrize(
    ("longer", "ended"),
    [
        ("Arbor Premium", "Cancelled on 3 May 2025"),
        ("Arbor Annual plan", "Plan ended 1 November 2026"),
        ("Arbor Explorer", "Cancelled on 3 May 2025"),
    ],
)
def test_an_old_contract_hides_no_plan_that_runs(longer: str, ended: str) -> None:
    page = [
        line("Your subscriptions", 150),
        line(longer, 200),
        line("Renews on 9 December 2026", 226),
        line("Arbor", 340),
        line(ended, 366),
    ]
    assert state_of(without_others(page, "Arbor", tells_a_day)) != "cancelled"


def test_an_offer_to_renew_early_does_not_tell_that_the_renewal_is_off() -> None:
    assert says_renews(fold("Renew your plan"))
    assert not says_renews(fold("Turn auto-renewal on"))


def listed(*lines: TextLine, service: str = "Arbor") -> Siblings:
    found = Siblings(service)
    found.learn(lines)
    return found


def test_the_lines_of_ones_own_card_are_no_other_contracts() -> None:
    card = (
        line("Your subscription", 160, high=24),
        line("Arbor Premium", 200),
        line("Renews on 9 December 2026", 228),
        line("Manage", 260),
    )
    page = [line("Cancel your Arbor membership?", 200), line("Renews on 9 December 2026", 240)]
    assert not listed(*card).has([*page, line("Cancel membership", 300)])
    page = [line("Renews on 9 December 2026", 240), line("Cancel membership", 300)]
    assert not listed(*card).has(page)


@pytest.mark.parametrize("words", ["Arbor Support", "Arbor Originals", "Arbor Max 4K", "Arbor TV"])
def test_pages_and_tiers_of_the_site_are_no_other_products(words: str) -> None:
    page = (line("Arbor", 200), line("Premium plan", 225), line(words, 500))
    sold = line("$12.99 a month, subscription", 524)
    assert not listed(*page, sold).has([line("Confirm cancellation", 300), line(words, 700)])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Enjoy Arbor in Ultra HD with no ads on all of your devices at home and on the road",
            "Your plan renews on 9 December 2026",
        ),
        (
            "Downloads werden nicht auf dein Datenvolumen angerechnet, wenn du zu Hause bist",
            "Dein Abo verl\u00e4ngert sich am 9. Dezember 2026",
        ),
    ],
)
def test_a_long_slogan_above_what_renews_denies_nothing(first: str, second: str) -> None:
    assert state_of([line(first, 200), line(second, 222)]) == "active"


@pytest.mark.parametrize("above", ["Kundenkonto l\u00f6schen?", "Chat beenden?"])
def test_for_good_may_be_said_of_an_account_or_a_talk(above: str) -> None:
    assert not is_final("Endg\u00fcltig beenden", Above((above,)), "cancel")


def test_a_value_with_a_button_beside_it_is_a_value() -> None:
    rows = [line("Auto-renewal", 200), line("On", 230), line("Change", 230, 400)]
    assert state_of([*rows, line("Restart", 400)]) != "cancelled"


def test_one_notice_in_a_menu_makes_no_last_row() -> None:
    rows = [line("Privacy", 300, 50), line("Cancel membership", 300, 400)]
    assert not is_beside_notices(309, rows)
    assert state_of(rows) == "active"


@pytest.mark.parametrize(
    "words", ["Sigue viendo Arbor hasta en 4 pantallas", "Est\u00e1s viendo 3 de hasta 5 perfiles"]
)
def test_up_to_so_many_screens_is_no_end(words: str) -> None:
    assert state_of([line(words, 200)]) != "cancelled"


@pytest.mark.parametrize(
    "words",
    [
        "Du hast am 2. November 2026 Arbor abonniert.",
        "Am 2. November 2026 nicht gek\u00fcndigt",
        "Not cancelled on 2 November 2026",
        "Your Boost add-on was cancelled on 2 November 2026.",
    ],
)
def test_not_every_day_gone_by_is_one_of_an_end(words: str) -> None:
    assert not ended_before([line(words, 200)], TODAY)


def test_what_costs_is_not_sent_with_the_last_press() -> None:
    press = Press("Cancel plan", "Cancel plan", "confirm", commit=True)
    assert judge_press(press, action="cancel", commits=0).allowed
    costs = replace(press, chosen=("Add Boost for $2.99",))
    assert judge_press(costs, action="cancel", commits=0).rule == "preselected"
    both = Press("Upgrade or cancel", "Upgrade or cancel", "confirm", commit=True)
    assert judge_press(both, action="cancel", commits=0).rule == "change"


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("My price may not be there if I come back", "my price may not be there "),
        ("If you tick this, we pause your plan instead", None),
        ("Wenn Sie zustimmen, erhalten Sie unseren Newsletter", None),
    ],
)
def test_only_a_later_return_is_left_out_of_a_condition(words: str, left: str | None) -> None:
    said = fold(words)
    assert without_later(said) == (said if left is None else left)
