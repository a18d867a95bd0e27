"""Choices of which each is made by itself: weights of marks under which those are taken that the gold has."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import torch

from communique.extract import weighing
from train.sums import Rows


@dataclass(frozen=True)
class Row:
    """One that may be taken: its marks, whether it is right to, and how much it counts for."""

    marks: tuple[str, ...]
    right: bool
    counts: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How weights are fitted: losses are divided by `per`, to which `penalty` of the squared weights is added.

    A mark that fewer than `least` bear gets no weight; it `shrinks` with each thing that it is crossed with.
    """

    per: int
    penalty: float
    least: int
    shrinks: float
    steps: int


def fit(given: Sequence[Row], plan: Plan) -> dict[str, float]:
    """The weights of marks, by descent from nothing."""
    counts = Counter(chain.from_iterable(row.marks for row in given))
    index = {m: i for i, m in enumerate(sorted(m for m, n in counts.items() if n >= plan.least))}
    strength = torch.tensor([plan.shrinks ** min(m.count("|"), 2) for m in index])
    rows = Rows([[index[m] for m in row.marks if m in index] for row in given], len(index))
    right, share = (torch.tensor([float(getattr(row, name)) for row in given]) for name in ("right", "counts"))
    weights = torch.zeros(len(index), requires_grad=True)
    descent = torch.optim.LBFGS([weights], max_iter=plan.steps, history_size=10, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        descent.zero_grad()
        scores = rows.sums(weights * strength)
        lost = torch.nn.functional.binary_cross_entropy_with_logits(scores, right, reduction="none")
        value = (lost * share).sum() / plan.per + plan.penalty * weights.square().sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    descent.step(loss)  # type: ignore[no-untyped-call]
    found = (weights * strength).tolist()
    return {mark: found[i] for mark, i in index.items()}


def write(name: str, weights: Mapping[str, object]) -> None:
    """Write weights where the package keeps them, one mark a line."""
    lines = (f"{_plain(mark)}:{_plain(weights[mark])}" for mark in sorted(weights))
    (weighing.MODELS / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _plain(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
