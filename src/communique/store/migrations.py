"""From any earlier layout of the tables to the present one, step by step; law: nothing that was stored is lost."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, Engine, inspect, select

from communique.errors import RegisterError
from communique.store import cards, decisions, search, tables
from communique.store.connection import take_turn, writing

# How often records were derived, how much of what was stored they take in, and by which rules they were derived.
_DERIVED = (
    {"name": "derived", "value": "0"},
    {"name": "taken", "value": "0"},
    {"name": "rules", "value": ""},
)


def set_up(engine: Engine, name: str) -> None:
    """Make or migrate the tables; writes nothing where all is there, so that a read-only register opens too."""
    with engine.connect() as connection:
        found = version(connection)
    if found != tables.VERSION:
        with writing(engine) as connection:
            migrate(connection, name)


def version(connection: Connection) -> int | None:
    """The version of the tables in a database; `None` where it holds no register."""
    if not inspect(connection).has_table(tables.about.name):
        return None
    found = connection.execute(select(tables.about.c.value).where(tables.about.c.name == "version")).scalar()
    return None if found is None else int(found)


def migrate(connection: Connection, name: str) -> None:
    """Bring a register, or an empty database, to the present version; of two at once, the second waits."""
    take_turn(connection)
    found = version(connection)
    if found is not None and found not in (*_STEPS, tables.VERSION):
        raise RegisterError(f"{name}: a register of version {found}; this program reads up to {tables.VERSION}.")
    tables.metadata.create_all(connection)
    search.make(connection)
    about = tables.about
    if found is None:
        connection.execute(about.insert(), [_row("version", tables.VERSION), *_DERIVED])
    for step in range(found or tables.VERSION, tables.VERSION):
        _STEPS[step](connection)
    connection.execute(about.update().where(about.c.name == "version").values(value=str(tables.VERSION)))


def _row(name: str, value: int) -> dict[str, str]:
    return {"name": name, "value": str(value)}


def _add_records_and_search(connection: Connection) -> None:
    """From version 1, which had documents, entities and claims: index the documents, and derive all records anew."""
    connection.execute(tables.about.insert(), list(_DERIVED))
    documents = tables.documents.c
    for row in connection.execute(select(documents.id, documents.title, documents.text).order_by(documents.id)).all():
        search.put(connection, [search.entry("documents", row.id, row.title or "", row.text)])
    connection.execute(tables.pending.insert(), {"document": None})


def _only_new_tables(connection: Connection) -> None:
    """From version 2, without a ledger of inputs, 4, 5 or 8, without sources, watches, what is kept: nothing to do.

    From version 9, whose triggers are gone by now, neither.
    """


def _add_cards(connection: Connection) -> None:
    """From version 3, which had no cards: make those of the documents, and derive all records anew."""
    connection.execute(tables.entries.delete().where(tables.entries.c.kind != "documents"))
    for table in (tables.records, tables.links, tables.cards, tables.traits, tables.tallies):
        connection.execute(table.delete())
    cards.put_documents(connection)
    connection.execute(tables.pending.insert(), {"document": None})


def _find_the_latest_first(connection: Connection) -> None:
    """From version 6, whose index of words was slow for common ones, and which kept no rules: make them."""
    search.remake(connection)
    if not connection.execute(select(tables.about.c.value).where(tables.about.c.name == "rules")).first():
        connection.execute(tables.about.insert(), {"name": "rules", "value": ""})


def _list_notes(connection: Connection) -> None:
    """From version 7, which listed no notes of what was added by hand, and counted the values of lists slowly."""
    for index in tables.tallies.indexes:
        index.create(connection, checkfirst=True)
    decisions.list_notes(connection)


def _index_names(connection: Connection) -> None:
    """From version 10, which found names by the index of all words: make one of names, where they are kept so."""
    for index in tables.entries.indexes:
        index.create(connection, checkfirst=True)


_STEPS: Mapping[int, Callable[[Connection], None]] = {
    1: _add_records_and_search,
    2: _only_new_tables,
    3: _add_cards,
    4: _only_new_tables,
    5: _only_new_tables,
    6: _find_the_latest_first,
    7: _list_notes,
    8: _only_new_tables,
    9: _only_new_tables,
    10: _index_names,
}
