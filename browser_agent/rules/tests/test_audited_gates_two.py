"""Passwords at gates that agree to more: what a second auditor found, and the usual gates."""

import time
from typing import Any

import pytest

from browser_agent.rules import gate_more, gate_words
from browser_agent.rules.act import choose
from browser_agent.rules.move import Move
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import Phrases, fold
from browser_agent.tests.passwords_said import FOR_MORE, ON_A_WAY_BACK, USUAL, each_of

SECONDS_MAX = 1.0  # a sentence took 25 s, and one word more for ever
INSIDE = step("click", "Cancel membership")


def chosen(*rows: str, history: list[dict[str, Any]], goal: str = "cancel") -> Move:
    return choose(case(*rows, goal=goal, service="Arbor", phase="act", history=history))


@pytest.mark.parametrize(
    "said",
    [
        "Enter your password to get access to all of your account details again.",
        "Enter your password to get access to all of your account details, lists and so on.",
        f"Enter your password to get {'a' * 300}",
        f"Enter your password to accept the {'word ' * 100}",
        "Gib dein Passwort ein, um K\u00fcndigungsbest\u00e4tigungsanforderungen auszul\u00f6sen.",
        f"Gib dein Passwort ein, um {'a' * 300}",
        f"um dein Abo {'a' * 300}",
        f"Dein Passwort, um zu k\u00fcndigen und {'a' * 300}",
        "um " * 100,
        "to cancel " * 60,
        "your " * 100,
    ],
)
def test_no_sentence_holds_the_reader_up(said: str) -> None:
    tables = {**vars(gate_words), **vars(gate_more)}
    kinds = [each for each in tables.values() if isinstance(each, Phrases)]
    started = time.perf_counter()
    for each in kinds:
        each(fold(said))
        each.whole(fold(said))
    assert time.perf_counter() - started < SECONDS_MAX


def test_a_password_to_get_to_an_account_is_typed() -> None:
    told = "Enter your password to get access to all of your account details again."
    started = time.perf_counter()
    move = chosen("# Arbor", told, "|Password|", "", "[Continue]", history=[])
    assert move.text_ref == "password"
    assert time.perf_counter() - started < SECONDS_MAX * 5


def asked(told: str, field: str, *, goal: str = "cancel") -> Move:
    typed = [step("type", "password", text_ref="password")] if "=" in field else []
    rows = ("# Arbor", told, field, "", "[Confirm]")
    return chosen(*rows, history=[INSIDE, *typed], goal=goal)


@pytest.mark.parametrize("told", [*each_of(FOR_MORE), *each_of(ON_A_WAY_BACK)])
def test_a_password_that_agrees_to_more_is_left(told: str) -> None:
    assert asked(told, "|Password|").text_ref != "password"
    assert asked(told, "|Password=").target != "Confirm"
    fresh = chosen("# Arbor", told, "|Password|", "[Confirm]", history=[])
    assert fresh.text_ref != "password"


@pytest.mark.parametrize("told", each_of(USUAL))
def test_a_password_at_a_usual_gate_is_typed(told: str) -> None:
    assert asked(told, "|Password|").text_ref == "password"


@pytest.mark.parametrize(
    "told",
    [
        "Enter your password to switch the automatic renewal off.",
        "Enter your password to turn off auto-renewal and keep access until December 5.",
        "Gib dein Passwort ein, um die automatische Verl\u00e4ngerung auszuschalten.",
        "Saisissez votre mot de passe pour d\u00e9sactiver le renouvellement automatique.",
        "Introduce tu contrase\u00f1a para desactivar la renovaci\u00f3n autom\u00e1tica.",
    ],
)
def test_what_a_password_is_wanted_for_has_not_ended(told: str) -> None:
    assert chosen("# Arbor", told, "|Password|", "", "[Confirm]", history=[]).action != "done"
