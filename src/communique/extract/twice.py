"""Twice: subjects that two occasions claim go to the one that their own sentence speaks of before it names them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.extract.analysis import Analysis
from communique.extract.retellings import Occasion
from communique.model.claim import Claim
from communique.model.entity import Passage


def settled(analysis: Analysis, found: Sequence[Occasion], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of occasions, in the same order, without the subjects that are another's."""
    told = _told(found)
    items: dict[int, list[_Item]] = {}
    for n, claim in enumerate(claims):
        for passage in _agenda(claim):
            sentence = _sentence(analysis, passage)
            ways = frozenset(how for at, how in told.get((n, sentence), ()) if at < passage.spans[0].start)
            items.setdefault(sentence, []).append(_Item(n, passage, ways))
    lost = {(item.claim, item.passage) for here in items.values() for item in here if _is_anothers(item, here, claims)}
    return tuple(_without(claim, [p for p in _agenda(claim) if (n, p) not in lost]) for n, claim in enumerate(claims))


@dataclass(frozen=True, slots=True)
class _Item:
    """A subject of a claim, by its number; `told` is how its sentence speaks of the occasion before it names it."""

    claim: int
    passage: Passage
    told: frozenset[str]


def _told(found: Sequence[Occasion]) -> dict[tuple[int, int], list[tuple[int, str]]]:
    """Where each sentence speaks of an occasion, and how: it is `named`, or what it will deal with is (`planned`)."""
    told: dict[tuple[int, int], list[tuple[int, str]]] = {}
    for n, occasion in enumerate(found):
        for said in occasion.slots:
            how = "named" if said.kind != "agenda" else "planned" if said.standing.status == "scheduled" else ""
            told.setdefault((n, said.trigger.sentence), []).append((said.trigger.start, how))
    return told


def _is_anothers(item: _Item, here: Sequence[_Item], claims: Sequence[Claim]) -> bool:
    """Whether one named before claims the same words; what was held, and a visit, yield to one planned for them too."""
    if "named" in item.told:
        return False
    claim = claims[item.claim]
    ways = {"named", "planned"} if claim["status"] == "held" or claim["kind"] == "visit" else {"named"}
    others = (other for other in here if other.claim != item.claim and not ways.isdisjoint(other.told))
    return any(_meet(item.passage, other.passage) for other in others)


def _sentence(analysis: Analysis, passage: Passage) -> int:
    return bisect_right(analysis.tagged, passage.spans[0].start, key=lambda t: t.sentence.start) - 1


def _agenda(claim: Claim) -> list[Passage]:
    items = claim["agenda"]
    return [p for p in items if isinstance(p, Passage)] if isinstance(items, tuple) else []


def _without(claim: Claim, kept: Sequence[Passage]) -> Claim:
    if len(kept) == len(_agenda(claim)):
        return claim
    values = {name: value for name, value in claim.values.items() if name != "agenda"}
    spans = {name: places for name, places in claim.spans.items() if name != "agenda"}
    if kept:
        values, spans = values | {"agenda": tuple(kept)}, spans | {"agenda": tuple(s for p in kept for s in p.spans)}
    return replace(claim, values=values, spans=spans)


def _meet(a: Passage, b: Passage) -> bool:
    return a.spans[0].start < b.spans[-1].end and b.spans[0].start < a.spans[-1].end
