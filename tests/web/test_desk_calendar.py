"""Calendars and feeds, read back by the libraries that clients use, before and after a meeting moves."""

from collections.abc import Callable

import feedparser
import icalendar
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from communique import run
from communique.extract import extract
from communique.model.document import Document
from communique.model.reading import Reading
from communique.model.record import Record, Report
from communique.reconcile import rules
from communique.store import Register
from communique.web.calendar import calendar

FIRST = "The 7th SCO summit will be held in Bishkek on 3 May 2031, Kyrgyz Foreign Minister Azamat Toktoev said."
MOVED = (
    "The 7th SCO summit has been postponed and will now be held in Bishkek on 9 June 2031, "
    "Kyrgyz Foreign Minister Azamat Toktoev said."
)


def events(body: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(body).walk("VEVENT"))


def test_the_calendar_of_all_is_read_by_a_client(client: TestClient) -> None:
    answer = client.get("/meetings.ics")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    found = events(answer.content)
    assert len({event["UID"] for event in found}) == len(found) > 5
    assert {str(event["STATUS"]) for event in found} <= {"TENTATIVE", "CONFIRMED", "CANCELLED"}
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    yerevan = next(event for event in found if event.get("LOCATION") == "Yerevan" and "session" in event["SUMMARY"])
    assert yerevan["DTSTART"].dt.isoformat() == "2026-11-26"


def test_a_body_a_person_and_a_search_have_their_own(client: TestClient) -> None:
    for kind, name in (("bodies", "Pacific Islands Forum"), ("people", "Petrus Haimbodi")):
        id = next(i["id"] for i in client.get(f"/{kind}.json?limit=500").json()["items"] if i["name"] == name)
        assert client.get(f"/{kind}/{id}.ics").status_code == 200
    assert [str(e["LOCATION"]) for e in events(client.get("/search.ics?q=Gaborone").content)] == ["Gaborone"]


def test_a_meeting_that_moves_moves_in_the_client(tmp_path, made: Callable[[str], Starlette]) -> None:
    name = str(tmp_path / "moves.db")
    with Register(name) as register:
        register.add(extract(Document(text=FIRST, published="2031-01-15")), added="2031-01-15T12:00:00Z")
        client = TestClient(made(name))
        (before,) = events(client.get("/meetings.ics").content)
        mark = client.get("/meetings.ics").headers["ETag"]
        register.add(extract(Document(text=MOVED, published="2031-02-20")), added="2031-02-20T12:00:00Z")
        told = client.get("/meetings.ics", headers={"If-None-Match": mark})
    (after,) = events(told.content)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert (before["DTSTART"].dt.isoformat(), after["DTSTART"].dt.isoformat()) == ("2031-05-03", "2031-06-09")
    feed = feedparser.parse(client.get("/changes.atom").content)
    assert "date moved" in {tag.term for entry in feed.entries for tag in entry.tags}


def test_both_feeds_tell_the_same_changes(client: TestClient) -> None:
    atom = feedparser.parse(client.get("/changes.atom").content)
    feed = client.get("/changes.json").json()
    assert not atom.bozo
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [entry.id for entry in atom.entries] == [item["id"] for item in feed["items"]]
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"]) > 0


@pytest.mark.parametrize(
    "date", ["2026", "2026-11", "2026-21", "2026-11-26~", "2026-11-26T09:30:00Z", "2026-11-01/2026-11-03"]
)
def test_what_documents_say_cannot_break_the_lines(date: str) -> None:
    bad = "Riga\r\nATTENDEE:mailto:x@y.example\nBEGIN:VALARM;,\\ " + "ü" * 90
    item = {"id": "meeting-1", "date": date, "status": "tentative", "kind": "talks", "place": bad,
            "body": {"name": bad},
            "participants": [], "agenda": [bad], "reports": [{"document": bad, "evidence": [bad]}]}  # fmt: skip
    (event,) = events(calendar([item], bad, "https://desk.example"))
    assert set(event) <= {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "SUMMARY", "DESCRIPTION",
                          "LOCATION", "CATEGORIES", "URL", "TRANSP"}  # fmt: skip
    assert "ATTENDEE" in event["LOCATION"]
    assert not event.subcomponents


def test_a_shelf_follows_its_register(copy: str, made: Callable[[str], Starlette]) -> None:
    client = TestClient(made(copy))
    assert client.get("/readyz").text == "ready: 6 documents\n"
    with Register(copy) as register:
        read = run.read_text(FIRST)
        register.add(read, added="2031-01-15T12:00:00Z")  # type: ignore[arg-type]
    assert client.get("/readyz").text == "ready: 7 documents\n"


def test_a_calendar_of_many_holds_all_of_them_each_time(tmp_path, made: Callable[[str], Starlette]) -> None:
    name = str(tmp_path / "many.db")
    found = [
        Record(
            kind="meeting",
            id=f"meeting-{n}",
            values={"kind": "session", "status": "scheduled", "date": f"20{30 + n % 60}-05-03", "participants": []},
            reports=(Report(document=f"d{n}", source="s", item="m1", words=("met",), published="2030-01-01"),),
        )
        for n in range(2_100)
    ]
    with Register(name, derive=lambda readings, decisions: {"meetings": found}, rules=rules) as register:
        register.add(Reading(document=Document(text=FIRST)), added="2031-01-15T12:00:00Z")
        register.refresh()
    client = TestClient(made(name))
    client.get("/meetings?limit=100")
    for _ in range(2):
        assert client.get("/meetings.ics").content.count(b"BEGIN:VEVENT") == len(found)
