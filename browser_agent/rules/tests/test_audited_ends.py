"""Whose end a page tells: the plan's, or that of what belongs to it or stands beside it."""

from datetime import date

import pytest

from browser_agent.rules.screen import Screen
from browser_agent.rules.sentences import sentences_of
from browser_agent.rules.state import read_state
from browser_agent.rules.tests.vision_screens import case
from browser_agent.sayings import state_of
from kernel.ocr import TextLine

TODAY = date(2026, 11, 21)


def told_by(*rows: str, service: str = "") -> tuple[str, str]:
    """What the rules say of a page, and what our own sentences do."""
    page = case(*rows)
    lines = [
        TextLine(text, 300, 60 + 44 * at, 300 + 9 * len(text), 78 + 44 * at, 1.0)
        for at, text in enumerate(row.strip("#<>[] ") for row in rows)
    ]
    rules = read_state(page.screen, today=page.question.today, service=service)
    return rules.state, state_of(lines, service)


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


EXTRAS = """
Your Premium plan is active / Sports option cancelled on November 3, 2026
Your Premium plan is active. / Sports option cancelled on November 21, 2026.
Your Premium plan is active / Sports option cancelled
Your Premium plan is active / Sports option ends on December 5, 2026
Your plan stays active / Sports option cancelled on November 3, 2026
Plan: Premium / Status: active / Sports option cancelled on November 3, 2026
Status: active / Renews on December 5, 2026 / Sports option cancelled on November 21, 2026
Your Arbor Premium plan is active / Arbor Sports option cancelled on November 21, 2026
Formule Premium / Statut : actif / Option Sport résiliée le 3 novembre 2026
Votre forfait Premium est actif. / Option Sport résiliée le 3 novembre 2026.
Votre abonnement est actif / L'option Sport de votre abonnement a été résiliée le 3 novembre 2026
Dein Tarif Premium ist aktiv / Option Sport gekündigt zum 5. Dezember 2026
Dein Abo ist aktiv / Sportoption gekündigt am 3. November 2026
Tu plan Premium está activo / Opción Deportes cancelada el 3 de noviembre de 2026
"""


@pytest.mark.parametrize("told", each_of(EXTRAS))
def test_the_end_of_an_option_is_nothing_against_a_plan_that_runs(told: str) -> None:
    """Both readers took it for the end of the plan."""
    assert told_by("# Account", *told.split(" / "), service="Arbor") == ("active", "active")


def test_what_goes_on_about_an_option_is_told_of_it_too() -> None:
    said = ["Your Premium plan is active.",
            "Your Sports add-on was cancelled. You can use it until December 5, 2026."]  # fmt: skip
    lines = [TextLine(text, 300, 60 + 60 * at, 900, 78 + 60 * at, 1.0)
             for at, text in enumerate(said)]  # fmt: skip
    screen = Screen(1280, 820, sentences=sentences_of(lines, [], []))
    assert read_state(screen, today=TODAY, service="Arbor").state == "active"
    assert state_of(lines, "Arbor") != "cancelled"


def test_the_card_of_an_option_tells_nothing_of_the_plan() -> None:
    said = ["Your Premium plan is active.", "Sports option", "Cancelled on November 3, 2026"]
    tops = [60, 140, 166]
    lines = [TextLine(text, 300, top, 300 + 9 * len(text), top + 18, 1.0)
             for text, top in zip(said, tops, strict=True)]  # fmt: skip
    screen = Screen(1280, 820, sentences=sentences_of(lines, [], []))
    assert read_state(screen, today=TODAY, service="Arbor").state == "active"
    # Of a service that is such an option it is all there is to tell.
    assert read_state(screen, today=TODAY, service="Sports option").state == "cancelled"


OTHER_NAMES = """
Your Premium plan is active / Your Kids subscription was cancelled on November 21, 2026
Your Premium plan is active / Arbor Kids cancelled on November 21, 2026
Your Kids plan is active / Your Premium plan ends on December 5, 2026
Your Premium plan is active / Your Basic plan was cancelled on November 3, 2026
Your Arbor subscription is active / Your Kids subscription was cancelled on November 21, 2026
Votre forfait Premium est actif / Votre abonnement Kids a été résilié le 3 novembre 2026
Dein Tarif Premium ist aktiv / Dein Kids-Abo wurde am 3. November 2026 gekündigt
Tu plan Premium está activo / Tu suscripción Kids fue cancelada el 3 de noviembre de 2026
Your plan is active / Status: Cancelled
Votre forfait est actif, votre offre Noël à 4,99 € par mois a pris fin / Résilié
Votre forfait est actif, votre offre Noël à 4,99 € par mois a pris fin / Statut : résilié
Votre abonnement reste actif / <Renouveler mon abonnement>
Votre abonnement reste actif mais votre promotion a pris fin / <Reprendre l'abonnement>
Your plan is active / <Renew subscription>
"""


@pytest.mark.parametrize("told", each_of(OTHER_NAMES))
def test_a_plan_that_runs_and_another_that_has_ended_decide_nothing(told: str) -> None:
    assert "cancelled" not in told_by("# Account", *told.split(" / "), service="Arbor")


OURS = """
Status: active / Ends on December 5, 2026
Status: Active / Your subscription has been cancelled and will end on December 5, 2026
Your Premium plan is active / Cancelled on November 21, 2026
Your Premium plan is active / Premium membership ends on December 5, 2026
Your Premium plan is active / Your Premium plan was cancelled on November 21, 2026
Your Premium plan is active / Your Arbor subscription ends on December 5, 2026
Your Premium plan is active / Premium Access ends on December 5, 2026
Your Premium plan is active / Auto Renewal Cancelled on November 21, 2026
Your Premium plan is active / Your annual subscription was cancelled on November 21, 2026
Your Premium plan is active and ends on December 5, 2026
Your plan is active until December 5, 2026 / It will not renew.
Your plan is active / You cancelled on November 21, 2026. You can watch until December 5, 2026
Statut : actif / Votre abonnement Premium prend fin le 5 décembre 2026
Status: aktiv / Gekündigt zum 5. Dezember 2026
Dein Tarif Premium ist aktiv / Dein Abo wurde gekündigt und endet am 5. Dezember 2026
Dein Abo ist noch aktiv. / Status: gekündigt
Tu plan Premium está activo / Tu suscripción se canceló. Finaliza el 5 de diciembre de 2026
Your subscription and all add-ons were cancelled on November 21, 2026
Your plan with the Sports option was cancelled on November 21, 2026
Votre abonnement avec option Sport est résilié depuis le 3 novembre 2026
Dein Abo mit Option Sport wurde zum 5. Dezember 2026 gekündigt
Arbor channel cancelled on November 21, 2026
"""


@pytest.mark.parametrize("told", each_of(OURS))
def test_our_plan_that_is_active_until_its_end_has_ended(told: str) -> None:
    assert told_by("# Account", *told.split(" / "), service="Arbor") == ("cancelled", "cancelled")


def test_of_a_part_the_end_of_an_option_is_its_own() -> None:
    told = ("# Account", "Sports option cancelled on November 21, 2026")
    assert told_by(*told, service="Arbor option Sports") == ("cancelled", "cancelled")
    assert told_by(*told, service="Arbor") == ("unknown", "unknown")
