"""The persons and bodies that one document names, with what surrounds them; law: what is kept gives them back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from sys import intern
from typing import Any

from communique.model.entity import Entity
from communique.model.reading import Reading
from communique.reconcile import body_names
from communique.reconcile.context import Context, contexts, offices
from communique.reconcile.groups import Key
from communique.reconcile.memory import Memory
from communique.reconcile.source import Source

SORTS = ("people", "bodies")
_KINDS = ("post", "statement")


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
    body: body_names.Named | None = None

    @property
    def document(self) -> str:
        """The document's id."""
        return self.key[0]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """The entities of one document by their sorts, and the context of each by its id there.

    `offices` are the features that the contexts have of posts and statements; `stamp` stands for what all follow from.
    """

    about: About
    named: Mapping[str, tuple[Named, ...]]
    contexts: Mapping[str, Context]
    offices: Mapping[str, Sequence[tuple[str, str]]]
    stamp: str


def mentioned(
    source: Source, copies: Mapping[str, str], memory: Memory, sorts: Sequence[str] = SORTS
) -> Iterator[tuple[str, Mentioned]]:
    """The persons and bodies, or some of these sorts, that each document mentions, in the order of their ids.

    `copies` are the documents' groups of copies.
    """
    if memory.changed is None:
        for id, reading in source.each(_KINDS):
            found = _of(id, reading, copies[id], memory.stamp, sorts)
            _keep(memory, id, found, copies[id])
            yield id, found
        return
    kept, organs = dict(memory.recall(_part("people"))), dict(memory.recall(_part("bodies")))
    again = {id for id, group in copies.items() if id in memory.changed or kept[id][1] != group}
    fresh = {id: _of(id, reading, copies[id], memory.stamp, sorts) for id, reading in source.some(sorted(again))}
    for id in sorted(copies):
        if id in fresh:
            _keep(memory, id, fresh[id], copies[id])
        yield id, fresh[id] if id in fresh else _of_plain(id, kept.pop(id), organs.pop(id), sorts)


def _of(id: str, reading: Reading, group: str, stamp: str, sorts: Sequence[str]) -> Mentioned:
    document = reading.document
    about = About(document.source or id, document.published, document.publisher)
    by_id = {body.id: body for body in reading.bodies}
    held = offices(reading)
    named = {"people": tuple(_named(id, about, entity) for entity in reading.people)} if "people" in sorts else {}
    if "bodies" in sorts:
        spoken_of = (*reading.bodies, *reading.hints)
        named["bodies"] = tuple(_named(id, about, e, body_names.named(e, by_id, group)) for e in spoken_of)
    wanted = [each.entity for found in named.values() for each in found]
    around = contexts(wanted, (*reading.people, *reading.bodies), document.published, group, held)
    return Mentioned(about, named, around, held, stamp)


def _named(id: str, about: About, entity: Entity, body: body_names.Named | None = None) -> Named:
    name = entity.name
    words = tuple(dict.fromkeys(name if span.quote == name else span.quote for span in entity.mentions))
    bare = Entity(
        id=entity.id,
        type=entity.type,
        name=name,
        mentions=(),
        kind=entity.kind,
        parent=entity.parent,
        known=entity.known,
    )
    return Named((id, intern(entity.id)), about, bare, words, body)


def _part(sort: str) -> str:
    return f"mentioned {sort}"


def _keep(memory: Memory, id: str, found: Mentioned, group: str) -> None:
    if memory.keeps:
        for sort, named in found.named.items():
            memory.keep(_part(sort), id, _plain(found, group) if sort == "people" else _plain_bodies(named))


def _plain(found: Mentioned, group: str) -> list[Any]:
    about, people = found.about, [[n.entity.id, n.entity.name, n.words] for n in found.named["people"]]
    return [found.stamp, group, [about.source, about.published, about.publisher], people, found.offices]


def _plain_bodies(named: Sequence[Named]) -> list[Any]:
    return [_plain_body(each, each.body) for each in named if each.body]


def _plain_body(named: Named, body: body_names.Named) -> list[Any]:
    e = named.entity
    own = [e.id, e.name, named.words, e.type, e.kind, e.parent, e.known]
    return [*own, sorted(body.acronyms), body.known, body.parent]


def _of_plain(id: str, plain: Sequence[Any], plain_bodies: Sequence[Any], sorts: Sequence[str]) -> Mentioned:
    stamp, group, about, plain_people, held = plain
    where = About(*about)
    people = [Entity(id=each, type="person", name=name, mentions=()) for each, name, _ in plain_people]
    organs = [
        Entity(id=each, type=type, name=name, mentions=(), kind=kind, parent=parent, known=known)
        for each, name, _, type, kind, parent, known, *_ in plain_bodies
    ]
    named: dict[str, tuple[Named, ...]] = {}
    if "people" in sorts:
        named["people"] = tuple(
            Named((id, intern(entity.id)), where, entity, tuple(words))
            for entity, (_, _, words) in zip(people, plain_people, strict=True)
        )
    if "bodies" in sorts:
        named["bodies"] = tuple(
            Named((id, intern(entity.id)), where, entity, tuple(words), _body(entity, rest, group))
            for entity, (_, _, words, _, _, _, _, *rest) in zip(organs, plain_bodies, strict=True)
        )
    wanted = [each.entity for found in named.values() for each in found]
    around = contexts(wanted, (*people, *(e for e in organs if e.type == "body")), where.published, group, held)
    return Mentioned(where, named, around, held, stamp)


def _body(entity: Entity, plain: Sequence[Any], group: str) -> body_names.Named:
    acronyms, known, parent = plain
    return body_names.Named(entity.name, frozenset(acronyms), known, parent, group, entity.type == "hint")
