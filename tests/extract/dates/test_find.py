"""What is found in a text, and what it means: one line an example."""

import pytest

from communique.errors import BadDate, UnknownLanguage
from communique.extract.dates import bounds, find, resolve
from communique.extract.dates.timex import tagged, timexes

THURSDAY = "2024-12-05"

# The words, and what they mean on Thursday 5 December 2024.
MEANT = [
    ("on 7 December 2024", "2024-12-07"),
    ("on December 7, 2024", "2024-12-07"),
    ("on Saturday, December 7th, 2024", "2024-12-07"),
    ("on the 7th of December 2024", "2024-12-07"),
    ("on 7-Dec-2024", "2024-12-07"),
    ("on 2024-12-07", "2024-12-07"),
    ("at 2024-12-07T10:30:00Z", "2024-12-07T10:30:00Z"),
    ("on 27/12/2024", "2024-12-27"),
    ("on 03/04/2024", "[2024-03-04,2024-04-03]"),
    ("on 03.04.2024", "2024-04-03"),
    ("in December 2024", "2024-12"),
    ("in 1999", "1999"),
    ("in the year 2000", "2000"),
    ("in nineteen ninety-six", "1996"),
    ("in the 1990s", "199X"),
    ("in the '80s", "198X"),
    ("in the 1800s", "18XX"),
    ("in the 19th century", "18XX"),
    ("in the second half of the 19th century", "1850/1899"),
    ("in 490 BC", "-0489"),
    ("in AD 79", "0079"),
    ("in the third quarter of 2024", "2024-35"),
    ("in Q3 2024", "2024-35"),
    ("in the first half of 2025", "2025-01/2025-06"),
    ("in the second half of July 2024", "2024-07-16/2024-07-31"),
    ("in spring 2026", "2026-21"),
    ("in fiscal 2024", "2024~"),
    ("about 1850", "1850~"),
    ("in mid-1996", "1996"),
    ("in early May 2024", "2024-05"),
    ("by the end of 2025", "2025"),
    ("in the last quarter of the year", "2024-36"),
    ("in the first week of May 2024", "2024-05-01/2024-05-07"),
    ("on the second Friday of this month", "2024-12-13"),
    ("the week of 9 December", "2024-12-09/2024-12-15"),
    ("in week 31 of 2018", "2018-07-30/2018-08-05"),
    ("from 2 to 6 February 2025", "2025-02-02/2025-02-06"),
    ("on 14–16 May 2025", "2025-05-14/2025-05-16"),
    ("on May 14-16, 2025", "2025-05-14/2025-05-16"),
    ("on 5 and 6 May 2025", "2025-05-05/2025-05-06"),
    ("on 5 and 12 May 2025", "{2025-05-05,2025-05-12}"),
    ("between 5 and 12 May 2025", "2025-05-05/2025-05-12"),
    ("on New Year’s Day 2025", "2025-01-01"),
    ("from Tuesday to Thursday they will talk", "2024-12-10/2024-12-12"),
    ("from September 1939 to May 1945", "1939-09/1945-05"),
    ("between 2015 and 2018", "2015/2018"),
    ("in 2019-20", "2019/2020"),
    ("from 20 December 2024 to 5 January 2025", "2024-12-20/2025-01-05"),
    ("They met today", "2024-12-05"),
    ("They met yesterday", "2024-12-04"),
    ("They will meet tomorrow", "2024-12-06"),
    ("the day after tomorrow", "2024-12-07"),
    ("next week", "2024-12-09/2024-12-15"),
    ("last week", "2024-11-25/2024-12-01"),
    ("this month", "2024-12"),
    ("last year", "2023"),
    ("the week after next", "2024-12-16/2024-12-22"),
    ("the year before last", "2022"),
    ("They met on Tuesday", "2024-12-03"),
    ("They will meet on Tuesday", "2024-12-10"),
    ("A meeting is to be held on Tuesday", "2024-12-10"),
    ("A meeting is planned for Tuesday", "2024-12-10"),
    ("On Tuesday they signed it", "2024-12-03"),
    ("They met last Tuesday", "2024-12-03"),
    ("They will meet next Tuesday", "2024-12-10"),
    ("Thursday next week", "2024-12-12"),
    ("the Monday after next", "2024-12-16"),
    ("They met in March", "2024-03"),
    ("They will meet in March", "2025-03"),
    ("They will be received on 19 January", "2025-01-19"),
    ("They met on 19 November", "2024-11-19"),
    ("in July last year", "2023-07"),
    ("last summer", "2024-22"),
    ("two days ago", "2024-12-03"),
    ("two weeks ago", "2024-11-21"),
    ("three months ago", "2024-09"),
    ("five years ago", "2019"),
    ("ten years ago next month", "2015-01"),
    ("They will meet in two days", "2024-12-07"),
    ("a fortnight before 20 May 2024", "2024-05-06"),
    ("It had to be postponed in March", "2024-03"),
    ("The vote was put off until March", "2025-03"),
    ("They adjourned the hearing until Monday", "2024-12-09"),
    ("She kept the office until March", "2024-03"),
    ("two days before Christmas", "2024-12-23"),
    ("on Christmas Eve", "2024-12-24"),
    ("on Easter Monday 2024", "2024-04-01"),
    ("on Thanksgiving Day 2024", "2024-11-28"),
    ("last Easter", "2024-03-31"),
    ("on New Year's Day", "2025-01-01"),
    ("at 5 p.m. EST on Friday they will meet", "2024-12-06T17:00:00-05:00"),
    ("They will meet on Friday at 14:30 GMT", "2024-12-06T14:30:00Z"),
    ("They left at noon on Tuesday", "2024-12-03T12:00:00"),
    ("They will meet on Friday morning", "2024-12-06"),
]


