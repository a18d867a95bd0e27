"""Keeping the records up to what is stored; law: whoever reads records reads those of all that was stored before."""

import gc
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO

from sqlalchemy import Connection, Engine, delete, func, select
from sqlalchemy.exc import SQLAlchemyError

from communique.errors import RegisterError
from communique.model.decision import Decision, decision_of
from communique.model.record import Record
from communique.store import cards, kept, records, search, tables
from communique.store.connection import cause, reading_from, roomy, rows, writing
from communique.store.documents import Stored
from communique.store.pages import Derive, Renew, Renewed

_TRIES = 10
_RULES = ("derived", "rules")


@dataclass(frozen=True, slots=True)
class _Derived:
    """Which records are not kept as they are, what is no record any more, and what these follow from.

    `changed` is a file, as there may be many, and `memory` another of what is kept for the next derivation, `anew`
    where nothing else is to stay; `pending` is the pending work that they take in, `state` the number of the state that
    they follow.
    """

    changed: IO[bytes]
    memory: IO[bytes]
    anew: bool
    gone: records.Ids
    pending: tuple[int, ...]
    state: str


def refresh(engine: Engine, name: str, derive: Derive | None, renew: Renew | None, rules: str | None) -> None:
    """Have the records follow all that is stored now, and these rules; others may store meanwhile.

    Where it is known how to `renew` them, only those are derived that may be others than before.

    Without `rules`, records are as good by any. Raises `RegisterError`.
    """
    due = _pending(engine, name)
    for _ in range(_TRIES):
        if not due and _by(engine, name, rules):
            return
        if derive is None and renew is None:
            raise RegisterError(f"{name}: the records are behind; open the register with what derives them.")
        with TemporaryFile() as changed, TemporaryFile() as memory:
            how = _How(derive, renew, rules)
            if _keep(engine, name, _derive(engine, name, how, (changed, memory)), rules):
                return
        due &= _pending(engine, name)  # somebody else kept records meanwhile, perhaps with all that is due here
    raise RegisterError(f"{name}: others kept deriving records; try again.")


def _by(engine: Engine, name: str, rules: str | None) -> bool:
    """Whether the records were derived by these rules, or there are none yet."""
    about = tables.about.c
    had = {row["name"]: row["value"] for row in rows(engine, name, select(tables.about).where(about.name.in_(_RULES)))}
    return rules is None or had["derived"] == "0" or had["rules"] == rules


def _pending(engine: Engine, name: str) -> set[int]:
    """What was stored since the records were derived. Raises `RegisterError`."""
    return {row["id"] for row in rows(engine, name, select(tables.pending.c.id))}


def state(engine: Engine, name: str) -> int:
    """How often anything was stored so far. Raises `RegisterError`."""
    about = tables.about.c
    waiting = select(func.count()).select_from(tables.pending).scalar_subquery().label("waiting")
    (row,) = rows(engine, name, select(about.value, waiting).where(about.name == "taken"))
    return int(row["value"]) + int(row["waiting"])


@dataclass(frozen=True, slots=True)
class _How:
    """What derives records, what derives only those that may be others, and the rules by which both do."""

    derive: Derive | None
    renew: Renew | None
    rules: str | None

    def derived(self, stored: Stored, ruled: Sequence[Decision], memory: kept.Kept) -> Iterator[Renewed]:
        """The records by kind, all or those that may be others than before."""
        if self.renew is not None:
            yield from self.renew(stored, ruled, memory)
        elif self.derive is not None:
            found = self.derive(stored, ruled)
            for kind, made in found.items() if isinstance(found, Mapping) else found:
                yield _All(kind, made)


@dataclass(frozen=True, slots=True)
class _All:
    """All the records of a kind."""

    kind: str
    records: Iterable[Record]
    same: Sequence[str] = ()


def _derive(engine: Engine, name: str, how: _How, files: tuple[IO[bytes], IO[bytes]]) -> _Derived:
    with reading_from(engine, name) as connection:
        state, gone = _state(connection), records.known(connection)
        pending = {row.id: row.document for row in connection.execute(select(tables.pending))}
        query = select(tables.decisions.c.data).order_by(tables.decisions.c.at, tables.decisions.c.id)
        ruled = [decision_of(data) for data in connection.execute(query).scalars()]
        memory = kept.Kept(connection, files[1], str(int(state) + 1), _changed(connection, how, pending.values()))
        memory.keeps = how.rules is not None
        with _uncollected():
            for each in how.derived(Stored(connection), ruled, memory):
                for ids, new in records.compared(connection, each.kind, each.records):
                    gone.difference_update((each.kind, id) for id in ids)
                    if new:
                        pickle.dump((each.kind, new), files[0])
                gone.difference_update((each.kind, id) for id in each.same)
        memory.flush()
        return _Derived(*files, memory.changed is None, gone, tuple(pending), state)


def _changed(connection: Connection, how: _How, pending: Iterable[str | None]) -> frozenset[str] | None:
    """The documents that are new or read anew since the last derivation, where that kept what is needed."""
    found = frozenset(pending)
    made_by = connection.execute(select(tables.about.c.value).where(tables.about.c.name == "rules")).scalar()
    usable = how.renew is not None and how.rules is not None and made_by == how.rules and None not in found
    return frozenset(filter(None, found)) if usable and kept.any_kept(connection) else None


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no circles meanwhile: records and claims make none, and there may be millions to look at each time."""
    usual = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if usual:
            gc.enable()


def _keep(engine: Engine, name: str, found: _Derived, rules: str | None) -> bool:
    """Keep what was derived, unless somebody else kept records meanwhile."""
    try:
        with _uncollected(), writing(engine) as connection:
            if _state(connection, lock=True) != found.state:
                return False
            tally = cards.Tally()
            with roomy(connection), search.indexing(connection):
                for kind, new in _read(found.changed):
                    records.put(connection, kind, new, tally)
                records.drop(connection, found.gone, tally)
                tally.keep(connection)
                kept.put(connection, found.memory, anew=found.anew)
            _done(connection, found, rules)
            return True
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: the records could not be stored: {cause(error)}") from error


def _read(file: IO[bytes]) -> Iterator[tuple[str, records.Rows]]:
    end = file.tell()
    file.seek(0)
    while file.tell() < end:
        yield pickle.load(file)


def _done(connection: Connection, found: _Derived, rules: str | None) -> None:
    for start in range(0, len(found.pending), 1000):
        batch = found.pending[start : start + 1000]
        connection.execute(delete(tables.pending).where(tables.pending.c.id.in_(batch)))
    about = tables.about
    had = {row.name: row.value for row in connection.execute(select(about))}
    new = {"derived": int(had["derived"]) + 1, "taken": int(had["taken"]) + len(found.pending)}
    for name, value in (new if rules is None else {**new, "rules": rules}).items():
        connection.execute(about.update().where(about.c.name == name).values(value=str(value)))


def _state(connection: Connection, *, lock: bool = False) -> str:
    query = select(tables.about.c.value).where(tables.about.c.name == "derived")
    return str(connection.execute(query.with_for_update() if lock else query).scalar_one())
