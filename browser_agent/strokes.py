"""Letters that OCR takes for each other, made one, in patterns and in what is read.

In geometric fonts i, l, I, 1 and | are the same stroke: "Réslller", "J'al comprls", "Conflrm". A
word that must not be pressed would pass where it is read so, and the right one be refused. The
rules tolerate that in their own way; this is the safety side's, and shares no code with it.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_TYPOGRAPHIC = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc\u2032\u00b4`", "'") | {"\u0131": "i", "\u0142": "l"}
)
# Bars before or between letters of one kind are letters. Between words they part them
# ("Home|Account"), and at the end one is the edge of a button ("Pause|").
_BARS = re.compile(
    r"(?<![^\W_])\|+(?=[a-z\u00df-\u00ff'])|(?<=[a-z\u00df-\u00ff])\|+(?=[a-z\u00df-\u00ff])|"
    r"(?<=[A-Z])\|+(?=[A-Z])"
)
# A one is a letter inside a word and before an apostrophe ("1'll stay"); "1 month" keeps its one.
_ONE = re.compile(r"(?<=[^\W\d_])1|(?<![\w.,])1(?=[^\W\d_]|')|\b1(?= (?:want|would|do|don't|am)\b)")


# "No, I'd rather pay later \u2014 go on": what follows is a clause of its own.
_NEGATES = re.compile(
    r"\b(?:not|never|nicht|nie|kein\w*|pas|jamais|nunca|sin|without|ohne|sans|niet|nao|mai)\b|n['\u2019]t\b"
)
# "No, I don't need them: cancel my plan": what is refused stands before the colon, and what the
# press does behind it. "Please do not: cancel my plan" is one clause.
_REFUSED = re.compile(
    r"(?=.*(?:\b(?:not|no|never|nicht|nie|kein\w*|pas|plus|jamais|nunca|sin|without|niet|geen|nao|"
    r"non)\b|n't\b))(?!.*(?:\bnot|n't|\bto|\bno|\bplease|^no (?:quiero|deseo))$).*\w \w"
)
_COLON = re.compile(r"(?<=[a-z]) ?: (?=[a-z])")
_DASH = re.compile(r"(?<=[a-z]) [\u2013\u2014] (?=[a-z])")


def plain(text: str) -> str:
    """Lower case, no accents, single blanks, straight apostrophes; bullets and arrows gone."""
    text = _BARS.sub(lambda bars: "l" * len(bars.group()), text.translate(_TYPOGRAPHIC)).casefold()
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    if not _NEGATES.search(text):  # "I do not want to \u2014 cancel anything" is one clause
        text = _DASH.sub(", ", text)
    head, *rest = _COLON.split(text, maxsplit=1)
    if rest and _REFUSED.match(head):
        text = f"{head}, {rest[0]}"
    # An underline that recognition took for a letter would end no word.
    return " ".join(re.sub(r"[^\w\s'%$€£&,.?!-]|_", " ", text).split()).strip(" .,!-")


@lru_cache(maxsize=4096)
def one_stroke(text: str) -> str:
    """Plain text with an l for every i and for every 1 within a word; as long as before."""
    return _ONE.sub("l", text.replace("i", "l"))


class Wording:
    """A pattern over plain text, whichever way its strokes were read.

    Written with its right letters. No class of it may be a range that begins or ends with i.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern.replace("i", "l"))

    def search(self, text: str) -> re.Match[str] | None:
        return self._pattern.search(one_stroke(text))

    def match(self, text: str) -> re.Match[str] | None:
        return self._pattern.match(one_stroke(text))

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self._pattern.fullmatch(one_stroke(text))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self._pattern.finditer(one_stroke(text))

    def findall(self, text: str) -> list[str]:
        """What the whole pattern matched, in one-stroke letters."""
        return [match.group() for match in self.finditer(text)]

    def sub(self, by: str, text: str) -> str:
        return self._pattern.sub(by, one_stroke(text))

    def split(self, text: str) -> list[str]:
        return self._pattern.split(one_stroke(text))
