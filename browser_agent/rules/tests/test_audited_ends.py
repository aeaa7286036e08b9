"""Whose end a page tells: the plan's, or that of what belongs to it or stands beside it."""

import pytest

from browser_agent.rules.state import read_state
from browser_agent.rules.tests.vision_screens import case
from browser_agent.sayings import state_of
from kernel.ocr import TextLine


def told_by(*rows: str) -> tuple[str, str]:
    """What the rules say of a page, and what our own sentences do."""
    page = case(*rows)
    lines = [
        TextLine(text, 300, 60 + 44 * at, 300 + 9 * len(text), 78 + 44 * at, 1.0)
        for at, text in enumerate(row.strip("#<>[] ") for row in rows)
    ]
    return read_state(page.screen, today=page.question.today).state, state_of(lines)


def each_of(table: str) -> list[str]:
    return table.strip().splitlines()


PARTS = """
Votre abonnement reste actif mais votre promotion a pris fin
Votre abonnement Premium reste actif mais votre promotion a pris fin
Votre abonnement reste actif bien que la promotion a pris fin
Votre abonnement et la carte Visa qui le paie a expiré
Abonnement Premium actif depuis que votre période découverte a pris fin
La période gratuite de votre abonnement Premium à 9,99 € par mois a pris fin
L'engagement de 12 mois de votre forfait Premium à 9,99 € par mois a pris fin
La période de pause de votre abonnement Premium à 9,99 € par mois a pris fin
La pause de votre abonnement a pris fin
L'offre de bienvenue sur votre abonnement Premium a pris fin
Le moyen de paiement de votre abonnement a expiré
Le moyen de paiement de votre abonnement Premium à 9,99 € par mois a expiré
Votre carte pour l'abonnement Premium à 9,99 € par mois a expiré
La carte bancaire de votre abonnement Arbor Premium (9,99 € / mois) a expiré
The discount on your plan has ended.
The free period of your Premium plan ended on November 3, 2026.
The payment method of your subscription has expired
The pause of your subscription has ended and was cancelled on November 3, 2026
Die Pause deines Abos ist beendet.
Die Zahlungsmethode deines Abos ist abgelaufen
Der Gratiszeitraum deines Abos ist am 3. November 2026 abgelaufen
Dein Rabatt ist am 3. November 2026 abgelaufen
El descuento de tu plan ha finalizado
El periodo gratuito de tu suscripción ha terminado
La pausa de tu suscripción ha terminado
"""


@pytest.mark.parametrize("told", each_of(PARTS))
def test_what_ends_of_a_plan_is_not_the_plan(told: str) -> None:
    """Both readers took "The discount on your plan has ended" for the end of the plan."""
    rules, own = told_by("# Account", told)
    assert rules != "cancelled"
    assert own != "cancelled"


@pytest.mark.parametrize(
    "button", ["Renouveler mon abonnement", "Reprendre l'abonnement", "R\u00e9activer",
               "Sport : r\u00e9sili\u00e9", "Abonnement Kids : r\u00e9sili\u00e9"],
)  # fmt: skip
@pytest.mark.parametrize(
    "told",
    ["Votre forfait est actif, votre offre No\u00ebl \u00e0 4,99 \u20ac par mois a pris fin",
     "Votre abonnement reste actif mais votre promotion a pris fin",
     "La p\u00e9riode gratuite de votre abonnement Premium \u00e0 9,99 \u20ac par mois a pris fin"],
)  # fmt: skip
def test_the_end_of_an_offer_is_none_beside_words_that_restart(told: str, button: str) -> None:
    assert "cancelled" not in told_by("# Mon abonnement", told, button)[0]


def test_a_plan_that_runs_is_not_read_as_ended_over_a_comma() -> None:
    assert told_by("# Account", "Your plan is active, your discount has run out.")[0] == "active"


OWN = """
Votre abonnement Premium à 9,99 € par mois a pris fin
Votre abonnement Arbor Premium (9,99 € / mois) a pris fin
Votre abonnement Le Film Matin a pris fin le 5 novembre 2026
Votre forfait Ciné et Séries est arrivé à échéance.
Votre abonnement avec la remise étudiant a été résilié le 3 novembre 2026
Après la pause de votre abonnement, votre forfait a pris fin.
After the pause of 3 months your plan was cancelled on November 3, 2026.
Your discount ended on November 1, 2026 and your plan ends on December 5, 2026
Your promotional plan has ended
Am 5. Dezember 2026 endet dein Abo.
Dein Abo mit Rabatt wurde gekündigt.
Tu suscripción con descuento ha sido cancelada.
La renovación de tu plan fue cancelada.
"""


@pytest.mark.parametrize("told", each_of(OWN))
def test_the_end_of_the_plan_itself_is_still_read(told: str) -> None:
    assert told_by("# Account", told)[0] == "cancelled"


@pytest.mark.parametrize(
    "told",
    [
        "The trial of your subscription was cancelled on November 3, 2026",
        "The paid period of your membership ends on December 5, 2026",
        "After the pause of 3 months your plan was cancelled on November 3, 2026.",
        "Am 5. Dezember 2026 endet dein Abo.",
        "Die Laufzeit deines Vertrags endet am 5. Dezember 2026",
        "Has cancelado tu plan con descuento.",
        "Votre abonnement est r\u00e9sili\u00e9, la remise aussi.",
    ],
)
def test_both_readers_still_read_it(told: str) -> None:
    assert told_by("# Account", told) == ("cancelled", "cancelled")
