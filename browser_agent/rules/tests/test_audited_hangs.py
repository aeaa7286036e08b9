"""No pattern hangs: each is tried on long words of its own, and none cuts a run of letters up."""

import importlib
import re
import signal
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import browser_agent
from browser_agent.rules.act import choose
from browser_agent.rules.codes import _IS_SENT
from browser_agent.rules.lexicon import CANCEL_THING
from browser_agent.rules.lexicon_pages import ASKS_TO_LEAVE, COOKIES_REFUSE
from browser_agent.rules.lexicon_states import COSTS_NOTHING, ENDS, RENEWS
from browser_agent.rules.lost_spaces import LOST, lost_spaces
from browser_agent.rules.plan_switching import OFFERS
from browser_agent.rules.state import CANNOT
from browser_agent.rules.switches import RENEWAL_OF
from browser_agent.rules.tests.vision_screens import case
from browser_agent.rules.text import Phrases, fold

SECONDS_MAX = 0.5  # a hundredth of it is usual; this machine may be busy
HANG_SECONDS = 10.0
LETTERS_MAX = 400
TAILS = ("a" * LETTERS_MAX, "a-" * LETTERS_MAX, "a " * LETTERS_MAX, "1" * LETTERS_MAX)
PATTERNS_MIN, PHRASES_MIN = 900, 300
WORDS_MAX = 4  # of a pattern's own, which are tried before the tails
_A_WORD = re.compile(r"(?<![\\\w])[a-z]{2,}(?: [a-z]{2,})*(?![*+?{])")
_HOLDS = re.compile(r"re\.compile\(|(?:Phrases|Wording|spoken)\(")
_PARSER: Any = importlib.import_module("re._parser")
OF_PHRASES = Phrases("x").each("x")[0].re.pattern.partition("x")[0]
REPEATS = {_PARSER.MAX_REPEAT, _PARSER.MIN_REPEAT, _PARSER.POSSESSIVE_REPEAT}
BLANK = str(_PARSER.parse(r"\s"))
SENTENCES = (
    "Dein Abo wird \u00fcber https://www.arbor-streaming.example/konto/einstellungen/"
    "abrechnung-und-zahlungen verwaltet.",
    "Alle Rechnungen werden an mia.mustermann-schneider@langer-mailanbieter.example gesendet.",
    "Dein Abo wird durch Donaudampfschifffahrtsgesellschaftskapit\u00e4nsversicherungsunterlagen "
    "betreut.",
)
HUNG = [
    *((RENEWS, each) for each in SENTENCES),
    (RENEWS, "Dein Abo wird " + "." * 60),
    (RENEWS, "Betrag wird angezeigt " + "-" * 80),
    (RENEWS, "wird " + "=/" * 40),
    (RENEWS, "werden " + "a-" * 40),
    (_IS_SENT, "envoye " + "a-" * 190),
    (OFFERS, "zum " + "a-" * 190),
    (COSTS_NOTHING, "Switch to " + "the " * 42),
    (CANNOT, "Cet abonnement ne peut pas " + "5f3e9a7c1b2d4e6f8a9b0c1d2e3f4a5b" * 6),
    (ENDS, "aucun abonnement " + "a" * 200),
    (ASKS_TO_LEAVE, ("annuler" + "a" * 30 + "?") * 10),
    (CANCEL_THING, "resilier " + "a&" * 115),
    (COOKIES_REFUSE, "only use accept allow " * 18),
    (RENEWAL_OF, "a+" * 199),
]


def modules() -> Iterator[str]:
    """Those that hold patterns."""
    root = Path(browser_agent.__path__[0])
    for path in sorted(root.rglob("*.py")):
        if "tests" not in path.parts and _HOLDS.search(path.read_text()):
            yield ".".join(("browser_agent", *path.relative_to(root).with_suffix("").parts))


def within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from within(each)
    found = getattr(value, "_pattern", value)
    if isinstance(found, re.Pattern) and isinstance(found.pattern, str):
        yield found


@cache
def patterns() -> dict[str, tuple[str, re.Pattern[str]]]:
    """Each once, by its own text, with the name of one that holds it."""
    found: dict[str, tuple[str, re.Pattern[str]]] = {}
    for module in modules():
        for name, value in vars(importlib.import_module(module)).items():
            found |= {each.pattern: (f"{module}.{name}", each) for each in within(value)}
    return found


