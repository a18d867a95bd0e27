"""Sources that hold their documents inside, each from a real server: what is new, what moved, what is edited."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from communique import run
from communique.following import Look, told
from communique.sources.plan import Followed

Look_ = Callable[..., Look]


def calendar(day: str, state: str = "CONFIRMED") -> str:
    event = (
        "BEGIN:VEVENT\r\nUID:73@norden.example\r\nSUMMARY:73rd session of the Nordic Council\r\n"
        f"DTSTART;VALUE=DATE:{day}\r\nLOCATION:Oslo\r\nSTATUS:{state}\r\nEND:VEVENT\r\n"
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}END:VCALENDAR\r\n"


def mails(*texts: str) -> str:
    return "".join(
        f"From a@b.example Mon Mar  1 10:00:00 2027\nSubject: News {n}\nMessage-ID: <{n}@b.example>\n\n{text}\n\n"
        for n, text in enumerate(texts)
    )


def civic(*days: str) -> str:
    name = "Meeting of the Nordic Council of Ministers"
    return json.dumps([{"id": f"ocd-event/{n}", "name": name, "start_date": day} for n, day in enumerate(days)])


def indico(*days: str) -> str:
    title = "Session of the Nordic Council"
    return json.dumps(
        {"results": [{"id": n, "title": title, "startDate": {"date": day}} for n, day in enumerate(days)]}
    )


OSLO = "The Nordic Council will hold its 73rd session in Oslo on 3 March 2027."
BERGEN = "The Nordic Council of Ministers will meet in Bergen on 4 May 2027."
KINDS = [
    ("ical", calendar("20270303"), calendar("20270410")),
    ("mbox", mails(OSLO), mails(OSLO, BERGEN)),
    ("ocd", civic("2027-03-03"), civic("2027-03-03", "2027-05-04")),
    ("indico", indico("2027-03-03"), indico("2027-03-03", "2027-05-04")),
]


@pytest.mark.parametrize(("kind", "first", "second"), KINDS, ids=[kind for kind, *_ in KINDS])
def test_a_source_of_every_kind_on_a_server(kind: str, first: str, second: str, site, look: Look_, db: str) -> None:  # type: ignore[no-untyped-def]
    url = site.page("/held", first)
    source = Followed(name="Nordic", kind=kind, url=url, allow_private=True)
    assert (look(source).added, look(source).added) == (1, 0)
    site.page("/held", second)
    found = look(source)
    assert (found.added + len(found.edits), found.problem) == (1, None)
    with run.register(db) as register:
        assert register.counts()["documents"] == 2
        assert register.counts()["meetings"] in (1, 2)


@pytest.mark.parametrize(("kind", "first", "second"), KINDS, ids=[kind for kind, *_ in KINDS])
def test_a_source_of_every_kind_in_a_file(kind: str, first: str, second: str, tmp_path: Path, look: Look_) -> None:
    source = Followed(name="Nordic", kind=kind, url=str(tmp_path / "held"))
    assert "No such file" in str(look(source).problem)
    (tmp_path / "held").write_text(first, encoding="utf-8")
    assert look(source).added == 1


def test_a_meeting_that_moves_in_a_calendar_is_an_edit_with_both_dates(site, look: Look_, db: str) -> None:  # type: ignore[no-untyped-def]
    source = Followed(name="Nordic", kind="ical", url=site.page("/a.ics", calendar("20270303")), allow_private=True)
    look(source)
    site.page("/a.ics", calendar("20270410"))
    (edit,) = look(source).edits
    assert [a.what for a in edit.alterations if a.kind == "meeting"] == ["date: 2027-03-03 → 2027-04-10"]
    site.page("/a.ics", calendar("20270410", "CANCELLED"))
    found = look(source)
    assert "meeting Nordic Council · 73 · session: status: scheduled → cancelled" in " ".join(told(found))
    with run.register(db) as register:
        (meeting,) = register.records("meetings")
        assert meeting.values["status"] == "cancelled"
        assert {e.after for e in register.sources.edits()} == {e.after for e in (found.edits[0], edit)}


def test_a_source_with_much_is_taken_in_several_looks(site, look: Look_, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    url = site.page(
        "/mails", mails(*(f"The council met {n} times in Oslo." for n in range(5))), headers={"ETag": '"a"'}
    )
    source = Followed(name="Nordic", kind="mbox", url=url, allow_private=True, limit=2)
    assert [(found.added, found.more) for found in (look(source) for _ in range(3))] == [
        (2, True),
        (2, True),
        (1, False),
    ]


def test_a_broken_entry_is_refused_once_and_stops_no_other(site, look: Look_) -> None:  # type: ignore[no-untyped-def]
    told = json.loads(civic("2027-03-03", "2027-05-04"))
    source = Followed(
        name="Nordic", kind="ocd", url=site.page("/a", json.dumps([{"name": "x"}, *told])), allow_private=True
    )
    first, second = look(source), look(source)
    assert (first.added, len(first.refused), len(second.refused)) == (2, 1, 0)
    assert "without a start" in first.refused[0].reason


def test_a_file_that_changes_in_a_folder_is_an_edit(tmp_path: Path, look: Look_) -> None:
    (tmp_path / "inbox").mkdir()
    file = tmp_path / "inbox" / "a.txt"
    file.write_text(OSLO, encoding="utf-8")
    source = Followed(name="Nordic", kind="folder", url=str(tmp_path / "inbox"))
    assert look(source).added == 1
    file.write_text(OSLO.replace("3 March", "10 April"), encoding="utf-8")
    (edit,) = look(source).edits
    assert "date: 2027-03-03 → 2027-04-10" in [a.what for a in edit.alterations]
