"""Dates that hang on another meeting: counted again when that one moves, in whatever order reports come."""

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest

from communique.model.reading import Reading
from communique.model.record import Record
from communique.reconcile import records

Write = Callable[..., Reading]

COUNCIL, SUMMIT = ("Grain Council", "grain-council"), ("Fish Forum", "fish-forum")
AFTER = "counted from 'the council' (c1): 1 month after"


def council(**values: Any) -> tuple[str, str, dict[str, Any]]:
    return ("meeting", "Grain Council", {"kind": "session", "status": "scheduled", "body": COUNCIL[0], **values})


def forum(**values: Any) -> tuple[str, str, dict[str, Any]]:
    return ("meeting", "Fish Forum", {"kind": "summit", "status": "scheduled", "body": SUMMIT[0], **values})


@pytest.fixture
def reports(write: Write) -> list[Reading]:
    text = "The Grain Council meets in May, the Fish Forum a month later."
    bodies = [COUNCIL, SUMMIT]
    first = [council(ordinal=5, date="2031-05-06"), forum(date="2031-06", basis={"date": AFTER})]
    off = "The Grain Council is put off to 20 May."
    return [
        write(text, "2031-04-10", bodies=bodies, claims=first),
        write(off, "2031-04-25", bodies=[COUNCIL], claims=[council(ordinal=5, date="2031-05-20", status="postponed")]),
    ]


def of(found: list[Record], kind: str) -> Record:
    return next(record for record in found if record.values["kind"] == kind)


def test_a_date_moves_with_the_meeting_that_it_hangs_on(reports: list[Reading]) -> None:
    assert of(records("meetings", reports[:1]), "summit").values["date"] == "2031-06-06"
    found = records("meetings", reports)
    assert of(found, "session").values["date"] == "2031-05-20"
    assert of(found, "summit").values["date"] == "2031-06-20"
    assert all(records("meetings", list(order)) == found for order in permutations(reports))


def test_what_counts_alike_from_one_meeting_is_one(write: Write, reports: list[Reading]) -> None:
    text = "The leaders meet a month after the Grain Council."
    leaders = ("meeting", "The leaders meet", {"kind": "talks", "status": "scheduled", "basis": {"date": AFTER}})
    again = write(text, "2031-05-21", bodies=[COUNCIL], claims=[council(ordinal=5, status="held"), leaders])
    assert len(records("meetings", [*reports, again])) == 2


def test_what_hangs_on_itself_keeps_its_dates(write: Write) -> None:
    text = "The Grain Council meets a day after the Fish Forum, and the Fish Forum a day before the Grain Council."
    loop = [
        council(date="2031-05-06", basis={"date": "counted from 'the forum' (c2): 1 day after"}),
        forum(date="2031-05-06", basis={"date": "counted from 'the council' (c1): 1 day before"}),
    ]
    found = records("meetings", [write(text, "2031-04-10", bodies=[COUNCIL, SUMMIT], claims=loop)])
    assert len(found) == 2
    assert all(record.values["date"] for record in found)


def test_a_report_of_the_day_that_comes_of_a_move_is_of_what_hangs_on_it(write: Write, reports: list[Reading]) -> None:
    held = [forum(date="2031-06-20", status="held", place="Lima")]
    later = write("The Fish Forum met in Lima on 20 June.", "2031-06-22", bodies=[SUMMIT], claims=held)
    every = [*reports, later]
    found = records("meetings", every)
    assert (len(found), of(found, "summit").values["status"]) == (2, "held")
    assert all(records("meetings", list(order)) == found for order in permutations(every))


def test_a_week_is_seven_days_of_what_hangs_on_a_meeting_that_moved(write: Write) -> None:
    panel = ("Salt Panel", "salt-panel")

    def told(published: str, day: str, own: str, counted: str, words: str, **values: Any) -> Reading:
        made = {"kind": "session", "status": "scheduled", "body": panel[0], "date": own}
        basis = {"date": f"counted from 'the council' (c1): {counted} before"}
        text = f"The Grain Council meets. {words}"
        claims = [council(ordinal=5, date=day, **values), ("meeting", words, {**made, "basis": basis})]
        return write(text, published, bodies=[COUNCIL, panel], claims=claims)

    first = told("2031-04-10", "2031-05-20", "2031-05-13", "1 week", "The Salt Panel sits a week before.")
    keeps = "The Salt Panel keeps its seven days over the ministers."
    moved = told("2031-04-25", "2031-05-27", "2031-05-20", "7 days", keeps, status="postponed")
    assert [r.values["date"] for r in records("meetings", [first, moved])] == ["2031-05-27", "2031-05-20"]
