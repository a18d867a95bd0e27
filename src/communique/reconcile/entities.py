"""Who is who: the persons and bodies of all documents, each a record with the reasons why its names were joined."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from communique import knowledge
from communique.languages.naming import fold
from communique.model.entity import Reference
from communique.model.record import Reason, Record, Report
from communique.reconcile import bodies, body_names, parts, persons
from communique.reconcile.context import Context
from communique.reconcile.groups import Clusters, Key, Link, Rulings, distinct
from communique.reconcile.memory import Memory, mark
from communique.reconcile.mentioned import SORTS, Named, mentioned
from communique.reconcile.side import ALONE, Side, makers
from communique.reconcile.source import Source
from communique.reconcile.spelling import is_full, is_initialled, name_of, skeleton


@dataclass(frozen=True, slots=True)
class Joined:
    """The entities of one record: what it is called, as what it is known, and why they were joined."""

    kind: str
    id: str
    name: str
    known: str | None
    group: Sequence[Named]
    links: Sequence[Link]


Owner = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Share:
    """What all need to know of the persons, or of the bodies: their records, and what those are called and known as.

    `owner` is the record of each document's entity; `around` are the records of each document's, states left out;
    `stamps` stand for all of it, document by document.
    """

    owner: Owner
    names: Mapping[str, str]
    known: Mapping[str, str]
    around: Mapping[str, tuple[str, ...]]
    stamps: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Who:
    """Who the persons and bodies are, the record of each document's entity, and the groups of copies.

    `around` are the records of each document's persons and bodies, states left out; `stamps` stand for all that is
    known of the entities of each document, where that is kept.
    """

    owner: Owner
    names: Mapping[str, str]
    known: Mapping[str, str]
    copies: Mapping[str, str]
    around: Mapping[str, tuple[str, ...]]
    stamps: Mapping[str, str]

    def of(self, document: str, entity: str | None) -> str | None:
        """The record of a document's entity."""
        return self.owner.get(document, _NOBODY).get(entity or "")

    def record(self, document: str, value: object) -> str | None:
        """The id of the record that a claim's reference points to, or its folded name for a mere description."""
        if not isinstance(value, Reference):
            return None
        return self.of(document, value.id) or fold(value.name)

    def shown(self, document: str, value: Reference) -> dict[str, str | None]:
        """A reference as plain data: the record's id, if there is one, and its name."""
        id = self.of(document, value.id)
        return {"id": id, "name": self.names[id] if id else value.name}


_NOBODY: Mapping[str, str] = {}
Found = dict[str, list[Joined]]


def who_is_who(
    source: Source, copies: Mapping[str, str], rulings: Rulings, memory: Memory, side: Side = ALONE
) -> tuple[Who, Found]:
    """Who is who in all documents, given groups of copies by the documents' ids; and this side's persons and bodies.

    The persons and bodies are those whose records it makes, by the plurals `people` and `bodies`.
    """
    mine = [sort for sort in SORTS if makers(side.of)[sort] == side.number]
    named: dict[str, list[Named]] = {sort: [] for sort in mine}
    near: dict[str, dict[Key, Context]] = {sort: {} for sort in mine}
    stamps: dict[str, str] = {}
    for id, found in mentioned(source, copies, memory, mine):
        for sort, some in found.named.items():
            named[sort] += some
            near[sort].update((each.key, found.contexts[each.entity.id]) for each in some)
        stamps[id] = found.stamp
    joined, shares = {}, {}
    for sort in mine:
        joined[sort] = _joined_of(sort, named[sort], near.pop(sort), rulings)
        shares[sort] = _share(joined[sort], named.pop(sort), memory.keeps)
        joined[sort] = [each for each in joined[sort] if _is_somebody(each)]
    told = {sort: share for some in side.exchange(shares) for sort, share in some.items()}
    return _who([told[sort] for sort in SORTS], copies, stamps if memory.keeps else {}), joined


def _joined_of(sort: str, named: Sequence[Named], near: Mapping[Key, Context], rulings: Rulings) -> list[Joined]:
    if sort == "people":
        return _joined("person", named, persons.cluster({n.key: n.entity.name for n in named}, near, rulings))
    return _joined("body", named, bodies.cluster({n.key: n.body for n in named if n.body}, near, rulings))


def _is_somebody(each: Joined) -> bool:
    """Whether a record is to be made: not of plain words that one report has alone, or that say little ("leaders")."""
    if any(n.entity.type != "hint" for n in each.group):
        return True
    return parts.tells(each.name) and len({n.body.group for n in each.group if n.body}) > 1


def _share(joined: Sequence[Joined], named: Iterable[Named], keeps: bool) -> Share:
    """What all need to know; those that are named come document by document."""
    owner: Owner = {}
    for each in joined:
        for document, entity in (item.key for item in each.group):
            owner.setdefault(document, {})[entity] = each.id
    names = {each.id: each.name for each in joined}
    known = {each.id: each.known for each in joined if each.known}
    around: dict[str, tuple[str, ...]] = {}
    stamps: dict[str, str] = {}
    for id, some in groupby(named, key=attrgetter("document")):
        own, of_document = owner[id], list(some)
        no_states = [n.entity for n in of_document if n.entity.kind != "state" and n.entity.type != "hint"]
        around[id] = tuple(dict.fromkeys(own[entity.id] for entity in no_states))
        if keeps:
            told = ((n.entity.id, own[n.entity.id]) for n in of_document)
            stamps[id] = mark([part for id, record in told for part in (id, record, names[record], known.get(record))])
    return Share(owner, names, known, around, stamps)


