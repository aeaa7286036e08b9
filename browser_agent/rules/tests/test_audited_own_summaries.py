""" "Summary" above one's own plan: "Change plan" leads on there, unless something was chosen."""

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.tests.test_audited_summaries import is_allowed, pressed
from browser_agent.rules.tests.test_first_sights import ACCOUNT
from browser_agent.rules.tests.vision_screens import case, step

OWN = [
    ("# Resumen", "Plan Premium", "9,99 \u20ac al mes", "Pr\u00f3ximo pago: 5 de diciembre",
     "[Cambiar de plan]"),
    ("# Mi cuenta", "Resumen", "Tu plan: Premium", "9,99 \u20ac al mes",
     "Renovaci\u00f3n: 5 de diciembre", "[Cambiar de plan]"),
    ("# Plan summary", "Premium", "$9.99 a month", "Next payment: December 5", "[Change plan]"),
    ("# Account", "Summary", "Your plan: Premium", "$9.99 a month", "Renews on December 5",
     "[Change plan]"),
    ("# R\u00e9capitulatif", "Votre formule : Premium", "9,99 \u20ac par mois",
     "Prochain paiement : 5 d\u00e9cembre", "[Changer de formule]"),
    ("# Zusammenfassung", "Dein Tarif: Premium", "9,99 \u20ac im Monat",
     "N\u00e4chste Zahlung: 5. Dezember", "[Tarif \u00e4ndern]"),
    ("# Zusammenfassung", "Dein Tarif: Premium", "9,99 \u20ac im Monat",
     "N\u00e4chste Zahlung: 05.12.2026", "[Tarif \u00e4ndern]"),
    ("# Summary", "Your plan: Premium", "$9.99 a month", "Renews on December 5th, 2026",
     "[Change plan]"),
]  # fmt: skip
CHOSEN = [
    ("# Summary", "Basic", "Next payment: $4.99", "You can cancel anytime", "[Change plan]"),
    ("# Summary", "Basic", "Next payment: $4.99", "Cancel at any time", "[Change plan]"),
    ("# Summary", "Basic", "Next payment: 4.99 on 12/05/2026", "[Change plan]"),
    ("# Summary", "Basic", "Next payment: 499 kr on December 5", "[Change plan]"),
    ("# Summary", "Your plan: Basic", "Next payment: $4.99 on December 5", "[Change plan]"),
    ("# Summary", "Basic", "$4.99 a month", "instead of $9.99", "Next payment: December 5",
     "[Change plan]"),
    ("# Order summary", "Basic", "$4.99 a month", "Next payment: December 5", "[Change plan]"),
    ("# Last step", "Your plan: Basic", "$4.99 a month", "Next payment: December 5",
     "[Change plan]"),
    ("# Summary", "Almost done", "Basic", "$4.99 a month", "Renews on December 5",
     "[Change plan]"),
    ("# R\u00e9capitulatif", "Essentiel", "Prochain paiement : 4,99 \u20ac",
     "Sans engagement, r\u00e9siliez quand vous voulez", "[Changer de formule]"),
    ("# Zusammenfassung", "Basic", "N\u00e4chste Zahlung: 4,99 \u20ac",
     "Jederzeit k\u00fcndbar", "[Tarif wechseln]"),
]  # fmt: skip


@pytest.mark.parametrize("rows", OWN)
def test_from_a_summary_of_the_account_the_plans_are_looked_at(rows: tuple[str, ...]) -> None:
    assert pressed(rows) == rows[-1].strip("[]")
    assert is_allowed(rows)


@pytest.mark.parametrize("rows", OWN)
def test_not_once_a_plan_was_chosen(rows: tuple[str, ...]) -> None:
    chosen = step("click", "choose basic", page="account")
    history = [chosen, *(step("scroll", "", changed=False) for _ in range(2))]
    assert choose(case(*rows, **(ACCOUNT | {"history": history}))).target != rows[-1].strip("[]")


@pytest.mark.parametrize("rows", CHOSEN)
def test_what_a_summary_takes_is_not_taken(rows: tuple[str, ...]) -> None:
    assert pressed(rows) != rows[-1].strip("[]")
    assert not is_allowed(rows)
