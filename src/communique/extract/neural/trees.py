"""The best tree over the words of a sentence (Chu-Liu and Edmonds); law: one root, no circle."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

_FAR = -1e6


def best_tree(scores: Scores) -> list[int]:
    """Heads of the words; `scores[i, j]` is that of word i under word j, the last column that of the root (-1)."""
    size = len(scores)
    if size == 0:
        return []
    heads = [-1 if h == size else h for h in greedy(scores)]
    if is_tree(heads):
        return heads
    full = np.full((size + 1, size + 1), -np.inf)
    full[1:, 1:] = scores[:, :size]
    full[1:, 0] = scores[:, size]
    np.fill_diagonal(full, -np.inf)
    found = _contract(full)
    roots = [i for i, h in enumerate(found) if i and h == 0]
    if len(roots) > 1:
        found = max((_contract(_rooted(full, r)) for r in roots), key=lambda heads: _sum(full, heads))
    return [h - 1 for h in found[1:]]


def greedy(scores: Scores) -> list[int]:
    """The best column of each word but its own."""
    free = scores.copy()
    np.fill_diagonal(free, _FAR)
    best: list[int] = free.argmax(1).tolist()
    return best


def is_tree(heads: list[int]) -> bool:
    """Whether heads of words (-1: root) make one tree."""
    return heads.count(-1) == 1 and not _circle([0, *(h + 1 for h in heads)])


def _rooted(full: NDArray[np.float64], root: int) -> NDArray[np.float64]:
    """The scores with one node under the root, which is fixed there."""
    fixed = full.copy()
    fixed[:, 0] = -np.inf
    fixed[root, :] = -np.inf
    fixed[root, 0] = full[root, 0]
    return fixed


def _sum(full: NDArray[np.float64], heads: list[int]) -> float:
    return float(sum(full[i, h] for i, h in enumerate(heads) if i))


def _circle(heads: Sequence[int]) -> list[int]:
    """Some circle of heads that does not pass through the root, node 0; empty where there is none."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


def _contract(scores: NDArray[np.float64]) -> list[int]:
    """Heads of all nodes (that of the root, node 0, is 0): circles are made one node until there is none."""
    heads = scores.argmax(1)
    heads[0] = 0
    circle = _circle(heads.tolist())
    if not circle:
        return [int(h) for h in heads]
    inside = np.array(circle)
    outside = np.array([n for n in range(len(scores)) if n not in set(circle)])
    kept = scores[inside, heads[inside]]
    entering = scores[np.ix_(inside, outside)] - kept[:, None]
    leaving = scores[np.ix_(outside, inside)]
    size = len(outside)
    small = np.full((size + 1, size + 1), -np.inf)
    small[:size, :size] = scores[np.ix_(outside, outside)]
    small[size, :size] = entering.max(0)
    small[:size, size] = leaving.max(1)
    return _expand(_contract(small), heads, (inside, outside), (entering.argmax(0), leaving.argmax(1)))


def _expand(
    small: list[int],
    heads: NDArray[np.int64],
    nodes: tuple[NDArray[np.int64], NDArray[np.int64]],
    doors: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> list[int]:
    inside, outside = nodes
    entry, exit_ = doors
    size = len(outside)
    whole = [int(h) for h in heads]
    for i, head in enumerate(small[:size]):
        whole[outside[i]] = int(inside[exit_[i]]) if head == size else int(outside[head])
    above = small[size]
    whole[inside[entry[above]]] = int(outside[above])
    whole[0] = 0
    return whole
