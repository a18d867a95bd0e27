"""Fits the weights by which reports of one meeting are told (`reconcile/weights.toml`) to the gold in this folder.

`python -m bench.resolution.fitting` goes from the weights there, one after the other, a step up or down where that
joins the reports of the stories better and those of neither half of the gold worse, prints each step that it takes, and
writes what it finds. Clusters elsewhere (`python -m bench.register`) tell whether it holds for others.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from operator import sub
from pathlib import Path
from zlib import crc32

from bench.resolution import gold
from bench.resolution.__main__ import read_stories
from bench.resolution.measures import Marked, b_cubed, meetings
from communique.model.kinds import MEETING
from communique.model.reading import Reading
from communique.reconcile import copies, weights
from communique.reconcile.entities import who_is_who
from communique.reconcile.groups import NO_RULINGS
from communique.reconcile.meetings import cluster
from communique.reconcile.memory import BLANK
from communique.reconcile.occasions import Occasion
from communique.reconcile.source import source_of
from communique.reconcile.told import Held, told

STEPS = (-0.1, -0.05, 0.05, 0.1)
LEAST, MOST = 0.002, 0.003
"""A step that gains less is not taken, nor one by which a half of the gold loses more."""
W = weights.WEIGHTS


@dataclass(frozen=True)
class Stories:
    """What is compared: the reports of all stories, and the gold's meeting and the claim of each that it has."""

    occasions: list[Occasion]
    theirs: Marked
    claims: Mapping[Hashable, tuple[str, str]]

    def scores(self) -> tuple[float, float, float]:
        """B³ F1 by the weights as they are, over all reports, and over those of each half of the gold."""
        found = cluster(list(self.occasions), NO_RULINGS)
        ours: Marked = {item: str(found.of(key)) for item, key in self.claims.items()}
        halves = ({item: own for item, own in self.theirs.items() if half(own) == number} for number in (0, 1))
        first, second = (b_cubed(own, {item: ours[item] for item in own if item in ours})[2] for own in halves)
        return b_cubed(self.theirs, ours)[2], first, second


def main() -> None:
    """Fit the weights and write them."""
    fit(prepared(read_stories()), W)
    write()


def prepared(readings: Mapping[str, Reading]) -> Stories:
    """The reports of meetings of all stories, before they are joined."""
    source = source_of(readings.values())
    who, _ = who_is_who(source, copies.groups(source.documents(), BLANK), NO_RULINGS, BLANK)
    occasions = told(MEETING, Held(source), who, BLANK).items
    each = {(r.document.id, claim.id): f"{r.document.id} {claim.id}" for r in readings.values() for claim in r.claims}
    theirs, ours = meetings(gold.meetings(), readings, each)
    return Stories(occasions, theirs, {item: _key(name) for item, name in ours.items()})


def _key(name: str) -> tuple[str, str]:
    document, claim = name.split()
    return document, claim


def half(cluster: str) -> int:
    """In which half a meeting is: with the others of its body."""
    return crc32(cluster.split("-")[0].encode()) % 2


def fit(stories: Stories, names: Iterable[str]) -> None:
    """Change some weights, each by the step that gains most, where one gains enough and neither half loses by it."""
    best = stories.scores()
    print(f"from {best[0]:.3f}, halves {best[1]:.3f} and {best[2]:.3f}", flush=True)
    for name in list(names):
        here, tried = W[name], {}
        for step in STEPS:
            W[name] = round(here + step, 2)
            tried[W[name]] = stories.scores()
        fair = {v: s for v, s in tried.items() if s[0] >= best[0] + LEAST and min(map(sub, s, best)) >= -MOST}
        W[name] = max(fair, key=lambda value: fair[value]) if fair else here
        if fair:
            best = fair[W[name]]
            print(f"{name} {here} to {W[name]}: {best[0]:.3f}, {best[1]:.3f} and {best[2]:.3f}", flush=True)


def write() -> None:
    """Write the weights in the place of those that are shipped, under the same first line."""
    file = Path(weights.__file__).with_name("weights.toml")
    first = file.read_text(encoding="utf-8").splitlines()[0]
    file.write_text("\n".join([first, *(f"{name} = {value}" for name, value in W.items())]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
