"""What reaches further than the one plan; what answers an offer in words that nobody knows."""

from dataclasses import replace

import pytest

from browser_agent.asking import Above
from browser_agent.money import amounts, charged_prices
from browser_agent.policy import Press, judge_press
from browser_agent.scope import declines, ends_more

OFFER = Above(("Would you like a special price: 50% off for three months?",))


def rule(words: str, page: str = "account", **given: object) -> str:
    press = replace(Press(words, words, page, commit=False), **given)  # type: ignore[arg-type]
    decision = judge_press(press, action="cancel", commits=0)
    return "allow" if decision.allowed else decision.rule


@pytest.mark.parametrize(
    "words",
    [
        "Cancel all subscriptions",
        "Cancel everything",
        "Cancel Sports add-on",
        "Cancel add-on",
        "Remove extra member",
        "Alle Abos k\u00fcndigen",
        "Zusatzpaket k\u00fcndigen",
        "Cancelar todas las suscripciones",
        "Cancelar complemento",
        "R\u00e9silier tous mes abonnements",
        "R\u00e9silier l'option",
    ],
)
def test_what_ends_more_than_the_plan_is_refused(words: str) -> None:
    assert ends_more(words)
    assert rule(words) == "other"


@pytest.mark.parametrize(
    "words",
    ["Cancel my plan", "Cancel Premium", "Abo k\u00fcndigen", "R\u00e9silier mon abonnement",
     "Dar de baja mi suscripci\u00f3n", "Cancel subscription"],
)  # fmt: skip
def test_the_plan_itself_may_be_ended(words: str) -> None:
    assert not ends_more(words)
    assert rule(words) == "allow"


@pytest.mark.parametrize(
    "words",
    ["Let's do it", "Half off", "Trato hecho", "March\u00e9 conclu", "Noch ein Monat",
     "$4.99/mo for 3 months", "Sounds like a plan", "Why not?", "Warum nicht"],
)  # fmt: skip
def test_unknown_words_under_an_offer_take_nothing(words: str) -> None:
    assert rule(words, "offer", asked=OFFER) != "allow"


@pytest.mark.parametrize(
    "words",
    ["No thanks", "Continue to cancel", "Skip", "Not interested", "Weiter zur K\u00fcndigung",
     "Non, j'adore jeter l'argent par les fen\u00eatres", "No, gracias", "Nein danke",
     "Lieber nicht, weiter", "Mejor no", "Thanks but no"],
)  # fmt: skip
def test_a_no_under_an_offer_goes_on(words: str) -> None:
    assert rule(words, "offer", asked=OFFER) == "allow"


@pytest.mark.parametrize("words", ["Later", "Maybe later", "Plus tard", "Sp\u00e4ter", "Ahora no"])
def test_words_that_only_refuse(words: str) -> None:
    assert declines(words)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Total today: $1,299", 1299.0),
        ("Gesamt: 1.299 \u20ac", 1299.0),
        ("\u20ac1.299,50", 1299.5),
        ("12.990 \u20ac", 12990.0),
        ("$9.99", 9.99),
        ("9,99 \u20ac", 9.99),
        ("$1,234.50", 1234.5),
        ("15 \u20ac", 15.0),
    ],
)
def test_thousands_are_read_whole(text: str, amount: float) -> None:
    assert amounts(text) == [amount]
    assert charged_prices([text]) == (amount,)


def test_a_thousand_is_above_a_small_limit() -> None:
    press = Press("Pay now", "Pay now", "checkout", commit=True, prices=charged_prices(["$1,299"]))
    decision = judge_press(press, action="resume", commits=0, price_max=15.49)
    assert (decision.verdict, decision.rule) == ("ask", "price_above_limit")
