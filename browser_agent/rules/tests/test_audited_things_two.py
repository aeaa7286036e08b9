"""Cards beside the plan's, with a bare button, another name, or no plan's name anywhere."""

import pytest

from browser_agent.rules.other_things import ends_one
from browser_agent.rules.tests.test_audited_things import pressed
from browser_agent.rules.tests.vision_screens import case
from browser_agent.tests.test_audited_things import FLEX, button_of, judged

GYM = "Ironpine Gym"
NO_PERIOD = ("Flex", "$39.00", "[Details]", "Sauna corner", "$6.00", "[Cancel sauna]")
NO_SIGN = ("Flex", "39.00 per month", "[Details]", "Sauna corner", "6.00 per month",
           "[Cancel sauna]")  # fmt: skip
RENEWS = ("Flex", "Renews December 5 at $39.00", "[Details]", "Sauna corner",
          "Renews December 5 at $6.00", "[Cancel sauna]")  # fmt: skip
FIRST = ("Sauna corner", "$6.00 a month", "[Cancel sauna]", "Flex", "$39.00 a month", "[Details]")
BARE = [
    (*FLEX, "Sauna", "$6.00 a month", "[Cancel]"),
    (*FLEX, "Sauna", "Steam and more", "$6.00 a month", "Next payment", "[Cancel]"),
    (*FLEX, "Sauna pass", "$6.00 a month", "[Cancel pass]"),
    (*FLEX, "Sauna plan", "$6.00 a month", "[Cancel my plan]"),
    (*FLEX, "Kids club", "$6.00 a month", "[Cancel Kids club membership]"),
    (*FLEX, "Your towels service is active", "[Cancel service]"),
    ("Sauna", "$6.00 a month", "[Cancel]", *FLEX),
    ("Gym-Mitgliedschaft", "39,00 € im Monat", "[Details]", "Sauna-Abo", "6,00 € im Monat",
     "[Abo kündigen]"),
    ("Abonnement Gym", "39,00 € par mois", "[Détails]", "Piscine", "6,00 € par mois",
     "[Résilier]"),
]  # fmt: skip
OURS = [
    ("Arbor", ("Premium plan", "$15.49 a month", "Extra member slot", "$7.99 a month",
               "[Cancel membership]")),
    ("Arbor", ("Arbor Premium", "$9.99 a month", "Add-ons", "Sports", "$3.00 a month", "[Remove]",
               "[Cancel plan]")),
    ("Arbor", ("Your plan", "Premium", "$9.99 a month", "[Cancel]")),
    ("Arbor", ("Arbor Premium", "$9.99 a month", "[Cancel]", "Arbor Music", "$4.99 a month",
               "[Subscribe]")),
    ("Arbor", ("Ultimate", "$9.99 a month", "[Cancel Ultimate]", "Sports", "$4.99 a month",
               "[Details]")),
    (GYM, ("Gym membership - Flex", "$39.00 a month", "[Cancel]", "Sauna", "$6.00 a month",
           "[Details]")),
    (GYM, ("Gym membership - Flex", "$39.00 a month", "[Cancel membership]", "Sauna",
           "$6.00 a month", "[Details]")),
    (GYM, ("Mitgliedschaft Flex", "39,00 € im Monat", "[Mitgliedschaft kündigen]", "Sauna",
           "6,00 € im Monat", "[Details]")),
]  # fmt: skip


def is_of_another(rows: tuple[str, ...], service: str = GYM) -> bool:
    """What the rules think of the button that ends something."""
    page = case(*rows, service=service)
    label = button_of(rows).strip("[]")
    return ends_one(page, next(x for x in page.labels if x.text == label))


@pytest.mark.parametrize("rows", [NO_PERIOD, NO_SIGN, RENEWS, FIRST, *BARE])
def test_a_card_beside_the_plans_is_not_ended(rows: tuple[str, ...]) -> None:
    assert judged(GYM, rows) == "other"
    assert is_of_another(rows)


@pytest.mark.parametrize("rows", [NO_PERIOD, NO_SIGN, FIRST])
def test_a_name_of_another_card_is_not_pressed(rows: tuple[str, ...]) -> None:
    assert pressed(GYM, rows) != "Cancel sauna"


@pytest.mark.parametrize(("service", "rows"), OURS)
def test_the_plans_own_card_is(service: str, rows: tuple[str, ...]) -> None:
    assert judged(service, rows) == "none_against"
    assert not is_of_another(rows, service)
    assert pressed(service, rows) == button_of(rows).strip("[]")


ALL_THERE_IS = [
    ("GuestHub", ("Plan", "$5.99 a month", "[Cancel reservations]")),
    ("Gousto", ("Your boxes", "$59.99 per week", "[Cancel orders]")),
    ("Post", ("Zustellung", "9,99 € im Monat", "[Bestellung kündigen]")),
    ("Netto Kiste", ("Deine Kiste", "19,99 € pro Woche", "[Bestellung kündigen]")),
]


@pytest.mark.parametrize(("service", "rows"), ALL_THERE_IS)
def test_all_that_is_ordered_is_the_plan_where_nothing_else_is_sold(
    service: str, rows: tuple[str, ...]
) -> None:
    assert judged(service, rows) == "none_against"
    assert pressed(service, rows) == button_of(rows).strip("[]")


@pytest.mark.parametrize(
    "rows",
    [
        (*FLEX, "[Cancel reservations]"),
        ("Flex", "$39.00 a month", "Monday 6 pm", "[Cancel reservation]"),
        ("Flex", "$39.00 a month", "[Cancel locker]"),
        ("Flex", "$39.00 a month", "Sauna", "$6.00 a month", "[Cancel visits]"),
    ],
)
def test_what_is_booked_beside_a_membership_is_not(rows: tuple[str, ...]) -> None:
    assert judged(GYM, rows) == "other"
    assert pressed(GYM, rows) != button_of(rows).strip("[]")


def test_a_card_of_rewards_is_no_plans() -> None:
    rows = ("Membership Rewards", "Active", "Cinema", "$9.99 a month", "[Cancel Cinema]")
    assert judged("Sky", rows) == "none_against"
    assert pressed("Sky", rows) == "Cancel Cinema"
