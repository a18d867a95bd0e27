"""The register: documents and what was read from them, in a file or a database; light to import."""

from collections.abc import Iterator
from importlib import import_module
from types import TracebackType
from typing import Any, Self

from communique.model.decision import Decision
from communique.model.document import Document
from communique.model.reading import Reading


class Register:
    """Documents and their readings, kept in a database; opened by name, and closed after use.

    `name` is a file, or a database address such as `postgresql://host/name`. Raises `RegisterError` when it cannot be
    opened, is no register, or is missing and shall not be made (`create`).

    >>> with Register("sqlite://") as register:
    ...     reading = Reading(document=Document(text="The council met."))
    ...     register.add(reading, added="2026-01-31T12:00:00Z"), register.add(reading, added="2026-02-01T12:00:00Z")
    (True, False)
    """

    def __init__(self, name: str, *, create: bool = True) -> None:
        self.name = name
        self._engine: Any = _part("connection").connect(name, create)

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
        return bool(_part("sql").add(self._engine, self.name, reading, added))

    def replace(self, reading: Reading) -> bool:
        """Put a new reading of a stored document in the place of the old, in one transaction.

        `False` where the document is not stored. Raises `RegisterError`, and then the old reading stays.
        """
        return bool(_part("sql").replace(self._engine, self.name, reading))

    def added(self) -> dict[str, str]:
        """When each document was added (ISO 8601), by its id. Raises `RegisterError`."""
        return dict(_part("sql").added(self._engine, self.name))

    def decide(self, decision: Decision) -> bool:
        """Append a decision; `False` where it is there already.

        Raises `BadDecision` where it is about a document or decision that is not here, and `RegisterError`.
        """
        return bool(_part("decisions").decide(self._engine, self.name, decision))

    def decisions(self, before: str | None = None) -> list[Decision]:
        """The decisions, or those made before a moment (ISO 8601), in order of time. Raises `RegisterError`."""
        return list(_part("decisions").decisions(self._engine, self.name, before))

    def holds(self, document: Document) -> bool:
        """Whether a document with the same content is stored. Raises `RegisterError`."""
        return bool(_part("sql").holds(self._engine, self.name, document.id))

    def readings(self) -> Iterator[Reading]:
        """The documents with their people, bodies and claims, in the order of their ids. Raises `RegisterError`."""
        yield from _part("sql").readings(self._engine, self.name)


def _part(name: str) -> Any:
    return import_module(f"communique.store.{name}")  # the database library is slow to import
