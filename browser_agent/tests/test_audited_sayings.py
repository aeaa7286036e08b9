"""What our own sentences read on a page whose words tell of more than one thing."""

import pytest

from browser_agent.sayings import state_of
from kernel.ocr import TextLine


def read(told: str, service: str = "Arbor") -> str:
    lines = [
        TextLine(text, 300, 60 + 44 * at, 300 + 9 * len(text), 78 + 44 * at, 1.0)
        for at, text in enumerate(told.split(" / "))
    ]
    return state_of(lines, service)


def each_of(table: str) -> list[str]:
    return table.strip().splitlines()


ENDED_AND_RENEWS = """
Your annual plan has been cancelled. / Arbor Premium monthly / $9.99 renewing December 5, 2026
Your previous plan was cancelled on May 3, 2026. / Arbor Premium / $9.99 renewing on December 5, 2026
Your previous plan was cancelled. / $9 renewing
Your annual plan has been cancelled. / 1 plan renewing
Your previous plan was cancelled. / Arbor 4 renewing on December 5, 2026
"""  # noqa: E501 - a page a row


@pytest.mark.parametrize("told", each_of(ENDED_AND_RENEWS))
def test_a_digit_before_renewing_is_no_count_beside_a_price_or_a_day(told: str) -> None:
    assert read(told) == "unknown"


@pytest.mark.parametrize(
    "count", ["2 renewing", "Subscriptions: 2 renewing", "3 subscriptions renewing"]
)
def test_a_bare_count_is_nothing_against_an_end(count: str) -> None:
    assert read(count) == "unknown"
    assert read(f"{count} / Your plan ends on December 5, 2026.") == "cancelled"


FREE_GOES_ON = """
Your Premium subscription was cancelled. / Your Free plan is active.
Your Premium subscription was cancelled. / Your Arbor Free plan is now active
Dein Premium-Abo wurde gekündigt. / Dein Free-Tarif ist aktiv.
Dein Premium-Abo wurde gekündigt. / Dein kostenloser Tarif ist jetzt aktiv.
Votre abonnement Premium a été résilié. / Votre formule Gratuite est active
Tu suscripción Premium fue cancelada. / Tu plan Gratis está activo
Status: Cancelled / Your Free plan is active.
"""


@pytest.mark.parametrize("told", each_of(FREE_GOES_ON))
def test_a_free_plan_that_is_active_speaks_for_no_other(told: str) -> None:
    assert read(told) == "cancelled"
    assert read(told.split(" / ")[1]) == "unknown"


@pytest.mark.parametrize(
    ("told", "service"),
    [
        ("Your Kids subscription was cancelled. / Your Ad-Free plan is active.", "Arbor"),
        ("Your Kids subscription was cancelled. / Your Free subscription is active.", "Free"),
        ("Status: Cancelled / Your Ad-Free plan is active.", "Arbor"),
        ("Status: Cancelled / Your Free trial subscription is active.", "Arbor"),
    ],
)
def test_what_is_only_free_of_something_is_no_free_plan(told: str, service: str) -> None:
    assert read(told, service) != "cancelled"


ACTIVE_TO_AN_END = """
Status: Cancelled / Your membership remains active to the end of the period, December 5, 2026.
Cancelled / Your plan stays active to December 5, 2026
Cancelled / Your plan is active during the remaining period
Status: Cancelled / Your plan is active and you can use it until December 5, 2026
Status: Cancelled / Your plan is active at least until December 5, 2026
Status: Cancelled / Your plan is active up to 5 December 2026
Statut : résilié / Votre forfait est actif et vous pouvez en profiter jusqu'au 5 décembre 2026
Statut : résilié / Votre forfait reste actif pendant la période restante
Status: gekündigt / Dein Abo ist aktiv und du kannst es bis zum 5. Dezember 2026 nutzen
Status: gekündigt / Dein Abo bleibt aktiv während der Restlaufzeit
Estado: cancelada / Tu plan está activo y puedes usarlo hasta el 5 de diciembre de 2026
Estado: cancelada / Tu plan sigue activo durante el periodo restante
"""
ACTIVE_WITHOUT_END = """
Status: Cancelled / Your plan is active and you can cancel until December 5, 2026
Status: Cancelled / Your plan is active and you watch at half price until December 5, 2026
Status: Cancelled / Your plan is active and you can upgrade until December 5, 2026
Status: Cancelled / Your plan is active to 4 devices
Cancelled / Your plan is active during the free trial
Statut : résilié / Votre forfait est actif et vous pouvez le modifier jusqu'au 5 décembre 2026
Status: gekündigt / Dein Abo ist aktiv und du kannst es bis zum 5. Dezember 2026 ändern
Estado: cancelada / Tu plan está activo y puedes cancelarlo hasta el 5 de diciembre de 2026
"""


@pytest.mark.parametrize("told", each_of(ACTIVE_TO_AN_END))
def test_what_is_active_to_an_end_goes_on_no_further(told: str) -> None:
    assert read(told) == "cancelled"


@pytest.mark.parametrize("told", each_of(ACTIVE_WITHOUT_END))
def test_what_is_active_beside_another_day_goes_on(told: str) -> None:
    assert read(told) != "cancelled"


ONLY_RECORDED = """
We have recorded your cancellation. / Cancellation requested / An agent will call you to complete it.
We have recorded your cancellation. / Cancellation requested / Open the link we e-mailed you to complete it.
Hemos registrado tu baja. Recibirás un correo con un enlace para confirmarla.
Nous avons enregistré votre résiliation. Un conseiller vous appellera pour la confirmer.
Wir haben deine Kündigung registriert. / Ein Mitarbeiter ruft dich an, um sie abzuschließen.
We've confirmed your cancellation. / Order 1182, 2 tickets / Arbor Premium, $9.99 a month
We have recorded your cancellation. / Please confirm it in the e-mail you receive. / Resume
Your plan is cancelled. Watch until 6 January 2027. / Cancellation requested / An agent will call you.
"""  # noqa: E501 - a page a row

RECORDED = """
We have recorded your cancellation. / Cancellation requested
Hemos registrado tu baja. Última cuota: 1 de diciembre de 2026. / Baja solicitada
We have recorded your cancellation. / Your plan ends on December 5, 2026. / Need help? Call 0800 123
We've confirmed your cancellation. / Your plan ends on December 5, 2026. / Order history, 2 tickets
We have processed your cancellation. / You can watch until December 5, 2026. / My orders
"""


@pytest.mark.parametrize("told", each_of(ONLY_RECORDED))
def test_an_end_that_is_recorded_and_left_to_complete_is_none(told: str) -> None:
    assert read(told) == "unknown"


@pytest.mark.parametrize("told", each_of(RECORDED))
def test_an_end_that_is_recorded_and_told_is_one(told: str) -> None:
    assert read(told) == "cancelled"


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ("Votre contrat n° 407 prendra fin le 31 décembre 2026. / Résiliation demandée le 23/11",
         "cancelled"),
        ("Your membership will end on December 31, 2026. / Cancellation requested on November 23",
         "cancelled"),
        ("Résiliation demandée le 23 novembre 2026", "unknown"),
        ("Votre contrat prendra fin le 31 décembre 2026. / Résiliation demandée le 23/11 / "
         "Un conseiller vous appellera pour la finaliser.", "unknown"),
        ("Your membership will end on December 31, 2026. / Cancellation requested", "unknown"),
    ],
)  # fmt: skip
def test_when_it_was_asked_for_is_nothing_against_the_day_it_ends(told: str, state: str) -> None:
    assert read(told) == state
