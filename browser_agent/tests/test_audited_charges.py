"""Sentences of last pages: those that cost money in any wording, and the ordinary ones beside."""

import pytest

from browser_agent.asking import Above
from browser_agent.charges import is_charged
from browser_agent.policy import Press, judge_press

# Shared with the tests of the rules.
COSTS_TOO = """\
If you do not wait until March, you will be charged $49.00.
If you don't stay until March, you'll be charged $49.00.
To avoid being charged $49.00, wait until March.
If you cancel before your commitment ends on March 5, you'll owe $49.00.
You will lose your discount and be charged $49.00 today.
You will not be refunded and will be charged $49.00.
You pay $49.00 to cancel today.
Pay $49.00 to cancel.
An amount of $49.00 is payable on cancellation.
We will charge $49.00 for cancelling before the end of the term.
We will bill you $49.00 for the remaining months.
Due today: $49.00
Amount due now: $49.00
Your device balance of $240.00 becomes due immediately.
The remaining device payments ($240.00) will be added to your final bill.
You must repay the discount of $49.00.
A $49.00 fee will be deducted from your refund.
You will be charged $10.00 for each month remaining.
The subscription fee for the rest of the year, $49.00, is due now.
Your last charge will be $49.00.
No cancellation fee applies after March 5. Today it is $49.00.
If you cancel now, you would be charged $49.00.
You will be charged $49.00 without further notice.
Stay until March 5 or you will be charged $49.00.
$49.00 will be taken from your account.
Total due: $49.00
Early cancellation: $49.00
There is a $49.00 charge for leaving early.
Sie zahlen heute 49,00 €.
Du musst 49,00 € zahlen.
Sie müssen 49,00 € nachzahlen.
Für die Kündigung fallen 49,00 € an.
Mit der Kündigung werden 49,00 € fällig.
Wir buchen 49,00 € von Ihrem Konto ab.
Wir ziehen 49,00 € von Ihrem Konto ein.
Die restlichen Monatsbeiträge (49,00 €) werden sofort fällig.
Sofern Sie nicht bis März warten, berechnen wir 49,00 €.
Vous devez payer 49,00 €.
Il vous reste 49,00 € à payer.
Il faudra payer 49,00 €.
Vous êtes redevable de 49,00 €.
Résiliation anticipée : 49,00 €
Les mois restants, soit 49,00 €, sont dus.
Si vous ne patientez pas jusqu'en mars, 49,00 € seront prélevés.
Cargaremos 49,00 € en tu tarjeta.
Debes pagar 49,00 €.
Tienes que pagar 49,00 €.
Importe a pagar: 49,00 €
La cancelación anticipada supone 49,00 €.
Si te vas antes de marzo, se te cobrarán 49,00 €.
Si no esperas hasta marzo, se cobrarán 49,00 €.""".splitlines()
FEES = {
    "en": "An early termination fee of $49.00 will be charged to your card today.",
    "de": "Eine Gebühr von 49,00 € wird heute von Ihrem Konto abgebucht.",
    "fr": "Des frais de résiliation de 49,00 € seront prélevés aujourd'hui.",
    "es": "Se cobrará hoy una penalización por cancelación de 49,00 €.",
}
WAIVES_SOMETHING_ELSE = """\
en No further charges will be made.
en There will be no more charges.
en You will receive no further charges for your membership.
en No extra fees.
en Joining again has no fee.
en Switching plans has no fees.
en Support is free of charge.
en Pausing has no fee.
en Your last payment of $9.99 had no fees.
en No fee applies.
en Early termination fees do not apply to monthly plans.
de Es fallen keine weiteren Kosten an.
de Pausieren ohne Kosten.
de Ein Wechsel ist ohne Gebühr möglich.
fr Aucuns frais supplémentaires.
fr Changer d'offre : sans frais.
fr Revenez quand vous voulez, sans frais.
es Sin gastos de envío.
es Pausar no tiene coste.
es Vuelve cuando quieras, sin gastos.""".splitlines()
NO_REASON_OUTWEIGHS = """\
Moved after the end of my term|At the end of the trial there was no free content
Free for students|No fees elsewhere|Umzug nach Berlin|Preise nach Erhöhung zu hoch|Wochenende
Remind me after 30 days|Switching after the free trial|Only needed it until the end of the season
Price went up after the discount ended|Nach dem Ende der Serie war nichts mehr da""".replace(
    "\n", "|"
).split("|")
ORDINARY = """\
Cancel before December 5 to avoid being charged $9.99.
To avoid being charged $9.99, cancel by December 5.
Cancel today and you won't pay $9.99 on December 5.
The early termination fee does not apply to you.
Early termination fee: does not apply
Early termination fees do not apply to monthly plans.
Early termination fee: $0.00
You would be charged $9.99 on December 5.
You have already been charged $9.99 for this period.
Your plan includes a $2.00 service fee.
Plan $9.99 + taxes & fees $1.20
Without membership, you will pay $5.99 for each rental.
Without Premium you will pay full price: $5.99 delivery.
If you cancel, you will pay $3.99 shipping on orders.
Cancel now and save $49.00 in fees.
See our terms on early termination fees that apply to annual plans.
We will charge your card $9.99 for the current billing period.
You won't be charged again.
You will not be billed after December 5, 2026.
No further charges will be made.
You'll be charged $9.99 on Dec 5 unless you cancel.
You'll be charged $9.99 on Dec. 5 unless you cancel.
Your access ends on December 5, 2026. No refunds are given for the rest of the month.
Payments are non-refundable and there are no refunds for partly used periods.
You can watch until December 5, 2026.
You'll lose access to all of your recordings and your $5.00 discount.
We will refund $4.20 to your card within 5 days.
You will receive a refund of $12.00 for the unused months.
The $12.00 charged on November 5, 2026 will be refunded to your card.
Your remaining credit of $12.00 will be refunded.
If you come back later, you'll pay $12.99 a month.
If you decide to restart, you will be charged $15.99.
Rejoin any time for $12.99.
You'll need to pay $14.99 to come back.
A late fee of $5.00 applies to unpaid invoices.
You will be charged the regular price of $9.99 after your discount ends.
If you cancel you will lose your $4.99 rate and pay $9.99 when you return.
You'll continue to be charged $9.99 until you cancel.
Your order of November 20 ($24.00) will still be delivered.
Only $4.99 today
Your free trial ends on December 5. After that, your trial becomes a plan for $9.99.
After your free trial, you would be charged $9.99.
Your trial ends today and your card will be charged $9.99 if you don't cancel.
Stay and pay only $4.99 for the next 3 months.
Instead of cancelling, pay only $4.99 for 3 months.
Your current plan: Premium, $9.99 a month
Next payment: $9.99 on December 5
Your last bill of $9.99 was paid on November 5.
Your payment method, Visa 4410, will not be charged.
Bis zum 5. Dezember werden noch 9,99 € abgebucht.
Wenn Sie nicht bis zum 5. Dezember kündigen, werden 9,99 € abgebucht.
Es werden keine weiteren Beträge abgebucht.
Ihre letzte Rechnung beträgt 9,99 €.
Bei einer erneuten Anmeldung zahlen Sie 12,99 €.
Nach Ablauf des Probemonats werden 9,99 € abgebucht.
Ihr Zugang endet am 5. Dezember 2026.
Ohne Mitgliedschaft zahlen Sie 3,99 € Versandkosten.
Wenn Sie zurückkommen, zahlen Sie 12,99 €.
Sie erhalten eine Erstattung von 4,20 €.
Bereits gezahlte Beträge werden nicht erstattet.
Sie zahlen derzeit 9,99 € im Monat.
Die Kündigungsgebühr entfällt.
Sans abonnement, vous paierez 3,99 € de livraison.
Pour éviter d'être débité de 9,99 €, résiliez avant le 5 décembre.
Si vous ne résiliez pas, 9,99 € seront prélevés le 5 décembre.
Vous ne serez plus facturé après le 5 décembre.
Votre accès prend fin le 5 décembre 2026, sans remboursement.
Après l'essai, 9,99 € seront prélevés sauf résiliation.
Vous serez remboursé de 4,20 €.
Si vous revenez, vous paierez 12,99 €.
Dernier prélèvement : 9,99 € le 5 novembre
Votre facture de 9,99 € est disponible.
Sin la suscripción, los gastos de envío son 3,99 €.
Para evitar que se te cobren 9,99 €, cancela antes del 5 de diciembre.
Si no cancelas, se te cobrarán 9,99 € el 5 de diciembre.
No se te volverá a cobrar.
Tu acceso termina el 5 de diciembre de 2026 y no hay reembolsos.
Te devolveremos 4,20 €.
Si vuelves, pagarás 12,99 €.
Última factura: 9,99 €""".splitlines()
FOR_LATER = """\
At the end of my billing period|On March 12, 2027|March 12, 2027 (no fee)
After the end of the term|Cancel at the end of the term|Zum 12. März 2027|Am Ende der Laufzeit
Zum Vertragsende kündigen
À la fin de l'engagement|Résilier à l'échéance|Le 12 mars 2027|Al final del periodo
Dar de baja al final del contrato|El 12 de marzo de 2027""".replace("\n", "|").split("|")
NAMES_THE_END = ("Cancel my plan", "Cancel subscription", "End my membership", "Cancel now")


