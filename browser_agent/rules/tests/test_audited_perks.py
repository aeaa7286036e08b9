"""Bare words of a list of perks, and what surely will be charged: neither judge weighs them up."""

import pytest

from browser_agent.rules.tests.test_audited_fees import is_pressed
from browser_agent.rules.tests.test_audited_waivers import MAY_BE
from browser_agent.tests.test_audited_charges import pressed

TITLE, ENDS, PRESS = "# Cancel your plan?", "Your access ends today.", "[Cancel my plan]"
TAKEN = {
    "en": "An early termination fee of $49.00 will be charged to your card.",
    "de": "Eine Kündigungsgebühr von 49,00 € wird von Ihrem Konto abgebucht.",
    "fr": "Des frais de résiliation de 49,00 € seront prélevés.",
    "es": "Se cobrará una penalización por baja de 49,00 €.",
}
PERKS = """\
en no costs
en No fees.
en Zero fees
en No charges
en Fees: none
de Keine Kosten
de Keine Gebühren
de Gebühren: keine
fr Sans frais
fr Aucuns frais
es Sin gastos
es Sin costes
es Sin comisiones
es Sin penalización""".splitlines()
OF_AN_END = """\
en Cancel for free
en Ending your plan is free
en Cancelling costs nothing
en No cancellation fee.
en Cancel free of charge.
en Cancellation fee: n/a
en No fee to cancel now.
de Kündigung kostenlos
de Die Kündigung ist kostenlos
de Keine Kündigungsgebühr
fr Résiliation gratuite
fr Résiliation sans frais
fr Aucun frais de résiliation
es Cancelar es gratis
es Sin penalización por baja""".splitlines()
WAIVED = """\
en No cancellation fee applies.
en No fee applies.
en Fee waived
en Your fee has been waived.
en Your early termination fee is waived.
en Early termination fee: None
en You will not be charged an early termination fee.
de Die Gebühr entfällt.
de Es fällt keine Gebühr an.
de Für die Kündigung fallen keine Kosten an.
fr Aucuns frais ne s'appliquent.
fr Il n'y a aucuns frais.
es No se aplican cargos.""".splitlines()


@pytest.mark.parametrize("line", PERKS + OF_AN_END)
def test_nothing_outweighs_what_surely_is_charged(line: str) -> None:
    fee, said = TAKEN[line[:2]], line[3:]
    assert not is_pressed(TITLE, ENDS, fee, said, PRESS)
    assert pressed("Cancel your plan?", fee, said) == "preselected"


@pytest.mark.parametrize("line", PERKS)
def test_a_perk_outweighs_no_fee_that_may_apply(line: str) -> None:
    fee, said = MAY_BE[line[:2]], line[3:]
    assert not is_pressed(TITLE, ENDS, fee, said, PRESS)
    assert pressed("Cancel your plan?", fee, said) == "preselected"


@pytest.mark.parametrize("line", OF_AN_END + WAIVED)
def test_a_fee_that_may_apply_is_outweighed_by_one_that_does_not(line: str) -> None:
    fee, said = MAY_BE[line[:2]], line[3:]
    assert is_pressed(TITLE, ENDS, fee, said, PRESS)
    assert pressed("Cancel your plan?", fee, said) == "none_against"
