"""How subscription pages speak outside English: a few modules a language, one tuple a meaning.

A name means the same in every module and in the lexicon that asks for it. Patterns are over folded
text, so without accents; a language that has no words for a meaning leaves the name out.
"""

from browser_agent.rules.text import Phrases
from browser_agent.rules.tongues import (
    de,
    de_sign_in,
    de_states,
    es,
    es_sign_in,
    es_states,
    fr,
    fr_sign_in,
    fr_states,
    it,
    nl,
    pt,
)

LANGUAGES = (
    *(es, es_sign_in, es_states),
    *(fr, fr_sign_in, fr_states),
    *(de, de_sign_in, de_states),
    *(pt, it, nl),
)


def spoken(meaning: str, *english: str) -> Phrases:
    """The phrases of one meaning: the English ones given here and those of all other languages."""
    return Phrases(*english, *(each for tongue in LANGUAGES for each in _words(tongue, meaning)))


def _words(tongue: object, meaning: str) -> tuple[str, ...]:
    return tuple(getattr(tongue, meaning, ()))
