"""Whose house a site is: its name at the head of the pages and in the line of the copyright.

A service of another name is a guest there, one of several that are sold: what is ended has to bear
its whole name.
"""

import re
from collections.abc import Sequence

from browser_agent.strokes import Wording, plain
from kernel.ocr import TextLine

HEAD_PIXELS, LEFT_SHARE, LETTERS_MIN, PREFIX_MIN = 80, 0.4, 4, 4
_COPYRIGHT = Wording(
    r"^(\(?c\)?|copyright)? ?(19|20)\d\d ?(-|to)? ?((19|20)\d\d)? ?(?P<owner>\w.{2,60})$"
)
_WORD = re.compile(r"[^\W\d_]+")


class House:
    """brand: the plain name of the house where the service is a guest, else None; it takes both
    places to tell."""

    def __init__(self, service: str) -> None:
        self._service = plain(service)
        self._heads: set[str] = set()
        self._owners: set[str] = set()

    def learn(self, lines: Sequence[TextLine]) -> None:
        wide = max((line.x1 for line in lines), default=0)
        for line in lines:
            text = plain(line.text)
            if line.y0 < HEAD_PIXELS and line.x0 < wide * LEFT_SHARE and letters(text):
                self._heads.add(text)
            if found := _COPYRIGHT.match(text):
                self._owners.add(text[found.start("owner") :])

    @property
    def brand(self) -> str | None:
        if not self._service or any(is_kin(self._service, each) for each in self._known()):
            return None
        heads = [head for head in self._heads if any(_heads(head, x) for x in self._owners)]
        return min(heads, key=len, default=None)

    def _known(self) -> set[str]:
        return self._heads | self._owners


def is_named(name: str, lines: Sequence[TextLine]) -> bool:
    """Whether one line bears the whole name, or all of its words."""
    words = set(name.split())
    return any(
        name in text or words <= set(text.split()) for text in (plain(x.text) for x in lines)
    )


def is_kin(service: str, name: str) -> bool:
    """A word in common, one within the other, or the same beginning."""
    one, other = "".join(_WORD.findall(service)), "".join(_WORD.findall(name))
    words = {word for word in _WORD.findall(name) if len(word) >= LETTERS_MIN - 1}
    within = len(other) >= LETTERS_MIN - 1 and (one in other or other in one)
    return (
        bool(words & set(_WORD.findall(service)))
        or within
        or one[:PREFIX_MIN] == other[:PREFIX_MIN]
    )


def letters(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= LETTERS_MIN


def _heads(head: str, owner: str) -> bool:
    """ "Larkstream", of "2026 Larkstream Media Ltd"."""
    one, other = "".join(_WORD.findall(head)), "".join(_WORD.findall(owner))
    return other.startswith(one)
