"""Readings that are gone through in part, with others laid over them."""

from communique.extract import extract
from communique.model.document import Document
from communique.reconcile.source import Overlaid, source_of

TEXTS = (
    "The 5th SCO summit will be held in Bishkek on 3 May 2031, Kyrgyz Foreign Minister Azamat Toktoev said.",
    "The 52nd meeting of the Council of Ministers of the Nordic Council took place in Oslo on 3 March 2031.",
)
READINGS = [extract(Document(text=text, published="2031-01-10")) for text in TEXTS]


def test_each_reading_comes_once_in_the_order_of_ids_with_what_is_asked_for() -> None:
    source = source_of(reversed(READINGS))
    assert source_of(source) is source  # type: ignore[arg-type]
    assert [id for id, _ in source.documents()] == sorted(reading.document.id for reading in READINGS)
    for id, reading in source.each(("meeting",), named=False):
        assert id == reading.document.id
        assert {claim.kind for claim in reading.claims} == {"meeting"}
        assert reading.people == reading.bodies == ()
    assert dict(source.some([READINGS[0].document.id])) == {READINGS[0].document.id: READINGS[0]}


def test_what_is_laid_over_comes_instead() -> None:
    first, second = READINGS
    under = source_of([first])
    other = extract(Document(text=second.document.text))
    both = Overlaid(under, {first.document.id: other, second.document.id: second})
    assert dict(both.documents()) == {first.document.id: other.document, second.document.id: second.document}
    assert {id: len(r.bodies) for id, r in both.each(())} == {
        first.document.id: len(other.bodies),
        second.document.id: len(second.bodies),
    }
