""" "Arbor TV - Digital - cancelled": the row of our own plan in a list, its state behind it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from browser_agent.rules.lexicon_states import ACTIVE_CHIP, ENDED_CHIP
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.text import Phrases, fold

DASH = re.compile(r" [-\u2013\u2014] ")
# What may stand between the name and the state, and is no other product's name.
KIND = Phrases(
    r"(?:digital|online|plan|membership|subscription|premium|plus|standard|basic|monthly|yearly|"
    r"annual)|(?:digital\w*|monatlich|jahrlich|abo|mitgliedschaft)|(?:numerique|formule|abonnement|"
    r"mensuel|annuel|integral)|(?:suscripcion|mensual|anual|estandar|basico)"
)


def of_rows(said: Iterable[Sentence], service: str) -> list[Sentence]:
    """The same, and of the row that bears our name only its state."""
    return [_with_state(each, fold(service)) for each in said]


def _with_state(each: Sentence, name: str) -> Sentence:
    *parts, last = DASH.split(each.text)
    head = fold(" ".join(parts))
    if not (parts and name and head.startswith(name)):
        return each
    told = ENDED_CHIP.whole(fold(last)) or ACTIVE_CHIP.whole(fold(last))
    kinds = all(map(KIND.whole, head[len(name) :].split()))
    return replace(each, text=last) if told and kinds else each
