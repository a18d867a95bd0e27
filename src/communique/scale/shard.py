"""A shard: some items to be read together; law: what comes of it hangs on the shard alone, wherever it is read."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from communique._version import __version__
from communique.model.fetched import Fetched
from communique.model.reading import Refused

_ITEMS = 16
_BYTES = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Items to be read together (those refused on the way pass through), and the number of the first among all.

    `out` is the folder for its file: a path, or an address that fsspec knows (`s3://bucket/folder`).
    `max_characters` is the longest text that is read.
    """

    items: tuple[Fetched | Refused, ...]
    first: int = 0
    out: str | None = None
    max_characters: int = 1_000_000

    def singles(self) -> tuple["Shard", ...]:
        """Each item as a shard of its own."""
        return tuple(replace(self, items=(item,), first=self.first + n) for n, item in enumerate(self.items))


def key_of(item: Fetched, max_characters: int) -> str:
    """A hash of the item's content and of all on which it hangs whether and as which document it is read."""
    from communique.languages import LANGUAGES

    how = (__version__, *LANGUAGES, max_characters, item.media_type, item.charset, item.url)
    found = hashlib.sha256(json.dumps(how).encode())
    found.update(item.data)
    return found.hexdigest()[:32]


def batches(items: Iterable[Fetched | Refused]) -> Iterator[list[Fetched | Refused]]:
    """The items in their order, a few together: some seconds of work, a few megabytes."""
    batch: list[Fetched | Refused] = []
    size = 0
    for item in items:
        more = len(item.data) if isinstance(item, Fetched) else 0
        if batch and (len(batch) == _ITEMS or size + more > _BYTES):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += more
    if batch:
        yield batch
