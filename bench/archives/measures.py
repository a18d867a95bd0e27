"""Taking a crawl in: time, memory, a register after kills, a cluster beside the pool."""

import hashlib
import math
import random
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from communique import run
from communique.scale.cluster import read_on
from communique.scale.lines import encode
from communique.scale.pool import read_all
from communique.scale.shard import Shard, batches
from communique.scale.taking import Read, take_in
from communique.scale.work import read_shard
from communique.settings import Settings
from communique.store import Register

_NOW = "2031-03-01T12:00:00+00:00"
_STEP = 0.5


@dataclass(slots=True)
class Spent:
    """Seconds on the clock, and of all cores together."""

    wall: float = 0.0
    cpu: float = 0.0


@contextmanager
def spending() -> Iterator[Spent]:
    """What the lines within take, by this process and its children that have ended by then."""
    spent, wall, cpu = Spent(), time.perf_counter(), _cpu()
    yield spent
    spent.wall, spent.cpu = time.perf_counter() - wall, _cpu() - cpu


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def read_and_drop(shard: Shard) -> bytes:
    """Read a shard and keep nothing of it."""
    read_shard(shard)
    return encode([])


def reading_alone(archive: Path, jobs: int) -> Spent:
    """Read an archive with so many processes and store nothing."""
    items = run.fetched([str(archive)], Settings())
    shards = (Shard(items=tuple(batch)) for batch in batches(items))
    with spending() as spent:
        for _ in read_all(shards, jobs, read_and_drop):
            pass
    return spent


def taking_in(archive: Path, name: str, read: Read, out: str | None = None) -> Spent:
    """Read an archive into a register."""
    with spending() as spent, Register(name) as register:
        items = run.fetched([str(archive)], Settings())
        for _ in take_in(items, register, read, _NOW, Shard(items=(), out=out)):
            pass
    return spent


def by_pool(jobs: int) -> Read:
    """Reading by the process pool."""
    return partial(read_all, jobs=jobs)


def by_cluster(address: str) -> Read:
    """Reading by a Dask cluster."""
    return partial(read_on, address=address)


def digest(name: str) -> tuple[int, str]:
    """How many documents a register holds, and a hash of all of them, of what was read from them, and of what came of
    each item."""
    found, count = hashlib.sha256(), 0
    with Register(name, create=False) as register:
        for reading in register.readings():
            found.update(repr(reading).encode("utf-8", "surrogatepass"))
            count += 1
    with closing(sqlite3.connect(name)) as file:
        for row in file.execute("SELECT key, document, refused FROM inputs ORDER BY key"):
            found.update(repr(row).encode("utf-8", "surrogatepass"))
    return count, found.hexdigest()[:16]


@dataclass(slots=True)
class Killed:
    """The documents after each kill and in the end, and the most memory that the command and its workers held
    together, in MB, pages that they share counted once for each."""

    counts: list[int] = field(default_factory=list)
    peak: float = 0.0


def killed(archive: Path, name: str, jobs: int, kills: int, longest: float) -> Killed:
    """Kill the command so often at any moment within some seconds, then let it end."""
    chance, found = random.Random(0), Killed()
    for _ in range(kills):
        with _command(archive, name, jobs) as process:
            _watch(process, found, time.monotonic() + chance.uniform(0, longest))
            process.kill()
        found.counts.append(digest(name)[0] if Path(name).exists() else 0)
    with _command(archive, name, jobs) as process:
        _watch(process, found, math.inf)
    found.counts.append(digest(name)[0])
    return found


def _watch(process: "subprocess.Popen[bytes]", found: Killed, until: float) -> None:
    """Look at the memory of a command until it ends, or until a moment."""
    import psutil

    while process.poll() is None and time.monotonic() < until:
        try:
            own = psutil.Process(process.pid)
            all_of_them = (own, *own.children(recursive=True))
            found.peak = max(found.peak, sum(each.memory_info().rss for each in all_of_them) / 1e6)
        except psutil.NoSuchProcess:
            pass
        time.sleep(_STEP)


def _command(archive: Path, name: str, jobs: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "communique", "add", str(archive), "--db", name, "--jobs", str(jobs)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)
