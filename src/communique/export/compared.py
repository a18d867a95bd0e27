"""Two readers compared, for people: how far they agree, how each does on gold, and where they differ."""

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from communique.scoring.comparison import ONLY_FIRST, ONLY_SECOND, OTHERWISE, Comparison, Difference
from communique.scoring.figures import Scores


def render(comparison: Comparison) -> RenderableType:
    """The comparison, to be printed on a console."""
    first, second = comparison.engines
    parts: list[RenderableType] = [Text(f"\nA is {first}, B is {second}; {_documents(comparison.documents)}")]
    parts += [_agreement(comparison)]
    for name, scores in zip(("A", "B"), comparison.scores or (), strict=False):
        parts.append(_scores(f"{name} on gold", scores))
    if comparison.differences:
        parts.append(_differences(comparison))
    return Group(*parts, "")


def _documents(count: int) -> str:
    return f"{count} document{'' if count == 1 else 's'} read by both"


def _agreement(comparison: Comparison) -> Table:
    table = _table("Agreement", "both", "only A", "only B", "F1", "values otherwise")
    for plural, a in comparison.agreements.items():
        numbers = (a.both, a.first, a.second, figure(a.f1), a.otherwise)
        table.add_row(plural, *map(str, numbers))
    return table


def _scores(title: str, scores: Scores) -> Table:
    table = _table(title, "gold", "precision", "recall", "F1", "slot F1")
    for plural, score in scores.kinds.items():
        found = score.found
        row = (str(score.gold), *map(figure, (found.precision, found.recall, found.f1, score.slot_f1)))
        table.add_row(plural, *row)
    table.add_row("mean", "", "", "", figure(scores.mean_f1), figure(scores.mean_slot_f1), style="bold")
    if scores.missing:
        table.caption = f"{len(scores.missing)} of {scores.documents} were not read: {', '.join(scores.missing[:5])}"
    return table


def _differences(comparison: Comparison) -> Table:
    table = Table.grid(padding=(0, 2), expand=True)
    table.title, table.title_justify, table.title_style = "\nDifferences", "left", "bold cyan"
    table.add_column(ratio=2, overflow="fold")
    table.add_column(ratio=5, overflow="fold")
    document = None
    for difference in comparison.differences:
        if difference.document != document:
            document = difference.document
            table.add_row(Text(f"\n{document}", style="bold"), "")
        table.add_row(_what(difference), _values(difference))
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=f"\n{title}", title_justify="left", title_style="bold cyan", box=None, pad_edge=False)
    table.add_column("")
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _what(difference: Difference) -> Text:
    words = {ONLY_FIRST: "only A", ONLY_SECOND: "only B", OTHERWISE: difference.field or ""}
    return Text(f"{difference.kind}: {words[difference.what].replace('_', ' ')}")


def _values(difference: Difference) -> Text:
    text = Text(" · ".join(sides(difference)))
    text.append(f"\n“{difference.words}”" if difference.words else "", style="dim")
    return text


def sides(difference: Difference) -> Iterator[str]:
    """What each reader says, in words."""
    if difference.what == OTHERWISE:
        yield f"A: {said(difference.first)}"
        yield f"B: {said(difference.second)}"
    else:
        claim = difference.first if difference.what == ONLY_FIRST else difference.second
        yield "; ".join(f"{name.replace('_', ' ')}: {said(value)}" for name, value in claim.items())


def said(value: Any) -> str:
    """A value in words."""
    if isinstance(value, list):
        return ", ".join(map(said, value))
    return "nothing" if value is None else str(value)


def figure(value: float | None) -> str:
    """A figure with three digits, a dash where there is none."""
    return "–" if value is None else f"{value:.3f}"
