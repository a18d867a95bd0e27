"""Meetings: examples beside the rule."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]


def test_a_session_with_all_its_slots(claims: Claims) -> None:
    text = (
        "The 53rd meeting of the OPEC Conference will be held in Vienna on 5 June 2031 by video link. "
        "The agenda includes 12 issues: output quotas, the budget of the Secretariat and relations with consumers."
    )
    (meeting,) = claims("meetings", text, published="2031-05-20")
    assert meeting["kind"] == "session"
    assert meeting["ordinal"] == 53
    assert meeting["date"] == "2031-06-05"
    assert meeting["place"] == "Vienna"
    assert meeting["format"] == "online"
    assert meeting["status"] == "scheduled"
    assert meeting["agenda_count"] == 12


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The SCO summit in Bishkek on 3 May 2031 has been postponed.", "postponed"),
        ("The SCO summit in Bishkek on 3 May 2031 was cancelled.", "cancelled"),
        ("The SCO summit will be held in Bishkek on 3 May 2031.", "scheduled"),
        ("The SCO summit may be held in Bishkek on 3 May 2031.", "tentative"),
        ("The SCO summit was held in Bishkek on 3 May 2030.", "held"),
    ],
)
def test_the_status_is_read(claims: Claims, text: str, status: str) -> None:
    assert [m["status"] for m in claims("meetings", text, published="2031-01-15")] == [status]


def test_talks_between_persons(claims: Claims) -> None:
    text = "Japanese Foreign Minister Kenji Mori met Indian Foreign Minister Ravi Kumar in Delhi on Monday."
    (meeting,) = claims("meetings", text, published="2030-05-22")
    assert meeting["kind"] == "talks"
    assert meeting["participants"] == ["Kenji Mori", "Ravi Kumar"]
    assert meeting["date"] == "2030-05-20"


def test_two_mentions_of_one_occasion_are_one_claim(claims: Claims) -> None:
    text = "The ASEAN summit opens in Jakarta on 4 July 2030. The summit will discuss fisheries."
    assert len(claims("meetings", text, published="2030-07-01")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "She told a press conference that prices would rise.",
        "The council meets twice a year.",
        "The target will be met next year.",
        "",
    ],
)
def test_what_is_no_meeting_gives_none(claims: Claims, text: str) -> None:
    assert claims("meetings", text) == []


def test_a_body_that_the_tagger_marks_is_that_of_the_occasion(claims: Claims) -> None:
    text = "The six states of the Nordic Council have held a series of meetings this year to examine fishing rules."
    (meeting,) = claims("meetings", text, published="2031-06-06")
    assert meeting["body"] == "Nordic Council"


DAYS = [
    ("The fish talks will be held not on Wednesday but on Thursday.", "2026-03-05"),
    ("Norway's minister leaves on Friday to attend the Fish Council's session.", None),
    ("The Fish Council met this weekend in Bergen.", "2026-02-28/2026-03-01"),
    ("The Fish Council will meet this weekend in Bergen.", "2026-03-07/2026-03-08"),
    ("Norway, which would sign, stayed away from the January session of the Fish Council.", "2026-01"),
    ("BERGEN, March 3 - Norway lost its case at a recent meeting of the Fish Council.", None),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_days_that_are_denied_or_later_are_not_the_meetings(claims: Claims, text: str, day: str | None) -> None:
    assert [m.get("date") for m in claims("meetings", text, published="2026-03-03")] == [day]
