"""Two readings of a document compared."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from communique.extract import extract
from communique.model.document import Document
from communique.reconcile.rereading import compare

TEXT = (
    "The 22nd SCO summit will be held in Bishkek on 3 May 2031, Kyrgyz President Azamat Toktoev said. "
    "Laos and Peru held talks in Lima on 2 May 2031."
)
READING = extract(Document(text=TEXT, published="2031-01-15", source="a.txt"))


def test_a_reading_does_not_differ_from_itself() -> None:
    assert compare(READING, READING).differences == ()


def test_numbers_of_claims_make_no_difference() -> None:
    renamed = tuple(replace(claim, id=f"x{n}") for n, claim in enumerate(READING.claims))
    assert compare(READING, replace(READING, claims=renamed)).differences == ()


@given(st.sets(st.sampled_from(range(len(READING.claims)))))
def test_what_is_left_out_is_told_and_the_other_way_round(left_out: set[int]) -> None:
    kept = tuple(claim for n, claim in enumerate(READING.claims) if n not in left_out)
    fewer = replace(READING, claims=kept)
    gone, new = compare(READING, fewer).differences, compare(fewer, READING).differences
    assert [d.what for d in gone] == ["not read any more"] * len(left_out)
    assert [d.what for d in new] == ["read anew"] * len(left_out)
    assert [d.before for d in gone] == [d.after for d in new]


def test_what_is_read_otherwise_is_told_from_and_to() -> None:
    changed = tuple(
        replace(claim, values={**claim.values, "place": "Osh"}) if claim["place"] == "Bishkek" else claim
        for claim in READING.claims
    )
    (difference,) = compare(READING, replace(READING, claims=changed)).differences
    assert difference.what == "read otherwise"
    assert "place: Bishkek" in str(difference.before)
    assert "place: Osh" in str(difference.after)
