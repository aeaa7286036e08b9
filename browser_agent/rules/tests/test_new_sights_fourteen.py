"""What account pages say that only seems to contradict an end, and ways past such words."""

import pytest

from browser_agent.sayings import state_of
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
