"""Copies of a register, made while others write, and back; law: what is restored equals what was backed up."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import groupby, islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import JSON, Connection, Engine, exists, select
from sqlalchemy.exc import SQLAlchemyError

from communique.errors import RegisterError
from communique.store import cards, decisions, search, tables
from communique.store.connection import cause, connect, reading_from, writing
from communique.store.migrations import set_up

Row = tuple[str, dict[str, Any]]

_REGISTER = (tables.documents, tables.entities, tables.claims, tables.decisions)
_FOLLOWED = (tables.sources, tables.visits, tables.edits)
_WATCHED = (tables.watches, tables.taken, tables.alerts, tables.deliveries)
_BY_NAME = {table.name: table for table in (*_REGISTER, *_FOLLOWED, *_WATCHED, tables.about)}
_ABOUT = frozenset({"alerts secret", "alerts taken"})
"""Of what is noted about a register, what watches need; the rest, such as its layout, is the new register's own."""
_SQLITE = b"SQLite format 3\0"


def backup(engine: Engine, name: str, file: Path) -> None:
    """Copy a register as it is at one moment into a new file; it is there whole or not at all. Raises `RegisterError`.

    A register in a file becomes such a file, any other one lines of JSON: a line about the whole, one for each row
    of documents, entities, claims, decisions, what is remembered of sources, watches and what is to be sent, and one
    with their number.
    """
    with _new_file(file) as part:
        if engine.dialect.name == "sqlite":
            _copy(engine, name, part)
        else:
            with reading_from(engine, name) as connection, part.open("w", encoding="utf-8") as lines:
                for line in _lines(_rows(connection)):
                    lines.write(json.dumps(line, ensure_ascii=False) + "\n")


def restore(file: Path, name: str) -> None:
    """Make a register of a backup, in a new file or an empty database, whole or not at all. Raises `RegisterError`."""
    if "://" in name:
        _restore(file, name)
    else:
        with _new_file(Path(name)) as part:
            _restore(file, str(part))


def _restore(file: Path, name: str) -> None:
    with _backed_up(file) as rows:
        engine = connect(name, True, set_up)
        try:
            with writing(engine) as connection:
                fill(connection, name, rows)
        except SQLAlchemyError as error:
            raise RegisterError(f"{name}: it could not be restored: {cause(error)}") from error
        finally:
            engine.dispose()


@contextmanager
def _new_file(file: Path) -> Iterator[Path]:
    """A file under another name, which gets its own when all is written and on the disk."""
    if file.exists():
        raise RegisterError(f"{file}: it is there already, and is not overwritten.")
    part = file.with_name(f"{file.name}.part{os.getpid()}")
    try:
        yield part
        with part.open("rb") as written:
            os.fsync(written.fileno())
        os.link(part, file)  # unlike a renaming, it fails where somebody made the file meanwhile
    except OSError as error:
        raise RegisterError(f"{file}: it could not be written: {error.strerror}.") from error
    finally:
        for end in ("", "-wal", "-shm"):
            part.with_name(part.name + end).unlink(missing_ok=True)


def _copy(engine: Engine, name: str, part: Path) -> None:
    source = engine.raw_connection()
    try:
        with closing(sqlite3.connect(part)) as target:
            source.driver_connection.backup(target)  # type: ignore[union-attr]
            target.execute("PRAGMA journal_mode = DELETE")  # one file, without others beside it
    except sqlite3.Error as error:
        raise RegisterError(f"{name}: it could not be backed up: {error}") from error
    finally:
        source.close()


@contextmanager
def _backed_up(file: Path) -> Iterator[Iterator[Row]]:
    """The rows of a backup in either form."""
    try:
        with file.open("rb") as opened:
            start = opened.read(len(_SQLITE))
        if start == _SQLITE:
            with _rows_of_copy(file) as rows:
                yield rows
        else:
            with file.open(encoding="utf-8") as lines:
                yield _rows_of_lines(lines, file)
    except (OSError, UnicodeDecodeError) as error:
        raise RegisterError(f"{file}: it cannot be read: {error}") from error


