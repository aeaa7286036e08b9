"""How sites write days and amounts. Names in `Words.dates` and `Words.money`."""

from collections.abc import Callable
from datetime import date

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _month(language: str, day: date) -> str:
    return _MONTHS[language].split()[day.month - 1]


DATES: dict[str, Callable[[date], str]] = {
    "us_long": lambda day: f"{_month('en', day)} {day.day}, {day.year}",
    "us_short": lambda day: f"{_month('en', day)[:3]} {day.day}, {day.year}",
    "us_numbers": lambda day: f"{day.month}/{day.day}/{day.year}",
    "gb_long": lambda day: f"{day.day} {_month('en', day)} {day.year}",
    "gb_numbers": lambda day: f"{day:%d/%m/%Y}",
    "gb_weekday": lambda day: (
        f"{_WEEKDAYS_EN[day.weekday()]} {day.day} {_month('en', day)[:3]} {day.year}"
    ),
    "iso": lambda day: day.isoformat(),
    "es_long": lambda day: f"{day.day} de {_month('es', day)} de {day.year}",
    "es_numbers": lambda day: f"{day:%d/%m/%Y}",
    "es_short": lambda day: f"{day.day} {_month('es', day)[:3]} {day.year}",
    "fr_long": lambda day: f"{day.day if day.day > 1 else '1er'} {_month('fr', day)} {day.year}",
    "fr_numbers": lambda day: f"{day:%d/%m/%Y}",
    "de_long": lambda day: f"{day.day}. {_month('de', day)} {day.year}",
    "de_numbers": lambda day: f"{day:%d.%m.%Y}",
}
AMBIGUOUS = frozenset({"us_numbers", "gb_numbers", "es_numbers", "fr_numbers"})
"""Day and month may be taken for each other, so a careful reader may name no date at all."""


def _comma(cents: int) -> str:
    return f"{cents / 100:.2f}".replace(".", ",")


MONEY: dict[str, Callable[[int], str]] = {
    "dollar": lambda cents: f"${cents / 100:.2f}",
    "pound": lambda cents: f"£{cents / 100:.2f}",
    "usd": lambda cents: f"USD {cents / 100:.2f}",
    "euro_before": lambda cents: f"€{cents / 100:.2f}",
    "euro_after": lambda cents: f"{_comma(cents)}\u00a0€",
    "eur": lambda cents: f"{_comma(cents)} EUR",
}
