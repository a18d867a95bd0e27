"""Dates that hang on another occasion's: what is written is read back, and days are counted from either end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model.hanging import Hanging, hanging


@given(st.text(), st.integers(-99, 99).filter(bool), st.sampled_from(["day", "week", "month"]))
def test_what_is_written_is_read_back(words: str, amount: int, unit: str) -> None:
    said = Hanging(anchor="m4", words=" ".join(words.split()), amount=amount, unit=unit)
    assert hanging(str(said)) == said


@pytest.mark.parametrize(
    ("amount", "unit", "date", "day"),
    [
        (5, "week", "2026-07-01/2026-07-02", "2026-08-06"),
        (-1, "day", "2026-03-01/2026-03-02", "2026-02-28"),
        (1, "month", "2027-01-31", "2027-02-28"),
        (-2, "month", "2027-01-31", "2026-11-30"),
        (1, "day", "2026-07", None),
    ],
)
def test_days_are_counted_from_the_last_day_and_backwards_from_the_first(
    amount: int, unit: str, date: str, day: str | None
) -> None:
    assert Hanging(anchor="m1", words="the summit", amount=amount, unit=unit).day(date) == day


def test_what_hangs_on_nothing_says_so() -> None:
    assert hanging("counted from the dateline") is None
    assert hanging(None) is None
