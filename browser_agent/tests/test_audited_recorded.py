"""Ends that are recorded and left to do, who comes back where, and what is not given up."""

import pytest

from browser_agent.lexicon import commits, forbidden_on_cancel, plain
from browser_agent.rules.lexicon_pages import RESTART
from browser_agent.rules.text import fold
from browser_agent.stances import Stance, stances

COMES_BACK = """
Come back to Arbor Home
Come back to Arbor Account Plus
Come back to Site Plus
I'd like to come back to Menu Magazine
I want to come back to PageTurner
I want to come back to HomeChef
I want to come back to WebsiteBuilder
I want to come back to Startup TV
Je veux revenir chez Arbor Boutique
Quiero volver a Shop TV
Quiero volver a Arbor Perfil
Come back to Arbor
I want to come back
Quiero volver
Je veux revenir
"""
GOES_ELSEWHERE = """
Come back to the home page
Come back to account
I'd like to come back to my account
I want to come back to the previous page
Come back to the menu
Come back later
I want to come back another day
Quiero volver al inicio
Quiero volver a mi cuenta
Quiero volver a la tienda
Quiero volver más tarde
Je veux revenir à l'accueil
Je veux revenir sur mon compte
Je reviens plus tard
"""


def each_of(table: str) -> list[str]:
    return table.strip().splitlines()


@pytest.mark.parametrize("words", each_of(COMES_BACK))
def test_a_plan_may_be_called_like_a_page(words: str) -> None:
    assert commits(words)
    assert forbidden_on_cancel(words)
    assert RESTART.whole(fold(words))


@pytest.mark.parametrize("words", each_of(GOES_ELSEWHERE))
def test_who_goes_to_a_page_or_later_restarts_nothing(words: str) -> None:
    assert not commits(words)
    assert not RESTART.whole(fold(words))


@pytest.mark.parametrize(
    "words",
    [
        "Don't give up and cancel",
        "Don't give up and cancel!",
        "Please do not give up, and cancel nothing",
        "Nicht aufgeben und kündigen",
        "Ne pas renoncer et résilier",
        "No renunciar y cancelar",
    ],
)
def test_who_is_asked_not_to_give_up_is_asked_to_stay(words: str) -> None:
    assert Stance.KEEP in stances(plain(words))


@pytest.mark.parametrize(
    "words",
    [
        "Do not give up, and cancel",
        "No, do not give up, and cancel my plan",
        "Non, ne pas renoncer et résilier",
        "No, no renunciar y cancelar",
        "Nein, nicht aufgeben und kündigen",
    ],
)
def test_who_does_not_give_the_end_up_leaves(words: str) -> None:
    assert stances(plain(words)) == {Stance.LEAVE}
