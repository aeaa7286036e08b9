"""Passwords wanted once more, at the last step and at gates: what an auditor found."""

from typing import Any

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.agreeing import agrees
from browser_agent.rules.move import Move
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold

INSIDE = step("click", "Cancel membership")
TO_GO_ON = "Enter your password to continue."
UM, SAISISSEZ = "Gib dein Passwort ein, um", "Saisissez votre mot de passe"
INTRODUCE = "Introduce tu contrase\u00f1a"


def chosen(*rows: str, history: list[dict[str, Any]], goal: str = "cancel") -> Move:
    return choose(case(*rows, goal=goal, service="Arbor", phase="act", history=history))


@pytest.mark.parametrize(
    ("told", "label", "button"),
    [
        ((f"Your account will not be deleted. {TO_GO_ON}",), "Password", "Cancel membership"),
        (("Your account is not deleted.", TO_GO_ON), "Password", "Cancel membership"),
        (
            (f"Your plan is switched to Free on December 5. {TO_GO_ON}",),
            "Password",
            "Cancel membership",
        ),
        (
            ("Dein Konto wird nicht gel\u00f6scht. Gib dein Passwort ein, um fortzufahren.",),
            "Passwort",
            "K\u00fcndigung best\u00e4tigen",
        ),
        (
            ("Votre compte n'est pas supprim\u00e9. Saisissez votre mot de passe pour continuer.",),
            "Mot de passe",
            "Confirmer la r\u00e9siliation",
        ),
        (
            ("Tu cuenta no ser\u00e1 eliminada. Introduce tu contrase\u00f1a para continuar.",),
            "Contrasena",
            "Confirmar la cancelaci\u00f3n",
        ),
        (
            (f"If you cancel, your saved profile will not be deleted. {TO_GO_ON}",),
            "Password",
            "Continue",
        ),
        (
            ("Your account will not be closed. Please enter your password to continue.",),
            "Password",
            "Confirm cancellation",
        ),
        ((f"{TO_GO_ON} Your account is paused until then.",), "Password", "Confirm"),
    ],
)
def test_a_last_step_that_keeps_the_account_gets_its_password(
    told: tuple[str, ...], label: str, button: str
) -> None:
    rows = ("# Cancel membership", *told, f"|{label}|", "", f"[{button}]")
    assert chosen(*rows, history=[INSIDE]).text_ref == "password"


@pytest.mark.parametrize(
    "told",
    [
        "Your account will be deleted.",
        "Your account will not be deleted until you confirm.",
        "Your plan will be switched to Premium.",
        "Your plan will be changed to Premium.",
        "Your membership will be paused for 3 months.",
    ],
)
@pytest.mark.parametrize("history", [[], [INSIDE]])
@pytest.mark.parametrize("field", ["|Password|", "|Password="])
def test_where_the_password_is_refused_nothing_is_sent(
    told: str, history: list[dict[str, Any]], field: str
) -> None:
    """The button was pressed with the field left empty."""
    past = [*history, step("type", "password", text_ref="password")] if "=" in field else history
    rows = ("# Cancel membership", f"{told} {TO_GO_ON}", field, "", "[Cancel membership]")
    move = chosen(*rows, history=past)
    assert (move.action, move.error_code) == ("need_human", "policy_denied")


def test_what_else_stands_on_such_a_page_may_be_pressed() -> None:
    rows = ("<My account>", "# Cancel", f"Your account will be deleted. {TO_GO_ON}", "|Password|")
    assert chosen(*rows, "", "[Delete account]", history=[]).action != "need_human"


