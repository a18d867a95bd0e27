"""The decisions; law: a decision is appended once, and what is there is neither changed nor taken away."""

from typing import Any

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from communique.errors import BadDecision, RegisterError
from communique.model.decision import Decision, decision_of, decision_plain, in_force
from communique.store import cards, search, tables
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
    if decision.action == "add" or decision.supersedes:
        list_notes(connection)
    return True


def list_notes(connection: Connection) -> None:
    """Have the notes of what was added by hand, and is not undone, stand among the documents that lists show."""
    made = [decision_of(data) for data in connection.execute(select(tables.decisions.c.data)).scalars()]
    notes = {decision.note.id: decision for decision in made if decision.action == "add"}
    wanted = {decision.note.id for decision in in_force(made) if decision.action == "add"}
    ids = select(tables.cards.c.id).where(tables.cards.c.kind == "documents", tables.cards.c.id.in_(notes))
    listed = set(connection.execute(ids).scalars())
    for id in sorted(wanted - listed):
        note = notes[id].note
        cards.put_document(connection, note, {str(notes[id].field)})
        search.put(connection, [search.entry("documents", id, "", note.text)])
    gone = [("documents", id) for id in sorted(listed - wanted)]
    tally = cards.Tally()
    cards.drop(connection, gone, tally)
    tally.keep(connection)
    search.drop(connection, gone)
