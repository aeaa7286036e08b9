"""Folding and matching of what was recognised: case, accents, lost spaces, curly quotes."""

import re
import unicodedata

from browser_agent.rules.lost_spaces import lost_spaces

_SAME = str.maketrans(
    {
        "\u2019": "'",
        "\u2018": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u4e00": "-",  # a lone dash, read as the Chinese numeral one
        "\uff0c": ",",
        "\uff1a": ":",
        "\uff01": "!",
        "\uff1f": "?",
        "`": "'",
        **dict.fromkeys(
            "\u25b6\u25b8\u25ba\u25bc\u25be\u25c0\u25c4\u2022\u25cf\u2192\u2190\u2304\u2261\u2630\u2605\u2606",
            " ",
        ),
        "_": " ",  # an underline that recognition took for a letter
    }
)


def fold(text: str) -> str:
    """Lower case, no accents, plain quotes, single spaces: the form all phrases are written in."""
    plain = unicodedata.normalize("NFKD", text.translate(_SAME))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(bare.lower().split())


def forgiving(pattern: str) -> str:
    """The pattern, with an l for every i: in geometric fonts recognition takes one for the other.

    Escapes, classes and groups of options keep their meaning.
    """
    made, place, within = [], 0, False
    while place < len(pattern):
        letter = pattern[place]
        if letter == "\\":
            made.append(pattern[place : place + 2])
            place += 2
            continue
        if letter == "i" and not (place > 1 and pattern[place - 2 : place] == "(?"):
            made.append("il" if within else "[il]")
        else:
            made.append(letter)
        within = letter == "[" or (within and letter != "]")
        place += 1
    return "".join(made)


class Phrases:
    """A set of wordings with one meaning.

    Patterns are regular expressions over folded text. A space matches any or no space, because
    recognition loses spaces between words; not one after any letters. A pattern starts and ends at
    a word's edge.
    """

    def __init__(self, *patterns: str) -> None:
        joined = "|".join(lost_spaces(forgiving(pattern)) for pattern in patterns)
        self._pattern = re.compile(rf"(?<![^\W_])(?:{joined})(?![^\W_])")

    def __call__(self, folded: str) -> bool:
        return self._pattern.search(folded) is not None

    def whole(self, folded: str) -> bool:
        """The phrase is all there is, save marks around it."""
        return self._pattern.fullmatch(folded.strip(" .!?:>\u203a\u00bb-*+,\"'()[]")) is not None

    def starts(self, folded: str) -> bool:
        return self._pattern.match(folded) is not None

    def find(self, folded: str) -> re.Match[str] | None:
        return self._pattern.search(folded)

    def without(self, folded: str) -> str:
        return self._pattern.sub(" ", folded)

    def each(self, folded: str) -> list[re.Match[str]]:
        return list(self._pattern.finditer(folded))


# "Visa ending in 4410", or what a mask has made of it.
_OF_A_CARD = re.compile(
    r"(?:ending|ends|endet|endend|terminad[oa]|termina|acaba|se terminant|se termine|terminant|"
    r"finissant) (?:(?:in|with|auf|mit|en|par) \W?\d{4}(?!\d)|(?:\w{1,4} )?\W?digits)\W?"
)


# "Expires 04/29": a month and a year, as on cards.
_CARD_RUNS_OUT = re.compile(
    r"(?:expir\w*|exp\.?|valid (?:thru|until|to|through)|good thru|gultig bis|lauft ab|ablauf\w*|"
    r"caduca|vence|valida hasta|expire(?: le| en)?|valable jusqu'[ae]u?|scade|valido ate)"
    r"(?: date| on| am| el)?:? ?(?:0[1-9]|1[0-2]) ?/ ?(?:20)?[2-4]\d(?![\d/.])"
)


def without_card(folded: str) -> str:
    """Without the words that tell how a card's number ends, or when the card does."""
    return _CARD_RUNS_OUT.sub(" ", _OF_A_CARD.sub(" ", folded))
