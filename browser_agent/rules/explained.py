"""What a page says of its own buttons: "Choose Continue to turn off renewal, or Cancel to keep it".

Written where "Cancel" would mean the opposite of what it says; the sentence tells which is which.
"""

import re

from browser_agent.rules import other_things
from browser_agent.rules.case import Case
from browser_agent.rules.lexicon_leaving import SKIPS
from browser_agent.rules.screen import Control
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
_TO_ITS_END = re.compile(
    r"[;.,]|(?:and|und|et|y|oder|or|ou|o) (?:you|sie|du|vous|tu|si|if|wenn)(?= )"
)
_NEGATED = re.compile(
    r"(?:n't|\bnot|\bnever|\bnicht|\bkein\w*|\bne|\bpas|\bno|\bsin) (?:\S+ ){0,4}$"
)
_OF_ELSE = re.compile(
    r"\b(?:add-?ons?|extras?|options?|newsletters?|mails?|e-?mails?|notifications?|pause\w*|pausieren|"
    r"zusatz\w*|boletin\w*|for (?:a|one|\d+) (?:week|month)s?)\b"
)
_UNTIL = re.compile(r"\b(?:until|till|through|bis|jusqu'?\w*|hasta)\b")
TITLE_UP, FEW = 90, 4


def told(case: Case, control: Control) -> str:
    """ "leave" or "stay", as a sentence above this button explains it; "" where none does, or where
    two of them differ."""
    folded = control.folded
    if not folded or len(folded) > LETTERS_MAX:
        return ""
    name = re.escape(folded)
    called = re.compile(
        rf"(?:^|[\s,;])(?:{_CALLS}) [{_QUOTES}]? ?{name} ?[{_QUOTES}]?,? ?(?:{_SO_THAT}) (.+)"
    )
    wishes = set()
    for sentence in case.screen.sentences:
        if folded not in sentence.folded or sentence.box.y0 > control.box.y0:
            continue
        found = called.search(sentence.folded)
        if found is not None and not _NEGATED.search(sentence.folded[: found.start() + 1]):
            wishes.add(_wish(_TO_ITS_END.split(found.group(1), maxsplit=1)[0]))
    return wishes.pop() if len(wishes) == 1 else ""


def _wish(purpose: str) -> str:
    """Of something else, or of what would be kept until a day, nothing."""
    wish = wish_of(purpose)
    apart = _OF_ELSE.search(purpose) or (wish == "stay" and _UNTIL.search(purpose))
    return "" if apart else wish


def is_its_rows_deed(case: Case, control: Control) -> bool:
    """ "Skip" under the title "Skip weeks": it declines nothing, it does that; and "Cancel locker"
    ends that."""
    if other_things.ends_one(case, control):
        return True
    word, box = control.folded, control.face or control.box
    above = [x.folded for x in case.screen.controls if 0 < box.y0 - x.box.y0 <= TITLE_UP]
    titles = [x for x in above if len(x.split()) <= FEW and not x.endswith(".")]
    return SKIPS.whole(word) and any(each.startswith(f"{word} ") for each in titles)
