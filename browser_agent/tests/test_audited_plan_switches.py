""" "Change plan": which pages an audit saw it take a plan on, and where it is the only way in."""

import time

import pytest

from browser_agent.policy import Press, judge_press
from browser_agent.sibling_words import RUNS

TAKEN = [
    ("Switch plan", ("Confirm your plan change", "Basic - $4.99 a month")),
    ("Change plan", ("Review your change", "Current plan: Premium", "New: Basic $4.99")),
    ("Change plan", ("You selected Basic", "$4.99 a month")),
    ("Change plan", ("Selected plan: Basic", "$4.99 a month")),
    ("Change plan", ("Get Basic with ads", "$4.99 a month")),
    ("Change plan", ("Arbor Basic with ads", "4.99 a month", "Starting December 5")),
    ("Change plan", ("Are you sure?", "Your plan becomes Basic on December 5")),
    ("Change plan", ("Change your current monthly plan to Basic", "$4.99 a month")),
    ("Switch plan", ("Basic is better for you", "You'll be charged $4.99 on December 5")),
    ("Change plan", ("Lower your bill", "Basic: $4.99/month")),
    ("Update plan", ("Selected plan: Basic", "$4.99 a month")),
    ("Confirm plan change", ("Selected plan: Basic", "$4.99 a month")),
    ("Tarif wechseln", ("Ausgewählt: Basic", "4,99 € im Monat")),
    ("Tarif wechseln", ("Basic", "4,99 € im Monat", "Ab dem 5. Dezember")),
    ("Tarif ändern", ("Bestätige die Änderung", "Basic 4,99 € im Monat")),
    ("Changer de forfait", ("Vous avez choisi Essentiel", "4,99 € par mois")),
    ("Changer d'offre", ("Payez moins avec Essentiel", "4,99 € par mois")),
    ("Cambiar de plan", ("Has elegido Básico", "4,99 € al mes")),
    ("Cambiar de plan", ("Tu plan será Básico", "4,99 € al mes desde el 5 de diciembre")),
]
OWN = ("Account", "Arbor Premium", "$9.99 a month", "Renews on December 5, 2026")
BESIDE_OURS = [
    ("Change plan", "You can switch to a different plan at any time."),
    ("Change plan", "You switched to Premium on March 3, 2026"),
    ("Change plan", "Changes to your plan take effect immediately."),
    ("Change plan", "Only $9.99 a month"),
    ("Change plan", "New plan available"),
    ("Change plan", "Keep track of your orders"),
    ("Change plan", "Move data to another service"),
    ("Tarif wechseln", "Du kannst jederzeit zu einem anderen Tarif wechseln."),
    ("Tarif wechseln", "Mit dem Jahresabo sparst du 16 %"),
    ("Changer d'offre", "Economisez 16 % avec l'offre annuelle"),
    ("Cambiar de plan", "Puedes cambiar a otro plan cuando quieras."),
    ("Cambiar de plan", "Ahorra un 16% con el plan anual"),
    ("Cambiar de plan", "Pasa a anual"),
]
STILL_TAKEN = [
    "Switch to Basic?",
    "Switch to Basic and save",
    "Your plan changes today",
    "Pay only $4.99 a month",
    "You selected Basic",
    "Confirm your plan change",
]
ACCOUNTS = [
    ("Manage your plan", "Premium Individual", "Your next bill is for $11.99 on 12/14/26."),
    ("Premium Individual", "$11.99/month, next bill December 8, 2026"),
    ("Manage your subscription", "Premium Individual", "$11.99 a month"),
    ("Your plan: Premium", "$9.99 a month"),
    ("Premium Individual", "1 Premium account", "Download to listen offline"),
    ("Mein Abo", "Premium", "11,99 € im Monat", "Nächste Abbuchung am 5. Dezember"),
    ("Tu plan", "Premium", "11,99 € al mes", "Próximo cobro: 5 de diciembre"),
    ("Votre abonnement", "Premium", "11,99 € par mois", "Prochain paiement le 5 décembre"),
]


def judged(label: str, *words: str, page: str = "account") -> str:
    press = Press(label, label, page, commit=False, words=(*words, label, "Help"))
    return judge_press(press, action="cancel", commits=0).rule


@pytest.mark.parametrize("page", ["account", "home"])
@pytest.mark.parametrize(("label", "words"), TAKEN)
def test_it_takes_the_plan_that_stands_there(label: str, words: tuple[str, ...], page: str) -> None:
    press = Press(label, label, page, commit=False, words=(*words, label))
    assert judge_press(press, action="cancel", commits=0).rule == "change"


@pytest.mark.parametrize(("label", "told"), BESIDE_OURS)
def test_it_leads_on_beside_our_own_renewal(label: str, told: str) -> None:
    assert judged(label, *OWN, told) == "none_against"


@pytest.mark.parametrize("told", STILL_TAKEN)
def test_an_offer_beside_our_own_renewal_is_one(told: str) -> None:
    assert judged("Change plan", *OWN, told) == "change"


@pytest.mark.parametrize("words", ACCOUNTS)
def test_it_is_the_only_way_in_on_an_account_page(words: tuple[str, ...]) -> None:
    for label in ("Change plan", "Cambiar de plan", "Tarif wechseln", "Changer d'offre"):
        assert judged(label, *words) == "none_against"


def test_beside_the_answer_that_keeps_ours_it_is_one() -> None:
    assert judged("Change plan", *OWN, "Keep my current plan") == "change"


@pytest.mark.parametrize("said", ["9,99 € " * 900, "1 " * 3000, "$ " * 2000, "x" * 6000])
def test_a_long_line_is_read_in_no_time(said: str) -> None:
    began = time.perf_counter()
    RUNS.search(said)
    assert time.perf_counter() - began < 0.2
