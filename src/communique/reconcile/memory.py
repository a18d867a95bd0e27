"""What is kept of one derivation for the next; law: what is kept with a stamp follows from what the stamp stands for.

Each part holds plain data by keys: a document's under its id, a record's under its own.
"""

import hashlib
from collections.abc import Iterator
from typing import Any, Protocol


class Memory(Protocol):
    """What was kept, and what shall be."""

    @property
    def stamp(self) -> str:
        """What no earlier derivation was called by."""
        ...

    @property
    def changed(self) -> frozenset[str] | None:
        """The documents that are new or read anew since; `None` where nothing was kept, or it is of no use."""
        ...

    @property
    def keeps(self) -> bool:
        """Whether anything that is kept now is asked for later."""
        ...

    def recall(self, part: str) -> Iterator[tuple[str, Any]]:
        """All that was kept of a part, by its keys; nothing where nothing is of use."""
        ...

    def keep(self, part: str, key: str, plain: Any) -> None:
        """Keep plain data instead of what had that key; `None` keeps nothing."""
        ...


class Blank:
    """A memory that neither holds nor keeps anything."""

    stamp = ""
    changed: frozenset[str] | None = None
    keeps = False

    def recall(self, part: str) -> Iterator[tuple[str, Any]]:
        """Nothing."""
        del part
        return iter(())

    def keep(self, part: str, key: str, plain: Any) -> None:
        """Forget it."""


BLANK = Blank()


class Forgetting:
    """A memory that is of no use any more, but keeps what is new."""

    changed: frozenset[str] | None = None

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.stamp, self.keeps = memory.stamp, memory.keeps

    def recall(self, part: str) -> Iterator[tuple[str, Any]]:
        """Nothing."""
        del part
        return iter(())

    def keep(self, part: str, key: str, plain: Any) -> None:
        """Keep plain data instead of what had that key."""
        self._memory.keep(part, key, plain)


def mark(*parts: object) -> str:
    """Sixteen hexadecimal digits that stand for plain values."""
    return hashlib.blake2b(repr(parts).encode(errors="surrogatepass"), digest_size=8).hexdigest()
