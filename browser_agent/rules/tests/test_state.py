"""What sentences say about a subscription, and what they only seem to say."""

from datetime import date

import pytest

from browser_agent.rules.state import Subscription, read_state
from browser_agent.rules.tests.vision_screens import case

TODAY = date(2026, 11, 21)
THEN = date(2026, 12, 14)


def state_of(*items: str) -> Subscription:
    return read_state(case(*items).screen, today=TODAY)


@pytest.mark.parametrize(
    "sentence",
    [
        "Next payment: December 14, 2026",
        "Your next billing date is Dec 14, 2026.",
        "Renews on December 14, 2026",
        "Your plan will automatically renew on 14 December 2026.",
        "Your next charge is on 12/14/2026",
        "You'll be charged $9.99 on Dec 14, 2026",
        "Renewal date: 14/12/2026",
        "Your free trial ends on December 14, 2026. You will be charged after that.",
        "Pr\u00f3ximo pago: 14 de diciembre de 2026",
        "Prochain paiement : 14 d\u00e9cembre 2026",
        "N\u00e4chste Zahlung: 14. Dezember 2026",
    ],
)
def test_it_renews(sentence: str) -> None:
    found = state_of("# Account", sentence)

    assert (found.state, found.on) == ("active", THEN)


@pytest.mark.parametrize(
    "sentence",
    [
        "Your membership ends on December 14, 2026.",
        "You can keep watching until December 14, 2026. After that you will not be charged again.",
        "Aktiv bis 14. Dezember 2026. Danach wird nichts mehr berechnet.",
        "Your plan will end on 14 December 2026",
        "Access until Dec 14, 2026",
        "You can keep watching until December 14, 2026.",
        "Your subscription has been cancelled and expires on 12/14/2026",
        "Cancels on Dec 14, 2026",
        "Plan: Premium Expires December 14, 2026",
        "Ends 14 Dec 2026",
        "You'll go back to Basic Free on 14 December 2026",
        "Your subscription is set to expire on December 14, 2026",
        "You'll still have access through December 14, 2026",
        "Active until December 14, 2026",
        "Auto-renew is off. Access ends December 14, 2026.",
        "Your plan won't renew. Enjoy it until 14 Dec 2026.",
        "Tu suscripci\u00f3n finaliza el 14 de diciembre de 2026",
        "Votre abonnement prend fin le 14 d\u00e9cembre 2026",
        "Ihre Mitgliedschaft endet am 14. Dezember 2026",
    ],
)
def test_it_ends(sentence: str) -> None:
    found = state_of("# Account", sentence)

    assert (found.state, found.on) == ("cancelled", THEN)


@pytest.mark.parametrize(
    "sentence",
    [
        "Cancel anytime.",
        "Cancel online at any time, no commitment",
        "If you cancel, your access ends on December 14, 2026.",
        "You can cancel before December 14, 2026",
        "This offer ends December 14, 2026",
        "How do I cancel my subscription?",
        "Are you sure you want to cancel?",
        "Your card expires on 12/28",
        "Visa ending in 4242",
        "Member since March 2021",
        "Your subscription could not be cancelled.",
        "Last payment: November 14, 2026",
        "Lastschrift, IBAN endet auf 9921",
        "Tarjeta terminada en 4242",
        "Carte se terminant par 4242",
        "Visa card expires 11 December 2028",
        "Sale ends December 14, 2026",
    ],
)
def test_it_says_nothing(sentence: str) -> None:
    assert state_of("# Account", sentence).state == "unknown"


@pytest.mark.parametrize(
    ("items", "state"),
    [
        (("Renews on December 14, 2026", "Your plan ends on January 2, 2027"), "unknown"),
        (("Status: Active", "Your plan ends on December 14, 2026"), "cancelled"),
        (("Status", "Canceled", "[Resubscribe]"), "cancelled"),
        (("Next payment: none", "[Reactivate]"), "cancelled"),
        (("Your membership is paused until January 14, 2027", "[Resume]"), "active"),
        (("Premium", "[Cancel membership]"), "active"),
        (("Premium", "[Restart membership]"), "cancelled"),
        (("You don't have an active plan.", "[Choose a plan]"), "cancelled"),
        (("Valid until 30 June 2027", "Automatic renewal: on"), "active"),
        (("Valid until 30 June 2027", "Automatic renewal: off"), "cancelled"),
        (("Automatic renewal: off", "[Switch renewal on]"), "cancelled"),
        (("Your plan was cancelled", "Automatic renewal: on"), "unknown"),
        (("Current period ends December 14, 2026", "Auto-renewal is on"), "active"),
    ],
)
def test_together_they_say(items: tuple[str, ...], state: str) -> None:
    assert state_of("# Account", *items).state == state


def test_no_day_is_taken_from_another_sentence() -> None:
    found = state_of("Your membership has been cancelled.", "Member since June 3, 2020")

    assert (found.state, found.on) == ("cancelled", None)


def test_the_quote_is_the_line_that_decides() -> None:
    found = state_of("# Account", "Visa 4242", "Renews on December 14, 2026")

    assert found.said is not None
    assert found.said.quote == "Renews on December 14, 2026"
