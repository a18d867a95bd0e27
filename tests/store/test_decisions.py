"""Decisions in the register: appended once, in order, and only about what is there."""

import sqlite3

import pytest

from communique.errors import BadDecision
from communique.model.claim import Claim
from communique.model.decision import Decision, claim_item
from communique.model.document import Document
from communique.model.reading import Reading
from communique.store import Register

ADDED = "2031-01-15T12:00:00+00:00"
DOCUMENT = Document(text="The council met in Riga.")


def reading(place: str) -> Reading:
    values = {"kind": "session", "status": "held", "place": place}
    claim = Claim(kind="meeting", id="m1", values=values, evidence=(DOCUMENT.span(4, 15),), extractor=f"test {place}")
    return Reading(document=DOCUMENT, claims=(claim,))


ITEM = claim_item(DOCUMENT.id, reading("Riga").claims[0])


def accept(day: int) -> Decision:
    return Decision(action="accept", who="Ann", when=f"2031-01-{day:02}T12:00:00+00:00", items=(ITEM,))


def test_decisions_come_back_in_the_order_of_their_times_and_each_once(name: str) -> None:
    with Register(name) as register:
        register.add(reading("Riga"), added=ADDED)
        assert [register.decide(accept(day)) for day in (17, 16, 17)] == [True, True, False]
    with Register(name, create=False) as register:
        assert register.decisions() == [accept(16), accept(17)]
        assert register.decisions(before="2031-01-17") == [accept(16)]


def test_what_is_not_there_is_not_decided(name: str) -> None:
    with Register(name) as register:
        with pytest.raises(BadDecision, match=f"No document '{DOCUMENT.id}' in this register"):
            register.decide(accept(16))
        register.add(reading("Riga"), added=ADDED)
        with pytest.raises(BadDecision, match="No decision 'feed' in this register"):
            register.decide(Decision(action="undo", who="Ann", when=ADDED, supersedes="feed"))
        assert register.decisions() == []


def test_a_record_by_hand_can_be_decided_about(name: str) -> None:
    added = Decision(action="add", who="Ann", when=ADDED, field="meeting", value={"kind": "talks", "status": "held"})
    with Register(name) as register:
        register.decide(added)
        start = added.note.text.index("kind")
        item = claim_item(
            added.note.id,
            Claim(
                kind="meeting",
                id="m1",
                values=added.value,
                evidence=(added.note.span(start, start + 4),),
                extractor="x",
            ),
        )
        assert register.decide(Decision(action="reject", who="Ben", when=ADDED, items=(item,)))


def test_the_note_of_a_record_by_hand_is_listed_while_it_is_in_force(name: str) -> None:
    added = Decision(action="add", who="Ann", when=ADDED, field="meeting", value={"kind": "talks", "status": "held"})
    undone = Decision(action="undo", who="Ben", when=ADDED, supersedes=added.id)
    again = Decision(action="undo", who="Ann", when=ADDED, supersedes=undone.id)
    with Register(name) as register:
        register.add(reading("Riga"), added=ADDED)
        for decision, listed in ((added, 2), (undone, 1), (again, 2)):
            register.decide(decision)
            assert register.catalogue.total("documents") == listed
            assert len(register.search("talks", ["documents"]).items) == listed - 1
        assert register.catalogue.data("documents", [added.note.id])[added.note.id]["publisher"] == "Ann"


def test_a_register_of_before_lists_its_notes(file: str) -> None:
    added = Decision(action="add", who="Ann", when=ADDED, field="meeting", value={"kind": "talks", "status": "held"})
    with Register(file) as register:
        register.decide(added)
    with sqlite3.connect(file) as connection:
        connection.executescript(
            "DROP INDEX tallies_most; DELETE FROM cards; DELETE FROM traits; DELETE FROM tallies; DELETE FROM entries;"
            "UPDATE about SET value = '7' WHERE name = 'version'"
        )
    with Register(file) as register:
        assert register.catalogue.total("documents") == 1
        assert register.catalogue.tally("documents", "says") == [("meetings", 1)]


def test_a_new_reading_takes_the_place_of_the_old(name: str) -> None:
    with Register(name) as register:
        assert not register.replace(reading("Riga"))
        register.add(reading("Riga"), added=ADDED)
        assert register.replace(reading("Tallinn"))
        assert list(register.readings()) == [reading("Tallinn")]
        assert register.added() == {DOCUMENT.id: ADDED}
