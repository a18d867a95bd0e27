"""Dates and claims in words."""

import pytest

from communique.export.phrases import date_in_words, facts, heading, in_words, standing
from communique.model.reading import Reading


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024", "2024"),
        ("2024-12", "December 2024"),
        ("2024-12-07", "Sat 7 December 2024"),
        ("2024-12-07~", "about Sat 7 December 2024"),
        ("2024?", "2024?"),
        ("202X", "the 2020s"),
        ("2026-21", "spring 2026"),
        ("2026-34", "second quarter of 2026"),
        ("XXXX-12-19", "19 December"),
        ("2024-12-06/2024-12-07", "Fri 6 to Sat 7 December 2024"),
        ("2024-12-30/2025-01-02", "Mon 30 December 2024 to Thu 2 January 2025"),
        ("2027/2031", "2027 to 2031"),
        ("2027/..", "from 2027"),
        ("../2027", "until 2027"),
        ("{2024,2025}", "{2024,2025}"),
    ],
)
def test_dates_are_written_as_people_write_them(edtf: str, words: str) -> None:
    assert date_in_words(edtf) == words


def test_headings(reading: Reading) -> None:
    assert [heading(claim) for claim in reading.claims] == [
        "Ilze Ozola: secretary-general of Amber Road Union",
        "Lithuania: partner of Amber Road Union",
        "Amber Road Union: 3rd session",
        "Meeting",
        "Rails programme",
        "Bridge Treaty",
        "Ilze Ozola, secretary-general of Amber Road Union",
        "Ilze Ozola",
    ]


def test_the_facts_of_a_meeting_and_how_its_date_follows(reading: Reading) -> None:
    meeting = reading.of_kind("meeting")[0]
    assert [(fact.name, fact.text, fact.basis) for fact in facts(meeting)] == [
        ("date", "Mon 9 March 2026", "one day before 2026-03-10"),
        ("place", "Riga", None),
        ("status", "scheduled", None),
        ("agenda", "tickets; <freight>", None),
        ("agenda_count", "5", None),
    ]


def test_what_is_not_certain_says_so(reading: Reading) -> None:
    assert [standing(claim) for claim in reading.of_kind("act")] == ["possible"]
    assert standing(reading.of_kind("meeting")[0]) == ""


def test_progress_is_a_share_or_done_of_all() -> None:
    assert in_words("progress", 0.4) == "40%"
    assert in_words("progress", (3, 28)) == "3 of 28"
