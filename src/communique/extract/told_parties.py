"""Told parties: whom the words of occasions name as taking part, and whom the tagger hears to."""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.extract.analysis import Analysis
from communique.extract.retellings import Occasion
from communique.model.entity import Reference
from communique.model.span import Span


@dataclass(frozen=True, slots=True)
class Told:
    """One whom the words of an occasion name as its party, where, and in which roles."""

    reference: Reference
    span: Span
    roles: frozenset[str]


def told_of(occasion: Occasion) -> dict[str, Told]:
    """Those whom the words of an occasion name as its parties, by id."""
    found: dict[str, Told] = {}
    best = occasion.first
    for said in (best, *(s for s in occasion.slots if s is not best)):
        for reference, span in zip(said.participants, said.spans.get("participants", ()), strict=False):
            key = reference.id or reference.name
            roles = frozenset({said.roles.get(key, "host")})
            known = found.get(key)
            found[key] = (
                Told(known.reference, known.span, known.roles | roles) if known else Told(reference, span, roles)
            )
    return found


def heard_of(analysis: Analysis, found: Sequence[Occasion]) -> dict[str, dict[int, float]]:
    """How sure the tagger is that one takes part in an occasion, by id and number; -1 is one that is not found."""
    at = {(s.trigger.sentence, s.trigger.token): n for n, o in enumerate(found) for s in o.slots}
    heard: dict[str, dict[int, float]] = {}
    for number, tagged in enumerate(analysis.tagged):
        for span in (s for s in tagged.spans if s.label == "participant"):
            owner = analysis.words[number].owner
            occasion = at.get(span.anchor, -1) if span.anchor else -1
            for key in {m.entity for i in range(span.start, span.end) if (m := owner[i]) and m.entity}:
                scores = heard.setdefault(key, {})
                scores[occasion] = max(span.score, scores.get(occasion, 0.0))
    return heard
