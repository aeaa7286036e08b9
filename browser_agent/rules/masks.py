"""What stands in a field in place of a secret: its name in brackets, as the reader sees it."""

import re
from difflib import SequenceMatcher

NAMED = re.compile(r"[\[({|]\W?([a-z]+)|(?<![a-z-])([a-z]+)\W?[\])}|]")
ALIKE = 0.8  # a thin letter is lost in small print: "[emal]"


def is_masked(value: str, name: str) -> bool:
    """Whether a field shows that this secret was typed into it."""
    found = NAMED.finditer(value.lower())
    words = [word for each in found for word in each.groups() if word]
    return any(SequenceMatcher(None, word, name).ratio() >= ALIKE for word in words)
