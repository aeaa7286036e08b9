"""What is told to everybody: help pages, prices, menus. None of it is this customer's."""

from datetime import date

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.judge import judge
from browser_agent.rules.places import page_of
from browser_agent.rules.state import read_state, says_ends
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold, without_card
from browser_agent.sayings import state_of
from kernel.ocr import TextLine

TODAY = date(2026, 11, 22)
ACCOUNT = {"phase": "act", "service": "Arbor TV"}


def lines(*rows: tuple[str, int, int]) -> list[TextLine]:
    """(words, distance from above, height)"""
    found, y = [], 60
    for words, gap, high in rows:
        y += gap
        found.append(TextLine(words, 120, y, 120 + 8 * len(words), y + high, 1.0))
        y += high
    return found


@pytest.mark.parametrize(
    ("title", "question", "told"),
    [
        (
            "Help Center",
            "How do I cancel my Arbor TV subscription?",
            "You will retain access until the end of your current billing period.",
        ),
        (
            "Hilfe-Center",
            "Wie k\u00fcndige ich mein Abo?",
            "Dein Abo endet dann zum Ende des Abrechnungszeitraums.",
        ),
        (
            "Centro de ayuda",
            "\u00bfC\u00f3mo cancelo mi suscripci\u00f3n?",
            "Tu suscripci\u00f3n finaliza al t\u00e9rmino del periodo.",
        ),
        (
            "Centre d'aide",
            "Comment r\u00e9silier mon abonnement ?",
            "Votre abonnement prend fin \u00e0 la fin de la p\u00e9riode.",
        ),
    ],
)
def test_a_help_page_tells_nothing_of_this_customer(title: str, question: str, told: str) -> None:
    """Of a real service's help page: an active subscription was "already cancelled"."""
    shown = case(f"# {title}", question, told, **ACCOUNT)
    assert read_state(shown.screen, today=TODAY).state == "unknown"
    assert choose(shown).action != "done"
    assert judge(shown).state == "unknown"
    assert page_of(shown) == "home"
    assert state_of(lines((title, 40, 32), (question, 30, 20), (told, 12, 18))) == "unknown"


def test_an_answer_below_its_question_tells_nothing_of_an_account() -> None:
    """The frequent questions at the end of an account page; what it says of itself counts."""
    question = "How do I cancel?"
    told = "Your subscription ends at the end of the term."
    shown = case("# Account", "Your plan renews on December 4, 2026.", question, told, **ACCOUNT)
    assert read_state(shown.screen, today=TODAY).state == "active"
    page = lines(
        ("Account", 40, 32),
        ("Your plan renews on December 4, 2026.", 30, 18),
        (question, 90, 20),
        (told, 12, 18),
    )
    assert state_of(page) == "active"
    assert state_of(page[:1] + page[2:]) == "unknown"


def test_a_question_of_the_sites_own_is_no_answers_beginning() -> None:
    """ "Are you sure?" is asked of the customer, and what follows is this customer's."""
    shown = case("# Are you sure?", "Your plan ended on November 4, 2026.", **ACCOUNT)
    assert read_state(shown.screen, today=TODAY).state == "cancelled"


@pytest.mark.parametrize(
    "told",
    [
        "Expires 04/29",
        "Visa, expires 08/2029",
        "Caduca 04/29",
        "G\u00fcltig bis 11/28",
        "Vence 12/30",
    ],
)
def test_when_a_card_runs_out_says_nothing_of_the_plan(told: str) -> None:
    assert not says_ends(fold(told))
    page = lines(("Your plan renews on December 4, 2026.", 30, 18), (told, 60, 18))
    assert state_of(page) == "active"


@pytest.mark.parametrize(
    "told", ["Expires 04/29/2027", "Expires 04 May 2027", "expires 29/04/2027"]
)
def test_a_whole_day_is_no_cards(told: str) -> None:
    assert without_card(fold(told)) == fold(told)
    assert says_ends(fold(told))
    assert state_of(lines((f"Your plan {told.lower()}", 30, 18))) == "cancelled"


