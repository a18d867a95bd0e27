"""Records a page at a time, sorted and filtered; law: the pages one after the other hold each record once."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Engine, Select, func, select, tuple_

from communique.errors import RegisterError
from communique.model.document import Document
from communique.model.record import Record
from communique.store import records, tables
from communique.store.connection import rows
from communique.store.documents import document_of
from communique.store.pages import Asked, Page
from communique.store.query import fold

_COLUMNS = tables.records.c
SORTS = ("id", "date", "name", "status", "body", "reported", "support")


def _about(value: str) -> Any:
    links = tables.links.c
    return _COLUMNS.id.in_(select(links.id).where(links.target == value, links.kind == _COLUMNS.kind))


FILTERS: Mapping[str, Callable[[str], Any]] = {
    "status": lambda value: _COLUMNS.status == value,
    "body": lambda value: _COLUMNS.body == value,
    "name": lambda value: _COLUMNS.name.contains(fold(value), autoescape=True),
    "since": lambda value: _COLUMNS.date >= value,
    "until": lambda value: (_COLUMNS.date <= value + "~~") & (_COLUMNS.date != ""),
    "reported": lambda value: _COLUMNS.reported >= value,
    "support": lambda value: _COLUMNS.support >= int(value),
    "about": _about,
}


def page(engine: Engine, name: str, asked: Asked) -> Page[Record]:
    """The records that a question asks for. Raises `RegisterError`, also for what cannot be sorted or filtered by."""
    query = select(_COLUMNS.id, _COLUMNS.data).where(_COLUMNS.kind == asked.kind)
    for filter, value in asked.filters.items():
        query = query.where(_filter(name, filter, value))
    column = _COLUMNS[_sort(name, asked.sort.removeprefix("-"))]
    found = rows(engine, name, _after(query, column, asked).limit(asked.limit + 1))
    more = len(found) > asked.limit
    last = json.dumps([found[asked.limit - 1]["sorted"], found[asked.limit - 1]["id"]]) if more else None
    return Page(items=tuple(records.read(row["data"]) for row in found[: asked.limit]), next=last)


def get(engine: Engine, name: str, kind: str, id: str) -> Record | None:
    """The record of a kind with that id. Raises `RegisterError`."""
    found = rows(engine, name, select(_COLUMNS.data).where(_COLUMNS.kind == kind, _COLUMNS.id == id))
    return records.read(found[0]["data"]) if found else None


def documents(engine: Engine, name: str, limit: int, cursor: str | None) -> Page[Document]:
    """Documents in the order of their days, the latest first and those without a day last. Raises `RegisterError`."""
    columns = tables.documents.c
    day = func.coalesce(columns.published, "").label("day")
    query = select(tables.documents, day).order_by(day.desc(), columns.id).limit(limit + 1)
    if cursor:
        last, id = _cursor(cursor)
        query = query.where((day < last) | ((day == last) & (columns.id > id)))
    found = rows(engine, name, query)
    next = json.dumps([found[limit - 1]["day"], found[limit - 1]["id"]]) if len(found) > limit else None
    return Page(items=tuple(document_of(row) for row in found[:limit]), next=next)


def counts(engine: Engine, name: str) -> dict[str, int]:
    """How many documents there are, and records of each kind that has any. Raises `RegisterError`."""
    documents = rows(engine, name, select(func.count().label("n")).select_from(tables.documents))[0]["n"]
    found = rows(engine, name, select(_COLUMNS.kind, func.count().label("n")).group_by(_COLUMNS.kind))
    return {"documents": documents, **{row["kind"]: row["n"] for row in found}}


def _after(query: "Select[Any]", column: Any, asked: Asked) -> "Select[Any]":
    down = asked.sort.startswith("-")
    if asked.cursor:
        last, both = _cursor(asked.cursor), tuple_(column, _COLUMNS.id)
        query = query.where(both < last if down else both > last)
    order = (column.desc(), _COLUMNS.id.desc()) if down else (column, _COLUMNS.id)
    return query.add_columns(column.label("sorted")).order_by(*order)


def _cursor(cursor: str) -> tuple[Any, str]:
    try:
        last, id = json.loads(cursor)
    except ValueError:
        raise RegisterError(f"{cursor!r} is no cursor of a page.") from None
    return last, id


def _filter(name: str, filter: str, value: str) -> Any:
    if filter not in FILTERS:
        raise RegisterError(f"{name}: no filter named {filter!r}. Known: {', '.join(FILTERS)}.")
    if filter == "support" and not value.isdecimal():
        raise RegisterError(f"{name}: {value!r} is no number of reports.")
    return FILTERS[filter](value)


def _sort(name: str, column: str) -> str:
    if column not in SORTS:
        raise RegisterError(f"{name}: records are not sorted by {column!r}. Known: {', '.join(SORTS)}.")
    return column
