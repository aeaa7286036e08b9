"""The last rail before an end of the contract that costs a fee, wherever the fee is told."""

import pytest
from PIL import Image, ImageDraw

from browser_agent.asking import Above
from browser_agent.charges import is_charged, names_a_charge
from browser_agent.policy import Press, judge_press
from browser_agent.rules.tests.test_first_sights import at
from browser_agent.widgets import Widgets
from kernel.ocr import TextLine

COSTLY = """\
Immédiatement \u2013 frais de résiliation anticipée de 48,60 €|Immédiatement (frais de résiliation)
Sortie anticipée : pénalité de 2 mois|Résilier aujourd'hui (48,60 €)
J'accepte les frais de résiliation anticipée|Immédiatement, indemnité de résiliation
Sofort kündigen \u2013 Gebühr 48,60 €|Sofort kündigen (kostenpflichtig)|Sofort, Kosten 12,00 €
Vorzeitig beenden, es fällt eine Ablösesumme an|Sofort \u2013 Vorfälligkeitsentgelt 20 €
End now - access stops today, early termination fee $48.00|End immediately with a penalty
Cancel today for a $30 charge|Cancel now \u2013 an early termination fee applies
Immediately \u2013 $48.60|Terminate early (pay remaining balance)
Pay the early termination fee and cancel|I accept the cancellation fee of $48.00
Cancel immediately: a cost of $20 applies
Inmediatamente \u2013 penalización de 48,60 €|Ahora mismo, con un cargo de 20 €
Baja inmediata con gastos de cancelación|Cancelar ya, con penalización por permanencia"""
FREE = """\
À la fin de l'engagement, le 12 mars 2027 \u2013 sans frais|À l'échéance \u2013 0 €
Immédiatement, sans frais de résiliation|C'est trop cher|Les frais sont trop élevés
Zum Vertragsende \u2013 kostenlos|Sofort kündigen \u2013 keine Gebühr|Sofort kündigen, ohne Kosten
Zum Laufzeitende, ohne zusätzliche Kosten|Die Kosten sind zu hoch|Ich möchte Kosten sparen
At the end of the term - no fee|Cancel now, free of charge|Cancel now with no early termination fee
Cancel immediately and get a refund of $4.20|The monthly fee is too high|Hidden fees
Cancel Arbor TV now ($9.99/month)|Cancel and avoid the next charge|Is there a fee to cancel?
Al final del periodo, sin coste|Inmediatamente, sin ningún cargo|Los costes son muy altos
Kostenpflichtige Mitgliedschaft kündigen|Résilier l'abonnement payant
Fees|Kosten|Tarife und Kosten|Frais bancaires|Unexpected charges"""
FEE = "Immediately, for an early termination fee"


def costly(words: str) -> Press:
    return Press(words, words, "confirm", commit=False)


@pytest.mark.parametrize("words", COSTLY.replace("\n", "|").split("|"))
def test_an_end_for_a_fee_is_never_pressed(words: str) -> None:
    assert names_a_charge(words)
    assert not judge_press(costly(words), action="cancel", commits=0).allowed


@pytest.mark.parametrize("words", FREE.replace("\n", "|").split("|"))
def test_no_fee_is_seen_where_none_is_to_be_paid(words: str) -> None:
    assert not names_a_charge(words)
    assert judge_press(costly(words), action="cancel", commits=0).rule != "fee"


def test_a_fee_that_was_ticked_for_the_customer_is_cleared_and_never_sent() -> None:
    ticked = Press(FEE, FEE, "confirm", commit=False, unticks=True)
    assert judge_press(ticked, action="cancel", commits=0).rule != "fee"
    for words in ("Continue", "Cancel my subscription"):
        sent = Press(words, words, "confirm", commit=True, chosen=(FEE,))
        assert judge_press(sent, action="cancel", commits=0).rule == "preselected"
    free = Press(
        "Continuer", "Continuer", "confirm", commit=True, chosen=("À l'échéance \u2013 0 €",)
    )
    assert judge_press(free, action="cancel", commits=0).allowed


