"""A document beside what was read from it; law: of that only the claims and entities that are asked for are made."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from communique.model.claim import Claim
from communique.model.document import Document
from communique.model.entity import Entity
from communique.model.plain import claim_of, entity_of
from communique.model.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """A document with its claims and entities by their ids, as JSON until they are asked for."""

    document: Document
    _claims: dict[str, Claim | str] = field(default_factory=dict)
    _entities: dict[str, Entity | str] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document, entities: Mapping[str, str], claims: Mapping[str, str]) -> Self:
        """The sheet of what is stored, as JSON."""
        return cls(document=document, _claims={**claims}, _entities={**entities})

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
        made = claim_of(self.document, json.loads(found))
        self._claims[made.id] = made
        return made

    def entity(self, id: str) -> Entity | None:
        """The person or body with an id."""
        found = self._entities.get(id)
        if found is None or isinstance(found, Entity):
            return found
        made = self._entities[id] = entity_of(self.document, json.loads(found))
        return made
