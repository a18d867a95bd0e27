"""Make the layers of a trained network narrower: the inner units that matter least to its losses are left out.

The worth of a unit is the first-order change of the loss without it, |activation x gradient| summed over batches
(Molchanov et al., Pruning convolutional neural networks for resource efficient inference, 2017).
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice

import torch
from torch import Tensor, nn

from train.fit import Stream, losses
from train.network import Layer, Network, narrow
from train.teaching import say
from train.windows import Batch


def narrowed(
    network: Network, stream: Stream, device: torch.device, *, inner: int, attention: int, count: int = 40
) -> Network:
    """The network with `inner` units and `attention` heads in each layer, judged by `count` batches of a stream."""
    layers = [layer for layer in network.layers if isinstance(layer, Layer)]
    batches = (b.to(device) for b in islice(stream.from_step(0), count))
    worth = _worth(network.to(device), [p for layer in layers for p in (layer.down, layer.out)], batches)
    for layer, units, places in zip(layers, worth[::2], worth[1::2], strict=True):
        narrow(layer, _best(units, inner), _best(places.view(-1, layer.size).sum(1), attention))
    network.shape = replace(network.shape, inner=inner, attention=attention)
    return network


def _best(worth: Tensor, count: int) -> Tensor:
    return worth.topk(count).indices.sort().values


def _worth(network: Network, products: list[nn.Linear], batches: Iterable[Batch]) -> list[Tensor]:
    """What the inputs of each product are worth."""
    inputs: dict[int, Tensor] = {}

    def keep(number: int) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def hook(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            given[0].retain_grad()
            inputs[number] = given[0]

        return hook

    hooks = [product.register_forward_pre_hook(keep(i)) for i, product in enumerate(products)]
    worth = [torch.zeros(product.in_features, device=product.weight.device) for product in products]
    network.eval()
    for batch in batches:
        network.zero_grad()
        torch.stack([*losses(network, batch, say(network, batch), {}).values()]).sum().backward()
        for i, seen in inputs.items():
            if seen.grad is not None:
                worth[i] += (seen.detach() * seen.grad).sum(1).abs().sum(0)
    for hook in hooks:
        hook.remove()
    return worth
