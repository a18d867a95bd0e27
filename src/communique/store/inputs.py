"""The ledger of what was taken in; law: an item stands in it only together with the document that came of it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from communique.errors import RegisterError
from communique.model.outcome import Outcome
from communique.model.reading import Reading, Refused
from communique.store import tables
from communique.store.connection import cause, rows, writing
from communique.store.documents import put

_AT_ONCE = 500


def take(engine: Engine, name: str, outcomes: Sequence[Outcome], added: str) -> list[bool]:
    """Store the readings among outcomes, and all keys, in one transaction; tells for each whether its document is new.

    Raises `RegisterError`, and then none of them is stored.
    """
    readings = [(n, o.found) for n, o in enumerate(outcomes) if isinstance(o.found, Reading)]
    new = [False] * len(outcomes)
    try:
        with writing(engine) as connection:
            # two writers that store in the same order wait for each other, but never in a circle
            for number, reading in sorted(readings, key=lambda found: (found[1].document.id, found[0])):
                new[number] = put(connection, reading, added)
            _note(connection, outcomes)
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: the documents could not be stored: {cause(error)}") from error
    return new


def inputs(engine: Engine, name: str, keys: Sequence[str]) -> dict[str, str | None]:
    """Of some keys, those that were taken in before, with the reason where the item was refused."""
    table, found = tables.inputs, {}
    for start in range(0, len(keys), _AT_ONCE):
        query = select(table.c.key, table.c.refused).where(table.c.key.in_(keys[start : start + _AT_ONCE]))
        found.update({row["key"]: row["refused"] for row in rows(engine, name, query)})
    return found


def _note(connection: Connection, outcomes: Sequence[Outcome]) -> None:
    noted = {outcome.key: _row(outcome) for outcome in outcomes if outcome.key is not None}
    if noted:
        insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(tables.inputs)
        connection.execute(insert.on_conflict_do_nothing(), [noted[key] for key in sorted(noted)])


def _row(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome.found, Refused):
        return {"key": outcome.key, "document": None, "refused": outcome.found.reason.replace("\0", "")}
    return {"key": outcome.key, "document": outcome.found.document.id, "refused": None}
