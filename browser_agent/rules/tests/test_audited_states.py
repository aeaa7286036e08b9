"""What the rules and our own sentences read on a page whose words tell of more than one thing."""

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.tests.test_audited_ends import told_by
from browser_agent.rules.tests.vision_screens import case, step

ENDED_AND_RENEWS = """
Your annual plan has been cancelled. / Arbor Premium monthly / $9.99 renewing December 5, 2026
Your annual plan has been cancelled. / Arbor Premium / $9.99 renewing on December 5, 2026
Your previous plan was cancelled on May 3, 2026. / Arbor Premium / $9.99 renewing on December 5, 2026
Your previous plan was cancelled on May 3, 2026. / Arbor Premium / 9,99 \u20ac renewing on December 5, 2026
Your annual plan has been cancelled. / 1 plan renewing on December 5, 2026
Your annual plan has been cancelled. / 1 plan renewing
Your annual plan has been cancelled. / Plan 2 renewing at $9.99
"""  # noqa: E501 - a page a row


def each_of(table: str) -> list[str]:
    return table.strip().splitlines()


@pytest.mark.parametrize("told", each_of(ENDED_AND_RENEWS))
def test_what_renews_at_a_price_or_on_a_day_speaks_against_an_end(told: str) -> None:
    """Both readers took the digit of the price for a count, and the page for an end."""
    rows = told.split(" / ")
    assert told_by("# Account", *rows, service="Arbor") == ("unknown", "unknown")
    past = [step("click", "Manage plan"), step("click", "Cancel membership", page="account")]
    told_now = {"service": "Arbor", "phase": "act", "history": past}
    assert choose(case("# Account", *rows, **told_now)).action != "done"


@pytest.mark.parametrize(
    "count",
    ["2 renewing", "3 subscriptions renewing", "Subscriptions: 2 renewing"],
)
def test_a_bare_count_of_what_renews_says_nothing_of_this_one(count: str) -> None:
    assert told_by("# Settings", count) == ("unknown", "unknown")
    assert told_by("# Settings", count, "Your plan ends on December 5, 2026.")[0] == "cancelled"


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
def test_a_free_plan_that_goes_on_is_nothing_against_an_end(told: str) -> None:
    """It bore another name than what had ended, and nothing was proven any more."""
    rows = told.split(" / ")
    assert told_by("# Account", *rows, service="Arbor") == ("cancelled", "cancelled")
    assert told_by("# Account", rows[1], service="Arbor") == ("unknown", "unknown")


@pytest.mark.parametrize(
    ("rows", "service"),
    [
        (("Your Kids subscription was cancelled.", "Your Ad-Free plan is active."), "Arbor"),
        (("Your Kids subscription was cancelled.", "Your Sports Free plan is active."), "Arbor"),
        (("Your Kids subscription was cancelled.", "Your Free subscription is active."), "Free"),
        (("Status: Cancelled", "Your ad-free plan is active."), "Arbor"),
        (("Status: Cancelled", "Your Free plan is active and renews on May 3, 2027"), "Arbor"),
    ],
)
def test_what_is_only_free_of_something_runs(rows: tuple[str, ...], service: str) -> None:
    assert "cancelled" not in told_by("# Account", *rows, service=service)


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
"""


@pytest.mark.parametrize("told", each_of(ACTIVE_TO_AN_END))
def test_active_to_an_end_is_nothing_against_a_cancelled_chip(told: str) -> None:
    assert told_by("# Account", *told.split(" / "), service="Arbor") == ("cancelled", "cancelled")


@pytest.mark.parametrize("told", each_of(ACTIVE_WITHOUT_END))
def test_active_beside_what_else_has_a_day_still_runs(told: str) -> None:
    assert "cancelled" not in told_by("# Account", *told.split(" / "), service="Arbor")


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


@pytest.mark.parametrize("told", each_of(ONLY_RECORDED))
def test_an_end_that_is_left_to_complete_is_not_told_by_both(told: str) -> None:
    assert told_by("# Account", *told.split(" / "), service="Arbor") != ("cancelled", "cancelled")


@pytest.mark.parametrize(
    "told",
    [
        "Votre offre Premium a pris fin le 5 novembre 2026.",
        "Votre offre Duo Premium est arrivée à échéance le 5 novembre 2026.",
        "Votre offre Essentielle s'est terminée le 5 novembre 2026.",
    ],
)
def test_an_offer_that_is_the_plan_by_its_tier_has_ended(told: str) -> None:
    assert told_by("# Mon compte", told, service="Arbor")[0] == "cancelled"


@pytest.mark.parametrize(
    "told",
    [
        "Votre offre Noël a pris fin le 5 novembre 2026.",
        "Votre offre de bienvenue Premium a pris fin le 5 novembre 2026.",
        "Votre offre découverte Premium a pris fin le 5 novembre 2026.",
        "Votre offre Premium à 4,99 € par mois a pris fin le 5 novembre 2026.",
        "Votre abonnement est actif / Votre offre Premium a pris fin le 5 novembre 2026.",
        "Votre forfait Basic reste actif / Votre offre Premium a pris fin le 5 novembre 2026.",
        "Statut : actif / Votre offre Premium a pris fin le 5 novembre 2026.",
        "Actif / Votre offre Premium a pris fin le 5 novembre 2026.",
        "Prochain paiement le 5 décembre 2026 / Votre offre Premium a pris fin le 5 novembre 2026.",
    ],
)
def test_an_offer_that_may_be_a_promotion_has_ended_alone(told: str) -> None:
    assert "cancelled" not in told_by("# Mon compte", *told.split(" / "), service="Arbor")
