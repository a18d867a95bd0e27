"""Open Civic Data events (OCDEP 4), as one JSON value, a list, the results of an API, or one a line: each a notice."""

from collections.abc import Iterator, Mapping
from typing import Any

from communique.errors import SourceError
from communique.model.reading import Refused
from communique.sources.entries.markup import text_of
from communique.sources.entries.notice import Notice, last_day
from communique.sources.entries.told import Plain, loaded, moment, tables, text

_STATES = {"cancelled": "cancelled", "canceled": "cancelled", "tentative": "tentative", "postponed": "postponed"}
_ENVELOPES = ("results", "events", "objects")
_NAMELESS = ("", "unknown", "tbd", "tba", "n/a")


def events(data: bytes, base: str) -> Iterator[Notice | Refused]:
    """The events in their order. Raises `SourceError` where the data hold none."""
    found = loaded(data, base, "Open Civic Data")
    if isinstance(found, Mapping) and not _is_event(found):
        lists = [found[name] for name in _ENVELOPES if isinstance(found.get(name), list)]
        if not lists:
            raise SourceError(f"{base}: no Open Civic Data: neither an event nor a list of them.")
        found = lists[0]
    for number, item in enumerate(found if isinstance(found, list) else [found], 1):
        yield _event(item, f"{base}#{number}", base)


def _is_event(table: Plain) -> bool:
    return "name" in table and ("start_date" in table or "start_time" in table)


def _event(item: Any, where: str, base: str) -> Notice | Refused:
    title, zone = text(item, "name"), text(item, "timezone")
    all_day = isinstance(item, Mapping) and item.get("all_day") is True
    start = moment(text(item, "start_date", "start_time"), zone, all_day=all_day)
    if not title or start is None:
        return Refused(source=where, reason=f"an event without a {'start' if title else 'name'}")
    end = moment(text(item, "end_date", "end_time"), zone, all_day=all_day)
    id, sources = text(item, "id", "_id", "pupa_id"), tables(item, "sources", "links")
    hosts = [p for p in tables(item, "participants") if text(p, "note") == "host"]
    place = text(item.get("location"), "name")
    return Notice(
        address=f"{base}#{id}" if id else where,
        title=title,
        start=start,
        end=end if type(end) is type(start) else last_day(None, start),
        place="" if place.lower() in _NAMELESS else place,
        organiser=", ".join(_names(hosts)),
        participants=tuple(_names(p for p in tables(item, "participants") if p not in hosts)),
        agenda=tuple(filter(None, (text(a, "description") for a in tables(item, "agenda")))),
        description=text_of(str(item.get("description") or "")),
        state=_STATES.get(text(item, "status").lower(), "confirmed"),
        updated=text(item, "updated_at", "created_at")[:10] or None,
        url=next(filter(None, (text(s, "url") for s in sources)), None),
    )


def _names(participants: Any) -> Iterator[str]:
    yield from filter(None, (text(p, "entity_name", "name") for p in participants))
