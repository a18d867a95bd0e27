"""Documents and what was read from them; law: a document is stored whole or not at all."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from communique.errors import RegisterError
from communique.model.document import Document
from communique.model.plain import claim_of, claim_plain, entity_of, entity_plain
from communique.model.reading import Reading
from communique.store import tables
from communique.store.connection import cause, rows, writing

_FIELDS = ("text", "title", "source", "publisher", "url", "published", "language")


def add(engine: Engine, name: str, reading: Reading, added: str) -> bool:
    """Store a document and its claims in one transaction; `False` where it is there already. Raises `RegisterError`."""
    try:
        with writing(engine) as connection:
            return _add(connection, reading, added)
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


def holds(engine: Engine, name: str, id: str) -> bool:
    """Whether a document with that id is stored. Raises `RegisterError`."""
    return bool(rows(engine, name, select(tables.documents.c.id).where(tables.documents.c.id == id)))


def readings(engine: Engine, name: str) -> Iterator[Reading]:
    """The documents with all that was read from them, in the order of their ids. Raises `RegisterError`."""
    entities = _by_document(engine, name, tables.entities)
    claims = _by_document(engine, name, tables.claims)
    for row in rows(engine, name, select(tables.documents).order_by(tables.documents.c.id)):
        document = Document(**{field: row[field] for field in _FIELDS})
        yield _reading(document, entities.get(row["id"], []), claims.get(row["id"], []))


def _by_document(engine: Engine, name: str, table: Any) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows(engine, name, select(table).order_by(table.c.document, table.c.number)):
        found.setdefault(row["document"], []).append(row["data"])
    return found


def _add(connection: Connection, reading: Reading, added: str) -> bool:
    document = reading.document
    row = {"id": document.id, "added": added, **{name: getattr(document, name) for name in _FIELDS}}
    insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(tables.documents)
    # of two writers of one document, the second waits here for the first, and then has nothing to add
    if not connection.execute(insert.values(row).on_conflict_do_nothing().returning(tables.documents.c.id)).all():
        return False
    _keep(connection, reading)
    return True


def _keep(connection: Connection, reading: Reading) -> None:
    id = reading.document.id
    entities = [entity_plain(entity) for entity in (*reading.people, *reading.bodies)]
    if entities:
        found = [{"document": id, "number": n, "data": data} for n, data in enumerate(entities)]
        connection.execute(tables.entities.insert(), found)
    if reading.claims:
        made = [{"kind": claim.kind, "data": claim_plain(claim)} for claim in reading.claims]
        connection.execute(tables.claims.insert(), [{"document": id, "number": n, **c} for n, c in enumerate(made)])


def _replace(connection: Connection, reading: Reading) -> bool:
    id = reading.document.id
    documents = tables.documents
    if not connection.execute(select(documents.c.id).where(documents.c.id == id).with_for_update()).first():
        return False
    for table in (tables.entities, tables.claims):
        connection.execute(table.delete().where(table.c.document == id))
    _keep(connection, reading)
    return True


def _reading(document: Document, entities: list[dict[str, Any]], claims: list[dict[str, Any]]) -> Reading:
    found = [entity_of(document, data) for data in entities]
    return Reading(
        document=document,
        people=tuple(e for e in found if e.type == "person"),
        bodies=tuple(e for e in found if e.type == "body"),
        claims=tuple(claim_of(document, data) for data in claims),
    )
