"""What metered use costs: one table and one rounding rule.

A charge is rounded up to a whole msat, a credit (such as a bonus) down: the house never gives what
it has not got, and nobody is charged a whole sat for less. Balances are kept in msats, so nothing
here is ever rounded to sats; only a rail that knows whole sats does that, when money leaves.
"""

from dataclasses import dataclass
from typing import Final

from django.conf import settings

from kernel.money import MSATS_PER_SAT, msats_from_sats
from payments.errors import UnitsInvalidError, UnknownPriceError

TOKENS: Final = "ai_tokens"
STORAGE: Final = "storage_bytes"
UNITS_MAX: Final = 1_000_000_000
"""Per request: the worst case that may be held."""


@dataclass(frozen=True, slots=True)
class Price:
    """amount_sats for every `per_units` of `unit`."""

    name: str
    unit: str
    amount_sats: int
    per_units: int

    def cost_msats(self, units: int) -> int:
        """What that many units cost, rounded up. Raises UnitsInvalidError outside 0..UNITS_MAX."""
        if not 0 <= units <= UNITS_MAX:
            raise UnitsInvalidError(
                f"One request uses up to {UNITS_MAX:,} units.", units_max=UNITS_MAX
            )
        return -(-units * self.amount_sats * MSATS_PER_SAT // self.per_units)


def price_table() -> list[Price]:
    return [
        Price(TOKENS, "token", settings.PRICE_SATS_PER_1K_TOKENS, 1_000),
        Price(STORAGE, "byte", settings.PRICE_SATS_PER_MB, 1_000_000),
    ]


def price_of(name: str) -> Price:
    """Raises UnknownPriceError."""
    table = {price.name: price for price in price_table()}
    if name not in table:
        raise UnknownPriceError("Nothing is sold by that name.", prices=sorted(table))
    return table[name]


def bonus_msats(deposit_sats: int) -> int:
    """What the house gives on top of one deposit, rounded down."""
    if deposit_sats < settings.DEPOSIT_BONUS_FROM_SATS:
        return 0
    return int(msats_from_sats(deposit_sats) * settings.DEPOSIT_BONUS_PERCENT // 100)
