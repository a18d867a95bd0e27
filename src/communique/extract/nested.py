"""Bodies named in full only within the names of their organs: "the Council of the Harbour Union (HU)".

Law: an organ's name keeps its place; its body is mentioned there too where the text writes that form nowhere else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique import knowledge
from communique.knowledge import Body
from communique.model.document import Document
from communique.model.entity import Entity
from communique.model.span import Span

_OF = re.compile(r" of (?:the )?")


def with_nested(document: Document, bodies: Sequence[Entity]) -> tuple[Entity, ...]:
    """The bodies of a document, with the places where only the names of their organs have their full names."""
    by_id = {body.id: body for body in bodies}
    found: dict[str, list[Span]] = {}
    for organ, span in sorted(((o, s) for o in bodies if o.parent for s in o.mentions), key=lambda x: x[1].start):
        parent = by_id.get(organ.parent or "")
        inner = next(_inner(document, span, parent), None) if parent else None
        if parent and inner and inner.quote not in {s.quote for s in (*parent.mentions, *found.get(parent.id, ()))}:
            found.setdefault(parent.id, []).append(inner)
    return tuple(_with(body, found[body.id]) if body.id in found else body for body in bodies)


def _inner(document: Document, span: Span, parent: Entity) -> Iterator[Span]:
    """Where an organ's name ends in the name of its body."""
    for of in _OF.finditer(span.quote):
        name = " ".join(span.quote[of.end() :].split())
        thing = knowledge.resolve(name) if parent.known else None
        if name == parent.name or (isinstance(thing, Body) and thing.id == parent.known):
            yield document.span(span.start + of.end(), span.end)


def _with(body: Entity, more: Sequence[Span]) -> Entity:
    return replace(body, mentions=tuple(sorted((*body.mentions, *more), key=lambda s: s.start)))
