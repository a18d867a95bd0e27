"""Readings of one document by several engines made one; law: each engine's claims stay as they are, under its name.

The names that two engines use for one person or body are one entity, under the name that the first gives it.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from communique.engine.merging import numbered
from communique.languages.naming import fold
from communique.model.claim import OWN, Claim, Value
from communique.model.entity import Entity, Reference
from communique.model.reading import Reading


def joined(readings: Sequence[Reading]) -> Reading:
    """The readings of one document as one; claims are numbered on, ids of entities too."""
    whole = readings[0]
    for reading in readings[1:]:
        whole = _with(whole, reading)
    return whole


def of_engines(reading: Reading, engines: Container[str]) -> Reading:
    """The part of a reading that some engines have made, with the entities that it speaks of.

    Our own reader finds entities too of which no claim speaks, so its part has them all.
    """
    claims = tuple(claim for claim in reading.claims if claim.engine in engines)
    if OWN in engines:
        return replace(reading, claims=claims)
    used = {reference.id for claim in claims for value in claim.values.values() for reference in _references(value)}
    parents = {entity.parent for entity in reading.bodies if entity.id in used}
    return replace(
        reading,
        claims=claims,
        people=tuple(e for e in reading.people if e.id in used),
        bodies=tuple(e for e in reading.bodies if e.id in used | parents),
        hints=(),
    )


def _with(whole: Reading, other: Reading) -> Reading:
    people, persons = _entities(whole.people, other.people)
    bodies, organs = _entities(whole.bodies, other.bodies)
    pointers = {**persons, **organs}
    claims = [_pointing(claim, pointers) for claim in other.claims]
    return replace(
        whole,
        people=people,
        bodies=bodies,
        claims=(*whole.claims, *numbered(claims, whole.claims)),
        dropped=(*whole.dropped, *other.dropped),
    )


def _entities(known: Sequence[Entity], others: Sequence[Entity]) -> tuple[tuple[Entity, ...], dict[str, Reference]]:
    """All entities, and for each id of the others what it points to now."""
    result, pointers, ids = list(known), {}, {}
    for entity in others:
        home = next((e for e in known if _one(e, entity)), None)
        if home is None:
            home = replace(entity, id=f"{entity.id[0]}{len(result) + 1}")
            result.append(home)
        ids[entity.id] = home.id
        pointers[entity.id] = home.reference
    added = (replace(e, parent=ids.get(e.parent or "", e.parent)) for e in result[len(known) :])
    return (*known, *added), pointers


def _one(a: Entity, b: Entity) -> bool:
    return fold(a.name) == fold(b.name) or bool(a.known and a.known == b.known)


def _pointing(claim: Claim, pointers: Mapping[str, Reference]) -> Claim:
    return replace(claim, values={name: _pointed(value, pointers) for name, value in claim.values.items()})


def _pointed(value: Value, pointers: Mapping[str, Reference]) -> Value:
    if isinstance(value, Reference):
        return pointers.get(value.id or "", value)
    if isinstance(value, tuple) and value and isinstance(value[0], Reference):
        found = (pointers.get(r.id or "", r) for r in value if isinstance(r, Reference))
        return tuple(dict.fromkeys(found))
    return value


def _references(value: Value) -> tuple[Reference, ...]:
    items = value if isinstance(value, tuple) else (value,)
    return tuple(item for item in items if isinstance(item, Reference))
