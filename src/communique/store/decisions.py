"""The decisions; law: a decision is appended once, and what is there is neither changed nor taken away."""

from typing import Any

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from communique.errors import BadDecision, RegisterError
from communique.model.decision import Decision, decision_of, decision_plain
from communique.store import tables
from communique.store.connection import cause, rows, writing


def decide(engine: Engine, name: str, decision: Decision) -> bool:
    """Append a decision; `False` where it is there already. Raises `BadDecision` and `RegisterError`."""
    try:
        with writing(engine) as connection:
            _check(connection, decision)
            return _append(connection, decision)
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: the decision could not be stored: {cause(error)}") from error


def decisions(engine: Engine, name: str, before: str | None) -> list[Decision]:
    """The decisions, or those made before a moment, in the order of their times. Raises `RegisterError`."""
    table = tables.decisions
    query = select(table.c.data).order_by(table.c.at, table.c.id)
    if before is not None:
        query = query.where(table.c.at < before)
    return [decision_of(row["data"]) for row in rows(engine, name, query)]


def _check(connection: Connection, decision: Decision) -> None:
    """What a decision is about is stored: its documents, and the decision that it supersedes."""
    stored = {item.document for item in decision.about} - _by_hand(connection)
    for table, wanted in ((tables.documents, stored), (tables.decisions, {decision.supersedes} - {None})):
        query = select(table.c.id).where(table.c.id.in_(sorted(filter(None, wanted))))
        missing = wanted - set(connection.execute(query).scalars())
        if missing:
            raise BadDecision(f"No {table.name.removesuffix('s')} {min(filter(None, missing))!r} in this register.")


def _by_hand(connection: Connection) -> set[str]:
    """The ids of the notes that decisions to add a record make."""
    table = tables.decisions
    query = select(table.c.data).where(table.c.action == "add")
    return {decision_of(data).note.id for data in connection.execute(query).scalars()}


def _append(connection: Connection, decision: Decision) -> bool:
    insert: Any = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    row = {"id": decision.id, "at": decision.when, "action": decision.action, "data": decision_plain(decision)}
    statement = insert(tables.decisions).values(row).on_conflict_do_nothing().returning(tables.decisions.c.id)
    if not connection.execute(statement).all():
        return False
    connection.execute(tables.pending.insert(), {"document": None})
    return True
