"""Inside a cancellation: where the run is tells what unknown words on two buttons mean."""

from datetime import date

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.state import read_state
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold
from browser_agent.rules.wishes import wish_of

GONE_IN = [step("click", "Cancel subscription")]


def inside(*items: str, **told: object) -> Case:
    return case(*items, **{"history": GONE_IN} | told)


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("I would rather not go on with my plan", "leave"),
        ("I would rather not end it", "stay"),
        ("Ich möchte meinen Vertrag nicht behalten", "leave"),
        ("Ich möchte nicht kündigen", "stay"),
        ("Je ne veux plus de cet abonnement", "leave"),
        ("Je ne désire pas résilier", "stay"),
        ("Ya no necesito mi plan", "leave"),
        ("No quiero anular mi plan", "stay"),
        ("Thank you, but I'm leaving", "leave"),
        ("Withdraw this request", "stay"),
        ("Antrag zurückziehen", "stay"),
        ("Keine Rabatte, beenden", "leave"),
        ("Proceed without discount", ""),
        ("Continue", ""),
    ],
)
def test_what_words_wish(words: str, wish: str) -> None:
    assert wish_of(fold(words)) == wish


def test_the_button_that_does_not_stay_is_the_way_on() -> None:
    told = ("# One moment!", "Your films would be sad.", "[Keep my plan]", "[Alright then]")

    assert choose(inside(*told)).target == "Alright then"
    assert choose(case(*told)).target != "Alright then"


def test_of_two_refusals_the_one_that_leaves_is_taken_and_then_sent() -> None:
    stays, leaves = "I do not wish to end my plan", "I do not wish to keep my plan"

    first = choose(inside("# Once more", f"(x) {stays}", f"( ) {leaves}", "[Off we go]"))
    past = [*GONE_IN, step("click", leaves, page="offer")]
    second = choose(
        inside("# Once more", f"( ) {stays}", f"(x) {leaves}", "[Off we go]", history=past)
    )

    assert (first.target, second.target) == (leaves, "Off we go")


def test_any_box_ticked_for_us_is_unticked_before_the_last_press() -> None:
    told = ("# Confirm", "Your plan ends on 3 January 2027.", "(x) Begin anew in spring")

    assert choose(inside(*told, "[End my plan]", "[Back]")).target == "Begin anew in spring"


def test_an_end_that_is_still_asked_about_is_no_state() -> None:
    told = ("# Confirm", "Your plan ends on 3 January 2027.", "[End it all now]", "[Keep my plan]")

    move = choose(inside(*told))

    assert (move.action, move.state) == ("click", "unknown")


def test_reasons_in_any_words_are_reasons() -> None:
    told = ("# Whodunnit?", "( ) The popcorn", "( ) My uncle", "( ) The moon", "[Ahead]", "[Stay]")

    assert choose(inside(*told)).page == "survey"
    done = [*GONE_IN, step("click", "My uncle", page="survey")]
    ticked = [item.replace("( ) My", "(x) My") for item in told]
    assert choose(inside(*ticked, history=done)).target == "Ahead"


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        (("Renews automatically Nope",), "cancelled"),
        (("Renouvellement tacite: non",), "cancelled"),
        (("Verlängert sich jeden Monat Aus", "Endet am 5. Januar 2027"), "cancelled"),
        (("Verlängert sich jeden Monat An",), "active"),
        (
            ("You've ended your plan.", "It works until 5 January 2027, then it's over."),
            "cancelled",
        ),
        (("A week for nothing, then it's $9.99 a month.",), "active"),
        (("Kein Abo ohne Eis!",), "unknown"),
        (("Du hast kein Abo",), "cancelled"),
        (("Plans like this can be cancelled by telephone.",), "unknown"),
        (("Your plan is cancelled once you open the link.",), "unknown"),
        (("Ihr Vertrag kann nur schriftlich gekündigt werden.",), "unknown"),
        (("Votre session a expiré.",), "unknown"),
    ],
)
def test_rows_slogans_and_ways_to_do_it(rows: tuple[str, ...], state: str) -> None:
    screen = case(*rows).screen

    assert read_state(screen, today=date(2026, 11, 21)).state == state


@pytest.mark.parametrize(
    ("on", "back"),
    [
        ("Not today, go on", "Half price, please"),
        ("Go on without a break", "Suspend my plan"),
        ("Sin pausa, dar de baja", "Pausar"),
        ("Ohne Rabatt weiter", "Rabatt nehmen"),
        ("Send this order", "Stop order"),
    ],
)
def test_the_last_clause_tells_where_a_button_leads(on: str, back: str) -> None:
    told = ("# One thing", f"[{back}]", f"[{on}]")

    assert choose(inside(*told)).target == on


def test_a_switch_turned_leads_in_as_a_button_does() -> None:
    turned = [step("click", "the switch: Renews every month")]
    told = ("# So?", "(x) Rest for 30 days", "( ) End it for good", "[Let us do it]")

    assert choose(inside(*told, history=turned)).target == "End it for good"
