"""`communique backup`: copy the register into a file."""

from pathlib import Path

import click

from communique.cli.inputs import settings
from communique.store import Register


@click.command(
    epilog="""\b
Examples:
  communique backup monday.backup
  communique backup monday.backup --db postgresql://localhost/news"""
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]")
def backup(file: Path, db: str | None) -> None:
    """Copy the register as it is now into a new FILE, while others read and write.

    `communique restore` makes a register of it again.
    """
    with Register(db or settings().db, create=False) as register:
        register.backup(file)
    click.echo(f"{register.name} is backed up in {file}", err=True)
