"""The word that a page wants typed before its last button works: "Type CANCEL to confirm"."""

import re

from browser_agent.rules.case import Case
from browser_agent.rules.lexicon_pages import LEAVING_TALK, TYPE_TO_CONFIRM
from browser_agent.rules.lexicon_sign_in import CODE_TEXT, EMAIL_LABEL, PASSWORD_LABEL
from browser_agent.rules.move import Move
from browser_agent.rules.text import Phrases

_OPEN, _SHUT = "\"\u201c\u201d\u201e\u2018\u00ab'", "\"\u201c\u201d\u2018\u2019\u00bb'"
QUOTED = re.compile(rf"[{_OPEN}]\s?([^{_OPEN}{_SHUT}]{{2,40}}?)\s?[{_SHUT}]")
_CAPITAL = "A-Z\u00c0-\u00de"
CAPITALS = re.compile(rf"\b[{_CAPITAL}][{_CAPITAL} ]{{2,30}}[{_CAPITAL}]\b|\b[{_CAPITAL}]{{3,}}\b")
NAMED = re.compile(
    rf"\b(?:[Ww]ort|[Bb]egriff|[Ww]ord|[Pp]alabra|[Mm]ot)\s*[{_OPEN}]?([{_CAPITAL}]{{3,}})\b"
)
BARE = re.compile(
    r"\s*(?:the |das |el |la |le |il |o |a |het )?(?:following )?(?:words?|phrase|text|wort|"
    r"palabra|frase|mot|parola|palavra|woord)?\s*:?\s*(\S+(?: \S+){0,2}?)\s+"
    r"(?:to|in|into|below|here|para|en|"
    r"pour|dans|ci-dessous|abajo|um|zur|ein|hier|unten|per|nel|qui|om|hieronder|abaixo|no)\b",
    re.IGNORECASE,
)
NO_WORD = Phrases(
    r"(?:your|you|them|it|this|that|these|those|here|"
    r"a|an|tu|su|votre|ton|dein\w*|ihr\w*|il tuo|seu|sua|je|uw|its|reason|code|name)"
    r"(?: .*)?"
)


def word_to_type(case: Case) -> str | None:
    """The word as printed, its case kept; None where no field waits for one."""
    if not (case.screen.fields or case.screen.lined):
        return None
    if case.says(CODE_TEXT) and not case.says(LEAVING_TALK):
        return None  # "Type them here": a code that was sent, and no word
    for sentence in case.screen.sentences:
        match = TYPE_TO_CONFIRM.find(sentence.folded)
        folded = sentence.folded
        if match is None or PASSWORD_LABEL(folded) or CODE_TEXT(folded) or EMAIL_LABEL(folded):
            continue
        word = _named(
            sentence.text[match.start() :],
            sentence.text[match.end() :],
            bare=case.says(LEAVING_TALK),
        )
        word = word or _before(sentence.text[: match.start()])
        if word is not None:
            # A large C is read as a small one: "cANCEL".
            return word.upper() if word[1:].isupper() else word
    return None


def _before(clause: str) -> str | None:
    """ "Das Wort ENDE in Gro\u00dfbuchstaben eingeben": the verb stands last."""
    *_, last = clause.split(". ")
    found = NAMED.search(last)
    return found.group(1) if found is not None else None


def _named(clause: str, rest: str, *, bare: bool) -> str | None:
    """bare: a word without quotation marks may be meant, for the page speaks of leaving."""
    quoted = QUOTED.search(clause)
    if quoted is not None:
        return quoted.group(1).strip(" .,")
    plain = BARE.match(rest) if bare else None
    shouted = clause == clause.upper()
    if plain is not None and (shouted or not CAPITALS.search(rest)):
        word = plain.group(1).strip(" .,:")
        return None if NO_WORD.whole(word.lower()) else word
    capitals = CAPITALS.search(rest)
    return capitals.group().strip(" .,") if capitals is not None and not shouted else None


def type_the_word(case: Case, page: str) -> Move | None:
    """Types it into the last field; None where it stands there, or was typed in vain."""
    word = word_to_type(case)
    fields = case.screen.fields or case.screen.lined
    if word is None or not fields:
        return None
    field = fields[-1]
    typed = case.question.times("type", target=word)
    if typed and field.value.strip().lower() == word.lower():
        return None  # before that it is what an empty field shows
    if typed >= 2:
        return None
    x, y = field.point
    return Move(
        page, "type", word, x, y, text=word, confidence=0.85, why=f"It wants {word!r} typed."
    )
