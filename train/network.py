"""The network: a short MiniLM with word shapes; linear, chain, tree and link heads over the first pieces of words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from communique.extract.neural.pieces import LOOKS
from train.rounding import Product, columns, window

ATTENTION_HEADS = 12
PIECES, PLACES = 30522, 512
FAR = -1e4


@dataclass(frozen=True)
class Shape:
    """What a network is made of; `classes` and `chains` map a head's name to its labels.

    With `buckets`, words attend to each other by their distance as well, as in MPNet. `attention` counts the heads of
    attention, each a twelfth of `width` wide.
    """

    layers: int
    classes: dict[str, list[str]]
    chains: dict[str, list[str]]
    relations: list[str]
    links: list[str]
    looks: int = LOOKS
    width: int = 384
    attention: int = ATTENTION_HEADS
    inner: int = 1536
    buckets: int = 0
    eps: float = 1e-12
    arc: int = 128
    relation: int = 64
    link: int = 48


class Layer(nn.Module):
    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        width, inner = shape.width, shape.inner
        self.size = width // ATTENTION_HEADS
        self.qkv = Product(width, 3 * shape.attention * self.size)
        self.out = Product(shape.attention * self.size, width)
        self.up = Product(width, inner)
        self.down = Product(inner, width)
        self.norm1 = nn.LayerNorm(width, eps=shape.eps)
        self.norm2 = nn.LayerNorm(width, eps=shape.eps)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        heads = self.out.in_features // self.size
        q, k, v = self.qkv(x).view(batch, length, 3, heads, self.size).permute(2, 0, 3, 1, 4)
        mask = None if mask is None else mask.to(q.dtype)
        attended = _by_products if self.training and x.device.type == "cpu" else F.scaled_dot_product_attention
        seen = attended(q, k, v, mask)
        seen = seen.transpose(1, 2).reshape(batch, length, heads * self.size)
        x = self.norm1(x + self.dropout(self.out(seen)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


def _by_products(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
    """Attention by plain products: without a graphics card, networks learn faster so."""
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
    return (scores if mask is None else scores + mask).softmax(-1, dtype=v.dtype) @ v


class Network(nn.Module):
    """Scores of all heads; embeddings of pieces, positions and distances stay as they were published."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.pieces = nn.Embedding(PIECES, shape.width)
        self.positions = nn.Embedding(PLACES, shape.width)
        self.shapes = nn.Embedding(shape.looks, shape.width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(shape.width, eps=shape.eps)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.distances = nn.Embedding(shape.buckets, ATTENTION_HEADS) if shape.buckets else None
        self.dropout = nn.Dropout(dropout)
        sizes = [len(v) for v in (*shape.classes.values(), *shape.chains.values())]
        self.register_buffer("_spread", spread(sizes), persistent=False)
        self.flat = nn.Linear(shape.width, sum(sizes))
        self.steps = nn.ParameterDict({n: nn.Parameter(torch.zeros(len(c), len(c))) for n, c in shape.chains.items()})
        arc, relation, count = shape.arc, shape.relation, len(shape.links)
        self.pair = Product(shape.width, 2 * arc + 2 * relation + 2 * shape.link * count)
        self.arc = nn.Parameter(torch.empty(arc, arc))
        self.arc_head = nn.Parameter(torch.zeros(arc))
        self.root = nn.Parameter(torch.zeros(arc))
        self.relation = nn.Parameter(torch.empty(relation + 1, len(shape.relations), relation + 1))
        self.root_relation = nn.Parameter(torch.zeros(relation))
        self.none = nn.Parameter(torch.zeros(count, shape.link))
        for weight in (self.arc, self.relation, self.root):
            nn.init.normal_(weight, std=0.05)
        for frozen in (self.pieces, self.positions):
            frozen.weight.requires_grad_(False)

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor | None) -> Tensor:
        """The encoded pieces; `mask` is true where pieces may be looked at."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.pieces(ids) + self.positions(places) + self.shapes(shapes)))
        if mask is not None:
            mask = torch.zeros(mask.shape, device=ids.device).masked_fill(~mask, FAR)
        if self.distances is not None:
            nearness = self.distances(buckets(places[None, :] - places[:, None], self.distances.num_embeddings))
            mask = nearness.permute(2, 0, 1) if mask is None else nearness.permute(2, 0, 1) + mask
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def keep(self, layers: Sequence[int]) -> None:
        """Leave the layers of these numbers."""
        self.layers = nn.ModuleList(self.layers[i] for i in layers)
        self.shape = replace(self.shape, layers=len(layers))

    def heads(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Flat scores, arc scores (last column: root), the two sides of relations, link scores (last column: none)."""
        batch, length, _ = words.shape
        words = self.dropout(words)
        shape, count = self.shape, len(self.shape.links)
        sizes = [s for s in (shape.arc, shape.relation, shape.link * count) for _ in "ab"]
        sides = self.dropout(F.gelu(self.pair(words)))
        dep, head, below, above, near, far = sides.split(sizes, dim=-1)
        head = torch.cat([head, self.root.expand(batch, 1, shape.arc)], 1)
        arcs = (self._times(dep, self.arc) + self.arc_head) @ head.transpose(1, 2)
        near = near.view(batch, length, count, shape.link).transpose(1, 2)
        far = far.view(batch, length, count, shape.link).transpose(1, 2)
        far = torch.cat([far, self.none[None, :, None, :].expand(batch, count, 1, shape.link)], 2)
        links = near @ far.transpose(2, 3) / shape.link**0.5
        return self.flat(words), arcs, below, above, links

    def relate(self, below: Tensor, above: Tensor) -> Tensor:
        """Relation scores of dependents and their heads, row by row."""
        one = torch.ones_like(below[..., :1])
        left = torch.cat([below, one], -1)
        right = torch.cat([above, one], -1)
        mixed = self._times(left, self.relation.flatten(1))
        mixed = mixed.view(*left.shape[:-1], len(self.shape.relations), left.shape[-1])
        return (mixed @ right.unsqueeze(-1)).squeeze(-1)

    def _times(self, given: Tensor, weight: Tensor) -> Tensor:
        return window(given) @ columns(weight, 0) if self.pair.rounds else given @ weight

    def round(self, rounds: bool = True) -> None:
        """Compute from now on as the shipped model does, or exactly."""
        for module in self.modules():
            if isinstance(module, Product):
                module.rounds = rounds

    def parts(self) -> dict[str, slice]:
        """Where each head's scores stand among the flat ones."""
        found, at = {}, 0
        for name, labels in (*self.shape.classes.items(), *self.shape.chains.items()):
            found[name] = slice(at, at + len(labels))
            at += len(labels)
        return found

    def by_part(self, flat: Tensor) -> Tensor:
        """Flat scores as a row for each part, in the order of `parts`; what a part lacks is far away."""
        rows = F.pad(flat, (0, 1), value=FAR).index_select(-1, self._spread.flatten())
        return rows.unflatten(-1, self._spread.shape)

    def chain_steps(self) -> Tensor:
        """The scores of steps of all chains, as wide as the widest."""
        widest = max(len(c) for c in self.shape.chains.values())
        return torch.stack([F.pad(s, (0, widest - len(s)) * 2) for s in self.steps.values()])


