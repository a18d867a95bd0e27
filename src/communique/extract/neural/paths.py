"""The best labels of words in a row: chains with transitions, and runs read off labels of the B-I-O kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Path = NDArray[np.int64]

FORBIDDEN = -1e4


@dataclass(frozen=True, slots=True)
class Head:
    """One head of a model: its labels, where its scores stand, and how well one label follows another."""

    labels: tuple[str, ...]
    part: slice
    steps: Scores


@dataclass(frozen=True, slots=True)
class Run:
    """Words `start` to `end` under one label, with the mean probability of their labels."""

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class _Kinds:
    """For each label: the number of its kind, whether it is an I, and the label that begins its kind."""

    kind: NDArray[np.int64]
    inside: NDArray[np.bool_]
    begins: Path


@cache
def _kinds(labels: tuple[str, ...]) -> _Kinds:
    numbers = {k: i for i, k in enumerate(dict.fromkeys(label[2:] for label in labels))}
    begins = [labels.index("B" + k[1:]) if "B" + k[1:] in labels else i for i, k in enumerate(labels)]
    return _Kinds(
        np.array([numbers[k[2:]] for k in labels]), np.array([k.startswith("I-") for k in labels]), np.array(begins)
    )


def steps_allowed(labels: Sequence[str]) -> Scores:
    """Nought where one label may follow another, forbidding where an I follows anything but its own kind."""
    table = np.zeros((len(labels), len(labels)), np.float32)
    for j, after in enumerate(labels):
        if after.startswith("I-"):
            table[[i for i, k in enumerate(labels) if k[2:] != after[2:]], j] = FORBIDDEN
    return table


def legal(path: Sequence[int], labels: Sequence[str]) -> bool:
    """Whether each I of a path follows a label of its kind."""
    return not _stray(np.asarray(path), tuple(labels), (0,)).any()


def _stray(path: Path, labels: tuple[str, ...], breaks: Sequence[int]) -> NDArray[np.bool_]:
    """Which words of a path have an I that follows no label of its kind since the last break."""
    of = _kinds(labels)
    kind = of.kind[path]
    strange = _marked(len(path), breaks)
    strange[1:-1] |= kind[1:] != kind[:-1]
    return of.inside[path] & strange[:-1]


def _marked(size: int, breaks: Sequence[int]) -> NDArray[np.bool_]:
    """Where stretches begin among so many words, and where the last one ends."""
    marks = np.zeros(size + 1, np.bool_)
    marks[[*breaks, size]] = True
    return marks


def legal_path(scores: Scores, head: Head, breaks: Sequence[int] = (0,)) -> Path:
    """The best labels one by one, where each I follows its kind since the last break; else the best path."""
    path: Path = scores.argmax(1)
    stray = _stray(path, head.labels, breaks).any()
    return best_path(scores, head.steps, head.labels, breaks) if stray else path


def best_path(scores: Scores, steps: Scores, labels: Sequence[str], breaks: Sequence[int] = (0,)) -> Path:
    """The labels whose scores and transitions add up highest; no I and no transition stands at a break.

    Most words have the label on the best path that they have where each takes its own best, whatever stands around
    them; only the stretches that may differ are worked out.
    """
    if not len(scores):
        return np.empty(0, np.int64)
    own, between = _rebalanced(scores, steps, labels, breaks)
    path: Path = own.argmax(1)
    path = np.where(_stray(path, tuple(labels), breaks), _kinds(tuple(labels)).begins[path], path)
    into, cuts = between.T.tolist(), _marked(len(path), breaks)
    for a, b in _unsure(own, between, path, cuts):
        before = None if cuts[a] else int(path[a - 1])
        after = None if cuts[b] else int(path[b])
        path[a:b] = _walked(own[a:b].tolist(), into, before, after)
    return path


def _rebalanced(
    scores: Scores, steps: Scores, labels: Sequence[str], breaks: Sequence[int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Scores and transitions that rate paths alike, with what the best step to a label adds in the label's scores."""
    best = steps.max(0).astype(np.float64)
    own, starts = scores + best, list(breaks)
    own[starts] = scores[starts] + [FORBIDDEN if k.startswith("I-") else 0.0 for k in labels]
    return own, steps - best


def _unsure(
    own: NDArray[np.float64], between: NDArray[np.float64], path: Path, cuts: NDArray[np.bool_]
) -> Iterable[tuple[int, int]]:
    """The stretches of a legal path in which the best path may have other labels, none of them across a cut.

    A path that differs there loses at least `lead` at each word, and wins at most what the steps of this one `lack`,
    as no step is over nought.
    """
    size, rows = len(path), np.arange(len(path))
    lack = np.zeros(size + 1)
    lack[1:size] = -between[path[:-1], path[1:]]
    lack[cuts] = 0
    others = own.copy()
    others[rows, path] = -np.inf
    lead = own[rows, path] - others.max(1, initial=-np.inf)
    sums = np.concatenate(([0.0], np.cumsum(lead - lack[:-1])))
    highest = np.maximum.accumulate(sums[:-1])
    lowest = np.minimum.accumulate((sums[1:] - lack[1:])[::-1])[::-1]
    unsure = np.concatenate(([False], highest >= lowest, [False]))
    begins = np.flatnonzero(unsure[1:-1] & (cuts[:-1] | ~unsure[:-2])).tolist()
    ends = np.flatnonzero(unsure[1:-1] & (cuts[1:] | ~unsure[2:])).tolist()
    return zip(begins, (end + 1 for end in ends), strict=True)


def _walked(
    rows: Sequence[Sequence[float]], into: Sequence[Sequence[float]], before: int | None, after: int | None
) -> list[int]:
    """The best labels of words between two whose labels are known; `into` has the steps to each label."""
    first, backs = rows[0], []
    total = list(first) if before is None else [s + steps[before] for s, steps in zip(first, into, strict=True)]
    for row in rows[1:]:
        ways = [[t + s for t, s in zip(total, steps, strict=True)] for steps in into]
        total = [s + max(way) for s, way in zip(row, ways, strict=True)]
        backs.append([way.index(max(way)) for way in ways])
    if after is not None:
        total = [t + s for t, s in zip(total, into[after], strict=True)]
    path = [total.index(max(total))]
    for back in reversed(backs):
        path.append(back[path[-1]])
    return path[::-1]


def probabilities(scores: Scores) -> Scores:
    """Softmax over the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float32)


def runs(path: Sequence[int] | Path, labels: Sequence[str], scores: Scores, breaks: Sequence[int]) -> list[Run]:
    """The runs of a path whose label number nought is O, cut before each word in `breaks`."""
    whole = np.asarray(path)
    places = np.flatnonzero(whole)
    if not len(places):
        return []
    numbers = whole[places]
    chances: list[float] = probabilities(scores[places])[np.arange(len(places)), numbers].tolist()
    goes_on = _kinds(tuple(labels)).inside[numbers] & ~_stray(whole, tuple(labels), breaks)[places]
    at, firsts = places.tolist(), np.flatnonzero(~goes_on).tolist()
    return [
        Run(at[a], at[b - 1] + 1, labels[numbers[a]][2:], _mean(chances[a:b])) for a, b in pairwise([*firsts, len(at)])
    ]


def _mean(chances: Sequence[float]) -> float:
    mean = chances[0]
    for size, chance in enumerate(chances[1:], 1):
        mean = (mean * size + chance) / (size + 1)
    return mean