@pytest.mark.parametrize(("text", "edtf"), MEANT)
def test_what_words_mean(text: str, edtf: str) -> None:
    assert [e.edtf for e in find(text, published=THURSDAY)] == [edtf]


@pytest.mark.parametrize(
    "text",
    [
        *("They may meet.", "The troops march on.", "Agenda 2030", "Regulation 2024/1689", "It cost $1998."),
        *("2,000 men and 1990 troops", "The score was 3-2.", "He sat in the sun.", "a second time", "We met."),
        *("It is 2024 tonnes.", "Theresa May spoke.", "Second, they agreed.", "Directive 2014/24/EU"),
        *("version 2.10.3", "0 1 2", "the fall of the regime"),
    ],
)  # fmt: skip
def test_what_is_no_time(text: str) -> None:
    assert find(text, published=THURSDAY) == ()


@pytest.mark.parametrize(
    ("text", "kind", "timex"),
    [
        ("for two weeks", "duration", "P2W"),
        ("a three-day session", "duration", "P3D"),
        ("the past two months", "duration", "P2M"),
        ("several years", "duration", "PXY"),
        ("half an hour", "duration", "PT30M"),
        ("two and a half years", "duration", "P2Y6M"),
        ("every day", "frequency", "P1D"),
        ("every two years", "frequency", "P2Y"),
        ("twice a year", "frequency", "P1Y"),
        ("on Mondays", "frequency", "XXXX-WXX-1"),
        ("daily", "frequency", "P1D"),
    ],
)
def test_lengths_and_frequencies_are_never_dates(text: str, kind: str, timex: str) -> None:
    (found,) = find(text, published=THURSDAY)
    assert (found.kind, found.edtf, found.timex) == (kind, None, timex)
    assert found.why


def test_offsets_are_those_of_the_words() -> None:
    text = "“Élan”: they met on 5 May 2024, and two days later."
    for found in find(text):
        assert text[found.start : found.end] == found.text


def test_without_an_anchor_the_result_is_empty_and_says_why() -> None:
    (found,) = find("They met last week.")
    assert (found.edtf, found.why) == (None, "nothing in the text says from when to count")
    (found,) = find("They met on 19 December.")
    assert (found.edtf, found.why) == ("XXXX-12-19", "the year is not said")


def test_no_day_is_counted_from_a_publication_date_that_is_none() -> None:
    assert [e.edtf for e in find("They met yesterday.", published="2024-12")] == [None]
    assert [e.edtf for e in find("They met yesterday.", published="2024-12-05T10:30:00Z")] == ["2024-12-04"]


def test_a_dateline_comes_before_the_publication_date() -> None:
    text = "LONDON, March 2 - Ministers said today that they will meet on Friday."
    assert [e.edtf for e in find(text, published="1987-03-04")] == ["1987-03-02", "1987-03-02", "1987-03-06"]
    assert [e.anchor.kind for e in find(text, published="1987-03-04")] == ["dateline"] * 3


@pytest.mark.parametrize(
    "line",
    [
        "Arequipa, May 18.-",
        "QUITO, 18 May 2030.",
        "Caracas, May 18 (Prensa Sur)",
        "LIMA. May 18.",
        "Dushanbe, May 18, Tass --",
    ],
)
def test_datelines_of_agencies(line: str) -> None:
    found = find(f"{line} The ministers met yesterday.", published="2030-05-20")
    assert [(e.edtf, e.anchor.kind) for e in found if e.text == "yesterday"] == [("2030-05-17", "dateline")]


def test_a_sentence_that_begins_with_a_place_is_no_dateline() -> None:
    found = find("Lima meets Quito on May 18. The ministers met yesterday.", published="2030-05-20")
    assert [e.edtf for e in found if e.text == "yesterday"] == ["2030-05-19"]


def test_today_with_its_date_anchors_what_follows() -> None:
    assert [e.edtf for e in find("Today, 11 October 2023, they met. They go on tomorrow.")][-1] == "2023-10-12"


