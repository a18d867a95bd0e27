"""Sums of the weights of marks for many rows at once, with their gradient: what fitting weights spends its time on."""

from collections.abc import Sequence
from itertools import accumulate, chain
from typing import Any

import torch
from torch import Tensor


class _Product(torch.autograd.Function):
    """A sparse matrix times weights; the gradient is its transposed times what comes back."""

    @staticmethod
    def forward(ctx: Any, weights: Tensor, matrix: Tensor, transposed: Tensor) -> Tensor:
        """The product."""
        ctx.transposed = transposed
        return torch.mv(matrix, weights)

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, None, None]:
        """The gradient of the weights."""
        return torch.mv(ctx.transposed, grads[0]), None, None


class Rows:
    """Rows of marks by their numbers, of which there are `width`."""

    def __init__(self, rows: Sequence[Sequence[int]], width: int) -> None:
        starts = torch.tensor([0, *accumulate(len(row) for row in rows)])
        marks = torch.tensor(list(chain.from_iterable(rows)), dtype=torch.int64)
        self._matrix = torch.sparse_csr_tensor(starts, marks, torch.ones(len(marks)), (len(rows), width))
        self._transposed = self._matrix.to_sparse_coo().t().coalesce().to_sparse_csr()

    def sums(self, weights: Tensor) -> Tensor:
        """The sum of the weights of each row's marks."""
        found: Tensor = _Product.apply(weights, self._matrix, self._transposed)  # type: ignore[no-untyped-call]
        return found
