"""Holdings: what a register holds, as every export takes it; law: the same register gives the same bytes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from communique.export.records import as_dict
from communique.model import edtf
from communique.model.document import Document
from communique.model.reading import Reading
from communique.model.record import Record

Plain = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Holdings:
    """The records of a register by kind, named in the plural, and the readings that they follow from."""

    records: Mapping[str, Sequence[Record]]
    readings: Sequence[Reading]

    @cached_property
    def plain(self) -> Mapping[str, tuple[Plain, ...]]:
        """The records as plain values, in the order of their ids."""
        return {
            kind: tuple(as_dict(r) for r in sorted(found, key=lambda r: r.id)) for kind, found in self.records.items()
        }

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The documents by id."""
        return {r.document.id: r.document for r in self.readings}

    def of(self, kind: str) -> tuple[Plain, ...]:
        """The records of a kind as plain values; none where the register has none."""
        return self.plain.get(kind, ())

    def sources(self, item: Plain) -> Iterator[Document]:
        """The documents that report a record, each once, in the order of the reports."""
        ids = dict.fromkeys(r["document_id"] for r in item.get("reports", ()))
        return (self.documents[id] for id in ids if id in self.documents)

    def address(self, document: Document) -> str:
        """Where a document can be found: its URL, else a name that hangs on its content."""
        return document.url or f"urn:communique:document:{document.id}"


def bounds(date: str | None) -> tuple[str | None, str | None]:
    """The first and last day of an EDTF date as ISO days; none where it has no end or is not known."""
    return edtf.days(date) if date and "XXXX" not in date else (None, None)


def called(item: Plain) -> str:
    """A meeting in words: its ordinal, body and kind, or its kind and parties."""
    parties = " and ".join(p["name"] for p in item["participants"])
    number = f"{item['ordinal']}. " if item.get("ordinal") else ""
    if item.get("body"):
        return f"{number}{item['kind']} of {item['body']['name']}"
    return f"{number}{item['kind']}{f': {parties}' if parties else ''}"
