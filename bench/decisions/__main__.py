"""Print the laws of decisions and history over a register, what is unsure in it, and what they cost."""

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter
from typing import Any

from communique import run
from communique.model.decision import Decision
from communique.model.doubt import Doubt
from communique.model.record import Record
from communique.reconcile import everything
from communique.reconcile.changes import changes
from communique.reconcile.known import Known, day_before, known
from communique.reconcile.meant import Meant
from communique.reconcile.review import review


def main() -> None:
    """Read the arguments and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register", help="a register, as `communique add` makes it")
    parser.add_argument("--decisions", type=int, default=100, help="how many decisions are made, at random")
    parser.add_argument("--days", type=int, default=4, help="over how many days changes are told")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with run.register(given.register, create=False) as register:
        added, published = known(register), known(register, "published")
    claims = sum(len(reading.claims) for reading in added.readings)
    print(f"{len(added.readings)} documents, {claims} claims")
    found = _timed("all records", added.everything)
    doubts = _timed("review, all records included", lambda: review(added))
    print("unsure:", dict(Counter(doubt.what for doubt in doubts).most_common()))
    chance = random.Random(given.seed)
    _decide(added, found, doubts, chance, given.decisions)
    _change(published, given.days)


def _decide(known: Known, found: Any, doubts: Sequence[Doubt], chance: random.Random, count: int) -> None:
    """Decide on doubts, undo it, and compare."""
    made = list(_decisions(Meant(known), doubts, chance, count))
    undone = [_decision("undo", i, supersedes=decision.id) for i, decision in enumerate(made, len(made))]
    ruled = _timed(f"all records with {len(made)} decisions", lambda: everything(known.readings, made))
    changed = sum(record not in set_ for set_, now in _pairs(found, ruled) for record in now)
    shuffled = chance.sample(made, len(made))
    readings = chance.sample(known.readings, len(known.readings))
    print(f"records that the decisions changed: {changed}")
    print("the same in another order of documents and decisions:", everything(readings, shuffled) == ruled)
    print("decided and undone is as before:", everything(known.readings, [*made, *undone]) == found)


def _pairs(before: Any, after: Any) -> list[tuple[list[Record], list[Record]]]:
    return [(list(before[kind]), list(after[kind])) for kind in after]


def _decisions(meant: Meant, doubts: Sequence[Doubt], chance: random.Random, count: int) -> list[Decision]:
    made = []
    for number, doubt in enumerate(chance.sample(doubts, min(count, len(doubts)))):
        action, *things = chance.choice(doubt.choices)
        if action in ("same", "different"):
            parts = {"items": meant.items(things[0]), "others": meant.items(things[1])}
        elif len(things) > 1:
            parts = {"items": meant.saying(*things), "field": things[1]}
        else:
            parts = {"items": meant.items(things[0])}
        made.append(_decision(action, number, **parts))
    return made


def _decision(action: str, number: int, **parts: Any) -> Decision:
    when = f"2026-01-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}+00:00"
    return Decision(action=action, who="bench", when=when, **parts)


def _change(known: Known, count: int) -> None:
    """The changes of a span, and of its two halves one after the other."""
    days = known.news("0001-01-01", "9999-01-01")[-count:]
    first, middle, last = day_before(days[0]), days[len(days) // 2], days[-1]
    told = _timed(f"changes of {len(days)} days, by publication", lambda: changes(known, first, last))
    halves = [*changes(known, first, middle), *changes(replace(known), middle, last)]
    print("changes:", dict(Counter(change.what for change in told).most_common()))
    print("the changes of a span are those of its halves:", [c.id for c in halves] == [c.id for c in told])


def _timed(what: str, make: Any) -> Any:
    start = perf_counter()
    made = make()
    print(f"{what}: {perf_counter() - start:.1f} s")
    return made


if __name__ == "__main__":
    main()
