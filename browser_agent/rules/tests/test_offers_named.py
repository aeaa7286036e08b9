"""Other plans that an offer names, and what an offer says would happen without it."""

import pytest

from browser_agent.house import House
from browser_agent.rules.act import choose
from browser_agent.rules.tests.test_first_sights import LEAVING
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.sayings import state_of
from browser_agent.scope import turns_off_something_else
from browser_agent.tests.test_belonging import line

OTHERWISE = [
    "Otherwise your Premium ends on 12/14/26 and you switch to Arbor Free.",
    "If not, your plan ends on December 14, 2026.",
    "Sonst endet dein Premium am 14.12.2026.",
    "Andernfalls endet Ihr Abo am 14. Dezember 2026.",
    "Sinon, votre abonnement prendra fin le 14 d\u00e9cembre 2026.",
    "De lo contrario, tu plan terminar\u00e1 el 14 de diciembre de 2026.",
]


@pytest.mark.parametrize("words", OTHERWISE)
def test_what_happens_otherwise_has_not_happened(words: str) -> None:
    """After an earlier "Continue to cancel", which was taken for the last press."""
    history = [*LEAVING["history"], step("click", "Continue to cancel", page="confirm")]
    page = case(
        "# How about 3 months for $5.99?", "Stay with Premium at half the price.",
        "$11.99/month after.", "[Get offer]", words, "[Yes, cancel]",
        **(LEAVING | {"committed": True, "history": history}),
    )  # fmt: skip
    move = choose(page)
    assert (move.action, move.target, move.state) == ("click", "Yes, cancel", "unknown")
    assert state_of([line(words, 300, 300)]) != "cancelled"


def learnt(service: str) -> House:
    house = House(service)
    pages = ["Films of the week"], ["Log in", "Password"], ["My list", "Settings"], ["Account"]
    for page in pages:
        lines = [line(text, 300, 200 + 30 * row) for row, text in enumerate(page)]
        house.learn([line("Ondine", 48, 20), *lines])
    return house


OFFERS = [
    "Et si vous passiez \u00e0 Ondine Go ?",
    "Passer \u00e0 Ondine Go",
    "Switch to Ondine Go",
    "Zu Ondine Go wechseln",
    "C\u00e1mbiate a Ondine Go",
    "Ondine Mini",
    "Ondine Komplett",
    "Add the Ondine Figure Box for $19.99 per month",
    "A\u00f1adir Ondine Peques",
    "Ondine Figurenbox dazubuchen",
]


@pytest.mark.parametrize("words", OFFERS)
def test_a_plan_that_is_offered_is_no_other_product_of_the_house(words: str) -> None:
    assert not learnt("Ondine Musique").speaks_of_another([line(words, 300, 300)])


@pytest.mark.parametrize("words", ["Ondine Internet 250", "Cancel Ondine Books", "Ondine Cuisine"])
def test_another_product_is_one(words: str) -> None:
    assert learnt("Ondine Musique").speaks_of_another([line(words, 300, 300)])


def test_the_answer_that_keeps_the_plan_is_no_thing_that_is_turned_off() -> None:
    beside, asked = ["Garder Arbor Plus"], ["D\u00e9sactiver le renouvellement automatique ?"]
    assert not turns_off_something_else("D\u00e9sactiver", beside, asked)
    assert turns_off_something_else("D\u00e9sactiver", ["Garder 4K"], ["D\u00e9sactiver la 4K ?"])
    assert turns_off_something_else("Turn off", ["Keep 4K + Dolby"], ["Turn off 4K + Dolby?"])
