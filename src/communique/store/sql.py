"""Statements and transactions; law: a document is stored whole or not at all."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from communique.errors import RegisterError
from communique.model.document import Document
from communique.model.plain import claim_of, claim_plain, entity_of, entity_plain
from communique.model.reading import Reading
from communique.store import tables

_FIELDS = ("text", "title", "source", "publisher", "url", "published", "language")


def add(engine: Engine, name: str, reading: Reading, added: str) -> bool:
    """Store a document and its claims in one transaction; `False` where it is there already. Raises `RegisterError`."""
    try:
        with _writing(engine) as connection:
            return _add(connection, reading, added)
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: the document could not be stored: {_cause(error)}") from error


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


def rows(engine: Engine, name: str, query: Any) -> list[Any]:
    """The rows that a query finds. Raises `RegisterError`."""
    try:
        with engine.connect() as connection:
            return list(connection.execute(query).mappings())
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: it could not be read: {_cause(error)}") from error


def _by_document(engine: Engine, name: str, table: Any) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows(engine, name, select(table).order_by(table.c.document, table.c.number)):
        found.setdefault(row["document"], []).append(row["data"])
    return found


def _add(connection: Connection, reading: Reading, added: str) -> bool:
    document = reading.document
    known = connection.execute(select(tables.documents.c.id).where(tables.documents.c.id == document.id)).first()
    if known:
        return False
    row = {"id": document.id, "added": added, **{name: getattr(document, name) for name in _FIELDS}}
    connection.execute(tables.documents.insert(), row)
    entities = [entity_plain(entity) for entity in (*reading.people, *reading.bodies)]
    if entities:
        rows = [{"document": document.id, "number": n, "data": data} for n, data in enumerate(entities)]
        connection.execute(tables.entities.insert(), rows)
    if reading.claims:
        made = [{"kind": claim.kind, "data": claim_plain(claim)} for claim in reading.claims]
        connection.execute(
            tables.claims.insert(), [{"document": document.id, "number": n, **c} for n, c in enumerate(made)]
        )
    return True


def _reading(document: Document, entities: list[dict[str, Any]], claims: list[dict[str, Any]]) -> Reading:
    found = [entity_of(document, data) for data in entities]
    return Reading(
        document=document,
        people=tuple(e for e in found if e.type == "person"),
        bodies=tuple(e for e in found if e.type == "body"),
        claims=tuple(claim_of(document, data) for data in claims),
    )


def connect(name: str, create: bool) -> Engine:
    """The database behind a register's name, set up. Raises `RegisterError`."""
    url = name if "://" in name else f"sqlite:///{name}"
    if "://" not in name and not create and not Path(name).exists():
        raise RegisterError(f"{name}: no such register. `communique add` makes one.")
    try:
        engine = create_engine(_with_driver(url))
        _prepare(engine)
        with _writing(engine) as connection:
            _set_up(connection, name)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise RegisterError(f"{name}: no address of a register: {error}") from error
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: it cannot be opened: {_cause(error)}") from error
    return engine


def _with_driver(url: str) -> str:
    parsed = make_url(url)
    driver = parsed.set(drivername="postgresql+psycopg") if parsed.drivername in ("postgres", "postgresql") else parsed
    return driver.render_as_string(hide_password=False)


def _prepare(engine: Engine) -> None:
    """Make SQLite wait for other writers, write ahead, hold transactions whole and check references."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 30000", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _writing(engine: Engine) -> AbstractContextManager[Connection]:
    """A transaction that takes its turn among the writers at once; readers wait for nobody."""
    return engine.execution_options(writing=True).begin()


def _set_up(connection: Connection, name: str) -> None:
    tables.metadata.create_all(connection)
    about = tables.about
    found = connection.execute(select(about.c.value).where(about.c.name == "version")).scalar()
    if found is None:
        connection.execute(about.insert(), {"name": "version", "value": str(tables.VERSION)})
    elif found != str(tables.VERSION):
        raise RegisterError(f"{name}: a register of version {found}; this program reads version {tables.VERSION}.")


def _cause(error: SQLAlchemyError) -> str:
    return str(error.orig if isinstance(error, DBAPIError) else error).strip().splitlines()[0]
