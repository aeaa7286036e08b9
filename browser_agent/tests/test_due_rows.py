"""Rows that tell what the plan costs and when, and no thing."""

import pytest

from browser_agent.scope import turns_off_something_else


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("Désactiver", ("12,99 € / mois", "Prochaine facturation : 17 décembre 2026")),
        ("Turn off", ("$9.99/month", "Next payment: December 5, 2026")),
        ("Desactivar", ("9,99 €/mes", "Próximo cobro: 5 de diciembre de 2026")),
        ("Deaktivieren", ("9,99 € pro Monat", "Nächste Abbuchung am 5. Dezember 2026")),
    ],
)
def test_a_price_and_its_next_day_are_the_plans_own(words: str, row: tuple[str, ...]) -> None:
    assert not turns_off_something_else(words, row)


@pytest.mark.parametrize("row", [("4K + Dolby", "$2.00/month"), ("Kinderprofil",), ("Downloads",)])
def test_a_thing_beside_its_price_is_another(row: tuple[str, ...]) -> None:
    assert turns_off_something_else("Turn off", row)
