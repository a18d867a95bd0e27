"""Requests at a steady pace, whether or not those before are answered, and how long each took."""

import asyncio
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle

import httpx


@dataclass(slots=True)
class Times:
    """How long the answers of one page took, in milliseconds, the size of the last, and how many failed."""

    taken: list[float] = field(default_factory=list)
    size: int = 0
    failed: int = 0

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.taken) if self.taken else float("nan")

    @property
    def p95(self) -> float:
        """The one that 95 of 100 are not slower than."""
        ordered = sorted(self.taken)
        return ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)] if ordered else float("nan")


def load(address: str, pages: Mapping[str, Sequence[str]], rate: float, seconds: float) -> dict[str, Times]:
    """Ask for the pages in turn, `rate` times a second; each page has some addresses, which are asked for in turn."""
    return asyncio.run(_load(address, pages, rate, seconds))


async def _load(address: str, pages: Mapping[str, Sequence[str]], rate: float, seconds: float) -> dict[str, Times]:
    times = {name: Times() for name in pages}
    addresses = {name: cycle(paths) for name, paths in pages.items()}
    running: set[asyncio.Task[None]] = set()
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        start = time.perf_counter()
        for number, name in enumerate(cycle(pages)):
            due = start + number / rate
            if due - start > seconds:
                break
            await asyncio.sleep(max(due - time.perf_counter(), 0))
            task = asyncio.create_task(_ask(client, next(addresses[name]), times[name]))
            running.add(task)
            task.add_done_callback(running.discard)
        await asyncio.gather(*running)
    return times


async def _ask(client: httpx.AsyncClient, path: str, times: Times) -> None:
    started = time.perf_counter()
    try:
        answer = await client.get(path)
    except httpx.TransportError:
        times.failed += 1
        return
    times.taken.append((time.perf_counter() - started) * 1000)
    times.size = len(answer.content)
    times.failed += answer.status_code != 200
