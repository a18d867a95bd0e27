"""Claims with what is known of the documents that make them, and their values as plain data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from communique.languages import pattern
from communique.model.claim import Claim, Value
from communique.model.entity import Passage, Reference
from communique.model.reading import Reading
from communique.model.record import Report
from communique.reconcile.days import first_day
from communique.reconcile.entities import Who
from communique.reconcile.groups import Key
from communique.reconcile.source import Source

# Records of these kinds tell who says what they say.
_ATTRIBUTED = ("programme",)


@dataclass(frozen=True, slots=True)
class Said:
    """A claim, the reading and the id of the document that it is of, and the document's group of copies."""

    reading: Reading
    document: str
    claim: Claim
    group: str

    @property
    def key(self) -> Key:
        """The document's id and the claim's."""
        return (self.document, self.claim.id)

    @property
    def voice(self) -> str:
        """Whose account it is: what one reader makes of one document, where two claims are of two things."""
        return f"{self.document} {self.claim.engine}"

    @property
    def published(self) -> str | None:
        """The day of publication, as the document gives it."""
        return self.reading.document.published

    @property
    def words(self) -> str:
        """The words of all its evidence."""
        return " ".join(span.quote for span in self.claim.evidence)


def in_time(group: Iterable[Said]) -> list[Said]:
    """Claims by the day of publication, those of documents without one first."""
    return sorted(group, key=lambda said: (first_day(said.published), said.key))


def said_of(source: Source, kind: str, who: Who) -> list[Said]:
    """The claims of one kind, by its name in the singular, each with the statements of its document, if it tells."""
    held = {id: reading for id, reading in source.each((kind,), named=False) if reading.claims}
    if kind in _ATTRIBUTED:
        told = [id for id, reading in held.items() if any(claim.attributed_to for claim in reading.claims)]
        for id, reading in source.some(told):
            held[id] = replace(held[id], claims=(*held[id].claims, *reading.of_kind("statement")))
    return said_in(held, kind, who)


def said_in(readings: Mapping[str, Reading], kind: str, who: Who) -> list[Said]:
    """The claims of one kind in readings by their documents' ids."""
    return [Said(r, id, claim, who.copies[id]) for id, r in readings.items() for claim in r.of_kind(kind)]


def values(value: Value | None) -> Sequence[Value]:
    """The values of a field: none, one, or those of a list."""
    if value is None:
        return ()
    if isinstance(value, tuple) and value and isinstance(value[0], Reference | Passage):
        return value
    return (value,)


def plain(said: Said, value: Value, who: Who) -> Any:
    """A value as plain data."""
    if isinstance(value, Reference):
        return who.shown(said.document, value)
    if isinstance(value, Passage):
        return value.text
    return list(value) if isinstance(value, tuple) else value


def report(said: Said) -> Report:
    """A claim's part in a record."""
    document = said.reading.document
    return Report(
        document=said.document,
        source=document.source or said.document,
        item=said.claim.id,
        words=tuple(span.quote for span in said.claim.evidence),
        published=document.published,
        group=said.group,
        publisher=document.publisher,
        certainty=said.claim.certainty,
    )


def is_relocated(said: Said) -> bool:
    """Whether a report says that a meeting is in another place than it was to be."""
    return said.claim["place"] is not None and bool(pattern("register", "relocated").search(said.words))
