"""The best labels of words in a row: chains with transitions, and runs read off labels of the B-I-O kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

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


def steps_allowed(labels: Sequence[str]) -> Scores:
    """Nought where one label may follow another, forbidding where an I follows anything but its own kind."""
    table = np.zeros((len(labels), len(labels)), np.float32)
    for j, after in enumerate(labels):
        if after.startswith("I-"):
            table[[i for i, k in enumerate(labels) if k[2:] != after[2:]], j] = FORBIDDEN
    return table


def legal(path: Sequence[int], labels: Sequence[str]) -> bool:
    """Whether each I of a path follows a label of its kind."""
    before = "O"
    for number in path:
        label = labels[number]
        if label[0] == "I" and before[2:] != label[2:]:
            return False
        before = label
    return True


def legal_path(scores: Scores, head: Head, breaks: Sequence[int] = (0,)) -> list[int]:
    """The best labels one by one of each stretch from a break on where an I follows its kind; else its best path."""
    path: list[int] = scores.argmax(1).tolist()
    for a, b in zip(breaks, [*breaks[1:], len(path)], strict=True):
        if any(path[a:b]) and not legal(path[a:b], head.labels):
            path[a:b] = best_path(scores[a:b], head.steps, head.labels)
    return path


def best_path(scores: Scores, steps: Scores, labels: Sequence[str]) -> list[int]:
    """The labels whose scores and transitions add up highest; the first is no I."""
    return best_paths([(scores, steps, labels)])[0]


def best_paths(chains: Sequence[tuple[Scores, Scores, Sequence[str]]]) -> list[list[int]]:
    """The best path of each chain over the same words, worked out in step."""
    size, wide = len(chains[0][0]), max(len(labels) for _, _, labels in chains)
    if not size:
        return [[] for _ in chains]
    scores = np.full((size, len(chains), wide), FORBIDDEN, np.float32)
    turned = np.full((len(chains), wide, wide), FORBIDDEN, np.float32)
    for i, (own, steps, labels) in enumerate(chains):
        scores[:, i, : len(labels)] = own
        scores[0, i, : len(labels)] += [FORBIDDEN if k.startswith("I-") else 0.0 for k in labels]
        turned[i, : len(labels), : len(labels)] = steps.T
    candidates = np.empty_like(turned)
    for total, following in pairwise(scores):
        np.add(turned, total[:, None, :], candidates)
        following += np.maximum.reduce(candidates, 2)
    befores = (turned + scores[:-1, :, None, :]).argmax(3)
    return [_followed(int(scores[-1, i].argmax()), befores[:, i].tolist()) for i in range(len(chains))]


def _followed(last: int, back: Sequence[Sequence[int]]) -> list[int]:
    path = [last]
    for before in reversed(back):
        path.append(before[path[-1]])
    return path[::-1]


def probabilities(scores: Scores) -> Scores:
    """Softmax over the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float32)


def runs(path: Sequence[int], labels: Sequence[str], scores: Scores, breaks: Sequence[int]) -> list[Run]:
    """The runs of a path whose label number nought is O, cut before each word in `breaks`."""
    places = [i for i, number in enumerate(path) if number]
    if not places:
        return []
    chances = probabilities(scores[places])
    found: list[Run] = []
    cuts = frozenset(breaks)
    for i, row in zip(places, chances.tolist(), strict=True):
        label, chance = labels[path[i]], row[path[i]]
        last = found[-1] if found else None
        if last and last.end == i and last.label == label[2:] and label[0] == "I" and i not in cuts:
            size = i - last.start
            found[-1] = Run(last.start, i + 1, last.label, (last.score * size + chance) / (size + 1))
        else:
            found.append(Run(i, i + 1, label[2:], chance))
    return found
