"""Readings scored on gold: how many claims are found, and how many of their values are right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from communique.model.kinds import ALL
from communique.scoring.pairs import Plain, claims, pairs
from communique.scoring.slots import Tally, compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The claims of one kind, and the values of its fields."""

    found: Tally = field(default_factory=Tally)
    slots: Mapping[str, Tally] = field(default_factory=dict)

    @property
    def gold(self) -> int:
        """How many claims there are to be found."""
        return self.found.right + self.found.missed

    @property
    def slot_f1(self) -> float | None:
        """The F1 of all values together; those of claims that are not found are missed. `None` where gold has none."""
        total = sum(self.slots.values(), Tally())
        return total.f1 if total.right + total.missed else None

    def plus(self, other: "Score") -> "Score":
        """Both together."""
        names = dict.fromkeys((*self.slots, *other.slots))
        slots = {name: self.slots.get(name, Tally()) + other.slots.get(name, Tally()) for name in names}
        return Score(found=self.found + other.found, slots=slots)

    @property
    def plain(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "gold": self.gold,
            "precision": self.found.precision,
            "recall": self.found.recall,
            "f1": self.found.f1,
            "slot_f1": self.slot_f1,
            "slots": {name: tally.f1 for name, tally in self.slots.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The scores by kind, of so many documents; `missing` are the ids of those that were not read."""

    kinds: Mapping[str, Score]
    documents: int
    missing: tuple[str, ...] = ()

    @property
    def mean_f1(self) -> float:
        """The mean over the kinds of which gold has claims."""
        return _mean([score.found.f1 for score in self.kinds.values() if score.gold])

    @property
    def mean_slot_f1(self) -> float:
        """The mean over the kinds of which gold has values."""
        return _mean([f1 for score in self.kinds.values() if score.gold and (f1 := score.slot_f1) is not None])

    @property
    def plain(self) -> dict[str, Any]:
        """As plain values."""
        means = {"mean_f1": self.mean_f1, "mean_slot_f1": self.mean_slot_f1, "documents": self.documents}
        return {**{plural: score.plain for plural, score in self.kinds.items()}, **means, "missing": list(self.missing)}


def scores(gold: Mapping[str, Plain], readings: Mapping[str, Plain]) -> Scores:
    """The scores of readings on gold, both by the gold's ids; what was not read has found nothing."""
    kinds = {kind.plural: Score() for kind in ALL}
    for id, right in gold.items():
        for plural in kinds:
            kinds[plural] = kinds[plural].plus(_score(plural, right, readings.get(id, {})))
    missing = tuple(id for id in gold if id not in readings)
    return Scores(kinds=kinds, documents=len(gold), missing=missing)


def _score(plural: str, gold: Plain, reading: Plain) -> Score:
    right, found = claims(gold, plural), claims(reading, plural)
    paired = dict(pairs(plural, right, found))
    score = Score(found=Tally(right=len(paired), wrong=len(found) - len(paired), missed=len(right) - len(paired)))
    for number, claim in enumerate(right):
        other = found[paired[number]] if number in paired else None
        score = score.plus(Score(slots=compared(plural, claim, other)))
    return score


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
