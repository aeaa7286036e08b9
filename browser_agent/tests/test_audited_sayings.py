"""What our own sentences read on a page whose words tell of more than one thing."""

import pytest

from browser_agent.sayings import state_of
from kernel.ocr import TextLine


def read(told: str, service: str = "Arbor") -> str:
    lines = [
        TextLine(text, 300, 60 + 44 * at, 300 + 9 * len(text), 78 + 44 * at, 1.0)
        for at, text in enumerate(told.split(" / "))
    ]
    return state_of(lines, service)


def each_of(table: str) -> list[str]:
    return table.strip().splitlines()


ENDED_AND_RENEWS = """
Your annual plan has been cancelled. / Arbor Premium monthly / $9.99 renewing December 5, 2026
Your previous plan was cancelled on May 3, 2026. / Arbor Premium / $9.99 renewing on December 5, 2026
Your previous plan was cancelled. / $9 renewing
Your previous plan was cancelled. / Arbor 4 renewing on December 5, 2026
"""  # noqa: E501 - a page a row


@pytest.mark.parametrize("told", each_of(ENDED_AND_RENEWS))
def test_a_digit_before_renewing_is_no_count_beside_a_price_or_a_day(told: str) -> None:
    assert read(told) == "unknown"


@pytest.mark.parametrize("count", ["2 renewing", "Subscriptions: 2 renewing", "3 plans renewing"])
def test_a_bare_count_is_nothing_against_an_end(count: str) -> None:
    assert read(count) == "unknown"
    assert read(f"{count} / Your plan ends on December 5, 2026.") == "cancelled"


FREE_GOES_ON = """
Your Premium subscription was cancelled. / Your Free plan is active.
Your Premium subscription was cancelled. / Your Arbor Free plan is now active
Dein Premium-Abo wurde gekündigt. / Dein Free-Tarif ist aktiv.
Dein Premium-Abo wurde gekündigt. / Dein kostenloser Tarif ist jetzt aktiv.
Votre abonnement Premium a été résilié. / Votre formule Gratuite est active
Tu suscripción Premium fue cancelada. / Tu plan Gratis está activo
Status: Cancelled / Your Free plan is active.
"""


@pytest.mark.parametrize("told", each_of(FREE_GOES_ON))
def test_a_free_plan_that_is_active_speaks_for_no_other(told: str) -> None:
    assert read(told) == "cancelled"
    assert read(told.split(" / ")[1]) == "unknown"


@pytest.mark.parametrize(
    ("told", "service"),
    [
        ("Your Kids subscription was cancelled. / Your Ad-Free plan is active.", "Arbor"),
        ("Your Kids subscription was cancelled. / Your Free subscription is active.", "Free"),
        ("Status: Cancelled / Your Ad-Free plan is active.", "Arbor"),
        ("Status: Cancelled / Your Free trial subscription is active.", "Arbor"),
    ],
)
def test_what_is_only_free_of_something_is_no_free_plan(told: str, service: str) -> None:
    assert read(told, service) != "cancelled"
