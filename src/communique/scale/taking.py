"""Into the register; law: items come in their order, so that what is stored hangs on no number of workers.

One process writes, a shard at a time in one transaction with what its items came to; what was taken in before is
passed over unread, so that a run that was stopped goes on where it was.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from communique.model.fetched import Fetched
from communique.model.outcome import Outcome
from communique.model.reading import Reading, Refused
from communique.scale import files
from communique.scale.lines import BadShard
from communique.scale.pool import outcomes
from communique.scale.shard import Shard, batches, key_of
from communique.store import Register

Told = bool | Refused
Read = Callable[[Iterator[Shard]], Iterator[list[Outcome]]]


def take_in(
    items: Iterable[Fetched | Refused], register: Register, read: Read, now: str, pattern: Shard
) -> Iterator[Told]:
    """Read items into a register by way of `read`: `True` for each new document, `False` for one that is there.

    `now` is the time of adding, ISO 8601 in UTC; shards are made in the `pattern` of one. Raises `RegisterError`;
    what was added before stays.
    """
    aside: deque[list[Told]] = deque()
    for found in read(_unread(items, register, aside, pattern)):
        yield from aside.popleft()
        yield from _stored(found, register, now)


def merge(paths: Iterable[str], register: Register, now: str) -> Iterator[Told]:
    """Put the files of shards into a register, as `take_in` does. Raises `RegisterError` and `SourceError`."""
    for file in files.listed(paths):
        try:
            found = outcomes(file)
        except BadShard as error:
            source, _, reason = str(error).partition(": ")
            yield Refused(source=source, reason=reason)
        else:
            yield from _stored(found, register, now)


def _unread(
    items: Iterable[Fetched | Refused], register: Register, aside: deque[list[Told]], pattern: Shard
) -> Iterator[Shard]:
    """Shards of what was not taken in before; what was, and what was refused on the way, is told aside."""
    first = pattern.first
    for batch in batches(items):
        keys = {id(item): key_of(item, pattern.max_characters) for item in batch if isinstance(item, Fetched)}
        known = register.inputs(list(keys.values()))
        aside.append([told for item in batch for told in _known(item, keys.get(id(item)), known)])
        unread = tuple(item for item in batch if isinstance(item, Fetched) and keys[id(item)] not in known)
        yield Shard(items=unread, first=first, out=pattern.out, max_characters=pattern.max_characters)
        first += len(batch)


def _known(item: Fetched | Refused, key: str | None, known: dict[str, str | None]) -> Iterator[Told]:
    if isinstance(item, Refused):
        yield item
    elif key in known:
        reason = known[key]
        yield False if reason is None else Refused(source=item.source, reason=reason)


def _stored(found: list[Outcome], register: Register, now: str) -> Iterator[Told]:
    new = register.take(found, added=now) if found else []
    for outcome, fresh in zip(found, new, strict=True):
        yield fresh if isinstance(outcome.found, Reading) else outcome.found
