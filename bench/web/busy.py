"""The processor time that a server takes for each answer, which hangs less on what else runs here than time does."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path

import httpx

_ROUNDS = 9
_WARM = 2


def busy(address: str, process: int, pages: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, float]]:
    """The median of milliseconds that a server's process works for an answer of each page, one after the other.

    `process` is its number; another process that it started is not counted.
    """
    with httpx.Client(base_url=address, timeout=60) as client:
        for page, paths in pages.items():
            taken = []
            for path in islice(cycle(paths), _ROUNDS + _WARM):
                started = _worked(process)
                assert client.get(path).status_code == 200, path
                taken.append((_worked(process) - started) / 1e6)
            yield page, statistics.median(taken[_WARM:])


def _worked(process: int) -> int:
    """Nanoseconds that all threads of a process have run."""
    tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks)
