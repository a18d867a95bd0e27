"""From items to batches: sentences in pieces, neighbours packed into windows, windows of like length batched."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from communique.extract.neural.pieces import MAX_PIECES, Vocabulary, Words, pack
from train.corpora import Item
from train.network import Shape

IGNORED = -100
LIMITS = (64, 128, MAX_PIECES, MAX_PIECES)

Numbers = NDArray[np.int16]


@dataclass(slots=True)
class Unit:
    """One sentence of an item: its pieces, labels as numbers, links in words of the item from `offset` on."""

    words: Words
    offset: int
    layers: dict[str, Numbers]
    heads: NDArray[np.int32] | None
    relations: Numbers | None
    links: list[tuple[int, int, int]]


@dataclass(slots=True)
class Batch:
    """Windows of like length; `layers` holds a table for each head in the order of `Units.labels`."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    firsts: Tensor
    words: Tensor
    sentences: Tensor
    layers: Tensor
    heads: Tensor
    relations: Tensor
    links: Tensor

    def to(self, device: torch.device) -> "Batch":
        """The same on a device."""
        return Batch(*(getattr(self, f.name).to(device, non_blocking=True) for f in fields(self)))


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
            name: np.array([self.labels[name].get(k, IGNORED) for k in labels[at : at + length]], np.int16)
            for name, labels in item.layers.items()
            if name in self.labels
        }
        heads = relations = None
        if item.heads is not None and item.deprels is not None:
            heads = np.array(item.heads[at : at + length], np.int32)
            relations = np.array([self.relations.get(r, IGNORED) for r in item.deprels[at : at + length]], np.int16)
        links = [
            (self.channels[kind], a, b)
            for kind, pairs in item.links.items()
            if kind in self.channels
            for a, b in pairs
            if at <= a < at + length
        ]
        return Unit(words, at, layers, heads, relations, links)

    def windows(
        self, items: Sequence[Sequence[Unit]], chance: random.Random, limits: Sequence[int] = LIMITS
    ) -> Iterator[list[Unit]]:
        """All sentences of all items, packed within each item up to a length that chance picks."""
        for units in items:
            for span in pack([len(u.words.ids) for u in units], chance.choice(limits)):
                yield [units[i] for i in span]

    def batch(self, windows: Sequence[Sequence[Unit]]) -> Batch:
        """One padded batch; words past the longest window are cut."""
        made = [self.vocabulary.window([u.words for u in w]) for w in windows]
        width = min(max(len(m.ids) for m in made), MAX_PIECES + 2)
        counts = [sum(f < width for f in m.firsts) for m in made]
        size, rows = max(counts), len(windows)
        layers = np.full((len(self.labels), rows, size), IGNORED, np.int16)
        heads, relations = (np.full((rows, size), IGNORED, np.int16) for _ in "hr")
        links = np.full((rows, len(self.channels), size), IGNORED, np.int16)
        for row, (window, count) in enumerate(zip(windows, counts, strict=True)):
            self._fill(window, count, layers[:, row], (heads[row], relations[row]), links[row])
        for number, name in enumerate(self.labels):
            self._begin(layers[number, :, 0], name)
        return Batch(
            ids=_padded([m.ids for m in made], width, 0),
            shapes=_padded([m.shapes for m in made], width, 0),
            mask=_padded([[1] * len(m.ids) for m in made], width, 0).bool(),
            firsts=_padded([m.firsts for m in made], size, 0, counts),
            words=_padded([[1] * len(m.firsts) for m in made], size, 0, counts).bool(),
            sentences=_padded([m.sentences for m in made], size, -1, counts),
            layers=torch.from_numpy(layers).long(),
            heads=torch.from_numpy(heads).long(),
            relations=torch.from_numpy(relations).long(),
            links=torch.from_numpy(links).long(),
        )

    def _fill(
        self, window: Sequence[Unit], count: int, layers: Numbers, trees: tuple[Numbers, Numbers], links: Numbers
    ) -> None:
        size = trees[0].shape[0]
        at, start = 0, window[0].offset
        for unit in window:
            length = min(len(unit.words.firsts), count - at)
            here = slice(at, at + length)
            for number, name in enumerate(self.labels):
                if name in unit.layers:
                    layers[number, here] = unit.layers[name][:length]
            if unit.heads is not None and unit.relations is not None:
                had = unit.heads[:length]
                moved = np.where(had < 0, size, had - start)
                trees[0][here] = np.where((moved >= 0) & (moved <= size), moved, IGNORED)
                trees[1][here] = unit.relations[:length]
            for channel, a, b in unit.links:
                target = size if b < 0 else b - start
                if a - start < count and (target == size or 0 <= target < count):
                    links[channel, a - start] = target
            at += length

    def _begin(self, labels: Numbers, name: str) -> None:
        """Runs cut by a window's edge begin with a B."""
        known = [*self.shape.classes.get(name, ()), *self.shape.chains.get(name, ())]
        for row, first in enumerate(labels.tolist()):
            if first >= 0 and known[first].startswith("I-"):
                labels[row] = self.labels[name][f"B-{known[first][2:]}"]


def _padded(rows: list[list[int]], width: int, fill: int, counts: list[int] | None = None) -> Tensor:
    table = np.full((len(rows), width), fill)
    for i, row in enumerate(rows):
        cut = row[: counts[i] if counts else width]
        table[i, : len(cut)] = cut
    return torch.from_numpy(table)


def batches(windows: list[list[Unit]], chance: random.Random, pieces: int) -> list[list[list[Unit]]]:
    """Windows of like length together, no more than so many pieces, in an order of chance."""
    keyed = [(sum(len(u.words.ids) for u in w) + chance.uniform(0, 12), w) for w in windows]
    keyed.sort(key=lambda k: k[0])
    made: list[list[list[Unit]]] = []
    group: list[list[Unit]] = []
    for length, window in keyed:
        if group and (len(group) + 1) * (length + 2) > pieces:
            made.append(group)
            group = []
        group.append(window)
    chance.shuffle(made)
    return [*made, group] if group else made
