"""Parts of speech and trees for texts that have none, by networks that learned from corpora of words alone.

Where a text has other labels alone, nothing holds its trees in place while these are learned: they come apart, though
those of the treebanks get better.
"""

import random
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from train.network import Network
from train.teaching import Teachers
from train.windows import Batch, Unit, Units, batches

PIECES = 16384

Row = tuple[list[int], list[int], list[int]]


@torch.no_grad()
def parse(units: Units, texts: Iterable[Sequence[Unit]], networks: Sequence[Network]) -> None:
    """Fill parts of speech, heads and relations of the sentences that lack them."""
    teachers = Teachers(networks)
    lacking = [text for text in texts if any(u.heads is None for u in text)]
    windows = [*units.windows(lacking, random.Random(1))]
    for group in batches(windows, random.Random(1), PIECES):
        batch = units.batch(group)
        for window, row in zip(group, _rows(units, batch, teachers), strict=True):
            _fill(window, row)


def _rows(units: Units, batch: Batch, teachers: Teachers) -> Iterator[Row]:
    """Of each window the parts of speech, the heads (past the last word: the root) and the relations of its words."""
    told = teachers.say(batch.to(next(teachers.networks[0].parameters()).device))
    parts = told.parts[:, :, [*units.labels].index("upos")].argmax(-1)
    heads, relations = told.heads, told.relations.argmax(-1)
    for row, count in enumerate(batch.words.sum(1).tolist()):
        yield _numbers(parts[row, :count]), _numbers(heads[row]), _numbers(relations[row])


def _numbers(row: Tensor) -> list[int]:
    return row.tolist()


def _fill(window: Sequence[Unit], row: Row) -> None:
    parts, heads, relations = row
    at, start, root = 0, window[0].offset, len(heads)
    for unit in window:
        here = slice(at, at + len(unit.words.firsts))
        if here.stop > len(parts):
            return
        if unit.heads is None:
            unit.layers.setdefault("upos", np.array(parts[here], np.int16))
            unit.heads = np.array([h + start if h < root else -1 for h in heads[here]], np.int32)
            unit.relations = np.array(relations[here], np.int16)
        at = here.stop
