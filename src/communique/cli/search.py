"""`communique search`: documents and records in which words stand."""

from collections.abc import Sequence

import click

from communique.cli.inputs import settings
from communique.cli.show import KINDS
from communique.store.pages import Hit


@click.command(
    epilog="""\b
Examples:
  communique search summit tashkent
  communique search '"council of ministers" budg*' --kind meetings --json"""
)
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only these; may be given again.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a hit, one line each.")
@click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]")
def search(words: tuple[str, ...], kinds: tuple[str, ...], limit: int, as_json: bool, db: str | None) -> None:
    """Search the documents and records in which all WORDS stand, the best first.

    Words between quotation marks must follow each other; minist* is any word that begins so. Capital letters and
    marks on letters do not matter.
    """
    from communique import run  # the database is slow to import

    with run.register(db or settings().db, create=False) as register:
        hits = register.search(" ".join(words), kinds, limit=limit).items
    _print_lines(hits) if as_json else _print(hits)


def _print_lines(hits: Sequence[Hit]) -> None:
    import json
    from dataclasses import asdict

    for hit in hits:
        click.echo(json.dumps(asdict(hit), ensure_ascii=False))


def _print(hits: Sequence[Hit]) -> None:
    from rich.text import Text

    from communique.cli.terminal import console

    shown = console()
    for hit in hits:
        text = Text(hit.snippet)
        for start, end in hit.marks:
            text.stylize("bold", start, end)
        shown.print(Text.assemble((f"{hit.kind} {hit.id}", "dim"), "  ", hit.title))
        shown.print(text, "")
    if not hits:
        click.echo("Nothing found.", err=True)
