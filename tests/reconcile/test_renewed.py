"""Records after documents were added: only what may be other is made, and all are as if derived from nothing."""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.model.decision import Decision, claim_item
from communique.model.document import Document
from communique.model.entity import Passage
from communique.model.reading import Reading
from communique.model.record import Record
from communique.model.recorded import record_plain
from communique.reconcile import everything, renew

NAMES = ("Ana Ruiz", "A. Ruiz", "Ruiz", "Anna Ruiz", "Ivo Kral", "Kral")
BODIES = (("Grain Council", None), ("Council", None), ("GC", None), ("European Union", "eu"), ("Grain Office", None))
NOTICE = "No meeting of the council is planned for this week, the office said in its bulletin."
LONG = " ".join(f"word{n} of the long report" for n in range(30))

Write = Callable[..., Reading]
Spec = tuple[Any, ...]
SPECS = st.tuples(
    st.sampled_from(["2031-04-10", "2031-04-20", "2031-05-07", None]),
    st.sampled_from(NAMES),
    st.sampled_from(BODIES),
    st.sampled_from(["2031-05-04", "2031-05-06", "2031-05", None]),
    st.sampled_from(["scheduled", "postponed", "cancelled", "held"]),
    st.sampled_from([None, 5, 6]),
    st.sampled_from(["", NOTICE, LONG]),
    st.booleans(),
)


class Remembered:
    """A memory of plain data, as a register keeps it, and the records that were derived with it."""

    keeps = True

    def __init__(self) -> None:
        self.data: dict[tuple[str, str], str] = {}
        self.records: dict[str, dict[str, Record]] = {}
        self.changed: frozenset[str] | None = None
        self.count = self.made = 0

    @property
    def stamp(self) -> str:
        return str(self.count)

    def recall(self, part: str) -> Iterator[tuple[str, Any]]:
        if self.changed is not None:
            yield from [(key, json.loads(data)) for (of, key), data in self.data.items() if of == part]

    def keep(self, part: str, key: str, plain: Any) -> None:
        if plain is None:
            self.data.pop((part, key), None)
        else:
            self.data[part, key] = json.dumps(plain)

    def follow(self, readings: Sequence[Reading], changed: Sequence[Reading], ruled: Sequence[Decision] = ()) -> None:
        self.count += 1
        self.changed = frozenset(reading.document.id for reading in changed) if self.data else None
        new, self.made = {}, 0
        for each in renew(readings, ruled, self):
            made = {record.id: record for record in each.records}
            self.made += len(made)
            new[each.kind] = {**{id: self.records[each.kind][id] for id in each.same}, **made}
        self.records = new

    @property
    def plain(self) -> Any:
        return {kind: [record_plain(found[id]) for id in sorted(found)] for kind, found in self.records.items()}


def plain(readings: Sequence[Reading], ruled: Sequence[Decision] = ()) -> Any:
    found = everything(readings, ruled)
    return {kind: [record_plain(record) for record in records] for kind, records in found.items()}


def made(write: Write, n: int, spec: Spec) -> Reading:
    published, person, (body, known), date, status, ordinal, more, hung = spec
    text = f"{person} of the {body} told of a meeting in Izmir, and of a dinner, report {n}. {more}"
    if more == NOTICE:
        text = f"{person} told the {body} of a meeting, and of a dinner.\n{more}\n{n % 2}"
    meeting = {"kind": "session", "body": body, "status": status, "place": "Izmir", "participants": [person]}
    meeting |= {"date": date} if date else {}
    meeting |= {"ordinal": ordinal} if ordinal else {}
    office = {"person": person, "role": "chair", "of": body, "status": "current"}
    act = {"name": "northern grain quota agreement", "kind": "agreement", "stage": "agreed", "body": body}
    content = Passage(spans=(Document(text=text).span(text.index("a meeting"), text.index("a meeting") + 9),))
    said = {"speaker": person, "kind": "indirect", "cue": "told", "content": content}
    claims = [("meeting", "a meeting", meeting), ("post", person, office), ("act", "meeting", act)]
    claims += [("statement", "told", said)]
    if hung:
        basis = {"date": "counted from 'a meeting' (c1): 2 weeks after"}
        dinner = {"kind": "other", "status": "scheduled", "date": "2031-05-20", "basis": basis}
        claims += [("meeting", "a dinner", {**dinner, "participants": [person]})]
    return write(text, published, people=[person], bodies=[(body, known)], claims=claims)


