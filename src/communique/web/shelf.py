"""What the pages need of a register, in memory; law: one shelf is one state of the register, and never changes."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

from communique.model.claim import Claim
from communique.model.document import Document
from communique.model.kinds import ALL
from communique.model.reading import Reading
from communique.model.record import Record, Report
from communique.reconcile.decided import decide
from communique.reconcile.known import Known, known
from communique.store import Register

T = TypeVar("T")

PLURALS = {"person": "people", "body": "bodies", **{kind.name: kind.plural for kind in ALL}}
KIND_OF = {plural: kind for kind, plural in PLURALS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A record that names another in one of its fields."""

    record: Record
    field: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shelf:
    """One state of a register: its readings by document id, its records by plural kind, and what leads to what."""

    state: str
    known: Known
    readings: Mapping[str, Reading]
    records: Mapping[str, Sequence[Record]]
    by_id: Mapping[str, Record] = field(default_factory=dict)
    owners: Mapping[tuple[str, str], str] = field(default_factory=dict)
    uses: Mapping[str, Sequence[Use]] = field(default_factory=dict)
    _made: dict[Any, Any] = field(default_factory=dict)
    _locks: dict[Any, threading.RLock] = field(default_factory=dict)

    def once(self, make: Callable[[Self], T]) -> T:
        """What a function makes of the shelf: made when it is first asked for, and by one thread only."""
        with self._locks.setdefault(make, threading.RLock()):
            if make not in self._made:
                self._made[make] = make(self)
            found: T = self._made[make]
            return found

    @classmethod
    def of(cls, found: Known, state: str) -> Self:
        """The shelf of what is known in a state of the register."""
        noted = (r for r in decide(found.readings, found.decisions).readings)
        readings = {reading.document.id: reading for reading in (*noted, *found.readings)}
        records = found.everything()
        by_id = {record.id: record for kind in records.values() for record in kind}
        owners = {(report.document, report.item): r.id for r in by_id.values() for report in r.reports}
        uses: dict[str, list[Use]] = {}
        for record in by_id.values():
            for id, name in _named(record):
                uses.setdefault(id, []).append(Use(record=record, field=name))
        return cls(state=state, known=found, readings=readings, records=records, by_id=by_id, owners=owners, uses=uses)

    @property
    def documents(self) -> list[Document]:
        """All documents, in the order of their ids."""
        return [self.readings[id].document for id in sorted(self.readings)]

    def used(self, id: str, plural: str, *fields: str) -> list[Record]:
        """The records of a kind that name the record in one of the fields (none given: in any), each once."""
        kind = KIND_OF[plural]
        found = (use for use in self.uses.get(id, ()) if use.record.kind == kind)
        return list({u.record.id: u.record for u in found if not fields or u.field in fields}.values())

    def claim(self, report: Report) -> Claim | None:
        """The claim behind a report, or `None` where the report is a mention of a person or body."""
        return self.claims(report.document).get(report.item)

    def claims(self, document: str) -> Mapping[str, Claim]:
        """The claims of a document by their ids."""
        return {claim.id: claim for claim in self.readings[document].claims} if document in self.readings else {}

    def owner(self, document: str, item: str) -> str | None:
        """The record that a claim or entity of a document is part of."""
        return self.owners.get((document, item))


def _named(record: Record) -> Iterator[tuple[str, str]]:
    """The ids of the persons and bodies that a record names, each with its field."""
    for name, value in record.values.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and item.get("id"):
                yield item["id"], name


class Keeper:
    """Hands out the shelf of a register's present state; it reads again when the register has changed.

    While one thread reads, the others get the shelf that was.
    """

    def __init__(self, register: Register) -> None:
        self.register = register
        self._lock = threading.Lock()
        self._shelf: Shelf | None = None

    def shelf(self) -> Shelf:
        """The present shelf. Raises `RegisterError`."""
        state, present = str(self.register.state()), self._shelf
        if present is not None and (present.state == state or not self._lock.acquire(blocking=False)):
            return present
        if present is None:
            self._lock.acquire()
        try:
            return self._present(state)
        finally:
            self._lock.release()

    def _present(self, state: str) -> Shelf:
        if self._shelf is None or self._shelf.state != state:
            self._shelf = Shelf.of(known(self.register, "published"), state)
        return self._shelf
