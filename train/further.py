"""`python -m train.further`: the shipped tagger learns on, from all labels and from itself, without a graphics card.

For new documents with claims, or labels that it should weigh more: what it said before keeps the rest as it is.
"""

import copy
import json
from dataclasses import replace

import torch

from communique.extract.neural.pieces import Vocabulary
from communique.extract.tagger import MODELS
from train import shipped
from train.card import write_card
from train.export import export
from train.fit import Plan, Stream, load_mean, train
from train.growing import grown
from train.items import claim_documents, plain_texts, word_corpora
from train.outstanding import SOME, parted
from train.published import minilm
from train.tagger import ALL, SHORTER, WEIGHTS, arguments
from train.teaching import Teachers
from train.windows import Units

SHARES = ALL | {"claims": 0.42, "plain": 0.08, "polnear": 0.24}
NEARER = WEIGHTS | {"names": 2.5}


def main() -> None:
    """Train, then write the files that the package ships."""
    asked = arguments(__doc__)
    asked.add_argument("--steps", type=int, default=850)
    asked.add_argument("--pieces", type=int, default=4096, help="wordpieces of a batch")
    asked.add_argument("--grow", action="store_true", help="put a layer on top first")
    asked.add_argument("--rate", type=float, default=1.5e-4, help="of the encoder")
    asked.add_argument("--quicker", type=float, default=4.0, help="how many times as fast heads learn")
    asked.add_argument(
        "--rounded", type=float, default=1.0, help="share of the steps with products as in the shipped model"
    )
    asked.add_argument("--hard", type=float, default=1.0, help="what labels count for beside what it said before")
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--weights", type=json.loads, default={}, help="of heads, as JSON")
    asked.add_argument("--shares", type=json.loads, default={}, help="of corpora, as JSON")
    said = asked.parse_args()
    said.work.mkdir(parents=True, exist_ok=True)
    network = shipped.load(MODELS)
    before = copy.deepcopy(network).to(said.device)
    if said.grow:
        network = grown(network, minilm() / "model.safetensors")
    items = word_corpora() | {"claims": claim_documents(held=False), "plain": plain_texts()}
    units = Units(network.shape, Vocabulary(minilm() / "tokenizer.json"))
    texts = {name: [u for u in map(units.of, of) if u] for name, of in items.items()}
    plan = Plan(said.steps, SHARES | said.shares, said.pieces, hard=said.hard, seed=said.seed, limits=SHORTER)
    plan = replace(plan, encoder_rate=said.rate, head_rate=said.quicker * said.rate)
    plan = replace(plan, weights=NEARER | said.weights, rounded=said.rounded)
    checkpoint = said.work / f"further-{said.seed}.pt"
    train(
        network,
        Stream(units, texts, plan),
        checkpoint,
        Teachers([before]),
        device=torch.device(said.device),
        workers=said.workers,
    )
    load_mean(network, checkpoint)
    network = parted(network, units, texts["claims"][:SOME])
    export(network, said.out, minilm() / "tokenizer.json")
    write_card(said.out, len(items["claims"]))


if __name__ == "__main__":
    main()
