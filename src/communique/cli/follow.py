"""`communique follow`: keep a register up to date from sources that publish."""

import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import click

from communique.cli.inputs import settings


@click.command(
    epilog="""\b
Examples:
  communique follow sources.toml --once
  communique follow sources.toml --status

\b
sources.toml:
  keep = "fetched"        # a folder for what was fetched, as WARC; optional
  [[source]]
  name = "Secretariat"
  kind = "feed"           # or sitemap, page (with a pattern), folder,
                          # ical, mbox, ocd, indico
  url = "https://example.org/news.xml"
  every = "30m\""""
)
@click.argument("plan", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="SOURCES.toml")
@click.option("--once", is_flag=True, help="Look at what is due and stop, as for cron.")
@click.option("--status", is_flag=True, help="Show how each source does, and look at none.")
@click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]")
def follow(plan: Path, once: bool, status: bool, db: str | None) -> None:
    """Look at feeds, pages, folders, calendars and mails again and again, and keep what is new in the register.

    What is remembered of the sources stands in the register too. Ctrl-C stops it; nothing is lost.
    """
    from communique import run  # the extractors and the database are slow to import
    from communique.following import Follower, status_of, told
    from communique.sources.plan import read_plan

    sources, chosen = read_plan(plan), settings()
    signal.signal(signal.SIGTERM, _end)
    with run.register(db or chosen.db) as register:
        if status:
            states = register.sources.states()
            click.echo("\n".join(status_of(source, states.get(source.name)) for source in sources))
            return
        with Follower(register=register, settings=chosen, clock=time.time, stamp=_stamp) as follower:
            for look in follower.round(sources) if once else follower.watch(sources):
                if once or look.tells:
                    click.echo("\n".join(told(look)), err=True)


def _end(number: int, frame: FrameType | None) -> None:
    """Stop as for Ctrl-C when a service manager says so: looks that go on end after the item that they are at."""
    sys.exit(0)


def _stamp() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
