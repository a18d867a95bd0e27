"""What is unsure in a register, the worst first; law: what a decision in force has settled is left out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from communique.languages.naming import fold
from communique.model.claim import Claim
from communique.model.decision import ENTITIES, Decision, Item, in_force, said
from communique.model.doubt import Doubt
from communique.model.entity import Entity
from communique.model.reading import Reading
from communique.model.record import Record, Report, Variant
from communique.reconcile.days import apart, length
from communique.reconcile.decided import Decided, Idle, decide
from communique.reconcile.groups import Key
from communique.reconcile.known import Known
from communique.reconcile.located import differs, locate
from communique.reconcile.spelling import alike, is_full, keys, name_of

# Joins below this score are worth a look; the surest that is merely likely has about 0.9.
_SURE = 0.75
# Two records of persons whose names are at least this alike may be one; spellings of one name have 0.7 and more.
_ALIKE = 0.55
_NEAR_DAYS = 10
# A date that can mean more days than a month and a bit says nothing of two meetings being near.
_LONGEST = 35
_CROWD = 40
_WEIGHTS = {"date": 1.0, "status": 1.0, "stage": 1.0, "place": 0.9, "progress": 0.9, "count": 0.9}
_CERTAINTY = {"possible": 0.35, "probable": 0.25}
_DECIDED = ("corrected by", "accepted by")


def review(known: Known) -> list[Doubt]:
    """All that is unsure, the worst first."""
    decided = decide(known.readings, known.decisions)
    found = known.everything()
    view = _View(known, decided, [record for records in found.values() for record in records])
    doubts = (*view.decisions(), *view.conflicts(), *view.joins(), *view.near(), *view.claims())
    return sorted({doubt.words: doubt for doubt in doubts}.values(), key=lambda doubt: doubt.order)


@dataclass(frozen=True, slots=True)
class _View:
    """What is known, what was decided on it, and the records that follow."""

    known: Known
    decided: Decided
    records: Sequence[Record]

    def decisions(self) -> Iterator[Doubt]:
        """Decisions whose reading has changed since, or that cannot be carried out."""
        readings = {r.document.id: r for r in self.known.readings}
        owner = _owner(self.records)
        idle: dict[str, list[Idle]] = {}
        for each in self.decided.idle:
            idle.setdefault(each.decision.id, []).append(each)
        for id, found in idle.items():
            more = f", and {len(found) - 1} more" if len(found) > 1 else ""
            words = f"{_told(found[0].decision)}: {found[0].reason}{more}"
            undo = (("undo", id),)
            yield Doubt(
                what="cannot be carried out", score=0.95, words=words, kind="decision", records=(), choices=undo
            )
        for decision, key, now, was in _latest(in_force(self.known.decisions), readings):
            record = owner.get(key)
            if record:
                words = f"{_told(decision)}; then it was read as “{was}”, now as “{_said(now)}”"
                ref = f"{key[0]}:{key[1]}"
                again = ("accept", ref, decision.field) if decision.field else ("accept", ref)
                choices = (again, ("undo", decision.id))
                yield Doubt(
                    what="reading changed",
                    score=1.0,
                    words=words,
                    kind=record.kind,
                    records=(record.id,),
                    reports=_reports(record, [key]),
                    choices=choices,
                )

    def conflicts(self) -> Iterator[Doubt]:
        """Values that cannot be true together, of which no decision has chosen one."""
        for record in self.records:
            for field in record.conflicts:
                variants = record.variants.get(field, ())
                if len(variants) > 1 and not record.rules.get(field, "").startswith(_DECIDED):
                    yield _conflict(record, field, variants)

    def joins(self) -> Iterator[Doubt]:
        """Joins that were made on little."""
        for record in self.records:
            weak = [reason for reason in record.reasons if reason.score < _SURE]
            for reason in sorted(weak, key=lambda r: (r.score, r.items))[:3]:
                refs = tuple(":".join(item) for item in reason.items)
                why = f"two reports are taken for one by {reason.words}"
                yield Doubt(
                    what="unsure join",
                    score=round(0.45 + 0.5 * (_SURE - reason.score), 3),
                    words=f"{_title(record)}: {why} ({' and '.join(refs)})",
                    reason=why,
                    kind=record.kind,
                    records=(record.id,),
                    reports=_reports(record, reason.items),
                    choices=(("same", *refs), ("different", *refs)),
                )

    def near(self) -> Iterator[Doubt]:
        """Records that may be one."""
        ruled = {frozenset(pair) for pair in self.decided.pairs.different}
        for score, why, a, b in (*_near_people(self.records), *_near_meetings(self.records)):
            if not any(frozenset((x, y)) in ruled for x in _items(a) for y in _items(b)):
                yield Doubt(
                    what="possible join",
                    score=score,
                    words=f"{_title(a)} ({a.id}) and {_title(b)} ({b.id}) may be one: {why}",
                    reason=f"they may be one: {why}",
                    kind=a.kind,
                    records=(a.id, b.id),
                    reports=(*a.reports[:2], *b.reports[:2]),
                    choices=(("same", a.id, b.id), ("different", a.id, b.id)),
                )

    def claims(self) -> Iterator[Doubt]:
        """Records that rest on one report that is itself not certain, or says next to nothing."""
        accepted = self._accepted()
        claims = {(r.document.id, c.id): c for r in self.decided.readings for c in r.claims}
        for record in self.records:
            if record.support > 1 or record.kind in (*ENTITIES, "statement"):
                continue
            for key in sorted(_items(record) - accepted):
                if key in claims:
                    yield from _uncertain(record, key, claims[key])

    def _accepted(self) -> set[Key]:
        readings = {r.document.id: r for r in self.known.readings}
        found: set[Key] = set()
        for decision in in_force(self.known.decisions):
            if decision.action in ("accept", "correct"):
                for item in decision.items:
                    reading = readings.get(item.document)
                    now = locate(reading, item) if reading else None
                    if now and not differs(item, now, decision.field):
                        found.add((item.document, now.id))
        return found


def _latest(
    decisions: Iterable[Decision], readings: Mapping[str, Reading]
) -> Iterator[tuple[Decision, Key, Claim | Entity, str]]:
    """The latest decision on each claim or entity that says something else now, and what it said then."""
    found: dict[tuple[Key, str | None], tuple[Decision, Key, Claim | Entity, Item]] = {}
    for decision in decisions:
        if decision.action not in ("accept", "correct"):
            continue
        for item in decision.items:
            reading = readings.get(item.document)
            now = locate(reading, item) if reading else None
            if now:
                key = (item.document, now.id)
                found[(key, decision.field)] = (decision, key, now, item)
    for decision, key, now, item in found.values():
        if differs(item, now, decision.field):
            yield decision, key, now, item.said


def _conflict(record: Record, field: str, variants: Sequence[Variant]) -> Doubt:
    """The better the second value is attested beside the shown one, the worse."""
    shown = max((len(v.documents) for v in variants if v.shown), default=1)
    second = max((len(v.documents) for v in variants if not v.shown), default=1)
    balance = min(1.0, second / max(shown, 1))
    told = " or ".join(f"{_words(v.value)} ({len(v.documents)})" for v in variants)
    documents = {d for v in variants for d in v.documents}
    about = f"reports disagree on the {field.replace('_', ' ')}"
    return Doubt(
        what="conflict",
        score=round(_WEIGHTS.get(field, 0.7) * (0.6 + 0.3 * balance), 3),
        words=f"{_title(record)}: {about}: {told}",
        reason=about,
        kind=record.kind,
        records=(record.id,),
        reports=tuple(r for r in record.reports if r.document in documents),
        choices=tuple(("accept", record.id, field, _words(v.value)) for v in variants),
    )


def _uncertain(record: Record, key: Key, claim: Claim) -> Iterator[Doubt]:
    ref = f"{key[0]}:{key[1]}"
    score = _CERTAINTY.get(claim.certainty, 0.0)
    why, quoted, what = f"one report only, and it says so as {claim.certainty}", "", "low certainty"
    if not score and claim.kind == "meeting" and not (claim["date"] or claim["body"] or claim["ordinal"]):
        what, score = "little evidence", 0.15
        why, quoted = "one report only, without date or body", f": “{claim.evidence[0].quote}”"
    if score:
        yield Doubt(
            what=what,
            score=score,
            words=f"{_title(record)}: {why}{quoted} ({ref})",
            reason=why,
            kind=record.kind,
            records=(record.id,),
            reports=record.reports,
            choices=(("accept", ref), ("reject", ref)),
        )


Near = tuple[float, str, Record, Record]


def _near_people(records: Sequence[Record]) -> Iterator[Near]:
    """Persons with names that are alike."""
    blocks: dict[tuple[str, ...], list[Record]] = {}
    for record in records:
        if record.kind == "person":
            name = name_of(str(record.values["name"]))
            for key in {*keys(name), (name[-1],)}:
                blocks.setdefault(key, []).append(record)
    for a, b in _pairs(blocks.values()):
        x, y = (name_of(str(record.values["name"])) for record in (a, b))
        score, why = alike(x, y) if is_full(x) or is_full(y) else (0.0, "")
        if is_full(x) != is_full(y) and x[-1] == y[-1]:
            score, why = _ALIKE, "the same surname"
        if score >= _ALIKE:
            yield round(0.5 * score, 3), why, a, b


def _near_meetings(records: Sequence[Record]) -> Iterator[Near]:
    """Meetings of one body, or between the same parties, on days near each other, and not of two numbers."""
    blocks: dict[object, list[Record]] = {}
    for record in records:
        if record.kind == "meeting":
            for who in _who(record):
                blocks.setdefault(who, []).append(record)
    for a, b in _pairs(blocks.values()):
        numbers = {record.values.get("ordinal") for record in (a, b)} - {None}
        days = apart(a.values.get("date"), b.values.get("date"))
        exact = all(length(record.values.get("date")) <= _LONGEST for record in (a, b))
        if exact and len(numbers) < 2 and days is not None and days <= _NEAR_DAYS and not _one_document(a, b):
            near = "the same days" if days == 0 else f"{days} days apart"
            yield round(0.55 - 0.03 * days, 3), f"the same body or parties, {near}", a, b


def _who(record: Record) -> Iterator[object]:
    body = record.values.get("body")
    if body:
        yield fold(_words(body))
    parties = sorted({fold(_words(p)) for p in record.values.get("participants") or ()})
    if len(parties) < 6:
        yield from combinations(parties, 2)


def _one_document(a: Record, b: Record) -> bool:
    """Two meetings of which one report speaks side by side are two."""
    return bool({report.document for report in a.reports} & {report.document for report in b.reports})


def _pairs(blocks: Iterable[Sequence[Record]]) -> list[tuple[Record, Record]]:
    found: dict[tuple[str, str], tuple[Record, Record]] = {}
    for block in blocks:
        for a, b in combinations(sorted(block[:_CROWD], key=lambda r: r.id), 2):
            found[(a.id, b.id)] = (a, b)
    return [found[key] for key in sorted(found) if key[0] != key[1]]


def _owner(records: Iterable[Record]) -> dict[Key, Record]:
    return {item: record for record in records for item in _items(record)}


def _items(record: Record) -> set[Key]:
    return {(report.document, report.item) for report in record.reports}


def _reports(record: Record, keys: Iterable[Key]) -> tuple[Report, ...]:
    wanted = set(keys)
    return tuple(report for report in record.reports if (report.document, report.item) in wanted)


def _told(decision: Decision) -> str:
    what = f" {decision.field}" if decision.field else ""
    return f"{decision.who} decided on {decision.when[:10]} to {decision.action}{what} ({decision.id})"


def _said(found: Claim | Entity) -> str:
    return found.name if isinstance(found, Entity) else said(found)


_TITLE = ("name", "body", "ordinal", "kind", "date", "role", "of", "person", "member", "participants")


def _title(record: Record) -> str:
    told = [_words(record.values[name]) for name in _TITLE if record.values.get(name)]
    return f"{record.kind} " + " · ".join(text if len(text) <= 60 else f"{text[:59]}…" for text in told)


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or value.get("text") or value)
    return ", ".join(map(_words, value)) if isinstance(value, list | tuple) else str(value)
