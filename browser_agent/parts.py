"""Services that are sold within another one: "Tidecast CineVault channel", ended apart from it.

The membership around it bears a part of the same name and often stands first: what is ended has to
bear the part's own word, and not only in a sentence about what goes with the membership.
"""

import re
from collections.abc import Iterable, Sequence

from browser_agent.stances import Stance, stances
from browser_agent.strokes import Wording, plain
from browser_agent.titles import TIERS
from kernel.ocr import TextLine

_ADDED = frozenset({"add-on", "addon", "option", "extension", "complemento"})
_CHANNELS = frozenset({"channel", "channels", "kanal", "sender", "canal", "chaine"})
_KINDS = _ADDED | _CHANNELS
_SELLERS = frozenset(
    {"on", "via", "through", "from", "at", "by", "with", "auf", "uber", "bei", "sur", "chez"}
    | {"en", "por", "su", "con", "avec"}
)
_SURELY = frozenset({"on", "via", "through", "bei", "auf", "uber", "sur", "chez"})
_ARTICLES = frozenset({"the", "el", "los", "la", "las", "le", "les", "der", "die", "das"})
_OF = frozenset({"of", "du", "de", "des", "del", "vom", "am", "do", "da"}) | _ARTICLES
WORDS_MIN = 3
MENU_PIXELS, CARD_PIXELS, ROW_PIXELS = 160, 110, 20
LETTER_STEP, ENTRY_PIXELS = 4, 16
_ALL = Wording(r"\b(all|every|alle[ns]?|samtliche|tod[oa]s|tous|toutes|both|beide|and|und|y|et)\b")
GOES_WITH = Wording(
    r"\b(lose|losing|also|includ\w+|with it|as well|too|perd\w+|aussi|egalement|inclu\w*|"
    r"verlier\w+|auch|enthalten|ebenfalls|pierd\w*|perder\w*|tambien)\b"
)


def own_word(service: str) -> str | None:
    """The word that tells the part from its seller: "cinevault"; None for a whole service. Of what
    is called by several words and is no channel all of them: one house sells "Night Row" and "Night
    Letters".

    "<seller> <part> channel", "<part> channel on <seller>", "<part> on <seller>",
    "Canal <part> en <seller>", "<part> (<seller> channel)", "<seller> channels: <part>",
    "<seller> option <part>".
    """
    outer, _, inner = service.rstrip(" )").partition("(")
    before, _, after = service.partition(":")
    if inner and _kinds(_words(inner)):
        return _first(_words(outer))
    if after and _kinds(_words(before)):
        return _first(_words(after))
    return _own(_words(service))


def seller_words(service: str) -> frozenset[str]:
    """What is left of the name of a part: the words of whoever sells it."""
    own = own_word(service)
    left = {each.strip("+") for each in _words(service.replace("(", " ").replace(")", " "))}
    return (
        frozenset()
        if own is None
        else frozenset(left - set(own.split()) - _KINDS - _SELLERS - _ARTICLES)
    )


def _words(said: str) -> list[str]:
    return re.sub(r"-(?!on\b)", " ", plain(said)).split()


def _kinds(words: list[str]) -> list[int]:
    return [at for at, word in enumerate(words) if word in _KINDS]


def _first(names: list[str]) -> str | None:
    found = [each.strip("+") for each in names if each not in _KINDS | _ARTICLES]
    return next((each for each in found if each.isalnum()), None)


def _own(words: list[str]) -> str | None:
    kinds = _kinds(words)
    if len(words) < WORDS_MIN:
        return None
    seller = next((place for place, word in enumerate(words) if place and word in _SELLERS), 0)
    sold = 0 < seller < len(words) - 1
    if sold and (words[seller] in _SURELY or (kinds and kinds[-1] < seller)):
        return _first(words[:seller]) if kinds else _whole(words[:seller])
    if not kinds:
        return None
    at = kinds[-1]
    if at == len(words) - 1:  # right before its kind; of "Movies & More" the first
        whole = words[0] in _ARTICLES or words[at - 1] in _OF  # "Bulles du Canal" is one name
        names = [] if whole else words[1:at]
        return _first(names[:-2] if "&" in names else list(reversed(names)))
    return _first(words[at + 1 :]) if words[at] in _ADDED else None


def _whole(names: list[str]) -> str | None:
    """Without an article before it and its tier behind it, which a list may leave out."""
    called = names[1:] if names[0] in _ARTICLES else names
    while len(called) > 1 and TIERS.fullmatch(called[-1]):
        called = called[:-1]
    return " ".join(called) if len(called) > 1 else _first(names)


def is_called(own: str, text: str) -> bool:
    """Whether plain text bears the part's own words, one after the other."""
    return re.search(rf"(?<!\w){re.escape(own)}(?!\w)", text) is not None


def bears(service: str, said: Iterable[str]) -> bool:
    """Whether one of these lines speaks of the part that is meant, and not of what goes with the
    membership; of a whole service they always do."""
    own = own_word(service)
    if own is None:
        return True  # no part of anything
    return any(is_called(own, text) and not GOES_WITH.search(text) for text in map(plain, said))


def is_part(service: str, label: str, lines: Sequence[TextLine], y: int) -> bool:
    """Whether a press at this height is in the row of the part that is meant, or names it."""
    if own_word(service) is None or _ALL.search(plain(label)):
        return False
    level = (x.text for x in lines if x.y0 - ROW_PIXELS <= y <= x.y1 + ROW_PIXELS)
    return bears(service, [label, *level])


def is_near(center_y: float, y: int) -> bool:
    """In the row of a press or in the card above it; a row's menu hangs below it."""
    return -MENU_PIXELS <= center_y - y <= ROW_PIXELS


def own_lines(service: str, lines: Sequence[TextLine]) -> list[TextLine]:
    """The part's own card: the lines that name it and what stands right below them; of a whole
    service all."""
    if own_word(service) is None:
        return list(lines)
    named = [line for line in lines if bears(service, [line.text])]
    return [
        line
        for line in lines
        if any(-ROW_PIXELS <= line.center_y - x.center_y <= _card_down(x, lines) for x in named)
    ]


def _card_down(name: TextLine, lines: Sequence[TextLine]) -> float:
    """How far down from its name a card reaches: to the next name of the same list, if one is
    nearer than cards are high."""
    below = [
        line.center_y - name.center_y - ROW_PIXELS
        for line in lines
        if is_level_in_column(line, name) and line.text[:1].isalpha()
        if not any(map(str.isdigit, line.text)) and line.y0 - name.y1 >= ENTRY_PIXELS * 2
    ]
    return min([*below, CARD_PIXELS])


def ends_the_seller(service: str, said: Iterable[str]) -> bool:
    """Whether a line asks for the end of what the seller sells, and does not name the part."""
    own, seller = own_word(service), seller_words(service)
    if own is None or not seller:
        return False
    asked = (text for text in map(plain, said) if Stance.LEAVE in stances(text))
    return any(seller & set(text.split()) and not is_called(own, text) for text in asked)


def is_level_in_column(line: TextLine, own: TextLine) -> bool:
    """Below or above it, in letters as high."""
    apart = abs(line.x0 - own.x0), abs(line.height - own.height)
    return max(apart) <= LETTER_STEP and line is not own


def is_in_column(line: TextLine, others: Iterable[TextLine]) -> bool:
    return any(is_level_in_column(line, each) for each in others)
