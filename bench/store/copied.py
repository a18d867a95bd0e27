"""A register with all that was derived of it in another database, so that both are measured over the same."""

import sqlite3
from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Index, Table, delete, text

from communique.store import Register, bulk, search, tables
from communique.store.connection import writing

_BATCH = 5_000
_MADE = ("entries",)  # PostgreSQL keeps other words of them
_ENTRIES = "SELECT kind, id, title, text FROM entries ORDER BY number"


def copy(file: str, address: str) -> None:
    """Fill an empty database of a PostgreSQL server with the tables of a register that is a file."""
    source = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    with Register(address) as register, writing(register._engine) as connection:
        indices = _without_indices(connection)
        for table in tables.metadata.sorted_tables:
            if table.name not in _MADE:
                _copy(connection, source, table)
        for batch in _batches(source.execute(_ENTRIES)):
            search.put(connection, batch)
        for index in indices:
            index.create(connection)
    with register._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as settled:
        settled.execute(text("VACUUM ANALYZE"))
    register._engine.dispose()


def _copy(connection: Connection, source: sqlite3.Connection, table: Table) -> None:
    names = [column.name for column in table.columns if column is not table.autoincrement_column]
    connection.execute(delete(table))
    for batch in _batches(source.execute(f"SELECT {', '.join(names)} FROM {table.name}")):
        bulk.insert(connection, table, names, batch)


def _without_indices(connection: Connection) -> list[Index]:
    """The indices that are made faster afterwards, gone for now."""
    found = [
        index for table in (tables.entries, tables.claims, tables.records, tables.cards) for index in table.indexes
    ]
    for index in found:
        index.drop(connection)
    return found


def _batches(cursor: sqlite3.Cursor) -> Iterator[list[Any]]:
    while batch := list(islice(cursor, _BATCH)):
        yield batch
