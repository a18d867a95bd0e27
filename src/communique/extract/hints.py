"""Plain words for bodies that a text does not name: "the finance committee", "its senior officials".

Law: they are in small letters after an article or an owner, and stand in no name and in no reference to a named body.
"""

from communique.extract.mentions import Mentions
from communique.languages import pattern
from communique.model.document import Document
from communique.model.entity import Entity
from communique.model.span import Span


def find(document: Document, mentions: Mentions) -> tuple[Entity, ...]:
    """The bodies that a document only hints at, each with all places where it does so in the same words."""
    taken = bytearray(len(document.text))
    named = [span.pair for body in mentions.bodies for span in body.mentions]
    for first, last in (*named, *((item.start, item.end) for item in mentions.items)):
        taken[first:last] = b"\1" * (last - first)
    found: dict[str, list[Span]] = {}
    for match in pattern("references", "hint").finditer(document.text):
        start, end = match.span(match.lastgroup or 0)
        if not any(taken[start:end]):
            found.setdefault(match[match.lastgroup or 0], []).append(document.span(start, end))
    return tuple(
        Entity(id=f"h{number}", type="hint", name=name, mentions=tuple(spans))
        for number, (name, spans) in enumerate(found.items(), 1)
    )
