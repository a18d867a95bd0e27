"""The small queries of pages, as plain SQL; law: each sees the state of its moment, and none changes anything.

A page asks a dozen of them, and to put one together anew each time takes longer than to answer it.
"""

import json
import sqlite3
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Engine, TextClause, text
from sqlalchemy.exc import SQLAlchemyError

from communique.errors import RegisterError
from communique.store.connection import alone, cause

Values = Mapping[str, Any]


def ask(engine: Engine, name: str, statement: str, values: Values) -> list[Any]:
    """The rows that a statement finds, as tuples.

    `:name` stands for a value, `{name}` for "is one of" a list, `{id_in_data}` for the id in a column of JSON.
    Raises `RegisterError`.
    """
    try:
        if engine.dialect.name == "sqlite":
            return _in_file(engine, statement, values)
        with alone(engine) as connection:
            return list(connection.execute(_on_server(statement, _lists(values)), values))
    except (SQLAlchemyError, sqlite3.Error) as error:
        said = cause(error) if isinstance(error, SQLAlchemyError) else error
        raise RegisterError(f"{name}: it could not be read: {said}") from error


def _in_file(engine: Engine, statement: str, values: Values) -> list[Any]:
    """Asked of the file itself, which has nothing to begin or to end."""
    lists = _lists(values)
    given = {**values, **{name: json.dumps(values[name]) for name in lists}} if lists else values
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(_sqlite(statement, lists), given)
        return list(cursor.fetchall())
    finally:
        connection.close()


def _lists(values: Values) -> tuple[str, ...]:
    return tuple([name for name, value in values.items() if isinstance(value, list)])


@cache
def _sqlite(statement: str, lists: tuple[str, ...]) -> str:
    return statement.format(
        id_in_data="json_extract(data, '$.id')",
        **{name: f"IN (SELECT value FROM json_each(:{name}))" for name in lists},
    )


@cache
def _on_server(statement: str, lists: tuple[str, ...]) -> TextClause:
    return text(statement.format(id_in_data="data ->> 'id'", **{name: f"= ANY(:{name})" for name in lists}))
