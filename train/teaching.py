"""What networks say of a batch, and how far a network is from what its teachers say.

A small network learns from the chances that several large ones give, on text with and without labels (Hinton, Vinyals
and Dean, Distilling the knowledge in a neural network, 2015).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from train.network import FAR, Network
from train.windows import Batch

MASK = 103
"""The wordpiece that stands for one that is not shown."""


SPARSE = frozenset({"meeting_status", "certainty", "act_stage", "programme_stage", "member_status", "links"})
"""What few words have: labels count in full, and teachers are heard only where there are labels."""


@dataclass(slots=True)
class Said:
    """Scores for a batch: a row for each part, heads in the same sentence or the root, sides of relations, links."""

    parts: Tensor
    arcs: Tensor
    below: Tensor
    above: Tensor
    links: Tensor

    def relations(self, network: Network, heads: Tensor) -> Tensor:
        """Scores of the relations of all words to the given heads; the head past the last word is the root."""
        top = network.root_relation.expand(len(heads), 1, -1)
        above = torch.cat([self.above, top], 1)
        index = heads.unsqueeze(-1).expand(-1, -1, above.shape[-1])
        return network.relate(self.below, above.gather(1, index))


def say(network: Network, batch: Batch, hidden: float = 0.0) -> Said:
    """What a network says of a batch of which a share of the wordpieces is not shown."""
    ids = batch.ids
    if hidden:
        ids = ids.masked_fill((torch.rand(ids.shape, device=ids.device) < hidden) & (ids > MASK), MASK)
    with torch.autocast(ids.device.type, torch.bfloat16):
        encoded = network.encode(ids, batch.shapes, batch.mask[:, None, None, :])
    encoded = encoded.float()
    index = batch.firsts.unsqueeze(-1).expand(-1, -1, encoded.shape[-1])
    flat, arcs, below, above, links = network.heads(encoded.gather(1, index))
    same = F.pad(batch.sentences.unsqueeze(2) == batch.sentences.unsqueeze(1), (0, 1), value=True)
    seen = F.pad(batch.words, (0, 1), value=True)[:, None, None, :]
    return Said(network.by_part(flat), arcs.masked_fill(~same, FAR), below, above, links.masked_fill(~seen, FAR))


@dataclass(slots=True)
class Taught:
    """What teachers say together: a row of chances a word for each part, and the likeliest heads."""

    parts: Tensor
    arcs: Tensor
    heads: Tensor
    relations: Tensor
    links: Tensor


class Teachers:
    """Trained networks of one shape but for their layers."""

    def __init__(self, networks: Sequence[Network]) -> None:
        self.networks = [n.eval().requires_grad_(False) for n in networks]

    @torch.no_grad()
    def say(self, batch: Batch) -> Taught:
        """The mean of their chances; of chains, the chances by the mean of their scores."""
        said = [say(n, batch) for n in self.networks]
        count = len(self.networks[0].shape.classes)
        scores = torch.stack([s.parts for s in said])
        apart = scores[..., :count, :].softmax(-1).mean(0)
        parts = torch.cat([apart, scores[..., count:, :].mean(0).softmax(-1)], 2)
        arcs = torch.stack([s.arcs.softmax(-1) for s in said]).mean(0)
        heads = torch.where(batch.heads >= 0, batch.heads, arcs.argmax(-1))
        named = [s.relations(n, heads).softmax(-1) for n, s in zip(self.networks, said, strict=True)]
        links = torch.stack([s.links.softmax(-1) for s in said]).mean(0)
        return Taught(parts, arcs, heads, torch.stack(named).mean(0), links)

    def steps(self) -> dict[str, Tensor]:
        """The mean scores of steps of each chain: with them, who gives the same chances reads the same chains."""
        return {n: torch.stack([t.steps[n] for t in self.networks]).mean(0) for n in self.networks[0].steps}


def soft_losses(
    network: Network, batch: Batch, said: Said, taught: Taught, weights: dict[str, float]
) -> dict[str, Tensor]:
    """Each part's cross entropy a word with what the teachers say, weighted."""
    names = [*network.parts()]
    apart = -(taught.parts * said.parts.log_softmax(-1)).sum(-1)
    where = batch.words.unsqueeze(2).repeat(1, 1, len(names))
    for i, name in enumerate(names):
        if name in SPARSE:
            where[:, :, i] &= batch.layers[i] >= 0
    found = dict(zip(names, (apart * where).sum((0, 1)), strict=True))
    found["arcs"] = _apart(said.arcs, taught.arcs, batch.words)
    found["relations"] = _apart(said.relations(network, taught.heads), taught.relations, batch.words)
    found["links"] = _apart(said.links, taught.links, batch.links >= 0)
    return {n: weights.get(n, 1.0) * loss / batch.words.sum() for n, loss in found.items()}


def _apart(scores: Tensor, chances: Tensor, where: Tensor) -> Tensor:
    return -((chances * scores.log_softmax(-1)).sum(-1) * where).sum()
