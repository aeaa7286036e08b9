"""What the rules and our own sentences read on a page whose words tell of more than one thing."""

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.tests.test_audited_ends import told_by
from browser_agent.rules.tests.vision_screens import case, step

ENDED_AND_RENEWS = """
Your annual plan has been cancelled. / Arbor Premium monthly / $9.99 renewing December 5, 2026
Your annual plan has been cancelled. / Arbor Premium / $9.99 renewing on December 5, 2026
Your previous plan was cancelled on May 3, 2026. / Arbor Premium / $9.99 renewing on December 5, 2026
Your previous plan was cancelled on May 3, 2026. / Arbor Premium / 9,99 \u20ac renewing on December 5, 2026
Your annual plan has been cancelled. / 1 plan renewing on December 5, 2026
Your annual plan has been cancelled. / Plan 2 renewing at $9.99
"""  # noqa: E501 - a page a row


def each_of(table: str) -> list[str]:
    return table.strip().splitlines()


@pytest.mark.parametrize("told", each_of(ENDED_AND_RENEWS))
def test_what_renews_at_a_price_or_on_a_day_speaks_against_an_end(told: str) -> None:
    """Both readers took the digit of the price for a count, and the page for an end."""
    rows = told.split(" / ")
    assert told_by("# Account", *rows, service="Arbor") == ("unknown", "unknown")
    past = [step("click", "Manage plan"), step("click", "Cancel membership", page="account")]
    told_now = {"service": "Arbor", "phase": "act", "history": past}
    assert choose(case("# Account", *rows, **told_now)).action != "done"


@pytest.mark.parametrize(
    "count", ["2 renewing", "3 subscriptions renewing", "1 plan renewing", "Subscriptions: 2 renewing"]
)  # fmt: skip
def test_a_bare_count_of_what_renews_says_nothing_of_this_one(count: str) -> None:
    assert told_by("# Settings", count) == ("unknown", "unknown")
    assert told_by("# Settings", count, "Your plan ends on December 5, 2026.")[0] == "cancelled"
