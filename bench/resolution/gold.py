"""The gold of resolution: mentions by story and offsets, with the cluster each was put into, twice."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from communique.model.reading import Reading

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of a story, by its name and code points of its text, and what they stand for by the two passes."""

    document: str
    start: int
    end: int
    cluster: str
    second: str
    kind: str = "meeting"


def entities() -> tuple[Mention, ...]:
    """The mentions of persons and bodies."""
    return tuple(_mention(row, row["kind"]) for row in _rows("entities"))


def meetings() -> Mapping[tuple[str, str], tuple[Mention, ...]]:
    """The mentions of meetings, by meeting and story: several of one meeting in one story are one report."""
    found: dict[tuple[str, str], tuple[Mention, ...]] = {}
    for row in _rows("meetings"):
        key = (row["cluster"], row["document"])
        found[key] = (*found.get(key, ()), _mention(row, "meeting"))
    return found


def copies() -> tuple[frozenset[str], ...]:
    """The groups of stories that are copies or rewrites of one; a story that has none is in no group."""
    return tuple(frozenset(row["documents"].split()) for row in _rows("copies"))


def check(readings: Mapping[str, Reading]) -> None:
    """Raises `ValueError` where a mention's words do not stand at its offsets."""
    for name in ("entities", "meetings"):
        for row in _rows(name):
            text = readings[row["document"]].document.text[int(row["start"]) : int(row["end"])]
            if not " ".join(text.split()).startswith(row["words"]):
                raise ValueError(f"{row['document']} has {text!r}, not {row['words']!r}, at {row['start']}.")


def _mention(row: Mapping[str, str], kind: str) -> Mention:
    start, end = int(row["start"]), int(row["end"])
    cluster, second = row["cluster"], row["second"]
    return Mention(document=row["document"], start=start, end=end, cluster=cluster, second=second, kind=kind)


def _rows(name: str) -> Sequence[Mapping[str, str]]:
    with (HERE / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))
