"""Which sentences and choices mean that ending it costs money now: the last rail."""

import pytest

from browser_agent.asking import Above
from browser_agent.charges import names_a_charge
from browser_agent.policy import Press, judge_press

# Shared with the tests of the rules.
REASONS = """\
Por el coste|Por motivos de coste|No puedo pagar el coste|I don't want to pay the fees
Payment fees|Fees went up at renewal|Delivery fees for every order
Ich kann die Kosten nicht mehr bezahlen|Versandkosten mit jeder Lieferung
Kosten im Vergleich mit anderen|Je ne peux plus payer les frais
Bank fees at renewal|Service fees for each order|Aus Kostengründen|Reducir gastos
I need to cut costs right now|Je veux réduire mes frais maintenant|Frais de paiement"""
COSTS = """\
If you cancel today, an early termination fee of $48.60 will be charged to your card.
You will be charged $120.00 for the remaining 6 months of your contract.
The remaining balance of your contract ($120.00) will be charged today.
Cancelling now costs $49.00.
Es werden 48,60 € von Ihrem Konto abgebucht.
Der Restbetrag von 120,00 € wird sofort fällig.
Les mensualités restantes (120,00 €) seront prélevées aujourd'hui.
Se cobrarán 48,60 € en su tarjeta por cancelación anticipada.
An early termination fee applies.
If you proceed, $48.00 will be charged to your credit card.
A fee of $48.00 will be charged unless you stay until March.
You'll lose access, and a cancellation fee of $48.00 applies.
Wenn Sie jetzt kündigen, fällt eine Gebühr von 48,60 € an.
Bei vorzeitiger Kündigung berechnen wir eine Gebühr von 48,60 €.
Si vous résiliez aujourd'hui, des frais de 48,60 € s'appliquent.
Résilier maintenant coûte 48,60 €.
Si cancelas ahora, se aplicará un cargo de 48,60 €.
Cancelar ahora cuesta 48,60 €.
You agree to pay $48.00 today.
Sie zahlen einmalig 48,60 €.
Tendrás que pagar 48,60 € por la baja anticipada.
A non-refundable fee of $48.00 will be charged today."""
COSTS_NOTHING = """\
If your equipment is not returned, you will be charged a fee of up to $240.00.
Bei nicht fristgerechter Rücksendung des Routers berechnen wir eine Gebühr von 89,00 €.
If you decide to come back, a $25 reactivation fee applies.
A fee of $25.00 applies if you decide to come back.
Your final payment of $9.99 was taken on 1 November.
Último cargo: 9,99 € el 5 de noviembre
Monatliche Kosten: 9,99 €
Members saved $43.20 on service fees last month.
Your plan costs $9.99 plus a $1.20 service fee each month.
Si vous ne restituez pas le matériel, des frais de 89,00 € seront facturés.
Si no devuelves el equipo, se cobrarán 89,00 €.
You will be charged $9.99 on December 5 unless you cancel.
If you don't cancel, you will be charged $9.99.
You won't be charged $9.99 on December 5.
Es werden keine 9,99 € mehr abgebucht.
Vous ne serez plus débité de 9,99 €.
Ya no se te cobrarán 9,99 €.
Your next payment of $9.99 would be charged on December 5.
Your remaining balance of $12.00 will be refunded.
Without Plus, a delivery fee of $3.99 applies to every order.
Wenn Sie später zurückkommen, fällt eine Aktivierungsgebühr von 19,99 € an.
Your plan ends on December 5 and costs $9.99.
Cancel any time before December 5 to avoid a fee of $9.99.
Domain registration fees ($12.99) are non-refundable.
Les frais de livraison de 2,99 € s'appliqueront à nouveau.
Vous payez actuellement 9,99 € par mois, frais inclus."""
BOXES = ("I have read the terms", "I understand that my access ends", "Ich habe die AGB gelesen",
         "J'ai lu les conditions", "Entiendo que mi acceso termina",
         "I understand that my access ends at the end of the term")  # fmt: skip
LATER = ("At the end of my term", "Zum Ende der Laufzeit", "À l'échéance", "Al final del contrato",
         "March 12, no fee")  # fmt: skip


def last(*above: str, chosen: tuple[str, ...] = ()) -> str:
    words = "Confirm cancellation"
    press = Press(words, words, "confirm", commit=True, asked=Above(above), chosen=chosen)
    return judge_press(press, action="cancel", commits=0).rule


@pytest.mark.parametrize("words", REASONS.replace("\n", "|").split("|"))
def test_a_cost_that_is_a_reason_is_no_fee(words: str) -> None:
    assert not names_a_charge(words)
    said = Press(words, words, "survey", commit=False)
    assert judge_press(said, action="cancel", commits=0).rule != "fee"


FOR_A_FEE = ("Am 12. März, gegen Gebühr", "Tomorrow, with a penalty",
             "Le 3 mai, moyennant des frais", "I accept the fee",
             "No quiero esperar, baja inmediata con penalización")  # fmt: skip


@pytest.mark.parametrize("words", FOR_A_FEE)
def test_a_fee_for_which_it_is_done_is_one(words: str) -> None:
    assert names_a_charge(words)


@pytest.mark.parametrize("said", COSTS.split("\n"))
def test_no_last_press_where_it_costs_money_now(said: str) -> None:
    assert last(said) == "preselected"
    assert last("Your plan ends today.", said, "No hidden fees with us.") == "preselected"


@pytest.mark.parametrize("said", COSTS_NOTHING.split("\n"))
def test_what_asks_for_no_money_now_stands_in_no_way(said: str) -> None:
    assert last(said) == "none_against"


@pytest.mark.parametrize("box", BOXES)
def test_what_is_agreed_to_outweighs_no_fee(box: str) -> None:
    for said in COSTS.split("\n"):
        assert last(said, chosen=(box,)) == "preselected"


@pytest.mark.parametrize("circle", LATER)
def test_an_end_that_was_chosen_for_later_outweighs_it(circle: str) -> None:
    assert last(COSTS.split("\n", maxsplit=1)[0], chosen=(circle,)) == "none_against"


def test_no_fee_later_is_a_fee_now() -> None:
    fee = "A fee of $48.00 may be charged."
    assert last("No fee applies.", fee) == "none_against"
    assert last("There is no fee if you wait until March 12.", fee) == "preselected"
    assert last("At the end of the term: no fee", fee) == "preselected"
