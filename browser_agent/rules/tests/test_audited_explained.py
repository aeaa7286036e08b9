"""Amounts of ordinary last pages, each explained by its own words: both judges press on."""

import re

import pytest

from browser_agent.charges import is_charged
from browser_agent.rules.tests.test_audited_fees import is_pressed
from browser_agent.tests.test_audited_charges import pressed

ORDINARY = """\
Two more payments of €34.90 are due.
Añadir Festivales por 2,99 € más al mes
Remaining instalments: 1 December and 1 January, £34.00 each.
Two more monthly fees of £34.00 are due under your contract (December and January).
One last payment of $39.00 is due on December 1.
Stay and pay only £5.49 a month for three months.
Switch to yearly and pay $59.99 now
Support local journalism: pay just £2 a month for the next 3 months, then £9.50.
Deux mois à 19,90 € Restez avec nous et payez moitié prix jusqu'en janvier.
Bleib bei uns und zahle drei Monate lang nur 4,99 € statt 9,99 €.
Your next charge of $9.99 on December 5 will not be made.
Your card ending in 4410 will not be charged again.
You've paid $9.99 through December 5.
Your last payment was $9.99 on November 5.
You paid $9.99 on November 5.
If you don't cancel, you'll be charged $9.99 on December 5.
Unless you cancel, we'll charge $9.99 on December 5.
Your subscription costs $9.99 per month.
You pay $9.99 per month.
You currently pay $9.99 a month.
Resubscribing later will cost $14.99.
If you come back later you'll pay $14.99.
If you rejoin, the new price of $14.99 applies.
You'll lose your price of $9.99; new members pay $14.99.
New members pay $14.99.
You're saving $5.00 every month.
You will lose your $5.00 monthly discount.
You'll lose $20.00 in credits.
Your $20.00 credit will be refunded.
We will refund $9.99 to your card.
A refund of $9.99 will be issued today.
You'll get $9.99 back.
You have an unused gift card balance of $10.00.
Movies you rented for $3.99 stay available.
Your outstanding orders will still be delivered.
Today is the last day of your $9.99 plan.
There's no cost to cancel.
Cancelling is free.
Canceling won't cost you anything.
You will not be charged a cancellation fee.
No cancellation fee will be charged.
You won't have to pay $9.99 again.
You'll no longer pay $9.99 a month.
Stop paying $9.99 a month.
Your plan: Premium, $9.99. Paid until December 5.
Plan price: $9.99
Amount: $9.99
Last charge: $9.99 on November 5
Last payment $9.99
Next charge: none
Renews on December 5 for $9.99
You can keep watching until December 5. Then you won't be billed.
Other charges may apply if you use pay-per-view.
We charge $2.99 for late returns of books.
Members save $49.00 on shipping.
Without Plus, shipping costs $4.99.
Without Premium, you'll pay $4.99 for shipping.
You'd pay $59.99 without Premium.
Fees may apply if you return late.
See our Terms for fees.
Your trial ends on December 5; you won't pay anything.
Cancel now and you won't be charged $9.99.
Cancel now to avoid the $9.99 charge.
If you cancel now, you won't be charged $9.99.
If you cancel, you will not be charged the $9.99.
You'll be charged $9.99 on December 5 if you don't cancel.
Your free trial ends December 5, and then it's $9.99 a month.
Try Basic for $4.99 a month instead.
Pause for free, no charge until you come back.
Your account was charged $9.99 on November 5.
We charged you $9.99 on November 5.
We billed $9.99 on November 5.
Your payment of $9.99 is pending.
You donated $49.00 so far.
You spent $49.00 this year.
Your orders worth $49.00 are on the way.
Your final order of $39.00 ships on December 2.
You owe nothing.
Balance: $0.00
Amount due: $0.00
Outstanding balance: $0.00
Nothing is due today.
Ihre letzte Zahlung betrug 9,99 €.
Sie haben am 5. November 9,99 € bezahlt.
Am 5. November haben wir 9,99 € abgebucht.
Wenn Sie nicht kündigen, werden am 5. Dezember 9,99 € abgebucht.
Es wird nichts mehr abgebucht.
Ab dem 5. Dezember wird Ihnen nichts mehr berechnet.
Sie zahlen 9,99 € im Monat.
Sie zahlen derzeit 9,99 € monatlich.
Monatlicher Preis: 9,99 €
Bei einer erneuten Anmeldung gilt der Preis von 14,99 €.
Wenn Sie zurückkommen, zahlen Sie 14,99 €.
Neukunden zahlen 14,99 €.
Die Kündigung ist kostenlos.
Die Kündigung kostet Sie nichts.
Es fällt keine Kündigungsgebühr an.
Für die Kündigung fallen keine Kosten an.
Sie sparen 49,00 € im Jahr.
Sie erhalten 9,99 € zurück.
Wir erstatten Ihnen 9,99 €.
Ohne Premium zahlen Sie 3,99 € Versand.
Sie müssen die 9,99 € dann nicht mehr zahlen.
Kündigen Sie vor dem 5. Dezember, damit keine 9,99 € abgebucht werden.
Bereits bezahlt: 9,99 €
Letzte Abbuchung: 9,99 € am 5. November
Nächste Abbuchung: 9,99 € am 5. Dezember
Ihr Guthaben von 20,00 € verfällt.
Offener Betrag: 0,00 €
Bezahlt bis 5. Dezember (9,99 €).
Votre dernier paiement était de 9,99 €.
Vous avez payé 9,99 € le 5 novembre.
Nous avons prélevé 9,99 € le 5 novembre.
Vous ne serez plus prélevé de 9,99 €.
Aucun prélèvement ne sera effectué.
Vous ne paierez plus 9,99 € par mois.
La résiliation est gratuite.
La résiliation est sans frais.
Aucuns frais de résiliation ne seront facturés.
Si vous revenez, vous paierez 14,99 €.
Les nouveaux clients paient 14,99 €.
Vous perdez votre tarif de 9,99 €.
Vous économisez 49,00 € par an.
Nous vous remboursons 9,99 €.
Vous serez remboursé de 9,99 €.
Sans Premium, la livraison coûte 3,99 €.
Prochain prélèvement : 9,99 € le 5 décembre
Résiliez avant le 5 décembre pour ne pas payer 9,99 €.
Votre crédit de 20,00 € sera perdu.
Montant dû : 0,00 €
Vous payez actuellement 9,99 € par mois.
Tu último pago fue de 9,99 €.
Pagaste 9,99 € el 5 de noviembre.
Te cobramos 9,99 € el 5 de noviembre.
No te cobraremos más.
No se realizará ningún cargo.
Cancelar es gratis.
Cancelar no tiene coste.
No hay cargo por cancelación.
No se aplica penalización por cancelación.
Si vuelves, pagarás 14,99 €.
Los nuevos clientes pagan 14,99 €.
Perderás tu precio de 9,99 €.
Ahorras 49,00 € al año.
Te devolveremos 9,99 €.
Se te reembolsarán 9,99 €.
Sin Premium, el envío cuesta 3,99 €.
Próximo cobro: 9,99 € el 5 de diciembre
Último cobro: 9,99 € el 5 de noviembre
Cancela antes del 5 de diciembre para que no se te cobren 9,99 €.
Pagas 9,99 € al mes.
Actualmente pagas 9,99 € al mes.
Importe pendiente: 0,00 €
Tu saldo de 20,00 € se perderá.
You have been charged $9.99 for November.
Your plan renews on December 5 and you will be charged $9.99.
Your subscription will renew automatically on December 5 for $9.99 unless you cancel.
You'll still be billed $9.99 a month until you cancel.
You will not be charged any more.
We'll refund the unused $4.20 within 5 days.
You'll receive $4.20 as a refund.
Your last invoice was $9.99.
You won't be billed the $9.99 on December 5.
Billing: $9.99 per month
Monthly fee: $9.99
Price: $9.99/month
You're paying $9.99 per month for Premium.
Your price of $9.99 is no longer available if you come back.
Your Premium plan costs $9.99 a month.
Paid $9.99 on Nov 5, 2026
Billed on November 5: $9.99
Total paid: $9.99
Annual plan, $99.00 paid on March 5
Your annual plan ($99.00) stays active until March 5.
Your plan is paid for until December 5 ($9.99).
You've saved $61.40 on delivery fees this year.
The next payment of $9.99 will not be taken.
No payment will be taken on December 5.
Your next payment of $9.99 was due on December 5 and will not be taken.
Gift card balance: $10.00
You have $10.00 in credit.
Free delivery on orders over $35.00 ends.
You'll pay $5.99 delivery on orders under $35.00 again.
Orders under $35 will have a delivery fee.
Try 3 months for $1.
Your membership has saved you $120 in delivery fees.
Plan cost: $9.99
Total: $9.99 / month
You'll miss out on $50 off your next order.
Ihr Abo verlängert sich am 5. Dezember 2026 und es werden 9,99 € abgebucht.
Ihr monatlicher Beitrag beträgt 9,99 €.
Der Monatsbeitrag von 9,99 € wird nicht mehr abgebucht.
Monatsbeitrag: 9,99 €
Kosten: 9,99 € pro Monat
Zuletzt abgebucht: 9,99 € am 5. November
Die bereits gezahlten 9,99 € werden nicht erstattet.
Sie haben 49,00 € Versandkosten gespart.
Der nächste Beitrag von 9,99 € wird nicht mehr fällig.
Beitrag: 34,90 € monatlich, Laufzeit bis 28.02.2027
Bis dahin zahlen Sie weiterhin 9,99 € im Monat.
Votre abonnement se renouvelle le 5 décembre et 9,99 € seront prélevés.
Votre abonnement coûte 9,99 € par mois.
Vous avez économisé 49,00 € de frais de livraison.
Montant : 9,99 €
Montant mensuel : 9,99 €
Le prélèvement de 9,99 € prévu le 5 décembre n'aura pas lieu.
Tu suscripción se renueva el 5 de diciembre y se te cobrarán 9,99 €.
Tu plan cuesta 9,99 € al mes.
Has ahorrado 49,00 € en gastos de envío.
El cobro de 9,99 € del 5 de diciembre no se realizará.
Cuota mensual: 9,99 €
Ya has pagado 9,99 € por este mes.""".splitlines()


@pytest.mark.parametrize("said", ORDINARY)
def test_an_amount_that_is_explained_stands_in_no_way(said: str) -> None:
    rows = ("Cancel your plan?", "Your access ends today.", said)
    assert is_pressed(f"# {rows[0]}", *rows[1:], "[Cancel my plan]")
    assert pressed(*rows) == "none_against"
    assert not is_charged((), list(reversed(re.split(r"(?<=[.?!])\s+", said))))
