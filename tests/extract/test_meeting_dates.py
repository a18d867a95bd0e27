"""Dates of meetings: which of the dates of a sentence belongs to an occasion."""

from collections.abc import Callable
from typing import Any

import pytest

from communique.extract.extents import since

Claims = Callable[..., list[dict[str, Any]]]
PUBLISHED = "2030-05-22"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The ministry said on Monday that the SCO summit will be held in Bishkek on 3 June 2030.", "2030-06-03"),
        ("The SCO summit, which was planned for 3 June 2030, has been postponed.", "2030-06-03"),
        ("The SCO summit was held in Bishkek on the 3rd of this month.", "2030-05-03"),
        ("The SCO summit in Bishkek is planned for the 3rd.", "2030-06-03"),
        ("The paper is of 3 July. The SCO summit was held in Bishkek on the 3rd of this month.", "2030-05-03"),
        ("The SCO ministers will meet in Bishkek before the year is out.", "2030"),
        ("The SCO has delayed until 9 June the meeting of its ministers that was due on Friday.", "2030-06-09"),
        ("The SCO summit was pushed back by two weeks, from 3 June to 17 June.", "2030-06-17"),
        ("The SCO summit will be held a week later than planned, on 17 June.", "2030-06-17"),
        ("The SCO summit was moved on Monday to 17 June.", "2030-06-17"),
        ("The SCO governors, who were to meet on 3 June, have been told to come on 17 June instead.", "2030-06-17"),
        ("They doubt the fee that the SCO's ministers, meeting in Bishkek on 12 May, had set.", "2030-05-12"),
        ("The SCO council, due in Bishkek on 3 June, has been put back by nine days.", "2030-06-12"),
        ("The SCO summit of 3 June has been brought forward by two days.", "2030-06-01"),
        ("The SCO ministers will meet in Bishkek on Tuesday week.", "2030-06-04"),
        ("Next year the SCO ministers meet in Bishkek, in June.", "2031-06"),
        ("Next year's budget is due. The SCO ministers meet in Bishkek in June.", "2030-06"),
        ("The SCO's ministers, who wound up in Bishkek on Monday, could not agree.", "2030-05-20"),
        ("The SCO summit will open in Bishkek next week, on the 29th.", "2030-05-29"),
        ("The price fell on Monday, a day after the SCO council ended a two-day session.", "2030-05-18/2030-05-19"),
        ("The three-day SCO summit in Bishkek ended on 17 May 2030.", "2030-05-15/2030-05-17"),
        ("A three-day SCO summit will open in Bishkek on 3 June 2030.", "2030-06-03/2030-06-05"),
        ("The SCO summit opened in Bishkek on 14 May 2030 and ended on 17 May 2030.", "2030-05-14/2030-05-17"),
        (
            "He laid before the House today a report of the SCO summit held in Bishkek on 14 and 15 May.",
            "2030-05-14/2030-05-15",
        ),
        ("The SCO summit, planned for 10 May, has been moved to 3 June 2030.", "2030-06-03"),
        ("The SCO summit, which was to convene in Bishkek in May, was put off until 3 June 2030.", "2030-06-03"),
        (
            "The SCO summit in Bishkek agreed on nothing on Monday. The two-day summit dealt with water.",
            "2030-05-19/2030-05-20",
        ),
        ("Ministers of the SCO are today taking up water at two days of talks in Bishkek.", "2030-05-22/2030-05-23"),
        ("A meeting of the SCO council was set for 1900 hours, delegates said.", "2030-05-22"),
        (
            "The neighbours sought a way out on Monday. The 9th session of the SCO council in Bishkek set up a panel.",
            "2030-05-20",
        ),
        ("The SCO council agreed at the end of a three-day meeting in Bishkek on nothing.", "2030-05-20/2030-05-22"),
        ("The SCO summit comes later: it will be held in Bishkek on 3 June 2030.", "2030-06-03"),
        ("Chile and Peru went into a second day of talks in Lima today.", "2030-05-21/2030-05-22"),
        ("The SCO will hold its summit in Bishkek next Thursday and Friday.", "2030-05-30/2030-05-31"),
        ("Kyrgyzstan votes on Sunday, when the SCO holds its summit in Bishkek.", "2030-05-26"),
        ("The SCO summit in Bishkek took place on 14 May 2030 and will be remembered in 2035.", "2030-05-14"),
    ],
)
def test_the_date_that_belongs_to_the_occasion(claims: Claims, text: str, date: str) -> None:
    assert [m["date"] for m in claims("meetings", text, published=PUBLISHED)] == [date]


