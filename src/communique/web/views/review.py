"""What waits for a person: the values about which reports disagree, and joins that are less than sure."""

from typing import Any

from communique.model.record import Record
from communique.web.shelf import PLURALS, Shelf
from communique.web.words import in_words, title

View = dict[str, Any]
_SURE = 0.8


def waiting(shelf: Shelf) -> list[View]:
    """The questions that are open, those with most reports first."""
    records = [record for kind in shelf.records.values() for record in kind]
    found = [question for record in records for question in (*_conflicts(shelf, record), *_joins(shelf, record))]
    return sorted(found, key=lambda q: (-q["support"], q["title"], q["id"]))


def _about(record: Record, part: str) -> View:
    plain = {"id": f"{record.id}.{part}", "kind": PLURALS[record.kind], "record": record.id}
    return {**plain, "title": title(record.kind, record.values), "support": record.support}


def _conflicts(shelf: Shelf, record: Record) -> list[View]:
    return [
        {**_about(record, name), "question": "conflict", "field": name, "sides": _sides(shelf, record, name)}
        for name in record.conflicts or record.variants
    ]


def _sides(shelf: Shelf, record: Record, name: str) -> list[View]:
    """The values of a field, each with the words of its reports."""
    return [
        {
            "value": variant.value,
            "text": in_words(name, variant.value),
            "shown": variant.shown,
            "quotes": _quotes(shelf, record, name, variant.documents),
        }
        for variant in record.variants.get(name, ())
    ]


def _quotes(shelf: Shelf, record: Record, name: str, documents: tuple[str, ...]) -> list[View]:
    found = []
    for report in record.reports:
        claim = shelf.claim(report) if report.document in documents else None
        spans = (claim.spans.get(name) or claim.evidence)[:1] if claim else ()
        found += [_quote(shelf, report.document, s.start, s.end) for s in spans]
    return found


def _quote(shelf: Shelf, document: str, start: int, end: int) -> View:
    """The words in the line that they stand in."""
    found = shelf.readings[document].document
    first, last = found.text.rfind("\n", 0, start) + 1, found.text.find("\n", end)
    last = len(found.text) if last < 0 else last
    first, last = max(first, start - 160), min(last, end + 160)
    pieces = {"before": found.text[first:start], "quote": found.text[start:end], "after": found.text[end:last]}
    told = {"title": found.title or found.id, "publisher": found.publisher, "published": found.published}
    return {"document": document, **told, "start": start, "end": end, **pieces}


def _joins(shelf: Shelf, record: Record) -> list[View]:
    unsure = [reason for reason in record.reasons if reason.score < _SURE]
    return [
        {
            **_about(record, f"join{n}"),
            "question": "same",
            "reason": reason.words,
            "score": reason.score,
            "sides": [
                {"text": _item_title(shelf, *item), "quotes": _item_quotes(shelf, *item)} for item in reason.items
            ],
            "items": [list(item) for item in reason.items],
        }
        for n, reason in enumerate(unsure)
    ]


def _spans(shelf: Shelf, document: str, item: str) -> Any:
    claim = shelf.claims(document).get(item)
    if claim:
        return claim.evidence
    reading = shelf.readings.get(document)
    entities = (*reading.people, *reading.bodies) if reading else ()
    return next((entity.mentions for entity in entities if entity.id == item), ())


def _item_title(shelf: Shelf, document: str, item: str) -> str:
    return next((span.quote for span in _spans(shelf, document, item)), item)


def _item_quotes(shelf: Shelf, document: str, item: str) -> list[View]:
    return [_quote(shelf, document, span.start, span.end) for span in _spans(shelf, document, item)[:1]]
