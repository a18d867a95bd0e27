"""Writers that are killed at any moment: what they were told is stored must be there, whole and once."""

import os
import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from communique.model.reading import Reading
from communique.store import Register

_LONGEST = 0.5  # seconds that a writer lives after it has opened the register
_IN_OPENING = 0.1  # the share of writers that are not waited for to open it


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was killed, acknowledged and found, and what went wrong."""

    kills: int
    acknowledged: int
    stored: int
    lost: int
    duplicated: int
    corrupt: int


def kill_writers(name: str, readings: Sequence[Reading], kills: int, seed: int = 0) -> Outcome:
    """Start a writer and kill it, again and again, and then look at what is stored."""
    Register(name).close()
    chance = random.Random(seed)
    acknowledged: Counter[str] = Counter()
    for _ in range(kills):
        start = len(acknowledged) % len(readings)
        opened, seconds = chance.random() > _IN_OPENING, chance.uniform(0, _LONGEST)
        acknowledged.update(_one_life(name, [*readings[start:], *readings[:start]], opened, seconds))
    return _outcome(name, readings, kills, acknowledged)


def _one_life(name: str, readings: Sequence[Reading], opened: bool, seconds: float) -> list[str]:
    """The ids of the documents that a writer was told are stored, before it was killed."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.close(ours)
        _write(name, readings, theirs)
    os.close(theirs)
    if opened:
        os.read(ours, 1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(ours, encoding="ascii") as told:
        return [line.strip() for line in told if line.strip() and line.endswith("\n")]


def _write(name: str, readings: Sequence[Reading], told: int) -> None:
    try:
        with Register(name) as register:
            os.write(told, b"\n")
            for reading in readings:
                if register.add(reading, added="2031-01-15T12:00:00+00:00"):
                    os.write(told, f"{reading.document.id}\n".encode())
    finally:
        os._exit(0)


def _outcome(name: str, readings: Sequence[Reading], kills: int, acknowledged: Counter[str]) -> Outcome:
    whole = {reading.document.id: reading for reading in readings}
    with Register(name) as register:
        stored = list(register.readings())
    ids = Counter(reading.document.id for reading in stored)
    damaged = [reading for reading in stored if whole.get(reading.document.id) != reading]
    return Outcome(
        kills=kills,
        acknowledged=len(acknowledged),
        stored=len(ids),
        lost=len(set(acknowledged) - set(ids)),
        duplicated=sum(n > 1 for n in (*ids.values(), *acknowledged.values())),
        corrupt=len(damaged) + (_half_on_server(name) if "://" in name else _half_in_file(name)),
    )


_HALF = (
    "SELECT id FROM documents EXCEPT SELECT id FROM entries WHERE kind = 'documents'",
    "SELECT id FROM documents EXCEPT SELECT document FROM pending",
)


def _half_in_file(name: str) -> int:
    """How many documents cannot be searched or are not to be derived, and SQLite's complaints."""
    connection = sqlite3.connect(name)
    try:
        complaints = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        connection.execute("INSERT INTO found(found, rank) VALUES ('integrity-check', 1)")
        return len(complaints) + sum(len(connection.execute(query).fetchall()) for query in _HALF)
    except sqlite3.DatabaseError:
        return 1
    finally:
        connection.close()


def _half_on_server(name: str) -> int:
    import psycopg

    with psycopg.connect(name) as connection:
        return sum(len(connection.execute(query.encode()).fetchall()) for query in _HALF)
