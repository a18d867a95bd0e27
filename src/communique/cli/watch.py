"""`communique watch`: what somebody wants to be told of."""

import json
from datetime import UTC, datetime

import click

from communique.cli.inputs import settings
from communique.errors import RegisterError

_DB = click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]")


@click.group(
    epilog="""\b
Examples:
  communique watch add body-3f2a91c04b7d --to anna@example.org --pace daily
  communique watch add "fisheries Oslo" --in meetings --to https://example.org/hook
  communique watch list
  communique watch remove 0123456789abcdef"""
)
def watch() -> None:
    """Say who is told of which changes: of a record, or of what a search finds. `communique alert` sends them."""


@watch.command(
    epilog="""\b
Examples:
  communique watch add meeting-8c41d0e77a12 --to anna@example.org
  communique watch add "tariff" --filter what="date moved" --account anna"""
)
@click.argument("what", metavar="RECORD|WORDS")
@click.option("--to", default="", help="An e-mail address, or the address of a webhook; none: a feed only.")
@click.option("--pace", default="immediate", show_default=True, help="immediate, daily or weekly")
@click.option("--in", "kinds", multiple=True, metavar="KINDS", help="Of a search: only this kind, such as meetings.")
@click.option(
    "--filter", "filters", multiple=True, metavar="NAME=VALUE", help="Of a search: what, body, person, status, …"
)
@click.option("--account", default="", help="The user of the desk whose watch it is.")
@click.option("--label", help="What it is called.  [default: the record's name, or the words]")
@_DB
def add(
    what: str, to: str, pace: str, kinds: tuple[str, ...], filters: tuple[str, ...], account: str, label: str | None,
    db: str | None,
) -> None:  # fmt: skip
    """Watch a record by its id, or what a search finds; prints the watch's id and what goes with it."""
    from communique import run  # the database is slow to import
    from communique.alerts.present import plural_of
    from communique.alerts.wishes import Wish, kept, ways
    from communique.store.watches import Watches

    given = [("q", what), *(("in", kind) for kind in kinds), *(_pair(text) for text in filters)]
    wish = Wish(what=what, filters=given, address=to, pace=pace, account=account, label=label or "")
    chosen = settings()
    with run.register(db or chosen.db, create=False) as register:
        watches = Watches(register)
        found = kept(lambda id: register.get(plural_of(id), id), watches, wish, datetime.now(UTC))
        click.echo(found.id)
        for name, value in ways(found, watches.secret(), chosen.desk_url).items():
            click.echo(f"communique: {name}: {value}", err=True)


@watch.command("list")
@click.option("--account", help="Only those of this user.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a watch, one line each.")
@_DB
def list_watches(account: str | None, as_json: bool, db: str | None) -> None:
    """List the watches that have not ended."""
    from dataclasses import asdict

    from communique.store import Register
    from communique.store.watches import Watches

    with Register(db or settings().db, create=False) as register:
        for found in Watches(register).all():
            if account in (None, found.account):
                parts = (
                    found.id,
                    found.state,
                    found.pace,
                    found.address or "feed",
                    found.record or found.query,
                    found.label,
                )
                click.echo(json.dumps(asdict(found), ensure_ascii=False) if as_json else "\t".join(parts))


@watch.command()
@click.argument("id")
@_DB
def remove(id: str, db: str | None) -> None:
    """End a watch; what of it waits to be sent is not sent."""
    from communique.store import Register
    from communique.store.watches import Watches

    with Register(db or settings().db, create=False) as register:
        watches = Watches(register)
        found = watches.get(id)
        if found is None or found.state == "ended":
            raise RegisterError(f"{register.name}: no watch {id!r}.")
        watches.end(id)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise click.BadParameter(f"{text!r} is no NAME=VALUE.")
    return name, value
