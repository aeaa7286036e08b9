"""What sites of one afternoon asked, and how the answer to it is told."""

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold
from browser_agent.rules.wishes import wish_of
from browser_agent.scope import turns_off_something_else
from browser_agent.stances import Stance, stances
from browser_agent.strokes import plain


@pytest.mark.parametrize(
    "question",
    ["\u00bfQuieres cancelar el proceso de baja?", "\u00bfSalir del proceso de baja?",
     "Voulez-vous annuler la proc\u00e9dure de r\u00e9siliation ?", "Abort the cancellation?",
     "\u00bfInterrumpir el proceso de cancelaci\u00f3n?"],
)  # fmt: skip
def test_to_leave_the_process_of_leaving_is_to_stay(question: str) -> None:
    assert stances(plain(question)) == {Stance.KEEP}
    assert wish_of(fold(question)) == "stay"


@pytest.mark.parametrize("words", ["Continuar con el proceso de baja", "Iniciar el proceso de baja",
                                   "Finalizar el proceso de cancelaci\u00f3n"])  # fmt: skip
def test_to_go_through_that_process_is_to_leave(words: str) -> None:
    assert stances(plain(words)) == {Stance.LEAVE}
    assert wish_of(fold(words)) == "leave"


def test_yes_cancel_answers_no_question_about_the_process() -> None:
    past = [step("click", "Darme de baja", page="account")]
    page = case("# \u00bfQuieres cancelar el proceso de baja?", "[S\u00ed, cancelar]",
                "[No, continuar con la baja]", history=past)  # fmt: skip
    assert choose(page).target == "No, continuar con la baja"
    page = case("# \u00bfQuieres cancelar tu suscripci\u00f3n?", "[S\u00ed, cancelar]",
                "[No, continuar con el plan]", history=past)  # fmt: skip
    assert choose(page).target == "S\u00ed, cancelar"


@pytest.mark.parametrize(
    ("words", "other"),
    [("Turn it off", "Don't turn it off"), ("Deaktivieren", "Nicht deaktivieren"),
     ("Desactivar", "No desactivar"), ("D\u00e9sactiver", "Ne pas d\u00e9sactiver")],
)  # fmt: skip
def test_the_denial_beside_a_verb_is_no_thing_that_it_turns_off(words: str, other: str) -> None:
    assert not turns_off_something_else(words, [other])
    assert turns_off_something_else(words, [other, "4K + Dolby"])
