"""No pattern takes long over an ordinary sentence, however long its words are."""

import importlib
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import browser_agent
from browser_agent import rules
from browser_agent.rules.act import choose
from browser_agent.rules.tests.vision_screens import case
from browser_agent.rules.text import Phrases, fold
from browser_agent.strokes import Wording, one_stroke, plain

SECONDS_MAX = 0.5  # a thousandth of it is usual; this machine may be busy
LETTERS_MAX = 400
SAID = (
    "Enter your password to get access to all of your account details again.",
    "Klicken Sie auf die Kündigungsbestätigungsanforderung in Ihrem Konto.",
    "Um Kündigungsbestätigungsanforderungen auszulösen, klicken Sie unten.",
    *(f"{each} {'a' * 80}" for each in (
        "avoid", "on", "link", "klick", "pulsa", "to get", "kann", "not", "remaining", "confirm",
    )),
    "9,99 € " * 60,
    "$5 " * 130,
    "renews " * 57,
    "a " * 200,
    "no early " * 44,
    "if you cancel " * 28,
    "wir buchen " * 36,
)  # fmt: skip


def patterns(of: type) -> Iterator[tuple[str, re.Pattern[str]]]:
    where = rules if of is Phrases else browser_agent
    for path in Path(where.__path__[0]).glob("*.py"):
        if f"{of.__name__}(" not in path.read_text():
            continue
        told = vars(importlib.import_module(f"{where.__name__}.{path.stem}"))
        for name, value in told.items():
            found = getattr(value, "_pattern", value)
            if isinstance(found, re.Pattern):
                yield f"{path.stem}.{name}", found


@pytest.mark.parametrize("of", [Phrases, Wording])
def test_no_pattern_takes_long(of: type) -> None:
    folded = [fold(each)[:LETTERS_MAX] for each in SAID]
    read = folded if of is Phrases else [one_stroke(plain(each))[:LETTERS_MAX] for each in SAID]
    slow = []
    for name, pattern in dict(patterns(of)).items():
        for each in read:
            began = time.perf_counter()
            pattern.search(each)
            if time.perf_counter() - began > SECONDS_MAX:
                slow.append((name, each[:30]))
    assert slow == []


def test_a_password_page_is_read_at_once() -> None:
    began = time.perf_counter()
    told = f"{SAID[0].removesuffix('.')} {'x' * 40}."
    assert choose(case("# Arbor", told, "|Password|", "[Continue]")).action
    assert time.perf_counter() - began < 4 * SECONDS_MAX


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (r"(?:at|on)(?: \w+){0,4} end", "at the very end"),
        (r"get (?:\w+ )*offer", "get offer"),
        (r"kann(?: \w+){1,3} nicht", "kann man das nicht"),
    ],
)
def test_a_row_of_any_words_is_read_with_or_without_its_spaces(pattern: str, said: str) -> None:
    assert Phrases(pattern)(said)
