"""The best labels of words in a row: chains with transitions, and runs read off labels of the B-I-O kind."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import add
from typing import Any

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


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """Heads whose labels are worked out together: the numbers of all, those of fewer labels filled up.

    `columns` says where their scores stand, `filling` that what fills up is never the best; the others are those of
    their chains. Paths of the heads `across` go on where sentences end.
    """

    names: tuple[str, ...]
    chains: tuple[Chain, ...]
    columns: Path
    filling: Scores
    own: NDArray[np.float64]
    firsts: NDArray[np.float64]
    kinds: Path
    inside: NDArray[np.bool_]
    begins: Path
    steps: NDArray[np.float64]
    into: tuple[list[list[float]], ...]
    across: NDArray[np.bool_]

    @classmethod
    def of(cls, heads: Mapping[str, Head], across: Container[str] = ()) -> "Board":
        """The board of some heads by name."""
        chains = tuple(head.chain for head in heads.values())
        most = max(len(chain.labels) for chain in chains)
        lack = [most - len(chain.labels) for chain in chains]

        def rows(values: Iterable[NDArray[Any]]) -> NDArray[Any]:
            return np.stack([np.pad(v, [(0, n)] * v.ndim) for v, n in zip(values, lack, strict=True)])

        return cls(
            names=tuple(heads),
            chains=chains,
            columns=rows(np.arange(head.part.start, head.part.stop) for head in heads.values()),
            filling=np.stack([np.array([0.0] * (most - n) + [-np.inf] * n, np.float32) for n in lack]),
            own=rows(chain.own for chain in chains),
            firsts=rows(chain.firsts for chain in chains),
            kinds=rows(chain.kinds for chain in chains),
            inside=rows(chain.inside for chain in chains),
            begins=rows(chain.begins for chain in chains),
            steps=rows(chain.steps for chain in chains),
            into=tuple(chain.steps.T.tolist() for chain in chains),
            across=np.array([name in across for name in heads]),
        )

    def scores(self, flat: Scores) -> Scores:
        """The scores of words by head and label."""
        return flat[:, self.columns] + self.filling

    def paths(self, scores: Scores, apart: Cuts) -> Path:
        """For words and heads the labels whose scores and steps add up highest; no I and no step stands at a cut.

        Most words have the label on the best path that they have where each takes its own best, whatever stands around
        them; only the stretches that may differ are worked out.
        """
        cut = apart[:, None] & ~self.across
        cut[0] = cut[-1] = True
        own = scores + self.own
        rows, heads = np.nonzero(cut[:-1])
        own[rows, heads] = scores[rows, heads] + self.firsts[heads]
        path: Path = own.argmax(-1)
        each = np.arange(len(self.names))
        kinds, strange = self.kinds[each, path], cut[:-1].copy()
        strange[1:] |= kinds[1:] != kinds[:-1]
        path = np.where(self.inside[each, path] & strange, self.begins[each, path], path)
        for head, a, b in self._unsure(own, path, cut):
            before = None if cut[a, head] else int(path[a - 1, head])
            after = None if cut[b, head] else int(path[b, head])
            into = self.into[head]
            path[a:b, head] = _walked(own[a:b, head, : len(into)].tolist(), into, before, after)
        return path

    def _unsure(self, own: NDArray[np.float64], path: Path, cut: Cuts) -> Iterable[tuple[int, int, int]]:
        """The stretches of legal paths in which the best may have other labels, each by its head, none across a cut.

        A path that differs there loses at least `lead` at each word, and wins at most what the steps of this one
        `lack`, as no step is over nought.
        """
        size, heads = path.shape
        at = np.arange(size)[:, None], np.arange(heads), path
        lack, sums = np.zeros((2, size + 1, heads))
        lack[1:size] = -self.steps[at[1], path[:-1], path[1:]]
        lack[cut] = 0
        others = own.copy()
        others[at] = -np.inf
        np.cumsum(own[at] - others.max(-1) - lack[:-1], axis=0, out=sums[1:])
        highest = np.maximum.accumulate(sums[:-1])
        lowest = np.minimum.accumulate((sums[1:] - lack[1:])[::-1])[::-1]
        unsure = np.zeros((heads, size + 2), np.bool_)
        unsure[:, 1:-1] = (highest >= lowest).T
        of, begins = np.nonzero(unsure[:, 1:-1] & (cut[:-1].T | ~unsure[:, :-2]))
        ends = np.nonzero(unsure[:, 1:-1] & (cut[1:].T | ~unsure[:, 2:]))[1]
        return zip(of.tolist(), begins.tolist(), (ends + 1).tolist(), strict=True)

    def runs(self, paths: Path, scores: Scores, apart: Cuts) -> dict[str, list[Run]]:
        """The runs of each head's path, whose label number nought is O, none of them across a cut."""
        found: dict[str, list[Run]] = {name: [] for name in self.names}
        labels = paths.T.ravel()
        places = np.flatnonzero(labels)
        if not len(places):
            return found
        (of, at), numbers = np.divmod(places, len(paths)), labels[places]
        chances: list[float] = probabilities(scores[at, of])[np.arange(len(places)), numbers].tolist()
        kinds, new = self.kinds[of, numbers], apart[at] | ~self.inside[of, numbers]
        new[1:] |= (places[1:] != places[:-1] + 1) | (kinds[1:] != kinds[:-1])
        new[0] = True
        heads, words, each = of.tolist(), at.tolist(), numbers.tolist()
        for a, b in pairwise([*np.flatnonzero(new).tolist(), len(words)]):
            label = self.chains[heads[a]].labels[each[a]][2:]
            found[self.names[heads[a]]].append(Run(words[a], words[b - 1] + 1, label, _mean(chances[a:b])))
        return found


def best_path(scores: Scores, chain: Chain, apart: Cuts) -> Path:
    """The labels of words, given their scores for one chain, as on a `Board`."""
    board = Board.of({"": Head(chain, slice(0, len(chain.labels)))})
    return board.paths(board.scores(scores), apart)[:, 0]


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


def _mean(chances: Sequence[float]) -> float:
    mean = chances[0]
    for size, chance in enumerate(chances[1:], 1):
        mean = (mean * size + chance) / (size + 1)
    return mean
