"""Shards on a Dask cluster that runs already; law: as in the pool, order and content do not hang on the workers."""

import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from typing import Any

from communique.errors import CommuniqueError
from communique.model.outcome import Outcome
from communique.scale.pool import Work, outcomes, read_one, refused
from communique.scale.shard import Shard

_AHEAD = 2


def read_on(
    shards: Iterable[Shard], address: str, work: Work = read_one, *, patience: float = 20
) -> Iterator[list[Outcome]]:
    """What came of each shard, in their order, read by the workers of the cluster whose scheduler is at an address.

    They need this program in the same version, and reach the shards' folder. Raises `CommuniqueError` where no
    cluster answers within the `patience`, in seconds, or it goes away.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise CommuniqueError("A cluster needs dask: pip install 'communique[scale]'.") from error
    try:
        with Client(address, timeout=patience, set_as_default=False) as client:
            yield from _Cluster(client, work).read(shards)
    except (OSError, TimeoutError, CancelledError) as error:
        raise CommuniqueError(f"{address}: no cluster answers there: {' '.join(str(error).split())[:200]}") from error


class _Cluster:
    def __init__(self, client: Any, work: Work) -> None:
        self._client, self._work = client, work
        self._waiting: deque[tuple[Shard, Any]] = deque()

    def read(self, shards: Iterable[Shard]) -> Iterator[list[Outcome]]:
        """What came of each shard, in their order."""
        for shard in shards:
            self._waiting.append((shard, self._begin(shard) if shard.items else None))
            if len(self._waiting) > _AHEAD * max(1, sum(self._client.nthreads().values())):
                yield self._next()
        while self._waiting:
            yield self._next()

    def _begin(self, shard: Shard) -> Any:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Sending large graph")  # a shard holds what is to be read
            return self._client.submit(self._work, shard, pure=False)

    def _next(self) -> list[Outcome]:
        from distributed import KilledWorker

        shard, future = self._waiting.popleft()
        try:
            return [] if future is None else outcomes(future.result())
        except KilledWorker:  # the cluster has tried it on several workers
            return [outcome for single in shard.singles() for outcome in self._alone(single)]

    def _alone(self, shard: Shard) -> list[Outcome]:
        from distributed import KilledWorker

        try:
            return outcomes(self._begin(shard).result())
        except KilledWorker:
            return refused(shard)
