"""One more layer on top of a trained network, which at first changes next to nothing of what it says.

Attention and inner units are those that the published encoder has at this height; what they give is left out, and the
norms keep the mean and spread of what they are given (after Gong and others, Efficient training of BERT by
progressively stacking, ICML 2019).
"""

import copy
from dataclasses import replace
from pathlib import Path

import torch
from safetensors.torch import load_file

from train.network import Layer, Network


def grown(network: Network, published: Path) -> Network:
    """The network with a layer more, from the weights in the file of the published encoder."""
    had = {k.removeprefix("bert."): v.float() for k, v in load_file(published).items()}
    of, chance = f"encoder.layer.{network.shape.layers}", torch.Generator().manual_seed(1)
    top = copy.deepcopy(network.layers[-1])
    assert isinstance(top, Layer)
    for kind in ("weight", "bias"):
        parts = [had[f"{of}.attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
        top.qkv.get_parameter(kind).data.copy_(torch.cat(parts))
    units = had[f"{of}.intermediate.dense.weight"]
    largest = units.norm(dim=1).topk(network.shape.inner).indices
    top.up.weight.data.copy_(units[largest])
    top.up.bias.data.copy_(had[f"{of}.intermediate.dense.bias"][largest])
    for product in (top.out, top.down):
        product.weight.data.normal_(std=1e-4, generator=chance)
        product.bias.data.zero_()
    network.eval()
    with torch.no_grad():
        pieces = torch.randint(1000, 20_000, (8, 64), generator=chance)
        given = network.encode(pieces, torch.zeros_like(pieces), None)
    for norm in (top.norm1, top.norm2):
        norm.weight.data.fill_(given.std(-1, unbiased=False).mean())
        norm.bias.data.fill_(given.mean())
    network.layers.append(top)
    network.shape = replace(network.shape, layers=network.shape.layers + 1)
    return network
