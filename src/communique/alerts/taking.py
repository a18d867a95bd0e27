"""Taking changes in; law: a change is compared with the watches once, and a watched record stays so under any id."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from communique.alerts.matching import Matcher
from communique.alerts.paces import stamp
from communique.alerts.plain import change_plain
from communique.alerts.present import Present
from communique.alerts.search import seen
from communique.model.change import Change
from communique.model.watch import Alert
from communique.store import Register
from communique.store.outbox import Cursor, Outbox, Taken
from communique.store.watches import Watches

Changes = Callable[[str, str], Sequence[Change]]
"""The changes from one day to another, both with theirs."""
_TRIES = 5
_NEW = ("new record", "new holder")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """What is needed to take changes in."""

    register: Register
    watches: Watches
    outbox: Outbox
    changes: Changes

    def take(self, now: datetime) -> int:
        """Take in what changed since the last time; how many alerts follow. Raises `RegisterError`."""
        for _ in range(_TRIES):
            before, state = self.outbox.cursor(), self.register.state()
            if before and before.state == state:
                return 0
            taken = self._taken(before, Cursor(day=now.date().isoformat(), state=state), stamp(now))
            if self.outbox.take(before, taken):
                return len(taken.alerts)
        return 0  # others took them in

    def _taken(self, before: Cursor | None, cursor: Cursor, at: str) -> Taken:
        watches = self.watches.live()
        if not watches:
            return Taken(cursor=cursor)
        since = before.day if before else min(watch.created[:10] for watch in watches)
        found = {_mark(change): change for change in self.changes(min(since, cursor.day), cursor.day)}
        fresh = self.outbox.fresh(list(found))
        changes = [change for mark, change in found.items() if mark in fresh]
        days = {mark: change.day for mark, change in found.items() if mark in fresh}
        if not changes:
            return Taken(cursor=cursor)
        present = Present.of(self.register, self.watches, changes, watches)
        alerts = list(_alerts(changes, present, at))
        return Taken(cursor=cursor, days=days, alerts=alerts, moved=present.moved)


def _mark(change: Change) -> str:
    """What a change is known by when it comes again; a new record is new once, though more may be said of it later."""
    if change.what not in _NEW:
        return change.id
    return hashlib.sha256(f"{change.day} {change.what} {change.record}".encode()).hexdigest()[:16]


def _alerts(changes: Sequence[Change], present: Present, at: str) -> Iterator[Alert]:
    labels = {watch.id: watch.label for watch in present.watches}
    matcher = Matcher(present.watches)
    for change in changes:
        now = present.of_change(change)
        found = matcher.matches(seen(now, present.records.get(now.record)))
        plain = {**change_plain(change), "record": now.record} if found else {}
        for watch in found:
            yield Alert(watch=watch, label=labels[watch], at=at, change=plain)
