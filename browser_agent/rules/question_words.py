"""How a question is told from what only looks like one, and what its yes would mean."""

import re

from browser_agent.rules.case import Case
from browser_agent.rules.lexicon import CANCEL_THING
from browser_agent.rules.lexicon_pages import ASKS_TO_LEAVE, ASKS_TO_STAY
from browser_agent.rules.wishes import UNDOING, wish_of

# "Sure?" asked without a mark, or with one that recognition lost.
OPENS_QUESTION = re.compile(
    r"\u00bf|(?:(?:do|would|are|will|did) you|(?:quieres|deseas|prefieres|quiere|desea)|"
    r"(?:voulez|souhaitez|preferez|desirez)-(?:vous|tu)|(?:mocht|woll|willst|wurd)\w* ?(?:du|sie)|"
    r"(?:quer|deseja|vuoi|desideri|wil je|wilt u))(?![^\W_])"
)
# "Are you sure you don't want to keep it?"
NOT_TO_STAY = re.compile(
    r"^(?!.*\b(?:cancell?ation|cancell?ing|baja|cancelacion|kundigung|resiliation)\b).*(?:"
    r"sure (?:that )?you (?:don't|do not|no longer) (?:want|wish|need) to (?:keep|stay|continue)|"
    r"segur[oa] (?:de )?que (?:ya )?no quieres? (?:seguir|continuar|mantener|conservar|quedarte)|"
    r"sure? de ne (?:pas|plus) vouloir (?:garder|conserver|continuer|rester)|"
    r"sicher,? dass (?:du|sie) .{0,30}nicht (?:mehr )?(?:\w+ )?(?:behalten|bleiben|fortsetzen))"
)
ASKS_HOW = re.compile(
    r"\W*(?:how|where|wie|wo|como|donde|comment|ou|onde|dove|hoe|waar|what made|why|was hat|warum|"
    r"wieso|por que|que te ha|pourquoi|qu'est-ce qui|perche|waarom) "
)
NOT_TO_LEAVE = re.compile(
    r"sure (?:that )?you (?:don't|do not|no longer) (?:want|wish) to (?:cancel|end|"
    r"continue with (?:your|the) cancell)|"
    r"segur[oa] (?:de )?que (?:ya )?no quieres? (?:cancelar|darte de baja|"
    r"(?:seguir|continuar) con la (?:baja|cancelacion))"
)
# "Cancel Plus on 2 December 2026?": the question is the same without its day.
_DAY = re.compile(
    r" (?:on|at|by|from|am|zum|per|el|al|a partir del?|le|au|des le|il|em|op)? ?(?:the )?"
    r"(?:\d{1,2}\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d)[^?]*\?$"
)


def asked(case: Case) -> str:
    """What "Yes" would mean: "leave", "stay", or "" if the page asks neither."""
    for sentence in case.screen.sentences:
        if ASKS_HOW.match(sentence.folded):
            continue  # for the help pages, or for a reason: the answer is not "Yes"
        if NOT_TO_LEAVE.search(sentence.folded):
            return "stay"
        if NOT_TO_STAY.search(sentence.folded):
            return "" if case.rounds else "leave"
        asks = "?" in sentence.text or OPENS_QUESTION.match(sentence.folded)
        takes_back = asks and UNDOING(sentence.folded) and wish_of(sentence.folded) == "stay"
        if takes_back or (asks and ASKS_TO_STAY(f"{sentence.folded.rstrip(' ?')} ?")):
            return "stay"
        if ASKS_TO_LEAVE(sentence.folded) or ASKS_TO_LEAVE(_DAY.sub(" ?", sentence.folded)):
            return "leave"
    if case.screen.dialog is not None:
        titles = [each for each in case.screen.controls if each.face is None and each.mark is None]
        if titles and CANCEL_THING.whole(titles[0].folded):
            return "leave"
    return ""
