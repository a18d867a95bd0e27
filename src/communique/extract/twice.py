"""Twice: subjects that two occasions claim go to the one that their own sentence speaks of before it names them."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from communique.extract.analysis import Analysis
from communique.extract.retellings import Occasion
from communique.extract.slots import Slots
from communique.model.claim import Claim
from communique.model.entity import Passage


def settled(analysis: Analysis, found: Sequence[Occasion], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of occasions, in the same order, without the subjects that are another's."""
    own = [[p for p in _agenda(c) if _told_before(analysis, found[n], p, _named)] for n, c in enumerate(claims)]
    ahead = [[p for p in _agenda(c) if _told_before(analysis, found[n], p, _planned)] for n, c in enumerate(claims)]
    left: list[Claim] = []
    for n, claim in enumerate(claims):
        told = [own, ahead] if claim["status"] == "held" else [own]
        others = [p for lists in told for m, passages in enumerate(lists) if m != n for p in passages]
        left.append(_without(claim, others, own[n]))
    return tuple(left)


def _named(said: Slots) -> bool:
    return said.kind != "agenda"


def _planned(said: Slots) -> bool:
    """Whether a mention only says what will be dealt with: that is no subject of what was held."""
    return said.kind == "agenda" and said.standing.status == "scheduled"


def _agenda(claim: Claim) -> list[Passage]:
    items = claim["agenda"]
    return [p for p in items if isinstance(p, Passage)] if isinstance(items, tuple) else []


def _told_before(analysis: Analysis, occasion: Occasion, passage: Passage, how: Callable[[Slots], bool]) -> bool:
    """Whether the sentence of a subject speaks of an occasion in some way, before it names the subject."""
    start = passage.spans[0].start
    sentence = bisect_right(analysis.tagged, start, key=lambda t: t.sentence.start) - 1
    said = (s for s in occasion.slots if s.trigger.sentence == sentence and how(s))
    return any(s.trigger.start < start for s in said)


def _without(claim: Claim, others: Sequence[Passage], own: Sequence[Passage]) -> Claim:
    kept = tuple(p for p in _agenda(claim) if p in own or not any(_meet(p, other) for other in others))
    if len(kept) == len(_agenda(claim)):
        return claim
    values = {name: value for name, value in claim.values.items() if name != "agenda"}
    spans = {name: places for name, places in claim.spans.items() if name != "agenda"}
    if kept:
        values, spans = values | {"agenda": kept}, spans | {"agenda": tuple(s for p in kept for s in p.spans)}
    return replace(claim, values=values, spans=spans)


def _meet(a: Passage, b: Passage) -> bool:
    return a.spans[0].start < b.spans[-1].end and b.spans[0].start < a.spans[-1].end