@contextmanager
def _rows_of_copy(file: Path) -> Iterator[Iterator[Row]]:
    whole = not file.with_name(f"{file.name}-wal").exists()  # else it is a register that is in use
    address = f"file:{quote(str(file.resolve()))}?{'immutable=1' if whole else 'mode=rw'}"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            yield _rows_in_copy(connection, file)
    except sqlite3.Error as error:
        raise RegisterError(f"{file}: it cannot be read: {error}") from error


def _rows_in_copy(connection: sqlite3.Connection, file: Path) -> Iterator[Row]:
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if not {"about", "documents"} <= there:
        raise RegisterError(f"{file}: no backup of a register.")
    for name, table in _BY_NAME.items():
        coded = [column.name for column in table.c if isinstance(column.type, JSON)]
        for row in connection.execute(f"SELECT * FROM {name}") if name in there else ():
            if _wanted(name, dict(row)):
                yield name, {**dict(row), **{column: json.loads(row[column]) for column in coded}}


def _rows(connection: Connection) -> Iterator[Row]:
    for name, table in _BY_NAME.items():
        query = select(table).order_by(tables.alerts.c.number) if table is tables.alerts else select(table)
        with connection.execution_options(yield_per=1000).execute(query) as found:
            yield from ((name, dict(row)) for row in found.mappings() if _wanted(name, dict(row)))


def _wanted(table: str, row: Mapping[str, Any]) -> bool:
    return table != tables.about.name or row["name"] in _ABOUT


def _lines(rows: Iterable[Row]) -> Iterator[Mapping[str, Any]]:
    yield {"communique": "register", "version": tables.VERSION}
    count = 0
    for table, row in rows:
        count += 1
        yield {"table": table, "row": row}
    yield {"rows": count}


def _rows_of_lines(lines: Iterable[str], file: Path) -> Iterator[Row]:
    try:
        read = (json.loads(line) for line in lines)
        about = next(read, None)
        if not isinstance(about, dict) or about.get("communique") != "register":
            raise RegisterError(f"{file}: no backup of a register.")
        if int(about["version"]) > tables.VERSION:
            raise RegisterError(f"{file}: a backup of version {about['version']}; read is up to {tables.VERSION}.")
        for line in read:
            if "rows" in line:
                return
            yield line["table"], line["row"]
        raise RegisterError(f"{file}: the backup is cut off.")
    except (ValueError, KeyError, TypeError) as error:
        raise RegisterError(f"{file}: no backup of a register, or a damaged one: {error}") from error


def fill(connection: Connection, name: str, rows: Iterable[Row]) -> None:
    """Put rows, by the names of their tables, into an empty register. Raises `RegisterError` where it is not empty."""
    for table in (tables.documents, tables.decisions):
        if connection.execute(select(exists(select(table.c.id)))).scalar():
            raise RegisterError(f"{name}: there is something in it already; a backup is restored into an empty one.")
    for table_name, group in groupby(rows, key=lambda row: row[0]):
        plain = (row for _, row in group)
        while batch := list(islice(plain, 500)):
            connection.execute(_BY_NAME[table_name].insert(), [_as_new(table_name, row) for row in batch])
            if table_name == tables.documents.name:
                found = [search.entry("documents", r["id"], r["title"] or "", r["text"]) for r in batch]
                search.put(connection, found)
    cards.put_documents(connection)
    decisions.list_notes(connection)
    connection.execute(tables.pending.insert(), {"document": None})


def _as_new(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as a new register keeps it: alerts get numbers in their order, and no state of it was looked at."""
    if table == tables.alerts.name:
        return {name: value for name, value in row.items() if name != "number"}
    if table == tables.about.name and row["name"] == "alerts taken":
        return {**row, "value": json.dumps({**json.loads(row["value"]), "state": -1})}
    return dict(row)
