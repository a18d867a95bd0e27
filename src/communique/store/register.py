"""The register: documents and what was read from them, in a file or a database; light to import."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from communique.model.decision import Decision
from communique.model.document import Document
from communique.model.outcome import Outcome
from communique.model.reading import Reading
from communique.model.record import Record
from communique.store.pages import Asked, Derive, Hit, How, Page, Renew


class Register:
    """Documents and their readings, kept in a database; opened by name, and closed after use.

    `name` is a file, or a database address such as `postgresql://host/name`. `derive` makes records of readings and
    decisions (`communique.reconcile.everything`, or `stream`, which needs less memory); without it, records can be read
    only where they are up to date. `renew` (`communique.reconcile.renew`) does the same, and after documents were added
    makes only the records that may be others. `rules` tells by which rules they do (`communique.reconcile.rules`):
    records by others are derived anew. So many `processes` renew all records: one or two, as it pays, where that is
    `None`. Raises `RegisterError` when it cannot be opened, is no register, or is missing and shall not be made
    (`create`); a register of an earlier version is brought to the present one.

    >>> with Register("sqlite://") as register:
    ...     reading = Reading(document=Document(text="The council met."))
    ...     register.add(reading, added="2026-01-31T12:00:00Z"), register.add(reading, added="2026-02-01T12:00:00Z")
    (True, False)
    """

    def __init__(
        self,
        name: str,
        *,
        create: bool = True,
        derive: Derive | None = None,
        renew: Renew | None = None,
        rules: Callable[[], str] | None = None,
        processes: int | None = None,
    ) -> None:
        self.name = _part("connection").shown(name)
        self.derive, self.renew, self.rules, self.processes = derive, renew, rules, processes
        self._engine: Any = _part("connection").connect(name, create, _part("migrations").set_up)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def add(self, reading: Reading, *, added: str) -> bool:
        """Store a document with its claims in one transaction; `False` where its content is there already.

        `added` is the time of adding, ISO 8601 in UTC. Raises `RegisterError`, and then nothing is stored.
        """
        return bool(_part("documents").add(self._engine, self.name, reading, added))

    def take(self, outcomes: Sequence[Outcome], *, added: str) -> list[bool]:
        """Store the readings among outcomes, and what came of each item, in one transaction.

        Tells for each whether its document is new. Raises `RegisterError`, and then none of them is stored.
        """
        return list(_part("inputs").take(self._engine, self.name, outcomes, added))

    def inputs(self, keys: Sequence[str]) -> dict[str, str | None]:
        """Of items by their keys, those that were taken in before, with the reason where they were refused.

        Raises `RegisterError`.
        """
        return dict(_part("inputs").inputs(self._engine, self.name, keys))

    @property
    def sources(self) -> Any:
        """What is remembered of the sources that are followed: a `communique.store.sources.Sources`."""
        return _part("sources").Sources(self._engine, self.name)

    def replace(self, reading: Reading) -> bool:
        """Put a new reading of a stored document in the place of the old, in one transaction.

        `False` where the document is not stored. Raises `RegisterError`, and then the old reading stays.
        """
        return bool(_part("documents").replace(self._engine, self.name, reading))

    def added(self) -> dict[str, str]:
        """When each document was added (ISO 8601), by its id. Raises `RegisterError`."""
        return dict(_part("documents").added(self._engine, self.name))

    def decide(self, decision: Decision) -> bool:
        """Append a decision; `False` where it is there already.

        Raises `BadDecision` where it is about a document or decision that is not here, and `RegisterError`.
        """
        return bool(_part("decisions").decide(self._engine, self.name, decision))

    def decisions(self, before: str | None = None) -> list[Decision]:
        """The decisions, or those made before a moment (ISO 8601), in order of time. Raises `RegisterError`."""
        return list(_part("decisions").decisions(self._engine, self.name, before))

    def backup(self, file: Path) -> None:
        """Copy all as it is now into a new file, while others read and write. Raises `RegisterError`."""
        _part("backup").backup(self._engine, self.name, file)

    def holds(self, document: Document) -> bool:
        """Whether a document with the same content is stored. Raises `RegisterError`."""
        return bool(_part("documents").holds(self._engine, self.name, document.id))

    def readings(self, ids: Sequence[str] | None = None) -> Iterator[Reading]:
        """The documents (all, or of some ids) with what was read from them, in the order of their ids.

        Raises `RegisterError`.
        """
        yield from _part("documents").readings(self._engine, self.name, ids)

    def reading(self, id: str) -> Reading | None:
        """The document with that id and what was read from it. Raises `RegisterError`."""
        return next(self.readings([id]), None)

    def document(self, id: str) -> Document | None:
        """The document with that id. Raises `RegisterError`."""
        found: Document | None = _part("documents").document(self._engine, self.name, id)
        return found

    def documents(self, *, limit: int = 50, cursor: str | None = None) -> Page[Document]:
        """A page of documents, those with the latest day first. Raises `RegisterError`."""
        found: Page[Document] = _part("lists").documents(self._engine, self.name, limit, cursor)
        return found

    def refresh(self) -> None:
        """Derive the records anew if anything was stored since they were, or if other rules made them.

        The other methods do it where they must. Raises `RegisterError`.
        """
        how = How(self.derive, self.renew, self.rules and self.rules(), self.processes)
        _part("derived").refresh(self._engine, self.name, how)

    def state(self) -> int:
        """A number that grows with every document, new reading and decision. Raises `RegisterError`."""
        return int(_part("derived").state(self._engine, self.name))

    def list(
        self,
        kind: str,
        filters: Mapping[str, str] | None = None,
        *,
        sort: str = "id",
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page[Record]:
        """A page of records of a kind, named in the plural; `cursor` is the `next` of the page before.

        `sort` is `id`, `date`, `name`, `status`, `body`, `reported` (the day of the latest report) or `support`, with
        `-` before it for downwards. `filters`: `status`, `body` (a record's id), `name` (a part of it), `since` and
        `until` (dates of the record), `reported` (on that day or later), `support` (so many reports at least),
        `about` (the id of a person or body that it speaks of). Raises `RegisterError`.
        """
        self.refresh()
        asked = Asked(kind=kind, filters=filters or {}, sort=sort, limit=limit, cursor=cursor)
        found: Page[Record] = _part("lists").page(self._engine, self.name, asked)
        return found

    def records(self, kind: str) -> Iterator[Record]:
        """All records of a kind, named in the plural, in the order of their ids. Raises `RegisterError`."""
        cursor: str | None = None
        while cursor or cursor is None:
            page = self.list(kind, limit=500, cursor=cursor)
            yield from page.items
            cursor = page.next or ""

    def get(self, kind: str, id: str) -> Record | None:
        """The record of a kind, named in the plural, with that id. Raises `RegisterError`."""
        self.refresh()
        found: Record | None = _part("lists").get(self._engine, self.name, kind, id)
        return found

    def counts(self) -> dict[str, int]:
        """How many documents there are, and records by the plural of their kind. Raises `RegisterError`."""
        self.refresh()
        found: dict[str, int] = _part("lists").counts(self._engine, self.name)
        return found

    @property
    def catalogue(self) -> Any:
        """The records and documents as they were derived last, for who cannot wait (`store.catalogue.Catalogue`)."""
        return _part("catalogue").Catalogue(engine=self._engine, name=self.name)

    def search(self, query: str, kinds: Sequence[str] = (), *, limit: int = 20, cursor: str | None = None) -> Page[Hit]:
        """The documents and records in which all words of a query stand, the best first.

        A query is words, "phrases" and the beginnings of words (`minist*`); any text is one. `kinds` are `documents`
        and the plurals of kinds of records; none means all. Raises `RegisterError`.
        """
        if set(kinds) != {"documents"}:
            self.refresh()
        found: Page[Hit] = _part("search").search(self._engine, self.name, (query, tuple(kinds)), limit, cursor)
        return found


def restore(file: Path, name: str) -> None:
    """Make a register of a backup: in a new file, or in an empty database at an address.

    It is made whole or not at all, and nothing is overwritten. Raises `RegisterError`.
    """
    _part("backup").restore(file, name)


def _part(name: str) -> Any:
    return import_module(f"communique.store.{name}")  # the database library is slow to import
