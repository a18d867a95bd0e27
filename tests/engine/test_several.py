"""Several things at a time: in their order, no more at once than allowed, and few held."""

import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.engine.several import several


@given(st.lists(st.integers()), st.integers(1, 5))
def test_what_comes_is_what_would_come_one_by_one(items: list[int], at_once: int) -> None:
    assert list(several(items, lambda n: n * 2, at_once)) == [n * 2 for n in items]


def test_so_many_are_worked_on_at_a_time_and_few_are_held() -> None:
    together, taken = threading.Barrier(3, timeout=10), []

    def items() -> Iterator[int]:
        for number in range(30):
            taken.append(number)
            yield number

    def work(number: int) -> int:
        together.wait()  # each waits until three are at it
        return number

    found = several(items(), work, 3)
    assert next(found) == 0
    assert len(taken) <= 6
    assert list(found) == list(range(1, 30))


def test_a_fault_is_told_at_its_place() -> None:
    found = several([1, 0, 2], lambda n: 1 / n, 2)
    assert next(found) == 1
    with pytest.raises(ZeroDivisionError):
        next(found)
