"""What an auditor found that the rules for pages seen for the first time would have pressed."""

from typing import Any

import pytest

from browser_agent.policy import Press, judge_press
from browser_agent.rules import account
from browser_agent.rules.act import choose
from browser_agent.rules.tests.vision_screens import case, step

BACK = [step("click", "Restart membership"), step("click", "Continue", page="checkout")]
ORDERS = {
    "Standard": ("# Review your order", "Standard, $9.99 a month", "Total due today: $9.99"),
    "Basis": ("# Bestellung pr\u00fcfen", "Basis, 9,99 \u20ac im Monat",
              "Heute f\u00e4llig: 9,99 \u20ac"),
    "Essentiel": ("# R\u00e9capitulatif de la commande", "Essentiel, 9,99 \u20ac par mois",
                  "Total \u00e0 payer : 9,99 \u20ac"),
    "B\u00e1sico": ("# Resumen del pedido", "B\u00e1sico, 9,99 \u20ac al mes",
                    "Total a pagar: 9,99 \u20ac"),
}  # fmt: skip


def ticked(plan: str, words: str) -> bool:
    told: dict[str, Any] = {"goal": "resume", "plan": plan, "max_price": "9.99"}
    rows = (*ORDERS[plan], f"( ) {words}", "[Zur\u00fcck]", "[Confirm]")
    move = choose(case(*rows, **told, service="Arbor", phase="act", history=BACK))
    return move.target == words


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ("Standard", "Continue my subscription to the magazine, too"),
        ("Standard", "Continue my print subscription"),
        ("Standard", "Also restart the subscription of my partner"),
        ("Standard", "Resume my Kids plan"),
        ("Standard", "Reactivate my sports subscription"),
        ("Standard", "Let my subscription continue for two years"),
        ("Standard", "My trial subscription goes on"),
        ("Standard", "Yes, my subscription continues in addition"),
        ("Standard", "Yes, my Standard Kids subscription is to continue"),
        ("Standard", "Renewed subscription: the first box is sent today"),
        ("Basis", "Mein Vertrag verl\u00e4ngert sich auf 24 Monate"),
        ("Basis", "Abo der Kinder reaktivieren"),
        ("Basis", "Ja, mein Zeitungsabo soll weiterlaufen"),
        ("Essentiel", "Reprendre aussi l'abonnement presse"),
        ("Essentiel", "Renouveler mon abonnement Sport"),
        ("Essentiel", "Mon forfait mobile se poursuit"),
        ("B\u00e1sico", "Reanudar tambi\u00e9n la suscripci\u00f3n a la revista"),
        ("B\u00e1sico", "Continuar mi plan Deportes"),
    ],
)
def test_no_box_is_ticked_that_lets_another_thing_go_on(plan: str, words: str) -> None:
    assert not ticked(plan, words)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ("Standard", "Yes, my subscription is to continue"),
        ("Standard", "My Standard plan should continue beyond December 5, 2026."),
        ("Standard", "Arbor should go on"),
        ("Basis", "Ja, mein Abo Basis soll \u00fcber den 5. Dezember 2026 hinaus weiterlaufen."),
        ("Essentiel", "Oui, mon abonnement Essentiel doit se poursuivre"),
        ("B\u00e1sico", "Mi suscripci\u00f3n debe continuar"),
    ],
)
def test_a_box_that_lets_just_this_go_on_is_ticked(plan: str, words: str) -> None:
    assert ticked(plan, words)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Also restart the subscription of my partner", "other_plan"),
        ("Continue my subscription to the magazine, too", "other_plan"),
        ("Resume my Kids plan", "other_plan"),
        ("Abo der Kinder reaktivieren", "other_plan"),
        ("Reprendre aussi l'abonnement presse", "other_plan"),
        ("Reanudar tambi\u00e9n la suscripci\u00f3n a la revista", "other_plan"),
        ("Yes, my subscription is to continue", "none_against"),
    ],
)
def test_the_rail_ticks_none_that_goes_on_besides(words: str, rule: str) -> None:
    press = Press(words, words, "checkout", commit=False, sets=True)
    assert judge_press(press, action="resume", commits=0, plan="Standard").rule == rule
    kids = judge_press(press, action="resume", commits=0, plan="Kids")
    assert words != "Resume my Kids plan" or kids.allowed


NAMING = [
    "Bored of the magazine? Cancel subscription", "Moving house? Cancel broadband plan",
    "Got Arbor Kids? Cancel Arbor Kids", "Leaving the family plan? End family membership",
    "Sub-account? Cancel its subscription", "Too many mails? Cancel subscription",
    "Neues Handy? Handyvertrag k\u00fcndigen", "Partner? Partnerabo k\u00fcndigen",
    "Trop de mails ? R\u00e9silier l'abonnement presse",
    "\u00bfDemasiado? Cancelar suscripci\u00f3n revista",
    "Newsletter? Cancel subscription here",
]  # fmt: skip


def way_out(said: str) -> str:
    told = {"phase": "act", "service": "Arbor"}
    move = account.cancel_control(case("# My account", "Arbor Premium, active", said, **told))
    return (move.target or "") if move is not None else ""


@pytest.mark.parametrize("said", NAMING)
def test_an_answer_to_what_names_another_thing_is_no_way_out(said: str) -> None:
    assert not way_out(said)


@pytest.mark.parametrize(
    "said",
    [
        "Thinking of stopping? End membership", "Need to leave? Cancel plan",
        "Not for you? Cancel your subscription", "Changed your mind? Cancel Arbor",
        "Arbor is not for you? Cancel Arbor membership", "Du willst gehen? Abo k\u00fcndigen",
        "Vous partez ? R\u00e9silier l'abonnement",
        "\u00bfQuieres irte? Cancelar mi suscripci\u00f3n",
    ],
)  # fmt: skip
def test_an_answer_to_a_general_question_is_a_way_out(said: str) -> None:
    assert way_out(said) == said.partition("? ")[2]


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        (["Bored of the magazine? Cancel subscription"], "other"),
        (["Too many mails? Cancel subscription"], "other"),
        (["Moving house? Cancel subscription"], "other"),
        (["Too many mails? Cancel subscription", "Cancel subscription"], "none_against"),
        (["Thinking of stopping? Cancel subscription"], "none_against"),
    ],
)
def test_the_rail_refuses_the_answer_as_well(lines: list[str], rule: str) -> None:
    said = "Cancel subscription"
    press = Press(said, said, "account", commit=False, words=tuple(lines))
    assert judge_press(press, action="cancel", commits=0).rule == rule
