"""What account pages say that only seems to contradict an end, and ways past such words."""

from dataclasses import replace

import pytest

from browser_agent.parts import own_word
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box
from browser_agent.rules.screen import Control
from browser_agent.rules.tests.test_first_sights import ACCOUNT
from browser_agent.rules.tests.vision_screens import LINK, case, step
from browser_agent.sayings import state_of
from browser_agent.siblings import Siblings
from kernel.ocr import TextLine


def _state(*texts: str) -> str:
    places = enumerate(texts)
    lines = [TextLine(x, 100, 200 + 60 * at, 700, 220 + 60 * at, 95.0) for at, x in places]
    return state_of(lines)


def test_a_button_that_renews_for_a_price_says_nothing_against_an_end() -> None:
    ended = "Cancelled on 2 November 2026, access until 20 January 2027. It will not renew."
    assert _state(ended, "Renew for £30.00") == "cancelled"
    assert _state(ended, "Renew now for $30") == "cancelled"


@pytest.mark.parametrize(
    "texts",
    [
        ("Cancelled on 2 November 2026.", "Renews for £30.00 on 20 January 2027"),
        ("Cancelled on 2 November 2026.", "We will renew for £30.00 on 20 January 2027"),
        ("Luna membership", "Renew for £30.00 on 20 January 2027"),
    ],
)
def test_a_sentence_that_renews_still_speaks_against_it(texts: tuple[str, ...]) -> None:
    assert _state(*texts) != "cancelled"


@pytest.mark.parametrize(
    "texts",
    [
        ("Baja solicitada", "Suscripción cancelada. Disfrutarás de Plus hasta el 6 de enero."),
        ("Cancellation requested", "Your plan is cancelled. Watch until 6 January 2027."),
        ("Résiliation demandée", "Votre abonnement est résilié. Lisez jusqu'au 6 janvier 2027."),
        ("Kündigung angefordert", "Dein Abo ist gekündigt. Zugriff bis zum 6. Januar 2027."),
    ],
)
def test_requested_beside_a_plan_that_is_cancelled_tells_who_wanted_it(
    texts: tuple[str, ...],
) -> None:
    assert _state(*texts) == "cancelled"


@pytest.mark.parametrize(
    "texts",
    [
        ("Baja solicitada", "Disfrutarás de Plus hasta el 6 de enero."),
        ("Baja solicitada", "Suscripción cancelada cuando la confirmes. Hasta el 6 de enero."),
        ("Cancellation requested", "Your plan is cancelled once we approve it, until 6 January."),
        ("Cancellation requested", "Your plan is cancelled. Your request is under review."),
        (
            "Cancellation request under review",
            "Your plan is cancelled. Watch until 6 January 2027. Cancellation is under review.",
        ),
    ],
)
def test_a_request_that_is_not_done_yet_is_no_end(texts: tuple[str, ...]) -> None:
    assert _state(*texts) == "unknown"


@pytest.mark.parametrize(
    "service", ["Les Bulles du Canal", "Radio del Canal", "Bakery of the Channel", "Bar du Canal"]
)
def test_a_name_that_is_of_the_channel_is_a_whole_service(service: str) -> None:
    assert own_word(service) is None


def test_the_plans_of_such_a_service_are_no_other_parts() -> None:
    siblings = Siblings("Bar du Canal")
    lines = [
        TextLine(words, x, y, x + 150, y + 20, 95.0)
        for x, name, price in ((340, "Solo", "11,99"), (650, "Lecteur", "6,99"))
        for y, words in ((355, name), (390, f"{price} \u20ac / mois"), (430, "Toutes les images"))
    ]
    siblings.learn([*lines, TextLine("Bar du Canal, Toulouse", 340, 600, 560, 620, 95.0)])
    assert siblings.names == []


@pytest.mark.parametrize("service", ["Arbor Cinevault channel", "Arbor Cinevault Canal"])
def test_a_part_keeps_its_word(service: str) -> None:
    assert own_word(service) == "cinevault"


_ASKED = [
    step("click", "Cancel my contract", page="account"),
    step("click", "End it on 31 December 2026", page="survey"),
]


def _form(y: int) -> str:
    """What is pressed: a form, and a row of bare words at this height below its button."""
    form = case(
        "# Cancel my contract",
        "What would you like to do?",
        "(.) Suspend my membership for 2 months",
        "(o) End it on 31 December 2026",
        "[Continue]",
        **ACCOUNT,
        history=_ASKED,
    )
    row = (("Club Granite, 12 Quarry Row", 300), ("Cancel my contract", 600), ("Help", 800))
    foot = [Control(words, Box(x, y, x + 9 * len(words), y + 18), LINK) for words, x in row]
    screen = replace(form.screen, controls=(*form.screen.controls, *foot))
    return choose(Case(form.question, screen)).target or ""


def test_a_way_in_at_the_foot_of_its_own_form_is_not_gone_again() -> None:
    assert _form(540) == "Continue"


def test_what_stands_close_below_a_form_belongs_to_it() -> None:
    assert _form(265) == "Cancel my contract"
