"""Who is who: the persons and bodies of all documents, each a record with the reasons why its names were joined."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique import knowledge
from communique.languages.naming import fold
from communique.model.entity import Entity, Reference
from communique.model.reading import Reading
from communique.model.record import Reason, Record, Report
from communique.reconcile import bodies, persons
from communique.reconcile.context import Context, contexts
from communique.reconcile.groups import NO_RULINGS, Clusters, Key, Link, Rulings, distinct
from communique.reconcile.spelling import is_full, is_initialled, name_of, skeleton


@dataclass(frozen=True, slots=True)
class Named:
    """An entity of the document with an id."""

    document: str
    reading: Reading
    entity: Entity

    @property
    def key(self) -> Key:
        """The document's id and the entity's."""
        return (self.document, self.entity.id)


@dataclass(frozen=True, slots=True)
class Who:
    """The records of persons and bodies, the record of each document's entity, and the groups of copies."""

    people: tuple[Record, ...]
    bodies: tuple[Record, ...]
    owner: Mapping[Key, str]
    names: Mapping[str, str]
    known: Mapping[str, str]
    copies: Mapping[str, str]

    def record(self, document: str, value: object) -> str | None:
        """The id of the record that a claim's reference points to, or its folded name for a mere description."""
        if not isinstance(value, Reference):
            return None
        found = self.owner.get((document, value.id)) if value.id else None
        return found or fold(value.name)

    def shown(self, document: str, value: Reference) -> dict[str, str | None]:
        """A reference as plain data: the record's id, if there is one, and its name."""
        id = self.owner.get((document, value.id)) if value.id else None
        return {"id": id, "name": self.names[id] if id else value.name}


def who_is_who(readings: Mapping[str, Reading], copies: Mapping[str, str], rulings: Rulings = NO_RULINGS) -> Who:
    """The persons and bodies of all documents, given readings and groups of copies by the documents' ids."""
    around: dict[Key, Context] = {}
    for id, reading in readings.items():
        around.update(contexts(id, reading, copies[id]))
    people = [Named(id, r, e) for id, r in readings.items() for e in r.people]
    found = persons.cluster({n.key: n.entity.name for n in people}, around, rulings)
    made = _records("person", people, found, copies)
    owner, names = _owned(made)
    all_bodies = [Named(id, r, e) for id, r in readings.items() for e in r.bodies]
    items = {key: item for id, r in readings.items() for key, item in _bodies(id, r, copies[id])}
    made_bodies = _records("body", all_bodies, bodies.cluster(items, around, rulings), copies)
    body_owner, body_names = _owned(made_bodies)
    owner |= body_owner
    known = {r.id: str(r.values["known"]) for r, _ in made_bodies if r.values["known"]}
    return Who(
        people=tuple(record for record, _ in made),
        bodies=tuple(_with_parent(record, group, owner, body_names) for record, group in made_bodies),
        owner=owner,
        names=names | body_names,
        known=known,
        copies=copies,
    )


def _bodies(id: str, reading: Reading, group: str) -> Iterable[tuple[Key, bodies.Named]]:
    by_id = {body.id: body for body in reading.bodies}
    return (((id, body.id), bodies.named(body, by_id, group)) for body in reading.bodies)


def _owned(made: Sequence[tuple[Record, list[Named]]]) -> tuple[dict[Key, str], dict[str, str]]:
    owner = {named.key: record.id for record, group in made for named in group}
    return owner, {record.id: str(record.values["name"]) for record, _ in made}


def _records(
    kind: str, items: Sequence[Named], clusters: Clusters[Any], copies: Mapping[str, str]
) -> list[tuple[Record, list[Named]]]:
    groups: dict[Key, list[Named]] = {}
    for item in items:
        groups.setdefault(clusters.of(item.key), []).append(item)
    reasons: dict[Key, list[Link]] = {}
    for link in clusters.used:
        reasons.setdefault(clusters.of(link.a), []).append(link)
    known = {
        root: next(iter(sorted(clusters.natures[root].known)), None) if kind == "body" else None for root in groups
    }
    shown = {root: _shown(kind, group, known[root]) for root, group in groups.items()}
    wanted = [(_is_of(kind, shown[root], known[root], group), group[0].key) for root, group in groups.items()]
    made = []
    for id, (root, group) in zip(distinct(kind, wanted), groups.items(), strict=True):
        values: dict[str, Any] = {"name": shown[root], "names": sorted({n.entity.name for n in group})}
        if kind == "body":
            values |= {"kind": _most(n.entity.kind for n in group), "known": known[root]}
        record = Record(
            kind=kind,
            id=id,
            values=values,
            reports=_reports(group, copies),
            reasons=tuple(
                Reason(words=link.words, score=round(link.score, 3), items=(link.a, link.b))
                for link in sorted(reasons.get(root, []), key=lambda link: (link.a, link.b))
            ),
        )
        made.append((record, group))
    return sorted(made, key=lambda pair: pair[0].id)


def _shown(kind: str, group: Sequence[Named], known: str | None) -> str:
    names = Counter(named.entity.name for named in group)
    thing = knowledge.thing(known) if known else None
    if thing:
        return thing.name
    if kind == "person":
        return persons.shown_name(names)
    return max(names, key=lambda n: (len(n.split()) > 1, names[n], len(n), n))


def _is_of(kind: str, name: str, known: str | None, group: Sequence[Named]) -> tuple[object, ...]:
    """What a record is of: a person by the sound of the full name, a body by what it is known as or its words."""
    if known:
        return (known,)
    if kind == "person":
        words = name_of(name)
        whole = is_full(words) or is_initialled(words)
        return tuple(sorted(skeleton(word) for word in words)) if whole else group[0].key
    by_id = {body.id: body for body in group[0].reading.bodies}
    what, _ = bodies.identity(bodies.named(group[0].entity, by_id, group[0].document))
    return tuple(" ".join(sorted(part)) if isinstance(part, frozenset) else part for part in what)


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return max(counted, key=lambda v: (counted[v], v)) if counted else None


def _with_parent(record: Record, group: Sequence[Named], owner: Mapping[Key, str], names: Mapping[str, str]) -> Record:
    parents = (owner.get((n.document, n.entity.parent)) for n in group if n.entity.parent)
    id = _most(p for p in parents if p != record.id)
    values = {**record.values, "parent": {"id": id, "name": names[id]} if id else None}
    return Record(kind=record.kind, id=record.id, values=values, reports=record.reports, reasons=record.reasons)


def _reports(group: Sequence[Named], copies: Mapping[str, str]) -> tuple[Report, ...]:
    return tuple(
        Report(
            document=named.document,
            source=named.reading.document.source or named.document,
            item=named.entity.id,
            words=tuple(dict.fromkeys(span.quote for span in named.entity.mentions)),
            published=named.reading.document.published,
            group=copies[named.document],
            publisher=named.reading.document.publisher,
        )
        for named in sorted(group, key=lambda named: named.key)
    )
