"""What each claim tells of which record it is of, for all documents; law: what is kept of it gives it back."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any, cast, get_type_hints

from communique.model.kinds import MEETING, Kind
from communique.model.reading import Reading
from communique.reconcile import likenesses
from communique.reconcile.entities import Who
from communique.reconcile.groups import Key
from communique.reconcile.likenesses import Same, Work
from communique.reconcile.memory import Memory
from communique.reconcile.occasions import Occasion, occasion
from communique.reconcile.said import Said, said_in, said_of
from communique.reconcile.source import Source

Item = Occasion | Work | Same


@dataclass(slots=True)
class Held:
    """Whole readings of a source, each read once."""

    source: Source
    readings: dict[str, Reading] = field(default_factory=dict)

    def of(self, ids: Collection[str]) -> dict[str, Reading]:
        """The readings of some documents, by their ids, in the order of these."""
        self.readings.update(self.source.some(sorted(id for id in ids if id not in self.readings)))
        return {id: self.readings[id] for id in sorted(ids)}


@dataclass(slots=True)
class Told:
    """What the claims of one kind tell (an `Item` each), and the claims themselves, as far as they are needed."""

    kind: Kind
    who: Who
    items: list[Any]
    held: Held
    known: dict[Key, Said]

    def said(self, keys: Iterable[Key]) -> list[Said]:
        """The claims with some keys, in their order."""
        wanted = list(keys)
        missing = {key[0] for key in wanted if key not in self.known}
        if missing:
            found = said_in(self.held.of(missing), self.kind.name, self.who)
            self.known.update((said.key, said) for said in found)
        return [self.known[key] for key in wanted]


def told(kind: Kind, held: Held, who: Who, memory: Memory) -> Told:
    """What the claims of one kind tell, given who is who."""
    if memory.changed is None:
        said = said_of(held.source, kind.name, who)
        items = _items(kind, said, who)
        if memory.keeps:
            _keep(memory, kind, items, who)
        return Told(kind, who, items, held, {item.key: each for item, each in zip(items, said, strict=True)})
    kept = dict(memory.recall(kind.name))
    again = {id for id, plain in kept.items() if plain[0] != who.stamps[id]} | memory.changed
    found = Told(kind, who, [], held, {})
    said = said_in(held.of(again), kind.name, who)
    fresh = _items(kind, said, who)
    for id in again - {item.key[0] for item in fresh}:
        memory.keep(kind.name, id, None)
    _keep(memory, kind, fresh, who)
    found.known.update((each.key, each) for each in said)
    old = (item for id, plain in kept.items() if id not in again for item in _of_plain(kind, id, plain[1], who))
    found.items = sorted((*old, *fresh), key=lambda item: item.key)
    return found


def _items(kind: Kind, said: Iterable[Said], who: Who) -> list[Item]:
    make = occasion if kind is MEETING else likenesses.item
    found: list[Item] = []
    for document, some in groupby(said, key=attrgetter("document")):
        around = frozenset(who.around[document])
        found += [make(each, who, around) for each in some]
    return found


def _keep(memory: Memory, kind: Kind, items: Iterable[Item], who: Who) -> None:
    found: dict[str, list[Any]] = {}
    for item in items:
        found.setdefault(item.key[0], []).append(_plain(item))
    for id, plain in found.items():
        memory.keep(kind.name, id, [who.stamps[id], plain])


# What every item of a document has alike is known of the document.
_OF_DOCUMENT = ("group", "around")


def _plain(item: Item) -> list[Any]:
    values = ((name, getattr(item, name)) for name in _names(cast(Any, type(item))) if name not in _OF_DOCUMENT)
    plain = [sorted(value) if isinstance(value, frozenset) else value for name, value in values if name != "key"]
    return [item.key[1], *plain]


def _of_plain(kind: Kind, document: str, plains: Iterable[Sequence[Any]], who: Who) -> Iterator[Item]:
    sort = _sort(kind)
    given: dict[str, Any] = {"group": who.copies[document], "around": frozenset(who.around[document])}
    given = {name: value for name, value in given.items() if name in _names(sort)}
    sets = _sets(sort)
    names = [name for name in _names(sort) if name not in _OF_DOCUMENT and name != "key"]
    for plain in plains:
        values = {n: frozenset(v) if n in sets else _tuple(v) for n, v in zip(names, plain[1:], strict=True)}
        found: Item = sort(key=(document, plain[0]), **values, **given)
        yield found


def _sort(kind: Kind) -> Any:
    return Occasion if kind is MEETING else Work if kind.name in ("act", "programme") else Same


def _tuple(value: Any) -> Any:
    return tuple(_tuple(each) for each in value) if isinstance(value, list) else value


@cache
def _names(sort: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(sort))


@cache
def _sets(sort: Any) -> Mapping[str, bool]:
    return {name: True for name, type in get_type_hints(sort).items() if type == frozenset[str]}
