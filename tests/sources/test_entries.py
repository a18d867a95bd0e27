"""Entries of calendars and archives of mails: what each says as text, and hostile input, refused with one line each."""

import json
import re
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import run
from communique.errors import SourceError
from communique.extract import extract
from communique.model.document import Document
from communique.model.reading import Reading, Refused
from communique.settings import Settings
from communique.sources.entries import HELD, Entry, entries

BASE = "https://a.example/calendar"
LIMITS = run.limits(Settings())


def held(kind: str, data: str | bytes) -> list[Entry | Refused]:
    return list(entries(kind, data.encode() if isinstance(data, str) else data, BASE, LIMITS))


def documents(kind: str, data: str | bytes, was: str | None = None) -> list[Document]:
    found = [run.document(entry.fetched(was), Settings()) for entry in held(kind, data)]  # type: ignore[union-attr]
    assert not [refused for refused in found if isinstance(refused, Refused)]
    return found  # type: ignore[return-value]


def event(*lines: str, title: str = "73rd session of the Nordic Council", uid: str = "73@norden.example") -> str:
    told = ("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT")
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *told, "END:VCALENDAR", ""))


def meeting(document: Document) -> dict[str, object]:
    reading: Reading = extract(document)
    claim = reading.of_kind("meeting")[0]
    return {name: getattr(value, "name", value) for name, value in claim.values.items()}


DAY = "DTSTART;VALUE=DATE:20270303"
CALENDARS = [
    ((DAY, "LOCATION:Oslo\\, Norway"), {"date": "2027-03-03", "place": "Oslo", "status": "scheduled", "ordinal": 73}),
    ((DAY, "DTEND;VALUE=DATE:20270306"), {"date": "2027-03-03/2027-03-05", "body": "Nordic Council"}),
    ((DAY, "STATUS:CANCELLED", "LOCATION:Oslo"), {"date": "2027-03-03", "status": "cancelled"}),
    ((DAY, "STATUS:TENTATIVE"), {"date": "2027-03-03", "status": "tentative"}),
    (("DTSTART:20270303T100000Z", "RECURRENCE-ID:20270310T100000Z"), {"date": "2027-03-03", "status": "scheduled"}),
    (("DTSTART;TZID=Europe/Oslo:20270303T100000", "DURATION:P2D"), {"date": "2027-03-03/2027-03-05"}),
]


@pytest.mark.parametrize(("lines", "expected"), CALENDARS)
def test_an_event_of_a_calendar_reads_as_a_meeting(lines: tuple[str, ...], expected: dict[str, object]) -> None:
    (document,) = documents("ical", event(*lines))
    found = meeting(document)
    assert {name: found[name] for name in expected} == expected


def test_an_event_that_moved_says_from_when() -> None:
    (document,) = documents("ical", event("DTSTART;VALUE=DATE:20270410", "LOCATION:Oslo"), was="2027-03-03")
    assert "which was first set for Wednesday 3 March 2027, will be held in Oslo" in document.text
    assert meeting(document)["date"] == "2027-04-10"


@pytest.mark.parametrize(
    "title", ["CANCELLED: Talks with Japan", "Talks with Japan [canceled]", "Cancelled - Talks with Japan"]
)
def test_a_title_that_says_cancelled_is_told_as_such(title: str) -> None:
    (document,) = documents("ical", event(DAY, title=title))
    assert document.title == "Talks with Japan"
    assert "has been cancelled" in document.text


def test_all_that_an_event_says_is_told() -> None:
    lines = ("DTSTART;TZID=Europe/Oslo:20270303T100000", "ORGANIZER;CN=Nordic Council:mailto:a@b.example")
    more = ("DESCRIPTION:<p>The ministers are to\\n discuss <b>trade</b>.</p>", "LAST-MODIFIED:20270101T000000Z")
    (document,) = documents("ical", event(*lines, *more, "URL:https://a.example/73"))
    assert "at 10:00. It is organised by Nordic Council.\n\nThe ministers are to discuss trade." in document.text
    assert (document.published, document.publisher) == ("2027-01-01", "Nordic Council")
    assert document.url == "https://a.example/73"


