"""What "Cancel X" ends: the only thing that is sold, or what stands beside the plan."""

import pytest

from browser_agent.asking import above
from browser_agent.policy import Press, judge_press
from kernel.ocr import TextLine

# Service, and a page from the top; in brackets its buttons.
ALL_THERE_IS = [
    ("JustPark", ("My plan", "$9.99 a month", "Renews on December 5, 2026", "[Cancel parking]")),
    ("Spotly", ("My plan", "$9.99 a month", "Renews on December 5, 2026", "[Cancel parking]")),
    ("Lemonade", ("Renters", "$9.99 a month", "Renews on December 5, 2026", "[Cancel insurance]")),
    ("Getsafe", ("Hausrat", "9,99 € im Monat", "[Versicherung kündigen]")),
    ("Luko", ("Habitation", "9,99 € par mois", "[Résilier mon assurance]")),
    ("Verti", ("Coche", "29,99 € al mes", "[Cancelar seguro]")),
    ("Tagblatt", ("Zeitung", "9,99 € im Monat", "[Lieferung kündigen]")),
    ("Tagblatt", ("Zeitung", "9,99 € im Monat", "[Lieferung abbestellen]")),
    ("HelloBox", ("Your box", "$59.99 per week", "[Cancel deliveries]")),
    ("Preply", ("Spanish", "$59.99 a month", "[Cancel lessons]")),
    ("Yoga Loft", ("Yoga", "$59.99 a month", "[Cancel classes]")),
    ("Tonal", ("Equipment", "$59.99 a month", "[Cancel rental]")),
    ("Shurgard", ("Unit 12", "59,99 € a month", "[Cancel storage unit]")),
    ("Babbel", ("Spanisch", "9,99 € im Monat", "[Kurs kündigen]")),
]
OURS = [
    ("Arbor", ("Your subscription", "Ultimate", "$9.99 a month", "[Cancel Ultimate]")),
    ("Arbor", ("Current plan", "$9.99 a month", "Ultimate", "Active", "[Cancel Ultimate]")),
    ("Arbor", ("Ultimate", "$9.99 a month", "Next payment", "$9.99", "[Cancel Ultimate]")),
    ("Arbor", ("Ultimate", "$9.99 a month", "[Cancel Ultimate]", "Family", "$14.99 a month",
               "[Switch to Family]")),
    ("Arbor", ("Family", "$14.99 a month", "[Upgrade]", "Ultimate", "$9.99 a month",
               "[Cancel Ultimate]")),
    ("Arbor", ("Mitgliedschaft", "9,99 € im Monat", "Nächste Abbuchung", "05.12.2026",
               "[Ultimate kündigen]")),
    ("Ironpine Gym", ("Gym membership - Flex", "$39.00 a month", "[Cancel Flex]", "Sauna corner",
                      "$6.00 a month", "[Details]")),
]  # fmt: skip
FLEX = ("Gym membership - Flex", "$39.00 a month", "[Details]")
BESIDE = [
    (*FLEX, "Spa zone", "$6.00 a month", "[Cancel spa]"),
    (*FLEX, "Saunas", "$6.00 a month", "[Cancel sauna]"),
    (*FLEX, "Personal training", "$60.00 a month", "[Cancel coaching]"),
    (*FLEX, "Sauna membership", "$6.00 a month", "[Cancel sauna]"),
    (*FLEX, "Parking", "$6.00 a month", "[Cancel parking]"),
    ("Gym membership - Flex", "Active", "[Details]", "Sauna corner", "Active", "[Cancel sauna]"),
    ("Flex", "$39.00 a month", "[Details]", "Sauna corner", "$6.00 a month", "[Cancel sauna]"),
    ("Spa zone", "$6.00 a month", "[Cancel spa]", *FLEX),
    ("Sauna corner", "$6.00 a month", "[Cancel sauna]", *FLEX),
    ("Abonnement Flex", "39,00 € par mois", "Espace bien-être", "6,00 € par mois",
     "[Résilier le spa]"),
    ("Cuota Flex", "39,00 € al mes", "Zona spa", "6,00 € al mes", "[Cancelar spa]"),
    ("Mitgliedschaft Flex", "39,00 € im Monat", "Sauna", "6,00 € im Monat", "[Sauna kündigen]"),
]  # fmt: skip
BOOKED = ["Cancel booking", "Cancel class", "Cancel delivery", "Termin kündigen",
          "Annuler la livraison", "Cancelar pedido", "Lieferung stornieren"]  # fmt: skip


def button_of(rows: tuple[str, ...]) -> str:
    words = ("ancel", "kündigen", "abbestellen", "Résilier")
    return next(x for x in rows if x.startswith("[") and any(word in x for word in words))


def judged(service: str, rows: tuple[str, ...]) -> str:
    texts = [row.strip("[]") for row in rows]
    seen = [
        TextLine(text, 300, 60 + 44 * at, 300 + 9 * len(text), 78 + 44 * at, 1.0)
        for at, text in enumerate(texts)
    ]
    label = button_of(rows).strip("[]")
    press = Press(
        label,
        label,
        "account",
        commit=False,
        asked=above(seen, 320, seen[texts.index(label)].y0 + 9),
        words=tuple(texts),
        service=service,
    )
    return judge_press(press, action="cancel", commits=0).rule


@pytest.mark.parametrize(("service", "rows"), [*ALL_THERE_IS, *OURS])
def test_what_is_sold_there_is_ended_by_its_name(service: str, rows: tuple[str, ...]) -> None:
    assert judged(service, rows) == "none_against"


@pytest.mark.parametrize("rows", BESIDE)
def test_what_stands_beside_the_plan_is_not_ended(rows: tuple[str, ...]) -> None:
    assert judged("Ironpine Gym", rows) == "other"


@pytest.mark.parametrize("label", BOOKED)
def test_what_is_booked_or_ordered_is_no_subscription(label: str) -> None:
    press = Press(label, label, "account", commit=False, service="Arbor")
    assert judge_press(press, action="cancel", commits=0).rule == "other"