def spread(sizes: Sequence[int]) -> Tensor:
    """Where the labels of parts of these sizes stand in a row of all, one part a row; past a part's end the last."""
    starts = [0, *accumulate(sizes)]
    return torch.tensor([[a + i if a + i < b else starts[-1] for i in range(max(sizes))] for a, b in pairwise(starts)])


def buckets(distances: Tensor, count: int) -> Tensor:
    """The bucket of each distance: half of them for either side, near ones alone, far ones by logarithm (as in T5)."""
    half, near, most = count // 2, count // 4, 128
    side = (distances > 0).long() * half
    size = distances.abs()
    far = near + ((size.clamp(min=1) / near).log() / math.log(most / near) * (half - near)).long()
    return side + torch.where(size < near, size, far.clamp(max=half - 1))


def load_minilm(network: Network, path: Path) -> None:
    """Fill embeddings and layers with a published MiniLM's or BERT's."""
    had = {k.removeprefix("bert."): v.float() for k, v in load_file(path).items()}
    network.pieces.weight.data.copy_(had["embeddings.word_embeddings.weight"])
    places = had["embeddings.position_embeddings.weight"] + had["embeddings.token_type_embeddings.weight"][0]
    network.positions.weight.data.copy_(places)
    attention = ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense")
    _load_layers(network, had, (*attention, "attention.output.LayerNorm"))