def test_the_mark_is_another_only_when_the_event_says_something_else() -> None:
    def mark(*lines: str) -> str:
        (entry,) = held("ical", event(*lines))
        assert not isinstance(entry, Refused)
        return entry.mark

    later = ("DTSTAMP:20270202T000000Z", "LAST-MODIFIED:20270102T000000Z")
    assert mark(DAY, "DTSTAMP:20270101T000000Z") == mark(DAY, *later)
    assert mark(DAY) != mark(DAY, "STATUS:CANCELLED")


OCD = {
    "id": "ocd-event/1",
    "name": "Meeting of the Council of Ministers",
    "start_date": "2027-03-03T09:00:00Z",
    "timezone": "Europe/Riga",
    "status": "confirmed",
    "location": {"name": "Riga"},
    "participants": [{"name": "Baltic Assembly", "note": "host"}, {"name": "Estonia"}, {"name": "Latvia"}],
    "agenda": [{"description": "trade with Finland"}, {"description": "adoption of the budget"}],
    "sources": [{"url": "https://a.example/1"}],
}


@pytest.mark.parametrize("form", [json.dumps, lambda e: json.dumps([e]), lambda e: json.dumps({"results": [e]}),
                                  lambda e: f"{json.dumps(e)}\n{json.dumps(e)}\n"])  # fmt: skip
def test_open_civic_data_in_any_form(form: object) -> None:
    document = documents("ocd", form(OCD))[0]  # type: ignore[operator]
    found = meeting(document)
    assert (found["date"], found["place"], document.url) == ("2027-03-03", "Riga", "https://a.example/1")
    assert "at 11:00. It is organised by Baltic Assembly. Taking part are Estonia and Latvia." in document.text
    assert "On the agenda are trade with Finland; adoption of the budget." in document.text


def test_our_own_export_is_read_again() -> None:
    own = {**OCD, "all_day": True, "start_date": "2027-03-03", "end_date": "2027-03-05", "timezone": "UTC"}
    assert meeting(documents("ocd", json.dumps(own))[0])["date"] == "2027-03-03/2027-03-05"


INDICO = {
    "count": 1,
    "results": [
        {
            "id": "17",
            "title": "Working Group on Fisheries",
            "startDate": {"date": "2027-03-03", "time": "10:00:00", "tz": "Europe/Zurich"},
            "endDate": {"date": "2027-03-04", "time": "18:00:00", "tz": "Europe/Zurich"},
            "location": "Geneva",
            "chairs": [{"fullName": "Kari Lund"}],
            "description": "<p>All members are invited to the session.</p>",
            "creationDate": {"date": "2026-12-01", "time": "10:00:00.123456", "tz": "UTC"},
            "url": "https://indico.example/event/17/",
        }
    ],
}


def test_an_export_of_indico() -> None:
    (document,) = documents("indico", json.dumps(INDICO))
    found = meeting(document)
    assert (found["date"], found["place"]) == ("2027-03-03/2027-03-04", "Geneva")
    assert (document.published, document.url) == ("2026-12-01", "https://indico.example/event/17/")
    assert "All members are invited" in document.text


MAIL = b"""From kari at norden.example  Mon Mar  1 10:00:00 2027
From: =?utf-8?q?Kari_Lund=C3=A5s?= <kari@norden.example>
Subject: [news] Re: Session in
 Oslo
Date: Mon, 1 Mar 2027 10:00:00 +0100
Message-ID: <1@norden.example>
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

The Nordic Council will hold its 73rd session in Oslo on 3 March 2027, the=20
secretariat said. Ministers from =C5land are to discuss trade.

On Sun, 28 Feb 2027, Ola wrote:
> When will the council meet?

-- \x20
Kari, press office, +47 000
--b
Content-Type: text/html; charset=utf-8

<p>Other words.</p>
--b--

From ola at norden.example  Mon Mar  1 11:00:00 2027
Subject: Postponed
Content-Type: text/html; charset=nonsense

<html><style>p{}</style><p>The Nordic Council postponed its session to <b>10 April 2027</b>.</p></html>

From ola at norden.example  Mon Mar  1 11:00:00 2027
Subject: Nothing of my own

> Quoted only.
"""


