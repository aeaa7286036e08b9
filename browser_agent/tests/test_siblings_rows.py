"""Lists whose rows tell in one line what renews when, each with its own way out below."""

import pytest

from browser_agent.siblings import Siblings
from kernel.ocr import TextLine


def lines(*items: str) -> list[TextLine]:
    return [
        TextLine(text, 174, 200 + number * 46, 174 + 8 * len(text), 220 + number * 46, 0.99)
        for number, text in enumerate(items)
    ]


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("Arbor Plus - renews 14 December 2026", "Arbor Music - renews 2 December 2026, $9.99"),
        ("Arbor Plus \u00b7 4,99 \u20ac / Monat", "Quillpost \u00b7 7,99 \u20ac / Monat"),
        ("Arbor Plus - renueva el 14/12/2026", "Nova Radio - renueva el 02/12/2026"),
    ],
)
def test_a_row_that_tells_its_renewal_is_a_subscription_of_its_own(own: str, other: str) -> None:
    page = lines("Your subscriptions", own, other, "Cancel subscription")
    siblings = Siblings("Arbor Plus")
    siblings.learn(page)
    assert siblings.has(page, y=348, x=180)
    assert not siblings.has(page, y=256, x=180)
