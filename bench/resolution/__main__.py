"""Print how well our own readings of the wire's stories are resolved, by the gold in this folder."""

import argparse
import tarfile
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path

from bench.resolution import gold
from bench.resolution.laws import laws
from bench.resolution.measures import Marked, b_cubed, entities, meetings, one_record, owners, pairs
from communique.model.reading import Reading
from communique.model.record import Record
from communique.reconcile import everything
from communique.run import read_text

STORIES = Path(__file__).resolve().parents[3] / "shared" / "data" / "news" / "reuters-igo.tar.gz"
# The meetings that are asked for by name.
NAMED = {
    "the OPEC conference of June 1987 in Vienna": ("opec-1987-06",),
    "the Venice summit": ("venice-1987-06",),
    "the Washington meetings of April 1987": (
        "g7-1987-04",
        "g5-1987-04",
        "g10-1987-04",
        "g24-1987-04",
        "interim-committee-1987-04",
        "development-committee-1987-04",
        "imf-spring-1987",
    ),
    "the coffee council's quota talks": ("ico-council-1987-02",),
}


def main() -> None:
    """Read the arguments, read the stories, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--laws", action="store_true", help="also add the stories in other orders and again (minutes)")
    parser.add_argument("--show", choices=("entities", "meetings"), help="list what is apart and what is mixed")
    parser.add_argument("--seed", type=int, default=1, help="for the orders of --laws")
    given = parser.parse_args()
    readings = read_stories()
    gold.check(readings)
    measure(readings, everything(readings.values()), given.show)
    if given.laws:
        for told in laws(list(readings.values()), given.seed):
            print(told)


def read_stories() -> Mapping[str, Reading]:
    """What is read from each story, by its name."""
    with tarfile.open(STORIES) as archive:
        members = sorted((m for m in archive.getmembers() if m.isfile()), key=lambda m: m.name)
        texts = {Path(m.name).stem: archive.extractfile(m).read().decode() for m in members}  # type: ignore[union-attr]
    return {name: read for name, text in texts.items() if isinstance(read := read_text(text), Reading)}


def measure(readings: Mapping[str, Reading], records: Mapping[str, tuple[Record, ...]], show: str | None) -> None:
    """Print the figures, and with `show` the errors behind them."""
    mentions, reports = gold.entities(), gold.meetings()
    who = entities(mentions, readings, owners([*records["people"], *records["bodies"]]))
    when = meetings(reports, readings, owners(records["meetings"]))
    second: Marked = {(m.document, m.start, m.kind): m.second for m in mentions}
    again: Marked = {key: found[0].second for key, found in reports.items()}
    _figures("entities", who, second)
    for kind in ("person", "body"):
        _figures(f"  {kind}", _of(who, {(m.document, m.start, m.kind) for m in mentions if m.kind == kind}))
    _figures("meetings", when, again)
    groups: dict[str, set[str]] = defaultdict(set)
    group = {report.document: report.group for found in records.values() for r in found for report in r.reports}
    for name, reading in readings.items():
        groups[group.get(reading.document.id, reading.document.id)].add(name)
    found = pairs(gold.copies(), map(frozenset, groups.values()))
    told = f"pairs P {found[0]:.3f} R {found[1]:.3f} F1 {found[2]:.3f}"
    print(f"copies and rewrites: {len(gold.copies())} groups; {told}")
    for name, clusters in NAMED.items():
        print(f"{name}:")
        for cluster in clusters:
            print(f"  {one_record(cluster, *when)}")
    if show:
        _show(*(who if show == "entities" else when))


def _figures(name: str, marked: tuple[Marked, Marked], second: Marked | None = None) -> None:
    theirs, ours = marked
    p, r, f = b_cubed(theirs, ours)
    told = f"{name}: {len(theirs)} in {len(set(theirs.values()))} clusters, {len(ours)} found"
    known = b_cubed({item: theirs[item] for item in ours}, ours)[2]
    agreed = f"; the two passes agree {b_cubed(theirs, second)[2]:.3f}" if second else ""
    print(f"{told}; B3 P {p:.3f} R {r:.3f} F1 {f:.3f}; of those found {known:.3f}{agreed}")


def _of(marked: tuple[Marked, Marked], items: set[Hashable]) -> tuple[Marked, Marked]:
    theirs, ours = marked
    return {k: own for k, own in theirs.items() if k in items}, {k: own for k, own in ours.items() if k in items}


def _show(theirs: Marked, ours: Marked) -> None:
    """List each cluster that is not one record of its own."""
    by_record: dict[str, list[Hashable]] = defaultdict(list)
    by_cluster: dict[str, list[Hashable]] = defaultdict(list)
    for item, cluster in theirs.items():
        by_cluster[cluster].append(item)
        by_record[ours.get(item, "")].append(item)
    for cluster, items in sorted(by_cluster.items()):
        parts: dict[str, list[Hashable]] = defaultdict(list)
        for item in items:
            parts[ours.get(item, "not found")].append(item)
        mixed = {theirs[other] for record in parts if record in by_record for other in by_record[record]} - {cluster}
        if len(parts) > 1 or mixed:
            print(f"{cluster}: {_told(parts)}{'; with ' + ', '.join(sorted(mixed)) if mixed else ''}")


def _told(parts: Mapping[str, Sequence[Hashable]]) -> str:
    return "; ".join(f"{record} {' '.join(map(_brief, items))}" for record, items in sorted(parts.items()))


def _brief(item: Hashable) -> str:
    parts = item if isinstance(item, tuple) else (item,)
    return ":".join(str(part) for part in parts if isinstance(part, int) or str(part).startswith("reuters"))


if __name__ == "__main__":
    main()
