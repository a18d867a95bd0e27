"""Records: joined where names settle it, in any order, with what disagrees kept."""

import itertools

import pytest

from communique.extract import extract
from communique.model.document import Document
from communique.model.reading import Reading
from communique.reconcile import KINDS, records


def read(text: str, source: str) -> Reading:
    return extract(Document(text=text, published="2031-01-15", source=source))


READINGS = [
    read(
        "The 22nd SCO summit will be held in Bishkek on 3 May 2031, President Azamat Toktoev of Kyrgyzstan said.",
        "a.txt",
    ),
    read("The 22nd SCO summit will be held in Osh on 3 May 2031. Azamat Toktoev opened a school.", "b.txt"),
    read("The 23rd SCO summit will be held in Bishkek on 3 May 2031.", "c.txt"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_the_order_of_documents_does_not_matter(kind: str) -> None:
    results = [records(kind, order) for order in itertools.permutations(READINGS)]
    assert all(result == results[0] for result in results)


def test_a_numbered_meeting_of_two_reports_is_one_record_and_keeps_both_places() -> None:
    meetings = records("meetings", READINGS)
    joined = next(m for m in meetings if m.values["ordinal"] == 22)
    assert joined.support == 2
    assert {v.value for v in joined.variants["place"]} == {"Bishkek", "Osh"}


def test_two_numbers_on_one_day_are_two_meetings() -> None:
    assert {m.values["ordinal"] for m in records("meetings", READINGS)} == {22, 23}


def test_one_person_in_two_documents_is_one_record() -> None:
    people = records("people", READINGS)
    assert [(p.values["name"], p.support) for p in people] == [("Azamat Toktoev", 2)]


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(KeyError, match="No kind named 'spells'"):
        records("spells", [])
