"""Ends that a page tells of something else than the plan: of an option, or under another name."""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from browser_agent.rules.lexicon_states import (
    ACTIVE_STATUS,
    END_WORD,
    ENDED_STATUS,
    FREE_STANDS,
    STANDS,
)
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.subjects import OWN, is_extra, without_extras
from browser_agent.rules.text import fold
from browser_agent.titles import TIERS

EDGE_PIXELS, UNDER_HEIGHTS, BARE_WORDS, NAME_WORDS_MAX = 24, 1.6, range(2, 4), 3
WORD = re.compile(r"[^\W_][\w+]*")
PART = re.compile(r"(?:[,;]|(?<!\d)\.) (?!\W?\d)")
YOURS = re.compile(
    r"your|the|my|our|deine?|ihre?|meine?|das|die|der|votre|ton|mon|le|la|l|tu|su|mi|el|notre"
)
A_PLAN = re.compile(
    r"subscription|membership|plan|pass|abo|abonnement|mitgliedschaft|vertrag|tarif|paket|"
    r"suscripcion|membresia|forfait|formule|contrato?"
)
# Between a subject and its verb.
HELPS = re.compile(
    r"is|was|has|have|had|been|will|be|to|set|ist|wurde|wird|hat|est|a|ete|sera|bien|esta|fue|ha|"
    r"sido|se|now|also|successfully|already|bereits|erfolgreich|deja|ya|am|zum|on"
)
# For however long: what ends beside it under another name is another one.
RUNS_FOR_NOW = re.compile(
    r" (?:is|stays|remains|ist|bleibt|est|reste|demeure|esta|sigue|continua)(?: \w{2,11})? "
    r"(?:active|activ[oa]|actif|aktiv)\b"
)
SUPPOSES = re.compile(
    r"\b(?:if|while|when|once|unless|as long as|wenn|solange|sobald|falls|si|mientras|cuando|tant|"
    r"lorsque|quand)\b"
)
FREE = re.compile(r"\b(?:free|gratis|gratuit\w*|kostenlos\w*)\b")
# Words that name no plan in particular.
GENERAL = re.compile(
    r"paid|digital|current|monthly|yearly|annual|online|automati\w+|auto|renewals?|access|billing|"
    r"payments?|service|account|streaming|benefits|last|next|date|status|cancell?ation|you|we|it|"
    r"this|that|verlangerung|zugang|laufzeit|kundigung|vertragsende|zahlung|mensuel|annuel|"
    r"renouvellement|acces|resiliation|mensual|anual|renovacion|acceso|baja|cancelacion"
)


def runs_surely(folded: str) -> bool:
    """ "Your plan is active", "Status: active"; not what is so as long as something else is."""
    stands = STANDS.find(folded)
    if stands is None:
        return ACTIVE_STATUS.whole(folded)
    return SUPPOSES.search(folded[: stands.start()]) is None


def is_of_a_free_plan(folded: str, service: str) -> bool:
    """ "Your Free plan is active": nothing that is paid for runs by it. service: in whose name the
    word names the service itself."""
    own = fold(service)
    if FREE.search(own):
        return False
    bare = re.sub(rf"\b{re.escape(own)}\b", " ", folded) if own else folded
    return FREE_STANDS.whole(bare)


def of_no_extra(ends: Iterable[Sentence], said: Sequence[Sentence], service: str) -> list[Sentence]:
    """Without what goes on about an option in the same line, or stands right below its name."""
    extras = [each for each in said if without_extras(each.folded, service) != each.folded]
    return [
        each
        for each in ends
        if not any(_goes_on(extra, each) for extra in extras)
        and not (END_WORD.starts(each.folded) and _is_below_an_extra(each, said, service))
    ]


def contradict(ends: Sequence[Sentence], said: Sequence[Sentence], service: str) -> bool:
    """A plan is said to run, and what has ended bears another name or is a mere "Status:"."""
    runs = any(runs_surely(each.folded) for each in said)
    bare = all(ENDED_STATUS.whole(each.folded) for each in ends)
    return bool(ends) and ((runs and bare) or _are_of_another_name(ends, said, service))


