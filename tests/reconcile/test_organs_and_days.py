"""Meetings of organs that are not known beforehand, all the days of one, and words that tell of a new day."""

from collections.abc import Callable
from typing import Any

import pytest

from communique.model.reading import Reading
from communique.reconcile import records

Write = Callable[..., Reading]


def _told(write: Write, text: str, published: str, body: str, known: str | None = None, **values: Any) -> Reading:
    given = {"kind": "session", "status": "held", "body": body, **values}
    return write(text, published, bodies=[(body, known) if known else body], claims=[("meeting", text, given)])


@pytest.mark.parametrize(
    ("organ", "meetings"),
    [("Assembly of Judges of the African Union", 1), ("Board of Wool Buyers of ASEAN", 2), ("Assembly of Judges", 2)],
)
def test_an_organ_is_of_the_body_in_its_name(write: Write, organ: str, meetings: int) -> None:
    readings = [
        _told(write, f"The {organ} met on 6 May.", "2031-05-07", organ, date="2031-05-06"),
        _told(
            write, "The African Union held a session on 6 May.", "2031-05-08", "African Union", "african-union",
            date="2031-05-06",
        ),
    ]  # fmt: skip
    assert len(records("meetings", readings)) == meetings


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        ("2031-05-06/2031-05-15", "2031-05-06/2031-05-15"),
        ("2031-05-05/2031-05-11", "2031-05-08"),
        ("2031-05-01/2031-05-10", "2031-05-08"),
        ("2031-05-06/2031-05-25", "2031-05-08"),
    ],
)
def test_all_the_days_of_a_meeting_are_shown_before_one_of_them(write: Write, days: str, shown: str) -> None:
    texts = ("The Wool Board met in Izmir.", "The Wool Board met in Izmir then.")
    readings = [
        _told(write, text, "2031-06-20", "Wool Board", date=date, place="Izmir")
        for text, date in zip(texts, (days, "2031-05-08"), strict=True)
    ]
    (meeting,) = records("meetings", readings)
    assert meeting.values["date"] == shown


@pytest.mark.parametrize(
    ("said", "meetings"), [("is now to open", 1), ("will now gather", 1), ("will now sit", 1), ("will gather", 2)]
)
def test_what_is_now_on_another_day_was_moved(write: Write, said: str, meetings: int) -> None:
    first = "The Wool Board session is on 6 May."
    readings = [
        _told(write, first, "2031-04-10", "Wool Board", date="2031-05-06", place="Izmir", status="scheduled"),
        _told(
            write, f"The Wool Board {said} on 13 May.", "2031-04-20", "Wool Board", date="2031-05-13", place="Izmir",
            status="scheduled",
        ),
    ]  # fmt: skip
    assert len(records("meetings", readings)) == meetings
