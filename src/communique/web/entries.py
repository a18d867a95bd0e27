"""Records and documents as entries of lists and search: what stands there of each, and what it is called."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from communique.export.records import as_dict, stem
from communique.model.recorded import record_of
from communique.store.cards import cited
from communique.web.answers import Ready, as_json
from communique.web.shelf import Shelf, support_of, whole
from communique.web.words import in_words, title

Plain = dict[str, Any]
_BESIDE = ("place", "participants", "agenda", "content", "role", "parties", "of", "progress", "publisher")
_DATED = ("date", "period", "published")
QUOTED = 8  # reports whose words are shown
_LISTED = 1_000  # items of lists for programs that are held as they were made last


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A record or document: `kind` in the plural, `item` as its JSON, `date` in EDTF."""

    kind: str
    id: str
    item: Plain
    title: str
    date: str | None


def entries(shelf: Shelf, kind: str, ids: Sequence[str]) -> list[Entry]:
    """The records or documents of a kind with some ids, in their order."""
    make = _document if kind == "documents" else _record
    return [make(kind, data) for data in shelf.data(kind, ids).values()]


def items(shelf: Shelf, kind: str, ids: Sequence[str]) -> list[Plain]:
    """The same as JSON."""
    return [entry.item for entry in entries(shelf, kind, ids)]


def listed(shelf: Shelf, kind: str, ids: Sequence[str]) -> Ready:
    """The same as one text, with the latest of many reports, and as many documents of each value and step."""
    held = shelf.catalogue.stored(kind, ids)
    return Ready(f"[{','.join([_listed(kind, held[id]) for id in dict.fromkeys(ids) if id in held])}]")


@lru_cache(maxsize=_LISTED)
def _listed(kind: str, stored: str) -> str:
    """An item of such a list, by what is stored of it: whatever else changes, it is not made anew."""
    data = json.loads(stored)
    return as_json((_document(kind, data) if kind == "documents" else _record(kind, _few(data))).item)


def _few(data: Plain) -> Plain:
    """The plain data of a record with the latest of many reports; of a person or body all are told of."""
    if len(data["reports"]) <= QUOTED or data["kind"] in ("person", "body"):
        return data
    reports = sorted(data["reports"], key=lambda r: r.get("published") or "", reverse=True)[:QUOTED]
    rest = {name: cited(held, QUOTED) for name, held in data.items() if name != "reports"}
    return {**rest, "reports": reports, "support": support_of(data)}


def rows(shelf: Shelf, kind: str, ids: Sequence[str]) -> list[Plain]:
    """The same with as much of them as a row of a list shows."""
    if kind == "documents":
        return items(shelf, kind, ids)
    return [brief(data) for data in shelf.data(kind, ids).values()]


def brief(data: Mapping[str, Any]) -> Plain:
    """A record with as much of it as a row of a list shows, of its plain data."""
    conflicts = [{"field": field} for field in sorted(data.get("conflicts", ()))]
    return {"id": data["id"], **data["values"], "support": support_of(data), "conflicts": conflicts}


def meetings(shelf: Shelf, ids: Sequence[str]) -> list[Plain]:
    """Meetings with as much of them as a calendar shows, of which there may be thousands."""
    return [_meeting(data) for data in shelf.data("meetings", ids).values()]


def _meeting(data: Mapping[str, Any]) -> Plain:
    reports = [
        {
            "document": stem(r["source"]),
            "document_id": r["document"],
            "evidence": r["words"],
            "published": r.get("published"),
        }
        for r in data["reports"]
    ]
    return {**data["values"], "id": data["id"], "reports": reports}


def _document(kind: str, data: Mapping[str, Any]) -> Entry:
    item = {name: value for name, value in data.items() if name != "opening"}
    called = title("document", {**item, "text": data.get("opening")})
    return Entry(kind=kind, id=item["id"], item=item, title=called, date=item["published"])


def _record(kind: str, data: Mapping[str, Any]) -> Entry:
    record = record_of(whole(data))
    item = {**as_dict(record), "support": support_of(data)}
    date = next((str(item[field]) for field in _DATED if item.get(field)), None)
    if date is None and record.kind == "statement":
        date = min((report.published for report in record.reports if report.published), default=None)
    return Entry(kind=kind, id=record.id, item=item, title=title(record.kind, item), date=date)


def words_of(entry: Entry, searched: str) -> str:
    """The words that a hit is shown by: those that are searched, else what is known beside title, date and status."""
    told = (in_words(field, entry.item.get(field)) for field in _BESIDE)
    return searched or " · ".join(filter(None, told))
