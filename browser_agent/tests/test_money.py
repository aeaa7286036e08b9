"""What a page charges, and when a press makes it do so."""

import pytest

from browser_agent.money import checks_out, pays
from browser_agent.policy import Press, is_commit, judge_press

REVIEW = (
    "Review and restart",
    "Quillo Premium $22.99/month",
    "Due today $0.00",
    "First charge of $22.99 December 3, 2026",
    "Restart Subscription Change plan",
)


@pytest.mark.parametrize(
    "line",
    ["Due today: $9.99", "First charge of $22.99", "By clicking Restart you agree to be charged",
     "Heute f\u00e4llig: 9,99 \u20ac", "Mit dem Klick auf Fortsetzen stimmst du zu",
     "\u00c0 payer aujourd'hui", "En cliquant, vous acceptez", "Total a pagar hoy",
     "Al pulsar aceptas el cobro", "Order summary"],
)  # fmt: skip
def test_a_page_that_sums_up_a_payment_is_told(line: str) -> None:
    assert checks_out(["Welcome back, $9.99", line])
    assert not checks_out(["Welcome back", "No price, and a page that sums up nothing"])


@pytest.mark.parametrize(
    "line",
    ["Your subscription has been cancelled.", "You can watch until December 3, 2026",
     "Last plan: Standard, $15.49 / month", "Your reviews", "Payment method Visa", "Restart",
     "Letzte Zahlung 9,99 \u20ac", "Dernier paiement", "\u00daltimo pago",
     "Leave a review and win", "Resumen de tu cuenta", "Zusammenfassung",
     "By clicking Accept you agree to cookies"],
)  # fmt: skip
def test_an_account_page_is_none(line: str) -> None:
    assert not checks_out([line, "$9.99"])


def restart(words: tuple[str, ...], prices: tuple[float, ...]) -> Press:
    label = "Restart Subscription"
    return Press(label, label, "account", commit=False, prices=prices, words=words)


def test_the_page_that_charges_is_a_last_page_whatever_it_is_called() -> None:
    dear = restart(REVIEW, (22.99,))
    assert is_commit(dear, "resume")
    told = judge_press(dear, action="resume", commits=0, plan="Standard", price_max=15.49)
    assert (told.verdict, told.effect) == ("ask", "spend")
    fitting = restart(tuple(line.replace("Premium", "Standard") for line in REVIEW), (15.49,))
    assert judge_press(
        fitting, action="resume", commits=0, plan="Standard", price_max=15.49
    ).allowed
    account = restart(("Your subscription has been cancelled.", "Last plan: Standard"), ())
    assert not is_commit(account, "resume")


def test_what_pays_by_its_words() -> None:
    assert pays("Pay $9.99")
    assert pays("Valider et payer")
    assert not pays("Pay monthly")
