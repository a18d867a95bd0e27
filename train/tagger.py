"""`python -m train.tagger`: trains the shipped tagger from `../shared` and `train/data`, and goes on where it stopped.

Large networks that have learned from corpora of words give trees to the texts that have none, then learn
from all labels; a small one learns from labels and from them, at last with products rounded as in the shipped model.
With `--device cuda` this takes minutes.
"""

import argparse
import copy
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from communique.extract.neural.pieces import Vocabulary
from communique.extract.tagger import MODELS
from train import claims, corpora
from train.card import write_card
from train.corpora import Item
from train.export import export
from train.fit import Plan, Stream, load_mean, train
from train.items import claim_documents, plain_texts, word_corpora
from train.narrowing import narrowed
from train.network import Network, Shape, load_minilm, load_mpnet
from train.outstanding import SOME, parted
from train.parsed import parse
from train.published import minilm, mpnet
from train.teaching import Teachers
from train.windows import LIMITS, Units

UPOS = [
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"),
    *("PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
]

WORDS = {"ewt": 0.46, "gum": 0.26, "polnear": 0.24, "crossner": 0.01, "re3d": 0.03}
LABELLED = {"ewt": 0.17, "gum": 0.1, "polnear": 0.34, "crossner": 0.02, "re3d": 0.03, "claims": 0.27, "plain": 0.07}
ALL = {"ewt": 0.14, "gum": 0.08, "polnear": 0.28, "crossner": 0.03, "re3d": 0.04, "claims": 0.24, "plain": 0.19}
SHORTER = (24, *LIMITS)
VALUES = ("meeting_status", "certainty", "act_stage", "programme_stage", "member_status")
WEIGHTS = {"news": 0.3, "names": 1.5, "crossner": 0.7, "re3d": 0.7, "speaking": 1.5, "said": 1.5}
WEIGHTS |= {"post": 3.0, "meeting": 3.0} | dict.fromkeys(("slot", "work", "membership", "links", *VALUES), 4.0)
"""Rare labels need weight."""


def shape(items: dict[str, list[Item]]) -> Shape:
    """The shape of a teacher: its labels are those of the corpora."""
    relations = sorted({r for name in ("ewt", "gum") for i in items[name] for r in i.deprels or ()})
    classes = {"upos": UPOS, "news": corpora.NEWS, "crossner": corpora.CROSSNER, "re3d": corpora.RE3D}
    chains = {"attribution": corpora.ATTRIBUTION, "names": corpora.UNER}
    return Shape(6, classes | claims.CLASSES, chains | claims.CHAINS, relations, claims.LINKS)


class Workshop:
    """Where networks are trained on the same texts; checkpoints stand in a folder."""

    def __init__(self, of: Shape, items: dict[str, list[Item]], folder: Path, device: str, workers: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.shape = of
        self.units = Units(self.shape, Vocabulary(minilm() / "tokenizer.json"))
        self.texts = {name: [u for u in map(self.units.of, of) if u] for name, of in items.items()}
        self.folder, self.device, self.workers = folder, torch.device(device), workers

    def trained(self, network: Network, plan: Plan, name: str, teachers: Teachers | None = None) -> Network:
        """The network, trained by a plan."""
        checkpoint = self.folder / f"{name}.pt"
        stream = Stream(self.units, self.texts, plan)
        train(network, stream, checkpoint, teachers, device=self.device, workers=self.workers)
        load_mean(network, checkpoint)
        return network

    def readers(self, seeds: Sequence[int]) -> list[Network]:
        """Large networks that know corpora of words; all texts get trees from them."""
        networks = [self._reader(seed) for seed in seeds]
        parse(self.units, (t for of in self.texts.values() for t in of), copy.deepcopy(networks))
        return networks

    def _reader(self, seed: int) -> Network:
        plan = Plan(500, WORDS, weights=WEIGHTS, encoder_rate=6e-5, head_rate=1e-3, seed=seed)
        return self.trained(self.large(seed), plan, f"reader-{seed}")

    def large(self, seed: int) -> Network:
        """A large network that has learned nothing yet but what was published."""
        torch.manual_seed(seed)
        wide = replace(self.shape, layers=12, width=768, inner=3072, attention=12, buckets=32, eps=1e-5)
        network = Network(wide, dropout=0.12)
        load_mpnet(network, mpnet(self.folder))
        return network

    def teacher(self, reader: Network, seed: int) -> Network:
        """A large network, trained on all labels."""
        plan = Plan(1500, LABELLED, weights=WEIGHTS, encoder_rate=6e-5, head_rate=1e-3, seed=10 + seed, hidden=0.08)
        return self.trained(reader.train(), plan, f"teacher-{seed}")

    def pupil(self, teachers: Teachers, layers: Sequence[int], inner: int, attention: int) -> Network:
        """A small network: trained on labels, made narrower, trained by the teachers."""
        torch.manual_seed(9)
        network = Network(self.shape, dropout=0.05)
        load_minilm(network, minilm() / "model.safetensors")
        labels = Plan(1400, LABELLED, weights=WEIGHTS, seed=9)
        network = self.trained(network, labels, "beginner")
        network.keep(layers)
        stream = Stream(self.units, self.texts, labels)
        narrowed(network, stream, self.device, inner=inner, attention=attention)
        for name, steps in teachers.steps().items():
            network.steps[name].data.copy_(steps)
        plan = Plan(10_000, ALL, 16384, encoder_rate=4.5e-4, head_rate=1.8e-3, weights=WEIGHTS, hard=0.3, seed=100)
        plan = replace(plan, limits=SHORTER, rounded=0.4)
        return self.trained(network, plan, "pupil", teachers)


def arguments(description: str | None) -> argparse.ArgumentParser:
    """What every command that trains may be told."""
    asked = argparse.ArgumentParser(description=description)
    asked.add_argument("--device", default="cpu")
    asked.add_argument("--workers", type=int, default=0, help="processes that make batches")
    asked.add_argument("--work", type=Path, default=Path("train/work"), help="where checkpoints stand")
    asked.add_argument("--out", type=Path, default=MODELS)
    return asked


def main() -> None:
    """The teachers, the one that they teach, then the files that the package ships."""
    asked = arguments(__doc__)
    asked.add_argument("--layers", type=int, nargs="+", default=(0, 1, 2, 3), help="which of six are kept")
    asked.add_argument("--inner", type=int, default=768, help="inner units of a layer")
    asked.add_argument("--attention", type=int, default=12, help="heads of attention of a layer")
    asked.add_argument("--teachers", type=int, default=2)
    said = asked.parse_args()
    torch.set_float32_matmul_precision("high")
    items = word_corpora() | {"claims": claim_documents(held=False), "plain": plain_texts()}
    shop = Workshop(shape(items), items, said.work, said.device, said.workers)
    seeds = range(1, said.teachers + 1)
    teachers = Teachers([shop.teacher(r, seed) for r, seed in zip(shop.readers(seeds), seeds, strict=True)])
    network = shop.pupil(teachers, said.layers, said.inner, said.attention)
    network = parted(network.cpu(), shop.units, shop.texts["claims"][:SOME])
    export(network, said.out, minilm() / "tokenizer.json")
    write_card(said.out, len(items["claims"]))


if __name__ == "__main__":
    main()
