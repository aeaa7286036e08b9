""" "Arbor TV - Digital - cancelled": the row of our own plan in a list, its state behind it.

For the last rail; no words shared with the rules.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from browser_agent.sayings_words import CHIPS
from browser_agent.strokes import Wording, plain
from browser_agent.titles import GENERAL, TIERS
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


# "Arbor TV - Help", a page of the site; "Arbor TV Plus - from $9.99", on sale.
_NO_ROW = Wording(
    r"help|account|my account|home|overview|settings|support|subscriptions|billing|hilfe|konto|"
    r"mein konto|ubersicht|einstellungen|aide|compte|mon compte|accueil|ayuda|cuenta|mi cuenta|"
    r"inicio|(from|ab|des|a partir de|desde) [$\u20ac\u00a3]? ?\d.*"
)
_NAME_WORDS_MAX = 4
_SAYS_MORE = re.compile(r"[.:!?$\u20ac\u00a3\d]")


def of_rows(lines: Iterable[TextLine], service: str) -> list[TextLine]:
    """The same, and of the row that bears our name only its state; where several rows bear it, an
    ended one is none of them in particular. What stands below another name is that one's."""
    lines, name = list(lines), plain(service)
    rows = [each for each in lines if _row(each, name) is not None]
    told = [_with_state(each, name, alone=len(rows) == 1) for each in lines]
    ended = any(CHIPS["cancelled"].fullmatch(_state(each)) for each in rows)
    if len(rows) != 1 or not ended:
        return told
    return [x for x, was in zip(told, lines, strict=True) if not _is_of_another(was, lines, name)]


def are_torn(lines: Iterable[TextLine], service: str) -> bool:
    """Whether a row "... - cancelled" stands beside a row of our own name that may run, beside a
    bare "Active" or beside the way out: which of them is ours is not told."""
    lines, name = list(lines), plain(service)
    ended = [x for x in lines if CHIPS["cancelled"].fullmatch(_state(x))]
    if not ended:
        return False
    rest = [x for x in lines if x not in ended]
    if any(_runs(x) and not _is_of_another(x, lines, name) for x in rest):
        return True
    heads = {plain(" ".join(_DASH.split(_SIGNS.sub("", x.text))[:-1])) for x in ended}
    rows = (x for x in rest if _row(x, name) is not None)
    return any(plain(x.text) not in heads or _has_a_price_below(x, lines) for x in rows)


def _runs(line: TextLine) -> bool:
    said = plain(line.text)
    return any(each.fullmatch(said) for each in (CHIPS["active"], _WAY_OUT))


def _is_of_another(line: TextLine, lines: Iterable[TextLine], name: str) -> bool:
    """An "Active" or a way out right below a name that is neither ours nor general."""
    above = [x for x in lines if x.y1 <= line.y0 + line.height / 2]
    nearest = max(above, key=lambda x: (x.y0, x.x0), default=None)
    if nearest is None or not _runs(line) or CHIPS["cancelled"].fullmatch(_state(nearest)):
        return False
    said = plain(nearest.text)
    bare = not _SAYS_MORE.search(nearest.text) and len(said.split()) <= _NAME_WORDS_MAX
    ours = bool(name) and said.startswith(name)
    head = plain(_DASH.split(_SIGNS.sub("", nearest.text))[0])
    kinds = any(_KIND.fullmatch(x) or TIERS.fullmatch(x) for x in head.split())
    return bare and not (ours or kinds or GENERAL.search(said) or _runs(nearest))


def _has_a_price_below(line: TextLine, lines: Iterable[TextLine]) -> bool:
    below = min((x for x in lines if x.y0 >= line.y1), key=lambda x: x.y0, default=None)
    return below is not None and re.search(r"[$\u20ac\u00a3]", below.text) is not None


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
    known = known and not any(_NO_ROW.fullmatch(plain(each)) for each in rest)
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
