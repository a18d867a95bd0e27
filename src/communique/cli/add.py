"""`communique add`: read documents and keep what they say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import click

from communique.cli.engines import Chosen, engine_option, reader
from communique.cli.inputs import kept, settings, watched
from communique.model.claim import OWN
from communique.model.reading import Refused
from communique.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spread:
    """Over how many processes, or which cluster, the reading is spread, and where it leaves its files."""

    jobs: int | None
    dask: str | None
    out: str | None

    def check(self, own: bool) -> None:
        if self.dask and not self.out:
            raise click.UsageError("--dask needs --out, a folder or address that the cluster's workers reach.")
        if not own and (self.jobs or self.dask or self.out):
            raise click.UsageError("--jobs, --dask and --out are for our own reader; leave them or --engine out.")


@click.command(
    epilog="""\b
Examples:
  communique add stories/
  communique add crawl.warc.gz texts.parquet --jobs 4
  communique add --db news.db https://example.org/news/1"""
)
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL|-...")
@click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]")
@click.option("--jobs", type=click.IntRange(1), help="How many processes read.  [default: one for each core]")
@click.option("--dask", metavar="ADDRESS", help="Read on the Dask cluster with this scheduler; needs --out.")
@click.option("--out", metavar="FOLDER|URL", help="Keep what the processes read as files there, one for each shard.")
@engine_option
def add(sources: tuple[str, ...], db: str | None, engines: Chosen, **spread: Any) -> None:
    """Read documents and keep what they say in the register.

    A document whose content is there already is left as it is. Each is stored whole or not at all; a run that was
    stopped goes on where it was when the command is given again.
    """
    own = [engine.name for engine in engines] == [OWN]
    over = _Spread(**spread)
    over.check(own)
    from communique import run  # the extractors and the database are slow to import

    chosen = settings()
    with run.register(db or chosen.db) as register:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        if own:
            found = _own(sources, register, chosen, now, over)
        else:
            found = run.add(sources, register, chosen, now, reader(engines, chosen))
        kept(watched(found, run.count(sources)), register.name)


def _own(
    sources: tuple[str, ...], register: Any, chosen: Settings, now: str, over: _Spread
) -> Iterator[bool | Refused]:
    """Read with our own reader, on all cores or a cluster."""
    from communique import run
    from communique.scale import cluster, pool, taking
    from communique.scale.shard import Shard

    read = partial(pool.read_all, jobs=over.jobs or pool.cores())
    if over.dask:
        read = partial(cluster.read_on, address=over.dask)
    pattern = Shard(items=(), out=over.out, max_characters=chosen.max_characters)
    return taking.take_in(run.fetched(sources, chosen), register, read, now, pattern)
