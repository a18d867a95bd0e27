"""`communique reread`: read the stored documents again with the present extractors."""

from collections import Counter

import click

from communique.cli.inputs import settings, watched


@click.command(
    epilog="""\b
Examples:
  communique reread
  communique reread --outdated --json"""
)
@click.option("--outdated", is_flag=True, help="Only documents with claims of another version of an extractor.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document that is read otherwise.")
@click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]")
def reread(outdated: bool, as_json: bool, db: str | None) -> None:
    """Read the stored documents again, and tell what is read otherwise now.

    Each document gets its new reading whole, or keeps the old one. Decisions stay; those whose claim is read otherwise
    come up in `communique review`.
    """
    from communique import run  # the extractors and the database are slow to import
    from communique.export import changes

    counts: Counter[str] = Counter()
    found = []
    with run.register(db or settings().db, create=False) as register:
        total = len(register.added())
        for document in watched(run.reread(register, outdated=outdated), total):
            counts.update(("read", *(difference.what for difference in document.differences)))
            if document.differences:
                found.append(document)
                if as_json:
                    click.echo(changes.reread_line(document))
    if found and not as_json:
        from communique.cli.terminal import console

        console().print(changes.rereads(found))
    told = ", ".join(f"{counts[what]} {what}" for what in ("read anew", "read otherwise", "not read any more"))
    click.echo(f"{counts['read']} documents read again, {len(found)} of them otherwise: {told}", err=True)