def drawn(*rows: tuple[str, int, int], dots: int) -> Widgets:
    """Circles before the words at 150, of which the one at the height of dots is filled."""
    picture = Image.new("RGB", (1280, 820), "white")
    draw = ImageDraw.Draw(picture)
    lines: list[TextLine] = [at(*row) for row in rows]
    for each in lines:
        for x in range(each.x0 + 1, each.x1 - 1, 5):
            draw.rectangle((x, each.y0 + 2, x + 2, each.y1 - 3), fill=(20, 20, 20))
        if each.x0 == 150:
            draw.ellipse((122, each.y0, 138, each.y0 + 16), outline=(60, 60, 60), width=2)
    draw.ellipse((126, dots + 4, 134, dots + 12), fill=(20, 60, 200))
    return Widgets(picture, lines)


TOLD = ("A termination fee of $48.00 applies.", 152, 224)


def test_a_fee_below_the_words_of_a_choice_is_its_own() -> None:
    rows = (("Cancel today", 150, 200), TOLD, ("At the end of the term", 150, 270))
    found = drawn(*rows, dots=200)
    assert found.option(160, 208) == ("Cancel today", TOLD[0])
    assert found.option(130, 278) == ("At the end of the term",)
    assert found.option(700, 600) == ()
    press = Press("Cancel today", "Cancel today", "confirm", commit=False)
    told = Press("Cancel today", "Cancel today", "confirm", commit=False, option=rows[1][:1])
    assert judge_press(press, action="cancel", commits=0).allowed
    assert judge_press(told, action="cancel", commits=0).rule == "fee"


@pytest.mark.parametrize("button", ["Continue", "Cancel my subscription"])
def test_a_filled_circle_that_costs_is_sent_by_any_button(button: str) -> None:
    rows = (("Cancel today", 150, 200), TOLD, ("At the end of the term", 150, 270))
    sent = drawn(*rows, dots=200).sent_with(button, "cancel", commits=False)
    assert TOLD[0] in sent
    press = Press(button, button, "confirm", commit=True, chosen=sent)
    assert judge_press(press, action="cancel", commits=0).rule == "preselected"
    later = drawn(*rows, dots=270).sent_with(button, "cancel", commits=False)
    assert TOLD[0] not in later


@pytest.mark.parametrize(
    ("above", "denied"),
    [
        (("An early termination fee of $48.60 will be charged to your card.",), True),
        (("Es wird eine Gebühr von 48,60 € abgebucht.", "Ihr Vertrag endet heute."), True),
        (("Des frais de 48,60 € seront prélevés.",), True),
        (("Your plan ends on March 12. No fee applies.", "Ending it now is a $48 fee."), False),
        (("Your membership fee of $9.99 was paid on November 1.",), False),
        (("Su suscripción termina hoy. Última cuota: 12,15 €.",), False),
    ],
)
def test_the_last_press_under_a_fee_is_not_made(above: tuple[str, ...], *, denied: bool) -> None:
    words = "Confirm cancellation"
    last = Press(words, words, "confirm", commit=True, asked=Above(above))
    assert (judge_press(last, action="cancel", commits=0).rule == "preselected") is denied
    chosen = Press(words, words, "confirm", commit=True, asked=Above(above), chosen=("At term",))
    assert judge_press(chosen, action="cancel", commits=0).allowed


def test_a_row_of_links_names_no_charge_of_its_last_one() -> None:
    row = "Privacy notice {0} Schedule of fees {0} Equipment return {0} Cancel service"
    for sign in ("\u00b7", "-", "\u2022", "|"):
        assert not names_a_charge(row.format(sign))
        assert names_a_charge(f"{row.format(sign)} for a fee of $49.00")


def test_what_the_plan_costs_a_month_is_no_fee() -> None:
    said = "Package Preferred TV, USD 27.99 per month None Early termination fee Recordings"
    assert not is_charged((), [said])
    assert is_charged((), [said.replace("None", "$49.00")])
    assert is_charged((), ["Monthly plan. Early termination fee $49.00"])
