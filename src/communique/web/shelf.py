"""What the pages need of a register, in memory; law: one shelf is one state of the register, and never changes."""

import hashlib
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from communique.model.claim import Claim
from communique.model.document import Document
from communique.model.kinds import ALL
from communique.model.reading import Reading
from communique.model.record import Record, Report
from communique.reconcile.decided import decide
from communique.reconcile.known import Known, known
from communique.store import Register

PLURALS = {"person": "people", "body": "bodies", **{kind.name: kind.plural for kind in ALL}}
_SECONDS = 2
KIND_OF = {plural: kind for kind, plural in PLURALS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A record that names another in one of its fields."""

    record: Record
    field: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class Shelf:
    """One state of a register: its readings by document id, its records by plural kind, and what leads to what."""

    state: str
    known: Known
    readings: Mapping[str, Reading]
    records: Mapping[str, Sequence[Record]]
    by_id: Mapping[str, Record] = field(default_factory=dict)
    owners: Mapping[tuple[str, str], str] = field(default_factory=dict)
    uses: Mapping[str, Sequence[Use]] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Known) -> Self:
        """The shelf of what is known."""
        noted = (r for r in decide(found.readings, found.decisions).readings)
        readings = {reading.document.id: reading for reading in (*noted, *found.readings)}
        records = found.everything()
        by_id = {record.id: record for kind in records.values() for record in kind}
        owners = {(report.document, report.item): r.id for r in by_id.values() for report in r.reports}
        uses: dict[str, list[Use]] = {}
        for record in by_id.values():
            for id, name in _named(record):
                uses.setdefault(id, []).append(Use(record=record, field=name))
        state = _state((r.document.id for r in found.readings), (decision.id for decision in found.decisions))
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


def _state(documents: Iterable[str], decisions: Iterable[str]) -> str:
    """A word for what is stored: the same documents and decisions have the same."""
    return hashlib.sha256("\n".join([*sorted(documents), "", *sorted(decisions)]).encode()).hexdigest()[:16]


class Keeper:
    """Hands out the shelf of a register's present state; it reads again when the register has changed.

    While one thread reads, the others get the shelf that was.
    """

    def __init__(self, register: Register) -> None:
        self.register = register
        self._lock = threading.Lock()
        self._mark: Any = None
        self._shelf: Shelf | None = None

    def shelf(self) -> Shelf:
        """The present shelf. Raises `RegisterError`."""
        mark, present = _mark(self.register), self._shelf
        if present is not None and (mark == self._mark or not self._lock.acquire(blocking=False)):
            return present
        if present is None:
            self._lock.acquire()
        try:
            return self._present(mark)
        finally:
            self._lock.release()

    def _present(self, mark: Any) -> Shelf:
        if self._shelf is None or (mark != self._mark and self._shelf.state != self._stored()):
            self._shelf = Shelf.of(known(self.register, "published"))
        self._mark = mark
        return self._shelf

    def _stored(self) -> str:
        return _state(self.register.added(), (decision.id for decision in self.register.decisions()))


def _mark(register: Register) -> Any:
    """What changes when the register does, cheap to ask for at each request: its files' size and time, else a clock."""
    files = (Path(register.name), Path(f"{register.name}-wal"))
    found = [(s.st_size, s.st_mtime_ns) for s in (file.stat() for file in files if file.exists())]
    return found or int(time.monotonic() / _SECONDS)
