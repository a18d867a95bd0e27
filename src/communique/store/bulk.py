"""Many rows into a table, as fast as each database takes them; law: they are what plain inserts would make of them."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

Row = tuple[Any, ...]


def insert(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Row]) -> None:
    """Put rows that are not there yet into some columns of a table."""
    if connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {table.name} ({', '.join(names)}) FROM STDIN", rows)
    elif rows:
        connection.exec_driver_sql(_inserting(table, tuple(names), "?"), list(rows))


def upsert(connection: Connection, table: Table, rows: Sequence[Row], *, new: str) -> None:
    """Put rows of all columns into a table; where their key is there already, only what `new` says is changed."""
    if rows:
        mark = "%s" if connection.dialect.name == "postgresql" else "?"
        names = tuple(column.name for column in table.columns)
        keys = ", ".join(column.name for column in table.primary_key)
        statement = f"{_inserting(table, names, mark)} ON CONFLICT ({keys}) DO UPDATE SET {new}"
        connection.exec_driver_sql(statement, list(rows))


@cache
def _inserting(table: Table, names: tuple[str, ...], mark: str) -> str:
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join([mark] * len(names))})"


def _copy(connection: Connection, statement: str, rows: Sequence[Row]) -> None:
    driven: Any = connection.connection.driver_connection
    try:
        with driven.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError(statement, None, error) from error
