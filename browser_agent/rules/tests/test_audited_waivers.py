"""What outweighs a fee: "no fee" of this end for everybody, or a later end that was chosen."""

import pytest

from browser_agent.charges import is_charged
from browser_agent.charges_later import ends_later
from browser_agent.rules.fees_later import is_for_later
from browser_agent.rules.move import Move
from browser_agent.rules.tests.test_audited_fees import is_pressed
from browser_agent.rules.tests.vision_screens import case
from browser_agent.tests.test_audited_charges import pressed

TITLE, PRESS = "# Cancel your plan?", "[Cancel my plan]"
FEES = {
    "en": "An early termination fee of $49.00 will be charged to your card.",
    "de": "Eine Kündigungsgebühr von 49,00 € wird von Ihrem Konto abgebucht.",
    "fr": "Des frais de résiliation de 49,00 € seront prélevés.",
    "es": "Se cobrará una penalización por cancelación de 49,00 €.",
}
# What surely will be charged is outweighed by nothing.
MAY_BE = {
    "en": "An early termination fee of $49.00 may apply.",
    "de": "Eine Kündigungsgebühr von 49,00 € fällt an.",
    "fr": "Des frais de résiliation de 49,00 € s'appliquent.",
    "es": "Se aplica una penalización por cancelación de 49,00 €.",
}
OF_SOMEBODY_ELSE = """\
en No cancellation fee for monthly plans.
en No cancellation fee on Basic.
en No cancellation fee for students.
en There is no fee to cancel other plans.
en Annual plans: no fee to cancel.
en No fee to end your trial.
en There is no fee to cancel within 14 days.
en No cancellation fee during your trial.
en You have no right to cancel without a fee.
en Cancel with no fee by calling us.
en No fee to cancel in the first month.
en No cancellation fee in the first 30 days.
en There was no cancellation fee before May.
en You cannot cancel without a fee.
en Early cancellation is not free of charge.
en You are not able to cancel free of charge.
en Cancelling an order has no fee.
en No cancellation fee for bookings.
en Move and we waive the cancellation fee: fee waived.
en Cancellation fee waived for military members.
de Für Studenten fällt keine Kündigungsgebühr an.
de Sie können nicht ohne Gebühr kündigen.
de Innerhalb von 14 Tagen kündigen Sie ohne Kosten.
de Monatsabos kündigen Sie ohne Gebühr.
fr Résiliation sans frais pour les étudiants.
fr Vous ne pouvez pas résilier sans frais.
fr Résiliation sans frais sous 14 jours.
es No puedes cancelar sin coste.
es Baja sin coste para estudiantes.
es Cancelación sin gastos en 14 días.
fr Résiliation sans frais sous 14 jours.""".splitlines()
OF_THIS_END = """\
en No fee applies.
en There are no fees.
en No cancellation fee applies.
en There is no fee to cancel.
en The early termination fee is waived.
en You will not be charged a cancellation fee.
en Cancelling is free.
de Es fällt keine Kündigungsgebühr an.
de Die Kündigung ist kostenlos.
fr La résiliation est sans frais.
es No hay cargo por cancelación.""".splitlines()
REASONS = """\
At the end of my studies|After my trial period I lost interest|Later I will use another service
May 12 I move away|2 accounts|3 months is enough|Cancel later next time maybe|30 days were enough
Stop, I use it later|When my contract ended prices rose|Mit Ende der Elternzeit
Nach Ende des Studiums brauche ich es nicht|Fin de mes études|Al final no lo uso""".replace(
    "\n", "|"
).split("|")
LATER = """\
At the end of the annual term, 15 March 2027 (no fee)|When my contract ends|End on December 14, 2026
Cancel at the end of my billing cycle (December 5, 2026)|At the end of the current billing period
Zum Ende der Laufzeit kündigen (14. Dezember 2026)|Zum nächstmöglichen Zeitpunkt (31.03.2027)
Am 14. Dezember 2026 beenden|Zum Ende des Abrechnungszeitraums
À la fin de l'engagement, le 12 mars 2027, sans frais|À la prochaine échéance : 5 décembre 2026
Al final del periodo de facturación|Finalizar el 14 de diciembre de 2026""".replace(
    "\n", "|"
).split("|")


@pytest.mark.parametrize("line", OF_SOMEBODY_ELSE)
def test_no_fee_for_others_or_at_another_time_outweighs_none(line: str) -> None:
    fee, said = FEES[line[:2]], line[3:]
    assert not is_pressed(TITLE, fee, said, PRESS)
    assert pressed("Cancel your plan?", fee, said) == "preselected"


@pytest.mark.parametrize("line", OF_THIS_END)
def test_no_fee_of_this_end_outweighs_what_may_be(line: str) -> None:
    fee, said = MAY_BE[line[:2]], line[3:]
    assert is_pressed(TITLE, fee, said, PRESS)
    assert pressed("Cancel your plan?", fee, said) == "none_against"


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_outweighs_no_fee(reason: str) -> None:
    fee = f"{FEES['en'][:-1]} today."
    rows = (TITLE, fee, f"(o) {reason}", "(.) Too expensive")
    assert not is_pressed(*rows, "[Confirm cancellation]")
    assert is_charged((reason,), [fee])


@pytest.mark.parametrize("circle", LATER)
def test_a_later_end_is_one_with_nothing_beside_it(circle: str) -> None:
    chosen = case(TITLE, FEES["en"], "(.) Cancel today", f"(o) {circle}", PRESS)
    press = Move("confirm", "click", target=PRESS[1:-1])
    assert is_for_later(chosen, press)
    assert ends_later(circle)
