"""Fits the weights by which words tell of the stages of acts (`extract/staging.py`).

`python -m train.staging` reads `../shared/gold/train` and `train/data`, prints what cross-validation over documents
finds beside what the rules alone find, and writes `extract/models/stages-of-acts.json`. Gold does not say which words
tell of a stage: at first all that may are taken to, then those that weights of other documents find likeliest.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch

from communique.extract import acts, analyse, meetings, staging, staging_marks
from communique.extract.analysis import Analysis
from communique.model.document import Document
from communique.run import documents
from communique.settings import Settings
from train import choices
from train.choices import Plan, Row
from train.owners import FOLDERS, SCORER

PENALTY, LEAST, SHRINKS, STEPS = 0.0015, 4, 0.7, 60
"""Of the squared weights, beside the mean loss a word; how many words a mark needs; how much weaker it is crossed."""
FOLDS, ROUNDS, SMALL = 5, 2, 0.03
DOUBTFUL, NEARLY = 0.3, 0.6
"""What a word counts for that may tell of what another does; how likely beside that it must be to tell of it too."""
NEWS = 2.0
"""What a word of a document counts for that was not made up."""


@dataclass(frozen=True)
class Word:
    """A word that may tell of a stage of an act, and whether the gold has it."""

    document: str
    act: int
    stage: str
    marks: tuple[str, ...]
    ruled: bool
    right: bool
    counts: float


def words() -> Iterator[Word]:
    """The words of all training documents that name acts."""
    for folder in FOLDERS:
        for path in sorted((folder / "docs").glob("*.txt")) if folder.is_dir() else ():
            gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
            for document in documents([str(path)], Settings()):
                if isinstance(document, Document):
                    analysis = analyse(document)
                    analysis = replace(analysis, meetings=meetings.find(analysis))
                    counts = 1.0 if folder.parent.name == "data" else NEWS
                    yield from _of(analysis, gold["acts"], f"{folder.name}/{path.stem}", counts)


def _of(analysis: Analysis, gold: Sequence[Mapping[str, Any]], name: str, counts: float) -> Iterator[Word]:
    groups = acts.sure(analysis)
    named = acts.places(groups)
    here = staging.Places(analysis, [one for group in named for one in group])
    for number, (group, where) in enumerate(zip(groups, named, strict=True)):
        title = {"name": acts.named(group).name.quote}
        stages = {g["stage"] for g in gold if SCORER["SIMILARITY"]["programmes"](g, title) > 0 and g.get("stage")}
        for telling, _, _, marks in acts.tellings(here, group, where):
            stage = telling.stage.name
            yield Word(name, number, stage, marks, telling.ruled, stage in stages, counts)


def crossed(given: Sequence[Word], rows: Sequence[Row]) -> list[float]:
    """How likely each word tells of its stage, by weights of the other documents."""
    fold = {name: i % FOLDS for i, name in enumerate(sorted({word.document for word in given}))}
    likely = [0.0] * len(given)
    for part in range(FOLDS):
        weights = _fit([row for row, word in zip(rows, given, strict=True) if fold[word.document] != part])
        for i, word in enumerate(given):
            if fold[word.document] == part:
                likely[i] = 1 / (1 + math.exp(-sum(weights.get(mark, 0.0) for mark in word.marks)))
    return likely


def _fit(rows: Sequence[Row]) -> dict[str, float]:
    return choices.fit(rows, Plan(per=len(rows), penalty=PENALTY, least=LEAST, shrinks=SHRINKS, steps=STEPS))


def _stages(given: Sequence[Word]) -> Iterator[list[int]]:
    """The numbers of the words that may tell of the same stage of an act."""
    found = defaultdict(list)
    for i, word in enumerate(given):
        found[word.document, word.act, word.stage].append(i)
    yield from found.values()


def told(given: Sequence[Word], likely: Sequence[float]) -> list[Row]:
    """The words as those tell of a stage that are the likeliest to."""
    rows = [Row(word.marks, word.right, word.counts) for word in given]
    for numbers in _stages(given):
        top = max(likely[i] for i in numbers)
        for i in numbers if given[numbers[0]].right else ():
            if likely[i] < top * NEARLY:
                rows[i] = Row(given[i].marks, False, given[i].counts * DOUBTFUL)
    return rows


def figures(given: Sequence[Word], taken: Sequence[bool]) -> str:
    """How many of the stages that some words tell are right."""
    found = [(any(taken[i] for i in numbers), given[numbers[0]].right) for numbers in _stages(given)]
    hit, said, gold = (sum(x) for x in zip(*((t and r, t, r) for t, r in found), strict=True))
    return f"{hit / max(1, said):.3f}/{hit / max(1, gold):.3f}/{2 * hit / max(1, said + gold):.3f}"


def run(given: Sequence[Word]) -> None:
    """Print what cross-validation finds, and write the weights of all words."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    print(f"{len(given)} words; rules: {figures(given, [word.ruled for word in given])}")
    rows = [Row(word.marks, word.right, word.counts) for word in given]
    for _ in range(ROUNDS):
        likely = crossed(given, rows)
        print(f"weights: {figures(given, [chance >= acts.FIRST for chance in likely])}", flush=True)
        rows = told(given, likely)
    weights = {mark: round(weight, 2) for mark, weight in _fit(rows).items() if abs(weight) >= SMALL}
    choices.write(staging_marks.WEIGHTS, weights)
    print(f"{len(weights)} marks")


def main() -> None:
    """Fit to the training documents."""
    run(list(words()))


if __name__ == "__main__":
    main()
