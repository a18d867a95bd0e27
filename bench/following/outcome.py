"""What the register and the server's log show in the end: what is missing or double, how fast hosts were asked."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from bench.following.world import World
from communique import run

_ITEM = re.compile(r"item-(\d+)-(\d+)")
_WINDOW = 10.0
Item = tuple[int, int]


def found(register: Path) -> tuple[Counter[Item], dict[Item, float]]:
    """How often each item stands in the register, and when it was added."""
    times: Counter[Item] = Counter()
    added: dict[Item, float] = {}
    with run.register(str(register)) as opened:
        stamps = opened.added()
        for document in run.stored(opened):
            for feed, number in _ITEM.findall(document.text)[:1]:
                times[int(feed), int(number)] += 1
                added[int(feed), int(number)] = datetime.fromisoformat(stamps[document.id]).timestamp()
    return times, added


def count(register: Path) -> int:
    """How many documents stand in the register."""
    with run.register(str(register)) as opened:
        return len(opened.added())


def expected(world: World) -> set[Item]:
    """All items that were published."""
    return {(feed, number) for feed in range(world.feeds) for number in world.published(feed, world.end)}


def lines(world: World, register: Path, log: Path, every: float) -> Iterator[str]:
    """What came of it, a line for each question."""
    times, added = found(register)
    wanted = expected(world)
    missing = sorted(wanted - set(times))
    double = [item for item, n in times.items() if n > 1]
    once = wanted & {item for item, n in times.items() if n == 1}
    yield f"items published {len(wanted):,}, in the register once {len(once):,}"
    yield f"missing {len(missing)}, twice {len(double)}, never published {len(set(times) - wanted)}"
    if missing:
        yield f"missing by manner: {dict(Counter(world.manner(feed) for feed, _ in missing))}; first {missing[:5]}"
    lags = {item: at - world.moment(*item) for item, at in added.items() if item in wanted}
    for name, some in (("all feeds", lags), ("feeds that behave", _well(world, lags))):
        yield f"lag of {name}: median {_at(some, 0.5):.0f} s, 95 % {_at(some, 0.95):.0f} s, most {_at(some, 1):.0f} s"
    asked = _asked(log)
    gaps = [b - a for moments in asked.values() for a, b in pairwise(moments)]
    yield (
        f"requests {sum(map(len, asked.values())):,} to {len(asked):,} hosts; shortest gap on a host "
        f"{min(gaps, default=0):.2f} s; most on a host in {_WINDOW:.0f} s: {max(map(_most, asked.values()), default=0)}"
    )
    looks = [b - a for path, moments in _looks(world, log) for a, b in pairwise(moments)]
    yield (
        f"looks at feeds that behave: every {_quantile(looks, 0.5):.1f} s (plan {every:.0f} s), "
        f"95 % within {_quantile(looks, 0.95):.1f} s, longest {_quantile(looks, 1):.1f} s"
    )


def _well(world: World, lags: Mapping[Item, float]) -> dict[Item, float]:
    return {item: lag for item, lag in lags.items() if world.manner(item[0]) in ("well", "no marks")}


def _at(lags: Mapping[Item, float], share: float) -> float:
    return _quantile(list(lags.values()), share)


def _quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0


def _asked(log: Path) -> dict[str, list[float]]:
    """When each host was asked."""
    asked: dict[str, list[float]] = defaultdict(list)
    for line in log.read_text(encoding="ascii").splitlines():
        at, host, _ = line.split(" ")
        asked[host].append(float(at))
    return {host: sorted(moments) for host, moments in asked.items()}


def _most(moments: Sequence[float]) -> int:
    """The most requests within a window."""
    first, most = 0, 0
    for last, at in enumerate(moments):
        while at - moments[first] > _WINDOW:
            first += 1
        most = max(most, last - first + 1)
    return most


def _looks(world: World, log: Path) -> Iterator[tuple[str, list[float]]]:
    """When each feed that behaves was asked for."""
    well = {f"/f/{feed}.xml" for feed in range(world.feeds) if world.manner(feed) in ("well", "no marks")}
    looks: dict[str, list[float]] = defaultdict(list)
    for line in log.read_text(encoding="ascii").splitlines():
        at, _, path = line.split(" ")
        if path in well:
            looks[path].append(float(at))
    yield from looks.items()
