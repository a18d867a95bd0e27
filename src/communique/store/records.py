"""The records, kept beside what they are derived from; law: they equal those that are derived from nothing."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, delete, select

from communique.model.record import Record
from communique.model.recorded import record_of, record_plain
from communique.store import bulk, cards, search, tables
from communique.store.query import fold

T = TypeVar("T")
Ids = set[tuple[str, str]]
Row = tuple[Any, ...]

_BATCH = 500
_REPORTS, _WORDS = 30, 4  # of a record that can be searched, which may have very many
_COLUMNS = ("kind", "id", "date", "status", "name", "body", "reported", "support", "data")
_NAME = _COLUMNS.index("name")
_PLAIN = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_NAMES = ("name", "person", "speaker", "member", "body")


class Rows(NamedTuple):
    """What is kept of some records of a kind, as rows of the tables.

    `again` are the ids of those that take the place of others.
    """

    again: list[str]
    records: list[Row]
    links: list[Row]
    entries: list[search.Entry]
    owners: list[Row]
    cards: cards.Rows


def compared(connection: Connection, kind: str, records: Iterable[Record]) -> Iterator[tuple[list[str], Rows | None]]:
    """Records of a kind, some at a time: the ids of all, and what is to be kept of those that are not kept as they are.

    All of it is made here, so that those who store wait for less.
    """
    columns = tables.records.c
    for batch in _batches(records):
        ids = [record.id for record in batch]
        query = select(columns.id, columns.data).where(columns.kind == kind, columns.id.in_(ids))
        had: dict[str, str] = {row.id: row.data for row in connection.execute(query)}
        new = [(record, data) for record in batch if had.get(record.id) != (data := _data(record))]
        yield ids, _rows(kind, new, had) if new else None


def _rows(kind: str, new: Sequence[tuple[Record, str]], had: Mapping[str, str]) -> Rows:
    """The rows of records with their data, of which some `had` other data before."""
    rows = [_row(kind, record, data) for record, data in new]
    made = [cards.of_record(kind, record, row[_NAME]) for (record, _), row in zip(new, rows, strict=True)]
    return Rows(
        again=[record.id for record, _ in new if record.id in had],
        records=rows,
        links=[(to, kind, record.id) for record, _ in new for to in sorted(set(_targets(dict(record.values))))],
        entries=[_entry(kind, record) for record, _ in new],
        owners=[(*item, kind, record.id) for record, _ in new for item in _new_items(record, had.get(record.id))],
        cards=cards.rows(kind, made),
    )


def _new_items(record: Record, before: str | None) -> Iterator[tuple[str, str]]:
    """The items of a record that it did not have before."""
    had = {(report["document"], report["item"]) for report in json.loads(before)["reports"]} if before else ()
    return (item for report in record.reports if (item := (report.document, report.item)) not in had)


def put(connection: Connection, kind: str, rows: Rows, tally: cards.Tally) -> None:
    """Keep records of a kind, in the place of former ones with their ids; `tally` counts what changes.

    They are found by their words once they are indexed.
    """
    drop(connection, {(kind, id) for id in rows.again}, tally)
    bulk.insert(connection, tables.records, _COLUMNS, rows.records)
    bulk.insert(connection, tables.links, ("target", "kind", "id"), rows.links)
    search.keep(connection, rows.entries)
    cards.put(connection, kind, rows.cards, tally)
    bulk.upsert(connection, tables.owners, rows.owners, new="kind = excluded.kind, id = excluded.id")


def drop(connection: Connection, items: Ids, tally: cards.Tally) -> None:
    """Take records away, and out of the search; `tally` counts what goes."""
    for batch in _batches(sorted(items)):
        for kind in {kind for kind, _ in batch}:
            ids = [id for other, id in batch if other == kind]
            for table in (tables.records, tables.links):
                connection.execute(delete(table).where(table.c.kind == kind, table.c.id.in_(ids)))
        search.drop(connection, batch)
        cards.drop(connection, batch, tally)


def read(data: str) -> Record:
    """The record that is kept in a row."""
    return record_of(json.loads(data))


def known(connection: Connection) -> Ids:
    """The kinds and ids of all records that are kept."""
    return {(kind, id) for kind, id in connection.execute(select(tables.records.c.kind, tables.records.c.id))}


def _row(kind: str, record: Record, data: str) -> Row:
    values = record.values
    days = [report.published for report in record.reports if report.published]
    return (
        kind,
        record.id,
        str(values.get("date") or values.get("period") or "")[:60],
        str(values.get("status") or values.get("stage") or ""),
        fold(_first_name(values))[:200],
        _identity(values.get("body") or values.get("of")),
        max(days, default="")[:40],
        record.support,
        data,
    )


def _data(record: Record) -> str:
    return _PLAIN.encode(record_plain(record))


def _first_name(values: Mapping[str, Any]) -> str:
    return next((_name(values[field]) for field in _NAMES if values.get(field)), "")


def _name(value: Any) -> str:
    return str(value.get("name", "")) if isinstance(value, dict) else str(value)


def _identity(value: Any) -> str:
    """The id of what a value points to, else its name."""
    return str(value.get("id") or fold(_name(value))[:200]) if isinstance(value, dict) else ""


def _targets(value: Any) -> Iterator[str]:
    """The ids of the records that a value, plain data, points to."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str) and "name" in value:
            yield value["id"]
        value = value.values()
    elif not isinstance(value, list | tuple):
        return
    for inner in value:
        if isinstance(inner, dict | list | tuple):
            yield from _targets(inner)


def _entry(kind: str, record: Record) -> search.Entry:
    title = _first_name(record.values)
    rest = [text for field, value in record.values.items() if field != "known" for text in _texts(value)]
    rest += [word for report in record.reports[:_REPORTS] for word in report.words[:_WORDS]]
    return search.entry(kind, record.id, title, " · ".join(dict.fromkeys(text for text in rest if text != title)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(value.get("name"))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        yield batch
