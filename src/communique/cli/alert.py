"""`communique alert`: tell those who watch what changed."""

import signal
import sys
import time
from collections.abc import Iterable
from typing import Any

import click

from communique.alerts.outcome import Outcome
from communique.cli.inputs import REFUSED, settings
from communique.errors import RegisterError
from communique.model.watch import Delivery

Sent = Iterable[tuple[Delivery, Outcome]]
_DB = click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]")


@click.command(
    epilog="""\b
Examples:
  communique alert --once
  communique alert --every 300
  communique alert --dead"""
)
@click.option("--once", is_flag=True, help="One round and stop, as for cron.")
@click.option("--every", default=60, show_default=True, type=click.IntRange(1), help="Seconds between two rounds.")
@click.option("--dead", is_flag=True, help="List what was given up, and send nothing.")
@click.option("--again", is_flag=True, help="Try what was given up once more.")
@_DB
def alert(once: bool, every: int, dead: bool, again: bool, db: str | None) -> None:
    """Compare what changed with all watches, and send what is due: mails, and messages to webhooks.

    It may be stopped at any moment, and run beside another one: nothing is lost. See `communique watch`.
    """
    from communique import run  # the extractors and the database are slow to import
    from communique.cli.alerting import clock, round_of

    chosen = settings()
    with run.register(db or chosen.db, create=False) as register:
        made = round_of(register, chosen)
        outbox = made.sender.outbox
        if dead:
            for delivery in outbox.dead():
                click.echo(f"{delivery.id}\t{delivery.made}\t{delivery.address}\t{delivery.reason}")
            return
        if again:
            click.echo(f"communique: {outbox.revive(clock().isoformat(timespec='seconds'))} tried again", err=True)
        if once:
            raise SystemExit(REFUSED if _round(made, once) else 0)
        _on_and_on(made, every)


def _on_and_on(made: Any, every: int) -> None:
    """One round after another, until somebody stops it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        while True:
            _round(made, once=False)
            time.sleep(every)
    except KeyboardInterrupt:
        click.echo("communique: stopped", err=True)


def _round(made: Any, once: bool) -> bool:
    """One round; whether something was not sent. Of many, one that fails is told, and the next one tries again."""
    try:
        failed = _told(made.run())
        if made.sender.server is None and (waiting := made.sender.outbox.waiting().get("mail")):
            click.echo(f"communique: {waiting} mails wait; COMMUNIQUE_SMTP_HOST names no server", err=True)
        return failed
    except RegisterError as error:
        if once:
            raise
        click.echo(f"communique: {error}", err=True)
        return True


def _told(sent: Sent) -> bool:
    """Tell what came of each delivery; whether some were not sent."""
    failed = False
    for delivery, outcome in sent:
        failed |= outcome.state in ("later", "dead")
        reason = f": {outcome.reason}" if outcome.reason else ""
        click.echo(f"communique: {delivery.id} to {delivery.address} {outcome.state}{reason}", err=True)
    return failed
