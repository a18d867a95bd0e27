"""Who is who: the persons and bodies of all documents, joined by name where the name settles it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique.languages.naming import body_words, fold, person_words, same_full_name
from communique.model.entity import Entity
from communique.model.reading import Reading
from communique.model.record import Record, Report
from communique.reconcile.groups import by_shared_keys, identifier

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """An entity of one document."""

    reading: Reading
    entity: Entity

    @property
    def key(self) -> Key:
        """The document's id and the entity's."""
        return (self.reading.document.id, self.entity.id)


@dataclass(frozen=True, slots=True)
class Who:
    """The records of persons and bodies, and the record of each document's entity."""

    people: tuple[Record, ...]
    bodies: tuple[Record, ...]
    owner: Mapping[Key, str]
    names: Mapping[str, str]


def who_is_who(readings: Iterable[Reading]) -> Who:
    """The persons and bodies of all documents."""
    ordered = sorted(readings, key=lambda r: r.document.id)
    people = _people([Named(r, e) for r in ordered for e in r.people])
    bodies = _bodies([Named(r, e) for r in ordered for e in r.bodies])
    owner: dict[Key, str] = {}
    made = []
    for kind, groups in (("person", people), ("body", bodies)):
        records = sorted((_record(kind, group) for group in groups), key=lambda pair: pair[0].id)
        made.append(tuple(record for record, _ in records))
        owner.update({named.key: record.id for record, group in records for named in group})
    names = {record.id: str(record.values["name"]) for records in made for record in records}
    return Who(made[0], made[1], owner, names)


def _people(items: Sequence[Named]) -> list[list[Named]]:
    """Persons with full names that agree are one; a lone surname stays with its own document."""
    by_surname: dict[str, list[int]] = {}
    for i, item in enumerate(items):
        by_surname.setdefault(person_words(item.entity.name)[-1], []).append(i)
    keys: dict[int, list[object]] = {}
    for same in by_surname.values():
        full = [i for i in same if len(person_words(items[i].entity.name)) > 1]
        for i in full:
            a = person_words(items[i].entity.name)
            first = next(j for j in full if same_full_name(a, person_words(items[j].entity.name)))
            keys[i] = [("full", first)]
        for i in set(same) - set(full):
            keys[i] = [("alone", i)]
    return by_shared_keys(items, keys)


def _bodies(items: Sequence[Named]) -> list[list[Named]]:
    """Bodies that are known are one by what they are known as, others by the words of their names."""
    keys: dict[int, list[object]] = {}
    for i, item in enumerate(items):
        entity = item.entity
        if entity.known:
            keys[i] = [("known", entity.known)]
        elif _says_little(entity.name):
            keys[i] = [("alone", item.key)]
        else:
            keys[i] = [("words", body_words(entity.name))]
    return by_shared_keys(items, keys)


def _says_little(name: str) -> bool:
    return len(body_words(name)) < 2 and not name.isupper()


def _record(kind: str, group: list[Named]) -> tuple[Record, list[Named]]:
    names = Counter(named.entity.name for named in group)
    name = max(names, key=lambda n: (len(n.split()) > 1, names[n], len(n), n))
    first = min(group, key=lambda named: named.key)
    known = first.entity.known
    values: dict[str, Any] = {"name": name, "names": sorted(names)}
    if kind == "body":
        values |= {"kind": first.entity.kind, "known": known}
    alone = kind == "body" and not known and _says_little(name)
    lone = kind == "person" and len(person_words(name)) < 2
    parts = first.key if alone or lone else (known or " ".join(sorted(fold(name).split())),)
    return Record(kind=kind, id=identifier(kind, *parts), values=values, reports=_reports(group)), group


def _reports(group: Sequence[Named]) -> tuple[Report, ...]:
    return tuple(
        Report(
            document=named.reading.document.id,
            source=named.reading.document.source or named.reading.document.id,
            item=named.entity.id,
            words=tuple(dict.fromkeys(span.quote for span in named.entity.mentions)),
        )
        for named in sorted(group, key=lambda named: named.key)
    )
