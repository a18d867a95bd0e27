"""What is unsure, and what was decided, as JSON lines and for people."""

import json
import shlex
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from communique.export.changes import reports
from communique.model.decision import Decision, Item, decision_plain
from communique.model.doubt import Doubt


def doubt_line(doubt: Doubt) -> str:
    """A doubt as one line of JSON; `choices` are arguments of `communique decide`."""
    plain = {name: getattr(doubt, name) for name in ("what", "score", "words", "kind")}
    choices = [list(choice) for choice in doubt.choices]
    told = {"records": list(doubt.records), "choices": choices, "reports": reports(doubt.reports)}
    return json.dumps({**plain, **told}, ensure_ascii=False)


def decision_line(decision: Decision, *, holds: bool) -> str:
    """A decision as one line of JSON, with its id, and whether it holds."""
    return json.dumps({"id": decision.id, "holds": holds, **decision_plain(decision)}, ensure_ascii=False)


def doubts(found: Sequence[Doubt], left: int) -> RenderableType:
    """Doubts for people, with the decisions that settle them; `left` more are not shown."""
    if not found:
        return Text("Nothing is unsure.", style="dim")
    lines = [line for doubt in found for line in _doubt(doubt)]
    if left:
        lines.append(Text(f"{left} more; --all shows them.", style="dim"))
    return Group(*lines)


def decisions(found: Sequence[tuple[Decision, bool]]) -> RenderableType:
    """Decisions for people, a line each; those that hold no longer are struck through."""
    if not found:
        return Text("Nothing was decided yet.", style="dim")
    return Group(*(Text(told(d), style="" if holds else "dim strike") for d, holds in found))


def told(decision: Decision) -> str:
    """A decision in one line."""
    parts = [decision.id, decision.when[:16].replace("T", " "), decision.who, decision.action]
    about = " and ".join(_quote(items[0]) for items in (decision.items, decision.others) if items)
    value = "" if decision.value is None else f"= {decision.value}"
    why = f"({decision.why})" if decision.why else ""
    return " ".join(p for p in (*parts, about, decision.field or "", value, decision.supersedes or "", why) if p)


def _quote(item: Item) -> str:
    return f"“{item.quote}”" if len(item.quote) <= 60 else f"“{item.quote[:59]}…”"


def _doubt(doubt: Doubt) -> list[Text]:
    lines = [Text(f"{doubt.score:.2f}  ").append(doubt.what, style="bold").append(f"  {doubt.words}")]
    for report in doubt.reports[:4]:
        lines.append(Text(f"      {report.source}: “{report.words[0] if report.words else ''}”", style="dim"))
    lines.extend(Text(f"      communique decide {shlex.join(choice)}") for choice in doubt.choices)
    return lines
