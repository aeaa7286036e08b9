""" "Arbor TV - Digital - cancelled": the row of our own plan in a list, its state behind it.

For the last rail; no words shared with the rules.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from browser_agent.sayings_words import CHIPS
from browser_agent.strokes import Wording, plain
from browser_agent.titles import TIERS
from kernel.ocr import TextLine

_DASH = re.compile(r" [-\u2013\u2014] ")
_SIGNS = re.compile(r"^\W+")  # an arrow of a row that opens
_KIND = Wording(
    r"digital\w*|online|plan|membership|subscription|abo|abonnement|numerique|integral|formule|"
    r"forfait|suscripcion|mitgliedschaft|monatlich|jahrlich"
)

_WAY_OUT = Wording(
    r"(cancel|end|stop|terminate) (my |your |the |this )?(plan|subscription|membership)|"
    r"(abo\w*|mitgliedschaft|vertrag) (kundigen|beenden)|resilier( (mon|votre|l') ?(abonnement|"
    r"forfait))?|(cancelar|anular)( (mi|tu|la|el))? (suscripcion|plan|membresia)"
)


def of_rows(lines: Iterable[TextLine], service: str) -> list[TextLine]:
    """The same, and of the row that bears our name only its state; where several rows bear it, an
    ended one is none of them in particular."""
    lines, name = list(lines), plain(service)
    rows = sum(_row(each, name) is not None for each in lines)
    return [_with_state(each, name, alone=rows == 1) for each in lines]


def are_torn(lines: Iterable[TextLine], service: str) -> bool:
    """Whether a row "... - cancelled" stands beside a row of our own name that may run, beside a
    bare "Active" or beside the way out: which of them is ours is not told."""
    lines, name = list(lines), plain(service)
    ended = [x for x in lines if CHIPS["cancelled"].fullmatch(_state(x))]
    if not ended:
        return False
    rest = [x for x in lines if x not in ended]
    told = [plain(x.text) for x in rest]
    runs = any(CHIPS["active"].fullmatch(x) or _WAY_OUT.fullmatch(x) for x in told)
    return runs or any(_row(x, name) is not None for x in rest)


def _state(line: TextLine) -> str:
    *head, last = _DASH.split(_SIGNS.sub("", line.text))
    return plain(last) if head else ""


def _row(line: TextLine, name: str) -> str | None:
    """What stands behind our name and its kind, in a row that bears both, or a dash behind it."""
    first, *rest = _DASH.split(_SIGNS.sub("", line.text))
    said = plain(first)
    if not (name and said.startswith(name)):
        return None
    between = said[len(name) :].split()
    known = all(_KIND.fullmatch(each) or TIERS.fullmatch(each) for each in between)
    return " ".join(rest) if known and (between or rest) else None


def _with_state(line: TextLine, name: str, *, alone: bool) -> TextLine:
    *head, last = _DASH.split(_SIGNS.sub("", line.text))
    said = plain(" ".join(head))
    if not (head and name and said.startswith(name)):
        return line
    between = said[len(name) :].split()
    known = all(_KIND.fullmatch(each) or TIERS.fullmatch(each) for each in between)
    told = any(chip.fullmatch(plain(last)) for chip in CHIPS.values())
    return replace(line, text=last) if known and told and alone else line
