"""Records as they are now: a change or watch of a record that goes by another id now is found by what reports it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from communique.alerts.search import PLURALS
from communique.model.change import Change
from communique.model.record import Record, Report
from communique.model.watch import Watch
from communique.store import Register
from communique.store.watches import Watches

_KEYS = 20
Moved = Mapping[str, tuple[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """The records that changes are of, by their ids, the watches with the ids that their records have now, and what
    is to be kept of it (by watch: its record's id and keys)."""

    records: Mapping[str, Record]
    watches: Sequence[Watch]
    moved: Moved
    ids: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, register: Register, kept: Watches, changes: Sequence[Change], watches: Sequence[Watch]) -> "Present":
        """The present records of changes and watches. Raises `RegisterError`."""
        register.refresh()
        records = kept.records(_by_kind(change.record for change in changes))
        there = kept.there(_by_kind(watch.record for watch in watches if watch.record))
        lost = [watch for watch in watches if watch.record and watch.record not in there]
        keys = {change.id: _keys(change.reports) for change in changes if change.record not in records}
        owners = kept.owners([key for found in (*keys.values(), *(watch.keys for watch in lost)) for key in found])
        ids = {id: owner for id, found in keys.items() if (owner := _first(found, owners))}
        moves = {watch.id: owner for watch in lost if (owner := _first(watch.keys, owners))}
        records |= kept.records(_by_kind((*ids.values(), *moves.values())))
        now = [replace(watch, record=moves.get(watch.id, watch.record)) for watch in watches]
        return cls(records=records, watches=now, moved=_moved(watches, now, records), ids=ids)

    def of_change(self, change: Change) -> Change:
        """A change with the id that its record has now."""
        return replace(change, record=self.ids.get(change.id, change.record))


def keys_of(record: Record) -> tuple[str, ...]:
    """Where a record is spoken of: what it is found again by when its id is another one."""
    return _keys(record.reports)


def plural_of(id: str) -> str:
    """The kind, in the plural, of a record's id; nothing where there is no such kind."""
    return PLURALS.get(id.rpartition("-")[0], "")


def _keys(reports: Sequence[Report]) -> tuple[str, ...]:
    return tuple(f"{report.document} {report.item}" for report in reports[:_KEYS])


def _by_kind(ids: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for id in ids:
        found.setdefault(plural_of(id), set()).add(id)
    return found


def _first(keys: Iterable[str], owners: Mapping[str, str]) -> str | None:
    return next((owners[key] for key in keys if key in owners), None)


def _moved(before: Sequence[Watch], after: Sequence[Watch], records: Mapping[str, Record]) -> Moved:
    """The watches on records that have another id, or are spoken of elsewhere, than was kept."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for was, watch in zip(before, after, strict=True):
        keys = keys_of(records[watch.record]) if watch.record in records else was.keys
        if (watch.record, keys) != (was.record, was.keys):
            found[watch.id] = (watch.record, keys)
    return found
