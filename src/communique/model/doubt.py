"""Doubts: what a person should look at in the register, and the decisions that would settle it."""

from dataclasses import dataclass

from communique.model.record import Report

WHAT = (
    "reading changed",
    "cannot be carried out",
    "conflict",
    "unsure join",
    "possible join",
    "low certainty",
    "little evidence",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something unsure: `what` is one of `WHAT`, `score` how badly it needs a look, from 0 to 1.

    `words` say in a sentence what is unsure, `records` are the ids of the records, `reports` those with the words that
    it rests on; each of `choices` is a decision that settles it, as arguments of `communique decide`. `reason` is what
    `words` say without names and ids, for who sees these beside it.
    """

    what: str
    score: float
    words: str
    kind: str
    records: tuple[str, ...]
    reports: tuple[Report, ...] = ()
    choices: tuple[tuple[str, ...], ...] = ()
    reason: str = ""

    @property
    def order(self) -> tuple[float, int, str, tuple[str, ...]]:
        """What puts doubts in order: the worst first."""
        return (-self.score, WHAT.index(self.what), self.words, self.records)
