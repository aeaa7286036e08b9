"""Fees told in prose on a last page: an amount that nothing explains stops both judges."""

import re
import time

import pytest

from browser_agent.charges import is_charged
from browser_agent.rules.fees_said import says_it_costs
from browser_agent.rules.tests.test_audited_fees import is_pressed
from browser_agent.rules.text import fold
from browser_agent.tests.test_audited_charges import pressed

TITLE, PRESS = "# Cancel your plan?", "[Cancel my plan]"
COSTS = """\
Your next payment of $49.00 is due today.
You pay only $49.00 to cancel.
You cancel, then $49.00 becomes due.
Ending Premium costs $49.00.
Cancelling your plan costs $49.00.
You must refund $49.00.
You would still have to pay $49.00.
Your plan renews in March, so cancelling now costs $49.00.
Your plan renews in March and leaving today you are charged $49.00.
You will be charged $9.99 a month for another 6 months.
Die Kündigung von Premium kostet 49,00 €.
Résilier votre abonnement coûte 49,00 €.
Cancelar tu plan cuesta 49,00 €.
If you don't hold on until March, you will be charged $49.00.
Unless you wait until March, you will be charged $49.00.
Leaving before March costs you $49.00.
By cancelling now you agree to pay $49.00.
You agree to a payment of $49.00 today.
Cancelling today means a payment of $49.00.
There is a $49.00 cost if you leave today.
Your card will be charged the remaining $49.00.
Your card ending 4410 is charged $49.00 when you cancel.
We take $49.00 from your card.
We'll take a final payment of $49.00.
A final payment of $49.00 will be taken today.
Your account has a balance of $49.00, which you settle by cancelling.
Outstanding balance: $49.00
Balance due: $49.00
Amount due: $49.00
Pay now: $49.00
You'll forfeit your discount and pay $49.00.
You will get no refund but you will owe us $49.00.
You will lose access and you'll be charged a $49.00 fee.
You'll be charged $49.00 today. We refund unused credit.
A refund is not possible; $49.00 is due today.
A non-refundable amount of $49.00 will be charged.
A fee of $49.00 per month remaining applies.
You will be charged $10.00 a month for the rest of your term.
The rest of your annual commitment, $49.00, is due.
You'll be charged for the rest of the year: $49.00.
Early exit: $49.00
Cancellation price: $49.00
The price to cancel is $49.00.
To cancel you pay 50% of your remaining annual plan: $49.00.
If you cancel during the trial you'll be charged $49.00.
When you cancel, we'll charge your card $49.00.
Upon cancellation $49.00 will be debited.
As you are leaving early, $49.00 is payable.
A settlement of $49.00 is required.
Your final invoice of $49.00 is issued today.
Your final bill will include $49.00.
We'll keep your deposit of $49.00.
$49.00 will be deducted from your deposit.
You need to pay back $49.00.
You must return the discount of $49.00 you received.
The promotional discount of $49.00 will be reversed.
$49.00 will be charged back to you.
You have 6 payments of $9.99 left, which become due at once.
Cancelling now will cost you $49.00.
It costs $49.00 to end your contract early.
Wenn Sie nicht bis März warten, zahlen Sie 49,00 €.
Bei sofortiger Kündigung stellen wir Ihnen 49,00 € in Rechnung.
Wir stellen Ihnen 49,00 € in Rechnung.
Wir berechnen Ihnen 49,00 €.
Wir erheben dafür 49,00 €.
Ihr Konto wird mit 49,00 € belastet.
Damit sind 49,00 € zu zahlen.
Offener Betrag: 49,00 €
Restbetrag: 49,00 €
Zu zahlen: 49,00 €
Heute fällig: 49,00 €
Die Kündigung kostet 49,00 €.
Für die vorzeitige Beendigung verlangen wir 49,00 €.
Sie schulden uns noch 49,00 €.
Ihnen entstehen Kosten in Höhe von 49,00 €.
Sie verlieren Ihren Rabatt und zahlen 49,00 €.
Der gewährte Rabatt von 49,00 € wird nachberechnet.
Sie müssen den Rabatt von 49,00 € zurückzahlen.
Die Restlaufzeit wird mit 49,00 € abgerechnet.
Eine Abschlusszahlung von 49,00 € wird fällig.
Eine Nachzahlung von 49,00 € wird heute eingezogen.
Die Schlussrechnung beträgt 49,00 €.
Bis zum Vertragsende sind noch 49,00 € zu zahlen.
Bis zum 5. März fallen noch 49,00 € an, die sofort fällig werden.
Si vous n'attendez pas mars, vous paierez 49,00 €.
Votre carte sera débitée de 49,00 €.
Nous débiterons 49,00 € de votre carte.
Il vous sera facturé 49,00 €.
Vous serez facturé 49,00 €.
La résiliation vous coûtera 49,00 €.
Coût de la résiliation : 49,00 €
Montant dû : 49,00 €
Solde à régler : 49,00 €
Reste à payer : 49,00 €
Un montant de 49,00 € vous sera demandé.
Nous vous demanderons 49,00 €.
Vous devrez rembourser 49,00 €.
Vous devez rembourser la remise de 49,00 €.
Les mensualités restantes (49,00 €) deviennent exigibles.
Vous perdez votre remise et payez 49,00 €.
Vous nous devez encore 49,00 €.
Une somme de 49,00 € est due.
Une somme de 49,00 € sera retenue.
Si no te quedas hasta marzo, pagarás 49,00 €.
Te cobraremos 49,00 €.
Se te cargarán 49,00 €.
Se hará un cargo de 49,00 €.
Cancelar cuesta 49,00 €.
Darte de baja hoy cuesta 49,00 €.
Coste de la baja: 49,00 €
Importe pendiente: 49,00 €
Total a pagar: 49,00 €
Pagas 49,00 € al cancelar.
Deberás abonar 49,00 €.
Tendrás que devolver el descuento de 49,00 €.
Debes devolver 49,00 €.
Las cuotas restantes (49,00 €) vencen hoy.
Pierdes tu descuento y pagas 49,00 €.
Nos debes 49,00 €.
Adeudas 49,00 €.
Se descontarán 49,00 € de tu cuenta.
La penalización es de 49,00 €.
Te costará 49,00 €.
You will lose your discount, and $49.00 will be charged.
Your refund is reduced: $49.00 will be charged.
You can keep watching until December 5 and will be charged $49.00.
You won't be refunded, and you will be charged $49.00.
We won't refund you but charge $49.00.
Your access ends before you pay $49.00.
Before you pay $49.00, read this.
Your plan does not end before you pay $49.00.
You cannot leave without paying $49.00.
You can't cancel without being charged $49.00.
It is not possible to cancel without paying $49.00.
No cancellation before you pay $49.00.
You cannot cancel before you have paid $49.00.
Sie können nicht kündigen, ohne 49,00 € zu zahlen.
Vous ne pouvez pas résilier sans payer 49,00 €.
No puedes cancelar sin pagar 49,00 €.
You do not only lose access, you will be charged $49.00.
You will not only lose access but be charged $49.00.
You will not be able to stop this $49.00 charge.
You are not eligible for a waiver and charged $49.00.
Not cancelling in time, you are charged $49.00.
As you did not give notice you are charged $49.00.
Since you did not wait we charge $49.00.
You did not complete your term, you owe $49.00.
Your term is not over, so you pay $49.00 today.
Sie haben die Frist nicht eingehalten, daher werden 49,00 € fällig.
Ihre Laufzeit ist nicht beendet, es werden 49,00 € berechnet.
Votre engagement n'est pas terminé : 49,00 € seront prélevés.
Tu permanencia no ha terminado: se te cobrarán 49,00 €.
Your trial ends and you will be charged $49.00.
With your current trial you'll be charged $49.00.
The regular price of $49.00 is charged.
You will be charged the regular price of $49.00.
You'll be charged the normal price, $49.00, for the months you used.
You will be charged $49.00 including tax.
$49.00 (tax included) will be charged.
Es werden 49,00 € (inkl. MwSt.) abgebucht.
49,00 € TTC (TVA incluse) seront prélevés.
Se cobrarán 49,00 € (IVA incluido).
You will be charged $49.00 for your orders.
You will be charged $49.00 for the delivery of your box.
$49.00 will be charged on renewal of the term you end.
You will be charged $49.00 once per year.
You will be charged $49.00 for each month until March.
Keep in mind: $49.00 will be charged.
Get ready: $49.00 will be charged.
Switch off renewal: $49.00 will be charged.
Save time: $49.00 will be charged.
You can still cancel until March, $49.00 will be charged.
Sie können noch bis März kündigen, es werden 49,00 € berechnet.
You'll have to settle your remaining term for $120.
We will bill a one-time amount of $75 for ending early.
Your credit card on file will be charged US$ 49.00.
Leaving early? You owe $49.00.
The discount you received ($49.00) must be paid back.
$49.00 will be added to your next invoice.
Your next bill will include a charge of $49.00 for early cancellation.
Your next invoice includes $49.00 for cancelling.
A $49 restocking fee applies to your device.
By confirming, you authorize us to charge $49.00.
I authorize a charge of $49.00 to my card.
Cancelling before March 5 means you'll be billed $49.00.
Because your plan is an annual contract you will be charged $49.00.
Your annual plan was discounted, so $49.00 will be charged.
Since you've paid only $20.00, you still owe $49.00.
You paid $9.99 on November 5 and will be charged $49.00 today.
You've already been charged $9.99 and now owe $49.00.
No refund will be given and $49.00 will be charged.
You'll lose your discount; $49.00 will be billed.
Your deposit of $49.00 will not be refunded.
To cancel, please pay $49.00 first.
Cancelling is possible for $49.00.
You can cancel for a fee of 49 EUR.
$49.00 is charged to cancel.
Wir buchen nach der Kündigung einmalig 49,00 € ab.
Für die Kündigung wird Ihnen eine Gebühr von 49 EUR in Rechnung gestellt.
Mit Klick auf Kündigen zahlen Sie 49,00 €.
Ihnen werden noch 49,00 € belastet.
Der Rabatt in Höhe von 49,00 € ist zurückzuzahlen.
Die verbleibenden Raten von insgesamt 49,00 € werden fällig.
Sie haben bisher 9,99 € bezahlt, heute werden 49,00 € abgebucht.
Es bleibt ein Betrag von 49,00 € offen.
Ihre nächste Rechnung enthält eine Gebühr von 49,00 €.
Une pénalité de 49,00 € vous sera facturée.
Vous allez être débité de 49,00 €.
En résiliant, vous acceptez de payer 49,00 €.
Votre prochaine facture comprendra 49,00 € de frais.
Il vous restera 49,00 € à régler.
Nous prélèverons 49,00 € sur votre compte.
Al cancelar aceptas pagar 49,00 €.
Se añadirán 49,00 € a tu próxima factura.
Vas a pagar 49,00 € por cancelar.
Tu próxima factura incluirá 49,00 €.
Deberás 49,00 €.
Perderás el descuento y se te cobrarán 49,00 €.""".splitlines()
ON_AN_OFFER = """\
You will be charged $49.00 today.
$49.00 will be charged if you leave now.
If you leave today you owe $49.00.
Pay $49.00 today.
The remaining balance is due: leave and pay $49.00 today.
Es werden heute 49,00 € abgebucht.
49,00 € seront prélevés aujourd'hui.
Se cobrarán 49,00 € hoy.""".splitlines()
ON_A_SURVEY = """\
My plan ends early: $49.00 will be charged today.
I understand that $49.00 will be charged today.
Mein Konto wird mit 49,00 € belastet.""".splitlines()


