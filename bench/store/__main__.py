"""Print what the store survives (`--kills`) and what it costs (`--claims`), on SQLite and PostgreSQL."""

import argparse
from itertools import islice

from bench.store.kills import kill_writers
from bench.store.places import kinds, place
from bench.store.scale import measure
from bench.store.scaled import scaled, stories


def main() -> None:
    """Do what the command line asks for; PostgreSQL is measured where POSTGRES_URL names a server."""
    asked = _arguments()
    readings = stories(asked.stories)
    print(f"{len(readings)} stories, {sum(len(r.claims) for r in readings)} claims")
    for kind in kinds():
        if asked.kills:
            written = list(islice(scaled(readings, 10**9), 12 * asked.kills))
            with place(kind) as name:
                print(kind, kill_writers(name, written, asked.kills), flush=True)
        for claims in asked.claims:
            with place(kind) as name:
                for line in measure(name, readings, claims, joined=not asked.unjoined):
                    print(f"{kind} {claims:>9,} claims: {line}", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.store", description=__doc__)
    parser.add_argument("--kills", type=int, default=0, help="kill so many writers")
    parser.add_argument("--claims", type=_numbers, default=[], help="how many claims, such as 10000,1000000")
    parser.add_argument("--stories", type=int, default=100, help="how many real stories are scaled")
    parser.add_argument("--unjoined", action="store_true", help="keep a record for each claim and entity, joining none")
    return parser.parse_args()


def _numbers(value: str) -> list[int]:
    return [int(number) for number in value.split(",")]


if __name__ == "__main__":
    main()
