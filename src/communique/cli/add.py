"""`communique add`: read documents and keep what they say."""

from datetime import UTC, datetime

import click

from communique.cli.engines import Chosen, engine_option, reader
from communique.cli.inputs import accepted, settings, watched


@click.command(
    epilog="""\b
Examples:
  communique add stories/
  communique add --db news.db https://example.org/news/1"""
)
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL|-...")
@click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]")
@engine_option
def add(sources: tuple[str, ...], db: str | None, engines: Chosen) -> None:
    """Read documents and keep what they say in the register.

    A document whose content is there already is left as it is. Each is stored whole or not at all.
    """
    from communique import run  # the extractors and the database are slow to import

    chosen = settings()
    outcomes = {True: 0, False: 0}
    with run.register(db or chosen.db) as register:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        found = run.add(sources, register, chosen, now, reader(engines, chosen))
        try:
            for new in accepted(watched(found, run.count(sources))):
                outcomes[new] += 1
        finally:
            click.echo(f"{outcomes[True]} added, {outcomes[False]} known already: {register.name}", err=True)
