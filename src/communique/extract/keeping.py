"""What is worked out of a document is kept while it is read: several readers ask; law: nothing of it outlives that.

What stays in memory would be looked through for cycles again and again.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

SENTENCES = 512
"""Sentences of which something is kept."""

_FORGETTING: list[Callable[[], None]] = []


def kept(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the latest results of a function, so many at most, until the document has been read."""

    def keeping(work: Callable[P, T]) -> Callable[P, T]:
        known = lru_cache(most)(work)
        _FORGETTING.append(known.cache_clear)
        return cast(Callable[P, T], known)

    return keeping


def forget() -> None:
    """Let go of all that is kept."""
    for clear in _FORGETTING:
        clear()
