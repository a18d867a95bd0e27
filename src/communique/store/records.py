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

_BATCH = 500
_REPORTS, _WORDS = 30, 4  # of a record that can be searched, which may have very many
_COLUMNS = tuple(column.name for column in tables.records.columns)
_NAMES = ("name", "person", "speaker", "member", "body")


class Kept(NamedTuple):
    """What is kept of a record: its row, what it speaks of, what is searched, its card and traits, its new items.

    `again` tells that another record with its id is kept, whose place it takes.
    """

    id: str
    row: tuple[Any, ...]
    targets: list[str]
    entry: search.Entry
    card: cards.Made
    items: list[tuple[str, str]]
    again: bool


def compared(connection: Connection, kind: str, records: Iterable[Record]) -> Iterator[tuple[list[str], list[Kept]]]:
    """Records of a kind, some at a time: the ids of all, and what is to be kept of those that are not kept as they are.

    All of it is made here, so that those who store wait for less.
    """
    columns = tables.records.c
    for batch in _batches(records):
        ids = [record.id for record in batch]
        query = select(columns.id, columns.data).where(columns.kind == kind, columns.id.in_(ids))
        had: dict[str, str] = {row.id: row.data for row in connection.execute(query)}
        new = ((record, _data(record)) for record in batch)
        yield ids, [_kept(kind, record, data, had.get(record.id)) for record, data in new if had.get(record.id) != data]


def put(connection: Connection, kind: str, kept: Sequence[Kept], tally: cards.Tally) -> None:
    """Keep records of a kind, in the place of former ones with their ids; `tally` counts what changes."""
    drop(connection, {(kind, each.id) for each in kept if each.again}, tally)
    bulk.insert(connection, tables.records, _COLUMNS, [each.row for each in kept])
    links = [(to, kind, each.id) for each in kept for to in each.targets]
    bulk.insert(connection, tables.links, ("target", "kind", "id"), links)
    search.put(connection, [each.entry for each in kept])
    cards.put(connection, kind, [(each.card, each.items) for each in kept], tally)


def _kept(kind: str, record: Record, data: str, before: str | None) -> Kept:
    row = _row(kind, record, data)
    had = {(report["document"], report["item"]) for report in json.loads(before)["reports"]} if before else set()
    items = [(report.document, report.item) for report in record.reports]
    return Kept(
        id=record.id,
        row=tuple(row[name] for name in _COLUMNS),
        targets=sorted(set(_targets(record.values))),
        entry=_entry(kind, record),
        card=cards.of_record(kind, record, row["name"]),
        items=[item for item in items if item not in had],
        again=before is not None,
    )


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


def _row(kind: str, record: Record, data: str) -> dict[str, Any]:
    values = record.values
    days = [report.published for report in record.reports if report.published]
    return {
        "kind": kind,
        "id": record.id,
        "date": str(values.get("date") or values.get("period") or "")[:60],
        "status": str(values.get("status") or values.get("stage") or ""),
        "name": fold(_first_name(values))[:200],
        "body": _identity(values.get("body") or values.get("of")),
        "reported": max(days, default="")[:40],
        "support": record.support,
        "data": data,
    }


def _data(record: Record) -> str:
    return json.dumps(record_plain(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _first_name(values: Mapping[str, Any]) -> str:
    return next((_name(values[field]) for field in _NAMES if values.get(field)), "")


def _name(value: Any) -> str:
    return str(value.get("name", "")) if isinstance(value, Mapping) else str(value)


def _identity(value: Any) -> str:
    """The id of what a value points to, else its name."""
    return str(value.get("id") or fold(_name(value))[:200]) if isinstance(value, Mapping) else ""


def _targets(value: Any) -> Iterator[str]:
    """The ids of the records that a value points to."""
    if isinstance(value, Mapping):
        if isinstance(value.get("id"), str) and "name" in value:
            yield value["id"]
        for inner in value.values():
            yield from _targets(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _targets(inner)


def _entry(kind: str, record: Record) -> search.Entry:
    title = _first_name(record.values)
    rest = [text for field, value in record.values.items() if field != "known" for text in _texts(value)]
    rest += [word for report in record.reports[:_REPORTS] for word in report.words[:_WORDS]]
    return search.entry(kind, record.id, title, " · ".join(dict.fromkeys(text for text in rest if text != title)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts(value.get("name"))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        yield batch
