"""`communique export`: the register in the formats that other programs read."""

import sys
from pathlib import Path

import click

from communique.cli.days import DAY
from communique.cli.inputs import settings
from communique.cli.show import KINDS
from communique.export.formats import FORMATS, named

_LISTED = "\n".join(f"  {f.name:<15} {f.help}" for f in FORMATS)


@click.command(
    epilog=f"""\b
Formats:
{_LISTED}

\b
Examples:
  communique export ocd > events.jsonl
  communique export csv --kind acts --out acts.csv"""
)
@click.argument("format", type=click.Choice([f.name for f in FORMATS]), metavar="FORMAT")
@click.option("--kind", type=click.Choice(KINDS[1:]), default="meetings", help="For jsonl, csv and parquet.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="A file to write.  [default: standard output]"
)
@click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]")
@click.option("--as-of", metavar="DATE", type=DAY, help="As it was at the end of that day.")
def export(format: str, kind: str, out: Path | None, db: str | None, as_of: str | None) -> None:
    """Write the register in a format that other programs read."""
    from communique import run  # the database is slow to import

    with run.register(db or settings().db, create=False) as register:
        parts = named(format).write(run.holdings(register, as_of), kind)
        if out is None:
            for part in parts:
                sys.stdout.buffer.write(part)
            return
        unfinished = out.with_name(f"{out.name}.part")
        with unfinished.open("wb") as file:
            file.writelines(parts)
        unfinished.replace(out)