def test_the_day_of_saying_is_no_date_of_a_meeting(claims: Claims) -> None:
    text = "The ministry said on Monday that the SCO summit in Bishkek will deal with water."
    assert [m["date"] for m in claims("meetings", text, published=PUBLISHED)] == [None]


def test_days_around_the_publication_are_going_on(claims: Claims) -> None:
    text = "The SCO summit in Bishkek is held from 21 to 24 May 2030."
    assert [m["status"] for m in claims("meetings", text, published=PUBLISHED)] == ["ongoing"]


def test_the_day_of_saying_gives_way_to_that_of_the_occasion(claims: Claims) -> None:
    text = "Kyrgyzstan will host the SCO summit in Bishkek, Minister Asanov said on Monday."
    assert [m["date"] for m in claims("meetings", text, published=PUBLISHED)] == [None]


def test_what_did_not_take_place_is_not_what_did(claims: Claims) -> None:
    text = "The SCO summit ended in Bishkek on Monday. The business summit did not take place."
    assert sorted(m["status"] for m in claims("meetings", text, published=PUBLISHED)) == ["cancelled", "held"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("On Thursday, in Busan, the presidents of Chile and Peru hold their first meeting since 2019.", "2030-05-23"),
        ("The OAS council, which began its session on Monday, will hear a report.", "2030-05-20"),
    ],
)
def test_the_verb_of_a_weekday_says_which_it_is(claims: Claims, text: str, date: str) -> None:
    assert [m["date"][:10] for m in claims("meetings", text, published=PUBLISHED)] == [date]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The meeting of SCO ministers, due to take place in Bishkek on Friday, is cancelled.", "2030-05-24"),
        (
            "An SCO envoy talked to reporters after a meeting of the SCO council on 14 May 2030, TASS has learned.",
            "2030-05-14",
        ),
    ],
)
def test_a_date_is_of_the_occasion_beside_it_if_nothing_else_stands_between(
    claims: Claims, text: str, date: str
) -> None:
    assert [m["date"] for m in claims("meetings", text, published=PUBLISHED)] == [date]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            "The SCO council on Tuesday called for calm. At a meeting of the SCO council, Peru asked for more.",
            "2030-05-21",
        ),
        (
            "The SCO council will on Friday call for calm. At a meeting of the SCO council, Peru asked for more.",
            None,
        ),
        ("Chile on Tuesday called for calm. At a meeting of the SCO council, Peru asked for more.", None),
    ],
)
def test_a_meeting_is_on_the_day_on_which_those_who_met_did_what_is_told_with_it(
    claims: Claims, text: str, date: str | None
) -> None:
    assert [m["date"] for m in claims("meetings", text, published=PUBLISHED)][-1] == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            "The SCO council opened its session on Monday and is scheduled to wrap up on Thursday.",
            "2030-05-20/2030-05-23",
        ),
        (
            "The SCO summit opened in Bishkek on 20 May 2030. It will deal with water. Chile is not there. "
            "The summit ends on Friday.",
            "2030-05-20/2030-05-24",
        ),
        (
            "The SCO summit opened in Bishkek on 20 May 2030. The three-day summit deals with water.",
            "2030-05-20/2030-05-22",
        ),
    ],
)
def test_the_days_of_a_meeting_from_what_is_said_of_it_in_several_places(claims: Claims, text: str, date: str) -> None:
    assert [m["date"] for m in claims("meetings", text, published=PUBLISHED)] == [date]


