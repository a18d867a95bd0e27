"""Which claim or entity of a present reading a decision means; law: a key of a reading finds what it was made of."""

from collections.abc import Iterable, Iterator

from communique.languages.naming import fold
from communique.model.claim import Claim
from communique.model.decision import ENTITIES, Item, claim_item, said
from communique.model.entity import Entity
from communique.model.kinds import KINDS
from communique.model.reading import Reading
from communique.model.span import Span

# A later reading may draw the evidence wider or tighter: half of the words in common is one place.
_ONE_PLACE = 0.5


def locate(reading: Reading, item: Item) -> Claim | Entity | None:
    """The claim or entity of a reading that stands where the item stood and speaks of the same; `None`: none does."""
    scored = [(score, found.id, found) for score, found in _candidates(reading, item)]
    return min(scored, key=lambda s: (-s[0], s[1]))[2] if scored else None


def differs(item: Item, found: Claim | Entity, field: str | None = None) -> bool:
    """Whether a claim or entity says something else now than when it was ruled on; with a field, only there."""
    now = found.name if isinstance(found, Entity) else said(found)
    if field is None or isinstance(found, Entity):
        return item.said != now
    return _part(item.said, field) != _part(now, field)


def _part(text: str, field: str) -> str:
    """What a claim says in a field, of all that it says."""
    return next((part for part in text.split("; ") if part.startswith(f"{field}: ")), "")


def _candidates(reading: Reading, item: Item) -> Iterator[tuple[float, Claim | Entity]]:
    if item.kind in ENTITIES:
        for entity in reading.people if item.kind == "person" else (*reading.bodies, *reading.hints):
            share = _share(entity.mentions, item)
            if share >= _ONE_PLACE:
                yield share + (entity.name == item.said), entity
        return
    for claim in reading.of_kind(item.kind):
        alike = _alike(said(claim), item.said)
        share = _share(claim.evidence, item) + alike + (claim_item(item.document, claim) == item)
        if share - alike >= _ONE_PLACE and _one_subject(claim, item):
            yield share, claim


def _share(spans: Iterable[Span], item: Item) -> float:
    """How much of the words of the nearest span and the item are common to both, from 0 to 1."""
    return max((_common(span, item) for span in spans), default=0.0)


def _common(span: Span, item: Item) -> float:
    both = min(span.end, item.end) - max(span.start, item.start)
    return max(both, 0) / (max(span.end, item.end) - min(span.start, item.start))


def _alike(a: str, b: str) -> float:
    own, other = set(a.split("; ")), set(b.split("; "))
    return len(own & other) / len(own | other)


def _one_subject(claim: Claim, item: Item) -> bool:
    """Of claims that stand on the same words, those whose first field names another thing are others."""
    first = KINDS[claim.kind].fields[0]
    if first.type not in ("entity", "text") or not item.said:
        return True
    now, then = (_words(text.partition("; ")[0]) for text in (said(claim), item.said))
    return bool(now & then)


def _words(text: str) -> set[str]:
    return set(fold(text.partition(": ")[2]).split())
