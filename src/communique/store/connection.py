"""Opening a database and its transactions; law: an open register is of this program's version, or it is refused."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import ARRAY, Connection, Engine, Table, any_, bindparam, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from communique.errors import RegisterError

_ROOM = 256 * 1024  # KiB
_SETTING_UP = 0x636F6D6D  # any number that no other program on the server is likely to lock


def connect(name: str, create: bool, set_up: Callable[[Engine, str], None]) -> Engine:
    """The database behind a register's name, set up. Raises `RegisterError`."""
    url, name = name if "://" in name else f"sqlite:///{name}", shown(name)
    if "://" not in name and not create and not Path(name).exists():
        raise RegisterError(f"{name}: no such register. `communique add` makes one.")
    try:
        url = _with_driver(url)
        engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))  # a file never hangs up
        _prepare(engine)
        set_up(engine, name)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise RegisterError(f"{name}: no address of a register: {error}") from error
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: it cannot be opened: {cause(error)}") from error
    return engine


def shown(name: str) -> str:
    """A register's name as it may be shown: without the password of a database's address."""
    return re.sub(r"(://[^/@:]*):[^/@]*@", r"\1:***@", name)


def writing(engine: Engine) -> AbstractContextManager[Connection]:
    """A transaction that takes its turn among the writers at once; readers wait for nobody."""
    return engine.execution_options(writing=True).begin()


def take_turn(connection: Connection) -> None:
    """Wait for others who make or change tables on a server, until they are through; a file has one writer."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SETTING_UP})


@contextmanager
def roomy(connection: Connection) -> Iterator[None]:
    """Have SQLite keep more of a large change in memory while it is made."""
    if connection.dialect.name != "sqlite":
        yield
        return
    (usual,) = connection.exec_driver_sql("PRAGMA cache_size").one()
    connection.exec_driver_sql(f"PRAGMA cache_size = {-_ROOM}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {usual}")


@contextmanager
def unindexed(connection: Connection, tables: Sequence[Table]) -> Iterator[None]:
    """Have SQLite make the indexes of some tables when they are filled, which is faster than row by row."""
    indexes = [index for table in tables for index in table.indexes] if connection.dialect.name == "sqlite" else []
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)


@contextmanager
def reading_from(engine: Engine, name: str) -> Iterator[Connection]:
    """A transaction that sees one state of the database throughout. Raises `RegisterError`."""
    level = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    try:
        with engine.execution_options(**level).connect() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: it could not be read: {cause(error)}") from error


def rows(engine: Engine, name: str, query: Any) -> list[Any]:
    """The rows that a query finds, by itself. Raises `RegisterError`."""
    try:
        with alone(engine) as connection:
            return list(connection.execute(query).mappings())
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: it could not be read: {cause(error)}") from error


def found(engine: Engine, name: str, query: Any, values: Mapping[str, Any] | None = None) -> list[Any]:
    """The same rows as tuples, which are faster; `values` are those of a query's parameters. Raises `RegisterError`."""
    try:
        with alone(engine) as connection:
            return list(connection.execute(query, values))
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: it could not be read: {cause(error)}") from error


def alone(engine: Engine) -> Connection:
    """A connection whose queries each see the state of their moment, and begin and end no transaction."""
    options = {"isolation_level": "AUTOCOMMIT"} if engine.dialect.name == "postgresql" else {"alone": True}
    return engine.connect().execution_options(**options)


def among(engine: Engine | Connection, column: Any, values: Sequence[Any]) -> Any:
    """That a column has one of some values, however many; they are one parameter of the query."""
    if engine.dialect.name == "postgresql":
        return column == any_(bindparam(None, list(values), type_=ARRAY(column.type)))
    given = text("SELECT value FROM json_each(:given)").bindparams(given=json.dumps(list(values)))
    return column.in_(given.columns(value=column.type))


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
        # a writer waits for another that stores the records of a large register, which takes minutes
        for pragma in ("busy_timeout = 300000", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        asked = connection.get_execution_options()
        if not asked.get("alone"):
            connection.exec_driver_sql("BEGIN IMMEDIATE" if asked.get("writing") else "BEGIN")
