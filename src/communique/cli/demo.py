"""`communique demo`: the stories that come with the package, as a register in the browser."""

from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import click

from communique.cli.inputs import accepted, settings
from communique.store import Register


@click.command(
    epilog="""\b
Example:
  communique demo"""
)
@click.option("--db", default="demo.db", show_default=True, help="The file of the demo register; made if missing.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address that it listens on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--only-build", is_flag=True, help="Build the register, and do not serve it.")
def demo(db: str, host: str, port: int, only_build: bool) -> None:
    """Read the stories that come with Communiqué into a register, if it is missing, and serve it."""
    from communique.cli.serve import open_desk

    if not Path(db).exists():
        _build(db)
    if not only_build:
        open_desk(db, host, port)


def _build(db: str) -> None:
    from communique import run  # the extractors are slow to import

    now = datetime.now(UTC).isoformat(timespec="seconds")
    with resources.as_file(resources.files("communique") / "examples") as folder, Register(db) as register:
        added = sum(accepted(run.add([str(folder)], register, settings(), now)))
    click.echo(f"communique: {added} stories read into {db}", err=True)
