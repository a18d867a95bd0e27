"""What an edit of a page changed in the record; law: a page that says the same changes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest

from communique.model.followed import Alteration
from communique.model.kinds import KINDS
from communique.model.reading import Reading
from communique.model.record import Record
from communique.reconcile.changes import in_words, title_of
from communique.reconcile.records import everything

_ALIKE = 0.6
"""Claims on words that are so alike are one claim that was edited, where the records are not joined."""
_LONGEST = 400
Pair = tuple[Record | None, Record | None]


def alterations(old: Reading, new: Reading) -> tuple[Alteration, ...]:
    """What two versions of a document say otherwise in their claims: no longer, newly, or differently."""
    if old.document.text == new.document.text:
        return ()
    before, after, both = (everything(readings) for readings in ((old,), (new,), (old, new)))
    found: list[Alteration] = []
    for name, kind in KINDS.items():
        pairs = _pairs(before[kind.plural], after[kind.plural], both[kind.plural])
        for was, now in pairs:
            found += _between(name, was, now)
    return tuple(found)


def _pairs(before: Sequence[Record], after: Sequence[Record], both: Sequence[Record]) -> list[Pair]:
    """The records of either version, those that are joined in one record beside each other, then those alike."""
    olds, news = _owners(before), _owners(after)
    pairs: list[Pair] = []
    for record in both:
        items = [(report.document, report.item) for report in record.reports]
        was = {olds[item].id: olds[item] for item in items if item in olds}
        now = {news[item].id: news[item] for item in items if item in news}
        pairs += zip_longest(was.values(), now.values())
    return list(_joined(pairs))


def _joined(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """The pairs, with single records that stand on nearly the same words put together."""
    singles = [now for was, now in pairs if was is None and now is not None]
    for was, now in pairs:
        if was is None:
            continue
        if now is None and singles:
            best = max(singles, key=lambda other: _likeness(was, other))
            if _likeness(was, best) >= _ALIKE:
                singles.remove(best)
                now = best
        yield was, now
    yield from ((None, single) for single in singles)


def _owners(records: Sequence[Record]) -> Mapping[tuple[str, str], Record]:
    return {(report.document, report.item): record for record in records for report in record.reports}


def _between(kind: str, was: Record | None, now: Record | None) -> Iterator[Alteration]:
    record = now or was
    assert record is not None
    items = tuple((report.document, report.item) for r in (was, now) if r is not None for report in r.reports)
    whole = Alteration(kind=kind, title=title_of(record)[:_LONGEST], words=_words(record)[:_LONGEST], items=items)
    if was is None or now is None:
        before, after = (None if r is None else title_of(r)[:_LONGEST] for r in (was, now))
        yield replace(whole, before=before, after=after)
        return
    for field in (f.name for f in KINDS[kind].fields):
        old, new = _told(was, field), _told(now, field)
        if old != new:
            yield replace(whole, field=field, before=old, after=new)


def _told(record: Record, field: str) -> str | None:
    value = record.values.get(field)
    return None if value is None or value == [] or value == () else in_words(value)[:_LONGEST]


def _words(record: Record) -> str:
    return next((words for report in record.reports for words in report.words), "")


def _likeness(a: Record, b: Record) -> float:
    return SequenceMatcher(None, _words(a)[:_LONGEST], _words(b)[:_LONGEST], autojunk=False).ratio()
