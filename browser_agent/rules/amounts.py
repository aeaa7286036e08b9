"""Amounts of money in a line."""

import re
from decimal import Decimal

from browser_agent.rules.case import Case

AMOUNT = re.compile(
    r"(?:US\$|[$\u20ac\u00a3]|usd|eur|gbp) ?(\d{1,4}(?:[.,]\d{3})*(?:[.,]\d{2})?)(?!\d)"
    r"|(?<![\d.,])(\d{1,4}(?:[.,]\d{2})?) ?(?:\u20ac|\$|\u00a3|usd|eur|gbp|sats?)(?![a-z\d])",
    re.IGNORECASE,
)
CENTS = re.compile(r"(?<![\d.,])\d+[.,]\d{2}(?![\d.,])")


def amount_of(text: str) -> Decimal | None:
    match = AMOUNT.search(text) or re.search(r"(\d+(?:[.,]\d{2})?)()", text)
    return amount(match) if match is not None else None


def due_in(text: str) -> Decimal | None:
    """Money, or at least cents: "charged to Visa, last four 7766" names no price."""
    return amount_of(text) if AMOUNT.search(text) or CENTS.search(text) else None


def amount(match: re.Match[str]) -> Decimal:
    """7.99, 7,99 and 1.234,50 alike: the last mark before two final digits is the decimal one."""
    digits = match.group(1) or match.group(2)
    whole, _, cents = re.sub(r"[.,](\d{2})$", r"|\1", digits).partition("|")
    return Decimal(re.sub(r"\D", "", whole) + "." + (cents or "0"))


def amounts(case: Case, *, but: tuple[str, ...] = ()) -> list[Decimal]:
    """Of all sentences; but: those of choices that were not taken."""
    found = [
        amount(match)
        for each in case.screen.sentences
        for match in AMOUNT.finditer(each.text)
        if not each.text.endswith(but)  # a circle may be read as a letter before it
    ]
    return [amount for amount in found if amount is not None]
