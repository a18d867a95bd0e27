"""Unions: the bodies that states form, and which of them a text is about."""

import re
from collections import Counter

from communique import knowledge
from communique.extract.mentions import Mention, Mentions
from communique.model.entity import Entity

Side = tuple[Mention, Entity]
_KINDS = frozenset(
    {"union", "alliance", "forum", "organisation", "commission", "bank", "agency", "conference", "fund", "programme"}
)
_PARTS = frozenset({"organ", "secretariat", "court"})
_LASTING = frozenset({"union", "alliance", "forum", "organisation", "commission", "organ"})


def main_body(mentions: Mentions, body_start: int) -> Side | None:
    """The union that a document is about: the one that it names most often, itself or through its organs.

    One that nobody knows and that only a title names is none, as any words of a title may look like a name.
    """
    sides = [side for m in mentions.items if (side := union(mentions, m))]
    sure = {entity.id for m, entity in sides if entity.known or m.start >= body_start}
    sides = [side for side in sides if side[1].id in sure]
    counts = Counter(entity.id for _, entity in sides)
    return max(sides, key=lambda side: (counts[side[1].id], -side[0].start), default=None)


def titled(mentions: Mentions, body_start: int) -> list[Side]:
    """The bodies, no states, that a title names, by each of their mentions in it."""
    sides = [(m, e) for m in mentions.within(0, body_start) if (e := mentions.of(m)) and m.form != "adjective"]
    return [(m, e) for m, e in sides if e.type == "body" and e.kind != "state"]


def titled_organ(mentions: Mentions, body_start: int, text: str) -> Side | None:
    """The one body of several states' own that a title names as whose meeting it tells of, with no union beside it."""
    bodies = {side[1].id: side for side in titled(mentions, body_start) if side[1].kind not in ("outlet", "company")}
    if len(bodies) != 1:
        return None
    (side,) = bodies.values()
    again = any(m.start >= body_start for m in mentions.items if m.entity == side[1].id)
    return side if again and side[1].kind in _PARTS and _MEETS.search(text, 0, body_start) else None


_MEETS = re.compile(r"\b(?:meeting|session|summit|sitting|meets|met)\b", re.IGNORECASE)


def known_body(mentions: Mentions) -> Side | None:
    """The union known beforehand that a document names most often; those that only meet, lend or help come last."""
    sides = [side for m in mentions.items if (side := union(mentions, m) or _above(mentions, m)) and side[1].known]
    counts = Counter(entity.id for _, entity in sides)

    def weight(side: Side) -> tuple[int, int]:
        return counts[side[1].id] * (2 if side[1].kind in _LASTING else 1), -side[0].start

    return max(sides, key=weight, default=None)


def _above(mentions: Mentions, mention: Mention) -> Side | None:
    """The union known to stand above an organ, where the text names only the organ; it has no id there."""
    entity = mentions.of(mention)
    thing = knowledge.thing(entity.known) if entity and entity.known else None
    for _ in range(4):
        if not isinstance(thing, knowledge.Body) or not thing.parent:
            break
        thing = knowledge.thing(thing.parent)
    if entity is None or not isinstance(thing, knowledge.Body) or thing.id == entity.known or thing.kind not in _KINDS:
        return None
    span = next(s for s in entity.mentions if s.start == mention.start)
    return mention, Entity(id="", type="body", name=thing.name, mentions=(span,), kind=thing.kind, known=thing.id)


def union(mentions: Mentions, mention: Mention, any_kind: bool = False) -> Side | None:
    """The union that a mention stands for: itself, or the one that the organ belongs to.

    With `any_kind` it need not be a body that states form.
    """
    entity = mentions.of(mention)
    for _ in range(4):
        if entity is None or not entity.parent or (any_kind and entity.kind not in _PARTS):
            break
        entity = mentions.entities.get(entity.parent)
    if entity is None or entity.kind == "state":
        return None
    return (mention, entity) if any_kind or is_union(entity) else None


def is_union(entity: Entity) -> bool:
    """Whether a body is one that states form, and no organ of another."""
    if entity.type != "body" or entity.parent is not None:
        return False
    return entity.kind in _KINDS or (entity.kind == "organ" and is_of_states(entity.known))


def is_of_states(known: str | None) -> bool:
    """Whether a known organ belongs to no body but to states themselves, as an assembly of their parliaments does."""
    thing = knowledge.thing(known) if known else None
    return isinstance(thing, knowledge.Body) and thing.parent is None and bool(thing.memberships)
