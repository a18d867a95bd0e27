"""Day numbers and the calendar."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from communique.model.days import civil, easter, month_length, number, weekday


@given(st.integers(-5_000_000, 5_000_000))
def test_a_day_number_names_one_day(day: int) -> None:
    assert number(*civil(day)) == day


@given(st.dates())
def test_the_numbers_are_those_of_the_standard_library(day: date) -> None:
    assert number(day.year, day.month, day.day) == day.toordinal()
    assert weekday(day.toordinal()) == day.isoweekday()


@given(st.integers(-4000, 4000), st.integers(1, 12))
def test_a_month_ends_where_the_next_begins(year: int, month: int) -> None:
    following = (year + 1, 1) if month == 12 else (year, month + 1)
    assert number(year, month, 1) + month_length(year, month) == number(*following, 1)


def test_easter_falls_on_known_sundays() -> None:
    known = {1987: (4, 19), 1998: (4, 12), 2000: (4, 23), 2008: (3, 23), 2024: (3, 31), 2038: (4, 25)}
    assert {year: civil(easter(year))[1:] for year in known} == known


@given(st.integers(1583, 9999))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    assert weekday(easter(year)) == 7
    assert number(year, 3, 22) <= easter(year) <= number(year, 4, 25)
