"""Ways met at first sight: a pause declined by its name, codes wanted again, circles far off."""

from dataclasses import replace
from typing import Any

import pytest

from browser_agent.lexicon import forbidden_on_cancel
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.tests.test_first_sights import ACCOUNT
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold

INSIDE = ACCOUNT | {
    "history": [
        step("click", "End membership", page="account"),
        step("click", "I still want to leave", page="offer"),
    ]
}


def test_a_pause_is_declined_by_its_name() -> None:
    """ "No pause" was read as "No, pause", though the way on stands right behind it."""
    move = choose(
        case(
            "STEP 2 OF 4",
            "# Take a break instead?",
            "Pause for one month. We'll start billing again automatically on 14 January.",
            "[Pause for 1 month]",
            "<No pause, continue>",
            **INSIDE,
        )
    )
    assert (move.page, move.action, move.target) == ("offer", "click", "No pause, continue")


@pytest.mark.parametrize("words", ["No pause, continue", "No freeze, thanks", "No hold, go on"])
def test_the_rail_lets_a_declined_pause_pass(words: str) -> None:
    assert role_of(words.lower()) is Role.DECLINE
    assert forbidden_on_cancel(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "No pause",
        "No, pause",
        "No, pause, continue later",
        "No pause my plan",
        "No pause, keep my plan",
        "No pause, continue my plan",
        "No pause, continue watching",
        "No pause, thanks, keep it",
    ],
)
def test_a_pause_that_may_be_meant_is_not_pressed(words: str) -> None:
    assert role_of(words.lower()) is not Role.DECLINE
    assert forbidden_on_cancel(words) is not None


TYPED = step("type", page="confirm", text_ref="code")
PRESSED = step("click", "Jetzt k\u00fcndigen", page="confirm")


def code_page(told: str, *history: dict[str, Any]) -> Case:
    """A code by text message is wanted; what the site tells stands in a frame, as a field does."""
    page = case(
        "# Best\u00e4tigungscode eingeben",
        f"|{told}=",
        "Wir haben dir einen 6-stelligen Code per SMS geschickt.",
        "|Code|",
        "[Jetzt k\u00fcndigen]",
        "[Abo behalten]",
        service="Arbor TV",
        committed=True,
        secrets=["email", "password", "code"],
        history=[step("click", "Weiter zur K\u00fcndigung", page="survey"), *history],
    )
    message, code = page.screen.fields
    message = replace(message, label=fold(told), value=told)
    return Case(page.question, replace(page.screen, fields=(message, code)))


def test_a_code_is_typed_again_into_a_form_that_was_emptied() -> None:
    """The frame with "Something went wrong" was a second field: the button was pressed alone."""
    told = (
        "Da ist etwas schiefgelaufen. Bitte versuche es noch einmal. Der Code bleibt g\u00fcltig."
    )
    move = choose(code_page(told, TYPED, PRESSED))
    assert (move.page, move.action, move.text_ref) == ("confirm", "type", "code")


def test_a_code_that_was_never_sent_was_not_refused() -> None:
    move = choose(code_page("Der Code ist ung\u00fcltig.", TYPED, PRESSED, PRESSED))
    assert (move.page, move.action, move.text_ref) == ("confirm", "type", "code")


@pytest.mark.parametrize("before", [(), (TYPED, PRESSED, PRESSED)])
def test_a_code_that_was_sent_and_refused_is_asked_for_anew(before: tuple[Any, ...]) -> None:
    move = choose(code_page("Der Code ist ung\u00fcltig.", *before, TYPED, PRESSED))
    assert (move.page, move.action) == ("code_error", "ask_person")
