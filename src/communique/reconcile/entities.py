"""Who is who: the persons and bodies of all documents, each a record with the reasons why its names were joined."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from sys import intern
from typing import Any

from communique import knowledge
from communique.languages.naming import fold
from communique.model.entity import Entity, Reference
from communique.model.record import Reason, Record, Report
from communique.reconcile import bodies, persons
from communique.reconcile.context import Context, contexts
from communique.reconcile.groups import NO_RULINGS, Clusters, Key, Link, Rulings, distinct
from communique.reconcile.source import Source
from communique.reconcile.spelling import is_full, is_initialled, name_of, skeleton


@dataclass(frozen=True, slots=True)
class About:
    """Where a document comes from."""

    source: str
    published: str | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """An entity of a document, by the document's id and its own; a body with its name and parent there.

    The entity stands without its mentions; `words` are theirs, each once.
    """

    key: Key
    about: About
    entity: Entity
    words: tuple[str, ...]
    body: bodies.Named | None = None

    @property
    def document(self) -> str:
        """The document's id."""
        return self.key[0]


@dataclass(frozen=True, slots=True)
class Who:
    """The records of persons and bodies, the record of each document's entity, and the groups of copies.

    `around` are the records of each document's persons and bodies, states left out.
    """

    people: tuple[Record, ...]
    bodies: tuple[Record, ...]
    owner: Mapping[Key, str]
    names: Mapping[str, str]
    known: Mapping[str, str]
    copies: Mapping[str, str]
    around: Mapping[str, frozenset[str]]

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


def who_is_who(source: Source, copies: Mapping[str, str], rulings: Rulings = NO_RULINGS) -> Who:
    """The persons and bodies of all documents, given groups of copies by the documents' ids."""
    people: list[Named] = []
    all_bodies: list[Named] = []
    near: dict[Key, Context] = {}  # what surrounds persons; around, bodies
    around: dict[Key, Context] = {}
    for id, reading in source.each(("post", "statement")):
        found = contexts(reading, copies[id])
        about = About(reading.document.source or id, reading.document.published, reading.document.publisher)
        by_id = {body.id: body for body in reading.bodies}
        for entity in reading.people:
            people.append(_named(id, about, entity))
            near[people[-1].key] = found[entity.id]
        for body in reading.bodies:
            all_bodies.append(_named(id, about, body, by_id))
            around[all_bodies[-1].key] = found[body.id]
    made = _records("person", people, persons.cluster({n.key: n.entity.name for n in people}, near, rulings), copies)
    near.clear()
    owner, names = _owned(made)
    items = {n.key: replace(n.body, group=copies[n.document]) for n in all_bodies if n.body}
    made_bodies = _records("body", all_bodies, bodies.cluster(items, around, rulings), copies)
    around.clear()
    body_owner, body_names = _owned(made_bodies)
    owner |= body_owner
    return Who(
        people=tuple(record for record, _ in made),
        bodies=tuple(_with_parent(record, group, owner, body_names) for record, group in made_bodies),
        owner=owner,
        names=names | body_names,
        known={r.id: str(r.values["known"]) for r, _ in made_bodies if r.values["known"]},
        copies=copies,
        around=_around(copies, (*people, *all_bodies), owner),
    )


def _named(id: str, about: About, entity: Entity, bodies_by_id: Mapping[str, Entity] | None = None) -> Named:
    words = tuple(dict.fromkeys(span.quote for span in entity.mentions))
    body = None if bodies_by_id is None else bodies.named(entity, bodies_by_id, id)
    return Named((id, intern(entity.id)), about, replace(entity, mentions=()), words, body)


def _around(ids: Iterable[str], named: Iterable[Named], owner: Mapping[Key, str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {id: set() for id in ids}
    for each in named:
        if each.entity.type == "person" or each.entity.kind != "state":
            found[each.document].add(owner[each.key])
    return {id: frozenset(records) for id, records in found.items()}


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
    what, _ = bodies.identity(group[0].body) if group[0].body else (group[0].key, "")
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
            source=named.about.source,
            item=named.entity.id,
            words=named.words,
            published=named.about.published,
            group=copies[named.document],
            publisher=named.about.publisher,
        )
        for named in sorted(group, key=lambda named: named.key)
    )
