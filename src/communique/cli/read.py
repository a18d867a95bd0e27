"""`communique read`: what documents say, for people or as JSON lines."""

import click

from communique.cli.engines import Chosen, at_once, engine_option, reader
from communique.cli.inputs import accepted, settings
from communique.model.reading import Reading


@click.command(
    epilog="""\b
Examples:
  communique read story.txt
  communique read https://example.org/news/1 stories/ --json
  communique example wire | communique read -
  communique read story.txt --engine own,openai:small-8b@http://localhost:8000/v1"""
)
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL|-...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document, one line each.")
@engine_option
def read(sources: tuple[str, ...], as_json: bool, engines: Chosen) -> None:
    """Read documents and show what they say.

    A document is a text, HTML or PDF file, a folder of them, an archive (WARC, WACZ, ZIP, tar, JSON lines, Parquet),
    a web address, or - for standard input. A text may open with YAML front matter: title, published, source, url,
    language.
    """
    from communique.run import read as read_sources  # the extractors are slow to import

    chosen = settings()
    for reading in accepted(read_sources(sources, chosen, reader(engines, chosen), at_once(engines, chosen))):
        _print(reading, as_json)


def _print(reading: Reading, as_json: bool) -> None:
    if as_json:
        from communique.export.jsonl import line

        click.echo(line(reading))
        return
    from communique.cli.terminal import console
    from communique.export.dossier import render

    console().print(render(reading))