@settings(max_examples=80, deadline=None)
@given(specs=st.lists(SPECS, min_size=2, max_size=9), data=st.data())
def test_records_that_follow_documents_are_those_derived_from_nothing(
    write: Write, specs: Sequence[Spec], data: st.DataObject
) -> None:
    readings = [made(write, n, spec) for n, spec in enumerate(specs)]
    memory, so_far = Remembered(), []
    rest = list({reading.document.id: reading for reading in readings}.values())
    while rest:
        few = data.draw(st.integers(1, 3))
        new, rest = rest[:few], rest[few:]
        so_far += new
        memory.follow(so_far, new)
        assert memory.plain == plain(so_far)


@settings(max_examples=40, deadline=None)
@given(specs=st.lists(SPECS, min_size=2, max_size=6), data=st.data())
def test_a_reading_that_is_replaced_is_followed_with_decisions_too(
    write: Write, specs: Sequence[Spec], data: st.DataObject
) -> None:
    readings = {reading.document.id: reading for reading in (made(write, n, spec) for n, spec in enumerate(specs))}
    first = next(iter(readings.values()))
    item = claim_item(first.document.id, first.claims[0])
    ruled = [
        Decision(action="correct", who="Ada", when="2031-06-01", items=(item,), field="place", value="Oslo", why="seen")
    ]
    memory = Remembered()
    memory.follow(list(readings.values()), (), ruled)
    id = data.draw(st.sampled_from(sorted(readings)))
    old = readings[id]
    readings[id] = Reading(document=old.document, people=old.people, bodies=old.bodies, claims=old.claims[:1])
    memory.follow(list(readings.values()), [readings[id]], ruled)
    assert memory.plain == plain(list(readings.values()), ruled)


def test_of_what_a_document_does_not_touch_nothing_is_made(write: Write) -> None:
    first = made(write, 1, ("2031-04-10", "Ana Ruiz", BODIES[0], "2031-05-04", "scheduled", None, "", False))
    other = made(write, 2, ("2031-04-10", "Ivo Kral", ("Tin Board", None), "2033-05-04", "held", None, LONG, False))
    memory = Remembered()
    memory.follow([first], [first])
    assert memory.made == len([record for found in memory.records.values() for record in found])
    memory.follow([first, other], [other])
    assert memory.made == 6
    memory.follow([first, other], ())
    assert memory.made == 0


class Together:
    """One of several sides that derive at once, each in a thread."""

    def __init__(self, number: int, found: list[Any], barrier: Barrier) -> None:
        self.number, self.of, self._found, self._barrier = number, len(found), found, barrier

    def exchange(self, found: Any) -> list[Any]:
        self._found[self.number] = found
        self._barrier.wait(10)
        told = list(self._found)
        self._barrier.wait(10)
        return told


@settings(max_examples=40, deadline=None)
@given(specs=st.lists(SPECS, min_size=2, max_size=9), of=st.integers(2, 4))
def test_sides_that_derive_together_make_what_one_makes(write: Write, specs: Sequence[Spec], of: int) -> None:
    readings = list({r.document.id: r for r in (made(write, n, spec) for n, spec in enumerate(specs))}.values())
    alone = Remembered()
    alone.follow(readings, readings)
    memories = [Remembered() for _ in range(of)]
    found: list[Any] = [None] * of
    barrier = Barrier(of)

    def derive(number: int) -> dict[str, list[Any]]:
        memories[number].count = alone.count
        side = Together(number, found, barrier)
        return {e.kind: list(map(record_plain, e.records)) for e in renew(readings, (), memories[number], side)}

    with ThreadPoolExecutor(of) as pool:
        sides = list(pool.map(derive, range(of)))
    assert {kind: records for side in sides for kind, records in side.items()} == alone.plain
    assert {key: data for memory in memories for key, data in memory.data.items()} == alone.data
