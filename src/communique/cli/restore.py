"""`communique restore`: make a register of a backup."""

from pathlib import Path

import click

from communique.store import restore as restore_from


@click.command(
    epilog="""\b
Examples:
  communique restore monday.backup --db news.db
  communique restore monday.backup --db postgresql://localhost/news"""
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--db", required=True, help="The new register: a file that is not there, or an empty database.")
def restore(file: Path, db: str) -> None:
    """Make a register of the backup FILE; nothing is overwritten.

    A backup of a register in a file can be restored into a database on a server, and the other way round.
    """
    restore_from(file, db)
    click.echo(f"{db} is restored from {file}", err=True)
