"""`communique merge`: put what was read elsewhere into the register."""

from datetime import UTC, datetime

import click

from communique.cli.inputs import kept, settings


@click.command(
    epilog="""\b
Examples:
  communique merge shards/
  communique merge s3://bucket/shards --db postgresql://host/news"""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH|URL...")
@click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]")
def merge(paths: tuple[str, ...], db: str | None) -> None:
    """Put what was read elsewhere into the register: files of shards, or folders of them.

    Such files are written by `communique add --out` and by `communique.process_shard`. The order of the paths does
    not matter, and to merge twice changes nothing.
    """
    from communique import run  # the extractors and the database are slow to import
    from communique.scale import taking

    with run.register(db or settings().db) as register:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        kept(taking.merge(paths, register, now), register.name)
