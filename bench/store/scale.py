"""What a register of many claims costs: adding a document, deriving all records, searching."""

import multiprocessing
import os
import random
import resource
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bench.store.scaled import rows, scaled
from communique.model.decision import value_text
from communique.model.kinds import KINDS
from communique.model.reading import Reading
from communique.model.record import Record, Report
from communique.reconcile import renew, rules
from communique.store import Register, search
from communique.store.backup import fill
from communique.store.connection import writing
from communique.store.query import tokens

_ADDED = "2031-01-15T12:00:00+00:00"
_ROUNDS = 100
_SHOWN = 20  # hits of a search
_ASKED = ("names", "words", "phrases", "beginnings")
_NEW = 1_000_000  # copies with this number and later ones are in no register yet


Taken = tuple[float, float]


@dataclass(kw_only=True)
class Measure:
    """A register that is filled with so many claims and measured; unless `joined`, each claim and entity is a record.

    `adding` is the median time of adding a document, in seconds, once it is measured.
    """

    name: str
    readings: Sequence[Reading]
    claims: int
    joined: bool
    adding: float = 0.0

    def lines(self) -> Iterator[str]:
        """What was measured, line by line."""
        started = time.perf_counter()
        _fill(self.name, rows(self.readings, self.claims, _ADDED))
        yield f"stored in {time.perf_counter() - started:.0f} s"
        new = list(islice(scaled(self.readings, 10**9, _NEW), 2 * _ROUNDS))
        took = _added(self.name, new[:_ROUNDS])
        self.adding = statistics.median(each for each, _ in took)
        yield f"adding a document: {_times(took)}"
        yield from _derived(self.name, self.readings, new, joined=self.joined)


def _opened(name: str, joined: bool) -> Register:
    return Register(name, renew=renew, rules=rules) if joined else Register(name, derive=_each)


def filled(name: str, readings: Sequence[Reading], *, whole: bool) -> Iterator[str]:
    """What adding and searching cost in a register that is filled already, or (`whole`) all that is measured of one.

    Documents are added to it. Unless all is derived anew, the records that are searched are those derived last.
    """
    with Register(name) as register:
        others = (each for each in scaled(readings, 10**9, _NEW) if not register.holds(each.document))
        new = list(islice(others, 2 * _ROUNDS))
    yield f"adding a document: {_times(_added(name, new[:_ROUNDS]))}"
    if whole:
        yield from _derived(name, readings, new, joined=True)
    else:
        yield _alone(_search_as_it_is, name, _queries(readings))


def _derived(name: str, readings: Sequence[Reading], new: Sequence[Reading], *, joined: bool) -> Iterator[str]:
    yield _alone(_rebuild, name, joined)
    yield _alone(_search, name, joined, _queries(readings))
    yield _alone(_add_and_read, name, joined, new[_ROUNDS : _ROUNDS + 3])


def _added(name: str, readings: Sequence[Reading]) -> list[Taken]:
    with Register(name) as register:
        return [_timed(register.add, reading, added=_ADDED) for reading in readings]


def _fill(name: str, rows: Iterator[Any]) -> None:
    """Store rows as a backup is restored: what is measured is a full register, not the filling."""
    with Register(name) as register, writing(register._engine) as connection:
        fill(connection, name, rows)


def _each(readings: Iterable[Reading], decisions: Sequence[Any]) -> dict[str, list[Record]]:
    """A record for every claim, person and body: as much to keep and to search, and nothing joined."""
    found: dict[str, list[Record]] = {}
    for reading in readings:
        id = reading.document.id
        for entity in (*reading.people, *reading.bodies):
            plural = "people" if entity.type == "person" else "bodies"
            values = {"name": entity.name, "kind": entity.kind}
            found.setdefault(plural, []).append(_record(entity.type, id, entity.id, values))
        for claim in reading.claims:
            values = {name: value_text(value) for name, value in claim.values.items()}
            found.setdefault(KINDS[claim.kind].plural, []).append(_record(claim.kind, id, claim.id, values))
    return found


def _record(kind: str, document: str, item: str, values: dict[str, Any]) -> Record:
    report = Report(document=document, source=document, item=item, words=())
    return Record(kind=kind, id=f"{kind}-{document}-{item}", values=values, reports=(report,))


def _rebuild(name: str, joined: bool) -> str:
    with _opened(name, joined) as register:
        took, busy = _timed(register.refresh)
        held = f"{sum(register.counts().values()):,}"
        return f"all records ({held}) derived in {took:.1f} s ({busy:.1f} s of processor time)"


def _add_and_read(name: str, joined: bool, readings: Sequence[Reading]) -> str:
    with _opened(name, joined) as register:

        def both(reading: Reading) -> None:
            register.add(reading, added=_ADDED)
            register.list("meetings", limit=20)

        return f"adding a document and then reading records: {_times([_timed(both, r) for r in readings])}"


def _search(name: str, joined: bool, queries: Sequence[str]) -> str:
    with _opened(name, joined) as register:
        return _searched(register.search, queries)


def _search_as_it_is(name: str, queries: Sequence[str]) -> str:
    with Register(name) as register:
        return _searched(lambda query: search.search(register._engine, name, (query, ()), _SHOWN, None), queries)


def _searched(call: Callable[[str], Any], queries: Sequence[str]) -> str:
    call("warm")
    taken = [_timed(call, query) for query in queries]
    each = (f"{kind} {_middle([wall for wall, _ in taken[n :: len(_ASKED)]])}" for n, kind in enumerate(_ASKED))
    return f"search: {_times(taken)}: {'; '.join(each)}"


def _queries(readings: Sequence[Reading]) -> list[str]:
    """Names, words of one text, phrases and beginnings of words, as many of each."""
    chance = random.Random(1)
    found = []
    for _ in range(_ROUNDS):
        reading = chance.choice(readings)
        words = tokens(reading.document.text)
        at = chance.randrange(len(words) - 3)
        names = [entity.name for entity in (*reading.people, *reading.bodies)] or ["council"]
        found += [chance.choice(names), " ".join(chance.sample(words, 3)), f'"{words[at]} {words[at + 1]}"']
        found.append(f"{chance.choice([word for word in words if len(word) > 4])[:4]}*")
    return found


def _timed(call: Callable[..., Any], *arguments: Any, **named: Any) -> Taken:
    """The seconds that a call takes, and those in which this process, and those that it started, had a processor."""
    started, busy = time.perf_counter(), _busy()
    call(*arguments, **named)
    return time.perf_counter() - started, _busy() - busy


def _busy() -> float:
    others = os.times()
    return time.process_time() + others.children_user + others.children_system


def _times(taken: Sequence[Taken]) -> str:
    walls, busy = zip(*taken, strict=True)
    return f"{_middle(walls)} ({_middle(busy)} of processor time)"


def _middle(seconds: Sequence[float]) -> str:
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]
    return f"median {statistics.median(ordered) * 1000:.1f} ms, p95 {p95 * 1000:.1f} ms"


def _alone(call: Callable[..., str], *arguments: Any) -> str:
    """What a call says in a process of its own, and the most memory that it had."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_with_memory, (call, *arguments))


def _with_memory(call: Callable[..., str], *arguments: Any) -> str:
    said = call(*arguments)
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, others = (resource.getrusage(each).ru_maxrss / 2**20 for each in who)
    return f"{said}; at most {own:.2f} GB" + (f", and {others:.2f} GB in a second process" if others else "")
