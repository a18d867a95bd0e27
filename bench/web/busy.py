"""The processor time that a server takes for each answer, which hangs less on what else runs here than time does."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path

import httpx

_ROUNDS = 15
_WARM = 2


Server = tuple[str, int]
"""The address of a server, and the number of its process; another process that it started is not counted."""


def busy(servers: Sequence[tuple[Server, Mapping[str, Sequence[str]]]]) -> Iterator[tuple[str, list[float]]]:
    """For each page of the first of some servers, the milliseconds that each which has it works for an answer.

    They are asked for it in turn, so that what else runs here slows all of them; of the answers the median is taken.
    """
    with ExitStack() as stack:
        clients = [stack.enter_context(httpx.Client(base_url=server[0], timeout=60)) for server, _ in servers]
        for page in servers[0][1]:
            asked = [(client, server[1], cycle(pages[page]))
                     for client, (server, pages) in zip(clients, servers, strict=True) if page in pages]  # fmt: skip
            taken = [[_taken(*each) for each in asked] for _ in range(_ROUNDS + _WARM)]
            yield page, [statistics.median(each[_WARM:]) for each in zip(*taken, strict=True)]


def _taken(client: httpx.Client, process: int, paths: Iterator[str]) -> float:
    path, started = next(paths), _worked(process)
    assert client.get(path).status_code == 200, path
    return (_worked(process) - started) / 1e6


def _worked(process: int) -> int:
    """Nanoseconds that all threads of a process have run."""
    tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks)
