"""`communique compare`: where two readers of the same documents differ, and how each does on gold."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from communique.cli.engines import Chosen, Engines, at_once, reader
from communique.cli.inputs import accepted, settings
from communique.scoring.comparison import Comparison


@click.command(
    epilog="""\b
Examples:
  communique compare stories/ --engines own,openai:small-8b@http://localhost:8000/v1
  communique compare gold/docs/ --engines own,openai:a@https://x.example --gold gold/gold/ --html compared.html
  communique compare --db communique.db --engines own,openai:small-8b@http://localhost:8000/v1"""
)
@click.argument("sources", nargs=-1, metavar="PATH|URL|-...")
@click.option("--engines", type=Engines(), required=True, metavar="A,B", help="The two readers: own, openai:MODEL@URL.")
@click.option("--gold", metavar="FOLDER", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="Score both on the gold in this folder, ID.json for a document ID.txt.")  # fmt: skip
@click.option("--db", help="Compare on the documents of this register, by what it keeps of a reader.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--html", "page", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write one self-contained page instead; - for standard output.")  # fmt: skip
def compare(sources: tuple[str, ...], engines: Chosen, gold: Path | None, db: str | None, **shown: Any) -> None:
    """Show where two readers of the same documents differ, and how far they agree.

    Claims are the same claim, and values the same value, as the gold scorer counts them. What one of the readers
    refuses is told and not compared; on gold, it counts as missed. With --db, what the register keeps of a reader is
    taken as it stands, and only a reader of which it keeps nothing for a document is asked; nothing is stored.
    """
    if len(engines) != 2:
        raise click.UsageError("--engines takes two engines with a comma between.")
    if bool(sources) == bool(db):
        raise click.UsageError("Name documents, or a register with --db.")
    from communique.scoring.gold import gold_of

    right = gold_of(gold) if gold else None
    for comparison in accepted(_on_register(db, engines, right) if db else _on_sources(sources, engines, right)):
        _show(comparison, **shown)


def _on_sources(sources: tuple[str, ...], engines: Chosen, right: Any) -> Iterator[Any]:
    from communique import run  # the extractors are slow to import
    from communique.comparing import Pair, compared

    chosen = settings()
    first, second = engines
    pair = Pair(names=(first.name, second.name), readers=(reader((first,), chosen), reader((second,), chosen)))
    yield from compared(run.documents(sources, chosen), pair, right, at_once(engines, chosen))


def _on_register(db: str, engines: Chosen, right: Any) -> Iterator[Any]:
    from communique import run  # the extractors and the database are slow to import
    from communique.comparing import Pair, compared, kept

    chosen = settings()
    with run.register(db, create=False) as register:
        first, second = (kept(register, engine.name, reader((engine,), chosen)) for engine in engines)
        pair = Pair(names=(engines[0].name, engines[1].name), readers=(first, second))
        yield from compared(run.stored(register), pair, right, at_once(engines, chosen))


def _show(comparison: Comparison, as_json: bool, page: Path | None) -> None:
    if page is not None:
        _write(comparison, page)
    elif as_json:
        click.echo(json.dumps(comparison.plain, ensure_ascii=False))
    else:
        _print(comparison)


def _print(comparison: Comparison) -> None:
    from communique.cli.terminal import console
    from communique.export.compared import render

    console().print(render(comparison))


def _write(comparison: Comparison, page: Path) -> None:
    from communique.export.compared_page import page as compared_page

    if str(page) == "-":
        click.echo(compared_page(comparison), nl=False)
        return
    try:
        page.write_text(compared_page(comparison), encoding="utf-8")
    except OSError as error:
        raise click.FileError(str(page), error.strerror) from None
    click.echo(f"communique: wrote {page}", err=True)
