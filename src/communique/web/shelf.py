"""What the pages need of a register, read when it is asked for; law: a shelf holds little, however large the register.

A shelf is of one state of the register. What is made of the whole register (what changed, what waits for review) is
made of the latest documents, and kept by the state that it was made of.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from communique.model.decision import Decision
from communique.model.kinds import ALL
from communique.model.reading import Reading
from communique.model.record import Record
from communique.model.recorded import record_of
from communique.reconcile import renew, rules
from communique.reconcile.amended import added
from communique.reconcile.known import Known
from communique.store import Register
from communique.store.catalogue import Catalogue
from communique.web.sheet import Sheet

T = TypeVar("T")

PLURALS = {"person": "people", "body": "bodies", **{kind.name: kind.plural for kind in ALL}}
KIND_OF = {plural: kind for kind, plural in PLURALS.items()}
SMALL = 500  # documents up to which a page waits for the records to follow what was stored
_HELD, _MANY = 2_000, 300  # things that are kept of a state, and of one reading


def whole(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The plain data of a record alone."""
    return {name: held for name, held in data.items() if name != "support"} if "support" in data else data


def support_of(data: Mapping[str, Any]) -> int:
    """How many reports there are of a record by its plain data; copies and rewrites of one report count once."""
    told: int | None = data.get("support")
    return len({r.get("group") or r["document"] for r in data["reports"]}) if told is None else told


