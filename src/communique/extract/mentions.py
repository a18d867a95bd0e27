"""The persons, bodies and places that a text names, mention by mention, joined within the document."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from communique.model.entity import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of the text that names something.

    `type` is `person`, `body` or `place`; `entity` is the id of the person or body (a state is a body); `name` is
    what it stands for in full; `form` says how: `name`, `short`, `acronym`, `adjective` ("Russian"),
    `capital` ("Moscow" for a government), `role` ("the minister"), `noun` ("the bloc").
    """

    start: int
    end: int
    type: str
    name: str
    form: str = "name"
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """All mentions of a text in order, none overlapping, with the entities that they stand for."""

    items: tuple[Mention, ...]
    people: tuple[Entity, ...]
    bodies: tuple[Entity, ...]
    entities: Mapping[str, Entity]
    starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", tuple(m.start for m in self.items))

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that lie inside an interval, in order."""
        inside = self.items[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return tuple(m for m in inside if m.end <= end)

    def before(self, at: int) -> Iterator[Mention]:
        """The mentions that start before a place, the last first."""
        return (self.items[i] for i in range(bisect_left(self.starts, at) - 1, -1, -1))

    def of(self, mention: Mention) -> Entity | None:
        """The person or body that a mention stands for."""
        return self.entities.get(mention.entity) if mention.entity else None
