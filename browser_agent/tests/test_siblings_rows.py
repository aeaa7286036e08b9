"""Lists whose rows tell in one line what renews when, each with its own way out below."""

import pytest

from browser_agent.siblings import Siblings
from kernel.ocr import TextLine


def lines(*items: str) -> list[TextLine]:
    return [
        TextLine(text, 174, 200 + number * 46, 174 + 8 * len(text), 220 + number * 46, 0.99)
        for number, text in enumerate(items)
    ]


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("Arbor Plus - renews 14 December 2026", "Arbor Music - renews 2 December 2026, $9.99"),
        ("Arbor Plus \u00b7 4,99 \u20ac / Monat", "Quillpost \u00b7 7,99 \u20ac / Monat"),
        ("Arbor Plus - renueva el 14/12/2026", "Nova Radio - renueva el 02/12/2026"),
    ],
)
def test_a_row_that_tells_its_renewal_is_a_subscription_of_its_own(own: str, other: str) -> None:
    page = lines("Your subscriptions", own, other, "Cancel subscription")
    siblings = Siblings("Arbor Plus")
    siblings.learn(page)
    assert siblings.has(page, y=348, x=180)
    assert not siblings.has(page, y=256, x=180)


LIST = (
    ("Vidora Premium", 293, 150, 406, 174),
    ("Individuel", 294, 164, 357, 181),
    ("Prochaine facturation : 17 déc. 2026", 294, 185, 486, 199),
    ("Souscription à la chaîne Atelier Bois", 293, 247, 541, 267),
    ("1,99 € / mois · renouvellement le 30 nov. 2026", 294, 266, 537, 281),
)


def test_a_channel_below_ours_is_known_and_its_own_page_is_its() -> None:
    """What renews stood a line further down from our name, below its plan."""
    siblings = Siblings("Vidora Premium")
    siblings.learn([TextLine(*each, 0.99) for each in LIST])
    assert set(siblings.names) == {"souscription a la chaine atelier bois", "atelier bois"}
    page = lines("Atelier Bois", "Niveau : Copeau, 1,99 € / mois", "Mettre fin à la souscription")
    assert siblings.has(page)


def test_our_card_may_bear_a_tier_below_a_partners() -> None:
    cards = lines(
        "Golf Horizon (chaîne partenaire)", "4,99 € par mois", "Actif, prélèvement le 2/12",
        "Onde Sport Intégral", "19,99 € par mois", "Résilié, accès jusqu'au 17 décembre 2026",
    )  # fmt: skip
    siblings = Siblings("Onde Sport")
    siblings._found["golf horizon"] = "onde sport"
    left = [line.text for line in siblings.without(cards)]
    assert left == ["Onde Sport Intégral", "19,99 € par mois", cards[-1].text]


def test_what_is_sold_beside_ours_is_no_page_of_the_site() -> None:
    """ "TV" and "news" are words of any site's menu."""
    page = [
        TextLine("Vidora TV", 226, 163, 306, 181, 0.99),
        TextLine("$72.99/mo", 226, 196, 298, 214, 0.99),
        TextLine("Deactivate", 245, 236, 320, 253, 0.99),
        TextLine("Vidora Premium", 226, 324, 354, 342, 0.99),
    ]
    siblings = Siblings("Vidora Premium")
    siblings.learn(page)
    assert siblings.names == ["vidora tv"]
    assert siblings.has(page, y=245, x=282)
