"""Records and documents as entries of lists and search: plain values, words, and what each can be found by."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique.errors import BadDate
from communique.export.records import as_dict
from communique.export.records import document as document_plain
from communique.languages.naming import fold
from communique.model import edtf
from communique.model.document import Document
from communique.model.kinds import KINDS
from communique.model.record import Record
from communique.web.shelf import PLURALS, Shelf
from communique.web.words import name, title

Plain = dict[str, Any]
_DATED = ("date", "period")
_NEVER = edtf.order(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A record or document: `kind` in the plural, `item` as its JSON, `words` folded for search, `date` in EDTF.

    `traits` are the values that it can be filtered by, by name; `days` the first and last day that `date` can mean.
    """

    kind: str
    id: str
    item: Plain
    title: str
    text: str
    words: str
    date: str | None
    days: tuple[int, int]
    traits: Mapping[str, tuple[str, ...]]


def entries(shelf: Shelf) -> Mapping[str, Sequence[Entry]]:
    """The entries of a shelf by plural kind."""
    return shelf.once(_entries)


def entry(shelf: Shelf, id: str) -> Entry:
    """The entry of a record. Raises `KeyError`."""
    return shelf.once(_by_id)[id]


def _entries(shelf: Shelf) -> Mapping[str, Sequence[Entry]]:
    found = {plural: [_of_record(shelf, plural, r) for r in records] for plural, records in shelf.records.items()}
    return {**found, "documents": [_of_document(shelf, document) for document in shelf.documents]}


def _by_id(shelf: Shelf) -> Mapping[str, Entry]:
    return {entry.id: entry for kind in entries(shelf).values() for entry in kind}


def _of_document(shelf: Shelf, document: Document) -> Entry:
    kinds = {claim.kind for claim in shelf.readings[document.id].claims}
    traits = {
        "source": (_source(document),),
        "language": (document.language,),
        "says": tuple(sorted(PLURALS[kind] for kind in kinds)),
        "document": (document.id,),
    }
    item = document_plain(document)
    heading = title("document", {**item, "text": document.text})
    return _entry("documents", item, heading, document.text, document.published, traits)


def _of_record(shelf: Shelf, plural: str, record: Record) -> Entry:
    item = as_dict(record)
    heading = title(record.kind, item)
    words = dict.fromkeys(word for report in record.reports for word in report.words)
    said = [name(v) for k, v in record.values.items() if k != "known"]
    return _entry(plural, item, heading, "\n".join((*said, *words)), date_of(shelf, record), _traits(shelf, record))


def _entry(
    kind: str, item: Plain, heading: str, text: str, date: str | None, traits: Mapping[str, tuple[str, ...]]
) -> Entry:
    return Entry(
        kind=kind,
        id=item["id"],
        item=item,
        title=heading,
        text=text,
        words=f" {fold(heading)} {fold(text)} ",
        date=date,
        days=_days(date),
        traits={name: values for name, values in traits.items() if values},
    )


def date_of(shelf: Shelf, record: Record) -> str | None:
    """The date of a record: its own, else for a statement the day of the document that reports it first."""
    own = next((record.values[f] for f in _DATED if record.values.get(f)), None)
    if own or record.kind != "statement":
        return str(own) if own else None
    told = (shelf.readings[r.document].document.published for r in record.reports if r.document in shelf.readings)
    return min((day for day in told if day), default=None)


def _days(date: str | None) -> tuple[int, int]:
    try:
        return edtf.order(date)
    except BadDate:
        return _NEVER


def _source(document: Document) -> str:
    return document.publisher or document.source or "unknown"


def _traits(shelf: Shelf, record: Record) -> dict[str, tuple[str, ...]]:
    named = dict.fromkeys(_ids(record))
    documents = dict.fromkeys(report.document for report in record.reports)
    found = [shelf.readings[id].document for id in documents if id in shelf.readings]
    claims = [claim for report in record.reports if (claim := shelf.claim(report))]
    traits = {
        "source": tuple(dict.fromkeys(_source(document) for document in found)),
        "certainty": tuple(dict.fromkeys(claim.certainty for claim in claims)),
        "body": tuple(id for id in named if id.startswith("body-")),
        "person": tuple(id for id in named if id.startswith("person-")),
        "document": tuple(documents),
        "conflict": tuple(sorted(record.conflicts)),
    }
    return {**traits, **_worded(record)}


def _worded(record: Record) -> dict[str, tuple[str, ...]]:
    """The fields that hold one word of a few."""
    names = [f.name for f in KINDS[record.kind].fields if f.type == "word"] if record.kind in KINDS else ["kind"]
    return {n: (str(record.values[n]),) for n in names if record.values.get(n)}


def _ids(record: Record) -> Iterator[str]:
    yield record.id
    for value in record.values.values():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and item.get("id"):
                yield item["id"]
