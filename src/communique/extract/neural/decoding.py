"""From a window's scores to runs of words: the best labels of each head, what they are like, and what they hang on."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from communique.extract.neural import paths, trees
from communique.extract.neural.network import Network, Output
from communique.extract.neural.paths import Board, Head, Run, Scores

MENTIONED = 0.3
"""From this probability on a word is taken for the mention of an occasion."""

HEIGHTS = {
    "names": 0.5,
    "news": 0.5,
    "post": 0.5,
    "speaking": 0.35,
    "said": 0.35,
    "slot": 0.25,
    "work": 0.3,
    "membership": 0.3,
}
"""How likely a run of a head is at least that is read, where it is not `paths.HEIGHT`."""

LINKED = {
    "source": ("speaking", "source", "speaking", "cue"),
    "content": ("said", "content", "speaking", "cue"),
    "holder": ("post", "holder", "post", "role"),
    "of": ("post", "of", "post", "role"),
    "slot": ("slot", "", "meeting", ""),
    "membership": ("membership", "member", "membership", "body"),
}
"""For each channel of links: head and kind of the runs that hang, head and kind of those that they hang on."""

VALUES = {
    "meeting_status": ("meeting", "", "status"),
    "certainty": ("meeting", "", "certainty"),
    "act_stage": ("work", "act", "stage"),
    "programme_stage": ("work", "programme", "stage"),
    "member_status": ("membership", "member", "status"),
}
"""For each head of values: head and kind of the runs that have them, and the value's name."""

UNSAID = frozenset({"upos", *VALUES})


@dataclass(frozen=True, slots=True)
class Value:
    """What a run is like, with its probability."""

    name: str
    value: str
    score: float


@dataclass(frozen=True, slots=True)
class Marked:
    """A run of a window with its values, and the first word of the run that it hangs on."""

    run: Run
    values: tuple[Value, ...] = ()
    anchor: int | None = None


def decode(
    network: Network, output: Output, starts: Sequence[int], unread: Collection[str] = ()
) -> dict[str, list[Marked]]:
    """The runs of a window whose sentences begin at the words `starts`, of all heads but those `unread`."""
    apart = paths.cuts(len(output.flat), starts)
    runs = {"meeting": _mentioned(network.heads["meeting"], output)} if "meeting" in network.heads else {}
    runs |= _board(network, frozenset(unread)).runs(output.flat, apart)
    found = {name: [Marked(run) for run in said] for name, said in runs.items()}
    for name, (head, kind, value) in VALUES.items():
        if name in network.heads:
            found[head] = _valued(found[head], kind, value, network.heads[name], output)
    for channel, (head, kind, to, above) in LINKED.items():
        if channel in network.links:
            anchors = [m.run.start for m in found[to] if m.run.label.startswith(above)]
            scores = output.links[network.links.index(channel)]
            found[head] = [_linked(m, kind, anchors, scores) for m in found[head]]
    return found


@lru_cache(maxsize=8)
def _board(network: Network, unread: frozenset[str]) -> Board:
    """The heads whose runs are read."""
    read = {n: head for n, head in network.heads.items() if n not in UNSAID and n not in unread and n != "meeting"}
    return Board.of(read, network.chains, HEIGHTS)


class Forest:
    """The trees of a window's sentences."""

    def __init__(self, network: Network, output: Output) -> None:
        self._network = network
        self._output = output
        self._alone: list[int] = output.arcs.argmax(1).tolist()
        self._greedy = trees.greedy(output.arcs)
        self._relations: list[int] = output.relations.tolist()

    def tree(self, here: slice) -> tuple[list[int], list[str]]:
        """Heads in the sentence (-1: root) and relations of a sentence's words."""
        heads = self._heads(here)
        relations = self._relations[here]
        for i, head in enumerate(heads, here.start):
            if self._alone[i] != (here.start + head if head >= 0 else len(self._alone)):
                above = None if head < 0 else self._output.above[here.start + head]
                relations[i - here.start] = self._network.relation(self._output.below[i], above)
        return heads, [_rooted(self._network.relations[r], head) for r, head in zip(relations, heads, strict=True)]

    def _heads(self, here: slice) -> list[int]:
        root = len(self._alone)
        heads = [-1 if h == root else h - here.start for h in self._greedy[here]]
        if trees.is_tree(heads):
            return heads
        return trees.best_tree(self._output.arcs[here][:, [*range(here.start, here.stop), root]])


def _rooted(relation: str, head: int) -> str:
    """Under the root stands a root, and nowhere else."""
    return "root" if head < 0 else "dep" if relation == "root" else relation


def _mentioned(head: Head, output: Output) -> list[Run]:
    chances = paths.probabilities(output.flat[:, head.part])
    likely = np.nonzero(1 - chances[:, 0] >= MENTIONED)[0]
    kinds = chances[:, 1:].argmax(1) + 1
    return [Run(int(i), int(i) + 1, head.labels[kinds[i]], float(1 - chances[i, 0])) for i in likely]


def _valued(marked: Sequence[Marked], kind: str, value: str, head: Head, output: Output) -> list[Marked]:
    """Runs of the kind with their likeliest value, read at the first word."""
    return [m if not m.run.label.startswith(kind) else _with_value(m, value, head, output) for m in marked]


def _with_value(marked: Marked, value: str, head: Head, output: Output) -> Marked:
    chances = paths.probabilities(output.flat[marked.run.start, head.part])
    best = int(chances.argmax())
    return replace(marked, values=(*marked.values, Value(value, head.labels[best], float(chances[best]))))


def _linked(marked: Marked, kind: str, anchors: Sequence[int], scores: Scores) -> Marked:
    """A run of the kind with the anchor that it hangs on, if it hangs on any more likely than on none."""
    if not marked.run.label.startswith(kind) or not anchors:
        return marked
    row: list[float] = scores[marked.run.start].tolist()
    best = max(anchors, key=row.__getitem__)
    return Marked(marked.run, marked.values, best) if row[best] > row[-1] else marked


def within(found: Mapping[str, Sequence[Marked]], starts: Sequence[int]) -> list[dict[str, list[Marked]]]:
    """The runs of a window by sentence, of which each begins at one of the words `starts`."""
    shared: list[dict[str, list[Marked]]] = [{name: [] for name in found} for _ in starts]
    for name, marked in found.items():
        for m in marked:
            shared[bisect_right(starts, m.run.start) - 1][name].append(m)
    return shared
