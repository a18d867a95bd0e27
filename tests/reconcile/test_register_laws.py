"""Laws of the register: any order of documents, any repetition of them, gives the same records."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.model.reading import Reading
from communique.reconcile import everything
from communique.reconcile.groups import Rulings
from communique.reconcile.records import joined_records

DAYS = ("2031-05-04", "2031-05-06", "2031-05", "2031-06-03", None)
PEOPLE = ("Ana Ruiz", "A. Ruiz", "Ruiz", "Anna Ruiz", "Ivo Kral")
STATUSES = ("scheduled", "postponed", "cancelled", "held", "tentative")

Write = Callable[..., Reading]
Spec = tuple[str, str, str | None, str, int | None]
SPECS = st.tuples(
    st.sampled_from(["2031-04-10", "2031-04-20", "2031-05-07", "2031-06-04"]),
    st.sampled_from(PEOPLE),
    st.sampled_from(DAYS),
    st.sampled_from(STATUSES),
    st.sampled_from([None, 5, 6]),
)


def made(write: Write, n: int, spec: Spec) -> Reading:
    published, person, date, status, ordinal = spec
    text = f"{person} of the Grain Council told of a meeting in Izmir, report {n}."
    meeting = {"kind": "session", "body": "Grain Council", "status": status, "place": "Izmir"}
    meeting |= {"date": date} if date else {}
    meeting |= {"ordinal": ordinal} if ordinal else {}
    office = {"person": person, "role": "chair", "of": "Grain Council", "status": "current"}
    act = {"name": "northern grain quota agreement", "kind": "agreement", "stage": "agreed"}
    claims = [("meeting", text, meeting), ("post", person, office), ("act", "meeting", act)]
    return write(text, published, people=[person], bodies=["Grain Council"], claims=claims)


@settings(max_examples=60, deadline=None)
@given(specs=st.lists(SPECS, min_size=2, max_size=7), data=st.data())
def test_the_order_of_documents_and_their_repetition_do_not_matter(
    write: Write, specs: Sequence[Spec], data: st.DataObject
) -> None:
    readings = [made(write, n, spec) for n, spec in enumerate(specs)]
    order = data.draw(st.permutations([*readings, readings[0]]))
    assert everything(order) == everything(readings)


@settings(max_examples=40, deadline=None)
@given(specs=st.lists(SPECS, min_size=1, max_size=7))
def test_every_claim_and_entity_is_in_one_record_and_ids_are_distinct(write: Write, specs: Sequence[Spec]) -> None:
    readings = [made(write, n, spec) for n, spec in enumerate(specs)]
    found = everything(readings)
    items = [(r.document, r.item) for records in found.values() for record in records for r in record.reports]
    expected = [(r.document.id, x.id) for r in readings for x in (*r.people, *r.bodies, *r.claims)]
    assert sorted(items) == sorted(set(expected))
    ids = [record.id for records in found.values() for record in records]
    assert len(ids) == len(set(ids))


@pytest.fixture
def pair(write: Write) -> tuple[Reading, Reading]:
    return (
        made(write, 1, ("2031-04-10", "Ana Ruiz", "2031-05-06", "scheduled", None)),
        made(write, 2, ("2031-04-20", "Ana Ruiz", "2031-05-06", "scheduled", None)),
    )


def test_ruled_pairs_join_and_part_what_evidence_would_not(pair: tuple[Reading, Reading]) -> None:
    (a, b), claim = pair, "c1"
    keys = ((a.document.id, claim), (b.document.id, claim))
    assert len(joined_records(pair)["meetings"]) == 1
    assert len(joined_records(pair, Rulings(different=(keys,)))["meetings"]) == 2
    far = replace(b, claims=(replace(b.claims[0], values={**b.claims[0].values, "date": "2032-01-01"}), *b.claims[1:]))
    assert len(joined_records((a, far))["meetings"]) == 2
    (one,) = joined_records((a, far), Rulings(same=(keys,)))["meetings"]
    assert one.reasons[0].words == "ruled to be the same"


def test_a_numbered_meeting_keeps_its_id_when_its_date_and_reports_change(write: Write) -> None:
    first = made(write, 1, ("2031-04-10", "Ana Ruiz", "2031-05-06", "scheduled", 5))
    later = made(write, 2, ("2031-04-20", "Ivo Kral", "2031-06-03", "postponed", 5))
    (alone,), (both,), (other,) = (everything(r)["meetings"] for r in ([first], [first, later], [later]))
    assert alone.id == both.id == other.id
