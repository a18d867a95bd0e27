"""The shipped model: its files, and the scores that it gives for one window; law: a window's scores hang on it alone.

Windows are run one by one: the activations of a quantised model are scaled by all that is in a batch.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from communique.extract.neural.paths import Chain, Head, Scores, steps_allowed
from communique.extract.neural.pieces import Vocabulary, Window

SLOW = "SkipLayerNormFusion"
"""What onnxruntime would fuse and then computes more slowly: without it, a window takes a sixth less time."""


@dataclass(frozen=True, slots=True)
class Output:
    """Scores for the words of a window: flat ones by head, arcs, the two sides of relations, links by channel.

    `relations` are the best for heads that are the best one by one, be they a tree or not.
    """

    flat: Scores
    arcs: Scores
    relations: NDArray[np.int64]
    below: Scores
    above: Scores
    links: Scores


class Network:
    """The model of a folder: `tagger.onnx`, `tagger.npz`, `tagger.json`, `pieces.json`."""

    def __init__(self, folder: Path, file: str = "tagger.onnx") -> None:
        card: dict[str, Any] = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))
        arrays = np.load(folder / "tagger.npz")
        self.vocabulary = Vocabulary(folder / "pieces.json")
        self.relations: tuple[str, ...] = tuple(card["relations"])
        self.links: tuple[str, ...] = tuple(card["links"])
        self.chains: frozenset[str] = frozenset(card["chains"])
        self.heads: dict[str, Head] = {}
        for name, (start, labels) in card["heads"].items():
            steps = steps_allowed(labels)
            if f"steps/{name}" in arrays:
                steps = steps + arrays[f"steps/{name}"].astype(np.float32)
            self.heads[name] = Head(Chain.of(labels, steps), slice(start, start + len(labels)))
        self._relation = arrays["relation"].astype(np.float32)
        self._root = arrays["root"].astype(np.float32)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("optimization.disable_specified_optimizers", SLOW)
        self._session = onnxruntime.InferenceSession(str(folder / file), options, providers=["CPUExecutionProvider"])

    def scores(self, window: Window) -> Output:
        """What the model says of a window."""
        fed = {
            "ids": np.array([window.ids], np.int64),
            "shapes": np.array([window.shapes], np.int64),
            "firsts": np.array(window.firsts, np.int64),
            "sentences": np.array(window.sentences, np.int64),
        }
        return Output(*self._session.run(None, fed))

    def relation(self, below: Scores, above: Scores | None) -> int:
        """The best relation of one word to its head, given their two sides; no head is the root."""
        left, right = np.append(below, 1), np.append(self._root if above is None else above, 1)
        return int((left @ self._relation.reshape(len(left), -1)).reshape(-1, len(right)).dot(right).argmax())
