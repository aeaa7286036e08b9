"""Asked who one is within the signed-in site: a code in boxes, or the password once more."""

from dataclasses import replace

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box
from browser_agent.rules.tests.test_first_sights import ACCOUNT
from browser_agent.rules.tests.vision_screens import case, step

ASKED = ("# V\u00e9rifions que c'est bien vous", "Saisissez le code \u00e0 6 chiffres re\u00e7u.")
GONE_IN = (step("click", "R\u00e9silier mon abonnement"), step("click", "Continuer", page="offer"))
TYPED = step("type", "code", page="confirm", text_ref="code")
SQUARES = tuple(
    Field(Box(300 + 56 * at, 180, 346 + 56 * at, 232), "code", "", filled=False) for at in range(6)
)


def asks_for_code(*items: str, shown: bool, typed: bool = True) -> Case:
    """shown: the boxes stand there; painted over, they are seen no more."""
    told = ACCOUNT | {"secrets": ["email", "password", "code"]}
    asks = case(*items, **told, history=[*GONE_IN, *([TYPED] if typed else [])])
    squares = SQUARES if shown else ()
    return Case(asks.question, replace(asks.screen, squares=squares))


@pytest.mark.parametrize("shown", [True, False])
def test_a_code_typed_in_boxes_is_sent_and_not_typed_anew(shown: bool) -> None:
    """ "Manage my offer" in the menu was taken for an offer, which "Validate" might accept."""
    menu = ("<G\u00e9rer mon offre>", "", "", "", "[Valider]")
    assert choose(asks_for_code(*ASKED, *menu, shown=True, typed=False)).text_ref == "code"
    move = choose(asks_for_code(*ASKED, *menu, shown=shown))
    assert (move.action, move.target, move.commit) == ("click", "Valider", False)


def test_a_code_that_ends_it_is_sent_by_a_last_press() -> None:
    asks = (
        "# R\u00e9silier ?",
        "Saisissez le code \u00e0 6 chiffres pour arr\u00eater votre abonnement.",
    )
    move = choose(asks_for_code(*asks, "", "", "[Valider]", shown=False))
    assert (move.page, move.target, move.commit) == ("confirm", "Valider", True)


def test_what_stands_under_an_offer_is_not_sent_with_a_code() -> None:
    offers = (
        *ASKED,
        "Profitez de notre offre : 3 mois \u00e0 moiti\u00e9 prix.",
        "",
        "",
        "[Valider]",
    )
    assert choose(asks_for_code(*offers, shown=False)).target != "Valider"
