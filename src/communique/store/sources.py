"""What is remembered of sources; law: an address that was offered stays until it is settled, whatever stops."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from communique.errors import RegisterError
from communique.model.followed import Edit, SourceState, Visit, key
from communique.store import tables
from communique.store.connection import cause, rows, writing

_AT_ONCE = 500
_COLUMNS = ("source", "address", "found", "place", "due", "document")


class Sources:
    """The states of sources, their visits and edits, in the database of a register. All raise `RegisterError`."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine, self._name = engine, name

    def states(self) -> dict[str, SourceState]:
        """How each source does, by its name."""
        found = rows(self._engine, self._name, select(tables.sources.c.data).order_by(tables.sources.c.name))
        return {state.name: state for state in (SourceState.of(row["data"]) for row in found)}

    def state(self, name: str) -> SourceState | None:
        """How one source does."""
        query = select(tables.sources.c.data).where(tables.sources.c.name == name)
        found = rows(self._engine, self._name, query)
        return SourceState.of(found[0]["data"]) if found else None

    def keep(self, state: SourceState, visits: Sequence[Visit] = (), edit: Edit | None = None) -> None:
        """Keep the state of a source with visits, and an edit that was found, in one transaction."""
        try:
            with writing(self._engine) as connection:
                _put(connection, tables.sources, [{"name": state.name, "data": state.plain}])
                _put(connection, tables.visits, [_row(visit) for visit in visits])
                _put(connection, tables.edits, [_edit_row(edit)] if edit else [])
        except SQLAlchemyError as error:
            raise RegisterError(f"{self._name}: the source could not be kept: {cause(error)}") from error

    def known(self, source: str, addresses: Iterable[str]) -> dict[str, Visit]:
        """The visits to some addresses of a source, by address."""
        keys, table, found = [key(source, address) for address in addresses], tables.visits, {}
        for start in range(0, len(keys), _AT_ONCE):
            query = select(table.c.data).where(table.c.key.in_(keys[start : start + _AT_ONCE]))
            for row in rows(self._engine, self._name, query):
                found[row["data"]["address"]] = Visit(**row["data"])
        return found

    def due(self, source: str, now: float, limit: int) -> list[Visit]:
        """The visits of a source whose time has come: the latest offered first, in the source's order."""
        table = tables.visits
        query = select(table.c.data).where(table.c.source == source, table.c.due <= now)
        query = query.order_by(table.c.found.desc(), table.c.place).limit(limit)
        return [Visit(**row["data"]) for row in rows(self._engine, self._name, query)]

    def waiting(self, source: str, now: float) -> int:
        """How many visits of a source are due."""
        table = tables.visits
        query = select(func.count().label("n")).where(table.c.source == source, table.c.due <= now)
        return int(rows(self._engine, self._name, query)[0]["n"])

    def edits(self, limit: int = 100) -> list[Edit]:
        """The pages that say something else than before, the latest found first."""
        query = select(tables.edits).order_by(tables.edits.c.at.desc(), tables.edits.c.id).limit(limit)
        return [Edit.of(row, row["data"]) for row in rows(self._engine, self._name, query)]


def _row(visit: Visit) -> dict[str, Any]:
    data = asdict(visit)
    return {"key": visit.key, **{name: data[name] for name in _COLUMNS}, "data": data}


def _edit_row(edit: Edit) -> dict[str, Any]:
    data = asdict(edit)
    alterations = data.pop("alterations")
    return {"id": edit.id, **data, "data": alterations}


def _put(connection: Connection, table: Any, values: list[dict[str, Any]]) -> None:
    """Insert rows, or put them in the place of those with their key."""
    if not values:
        return
    insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)
    (id,) = table.primary_key.columns
    others = {c.name: insert.excluded[c.name] for c in table.columns if c is not id}
    connection.execute(insert.on_conflict_do_update(index_elements=[id], set_=others), values)
