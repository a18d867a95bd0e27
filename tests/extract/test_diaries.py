"""Diaries: notices under headings of days, each with its own day, place and subjects."""

import pytest

from communique.extract import extract
from communique.model.claim import Claim
from communique.model.document import Document, compose
from communique.model.entity import Passage, Reference

DIARY = """Monday 12 October
Luxembourg – Foreign Affairs Council. Ministers will discuss Ukraine and relations with Armenia.

Tuesday 13 October
Geneva – Third round of talks between Chile and Norway on a seabed agreement, until 15 October.
Brussels – The European Commission is expected to propose a regulation on port security.

Wednesday 14 October
Brussels – European Council, first day.

Thursday 15 October
Brussels – European Council, second day. Leaders are due to take up the budget for 2028, enlargement and migration.
Tallinn – Meeting of the defence ministers of the Nordic-Baltic Eight. Cancelled.

LATER
October 26-27, SEOUL – Leaders of South Korea, Japan and China meet for the ninth trilateral summit."""


@pytest.fixture(scope="module")
def meetings() -> list[Claim]:
    title = "The week ahead"
    document = Document(text=compose(title, DIARY), title=title, published="2026-10-09")
    return extract(document).of_kind("meeting")  # type: ignore[return-value]


def test_each_notice_has_its_day_and_place(meetings: list[Claim]) -> None:
    assert [(m["date"], m["place"], m["status"]) for m in meetings] == [
        ("2026-10-12", "Luxembourg", "scheduled"),
        ("2026-10-13/2026-10-15", "Geneva", "scheduled"),
        ("2026-10-14/2026-10-15", "Brussels", "scheduled"),
        ("2026-10-15", "Tallinn", "cancelled"),
        ("2026-10-26/2026-10-27", "SEOUL", "scheduled"),
    ]


def test_subjects_stay_in_their_notice(meetings: list[Claim]) -> None:
    def subjects(claim: Claim) -> list[str]:
        agenda = claim["agenda"] or ()
        assert isinstance(agenda, tuple)
        return [p.text for p in agenda if isinstance(p, Passage)]

    assert subjects(meetings[0])[0] == "Ukraine"
    assert subjects(meetings[2]) == ["the budget for 2028", "enlargement", "migration"]


def test_a_body_alone_is_its_session(meetings: list[Claim]) -> None:
    body = meetings[0]["body"]
    assert isinstance(body, Reference)
    assert (meetings[0]["kind"], body.name) == ("session", "Foreign Affairs Council")


@pytest.mark.parametrize(
    "text",
    [
        "Monday, July 13, 2020\n\nThe council met in Oslo.\n\nThis Thursday the council of ministers sits in Bergen.",
        "The ministers met.\n\nTuesday\n\nNobody came.",
    ],
)
def test_a_story_with_a_day_over_it_is_no_diary(text: str) -> None:
    reading = extract(Document(text=compose("News", text), title="News", published="2020-07-13"))
    assert all("heading" not in str(claim.basis.get("date")) for claim in reading.claims)
