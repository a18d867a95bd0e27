"""Documents and what was read from them; law: a document is stored whole or not at all."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, Select, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from communique.errors import RegisterError
from communique.model.document import Document
from communique.model.plain import claim_of, claim_plain, entity_of, entity_plain
from communique.model.reading import Reading
from communique.store import cards, search, tables
from communique.store.asking import ask
from communique.store.connection import cause, reading_from, rows, writing

FIELDS = ("text", "title", "source", "publisher", "url", "published", "language")
Plain = dict[str, Any]
_DOCUMENTS = select(tables.documents.c.id, *(tables.documents.c[name] for name in FIELDS))
_CONTENTS = (
    "SELECT 0 AS place, document, {id_in_data}, CAST(data AS TEXT), number FROM entities WHERE document {ids}"
    " UNION ALL SELECT 1 AS place, document, {id_in_data}, CAST(data AS TEXT), number FROM claims WHERE document {ids}"
    " ORDER BY place, document, number"
)
_ENTITIES = (
    "SELECT 0 AS place, document, {id_in_data}, CAST(data AS TEXT), number FROM entities WHERE document {ids}"
    " ORDER BY document, number"
)
_CLAIMS = (
    "SELECT 1 AS place, document, {id_in_data}, CAST(data AS TEXT), number FROM claims"
    " WHERE document {ids} AND kind {kinds} ORDER BY document, number"
)
_TEXTS = f"SELECT id, {', '.join(FIELDS)} FROM documents WHERE id {{ids}}"
_NONE: Plain = {}
_END: tuple[str, Plain] = ("\U0010ffff", {})  # after every document


def add(engine: Engine, name: str, reading: Reading, added: str) -> bool:
    """Store a document and its claims in one transaction; `False` where it is there already. Raises `RegisterError`."""
    try:
        with writing(engine) as connection:
            return put(connection, reading, added)
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: the document could not be stored: {cause(error)}") from error


def replace(engine: Engine, name: str, reading: Reading) -> bool:
    """Put a new reading of a stored document in the place of the old; `False` where it is not stored.

    Raises `RegisterError`, and then the old one stays.
    """
    try:
        with writing(engine) as connection:
            return _replace(connection, reading)
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: the reading could not be stored: {cause(error)}") from error


def added(engine: Engine, name: str) -> dict[str, str]:
    """When each document was added, by its id. Raises `RegisterError`."""
    table = tables.documents
    return {row["id"]: row["added"] for row in rows(engine, name, select(table.c.id, table.c.added))}


def put(connection: Connection, reading: Reading, added: str) -> bool:
    """Store a document, all that was read from it, and that its records are to be derived; `False` if it is there."""
    document = reading.document
    row = {"id": document.id, "added": added, **{name: getattr(document, name) for name in FIELDS}}
    insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(tables.documents)
    # of two writers of one document, the second waits here for the first, and then has nothing to add
    if not connection.execute(insert.values(row).on_conflict_do_nothing().returning(tables.documents.c.id)).all():
        return False
    _put_contents(connection, reading)
    search.put(connection, [search.entry("documents", document.id, document.title or "", document.text)])
    return True


def _replace(connection: Connection, reading: Reading) -> bool:
    id = reading.document.id
    documents = tables.documents
    if not connection.execute(select(documents.c.id).where(documents.c.id == id).with_for_update()).first():
        return False
    for table in (tables.entities, tables.claims):
        connection.execute(table.delete().where(table.c.document == id))
    _put_contents(connection, reading)
    return True


def _put_contents(connection: Connection, reading: Reading) -> None:
    """Store what was read from a document that is stored without contents, and that its records are to be derived."""
    id = reading.document.id
    entities = [entity_plain(entity) for entity in reading.entities]
    claims = [claim_plain(claim) for claim in reading.claims]
    if entities:
        found = [{"document": id, "number": n, "data": data} for n, data in enumerate(entities)]
        connection.execute(tables.entities.insert(), found)
    if claims:
        made = [{"document": id, "number": n, "kind": data["kind"], "data": data} for n, data in enumerate(claims)]
        connection.execute(tables.claims.insert(), made)
    connection.execute(tables.pending.insert(), {"document": id})
    cards.put_document(connection, reading.document, {claim.kind for claim in reading.claims})


def holds(engine: Engine, name: str, id: str) -> bool:
    """Whether a document with that id is stored. Raises `RegisterError`."""
    return bool(rows(engine, name, select(tables.documents.c.id).where(tables.documents.c.id == id)))


def document(engine: Engine, name: str, id: str) -> Document | None:
    """The document with that id. Raises `RegisterError`."""
    kept = rows(engine, name, select(tables.documents).where(tables.documents.c.id == id))
    return document_of(kept[0]) if kept else None


def readings(engine: Engine, name: str, ids: Sequence[str] | None = None) -> Iterator[Reading]:
    """The documents, of some ids or all, with what was read from them, in the order of their ids."""
    with reading_from(engine, name) as connection:
        yield from readings_in(connection, ids)


def readings_in(connection: Connection, ids: Sequence[str] | None = None) -> Iterator[Reading]:
    """The readings as one transaction sees them, one at a time in memory."""
    query = _ordered(_DOCUMENTS)
    with (
        _stream(connection, _of(tables.entities, ids)) as entity_rows,
        _stream(connection, _of(tables.claims, ids)) as claim_rows,
        _stream(connection, query if ids is None else query.where(tables.documents.c.id.in_(ids))) as documents,
    ):
        entities, claims = _Contents(entity_rows), _Contents(claim_rows)
        for row in documents:
            yield _reading(_document(row[1:]), entities.of(row[0]), claims.of(row[0]))


Contents = tuple[Document, dict[str, str], dict[str, str]]


def contents(engine: Engine, name: str, ids: Sequence[str], kinds: Sequence[str] | None = None) -> list[Contents]:
    """Some documents, each with its entities and claims by their ids, as JSON. Raises `RegisterError`.

    With `kinds`, claims of these alone and no entities; where there are none of them, entities alone.
    """
    statement = _CONTENTS if kinds is None else _CLAIMS if kinds else _ENTITIES
    asked = {"ids": list(ids)} | ({"kinds": list(kinds)} if kinds else {})
    parts: tuple[dict[str, dict[str, str]], ...] = ({}, {})
    for place, document, id, data, _ in ask(engine, name, statement, asked):
        parts[place].setdefault(document, {})[id] = data
    found = [(row[0], _document(row[1:])) for row in ask(engine, name, _TEXTS, {"ids": list(ids)})]
    return [(document, parts[0].get(id, {}), parts[1].get(id, {})) for id, document in found]


def held(engine: Engine, name: str, ids: Sequence[str]) -> list[Reading]:
    """The readings of some documents, all at once in memory. Raises `RegisterError`."""
    return [
        _reading(document, [json.loads(data) for data in named.values()], [json.loads(data) for data in said.values()])
        for document, named, said in contents(engine, name, ids)
    ]


class Stored:
    """What one transaction sees, gone through as often as wanted, whole or in part, and little of it in memory."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __iter__(self) -> Iterator[Reading]:
        return readings_in(self._connection)

    def documents(self) -> Iterator[tuple[str, Document]]:
        """The documents alone, with their ids, in the order of these."""
        with _stream(self._connection, _ordered(_DOCUMENTS)) as found:
            for row in found:
                yield row[0], _document(row[1:])

    def each(self, kinds: Collection[str], *, named: bool = True) -> Iterator[tuple[str, Reading]]:
        """The readings with claims of some kinds alone; unless `named`, of documents with such claims, without names.

        What a claim's values were read from is left out, as records do not show it; its evidence stays. So is the text,
        unless `named`.
        """
        claimed = tables.claims.c.kind.in_(kinds)
        query = _ordered(_DOCUMENTS)
        if not named:
            query = query.where(tables.documents.c.id.in_(select(tables.claims.c.document).where(claimed)))
        with (
            _stream(self._connection, _of(tables.entities, None if named else ())) as entity_rows,
            _stream(self._connection, _of(tables.claims, None).where(claimed)) as claim_rows,
            _stream(self._connection, query) as documents,
        ):
            entities, claims = _Contents(entity_rows), _Contents(claim_rows)
            for row in documents:
                found = claims.of(row[0])
                for data in found:
                    data["spans"] = _NONE
                    data["basis"] = data["basis"] or _NONE
                reading = _reading(_document(row[1:]), entities.of(row[0]), found)
                yield row[0], reading if named else Reading(document=_textless(reading.document), claims=reading.claims)

    def some(self, ids: Collection[str]) -> Iterator[tuple[str, Reading]]:
        """The whole readings of some documents."""
        return ((reading.document.id, reading) for reading in readings_in(self._connection, list(ids)))


