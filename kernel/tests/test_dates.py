"""Dates as account pages print them; and nothing where no day is named."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.dates import MONTHS, find_dates

TODAY = date(2026, 11, 21)


def days(text: str, today: date = TODAY) -> list[date]:
    return [found.date for found in find_dates(text, today=today)]


@pytest.mark.parametrize(
    "text",
    [
        "Your plan ends on December 14, 2026.",
        "Next payment: Dec 14, 2026",
        "Next billing date Dec. 14th, 2026",
        "renews 14 December 2026",
        "14th of December 2026",
        "December14,2026",
        "14December2026",
        "Access until 2026-12-14",
        "until 2026/12/14.",
        "Monday, December 14th",
        "Dec 14",
        "14 Dec '26",
        "12/14/2026",
        "14/12/2026",
        "14.12.2026",
        "14-12-26",
        "Hasta el 14 de diciembre de 2026",
        "hasta el 14 dic. 2026",
        "jusqu'au 14 décembre 2026",
        "14 déc. 2026",
        "bis zum 14. Dezember 2026",
        "am 14. Dez. 2026",
        "am 14.12. endet",
        "December 14\uff0c2026",
        "Your access ends December 14, 2026, at 11:59 PM",
    ],
)
def test_one_day_in_many_dresses(text: str) -> None:
    found = find_dates(text, today=TODAY)

    assert [each.date for each in found] == [date(2026, 12, 14)]
    assert not found[0].ambiguous
    assert found[0].text in text
    assert text[found[0].start :].startswith(found[0].text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "December 2026",
        "31 February 2027",
        "Watch 24/7",
        "Visa 4242 12/28",
        "Expires 12/28",
        "Version 1.2.3",
        "You may cancel 5 times",
        "$14.99/month",
        "12.99",
        "from 9 to 5",
        "Call 1-800-555-0100",
        "127.0.0.1",
        "00/00/2026",
        "14 days left",
        "Decide 5 things",
        "Marvel 20",
        "75% off 3 months",
    ],
)
def test_no_day_is_invented(text: str) -> None:
    assert days(text) == []


def test_a_missing_year_is_the_nearest_plausible_one() -> None:
    assert days("renews January 5") == [date(2027, 1, 5)]
    assert days("paid November 2") == [date(2026, 11, 2)]
    assert days("renews August 3") == [date(2027, 8, 3)]
    assert days("ends February 29") == [date(2028, 2, 29)]


def test_exchangeable_day_and_month_give_the_nearest_to_come_and_say_so() -> None:
    (found,) = find_dates("Ends 03/12/2026", today=TODAY)

    assert found.date == date(2026, 12, 3)
    assert found.ambiguous


def test_equal_day_and_month_are_not_ambiguous() -> None:
    (found,) = find_dates("Ends 12/12/2026", today=TODAY)

    assert found.date == date(2026, 12, 12)
    assert not found.ambiguous


def test_another_date_of_the_page_decides_the_order() -> None:
    paid, ends = find_dates("Paid 13/11/2026. Ends 03/01/2027.", today=TODAY)

    assert paid.date == date(2026, 11, 13)
    assert (ends.date, ends.ambiguous) == (date(2027, 1, 3), False)


def test_digits_without_a_year_are_flagged() -> None:
    (found,) = find_dates("Ends on 12/14", today=TODAY)

    assert (found.date, found.ambiguous) == (date(2026, 12, 14), True)


@given(
    day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    month=st.sampled_from(sorted(MONTHS)),
    form=st.sampled_from(["{m} {d}, {y}", "{d} {m} {y}", "{d}. {m} {y}", "{d} de {m} de {y}"]),
)
def test_every_written_day_is_read_back(day: date, month: str, form: str) -> None:
    number = MONTHS[month]
    written = form.format(m=month.capitalize(), d=day.day, y=day.year)
    try:
        expected = [date(day.year, number, day.day)]
    except ValueError:
        expected = []

    assert days(f"It ends on {written}.") == expected


@given(st.text(max_size=200))
def test_any_text_is_survived_and_quoted(text: str) -> None:
    for found in find_dates(text, today=TODAY):
        assert found.text in text


@given(st.dates(date(2001, 1, 1), date(2099, 1, 1)), st.dates(date(2001, 1, 1), date(2099, 1, 1)))
def test_iso_days_need_no_today(day: date, today: date) -> None:
    assert days(f"until {day.isoformat()}", today) == [day]


@pytest.mark.parametrize("price", ["\u00a359.99 a year", "only \u00a3 5"])
def test_money_tells_which_way_a_page_writes_its_days(price: str) -> None:
    [found] = find_dates(f"Until 05/01/2027. {price}", today=date(2026, 11, 21))
    assert (found.date, found.ambiguous) == (date(2027, 1, 5), False)
    for other in ("$9.99", "\u20ac9.99 per month"):
        [unsure] = find_dates(f"Until 05/01/2027. {other}", today=date(2026, 11, 21))
        assert unsure.ambiguous


def test_a_date_that_can_be_read_one_way_only_outweighs_the_money() -> None:
    found = find_dates("Since 11/21/2024, until 05/01/2027. \u00a39", today=date(2026, 11, 21))
    assert found[1].date == date(2027, 5, 1)
