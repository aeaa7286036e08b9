"""What an auditor found in guests, circles, boxes and cards: each with the input that showed it."""

import pytest

from browser_agent import plan_names
from browser_agent.house import House
from browser_agent.policy import Press, judge_press
from browser_agent.rules import next_pages, resuming
from browser_agent.rules.act import choose
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING
from browser_agent.rules.tests.test_several import learnt
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold
from browser_agent.sayings import state_of
from browser_agent.scope import adds_more, asks_which, wants_mails
from browser_agent.sections import without_parts
from browser_agent.tests.test_belonging import line

PAYING = ACCOUNT | {"goal": "resume", "plan": "Standard", "max_price": "9.99"}


@pytest.mark.parametrize(("name", "top"), [("Corvid Cloud", 228), ("Vidora", 244)])
def test_a_neighbour_is_no_description_of_a_card_without_a_price(name: str, top: int) -> None:
    lines = [line("Arbor TV", 200, 180), line("Active", 200, 204), line(name, 200, top)]
    lines += [line("Cancelled, ends on 5 May 2027", 200, top + 24)]
    lines += [line("4.99 EUR / month", 200, top + 48), line("Manage", 1000, top)]
    listed = learnt("Arbor TV", lines)
    assert listed.names == [name.lower()]
    assert state_of(listed.without(lines)) == "active"
    assert listed.has(lines, top + 9, 1000)


@pytest.mark.parametrize(
    "words",
    ["Beide Vertr\u00e4ge k\u00fcndigen", "Alle anderen Vertr\u00e4ge k\u00fcndigen",
     "Yes, cancel subscriptions", "Cancel subscriptions", "Ihre Vertr\u00e4ge k\u00fcndigen"],
)  # fmt: skip
@pytest.mark.parametrize("page", ["account", "confirm"])
def test_several_contracts_are_not_ended_from_the_page_of_another(words: str, page: str) -> None:
    assert not asks_which(words)
    press = Press(words, words, page, commit=False, elsewhere=True)
    assert not judge_press(press, action="cancel", commits=0).allowed


@pytest.mark.parametrize(
    ("service", "heads"),
    [("Arbor TV", ["Explore"]), ("Netflix", ["NETFLlX"]), ("Netflix", ["NETFL1X"]),
     ("Arbor TV", ["ARB0R"]), ("Sky", ["sky", "Premieres"]), ("Max", ["max", "Collections"]),
     ("Arbor TV", ["My account"])],
)  # fmt: skip
def test_at_home_nobody_is_a_guest(service: str, heads: list[str]) -> None:
    home = House(service)
    for number in range(6):
        top = [line(head, 40 + 200 * place, 30) for place, head in enumerate(heads)]
        home.learn([*top, line(f"Page {number}", 300, 300)])
    assert home.brand is None


def test_the_title_of_one_page_is_no_house() -> None:
    """Pages without any style begin with their title, and a run may stay on one of them."""
    home = House("Arbor TV")
    for _ in range(9):
        home.learn([line("Your membership", 40, 30), line("Cancel membership", 40, 260)])
    assert home.brand is None


def test_a_sign_in_that_names_it_is_its_own() -> None:
    home = House("Arbor TV")
    home.learn([line("Vidora Group", 40, 30), line("Sign in to Arbor", 300, 200),
                line("Password", 300, 260)])  # fmt: skip
    for number in range(6):
        home.learn([line("Vidora Group", 40, 30), line(f"Page {number}", 300, 300)])
    assert home.brand is None


@pytest.mark.parametrize(
    "row", ["Channel Paramount+ 5.99 $/month", "Canal Paramount+ 5,99 \u20ac/mes"]
)
def test_a_name_that_ends_in_a_plus_adds_nothing(row: str) -> None:
    lines = [line("Arbor TV", 40, 30), line(row, 100, 200), line("Cancel", 700, 200)]
    assert learnt("Arbor TV", lines).has(lines, 209, 700)


@pytest.mark.parametrize(
    "words",
    ["I agree to keep Arbor Basic", "I agree to switch to Arbor Basic", "I agree to pause instead"],
)
def test_agreeing_to_another_thing_is_no_condition(words: str) -> None:
    for mark in ("(.)", "( )"):
        move = choose(
            case("# Confirm cancellation", f"{mark} {words}", "[Confirm cancellation]", **LEAVING)
        )
        assert move.target == "Confirm cancellation"


@pytest.mark.parametrize(
    "words",
    ["I'm happy with 50% off", "I'm ok with the discount", "I'm happy with this offer",
     "I'm happy with my membership", "I'm fine with my plan", "I'm happy with Arbor"],
)  # fmt: skip
def test_being_happy_with_it_declines_nothing(words: str) -> None:
    assert role_of(fold(words)) <= Role.NONE


