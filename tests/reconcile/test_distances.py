"""Many words and names compared at once: none is left out that is alike when it is compared by itself."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.reconcile.distances import close, loosely
from communique.reconcile.spelling import LOOSE, SURNAME, Words, alike, is_full, skeleton, word_likeness

WORDS = st.sampled_from(
    [
        "lukashenko",
        "lukashenka",
        "karimov",
        "karimova",
        "kerimov",
        "gadhafi",
        "qaddafi",
        "greg",
        "gregory",
        "ann",
        "anne",
    ]
) | st.text(alphabet="aeiouhkgsztbvrn", min_size=1, max_size=9)
EDITED = st.builds(
    lambda word, at, letter: word[: at % (len(word) + 1)] + letter + word[(at + len(letter) % 2) % (len(word) + 1) :],
    WORDS,
    st.integers(0, 9),
    st.sampled_from(["", "a", "o", "k", "h"]),
).filter(bool)


@settings(max_examples=60, deadline=None)
@given(xs=st.lists(WORDS, min_size=1, max_size=12), ys=st.lists(WORDS | EDITED, min_size=1, max_size=12))
def test_no_pair_of_words_that_is_alike_is_left_out(xs: Sequence[str], ys: Sequence[str]) -> None:
    found = set(close(xs, ys, SURNAME))
    for x in xs:
        for y in ys:
            if skeleton(x) == skeleton(y) and word_likeness(x, y, SURNAME) >= SURNAME:
                assert (x, y) in found


@settings(max_examples=300, deadline=None)
@given(data=st.data(), mine=st.integers(2, 4), theirs=st.integers(2, 4))
def test_no_pair_of_names_that_is_loosely_alike_is_left_out(data: st.DataObject, mine: int, theirs: int) -> None:
    def name(length: int, of: st.SearchStrategy[str]) -> Words:
        return tuple(data.draw(st.lists(of, min_size=length, max_size=length)))

    first = name(mine, WORDS)
    known = st.sampled_from(first) | EDITED | st.sampled_from([word[0] for word in first])
    pairs = [(first, name(theirs, known)) for _ in range(4)]
    pairs = [pair for pair in pairs if is_full(pair[0]) and is_full(pair[1])]
    for (a, b), may in zip(pairs, loosely(pairs) if pairs else (), strict=True):
        assert may or alike(a, b)[0] < LOOSE
