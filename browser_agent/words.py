"""How alike two readings of the same words are; OCR may err by a letter."""

from difflib import SequenceMatcher

from browser_agent import lexicon

SAME_WORDS = 0.85


def alike(one: str, other: str) -> float:
    """0 to 1."""
    return SequenceMatcher(None, lexicon.plain(one), lexicon.plain(other)).ratio()


def same_words(one: str, other: str) -> bool:
    return lexicon.plain(one) == lexicon.plain(other) or alike(one, other) >= SAME_WORDS
