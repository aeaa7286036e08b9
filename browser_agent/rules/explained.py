"""What a page says of its own buttons: "Choose Continue to turn off renewal, or Cancel to keep it".

Written where "Cancel" would mean the opposite of what it says; the sentence tells which is which.
"""

import re

from browser_agent.rules.case import Case
from browser_agent.rules.wishes import wish_of

_CALLS = (
    r"choose|press|click(?: on)?|tap(?: on)?|select|hit|use|or(?: on)?|"
    r"wahle(?:n sie)?|(?:klicke?|tippe?)(?:n sie)?(?: auf)?|drucke?(?:n sie)?|oder(?: auf)?|"
    r"choisissez|cliquez(?: sur)?|appuyez(?: sur)?|selectionnez|ou(?: sur)?|"
    r"pulsa|pulse|elige|elija|selecciona|toca|haz clic en|haga clic en|o(?: en)?"
)
_SO_THAT = r"to|,? ?um|pour|para"
LETTERS_MAX = 30
_QUOTES = "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb"


def told(case: Case, folded: str) -> str:
    """ "leave" or "stay", as a sentence above the buttons explains this label; "" where none does,
    or where two of them differ."""
    if not folded or len(folded) > LETTERS_MAX:
        return ""
    name = re.escape(folded)
    called = re.compile(
        rf"(?:^|[\s,;])(?:{_CALLS}) [{_QUOTES}]? ?{name} ?[{_QUOTES}]?,? ?(?:{_SO_THAT}) (.+)"
    )
    others = [each.folded for each in case.labels if each.face and each.folded != folded]
    wishes = set()
    for sentence in case.screen.sentences:
        found = called.search(sentence.folded)
        if found is not None:
            wishes.add(wish_of(_before_the_next(found.group(1), others)))
    return wishes.pop() if len(wishes) == 1 else ""


def _before_the_next(said: str, others: list[str]) -> str:
    """Up to where the sentence speaks of another button."""
    names = "|".join(re.escape(each) for each in others if each)
    if not names:
        return said
    part = re.split(rf"[,;.]? (?:{_CALLS}) [{_QUOTES}]? ?(?:{names})\b", said, maxsplit=1)
    return part[0]
