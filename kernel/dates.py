"""Dates as pages print them, in seven languages of Western Europe. Reads, never computes.

What cannot be a calendar day is left out: "December 2026", "31 February", a card's "12/28".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

PAST_WEIGHT = 3  # without a year, a past day must be this many times nearer than the coming one
CENTURY = 2000

_MONTH_NAMES = (
    "january jan enero ene janvier janv januar jänner jän gennaio janeiro januari",
    "february feb febrero février fevrier févr fevr fév fev februar febbraio fevereiro februari",
    "march mar marzo mars märz marz maerz mär mrz março marco maart mrt",
    "april apr abril abr avril avr aprile",
    "may mayo mai maggio maio mei",
    "june jun junio juin juni giugno giu junho",
    "july jul julio juillet juil juli luglio lug julho",
    "august aug agosto ago août aout augustus",
    "september sept sep septiembre setiembre septembre settembre setembro",
    "october oct octubre octobre oktober okt ottobre ott outubro",
    "november nov noviembre novembre novembro",
    "december dec diciembre dic décembre decembre déc dezember dez dicembre dezembro",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}

_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![^\W\d_])\.?"
_DAY = r"(?<!\d)(?<![\d][.,:/])(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.?º|ª)?(?!\d)"
_YEAR = r"(?P<year>(?:19|20)\d\d(?![\d:])|['\u2019]\d\d(?!\d))"
_WORD_START = r"(?<![^\W_])"
_FORMS = (
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?(?P<mark>[-/.])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?"
    r"(?P<day>\d{1,2})(?!\d)",
    rf"{_WORD_START}{_MONTH}\s*{_DAY}(?:\s*[,.]?\s*(?:de\s+)?{_YEAR})?",
    rf"{_DAY}(?!:)[.,]?\s*(?:(?:de|of|del)\s+)?{_MONTH}(?:\s*,?\s*(?:del?\s+)?{_YEAR})?",
    r"(?<![\d/.-])(?P<first>\d{1,2})\s?(?P<mark>[-/.])\s?(?P<second>\d{1,2})\s?(?P=mark)\s?"
    r"(?P<year>(?:20)?\d\d)(?![\d%])(?![/.-]\d)",
    r"(?<![\d/.-])(?P<first>\d\d)(?P<mark>/)(?P<second>\d\d)(?![\d/%]|[.,]\d)",
    r"(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>\.)\s?(?P<second>\d{1,2})\.(?!\s?\d)",
)
_ANY = re.compile(
    "|".join(re.sub(r"\?P(<|=)(\w+)", rf"?P\1f{n}_\2", form) for n, form in enumerate(_FORMS)),
    re.IGNORECASE,
)
# Recognition trained on Chinese text now and then answers with its wide punctuation.
_WIDE_MARKS = str.maketrans("\uff0c\u3002\uff1a\uff0f\uff0e", ",.:/.")
_BEFORE_CARD = re.compile(
    r"(exp(iry|\.|ires( on)?)?|valid (thru|until|through)|card|visa|mastercard|amex|\d{4})[\s:]*$",
    re.IGNORECASE,
)

# Who counts in pounds writes the day first; dollars and euros are billed in both ways of writing.
_DAY_FIRST_MONEY = re.compile(r"\u00a3 ?\d")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day, the words that name it, and where they start in the text.

    ambiguous: the day and month could be exchanged (or the year is missing from digits alone);
    `date` is then the nearest one to come, and a person should not be told it as a fact.
    """

    date: date
    text: str
    ambiguous: bool
    start: int = 0


def find_dates(text: str, *, today: date) -> tuple[FoundDate, ...]:
    """All days named in the text, in order. `today` completes a missing year and breaks ties."""
    matches = [_Match(match) for match in _ANY.finditer(text.translate(_WIDE_MARKS))]
    proven = {order for match in matches for order in match.orders_proven()}
    day_first = _day_first(proven or ({True} if _DAY_FIRST_MONEY.search(text) else set()))
    return tuple(
        found
        for match in matches
        if (found := match.found(text, today=today, day_first=day_first)) is not None
    )


class _Match:
    """One hit of one form, with the form's own group names."""

    def __init__(self, match: re.Match[str]) -> None:
        self.whole = match
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        self.parts = {name.partition("_")[2]: value for name, value in groups.items()}

    def orders_proven(self) -> Iterator[bool]:
        """True: this date can only be day first; False: only month first; nothing: either."""
        if "first" not in self.parts:
            return
        first, second = int(self.parts["first"]), int(self.parts["second"])
        if self.parts["mark"] == "." or first > 12 >= second:  # noqa: PLR2004 - months
            yield True
        elif second > 12 >= first:  # noqa: PLR2004
            yield False

    def found(self, text: str, *, today: date, day_first: bool | None) -> FoundDate | None:
        start, end = self.whole.span()
        if "first" not in self.parts:
            month = self.parts["month"].casefold()
            number = int(month) if month.isdigit() else MONTHS[month]
            options = self._days(int(self.parts["day"]), number, today)
            ambiguous = False
        else:
            if "year" not in self.parts and self._is_no_date(text[:start]):
                return None
            proven = next(self.orders_proven(), day_first)
            first, second = int(self.parts["first"]), int(self.parts["second"])
            options = [] if proven is False else self._days(first, second, today)
            options += [] if proven is True else self._days(second, first, today)
            unsure_year = "year" not in self.parts and self.parts["mark"] == "/"
            ambiguous = len(set(options)) > 1 or unsure_year
        if not options:
            return None
        day = min(options, key=lambda option: (option < today, abs((option - today).days)))
        return FoundDate(day, text[start:end].strip(), ambiguous, start)

    def _is_no_date(self, before: str) -> bool:
        """24/7 is a habit and "Visa 4242 12/28" an expiry: neither names a day."""
        return bool(_BEFORE_CARD.search(before)) or self.whole.group() == "24/07"

    def _days(self, day: int, month: int, today: date) -> list[date]:
        """The day in the year printed, or in the nearest plausible year if none is printed."""
        year = self.parts.get("year")
        if year is not None:
            digits = int(year.lstrip("'\u2019"))
            return _valid(digits if digits > 99 else CENTURY + digits, month, day)  # noqa: PLR2004
        near = [
            option
            for candidate in range(today.year - 1, today.year + 5)  # a 29 February is within four
            for option in _valid(candidate, month, day)
        ]
        return [min(near, key=lambda option: _distance(option, today))] if near else []


def _day_first(proven: set[bool]) -> bool | None:
    """A page writes all its dates one way: one that can be read only one way decides the others."""
    return proven.pop() if len(proven) == 1 else None


def _distance(option: date, today: date) -> int:
    days = (option - today).days
    return days if days >= 0 else -days * PAST_WEIGHT


def _valid(year: int, month: int, day: int) -> list[date]:
    try:
        return [date(year, month, day)]
    except ValueError:
        return []
