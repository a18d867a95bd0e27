"""What changed, newest first; law: a change keeps its id, on every page and in every feed.

Of a register with more documents than are looked at, it is told what the latest of them changed in their records.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from communique.model.change import WHAT, Change
from communique.reconcile.changes import changes as between
from communique.reconcile.known import Known
from communique.web.near import lately
from communique.web.shelf import PLURALS, Shelf
from communique.web.words import in_words, title

View = dict[str, Any]
NAME = "changes"
_FOLLOWED = ("meeting", "act", "programme", "membership", "post")
_EFFORT = 1_000  # documents that are looked at again, all days together: some seconds
_NEVER = "0000-00-00"


def changes(shelf: Shelf) -> list[View]:
    """The changes of the records that are followed, newest first, on as many of the last days as can be told."""
    found: list[View] = shelf.digest(NAME, make)
    return found


def make(shelf: Shelf) -> list[View]:
    """The same, made of the latest documents."""
    followed = [change for change in _told(lately(shelf)) if change.kind in _FOLLOWED]
    followed.sort(key=lambda change: WHAT.index(change.what))
    return [_view(shelf, c) for c in sorted(followed, key=lambda change: change.day, reverse=True)]


def _told(known: Known) -> list[Change]:
    days = known.news(_NEVER, "9999-12-31")
    most = max(_EFFORT // max(len(known.readings), 1), 2)
    since = _NEVER if len(days) <= most else days[-most]
    return between(known, since, days[-1]) if days else []


def _view(shelf: Shelf, change: Change) -> View:
    id = _record(shelf, change)
    record = shelf.record(id)
    status = change.field == "status" and isinstance(change.after, str)
    return {
        "id": f"change-{change.id}",
        "when": change.day,
        "what": str(change.after) if status else change.what,
        "kind": PLURALS[change.kind],
        "record": id,
        "title": title(record.kind, record.values) if record else change.title,
        "values": dict(_values(change)),
        "documents": list(dict.fromkeys(report.document for report in change.reports)),
        "rule": change.rule,
    }


def _record(shelf: Shelf, change: Change) -> str:
    """The record of a change; in the whole register it may have another id than among the latest documents."""
    if shelf.record(change.record):
        return change.record
    owners = (shelf.owner(report.document, report.item) for report in change.reports)
    return next((id for id in owners if id), change.record)


def _values(change: Change) -> Iterator[tuple[str, str]]:
    """What it set, from what to what."""
    if not change.field:
        return
    before, after = (_words(change.field, value) for value in (change.before, change.after))
    yield change.field, f"{before} → {after}" if before else after


def _words(field: str, value: Any) -> str:
    if isinstance(value, list | tuple) and field in ("date", "period"):
        return " / ".join(in_words(field, item) for item in value)
    return str(value) if isinstance(value, Mapping) and "name" not in value else in_words(field, value)
