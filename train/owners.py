"""Fits the weights by which an office's body is ranked among those that a text names (`extract/owners.py`).

`python -m train.owners` reads `../shared/gold/train` and `train/data`, prints the share of offices whose body is
found by five-fold cross-validation over documents, and writes `extract/models/owners.json`.
"""

import json
import runpy
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from communique.extract import analyse, owners, posts
from communique.model.document import Document
from communique.run import documents
from communique.settings import Settings
from train.sums import Rows

ROOT = Path(__file__).parents[1]
FOLDERS = (*sorted((ROOT / "../shared/gold/train").resolve().glob("*")), *sorted((ROOT / "train/data").glob("*")))
SCORER = runpy.run_path(str(ROOT / "../shared/score/score.py")) if (ROOT / "../shared/score").is_dir() else {}
PENALTY = 0.0002
"""Of the squared weights, beside the mean loss an office; chosen by cross-validation."""
SHRINKS = 0.7
"""By how much a mark is weaker for each kind or sort that it is crossed with; chosen by cross-validation."""
LEAST = 3
"""A mark that fewer candidates bear than this gets no weight."""
STEPS = 150


@dataclass(frozen=True)
class Example:
    """An office of a document: the marks of all that it may belong to, which are right, how much it counts for."""

    document: str
    marks: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    counts: float = 1.0


def examples() -> Iterator[Example]:
    """The offices of all training documents whose holder and role the gold has with one body."""
    for folder in FOLDERS:
        for path in sorted((folder / "docs").glob("*.txt")) if folder.is_dir() else ():
            gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
            for document in documents([str(path)], Settings()):
                if isinstance(document, Document):
                    yield from _of_document(document, gold["posts"], f"{folder.name}/{path.stem}")


def _of_document(document: Document, gold: Sequence[dict[str, Any]], name: str) -> Iterator[Example]:
    analysis = analyse(document)
    asked, drop = posts.questions(analysis)
    for question in asked:
        names = {
            _text(post["of"])
            for post in gold
            if post.get("of")
            and SCORER["same_person"](_text(post["person"]), question.person.name)
            and SCORER["overlap_f1"](post["role"], question.role) >= 0.5
        }
        found = owners.owners(drop, question)
        said = [posts.named(analysis, question, o)[0].name for o in found]
        right = tuple(any(SCORER["same_name"](n, name) for n in names) for name in said)
        if names:
            yield Example(name, tuple(o.all_marks for o in found), right)


def _text(value: object) -> str:
    return str(value.get("name")) if isinstance(value, dict) else str(value)


def fit(given: Sequence[Example], penalty: float = PENALTY, least: int = LEAST, steps: int = STEPS) -> dict[str, float]:
    """Weights of marks under which the right bodies outweigh the others, by gradient descent from nothing."""
    usable = [e for e in given if any(e.right) and not all(e.right)]
    counts = Counter(mark for e in usable for marks in e.marks for mark in marks)
    index = {mark: i for i, mark in enumerate(sorted(m for m, n in counts.items() if n >= least))}
    rows = Rows([[index[m] for m in marks if m in index] for e in usable for marks in e.marks], len(index))
    office = torch.tensor([i for i, e in enumerate(usable) for _ in e.marks])
    right = torch.tensor([r for e in usable for r in e.right])
    counted = torch.tensor([e.counts for e in usable])
    strength = torch.tensor([SHRINKS ** min(mark.count("|"), 2) for mark in index])
    weights = torch.zeros(len(index), requires_grad=True)
    descent = torch.optim.LBFGS([weights], max_iter=steps, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        descent.zero_grad()
        scores = rows.sums(weights * strength)
        share = _total(scores, office, len(usable)) - _total(scores[right], office[right], len(usable))
        value = (share * counted).mean() + penalty * weights.square().sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    descent.step(loss)  # type: ignore[no-untyped-call]
    found = (weights * strength).tolist()
    return {mark: round(found[i], 3) for mark, i in index.items() if abs(found[i]) >= 0.005}


def _total(scores: torch.Tensor, office: torch.Tensor, count: int) -> torch.Tensor:
    """The logarithm of the summed exponentials of an office's scores."""
    top = torch.full((count,), -1e9).scatter_reduce(0, office, scores.detach(), "amax")
    return torch.zeros(count).index_add(0, office, (scores - top[office]).exp()).clamp_min(1e-30).log() + top


def found(given: Sequence[Example], weights: dict[str, float]) -> list[bool]:
    """Whether the body that outweighs the others is right, for each office."""
    best = (
        max(range(len(e.marks)), key=lambda i: sum(weights.get(m, 0) for m in e.marks[i]), default=-1) for e in given
    )
    return [i >= 0 and e.right[i] for e, i in zip(given, best, strict=True)]


def main() -> None:
    """Print what cross-validation finds, and write the weights of all examples."""
    torch.manual_seed(0)
    given = list(examples())
    names = sorted({e.document for e in given})
    fold = {name: i % 5 for i, name in enumerate(names)}
    hits = []
    for i in range(5):
        weights = fit([e for e in given if fold[e.document] != i])
        hits += found([e for e in given if fold[e.document] == i], weights)
    reach = sum(any(e.right) for e in given) / len(given)
    print(f"{len(given)} offices: right body {sum(hits) / len(hits):.3f}, among the candidates {reach:.3f}")
    weights = fit(given)
    owners.WEIGHTS.write_text(
        json.dumps(weights, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    print(f"{len(weights)} weights")


if __name__ == "__main__":
    main()
