"""The JSON that Indico exports for a category or an event: each event a notice."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from communique.errors import SourceError
from communique.model.reading import Refused
from communique.sources.entries.markup import text_of
from communique.sources.entries.notice import Notice
from communique.sources.entries.told import loaded, moment, tables, text


def events(data: bytes, base: str) -> Iterator[Notice | Refused]:
    """The events in their order. Raises `SourceError` where the data are no export of Indico."""
    found = loaded(data, base, "export of Indico")
    if not isinstance(found, Mapping) or not isinstance(found.get("results"), list):
        raise SourceError(f"{base}: no export of Indico: no list of results in it.")
    for number, item in enumerate(found["results"], 1):
        yield _event(item, f"{base}#{number}", base)


def _event(item: Any, where: str, base: str) -> Notice | Refused:
    title, start = text(item, "title"), _when(item, "startDate")
    if not title or start is None:
        return Refused(source=where, reason=f"an event without a {'start' if title else 'title'}")
    id = str(item.get("id") or "")
    updated = _when(item, "modificationDate") or _when(item, "creationDate")
    return Notice(
        address=f"{base}#{id}" if id else where,
        title=title,
        start=start,
        end=_when(item, "endDate"),
        place=", ".join(filter(None, (text(item, "roomFullname", "room"), text(item, "location")))),
        organiser=text(item, "organizer") or ", ".join(_chairs(item)),
        agenda=tuple(filter(None, (text(c, "title") for c in tables(item, "contributions")))),
        description=text_of(str(item.get("description") or "")),
        updated=updated.isoformat()[:10] if updated else None,
        url=text(item, "url") or None,
    )


def _when(item: Any, name: str) -> date | datetime | None:
    """A moment, which Indico gives as a day, a time and a zone."""
    value = item.get(name) if isinstance(item, Mapping) else None
    day = text(value, "date")
    return moment(f"{day}T{text(value, 'time') or '00:00:00'}", text(value, "tz")) if day else None


def _chairs(item: Any) -> Iterator[str]:
    yield from filter(None, (text(chair, "fullName", "affiliation") for chair in tables(item, "chairs")))
