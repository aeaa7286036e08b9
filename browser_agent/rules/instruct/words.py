"""How alike two pieces of recognised text are, where single letters may have been misread."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

EXACT, SAME_LETTERS, LOOKALIKE = 1.0, 0.97, 0.93
SHORT = 3
_QUOTES = str.maketrans({"\u201c": '"', "\u201d": '"', "\u2033": '"', "\u2018": "'", "\u2019": "'"})
_ROOTS_MIN = 4


def plain(text: str) -> str:
    """Straight quotes and single spaces."""
    return " ".join(text.translate(_QUOTES).split())


def squeezed(text: str) -> str:
    """Lower case, letters and digits and a few signs only: recognition loses spaces and dots."""
    return re.sub(r"[^\w#<>+-]+", "", text.casefold())


def likeness(wanted: str, seen: str) -> float:
    """0..1; 1 only for the very same letters."""
    if plain(wanted) == plain(seen):
        return EXACT
    one, other = squeezed(wanted), squeezed(seen)
    if not one or not other:
        return 0.0
    if one == other:
        return SAME_LETTERS
    if _blurred(one) == _blurred(other):
        return LOOKALIKE
    if min(len(one), len(other)) <= SHORT:
        return 0.0
    return SequenceMatcher(None, _blurred(one), _blurred(other)).ratio() * LOOKALIKE


def looseness(wanted: str, seen: str) -> float:
    """The share of letters in common, whatever the length: a last resort among few."""
    return SequenceMatcher(None, _blurred(squeezed(wanted)), _blurred(squeezed(seen))).ratio()


def share_root(one: str, other: str) -> bool:
    """A word of each begins alike: "directed" and "Director"."""
    return any(
        first[:_ROOTS_MIN] == second[:_ROOTS_MIN]
        for first in _long_words(one)
        for second in _long_words(other)
    )


def _long_words(text: str) -> Iterable[str]:
    return [word for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) >= _ROOTS_MIN]


def _blurred(text: str) -> str:
    return text.translate(_BLUR)


_BLUR = str.maketrans(
    {"i": "l", "1": "l", "|": "l", "!": "l", "0": "o", "5": "s", "2": "z", "8": "b", "9": "g"}
)
