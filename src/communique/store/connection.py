"""Opening a database and its transactions; law: an open register is of this program's version, or it is refused."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from communique.errors import RegisterError
from communique.store import tables

_SETTING_UP = 0x636F6D6D  # any number that no other program on the server is likely to lock


def connect(name: str, create: bool) -> Engine:
    """The database behind a register's name, set up. Raises `RegisterError`."""
    url = name if "://" in name else f"sqlite:///{name}"
    if "://" not in name and not create and not Path(name).exists():
        raise RegisterError(f"{name}: no such register. `communique add` makes one.")
    try:
        engine = create_engine(_with_driver(url), pool_pre_ping=True)
        _prepare(engine)
        _set_up(engine, name)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise RegisterError(f"{name}: no address of a register: {error}") from error
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: it cannot be opened: {cause(error)}") from error
    return engine


def writing(engine: Engine) -> AbstractContextManager[Connection]:
    """A transaction that takes its turn among the writers at once; readers wait for nobody."""
    return engine.execution_options(writing=True).begin()


def rows(engine: Engine, name: str, query: Any) -> list[Any]:
    """The rows that a query finds. Raises `RegisterError`."""
    try:
        with engine.connect() as connection:
            return list(connection.execute(query).mappings())
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: it could not be read: {cause(error)}") from error


def cause(error: SQLAlchemyError) -> str:
    """What the database said, in one line."""
    return str(error.orig if isinstance(error, DBAPIError) else error).strip().splitlines()[0]


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
        for pragma in ("busy_timeout = 30000", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _set_up(engine: Engine, name: str) -> None:
    """Nothing is written where all is there already, so that a register that may only be read opens too."""
    with engine.connect() as connection:
        found = _version(connection)
    if found != tables.VERSION:
        with writing(engine) as connection:
            _make(connection, name)


def _make(connection: Connection, name: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SETTING_UP})
    found = _version(connection)
    if found not in (None, tables.VERSION):
        raise RegisterError(f"{name}: a register of version {found}; this program reads version {tables.VERSION}.")
    tables.metadata.create_all(connection)
    if found is None:
        connection.execute(tables.about.insert(), {"name": "version", "value": str(tables.VERSION)})


def _version(connection: Connection) -> int | None:
    if not inspect(connection).has_table(tables.about.name):
        return None
    found = connection.execute(select(tables.about.c.value).where(tables.about.c.name == "version")).scalar()
    return None if found is None else int(found)
