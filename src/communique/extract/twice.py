"""Twice: subjects that two occasions claim go to the one that their own sentence speaks of before it names them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from communique.extract.analysis import Analysis
from communique.extract.retellings import Occasion
from communique.model.claim import Claim
from communique.model.entity import Passage


def settled(analysis: Analysis, found: Sequence[Occasion], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of occasions, in the same order, without the subjects that are another's."""
    own = [[p for p in _agenda(c) if _told_before(analysis, found[n], p)] for n, c in enumerate(claims)]
    return tuple(
        _without(claim, [p for m, passages in enumerate(own) if m != n for p in passages], own[n])
        for n, claim in enumerate(claims)
    )


def _agenda(claim: Claim) -> list[Passage]:
    items = claim["agenda"]
    return [p for p in items if isinstance(p, Passage)] if isinstance(items, tuple) else []


def _told_before(analysis: Analysis, occasion: Occasion, passage: Passage) -> bool:
    """Whether the sentence of a subject speaks of an occasion before it names the subject."""
    start = passage.spans[0].start
    sentence = bisect_right(analysis.tagged, start, key=lambda t: t.sentence.start) - 1
    said = (s for s in occasion.slots if s.kind != "agenda" and s.trigger.sentence == sentence)
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
