"""What surrounds an entity in its document: by that a surname finds its person, and an acronym its body."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from communique import knowledge
from communique.knowledge import Country
from communique.languages.naming import fold
from communique.model.entity import Entity, Reference
from communique.model.reading import Reading
from communique.reconcile.days import Window, gap, window
from communique.reconcile.spelling import name_of, skeleton

Feature = tuple[str, str]

# How much each shared feature tells, and the most that all of its sort tell together.
_WEIGHTS = {"copy": (0.7, 0.7), "of": (0.35, 0.45), "role": (0.15, 0.3), "with": (0.15, 0.3), "body": (0.08, 0.2)}
_WEIGHTS |= {"state": (0.03, 0.09)}
_NEAR, _NEXT, _FAR = 60, 200, 5 * 366


class Part(NamedTuple):
    """The features of one entity: those of its document without its own, and more."""

    document: frozenset[Feature]
    own: frozenset[Feature]
    more: tuple[Feature, ...]

    @property
    def features(self) -> frozenset[Feature]:
        """All of them."""
        return self.document.difference(self.own).union(self.more)


@dataclass(slots=True)
class Context:
    """Features of one entity or of a group of them, and the days between which its documents were published.

    The features of a document are held once, however many entities it names; those of a group are put together when
    they are asked for, as few are.
    """

    parts: list[Part]
    days: Window | None = None
    _all: frozenset[Feature] | None = None

    @property
    def features(self) -> frozenset[Feature]:
        """The features of all parts."""
        if len(self.parts) == 1:
            return self.parts[0].features
        if self._all is None:
            self._all = frozenset().union(*(part.features for part in self.parts))
        return self._all

    def plus(self, other: "Context") -> "Context":
        """Both together, in the parts of the larger one, which grow."""
        known = [days for days in (self.days, other.days) if days]
        both = (min(d[0] for d in known), max(d[1] for d in known)) if known else None
        small, large = sorted((self.parts, other.parts), key=len)
        large.extend(small)
        return Context(large, both)

    def shared(self, other: "Context") -> tuple[float, str]:
        """How much two contexts have in common, from 0 to about 1, and what, in words."""
        totals: dict[str, float] = {}
        common = self.features & other.features
        for sort, _ in sorted(common):
            each, most = _WEIGHTS[sort]
            totals[sort] = min(most, totals.get(sort, 0.0) + each)
        said = [_SAID[sort] for sort in sorted(totals, key=lambda sort: (-totals[sort], sort))]
        return round(sum(sorted(totals.values())) + self._nearness(other), 3), ", ".join(said)

    def _nearness(self, other: "Context") -> float:
        if self.days is None or other.days is None:
            return 0.0
        days = gap(self.days, other.days)
        return 0.15 if days <= _NEAR else 0.08 if days <= _NEXT else -0.3 if days > _FAR else 0.0


_SAID = {
    "copy": "copies of one report",
    "of": "the same country or body",
    "role": "the same office",
    "with": "the same people around",
    "body": "the same bodies around",
    "state": "the same states around",
}


def contexts(
    wanted: Iterable[Entity],
    entities: Iterable[Entity],
    published: str | None,
    group: str,
    offices: Mapping[str, Iterable[Sequence[str]]],
) -> Mapping[str, Context]:
    """The context of each wanted person and body of a document, by its id there, given all that it names.

    `group` is the document's group of copies, `offices` what `offices` found in it.
    """
    days = window(published)
    around = frozenset((*_around(entities), _feature("copy", group)))
    found: dict[str, Context] = {}
    for entity in wanted:
        more = tuple(_feature(*told) for told in offices.get(entity.id, ()))
        found[entity.id] = Context([Part(around, _one(around & _own(entity)), more)], days)
    return found


@lru_cache(maxsize=1 << 18)
def _feature(sort: str, key: str) -> Feature:
    """A feature, held once however many documents have it."""
    return (sort, key)


@lru_cache(maxsize=1 << 18)
def _one(features: frozenset[Feature]) -> frozenset[Feature]:
    """Equal features, held once."""
    return features


def _around(entities: Iterable[Entity]) -> Iterable[Feature]:
    yield from {_feature("with", skeleton(name_of(e.name)[-1])) for e in entities if e.type == "person"}
    bodies = (entity for entity in entities if entity.type == "body")
    yield from {_feature("state" if body.kind == "state" else "body", body_key(body)) for body in bodies}


def _own(entity: Entity) -> frozenset[Feature]:
    key = body_key(entity)
    return frozenset((("with", skeleton(name_of(entity.name)[-1])), ("body", key), ("state", key)))


def offices(reading: Reading) -> Mapping[str, list[Feature]]:
    """For each person, the words of the offices that posts and statements give, and of what country or body."""
    bodies = {body.id: body for body in reading.bodies}
    found: dict[str, list[Feature]] = {}
    for claim in reading.claims:
        who = claim["person"] if claim.kind == "post" else claim["speaker"] if claim.kind == "statement" else None
        if isinstance(who, Reference) and who.id:
            features = found.setdefault(who.id, [])
            of = claim["of"]
            if isinstance(of, Reference):
                body = bodies.get(of.id or "")
                features.extend(_feature("of", key) for key in _of(of.name, body))
            features.extend(_feature("role", word) for word in fold(str(claim["role"] or "")).split() if len(word) > 3)
    return found


def _of(name: str, body: Entity | None) -> Iterable[str]:
    """The country or body of an office, and the country of such a body."""
    yield body_key(body) if body else fold(name)
    yield from _countries(name)


@lru_cache(maxsize=1 << 16)
def _countries(name: str) -> tuple[str, ...]:
    found = (found.entry.thing for found in knowledge.find_names(name))
    return tuple(thing.id for thing in found if isinstance(thing, Country))


def body_key(body: Entity) -> str:
    """What a body is known as, else its name."""
    return body.known or fold(body.name)