@pytest.mark.parametrize(
    "told",
    [
        "Your account won't be closed or deleted.",
        "This does not delete your account.",
        "Your account will not be deleted if you cancel.",
        "Your account is not deleted, you can come back when you like.",
        "Dein Konto wird nicht gel\u00f6scht, sondern bleibt bestehen.",
        "Wir l\u00f6schen dein Konto nicht.",
        "Du k\u00fcndigst dein Abo, ohne dein Konto zu l\u00f6schen.",
        "Votre compte ne sera pas supprim\u00e9 et vous pourrez revenir.",
        "Cela ne supprime pas votre compte.",
        "Tu cuenta no se eliminar\u00e1.",
        "Your list is kept for 10 months, then your account data is deleted.",
        "Your subscription is paused.",
        "Dein Abo ist pausiert.",
        "Votre abonnement est en pause.",
    ],
)
def test_what_does_not_happen_agrees_to_nothing(told: str) -> None:
    assert not agrees(fold(told), ends=True)
    assert agrees(fold(f"{told} Your profile is wiped."), ends=True)


@pytest.mark.parametrize(
    "told",
    [
        "Your account will not only be paused but deleted.",
        "Your account will not be deleted for 30 days.",
        "Until you confirm, your account will not be deleted.",
        "If you do not cancel, your account will not be deleted.",
        "Dein Konto wird nicht nur pausiert, sondern gel\u00f6scht.",
        "Dein Konto wird nicht gel\u00f6scht, bevor du zustimmst.",
        "Votre compte ne sera pas ferm\u00e9 mais supprim\u00e9.",
        "Tu cuenta no se pausa, ser\u00e1 eliminada.",
        "Your plan is paused for 3 months.",
        "Your plan is switched to Basic.",
        "Your plan will be changed to Ad Free on December 5.",
        "Your plan is changed to Free for 3 months, then $9.99.",
        "Dein Tarif wechselt auf Premium, danach zum Gratis-Tarif.",
        "Votre abonnement passe \u00e0 la version gratuite, puis 9,99 \u20ac.",
    ],
)
def test_what_is_put_off_or_costs_later_is_agreed_to(told: str) -> None:
    assert agrees(fold(told), ends=True)


@pytest.mark.parametrize(
    "told",
    [
        "Your plan is switched on December 5 to Free.",
        "You're moving to the free plan.",
        "Dein Abo wechselt am 5. Dezember zum Gratis-Tarif.",
        "Vous passez \u00e0 l'offre gratuite.",
        "Tu suscripci\u00f3n pasa a Gratis.",
    ],
)
def test_a_change_to_the_free_plan_is_the_end_and_no_restart(told: str) -> None:
    assert not agrees(fold(told), ends=True)
    assert agrees(fold(told), ends=False)


SIGNS_IN = [
    (("# Welcome back", TO_GO_ON), "Password", "Show", "Log in"),
    (("# Sign in", "Enter your password to continue to Arbor"), "Password", "Show", "Continue"),
    (("# Welcome back", TO_GO_ON, "anna@mail.example"), "Password", "Hide", "Continue"),
    (("# Arbor", f"{UM} fortzufahren"), "Passwort", "Anzeigen", "Anmelden"),
    (("# Arbor", f"{SAISISSEZ} pour continuer"), "Mot de passe", "Afficher", "Se connecter"),
    (("# Arbor", f"{INTRODUCE} para continuar"), "Contrasena", "Mostrar", "Iniciar sesi\u00f3n"),
]


@pytest.mark.parametrize(("told", "label", "shows", "button"), SIGNS_IN)
@pytest.mark.parametrize("history", [[], [step("click", "Account")]])
def test_a_button_that_shows_the_password_makes_no_gate(
    told: tuple[str, ...], label: str, shows: str, button: str, history: list[dict[str, Any]]
) -> None:
    """A session that has run out: the sign-in was sent with the field left empty."""
    move = chosen(*told, f"|{label}|", f"[{shows}]", "", f"[{button}]", history=history)
    assert (move.page, move.text_ref) == ("sign_in", "password")


def test_nor_does_it_shut_one() -> None:
    rows = ("# Security", TO_GO_ON, "|Password|", "[Show]", "", "[Confirm]")
    assert chosen(*rows, history=[]).text_ref == "password"
    alone = ("Enter your password to see your account settings.", "|Password|", "", "[Show]")
    assert chosen(*alone, history=[]).text_ref == "password"


