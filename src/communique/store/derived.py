"""Keeping the records up to what is stored; law: whoever reads records reads those of all that was stored before."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from tempfile import TemporaryFile
from typing import IO, Any

from sqlalchemy import Connection, Engine, delete, func, select
from sqlalchemy.exc import SQLAlchemyError

from communique.errors import RegisterError
from communique.model.decision import Decision, decision_of
from communique.model.record import Record
from communique.store import cards, crew, kept, records, search, tables
from communique.store.connection import cause, connect, reading_from, roomy, rows, unindexed, writing
from communique.store.documents import Stored
from communique.store.pages import How, Renewed
from communique.store.spool import Spool

_TRIES = 10
_RULES = ("derived", "rules")
Files = tuple[IO[bytes], IO[bytes]]
"""What a process fills: with the records that are not kept as they are, and with what is kept for the next time."""


@dataclass(frozen=True, slots=True)
class _State:
    """The number of a state of the records, and the pending work that waits there; two alike are of one register."""

    number: str
    pending: Mapping[int, str | None]


@dataclass(frozen=True, slots=True)
class _Derived:
    """The state that records follow from, and what is no record any more unless it is found among them.

    They are in the files of this process and of the others; `anew` where nothing else is to be kept for the next time.
    """

    state: _State
    gone: records.Ids
    files: Files
    lead: crew.Lead
    anew: bool


def refresh(engine: Engine, name: str, how: How) -> None:
    """Have the records follow all that is stored now, and the rules; others may store meanwhile.

    Where it is known how to renew them, only those are derived that may be others than before. Without rules, records
    are as good by any. Raises `RegisterError`.
    """
    due, processes = _pending(engine, name), how.processes
    for _ in range(_TRIES):
        if not due and _by(engine, name, how.rules):
            return
        if how.derive is None and how.renew is None:
            raise RegisterError(f"{name}: the records are behind; open the register with what derives them.")
        try:
            if _follow(engine, name, how, processes):
                return
        except crew.Lost:
            processes = 1
        due &= _pending(engine, name)  # somebody else kept records meanwhile, perhaps with all that is due here
    raise RegisterError(f"{name}: others kept deriving records; try again.")


def _follow(engine: Engine, name: str, how: How, processes: int | None) -> bool:
    """Derive records and keep them, unless somebody else did meanwhile. Raises `crew.Lost` where a process is lost."""
    work, of = _shared(engine, name, how, processes)
    with ExitStack() as stack:
        files = (stack.enter_context(TemporaryFile()), stack.enter_context(TemporaryFile()))
        lead = stack.enter_context(crew.crew(work, of))
        with _of_one_state(engine, name, lead) as (connection, state):
            gone = records.known(connection)
            memory = _memory(connection, how, state, files[1])
            _derive(connection, how, lead, memory, files[0])
            found = _Derived(state, gone, files, lead, memory.changed is None)
        return _keep(engine, name, found, how.rules)


def _shared(engine: Engine, name: str, how: How, processes: int | None) -> tuple[crew.Work | None, int]:
    """What other processes do, if any, and how many there are to be with this one."""
    if how.renew is None or processes == 1 or (engine.dialect.name == "sqlite" and not engine.url.database):
        return None, 1
    with reading_from(engine, name) as connection:
        count = connection.execute(select(func.count()).select_from(tables.documents)).scalar_one()
        anew = _changed(connection, how, _state(connection).pending.values()) is None
    address = engine.url.render_as_string(hide_password=False)
    return partial(_do_part, address, how), crew.worth(count, processes, anew=anew)


def _do_part(address: str, how: How, side: crew.Member, files: Files) -> None:
    """Make the part of one of the other processes."""
    engine = connect(address, False, _as_it_is)
    while True:
        with reading_from(engine, engine.url.render_as_string()) as connection:
            state = _state(connection)
            side.tell(state)
            if side.hear():
                _derive(connection, how, side, _memory(connection, how, state, files[1]), files[0])
                return


def _as_it_is(engine: Engine, name: str) -> None:
    """Change no table of a register that another process has open."""


@contextmanager
def _of_one_state(engine: Engine, name: str, lead: crew.Lead) -> Iterator[tuple[Connection, _State]]:
    """A transaction that sees the state that those of the other processes see. Raises `crew.Lost`."""
    for _ in range(_TRIES):
        with reading_from(engine, name) as connection:
            state = _state(connection)
            states = [mate.hear() for mate in lead.mates]
            same = all(each == state for each in states)
            for mate in lead.mates:
                mate.tell(same)
            if same:
                yield connection, state
                return
    raise crew.Lost


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
class _All:
    """All the records of a kind."""

    kind: str
    records: Iterable[Record]
    same: Sequence[str] = ()


def _derived(how: How, stored: Stored, ruled: Sequence[Decision], memory: kept.Kept, side: Any) -> Iterator[Renewed]:
    """The records by kind, all or those that may be others than before; of several sides, those of one."""
    if how.renew is not None:
        yield from how.renew(stored, ruled, memory, *((side,) if side.of > 1 else ()))
    elif how.derive is not None:
        found = how.derive(stored, ruled)
        for kind, made in found.items() if isinstance(found, Mapping) else found:
            yield _All(kind, made)


def _memory(connection: Connection, how: How, state: _State, file: IO[bytes]) -> kept.Kept:
    changed = _changed(connection, how, state.pending.values())
    memory = kept.Kept(connection, file, str(int(state.number) + 1), changed)
    memory.keeps = how.rules is not None
    return memory


def _derive(
    connection: Connection, how: How, side: crew.Lead | crew.Member, memory: kept.Kept, file: IO[bytes]
) -> None:
    """Fill a file with kinds, ids, and the rows of those that are not kept as they are; a kind ends without ids."""
    query = select(tables.decisions.c.data).order_by(tables.decisions.c.at, tables.decisions.c.id)
    ruled = [decision_of(data) for data in connection.execute(query).scalars()]
    spool = Spool(file)
    with _uncollected():
        for each in _derived(how, Stored(connection), ruled, memory, side):
            for ids, new in records.compared(connection, each.kind, each.records):
                spool.put((each.kind, ids, new))
            spool.put((each.kind, list(each.same), None))
            spool.put((each.kind, None, None))
    memory.end()
    spool.end()


def _changed(connection: Connection, how: How, pending: Iterable[str | None]) -> frozenset[str] | None:
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
            if _number(connection, lock=True) != found.state.number:
                return False
            tally, gone = cards.Tally(), found.gone
            filled = () if gone or not found.lead.mates else (tables.records, tables.cards, tables.links)
            with roomy(connection), search.indexing(connection), unindexed(connection, filled):
                for kind, ids, new in _in_order(found):
                    gone.difference_update((kind, id) for id in ids)
                    if new:
                        records.put(connection, kind, new, tally)
                records.drop(connection, gone, tally)
                tally.keep(connection)
                kept.put(connection, [file for _, file in _files(found)], anew=found.anew)
            _done(connection, found.state, rules)
            return True
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: the records could not be stored: {cause(error)}") from error


def _files(found: _Derived) -> list[Files]:
    return [found.files, *(mate.files for mate in found.lead.mates)]


Made = tuple[str, list[str], records.Rows | None]


def _in_order(found: _Derived) -> Iterator[Made]:
    """What all processes made, kind by kind in one order however many they are; of others it may yet be to come."""
    own = _by_kind(Spool(found.files[0]).read())
    if not found.lead.mates:
        for _, made in own:
            yield from made
        return
    streams = [own, *(_by_kind(Spool(mate.files[0]).read(mate.wait)) for mate in found.lead.mates)]
    next_ones = [next(stream, None) for stream in streams]
    for kind in cards.PLURALS.values():
        for n, each in enumerate(next_ones):
            if each and each[0] == kind:
                yield from each[1]
                next_ones[n] = next(streams[n], None)


def _by_kind(things: Iterator[Any]) -> Iterator[tuple[str, Iterator[Made]]]:
    """The things of each kind, which are to be taken before those of the next."""
    for first in things:
        yield first[0], _until_end(first, things)


def _until_end(first: Any, things: Iterator[Any]) -> Iterator[Made]:
    thing = first
    while thing[1] is not None:
        yield thing
        thing = next(things)


def _done(connection: Connection, state: _State, rules: str | None) -> None:
    pending = list(state.pending)
    for start in range(0, len(pending), 1000):
        batch = pending[start : start + 1000]
        connection.execute(delete(tables.pending).where(tables.pending.c.id.in_(batch)))
    about = tables.about
    had = {row.name: row.value for row in connection.execute(select(about))}
    new = {"derived": int(had["derived"]) + 1, "taken": int(had["taken"]) + len(pending)}
    for name, value in (new if rules is None else {**new, "rules": rules}).items():
        connection.execute(about.update().where(about.c.name == name).values(value=str(value)))


def _state(connection: Connection) -> _State:
    return _State(_number(connection), {row.id: row.document for row in connection.execute(select(tables.pending))})


def _number(connection: Connection, *, lock: bool = False) -> str:
    query = select(tables.about.c.value).where(tables.about.c.name == "derived")
    return str(connection.execute(query.with_for_update() if lock else query).scalar_one())