def plural_of(id: str) -> str:
    """The plural of the kind of a record, by its id; of what is no record, `documents`."""
    return PLURALS.get(id.rpartition("-")[0], "documents")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shelf:
    """One state of a register, with the few things that were made of it last.

    `read` are the records and documents that were read last, and what cards tell; states share them until the records
    are derived again.
    """

    register: Register
    state: int
    derived: str
    digests: dict[str, tuple[int, Any]]
    read: dict[tuple[str, Any], Any] = field(default_factory=dict)
    _held: dict[Any, Any] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def held(self, key: Any, make: Callable[[], T]) -> T:
        """What was made of the shelf under a key, or is made now."""
        with self._lock:
            if key not in self._held:
                made = make()
                if len(self._held) >= _HELD:
                    self._held.clear()
                self._held[key] = made
            found: T = self._held[key]
            return found

    def of_cards(self, kind: str, key: Any, make: Callable[[], T]) -> T:
        """The same of what the cards of a kind tell: those of records change only when these are derived again."""
        if kind == "documents":
            return self.held(key, make)
        found: T | None = self.read.get(("cards", key))
        if found is None:
            found = make()
            self._remember({("cards", key): found})
        return found

    @property
    def catalogue(self) -> Catalogue:
        """The lists of the register."""
        found: Catalogue = self.register.catalogue
        return found

    def total(self, kind: str) -> int:
        """How many records or documents of a kind there are."""
        found: int = self.of_cards(kind, ("total", kind), partial(self.catalogue.total, kind))
        return found

    @property
    def small(self) -> bool:
        """Whether all of the register can be looked at while somebody waits."""
        return self.total("documents") <= SMALL

    def _each(self, kind: str, ids: Iterable[str], read: Callable[[list[str]], Mapping[str, T]]) -> dict[str, T]:
        """What there is of each id: what was read last, and the rest read at once; few things are kept."""
        wanted = [id for id in dict.fromkeys(ids) if "\0" not in id]  # no database has one
        had = {id: held for id in wanted if (held := self.read.get((kind, id))) is not None}
        missing = [id for id in wanted if id not in had]
        found = read(missing) if missing else {}
        self._remember({(kind, id): held for id, held in found.items()})
        both = {**had, **found}
        return {id: both[id] for id in wanted if id in both}

    def _remember(self, found: Mapping[tuple[str, Any], Any]) -> None:
        if len(found) <= _MANY:
            if len(self.read) >= _HELD:
                self.read.clear()
            self.read.update(found)

    def data(self, kind: str, ids: Sequence[str]) -> dict[str, Any]:
        """The plain data of records or documents, by their ids; what is not there is left out."""
        return self._each(kind, ids, partial(self.catalogue.data, kind))

    def data_of(self, wanted: Mapping[str, Sequence[str]]) -> dict[str, dict[str, Any]]:
        """The same of the ids of several kinds, by kind, read at once."""
        keys = [(kind, id) for kind, ids in wanted.items() for id in ids if "\0" not in id]
        missing: dict[str, list[str]] = {}
        for kind, id in keys:
            if (kind, id) not in self.read:
                missing.setdefault(kind, []).append(id)
        if missing:
            found = {(kind, id): held for kind, each in self.catalogue.data_of(missing).items()
                     for id, held in each.items()}  # fmt: skip
            self._remember(found)
        return {kind: self.data(kind, ids) for kind, ids in wanted.items()}

    def records(self, kind: str, ids: Sequence[str]) -> list[Record]:
        """Records of a kind, named in the plural, with as much of them as a page shows."""
        return [record_of(whole(data)) for data in self.data(kind, ids).values()]

    def support(self, id: str) -> int:
        """How many reports there are of a record, of which a page may show fewer."""
        return support_of(self.data(plural_of(id), [id])[id])

    def record(self, id: str) -> Record | None:
        """The record with an id, with as much of it as a page shows."""
        kind = plural_of(id)
        return next(iter(self.records(kind, [id])), None) if kind in KIND_OF else None

    def whole(self, id: str) -> Record | None:
        """The record with an id, with all of its reports."""
        return None if "\0" in id else self.catalogue.whole(plural_of(id), id)

    def readings(self, ids: Iterable[str]) -> dict[str, Reading]:
        """Documents with what was read from them, by their ids, notes of what was added by hand too."""
        return self._each("reading", ids, self._read)

    def _read(self, ids: Sequence[str]) -> dict[str, Reading]:
        found = {reading.document.id: reading for reading in self.catalogue.readings(ids)}
        return {**self._notes(ids, found), **found}

    def _notes(self, ids: Sequence[str], found: Mapping[str, Any]) -> dict[str, Reading]:
        """The notes among the ids under which nothing is found."""
        return {id: self.notes[id] for id in ids if id not in found and id in self.notes}

    def reading(self, id: str) -> Reading | None:
        """A document with what was read from it."""
        return self.readings([id]).get(id)

    @property
    def decisions(self) -> Sequence[Decision]:
        """All decisions."""
        return self.held("decisions", self.register.decisions)

    @property
    def decided(self) -> Mapping[str, int]:
        """How often something was decided, or undone, about each document."""
        return self.held("decided", self._decided)

    def _decided(self) -> Mapping[str, int]:
        about = {decision.id: decision.about for decision in self.decisions}
        items = (about.get(d.supersedes or "", d.about) if d.action == "undo" else d.about for d in self.decisions)
        return Counter(item.document for each in items for item in each)

    @property
    def notes(self) -> Mapping[str, Reading]:
        """The notes of what was added by hand, by their ids."""
        return self.held("notes", lambda: added(self.decisions))

    def sheets(self, ids: Iterable[str], kinds: Sequence[str] | None = None) -> dict[str, Sheet]:
        """The same documents, of which little is made; of their claims (`kinds`) those alone, else their entities."""
        key = "sheet" if kinds is None else f"sheet {' '.join(kinds)}"
        return self._each(key, ids, partial(self._sheets, kinds=kinds))

    def _sheets(self, ids: Sequence[str], kinds: Sequence[str] | None) -> dict[str, Sheet]:
        found = {contents[0].id: Sheet.of(*contents) for contents in self.catalogue.contents(ids, kinds)}
        return {**{id: Sheet.read(note) for id, note in self._notes(ids, found).items()}, **found}

    def sheet(self, id: str) -> Sheet | None:
        """A document of which little is made."""
        return self.sheets([id]).get(id)

    def owners(self, document: str) -> Mapping[str, str]:
        """The record that each claim or entity of a document is part of, by their ids."""
        return self.owned([document]).get(document, {})

    def owned(self, documents: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
        """The same of some documents, by their ids."""
        return self._each("owners", documents, self.catalogue.owned)

    def owner(self, document: str, item: str) -> str | None:
        """The record that a claim or entity of a document is part of."""
        id = self.owners(document).get(item)
        return id if id and self.there([id]) else None

    def there(self, ids: Iterable[str]) -> Mapping[str, bool]:
        """Which of some ids are those of records; the others are left out."""
        return self._each("there", ids, self._there)

    def _there(self, ids: Sequence[str]) -> Mapping[str, bool]:
        kinds = {kind: [id for id in ids if plural_of(id) == kind] for kind in {plural_of(id) for id in ids}}
        return {id: True for kind, some in kinds.items() for id in self.catalogue.there(kind, some)}

    def known(self, documents: Iterable[str]) -> Known:
        """What some documents say, with all decisions."""
        return Known(readings=tuple(self.readings(documents).values()), days={}, decisions=tuple(self.decisions))

    def digest(self, name: str, make: Callable[["Shelf"], Any]) -> Any:
        """What is made of the latest documents: as somebody made and kept it, or made now of a small register."""
        state, kept = self.digests.get(name, (-1, []))
        if state == self.state:
            return kept
        made, found = self.catalogue.digest(name, state)
        if made < self.state and self.small:
            made, found = self.state, self.held(("digest", name), partial(make, self))
        if made > state:
            self.digests[name] = (made, found)
        return self.digests.get(name, (-1, []))[1]


class Keeper:
    """Hands out the shelf of a register's present state.

    The records of a small register follow at once; those of a larger one are derived by who follows it
    (`communique.web.follower`), and until then the pages show what was derived last.
    """

    def __init__(self, register: Register) -> None:
        self.register = register
        if register.derive is None and register.renew is None:
            register.renew, register.rules = renew, rules
        self._lock = threading.Lock()
        self._shelf: Shelf | None = None
        self._digests: dict[str, tuple[int, Any]] = {}

    def shelf(self) -> Shelf:
        """The present shelf. Raises `RegisterError`."""
        mark, present = self.register.catalogue.mark(), self._shelf
        if present is not None and (present.state, present.derived) == mark:
            return present
        with self._lock:
            if self.register.catalogue.total("documents") <= SMALL:
                self.register.refresh()
                mark = self.register.catalogue.mark()
            state, derived = mark
            read = present.read if present is not None and present.derived == derived else {}
            self._shelf = Shelf(register=self.register, state=state, derived=derived, digests=self._digests, read=read)
            return self._shelf
