"""One record: every value with its words, its alternatives and its rule, each report, and what is tied to it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique.export.phrases import standing
from communique.export.records import as_dict
from communique.export.records import document as document_plain
from communique.model.claim import Claim
from communique.model.kinds import KINDS
from communique.model.record import Reason, Record, Report
from communique.model.span import Span
from communique.store.cards import MOST
from communique.web.entries import QUOTED
from communique.web.sheet import Sheet
from communique.web.shelf import Shelf
from communique.web.views.ties import related
from communique.web.words import in_words, title

View = dict[str, Any]
CITED = 12  # documents that are named for one value
_LEDGER = ("stages", "figures", "last_event", "next_step")
_SPEECHES = ("statement",)
_NOT_FIELDS = ("names", *_LEDGER)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What the page of a record cites, read at once: documents, and claims of those that are quoted."""

    shelf: Shelf
    documents: Mapping[str, View]
    sheets: Mapping[str, Sheet]
    speeches: Mapping[str, Sheet]
    owned: Mapping[str, Mapping[str, str]]
    there: Mapping[str, bool]

    @classmethod
    def of(cls, shelf: Shelf, found: Record, reports: Sequence[Report]) -> "_Read":
        sheets = shelf.sheets((r.document for r in reports[:QUOTED]), [found.kind] if found.kind in KINDS else [])
        cited = shelf.data("documents", list(dict.fromkeys(_documents(found, reports))))
        attributed = [(r.document, c.attributed_to) for r, c in _claims(sheets, reports) if c.attributed_to]
        owned = shelf.owned(document for document, _ in attributed)
        sources = (owned.get(document, {}).get(source) for document, source in attributed)
        return cls(
            shelf=shelf,
            documents={id: _without_opening(data) for id, data in cited.items()},
            sheets=sheets,
            speeches=shelf.sheets((document for document, _ in attributed), _SPEECHES),
            owned=owned,
            there=shelf.there(filter(None, sources)),
        )

    def claim(self, document: str, item: str | None) -> Claim | None:
        """The claim of a quoted document with an id."""
        sheet = self.sheets.get(document)
        return sheet.claim(item) if sheet and item else None

    def source(self, document: str, item: str | None) -> Claim | None:
        """The statement that a claim of a quoted document is attributed to."""
        sheet = self.speeches.get(document)
        return sheet.claim(item) if sheet and item else None

    def owner(self, document: str, item: str) -> str | None:
        """The record that a claim of a quoted document is part of."""
        id = self.owned.get(document, {}).get(item)
        return id if id in self.there else None

    def cited(self, id: str) -> View:
        """A document as it is cited: its id, title, publisher and day."""
        if id in self.documents:
            return self.documents[id]
        note = self.shelf.notes.get(id)
        return document_plain(note.document) if note else {"id": id, "title": id, "publisher": None, "published": None}

    def several(self, ids: Iterable[str]) -> list[View]:
        """Some documents as they are cited."""
        return [self.cited(id) for id in ids]


def _joined(reasons: Sequence[Reason]) -> list[View]:
    """Why reports were taken for one record: each reason once, with how often it was and the lowest score."""
    scores: dict[str, list[float]] = {}
    for reason in reasons:
        scores.setdefault(reason.words, []).append(reason.score)
    return [{"words": words, "score": min(each), "times": len(each)} for words, each in scores.items()]


def _claims(sheets: Mapping[str, Sheet], reports: Sequence[Report]) -> Iterator[tuple[Report, Claim]]:
    for report in reports[:QUOTED]:
        claim = sheets[report.document].claim(report.item) if report.document in sheets else None
        if claim is not None:
            yield report, claim


def _documents(found: Record, reports: Sequence[Report]) -> Iterator[str]:
    """The ids of all documents that are cited."""
    yield from (report.document for report in reports)
    for variant in (v for variants in found.variants.values() for v in variants):
        yield from variant.documents[:CITED]
    for line in (line for name in _LEDGER[:2] for line in found.values.get(name) or ()):
        yield from line.get("documents", ())[:CITED]


def _without_opening(data: View) -> View:
    return {name: value for name, value in data.items() if name != "opening"} if "opening" in data else data


