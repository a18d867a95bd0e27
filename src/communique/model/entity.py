"""What claims point to: the persons and bodies that a document names."""

from dataclasses import dataclass, replace

from communique.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person or body of one document, under the fullest form of its name there.

    `type` is `person`, `body`, or `hint` for a body that is only spoken of in plain words; `kind` says what a body is
    (`state`, `organ`, `union`, `company`, `outlet`, …); `parent` is the id of the body that an organ belongs to;
    `known` the id in the knowledge base, if it is there.
    """

    id: str
    type: str
    name: str
    mentions: tuple[Span, ...]
    kind: str | None = None
    parent: str | None = None
    known: str | None = None

    @property
    def reference(self) -> "Reference":
        """A pointer to this entity."""
        return Reference(id=self.id, name=self.name)

    def renamed(self, name: str) -> "Entity":
        """The same entity under another name."""
        return replace(self, name=name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A claim's pointer to an entity of the same document; `id` is `None` for a description ("two delegates")."""

    id: str | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of the document in one or more spans: an agenda item, or what somebody said."""

    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The spans' words, joined by a blank."""
        return " ".join(span.quote for span in self.spans)