def _are_of_another_name(ends: Sequence[Sentence], said: Sequence[Sentence], service: str) -> bool:
    """A plan is said to run by its name, and all that has ended bears another: "Your Kids
    subscription was cancelled" beside "Your Premium plan is active"."""
    names = [_name_of_what_runs(each.text) for each in said]
    running = [each for each in names if each]
    own = frozenset(fold(service).split())
    theirs = [each for each in ends if _is_another(each, running, own)]
    rest = [x for x in ends if not (x in theirs or _name_of_what_runs(x.text))]
    return bool(theirs) and all(any(_goes_on(x, each) for x in theirs) for each in rest)


def _goes_on(first: Sentence, each: Sentence) -> bool:
    """In the line in which another one ends, and not about our plan: "You keep it until May"."""
    level = first.box.y0 <= each.box.y0 < first.box.y1 and first is not each
    return level and abs(first.box.x0 - each.box.x0) <= EDGE_PIXELS and not OWN(each.folded)


def _is_below_an_extra(each: Sentence, said: Sequence[Sentence], service: str) -> bool:
    """Right below a card's first line, which names an option."""
    title = _right_above(each, said)
    if title is None or not is_extra(title.folded, service):
        return False
    return _right_above(title, said) is None


def _right_above(each: Sentence, said: Sequence[Sentence]) -> Sentence | None:
    height = each.box.y1 - each.box.y0
    return next(
        (
            other
            for other in said
            if abs(other.box.x0 - each.box.x0) <= EDGE_PIXELS
            and 0 <= each.box.y0 - other.box.y1 <= UNDER_HEIGHTS * height
        ),
        None,
    )


def _is_another(end: Sentence, running: Sequence[frozenset[str]], own: frozenset[str]) -> bool:
    rest = _not_of(_name_of_end(end.text), own)
    beside = [_not_of(each, own) for each in running]
    if (
        not rest
        or not running
        or any(rest & each or _not_of(rest, each) != rest for each in beside)
    ):
        return False
    return all(beside) or any(TIERS.fullmatch(each) is None for each in rest)


def _not_of(names: frozenset[str], own: Iterable[str]) -> frozenset[str]:
    """The words that neither begin as one of the other name nor are its beginning."""
    kin = [x for x in names for y in own if x.startswith(y) or y.startswith(x)]
    return names - set(kin)


def _name_of_what_runs(text: str) -> frozenset[str]:
    for part in PART.split(text):
        words = WORD.findall(part)
        folded = fold(" ".join(words))
        verb = RUNS_FOR_NOW.search(folded)
        if verb is not None and SUPPOSES.search(folded[: verb.start()]) is None:
            return _name_in(words[: len(folded[: verb.start()].split())])
    return frozenset()


def _name_of_end(text: str) -> frozenset[str]:
    for part in PART.split(text):
        words = WORD.findall(part)
        folded = fold(" ".join(words))
        if (verb := END_WORD.find(folded)) is not None:
            subject = words[: len(folded[: verb.start()].split())]
            while subject and HELPS.fullmatch(fold(subject[-1])):
                subject.pop()
            return _name_in(subject) or _bare_name(subject)
    return frozenset()


def _name_in(subject: Sequence[str]) -> frozenset[str]:
    """ "Your Kids subscription", "Votre abonnement Kids", "Dein Kids-Abo": names are capital."""
    bare = [fold(word) for word in subject]
    at = next((n for n, word in enumerate(bare) if A_PLAN.fullmatch(word)), None)
    first = next((n for n, word in enumerate(bare[:at]) if YOURS.fullmatch(word)), None)
    if at is None or first is None:
        return frozenset()
    after = list(takewhile(lambda word: not HELPS.fullmatch(fold(word)), subject[at + 1 :]))
    before = subject[first + 1 : at]
    if max(len(before), len(after)) > NAME_WORDS_MAX or any(x[:1].islower() for x in after):
        return frozenset()
    named = [*before, *after]
    return frozenset(fold(x) for x in named if x[:1].isupper() and not GENERAL.fullmatch(fold(x)))


def _bare_name(subject: Sequence[str]) -> frozenset[str]:
    """ "Arbor Kids cancelled on 3 May": nothing but a name before the verb."""
    bare = frozenset(map(fold, subject))
    known = any(each.fullmatch(word) for word in bare for each in (GENERAL, YOURS, A_PLAN))
    large = all(word[:1].isupper() for word in subject) and len(subject) in BARE_WORDS
    return bare if large and not known else frozenset()
