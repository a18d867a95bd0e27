"""`communique follow`: keep a register up to date from sources that publish."""

import time
from datetime import UTC, datetime
from pathlib import Path

import click

from communique.cli.inputs import settings


@click.command(
    epilog="""\b
Examples:
  communique follow sources.toml --once
  communique follow sources.toml --status

\b
sources.toml:
  [[source]]
  name = "Secretariat"
  kind = "feed"           # or sitemap, page (with a pattern), folder
  url = "https://example.org/news.xml"
  every = "30m\""""
)
@click.argument("plan", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="SOURCES.toml")
@click.option("--once", is_flag=True, help="Look at what is due and stop, as for cron.")
@click.option("--status", is_flag=True, help="Show how each source does, and look at none.")
@click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]")
def follow(plan: Path, once: bool, status: bool, db: str | None) -> None:
    """Look at feeds, sitemaps, pages and folders again and again, and keep what is new in the register.

    What is remembered of the sources stands beside the plan, in SOURCES.state.json. Ctrl-C stops it; nothing is lost.
    """
    from communique import run  # the extractors and the database are slow to import
    from communique.following import Follower, Memory, status_of, told
    from communique.sources.plan import read_plan

    sources = read_plan(plan)
    memory = Memory.load(plan.with_suffix(".state.json"))
    if status:
        click.echo("\n".join(status_of(source, memory) for source in sources))
        return
    chosen = settings()
    with run.register(db or chosen.db) as register:
        follower = Follower(register=register, memory=memory, settings=chosen, clock=time.time, stamp=_stamp)
        while True:
            for look in follower.round(sources):
                click.echo("\n".join(told(look)), err=True)
            if once:
                return
            time.sleep(max(1.0, min(s.next for s in memory.states.values()) - time.time()))


def _stamp() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
