"""Wishes and ways back that an auditor read: each with the input that showed it."""

import pytest

from browser_agent.lexicon import commits
from browser_agent.rules.lexicon_pages import RESTART
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.text import fold
from browser_agent.rules.wishes import wish_of


@pytest.mark.parametrize(
    "words",
    ["Leave it running", "Leave it be", "Leave everything be", "Leave my plan the way it is",
     "Leave my plan how it is", "Leave the plan on", "Don't cancel and leave it as it is",
     "Cancel? No, leave it as it is"],
)  # fmt: skip
def test_what_is_left_as_it_is_stays(words: str) -> None:
    assert wish_of(fold(words)) == "stay"


@pytest.mark.parametrize(
    "words",
    ["K\u00fcndigen und alles so lassen wie es ist", "Cancelar y dejarlo todo como est\u00e1",
     "Cancel it and leave everything as it is", "Leave now", "Leave Arbor"],
)  # fmt: skip
def test_an_end_before_it_is_an_end(words: str) -> None:
    assert wish_of(fold(words)) == "leave"


@pytest.mark.parametrize(
    "words",
    ["Schalte es ab, wechsle zu Basic", "End it, buy yearly", "Cancel it, and upgrade me",
     "Cancelala, y contrata Basic", "Stop this, resume", "Cancel it, subscribe to Basic",
     "Turn it off, then on"],
)  # fmt: skip
def test_an_end_that_takes_something_else_is_none(words: str) -> None:
    assert role_of(fold(words)) is Role.NONE


def test_an_end_that_tells_what_comes_of_it_is_one() -> None:
    assert role_of(fold("Turn it off, Moss can be sad")) > Role.NONE


@pytest.mark.parametrize(
    "words",
    ["Come back to account settings", "Come back to home screen", "Come back to all accounts",
     "Come back to page 2", "I want to come back to my Arbor account",
     "Quiero volver a mi cuenta de Arbor", "Quiero volver a la p\u00e1gina de inicio",
     "Je veux revenir sur la page d'accueil", "Come back to my shop now"],
)  # fmt: skip
def test_the_way_back_to_a_page_restarts_nothing(words: str) -> None:
    assert not commits(words)
    assert not RESTART.whole(fold(words))


@pytest.mark.parametrize(
    "words",
    ["Come back", "I want to come back", "Quiero volver a Arbor", "Come back to Arbor Home"],
)
def test_the_way_back_to_the_service_does(words: str) -> None:
    assert commits(words)
    assert RESTART.whole(fold(words))
