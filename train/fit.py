"""The training loop: losses of all heads that a batch has labels for, checkpoints, the same course after a restart."""

import math
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from train.network import FAR, Network, chain_loss
from train.windows import IGNORED, Batch, Unit, Units, batches

ROUND = 60_000
"""Words drawn from the corpora for one round of batches."""


@dataclass(frozen=True)
class Plan:
    """How long and how fast to train; `shares` says which part of the words each corpus gives."""

    steps: int
    shares: dict[str, float]
    encoder_rate: float = 2.5e-4
    head_rate: float = 1.5e-3
    warm_up: int = 80
    seed: int = 1
    weights: dict[str, float] = field(default_factory=dict)
    until: int | None = None
    """Where to stop before the last step."""


def losses(network: Network, batch: Batch, weights: dict[str, float]) -> dict[str, Tensor]:
    """Each head's loss a word of the batch, weighted."""
    encoded = network.encode(batch.ids, batch.shapes, batch.mask[:, None, None, :])
    index = batch.firsts.unsqueeze(-1).expand(-1, -1, encoded.shape[-1])
    flat, arcs, below, above, links = network.heads(encoded.gather(1, index))
    count = batch.words.sum()
    found = {}
    for name, part in network.parts().items():
        labels = batch.layers[name]
        known = labels >= 0
        if not known.any():
            continue
        scores = flat[..., part]
        if name in network.shape.chains:
            rows = known.any(1) & (known | ~batch.words).all(1)
            if not rows.any():
                continue
            mask = known[rows]
            loss = chain_loss(scores[rows], network.steps[name], labels[rows].clamp(min=0), mask) * mask.sum()
        else:
            loss = F.cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=IGNORED, reduction="sum")
        found[name] = weights.get(name, 1.0) * loss / count
    if (batch.heads >= 0).any():
        found |= _tree_losses(network, batch, arcs, (below, above))
    if (batch.links >= 0).any():
        seen = F.pad(batch.words, (0, 1), value=True)[:, None, None, :]
        scores = links.masked_fill(~seen, FAR).flatten(0, 2)
        loss = F.cross_entropy(scores, batch.links.flatten(), ignore_index=IGNORED, reduction="sum")
        found["links"] = weights.get("links", 1.0) * loss / count
    return found


def _tree_losses(network: Network, batch: Batch, arcs: Tensor, sides: tuple[Tensor, Tensor]) -> dict[str, Tensor]:
    same = batch.sentences.unsqueeze(2) == batch.sentences.unsqueeze(1)
    same = F.pad(same, (0, 1), value=True)
    count = batch.words.sum()
    scores = arcs.masked_fill(~same, FAR).flatten(0, 1)
    arc = F.cross_entropy(scores, batch.heads.flatten(), ignore_index=IGNORED, reduction="sum") / count
    below, above = sides
    rows, places = torch.nonzero((batch.heads >= 0) & (batch.relations >= 0), as_tuple=True)
    top = F.pad(above, (0, 0, 0, 1))
    top[:, -1] = network.root_relation
    scores = network.relate(below[rows, places], top[rows, batch.heads[rows, places]])
    relation = F.cross_entropy(scores, batch.relations[rows, places], reduction="sum") / count
    return {"arcs": arc, "relations": relation}


