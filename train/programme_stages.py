"""Fits the weights by which the stage of a programme is told that rules find none of (`extract/programme_stages.py`).

`python -m train.programme_stages` reads `../shared/gold/train` and `train/data`, prints what five-fold
cross-validation over documents finds beside the rules, and writes `extract/models/stages-of-programmes.json`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch

from communique.extract import analyse, meetings, programme_stages, programmes
from communique.extract.analysis import Analysis
from communique.model.document import Document
from communique.run import documents
from communique.settings import Settings
from train import choices
from train.owners import FOLDERS, SCORER, Example, fit

PENALTY, LEAST, STEPS, FOLDS = 0.004, 4, 60, 5
SMALL = 0.03
ANSWERS = (*programme_stages.STAGES, programme_stages.NONE)


@dataclass(frozen=True)
class Asked:
    """A programme that the gold has too: what speaks for each stage, what rules say, and what the gold says."""

    example: Example
    rule: str
    gold: str


def asked() -> Iterator[Asked]:
    """The programmes of all training documents that the gold has."""
    for folder in FOLDERS:
        for path in sorted((folder / "docs").glob("*.txt")) if folder.is_dir() else ():
            gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))["programmes"]
            for document in documents([str(path)], Settings()):
                if isinstance(document, Document) and gold:
                    analysis = analyse(document)
                    analysis = replace(analysis, meetings=meetings.find(analysis))
                    yield from _of(analysis, gold, f"{folder.name}/{path.stem}")


def _of(analysis: Analysis, gold: Sequence[Mapping[str, Any]], name: str) -> Iterator[Asked]:
    groups = programmes.groups(analysis)
    said = [{"name": programmes.named(group).name.quote} for group in groups]
    for i, j in SCORER["match"](gold, said, SCORER["SIMILARITY"]["programmes"]):
        told = programmes.tellings(groups[j])
        right = tuple(answer == (gold[i].get("stage") or "") for answer in ANSWERS)
        example = Example(name, tuple(programme_stages.options(analysis, told)), right)
        rule = next((one.stage.name for one in told if one.stage), "")
        rule = "under way" if any(one.progress is not None for one in told) else rule
        yield Asked(example, rule, gold[i].get("stage") or "")


def chosen(asked: Asked, weights: Mapping[str, float]) -> str:
    """The stage that rules say, or else the one that weights choose."""
    marks = asked.example.marks
    return asked.rule or programme_stages.chosen(sum(weights.get(m, 0.0) for m in each) for each in marks)


def figures(given: Sequence[Asked], answers: Sequence[str]) -> str:
    """How many answers are right, and precision, recall and F1 of the stages among them."""
    hit = sum(bool(a) and a == q.gold for q, a in zip(given, answers, strict=True))
    said, gold = sum(map(bool, answers)), sum(bool(q.gold) for q in given)
    right = sum(a == q.gold for q, a in zip(given, answers, strict=True))
    return f"{right} of {len(given)}; {hit / max(1, said):.3f}/{hit / max(1, gold):.3f}/{2 * hit / (said + gold):.3f}"


def crossed(given: Sequence[Asked]) -> list[str]:
    """The stages that weights of the other documents tell."""
    fold = {name: i % FOLDS for i, name in enumerate(sorted({q.example.document for q in given}))}
    answers = [""] * len(given)
    for part in range(FOLDS):
        weights = fitted([q for q in given if fold[q.example.document] != part])
        for i, q in enumerate(given):
            if fold[q.example.document] == part:
                answers[i] = chosen(q, weights)
    return answers


def fitted(given: Sequence[Asked]) -> dict[str, float]:
    """The weights under which the right stages of some programmes outweigh the others."""
    return fit([q.example for q in given], PENALTY, LEAST, STEPS)


def run(given: Sequence[Asked]) -> None:
    """Print what cross-validation finds, and write the weights of all programmes."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    print(f"{len(given)} programmes; rules: {figures(given, [q.rule for q in given])}")
    print(f"weights: {figures(given, crossed(given))}")
    weights = {mark: round(weight, 2) for mark, weight in fitted(given).items() if abs(weight) >= SMALL}
    choices.write(programme_stages.WEIGHTS, weights)
    print(f"{len(weights)} marks")


def main() -> None:
    """Fit to the training documents."""
    run(list(asked()))


if __name__ == "__main__":
    main()
