"""`communique dates`: the time expressions of a text and what they mean."""

import json
import sys
from pathlib import Path

import click

from communique.errors import SourceError
from communique.model.times import Anchor, Bounds, TimeExpression


@click.command(
    epilog="""\b
Examples:
  communique dates story.txt --published 2024-12-05
  echo "They meet on Tuesday." | communique dates - --published 2024-12-05 --json
  communique dates story.txt --timex3 > story.tml"""
)
@click.argument("path", metavar="PATH|-")
@click.option("--published", metavar="DAY", help="The day of publication (2024-12-05), for dates such as “on Tuesday”.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a time expression, one line each.")
@click.option("--timex3", is_flag=True, help="The text with TIMEX3 tags in it.")
def dates(path: str, published: str | None, as_json: bool, timex3: bool) -> None:
    """Find the dates, times, durations and frequencies in a text file, and say what they mean as EDTF."""
    from communique.extract.dates import bounds, find  # a line of help needs no word lists
    from communique.extract.dates.timex import tagged

    if as_json and timex3:
        raise click.UsageError("Give --json or --timex3, not both.")
    text = _text(path)
    found = find(text, published=published)
    if timex3:
        click.echo(tagged(text, found), nl=False)
        return
    for expression in found:
        click.echo(json.dumps(_said(expression), ensure_ascii=False) if as_json else _line(expression))
    if not published and not as_json:
        _tell(bounds(found))


def _text(path: str) -> str:
    try:
        source = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}.") from error
    return source.decode("utf-8", errors="replace")


def _said(expression: TimeExpression) -> dict[str, object]:
    return {
        "start": expression.start,
        "end": expression.end,
        "text": expression.text,
        "kind": expression.kind,
        "edtf": expression.edtf,
        "anchor": _anchor(expression.anchor),
        "operation": [str(step) for step in expression.operation],
        "relation": expression.relation,
        "why": expression.why,
    }


def _anchor(anchor: Anchor) -> dict[str, object] | None:
    if anchor.kind == "none":
        return None
    return {"kind": anchor.kind, "start": anchor.start, "end": anchor.end, "edtf": anchor.edtf}


def _line(expression: TimeExpression) -> str:
    words = " ".join(expression.text.split())
    why = f"  ({expression.why})" if expression.why else ""
    return f"{expression.start:>6}  {expression.kind:<9}  {expression.edtf or '-':<22}  {words}{why}"


def _tell(found: Bounds) -> None:
    """On standard error: between which days an undated text was written, as it tells itself."""
    if not found.evidence:
        return
    since = f"on or after {found.not_before}" if found.not_before else ""
    until = f"on or before {found.not_after}" if found.not_after else ""
    evidence = ", ".join(f"“{' '.join(e.text.split())}”" for e in found.evidence)
    click.echo(f"written, it seems, {' and '.join(filter(None, (since, until)))} (from {evidence})", err=True)
