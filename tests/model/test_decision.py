"""Decisions: known by all that they say, and undone only by one in force."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import BadDecision
from communique.model.claim import Claim
from communique.model.decision import (
    Decision,
    Item,
    claim_item,
    decision_of,
    decision_plain,
    entity_item,
    in_force,
)
from communique.model.document import Document
from communique.model.entity import Entity

WHEN = "2031-01-15T12:00:00+00:00"
ITEM = Item(document="d1", kind="meeting", start=4, end=11, quote="council", said="kind: session")
OTHER = Item(document="d2", kind="meeting", start=0, end=6, quote="summit")
PERSON = Item(document="d1", kind="person", start=20, end=24, quote="Noor")


def decision(action: str, **parts: Any) -> Decision:
    return Decision(**{"action": action, "who": "Ann", "when": WHEN, **parts})


def undo(of: Decision, minute: int) -> Decision:
    return decision("undo", supersedes=of.id, when=f"2031-01-15T13:{minute:02}:00+00:00", why=str(minute))


def test_a_decision_comes_back_equal_from_json_with_the_same_id() -> None:
    made = decision("correct", items=(ITEM,), field="date", value="2031-05-03", why="misprint")
    back = decision_of(json.loads(json.dumps(decision_plain(made))))
    assert back == made
    assert back.id == made.id


def test_the_id_hangs_on_all_that_it_says() -> None:
    made = [
        decision("same", items=(ITEM,), others=(OTHER,)),
        decision("different", items=(ITEM,), others=(OTHER,)),
        decision("same", items=(ITEM,), others=(OTHER,), why="one hall"),
        decision("same", items=(ITEM,), others=(OTHER,), who="Ben"),
    ]
    assert len({d.id for d in made}) == len(made)


@pytest.mark.parametrize(
    ("action", "parts"),
    [
        ("merge", {}),
        ("same", {"items": (ITEM,)}),
        ("same", {"items": (ITEM,), "others": (PERSON,)}),
        ("different", {"items": (ITEM, OTHER)}),
        ("accept", {}),
        ("correct", {"items": (ITEM,), "field": "date"}),
        ("add", {"field": "spell", "value": {}}),
        ("undo", {}),
        ("accept", {"items": (ITEM,), "who": " "}),
        ("accept", {"items": (ITEM,), "when": "yesterday"}),
    ],
)
def test_what_lacks_a_part_is_refused(action: str, parts: dict[str, Any]) -> None:
    with pytest.raises(BadDecision):
        decision(action, **parts)


def test_an_item_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(BadDecision, match="No kind named 'spell'"):
        Item(document="d", kind="spell", start=0, end=1, quote="x")


def test_a_decision_holds_until_undone_and_again_when_the_undoing_is_undone() -> None:
    first = decision("accept", items=(ITEM,))
    second = undo(first, 1)
    third = undo(second, 2)
    assert in_force([first]) == [first]
    assert in_force([second, first]) == []
    assert in_force([third, first, second]) == [first]


def test_a_chain_of_undoings_holds_in_one_moment_too() -> None:
    made = [decision("accept", items=(ITEM,))]
    for why in range(6):
        made.append(decision("undo", supersedes=made[-1].id, why=str(why)))
    assert in_force(made) == [made[0]]


@given(st.lists(st.integers(0, 30), max_size=12), st.randoms())
def test_the_order_of_decisions_does_not_matter(of: list[int], random: Any) -> None:
    made = [decision("accept", items=(ITEM,), why=str(i)) for i in range(4)]
    for minute, i in enumerate(of):
        made.append(undo(made[i % len(made)], minute))
    shuffled = list(made)
    random.shuffle(shuffled)
    assert in_force(shuffled) == in_force(made)


def test_items_stand_on_the_words_and_not_on_the_number() -> None:
    document = Document(text="The council met in Riga. Noor spoke; Noor Haddad agreed.")
    spans = (document.span(4, 15),)
    values = {"kind": "session", "status": "held", "place": "Riga"}
    claim = Claim(kind="meeting", id="m7", values=values, evidence=spans, extractor="test 1")
    item = claim_item("d1", claim)
    assert (item.place, item.quote, item.said) == ((4, 15), "council met", "kind: session; place: Riga; status: held")
    person = Entity(id="p1", type="person", name="Noor Haddad", mentions=(document.span(25, 29), document.span(37, 48)))
    assert entity_item("d1", person).quote == "Noor Haddad"
