"""What changed, newest first; law: a change has one id for ever, made from what it says."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from communique.model.record import Record
from communique.web.shelf import PLURALS, Shelf
from communique.web.words import in_words, title

View = dict[str, Any]
_FOLLOWED = ("meetings", "acts", "programmes", "memberships", "posts")


def changes(shelf: Shelf) -> list[View]:
    """All changes of the records that are followed, newest first, those without a day last."""
    found = [c for kind in _FOLLOWED for record in shelf.records[kind] for c in _of(shelf, record)]
    return sorted(found, key=lambda c: (c["when"] or "", c["title"], c["id"]), reverse=True)


def _of(shelf: Shelf, record: Record) -> Iterator[View]:
    if not record.history:
        first = min((_day(shelf, r.document) for r in record.reports), default="")
        yield _change(record, first or None, "added", {}, tuple(r.document for r in record.reports)[:1])
    for number, event in enumerate(record.history):
        what = event.what if number or record.kind != "meeting" else "added"
        yield _change(record, event.reported, what, event.values, event.documents)
    for name in record.conflicts:
        variants = record.variants.get(name, ())
        last = max((v.last_reported or "" for v in variants), default="")
        told = {name: " / ".join(in_words(name, v.value) for v in variants)}
        yield _change(record, last or None, "conflicting", told, tuple(d for v in variants for d in v.documents))


def _day(shelf: Shelf, document: str) -> str:
    reading = shelf.readings.get(document)
    return (reading.document.published or "") if reading else ""


def _change(record: Record, when: str | None, what: str, values: Mapping[str, Any], documents: tuple[str, ...]) -> View:
    told = {name: in_words(name, value) for name, value in values.items() if value not in (None, [], "")}
    id = hashlib.sha256(repr((record.id, when, what, sorted(told.items()))).encode()).hexdigest()[:16]
    return {
        "id": f"change-{id}",
        "when": when,
        "what": what,
        "kind": PLURALS[record.kind],
        "record": record.id,
        "title": title(record.kind, record.values),
        "values": told,
        "documents": list(dict.fromkeys(documents)),
    }
