"""Occasions set beside others, and the days and places that words point at."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]
PUBLISHED = "2030-05-22"  # a Wednesday
SUMMIT = "The SCO summit will be held in Bishkek on 3 and 4 June 2030. "


@pytest.mark.parametrize(
    ("text", "date", "place"),
    [
        ("The SCO foreign ministers will meet in the same city on 1 June 2030.", "2030-06-01", "Bishkek"),
        ("The SCO foreign ministers will meet there on 1 June 2030.", "2030-06-01", "Bishkek"),
        (
            "The ADB governors sit in Riga on 1 June 2030. The ASEAN leaders will meet in Manila on the second day.",
            "2030-06-04",
            "Manila",
        ),
        ("The ASEAN leaders will meet in Manila on the second day.", "2030-06-04", "Manila"),
    ],
)
def test_what_words_point_at_in_the_occasion_before(claims: Claims, text: str, date: str, place: str) -> None:
    found = claims("meetings", SUMMIT + text, published=PUBLISHED)[-1]
    assert (found["date"], found["place"]) == (date, place)


def test_talks_on_the_margins_of_a_summit_are_an_occasion_apart(claims: Claims) -> None:
    text = (
        "Anna Berg of Norway and Olaf Holm of Sweden held talks on the margins of the SCO summit in Bishkek on Monday."
    )
    assert len(claims("meetings", text, published=PUBLISHED)) == 2


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The SCO foreign ministers meet in Bishkek on Friday.", "2030-05-24"),
        ("Friday's meeting of the SCO foreign ministers in Bishkek has been put off.", "2030-05-24"),
        ("The SCO foreign ministers met in Bishkek on Friday.", "2030-05-17"),
    ],
)
def test_weekdays_lean_to_where_the_occasion_lies(claims: Claims, text: str, date: str) -> None:
    assert [m["date"] for m in claims("meetings", text, published=PUBLISHED)] == [date]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The Council of Foreign Ministers of the SCO is scheduled for 3 June 2030 in Bishkek.", "2030-06-03"),
        ("The General Assembly of the United Nations opens on 17 September 2030.", "2030-09-17"),
    ],
)
def test_an_organ_that_opens_or_is_due_stands_for_its_session(claims: Claims, text: str, date: str) -> None:
    assert [(m["kind"], m["date"]) for m in claims("meetings", text, published=PUBLISHED)] == [("session", date)]


def test_an_organ_that_opens_something_else_is_no_session(claims: Claims) -> None:
    text = "The Council of Foreign Ministers of the SCO opened an office in Bishkek on 3 May 2030."
    assert claims("meetings", text, published=PUBLISHED) == []


def test_consultations_with_one_and_with_another_are_two(claims: Claims) -> None:
    text = "Anna Berg, Norway's foreign minister, held consultations with Japan and with China on Tuesday."
    assert len(claims("meetings", text, published=PUBLISHED)) == 2


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The ECO foreign ministers will meet in the same town the day before the presidents.", "2031-07-02"),
        ("The ECO foreign ministers will meet there one day ahead of the others.", "2031-07-02"),
        ("The ECO Council of Ministers will meet in Ganja on the eve of it.", "2031-07-02"),
        ("The ECO Council of Ministers will meet in Ganja two weeks after Baku.", "2031-07-17"),
    ],
)
def test_a_day_is_counted_from_what_stands_for_another_occasion(claims: Claims, text: str, date: str) -> None:
    found = claims("meetings", f"The ECO summit opens in Baku on 3 July 2031. {text}", published="2031-05-22")
    assert [m["date"] for m in found] == ["2031-07-03", date]
