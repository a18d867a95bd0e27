"""Chances of answers by the weights of their marks."""

import math

from hypothesis import given
from hypothesis import strategies as st

from communique.extract import moments
from communique.extract.weighing import shares, weigh, weights


@given(st.lists(st.floats(-500, 500), min_size=1, max_size=8))
def test_shares_make_one_and_follow_the_weights(given: list[float]) -> None:
    found = shares(given)
    assert math.isclose(sum(found), 1.0)
    assert found[given.index(max(given))] == max(found)


def test_unknown_marks_weigh_nothing() -> None:
    mark, weight = next(iter(weights(moments.ACTS).items()))
    assert weigh(moments.ACTS, [mark, "no such mark"]) == weight
