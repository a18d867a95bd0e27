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
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from train.network import Network, chain_loss
from train.teaching import SPARSE, Said, Teachers, say, soft_losses
from train.windows import IGNORED, LIMITS, Batch, Unit, Units, batches


@dataclass(frozen=True)
class Plan:
    """How long and how fast to train; `shares` says which part of the words each corpus gives."""

    steps: int
    shares: dict[str, float]
    pieces: int = 8192
    """Wordpieces of a batch."""
    encoder_rate: float = 2.5e-4
    head_rate: float = 1.5e-3
    warm_up: int = 80
    seed: int = 1
    weights: dict[str, float] = field(default_factory=dict)
    hidden: float = 0.04
    """The share of wordpieces that are not shown."""
    hard: float = 1.0
    """What the labels count for; where there are teachers, these count for one."""
    rounded: float = 0.0
    """The share of the steps, at the end, in which products are rounded as in the shipped model."""
    limits: tuple[int, ...] = LIMITS
    """How many wordpieces a window may have, one picked by chance."""


def losses(network: Network, batch: Batch, said: Said, weights: dict[str, float]) -> dict[str, Tensor]:
    """Each head's loss a word of the batch by the labels, weighted."""
    count = batch.words.sum()
    lost = torch.cat([_class_losses(network, batch, said), _chain_losses(network, batch, said)])
    found = {n: weights.get(n, 1.0) * loss / count for n, loss in zip(network.parts(), lost, strict=True)}
    found |= _tree_losses(network, batch, said)
    scores = said.links.flatten(0, 2)
    loss = F.cross_entropy(scores, batch.links.flatten(), ignore_index=IGNORED, reduction="sum")
    return found | {"links": weights.get("links", 1.0) * loss / count}


def _class_losses(network: Network, batch: Batch, said: Said) -> Tensor:
    count = len(network.shape.classes)
    labels = batch.layers[:count].permute(1, 2, 0)
    chances = said.parts[:, :, :count].log_softmax(-1)
    right = chances.gather(3, labels.clamp(min=0).unsqueeze(3)).squeeze(3)
    return -(right * (labels >= 0)).sum((0, 1))


def _chain_losses(network: Network, batch: Batch, said: Said) -> Tensor:
    """Windows of which a word has no label count for nought."""
    count, steps = len(network.shape.classes), network.chain_steps()
    labels = batch.layers[count:]
    known = labels >= 0
    whole = known.any(2) & (known | ~batch.words).all(2)
    mask = (known & whole[:, :, None]).flatten(0, 1)
    scores = said.parts[:, :, count:, : steps.shape[-1]].permute(2, 0, 1, 3).flatten(0, 1)
    tags = labels.flatten(0, 1).clamp(min=0) * mask
    lost = chain_loss(scores, steps.repeat_interleave(labels.shape[1], 0), tags, mask)
    return lost.view(len(labels), -1).sum(1)


def _tree_losses(network: Network, batch: Batch, said: Said) -> dict[str, Tensor]:
    count = batch.words.sum()
    heads = batch.heads.flatten()
    arc = F.cross_entropy(said.arcs.flatten(0, 1), heads, ignore_index=IGNORED, reduction="sum") / count
    scores = said.relations(network, batch.heads.clamp(min=0))
    named = torch.where(batch.heads >= 0, batch.relations, IGNORED).flatten()
    relation = F.cross_entropy(scores.flatten(0, 1), named, ignore_index=IGNORED, reduction="sum") / count
    return {"arcs": arc, "relations": relation}


class Stream(IterableDataset):  # type: ignore[type-arg]
    """Batches without end, the same for the same seed: each round draws from every corpus by its share."""

    def __init__(self, units: Units, corpora: dict[str, list[list[Unit]]], plan: Plan) -> None:
        self.units, self.corpora, self.plan = units, corpora, plan
        self.first = 0

    def from_step(self, step: int, workers: int = 0) -> Iterator[Batch]:
        """The batches from a step on, made by so many processes."""
        self.first = step
        return iter(DataLoader(self, batch_size=None, num_workers=workers, prefetch_factor=8 if workers else None))

    def __iter__(self) -> Iterator[Batch]:
        worker = get_worker_info()
        mine, of = (worker.id, worker.num_workers) if worker else (0, 1)
        at, number = 0, 0
        while True:
            for group in self._round(number):
                if at >= self.first and (at - self.first) % of == mine:
                    yield self.units.batch(group)
                at += 1
            number += 1

    def _round(self, number: int) -> list[list[list[Unit]]]:
        chance = random.Random(f"{self.plan.seed}/{number}")
        windows = [w for name in self.plan.shares for w in self._drawn(name, number, chance)]
        return batches(windows, chance, self.plan.pieces)

    def _drawn(self, name: str, number: int, chance: random.Random) -> Iterator[list[Unit]]:
        """The next words of a corpus: each pass over it has an order of its own."""
        items, wanted = self.corpora[name], int(30 * self.plan.pieces * self.plan.shares[name])
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
            yield from self.units.windows(picked, chance, self.plan.limits)


