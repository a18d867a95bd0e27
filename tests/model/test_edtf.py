"""EDTF values: read, written, compared, shown."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import BadDate
from communique.languages import words
from communique.model.days import civil, number
from communique.model.edtf import (
    compare,
    days,
    each,
    from_days,
    intersect,
    iso,
    meet,
    order,
    parse,
    qualifier,
)
from communique.model.icalendar import icalendar
from communique.model.phrasing import in_words

YEARS = st.integers(-800, 2999)


@st.composite
def dates(draw: st.DrawFn) -> str:
    """EDTF dates of all grains, with qualifiers."""
    year, month, day = civil(number(draw(YEARS), 1, 1) + draw(st.integers(0, 365)))
    text = f"{'-' if year < 0 else ''}{abs(year):04}"
    grain = draw(st.sampled_from(["decade", "century", "year", "month", "day", "season", "time"]))
    if grain in ("decade", "century") and year > 0:
        return text[:3] + "X" if grain == "decade" else text[:2] + "XX"
    if grain in ("month", "day", "time"):
        text += f"-{month:02}"
    if grain in ("day", "time"):
        text += f"-{day:02}"
    if grain == "time":
        return f"{text}T{draw(st.integers(0, 23)):02}:{draw(st.integers(0, 59)):02}:00" + draw(
            st.sampled_from(["", "Z", "+02:00", "-05:00"])
        )
    if grain == "season":
        text += f"-{draw(st.sampled_from([21, 22, 23, 24, 33, 36, 40, 41]))}"
    return text + draw(st.sampled_from(["", "", "?", "~", "%"]))


@st.composite
def values(draw: st.DrawFn) -> str:
    """EDTF dates, intervals and choices."""
    first, second = sorted((draw(dates()), draw(dates())), key=order)
    if parse(first).days[0] > parse(second).days[1]:
        first, second = second, first
    form = draw(st.sampled_from(["date", "interval", "open", "started", "one", "all", "run"]))
    return {
        "date": first,
        "interval": f"{first}/{second}",
        "open": f"{first}/..",
        "started": f"../{second}",
        "one": f"[{first},{second}]",
        "all": f"{{{first},{second}}}",
        "run": f"[{first}..{second}]",
    }[form]


@given(values())
def test_writing_what_was_read_gives_the_same_text(text: str) -> None:
    assert str(parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "2004-06~-11",
        "?2004-06-~11",
        "1984?-06",
        "XXXX-12-XX",
        "15XX-12-25",
        "1560-XX-25",
        "Y-17000",
        "2001-34",
        "/2008",
        "2024/",
    ],
)
def test_level_two_is_kept_as_written(text: str) -> None:
    assert str(parse(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2024-13", "2024-02-30", "2023-02-29", "2024-00", "24", "2024-1-1", "../..", "[..]", "/",
     "2025/2024", "2024-12-07T25:00:00", "2024-12T10:00:00", "2024-21-01", "٢٠٢٤", "2024-12-07\n"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        parse(text)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(BadDate):
        assert str(parse(text)) == text


@given(values())
def test_the_first_day_is_not_after_the_last(text: str) -> None:
    first, last = parse(text).days
    assert first <= last


@given(values(), values())
def test_intersection_is_commutative(a: str, b: str) -> None:
    assert intersect(a, b) == intersect(b, a)


@given(values(), values())
def test_an_intersection_lies_in_both(a: str, b: str) -> None:
    shared = intersect(a, b)
    assert (shared is not None) == meet(a, b)
    if shared:
        first, last = parse(shared).days
        for whole in (parse(a).days, parse(b).days):
            assert whole[0] <= first
            assert last <= whole[1]


@given(st.integers(-200_000, 900_000), st.integers(0, 4000))
def test_a_run_of_days_has_a_text_with_these_days(first: int, length: int) -> None:
    assert parse(from_days(first, first + length)).days == (first, first + length)


@given(values(), values())
def test_before_is_the_mirror_of_after(a: str, b: str) -> None:
    mirror = {"before": "after", "after": "before", "within": "contains", "contains": "within"}
    assert compare(b, a) == mirror.get(compare(a, b), compare(a, b))


def test_examples() -> None:
    assert days("2025-01~") == ("2025-01-01", "2025-01-31")
    assert days("2010/..") == ("2010-01-01", None)
    assert days("199X") == ("1990-01-01", "1999-12-31")
    assert days("2024-24") == ("2024-12-01", "2025-02-28")
    assert compare("2024-12-07", "2024-12") == "within"
    assert compare("2024", "2025") == "before"
    assert intersect("2024?", "2024-05~") == "2024-05%"
    assert intersect("2024", "2025") is None
    assert qualifier("2024~/2025?") == "%"
    assert iso(number(-489, 9, 12)) == "-0489-09-12"
    assert [str(d) for d in each(parse("{2024..2026,2030}"))] == ["2024", "2026", "2030"]


def test_a_day_of_an_unknown_year_meets_that_day_in_any_year() -> None:
    assert meet("XXXX-12-19", "2024-12")
    assert intersect("XXXX-12-19", "2024-12-19/2025-01-02") == "2024-12-19"
    assert meet("XXXX-12", "XXXX-12-19")
    assert not meet("XXXX-12-19", "2024-11")
    assert not meet("XXXX-02-29", "2023-02")


def test_sorting_puts_what_has_no_date_last() -> None:
    texts = [None, "2025", "2024-12-07", "2024", "2024-12"]
    assert sorted(texts, key=order) == ["2024", "2024-12", "2024-12-07", "2025", None]


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2024-12-07", "7 December 2024"),
        ("2025-01~", "about January 2025"),
        ("2024?", "perhaps 2024"),
        ("2024-12-02/2024-12-08", "2–8 December 2024"),
        ("2024-11-28/2024-12-03", "28 November to 3 December 2024"),
        ("2024-12-30/2025-01-05", "30 December 2024 to 5 January 2025"),
        ("XXXX-12-19", "19 December, year unknown"),
        ("2026-21", "spring 2026"),
        ("2026-36", "fourth quarter of 2026"),
        ("199X", "the 1990s"),
        ("18XX", "1800–1899"),
        ("-0489", "490 BC"),
        ("[2024-05-06,2024-06-05]", "6 May 2024 or 5 June 2024"),
        ("{2024,2026}", "2024 and 2026"),
        ("[2024..2026]", "2024 to 2026"),
        ("2010/..", "from 2010"),
        ("../2024", "until 2024"),
        ("2024-12-07T10:30:00Z", "7 December 2024 at 10:30 UTC"),
        ("2024-12-07T10:30:00-05:00", "7 December 2024 at 10:30 UTC-05:00"),
    ],
)
def test_dates_in_words(edtf: str, said: str) -> None:
    assert in_words(edtf, words("en", "dates")["people"]) == said


@given(values())
def test_every_date_can_be_said(edtf: str) -> None:
    assert in_words(edtf, words("en", "dates")["people"])


def test_icalendar() -> None:
    assert icalendar("2024-12-02/2024-12-08") == ("DTSTART;VALUE=DATE:20241202", "DTEND;VALUE=DATE:20241209")
    assert icalendar("2024-12") == ("DTSTART;VALUE=DATE:20241201", "DTEND;VALUE=DATE:20250101")
    assert icalendar("2024-12-07T01:30:00+02:00") == ("DTSTART:20241206T233000Z", "DTEND:20241206T233000Z")
    assert icalendar("2024-12-07T10:00:00") == ("DTSTART:20241207T100000", "DTEND:20241207T100000")
    assert all(icalendar(e) is None for e in ("XXXX-12-19", "2010/..", "[2024,2025]", "-0489"))
