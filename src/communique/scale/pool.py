"""Shards on all cores; law: results come in the order of the shards, and a worker's death costs no more than an item.

A shard whose worker died is read once more, item by item in a worker of its own; an item that kills that one too is
refused.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing.connection import wait

from communique.model.outcome import Outcome
from communique.model.reading import Refused
from communique.scale import files
from communique.scale.lines import decode
from communique.scale.shard import Shard

Work = Callable[[Shard], bytes | str]
"""What reads a shard: into a file, whose path it gives, or into lines."""

_AHEAD = 2
"""Shards that wait or are read, for each worker: it always finds the next one, and few are held in memory."""
_FEW = 4
"""Shards that are read before the workers would have started."""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_all(shards: Iterable[Shard], jobs: int, work: Work | None = None) -> Iterator[list[Outcome]]:
    """What came of each shard, in their order, read by so many processes; by this one where that is as fast."""
    work = work or read_one
    shards = iter(shards)
    first = list(islice(shards, _FEW if jobs > 1 else 0))
    if jobs == 1 or len(first) < _FEW:
        for shard in chain(first, shards):
            yield outcomes(work(shard)) if shard.items else []
    else:
        with _Pool(jobs, work) as pool:
            yield from pool.read(chain(first, shards))


def read_one(shard: Shard) -> bytes | str:
    """Read a shard: into a file where it names a folder, else into lines."""
    from communique.scale.work import process_shard, read_shard  # the extractors are slow to import

    return read_shard(shard) if shard.out is None else process_shard(shard)


def outcomes(done: bytes | str) -> list[Outcome]:
    """The outcomes in lines or in the file of a shard. Raises `BadShard`."""
    return decode(done) if isinstance(done, bytes) else decode(files.read(done) or b"", done)


def refused(shard: Shard) -> list[Outcome]:
    """The outcome for items whose worker died twice."""
    reason = "the process that read it died twice (killed, or out of memory)"
    return [Outcome(key=None, found=Refused(source=item.source, reason=reason)) for item in shard.items]


class _Pool:
    """Workers that are replaced when one dies."""

    def __init__(self, jobs: int, work: Work) -> None:
        self._jobs, self._work = jobs, work
        self._workers = _workers(jobs)
        self._waiting: deque[tuple[Shard, Future[bytes | str] | None]] = deque()

    def __enter__(self) -> "_Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.shutdown(cancel_futures=True)

    def read(self, shards: Iterable[Shard]) -> Iterator[list[Outcome]]:
        """What came of each shard, in their order."""
        for shard in shards:
            self._waiting.append((shard, self._begin(shard)))
            if len(self._waiting) > _AHEAD * self._jobs:
                yield self._next()
        while self._waiting:
            yield self._next()

    def _begin(self, shard: Shard) -> "Future[bytes | str] | None":
        if not shard.items:
            return None
        try:
            return self._workers.submit(self._work, shard)
        except BrokenProcessPool as error:  # it is begun anew when the shard that broke the pool comes up
            failed: Future[bytes | str] = Future()
            failed.set_exception(error)
            return failed

    def _next(self) -> list[Outcome]:
        shard, future = self._waiting.popleft()
        try:
            return [] if future is None else outcomes(future.result())
        except BrokenProcessPool:
            self._renew()
            return [outcome for found in _one_by_one(shard, self._work) for outcome in found]

    def _renew(self) -> None:
        """Start new workers, and what the dead ones had not done again."""
        self._workers.shutdown(cancel_futures=True)
        self._workers = _workers(self._jobs)
        for _ in range(len(self._waiting)):
            shard, future = self._waiting.popleft()
            done = future is None or (future.done() and not future.cancelled() and future.exception() is None)
            self._waiting.append((shard, future if done else self._begin(shard)))


def _one_by_one(shard: Shard, work: Work) -> Iterator[list[Outcome]]:
    workers = _workers(1)
    try:
        for single in shard.singles():
            try:
                yield outcomes(workers.submit(work, single).result())
            except BrokenProcessPool:
                workers.shutdown()
                workers = _workers(1)
                yield refused(single)
    finally:
        workers.shutdown()


def _workers(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_start)


def _start() -> None:
    """Leave interruptions to the parent, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
