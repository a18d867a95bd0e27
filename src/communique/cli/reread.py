"""`communique reread`: read the stored documents again with the present extractors."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import click

from communique.cli.engines import Engines, at_once, reader
from communique.cli.inputs import accepted, settings, watched
from communique.model.change import Reread
from communique.model.claim import OWN


@click.command(
    epilog="""\b
Examples:
  communique reread
  communique reread --outdated --json
  communique reread --engine openai:small-8b@http://localhost:8000/v1"""
)
@click.option("--outdated", is_flag=True,
              help="Only documents with claims of another version of an extractor, or none of an engine.")  # fmt: skip
@click.option("--engine", "engines", type=Engines(), default=OWN, metavar="ENGINE[,ENGINE]",
              help="Others that read them too, beside our own reader: openai:MODEL@URL.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document that is read otherwise.")
@click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]")
def reread(outdated: bool, engines: tuple[Any, ...], as_json: bool, db: str | None) -> None:
    """Read the stored documents again, and tell what is read otherwise now.

    Each document gets its new reading whole, or keeps the old one. Decisions stay; those whose claim is read otherwise
    come up in `communique review`. The claims of other engines stay, but for those that --engine names: they read anew.
    """
    from communique import run  # the extractors and the database are slow to import
    from communique.engine.naming import named
    from communique.export import changes

    chosen, engines = settings(), (*named(OWN), *(engine for engine in engines if engine.name != OWN))
    read: list[Reread] = []
    with run.register(db or chosen.db, create=False) as register:
        total = None if outdated else len(register.added())
        again = run.reread(
            register,
            outdated=outdated,
            reader=reader(engines, chosen),
            names=[engine.name for engine in engines],
            at_once=at_once(engines, chosen),
        )
        try:
            for document in accepted(watched(again, total)):
                read.append(document)
                if as_json and document.differences:
                    click.echo(changes.reread_line(document))
        finally:
            _tell(read, as_json)


def _tell(read: Sequence[Reread], as_json: bool) -> None:
    """Show what is read otherwise, and say how much it is."""
    from communique.export import changes

    found = [document for document in read if document.differences]
    if found and not as_json:
        from communique.cli.terminal import console

        console().print(changes.rereads(found))
    counts = Counter(difference.what for document in found for difference in document.differences)
    told = ", ".join(f"{counts[what]} {what}" for what in ("read anew", "read otherwise", "not read any more"))
    click.echo(f"{len(read)} documents read again, {len(found)} of them otherwise: {told}", err=True)
