"""Ways out met at first sight: a skip that goes on, a thing not kept, a password for the end."""

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.tests.test_first_sights import LEAVING
from browser_agent.rules.tests.vision_screens import case


@pytest.mark.parametrize(
    "button",
    [
        "\u00dcberspringen und weiter",
        "\u00dcberspringen & fortfahren",
        "Passer et continuer",
        "Omitir y continuar",
        "Skip and continue",
    ],
)
def test_a_survey_may_be_skipped_and_left_at_once(button: str) -> None:
    asks = ("# Warum gehst du?", "( ) Zu teuer", "( ) Zu wenig Zeit", "( ) Anderer Anbieter")
    move = choose(case(*asks, f"[{button}]", **LEAVING))
    assert (move.page, move.action, move.target) == ("survey", "click", button)


@pytest.mark.parametrize(
    "answer",
    [
        "S\u00ed, no quiero conservarlos: cancelar mi suscripci\u00f3n",
        "No los quiero: cancelar mi suscripci\u00f3n",
        "No quiero conservarlos",
    ],
)
def test_what_is_not_to_be_kept_leaves(answer: str) -> None:
    asks = ("# \u00bfSeguro que no quieres conservar tus 3 cr\u00e9ditos?", "[No quiero cancelar]")
    move = choose(case(*asks, f"<{answer}>", **LEAVING))
    assert (move.action, move.target) == ("click", answer)
    both = (*asks, "<S\u00ed, quiero conservarlos>")
    assert choose(case(*both, **LEAVING)).action != "click"
