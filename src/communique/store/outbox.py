"""What is to be sent; law: a change is taken in with its alerts in one transaction, and tried until it is known sent.

So a crash loses nothing, and can repeat only what was sent in the moment before it, under the same id.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, or_, select, update

from communique.model.watch import Alert, Delivery, channel
from communique.store import tables
from communique.store.connection import rows
from communique.store.register import Register
from communique.store.watches import locked, not_to_send, outgoing

_CURSOR = "alerts taken"
_BATCH = 500
_MOST = 50
"""Changes that one message brings at the most; more of them fill several."""

_ALERTS, _DELIVERIES, _WATCHES = tables.alerts.c, tables.deliveries.c, tables.watches.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """How far changes were taken in: up to and with a day (`YYYY-MM-DD`), at a state of the register."""

    day: str
    state: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Changes that were compared with the watches, and what follows from it.

    `days` has the day of each by what it is known by when it comes again; `moved` the watches whose record is found
    under another id now, or spoken of elsewhere (by watch: the id and keys); `cursor` is the new one.
    """

    cursor: Cursor
    days: Mapping[str, str] = field(default_factory=dict)
    alerts: Sequence[Alert] = ()
    moved: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)


class Outbox:
    """The alerts and deliveries in a register's database; times are ISO 8601 in UTC. All raise `RegisterError`."""

    def __init__(self, register: Register) -> None:
        self.name = register.name
        self._engine: Engine = register._engine

    def cursor(self) -> Cursor | None:
        """How far changes were taken in; `None` before the first time."""
        about = tables.about.c
        found = rows(self._engine, self.name, select(about.value).where(about.name == _CURSOR))
        return Cursor(**json.loads(found[0]["value"])) if found else None

    def fresh(self, ids: Sequence[str]) -> set[str]:
        """Those of some changes that were not taken in yet."""
        known: set[str] = set()
        column = tables.taken.c.change
        for start in range(0, len(ids), _BATCH):
            query = select(column).where(column.in_(ids[start : start + _BATCH]))
            known.update(row["change"] for row in rows(self._engine, self.name, query))
        return set(ids) - known

    def take(self, before: Cursor | None, taken: Taken) -> bool:
        """Keep what was taken in, whole or not at all; `False` where somebody else took changes in meanwhile."""
        with locked(self._engine, self.name) as connection:
            if not _advance(connection, before, taken.cursor):
                return False
            days = [{"change": id, "day": day} for id, day in taken.days.items() if day >= taken.cursor.day]
            alerts = [_alert_row(alert) for alert in taken.alerts]
            for table, values in ((tables.taken, days), (tables.alerts, alerts)):
                for start in range(0, len(values), _BATCH):
                    connection.execute(insert(table), values[start : start + _BATCH])
            only_read = select(_WATCHES.id).where(_WATCHES.address == "")
            connection.execute(not_to_send(_ALERTS.watch.in_(only_read)))
            for watch, (record, keys) in taken.moved.items():
                moved = update(tables.watches).where(_WATCHES.id == watch)
                connection.execute(moved.values(record=record, keys=list(keys)))
            connection.execute(delete(tables.taken).where(tables.taken.c.day < taken.cursor.day))
            return True

    def bundle(self, until: Mapping[str, str], now: str) -> int:
        """Make deliveries of the alerts noticed before a moment, by pace; how many there are.

        An address gets one digest of all its watches of a pace, a webhook one for each watch.
        """
        paces = [(_WATCHES.pace == pace) & (_ALERTS.at <= moment) for pace, moment in until.items()]
        query = (
            select(_ALERTS.number, _ALERTS.change, _WATCHES.id, _WATCHES.address, _WATCHES.pace)
            .join(tables.watches, _WATCHES.id == _ALERTS.watch)
            .where(_ALERTS.delivery.is_(None), _WATCHES.state == "live", _WATCHES.address != "", or_(*paces))
            .order_by(_ALERTS.number)
        )
        with locked(self._engine, self.name) as connection:
            return _bundled(connection, connection.execute(query).all(), now)

    def lease(self, channel: str, now: str, until: str, limit: int) -> list[Delivery]:
        """Some deliveries that are due, each for this caller alone until a moment; then it is due again."""
        due = (_DELIVERIES.state == "waiting") & (_DELIVERIES.channel == channel) & (_DELIVERIES.due <= now)
        query = select(tables.deliveries).where(due).order_by(_DELIVERIES.due, _DELIVERIES.id).limit(limit)
        with locked(self._engine, self.name) as connection:
            found = connection.execute(query).mappings().all()
            ids = [row["id"] for row in found]
            mine = update(tables.deliveries).where(_DELIVERIES.id.in_(ids))
            connection.execute(mine.values(due=until, tries=_DELIVERIES.tries + 1))
            alerts = _alerts_of(connection, ids)
        return [replace(delivery_of(row), tries=row["tries"] + 1, alerts=alerts.get(row["id"], ())) for row in found]

    def settle(self, id: str, state: str, reason: str = "") -> None:
        """Write down what became of a delivery: `sent`, `dropped` or `dead`."""
        self._set(id, state=state, reason=reason[:500])

    def postpone(self, id: str, due: str, reason: str, *, tried: bool = True) -> None:
        """Have a delivery tried again at a moment; `tried` says whether this time counts."""
        self._set(id, due=due, reason=reason[:500], tries=_DELIVERIES.tries - (0 if tried else 1))

    def dead(self) -> list[Delivery]:
        """The deliveries that were given up, the oldest first."""
        query = select(tables.deliveries).where(_DELIVERIES.state == "dead").order_by(_DELIVERIES.made, _DELIVERIES.id)
        return [delivery_of(row) for row in rows(self._engine, self.name, query)]

    def revive(self, now: str) -> int:
        """Have all deliveries that were given up tried again; how many there are."""
        with locked(self._engine, self.name) as connection:
            again = update(tables.deliveries).where(_DELIVERIES.state == "dead")
            return connection.execute(again.values(state="waiting", due=now, tries=0)).rowcount

    def waiting(self) -> dict[str, int]:
        """How many deliveries wait, by channel."""
        count = func.count().label("n")
        query = select(_DELIVERIES.channel, count).where(_DELIVERIES.state == "waiting").group_by(_DELIVERIES.channel)
        return {row["channel"]: row["n"] for row in rows(self._engine, self.name, query)}

    def alerts(self, watch: str, limit: int = 100) -> list[Alert]:
        """The last changes that a watch told of, the latest first."""
        query = _with_watch().where(_ALERTS.watch == watch).order_by(_ALERTS.number.desc()).limit(limit)
        return [_alert(row) for row in rows(self._engine, self.name, query)]

    def prune(self, before: str) -> None:
        """Forget what was noticed before a moment, and is to be sent no more."""
        with locked(self._engine, self.name) as connection:
            waiting = select(_DELIVERIES.id).where(_DELIVERIES.state.in_(("waiting", "dead")))
            connection.execute(delete(tables.alerts).where(_ALERTS.at < before, _ALERTS.delivery.not_in(waiting)))
            settled = (_DELIVERIES.made < before) & _DELIVERIES.state.in_(("sent", "dropped"))
            connection.execute(delete(tables.deliveries).where(settled))

    def _set(self, id: str, **values: Any) -> None:
        with locked(self._engine, self.name) as connection:
            mine = update(tables.deliveries).where(_DELIVERIES.id == id, _DELIVERIES.state == "waiting")
            connection.execute(mine.values(**values))


