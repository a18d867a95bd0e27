"""Inputs of a product that stand out: numbers so large that the 256 steps of 8 bits leave few for all others.

A few channels are large in all texts, so they are known beforehand. They are multiplied in float, beside the rest in
8 bits (Dettmers, Lewis, Belkada and Zettlemoyer, LLM.int8(), 2022).
"""

import copy
import random
from collections.abc import Iterable, Sequence
from functools import partial

import torch
from torch import Tensor, nn

from communique.extract.neural.pieces import MAX_PIECES
from train.network import Network
from train.rounding import Product
from train.windows import Unit, Units

FEW = 8
"""How many inputs of a product stay in float."""
OUT = 1.5
"""They do where the largest of them is by so much larger than the next after them."""
SOME = 200
"""Of so many texts they are told."""


class Parted(Product):
    """A product whose outstanding inputs, `few`, are multiplied by themselves."""

    def __init__(self, product: Product, few: Tensor) -> None:
        super().__init__(product.in_features, product.out_features)
        self.load_state_dict(product.state_dict())
        self.register_buffer("few", few)
        self.register_buffer("apart", product.weight.detach()[:, few].T.contiguous())
        self.register_buffer("others", torch.ones(product.in_features).index_fill(0, few, 0))

    def forward(self, given: Tensor) -> Tensor:
        """The product and its offset."""
        return super().forward(given * self.others) + given[..., self.few] @ self.apart


def parted(network: Network, units: Units, texts: Iterable[Sequence[Unit]]) -> Network:
    """A copy whose products multiply by themselves what is largest in some texts."""
    network = copy.deepcopy(network).eval()
    network.round(False)
    products = {n: m for n, m in network.named_modules() if isinstance(m, Product)}
    most = {name: torch.zeros(product.in_features) for name, product in products.items()}
    hooks = [p.register_forward_pre_hook(partial(_raise, most[name])) for name, p in products.items()]
    with torch.no_grad():
        for window in units.windows([*texts], random.Random(0), (MAX_PIECES,)):
            batch = units.batch([window])
            network.heads(network.encode(batch.ids, batch.shapes, None)[:, batch.firsts[0]])
    for hook in hooks:
        hook.remove()
    for name, product in products.items():
        place, _, last = name.rpartition(".")
        values, inputs = most[name].topk(FEW + 1)
        if values[0] > OUT * values[FEW]:
            setattr(network.get_submodule(place), last, Parted(product, inputs[:FEW].sort().values))
    return network


def _raise(most: Tensor, product: nn.Module, given: tuple[Tensor, ...]) -> None:
    torch.maximum(most, given[0].detach().abs().flatten(0, -2).amax(0), out=most)
