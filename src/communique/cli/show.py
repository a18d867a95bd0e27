"""`communique show`: the register's records."""

from collections.abc import Sequence

import click

from communique.cli.days import DAY
from communique.cli.inputs import settings
from communique.errors import CommuniqueError
from communique.model.document import Document
from communique.model.record import Record
from communique.store import Register

_ONE = {"person": "people", "body": "bodies"}
KINDS = ("documents", "meetings", "people", "bodies", "programmes", "acts", "memberships", "posts", "statements")


class Plural(click.Choice[str]):
    """A kind by its plural or singular."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The plural of what was asked for."""
        several = _ONE.get(value, f"{value}s")
        return super().convert(several if several in KINDS else value, param, ctx)


@click.command(
    epilog="""\b
Examples:
  communique show meetings
  communique show meeting meeting-0e076f02fa85
  communique show people --json --db news.db"""
)
@click.argument("kind", type=Plural(KINDS), default="meetings", metavar="[KIND]")
@click.argument("record", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a record, one line each.")
@click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]")
@click.option("--as-of", metavar="DATE", type=DAY, help="As it was at the end of that day.")
def show(kind: str, record: str | None, as_json: bool, db: str | None, as_of: str | None) -> None:
    """List the register's records of one kind, or show the one with the id RECORD.

    KIND is one of documents, meetings, people, bodies, programmes, acts, memberships, posts and statements, or its
    singular. A record counts the reports behind it, copies of one story as one. The whole of it shows the values, the
    alternatives with the rule that picked one, what became known when, and each report's words.
    """
    from communique import run  # the database is slow to import

    with run.register(db or settings().db, create=False) as register:
        if record:
            found: Sequence[Record | Document] = [_one(register, kind, record, as_of)]
        else:
            found = _all(register, kind, as_of)
        _print(found, as_json, kind, whole=record is not None)


def _all(register: Register, kind: str, as_of: str | None) -> Sequence[Record | Document]:
    from communique import run

    return run.stored(register, as_of) if kind == "documents" else run.records(register, kind, as_of)


def _one(register: Register, kind: str, id: str, as_of: str | None) -> Record | Document:
    found: Record | Document | None
    if as_of:
        found = next((item for item in _all(register, kind, as_of) if item.id == id), None)
    else:
        found = register.document(id) if kind == "documents" else register.get(kind, id)
    if found is None:
        raise CommuniqueError(f"No {kind} record {id!r} in this register.")
    return found


def _print(chosen: Sequence[Record | Document], as_json: bool, kind: str, *, whole: bool) -> None:
    if as_json:
        from communique.export import records

        for item in chosen:
            click.echo(records.line(item))
        return
    from communique.cli.terminal import console
    from communique.export import record_tables  # tables are slow to import

    console().print(record_tables.listing(chosen, kind, whole=whole))
