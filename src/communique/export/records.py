"""Records as JSON lines, and as tables for people."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from communique.model.document import Document
from communique.model.record import Record


def line(item: Record | Document) -> str:
    """A record or stored document as one line of JSON, without the line's end."""
    plain = as_dict(item) if isinstance(item, Record) else _document(item)
    return json.dumps(plain, ensure_ascii=False)


def as_dict(record: Record) -> dict[str, Any]:
    """A record as plain values: its shown values, how many documents support it, conflicts, and the reports."""
    words = "mentions" if record.kind in ("person", "body") else "reports"
    conflicts = [
        {
            "field": field,
            "values": [{"value": v.value, "documents": list(v.documents), "shown": v.shown} for v in variants],
            "rule": record.rules.get(field, ""),
        }
        for field, variants in sorted(record.variants.items())
        if field in record.conflicts
    ]
    plain = {"id": record.id, **record.values, "support": record.support}
    if words == "mentions":
        mentions = [{"document": _stem(r.source), "name": name} for r in record.reports for name in r.words]
        return {**plain, "mentions": mentions}
    reports = [
        {"document": _stem(r.source), "document_id": r.document, "claim": r.item, "evidence": list(r.words)}
        for r in record.reports
    ]
    return {**plain, "conflicts": conflicts, "reports": reports}


def _document(document: Document) -> dict[str, Any]:
    """A stored document without its text."""
    names = ("id", "title", "source", "publisher", "url", "published", "language")
    return {name: getattr(document, name) for name in names}


def _stem(source: str) -> str:
    """The name by which a source file is known; an address stays whole."""
    return source if "://" in source else Path(source).stem


def listing(items: Sequence[Record | Document], kind: str, *, whole: bool = False) -> RenderableType:
    """Records or documents for people: a line each, or all that one says when `whole`."""
    if not items:
        return Text(f"No {kind} in this register yet. `communique add` reads documents into it.", style="dim")
    if whole:
        return Group(*(_all_of(item) for item in items))
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("id", kind, "reports"):
        table.add_column(heading, justify="right" if heading == "reports" else "left")
    for item in items:
        support = str(item.support) if isinstance(item, Record) else ""
        table.add_row(Text(item.id, style="dim"), Text(_title(item)), support)
    return table


def _title(item: Record | Document) -> str:
    """A record in one line: the values that say what it is, and a mark where reports disagree."""
    if isinstance(item, Document):
        return " · ".join(filter(None, (item.published, item.title or item.text[:70], item.source)))
    said = [_words(value) for name, value in item.values.items() if value and name in _TELLING]
    marks = [f"conflict: {', '.join(sorted(item.variants))}"] if item.variants else []
    return " · ".join((*said, *marks))


_TELLING = (
    "name",
    "date",
    "body",
    "ordinal",
    "kind",
    "place",
    "status",
    "participants",
    "person",
    "role",
    "of",
    "member",
    "stage",
    "speaker",
    "content",
    "count",
)


def _all_of(item: Record | Document) -> RenderableType:
    """Every value of a record, its alternatives, and each report's words."""
    plain = as_dict(item) if isinstance(item, Record) else _document(item)
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in plain.items():
        if value not in (None, [], {}) and name not in ("reports", "mentions", "conflicts"):
            table.add_row(Text(name.replace("_", " "), style="bold"), Text(_words(value)))
    lines = [Text("")]
    for conflict in plain.get("conflicts", []):
        told = "; ".join(f"{_words(v['value'])} ({len(v['documents'])})" for v in conflict["values"])
        lines.append(Text(f"Reports disagree on {conflict['field']}: {told}. Shown by: {conflict['rule']}."))
    for report in plain.get("reports", []):
        lines.append(Text(f"{report['document']}: “{'” … “'.join(report['evidence'])}”"))
    return Group(table, *lines)


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("name", value))
    return "; ".join(_words(v) for v in value) if isinstance(value, list) else str(value)
