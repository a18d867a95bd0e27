"""Keeping the records up to what is stored; law: whoever reads records reads those of all that was stored before."""

import gc
import pickle
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO

from sqlalchemy import Connection, Engine, delete, func, select
from sqlalchemy.exc import SQLAlchemyError

from communique.errors import RegisterError
from communique.model.decision import decision_of
from communique.store import cards, records, tables
from communique.store.connection import cause, reading_from, roomy, rows, writing
from communique.store.documents import Stored
from communique.store.pages import Derive

_TRIES = 10
_RULES = ("derived", "rules")


@dataclass(frozen=True, slots=True)
class _Derived:
    """Which records are not kept as they are, what is no record any more, and what these follow from.

    `changed` is a file, as there may be many; `pending` is the pending work that they take in, `state` the number of
    the state that they follow.
    """

    changed: IO[bytes]
    gone: records.Ids
    pending: tuple[int, ...]
    state: str


def refresh(engine: Engine, name: str, derive: Derive | None, rules: str | None) -> None:
    """Have the records follow all that is stored now, and these rules; others may store meanwhile.

    Without `rules`, records are as good by any. Raises `RegisterError`.
    """
    due = _pending(engine, name)
    for _ in range(_TRIES):
        if not due and _by(engine, name, rules):
            return
        if derive is None:
            raise RegisterError(f"{name}: the records are behind; open the register with what derives them.")
        with TemporaryFile() as changed:
            if _keep(engine, name, _derive(engine, name, derive, changed), rules):
                return
        due &= _pending(engine, name)  # somebody else kept records meanwhile, perhaps with all that is due here
    raise RegisterError(f"{name}: others kept deriving records; try again.")


def _by(engine: Engine, name: str, rules: str | None) -> bool:
    """Whether the records were derived by these rules, or there are none yet."""
    about = tables.about.c
    kept = {row["name"]: row["value"] for row in rows(engine, name, select(tables.about).where(about.name.in_(_RULES)))}
    return rules is None or kept["derived"] == "0" or kept["rules"] == rules


def _pending(engine: Engine, name: str) -> set[int]:
    """What was stored since the records were derived. Raises `RegisterError`."""
    return {row["id"] for row in rows(engine, name, select(tables.pending.c.id))}


def state(engine: Engine, name: str) -> int:
    """How often anything was stored so far. Raises `RegisterError`."""
    about = tables.about.c
    waiting = select(func.count()).select_from(tables.pending).scalar_subquery().label("waiting")
    (row,) = rows(engine, name, select(about.value, waiting).where(about.name == "taken"))
    return int(row["value"]) + int(row["waiting"])


def _derive(engine: Engine, name: str, derive: Derive, changed: IO[bytes]) -> _Derived:
    with reading_from(engine, name) as connection:
        state, gone = _state(connection), records.known(connection)
        pending = tuple(connection.execute(select(tables.pending.c.id)).scalars())
        query = select(tables.decisions.c.data).order_by(tables.decisions.c.at, tables.decisions.c.id)
        ruled = [decision_of(data) for data in connection.execute(query).scalars()]
        with _uncollected():
            found = derive(Stored(connection), ruled)
            for kind, made in found.items() if isinstance(found, Mapping) else found:
                for ids, new in records.compared(connection, kind, made):
                    gone.difference_update((kind, id) for id in ids)
                    if new:
                        pickle.dump((kind, new), changed)
        return _Derived(changed, gone, pending, state)


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
        with writing(engine) as connection:
            if _state(connection, lock=True) != found.state:
                return False
            tally = cards.Tally()
            with roomy(connection):
                for kind, new in _read(found.changed):
                    records.put(connection, kind, new, tally)
                records.drop(connection, found.gone, tally)
                tally.keep(connection)
            _done(connection, found, rules)
            return True
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: the records could not be stored: {cause(error)}") from error


def _read(file: IO[bytes]) -> Iterator[tuple[str, list[records.Kept]]]:
    end = file.tell()
    file.seek(0)
    while file.tell() < end:
        yield pickle.load(file)


def _done(connection: Connection, found: _Derived, rules: str | None) -> None:
    for start in range(0, len(found.pending), 1000):
        batch = found.pending[start : start + 1000]
        connection.execute(delete(tables.pending).where(tables.pending.c.id.in_(batch)))
    about = tables.about
    kept = {row.name: row.value for row in connection.execute(select(about))}
    new = {"derived": int(kept["derived"]) + 1, "taken": int(kept["taken"]) + len(found.pending)}
    for name, value in (new if rules is None else {**new, "rules": rules}).items():
        connection.execute(about.update().where(about.c.name == name).values(value=str(value)))


def _state(connection: Connection, *, lock: bool = False) -> str:
    query = select(tables.about.c.value).where(tables.about.c.name == "derived")
    return str(connection.execute(query.with_for_update() if lock else query).scalar_one())
