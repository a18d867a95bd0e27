"""`communique users`: who may use the desk."""

from datetime import UTC, datetime

import click

from communique.cli.inputs import settings
from communique.errors import RegisterError

_DB = click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]")


@click.group(
    epilog="""\b
Examples:
  communique users add anna --role admin
  communique users list"""
)
def users() -> None:
    """Add users of the desk, and list them."""


@users.command(
    epilog="""\b
Example:
  communique users add anna --role editor"""
)
@click.argument("name")
@click.option("--role", default="reader", show_default=True, help="reader, editor or admin")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for when left out.")
@_DB
def add(name: str, role: str, password: str, db: str | None) -> None:
    """Add a user of the desk."""
    from communique.store.accounts import Accounts  # the database is slow to import
    from communique.web.errors import Trouble
    from communique.web.people import made_user

    accounts, now = Accounts(db or settings().db), datetime.now(UTC).isoformat(timespec="seconds")
    try:
        accounts.add(made_user(name, role, password, now))
        accounts.log(now, "command line", "added a user", f"{name}: {role}")
    except Trouble as error:
        raise RegisterError(str(error)) from None
    finally:
        accounts.close()
    click.echo(f"communique: {name} is {role} now", err=True)


@users.command("list")
@_DB
def list_users(db: str | None) -> None:
    """List the users of the desk with their roles."""
    from communique.store.accounts import Accounts  # the database is slow to import

    accounts = Accounts(db or settings().db)
    for user in accounts.users():
        click.echo(f"{user.name}\t{user.role}")
    accounts.close()