def test_a_gate_that_stays_shut_is_no_sign_in_for_a_button_in_the_last_rows() -> None:
    rows = ("# 3 months half off", TO_GO_ON, "|Password|", "", "[Confirm]", "", "", "[Send]")
    assert chosen(*rows, history=[step("click", "Settings")]).text_ref != "password"


EN, DE = ("Password", "Confirm"), ("Passwort", "Best\u00e4tigen")
FR, ES = ("Mot de passe", "Confirmer"), ("Contrasena", "Confirmar")
SECURE = "This is a secure area of the application."
BEFORE = "Please confirm your password before continuing."
FORTZUFAHREN = "dein Passwort ein, um fortzufahren."
GATES = [
    (("Arbor", f"{SECURE} {BEFORE}"), EN),
    ((SECURE, BEFORE), EN),
    (("# Security check", "For your security, please enter your password to continue."), EN),
    (("Please enter your password to continue, to protect your account.",), EN),
    (("# Confirm access", "Signed in as anna", TO_GO_ON), EN),
    (
        ("# Billing", "To keep your account safe, enter your password to view billing details."),
        EN,
    ),
    (
        (
            "Enter your password to manage your subscription",
            "We ask for it to protect your account.",
        ),
        EN,
    ),
    (
        ("Enter your account password to open the parents' area.", "It keeps children out."),
        ("Password", "Open"),
    ),
    (("# Best\u00e4tigung", f"Aus Sicherheitsgr\u00fcnden gib {FORTZUFAHREN}"), DE),
    (("Angemeldet als Anna Berg", f"Bitte gib zu deiner Sicherheit {FORTZUFAHREN}"), DE),
    (
        ("Zum Schutz deiner Daten musst du dein Passwort erneut eingeben, um fortzufahren.",),
        DE,
    ),
    (("Pour votre s\u00e9curit\u00e9, saisissez votre mot de passe pour continuer.",), FR),
    (
        (
            "Connect\u00e9 en tant que anna",
            "Espace s\u00e9curis\u00e9",
            f"{SAISISSEZ} pour continuer.",
        ),
        FR,
    ),
    ((f"{SAISISSEZ} pour continuer.", "Cela prot\u00e8ge votre compte."), FR),
    (("Por tu seguridad, introduce tu contrase\u00f1a para continuar.",), ES),
    (("Has iniciado sesi\u00f3n como anna", "Zona segura", f"{INTRODUCE} para continuar."), ES),
]


@pytest.mark.parametrize(("told", "form"), GATES)
def test_a_gate_that_tells_why_it_asks_is_opened(
    told: tuple[str, ...], form: tuple[str, str]
) -> None:
    label, button = form
    past = [step("click", "Subscription")]
    move = chosen(*told, f"|{label}|", "", f"[{button}]", history=past)
    assert (move.page, move.text_ref, move.submit) == ("account", "password", False)
    past.append(step("type", "password", text_ref="password"))
    move = chosen(*told, f"|{label}=", "", f"[{button}]", history=past)
    assert (move.page, move.target, move.commit) == ("account", button, False)


@pytest.mark.parametrize(
    "told",
    [
        "The sports pack comes with it.",
        "This is a secure area to buy the sports pack.",
        "For your security, your account is paused.",
        "Signed in as anna to upgrade",
        "It protects your account and adds the sports pack.",
        "We ask for it to charge your card.",
        "You keep your plan.",
    ],
)
@pytest.mark.parametrize("apart", [False, True])
def test_another_reason_leaves_it_shut(told: str, apart: bool) -> None:
    asks = "For your security, enter your password to continue."
    said = (told, asks) if apart else (f"{told} {asks}",)
    past = [step("click", "Subscription")]
    empty = chosen("# Security check", *said, "|Password|", "", "[Confirm]", history=past)
    assert empty.text_ref != "password"
    past.append(step("type", "password", text_ref="password"))
    full = chosen("# Security check", *said, "|Password=", "", "[Confirm]", history=past)
    assert full.target != "Confirm"
