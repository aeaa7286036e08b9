"""An amount that a sentence speaks of and does not explain: then this press may cost it.

Turned round: not what is surely taken stops the last press, but whatever is not surely something
else: a price by the period, what was paid, comes back, is spared, or is that of another day.
"""

import re

from browser_agent.rules import fee_excuses as x
from browser_agent.rules import fee_prices as prices
from browser_agent.rules.amounts import AMOUNT, amount
from browser_agent.rules.fee_words import STAYS
from browser_agent.rules.lexicon_leaving import AT_ONCE

_MONTH_DOT = re.compile(
    r"(?<![a-z])(jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|okt|dez|fev|avr|juil|ene|abr|ago|"
    r"dic|approx|ca)\."
)
_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(?=\d{2}(?:\d\d)?(?!\d))")
_DAY_DOT = re.compile(r"(?<=\d)\.(?= )")
_YEAR = re.compile(r", (?=20\d\d)")
_MARKS = re.compile(r" ?[:;()\u00b7|] ?| - ")
_CLAUSES = ",.;!?"
_CLAUSE_END = re.compile(r"[,.;!?]")
# Taxes that are within it make it no smaller.
_TAX = re.compile(
    r"\(?,? ?(?:(?:incl(?:uding|usive of|udes|\.)?|inkl(?:usive|\.)?|zzgl\.?|excl\.?|plus|"
    r"incluido|y compris) "
    r"(?:the |all |der |de |la )?(?:\d+ ?% )?(?:tax(?:es)?|vat|gst|mwst\.?|ust\.?|iva|tva|"
    r"mehrwertsteuer)|"
    r"(?:\d+ ?% )?(?:taxe?s?|vat|gst|mwst\.?|iva|tva|impuestos) (?:included|enthalten|inbegriffen|"
    r"inclu\w+)|"
    r"ttc)(?![a-z])\)?"
)


def marked(folded: str) -> str:
    """Amounts as "#", but for those of nothing; marks as commas; no taxes."""
    bare = AMOUNT.sub(lambda each: " # " if amount(each) > 0 else " ", folded)
    bare = _DATE.sub(r"\1/\2/", _TAX.sub(" ", bare))
    bare = _MARKS.sub(" , ", _YEAR.sub(" ", _DAY_DOT.sub("", _MONTH_DOT.sub(r"\1", bare))))
    return re.sub(r"(?: ?,)+ ?", ", ", " ".join(bare.split())).replace("# .", "#.").strip(" ,")


def is_unexplained(folded: str) -> bool:
    """ "Your final bill will include $49.00"; not "Your next bill of $9.99"."""
    text = marked(folded)
    if "#" not in text:
        return False
    if x.FIRST.search(text) or prices.UNPAID.search(text):
        return True
    would = x.WOULD.search(text) and not prices.OWED_THEN.search(text)
    if would and not x.ENDS.search(text) and not AT_ONCE(folded):
        return False
    text = x.BY_PERIOD.sub(" ", text)
    waits = STAYS.search(folded) is not None  # "To avoid being charged $49.00, wait until March"
    for each, against in x.EXCUSES if waits else (*x.EXCUSES, (x.AVOIDED, None)):
        text = _without(each, against, text)
    if prices.PRICED.search(text):
        return True
    return "#" in text and x.TAKES.search(x.LABELS.sub(" ", text)) is not None


def spares_who_stays(folded: str) -> bool:
    """ "You won't be charged $49.00 if you stay": whoever leaves is."""
    text = marked(folded)
    if "#" not in text or prices.STAYS_ON.search(text) is None:
        return False
    return x.SPARED.search(text) is not None or x.AVOIDED.search(text) is not None


def _without(excuse: re.Pattern[str], against: re.Pattern[str] | None, text: str) -> str:
    """ "Your plan costs $49.00" explains it; "Your plan costs $49.00 to cancel" does not."""

    def unless_it_is_taken(found: re.Match[str]) -> str:
        start = max(text.rfind(mark, 0, found.start()) for mark in _CLAUSES) + 1
        end = _CLAUSE_END.search(text, found.end())
        clause = text[start : end.start() if end else None]
        return found.group() if against and against.search(clause) else " ; "

    return excuse.sub(unless_it_is_taken, text)


def is_an_offers(folded: str) -> bool:
    """ "$4.99 today, then $9.99": of no matter where that is declined."""
    return x.STEPS.search(marked(folded)) is not None
