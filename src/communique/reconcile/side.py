"""Work that several processes share; law: what is derived does not hang on how many they are.

All do the same with the same readings, but each makes only its part, and they tell each other what all need to know.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Protocol, TypeVar

T = TypeVar("T")

# What share of the time the records of each kind take, of persons and bodies with finding out who they are.
_WEIGHTS = {"statements": 17, "meetings": 9, "posts": 4, "acts": 2, "programmes": 0.5, "memberships": 0.5}
_NAMED = {"people": 5, "bodies": 5}
# The first process also stores what all have made, which takes as long as so much.
_STORING = 18


class Side(Protocol):
    """One of several processes, by its number from 0 on, and how many they are."""

    @property
    def number(self) -> int:
        """Which one this is."""
        ...

    @property
    def of(self) -> int:
        """How many there are."""
        ...

    def exchange(self, found: T) -> Sequence[T]:
        """What all of them found at one step, in the order of their numbers; each waits for the others."""
        ...


class Alone:
    """The only process."""

    number, of = 0, 1

    def exchange(self, found: T) -> Sequence[T]:
        """What this one found."""
        return [found]


ALONE = Alone()


@cache
def makers(of: int) -> Mapping[str, int]:
    """The number of the process that makes the records of each kind, by its plural."""
    found = {"people": 0, "bodies": 1 % of}
    loads = [float(_STORING), *[0.0] * (of - 1)]
    for kind, number in found.items():
        loads[number] += _NAMED[kind]
    for kind in _WEIGHTS:
        found[kind] = loads.index(min(loads))
        loads[found[kind]] += _WEIGHTS[kind]
    return found
