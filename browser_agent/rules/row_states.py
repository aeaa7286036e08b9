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
    r"annual|family|individual|duo|ultimate|ultra|unlimited|lite|student|single)|"
    r"(?:digital\w*|monatlich|jahrlich|familie|abo|mitgliedschaft)|(?:numerique|formule|abonnement|"
    r"mensuel|annuel|famille|integral)|(?:suscripcion|mensual|anual|familiar|estandar|basico)"
)

# The pages of a site, and what is on sale.
NO_ROW = Phrases(
    r"(?:my )?(?:help|account|home|overview|settings|support|subscriptions|billing)|(?:mein )?"
    r"(?:hilfe|konto|ubersicht|einstellungen)|(?:mon )?(?:aide|compte|accueil)|(?:mi )?(?:ayuda|"
    r"cuenta|inicio)|(?:from|ab|des|a partir de|desde) [$\u20ac\u00a3]? ?\d.*"
)
# Above an "Active" these are of any plan, and no name of another one.
GENERAL = Phrases(
    r"(?:your|my|current|active|manage|status|details|account|billing|payments?|auto-?renew\w*|"
    r"renewal|automatic|view|change|next|options|home|menu|overview|cancel|memberships|plans|"
    r"subscriptions)|(?:dein\w*|mein\w*|ihr|aktuell\w*|status|verwalten|verlangerung|vertrag|tarif|"
    r"zahlung\w*|details|konto)|(?:votre|mon|gerer|statut|etat|forfait|offre|renouvellement|paiement|"
    r"compte)|(?:tu|mi|gestionar|estado|suscripcion|renovacion|pagos?|cuenta)"
)
NAME_WORDS_MAX = 4
SAYS_MORE = re.compile(r"[.:!?$\u20ac\u00a3\d]")


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
    all_said = [*rest, *rows]
    foreign = [x for x in rest if _tells_it_runs(x) and _is_of_another(x, all_said, name)]
    heads = set(map(_head, rows))
    runs = any(
        _tells_it_runs(x) or (_is_of_ours(x, name) and x.folded not in heads)
        for x in rest
        if x not in foreign
    )
    if runs or len(ended) > 1:
        return said
    return [x for x, was in zip(told, said, strict=True) if was not in foreign]


def are_torn(said: Iterable[Sentence], service: str) -> bool:
    """Whether a row "... - gek\u00fcndigt" stands beside another row of our name."""
    said, name = list(said), fold(service)
    ended = [x for x in said if DASH.search(x.text) and _has_ended(_without_head(x))]
    heads = set(map(_head, ended))
    rest = [x for x in said if x not in ended and x.folded not in heads]
    return bool(ended) and any(_is_of_ours(x, name) for x in rest)


def _head(each: Sentence) -> str:
    return fold(" ".join(DASH.split(each.text)[:-1]))


def _is_of_another(each: Sentence, said: Iterable[Sentence], name: str) -> bool:
    """Right below a name that is neither ours nor general: it is that one's."""
    above = [x for x in said if x.box.y1 <= each.box.y0 + each.box.height / 2]
    nearest = max(above, key=lambda x: (x.box.y0, x.box.x0), default=None)
    if nearest is None or _has_ended(_without_head(nearest)) or _tells_it_runs(nearest):
        return False
    bare = not SAYS_MORE.search(nearest.text)
    bare = bare and len(nearest.folded.split()) <= NAME_WORDS_MAX
    ours = bool(name) and nearest.folded.startswith(name)
    kinds = any(map(KIND.whole, fold(DASH.split(nearest.text)[0]).split()))
    return bare and not (ours or kinds or GENERAL(nearest.folded))


def _without_head(each: Sentence) -> Sentence:
    return replace(each, text=DASH.split(each.text)[-1])


def _has_ended(each: Sentence) -> bool:
    return ENDED_CHIP.whole(each.folded)


def _is_of_ours(each: Sentence, name: str) -> bool:
    """ "Arbor TV - Premium", "Arbor TV Premium"; the name alone is the site's."""
    if any(NO_ROW.whole(fold(x)) for x in DASH.split(each.text)[1:]):
        return False
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
