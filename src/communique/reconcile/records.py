"""Records of every kind from the readings of all documents; values that disagree are all kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
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
from communique.reconcile.groups import NO_RULINGS, Clusters, Key, Link, Rulings, distinct
from communique.reconcile.hung import Counted
from communique.reconcile.ledgers import ledger, statuses, with_neighbours
from communique.reconcile.occasions import occasion
from communique.reconcile.said import Said, in_time, report, said_of
from communique.reconcile.shown import shown
from communique.reconcile.source import Source, source_of

KINDS = ("people", "bodies", *(kind.plural for kind in ALL))


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
    source, decided = decide_part(source_of(readings), decisions)
    for kind, found in _joined(source, decided.pairs):
        yield kind, (as_decided(record, decided) for record in found)


def joined_records(readings: Iterable[Reading], rulings: Rulings = NO_RULINGS) -> Mapping[str, tuple[Record, ...]]:
    """The records of all kinds, with pairs of entities or claims that are ruled to be the same, or not the same."""
    return {kind: tuple(found) for kind, found in _joined(source_of(readings), rulings)}


def _joined(source: Source, rulings: Rulings) -> Iterator[tuple[str, Iterable[Record]]]:
    who = who_is_who(source, copies.groups(source.documents()), rulings)
    yield from (("people", who.people), ("bodies", who.bodies))
    for kind in ALL:
        said = said_of(source, kind.name, who)
        yield kind.plural, _records(kind, said, who, _clusters(kind, said, who, rulings))


def _clusters(kind: Kind, said: Sequence[Said], who: Who, rulings: Rulings) -> Clusters[Any]:
    if kind is MEETING:
        return meetings.cluster([occasion(item, who, who.around[item.document]) for item in said], rulings)
    return likenesses.cluster(said, who, who.around, rulings)


def _records(kind: Kind, said: Sequence[Said], who: Who, clusters: Clusters[Any]) -> Iterable[Record]:
    groups: dict[Key, list[Said]] = {}
    for item in said:
        groups.setdefault(clusters.of(item.key), []).append(item)
    reasons: dict[Key, list[Link]] = {}
    for link in clusters.used:
        reasons.setdefault(clusters.of(link.a), []).append(link)
    wanted = [(_is_of(kind, in_time(group), who), min(item.key for item in group)) for group in groups.values()]
    ordered = sorted(zip(distinct(kind.name, wanted), groups.items(), strict=True), key=itemgetter(0))
    counted = _counted(groups, clusters, who) if kind is MEETING else None
    made = (
        _record(kind, id, counted.said(root) if counted else group, who, reasons.get(root, []))
        for id, (root, group) in ordered
    )
    return with_neighbours(made) if kind is POST else made


def _counted(groups: dict[Key, list[Said]], clusters: Clusters[Any], who: Who) -> Counted:
    """The reports of meetings, the dates that hang on other meetings counted from those that their records show."""
    roots = {item.key: root for root, group in groups.items() for item in group}
    return Counted(groups, roots, lambda group: shown(MEETING, chain(group), who).values["date"])


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
