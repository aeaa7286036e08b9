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


def of_rows(lines: Iterable[TextLine], service: str) -> list[TextLine]:
    """The same, and of the row that bears our name only its state."""
    return [_with_state(each, plain(service)) for each in lines]


def _with_state(line: TextLine, name: str) -> TextLine:
    *head, last = _DASH.split(_SIGNS.sub("", line.text))
    said = plain(" ".join(head))
    if not (head and name and said.startswith(name)):
        return line
    between = said[len(name) :].split()
    known = all(_KIND.fullmatch(each) or TIERS.fullmatch(each) for each in between)
    told = any(chip.fullmatch(plain(last)) for chip in CHIPS.values())
    return replace(line, text=last) if known and told else line
