"""Changes, and what new readings say otherwise, as JSON lines and for people."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from communique.model.change import Change, Difference, Reread
from communique.model.record import Report


def change_line(change: Change) -> str:
    """A change as one line of JSON."""
    names = ("id", "day", "what", "kind", "record", "title", "field", "before", "after", "rule")
    plain = {name: getattr(change, name) for name in names}
    return json.dumps({**plain, "reports": reports(change.reports)}, ensure_ascii=False)


def reread_line(reread: Reread) -> str:
    """A document that was read again, as one line of JSON."""
    told = [
        {"what": d.what, "kind": d.kind, "words": d.words, "before": d.before, "after": d.after}
        for d in reread.differences
    ]
    return json.dumps({"document": reread.document, "source": reread.source, "differences": told}, ensure_ascii=False)


def reports(found: Iterable[Report]) -> list[dict[str, Any]]:
    """Reports as plain values, each with its words."""
    return [{"document": r.document, "source": r.source, "item": r.item, "words": list(r.words)} for r in found]


def changes(found: Sequence[Change]) -> RenderableType:
    """Changes for people, by their days."""
    if not found:
        return Text("Nothing changed in these days.", style="dim")
    lines: list[RenderableType] = []
    for day, of_day in groupby(found, key=lambda change: change.day):
        lines.append(Text(day, style="bold"))
        lines.extend(line for change in of_day for line in _told(change))
    return Group(*lines)


def rereads(found: Sequence[Reread]) -> RenderableType:
    """What new readings say otherwise, for people: a line a difference."""
    lines = []
    for reread in found:
        lines.append(Text(f"{reread.source} ({reread.document})", style="bold"))
        lines.extend(_difference(difference) for difference in reread.differences)
    return Group(*lines)


def _difference(difference: Difference) -> Text:
    """The words, and of what they say only the parts that differ."""
    before, after = (set((said or "").split("; ")) for said in (difference.before, difference.after))
    was, now = (
        "; ".join(part for part in (said or "").split("; ") if part not in other)
        for said, other in ((difference.before, after), (difference.after, before))
    )
    words = difference.words if len(difference.words) <= 60 else f"{difference.words[:59]}…"
    line = Text("  ").append(f"{difference.what}: ", style="italic")
    return line.append(f"{difference.kind} “{words}”: ").append(f"{was or 'nothing'} → {now or 'nothing'}")


def _told(change: Change) -> Iterator[Text]:
    what = change.what if change.field in (None, "date", "place", "status", "stage", "agenda", "person") else ""
    what = what or f"{change.what} ({str(change.field).replace('_', ' ')})"
    title = f"  {what}: {change.kind}"
    if change.what == "new record":
        yield Text(f"{title} {change.title}").append(f"  {change.record}", style="dim")
    else:
        line = Text(f"{title} {change.title}").append(f"  {change.record}", style="dim")
        yield line
        yield Text(f"    {_from_to(_words(change.before), _words(change.after))}")
    if change.rule:
        yield Text(f"    {change.rule}", style="dim")
    for report in change.reports[:3]:
        words = report.words[0] if report.words else ""
        yield Text(f"    {report.source}: “{words}”", style="dim")


def _from_to(before: str | None, after: str | None) -> str:
    return " → ".join(part for part in (before, after) if part)


def _words(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, dict):
        return str(value.get("name") or value.get("text") or value)
    return ", ".join(str(_words(v)) for v in value) if isinstance(value, list | tuple) else str(value)