def _advance(connection: Connection, before: Cursor | None, after: Cursor) -> bool:
    """Move the cursor, if it still is where it was seen."""
    about, value = tables.about, json.dumps({"day": after.day, "state": after.state})
    found = connection.execute(select(about.c.value).where(about.c.name == _CURSOR)).scalar()
    if (Cursor(**json.loads(found)) if found else None) != before:
        return False
    if found is None:
        connection.execute(insert(about).values(name=_CURSOR, value=value))
    else:
        connection.execute(update(about).where(about.c.name == _CURSOR).values(value=value))
    return True


def _alert_row(alert: Alert) -> dict[str, Any]:
    return {"watch": alert.watch, "change": alert.change["id"], "at": alert.at, "data": dict(alert.change)}


def _bundled(connection: Connection, found: Iterable[Any], now: str) -> int:
    groups: dict[tuple[str, str, str], list[Any]] = {}
    for row in found:
        way = channel(row.address)
        groups.setdefault((way, row.address, row.pace if way == "mail" else row.id), []).append(row)
    made = 0
    for (way, address, _), lines in groups.items():
        for part in _parts(lines):
            digest = _digest(way, address, part, now)
            connection.execute(insert(tables.deliveries).values(**outgoing(digest)))
            for start in range(0, len(part), _BATCH):
                numbers = [row.number for row in part[start : start + _BATCH]]
                mine = update(tables.alerts).where(_ALERTS.number.in_(numbers))
                connection.execute(mine.values(delivery=digest.id))
            made += 1
    return made


def _parts(lines: Sequence[Any]) -> list[list[Any]]:
    """The lines of an address in messages; a change that several watches tell of stands in one."""
    parts: list[list[Any]] = []
    held: set[str] = set()
    for change, same in groupby(lines, key=lambda row: row.change):
        if not parts or len(held) == _MOST:
            parts.append([])
            held = set()
        held.add(change)
        parts[-1].extend(same)
    return parts


def _digest(way: str, address: str, part: Sequence[Any], now: str) -> Delivery:
    told = "\0".join((address, *(f"{row.id} {row.change}" for row in part)))
    id = hashlib.sha256(told.encode()).hexdigest()[:32]
    return Delivery(id=id, purpose="digest", channel=way, address=address, about=part[0].pace, made=now)


def _with_watch() -> Any:
    columns = (_ALERTS.watch, _ALERTS.at, _ALERTS.data, _ALERTS.delivery, _WATCHES.label)
    return select(*columns).join(tables.watches, _WATCHES.id == _ALERTS.watch)


def _alerts_of(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[Alert, ...]]:
    """The alerts of deliveries, without those of watches that have ended meanwhile."""
    query = _with_watch().where(_ALERTS.delivery.in_(ids), _WATCHES.state == "live").order_by(_ALERTS.number)
    found: dict[str, tuple[Alert, ...]] = {}
    for row in connection.execute(query).mappings():
        found[row["delivery"]] = (*found.get(row["delivery"], ()), _alert(row))
    return found


def _alert(row: Any) -> Alert:
    return Alert(watch=row["watch"], label=row["label"], at=row["at"], change=row["data"])


def delivery_of(row: Any) -> Delivery:
    """The delivery in a row, without its alerts."""
    names = ("id", "purpose", "channel", "address", "about", "made", "tries", "reason")
    return Delivery(**{name: row[name] for name in names})