def _who(shares: Sequence[Share], copies: Mapping[str, str], stamps: Mapping[str, str]) -> Who:
    owner = shares[0].owner
    for share in shares[1:]:
        for document, found in share.owner.items():
            owner.setdefault(document, {}).update(found)
    return Who(
        owner=owner,
        names={id: name for share in shares for id, name in share.names.items()},
        known={id: known for share in shares for id, known in share.known.items()},
        copies=copies,
        around={id: tuple(r for share in shares for r in share.around.get(id, ())) for id in copies},
        stamps={id: mark(stamp, *(share.stamps.get(id) for share in shares)) for id, stamp in stamps.items()},
    )


def records(kind: str, joined: Sequence[Joined], who: Who, memory: Memory) -> tuple[Iterable[Record], Sequence[str]]:
    """The records of persons or of bodies, by the plural, in the order of their ids; and the ids of those kept as is.

    Who knows the stamps of the documents knows what their records follow from.
    """
    if not memory.keeps:
        return (_record(each, who) for each in joined), ()
    kept = dict(memory.recall(f"{kind} made"))
    for id in kept.keys() - {each.id for each in joined}:
        memory.keep(f"{kind} made", id, None)
    new, same = [], []
    for each in joined:
        made_of = _made_of(each, who)
        if kept.get(each.id) == made_of:
            same.append(each.id)
        else:
            memory.keep(f"{kind} made", each.id, made_of)
            new.append(each)
    return (_record(each, who) for each in new), same


def _made_of(each: Joined, who: Who) -> str:
    """What stands for all that a record is made of."""
    items = [(named.key, who.stamps[named.document]) for named in each.group]
    return mark(each.id, items, [tuple(link) for link in each.links])


def _joined(kind: str, items: Sequence[Named], clusters: Clusters[Any]) -> list[Joined]:
    groups: dict[Key, list[Named]] = {}
    for item in items:
        groups.setdefault(clusters.of(item.key), []).append(item)
    links: dict[Key, list[Link]] = {}
    for link in clusters.used:
        links.setdefault(clusters.of(link.a), []).append(link)
    known = {
        root: next(iter(sorted(clusters.natures[root].known)), None) if kind == "body" else None for root in groups
    }
    shown = {root: _shown(kind, group, known[root]) for root, group in groups.items()}
    wanted = [_is_of(kind, shown[root], known[root], group) for root, group in groups.items()]
    keys = [group[0].key for group in groups.values()]
    found = [
        Joined(kind, id, shown[root], known[root], group, sorted(links.get(root, ()), key=_ends))
        for id, (root, group) in zip(distinct(kind, wanted, keys), groups.items(), strict=True)
    ]
    return sorted(found, key=lambda each: each.id)


def _ends(link: Link) -> tuple[Key, Key]:
    return link.a, link.b


def _record(each: Joined, who: Who) -> Record:
    values: dict[str, Any] = {"name": each.name, "names": sorted({n.entity.name for n in _named(each.group)})}
    if each.kind == "body":
        parent = _parent(each, who)
        values |= {"kind": _most(n.entity.kind for n in each.group), "known": each.known}
        values |= {"parent": {"id": parent, "name": who.names[parent]} if parent else None}
    return Record(
        kind=each.kind,
        id=each.id,
        values=values,
        reports=_reports(each.group, who.copies),
        reasons=tuple(
            Reason(words=link.words, score=round(link.score, 3), items=(link.a, link.b)) for link in each.links
        ),
    )


def _parent(each: Joined, who: Who) -> str | None:
    parents = (who.of(n.document, n.entity.parent) for n in each.group if n.entity.parent)
    return _most(p for p in parents if p != each.id)


def _shown(kind: str, group: Sequence[Named], known: str | None) -> str:
    names = Counter(named.entity.name for named in _named(group))
    thing = knowledge.thing(known) if known else None
    if thing:
        return thing.name
    if kind == "person":
        return persons.shown_name(names)
    return max(names, key=lambda n: (len(n.split()) > 1, names[n], len(n), n))


def _named(group: Sequence[Named]) -> Sequence[Named]:
    """Those that go by a name, if there are any, and not by plain words alone."""
    return [each for each in group if each.entity.type != "hint"] or group


def _is_of(kind: str, name: str, known: str | None, group: Sequence[Named]) -> tuple[object, ...]:
    """What a record is of: a person by the sound of the full name, a body by what it is known as or its words."""
    if known:
        return (known,)
    if kind == "person":
        words = name_of(name)
        whole = is_full(words) or is_initialled(words)
        return tuple(sorted(skeleton(word) for word in words)) if whole else group[0].key
    first = _named(group)[0]
    what, _ = body_names.identity(first.body) if first.body else (first.key, "")
    return tuple(" ".join(sorted(part)) if isinstance(part, frozenset) else part for part in what)


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return max(counted, key=lambda v: (counted[v], v)) if counted else None


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
