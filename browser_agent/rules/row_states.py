""" "Arbor TV - Digital - cancelled": the row of our own plan in a list, its state behind it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from browser_agent.rules.lexicon_states import ACTIVE_CHIP, ENDED_CHIP, STILL_CANCELLABLE
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.text import Phrases, fold

DASH = re.compile(r" [-\u2013\u2014] ")
# What may stand between the name and the state, and is no other product's name.
KIND = Phrases(
    r"(?:digital|online|plan|membership|subscription|premium|plus|standard|basic|monthly|yearly|"
    r"annual)|(?:digital\w*|monatlich|jahrlich|abo|mitgliedschaft)|(?:numerique|formule|abonnement|"
    r"mensuel|annuel|integral)|(?:suscripcion|mensual|anual|estandar|basico)"
)


def of_rows(said: Iterable[Sentence], service: str, *, among: Iterable[Sentence]) -> list[Sentence]:
    """The same, and of the row that bears our name only its state; where more than one bears it,
    or something else tells of a plan that runs, an ended row is none of them in particular. among:
    all sentences of the page."""
    said, name = list(said), fold(service)
    told = [_with_state(each, name) for each in said]
    ended = [x for x, was in zip(told, said, strict=True) if x is not was and _has_ended(x)]
    if not ended:
        return told
    rows = [was for x, was in zip(told, said, strict=True) if x in ended]
    rest = [each for each in among if each not in rows]
    runs = any(_is_of_ours(x, name) or _tells_it_runs(x) for x in rest)
    return said if runs or len(ended) > 1 else told


def are_torn(said: Iterable[Sentence], service: str) -> bool:
    """Whether a row "... - gek\u00fcndigt" stands beside another row of our name."""
    said, name = list(said), fold(service)
    ended = [x for x in said if DASH.search(x.text) and _has_ended(_without_head(x))]
    return bool(ended) and any(_is_of_ours(x, name) for x in said if x not in ended)


def _without_head(each: Sentence) -> Sentence:
    return replace(each, text=DASH.split(each.text)[-1])


def _has_ended(each: Sentence) -> bool:
    return ENDED_CHIP.whole(each.folded)


def _is_of_ours(each: Sentence, name: str) -> bool:
    """ "Arbor TV - Premium", "Arbor TV Premium"; the name alone is the site's."""
    head = fold(DASH.split(each.text)[0])
    between = head.removeprefix(name).split()
    kinds = head.startswith(name) and all(map(KIND.whole, between))
    return kinds and (bool(between) or DASH.search(each.text) is not None)


def _tells_it_runs(each: Sentence) -> bool:
    return STILL_CANCELLABLE.whole(each.folded) or ACTIVE_CHIP.whole(each.folded)


def _with_state(each: Sentence, name: str) -> Sentence:
    *parts, last = DASH.split(each.text)
    head = fold(" ".join(parts))
    if not (parts and name and head.startswith(name)):
        return each
    told = ENDED_CHIP.whole(fold(last)) or ACTIVE_CHIP.whole(fold(last))
    kinds = all(map(KIND.whole, head[len(name) :].split()))
    return replace(each, text=last) if told and kinds else each
