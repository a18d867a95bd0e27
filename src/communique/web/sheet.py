"""A document beside what was read from it; law: of that only the claims and entities that are asked for are made."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from communique.model.claim import Claim
from communique.model.document import Document
from communique.model.entity import Entity
from communique.model.plain import claim_of, entity_of
from communique.model.reading import Reading

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """A document with its claims and entities by their ids, as plain values until they are asked for."""

    document: Document
    _claims: dict[str, Claim | Plain] = field(default_factory=dict)
    _entities: dict[str, Entity | Plain] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document, entities: Iterable[Plain], claims: Iterable[Plain]) -> Self:
        """The sheet of plain values."""
        return cls(
            document=document,
            _claims={plain["id"]: plain for plain in claims},
            _entities={plain["id"]: plain for plain in entities},
        )

    @classmethod
    def read(cls, reading: Reading) -> Self:
        """The sheet of a reading."""
        entities = {entity.id: entity for entity in (*reading.people, *reading.bodies)}
        claims = {claim.id: claim for claim in reading.claims}
        return cls(document=reading.document, _claims={**claims}, _entities={**entities})

    def claim(self, id: str | None) -> Claim | None:
        """The claim with an id."""
        found = self._claims.get(id or "")
        if found is None or isinstance(found, Claim):
            return found
        made = self._claims[found["id"]] = claim_of(self.document, found)
        return made

    def entity(self, id: str) -> Entity | None:
        """The person or body with an id."""
        found = self._entities.get(id)
        if found is None or isinstance(found, Entity):
            return found
        made = self._entities[id] = entity_of(self.document, found)
        return made