def test_talks_in_connection_with_a_meeting_are_on_its_day(claims: Claims) -> None:
    text = "The SCO ministers meet on 3 June 2030. In connection with the meeting, Peru will have talks with Chile."
    assert {m["date"] for m in claims("meetings", text, published=PUBLISHED)} == {"2030-06-03"}


@pytest.mark.parametrize(
    "text",
    [
        "The talks between Chile and Peru, which must be concluded by October 2030, are progressing.",
        "Chile and Peru held talks in Lima on Theresa May's proposal.",
    ],
)
def test_days_that_are_not_those_of_the_occasion(claims: Claims, text: str) -> None:
    assert {m["date"] for m in claims("meetings", text, published=PUBLISHED)} == {None}


def test_days_of_two_that_are_named_together(claims: Claims) -> None:
    text = "The SCO ministerial meeting and its summit were planned for 3 and 4 June 2030 respectively."
    found = claims("meetings", text, published=PUBLISHED)
    assert [(m["kind"], m["date"]) for m in found] == [("session", "2030-06-03"), ("summit", "2030-06-04")]


def test_what_goes_on_from_a_day_long_ago_has_no_end_yet() -> None:
    assert [since(day, PUBLISHED) for day in ("2030-01", PUBLISHED, "2030-05-20/2030-05-21", "")] == [
        "2030-01/..", None, None, None,
    ]  # fmt: skip


def test_days_of_no_known_year_are_not_counted_on(claims: Claims) -> None:
    (meeting,) = claims("meetings", "The two-day talks between Chile and Peru opened in Lima on 8 May.")
    assert meeting["date"] in (None, "XXXX-05-08")


def test_talking_to_the_press_is_no_occasion(claims: Claims) -> None:
    assert claims("meetings", "The envoy of Chile spoke with a group of reporters in Lima on 8 May 2031.") == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "The SCO ministers meet in Osh on 3 June 2030. Its presidents will meet a month after the ministers.",
            ["2030-06-03", "2030-07"],
        ),
        (
            "The SCO summit opens in Osh on 3 June 2030. A week after that the SCO council holds its 9th session.",
            ["2030-06-03", "2030-06-10"],
        ),
        (
            "Ivo Kral comes to Osh a day ahead of the SCO summit, on 2 June 2030, for talks with Ana Ruiz.",
            ["2030-06-02", "2030-06-03"],
        ),
        (
            "The SCO council, which met before in Osh, will hold its 9th session on 3 June 2030.",
            [None, "2030-06-03"],
        ),
        (
            "Ministers plan a cut in May 2031 when the SCO leaders meet in Osh on 3 June 2030.",
            ["2030-06-03"],
        ),
        ("Prices rose this week in anticipation of the SCO summit in Osh.", [None]),
    ],
)
def test_which_day_is_whose_where_one_is_told_of_beside_another(
    claims: Claims, text: str, dates: list[str | None]
) -> None:
    found = claims("meetings", text, published=PUBLISHED)
    assert sorted((m["date"] for m in found), key=str) == sorted(dates, key=str)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The Danube Commission has its 92nd session in Budapest on 9 and 10 February.", "2032-02-09/2032-02-10"),
        ("Hungary proposed a summit of the Danube Commission in Budapest in February.", "2032-02"),
        ("The Danube Commission had its 92nd session in Budapest in February.", "2031-02"),
    ],
)
def test_a_month_of_what_is_to_come_is_ahead(claims: Claims, text: str, date: str) -> None:
    assert [m["date"] for m in claims("meetings", text, published="2031-05-22")] == [date]


def test_an_earlier_session_has_not_the_day_of_what_came_after_it(claims: Claims) -> None:
    text = "On 3 May 2030 Peru boycotted a meeting of OPEC in Vienna after it had been kept out of an earlier session."
    assert [m["date"] for m in claims("meetings", text, published="2030-05-22") if m["place"] is None] == [None]


def test_a_season_of_trade_is_no_date_of_a_meeting(claims: Claims) -> None:
    text = "EC farm ministers ended a meeting on the 1987/88 farm price package without a result."
    assert [m["date"] for m in claims("meetings", text, published="1987-06-18")] == [None]
