"""Print what taking in a crawl of made-up pages costs, and whether kills and a cluster leave the register the same."""

import argparse
import tempfile
from pathlib import Path
from statistics import median

from bench.archives.measures import (
    Spent,
    by_cluster,
    by_pool,
    digest,
    killed,
    reading_alone,
    taking_in,
)
from bench.archives.pages import write
from communique.scale.pool import cores


def main() -> None:
    """Make the crawl in a folder that goes afterwards, and measure."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        archive = place / "crawl.warc.gz"
        size = write(archive, asked.pages, asked.english)
        _say(f"{asked.pages:,} pages, {size / 1e6:.1f} MB of WARC, {asked.jobs} processes on {cores()} cores")
        whole = _throughput(archive, place, asked)
        _kills(archive, place, asked, whole)
        if asked.dask:
            _dask(archive, place, asked)


def _throughput(archive: Path, place: Path, asked: argparse.Namespace) -> Spent:
    if not asked.rounds:
        whole = [taking_in(archive, str(place / "whole0.db"), by_pool(asked.jobs))]
        _print("reading and storing", whole, asked.pages)
        return whole[0]
    alone, whole = [], []
    for turn in range(asked.rounds):
        alone.append(reading_alone(archive, asked.jobs))
        whole.append(taking_in(archive, str(place / f"whole{turn}.db"), by_pool(asked.jobs)))
    _print("reading alone", alone, asked.pages)
    _print("reading and storing", whole, asked.pages)
    ratios = [(a.wall / w.wall, a.cpu / w.cpu) for a, w in zip(alone, whole, strict=True)]
    wall, cpu = (median(ratio[n] for ratio in ratios) for n in range(2))
    _say(f"storing leaves {wall:.2f} of the throughput of reading alone, by the clock; {cpu:.2f} by the work")
    return whole[0]


def _kills(archive: Path, place: Path, asked: argparse.Namespace, whole: Spent) -> None:
    found = killed(archive, str(place / "killed.db"), asked.jobs, asked.kills, whole.wall)
    same = digest(str(place / "killed.db")) == digest(str(place / "whole0.db"))
    _say(f"memory of all processes: at most {found.peak:,.0f} MB")
    _say(f"killed {asked.kills} times, documents after each and in the end: {found.counts}; the same register: {same}")


def _dask(archive: Path, place: Path, asked: argparse.Namespace) -> None:
    from distributed import LocalCluster

    pool, cluster = [], []
    with LocalCluster(
        n_workers=asked.jobs, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0"
    ) as running:
        for turn in range(asked.rounds):
            names = [str(place / f"{kind}{turn}.db") for kind in ("pool", "dask")]
            outs = [str(place / f"{kind}{turn}") for kind in ("pool-out", "dask-out")]
            pool.append(taking_in(archive, names[0], by_pool(asked.jobs), outs[0]))
            cluster.append(taking_in(archive, names[1], by_cluster(running.scheduler_address), outs[1]))
    _print("pool, with files of shards", pool, asked.pages)
    _say(f"Dask, {asked.jobs} workers: {asked.pages / median(s.wall for s in cluster):.1f} pages a second")
    ratio = median(p.wall / c.wall for p, c in zip(pool, cluster, strict=True))
    same = digest(str(place / "dask0.db")) == digest(str(place / "whole0.db"))
    _say(f"Dask has {ratio:.2f} of the throughput of the pool; the same register: {same}")


def _print(what: str, spent: list[Spent], pages: int) -> None:
    wall, cpu = median(s.wall for s in spent), median(s.cpu for s in spent)
    had = median(s.cpu / s.wall for s in spent)
    _say(f"{what}: {pages / wall:.1f} pages a second, {1000 * cpu / pages:.1f} ms of work a page, on {had:.2f} cores")


def _say(line: str) -> None:
    print(line, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.archives", description=__doc__)
    parser.add_argument("--pages", type=int, default=300, help="how many pages; 100,000 English ones take hours")
    parser.add_argument("--jobs", type=int, default=cores(), help="how many processes read")
    parser.add_argument(
        "--rounds", type=int, default=1, help="how often throughput is measured, for the median; 0: once, alone"
    )
    parser.add_argument("--english", type=int, default=1, help="one page in so many is English, the others are refused")
    parser.add_argument("--kills", type=int, default=3, help="how often the command is killed")
    parser.add_argument("--no-dask", dest="dask", action="store_false", help="leave the cluster out")
    return parser.parse_args()


if __name__ == "__main__":
    main()
