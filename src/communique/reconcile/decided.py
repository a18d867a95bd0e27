"""Decisions carried out on readings and records; law: deciding and undoing it leaves everything as it was.

Of decisions that contradict each other, the later one holds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, product
from typing import Any

from communique.errors import BadDecision
from communique.model.claim import Claim
from communique.model.decision import Decision, Item, in_force, value_text
from communique.model.kinds import KINDS
from communique.model.reading import Reading
from communique.model.record import Record, Variant
from communique.reconcile.amended import amend, by_hand, rule
from communique.reconcile.groups import NO_RULINGS, Key, Rulings
from communique.reconcile.located import locate
from communique.reconcile.source import Overlaid, Source

Pair = tuple[Key, Key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a decision lets a field show: the value in words and as plain data, and the rule in words."""

    decision: Decision
    words: str
    plain: Any

    @property
    def rule(self) -> str:
        """The rule, with who and when."""
        return rule(self.decision)


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """A decision that cannot be carried out on the present readings, and why."""

    decision: Decision
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Readings as decided, the pairs that are of one record or are not, and the rulings.

    `rulings` holds what fields show by (document id, item id); `idle` the decisions that could not be carried out.
    """

    readings: tuple[Reading, ...]
    pairs: Rulings = NO_RULINGS
    rulings: Mapping[Key, tuple[Ruling, ...]] = field(default_factory=dict)
    idle: tuple[Idle, ...] = ()


def decide(readings: Iterable[Reading], decisions: Sequence[Decision]) -> Decided:
    """The decisions in force, carried out on readings."""
    ruled = in_force(decisions)
    if not ruled:
        return Decided(readings=tuple(readings))
    return _Work(readings, ruled).decided()


def decide_part(source: Source, decisions: Sequence[Decision]) -> tuple[Source, Decided]:
    """A source in which the decisions in force are carried out, and what they do to the documents that they name."""
    ruled = in_force(decisions)
    if not ruled:
        return source, Decided(readings=())
    named = {item.document for decision in ruled for item in (*decision.about, *decision.others)}
    decided = _Work((reading for _, reading in source.some(named)), ruled).decided()
    return Overlaid(source, {reading.document.id: reading for reading in decided.readings}), decided


class _Work:
    """The carrying out of decisions, in the order of their times."""

    def __init__(self, readings: Iterable[Reading], ruled: Sequence[Decision]) -> None:
        self.ruled = ruled
        self.read = {r.document.id: r for r in readings}
        self.idle: list[Idle] = []
        for decision in ruled:
            if decision.action == "add":
                self._add(decision)
        self.amended = dict(self.read)
        self.rulings: dict[Key, list[Ruling]] = {}

    def decided(self) -> Decided:
        for decision in self.ruled:
            if decision.action in ("accept", "reject", "correct"):
                for key in self._keys(decision, decision.items):
                    self._carry_out(decision, key)
        pairs = self._pairs()
        return Decided(
            readings=tuple(self.amended.values()),
            pairs=pairs,
            rulings={key: tuple(found) for key, found in self.rulings.items()},
            idle=tuple(self.idle),
        )

    def _add(self, decision: Decision) -> None:
        try:
            reading = by_hand(decision)
        except BadDecision as error:
            self.idle.append(Idle(decision=decision, reason=str(error)))
        else:
            self.read[reading.document.id] = reading

    def _keys(self, decision: Decision, items: Iterable[Item]) -> list[Key]:
        """Where the items are now; what is not read any more is told."""
        keys = []
        for item in items:
            reading = self.read.get(item.document)
            found = locate(reading, item) if reading else None
            if found:
                keys.append((item.document, found.id))
            elif reading:
                reason = f"no {item.kind} is read at “{item.quote}” any more"
                self.idle.append(Idle(decision=decision, reason=reason))
        return keys

    def _carry_out(self, decision: Decision, key: Key) -> None:
        try:
            if decision.action != "accept":
                self.amended[key[0]] = amend(self.amended[key[0]], decision, key[1])
        except BadDecision as error:
            self.idle.append(Idle(decision=decision, reason=str(error)))
        else:
            if decision.field and decision.action != "reject":
                self.rulings.setdefault(key, []).extend(self._ruling(decision, key))

    def _ruling(self, decision: Decision, key: Key) -> Iterator[Ruling]:
        """What the item says in the decided field."""
        reading, name = self.amended[key[0]], str(decision.field)
        claim = next((c for c in reading.claims if c.id == key[1]), None)
        if claim and name in claim.values:
            yield Ruling(decision=decision, words=value_text(claim.values[name]), plain=_plain(claim, name))
        entity = next((e for e in reading.entities if e.id == key[1]), None)
        if entity:
            yield Ruling(decision=decision, words=str(getattr(entity, name)), plain=getattr(entity, name))

    def _pairs(self) -> Rulings:
        groups = _Groups()
        for decision in reversed(self.ruled):
            if decision.action == "same":
                keys = sorted(set(self._keys(decision, decision.about)))
                for a, b in combinations(keys, 2):
                    groups.join(a, b)
            elif decision.action == "different":
                ours, theirs = (self._keys(decision, items) for items in (decision.items, decision.others))
                for a, b in sorted(set(product(ours, theirs))):
                    groups.part(a, b)
        return Rulings(same=tuple(sorted(groups.same)), different=tuple(sorted(groups.different)))


class _Groups:
    """Pairs that hold together, in the order in which they are told: what contradicts earlier ones is left out."""

    def __init__(self) -> None:
        self.same: set[Pair] = set()
        self.different: set[Pair] = set()
        self.group: dict[Key, frozenset[Key]] = {}

    def join(self, a: Key, b: Key) -> None:
        ours, theirs = self._of(a), self._of(b)
        if ours is theirs or any((x, y) in self.different or (y, x) in self.different for x in ours for y in theirs):
            return
        both = ours | theirs
        self.group.update(dict.fromkeys(both, both))
        self.same.add((min(a, b), max(a, b)))

    def part(self, a: Key, b: Key) -> None:
        if b not in self._of(a):
            self.different.add((min(a, b), max(a, b)))

    def _of(self, key: Key) -> frozenset[Key]:
        return self.group.setdefault(key, frozenset((key,)))


def _plain(claim: Claim, name: str) -> Any:
    value = claim.values[name]
    if KINDS[claim.kind].field(name).type == "entity":
        return {"id": None, "name": value_text(value)}
    return list(value) if isinstance(value, tuple) else value if isinstance(value, int | float) else value_text(value)


def shown(record: Record, decided: Decided) -> Record:
    """A record that shows the values that were ruled on, with their rule; the others stay beside them."""
    found: dict[str, tuple[str, Ruling]] = {}
    for report in record.reports:
        for ruling in decided.rulings.get((report.document, report.item), ()):
            name = str(ruling.decision.field)
            if name not in found or found[name][1].decision.order < ruling.decision.order:
                found[name] = (report.document, ruling)
    for name, (document, ruling) in found.items():
        record = _showing(record, name, document, ruling)
    return record


def _showing(record: Record, name: str, document: str, ruling: Ruling) -> Record:
    rules = {**record.rules, name: ruling.rule}
    if isinstance(record.values.get(name), list) and not isinstance(ruling.plain, list):
        return replace(record, rules=rules)
    variants = record.variants.get(name, ())
    chosen = _chosen(variants, document, ruling)
    value = chosen.value if chosen else ruling.plain
    if chosen is None and _words(record.values.get(name)) == ruling.words:
        value = record.values[name]
    others = tuple(replace(v, shown=False) for v in variants if v is not chosen)
    ranked = {name: (replace(chosen, shown=True), *others)} if chosen else {}
    values = {**record.values, name: value}
    return replace(record, values=values, variants={**record.variants, **ranked}, rules=rules)


def _chosen(variants: Sequence[Variant], document: str, ruling: Ruling) -> Variant | None:
    """The variant that says what was ruled, else the one of the document that was ruled on."""
    named = next((v for v in variants if _words(v.value) == ruling.words), None)
    return named or next((v for v in variants if document in v.documents), None)


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("name"))
    return ", ".join(map(_words, value)) if isinstance(value, list | tuple) else str(value)
