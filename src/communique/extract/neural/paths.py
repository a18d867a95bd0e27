"""The best labels of words in a row: chains with transitions, and runs read off labels of the B-I-O kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import add

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Path = NDArray[np.int64]
Cuts = NDArray[np.bool_]

FORBIDDEN = -1e4


@dataclass(frozen=True, slots=True)
class Chain:
    """Labels of the B-I-O kind and how well one follows another: `own` adds to a label's scores, `steps` is the rest.

    `kinds` numbers what the labels are of, `inside` marks the I, `begins` has the B of each, `firsts` forbids an I. No
    step is over nought, and the best to each label is nought.
    """

    labels: tuple[str, ...]
    kinds: NDArray[np.int64]
    inside: NDArray[np.bool_]
    begins: Path
    firsts: NDArray[np.float64]
    own: NDArray[np.float64]
    steps: NDArray[np.float64]

    @classmethod
    def of(cls, labels: Sequence[str], steps: Scores) -> "Chain":
        """The chain of labels of which one follows another as well as `steps` say."""
        numbers = {kind: i for i, kind in enumerate(dict.fromkeys(label[2:] for label in labels))}
        inside = np.array([label.startswith("I-") for label in labels])
        own = steps.max(0).astype(np.float64)
        return cls(
            labels=tuple(labels),
            kinds=np.array([numbers[label[2:]] for label in labels]),
            inside=inside,
            begins=np.array([labels.index(b) if (b := f"B{k[1:]}") in labels else i for i, k in enumerate(labels)]),
            firsts=np.where(inside, FORBIDDEN, 0.0),
            own=own,
            steps=steps - own,
        )


@dataclass(frozen=True, slots=True)
class Head:
    """One head of a model: its labels with how they follow each other, and where its scores stand."""

    chain: Chain
    part: slice

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels in the order of their scores."""
        return self.chain.labels


@dataclass(frozen=True, slots=True)
class Run:
    """Words `start` to `end` under one label, with the mean probability of their labels."""

    start: int
    end: int
    label: str
    score: float


def steps_allowed(labels: Sequence[str]) -> Scores:
    """Nought where one label may follow another, forbidding where an I follows anything but its own kind."""
    table = np.zeros((len(labels), len(labels)), np.float32)
    for j, after in enumerate(labels):
        if after.startswith("I-"):
            table[[i for i, k in enumerate(labels) if k[2:] != after[2:]], j] = FORBIDDEN
    return table


def cuts(size: int, starts: Iterable[int] = ()) -> Cuts:
    """Where stretches begin among so many words: at the first and at `starts`; the last one ends past the last word."""
    marks = np.zeros(size + 1, np.bool_)
    marks[[0, *starts, size]] = True
    return marks


def stray(path: Path, chain: Chain, apart: Cuts) -> NDArray[np.bool_]:
    """Which words of a path have an I that follows no label of its kind since the last cut."""
    kinds, strange = chain.kinds[path], apart[:-1].copy()
    strange[1:] |= kinds[1:] != kinds[:-1]
    return chain.inside[path] & strange


def legal_path(scores: Scores, chain: Chain, apart: Cuts) -> Path:
    """The best labels one by one, where each I follows its kind since the last cut; else the best path."""
    path: Path = scores.argmax(1)
    return best_path(scores, chain, apart) if stray(path, chain, apart).any() else path


def best_path(scores: Scores, chain: Chain, apart: Cuts) -> Path:
    """The labels whose scores and transitions add up highest; no I and no transition stands at a cut.

    Most words have the label on the best path that they have where each takes its own best, whatever stands around
    them; only the stretches that may differ are worked out.
    """
    starts = apart[:-1]
    own = scores + chain.own
    own[starts] = scores[starts] + chain.firsts
    path: Path = own.argmax(1)
    path = np.where(stray(path, chain, apart), chain.begins[path], path)
    into = chain.steps.T.tolist()
    for a, b in _unsure(own, chain.steps, path, apart):
        before = None if apart[a] else int(path[a - 1])
        after = None if apart[b] else int(path[b])
        path[a:b] = _walked(own[a:b].tolist(), into, before, after)
    return path


def _unsure(own: NDArray[np.float64], steps: NDArray[np.float64], path: Path, apart: Cuts) -> Iterable[tuple[int, int]]:
    """The stretches of a legal path in which the best path may have other labels, none of them across a cut.

    A path that differs there loses at least `lead` at each word, and wins at most what the steps of this one `lack`,
    as no step is over nought.
    """
    size, rows = len(path), np.arange(len(path))
    lack = np.zeros(size + 1)
    lack[1:size] = -steps[path[:-1], path[1:]]
    lack[apart] = 0
    others = own.copy()
    others[rows, path] = -np.inf
    lead = own[rows, path] - others.max(1, initial=-np.inf)
    sums = np.concatenate(([0.0], np.cumsum(lead - lack[:-1])))
    highest = np.maximum.accumulate(sums[:-1])
    lowest = np.minimum.accumulate((sums[1:] - lack[1:])[::-1])[::-1]
    unsure = np.concatenate(([False], highest >= lowest, [False]))
    begins = np.flatnonzero(unsure[1:-1] & (apart[:-1] | ~unsure[:-2])).tolist()
    ends = np.flatnonzero(unsure[1:-1] & (apart[1:] | ~unsure[2:])).tolist()
    return zip(begins, (end + 1 for end in ends), strict=True)


def _walked(
    rows: Sequence[Sequence[float]], into: Sequence[Sequence[float]], before: int | None, after: int | None
) -> list[int]:
    """The best labels of words between two whose labels are known; `into` has the steps to each label."""
    total = rows[0] if before is None else [score + steps[before] for score, steps in zip(rows[0], into, strict=True)]
    ways: list[list[list[float]]] = []
    for row in rows[1:]:
        ways.append([list(map(add, total, steps)) for steps in into])
        total = list(map(add, row, map(max, ways[-1])))
    if after is not None:
        total = list(map(add, total, into[after]))
    path = [total.index(max(total))]
    for way in reversed(ways):
        path.append(way[path[-1]].index(max(way[path[-1]])))
    return path[::-1]


def probabilities(scores: Scores) -> Scores:
    """Softmax over the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float32)


def runs(path: Path, chain: Chain, scores: Scores, apart: Cuts) -> list[Run]:
    """The runs of a path whose label number nought is O, none of them across a cut."""
    places = np.flatnonzero(path)
    if not len(places):
        return []
    numbers = path[places]
    chances: list[float] = probabilities(scores[places])[np.arange(len(places)), numbers].tolist()
    kinds, new = chain.kinds[numbers], apart[places] | ~chain.inside[numbers]
    new[1:] |= (places[1:] != places[:-1] + 1) | (kinds[1:] != kinds[:-1])
    new[0] = True
    at, labels, firsts = places.tolist(), numbers.tolist(), np.flatnonzero(new).tolist()
    return [
        Run(at[a], at[b - 1] + 1, chain.labels[labels[a]][2:], _mean(chances[a:b]))
        for a, b in pairwise([*firsts, len(at)])
    ]


def _mean(chances: Sequence[float]) -> float:
    mean = chances[0]
    for size, chance in enumerate(chances[1:], 1):
        mean = (mean * size + chance) / (size + 1)
    return mean
