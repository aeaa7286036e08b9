"""What an auditor broke in the ways of test_fresh_ways.py, each with its input."""

import pytest

from browser_agent.asking import Above, is_final
from browser_agent.belonging import without_others
from browser_agent.labels import label_inside
from browser_agent.policy import Press, judge_press
from browser_agent.rules import explained, menus
from browser_agent.rules.act import choose
from browser_agent.rules.answer import _tells_a_day
from browser_agent.rules.case import Case
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING, at, page
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.wishes import wish_of
from browser_agent.siblings import Siblings
from browser_agent.tests.test_belonging import line


@pytest.mark.parametrize(
    "links", ["Arbor | Account", "Arbor \u00b7 Imprint \u00b7 Privacy", "Arbor - home"]
)
@pytest.mark.parametrize("top", [60, 700])
def test_links_of_a_header_or_a_footer_are_no_section_of_ours(links: str, top: int) -> None:
    """Else the only plan was dropped as another one's, for both readers."""
    lines = [line(links, 200, top), line("Cinema Pass", 200, 200)]
    lines += [line("Renews on 12 December 2026", 200, 222), line("Cancel membership", 200, 260)]
    assert without_others(lines, "Arbor", _tells_a_day) == lines


LABELS = ["Next payment", "Billing", "Total", "Since", "\u00daltimo pago", "N\u00e4chste Zahlung"]


@pytest.mark.parametrize("label", LABELS)
def test_a_label_with_its_day_is_no_other_subscription(label: str) -> None:
    rows = ["Arbor", "Premium, $9.99 per month", label, "12 December 2026", "Cancel subscription"]
    lines = [line(row, 200, 150 + 24 * place) for place, row in enumerate(rows)]
    listed = Siblings("Arbor")
    listed.learn(lines)
    assert not listed.has(lines, 255)
    assert listed.without(lines) == lines
    assert not listed.has([line(label, 200, 150, high=30), line("Cancel subscription", 200, 240)])


def test_the_plan_right_below_our_name_is_ours() -> None:
    rows = ["Arbor", "Kids and family", "Renews on 12 December 2026", "Cancel subscription"]
    lines = [line(row, 200, 150 + 24 * place) for place, row in enumerate(rows)]
    lines += [line("Arbor TV, $9.99 per month", 200, 400)]
    listed = Siblings("Arbor")
    listed.learn(lines)
    assert not listed.has([line("Kids and family", 200, 150, high=28)])


def test_what_was_bought_is_no_other_subscription() -> None:
    rows = ["Arbor", "$9.99 per month", "The Lost City", "$3.99", "Midnight Run", "$4.99"]
    listed = Siblings("Arbor")
    listed.learn([line(row, 200, 150 + 24 * place) for place, row in enumerate(rows)])
    assert not listed.has([line("Because you watched The Lost City", 200, 150)])


@pytest.mark.parametrize("name", ["Planet Sports", "Max Sports", "Passion Films", "Vegan Kitchen"])
def test_a_name_that_begins_like_a_kind_of_plan_is_another_one(name: str) -> None:
    lines = [line("Vega Premium", 270, 200), line("$15.99/month", 270, 224)]
    lines += [line(name, 270, 280), line("$11.99/month", 270, 304)]
    listed = Siblings("Vega Premium")
    listed.learn(lines)
    assert listed.has([line(name, 260, 150, high=28), line("Cancel subscription", 260, 300)])


@pytest.mark.parametrize("lower", [-1, 0, 1])
def test_cards_side_by_side_are_told_apart_by_their_column(lower: int) -> None:
    ours = [line("Vega Kids", 100, 200), line("$5.99/month", 100, 224)]
    ours += [line("Renews on 3 December 2026", 100, 248), line("Cancel Kids plan", 100, 290)]
    theirs = [line("Vega Stage", 600, 200 + lower), line("$7.99/month", 600, 224 + lower)]
    theirs += [line("Renews on 9 December 2026", 600, 248), line("Cancel plan", 600, 290)]
    listed = Siblings("Vega Kids")
    listed.learn([*ours, *theirs])
    assert set(ours) <= set(listed.without([*ours, *theirs]))
    assert theirs[0] not in listed.without([*ours, *theirs])


@pytest.mark.parametrize("words", ["Subscriptions", "Memberships", "Abos", "Suscripciones"])
def test_a_tab_of_the_account_is_the_customers_own(words: str) -> None:
    tabs = [at("My account", 100, 60, 34), at("Profile", 100, 122), at(words, 220, 122)]
    tabs += [at("Security", 420, 122), at("Your name", 100, 240)]
    shown = Case(case(**ACCOUNT).question, page(tabs))
    assert not menus.is_no_way(shown, next(x for x in shown.labels if x.text == words))


