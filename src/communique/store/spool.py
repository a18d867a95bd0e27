"""Things in a file, in the order in which they were put there; law: who reads meanwhile reads whole ones only."""

import os
import pickle
from collections.abc import Callable, Iterator
from typing import IO, Any

_HEAD = 8  # bytes that tell how long the next thing is


class Spool:
    """A file that one process fills, to its end, and one reads, the same or another."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def put(self, thing: object) -> None:
        """Put a thing behind the others."""
        data = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
        self._file.write(len(data).to_bytes(_HEAD, "little") + data)
        self._file.flush()

    def end(self) -> None:
        """Tell that there will be no more."""
        self.put(None)

    def read(self, wait: Callable[[], None] | None = None) -> Iterator[Any]:
        """All things until the end; `wait` is called while the next one is not there yet, and may raise."""
        self._file.seek(0)
        while (thing := self._next(wait)) is not None:
            yield thing

    def _next(self, wait: Callable[[], None] | None) -> Any:
        start = self._file.tell()
        while True:
            head = self._file.read(_HEAD)
            size = int.from_bytes(head, "little")
            data = self._file.read(size) if len(head) == _HEAD else b""
            if size and len(data) == size:
                return pickle.loads(data)
            if wait is None:
                raise EOFError("The end of a spool is missing.")
            wait()
            self._file.seek(start, os.SEEK_SET)
