"""What belongs to what: an organ's parent by its name and the words around it, and its full name."""

import re
from collections.abc import Sequence
from dataclasses import replace

from communique import knowledge
from communique.extract.chunks import word_set
from communique.extract.mentions import Mention
from communique.languages.naming import body_words
from communique.model.document import Document
from communique.model.entity import Entity

_OWNED = re.compile(r"(?:['’]s?)?\s+$")
_OF = re.compile(r"\s+(?:of|in|at)\s+(?:the\s+)?$")


def related(document: Document, bodies: Sequence[Entity], items: Sequence[Mention]) -> tuple[Entity, ...]:
    """The bodies with their parents; a generic name ("Council of Ministers") gets its parent's added."""
    known = {e.known: e for e in bodies if e.known}
    found = {e.id: _parent(document, e, bodies, items, known) for e in bodies}
    main = _main(bodies)
    found |= {e.id: main.id for e in bodies if main and e.id != main.id and found[e.id] is None and _alone(e)}
    return tuple(_named(e, next((p for p in bodies if p.id == found[e.id]), None)) for e in bodies)


def _parent(
    document: Document, body: Entity, bodies: Sequence[Entity], items: Sequence[Mention], known: dict[str, Entity]
) -> str | None:
    if body.kind == "state":
        return None
    thing = knowledge.thing(body.known) if body.known else None
    if isinstance(thing, knowledge.Body):
        return known[thing.parent].id if thing.parent in known else None
    return _inside(body, bodies) or _beside(document, body, items)


def _main(bodies: Sequence[Entity]) -> Entity | None:
    """The union that a text names most often: a generic organ is its organ, where nothing else is said."""
    unions = [b for b in bodies if b.known and b.kind in ("union", "alliance", "forum", "organisation", "conference")]
    return max(unions, key=lambda b: (len(b.mentions), -b.mentions[0].start), default=None)


def _alone(body: Entity) -> bool:
    return body.known is None and body.kind == "organ" and _generic(body.name) and not body.name.isupper()


def _generic(name: str) -> bool:
    """Whether a name says nothing without its parent's: "Council of Ministers"."""
    generic = word_set("names", "generic")
    return body_words(name) <= generic | {w.rstrip("s") for w in generic}


def _inside(body: Entity, bodies: Sequence[Entity]) -> str | None:
    """The longest other body whose name stands in this one's."""
    own = body_words(body.name)
    within = [
        b for b in bodies if b.id != body.id and body_words(b.name) and body_words(b.name) < own and b.kind != "state"
    ]
    return max(within, key=lambda b: len(body_words(b.name))).id if within else None


def _beside(document: Document, body: Entity, items: Sequence[Mention]) -> str | None:
    """A body named right before ("SCO's Council") or right after ("Council of the SCO")."""
    spans = {m.pair for m in body.mentions}
    for i, item in enumerate(items):
        if (item.start, item.end) not in spans:
            continue
        before = items[i - 1] if i else None
        if (
            before
            and before.type == "body"
            and before.entity
            and _OWNED.fullmatch(document.text[before.end : item.start])
        ):
            return before.entity
        after = items[i + 1] if i + 1 < len(items) else None
        if after and after.type == "body" and after.entity and _OF.fullmatch(document.text[item.end : after.start]):
            return after.entity
    return None


def _named(body: Entity, parent: Entity | None) -> Entity:
    if parent is None or parent.id == body.id:
        return body
    full = f"{body.name} of the {parent.name}" if parent.kind != "state" else f"{body.name} of {parent.name}"
    composed = _generic(body.name) and not body_words(parent.name) <= body_words(body.name)
    return replace(body, parent=parent.id, name=full if composed else body.name)
