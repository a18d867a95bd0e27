"""Records of every kind from the readings of all documents; values that disagree are all kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from communique.model.decision import Decision
from communique.model.kinds import ACT, ALL, MEETING, MEMBERSHIP, POST, PROGRAMME, Kind
from communique.model.reading import Reading
from communique.model.record import Reason, Record
from communique.reconcile import copies, likenesses, meetings
from communique.reconcile.chain import chain, earliest, plain_chain
from communique.reconcile.decided import decide_part
from communique.reconcile.decided import shown as as_decided
from communique.reconcile.entities import Who, who_is_who
from communique.reconcile.entities import records as entity_records
from communique.reconcile.grouped import Grouped, Groups, grouped, part
from communique.reconcile.groups import NO_RULINGS, Clusters, Key, Link, Rulings
from communique.reconcile.hung import Counted
from communique.reconcile.lasting import lasting
from communique.reconcile.ledgers import Office, ledger, neighbours, office, statuses, with_neighbours
from communique.reconcile.memory import BLANK, Forgetting, Memory
from communique.reconcile.said import Said, in_time, report
from communique.reconcile.shown import shown
from communique.reconcile.side import ALONE, Side, makers
from communique.reconcile.source import Source, source_of
from communique.reconcile.told import Held, Told, told

KINDS = ("people", "bodies", *(kind.plural for kind in ALL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """The records of one kind, by its plural, that are new or may be other than before, and the ids of the others."""

    kind: str
    records: Iterable[Record]
    same: Sequence[str]


def records(kind: str, readings: Iterable[Reading], decisions: Sequence[Decision] = ()) -> list[Record]:
    """The records of one kind, named in the plural, in the order of their ids. Raises `KeyError`."""
    if kind not in KINDS:
        raise KeyError(f"No kind named {kind!r}. Known: {', '.join(KINDS)}.")
    return list(everything(readings, decisions)[kind])


def everything(readings: Iterable[Reading], decisions: Sequence[Decision] = ()) -> Mapping[str, tuple[Record, ...]]:
    """The records of all kinds, by the kinds' plurals, each in the order of their ids."""
    return {kind: tuple(found) for kind, found in stream(readings, decisions)}


def stream(readings: Iterable[Reading], decisions: Sequence[Decision] = ()) -> Iterator[tuple[str, Iterable[Record]]]:
    """The same, kind by kind; of readings that can be gone through more than once few are in memory at a time."""
    return ((each.kind, each.records) for each in renew(readings, decisions, BLANK))


def renew(
    readings: Iterable[Reading], decisions: Sequence[Decision], memory: Memory, side: Side = ALONE
) -> Iterator[Renewed]:
    """The same, and of what was derived before only what may be other now; law: together they are `everything`.

    `memory` holds what was kept of the derivation before, with the same decisions, of the same readings but those
    that it says are changed, and keeps what the next one needs. Of several processes that do this together each makes
    the records of some kinds, by its `side`.
    """
    source, decided = decide_part(source_of(readings), decisions)
    if memory.changed and any(reading.document.id in memory.changed for reading in decided.readings):
        memory = Forgetting(memory)
    for each in _joined(source, decided.pairs, memory, side):
        yield replace(each, records=(as_decided(record, decided) for record in each.records))


def joined_records(readings: Iterable[Reading], rulings: Rulings = NO_RULINGS) -> Mapping[str, tuple[Record, ...]]:
    """The records of all kinds, with pairs of entities or claims that are ruled to be the same, or not the same."""
    return {each.kind: tuple(each.records) for each in _joined(source_of(readings), rulings, BLANK, ALONE)}


def _joined(source: Source, rulings: Rulings, memory: Memory, side: Side) -> Iterator[Renewed]:
    again = None if memory.changed is None else copies.regrouped(source, memory, keeps=side.number == 0)
    groups = again or copies.groups(source.documents(), memory, side)
    who, found = who_is_who(source, groups, rulings, memory, side)
    for kind in list(found):
        made, same = entity_records(kind, found.pop(kind), who, memory)
        yield Renewed(kind=kind, records=made, same=same)
        del made  # what it is made of is not needed any more
    held = Held(source)
    for each in ALL:
        if makers(side.of)[each.plural] == side.number:
            yield _renewed(told(each, held, who, memory), rulings, memory)