@pytest.mark.parametrize(
    ("told", "label", "wish"),
    [
        ("Select End to stop renewal; you keep access until 3 December.", "End", "leave"),
        ("Select End to stop renewal, and you keep access.", "End", "leave"),
        ("Choose End to keep your films until 3 December.", "End", ""),
        ("Please do not press Continue to cancel if you only want a change.", "Continue", ""),
        ("You don't need to press Cancel to stop the newsletter.", "Cancel", ""),
        ("Click Continue to cancel your add-on, or Back to keep it.", "Continue", ""),
        ("Choose Continue to cancel your plan, or Back to keep it.", "Continue", "leave"),
        ("Choose Continue to cancel your plan, or Back to keep it.", "Back", "stay"),
    ],
)
def test_only_what_a_sentence_says_of_this_button_counts(told: str, label: str, wish: str) -> None:
    shown = case("# Are you sure?", told, "[Back]", f"[{label}]", **LEAVING)
    control = next(each for each in shown.labels if each.text == label)
    assert explained.told(shown, control) == wish


def test_a_label_with_a_side_of_its_own_needs_no_explanation() -> None:
    told = "Select Cancel plan to stop renewal; you keep access until 3 December."
    assert (
        choose(case("# Leave?", told, "[Cancel plan]", "[Back]", **LEAVING)).target == "Cancel plan"
    )
    paused = "Choose Pause to stop your payments for a month, or End plan to cancel."
    move = choose(case("# Leave?", paused, "[Pause]", "[End plan]", **LEAVING))
    assert move.target == "End plan"


@pytest.mark.parametrize(
    "words",
    [
        "No, I can't live without films",
        "No, I don't want to be without films",
        "Non, impossible de rester sans s\u00e9ries",
        "No, quiero seguir sin cambios",
        "Nein, ich bleibe ohne \u00c4nderung",
    ],
)
def test_who_cannot_be_without_stays(words: str) -> None:
    assert wish_of(words.lower()) != "leave"
    rows = ("# Leave?", "All your films would be gone.", "[Cancel my plan]", f"[{words}]")
    assert choose(case(*rows, **LEAVING)).target == "Cancel my plan"


@pytest.mark.parametrize(
    ("words", "above"),
    [
        ("Turn off", ("Turn off email notifications?", "A mail a week.", "Turn off auto-renew?")),
        ("End", ("Switch to annual?", "End monthly plan?")),
    ],
)
def test_the_nearest_question_is_the_one_that_is_asked(words: str, above: tuple[str, ...]) -> None:
    assert not is_final(words, Above(above), "cancel")


def test_a_menu_ends_what_the_row_says_in_which_it_hangs() -> None:
    press = Press("Cancel", "Cancel", "account", commit=False, row=("Details", "Kids add-on"))
    assert judge_press(press, action="cancel", commits=0).rule == "other"


def test_a_link_after_a_year_and_a_stop_is_one_by_itself() -> None:
    """ "... ends on 5 December 2026. Go to Account": "ends" refused a restart."""
    told = line("Your membership is canceled and ends on 5 December 2026. Go to Account", 49, 95)
    assert label_inside([told], told.x1 - 30, 104) == "Go to Account"
    assert label_inside([told], told.x0 + 30, 104) == told.text


def test_off_all_the_same_under_an_offer_is_what_was_asked_for() -> None:
    above = (
        "Profiter de l'offre",
        "Restez et payez 5,99 \u20ac.",
        "D\u00e9sactiver le renouvellement ?",
    )
    assert is_final("D\u00e9sactiver quand m\u00eame", Above(above), "cancel")
    mails = ("Profitez-en.", "D\u00e9sactiver les notifications ?")
    assert not is_final("D\u00e9sactiver quand m\u00eame", Above(mails), "cancel")


def test_a_card_called_after_its_tier_is_no_other_subscription() -> None:
    """Beside a banner right under the site's name "Restart" was cut off with its card."""
    lines = [
        line("quillflix", 48, 25, high=28),
        line("Your membership ends on 5 December 2026.", 47, 94),
    ]
    lines += [line("Standard \u00b7 \u20ac12.99/month", 203, 275)]
    lines += [line("Your membership ends on 5 December 2026.", 203, 317), line("Restart", 230, 371)]
    assert without_others(lines, "Quillflix", _tells_a_day) == lines


def test_of_three_circles_the_one_that_turns_the_renewal_off() -> None:
    rows: tuple[str, ...] = (
        "# Don't lose your spot",
        "Who turns auto-renew off pays more next season.",
    )
    rows += (
        "(o) Keep auto-renew on and lock in $119.99",
        "(.) Switch to the Monthly Pass ($14.99)",
    )
    told = ACCOUNT | {"history": [step("click", "Manage auto-renew")]}
    assert choose(case(*rows, "(.) Turn auto-renew off", "[SAVE]", **told)).target == (
        "Turn auto-renew off"
    )
    assert is_final("SAVE", Above(()), "cancel", chosen=("Turn auto-renew off",))
    for chosen in ((), ("Keep auto-renew on at $119.99",), ("Turn notifications off",)):
        assert not is_final("SAVE", Above(()), "cancel", chosen=chosen)
