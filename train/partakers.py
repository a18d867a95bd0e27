"""Fits the weights by which it is told who takes part in a meeting, of all whom a text names (`extract/partakers.py`).

`python -m train.partakers` reads `../shared/gold/train` and `train/data`, prints what cross-validation over documents
finds, and writes `extract/models/partakers.json`.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from communique.extract import analyse, meetings, partakers
from communique.extract.analysis import Analysis
from communique.extract.partakers import Gathering
from communique.model.claim import Claim
from communique.model.document import Document
from communique.model.entity import Passage, Reference
from communique.run import documents
from communique.settings import Settings
from train import choices
from train.owners import FOLDERS, SCORER

GIVEN = 4.0
"""How much more a document counts for that others than this project's people have annotated."""
PENALTY, LEAST, SHRINKS, STEPS, FOLDS = 0.005, 4, 0.7, 40, 4
SMALL = 0.01
"""A weight less than this is left out."""


@dataclass(frozen=True)
class Meeting:
    """A meeting that the gold has too: all who may take part, their marks, and who does by the gold."""

    document: str
    names: tuple[str, ...]
    marks: tuple[tuple[str, ...], ...]
    gold: tuple[str, ...]
    counts: float


def examples() -> Iterator[Meeting]:
    """The meetings of all training documents that the gold has."""
    for folder in FOLDERS:
        counts = GIVEN if "gold" in folder.parts else 1.0
        for path in sorted((folder / "docs").glob("*.txt")) if folder.is_dir() else ():
            gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
            for document in documents([str(path)], Settings()):
                if isinstance(document, Document) and gold["meetings"]:
                    yield from _of(analyse(document), gold["meetings"], f"{folder.name}/{path.stem}", counts)


def _of(analysis: Analysis, gold: Sequence[Mapping[str, Any]], name: str, counts: float) -> Iterator[Meeting]:
    found = meetings.spoken_of(analysis)
    claims = meetings.find(analysis)
    gathering = Gathering(analysis, found)
    for i, j in SCORER["match"](gold, [line(c) for c in claims], SCORER["SIMILARITY"]["meetings"]):
        may = gathering.candidates(int(claims[j].id.removeprefix("m")) - 1)
        right = tuple(SCORER["text_of"](party) for party in gold[i].get("participants") or ())
        yield Meeting(name, tuple(c.reference.name for c in may), tuple(c.marks for c in may), right, counts)


def line(claim: Claim) -> dict[str, Any]:
    """A claim as the scorer compares it."""
    said = {name: _said(claim[name]) for name in ("kind", "body", "participants", "date", "place")}
    return said | {"evidence": claim.evidence[0].quote}


def _said(value: object) -> object:
    if isinstance(value, tuple):
        return [_said(v) for v in value]
    return value.name if isinstance(value, Reference) else value.text if isinstance(value, Passage) else value


def _right(meeting: Meeting) -> list[bool]:
    return [any(SCORER["names_equal"](party, name) for party in meeting.gold) for name in meeting.names]


def fitted(given: Sequence[Meeting]) -> dict[str, float]:
    """Weights under which those take part whom the gold says to."""
    rows = [
        choices.Row(marks, right, meeting.counts)
        for meeting in given
        for marks, right in zip(meeting.marks, _right(meeting), strict=True)
    ]
    plan = choices.Plan(per=len(given), penalty=PENALTY, least=LEAST, shrinks=SHRINKS, steps=STEPS)
    return {mark: round(w, 2) for mark, w in choices.fit(rows, plan).items() if abs(w) >= SMALL}


def told(meeting: Meeting, weights: Mapping[str, float]) -> list[str]:
    """Who takes part by weights."""
    likely = (partakers.chance(marks, weights) >= partakers.LIKELY for marks in meeting.marks)
    return [name for name, taken in zip(meeting.names, likely, strict=True) if taken]


def figures(given: Sequence[Meeting], said: Sequence[Sequence[str]]) -> str:
    """How well those told agree with the gold: precision, recall, F1."""
    counts: Counter[str] = Counter()
    for meeting, names in zip(given, said, strict=True):
        left = list(names)
        for party in meeting.gold:
            same = next((name for name in left if SCORER["names_equal"](party, name)), None)
            counts["hit" if same else "missed"] += 1
            left = [name for name in left if name is not same]
        counts["false"] += len(left)
    hit, missed, false = (counts[name] for name in ("hit", "missed", "false"))
    share = 2 * hit / max(1, 2 * hit + missed + false)
    return f"{hit / max(1, hit + false):.3f}/{hit / max(1, hit + missed):.3f}/{share:.3f}"


def crossed(given: Sequence[Meeting]) -> list[list[str]]:
    """Who takes part by weights of the other documents."""
    fold = {name: i % FOLDS for i, name in enumerate(sorted({m.document for m in given}))}
    found: dict[int, list[str]] = {}
    for part in range(FOLDS):
        weights = fitted([m for m in given if fold[m.document] != part])
        found |= {i: told(m, weights) for i, m in enumerate(given) if fold[m.document] == part}
    return [found[i] for i in range(len(given))]


def main() -> None:
    """Print what cross-validation finds, and write the weights of all meetings."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    given = list(examples())
    print(f"{len(given)} meetings: who takes part {figures(given, crossed(given))}")
    weights = fitted(given)
    choices.write(partakers.WEIGHTS, weights)
    print(f"{len(weights)} marks")


if __name__ == "__main__":
    main()
