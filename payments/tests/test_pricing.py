"""The price table and its one rounding rule."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pytest_django import Settings

from payments.errors import UnitsInvalidError, UnknownPriceError
from payments.pricing import UNITS_MAX, Price, bonus_msats, price_of, price_table


@pytest.mark.parametrize(
    ("name", "units", "msats"),
    [
        ("ai_tokens", 500, 5_000),
        ("ai_tokens", 1_000, 10_000),
        ("ai_tokens", 1, 10),
        ("ai_tokens", 0, 0),
        ("storage_bytes", 2_500_000, 250_000),
        ("storage_bytes", 1, 1),  # a tenth of a msat, rounded up
        ("storage_bytes", 11, 2),
    ],
)
def test_what_it_costs(name: str, units: int, msats: int) -> None:
    assert price_of(name).cost_msats(units) == msats


@given(
    units=some.integers(0, UNITS_MAX),
    amount_sats=some.integers(1, 10_000),
    per_units=some.integers(1, 10**6),
)
def test_a_charge_is_rounded_up_by_less_than_a_msat(
    units: int, amount_sats: int, per_units: int
) -> None:
    cost = Price("x", "unit", amount_sats, per_units).cost_msats(units)
    exact = Fraction(units * amount_sats * 1_000, per_units)
    assert 0 <= cost - exact < 1


def test_what_is_not_sold_has_no_price() -> None:
    with pytest.raises(UnknownPriceError) as caught:
        price_of("gold")
    assert caught.value.facts["prices"] == ["ai_tokens", "storage_bytes"]
    for units in (-1, UNITS_MAX + 1):
        with pytest.raises(UnitsInvalidError):
            price_of("ai_tokens").cost_msats(units)


def test_prices_come_from_settings(settings: Settings) -> None:
    settings.PRICE_SATS_PER_1K_TOKENS, settings.PRICE_SATS_PER_MB = 7, 3
    assert [price.amount_sats for price in price_table()] == [7, 3]


@pytest.mark.parametrize(
    ("sats", "msats"), [(99_999, 0), (100_000, 10_000_000), (100_001, 10_000_100)]
)
def test_the_bonus_is_ten_per_cent_from_a_hundred_thousand(sats: int, msats: int) -> None:
    assert bonus_msats(sats) == msats


def test_a_bonus_is_rounded_down(settings: Settings) -> None:
    settings.DEPOSIT_BONUS_FROM_SATS, settings.DEPOSIT_BONUS_PERCENT = 1, 33
    assert bonus_msats(1) == 330
    settings.DEPOSIT_BONUS_PERCENT = 0
    assert bonus_msats(1_000_000) == 0
