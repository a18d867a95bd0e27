"""What was read out of one document: its people, bodies and claims."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from communique.model.claim import Claim
from communique.model.document import Document
from communique.model.entity import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A claim of another engine that did not stand the checks: of which kind it was to be, why it is left out, and
    what of it was wrong."""

    engine: str
    kind: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document, the persons and bodies that it names and the claims that it makes, in order of evidence.

    `hints` are bodies that it speaks of in plain words alone ("the finance committee"); other documents may name them.
    `dropped` are claims of other engines that were left out; they are told, and not kept.
    """

    document: Document
    people: tuple[Entity, ...] = ()
    bodies: tuple[Entity, ...] = ()
    hints: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    dropped: tuple[Dropped, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, document: Document, entities: Sequence[Entity], claims: Iterable[Claim]) -> "Reading":
        """A reading with entities of all types."""
        people, bodies, hints = (tuple(e for e in entities if e.type == type) for type in ("person", "body", "hint"))
        return cls(document=document, people=people, bodies=bodies, hints=hints, claims=tuple(claims))

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The persons, bodies and hints."""
        return (*self.people, *self.bodies, *self.hints)

    def of_kind(self, kind: str) -> tuple[Claim, ...]:
        """The claims of one kind, by its name in the singular."""
        return tuple(claim for claim in self.claims if claim.kind == kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A source that could not be read, and why; a value, so that the other sources go on."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"
