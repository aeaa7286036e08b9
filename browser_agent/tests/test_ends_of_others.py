"""A plan that runs for now, and the end of another one beside it."""

from datetime import date

import pytest

from browser_agent.rules import state
from browser_agent.rules.lexicon import ACCOUNT_LINK
from browser_agent.rules.tests.test_first_sights import LEAVING
from browser_agent.rules.tests.vision_screens import case
from browser_agent.rules.text import fold
from browser_agent.sayings import state_of
from browser_agent.tests.test_siblings_rows import lines

RUNS_ON = [
    ("Your Premium plan is active to the end of the year.", "Your Kids pass was cancelled."),
    ("Your Premium plan is active during the remaining trial.", "Your Kids plan was cancelled."),
    ("Dein Premium-Abo ist aktiv und du kannst es bis zu 4 Mal gleichzeitig nutzen.",
     "Dein Kids-Abo wurde gek\u00fcndigt."),
    ("Votre abonnement Premium est actif pendant la p\u00e9riode restante.",
     "Votre abonnement Kids a \u00e9t\u00e9 r\u00e9sili\u00e9."),
    ("Your Premium plan is active and you can use it until December 5",
     "Your Kids plan was cancelled"),
]  # fmt: skip
OURS = [
    ("Your Premium plan is active until December 5, 2026.", "Your Premium plan was cancelled."),
    ("Your plan is active until December 5, 2026.", "Your Premium plan was cancelled."),
    ("Your Premium plan is active until December 5, 2026.", "Your plan was cancelled."),
    ("Dein Premium-Abo ist aktiv bis zum 5. Dezember 2026.", "Dein Abo wurde gek\u00fcndigt."),
]


def by_rules(*told: str) -> str:
    screen = case(*told, **LEAVING).screen
    return state.read_state(screen, today=date(2026, 11, 21), service="Arbor").state


@pytest.mark.parametrize("told", RUNS_ON)
def test_the_end_of_another_name_is_not_ours(told: tuple[str, str]) -> None:
    assert state_of(lines(*told), "Arbor") != "cancelled"
    assert by_rules(*told) != "cancelled"


@pytest.mark.parametrize("told", OURS)
def test_our_own_end_is_read(told: tuple[str, str]) -> None:
    assert state_of(lines(*told), "Arbor") == "cancelled"
    assert by_rules(*told) == "cancelled"


EXTEND = ("# Extend your plan", "Monthly", "$10.95", "Billed every month")


def test_plans_to_extend_it_with_are_no_renewal() -> None:
    told = ("# Subscription", "Cancelled. Expires on December 14, 2026. It will not renew.")
    assert by_rules(*told, *EXTEND, "1 year", "$59.40", "Billed every year") == "cancelled"
    assert by_rules(*told, *EXTEND) != "cancelled"  # which may be one's own
    assert by_rules("# Subscription", *EXTEND, "1 year", "Billed every year") != "cancelled"


ROWS = [
    (
        "Le Courrier du Fleuve",
        "\u25b6 Le Courrier du Fleuve \u2013 Num\u00e9rique - r\u00e9sili\u00e9",
        "cancelled",
    ),
    ("Arbor", "Arbor \u2013 Premium \u2013 cancelled", "cancelled"),
    ("Arbor", "Arbor - active", "active"),
    ("Arbor", "Arbor Kids - cancelled", "unknown"),
    ("Arbor", "Beacon - cancelled", "unknown"),
    ("Arbor", "Arbor - Order 17 - cancelled", "unknown"),
]


@pytest.mark.parametrize(("service", "row", "state_said"), ROWS)
def test_a_row_with_our_name_tells_its_state_behind_it(
    service: str, row: str, state_said: str
) -> None:
    page = ("My subscriptions", "Tides, the magazine - active", row)
    if state_said != "unknown":
        assert state_of(lines(*page), service) == state_said
    screen = case(*page, **LEAVING).screen
    read = state.read_state(screen, today=date(2026, 11, 21), service=service)
    assert read.state == state_said


def test_signs_of_a_menu_are_no_letters() -> None:
    assert ACCOUNT_LINK.whole(fold("\u2261 Account"))
    assert ACCOUNT_LINK.whole(fold("\u2605 Account"))
