"""Fits the weights by which the sides of an act are told among those that a text names (`extract/whose.py`).

`python -m train.whose` reads `../shared/gold/train` and `train/data`, prints what five-fold cross-validation over
documents finds beside what the clauses alone say, and writes `extract/models/sides-of-acts.json`.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch

from communique.extract import acts, analyse, meetings, whose
from communique.extract.about import Owner
from communique.extract.analysis import Analysis
from communique.extract.signatories import Sides
from communique.model.document import Document
from communique.run import documents
from communique.settings import Settings
from train import choices
from train.choices import Row
from train.owners import FOLDERS, SCORER, Example, fit

PARTIES, BODIES = 0.003, 0.002
"""Of the squared weights, beside the mean loss an act."""
LEAST, SHRINKS, STEPS, FOLDS = 4, 0.7, 40, 5
SMALL = 0.02
"""A weight less than this is left out."""
OF_PARTIES = ("sides:", "listed")
"""How marks begin that tell parties alone: of bodies they were found to tell nothing."""


@dataclass(frozen=True)
class Act:
    """An act that the gold has too: who may be its sides, what each is by the gold, and what the clauses say."""

    document: str
    owners: tuple[Owner, ...]
    marks: tuple[tuple[str, ...], ...]
    nobody: tuple[str, ...]
    rule: Sides
    sure: Sides | None
    gold: Mapping[str, Any]


def examples() -> Iterator[Act]:
    """The acts of all training documents that the gold has."""
    for folder in FOLDERS:
        for path in sorted((folder / "docs").glob("*.txt")) if folder.is_dir() else ():
            gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
            for document in documents([str(path)], Settings()):
                if isinstance(document, Document) and gold["acts"]:
                    analysis = analyse(document)
                    analysis = replace(analysis, meetings=meetings.find(analysis))
                    yield from _of(analysis, gold["acts"], f"{folder.name}/{path.stem}")


def _of(analysis: Analysis, gold: Sequence[Mapping[str, Any]], name: str) -> Iterator[Act]:
    found = list(acts.outcomes(analysis))
    said = [{"name": acts.named(o[0]).name.quote, "stage": o[2].stage.name if o[2] else None} for o in found]
    for i, j in SCORER["match"](gold, said, SCORER["SIMILARITY"]["acts"]):
        place, rest = acts.place(found[j])
        may = whose.candidates(analysis, place, rest)
        sure = whose.certain((place.sides, *rest))
        owners, marks = tuple(c.owner for c in may), tuple(c.marks for c in may)
        yield Act(name, owners, marks, whose.nobody(place, rest), sure or place.sides, sure, gold[i])


def _parties(act: Act) -> list[bool]:
    """Which candidates are parties by the gold."""
    return [any(_same(owner[0].name, party) for party in act.gold.get("parties") or ()) for owner in act.owners]


def _body(act: Act) -> Example:
    """Which candidate is the body by the gold, the last one being nobody."""
    body = act.gold.get("body")
    right = [bool(body) and _same(owner[0].name, body) for owner in act.owners]
    marks = (tuple(m for m in marks if not m.startswith(OF_PARTIES)) for marks in act.marks)
    return Example(act.document, (*marks, act.nobody), (*right, not any(right)))


def _same(name: str, gold: object) -> bool:
    return bool(SCORER["names_equal"](gold, name))


def fitted(given: Sequence[Act]) -> dict[str, dict[str, float]]:
    """The weights of marks for a party, and for the body."""
    found: dict[str, dict[str, float]] = {}
    for answer, weights in (
        ("party", _of_parties(given)),
        ("body", fit([_body(a) for a in given], BODIES, LEAST, STEPS)),
    ):
        for mark, weight in weights.items():
            if abs(weight) >= SMALL:
                found.setdefault(mark, {})[answer] = round(weight, 2)
    return found


def _of_parties(given: Sequence[Act]) -> dict[str, float]:
    """Weights under which candidates are parties where the gold says so."""
    rows = [Row(marks, right) for act in given for marks, right in zip(act.marks, _parties(act), strict=True)]
    return choices.fit(rows, choices.Plan(per=len(given), penalty=PARTIES, least=LEAST, shrinks=SHRINKS, steps=STEPS))


def told(act: Act, tables: Mapping[str, Mapping[str, float]]) -> Sides:
    """The sides that weights tell of an act."""
    return whose.chosen(act.owners, whose.chances(act.marks, act.nobody, tables), act.sure)


def figures(given: Sequence[Act], said: Sequence[Sides]) -> str:
    """How well the sides told agree with the gold."""
    counts: Counter[str] = Counter()
    for act, sides in zip(given, said, strict=True):
        left = [owner[0].name for owner in sides.parties]
        for party in act.gold.get("parties") or ():
            hit = next((name for name in left if _same(name, party)), None)
            counts["parties hit" if hit else "parties missed"] += 1
            left = [name for name in left if name is not hit]
        counts["parties false"] += len(left)
        body, gold = sides.body, act.gold.get("body")
        hit = body is not None and bool(gold) and _same(body[0].name, gold)
        counts["body hit"] += hit
        counts["body missed"] += bool(gold) and not hit
        counts["body false"] += body is not None and not hit
    return ", ".join(f"{kind} {_f1(counts, kind)}" for kind in ("body", "parties"))


def _f1(counts: Mapping[str, int], kind: str) -> str:
    hit, missed, false = (counts[f"{kind} {what}"] for what in ("hit", "missed", "false"))
    share = 2 * hit / max(1, 2 * hit + missed + false)
    return f"{hit / max(1, hit + false):.3f}/{hit / max(1, hit + missed):.3f}/{share:.3f}"


def crossed(given: Sequence[Act]) -> list[Sides]:
    """The sides that weights of the other documents tell."""
    fold = {name: i % FOLDS for i, name in enumerate(sorted({act.document for act in given}))}
    found: dict[int, Sides] = {}
    for part in range(FOLDS):
        rest = [act for act in given if fold[act.document] != part]
        tables = fitted(rest)
        found |= {i: told(act, tables) for i, act in enumerate(given) if fold[act.document] == part}
    return [found[i] for i in range(len(given))]


def run(given: Sequence[Act]) -> None:
    """Print what cross-validation finds, and write the weights of all acts."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    print(f"{len(given)} acts; clauses: {figures(given, [act.rule for act in given])}")
    print(f"weights: {figures(given, crossed(given))}")
    weights = fitted(given)
    choices.write(whose.WEIGHTS, weights)
    print(f"{len(weights)} marks")


def main() -> None:
    """Fit to the training documents."""
    run(list(examples()))


if __name__ == "__main__":
    main()
