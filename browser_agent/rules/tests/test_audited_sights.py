"""What an auditor found that the rules for pages seen for the first time would have pressed."""

from typing import Any

import pytest

from browser_agent.policy import Press, judge_press
from browser_agent.policy_typing import judge_secret
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


EN, DE = ("Password", "Confirm"), ("Passwort", "Best\u00e4tigen")
FR, ES = ("Mot de passe", "Confirmer"), ("Contrasena", "Confirmar")
TO_GO_ON = "Enter your password to continue"
UM = "Gib dein Passwort ein, um"
SAISISSEZ = "Saisissez votre mot de passe pour continuer"
# What it says, the field and its button, and the rail's own word on it.
AGREES: list[tuple[str, str, tuple[str, str], str]] = [
    ("Account deletion", f"{TO_GO_ON} with account deletion", EN, "erases"),
    ("Security", f"{TO_GO_ON}. Your account will be removed for good.", EN, "erases"),
    ("Settings", f"{TO_GO_ON} and remove your account", EN, "erases"),
    ("Settings", f"All your playlists and your profile are wiped. {TO_GO_ON}", EN, "erases"),
    ("L\u00f6schung", f"{UM} mit der L\u00f6schung deines Kontos fortzufahren", DE, "erases"),
    ("Konto", f"{UM} fortzufahren. Alle Inhalte gehen f\u00fcr immer verloren.", DE, "erases"),
    ("Compte", f"{SAISISSEZ} la suppression de votre compte", FR, "erases"),
    ("Compte", f"{SAISISSEZ}. Votre compte sera cl\u00f4tur\u00e9.", FR, "erases"),
    (
        "Cuenta",
        "Introduce tu contrase\u00f1a para continuar con la baja de la cuenta",
        ES,
        "erases",
    ),
    ("Cuenta", "Introduce tu contrase\u00f1a para la eliminaci\u00f3n de tu cuenta", ES, "erases"),
    ("Annual plan", f"You are moving to the annual plan. {TO_GO_ON}.", EN, "changes"),
    ("Settings", f"Your membership will be paused for 3 months. {TO_GO_ON}", EN, "changes"),
    ("Konto", f"Dein Tarif wird auf Premium umgestellt. {UM} fortzufahren", DE, "changes"),
    ("Compte", f"Vous passez \u00e0 la formule Premium. {SAISISSEZ}", FR, "changes"),
    (
        "Cuenta",
        "Tu plan pasa a Premium. Introduce tu contrase\u00f1a para continuar",
        ES,
        "changes",
    ),
    ("Cuenta", "Tu plan se pausa. Introduce tu contrase\u00f1a para continuar", ES, "changes"),
    ("Account", f"The sports pack is added to your plan. {TO_GO_ON}", EN, "changes"),
    ("Account", f"You take our offer. {TO_GO_ON}", EN, "changes"),
    ("Account", f"{TO_GO_ON} and add 20 credits", EN, "changes"),
    ("Account", f"{TO_GO_ON} and give Anna access to your account", EN, "changes"),
    ("Account", f"Your address becomes bob@else.example. {TO_GO_ON}", EN, "changes"),
    ("Stay with us", f"Your cancellation will be withdrawn. {TO_GO_ON}", EN, ""),
    ("Konto", f"Deine K\u00fcndigung wird zur\u00fcckgenommen. {UM} fortzufahren", DE, ""),
    ("3 months half off", TO_GO_ON, EN, ""),
    ("Arbor Kids", f"Arbor Kids ends today. {TO_GO_ON}", EN, ""),
]


@pytest.mark.parametrize(("title", "asks", "form", "rule"), AGREES)
@pytest.mark.parametrize("goal", ["cancel", "resume"])
@pytest.mark.parametrize("apart", [False, True])
def test_no_password_agrees_to_what_nobody_asked_for(
    title: str, asks: str, form: tuple[str, str], rule: str, goal: str, apart: bool
) -> None:
    label, button = form
    said = asks.split(". ") if apart else [asks]
    told: dict[str, Any] = {"goal": goal, "phase": "act", "service": "Arbor"}
    past = [step("click", "Settings")]
    empty = (f"# {title}", *said, f"|{label}|", "", f"[{button}]")
    assert choose(case(*empty, **told, history=past)).text_ref != "password"
    past.append(step("type", label, text_ref="password"))
    full = (*empty[:-3], f"|{label}=", *empty[-2:])
    assert choose(case(*full, **told, history=past)).target != button
    assert not rule or judged(title, *said) == rule


def judged(*around: str) -> str:
    return judge_secret(
        "password", url="https://a.example/x", origins=("a.example",), loopback=False,
        page_words=(*around, "Password"), label="Password", attempts=0, around=around,
    ).rule  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "form"),
    [
        (("Grown-ups only", "Enter your account password to open settings."), EN),
        (("Grown-ups only", "Please enter your account password to open the parents' area."), EN),
        (("Security", "Confirm it's you", f"{TO_GO_ON}."), EN),
        (("Arbor", "To view your billing details, enter your password."), EN),
        (("Elternbereich", f"{UM} die Kontoeinstellungen zu \u00f6ffnen."), DE),
        (("Compte", "Saisissez votre mot de passe pour acc\u00e9der \u00e0 votre espace."), FR),
        (("Cuenta", "Introduce tu contrase\u00f1a para ver los ajustes de tu cuenta."), ES),
    ],
)
def test_a_gate_before_a_place_still_opens(rows: tuple[str, ...], form: tuple[str, str]) -> None:
    asks = ("<Orders>", *rows, f"|{form[0]}|", "<Back>", f"[{form[1]}]")
    told: dict[str, Any] = {"phase": "act", "service": "Arbor"}
    move = choose(case(*asks, **told, history=[step("click", "Settings")]))
    assert (move.page, move.text_ref, move.submit) == ("account", "password", False)
    assert judged(*rows) == "none_against"
    sold = (*asks[:2], "The sports pack comes with it.", *asks[2:])
    assert choose(case(*sold, **told, history=[step("click", "Settings")])).text_ref is None


def test_what_ends_by_a_password_still_ends() -> None:
    assert judged("Your membership will be cancelled.", TO_GO_ON) == "none_against"
    asks = ("# Cancel membership", f"Your membership will be cancelled. {TO_GO_ON}.")
    past = [step("click", "Cancel membership")]
    shown = case(*asks, "|Password|", "", "[Cancel membership]", phase="act", history=past)
    assert choose(shown).text_ref == "password"
