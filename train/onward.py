"""`python -m train.onward`: the shipped tagger is taught on by two large networks that learn from all labels at once.

Trees and names of texts that have none come from the shipped model. Two pupils begin from it and differ in what
attributions weigh; the files that the package ships are the mean of both and, for a fifth, of the model that they began
from (Wortsman and others, Model soups: averaging weights of multiple fine-tuned models, 2022). On a graphics card this
takes a quarter of an hour (`--device cuda`).
"""

import copy
from collections.abc import Sequence
from dataclasses import replace

import torch

from communique.extract.tagger import MODELS
from train import shipped
from train.card import write_card
from train.export import export
from train.fit import Plan
from train.items import claim_documents, plain_texts, word_corpora
from train.network import Network
from train.outstanding import SOME, parted
from train.parsed import name, parse
from train.published import minilm
from train.tagger import ALL, LABELLED, SHORTER, WEIGHTS, Workshop, arguments
from train.teaching import Teachers

KEPT = 0.2
"""The share of the model that the pupils began from in what is shipped."""
ATTRIBUTIONS = ({"attribution": 2.5}, {"attribution": 4.0, "speaking": 2.0, "said": 2.0})
"""What attributions weigh for each pupil."""


def taught(shop: Workshop, before: Network, steps: int) -> Network:
    """What the pupils of two large networks have learned, with the network that they began from."""
    reader = copy.deepcopy(before).to(shop.device)  # who is asked learns no more
    for fill in (parse, name):
        fill(shop.units, (t for of in shop.texts.values() for t in of), [reader])
    teachers = Teachers([_teacher(shop, seed) for seed in (1, 2)])
    shares = ALL | {"polnear": 0.34, "claims": 0.3, "plain": 0.12}
    plan = Plan(steps, shares, 16384, encoder_rate=3.5e-4, head_rate=1.4e-3, hard=0.4, limits=SHORTER, rounded=0.3)
    pupils = []
    for seed, weights in enumerate(ATTRIBUTIONS, 1):
        pupil = copy.deepcopy(before)
        for chain, scores in teachers.steps().items():
            pupil.steps[chain].data.copy_(scores)
        its = replace(plan, weights=WEIGHTS | {"names": 2.5} | weights, seed=100 + seed)
        pupils.append(shop.trained(pupil, its, f"onward-{seed}", teachers).cpu())
    return mean([*pupils, before], [*((1 - KEPT) / len(pupils) for _ in pupils), KEPT])


def _teacher(shop: Workshop, seed: int) -> Network:
    weights = WEIGHTS | {"attribution": 1.5}
    shares = LABELLED | {"claims": 0.35, "plain": 0.0}
    plan = Plan(1700, shares, weights=weights, encoder_rate=6e-5, head_rate=1e-3, seed=10 + seed, hidden=0.08)
    return shop.trained(shop.large(seed), plan, f"large-{seed}")


def mean(networks: Sequence[Network], shares: Sequence[float]) -> Network:
    """The network whose weights are the mean of others of its shape."""
    whole = copy.deepcopy(networks[-1])
    states = [n.state_dict() for n in networks]
    whole.load_state_dict({k: sum(share * s[k] for s, share in zip(states, shares, strict=True)) for k in states[0]})
    return whole


def main() -> None:
    """Train, then write the files that the package ships."""
    asked = arguments(__doc__)
    asked.add_argument("--steps", type=int, default=3200, help="of each pupil")
    said = asked.parse_args()
    torch.set_float32_matmul_precision("high")
    items = word_corpora() | {"claims": claim_documents(held=False), "plain": plain_texts()}
    before = shipped.load(MODELS)
    shop = Workshop(before.shape, items, said.work, said.device, said.workers)
    network = parted(taught(shop, before, said.steps), shop.units, shop.texts["claims"][:SOME])
    export(network, said.out, minilm() / "tokenizer.json")
    write_card(said.out, len(items["claims"]))


if __name__ == "__main__":
    main()
