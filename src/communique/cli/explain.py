"""`communique explain`: every claim beside the words that it comes from."""

from pathlib import Path

import click

from communique.cli.engines import Chosen, engine_option, reader
from communique.cli.inputs import accepted, settings
from communique.cli.terminal import console
from communique.model.reading import Reading


@click.command(
    epilog="""\b
Examples:
  communique explain story.txt
  communique example wire | communique explain - --html wire.html"""
)
@click.argument("source", metavar="PATH|URL|-")
@click.option("--html", "page", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write one self-contained page instead; - for standard output.")  # fmt: skip
@engine_option
def explain(source: str, page: Path | None, engines: Chosen) -> None:
    """Show every claim of one document beside the sentence that it comes from, with the evidence underlined."""
    from communique.run import read  # the extractors are slow to import

    chosen = settings()
    readings = accepted(read([source], chosen, reader(engines, chosen)))
    for number, reading in enumerate(readings):
        if page is None:
            _print(reading)
        elif number == 0:
            _write(reading, page)
        else:
            raise click.UsageError("--html takes one document; this folder holds several.")


def _print(reading: Reading) -> None:
    from communique.export.explained import render
    from communique.run import sentences

    console().print(render(reading, sentences(reading.document)))


def _write(reading: Reading, page: Path) -> None:
    from communique.export.explained_page import page as explained

    if str(page) == "-":
        click.echo(explained(reading), nl=False)
        return
    try:
        page.write_text(explained(reading), encoding="utf-8")
    except OSError as error:
        raise click.FileError(str(page), error.strerror) from None
    click.echo(f"communique: wrote {page}", err=True)