class Stream:
    """Batches without end, the same for the same seed: each round draws from every corpus by its share."""

    def __init__(self, units: Units, corpora: dict[str, list[list[Unit]]], plan: Plan) -> None:
        self.units, self.corpora, self.plan = units, corpora, plan

    def from_step(self, step: int) -> Iterator[Batch]:
        seen, number = 0, 0
        while True:
            groups = self._round(number)
            number += 1
            if seen + len(groups) <= step:
                seen += len(groups)
                continue
            for group in groups[max(step - seen, 0) :]:
                yield self.units.batch(group)
            seen += len(groups)

    def _round(self, number: int) -> list[list[list[Unit]]]:
        chance = random.Random(f"{self.plan.seed}/{number}")
        windows = [w for name in self.plan.shares for w in self._drawn(name, number, chance)]
        return batches(windows, chance)

    def _drawn(self, name: str, number: int, chance: random.Random) -> Iterator[list[Unit]]:
        """The next words of a corpus: each pass over it has an order of its own."""
        items, wanted = self.corpora[name], int(ROUND * self.plan.shares[name])
        sizes = [sum(len(u.words.firsts) for u in item) for item in items]
        total = sum(sizes)
        begin, end = number * wanted, (number + 1) * wanted
        for turn in range(begin // total, (end - 1) // total + 1):
            order = list(range(len(items)))
            random.Random(f"{self.plan.seed}/{name}/{turn}").shuffle(order)
            at = turn * total
            picked = []
            for i in order:
                if begin <= at < end:
                    picked.append(items[i])
                at += sizes[i]
            yield from self.units.windows(picked, chance)


def rate(plan: Plan, step: int) -> float:
    """The share of the full rate at a step: up, then down to a hundredth on a cosine."""
    if step < plan.warm_up:
        return (step + 1) / plan.warm_up
    done = (step - plan.warm_up) / max(plan.steps - plan.warm_up, 1)
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(done, 1.0)))


_MEAN = get_ema_multi_avg_fn(0.99)


def load_mean(network: Network, checkpoint: Path) -> None:
    """Fill a network with the running mean of the weights at a checkpoint: better than the last ones themselves."""
    had = torch.load(checkpoint, weights_only=True)
    weights = {k.removeprefix("module."): v for k, v in had["mean"].items() if k.startswith("module.")}
    network.load_state_dict(weights)


def train(network: Network, stream: Stream, checkpoint: Path, every: int = 250) -> None:
    """Train to the plan's last step, from the checkpoint where there is one."""
    plan = stream.plan
    optimiser = _optimiser(network, plan)
    mean = AveragedModel(network, multi_avg_fn=_MEAN)
    step = 0
    if checkpoint.exists():
        had = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(had["network"])
        mean.load_state_dict(had["mean"])
        optimiser.load_state_dict(had["optimiser"])
        step = had["step"]
    network.train()
    last = plan.until or plan.steps
    begun, shown = time.monotonic(), {}
    for batch in stream.from_step(step):
        if step >= last:
            break
        torch.manual_seed(plan.seed * 1_000_003 + step)
        for group in optimiser.param_groups:
            group["lr"] = group["full"] * rate(plan, step)
        found = losses(network, batch, plan.weights)
        optimiser.zero_grad()
        sum(found.values(), torch.zeros(())).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        mean.update_parameters(network)
        step += 1
        for name, loss in found.items():
            shown[name] = 0.98 * shown.get(name, loss.item()) + 0.02 * loss.item()
        if step % 25 == 0:
            said = " ".join(f"{n} {v:.3f}" for n, v in shown.items())
            print(f"{step}/{plan.steps} {time.monotonic() - begun:.0f}s {said}", file=sys.stderr, flush=True)
        if step % every == 0 or step == last:
            state = {"network": network.state_dict(), "mean": mean.state_dict(), "step": step}
            torch.save({**state, "optimiser": optimiser.state_dict()}, checkpoint.with_suffix(".new"))
            checkpoint.with_suffix(".new").replace(checkpoint)


def _optimiser(network: Network, plan: Plan) -> torch.optim.AdamW:
    encoder = [p for n, p in network.named_parameters() if p.requires_grad and n.startswith(("layers", "norm"))]
    heads = [p for n, p in network.named_parameters() if p.requires_grad and not n.startswith(("layers", "norm"))]
    groups = [{"params": encoder, "full": plan.encoder_rate}, {"params": heads, "full": plan.head_rate}]
    return torch.optim.AdamW(groups, lr=plan.encoder_rate, betas=(0.9, 0.98), weight_decay=0.01)
