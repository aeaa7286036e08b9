"""Passwords at gates that agree to more: what a second auditor found, and the usual gates."""

import time
from typing import Any

import pytest

from browser_agent.rules import gate_words
from browser_agent.rules.act import choose
from browser_agent.rules.move import Move
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import Phrases, fold

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
    kinds = [each for each in vars(gate_words).values() if isinstance(each, Phrases)]
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