def test_dates_are_counted_from_dates_in_the_text() -> None:
    text = (
        "They met on 5 May 2024. Two days later they signed it; the following Monday it was published, "
        "and that year it took effect."
    )
    assert [e.edtf for e in find(text)] == ["2024-05-05", "2024-05-07", "2024-05-13", "2024"]


def test_a_year_earlier_is_counted_from_the_quarter_spoken_of() -> None:
    text = "Profit rose in the third quarter from $2 million a year earlier; in the quarter sales fell."
    assert [e.edtf for e in find(text, published="1989-10-26")] == ["1989-35", "1988-35", "1989-35"]


def test_a_story_of_long_ago_is_counted_from_its_own_dates() -> None:
    text = (
        "On September 1, 1939 the war began. On September 17 the second army came. It ended in 1945. "
        "In 1946, 1947 and 1948 there were trials, and in 1949 it was over. In May a republic was founded."
    )
    edtfs = [e.edtf for e in find(text, published="2009-12-19")]
    assert edtfs[1] == "1939-09-17"
    assert edtfs[-1] == "1949-05"


def test_an_anniversary_needs_no_publication_date() -> None:
    text = (
        "It will take place one day before the 25th anniversary of the signing of the Agreement, "
        "concluded on December 8, 1999."
    )
    eve, signed = find(text)
    assert eve.text == "one day before the 25th anniversary"
    assert (eve.edtf, signed.edtf) == ("2024-12-07", "1999-12-08")
    assert eve.anchor.pair == (signed.start, signed.end)
    assert [str(step) for step in eve.operation] == ["anniversary 25", "shift -1 day"]


def test_an_event_of_the_text_is_an_anchor() -> None:
    text = "A month after the Cabinet meeting they met again. Two days later they left."
    found = find(text)
    event = found[0].anchor
    assert event.kind == "event"
    assert event.pair is not None
    assert text[slice(*event.pair)] == "the Cabinet meeting"
    assert found[0].edtf is None
    assert found[0].why == "hangs on an event whose date is not known"
    moved = resolve(found, {event.pair: "2024-12-07"})
    assert [e.edtf for e in moved] == ["2025-01", None]
    assert resolve(moved, {event.pair: "2025-03-31"})[0].edtf == "2025-04"
    assert resolve(found, {}) == found


def test_what_hangs_on_an_expression_moves_with_it() -> None:
    found = find("They met two days before the summit. The next day they left; a week later it was signed.")
    pair = found[0].anchor.pair
    assert pair is not None
    assert [e.edtf for e in found] == [None] * 3
    assert found[1].why == "hangs on a date that is not known"
    moved = resolve(found, {pair: "2024-05-10"})
    assert [e.edtf for e in moved] == ["2024-05-08", "2024-05-09", "2024-05-16"]
    assert [e.edtf for e in resolve(moved, {pair: "2024-06-10"})][:2] == ["2024-06-08", "2024-06-09"]


def test_words_before_a_date_say_on_which_side() -> None:
    found = find("since 2010, until May 2025, by 7 June 2025")
    assert [e.relation for e in found] == ["since", "until", "by"]
    assert [e.reach for e in found] == ["2010/..", "../2025-05", "../2025-06-07"]


def test_bounds_of_an_undated_text() -> None:
    found = bounds(find("They met on 5 May 2024 and signed it on 7 May 2024. They will meet on 1 June 2024."))
    assert (found.not_before, found.not_after) == ("2024-05-07", "2024-06-01")
    assert [e.text for e in found.evidence] == ["7 May 2024", "1 June 2024"]
    assert bounds(find("Nothing is said.")).evidence == ()


def test_timex3_is_the_text_with_tags() -> None:
    text = "From 2 to 6 February 2025 & a month after the council meeting."
    found = find(text)
    assert tagged(text, found) == (
        'From <TIMEX3 tid="t1" type="DATE" value="2025-02-02">2</TIMEX3> to '
        '<TIMEX3 tid="t2" type="DATE" value="2025-02-06">6 February 2025</TIMEX3> &amp; '
        '<TIMEX3 tid="t3" type="DURATION" value="P1M">a month</TIMEX3> after the council meeting.'
    )
    assert {t.type for t in timexes(find("now, every day", published=THURSDAY))} == {"DATE", "SET"}


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        find("hier", language="tlh")
    with pytest.raises(BadDate):
        find("today", published="31 December")


@pytest.mark.parametrize(
    ("text", "expressions"),
    [
        ("They meet a day after the vote.", ["a day after the vote"]),
        ("They ship 2 tonnes a day after the vote.", ["a day"]),
        ("The premiers meet two days before the presidents.", ["two days before the presidents"]),
        ("Two days after the ministers met it rained.", ["Two days after the ministers"]),
        ("Two days after the ministers left it rained.", ["Two days"]),
        ("Wheat is at its dearest in a year ahead of next week.", ["a year", "next week"]),
    ],
)
def test_lengths_that_lie_off_what_happens(text: str, expressions: list[str]) -> None:
    assert [e.text for e in find(text, published=THURSDAY)] == expressions
