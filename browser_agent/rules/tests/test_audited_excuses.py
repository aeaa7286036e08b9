"""An excuse of an amount that its own clause takes back: both judges refuse the last press."""

import pytest

from browser_agent.rules.tests.test_audited_fees import is_pressed
from browser_agent.tests.test_audited_charges import pressed

TITLE, ENDS, PRESS = "# Cancel your plan?", "Your access ends today.", "[Cancel my plan]"
TAKEN_BACK = """\
A service fee of $49.00 applies to cancellations.
A service fee of $49.00 is charged today.
A late fee of $49.00 is charged when you cancel.
A membership fee of $49.00 will be charged today.
The membership fee of $49.00 is due now.
Service fee: $49.00
Your plan costs $49.00 to cancel.
Your subscription costs $49.00 to end early.
El plan cuesta 49,00 € al cancelar.
Your plan costs $49.00 when you cancel.
Das Abo kostet 49,00 € bei Kündigung.
L'abonnement coûte 49,00 € à résilier.
You will be charged for 3 months at $49.00.
3 months at $49.00 are due now.
12 months for $49.00 will be charged.
The remaining 5 months for $49.00 are due.
5 meses por 49,00 € se cobrarán.
5 Monate zu je 9,80 € sind fällig.
5 mois à 9,80 € sont dus.
Nur 49,00 € werden berechnet.
Seulement 49,00 € seront prélevés.
Puis 49,00 € seront prélevés.
Last payment: $49.00 due today
Votre dernière facture de 49,00 € sera prélevée.
Dernier paiement : 49,00 € aujourd'hui
Último pago: 49,00 € hoy
Letzte Rechnung: 49,00 € fällig
Die letzte Abbuchung von 49,00 € erfolgt heute.
After your trial you cancelled late: $49.00 is due.
You will be charged $49.00 after your trial is cancelled.
Nach der Probezeit werden für die Kündigung 49,00 € fällig.
A fee of $49.00 per user applies to end your plan.
A fee of $49.00 per user will be charged today.
You have saved $49.00 which will be charged back.
Buyout: $49.00""".splitlines()
STILL_EXCUSED = """\
Your plan costs $9.99.
Your subscription costs $9.99 a month until you cancel.
Get 3 months for $9.99.
Just $4.99 a month for three months.
Your last payment was $9.99 on November 5.
Letzte Rechnung: 9,99 €
Letzte Abbuchung von 9,99 € am 5. November
Dernier paiement : 9,99 € le 5 novembre
Último pago: 9,99 € el 5 de noviembre
After your trial you'll be charged $9.99 a month.
You will be charged $9.99 after your free trial ends.
Nach der Probezeit kostet das Abo 9,99 €.
You pay $9.99 per user.
You pay $2.99 per order.
You have saved $49.00 with Plus.
Dann 9,99 €.""".splitlines()


@pytest.mark.parametrize("said", TAKEN_BACK)
def test_a_price_that_is_taken_now_or_by_this_end_is_a_charge(said: str) -> None:
    assert not is_pressed(TITLE, ENDS, said, PRESS)
    assert pressed("Cancel your plan?", ENDS, said) == "preselected"


@pytest.mark.parametrize("said", STILL_EXCUSED)
def test_a_price_of_its_own_is_none(said: str) -> None:
    assert is_pressed(TITLE, ENDS, said, PRESS)
    assert pressed("Cancel your plan?", ENDS, said) == "none_against"