def pressed(*above: str, page: str = "confirm", words: str = NAMES_THE_END[0], commit: bool = True,
            chosen: tuple[str, ...] = ()) -> str:  # fmt: skip
    """The nearest sentence stands last in `above`."""
    asked = Above(tuple(reversed(above)))
    press = Press(words, words, page, commit=commit, asked=asked, chosen=chosen, words=above)
    return judge_press(press, action="cancel", commits=0).rule


@pytest.mark.parametrize("said", COSTS_TOO)
def test_what_costs_money_in_any_wording_is_no_last_press(said: str) -> None:
    assert pressed("Cancel your plan?", "Your access ends today.", said) == "preselected"


@pytest.mark.parametrize("line", WAIVES_SOMETHING_ELSE)
def test_no_fee_of_something_else_outweighs_one_of_today(line: str) -> None:
    assert pressed(FEES[line[:2]], line[3:]) == "preselected"
    assert pressed(line[3:]) == "none_against"


@pytest.mark.parametrize("said", ["No cancellation fee applies.", "Keine Kündigungsgebühr",
                                  "There is no fee to cancel.", "No fee applies."])  # fmt: skip
def test_no_fee_of_the_end_outweighs_what_may_be(said: str) -> None:
    assert pressed("An early termination fee of $49.00 applies.", said) == "none_against"


