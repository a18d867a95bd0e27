"""Who wants to be told of what; law: of the watches of one reader on one thing at one address, there is one."""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from communique.errors import RegisterError
from communique.model.record import Record
from communique.model.watch import Delivery, Watch
from communique.store import records, tables
from communique.store.connection import cause, rows, writing
from communique.store.register import Register

_COLUMNS = tables.watches.c
_SECRET = "alerts secret"
_BATCH = 500


class Watches:
    """The watches that are kept in a register's database. All raise `RegisterError`."""

    def __init__(self, register: Register) -> None:
        self.name = register.name
        self._engine: Engine = register._engine

    def add(self, watch: Watch, question: Delivery | None = None) -> Watch:
        """Keep a watch, with the question to its address's owner; the watch as it is where it is there already.

        One that was ended begins anew.
        """
        with locked(self._engine, self.name) as connection:
            found = _same(connection, watch)
            if found and found.state != "ended":
                return found
            if found:
                connection.execute(delete(tables.watches).where(_COLUMNS.id == found.id))
            connection.execute(insert(tables.watches).values(**{**asdict(watch), "keys": list(watch.keys)}))
            if question:
                connection.execute(insert(tables.deliveries).values(**outgoing(question)))
            return watch

    def get(self, id: str) -> Watch | None:
        """The watch with that id."""
        return next(iter(self._found(_COLUMNS.id == id)), None)

    def of(self, account: str) -> list[Watch]:
        """The watches of a user that have not ended, the oldest first."""
        return self._found((_COLUMNS.account == account) & (_COLUMNS.state != "ended"))

    def all(self) -> list[Watch]:
        """All watches that have not ended, the oldest first."""
        return self._found(_COLUMNS.state != "ended")

    def live(self) -> list[Watch]:
        """The watches that tell of changes."""
        return self._found(_COLUMNS.state == "live")

    def confirmed(self, account: str, address: str) -> bool:
        """Whether the owner of an address once said yes to watches of a user."""
        same = (_COLUMNS.account == account) & (_COLUMNS.address == address)
        return any(watch.state == "live" for watch in self._found(same))

    def confirm(self, id: str) -> None:
        """Let a watch that waits for its address's owner tell of changes."""
        self._write(update(tables.watches).where(_COLUMNS.id == id, _COLUMNS.state == "waiting").values(state="live"))

    def pace(self, id: str, pace: str) -> None:
        """Set how often a watch tells."""
        self._write(update(tables.watches).where(_COLUMNS.id == id).values(pace=pace))

    def end(self, id: str) -> None:
        """Let a watch tell no more; what of it waits to be sent is not sent."""
        self._end(_COLUMNS.id == id)

    def end_all(self, *, account: str = "", address: str = "", pace: str = "") -> None:
        """End the watches of a user, or those that tell an address at a pace."""
        wanted = {"account": account, "address": address, "pace": pace}
        self._end(*(_COLUMNS[name] == value for name, value in wanted.items() if value))

    def secret(self) -> bytes:
        """What the links and webhooks of this register are signed with; made when it is first asked for."""
        about = tables.about
        query = select(about.c.value).where(about.c.name == _SECRET)
        found = rows(self._engine, self.name, query)
        if found:
            return bytes.fromhex(found[0]["value"])
        with locked(self._engine, self.name) as connection:
            kept = connection.execute(query).scalar()
            if kept is None:
                kept = secrets.token_hex(32)
                connection.execute(insert(about).values(name=_SECRET, value=kept))
            return bytes.fromhex(kept)

    def records(self, wanted: Mapping[str, Iterable[str]]) -> dict[str, Record]:
        """Of the records named by the plurals of their kinds and their ids, those that are there, by id."""
        found: dict[str, Record] = {}
        columns = tables.records.c
        for kind, ids in wanted.items():
            for batch in _batches(sorted(set(ids))):
                query = select(columns.id, columns.data).where(columns.kind == kind, columns.id.in_(batch))
                found |= {row["id"]: records.read(row["data"]) for row in rows(self._engine, self.name, query)}
        return found

    def there(self, wanted: Mapping[str, Iterable[str]]) -> set[str]:
        """Of the ids of records, by the plurals of their kinds, those that there are."""
        columns = tables.records.c
        return {
            row["id"]
            for kind, ids in wanted.items()
            for batch in _batches(sorted(set(ids)))
            for row in rows(
                self._engine, self.name, select(columns.id).where(columns.kind == kind, columns.id.in_(batch))
            )
        }

    def owners(self, keys: Sequence[str]) -> dict[str, str]:
        """The ids of the records that claims and entities went into, by the ids of document and item (`DOC ITEM`)."""
        columns, wanted = tables.owners.c, set(keys)
        found: dict[str, str] = {}
        for batch in _batches(sorted({key.partition(" ")[0] for key in keys})):
            query = select(columns.document, columns.item, columns.id).where(columns.document.in_(batch))
            for row in rows(self._engine, self.name, query):
                if (key := f"{row['document']} {row['item']}") in wanted:
                    found[key] = row["id"]
        return found

    def _found(self, test: Any) -> list[Watch]:
        query = select(tables.watches).where(test).order_by(_COLUMNS.created, _COLUMNS.id)
        return [watch_of(row) for row in rows(self._engine, self.name, query)]

    def _end(self, *tests: Any) -> None:
        with locked(self._engine, self.name) as connection:
            connection.execute(not_to_send(tables.alerts.c.watch.in_(select(_COLUMNS.id).where(*tests))))
            connection.execute(update(tables.watches).where(*tests).values(state="ended"))

    def _write(self, statement: Any) -> None:
        with locked(self._engine, self.name) as connection:
            connection.execute(statement)


@contextmanager
def locked(engine: Engine, name: str) -> Iterator[Connection]:
    """A transaction that no other one on watches and deliveries runs beside. Raises `RegisterError`."""
    try:
        with writing(engine) as connection:
            connection.execute(select(tables.about.c.value).where(tables.about.c.name == "version").with_for_update())
            yield connection
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: it could not be written: {cause(error)}") from error


def outgoing(delivery: Delivery) -> dict[str, Any]:
    """The row of a new delivery, which is due at once."""
    names = ("id", "purpose", "channel", "address", "about", "made", "tries", "reason")
    return {**{name: getattr(delivery, name) for name in names}, "due": delivery.made, "state": "waiting"}


def not_to_send(which: Any) -> Any:
    """What takes those of some alerts that wait for a delivery out of the way."""
    return update(tables.alerts).where(tables.alerts.c.delivery.is_(None), which).values(delivery="")


def watch_of(row: Any) -> Watch:
    """The watch in a row."""
    return Watch(**{**row, "keys": tuple(row["keys"])})


def _same(connection: Connection, watch: Watch) -> Watch | None:
    """The watch on the same thing, of the same reader, at the same address."""
    names = ("account", "address", "record", "query")
    tests = [_COLUMNS[name] == getattr(watch, name) for name in names]
    found = connection.execute(select(tables.watches).where(*tests)).mappings().first()
    return watch_of(found) if found else None


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
