"""From items to batches: sentences in pieces, neighbours packed into windows, windows of like length batched."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from communique.extract.neural.pieces import MAX_PIECES, Vocabulary, Words, pack
from train.corpora import Item
from train.network import Shape

IGNORED = -100
LIMITS = (64, 128, MAX_PIECES, MAX_PIECES)
BATCH_PIECES = 2048


@dataclass(slots=True)
class Unit:
    """One sentence of an item: its pieces, labels as numbers, links in words of the item from `offset` on."""

    words: Words
    offset: int
    layers: dict[str, list[int]]
    heads: list[int] | None
    relations: list[int] | None
    links: list[tuple[int, int, int]]


@dataclass(slots=True)
class Batch:
    ids: Tensor
    shapes: Tensor
    mask: Tensor
    firsts: Tensor
    words: Tensor
    sentences: Tensor
    layers: dict[str, Tensor]
    heads: Tensor
    relations: Tensor
    links: Tensor


class Units:
    """Makes units of items by the labels of a network's shape."""

    def __init__(self, shape: Shape, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.labels = {n: {k: i for i, k in enumerate(v)} for n, v in {**shape.classes, **shape.chains}.items()}
        self.relations = {k: i for i, k in enumerate(shape.relations)}
        self.channels = {k: i for i, k in enumerate(shape.links)}
        self.shape = shape

    def of(self, item: Item) -> list[Unit]:
        """The item's sentences; a layer that the network lacks is left out."""
        units, at = [], 0
        for length in item.lengths:
            if length:
                units.append(self._unit(item, at, length))
            at += length
        return units

    def _unit(self, item: Item, at: int, length: int) -> Unit:
        words = self.vocabulary.words(item.words[at : at + length])
        layers = {
            name: [self.labels[name].get(label, IGNORED) for label in labels[at : at + length]]
            for name, labels in item.layers.items()
            if name in self.labels
        }
        heads = relations = None
        if item.heads is not None and item.deprels is not None:
            heads = [h if h >= 0 else -1 for h in item.heads[at : at + length]]
            relations = [self.relations.get(r, IGNORED) for r in item.deprels[at : at + length]]
        links = [
            (self.channels[kind], a, b)
            for kind, pairs in item.links.items()
            if kind in self.channels
            for a, b in pairs
            if at <= a < at + length
        ]
        return Unit(words, at, layers, heads, relations, links)

    def windows(self, items: Sequence[Sequence[Unit]], chance: random.Random) -> Iterator[list[Unit]]:
        """All sentences of all items, packed within each item up to a length that chance picks."""
        for units in items:
            for span in pack([len(u.words.ids) for u in units], chance.choice(LIMITS)):
                yield [units[i] for i in span]

    def batch(self, windows: Sequence[Sequence[Unit]]) -> Batch:
        """One padded batch; words past the longest window are cut."""
        made = [self.vocabulary.window([u.words for u in w]) for w in windows]
        width = min(max(len(m.ids) for m in made), MAX_PIECES + 2)
        counts = [sum(f < width for f in m.firsts) for m in made]
        size, rows = max(counts), len(windows)
        batch = Batch(
            ids=_padded([m.ids for m in made], width, 0),
            shapes=_padded([m.shapes for m in made], width, 0),
            mask=_padded([[1] * len(m.ids) for m in made], width, 0).bool(),
            firsts=_padded([m.firsts for m in made], size, 0, counts),
            words=_padded([[1] * len(m.firsts) for m in made], size, 0, counts).bool(),
            sentences=_padded([m.sentences for m in made], size, -1, counts),
            layers={n: torch.full((rows, size), IGNORED) for n in self.labels},
            heads=torch.full((rows, size), IGNORED),
            relations=torch.full((rows, size), IGNORED),
            links=torch.full((rows, max(len(self.channels), 1), size), IGNORED),
        )
        for row, (window, count) in enumerate(zip(windows, counts, strict=True)):
            self._fill(batch, row, window, count)
        return batch

    def _fill(self, batch: Batch, row: int, window: Sequence[Unit], count: int) -> None:
        size = batch.heads.shape[1]
        at, start = 0, window[0].offset
        for unit in window:
            length = min(len(unit.words.firsts), count - at)
            here = slice(at, at + length)
            for name, labels in unit.layers.items():
                batch.layers[name][row, here] = torch.tensor(labels[:length], dtype=torch.long)
            if unit.heads is not None and unit.relations is not None:
                moved = [size if h < 0 else h - start for h in unit.heads[:length]]
                batch.heads[row, here] = torch.tensor([h if 0 <= h <= size else IGNORED for h in moved])
                batch.relations[row, here] = torch.tensor(unit.relations[:length], dtype=torch.long)
            for channel, a, b in unit.links:
                target = size if b < 0 else b - start
                if a - start < count and (target == size or 0 <= target < count):
                    batch.links[row, channel, a - start] = target
            at += length
        for name in batch.layers:
            self._begin(batch.layers[name], name, row)

    def _begin(self, labels: Tensor, name: str, row: int) -> None:
        """A run cut by the window's edge begins with a B."""
        first = int(labels[row, 0])
        known = [*self.shape.classes.get(name, ()), *self.shape.chains.get(name, ())]
        if first >= 0 and known[first].startswith("I-"):
            labels[row, 0] = self.labels[name][f"B-{known[first][2:]}"]


def _padded(rows: list[list[int]], width: int, fill: int, counts: list[int] | None = None) -> Tensor:
    table = torch.full((len(rows), width), fill)
    for i, row in enumerate(rows):
        cut = row[: counts[i] if counts else width]
        table[i, : len(cut)] = torch.tensor(cut, dtype=torch.long)
    return table


def batches(windows: list[list[Unit]], chance: random.Random) -> list[list[list[Unit]]]:
    """Windows of like length together, in an order of chance."""
    keyed = [(sum(len(u.words.ids) for u in w) + chance.uniform(0, 12), w) for w in windows]
    keyed.sort(key=lambda k: k[0])
    made: list[list[list[Unit]]] = []
    group: list[list[Unit]] = []
    for length, window in keyed:
        if group and (len(group) + 1) * (length + 2) > BATCH_PIECES:
            made.append(group)
            group = []
        group.append(window)
    chance.shuffle(made)
    return [*made, group] if group else made
