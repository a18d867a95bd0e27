"""Dates as runs of days: how far two lie apart, and which says more."""

from functools import cache

from communique.errors import BadDate
from communique.model import edtf

Window = tuple[int, int]


@cache
def window(date: str | None) -> Window | None:
    """The day numbers of the first and last day that a date can mean; `None` for none, or for an unknown year."""
    if not date or date.startswith("XXXX"):
        return None
    try:
        return edtf.parse(date.partition("T")[0]).days
    except BadDate:
        return None


def apart(a: str | None, b: str | None) -> int | None:
    """How many days lie between two dates, 0 where they can be the same day; `None` where one is unknown.

    >>> apart("2025-01", "2025-02-03"), apart("2025-01", "2025-01-14")
    (3, 0)
    """
    x, y = window(a), window(b)
    return None if x is None or y is None else gap(x, y)


def gap(x: Window, y: Window) -> int:
    """How many days lie between two runs of days; 0 where they meet."""
    return max(0, x[0] - y[1], y[0] - x[1])


def length(date: str | None) -> int:
    """How many days a date can mean; the fewer, the more exact."""
    found = window(date)
    return found[1] - found[0] + 1 if found else 10**7


def first_day(date: str | None) -> int:
    """The first day that a date can mean, 0 where it is unknown."""
    found = window(date)
    return found[0] if found else 0
