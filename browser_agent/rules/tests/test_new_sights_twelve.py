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
