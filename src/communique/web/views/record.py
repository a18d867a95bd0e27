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
from communique.web.shelf import Shelf
from communique.web.views.ties import related
from communique.web.words import in_words, title

View = dict[str, Any]
QUOTED = 15  # reports whose words are shown
CITED = 12  # documents that are named for one value
_LEDGER = ("stages", "figures", "last_event", "next_step")
_NOT_FIELDS = ("names", *_LEDGER)


def record(shelf: Shelf, found: Record) -> View:
    """All that the page of a record shows; of many reports, the words of the latest."""
    plain = {**as_dict(found), "support": shelf.support(found.id)}
    reports = _in_order(found)
    _read_ahead(shelf, found, reports)
    ties = related(shelf, found)
    return {
        **plain,
        "title": title(found.kind, plain),
        "fields": [_field(shelf, found, name, reports[:QUOTED]) for name in _ordered(found)],
        "ledgers": {name: _ledger(shelf, found.values[name]) for name in _LEDGER[:2] if found.values.get(name)},
        "path": list(_path(found)),
        "evidence": [_report(shelf, report, n < QUOTED) for n, report in enumerate(reports)],
        "joined": [{"words": r.words, "score": r.score} for r in found.reasons],
        "related": {name: tie.items for name, tie in ties.items()},
        "related_totals": {name: tie.total for name, tie in ties.items()},
        "related_lists": {name: tie.address for name, tie in ties.items() if tie.address},
    }


def _read_ahead(shelf: Shelf, found: Record, reports: Sequence[Report]) -> None:
    """Read at once what is cited one by one."""
    shelf.sheets(report.document for report in reports[:QUOTED])
    cited = [d for variants in found.variants.values() for v in variants for d in v.documents[:CITED]]
    told = [d for event in found.history for d in event.documents]
    shelf.data("documents", [*(report.document for report in reports), *cited, *told])


def _ordered(found: Record) -> list[str]:
    """The names of its fields in the order of its kind."""
    declared = [field.name for field in KINDS[found.kind].fields] if found.kind in KINDS else ["name"]
    return [n for n in dict.fromkeys((*declared, *found.values)) if n in found.values and n not in _NOT_FIELDS]


def _ledger(shelf: Shelf, lines: Sequence[Any]) -> list[View]:
    """The lines of a ledger, each with the documents that say it."""
    return [{**line, "documents": [_cited(shelf, id) for id in line.get("documents", ())]} for line in lines]


def _field(shelf: Shelf, found: Record, name: str, reports: Sequence[Report]) -> View:
    """A field: its value, the words that it came from, how it follows from them, and what others say."""
    value = found.values[name]
    variants = found.variants.get(name, ())
    return {
        "name": name,
        "value": value,
        "said": list(_said(shelf, reports, name)),
        "disputed": name in found.conflicts,
        "rule": found.rules.get(name),
        "values": [
            {"value": v.value, "documents": [_cited(shelf, d) for d in v.documents[:CITED]], "shown": v.shown}
            for v in variants
        ],
    }


def _said(shelf: Shelf, reports: Sequence[Report], name: str) -> Iterator[View]:
    """The words that the reports' values of a field came from, and the arithmetic of those that are worked out."""
    for report in reports:
        claim = shelf.claim(report.document, report.item)
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
    data = shelf.data("documents", [id]).get(id)
    if data:
        return {name: value for name, value in data.items() if name != "opening"}
    note = shelf.notes.get(id)
    return document_plain(note.document) if note else {"id": id, "title": id, "publisher": None, "published": None}


def _in_order(found: Record) -> list[Report]:
    return sorted(found.reports, key=lambda r: (r.published or "", r.document, r.item), reverse=True)


def _report(shelf: Shelf, report: Report, quoted: bool) -> View:
    """A report: its document, its words, and what they were read as; what is not to be quoted is cited only."""
    if not quoted:
        return {"document": _cited(shelf, report.document), "item": report.item, "quotes": []}
    claim = shelf.claim(report.document, report.item)
    spans = claim.evidence if claim else _mentions(shelf, report)
    told = _claim(shelf, report.document, claim) if claim else {}
    document = _cited(shelf, report.document)
    return {"document": document, "item": report.item, **told, "quotes": [_quoted(report.document, s) for s in spans]}


def _mentions(shelf: Shelf, report: Report) -> Sequence[Span]:
    """The first mention of an entity in a document, and the first under each other name."""
    sheet = shelf.sheet(report.document)
    entity = sheet.entity(report.item) if sheet else None
    first = {span.quote: span for span in reversed(entity.mentions)} if entity else {}
    return sorted(first.values(), key=lambda span: span.start)[:6]


def _claim(shelf: Shelf, document: str, claim: Claim) -> View:
    values = {
        f.name: in_words(f.name, _plain(claim[f.name]))
        for f in KINDS[claim.kind].fields
        if claim[f.name] not in (None, ()) and f.name != "content"
    }
    source = shelf.claim(document, claim.attributed_to)
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
