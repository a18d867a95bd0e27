"""Meetings that begin on a day by one report and end on a later one by another."""

from collections.abc import Callable
from typing import Any

import pytest

from communique.model.reading import Reading
from communique.reconcile import records

Write = Callable[..., Reading]

COUNCIL = ("Grain Council", "grain-council")


@pytest.fixture
def told(write: Write) -> Callable[..., Reading]:
    def tell(published: str, words: str, date: str, status: str = "scheduled") -> Reading:
        given: dict[str, Any] = {"kind": "session", "status": status, "body": COUNCIL[0], "ordinal": 9, "date": date}
        return write(f"{words}.", published, bodies=[COUNCIL], claims=[("meeting", words, given)])

    return tell


def test_it_lasts_from_the_day_on_which_it_begins_to_the_one_on_which_it_ends(told: Callable[..., Reading]) -> None:
    opens = told("2031-03-01", "The 9th session of the Grain Council opens on 7 April", "2031-04-07")
    ended = told("2031-04-11", "The 9th session of the Grain Council ended on Thursday", "2031-04-10", "held")
    (record,) = records("meetings", [opens, ended])
    assert record.values["date"] == "2031-04-07/2031-04-10"
    assert "date" not in record.conflicts


def test_a_day_on_which_it_is_by_another_report_is_all_of_it(told: Callable[..., Reading]) -> None:
    opens = told("2031-03-01", "The 9th session of the Grain Council opens on 8 April", "2031-04-08")
    sits = told("2031-03-20", "The Grain Council sits for the 9th time on 10 April", "2031-04-10")
    ended = told("2031-04-11", "The 9th session of the Grain Council ended on Thursday", "2031-04-10", "held")
    (record,) = records("meetings", [opens, sits, ended])
    assert record.values["date"] == "2031-04-10"
