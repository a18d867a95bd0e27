"""Fits the weights by which the topics of a text are given to its occasions (`extract/dealt_with.py`).

`python -m train.dealt_with` reads `../shared/gold/train` and `train/data`, prints what cross-validation over documents
finds, and writes `extract/models/dealt-with.json`.

Law: the tagger knows the documents that it learned from too well, so of its marks there some are hidden.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch

from communique.extract import analyse, dealt_with, meetings
from communique.extract.analysis import Analysis
from communique.extract.dealt_with import Agendas, Option
from communique.model.document import Document
from communique.run import documents
from communique.settings import Settings
from train import choices
from train.items import is_held
from train.owners import FOLDERS, SCORER, Example, fit
from train.partakers import GIVEN, line

PENALTY, LEAST, STEPS, FOLDS = 0.0015, 4, 60, 4
SMALL = 0.01
"""A weight less than this is left out."""
HIDDEN, TIMES = 4, 3
"""One mark in so many is hidden; so often is each document read."""


@dataclass(frozen=True)
class Asked:
    """A topic: its occasions, what speaks for each and for none, which the gold has, which subject it is of each."""

    options: tuple[Option, ...]
    none: tuple[str, ...]
    known: frozenset[int]
    right: Mapping[int, int]
    document: str
    counts: float

    @property
    def example(self) -> Example:
        """Its marks, those of none last."""
        right = tuple(o.occasion in self.right for o in self.options)
        marks = (*(o.marks for o in self.options), self.none)
        return Example(self.document, marks, (*right, not any(right)), self.counts)


@dataclass(frozen=True)
class Read:
    """A document: how many subjects its gold has, and its topics."""

    name: str
    subjects: int
    asked: tuple[Asked, ...]


def examples() -> Iterator[Read]:
    """The training documents that have meetings; those that the tagger learned from come several times."""
    for folder in FOLDERS:
        counts = GIVEN if "gold" in folder.parts else 1.0
        for path in sorted((folder / "docs").glob("*.txt")) if folder.is_dir() else ():
            gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
            for document in documents([str(path)], Settings()):
                if isinstance(document, Document) and gold["meetings"]:
                    name, analysis = f"{folder.name}/{path.stem}", analyse(document)
                    times = 1 if is_held(path.stem) else TIMES
                    for time in range(times):
                        seen = analysis if times == 1 else _hidden(analysis, f"{name}{time}")
                        yield _read(seen, gold["meetings"], name, counts / times)


def _hidden(analysis: Analysis, salt: str) -> Analysis:
    """A text without some of the tagger's marks of subjects."""

    def is_kept(number: int, start: int) -> bool:
        return hashlib.sha256(f"{salt}:{number}:{start}".encode()).digest()[0] % HIDDEN > 0

    tagged = (
        replace(t, spans=tuple(s for s in t.spans if s.label != "agenda" or is_kept(number, s.start)))
        for number, t in enumerate(analysis.tagged)
    )
    return replace(analysis, tagged=tuple(tagged))


def _read(analysis: Analysis, gold: Sequence[Mapping[str, Any]], name: str, counts: float) -> Read:
    """A text's topics, but for those that only a meeting of the gold has which is not found."""
    found = meetings.spoken_of(analysis)
    claims = meetings.find(analysis)
    pairs = SCORER["match"](gold, [line(c) for c in claims], SCORER["SIMILARITY"]["meetings"])
    known = {int(claims[j].id.removeprefix("m")) - 1: i for i, j in pairs}
    agendas, asked = Agendas(analysis, found), []
    for topic in agendas.topics if found else ():
        those = {i: item for i, claim in enumerate(gold) if (item := _which(claim, topic.passage.text)) is not None}
        right = {n: those[i] for n, i in known.items() if i in those}
        if right or not those:
            options, none = agendas.options(topic)
            asked.append(Asked(tuple(options), none, frozenset(known), right, name, counts))
    return Read(name, sum(len(claim.get("agenda") or ()) for claim in gold), tuple(asked))


def _which(claim: Mapping[str, Any], text: str) -> int | None:
    """The number of the subject of a claim of the gold that a text is."""
    items = (SCORER["text_of"](item) for item in claim.get("agenda") or ())
    return next((i for i, item in enumerate(items) if SCORER["overlap_f1"](item, text) >= 0.5), None)


def fitted(given: Sequence[Read]) -> dict[str, float]:
    """Weights under which topics are of the occasions that the gold gives them to."""
    weights = fit([a.example for read in given for a in read.asked], PENALTY, LEAST, STEPS)
    return {mark: round(w, 2) for mark, w in weights.items() if abs(w) >= SMALL}


def figures(given: Sequence[Read], weights: Callable[[str], Mapping[str, float]]) -> str:
    """How well what weights tell agrees with the gold: precision, recall, F1."""
    counts: Counter[str] = Counter()
    for read in given:
        taken = set[tuple[int, int]]()
        for asked in read.asked:
            told = dealt_with.chosen(asked.options, asked.none, weights(read.name))
            if told in asked.known:
                is_hit = told in asked.right and (told, asked.right[told]) not in taken
                counts["hit" if is_hit else "false"] += 1
                taken |= {(told, asked.right[told])} if is_hit else set()
    hit, false, subjects = counts["hit"], counts["false"], sum(read.subjects for read in given)
    share = 2 * hit / max(1, hit + false + subjects)
    return f"{hit / max(1, hit + false):.3f}/{hit / max(1, subjects):.3f}/{share:.3f}"


def main() -> None:
    """Print what cross-validation finds, and write the weights of all documents."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    given = list(examples())
    fold = {name: i % FOLDS for i, name in enumerate(sorted({read.name for read in given}))}
    parts = [fitted([read for read in given if fold[read.name] != part]) for part in range(FOLDS)]
    held = [read for read in given if is_held(read.name.rpartition("/")[2])]
    print(f"subjects of {len(held)} documents that the tagger did not learn from: ", end="")
    print(figures(held, lambda name: parts[fold[name]]))
    weights = fitted(given)
    choices.write(dealt_with.WEIGHTS, weights)
    print(f"{len(weights)} marks")


if __name__ == "__main__":
    main()