def document_of(row: Any) -> Document:
    """The document that is kept in a row."""
    return Document(**{field: row[field] for field in FIELDS})


def _document(values: Sequence[Any]) -> Document:
    return Document(**dict(zip(FIELDS, values, strict=True)))


def _textless(document: Document) -> Document:
    return Document(text="", **{field: getattr(document, field) for field in FIELDS if field != "text"})


class _Contents:
    """The rows of a table (document and data) in the order of their documents, taken document by document."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self._rows = iter(rows)
        self._document: str
        self._data: Plain
        self._document, self._data = next(self._rows, _END)

    def of(self, document: str) -> list[Plain]:
        """What the rows of a document hold; documents are to be asked for in their order."""
        found = []
        while self._document <= document:
            if self._document == document:
                found.append(self._data)
            self._document, self._data = next(self._rows, _END)
        return found


def _ordered(query: "Select[Any]") -> "Select[Any]":
    return query.order_by(tables.documents.c.id)


def _of(table: Any, ids: Sequence[str] | None) -> "Select[Any]":
    ordered = select(table.c.document, table.c.data).order_by(table.c.document, table.c.number)
    return ordered if ids is None else ordered.where(table.c.document.in_(ids))


def _stream(connection: Connection, query: "Select[Any]") -> "CursorResult[Any]":
    return connection.execution_options(yield_per=1000).execute(query)


def _reading(document: Document, entities: list[Plain], claims: list[Plain]) -> Reading:
    found = [entity_of(document, data) for data in entities]
    return Reading.of(document, found, (claim_of(document, data) for data in claims))
