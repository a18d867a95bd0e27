"""What changed in the records between two days; law: the changes of a span are those of its days, one after the other.

A record of one day is found again on the next by the claims that the two share, not by its id.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from communique.errors import BadDate
from communique.languages.naming import fold
from communique.model import edtf
from communique.model.change import Change
from communique.model.record import Record, Report
from communique.reconcile.known import Known
from communique.reconcile.spelling import alike, name_of

Everything = Mapping[str, Sequence[Record]]
_FIELDS = {
    "status": "status changed",
    "place": "place changed",
    "count": "figure changed",
    "agenda_count": "figure changed",
}
_HOLDERS = (("before", "predecessor"), ("after", "person"))
_TITLE = ("name", "role", "of", "person", "member", "body", "ordinal", "kind", "speaker", "content", "participants")


def changes(known: Known, since: str, until: str) -> list[Change]:
    """The changes after the day `since`, up to and with the day `until` (`YYYY-MM-DD`), in order.

    All records are made anew for each day on which something became known.
    """
    found: list[Change] = []
    days = [since, *known.news(since, until)]
    before = known.on(since).everything() if len(days) > 1 else {}
    for _, day in pairwise(days):
        after = known.on(day).everything()
        found.extend(Day(day, known.days).changes(before, after))
        before = after
    return found


@dataclass(frozen=True, slots=True)
class _Pair:
    """A record, the one that it was before, and others that it has claims of."""

    record: Record
    was: Record | None
    joined: tuple[Record, ...] = ()
    part_of: Record | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """The day whose changes are told, and from which day each document is known."""

    day: str
    days: Mapping[str, str]

    def changes(self, before: Everything, after: Everything) -> list[Change]:
        """The changes from one state to another, in order."""
        found = {
            change.id: change
            for kind, records in after.items()
            for change in self._of_kind(before.get(kind, ()), records)
        }
        return sorted(found.values(), key=lambda change: change.order)

    def _of_kind(self, before: Sequence[Record], after: Sequence[Record]) -> Iterator[Change]:
        pairs, gone = _pairs(before, after)
        for record in gone:
            yield self._change(record, "record gone", before=title_of(record))
        for pair in pairs:
            for other in pair.joined:
                titles = {"before": title_of(other), "after": title_of(pair.record)}
                yield self._change(pair.record, "records joined", reports=other.reports, **titles)
            if pair.was:
                yield from self._within(pair.was, pair.record)
            elif pair.part_of:
                titles = {"before": title_of(pair.part_of), "after": title_of(pair.record)}
                yield self._change(pair.record, "record split", reports=pair.record.reports, **titles)
            else:
                yield self._new(pair.record)

    def _new(self, record: Record) -> Change:
        names = {field: in_words(record.values.get(name)) for field, name in _HOLDERS}
        if record.values.get("predecessor") and not _one_person(*names.values()):
            return self._change(record, "new holder", field="person", reports=record.reports, **names)
        return self._change(record, "new record", after=title_of(record), reports=record.reports)

    def _within(self, was: Record, record: Record) -> Iterator[Change]:
        old, new = was.values, record.values
        for field, what in _FIELDS.items():
            if new.get(field) not in (None, [], old.get(field)):
                yield self._field(was, record, what, field)
        yield from self._ledger(was, record)
        if new.get("date") and new["date"] != old.get("date"):
            yield self._field(was, record, _moved(old.get("date"), new["date"]), "date")
        had = {fold(in_words(item)) for item in old.get("agenda") or ()}
        for item in new.get("agenda") or ():
            if fold(in_words(item)) not in had:
                reports = _saying(was, record, "agenda", item)
                yield self._change(record, "agenda item added", field="agenda", after=item, reports=reports)
        for field in sorted(set(record.conflicts) - set(was.conflicts)):
            values = [variant.value for variant in record.variants.get(field, ())]
            reports = _fresh(was, record)
            shown = old.get(field)
            yield self._change(record, "new conflict", field=field, before=shown, after=values, reports=reports)

    def _ledger(self, was: Record, record: Record) -> Iterator[Change]:
        """The stages that were reached, and the figures that were told, each with the documents that say so."""
        for what, field, lists in (("stage reached", "stage", "stages"), ("figure changed", "progress", "figures")):
            key = "stage" if field == "stage" else "value"
            had = was.values.get(lists) or ()
            seen = {(step.get("total"), str(step[key])) for step in had}
            for step in record.values.get(lists) or ():
                if (step.get("total"), str(step[key])) not in seen:
                    before = next((old[key] for old in reversed(had) if old.get("total") == step.get("total")), None)
                    reports = tuple(report for report in record.reports if report.document in step["documents"])
                    yield self._change(record, what, field=field, before=before, after=step[key], reports=reports)

    def _field(self, was: Record, record: Record, what: str, field: str) -> Change:
        before, after = was.values.get(field), record.values[field]
        reports = _saying(was, record, field, after)
        ruled = record.rules.get(field) if record.rules.get(field) != was.rules.get(field) else None
        rule = ruled if ruled and ruled.startswith(("corrected by", "accepted by")) else None
        return self._change(record, what, field=field, before=before, after=after, reports=reports, rule=rule)

    def _change(self, record: Record, what: str, **parts: Any) -> Change:
        first = min(record.reports, key=lambda r: (self.days.get(r.document, ""), r.document, r.words))
        return Change(
            day=self.day,
            what=what,
            kind=record.kind,
            record=record.id,
            title=title_of(record),
            key=f"{first.document} {first.words[0] if first.words else first.item}",
            **parts,
        )


def _pairs(before: Sequence[Record], after: Sequence[Record]) -> tuple[list[_Pair], list[Record]]:
    """Each record with what it was, and the records that left nothing behind."""
    owner = {item: record for record in before for item in _items(record)}
    shares: list[tuple[int, Record, Record]] = []
    for record in after:
        olds: dict[str, tuple[int, Record]] = {}
        for item in _items(record):
            if old := owner.get(item):
                olds[old.id] = (olds.get(old.id, (0, old))[0] + 1, old)
        shares.extend((count, old, record) for count, old in olds.values())
    was: dict[str, Record] = {}
    taken: set[str] = set()
    for _, old, record in sorted(shares, key=lambda s: (-s[0], s[1].id, s[2].id)):
        if old.id not in taken and record.id not in was:
            was[record.id] = old
            taken.add(old.id)
    loose: dict[str, list[Record]] = {}
    for _, old, record in shares:
        if was.get(record.id) is not old:
            loose.setdefault(record.id, []).append(old)
    pairs = [_pair(record, was.get(record.id), loose.get(record.id, []), taken) for record in after]
    left = {old.id for _, old, _ in shares}
    return pairs, [record for record in before if record.id not in left]


def _pair(record: Record, was: Record | None, loose: Sequence[Record], taken: Iterable[str]) -> _Pair:
    joined = tuple(old for old in loose if old.id not in taken)
    return _Pair(record, was, joined, loose[0] if was is None and loose else None)


def _items(record: Record) -> set[tuple[str, str]]:
    return {(report.document, report.item) for report in record.reports}


def _moved(before: str | None, after: str) -> str:
    """What happened to a date: set, told more exactly, or moved."""
    if not before:
        return "date set"
    try:
        (first, last), (new_first, new_last) = edtf.parse(before).days, edtf.parse(after).days
    except BadDate:
        return "date moved"
    within = first <= new_first and new_last <= last
    return "date refined" if within else "date moved"


def _one_person(a: str, b: str) -> bool:
    """Whether two names can be spellings of one person's."""
    return alike(name_of(a), name_of(b))[0] > 0


def _fresh(was: Record, record: Record) -> tuple[Report, ...]:
    """The reports that are new in a record."""
    known = _items(was)
    return tuple(report for report in record.reports if (report.document, report.item) not in known)


def _saying(was: Record, record: Record, field: str, value: Any) -> tuple[Report, ...]:
    """The reports that say a value: the new ones, where there are such."""
    documents = {d for v in record.variants.get(field, ()) if v.value == value for d in v.documents}
    saying = [report for report in record.reports if not documents or report.document in documents]
    fresh = _fresh(was, record)
    return tuple(report for report in saying if report in fresh) or (tuple(saying) if documents else fresh)


def title_of(record: Record) -> str:
    """A record in a few words."""
    said = [in_words(record.values[name]) for name in _TITLE if record.values.get(name)]
    return " · ".join(text if len(text) <= 80 else f"{text[:79]}…" for text in said)


def in_words(value: Any) -> str:
    """A value as text."""
    if isinstance(value, dict):
        return str(value.get("name") or value.get("text") or value)
    return ", ".join(map(in_words, value)) if isinstance(value, list | tuple) else str(value)
