"""The network: a short MiniLM with word shapes; linear, chain, tree and link heads over the first pieces of words."""

from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from communique.extract.neural.pieces import LOOKS

WIDTH, ATTENTION_HEADS, INNER = 384, 12, 1536
ARC, RELATION, LINK = 192, 80, 64
FAR = -1e4


@dataclass(frozen=True)
class Shape:
    """What a network is made of; `classes` and `chains` map a head's name to its labels."""

    layers: int
    classes: dict[str, list[str]]
    chains: dict[str, list[str]]
    relations: list[str]
    links: list[str]
    looks: int = LOOKS
    inner: int = INNER


class Layer(nn.Module):
    def __init__(self, dropout: float, inner: int = INNER) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.up = nn.Linear(WIDTH, inner)
        self.down = nn.Linear(inner, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        size = WIDTH // ATTENTION_HEADS
        q, k, v = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, size).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.dropout(self.out(seen.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Network(nn.Module):
    """Scores of all heads; embeddings of pieces and positions stay as they were published."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.pieces = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(shape.looks, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout, shape.inner) for _ in range(shape.layers))
        self.dropout = nn.Dropout(dropout)
        sizes = [len(v) for v in (*shape.classes.values(), *shape.chains.values())]
        self.flat = nn.Linear(WIDTH, sum(sizes))
        self.steps = nn.ParameterDict({n: nn.Parameter(torch.zeros(len(c), len(c))) for n, c in shape.chains.items()})
        self.pair = nn.Linear(WIDTH, 2 * ARC + 2 * RELATION + 2 * LINK * max(len(shape.links), 1))
        self.arc = nn.Parameter(torch.empty(ARC, ARC))
        self.arc_head = nn.Parameter(torch.zeros(ARC))
        self.root = nn.Parameter(torch.zeros(ARC))
        self.relation = nn.Parameter(torch.empty(RELATION + 1, len(shape.relations), RELATION + 1))
        self.root_relation = nn.Parameter(torch.zeros(RELATION))
        self.none = nn.Parameter(torch.zeros(max(len(shape.links), 1), LINK))
        for weight in (self.arc, self.relation, self.root):
            nn.init.normal_(weight, std=0.05)
        for frozen in (self.pieces, self.positions):
            frozen.weight.requires_grad_(False)

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor | None) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.pieces(ids) + self.positions(places) + self.shapes(shapes)))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def heads(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Flat scores, arc scores (last column: root), the two sides of relations, link scores (last column: none)."""
        batch, length, _ = words.shape
        words = self.dropout(words)
        count = max(len(self.shape.links), 1)
        sizes = [ARC, ARC, RELATION, RELATION, LINK * count, LINK * count]
        sides = self.dropout(F.gelu(self.pair(words)))
        dep, head, below, above, near, far = sides.split(sizes, dim=-1)
        head = torch.cat([head, self.root.expand(batch, 1, ARC)], 1)
        arcs = (dep @ self.arc + self.arc_head) @ head.transpose(1, 2)
        near = near.view(batch, length, count, LINK).transpose(1, 2)
        far = far.view(batch, length, count, LINK).transpose(1, 2)
        far = torch.cat([far, self.none[None, :, None, :].expand(batch, count, 1, LINK)], 2)
        links = near @ far.transpose(2, 3) / LINK**0.5
        return self.flat(words), arcs, below, above, links

    def relate(self, below: Tensor, above: Tensor) -> Tensor:
        """Relation scores of dependents and their heads, row by row."""
        one = torch.ones_like(below[..., :1])
        left = torch.cat([below, one], -1)
        right = torch.cat([above, one], -1)
        mixed = (left @ self.relation.flatten(1)).view(*left.shape[:-1], len(self.shape.relations), RELATION + 1)
        return (mixed @ right.unsqueeze(-1)).squeeze(-1)

    def parts(self) -> dict[str, slice]:
        """Where each head's scores stand among the flat ones."""
        found, at = {}, 0
        for name, labels in (*self.shape.classes.items(), *self.shape.chains.items()):
            found[name] = slice(at, at + len(labels))
            at += len(labels)
        return found


def load_minilm(network: Network, path: Path) -> None:
    """Fill embeddings and layers with the published encoder's."""
    from safetensors.torch import load_file

    had = load_file(path)
    had = {k.removeprefix("bert."): v for k, v in had.items()}
    network.pieces.weight.data.copy_(had["embeddings.word_embeddings.weight"])
    places = had["embeddings.position_embeddings.weight"] + had["embeddings.token_type_embeddings.weight"][0]
    network.positions.weight.data.copy_(places)
    network.norm.weight.data.copy_(had["embeddings.LayerNorm.weight"])
    network.norm.bias.data.copy_(had["embeddings.LayerNorm.bias"])
    for i, layer in enumerate(network.layers):
        _load_layer(layer, {k.removeprefix(f"encoder.layer.{i}."): v for k, v in had.items()})


def _load_layer(layer: nn.Module, had: dict[str, Tensor]) -> None:
    for kind in ("weight", "bias"):
        qkv = [had[f"attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
        getattr(layer.qkv, kind).data.copy_(torch.cat(qkv))
        for mine, theirs in (
            ("out", "attention.output.dense"),
            ("norm1", "attention.output.LayerNorm"),
            ("up", "intermediate.dense"),
            ("down", "output.dense"),
            ("norm2", "output.LayerNorm"),
        ):
            getattr(getattr(layer, mine), kind).data.copy_(had[f"{theirs}.{kind}"])


def chain_loss(scores: Tensor, steps: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
    """Mean over words of minus the log probability of each sequence; `tags` is 0 where `mask` is false."""
    rows = torch.arange(scores.shape[0])
    said = scores.gather(2, tags.unsqueeze(2)).squeeze(2) * mask
    moved = steps[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]
    gold = said.sum(1) + moved.sum(1)
    alpha = scores[:, 0]
    alphas = [alpha]
    for t in range(1, scores.shape[1]):
        alpha = torch.logsumexp(alpha.unsqueeze(2) + steps, 1) + scores[:, t]
        alphas.append(alpha)
    last = mask.sum(1).clamp(min=1) - 1
    ends = torch.stack(alphas, 1)[rows, last]
    return (torch.logsumexp(ends, 1) - gold).sum() / mask.sum().clamp(min=1)


def narrow(layer: Layer, worth: Tensor, inner: int) -> None:
    """Leave the inner units of a layer that are worth most."""
    kept = worth.topk(inner).indices.sort().values
    up, down = layer.up, layer.down
    layer.up, layer.down = nn.Linear(WIDTH, inner), nn.Linear(inner, WIDTH)
    layer.up.weight.data.copy_(up.weight.data[kept])
    layer.up.bias.data.copy_(up.bias.data[kept])
    layer.down.weight.data.copy_(down.weight.data[:, kept])
    layer.down.bias.data.copy_(down.bias.data)


LIKE = {
    ("speaking", "source"): "source",
    ("speaking", "cue"): "cue",
    ("said", "content"): "content",
}
"""New labels that begin as PolNeAR's."""


def grow(old: Network, shape: Shape) -> Network:
    """A network of another shape that knows what an old one knows; new heads are new, or begin like an old one."""
    new = Network(shape)
    state, had = new.state_dict(), old.state_dict()
    for name, weights in had.items():
        if name in state and state[name].shape == weights.shape:
            state[name].copy_(weights)
    kept = 2 * ARC + 2 * RELATION
    for kind in ("weight", "bias"):
        state[f"pair.{kind}"][:kept] = had[f"pair.{kind}"][:kept]
        mine, theirs = new.parts(), old.parts()
        for name, part in mine.items():
            if name in theirs:
                state[f"flat.{kind}"][part] = had[f"flat.{kind}"][theirs[name]]
            elif "attribution" in theirs:
                _begin_like(state[f"flat.{kind}"][part], had[f"flat.{kind}"][theirs["attribution"]], name, shape)
    new.load_state_dict(state)
    return new


def _begin_like(mine: Tensor, theirs: Tensor, name: str, shape: Shape) -> None:
    labels = [*shape.classes.get(name, ()), *shape.chains.get(name, ())]
    for i, label in enumerate(labels):
        if like := LIKE.get((name, label[2:])):
            mine[i] = theirs[shape.chains["attribution"].index(f"{label[:2]}{like}")]
        elif label == "O" and name in {n for n, _ in LIKE}:
            mine[i] = theirs[0]