def load_mpnet(network: Network, path: Path) -> None:
    """Fill embeddings and layers with a published MPNet's: its wordpieces are BERT's, but four later and with marks
    of its own."""
    had = {k.removeprefix("mpnet."): v.float() for k, v in load_file(path).items()}
    table = had["embeddings.word_embeddings.weight"]
    pieces = table[4 : PIECES + 4].clone()
    for mine, theirs in {0: 1, 100: 3, 101: 0, 102: 2, 103: len(table) - 1}.items():
        pieces[mine] = table[theirs]
    network.pieces.weight.data.copy_(pieces)
    network.positions.weight.data.copy_(had["embeddings.position_embeddings.weight"][2 : PLACES + 2])
    assert network.distances is not None
    network.distances.weight.data.copy_(had["encoder.relative_attention_bias.weight"])
    network.distances.weight.requires_grad_(False)
    _load_layers(network, had, (*(f"attention.attn.{n}" for n in "qkvo"), "attention.LayerNorm"))


def _load_layers(network: Network, had: dict[str, Tensor], attention: tuple[str, ...]) -> None:
    *qkv, out, norm = attention
    for kind in ("weight", "bias"):
        getattr(network.norm, kind).data.copy_(had[f"embeddings.LayerNorm.{kind}"])
        for i, layer in enumerate(network.layers):
            of = f"encoder.layer.{i}"
            layer.qkv.get_parameter(kind).data.copy_(torch.cat([had[f"{of}.{n}.{kind}"] for n in qkv]))
            for mine, theirs in (
                (layer.out, out),
                (layer.norm1, norm),
                (layer.up, "intermediate.dense"),
                (layer.down, "output.dense"),
                (layer.norm2, "output.LayerNorm"),
            ):
                mine.get_parameter(kind).data.copy_(had[f"{of}.{theirs}.{kind}"])


def chain_loss(scores: Tensor, steps: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
    """Minus the log probability of each sequence that has labels, nought for others.

    `steps` holds a table for each sequence or one for all; `tags` is 0 where `mask` is false.
    """
    said = scores.gather(2, tags.unsqueeze(2)).squeeze(2) * mask
    rows = torch.arange(len(tags), device=tags.device)[:, None]
    moved = steps.expand(len(tags), -1, -1)[rows, tags[:, :-1], tags[:, 1:]] * mask[:, 1:]
    gold = said.sum(1) + moved.sum(1)
    still = torch.full_like(steps[0], FAR).fill_diagonal_(0)
    later = F.pad(mask[:, 1:], (1, 0))[:, :, None, None]
    moves = torch.where(later, steps[:, None] + scores[:, :, None, :], still)
    total = torch.logsumexp(scores[:, 0, :, None] + _product(moves, still), (1, 2))
    return (total - gold) * mask[:, 0]


def _product(moves: Tensor, still: Tensor) -> Tensor:
    """The product of a sequence's moves where plus stands for times and logsumexp for plus, by halves."""
    while moves.shape[1] != 1:
        if moves.shape[1] % 2:
            moves = torch.cat([moves, still.expand(len(moves), 1, *still.shape)], 1)
        moves = torch.logsumexp(moves[:, 0::2, :, :, None] + moves[:, 1::2, None, :, :], 3)
    return moves[:, 0]


def narrow(layer: Layer, units: Tensor, heads: Tensor) -> None:
    """Leave these inner units and these heads of attention of a layer."""
    rows = (heads[:, None] * layer.size + torch.arange(layer.size, device=heads.device)).flatten()
    third = layer.out.in_features
    layer.qkv = _kept(layer.qkv, torch.cat([rows + i * third for i in range(3)]))
    layer.out = _kept(layer.out, rows, 1)
    layer.up, layer.down = _kept(layer.up, units), _kept(layer.down, units, 1)


def _kept(old: Product, which: Tensor, side: int = 0) -> Product:
    """The same with some of its outputs, or on side 1 of its inputs."""
    weight = old.weight.data.index_select(side, which)
    new = Product(weight.shape[1], weight.shape[0])
    new.weight.data = weight
    new.bias.data = old.bias.data if side else old.bias.data[which]
    return new
