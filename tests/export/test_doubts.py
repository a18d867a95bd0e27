"""Doubts and decisions, as JSON lines and for people."""

import json

from rich.console import Console, RenderableType

from communique.export.doubts import decision_line, decisions, doubt_line, doubts, told
from communique.model.decision import Decision, Item
from communique.model.doubt import Doubt
from communique.model.record import Report

ITEM = Item(
    document="d1",
    kind="meeting",
    start=0,
    end=80,
    quote="The council will meet in the old town hall of Riga on the third day of May, it said.",
)
RULED = Decision(action="accept", who="Ann", when="2031-01-15T12:00:00+00:00", items=(ITEM,), why="a letter")
DOUBT = Doubt(
    what="conflict",
    score=0.9,
    words="reports disagree on the place: Riga or Oslo",
    kind="meeting",
    records=("meeting-1",),
    reports=(Report(document="d1", source="a.txt", item="m1", words=("in Riga",)),),
    choices=(("accept", "meeting-1", "place", "New York"),),
)


def printed(item: RenderableType) -> str:
    console = Console(width=120)
    with console.capture() as capture:
        console.print(item)
    return capture.get()


def test_a_doubt_comes_with_decisions_that_can_be_copied() -> None:
    shown = printed(doubts([DOUBT], 7))
    assert "communique decide accept meeting-1 place 'New York'" in shown
    assert "a.txt: “in Riga”" in shown
    assert "7 more" in shown
    assert json.loads(doubt_line(DOUBT))["choices"] == [["accept", "meeting-1", "place", "New York"]]


def test_nothing_unsure_and_nothing_decided_are_told() -> None:
    assert "Nothing is unsure" in printed(doubts([], 0))
    assert "Nothing was decided" in printed(decisions([]))


def test_a_decision_is_one_line_with_its_id_and_the_beginning_of_the_words() -> None:
    line = told(RULED)
    assert line.startswith(f"{RULED.id} 2031-01-15 12:00 Ann accept “The council")
    assert line.endswith("…” (a letter)")
    plain = json.loads(decision_line(RULED, holds=False))
    assert (plain["id"], plain["holds"], plain["items"][0]["quote"]) == (RULED.id, False, ITEM.quote)