def rate(plan: Plan, step: int) -> float:
    """The share of the full rate at a step: up, then down to a hundredth on a cosine."""
    if step < plan.warm_up:
        return (step + 1) / plan.warm_up
    done = (step - plan.warm_up) / max(plan.steps - plan.warm_up, 1)
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(done, 1.0)))


_MEAN = get_ema_multi_avg_fn(0.99)


def load_mean(network: Network, checkpoint: Path) -> None:
    """Fill a network with the running mean of the weights at a checkpoint: better than the last ones themselves."""
    had = torch.load(checkpoint, weights_only=True, map_location="cpu")
    weights = {k.removeprefix("module."): v for k, v in had["mean"].items() if k.startswith("module.")}
    network.load_state_dict(weights)


def train(
    network: Network,
    stream: Stream,
    checkpoint: Path,
    teachers: Teachers | None = None,
    *,
    device: torch.device,
    workers: int = 0,
    every: int = 250,
) -> None:
    """Train to the plan's last step, from the checkpoint where there is one; beside labels, after teachers if any."""
    plan = stream.plan
    network.to(device)
    optimiser = _optimiser(network, plan)
    mean = AveragedModel(network, multi_avg_fn=_MEAN)
    step = 0
    if checkpoint.exists():
        had = torch.load(checkpoint, weights_only=True, map_location=device)
        network.load_state_dict(had["network"])
        mean.load_state_dict(had["mean"])
        optimiser.load_state_dict(had["optimiser"])
        step = had["step"]
    network.train()
    begun, shown = time.monotonic(), {}
    for batch in stream.from_step(step, workers):
        if step >= plan.steps:
            break
        if step >= (1 - plan.rounded) * plan.steps:
            network.round()
        torch.manual_seed(plan.seed * 1_000_003 + step)
        for group in optimiser.param_groups:
            group["lr"] = group["full"] * rate(plan, step)
        found = _found(network, batch.to(device), teachers, plan)
        optimiser.zero_grad()
        sum(found.values(), torch.zeros((), device=device)).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        mean.update_parameters(network)
        step += 1
        if step % 50 == 0:
            shown = {n: loss.item() for n, loss in found.items()}
            said = " ".join(f"{n} {v:.3f}" for n, v in shown.items())
            print(f"{step}/{plan.steps} {time.monotonic() - begun:.0f}s {said}", file=sys.stderr, flush=True)
        if step % every == 0 or step == plan.steps:
            state = {"network": network.state_dict(), "mean": mean.state_dict(), "step": step}
            torch.save({**state, "optimiser": optimiser.state_dict()}, checkpoint.with_suffix(".new"))
            checkpoint.with_suffix(".new").replace(checkpoint)


def _found(network: Network, batch: Batch, teachers: Teachers | None, plan: Plan) -> dict[str, Tensor]:
    said = say(network, batch, hidden=plan.hidden)
    found = losses(network, batch, said, plan.weights)
    if teachers:
        soft = soft_losses(network, batch, said, teachers.say(batch), plan.weights)
        found = {n: v if n in SPARSE else plan.hard * v for n, v in found.items()}
        found |= {f"{n}'": v for n, v in soft.items()}
    return found


def _optimiser(network: Network, plan: Plan) -> torch.optim.AdamW:
    encoder = [p for n, p in network.named_parameters() if p.requires_grad and n.startswith(("layers", "norm"))]
    heads = [p for n, p in network.named_parameters() if p.requires_grad and not n.startswith(("layers", "norm"))]
    groups = [{"params": encoder, "full": plan.encoder_rate}, {"params": heads, "full": plan.head_rate}]
    return torch.optim.AdamW(groups, lr=plan.encoder_rate, betas=(0.9, 0.98), weight_decay=0.01)
