"""Several things done at a time; law: what comes of them comes in their order, and few are held."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 2
"""Things that are done or wait to be told, for each that may be done at a time."""


def several(items: Iterable[T], work: Callable[[T], R], at_once: int) -> Iterator[R]:
    """What comes of each item, so many worked on at a time, by threads where it is more than one.

    >>> list(several([3, 1, 2], str, 2))
    ['3', '1', '2']
    """
    if at_once == 1:
        yield from map(work, items)
        return
    waiting: deque[Future[R]] = deque()
    with _threads(at_once) as pool:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) >= _AHEAD * at_once:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def _threads(count: int) -> Iterator[ThreadPoolExecutor]:
    """Threads that begin nothing more when whoever asked wants no more."""
    pool = ThreadPoolExecutor(count)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
