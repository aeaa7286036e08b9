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
HAS_A_PRICE = """\
End your contract early for $49.00.
Get out of your contract for $49.00.
Buy out your contract for $49.00.
Leave now for $49.00.
Cancel for $49.00
Exit for $49.00
ETF: $49.00
One-off: $49.00
Instalments left: $49.00
Device balance $49.00
Compensation: $49.00
By cancelling you accept $49.00.
$49.00 will be put on your card.
We will use your saved card for $49.00.
If you switch off now, $49.00 is due.
You have not paid $49.00.
$49.00 was not paid.
Sie haben 49,00 € noch nicht bezahlt.
Vous n'avez pas payé 49,00 €.
No has pagado 49,00 €.
You would owe us $49.00.
Es würden 49,00 € fällig.
Vous devriez 49,00 €.
Il vous serait facturé 49,00 €.
Te costaría 49,00 €.
You won't be charged $49.00 if you stay.
You won't be charged $49.00 unless you cancel today.
Avoid paying $49.00 by staying.
To avoid a $49.00 charge, cancel after March 5.
Sie zahlen keine 49,00 €, wenn Sie bis März warten.
Vous ne paierez pas 49,00 € si vous restez.
No pagarás 49,00 € si te quedas.
Kündigung: 49,00 €
Kündigung für 49,00 €
Vertragsauflösung 49,00 €
Restraten 49,00 €
Schadensersatz: 49,00 €
Einmalig 49,00 €
Ausstiegspreis: 49,00 €
49,00 € für den laufenden Monat werden fällig.
Reste dû : 49,00 €
Résilier pour 49,00 €
Prix de la résiliation : 49,00 €
Mensualités restantes : 49,00 €
Une régularisation de 49,00 € sera effectuée.
Cancelar por 49,00 €
Baja: 49,00 €
Solo 49,00 € por cancelar.
Una regularización de 49,00 € se aplicará.""".splitlines()
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
Dann 9,99 €.
If you cancel you can rejoin for $14.99.
Cancel now and come back for $4.99.
You won't be charged $9.99 if you cancel.
Without Plus you would pay $14.99.
Volver te costaría 14,99 €.
Wenn Sie wiederkommen, würden 14,99 € fällig.
If you switch to Basic, $4.99 is due.
Instead of cancelling, pause for $2.99.
Du zahlst noch 9,99 € für den laufenden Monat.""".splitlines()


@pytest.mark.parametrize("said", TAKEN_BACK)
def test_a_price_that_is_taken_now_or_by_this_end_is_a_charge(said: str) -> None:
    assert not is_pressed(TITLE, ENDS, said, PRESS)
    assert pressed("Cancel your plan?", ENDS, said) == "preselected"


@pytest.mark.parametrize("said", STILL_EXCUSED)
def test_a_price_of_its_own_is_none(said: str) -> None:
    assert is_pressed(TITLE, ENDS, said, PRESS)
    assert pressed("Cancel your plan?", ENDS, said) == "none_against"


@pytest.mark.parametrize("said", HAS_A_PRICE)
def test_an_end_that_has_a_price_is_charged(said: str) -> None:
    assert not is_pressed(TITLE, ENDS, said, PRESS)
    assert pressed("Cancel your plan?", ENDS, said) == "preselected"