def record(shelf: Shelf, found: Record) -> View:
    """All that the page of a record shows; of many reports, the words of the latest."""
    plain = {**as_dict(found), "support": shelf.support(found.id)}
    reports = _in_order(found)
    read, ties = _Read.of(shelf, found, reports), related(shelf, found)
    return {
        **plain,
        "title": title(found.kind, plain),
        "fields": [_field(read, found, name, reports[:QUOTED]) for name in _ordered(found)],
        "ledgers": {name: _ledger(read, found.values[name]) for name in _LEDGER[:2] if found.values.get(name)},
        "path": list(_path(found)),
        "evidence": [_report(read, report, n < QUOTED) for n, report in enumerate(reports)],
        "cut": len(reports) >= MOST,
        "joined": _joined(found.reasons),
        "related": {name: tie.items for name, tie in ties.items()},
        "related_totals": {name: tie.total for name, tie in ties.items()},
        "related_lists": {name: tie.address for name, tie in ties.items() if tie.address},
    }


def _ordered(found: Record) -> list[str]:
    """The names of its fields in the order of its kind."""
    declared = [field.name for field in KINDS[found.kind].fields] if found.kind in KINDS else ["name"]
    return [n for n in dict.fromkeys((*declared, *found.values)) if n in found.values and n not in _NOT_FIELDS]


def _ledger(read: _Read, lines: Sequence[Any]) -> list[View]:
    """The lines of a ledger, each with the documents that say it."""
    return [{**line, "documents": read.several(line.get("documents", ())[:CITED])} for line in lines]


def _field(read: _Read, found: Record, name: str, reports: Sequence[Report]) -> View:
    """A field: its value, the words that it came from, how it follows from them, and what others say."""
    value = found.values[name]
    variants = found.variants.get(name, ())
    return {
        "name": name,
        "value": value,
        "said": list(_said(read, reports, name)),
        "disputed": name in found.conflicts,
        "rule": found.rules.get(name),
        "values": [
            {"value": v.value, "documents": read.several(v.documents[:CITED]), "shown": v.shown} for v in variants
        ],
    }


def _said(read: _Read, reports: Sequence[Report], name: str) -> Iterator[View]:
    """The words that the reports' values of a field came from, and the arithmetic of those that are worked out."""
    for report in reports:
        claim = read.claim(report.document, report.item)
        if claim is None or claim[name] is None:
            continue
        for span in claim.spans.get(name, ())[:3]:
            yield {**_quoted(report.document, span), "basis": claim.basis.get(name)}
        if not claim.spans.get(name) and claim.basis.get(name):
            yield {"document": report.document, "quote": None, "basis": claim.basis[name]}


def _quoted(document: str, span: Span) -> View:
    return {"document": document, "quote": span.quote, "start": span.start, "end": span.end}


def _in_order(found: Record) -> list[Report]:
    return sorted(found.reports, key=lambda r: (r.published or "", r.document, r.item), reverse=True)


def _report(read: _Read, report: Report, quoted: bool) -> View:
    """A report: its document, its words, and what they were read as; what is not to be quoted is cited only."""
    if not quoted:
        return {"document": read.cited(report.document), "item": report.item, "quotes": []}
    claim = read.claim(report.document, report.item)
    spans = claim.evidence if claim else _mentions(read, report)
    told = _claim(read, report.document, claim) if claim else {}
    document = read.cited(report.document)
    return {"document": document, "item": report.item, **told, "quotes": [_quoted(report.document, s) for s in spans]}


def _mentions(read: _Read, report: Report) -> Sequence[Span]:
    """The first mention of an entity in a document, and the first under each other name."""
    sheet = read.sheets.get(report.document)
    entity = sheet.entity(report.item) if sheet else None
    first = {span.quote: span for span in reversed(entity.mentions)} if entity else {}
    return sorted(first.values(), key=lambda span: span.start)[:6]


def _claim(read: _Read, document: str, claim: Claim) -> View:
    values = {
        f.name: in_words(f.name, _plain(claim[f.name]))
        for f in KINDS[claim.kind].fields
        if claim[f.name] not in (None, ()) and f.name != "content"
    }
    source = read.source(document, claim.attributed_to)
    speaker = in_words("speaker", _plain(source["speaker"])) if source else None
    return {
        "values": values,
        "standing": standing(claim),
        "basis": dict(claim.basis),
        "according_to": speaker,
        "statement": read.owner(document, claim.attributed_to) if claim.attributed_to else None,
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
