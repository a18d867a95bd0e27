"""One record: every value with its words, its alternatives and its rule, each report, and what is tied to it."""

from collections.abc import Iterator, Sequence
from typing import Any

from communique.export.phrases import standing
from communique.export.records import as_dict
from communique.export.records import document as document_plain
from communique.model.claim import Claim
from communique.model.kinds import KINDS
from communique.model.record import Record, Report
from communique.model.span import Span
from communique.web.entries import entry
from communique.web.shelf import Shelf
from communique.web.views.ties import related
from communique.web.words import in_words, title

View = dict[str, Any]
_LEDGER = ("stages", "figures", "last_event", "next_step")
_NOT_FIELDS = ("names", *_LEDGER)


def record(shelf: Shelf, found: Record) -> View:
    """All that the page of a record shows."""
    plain = as_dict(found)
    return {
        **plain,
        "title": title(found.kind, plain),
        "fields": [_field(shelf, found, name) for name in _ordered(found)],
        "ledgers": {name: _ledger(shelf, found.values[name]) for name in _LEDGER[:2] if found.values.get(name)},
        "path": list(_path(found)),
        "evidence": [_report(shelf, report) for report in _in_order(found)],
        "joined": [{"words": r.words, "score": r.score} for r in found.reasons],
        "related": {
            name: [entry(shelf, r.id).item for r in records] for name, records in related(shelf, found).items()
        },
    }


def _ordered(found: Record) -> list[str]:
    """The names of its fields in the order of its kind."""
    declared = [field.name for field in KINDS[found.kind].fields] if found.kind in KINDS else ["name"]
    return [n for n in dict.fromkeys((*declared, *found.values)) if n in found.values and n not in _NOT_FIELDS]


def _ledger(shelf: Shelf, lines: Sequence[Any]) -> list[View]:
    """The lines of a ledger, each with the documents that say it."""
    return [{**line, "documents": [_cited(shelf, id) for id in line.get("documents", ())]} for line in lines]


def _field(shelf: Shelf, found: Record, name: str) -> View:
    """A field: its value, the words that it came from, how it follows from them, and what others say."""
    value = found.values[name]
    variants = found.variants.get(name, ())
    return {
        "name": name,
        "value": value,
        "said": list(_said(shelf, found, name)),
        "disputed": name in found.conflicts,
        "rule": found.rules.get(name),
        "values": [
            {"value": v.value, "documents": [_cited(shelf, d) for d in v.documents], "shown": v.shown} for v in variants
        ],
    }


def _said(shelf: Shelf, found: Record, name: str) -> Iterator[View]:
    """The words that the reports' values of a field came from, and the arithmetic of those that are worked out."""
    for report in found.reports:
        claim = shelf.claim(report)
        if claim is None or claim[name] is None:
            continue
        for span in claim.spans.get(name, ())[:3]:
            yield {**_quoted(report.document, span), "basis": claim.basis.get(name)}
        if not claim.spans.get(name) and claim.basis.get(name):
            yield {"document": report.document, "quote": None, "basis": claim.basis[name]}


def _quoted(document: str, span: Span) -> View:
    return {"document": document, "quote": span.quote, "start": span.start, "end": span.end}


def _cited(shelf: Shelf, id: str) -> View:
    """A document as it is cited: its id, title, publisher and day."""
    reading = shelf.readings.get(id)
    gone = {"id": id, "title": id, "publisher": None, "published": None}
    return document_plain(reading.document) if reading else gone


def _in_order(found: Record) -> list[Report]:
    return sorted(found.reports, key=lambda r: (r.published or "", r.document, r.item), reverse=True)


def _report(shelf: Shelf, report: Report) -> View:
    """A report: its document, its words, and what they were read as."""
    claim = shelf.claim(report)
    spans = claim.evidence if claim else _mentions(shelf, report)
    told = _claim(shelf, report.document, claim) if claim else {}
    document = _cited(shelf, report.document)
    return {"document": document, "item": report.item, **told, "quotes": [_quoted(report.document, s) for s in spans]}


def _mentions(shelf: Shelf, report: Report) -> Sequence[Span]:
    """The first mention of an entity in a document, and the first under each other name."""
    reading = shelf.readings.get(report.document)
    entity = next((e for e in (*reading.people, *reading.bodies) if e.id == report.item), None) if reading else None
    first = {span.quote: span for span in reversed(entity.mentions)} if entity else {}
    return sorted(first.values(), key=lambda span: span.start)[:6]


def _claim(shelf: Shelf, document: str, claim: Claim) -> View:
    values = {
        f.name: in_words(f.name, _plain(claim[f.name]))
        for f in KINDS[claim.kind].fields
        if claim[f.name] not in (None, ()) and f.name != "content"
    }
    source = shelf.claims(document).get(claim.attributed_to or "")
    speaker = in_words("speaker", _plain(source["speaker"])) if source else None
    return {
        "values": values,
        "standing": standing(claim),
        "basis": dict(claim.basis),
        "according_to": speaker,
        "statement": shelf.owner(document, claim.attributed_to) if claim.attributed_to else None,
        "extractor": claim.extractor,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return getattr(value, "name", None) or getattr(value, "text", None) or value


def _path(found: Record) -> Iterator[View]:
    for event in found.history:
        told = {k: in_words(k, v) for k, v in event.values.items()}
        yield {"reported": event.reported, "what": event.what, "values": told, "documents": list(event.documents)}
