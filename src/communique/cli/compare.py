"""`communique compare`: where two readers of the same documents differ, and how each does on gold."""

import json
from pathlib import Path

import click

from communique.cli.engines import Chosen, Engines, reader
from communique.cli.inputs import accepted, settings
from communique.scoring.comparison import Comparison


@click.command(
    epilog="""\b
Examples:
  communique compare stories/ --engines own,openai:small-8b@http://localhost:8000/v1
  communique compare gold/docs/ --engines own,openai:a@https://x.example --gold gold/gold/ --html compared.html"""
)
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL|-...")
@click.option("--engines", type=Engines(), required=True, metavar="A,B", help="The two readers: own, openai:MODEL@URL.")
@click.option("--gold", metavar="FOLDER", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="Score both on the gold in this folder, ID.json for a document ID.txt.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--html", "page", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write one self-contained page instead; - for standard output.")  # fmt: skip
def compare(sources: tuple[str, ...], engines: Chosen, gold: Path | None, as_json: bool, page: Path | None) -> None:
    """Show where two readers of the same documents differ, and how far they agree.

    Claims are the same claim, and values the same value, as the gold scorer counts them. What one of the readers
    refuses is told and not compared; on gold, it counts as missed.
    """
    if len(engines) != 2:
        raise click.UsageError("--engines takes two engines with a comma between.")
    from communique.comparing import Pair, compared  # the extractors are slow to import
    from communique.scoring.gold import gold_of

    chosen = settings()
    first, second = engines
    readers = (reader((first,), chosen), reader((second,), chosen))
    pair = Pair(names=(first.name, second.name), readers=readers)
    for comparison in accepted(compared(sources, chosen, pair, gold_of(gold) if gold else None)):
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
