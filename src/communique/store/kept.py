"""What one derivation of the records keeps for the next; law: it is stored together with the records, or not at all."""

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from sqlalchemy import Connection, delete, select, tuple_

from communique.store import bulk, tables
from communique.store.spool import Spool

_BATCH = 500


class Kept:
    """What was kept, as one transaction sees it, and what shall be, in a file until it is stored.

    `stamp` is what no earlier derivation was called by; `changed` are the documents that are new or read anew since,
    `None` where nothing that was kept is of use.
    """

    def __init__(self, connection: Connection, file: IO[bytes], stamp: str, changed: frozenset[str] | None) -> None:
        self.stamp, self.changed, self.keeps = stamp, changed, True
        self._connection, self._spool = connection, Spool(file)
        self._new: dict[tuple[str, str], str | None] = {}

    def recall(self, part: str) -> Iterator[tuple[str, Any]]:
        """All that was kept of a part, by its keys."""
        if self.changed is None:
            return
        query = select(tables.kept.c.key, tables.kept.c.data).where(tables.kept.c.part == part)
        with self._connection.execution_options(yield_per=1000).execute(query) as found:
            for key, data in found:
                yield key, json.loads(data)

    def keep(self, part: str, key: str, plain: Any) -> None:
        """Keep plain data instead of what had that key; `None` keeps nothing."""
        data = None if plain is None else json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
        self._new[part, key] = data
        if len(self._new) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is new into the file."""
        if self._new:
            self._spool.put(self._new)
            self._new = {}

    def end(self) -> None:
        """Write the rest into the file."""
        self.flush()
        self._spool.end()


def any_kept(connection: Connection) -> bool:
    """Whether anything is kept."""
    return connection.execute(select(tables.kept.c.part).limit(1)).first() is not None


def put(connection: Connection, files: Iterable[IO[bytes]], *, anew: bool) -> None:
    """Store what is new in some files, and (`anew`) nothing else."""
    table = tables.kept
    if anew:
        connection.execute(delete(table))
    new: dict[tuple[str, str], str | None]
    for new in (new for file in files for new in Spool(file).read()):
        gone = [key for key, data in new.items() if data is None]
        if gone:
            connection.execute(delete(table).where(tuple_(table.c.part, table.c.key).in_(gone)))
        rows = [(*key, data) for key, data in sorted(new.items()) if data is not None]
        bulk.upsert(connection, table, rows, new="data = excluded.data")
