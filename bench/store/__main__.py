"""Print what the store survives (`--kills`) and what it costs (`--scale`, `--claims`), on SQLite and PostgreSQL."""

import argparse
from collections.abc import Sequence
from itertools import islice

from bench.store.copied import copy
from bench.store.kills import kill_writers
from bench.store.places import kinds, place
from bench.store.scale import Measure, filled
from bench.store.scaled import own, scaled, stories
from communique.model.reading import Reading


def main() -> None:
    """Do what the command line asks for; PostgreSQL is measured where POSTGRES_URL names a server."""
    asked = _arguments()
    readings = (own if asked.scale else stories)(asked.stories)
    print(f"{len(readings)} stories, {sum(len(r.claims) for r in readings)} claims")
    for file in asked.filled:
        if asked.db:
            copy(file, asked.db)
        for line in filled(asked.db or file, readings, whole=asked.whole):
            print(f"{file}{' in PostgreSQL' if asked.db else ''}: {line}", flush=True)
    for kind in kinds():
        if asked.kills:
            written = list(islice(scaled(readings, 10**9), 12 * asked.kills))
            with place(kind) as name:
                print(kind, kill_writers(name, written, asked.kills), flush=True)
        for claims in asked.claims:
            _measure(kind, readings, claims, joined=not asked.unjoined)
        if asked.scale:
            small, large = (
                _measure(kind, readings, claims, joined=not asked.unjoined) for claims in (10_000, asked.scale)
            )
            print(
                f"{kind}: adding a document costs {large / small:.2f} times what it costs at 10,000 claims", flush=True
            )


def _measure(kind: str, readings: Sequence[Reading], claims: int, *, joined: bool) -> float:
    """Print what a register of so many claims costs, and give the seconds that adding a document takes."""
    with place(kind) as name:
        measure = Measure(name=name, readings=readings, claims=claims, joined=joined)
        for line in measure.lines():
            print(f"{kind} {claims:>9,} claims: {line}", flush=True)
    return measure.adding


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.store", description=__doc__)
    parser.add_argument("--kills", type=int, default=0, help="kill so many writers")
    parser.add_argument("--claims", type=_numbers, default=[], help="how many claims, such as 10000,1000000")
    parser.add_argument("--scale", type=int, default=0, help="how many claims, of our own documents, beside 10000")
    parser.add_argument("--filled", nargs="*", default=[], help="registers in which adding and searching is measured")
    parser.add_argument("--db", help="an empty database of PostgreSQL, to which a filled register is copied at first")
    parser.add_argument("--whole", action="store_true", help="in filled registers derive all records besides")
    parser.add_argument("--stories", type=int, default=100, help="how many real stories are scaled")
    parser.add_argument("--unjoined", action="store_true", help="keep a record for each claim and entity, joining none")
    return parser.parse_args()


def _numbers(value: str) -> list[int]:
    return [int(number) for number in value.split(",")]


if __name__ == "__main__":
    main()
