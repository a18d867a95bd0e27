"""`communique changes`: what changed in the register between two days."""

import click

from communique.cli.days import DAY, SINCE, today
from communique.cli.inputs import settings


@click.command(
    epilog="""\b
Examples:
  communique changes --since 7d
  communique changes --since 2026-01-01 --until 2026-01-31 --json
  communique changes --since 1987-06-01 --until 1987-06-30 --by published"""
)
@click.option("--since", type=SINCE, default="7d", show_default=True, metavar="7d|DATE", help="The first day.")
@click.option("--until", type=DAY, metavar="DATE", help="The last day.  [default: today]")
@click.option("--by", type=click.Choice(("added", "published")), default="added", show_default=True,
              help="The day on which a document counts as known.")  # fmt: skip
@click.option("--kind", metavar="KIND", help="Only changes of this kind of record, such as meeting.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a change, one line each.")
@click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]")
def changes(since: str, until: str | None, by: str, kind: str | None, as_json: bool, db: str | None) -> None:
    """List what changed in the register: dates moved, stages reached, agenda items added, new holders, new conflicts.

    Each change has its day, from what to what, the reports with their words, and an id that stays.
    """
    from communique import run  # the database is slow to import

    with run.register(db or settings().db, create=False) as register:
        found = run.changes(register, since, until or today(), by)
    found = [change for change in found if kind in (None, change.kind)]
    from communique.export import changes as told

    if as_json:
        for change in found:
            click.echo(told.change_line(change))
        return
    from communique.cli.terminal import console

    console().print(told.changes(found))
