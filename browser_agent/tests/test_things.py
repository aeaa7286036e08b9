"""Things beside the plan, ended by buttons that name them."""

import pytest

from browser_agent.things import ends_a_thing

CARDS = (
    "Active · $6.00 a month", "Locker rental #212", "Details",
    "Active · $39.00 a month", "Gym membership - Flex",
)  # fmt: skip


@pytest.mark.parametrize(
    "words",
    ["Cancel locker", "Cancel my booking", "Spind kündigen", "Annuler la commande",
     "Anular la reserva", "Cancel class"],
)  # fmt: skip
def test_a_thing_is_no_plan(words: str) -> None:
    assert ends_a_thing(words, (), "Ironpine Gym")


def test_what_is_called_as_its_card_below_the_plans_own() -> None:
    cards = ("$6.00 a month", "Sauna corner", "Details", "$39.00 a month", "Gym membership")
    assert ends_a_thing("Cancel sauna", cards, "Ironpine Gym")


@pytest.mark.parametrize(
    ("words", "column"),
    [
        ("Cancel membership", CARDS),
        ("Cancel Ultimate", ("$9.99 a month", "Ultimate", "Your subscription")),
        ("Cancel anyway", CARDS),
        ("Cancel online", ()),
        ("Cancel Ironpine", CARDS),
        ("Premium kündigen", ("9,99 € / Monat", "Premium")),
        ("Résilier mon offre", ()),
        ("Cancelar ahora", ()),
        ("End trial", ()),
    ],
)
def test_the_plan_is_none(words: str, column: tuple[str, ...]) -> None:
    assert not ends_a_thing(words, column, "Ironpine Gym")


def test_a_service_of_that_name_is_the_plan() -> None:
    assert not ends_a_thing("Cancel locker", (), "Locker One")