@pytest.mark.parametrize("said", COSTS)
def test_an_amount_that_nothing_explains_is_no_last_press(said: str) -> None:
    rows = ("Cancel your plan?", "Your access ends today.", said)
    assert not is_pressed(f"# {rows[0]}", *rows[1:], PRESS)
    assert pressed(*rows) == "preselected"
    assert is_charged((), list(reversed(re.split(r"(?<=[.?!])\s+", said))))


@pytest.mark.parametrize("said", ON_AN_OFFER)
def test_beside_an_offer_only_what_that_costs_is_left_out(said: str) -> None:
    offer = ("Stay and save", "Take 50% off for 3 months", said)
    assert not is_pressed(f"# {offer[0]}", *offer[1:], "[Accept offer]", PRESS)
    assert pressed(*offer, page="offer", commit=False) == "preselected"


@pytest.mark.parametrize("said", ON_A_SURVEY)
def test_a_bare_line_of_a_survey_is_no_reason_where_it_names_an_amount(said: str) -> None:
    asks = "Why are you leaving?"
    assert not is_pressed(f"# {asks}", said, "(o) Too expensive", "(.) Other", PRESS)
    assert pressed(asks, said, page="survey", commit=False) == "preselected"


@pytest.mark.parametrize("row", ["not ", "ne se ", "keep ", "be charged ", "a-", "$4 ", "the "])
def test_no_row_of_words_takes_long(row: str) -> None:
    said = f"{row * 40}{row * 20}$49.00 {row * 40}"
    begun = time.perf_counter()
    says_it_costs(fold(said))
    is_charged((), [said])
    assert time.perf_counter() - begun < 5