@pytest.mark.parametrize(
    "words",
    ["Your subscription was active", "Your subscription becomes active",
     "Abonnement bient\u00f4t actif", "Abonnement plus actif", "Mitgliedschaft nie aktiv",
     "Keep your subscription always active"],
)  # fmt: skip
def test_what_was_or_will_be_active_is_not(words: str) -> None:
    assert state_of([line(words, 100, 200)]) != "active"


def test_mails_that_are_lost_and_terms_are_conditions() -> None:
    lost = "I understand that I will no longer receive emails and offers"
    move = choose(
        case("# Confirm cancellation", f"( ) {lost}", "[Confirm cancellation]", **LEAVING)
    )
    assert move.target == lost
    assert not wants_mails(
        "I accept the Terms of Use, Privacy Policy and consent to receive emails"
    )
    assert not wants_mails("I agree to receive renewal reminders by email")
    assert wants_mails("I agree to receive offers by e-mail")


@pytest.mark.parametrize("circle", ["Pay with wallet ($5.00 left)", "Paper bill ($1.00)"])
def test_what_a_way_to_pay_tells_is_not_what_is_due(circle: str) -> None:
    rows = ("# Confirm your order", "Standard plan", "$19.99 per month", f"(o) {circle}",
            "(.) Pay by card", "[Confirm and pay]")  # fmt: skip
    history = [step("click", "Restart", page="account")]
    assert str(resuming._price(case(*rows, **PAYING, history=history))) == "19.99"


@pytest.mark.parametrize(
    ("words", "plan", "is_it"),
    [("Standard with ads - $4.99", "Standard", False), ("Standard - $8.99", "Standard", True),
     ("Standard - yearly $99.00", "Standard monthly", False),
     ("Standard - monthly $8.99", "Standard monthly", True),
     ("Arbor Standard plan \u00b7 $8.99", "Standard", False)],
)  # fmt: skip
def test_whether_a_circle_is_the_plan(words: str, plan: str, *, is_it: bool) -> None:
    assert plan_names.is_it(words, plan) is is_it


def test_circles_that_pay_and_remind_are_no_plans() -> None:
    assert plan_names.is_payment("Visa ending 5521")
    assert plan_names.is_payment("Remind me before Standard renews")
    assert not plan_names.is_payment("Standard - $8.99")


@pytest.mark.parametrize(
    "words", ["V\u00e9rifier et payer", "Revisar y pagar", "Jetzt kaufen und pr\u00fcfen"]
)
def test_what_pays_is_not_the_next_page(words: str) -> None:
    assert not next_pages.NEXT.whole(fold(words))


@pytest.mark.parametrize(
    "words",
    [
        "Auch online k\u00fcndigen",
        "Also cancel my subscription",
        "R\u00e9silier \u00e9galement en ligne",
    ],
)
def test_also_is_refused_beside_a_box_alone(words: str) -> None:
    press = Press(words, words, "account", commit=False)
    assert judge_press(press, action="cancel", commits=0).allowed


@pytest.mark.parametrize("words", ["Ending your membe...", "Cancelling your plan, what ..."])
def test_a_label_that_is_cut_off_is_not_at_work(words: str) -> None:
    shown = case("# Cancel?", f"[{words}]", "[Yes, cancel]", **LEAVING)
    assert choose(shown).action == "click"


def test_a_plan_without_extras_is_no_extra() -> None:
    assert adds_more("Add StarBox for $10.99/month")
    assert not adds_more("Standard - $9.99 a month, no extra fees")
    assert not adds_more("I agree to be charged $9.99 monthly plus any add-ons")


def test_the_channels_of_ours_bear_its_name_and_are_none_of_it() -> None:
    """ "Formule Kanalo" had ended, and the days of "Kanalo Sport" below it hid that."""
    lines = [line("KANALO", 40, 30), line("Formule Kanalo", 146, 210, high=20)]
    lines += [line("R\u00e9sili\u00e9 \u2013 acc\u00e8s jusqu'au 10 d\u00e9cembre 2026", 146, 260)]
    lines += [line("Mes cha\u00eenes en option", 116, 410, high=24)]
    for place, name in enumerate(("Kanalo Sport", "Kanalo Cin\u00e9")):
        lines.append(line(name, 136 + 336 * place, 540, high=18))
        lines.append(
            line(
                "14,99 \u20ac / mois - prochain pr\u00e9l\u00e8vement le 11", 136 + 336 * place, 580
            )
        )
    kept = [each.text for each in without_parts(lines, "kanalo")]
    assert kept[-1] == "Mes cha\u00eenes en option"
    assert len(without_parts(lines, "kanalo cine")) == len(lines)  # it is sold there itself
