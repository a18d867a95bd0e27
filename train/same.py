"""Fits the weights by which mentions of meetings go to one occasion or to several (`extract/same.py`).

`python -m train.same` reads `../shared/gold/train` and `train/data`, prints by five-fold cross-validation over
documents for how many mentions the right occasion is found, beside the rules alone, and writes
`extract/models/same-meetings.json`. Which meeting of the gold a mention is of, its evidence says; mentions that lie in
the evidence of none or of several count for nothing.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch

from communique.extract import analyse, meetings, same
from communique.extract.analysis import Analysis
from communique.extract.retellings import Occasion, home
from communique.extract.slots import Slots
from communique.extract.weighing import MODELS
from communique.model.document import Document
from communique.run import documents
from communique.settings import Settings
from train.owners import FOLDERS, Example, fit, found

WEIGHTS = MODELS / "same-meetings.json"
PENALTY = 0.001


@dataclass(frozen=True)
class Choice:
    """A mention with the marks of each answer, the last of them that it is of a new occasion."""

    example: Example
    ruled: int
    known: bool


def choices() -> Iterator[Choice]:
    """The mentions of all training documents of which the gold says which meeting they are of."""
    for folder in FOLDERS:
        for path in sorted((folder / "docs").glob("*.txt")) if folder.is_dir() else ():
            gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))["meetings"]
            for document in documents([str(path)], Settings()):
                if isinstance(document, Document) and gold:
                    yield from _of_document(document, gold, f"{folder.name}/{path.stem}")


def _of_document(document: Document, gold: Sequence[dict[str, Any]], name: str) -> Iterator[Choice]:
    analysis = analyse(document)
    told = [_evidence(document.text, meeting["evidence"]) for meeting in gold]
    before: list[tuple[Occasion, int | None]] = []
    for item in meetings.mentioned(analysis):
        occasions = [o for o, _ in before]
        ruled = home(item, occasions)
        which = _which(item, told)
        near = same.before(item, occasions)
        answers = [*(same.marks(item, o, near, ruled) for o in near), same.news(item, near, ruled)]
        if which is not None:
            mine = {id(o) for o, n in before if n == which}
            right = [id(o) in mine for o in near]
        else:
            right = [o is ruled for o in near]
        at = next((i for i, o in enumerate(near) if o is ruled), len(near))
        if not same.is_ruled(item) and (which is not None or meetings.opens(item)):
            yield Choice(Example(name, tuple(answers), (*right, not any(right))), at, which is not None)
        if which is not None:
            ruled = next((o for o, n in before if n == which), None)
        _tell(analysis, item, before, ruled, which)


def _tell(
    analysis: Analysis, item: Slots, before: list[tuple[Occasion, int | None]], of: Occasion | None, which: int | None
) -> None:
    """Put a mention where it belongs."""
    if of is not None:
        of.slots.append(meetings.said_of_it(item))
        return
    occasions = [o for o, _ in before]
    if which is None:
        if retold := meetings.retold(analysis, item, occasions):
            retold.slots.append(replace(item, date=None))
            return
        if not meetings.opens(item):
            return
    before.append((Occasion([meetings.opened(analysis, item, occasions)]), which))


def _evidence(text: str, given: object) -> list[tuple[int, int]]:
    said = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    return [(at, at + len(words)) for words in said if isinstance(words, str) and (at := text.find(words)) >= 0]


def _which(item: Slots, told: Sequence[Sequence[tuple[int, int]]]) -> int | None:
    """The only meeting in whose evidence a mention lies."""
    start = item.trigger.start
    inside = [n for n, spans in enumerate(told) if any(a <= start < b for a, b in spans)]
    return inside[0] if len(inside) == 1 else None


def main() -> None:
    """Print what cross-validation finds, and write the weights of all examples."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    torch.manual_seed(0)
    given = list(choices())
    fold = {name: i % 5 for i, name in enumerate(sorted({c.example.document for c in given}))}
    hits: list[bool] = []
    ruled: list[bool] = []
    for i in range(5):
        weights = fit([c.example for c in given if fold[c.example.document] != i], PENALTY)
        left = [c for c in given if fold[c.example.document] == i]
        hits += found([c.example for c in left], weights)
        ruled += [c.example.right[c.ruled] for c in left]
    print(f"{len(given)} mentions: right occasion {sum(hits) / len(hits):.3f}, by rule {sum(ruled) / len(ruled):.3f}")
    weights = fit([c.example for c in given], PENALTY)
    WEIGHTS.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(weights)} weights")


if __name__ == "__main__":
    main()
