"""Fits the weights by which noun phrases name acts (`extract/act_names.py`).

`python -m train.act_names` reads `../shared/gold/train` and `train/data`, prints what cross-validation over documents
finds beside what the rules alone find, and writes `extract/models/names-of-acts.json`. The tagger has learned these
texts: each phrase counts both as marked by it and as not, as often as it marks such ones in texts new to it.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from communique.extract import act_names, analyse
from communique.extract.act_names import Candidate
from communique.extract.act_readings import candidate_at
from communique.extract.analysis import Analysis
from communique.extract.looks import looks
from communique.languages import words as read_words
from communique.model.document import Document
from communique.run import documents
from communique.settings import Settings
from train import choices
from train.choices import Plan, Row
from train.owners import FOLDERS, SCORER

PENALTY, LEAST, SHRINKS, STEPS = 0.0008, 4, 0.7, 60
"""Of the squared weights, beside the mean loss a phrase; how often a mark is needed, twice in a phrase; how much weaker
it is crossed."""
FOLDS, SMALL = 5, 0.03
NEWS = 2.0
"""What a phrase of a document counts for that was not made up."""
HITS, FALSE = 0.55, 0.05
"""How many of the acts, and of the other phrases, the tagger marks in texts that it does not know."""


@dataclass(frozen=True)
class Phrase:
    """A phrase that may name an act, and whether the gold has such an act."""

    document: str
    marks: tuple[str, ...]
    right: bool
    counts: float
    ruled: bool

    @property
    def tagged(self) -> float:
        """How often the tagger marks such a phrase."""
        return HITS if self.right else FALSE

    def rows(self) -> Iterator[Row]:
        """The phrase as one that the tagger marks, and as one that it does not."""
        for marks_it, share in ((True, self.tagged), (False, 1 - self.tagged)):
            marks = (*self.marks, act_names.tagged(marks_it=marks_it))
            yield Row(marks, self.right, self.counts * share)


def phrases() -> Iterator[Phrase]:
    """The phrases of all training documents that may name acts."""
    for folder in FOLDERS:
        for path in sorted((folder / "docs").glob("*.txt")) if folder.is_dir() else ():
            gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
            counts = 1.0 if folder.parent.name == "data" else NEWS
            for document in documents([str(path)], Settings()):
                if isinstance(document, Document):
                    analysis = analyse(document)
                    for one in _candidates(analysis):
                        marks, right = act_names.marks(analysis, one), _is_right(analysis, one, gold["acts"])
                        yield Phrase(f"{folder.name}/{path.stem}", marks, right, counts, one.counts)


def _candidates(analysis: Analysis) -> Iterator[Candidate]:
    """The phrases that may name acts; those inside of one that does by the rules are passed over."""
    for look, heads in looks(analysis, read_words("en", "instruments")["acts"]):
        last = -1
        for head in heads:
            one = candidate_at(analysis, look, head) if head >= last else None
            if one:
                last = one.phrase.last if one.counts else last
                yield one


def _is_right(analysis: Analysis, one: Candidate, gold: Sequence[Mapping[str, Any]]) -> bool:
    said = {"name": analysis.document.text[one.phrase.start : one.phrase.end]}
    return any(SCORER["SIMILARITY"]["programmes"](g, said) > 0 for g in gold)


def crossed(given: Sequence[Phrase]) -> list[list[Row]]:
    """The rows of each phrase, as right as weights of the other documents find it likely to name an act."""
    fold = {name: i % FOLDS for i, name in enumerate(sorted({phrase.document for phrase in given}))}
    found: list[list[Row]] = [[] for _ in given]
    for part in range(FOLDS):
        weights = fitted([phrase for phrase in given if fold[phrase.document] != part])
        for i, phrase in enumerate(given):
            if fold[phrase.document] == part:
                found[i] = [Row(row.marks, _likely(row, weights), row.counts) for row in phrase.rows()]
    return found


def _likely(row: Row, weights: Mapping[str, float]) -> bool:
    chance = 1 / (1 + math.exp(-sum(weights.get(mark, 0.0) for mark in row.marks)))
    return chance >= act_names.LIKELY


def fitted(given: Sequence[Phrase]) -> dict[str, float]:
    """The weights of marks for a phrase that names an act."""
    rows = [row for phrase in given for row in phrase.rows()]
    return choices.fit(rows, Plan(per=len(given), penalty=PENALTY, least=LEAST, shrinks=SHRINKS, steps=STEPS))


def figures(given: Sequence[Phrase], taken: Sequence[float]) -> str:
    """How many of the phrases taken are right, each by how much of it is taken."""
    hit = sum(t for t, phrase in zip(taken, given, strict=True) if phrase.right)
    said, gold = sum(taken), sum(phrase.right for phrase in given)
    return f"{hit / max(1, said):.3f}/{hit / max(1, gold):.3f}/{2 * hit / max(1, said + gold):.3f}"


def run(given: Sequence[Phrase]) -> None:
    """Print what cross-validation finds, and write the weights of all phrases."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    print(f"{len(given)} phrases; rules: {figures(given, [float(phrase.ruled) for phrase in given])}")
    taken = [sum(r.counts for r in rows if r.right) / sum(r.counts for r in rows) for rows in crossed(given)]
    print(f"weights: {figures(given, taken)}")
    weights = {mark: round(weight, 2) for mark, weight in fitted(given).items() if abs(weight) >= SMALL}
    choices.write(act_names.WEIGHTS, weights)
    print(f"{len(weights)} marks")


def main() -> None:
    """Fit to the training documents."""
    run(list(phrases()))


if __name__ == "__main__":
    main()
