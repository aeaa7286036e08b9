"""What it is that ends: the plan, or what belongs to it or is sold beside it and ends without it,
such as a discount, a pause, a way to pay, an option."""

import re

from browser_agent.parts import is_called, own_word
from browser_agent.rules.lexicon_states import (
    END_WORD,
    EXTRA,
    PART_OF_PLAN,
    PLAN_ITSELF,
    SHARE_OF_PLAN,
)
from browser_agent.rules.text import Phrases, fold

EXTRA_WORDS = range(1, 5)

# No comma within a day or a price.
CLAUSE = re.compile(
    r"[,;] (?!\W?\d)| (?:but|while|although|though|because|mais|car|bien que|tandis que|alors que|"
    r"puisque|depuis que|aber|obwohl|wahrend|weil|denn|pero|aunque|mientras|porque) "
)
JOIN = re.compile(r" (?:and|und|et|y|e|&|\+) ")
RUNS = re.compile(r"\b(?:is|are|was|were|has|stays|ist|wurde|bleibt|est|reste|esta|sigue|fue)\b")
SAYS_WHO = re.compile(r"\b(?:you|we|i|du|wir|ich|vous|nous|tu as|usted|hemos)\b|^\W*has\b")
WHEN = re.compile(
    r"\W*(?:after|with|without|during|since|despite|from|on|at|by|upon|nach|mit|ohne|seit|trotz|am|"
    r"zum|ab|bei|apres|avec|sans|pendant|des|en|lors|despues|tras|con|sin|durante|desde|al)\b"
)
# "\u2026 of your", between a part and its plan.
OF = re.compile(
    r"\b(?:of|on|for|in|to|from|de|du|des|sur|pour|von|vom|auf|fur|zu|zum|deine[srm]|ihre[srm]|"
    r"meine[srm]|der|del|para|en|sobre)(?![^\W_])|\bd'"
)
WITH = re.compile(r"\b(?:with|including|incl|mit|inklusive|avec|incluant|con|incluyendo)\b")
OWN = Phrases(
    r"(?:(?:your|my|the|dein|ihr|mein|der|das|die|votre|ton|mon|l'|tu|su|mi|la|el) ?)"
    r"(?:\w+ ){0,2}(?:subscription|membership|plan|contract|\w*abo|abonnement|mitgliedschaft|"
    r"vertrag|tarif|paket|forfait|contrat|suscripcion|membresia|contrato)"
)
GOES_ON = re.compile(r"(?:\W|\d|\b(?:and|und|et|y|has|have|been|was|is|will|it|on|am|le|el)\b)*")


def without_parts(folded: str) -> str:
    """What a sentence says, but its clauses about what ends without the plan: "Your plan is active,
    your discount has ended"."""
    return _without(folded, PART_OF_PLAN, "")


def without_extras(folded: str, service: str) -> str:
    """The same without the end of an option or an add-on. service: in whose name, or in that of
    what it is a part of, such words mean the service itself."""
    own = own_word(service)
    if own is not None and is_called(own, folded):
        return folded
    return _without(folded, EXTRA, fold(service))


def is_extra(folded: str, service: str) -> bool:
    """ "Sports option", "Kanal Drama": the name of one, not the title of several, and not ours."""
    named = EXTRA.find(folded)
    if named is None or PLAN_ITSELF(folded) or named.group().endswith(("s", "en")):
        return False
    name = f"{folded[: named.start()]} {folded[named.end() :]}"
    own, whole = own_word(service), fold(service)
    ours = (bool(whole) and whole in folded) or (own is not None and is_called(own, folded))
    return len(name.split()) in EXTRA_WORDS and not (ours or EXTRA(name))


def _without(folded: str, kind: Phrases, name: str) -> str:
    clauses = CLAUSE.split(folded)
    told = [each for each in clauses if not _ends_a_part(_unnamed(each, kind, name), kind)]
    return folded if len(told) == len(clauses) else ", ".join(told)


def _unnamed(clause: str, kind: Phrases, name: str) -> str:
    """Without the service's name and such a word right beside it: "Arbor channel" is Arbor."""
    if not name or name not in clause:
        return clause
    for each in reversed(kind.each(clause)):
        before, after = clause[: each.start()].rstrip(), clause[each.end() :].lstrip()
        if before.endswith(name) or after.startswith(name):
            clause = f"{before} {after}"
    return clause.replace(name, " ")


def _ends_a_part(clause: str, kind: Phrases) -> bool:
    """Every end of it is that of a part; a second verb may have the first one's subject."""
    ends, start, parts = END_WORD.each(clause), 0, False
    for end in ends:
        before = clause[start : end.start()]
        parts = (parts and bool(GOES_ON.fullmatch(before))) or _is_a_part(before, kind)
        if not parts or OWN.starts(clause[end.end() :].strip()):  # "endet dein Abo"
            return False
        start = end.end()
    return bool(ends)


def _is_a_part(subject: str, kind: Phrases) -> bool:
    *first, last = JOIN.split(subject)
    if first and PLAN_ITSELF(" ".join(first)) and not RUNS.search(" ".join(first)):
        return False  # "your plan and all discounts"
    if SAYS_WHO.search(last) or WHEN.match(last):
        return False
    parts = kind.each(last)
    shares = [*parts, *SHARE_OF_PLAN.each(last)]
    plans = [x for x in PLAN_ITSELF.each(last) if not any(_meet(x, part) for part in shares)]
    if not plans:
        return bool(parts)
    plan = plans[-1]
    if any(OF.search(last[x.end() : plan.start()]) for x in shares if x.end() <= plan.start()):
        return True  # "the pause of your plan"
    after = [x for x in parts if x.start() >= plan.end()]
    return any(not WITH.search(last[plan.end() : x.start()]) for x in after)


def _meet(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()