def test_a_newsletter_that_nobody_reads_has_not_ended() -> None:
    assert not says_ends(fold("Newsletter: not subscribed"))
    assert says_ends(fold("You are not subscribed."))


def test_a_page_of_prices_is_no_account() -> None:
    prices = (
        "Basic plan $4.99 a month",
        "Standard plan $9.99 a month",
        "Premium plan $14.99 a month",
    )
    assert (
        page_of(case("# Plans", *prices, "Cancel your subscription anytime", **ACCOUNT)) == "home"
    )
    own = case("# Account", "Your plan: Standard", *prices, "Payment method", **ACCOUNT)
    assert page_of(own) == "account"


def test_the_account_in_the_menu_comes_before_what_is_further_down() -> None:
    """A home page with a price in its title was scrolled to its end, and a footer's link taken."""
    move = choose(
        case(
            "<My account>",
            "<Sign out>",
            "# The home of boxing",
            "From \u00a314.99/month",
            **ACCOUNT,
        )
    )
    assert move.target == "My account"


def test_what_costs_so_much_is_no_question_about_ending_it() -> None:
    shown = case(
        "# Arbor TV", "$8.99 a month or $89.99 a year. Cancel anytime.", "<Help>", **ACCOUNT
    )
    assert not choose(shown).target.startswith("$8.99")


def test_a_page_that_is_not_there_leads_to_the_account_by_another_address() -> None:
    move = choose(case("# Not found", **ACCOUNT))
    assert (move.page, move.action) == ("error", "open_account")


def test_why_somebody_leaves_is_not_asked_of_a_contract() -> None:
    told = ACCOUNT | {"history": [step("click", "Cancelar suscripci\u00f3n", page="account")]}
    move = choose(
        case(
            "\u00bfNos cuentas por qu\u00e9 quieres cancelar tu suscripci\u00f3n?",
            "(.) El precio es muy elevado",
            "(.) No tengo tiempo",
            "(.) Otros",
            "[Continuar]",
            **told,
        )
    )
    assert (move.action, move.error_code) == ("click", None)
    assert move.target == "No tengo tiempo"


@pytest.mark.parametrize(
    "button",
    [
        "Turn auto-renew back on",
        "Turn on auto-renewal",
        "Verl\u00e4ngerung wieder einschalten",
        "Activar renovaci\u00f3n autom\u00e1tica",
        "R\u00e9activer le renouvellement automatique",
    ],
)
def test_a_button_that_would_turn_it_on_says_not_that_it_is(button: str) -> None:
    ended = ("Your plan expires on 2 March 2027 and will not renew.", 30, 18)
    assert state_of(lines(ended, (button, 60, 18))) == "cancelled"


@pytest.mark.parametrize(
    "told",
    [
        "Your subscription was bought in the App Store, so it can't be changed or canceled here.",
        "To cancel on your iPhone or iPad:",
        "Para cancelar desde tu iPhone:",
        "Tu suscripci\u00f3n no se puede cancelar aqu\u00ed.",
        "Dein Abo kann hier nicht gek\u00fcndigt werden.",
    ],
)
def test_what_cannot_be_ended_here_has_not_ended(told: str) -> None:
    assert not says_ends(fold(told))


def test_the_day_on_which_it_was_asked_for_is_not_the_day_of_the_end() -> None:
    asked = "Cancelaste tu suscripci\u00f3n el 15 de noviembre de 2026."
    assert read_state(case("# Suscripci\u00f3n", asked).screen, today=TODAY).on is None


def test_a_word_that_begins_like_mine_is_no_account() -> None:
    """ "Mystery" and "Manga" were taken for "my stery" and "ma nga"."""
    move = choose(case("<Mystery>", "<Manga>", "<My hazelnut>", **ACCOUNT))
    assert move.target == "My hazelnut"
