"""Services that are sold within another one: "Tidecast CineVault channel", ended apart from it.

The membership around it bears a part of the same name and often stands first: what is ended has to
bear the part's own word, and not only in a sentence about what goes with the membership.
"""

import re
from collections.abc import Iterable

from browser_agent.strokes import Wording, plain

_ADDED = frozenset({"add-on", "addon", "option", "extension", "complemento"})
_CHANNELS = frozenset({"channel", "channels", "kanal", "sender", "canal", "chaine"})
_KINDS = _ADDED | _CHANNELS
_SELLERS = frozenset(
    {"on", "via", "through", "from", "at", "by", "with", "auf", "uber", "bei", "sur", "chez"}
    | {"en", "por", "su", "con", "avec"}
)
_SURELY = frozenset({"on", "via", "through", "bei", "auf", "uber", "sur", "chez"})
_ARTICLES = frozenset({"the", "el", "la", "le", "der", "die", "das"})
WORDS_MIN = 3
_GOES_WITH = Wording(
    r"\b(lose|losing|also|includ\w+|with it|as well|too|perd\w+|aussi|egalement|inclu\w*|"
    r"verlier\w+|auch|enthalten|ebenfalls|pierd\w*|perder\w*|tambien)\b"
)


def own_word(service: str) -> str | None:
    """The word that tells the part from its seller: "cinevault"; None for a whole service.

    "<seller> <part> channel", "<part> channel on <seller>", "<part> on <seller>",
    "Canal <part> en <seller>",
    "<part> (<seller> channel)", "<seller> channels: <part>", "<seller> option <part>".
    """
    outer, _, inner = service.rstrip(" )").partition("(")
    before, _, after = service.partition(":")
    if inner and _kinds(inner):
        names = _words(outer)
    elif after and _kinds(before):
        names = _words(after)
    else:
        names = _part_of(_words(service))
    found = [each for each in names if each.isalpha() and each not in _KINDS | _ARTICLES]
    return max(reversed(found), key=len, default=None)


def _words(said: str) -> list[str]:
    return re.sub(r"-(?!on\b)", " ", plain(said)).split()


def _kinds(said: str) -> list[int]:
    return [at for at, word in enumerate(_words(said)) if word in _KINDS]


def _part_of(words: list[str]) -> list[str]:
    kinds = _kinds(" ".join(words))
    if len([each for each in words if each.isalpha()]) < WORDS_MIN:
        return []
    seller = next((place for place, word in enumerate(words) if place and word in _SELLERS), 0)
    sold = 0 < seller < len(words) - 1
    if sold and (words[seller] in _SURELY or (kinds and kinds[-1] < seller)):
        return words[:seller]  # the part, with its kind at either end
    if not kinds:
        return []
    at = kinds[-1]
    if at == len(words) - 1:
        return [] if words[0] in _ARTICLES else words[1:at]
    return words[at + 1 :] if words[at] in _ADDED else []


def bears(service: str, said: Iterable[str]) -> bool:
    """Whether one of these lines speaks of the part that is meant, and not of what goes with the
    membership; of a whole service they always do."""
    own = own_word(service)
    if own is None:
        return True
    named = re.compile(rf"(?<!\w){re.escape(own)}(?!\w)")
    return any(named.search(text) and not _GOES_WITH.search(text) for text in map(plain, said))
