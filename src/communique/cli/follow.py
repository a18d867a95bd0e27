"""`communique follow`: keep a register up to date from sources that publish."""

import signal
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

import click

from communique.cli.arenas import share_arenas
from communique.cli.inputs import REFUSED, settings


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

    What is remembered of the sources stands in the register too. Ctrl-C stops it; nothing is lost. With --once, the
    exit code is 3 if a source failed.
    """
    share_arenas()
    from communique import run  # the extractors and the database are slow to import
    from communique.following import Follower
    from communique.sources.plan import read_plan

    sources, chosen = read_plan(plan), settings()
    signal.signal(signal.SIGTERM, _end)
    with run.register(db or chosen.db) as register:
        if status:
            _status(register.sources.states(), sources)
            return
        with Follower(register=register, settings=chosen, clock=time.time, stamp=_stamp) as follower:
            if once:
                _once(follower, sources)
            else:
                _on_and_on(follower, sources)


def _status(states: Mapping[str, Any], sources: Sequence[Any]) -> None:
    """Show how each source of the plan does."""
    from communique.following import status_of, summary_of
    from communique.model.followed import SourceState

    now, found = time.time(), [states.get(source.name) or SourceState(name=source.name) for source in sources]
    click.echo("\n".join(status_of(state, now) for state in found))
    click.echo(summary_of(found, now), err=True)


def _once(follower: Any, sources: Sequence[Any]) -> None:
    """Look at what is due; a source that failed makes the exit code."""
    from communique.following import told
    from communique.following.times import day

    looks = []
    for look in follower.round(sources):
        looks.append(look)
        click.echo("\n".join(told(look)), err=True)
    if not looks:
        click.echo(f"communique: nothing is due before {day(follower.next(sources))}", err=True)
    if any(look.problem for look in looks):
        sys.exit(REFUSED)


def _on_and_on(follower: Any, sources: Sequence[Any]) -> None:
    from communique.following import told

    many = f"{len(sources):,} source{'s' * (len(sources) != 1)}"
    try:
        click.echo(f"communique: following {many}; Ctrl-C stops it", err=True)
        for look in follower.watch(sources):
            if look.tells:
                click.echo(f"{_clock()} " + "\n".join(told(look)), err=True)
    except KeyboardInterrupt:
        click.echo("communique: stopped", err=True)


def _end(number: int, frame: FrameType | None) -> None:
    """Stop as for Ctrl-C when a service manager says so: looks that go on end after the item that they are at."""
    sys.exit(0)


def _stamp() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _clock() -> str:
    """The time for a log, in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%SZ")