def test_mails_say_what_their_senders_wrote() -> None:
    first, second, third = held("mbox", MAIL)
    assert isinstance(third, Refused)
    documents = [run.document(e.fetched(), Settings()) for e in (first, second) if not isinstance(e, Refused)]
    one, two = (d for d in documents if isinstance(d, Document))
    assert one.text == (
        "Session in Oslo\n\nThe Nordic Council will hold its 73rd session in Oslo on 3 March 2027, the "
        "secretariat said. Ministers from Åland are to discuss trade."
    )
    assert (one.publisher, one.published, one.source) == ("Kari Lundås", "2027-03-01", f"{BASE}#1@norden.example")
    assert two.text == "Postponed\n\nThe Nordic Council postponed its session to 10 April 2027."


def test_a_packed_archive_of_mails_and_one_that_is_a_bomb() -> None:
    def packed(data: bytes) -> bytes:
        packer = zlib.compressobj(wbits=31)
        return packer.compress(data) + packer.flush()

    assert len(held("mbox", packed(MAIL))) == 3
    assert len(held("mbox", packed(MAIL) + packed(MAIL))) == 6
    with pytest.raises(SourceError, match="its gzip is damaged"):
        held("mbox", packed(MAIL)[:-20])
    with pytest.raises(SourceError, match="larger than"):
        held("mbox", packed(b"From a\n" + bytes(50_000_000)))


NESTED = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))
HOSTILE = [
    ("ical", b"", "no iCalendar"),
    ("ical", b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "no iCalendar"),
    ("ocd", b"[" * 100_000, "nested too deep"),
    ("ocd", b"{}", "neither an event"),
    ("ocd", b"7", "without a name"),
    ("indico", b'{"results": 7}', "no list of results"),
    ("indico", b'{"results": [7, {"title": "A", "startDate": {"date": "soon"}}]}', "without a"),
    ("mbox", b"PK\x03\x04", "does not begin"),
    ("mbox", b"\x1f\x8b\x08\x00", "does not begin|damaged"),
    ("mbox", b"From a\n" + NESTED, "broken message|without text"),
    ("ical", event("DTSTART:20270399T000000").encode(), "broken event|without a start"),
    ("ical", event(DAY, "DURATION:P99999999999D").encode(), "broken event"),
    ("ical", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nDTSTART:" + b"9" * 2_000_000, "more than 1,000,000 bytes"),
    ("ical", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + b"BEGIN:VALARM\n" * 50_000, "broken event"),
]


@pytest.mark.parametrize(("kind", "data", "reason"), HOSTILE)
def test_hostile_input_is_refused_with_one_line(kind: str, data: bytes, reason: str) -> None:
    try:
        found = held(kind, data)
    except SourceError as error:
        told = str(error)
    else:
        told = next(str(e) for e in found if isinstance(e, Refused))
    assert re.search(reason, told), told
    assert "\n" not in told
    assert len(told) < 500


def test_a_calendar_of_short_lines_fills_no_memory() -> None:
    data = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + b"A\n" * 3_000_000
    tracemalloc.start()
    (found,) = held("ical", data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "more than 1,000,000 bytes" in str(found)
    assert peak < 20_000_000


@pytest.mark.parametrize("kind", HELD)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_entries_or_refused(kind: str, data: bytes) -> None:
    start = {"mbox": b"From a\n", "ical": b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\n"}.get(kind, b"")
    with suppress(SourceError):
        found: Iterator[Entry | Refused] = entries(kind, start + data, BASE, LIMITS)
        assert all(isinstance(e, Refused) or e.address for e in islice(found, 50))