def _renewed(claims: Told, rulings: Rulings, memory: Memory) -> Renewed:
    kind, who = claims.kind, claims.who

    def is_of(keys: Sequence[Key]) -> tuple[object, ...]:
        return _is_of(kind, in_time(claims.said(keys)), who)

    found = grouped(claims, _clusters(claims, rulings), memory, is_of)
    if kind is POST:
        return _posts(claims, found, memory)
    for id, root in found.again if memory.keeps else ():
        memory.keep(part(claims), id, found.made_of(root))
    return Renewed(kind=kind.plural, records=_made(claims, found.groups, found.again), same=list(found.same))


def _clusters(claims: Told, rulings: Rulings) -> Clusters[Any]:
    if claims.kind is MEETING:
        return meetings.cluster(claims.items, rulings)
    return likenesses.cluster(claims.kind.name, claims.items, rulings)


def _made(claims: Told, groups: Groups, wanted: Iterable[tuple[str, Key]]) -> Iterator[Record]:
    kind, who = claims.kind, claims.who

    def said_of(root: Key) -> Sequence[Said]:
        return claims.said(groups.members[root])

    if kind is MEETING:
        # dates that hang on other meetings are counted from those that their records show
        said_of = Counted(
            lambda root: lasting(claims.said(groups.members[root])),
            groups.roots,
            lambda said: shown(MEETING, chain(said), who).values["date"],
        ).said
    for id, root in wanted:
        yield _record(kind, id, said_of(root), who, groups.links(root))


def _posts(claims: Told, found: Grouped, memory: Memory) -> Renewed:
    """Posts with who held each office before and after, which may be others though a post's claims are the same."""
    new = {record.id: record for record in _made(claims, found.groups, found.again)}
    offices = {id: Office(*held) if (held := found.kept[id][2]) else None for id in found.same}
    offices |= {id: office(record) for id, record in new.items()}
    near = neighbours(offices.items())
    more = [(id, root) for id, root in found.same.items() if near.get(id, {}) != found.kept[id][3]]
    new |= {record.id: record for record in _made(claims, found.groups, more)}
    for id, root in (*found.again, *more) if memory.keeps else ():
        memory.keep(part(claims), id, [*found.made_of(root), offices[id], near.get(id, {})])
    made = [with_neighbours(new[id], near.get(id, {})) for id in sorted(new)]
    return Renewed(kind=claims.kind.plural, records=made, same=[id for id in found.same if id not in new])


def _is_of(kind: Kind, said: Sequence[Said], who: Who) -> tuple[object, ...]:
    """What a record is of, from its claims in time: what does not change when more is reported, as far as that goes."""
    first = said[0]

    def of(field: str) -> str | None:
        return who.record(first.document, first.claim[field])

    if kind is MEETING:
        return _meeting_of(said, who)
    if kind is POST:
        return (of("person"), likenesses.office(str(first.claim["role"])), of("of"))
    if kind is MEMBERSHIP:
        return (of("member"), of("body"))
    if kind in (ACT, PROGRAMME):
        telling, numbers = likenesses.name_words(str(first.claim["name"]))
        return (*sorted(telling), *sorted(numbers), of("body" if kind is ACT else "of"))
    return first.key


def _meeting_of(said: Sequence[Said], who: Who) -> tuple[object, ...]:
    """What a meeting is: its body and number, else its body or parties and the date first announced for it."""
    bodies = sorted({id for s in said if (id := who.record(s.document, s.claim["body"]))})
    ordinals = sorted({n for s in said if isinstance(n := s.claim["ordinal"], int)})
    if bodies and ordinals:
        return (bodies[0], ordinals[0])
    parties = said[0].claim["participants"]
    named = sorted(str(who.record(said[0].document, p)) for p in parties) if isinstance(parties, tuple) else []
    return (*(bodies[:1] or named), earliest(said))


def _record(kind: Kind, id: str, group: Sequence[Said], who: Who, reasons: Sequence[Link]) -> Record:
    timeline = chain(group) if kind is MEETING else plain_chain(group)
    found = shown(kind, timeline, who)
    more: dict[str, Any] = {}
    events = timeline.events
    if kind in (ACT, PROGRAMME):
        more, events = ledger(timeline.said, who)
    elif kind in (POST, MEMBERSHIP):
        more, events = statuses(timeline.said)
    return Record(
        kind=kind.name,
        id=id,
        values={**found.values, **more},
        reports=tuple(report(said) for said in sorted(group, key=lambda s: s.key)),
        variants=found.variants,
        conflicts=found.conflicts,
        rules=found.rules,
        history=events,
        reasons=tuple(
            Reason(words=link.words, score=round(link.score, 3), items=(link.a, link.b))
            for link in sorted(reasons, key=lambda link: (link.a, link.b))
        ),
    )