@pytest.mark.parametrize("words", NAMES_THE_END)
@pytest.mark.parametrize("page", ["survey", "offer", "confirm"])
def test_a_fee_counts_where_the_end_is_named_though_it_may_not_be_final(
    page: str, words: str
) -> None:
    assert pressed(FEES["en"], page=page, words=words, commit=False) == "preselected"
    told = "You'll be charged $4.99 today, then $9.99."  # of the offer
    assert pressed(told, page="offer", words=words, commit=False) != "preselected"


@pytest.mark.parametrize("reason", NO_REASON_OUTWEIGHS)
def test_a_reason_is_no_choice_of_a_later_day(reason: str) -> None:
    assert is_charged((reason,), [FEES["en"]])


@pytest.mark.parametrize("circle", FOR_LATER)
def test_a_choice_of_a_later_day_is_one(circle: str) -> None:
    assert not is_charged((circle,), [FEES["en"]])
    assert pressed(FEES["en"], "Why?", "Other", chosen=(circle,)) == "preselected"


@pytest.mark.parametrize("said", ORDINARY)
def test_an_ordinary_sentence_stands_in_no_way(said: str) -> None:
    assert pressed("Cancel your plan?", "Your access ends on December 5, 2026.", said) == (
        "none_against"
    )


@pytest.mark.parametrize("said", ORDINARY)
def test_nor_where_it_was_read_as_two(said: str) -> None:
    parts = [f"{each}." for each in said.removesuffix(".").split(". ")]
    assert not is_charged((), list(reversed(parts)))
