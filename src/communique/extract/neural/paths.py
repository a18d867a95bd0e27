"""Runs of words under labels of the B-I-O kind, as likely as a chain over all words makes each of them.

Not the labels of the likeliest whole path are read, but each run that is likely by itself, whatever stands around it:
this finds the most exact runs (decoding by the least expected loss; Goodman, Parsing Algorithms and Metrics, ACL 1996).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Chances = NDArray[np.float64]
Numbers = NDArray[np.int64]
Cuts = NDArray[np.bool_]

FORBIDDEN = -1e4
UNHEARD = 1e-30
"""No label is less likely than this at a word."""

HEIGHT = 0.4
"""How likely a run is at least that is read; F1 is highest where this is half of F1 (Lipton and others, 2014)."""

CLEAR = 0.02
"""How likely other labels are beside O, at most, where a word is clearly under none; two such words end a stretch."""

POSSIBLE = 0.2
"""How likely other labels are beside O, at least, at one word of a stretch that may hold a run."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Labels of the B-I-O kind, O the first, and how well one follows another; `kinds` has kind and I of each B."""

    labels: tuple[str, ...]
    steps: Chances
    firsts: Chances
    kinds: Mapping[int, tuple[str, int]]

    @classmethod
    def of(cls, labels: Sequence[str], steps: Scores) -> "Chain":
        """The chain of labels of which one follows another as well as `steps` say."""
        inside = np.array([label.startswith("I-") for label in labels])
        return cls(
            labels=tuple(labels),
            steps=steps.astype(np.float64),
            firsts=np.where(inside, FORBIDDEN, 0.0),
            kinds={i: (b[2:], labels.index(f"I{b[1:]}")) for i, b in enumerate(labels) if b.startswith("B-")},
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
    """Words `start` to `end` under one label, with the mean probability of their labels, each word seen alone."""

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


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """Heads whose runs are worked out together: the numbers of all, those of fewer labels filled up with nought.

    `columns` says where their scores stand, `filling` that what fills up is never said; `steps` and `firsts` are
    factors, `most` is the highest step to each label. Stretches of the heads `across` go on where sentences end.
    `begins` marks each B, and `heights` say how likely a run is at least that is read.
    """

    names: tuple[str, ...]
    chains: tuple[Chain, ...]
    columns: Numbers
    filling: Scores
    steps: Chances
    firsts: Chances
    most: Chances
    begins: NDArray[np.bool_]
    across: NDArray[np.bool_]
    heights: Chances

    @classmethod
    def of(
        cls, heads: Mapping[str, Head], across: Container[str] = (), heights: Mapping[str, float] | None = None
    ) -> "Board":
        """The board of some heads by name."""
        chains = tuple(head.chain for head in heads.values())
        widest = max(len(chain.labels) for chain in chains)
        lack = [widest - len(chain.labels) for chain in chains]

        def rows(values: Iterable[NDArray[Any]]) -> NDArray[Any]:
            return np.stack([np.pad(v, [(0, n)] * v.ndim) for v, n in zip(values, lack, strict=True)])

        steps = rows(np.exp(chain.steps) for chain in chains)
        return cls(
            names=tuple(heads),
            chains=chains,
            columns=rows(np.arange(head.part.start, head.part.stop) for head in heads.values()),
            filling=np.stack([np.array([0.0] * (widest - n) + [-np.inf] * n, np.float32) for n in lack]),
            steps=steps,
            firsts=rows(np.exp(chain.firsts) for chain in chains),
            most=steps.max(1),
            begins=rows(np.array([label.startswith("B-") for label in chain.labels]) for chain in chains),
            across=np.array([name in across for name in heads]),
            heights=np.array([(heights or {}).get(name, HEIGHT) for name in heads]),
        )

    def runs(self, flat: Scores, apart: Cuts) -> dict[str, list[Run]]:
        """The runs of each head among words, given their scores, in order; none of them goes across a cut."""
        chances = probabilities(flat[:, self.columns] + self.filling).astype(np.float64)
        np.maximum(chances, UNHEARD, out=chances, where=self.filling == 0)
        cut = apart[:, None] & ~self.across
        cut[0] = cut[-1] = True
        likely: list[list[tuple[float, Run]]] = [[] for _ in self.names]
        for head, chance, run in self._likely(chances, cut):
            likely[head].append((chance, run))
        marks: list[int] = np.flatnonzero(apart).tolist()
        return {
            name: [part for run in _apart(found) for part in (_parted(run, marks) if across else (run,))]
            for name, found, across in zip(self.names, likely, self.across.tolist(), strict=True)
        }

    def _likely(self, chances: Chances, cut: Cuts) -> Iterator[tuple[int, float, Run]]:
        """The runs that are likely enough: the number of the head, how likely it is; some may overlap."""
        heads, starts, ends = self._stretches(chances, cut)
        if not len(heads):
            return
        swept = self._swept(chances, cut, heads, starts, ends)
        of, first_words, heights = heads.tolist(), starts.tolist(), self.heights[heads].tolist()
        begun = (swept.likely >= self.heights[heads][swept.rows, None]) & self.begins[heads][swept.rows]
        for place, first in np.argwhere(begun).tolist():
            row, at = int(swept.rows[place]), int(swept.words[place])
            head, start = of[row], first_words[row] + at
            kind, inside = self.chains[head].kinds[first]
            for length, chance in swept.lengths(row, at, (first, inside), heights[row]):
                alone = float(chances[start, head, first])
                if length > 1:
                    alone += float(np.add.reduce(chances[start + 1 : start + length, head, inside]))
                yield head, chance, Run(start, start + length, kind, alone / length)

    def _stretches(self, chances: Chances, cut: Cuts) -> tuple[Numbers, Numbers, Numbers]:
        """Head, first word and word past the last of the stretches in which runs may stand, the longest first."""
        weighed = chances * self.most
        others = weighed[..., 1:].sum(-1) / weighed[..., 0]
        around = np.zeros((len(others) + 2, len(self.names)), np.bool_)
        before, unclear, after = around[:-2], around[1:-1], around[2:]
        np.greater(others, CLEAR, out=unclear)
        inner = ~cut[1:-1]
        unclear[1:-1] |= unclear[:-2] & unclear[2:] & inner[:-1] & inner[1:]
        heads, starts = np.nonzero((unclear & (cut[:-1] | ~before)).T)
        ends = np.nonzero((unclear & (cut[1:] | ~after)).T)[1] + 1
        possible = np.zeros(cut.shape, np.int64)
        np.cumsum(others > POSSIBLE, 0, out=possible[1:])
        kept = np.flatnonzero(possible[ends, heads] > possible[starts, heads])
        order = kept[np.argsort((starts - ends)[kept], kind="stable")]
        return heads[order], starts[order], ends[order]

    def _swept(self, chances: Chances, cut: Cuts, heads: Numbers, starts: Numbers, ends: Numbers) -> "Swept":
        """Stretches of falling length, gone through from both ends at once (forward-backward; Rabiner 1989)."""
        sizes, steps = ends - starts, self.steps[heads]
        many = (sizes[:, None] > np.arange(sizes[0])).sum(0)
        firsts = np.cumsum(many) - many
        words = np.repeat(np.arange(sizes[0]), many)
        rows = np.arange(len(words)) - firsts[words]
        given = chances[np.stack([starts[rows] + words, ends[rows] - 1 - words]), heads[rows]]
        ways = np.stack([steps, steps.transpose(0, 2, 1)])
        comes, goes = np.empty_like(given), np.empty_like(given)
        comes[0, : len(heads)] = np.where(cut[starts, heads][:, None], self.firsts[heads], steps[:, 0])
        comes[1, : len(heads)] = np.where(cut[ends, heads][:, None], 1.0, steps[:, :, 0])
        last = 0
        for first, count in zip(firsts.tolist(), many.tolist(), strict=True):
            here = slice(first, first + count)
            if first:
                before = goes[:, last : last + count, None]
                np.matmul(before, ways[:, :count], out=comes[:, here, None])
            there = comes[:, here] * given[:, here]
            np.divide(there, np.add.reduce(there, -1, keepdims=True), out=goes[:, here])
            last = first
        turned = firsts[sizes[rows] - 1 - words] + rows
        after, onward = comes[1, turned], goes[1, turned]
        likely = goes[0] * after
        likely /= np.maximum(likely.sum(-1, keepdims=True), UNHEARD)
        return Swept(rows, words, likely, after, onward, steps, sizes.tolist(), firsts.tolist())


@dataclass(frozen=True, slots=True, eq=False)
class Swept:
    """Stretches word by word: how likely each label is, and what it takes to say how likely a run is.

    The first words of all stretches come first, then their second words and so on; `firsts` says where each of these
    begin, `rows` and `words` which stretch and which of its words stands at a place.
    """

    rows: Numbers
    words: Numbers
    likely: Chances
    after: Chances
    onward: Chances
    steps: Chances
    sizes: list[int]
    firsts: list[int]

    def lengths(self, row: int, at: int, labels: tuple[int, int], height: float) -> Iterator[tuple[int, float]]:
        """How long a run may be that begins at a word with the first of labels, and how likely each length is."""
        (label, inside), steps, last = labels, self.steps[row], self.sizes[row] - 1
        left = float(self.likely[self.firsts[at] + row, label])
        for word in range(at, last + 1):
            goes_on = 0.0
            if word < last:
                place, following = self.firsts[word] + row, self.firsts[word + 1] + row
                goes_on = left * float(steps[label, inside] * self.onward[following, inside] / self.after[place, label])
            if left - goes_on >= height:
                yield word - at + 1, left - goes_on
            if goes_on < height:
                return
            left, label = goes_on, inside


def _apart(likely: Iterable[tuple[float, Run]]) -> list[Run]:
    """The likelier of runs that overlap, in order."""
    kept: list[Run] = []
    for _, run in sorted(likely, key=lambda found: (-found[0], found[1].start, found[1].end)):
        if all(run.end <= k.start or k.end <= run.start for k in kept):
            kept.append(run)
    return sorted(kept, key=lambda run: run.start)


def _parted(run: Run, marks: list[int]) -> Iterator[Run]:
    """A run by what stands between cuts, which are at these words."""
    inner = marks[bisect_right(marks, run.start) : bisect_left(marks, run.end)]
    if not inner:
        yield run
        return
    for start, end in pairwise((run.start, *inner, run.end)):
        yield Run(start, end, run.label, run.score)


def probabilities(scores: Scores) -> Scores:
    """Softmax over the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float32)
