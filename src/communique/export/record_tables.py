"""Records and stored documents as tables and pages for people at a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from communique.export.records import as_dict, document, stem
from communique.model.document import Document
from communique.model.record import Event, Record, Report, Variant

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
_APART = ("id", "reports", "mentions", "conflicts", "alternatives", "history", "rules", "reasons", "stages", "figures")


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
    marks = [f"conflict: {', '.join(sorted(item.conflicts))}"] if item.conflicts else []
    return " · ".join((*said, *marks))


def _all_of(item: Record | Document) -> RenderableType:
    """Every value of a record, its alternatives, its history, why it is one, and each report's words."""
    plain = as_dict(item) if isinstance(item, Record) else document(item)
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in plain.items():
        if value not in (None, [], {}) and (name not in _APART or name == "id"):
            table.add_row(Text(name.replace("_", " "), style="bold"), Text(_words(value)))
    return Group(table, *(_parts(item) if isinstance(item, Record) else ()))


def _parts(record: Record) -> Iterator[RenderableType]:
    sources = {report.document: stem(report.source) for report in record.reports}
    for field, variants in sorted(record.variants.items()):
        yield from _alternatives(record, field, variants, sources)
    yield from _section("History", (_event(event, sources) for event in record.history))
    yield from _section("Figures", (_figure(figure) for figure in record.values.get("figures") or ()))
    yield from _section("One record, because", dict.fromkeys(f"{r.words} ({r.score:.2f})" for r in record.reasons))
    if record.kind not in ("person", "body"):
        yield from _section("Reports", (_report(report) for report in sorted(record.reports, key=_when)))


def _section(heading: str, lines: Iterator[str] | Mapping[str, None]) -> Iterator[Text]:
    found = list(lines)
    if found:
        yield Text(f"\n{heading}", style="bold")
        yield from (Text(f"  {line}") for line in found)


def _alternatives(
    record: Record, field: str, variants: Sequence[Variant], sources: Mapping[str, str]
) -> Iterator[Text]:
    verb = "Reports disagree on" if field in record.conflicts else "Reports word or date otherwise:"
    yield Text(f"\n{verb} {field}", style="bold")
    for v in variants:
        told = ", ".join(sources.get(id, id) for id in v.documents)
        days = "" if v.reported is None else f", said {v.reported}"
        days += f" to {v.last_reported}" if v.last_reported not in (None, v.reported) else ""
        yield Text(f"  {'*' if v.shown else ' '} {_words(v.value)} ({v.certainty}{days}): {told}")
    yield Text(f"  Shown (*): {record.rules.get(field, 'the only value')}.", style="dim")


def _event(event: Event, sources: Mapping[str, str]) -> str:
    said = ", ".join(_words(value) for name, value in event.values.items() if value and value != event.what)
    told = ", ".join(sources.get(id, id) for id in event.documents)
    return f"{event.reported or 'undated'}  {event.what}{': ' if said else ''}{said} ({told})"


def _figure(figure: Mapping[str, Any]) -> str:
    value = figure["value"]
    share = f"{value[0]} of {value[1]}" if isinstance(value, list) else f"{value:.0%}"
    claimant = f", {figure['claimant']['name']} said" if figure["claimant"] else ""
    return f"{figure['reported'] or 'undated'}  {share}{claimant}"


def _when(report: Report) -> tuple[str, str]:
    return (report.published or "", report.source)


def _report(report: Report) -> str:
    copy = "" if report.group in ("", report.document) else " (copy or rewrite of another report)"
    return f"{report.published or 'undated'}  {stem(report.source)}{copy}: “{'” … “'.join(report.words)}”"


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or value.get("stage") or value)
    return "; ".join(_words(v) for v in value) if isinstance(value, list | tuple) else str(value)
