""" "Change plan" on a page that sums up a choice, and on pages of one's own plan: an auditor's."""

import pytest

from browser_agent.policy import Press, judge_press
from browser_agent.rules.act import choose
from browser_agent.rules.tests.test_first_sights import ACCOUNT
from browser_agent.rules.tests.vision_screens import case, step

SUMMARIES = [
    ("# Summary", "Basic", "Next payment: $4.99 on December 5", "[Change plan]"),
    ("# Summary", "Basic", "Renews December 5 at $4.99", "[Change plan]"),
    ("# Good choice!", "Basic", "Next payment $4.99 on December 5", "[Switch plan]"),
    ("# Almost done", "Current plan Premium", "Basic $4.99 a month", "[Change plan]"),
    ("# Zusammenfassung", "Basic", "N\u00e4chste Zahlung: 4,99 \u20ac am 5. Dezember",
     "[Tarif wechseln]"),
    ("# Fast geschafft", "Dein Tarif: Basic", "4,99 \u20ac im Monat", "[Tarif wechseln]"),
    ("# R\u00e9capitulatif", "Essentiel", "Prochain paiement : 4,99 \u20ac le 5 d\u00e9cembre",
     "[Changer de forfait]"),
    ("# Resumen", "B\u00e1sico", "Pr\u00f3ximo pago: 4,99 \u20ac el 5 de diciembre",
     "[Cambiar de plan]"),
]  # fmt: skip
OWN = [
    ("# Subscription", "Premium", "$9.99/month", "Billing date December 5", "[Change plan]"),
    ("# Subscription", "You are on Premium", "$9.99/month", "[Change plan]"),
    ("# Subscription", "You're subscribed to Premium", "$9.99/month", "[Change plan]"),
    ("# Abonnement", "Vous \u00eates abonn\u00e9 \u00e0 Premium", "9,99 \u20ac par mois",
     "[Changer de formule]"),
    ("# Suscripci\u00f3n", "Est\u00e1s suscrito a Premium", "9,99 \u20ac al mes",
     "[Cambiar de plan]"),
    ("# Resumen", "Premium", "Pr\u00f3ximo pago: 9,99 \u20ac el 5 de diciembre",
     "[Cambiar de plan]", "Cancelar suscripci\u00f3n"),
]  # fmt: skip


def pressed(rows: tuple[str, ...]) -> str:
    """What the rules press once they have looked below."""
    history = [step("scroll", "", changed=False) for _ in range(2)]
    return choose(case(*rows, **(ACCOUNT | {"history": history}))).target


def is_allowed(rows: tuple[str, ...]) -> bool:
    words = next(each.strip("[]") for each in rows if each.startswith("["))
    page = tuple(each.strip("#[] ") for each in rows)
    press = Press(words, words, "account", commit=False, words=page)
    return judge_press(press, action="cancel", commits=0).allowed


@pytest.mark.parametrize("rows", SUMMARIES)
def test_what_a_summary_takes_is_not_taken(rows: tuple[str, ...]) -> None:
    assert pressed(rows) != rows[-1].strip("[]")
    assert not is_allowed(rows)


@pytest.mark.parametrize("rows", OWN)
def test_the_way_to_the_plans_from_ones_own_is_open(rows: tuple[str, ...]) -> None:
    assert is_allowed(rows)


@pytest.mark.parametrize("rows", OWN[:-1])
def test_and_taken_where_there_is_no_other(rows: tuple[str, ...]) -> None:
    assert pressed(rows) == rows[-1].strip("[]")
