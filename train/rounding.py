"""Products as the shipped model computes them: weights in 7 bits a column, what they are multiplied with in 8 a window.

The gradient goes by as if nothing were rounded (Bengio, Léonard and Courville, Estimating or propagating gradients
through stochastic neurons, 2013), so that a network learns weights that lose little when they are made small.
"""

import torch.nn.functional as F
from torch import Tensor, nn


class Product(nn.Linear):
    """A linear layer that can be told to round."""

    rounds = False

    def forward(self, given: Tensor) -> Tensor:
        """The product and its offset."""
        if not self.rounds:
            return super().forward(given)
        return F.linear(window(given), columns(self.weight, 1), self.bias)


def window(given: Tensor) -> Tensor:
    """Each window (the first dimension) in 256 steps from its least number, or nought, to its greatest."""
    plain = given.float()
    rest = tuple(range(1, plain.dim()))
    low = plain.amin(rest, keepdim=True).clamp(max=0)
    step = (plain.amax(rest, keepdim=True).clamp(min=0) - low).clamp(min=1e-8) / 255
    zero = (-low / step).round()
    rounded = ((plain / step).round() + zero).clamp(0, 255) - zero
    return plain + (rounded * step - plain).detach()


def columns(weight: Tensor, side: int) -> Tensor:
    """Weights in 64 steps either way of nought for each output; `side` is the dimension of the inputs."""
    step = weight.abs().amax(side, keepdim=True).clamp(min=1e-8) / 64
    return weight + ((weight / step).round() * step - weight).detach()
