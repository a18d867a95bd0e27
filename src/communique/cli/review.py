"""`communique review`: what is unsure in the register."""

import click

from communique.cli.days import DAY
from communique.cli.inputs import settings


@click.command(
    epilog="""\b
Examples:
  communique review
  communique review --all --json"""
)
@click.option("--all", "whole", is_flag=True, help="Everything, not only the 20 worst.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a doubt, one line each; everything.")
@click.option("--as-of", metavar="DATE", type=DAY, help="As it was at the end of that day.")
@click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]")
def review(whole: bool, as_json: bool, as_of: str | None, db: str | None) -> None:
    """List what is unsure, the worst first, with the decisions that would settle it.

    Unsure are decisions whose claim is read otherwise now, values that conflict, joins that rest on little, records
    that may be one, and records that rest on one report that is not certain. What was decided is left out.
    """
    from communique import run  # the database is slow to import

    with run.register(db or settings().db, create=False) as register:
        found = run.review(register, as_of)
    from communique.export import doubts

    if as_json:
        for doubt in found:
            click.echo(doubts.doubt_line(doubt))
        return
    from communique.cli.terminal import console

    chosen = found if whole else found[:20]
    console().print(doubts.doubts(chosen, len(found) - len(chosen)))
