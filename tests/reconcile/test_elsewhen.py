"""Sessions to which a later report gives another day, without a word that they moved."""

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest

from communique.model.reading import Reading
from communique.reconcile import records

Write = Callable[..., Reading]

COUNCIL = ("Grain Council", "grain-council")


@pytest.fixture
def told(write: Write) -> Callable[..., Reading]:
    def tell(published: str, date: str, **values: Any) -> Reading:
        given = {"kind": "session", "status": "scheduled", "body": COUNCIL[0], "place": "Riga", "date": date, **values}
        text = f"The Grain Council sits in Riga on {date}, it was said on {published}."
        return write(text, published, bodies=[COUNCIL], claims=[("meeting", text[:-1], given)])

    return tell


def dates(readings: list[Reading]) -> list[str]:
    found = records("meetings", readings)
    assert all(records("meetings", list(order)) == found for order in permutations(readings))
    return sorted(str(record.values["date"]) for record in found)


def test_a_numbered_session_that_is_still_ahead_has_another_day(told: Callable[..., Reading]) -> None:
    assert dates([told("2031-03-01", "2031-04-10", ordinal=9), told("2031-03-20", "2031-04-17")]) == ["2031-04-17"]


def test_what_has_no_number_was_over_or_is_told_of_again_is_another_session(told: Callable[..., Reading]) -> None:
    both = ["2031-04-10", "2031-04-17"]
    assert dates([told("2031-03-01", "2031-04-10"), told("2031-03-20", "2031-04-17")]) == both
    assert dates([told("2031-03-01", "2031-04-10", ordinal=9), told("2031-04-12", "2031-04-17")]) == both
    again = told("2031-03-25", "2031-04-10", ordinal=9)
    assert dates([told("2031-03-01", "2031-04-10", ordinal=9), told("2031-03-20", "2031-04-17"), again]) == both
    assert dates([told("2031-03-01", "2031-04-10", ordinal=9), told("2031-03-20", "2031-05-20")]) == [
        "2031-04-10",
        "2031-05-20",
    ]
