"""Items that are quick to read, and workers that die over one of them."""

import os
from pathlib import Path

from communique.model.fetched import Fetched
from communique.model.outcome import Outcome
from communique.model.reading import Reading
from communique.scale.pool import read_all, read_one
from communique.scale.shard import Shard
from communique.scale.taking import Told, take_in
from communique.store import Register

NOW = "2031-01-15T12:00:00+00:00"
TEXT = "Ministers of the Nordic Council will meet in Riga on {} March 2031, said Ilze Ozola, its president."
PATTERN = Shard(items=())


def item(number: int) -> Fetched:
    """One of many texts, every tenth of them the same as the one before."""
    number -= number % 10 == 9
    text = f"Meeting {number}\n\n{TEXT.format(number % 28 + 1)} It is the {number}th meeting."
    return Fetched(source=f"{number}.txt", data=text.encode())


def items(count: int) -> list[Fetched]:
    """So many texts, and one that cannot be read."""
    return [*(item(number) for number in range(count)), Fetched(source="empty.txt", data=b" ")]


def shards(count: int, size: int = 4, out: str | None = None) -> list[Shard]:
    """So many texts in shards of a size."""
    found = items(count)
    return [Shard(items=tuple(found[n : n + size]), first=n, out=out) for n in range(0, len(found), size)]


def known(outcomes: list[Outcome]) -> list[str]:
    """What came of items, in short."""
    return [o.found.document.id if isinstance(o.found, Reading) else str(o.found) for o in outcomes]


def in_process(found: list[Fetched], name: str) -> list[Told]:
    """Take items into a register without workers."""
    with Register(name) as register:
        return list(take_in(found, register, lambda s: read_all(s, 1), NOW, PATTERN))


def readings(name: str) -> list[Reading]:
    """All that a register holds."""
    with Register(name, create=False) as register:
        return list(register.readings())


def dies_over_a_text(shard: Shard) -> bytes | str:
    """A worker that a certain text kills."""
    if any(item.source == "7.txt" for item in shard.items):
        os._exit(9)
    return read_one(shard)


def dies_once(shard: Shard) -> bytes | str:
    """A worker that is killed from outside, once."""
    mark = Path(os.environ["MARK"])
    if any(item.source == "7.txt" for item in shard.items) and not mark.exists():
        mark.touch()
        os._exit(9)
    return read_one(shard)
