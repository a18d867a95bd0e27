"""What an edit of a page changed in the record."""

import pytest

from communique import read_text
from communique.model.followed import Alteration
from communique.model.reading import Reading
from communique.reconcile.edits import alterations

STORY = (
    "The Nordic Council will hold its 73rd session in Oslo on 3 March 2027 to discuss trade, fisheries and energy. "
    "Finland and Norway signed a treaty on fisheries on 1 February 2027."
    '\n\n"We will be ready," said Ola Berg, the foreign minister of Norway.'
)


def between(before: str, after: str) -> tuple[Alteration, ...]:
    old, new = read_text(before), read_text(after)
    assert isinstance(old, Reading)
    assert isinstance(new, Reading)
    return alterations(old, new)


def test_a_page_that_says_the_same_changes_nothing() -> None:
    assert between(STORY, STORY) == ()
    assert between(STORY, STORY + "\n\nRead more in our archive of last year's stories.") == ()


EDITS = [
    ("3 March 2027", "10 April 2027", "meeting", "date: 2027-03-03 → 2027-04-10"),
    ("in Oslo on", "in Bergen on", "meeting", "place: Oslo → Bergen"),
    ("73rd", "74th", "meeting", "ordinal: 73 → 74"),
    (", fisheries and energy", " and energy", "meeting", "agenda: energy, fisheries, trade → energy, trade"),
    ("We will be ready", "We are not ready", "statement", "content: We will be ready → We are not ready"),
    ("Finland and Norway signed a treaty on fisheries on 1 February 2027.", "", "act", "no longer said"),
]


@pytest.mark.parametrize(("old", "new", "kind", "what"), EDITS)
def test_a_silent_correction_is_told_from_what_to_what(old: str, new: str, kind: str, what: str) -> None:
    found = [(a.kind, a.what) for a in between(STORY, STORY.replace(old, new))]
    assert (kind, what) in found
    back = [(a.kind, a.what) for a in between(STORY.replace(old, new), STORY)]
    assert len(back) == len(found)
