"""An amount in a sentence about money that nothing in it explains: then this press may cost it.

For the last rail. Turned round: it need not be surely taken to stop the last press; it goes on
where the amount is surely that of a period, paid, given back, spared or somebody else's.
"""

import re

from browser_agent import charge_excuses as excuses
from browser_agent import charge_prices as prices
from browser_agent import charge_takes as takes
from browser_agent.charge_words import AT_ONCE, CANCELS, WAITS
from browser_agent.money import CENT, amounts
from browser_agent.strokes import Wording, plain

_MONEY = re.compile(
    r"(?:US\$|[$\u20ac\u00a3]|(?:USD|EUR|GBP|CHF)\b) ?\d[\d.,]*(?<=\d)(?: ?[\u20ac$\u00a3])?|"
    r"(?<![\d.,])\d[\d.,]*(?<=\d) ?(?:[$\u20ac\u00a3]|(?:USD|EUR|GBP|CHF)\b)"
)
_STANDS_IN = "qqq"  # letters, which `plain` leaves alone
_TAXED = re.compile(
    r"\(?(?:\b(?:incl(?:uding|usive of|udes|\.)?|inkl(?:usive|\.)?|zzgl\.?|excl\.?|plus|y compris) "
    r"(?:\d+ ?% )?(?:tax(?:es)?|vat|gst|mwst\.?|ust\.?|iva|tva|mehrwertsteuer)(?![a-z])|"
    r"\b(?:\d+ ?% )?(?:taxe?s?|vat|gst|mwst\.?|iva|tva|impuestos) (?:included|enthalten|"
    r"inbegriffen|"
    r"inclu\w+)|\bttc\b)\)?",
    re.IGNORECASE,
)
_DATE = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(?=\d{2})")
_NO_STOP = re.compile(
    r"(?<=\d)\.(?= )|\b(?<=jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec|okt|dez|ene|abr|ago|dic|"
    r"fev)\.",
    re.IGNORECASE,
)
_MARKS = re.compile(r" ?[:;()\u00b7|\u2013\u2014] ?| - ")


def marked(words: str) -> str:
    """`plain` text with "#" for amounts of more than nothing, and commas for marks."""
    text = _MONEY.sub(lambda each: f" {_STANDS_IN} " if _is_paid(each.group()) else " ", words)
    text = _NO_STOP.sub("", _DATE.sub(r"\1-\2-", _TAXED.sub(" ", text)))
    text = re.sub(r", (?=20\d\d)", " ", text.replace("/", " per "))
    said = plain(_MARKS.sub(" , ", text)).replace(_STANDS_IN, "#")
    return re.sub(r"(?: ?,)+ ?", ", ", said).replace("# .", "#.").strip(" ,")


def _is_paid(words: str) -> bool:
    return any(each >= CENT for each in amounts(words.upper()))


def is_unexplained(words: str) -> bool:
    """ "Your final bill will include $49.00"; not "Your next bill of $9.99"."""
    text = marked(words)
    if "#" not in text:
        return False
    if takes.FIRST.search(text) or prices.UNPAID.search(text):
        return True
    would = takes.WOULD.search(text) and not prices.OWED_THEN.search(text)
    if would and not CANCELS.search(text) and not AT_ONCE.search(text):
        return False
    left = excuses.BY_TIME.sub(" ", text)
    waits = WAITS.search(text) is not None  # "To avoid being charged $49.00, wait until March"
    for each, unless in excuses.EXCUSES if waits else (*excuses.EXCUSES, (excuses.AVOIDED, None)):
        left = _take_away(each, unless, left)
    if prices.PRICED.search(left):
        return True
    return "#" in left and takes.TAKES.search(takes.LABELS.sub(" ", left)) is not None


def spares_who_stays(words: str) -> bool:
    """ "You won't be charged $49.00 if you stay": whoever leaves is."""
    text = marked(words)
    if "#" not in text or not prices.IF_STAYING.search(text):
        return False
    return any(each.search(text) for each in (excuses.NOT_TAKEN, excuses.AVOIDED))


def _take_away(excuse: Wording, unless: Wording | None, left: str) -> str:
    """Every excuse whose own clause does not say that it is taken now, or by this end."""
    parts: list[str] = []
    done = 0
    for each in excuse.finditer(left):
        before = re.split(r"[,.;!?]", left[: each.start()])[-1]
        behind = re.split(r"[,.;!?]", left[each.end() :], maxsplit=1)[0]
        if unless is None or not unless.search(f"{before}{each.group()}{behind}"):
            parts += [left[done : each.start()], " ; "]
            done = each.end()
    return "".join([*parts, left[done:]])


def is_an_offers(words: str) -> bool:
    """ "$4.99 today, then $9.99": of no matter where that is declined."""
    return excuses.STEPS.search(marked(words)) is not None
