"""Changes and new readings, as JSON lines and for people."""

import json

from rich.console import Console, RenderableType

from communique.export.changes import change_line, changes, reread_line, rereads
from communique.model.change import Change, Difference, Reread
from communique.model.record import Report

REPORT = Report(document="d1", source="a.txt", item="m1", words=("put off to 9 May",))
MOVED = Change(
    day="2031-01-12",
    what="date moved",
    kind="meeting",
    record="meeting-1",
    title="SCO · 22 · summit",
    key="d1 put off",
    field="date",
    before="2031-05-03",
    after="2031-05-09",
    reports=(REPORT,),
)
OTHERWISE = Difference(
    kind="meeting", words="the summit", before="kind: summit; place: Osh", after="kind: summit; date: 2031-05-09"
)
AGAIN = Reread(
    document="d1", source="a.txt", differences=(OTHERWISE, Difference(kind="act", words="x", after="name: x"))
)


def printed(item: RenderableType) -> str:
    console = Console(width=120)
    with console.capture() as capture:
        console.print(item)
    return capture.get()


def test_a_change_is_a_line_of_json_with_its_id_and_words() -> None:
    plain = json.loads(change_line(MOVED))
    assert (plain["id"], plain["before"], plain["after"]) == (MOVED.id, "2031-05-03", "2031-05-09")
    assert plain["reports"] == [{"document": "d1", "source": "a.txt", "item": "m1", "words": ["put off to 9 May"]}]


def test_a_change_is_told_from_what_to_what_with_the_words() -> None:
    shown = printed(changes([MOVED]))
    assert shown.splitlines()[0] == "2031-01-12"
    assert "date moved: meeting SCO · 22 · summit" in shown
    assert "2031-05-03 → 2031-05-09" in shown
    assert "a.txt: “put off to 9 May”" in shown


def test_of_a_new_reading_only_what_differs_is_told() -> None:
    shown = printed(rereads([AGAIN]))
    assert "read otherwise: meeting “the summit”: place: Osh → date: 2031-05-09" in shown
    assert "read anew: act “x”: nothing → name: x" in shown
    assert [d["what"] for d in json.loads(reread_line(AGAIN))["differences"]] == ["read otherwise", "read anew"]
