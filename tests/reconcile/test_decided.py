"""Decisions on readings and records: carried out, shown with their rule, and undone without a trace."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import BadDecision
from communique.extract import extract
from communique.model.decision import Decision, Item, claim_item, entity_item
from communique.model.document import Document
from communique.model.reading import Reading
from communique.model.record import Record
from communique.reconcile import everything, records
from communique.reconcile.amended import by_hand
from communique.reconcile.decided import decide
from communique.reconcile.located import locate

TEXTS = (
    "The 22nd SCO summit will be held in Bishkek on 3 May 2031, President Azamat Toktoev of Kyrgyzstan said.",
    "The 22nd SCO summit will be held in Osh on 4 May 2031. Azamat Toktoev, president of Kyrgyzstan, opened a school.",
    "The 23rd SCO summit will be held in Tashkent on 5 June 2032. The trade agreement was signed on 3 May 2031.",
    "Laos and Peru held talks in Lima on 2 May 2031. Peru has become a partner of the SCO, Rosa Quispe said. "
    "The budget panel waits.",
)
READINGS = [extract(Document(text=text, published="2031-01-15", source=f"{i}.txt")) for i, text in enumerate(TEXTS)]
CLAIMS = [claim_item(r.document.id, c) for r in READINGS for c in r.claims]
ENTITIES = [entity_item(r.document.id, e) for r in READINGS for e in r.entities]


def decision(action: str, second: int = 0, **parts: Any) -> Decision:
    when = f"2031-02-01T12:{second // 60:02}:{second % 60:02}+00:00"
    return Decision(**{"action": action, "who": "Ann", "when": when, **parts})


def item(kind: str, document: int, number: int = 0) -> Item:
    return [i for i in CLAIMS if i.kind == kind and i.document == READINGS[document].document.id][number]


def meetings(*decisions: Decision) -> list[Record]:
    return records("meetings", READINGS, decisions)


def of_document(found: Sequence[Record], document: int) -> Record:
    return next(r for r in found if READINGS[document].document.id in {x.document for x in r.reports})


@pytest.mark.parametrize("reading", READINGS, ids=lambda r: r.document.source)
def test_a_key_of_a_reading_finds_what_it_was_made_of(reading: Reading) -> None:
    for claim in reading.claims:
        assert locate(reading, claim_item(reading.document.id, claim)) == claim
    for entity in reading.entities:
        assert locate(reading, entity_item(reading.document.id, entity)) == entity


def test_a_key_finds_the_claim_in_a_later_reading_with_other_numbers_and_tighter_evidence() -> None:
    reading = READINGS[0]
    meeting = reading.of_kind("meeting")[0]
    span = meeting.evidence[0]
    tighter = (reading.document.span(span.start, span.end - (span.end - span.start) // 4),)
    moved = replace(meeting, id="m77", values={**meeting.values, "status": "postponed"}, evidence=tighter)
    found = locate(replace(reading, claims=(moved,)), item("meeting", 0))
    assert found == moved
    assert locate(replace(reading, claims=()), item("meeting", 0)) is None


def test_two_meetings_ruled_the_same_are_one_record() -> None:
    ruled = decision("same", items=(item("meeting", 0),), others=(item("meeting", 3),))
    assert len(meetings(ruled)) == len(meetings()) - 1


def test_a_rejected_claim_is_left_out_of_its_record() -> None:
    both = of_document(meetings(), 1)
    alone = of_document(meetings(decision("reject", items=(item("meeting", 0),))), 1)
    assert (both.support, alone.support) == (2, 1)


def test_a_corrected_value_is_shown_with_its_rule_and_what_was_read_is_kept_in_the_note() -> None:
    ruled = decision("correct", items=(item("meeting", 0),), field="place", value="Naryn", why="the host said so")
    record = of_document(meetings(ruled), 0)
    assert record.values["place"] == "Naryn"
    assert record.rules["place"] == "corrected by Ann on 2031-02-01: the host said so"
    assert {v.value for v in record.variants["place"]} == {"Naryn", "Osh"}
    amended = next(r for r in decide(READINGS, [ruled]).readings if r.document == READINGS[0].document)
    assert amended.of_kind("meeting")[0].basis["place"].endswith("(read: Bishkek)")


def test_an_accepted_value_is_shown_over_the_others() -> None:
    for document, place in ((0, "Bishkek"), (1, "Osh")):
        record = of_document(meetings(decision("accept", items=(item("meeting", document),), field="place")), 0)
        assert record.values["place"] == place
        assert [v.value for v in record.variants["place"] if v.shown] == [place]
        assert record.rules["place"] == "accepted by Ann on 2031-02-01"


def test_of_two_corrections_the_later_holds_in_any_order() -> None:
    ruled = [
        decision("correct", second, items=(item("meeting", 0),), field="date", value=f"2031-05-1{second}")
        for second in (1, 2)
    ]
    for order in (ruled, ruled[::-1]):
        assert of_document(meetings(*order), 0).values["date"] == "2031-05-12"


def test_a_person_can_be_renamed_and_is_so_in_the_claims() -> None:
    person = next(i for i in ENTITIES if i.kind == "person" and i.quote == "Rosa Quispe")
    ruled = decision("correct", items=(person,), field="name", value="Rosa Quispe Mamani")
    found = everything(READINGS, [ruled])
    assert "Rosa Quispe Mamani" in {p.values["name"] for p in found["people"]}
    assert "Rosa Quispe Mamani" in {s.values["speaker"]["name"] for s in found["statements"]}


def test_persons_ruled_different_are_two_records() -> None:
    named = [i for i in ENTITIES if i.kind == "person" and i.quote == "Azamat Toktoev"]
    assert len(named) == 2
    people = records("people", READINGS, [decision("different", items=named[:1], others=named[1:])])
    assert [p.values["name"] for p in people].count("Azamat Toktoev") == 2


def test_of_contradicting_pairs_the_later_decision_holds() -> None:
    a, b, c = (item("meeting", i) for i in (0, 2, 3))
    ruled = [
        decision("same", 1, items=(a, b, c)),
        decision("different", 2, items=(a,), others=(b,)),
    ]
    pairs = decide(READINGS, ruled).pairs
    assert len(pairs.different) == 1
    assert len(pairs.same) == 1
    assert decide(READINGS, [replace(ruled[0], when="2031-03-01T00:00:00+00:00"), ruled[1]]).pairs.different == ()


def test_a_record_by_hand_is_a_record_with_its_note_as_source() -> None:
    values = {"kind": "summit", "body": "SCO", "ordinal": 22, "status": "scheduled", "date": "2031-05-03"}
    ruled = decision("add", field="meeting", value=values, why="told by telephone")
    reading = by_hand(ruled)
    assert reading.bodies[0].known == "shanghai-cooperation-organisation"
    assert "told by telephone" in reading.document.text
    record = of_document(meetings(ruled), 0)
    assert ruled.note.id in {report.document for report in record.reports}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"kind": "summit", "status": "held", "colour": "red"}, "no field 'colour'"),
        ({"kind": "summit"}, "needs a status"),
        ({"kind": "feast", "status": "held"}, "'feast' is no kind"),
        ({"kind": "summit", "status": "held", "date": "soon"}, "is no date"),
    ],
)
def test_a_record_by_hand_that_its_kind_does_not_allow_is_refused(value: dict[str, Any], message: str) -> None:
    with pytest.raises(BadDecision, match=message):
        by_hand(decision("add", field="meeting", value=value))


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"action": "correct", "field": "colour", "value": "red"}, "no field 'colour'"),
        ({"action": "correct", "field": "status", "value": "done"}, "'done' is no status"),
        ({"action": "reject", "field": "status"}, "cannot be without its status"),
    ],
)
def test_what_cannot_be_carried_out_is_told_and_changes_nothing(parts: dict[str, Any], reason: str) -> None:
    found = decide(READINGS, [decision(**parts, items=(item("meeting", 0),))])
    assert [reason in idle.reason for idle in found.idle] == [True]
    assert list(found.readings) == READINGS


def test_what_is_not_read_any_more_is_told() -> None:
    bare = [replace(READINGS[0], claims=())]
    (idle,) = decide(bare, [decision("reject", items=(item("meeting", 0),))]).idle
    assert "any more" in idle.reason


VALUES = {"date": "2031-07-01", "place": "Quito", "status": "cancelled", "ordinal": 7, "kind": "talks"}


@st.composite
def decided(draw: st.DrawFn) -> list[Decision]:
    """Decisions of all actions about claims and entities, at times one after the other."""
    made = []
    for second in range(draw(st.integers(0, 4))):
        action = draw(st.sampled_from(("same", "different", "accept", "reject", "correct")))
        pool = draw(st.sampled_from(([i for i in CLAIMS if i.kind == "meeting"], ENTITIES)))
        first = draw(st.sampled_from(pool))
        if action in ("same", "different"):
            other = draw(st.sampled_from([i for i in pool if i.kind == first.kind]))
            made.append(decision(action, second, items=(first,), others=(other,)))
        else:
            field = "name" if first.kind in ("person", "body") else draw(st.sampled_from(sorted(VALUES)))
            parts = {"field": field, "value": VALUES.get(field, "Nobody Else")} if action == "correct" else {}
            made.append(decision(action, second, items=(first,), **parts))
    return made


@settings(max_examples=40, deadline=None)
@given(decided(), decided())
def test_deciding_and_undoing_leaves_everything_as_it_was(kept: list[Decision], undone: list[Decision]) -> None:
    clock = count(100)
    fresh = [replace(d, when=decision("undo", next(clock), supersedes="x").when) for d in undone]
    undoing = [decision("undo", next(clock), supersedes=d.id) for d in fresh]
    assert everything(READINGS, [*kept, *fresh, *undoing]) == everything(READINGS, kept)


@settings(max_examples=25, deadline=None)
@given(decided(), st.randoms())
def test_the_order_of_documents_and_decisions_does_not_matter(made: list[Decision], random: Any) -> None:
    readings, decisions = list(READINGS), list(made)
    random.shuffle(readings)
    random.shuffle(decisions)
    assert everything(readings, decisions) == everything(READINGS, made)
