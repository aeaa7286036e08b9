"""What an auditor broke in the rules that came of the first sights."""

from datetime import date

import pytest

from browser_agent.asking import Above, is_final
from browser_agent.rules.act import choose
from browser_agent.rules.places import page_of
from browser_agent.rules.roles import Role, meaning
from browser_agent.rules.state import read_state
from browser_agent.rules.tests.test_first_sights import ACCOUNT, at, open_list, page
from browser_agent.rules.tests.test_general_talk import lines
from browser_agent.rules.tests.vision_screens import case
from browser_agent.sayings import state_of

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "told",
    [
        (
            "Your plan ended on 3 March 2026.",
            "Can I cancel?",
            "Your plan renews automatically on December 4, 2026.",
        ),
        (
            "Your subscription has been cancelled.",
            "How can I keep watching?",
            "Your plan renews on December 4, 2026.",
        ),
        (
            "Your pause has been cancelled.",
            "When will I be billed?",
            "Your plan renews on December 4, 2026 for $9.99.",
        ),
    ],
)
def test_what_renews_speaks_against_an_end_below_a_question_too(told: tuple[str, ...]) -> None:
    shown = case("# Account", *told, **ACCOUNT)
    assert read_state(shown.screen, today=TODAY).state != "cancelled"
    assert choose(shown).action != "done"
    assert state_of(lines(("Account", 40, 32), *((each, 14, 18) for each in told))) != "cancelled"


@pytest.mark.parametrize("title", ["Need help?", "Help", "Support", "Besoin d'aide ?"])
def test_an_account_page_with_help_at_its_end_is_an_account_page(title: str) -> None:
    told = "Your plan is cancelled and ends on December 4, 2026."
    shown = case("# Account", told, f"# {title}", "Contact us", **ACCOUNT)
    assert choose(shown).action == "done"
    assert page_of(shown) == "account"
    read = lines(("Account", 40, 32), (told, 30, 18), (title, 60, 30), ("Contact us", 20, 18))
    assert state_of(read) == "cancelled"


def test_payments_of_the_past_are_no_prices_to_choose_from() -> None:
    past = [f"Standard $9.99 paid 1 {month} 2026" for month in ("Sep", "Oct", "Nov")]
    shown = case("# Billing", *past, "Payment method", "<Cancel subscription>", **ACCOUNT)
    assert page_of(shown) == "account"


def test_a_day_that_ends_it_is_no_day_of_asking() -> None:
    told = "Ihr Abo ist gek\u00fcndigt zum 30. September 2027."
    shown = case("# Konto", told, "Arbor Music l\u00e4uft bis 5. Januar 2028", **ACCOUNT)
    assert read_state(shown.screen, today=TODAY).on == date(2027, 9, 30)


@pytest.mark.parametrize(
    "entries",
    [
        ("Bitte w\u00e4hlen", "4711 Arbor Basic", "Arbor Music"),
        ("Arbor Music",),
        ("Bitte w\u00e4hlen", "Arbor Music"),
    ],
)
def test_another_product_of_the_house_is_not_the_contract(entries: tuple[str, ...]) -> None:
    assert choose(open_list(*entries)).error_code == "stuck"


def test_a_contract_whose_entry_begins_with_its_number_is_found() -> None:
    entries = ("Bitte w\u00e4hlen", "4711 Arbor TV Basic", "Arbor Music")
    assert choose(open_list(*entries)).target == "4711 Arbor TV Basic"


def test_another_contract_that_is_preselected_does_not_stay() -> None:
    assert choose(open_list(chosen="Arbor Music")).target == "Arbor Music"  # the list is opened


@pytest.mark.parametrize(
    "words",
    [
        "Abo behalten statt auf Vorteile verzichten",
        "Garder mon abonnement sans renoncer \u00e0 mes avantages",
        "Stay so I don't forgo my benefits",
    ],
)
def test_who_forgoes_something_else_stays(words: str) -> None:
    assert meaning(case(f"[{words}]").screen.controls[0], inside=True) <= Role.NONE


def test_who_cancels_and_forgoes_something_leaves() -> None:
    control = case("[Waive benefits & cancel my plan]").screen.controls[0]
    assert meaning(control, inside=True) > Role.NONE


@pytest.mark.parametrize(
    ("words", "service"),
    [
        ("Turn off Arbor TV notifications", "Arbor TV"),
        ("End Arbor TV session", "Arbor TV"),
        ("Stop Arbor TV download", "Arbor TV"),
        ("Leave Arbor TV watch party", "Arbor TV"),
        ("Turn off now", "Now"),
    ],
)
def test_a_name_among_other_things_ends_no_plan(words: str, service: str) -> None:
    assert not is_final(words, Above(()), "cancel", service=service)


@pytest.mark.parametrize(
    "chosen",
    [
        ("Cancel my plan", "Add Sports for $4.99"),
        ("Cancel my plan", "Yearly plan $99"),
        ("Cancel my plan", "Insurance"),
        ("Cancel Arbor Music",),
        ("Cancel newsletter",),
        ("Turn off notifications",),
    ],
)
def test_a_choice_with_anything_else_is_not_final(chosen: tuple[str, ...]) -> None:
    assert not is_final("Save my choice", Above(()), "cancel", chosen=chosen, service="Arbor TV")


def test_circles_above_a_footer_that_signs_out_stay_circles() -> None:
    rows = [at("Pause my plan", 140, 240), at("Cancel my plan", 140, 280), at("Sign out", 140, 700)]
    marked = [
        each.text for each in page(rows, [(112, 241, 15), (112, 281, 15)]).controls if each.mark
    ]
    assert marked == ["Pause my plan", "Cancel my plan"]


@pytest.mark.parametrize(
    "shelf",
    [
        "Reprendre la lecture",
        "Resume watching",
        "Reanudar reproducci\u00f3n",
        "Wiedergabe fortsetzen",
    ],
)
def test_a_film_to_go_on_with_is_no_ended_plan(shelf: str) -> None:
    """After the sign-in a shelf of films read as a plan that can be begun again."""
    shown = case("<Mon espace>", f"# {shelf}", "Quai Ouest", **ACCOUNT)
    assert read_state(shown.screen, today=TODAY).state == "unknown"
    assert (
        state_of(lines(("Mon espace", 0, 18), (shelf, 40, 28), ("Quai Ouest", 60, 18))) == "unknown"
    )
