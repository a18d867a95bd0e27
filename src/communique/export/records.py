"""Records and stored documents as plain values and JSON lines."""

import json
from typing import Any

from communique.model.document import Document
from communique.model.record import Event, Record, Report


def line(item: Record | Document) -> str:
    """A record or stored document as one line of JSON, without the line's end."""
    plain = as_dict(item) if isinstance(item, Record) else document(item)
    return json.dumps(plain, ensure_ascii=False)


def as_dict(record: Record) -> dict[str, Any]:
    """A record as plain values: shown values, support, alternatives with their rules, conflicts, history, reports."""
    plain = {"id": record.id, **record.values, "support": record.support, "reasons": _reasons(record)}
    if record.kind in ("person", "body"):
        mentions = [{"document": stem(r.source), "name": name} for r in record.reports for name in r.words]
        return {**plain, "mentions": mentions}
    return {
        **plain,
        "conflicts": [_alternatives(record, field) for field in sorted(record.conflicts)],
        "alternatives": [_alternatives(record, f) for f in sorted(record.variants) if f not in record.conflicts],
        "rules": dict(sorted(record.rules.items())),
        "history": [_event(event) for event in record.history],
        "reports": [_report(report) for report in record.reports],
    }


def _alternatives(record: Record, field: str) -> dict[str, Any]:
    """All values of a field, and the rule by which one is shown."""
    return {
        "field": field,
        "values": [
            {
                "value": v.value,
                "documents": list(v.documents),
                "shown": v.shown,
                "certainty": v.certainty,
                "reported": v.reported,
                "last_reported": v.last_reported,
            }
            for v in record.variants[field]
        ],
        "rule": record.rules.get(field, ""),
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "reported": event.reported,
        "what": event.what,
        "values": {name: value for name, value in event.values.items() if value is not None},
        "documents": list(event.documents),
    }


def _report(report: Report) -> dict[str, Any]:
    return {
        "document": stem(report.source),
        "document_id": report.document,
        "claim": report.item,
        "published": report.published,
        "copies": report.group,
        "evidence": list(report.words),
    }


def _reasons(record: Record) -> list[dict[str, Any]]:
    return [{"words": r.words, "score": r.score, "items": [list(item) for item in r.items]} for r in record.reasons]


def document(stored: Document) -> dict[str, Any]:
    """A stored document without its text."""
    names = ("id", "title", "source", "publisher", "url", "published", "language")
    return {name: getattr(stored, name) for name in names}


def stem(source: str) -> str:
    """The name by which a source file is known; an address stays whole."""
    if "://" in source:
        return source
    name = source.rstrip("/").rpartition("/")[2]
    head, _, end = name.rpartition(".")
    return head if head and end else name
