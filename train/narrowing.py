"""Make the layers of a trained network narrower: the inner units that matter least to its losses are left out.

The worth of a unit is the first-order change of the loss without it, |activation x gradient| summed over batches
(Molchanov et al., Pruning convolutional neural networks for resource efficient inference, 2017).
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

import torch
from torch import Tensor, nn

from train.fit import Stream, losses
from train.network import Layer, Network, narrow


def narrowed(network: Network, stream: Stream, inner: int, count: int = 40) -> Network:
    """The network with `inner` units in each layer, judged by `count` batches of a stream."""
    layers = [layer for layer in network.layers if isinstance(layer, Layer)]
    for layer, worth in zip(layers, _worth(network, layers, islice(stream.from_step(0), count)), strict=True):
        narrow(layer, worth, inner)
    network.shape = replace(network.shape, inner=inner)
    return network


def _worth(network: Network, layers: list[Layer], batches: Iterable) -> list[Tensor]:
    inputs: dict[int, Tensor] = {}

    def keep(number: int) -> object:
        def hook(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            given[0].retain_grad()
            inputs[number] = given[0]

        return hook

    hooks = [layer.down.register_forward_pre_hook(keep(i)) for i, layer in enumerate(layers)]
    worth = [torch.zeros(layer.down.in_features) for layer in layers]
    network.eval()
    for batch in batches:
        found = losses(network, batch, {})
        network.zero_grad()
        sum(found.values(), torch.zeros(())).backward()
        for i, seen in inputs.items():
            worth[i] += (seen.detach() * seen.grad).sum(1).abs().sum(0)
    for hook in hooks:
        hook.remove()
    return worth
