"""Parts of speech, trees and names for texts that have none, by networks that know them.

Where a text has other labels alone, nothing holds these in place while the others are learned: they come apart, though
those of the treebanks get better.
"""

import random
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from communique.extract.neural.paths import Board, Chain, Head, Scores, cuts, steps_allowed
from train.network import Network
from train.teaching import Taught, Teachers
from train.windows import Batch, Unit, Units, batches

PIECES = 16384

Row = tuple[list[int], list[int], list[int]]


@torch.no_grad()
def parse(units: Units, texts: Iterable[Sequence[Unit]], networks: Sequence[Network]) -> None:
    """Fill parts of speech, heads and relations of the sentences that lack them."""
    teachers = Teachers(networks)
    for window, batch, told, row in _said(units, [t for t in texts if any(u.heads is None for u in t)], teachers):
        _fill(window, _rows(units, batch, told, row))


@torch.no_grad()
def name(units: Units, texts: Iterable[Sequence[Unit]], networks: Sequence[Network]) -> None:
    """Fill the names of the sentences that lack them."""
    teachers = Teachers(networks)
    labels = networks[0].shape.chains["names"]
    chain = Chain.of(labels, steps_allowed(labels) + teachers.steps()["names"].cpu().numpy())
    at = [*units.labels].index("names")
    for window, batch, told, row in _said(units, [t for t in texts if any(map(_nameless, t))], teachers):
        scores = told.parts[row, : int(batch.words[row].sum()), at, : len(labels)].log().cpu().numpy()
        _fill_names(window, scores, chain)


def _nameless(unit: Unit) -> bool:
    return "names" not in unit.layers or bool((unit.layers["names"] < 0).all())


def _said(
    units: Units, texts: Sequence[Sequence[Unit]], teachers: Teachers
) -> Iterator[tuple[list[Unit], Batch, Taught, int]]:
    """Each window of texts with its batch, what the teachers say of that, and the window's row there."""
    device = next(teachers.networks[0].parameters()).device
    windows = [*units.windows(texts, random.Random(1))]
    for group in batches(windows, random.Random(1), PIECES):
        batch = units.batch(group)
        told = teachers.say(batch.to(device))
        for row, window in enumerate(group):
            yield window, batch, told, row


def _rows(units: Units, batch: Batch, told: Taught, row: int) -> Row:
    """The parts of speech, the heads (past the last word: the root) and the relations of a window's words."""
    parts = told.parts[row, : int(batch.words[row].sum()), [*units.labels].index("upos")].argmax(-1)
    return _numbers(parts), _numbers(told.heads[row]), _numbers(told.relations[row].argmax(-1))


def _numbers(row: Tensor) -> list[int]:
    return row.tolist()


def _fill(window: Sequence[Unit], row: Row) -> None:
    parts, heads, relations = row
    start, root = window[0].offset, len(heads)
    for unit, here in _places(window, len(parts)):
        if unit.heads is None:
            unit.layers.setdefault("upos", np.array(parts[here], np.int16))
            unit.heads = np.array([h + start if h < root else -1 for h in heads[here]], np.int32)
            unit.relations = np.array(relations[here], np.int16)


def _fill_names(window: Sequence[Unit], scores: Scores, chain: Chain) -> None:
    places = [*_places(window, len(scores))]
    board = Board.of({"names": Head(chain, slice(0, len(chain.labels)))}, ["names"])
    path = np.zeros(len(scores), np.int16)
    for run in board.runs(scores, cuts(len(scores), [here.start for _, here in places]))["names"]:
        path[run.start : run.end] = chain.labels.index(f"I-{run.label}")
        path[run.start] = chain.labels.index(f"B-{run.label}")
    for unit, here in places:
        if _nameless(unit):
            unit.layers["names"] = path[here]


def _places(window: Sequence[Unit], count: int) -> Iterator[tuple[Unit, slice]]:
    """Where the words of each sentence stand in a window of which so many words were read."""
    at = 0
    for unit in window:
        here = slice(at, at + len(unit.words.firsts))
        if here.stop > count:
            return
        yield unit, here
        at = here.stop