def tried(pattern: str) -> Iterator[str]:
    """What a pattern may take long over: its own words, then one long one, or many."""
    own = list(dict.fromkeys(_A_WORD.findall(pattern.replace(LOST, " ").replace("[il]", "i"))))
    for word in own[:: max(1, len(own) // WORDS_MAX)][:WORDS_MAX]:
        yield from (f"{word} {tail}"[:LETTERS_MAX] for tail in TAILS)
        yield f"{word} " * (LETTERS_MAX // (len(word) + 1))
    yield from TAILS


def takes_long(pattern: re.Pattern[str] | Phrases, read: str) -> bool:
    """More than the bound, in seconds of this process; a hang is broken off."""
    search = pattern.search if isinstance(pattern, re.Pattern) else pattern.find
    began = time.process_time()
    signal.setitimer(signal.ITIMER_REAL, HANG_SECONDS)
    try:
        search(read)
    except TimeoutError:
        return True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.process_time() - began > SECONDS_MAX


@pytest.fixture(autouse=True)
def broken_off() -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    yield
    signal.signal(signal.SIGALRM, before)


def test_no_pattern_takes_long_over_its_own_words() -> None:
    assert len(patterns()) > PATTERNS_MIN
    slow = [
        (name, read[:30])
        for text, (name, pattern) in patterns().items()
        for read in tried(text)
        if takes_long(pattern, read)
    ]
    assert slow == []


def loses_blanks(parsed: Any, *, repeated: bool = False) -> bool:
    """Whether a blank of what is repeated may be lost, look-aheads and alternatives included."""
    for operation, given in parsed:
        if operation in REPEATS:
            least, most, what = given
            blank = least == 0 and most == _PARSER.MAXREPEAT and str(what) == BLANK
            if (repeated and blank) or loses_blanks(what, repeated=repeated or most > 1):
                return True
            continue
        if any(loses_blanks(each, repeated=repeated) for each in groups_in(given)):
            return True
    return False


def groups_in(given: Any) -> list[Any]:
    if isinstance(given, _PARSER.SubPattern):
        return [given]
    return [x for each in given for x in groups_in(each)] if isinstance(given, list | tuple) else []


def test_no_blank_is_lost_within_what_is_repeated() -> None:
    made = {text: name for text, (name, _) in patterns().items() if text.startswith(OF_PHRASES)}
    assert len(made) > PHRASES_MIN
    assert [name for text, name in made.items() if loses_blanks(_PARSER.parse(text))] == []
    for known in (r"(?:\s*\w+){0,4}", r"(?:a|(?!b\s*c)\w)+", r"(?:(?:a\s*)?b|c){2}"):
        assert loses_blanks(_PARSER.parse(known))
    assert not loses_blanks(_PARSER.parse(r"a\s*(?:b\s*c)?(?:\s+d)*"))


@pytest.mark.parametrize(("phrases", "said"), HUNG)
def test_what_hung_is_read_at_once(phrases: Phrases, said: str) -> None:
    assert not takes_long(phrases, fold(said)[:LETTERS_MAX])


@pytest.mark.parametrize("said", SENTENCES)
def test_an_ordinary_page_with_an_address_is_read_at_once(said: str) -> None:
    began = time.process_time()
    assert choose(case("# Konto", said, "[Abo verwalten]")).action
    assert time.process_time() - began < 8 * SECONDS_MAX


@pytest.mark.parametrize(
    ("pattern", "read", "unread"),
    [
        (r"wird(?: (?!nicht)\S+){0,6} verlangert", ("wird am 5.12. verlangert", "wird verlangert",
          "wirdam 5. verlangert"), ("wird nicht verlangert",)),
        (r"(?:the |our )*free", ("the our free", "thefree", "free"), ("theirfree",)),
        (r"cancel(?: (?:my|your))* plan", ("cancel your plan", "cancelyour plan", "cancel plan"),
         ("cancel his plan",)),
        (r"zum (?:[\w-]+ ){1,4}wechseln", ("zum abo-plus wechseln", "zumabo wechseln"),
         ("zum wechseln", "zum a b c d e wechseln")),
        (r"(?:\w+[- ]){1,3}off", ("a-b off",), ("a*off", "a+off")),
        (r"(?:my ){2}plan", ("my my plan", "my myplan"), ("my plan",)),
        (r"(?: no| not){1,2}?x", (" no notx", " nox"), ("x",)),
    ],
)  # fmt: skip
def test_what_is_repeated_keeps_its_meaning(
    pattern: str, read: tuple[str, ...], unread: tuple[str, ...]
) -> None:
    made = re.compile(lost_spaces(pattern))
    assert [each for each in read if not made.fullmatch(each)] == []
    assert [each for each in unread if made.fullmatch(each)] == []
