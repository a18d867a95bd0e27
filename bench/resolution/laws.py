"""The laws of the register over the stories: order, rebuilding and adding again change nothing."""

import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from json import loads
from pathlib import Path
from typing import Any

from communique import run
from communique.export.records import line
from communique.model.reading import Reading
from communique.model.record import Record
from communique.reconcile import everything
from communique.reconcile.records import KINDS
from communique.store import Register

_ADDED = "1987-12-31T00:00:00+00:00"
# After so many stories all records are asked for, as somebody would who reads while others add.
_BATCH = 92

Records = Mapping[str, tuple[Record, ...]]


def laws(readings: Sequence[Reading], seed: int) -> Iterator[str]:
    """What holds, a line each."""
    chance = random.Random(seed)
    built = everything(readings)
    others = (everything(chance.sample(readings, len(readings))) for _ in range(3))
    yield f"three other orders give the same register: {all(other == built for other in others)}"
    with tempfile.TemporaryDirectory() as place, run.register(str(Path(place) / "stories.db")) as register:
        new = [_add(register, reading, number) for number, reading in enumerate(chance.sample(readings, len(readings)))]
        kept = _records(register)
        yield f"added one by one and built from nothing are the same: {_told(kept) == _told(built)} ({sum(new)} new)"
        again = [register.add(reading, added=_ADDED) for reading in readings]
        yield f"added twice, nothing changes: {not any(again) and _records(register) == kept}"


def _add(register: Register, reading: Reading, number: int) -> bool:
    new = register.add(reading, added=_ADDED)
    if number % _BATCH == 0:
        register.refresh()
    return new


def _records(register: Register) -> Records:
    register.refresh()
    return {kind: tuple(register.records(kind)) for kind in KINDS}


def _told(records: Records) -> Mapping[str, tuple[Any, ...]]:
    """The records as plain data, whose keys have no order."""
    return {kind: tuple(loads(line(record)) for record in found) for kind, found in records.items()}
